//! What comes from npm: the editor and its bundler, wasm-opt, the driver of the browser tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use anyhow::{Context, Result, bail};

use crate::shell::{output, root, run};
use crate::system;

/// The oldest node that the packages work with.
const NODE_VERSION: u32 = 18;

/// The folder with the editor's packages and the build's tools.
pub fn www() -> PathBuf {
    root().join("www")
}

/// The folder with the browser tests.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}

/// Installs all packages.
pub fn packages() -> Result<()> {
    install(&www())?;
    install(&browser_tests())
}

/// Installs the packages of a folder, when they are not there or the lock file has changed.
pub fn install(folder: &Path) -> Result<()> {
    node()?;
    let lock = folder.join("package-lock.json");
    let done = folder.join("node_modules/.installed");
    let wanted = fs::read(&lock).with_context(|| format!("no {}", lock.display()))?;
    if fs::read(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let what = format!("installing the npm packages of {}", folder.strip_prefix(root())?.display());
    run(&what, Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))?;
    fs::write(done, wanted)?;
    Ok(())
}

/// The optimiser of wasm modules.
pub fn wasm_opt() -> Result<Command> {
    install(&www())?;
    let mut command = Command::new("node");
    command.arg(www().join("node_modules/binaryen/bin/wasm-opt"));
    Ok(command)
}

/// Bundles the editor into one file.
pub fn bundle_editor(out: &Path) -> Result<()> {
    install(&www())?;
    run(
        "bundling the editor",
        Command::new(www().join("node_modules/.bin/esbuild"))
            .current_dir(www())
            .args(["editor/editor.js", "--bundle", "--minify", "--format=esm", "--target=es2022"])
            .args(["--legal-comments=linked", "--log-level=warning"])
            .arg(format!("--outfile={}", out.display())),
    )
}

fn node() -> Result<()> {
    let version = || output(Command::new("node").arg("--version"));
    if (version().is_none() || npm_is_missing()) && system::can_install() {
        system::install("node", &["nodejs", "npm"])?;
    }
    let Some(version) = version() else { bail!("no node found. Install Node.js {NODE_VERSION} or newer, with npm") };
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_VERSION) {
        bail!("node {version} is too old. Install Node.js {NODE_VERSION} or newer, with npm");
    }
    Ok(())
}

fn npm_is_missing() -> bool {
    matches!(Command::new("npm").arg("--version").output(), Err(error) if error.kind() == io::ErrorKind::NotFound)
}
