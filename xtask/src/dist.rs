//! The page as a static folder: `dist/index.html`, the service worker, and one folder with all the rest. That folder's
//! name changes with its contents, so a cache can never mix two builds. All addresses are relative.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell::{root, say};
use crate::toolchain::Toolchain;
use crate::{node, sizes, wasm};

/// Stands in index.html for the folder with the assets.
const ASSETS: &str = "{{assets}}";
/// Files of `www/static` that must be beside index.html: a service worker rules only what is below it.
const BESIDE_INDEX: &[&str] = &["sw.js"];

/// Builds the page, prints the sizes, and returns its folder.
pub fn build() -> Result<PathBuf> {
    let toolchain = Toolchain::find_or_install()?;
    say(&format!("building the page with {}", toolchain.name));
    let modules = [wasm::ENGINE.build(&toolchain)?, wasm::PAGE.build(&toolchain)?];
    let staging = root().join("target-wasm/assets");
    if staging.exists() {
        fs::remove_dir_all(&staging)?;
    }
    fs::create_dir_all(&staging)?;
    for module in &modules {
        copy_files(module, &staging, |_| true)?;
    }
    copy_files(&root().join("www/static"), &staging, |name| !BESIDE_INDEX.contains(&name))?;
    node::bundle_editor(&staging.join("editor.js"))?;
    let dist = assemble(&staging)?;
    sizes::print(&dist)?;
    Ok(dist)
}

fn assemble(staging: &Path) -> Result<PathBuf> {
    let dist = root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    let assets = format!("app-{}", fingerprint(staging)?);
    let index = fs::read_to_string(root().join("index.html")).context("no index.html")?;
    fs::write(dist.join("index.html"), index.replace(ASSETS, &assets))?;
    copy_files(&root().join("www/static"), &dist, |name| BESIDE_INDEX.contains(&name))?;
    // Without this file GitHub Pages runs its own site generator.
    fs::write(dist.join(".nojekyll"), "")?;
    let folder = dist.join(assets);
    fs::create_dir(&folder)?;
    copy_files(staging, &folder, |_| true)?;
    Ok(dist)
}

fn copy_files(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("no folder {}", from.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        if path.is_file() && wanted(&name.to_string_lossy()) {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

fn fingerprint(folder: &Path) -> Result<String> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    let mut hasher = DefaultHasher::new();
    for path in paths {
        path.file_name().hash(&mut hasher);
        fs::read(path)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}
