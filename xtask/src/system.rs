//! What comes from the operating system: packages of Debian, the browser for the tests, node.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::shell::{output, run};

/// The packages that the browser tests need: a browser, and a font for Chinese.
const BROWSER_PACKAGES: &[&str] = &["chromium", "fonts-noto-cjk"];

/// Where the browser is, installing it if need be. `CHROMIUM` names another one.
pub fn browser() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let find = || places.iter().map(PathBuf::from).find(|path| path.exists());
    let font = Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
    if can_install() && (find().is_none() || !font.exists()) {
        install("the browser for the tests", BROWSER_PACKAGES)?;
    }
    match find() {
        Some(path) => Ok(path),
        None => bail!(
            "no Chromium found. Install one (on Debian: sudo apt-get install {}) \
             or name one in the variable CHROMIUM",
            BROWSER_PACKAGES.join(" ")
        ),
    }
}

/// Whether packages can be installed here without asking anybody: Debian, as root.
pub fn can_install() -> bool {
    Path::new("/etc/debian_version").exists() && output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages of Debian.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run("updating the list of packages", apt().args(["update", "-qq"]))?;
    run(
        &format!("installing {what}: {}", packages.join(" ")),
        apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages),
    )
}
