//! Running other programs: each is announced, and a failure names the command.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The root of the repository.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// Says what is being done.
pub fn say(text: &str) {
    println!("==> {text}");
}

/// Announces and runs a command that prints for itself.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    say(what);
    let started = Instant::now();
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    let seconds = started.elapsed().as_secs();
    if seconds >= 5 {
        println!("    ({seconds} s)");
    }
    Ok(())
}

/// What a command prints, without the line end; nothing when it fails or is not there.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim_end().to_owned())
}

fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}
