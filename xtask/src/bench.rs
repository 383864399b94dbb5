//! `cargo xtask bench`.

use anyhow::{Result, bail};

/// Measures the benchmark programs.
pub fn bench(_args: &[&str]) -> Result<()> {
    bail!("no benchmark programs are here yet")
}
