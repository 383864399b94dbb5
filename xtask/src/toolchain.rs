//! A Rust toolchain that can build wasm with threads: one that has the sources of std, which must be compiled anew
//! with atomics. Found on this machine, or installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::shell::{output, run};
use crate::system;

/// Debian's compiler for its browsers: kept up to date, and with the sources of std.
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// A compiler and its cargo.
pub struct Toolchain {
    /// What it is, for the user.
    pub name: String,
    cargo: PathBuf,
    rustc: PathBuf,
}

impl Toolchain {
    /// The first that fits: rustup's nightly, Debian's, and then the same installed.
    pub fn find_or_install() -> Result<Toolchain> {
        if let Some(toolchain) = Toolchain::find() {
            return Ok(toolchain);
        }
        if system::can_install() {
            system::install("a compiler for wasm with threads", DEBIAN_PACKAGES)?;
        } else if output(Command::new("rustup").arg("--version")).is_some() {
            run(
                "installing a nightly toolchain with the sources of std",
                Command::new("rustup").args([
                    "toolchain",
                    "install",
                    "nightly",
                    "--profile=minimal",
                    "--component=rust-src",
                    "--target=wasm32-unknown-unknown",
                ]),
            )?;
        }
        match Toolchain::find() {
            Some(toolchain) => Ok(toolchain),
            None => bail!(
                "no toolchain that can build wasm with threads. One of these gives one:\n  \
                 rustup toolchain install nightly --profile minimal --component rust-src --target wasm32-unknown-unknown\n  \
                 sudo apt-get install --no-install-recommends {}   (Debian)",
                DEBIAN_PACKAGES.join(" ")
            ),
        }
    }

    /// The cargo of this toolchain, which compiles with its own compiler whatever the environment says.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        for variable in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            command.env_remove(variable);
        }
        command.env("RUSTC", &self.rustc).env("RUSTC_BOOTSTRAP", "1");
        command
    }

    fn find() -> Option<Toolchain> {
        Toolchain::of_rustup().or_else(Toolchain::of_the_system)
    }

    fn of_rustup() -> Option<Toolchain> {
        let tool = |name: &str| {
            output(Command::new("rustup").args(["which", "--toolchain", "nightly", name])).map(PathBuf::from)
        };
        let toolchain = Toolchain { name: "rustup's nightly".to_owned(), cargo: tool("cargo")?, rustc: tool("rustc")? };
        toolchain.has_std_sources().then_some(toolchain)
    }

    fn of_the_system() -> Option<Toolchain> {
        let toolchain = Toolchain {
            name: "the system's compiler".to_owned(),
            cargo: "/usr/bin/cargo".into(),
            rustc: "/usr/bin/rustc".into(),
        };
        let fits = toolchain.has_std_sources() && toolchain.is_new_enough() && toolchain.has_linker();
        fits.then_some(toolchain)
    }

    fn has_std_sources(&self) -> bool {
        output(Command::new(&self.rustc).args(["--print", "sysroot"]))
            .is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").exists())
    }

    /// Debian's stable compilers are older than what the project needs.
    fn is_new_enough(&self) -> bool {
        let version = output(Command::new(&self.rustc).arg("--version")).unwrap_or_default();
        let minor = version.split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok());
        minor.is_some_and(|minor| minor >= 95)
    }

    fn has_linker(&self) -> bool {
        output(Command::new("rust-lld").args(["-flavor", "wasm", "--version"])).is_some()
    }
}
