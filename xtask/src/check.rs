//! `cargo xtask test`: every check of the project, each announced, and a summary of all tests.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use crate::serve::Server;
use crate::shell::{root, run, say};
use crate::{dist, node, system};

/// The variable that proptest takes the seed of its cases from.
const PROPERTY_SEED: &str = "PROPTEST_RNG_SEED";

/// Tests that ran, over all runners.
#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
    /// Checks that failed, by name.
    broken: Vec<String>,
}

/// Runs everything and goes on after a failure, so that one run shows them all.
pub fn everything(args: &[&str]) -> Result<()> {
    let mut tally = Tally::default();
    tally.check("format", run("checking the format", cargo().args(["fmt", "--all", "--check"])));
    // Linking the tool as a whole keeps one processor busy, which leaves the others to clippy.
    let mut build = cargo();
    build.args(["build", "--release", "--package=racecourse-native"]);
    let built = beside(build);
    // The page's and the engine's own code is for wasm; its lints need only its features.
    let features = "--features=racecourse-www/page,racecourse-www/engine";
    let clippy = ["clippy", "--workspace", "--all-targets", features, "--", "--deny=warnings"];
    tally.check("clippy", run("checking with clippy", cargo().args(clippy)));
    say("building the command line tool");
    tally.check("release build", built());
    // The engine's queues are plain Rust and have tests of their own.
    let test = ["test", "--workspace", "--features=racecourse-www/engine", "--no-fail-fast"];
    let mut command = cargo();
    command.args(test);
    // A gate gives the same answer twice: the property tests try the same programs each time, unless a seed is given.
    if std::env::var_os(PROPERTY_SEED).is_none() {
        command.env(PROPERTY_SEED, "1");
    }
    let result = tally.counted("running the tests of the crates", &mut command);
    tally.check("cargo test", result);
    if !args.contains(&"--no-web") {
        let result = browser_tests(&mut tally);
        tally.check("browser tests", result);
    }
    say("summary");
    for name in &tally.broken {
        println!("failed: {name}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.broken.is_empty() { Ok(()) } else { bail!("not all checks passed") }
}

fn browser_tests(tally: &mut Tally) -> Result<()> {
    let dist = dist::build()?;
    let browser = system::browser()?;
    node::install(&node::browser_tests())?;
    let server = Server::start(dist.clone(), 0)?;
    let mut command = Command::new("node");
    command
        .current_dir(node::browser_tests())
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .env("RACECOURSE_URL", server.url())
        .env("RACECOURSE_DIST", dist)
        .env("RACECOURSE_BIN", root().join("target/release/racecourse"))
        .env("CHROMIUM", browser);
    tally.counted("running the browser tests", &mut command)
}

/// Starts a command that runs beside others. Whoever calls what this returns waits for its end, and sees what it has printed.
fn beside(mut command: Command) -> impl FnOnce() -> Result<()> {
    let running = thread::spawn(move || command.output());
    move || {
        let output = running.join().map_err(|_| anyhow!("the thread that waited for it has failed"))??;
        print!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if output.status.success() { Ok(()) } else { bail!("ended with {}", output.status) }
    }
}

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

impl Tally {
    /// Announces what failed.
    fn check(&mut self, name: &str, result: Result<()>) {
        if let Err(error) = result {
            println!("    {name} failed: {error:#}");
            self.broken.push(name.to_owned());
        }
    }

    /// Runs a test runner, shows what it prints, and adds up the tests it tells of.
    fn counted(&mut self, what: &str, command: &mut Command) -> Result<()> {
        say(what);
        let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start the test runner")?;
        let output = child.stdout.take().context("the test runner has no output")?;
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            self.count(&line);
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("ended with {status}");
        }
        Ok(())
    }

    /// The closing lines of cargo's and node's runners.
    fn count(&mut self, line: &str) {
        let words: Vec<&str> = line.split([' ', ';', '\u{2139}']).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            ["test", "result:", _, passed, "passed", failed, "failed", ..] => {
                self.passed += passed.parse().unwrap_or(0);
                self.failed += failed.parse().unwrap_or(0);
            }
            ["pass", count] => self.passed += count.parse().unwrap_or(0),
            ["fail", count] => self.failed += count.parse().unwrap_or(0),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let mut tally = Tally::default();
        tally.count("test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.count("\u{2139} pass 5");
        tally.count("\u{2139} fail 2");
        tally.count("test this_one ... ok");
        assert_eq!((tally.passed, tally.failed), (8, 3));
    }
}
