//! `cargo xtask differential`.

use anyhow::{Result, bail};

/// Runs the test cases with CPython and compares.
pub fn differential(_args: &[&str]) -> Result<()> {
    bail!("no test cases are here yet")
}
