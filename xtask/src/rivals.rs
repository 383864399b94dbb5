//! `cargo xtask bench --explore [--time-limit S] [--dry]`: exploring beside others who do such work: loom and shuttle (the crate under
//! `tests/rivals`, built when it is needed) and frontrun (from PyPI, into an environment of its own). Everything is measured in one run;
//! what is built and installed for it goes to `target/rivals`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::bench;
use crate::differential::find_python;
use crate::shell::{output, root, run, say};

/// Where this part of the file begins.
const HEADING: &str = "## Exploring, beside others";
/// Seconds for one program with one tool.
const SECONDS: u64 = 20;
/// How often a mistake is looked for: some look at random.
const ROUNDS: usize = 5;
/// The version of frontrun that is measured.
const FRONTRUN: &str = "frontrun==0.7.0";

/// Programs to be seen wholly: what they are called in the table, their name, and two numbers.
const WHOLE: &[(&str, &str, u32, u32)] = &[
    ("counter, 2 threads, 1 increment each", "counter", 2, 1),
    ("counter, 2 × 2", "counter", 2, 2),
    ("counter, 3 × 1", "counter", 3, 1),
    ("counter, 3 × 2", "counter", 3, 2),
    ("3 philosophers, ordered forks", "philosophers", 3, 0),
    ("4 philosophers, ordered forks", "philosophers", 4, 0),
    ("buffer, 1 producer, 1 consumer, 2 items", "buffer", 1, 2),
    ("buffer, 2 producers, 2 consumers, 1 item each", "buffer", 2, 1),
    ("the same, 2 items each", "buffer", 2, 2),
];

/// Programs with a mistake to be found.
const WRONG: &[(&str, &str, u32, u32)] = &[
    ("lost update: counter, 2 × 1", "lost-update", 2, 1),
    ("deadlock: 3 philosophers, left fork first", "philosophers-left", 3, 0),
    ("lost wakeup: buffer 2 and 2 with `if` for `while`", "buffer-if", 2, 1),
];

/// How a program ended with a tool.
#[derive(Clone)]
struct Measured {
    executions: u64,
    seconds: f64,
    /// `complete`, `limit` or `found`, and more.
    how: String,
}

impl Measured {
    /// Executions a second.
    fn rate(&self) -> String {
        count((self.executions as f64 / self.seconds.max(1e-9)).round() as u64)
    }
}

/// A tool: what it is called, and its command but for the program.
struct Tool {
    name: &'static str,
    /// None where it could not be had.
    command: Option<Vec<String>>,
    /// Its program: the Python file, or the name.
    takes_file: bool,
}

/// Measures, and writes the part of the file.
pub fn compare(args: &[&str]) -> Result<()> {
    let limit = match args.iter().position(|arg| *arg == "--time-limit") {
        Some(at) => args.get(at + 1).and_then(|n| n.parse().ok()).context("--time-limit wants a number of seconds")?,
        None => SECONDS,
    };
    let frontrun = frontrun();
    if let Err(error) = &frontrun {
        say(&format!("frontrun cannot be had: {error:#}"));
    }
    let build = ["build", "--release", "--package=racecourse", "--example=explore_bench"];
    run("building the explorer", Command::new("cargo").current_dir(root()).args(build))?;
    let mut build = Command::new("cargo");
    build.current_dir(root().join("tests/rivals")).args(["build", "--release"]).env("CARGO_TARGET_DIR", folder());
    run("building loom and shuttle", &mut build)?;

    let explorer = root().join("target/release/examples/explore_bench").display().to_string();
    let rivals = folder().join("release/rivals").display().to_string();
    let seconds = limit.to_string();
    let own = |name, strategy: &str| {
        let command = vec![explorer.clone(), strategy.to_owned(), seconds.clone()];
        Tool { name, command: Some(command), takes_file: true }
    };
    let rust = |name, kind: &str| {
        let command = vec![rivals.clone(), kind.to_owned(), seconds.clone()];
        Tool { name, command: Some(command), takes_file: false }
    };
    let python = |name, bound: &str| {
        let command = frontrun.as_ref().ok().map(|folder| {
            let file = |name: &str| folder.join(name).display().to_string();
            let script = root().join("tests/rivals/frontrun_programs.py").display().to_string();
            vec![file("frontrun"), file("python"), script, bound.to_owned(), "virtual".to_owned(), seconds.clone()]
        });
        Tool { name, command, takes_file: false }
    };
    let whole = [
        own("racecourse", "auto"),
        own("racecourse, the proof alone", "dpor"),
        rust("loom", "loom"),
        rust("loom, 3 preemptions", "loom-bounded"),
        rust("shuttle DFS", "shuttle-dfs"),
        python("frontrun", "none"),
        python("frontrun, 2 preemptions", "2"),
    ];
    let wrong = [
        own("racecourse", "auto"),
        rust("loom", "loom"),
        rust("loom, 3 preemptions", "loom-bounded"),
        rust("shuttle random", "shuttle-random"),
        rust("shuttle URW", "shuttle-urw"),
        rust("shuttle PCT", "shuttle-pct"),
        python("frontrun", "none"),
        python("frontrun, 2 preemptions", "2"),
    ];
    let mut text = format!("{HEADING}\n\n{}\n", intro(limit)?);
    text += &table("program", &whole, WHOLE, limit, 1, |_, found| match found.how.split(' ').next() {
        Some("complete") => format!("{} in {} ({}/s)", count(found.executions), time(found.seconds), found.rate()),
        Some("limit") => {
            format!("*not all*: {} in {} ({}/s)", count(found.executions), time(found.seconds), found.rate())
        }
        _ => format!("*{}*", found.how.replace('|', " ")),
    })?;
    text += "\nUntil the mistake is found: executions, and the median of the seconds of 5 searches.\n\n";
    text += &table("mistake", &wrong, WRONG, limit, ROUNDS, |rounds, found| match found.how.split(' ').next() {
        Some("found") if rounds > 1 => format!("{} in {}", count(found.executions), time(found.seconds)),
        Some("complete") => format!("*not found*: said to be complete after {}", count(found.executions)),
        _ => format!("*not found*: {} in {}", count(found.executions), time(found.seconds)),
    })?;
    println!("{text}");
    if !args.contains(&"--dry") {
        bench::put(HEADING, &text)?;
        say("BENCHMARKS.md is written");
    }
    Ok(())
}

fn folder() -> PathBuf {
    root().join("target/rivals")
}

/// The programs of an environment with frontrun in it, made where there is none.
fn frontrun() -> Result<PathBuf> {
    let environment = folder().join("frontrun");
    let programs = environment.join("bin");
    let is_there = || output(Command::new(programs.join("python")).args(["-c", "import frontrun"])).is_some();
    if !is_there() {
        let mut make = Command::new(find_python()?);
        run("making an environment for frontrun", make.args(["-m", "venv"]).arg(&environment))?;
        let mut install = Command::new(programs.join("pip"));
        run("installing frontrun", install.args(["install", "--quiet", FRONTRUN]))?;
        if !is_there() {
            bail!("it was installed, but cannot be imported");
        }
    }
    Ok(programs)
}

/// Each program with each tool.
fn table(
    title: &str,
    tools: &[Tool],
    programs: &[(&str, &str, u32, u32)],
    limit: u64,
    rounds: usize,
    told: impl Fn(usize, &Measured) -> String,
) -> Result<String> {
    let names: Vec<&str> = tools.iter().map(|tool| tool.name).collect();
    let mut text = format!("| {title} | {} |\n| --- |{}\n", names.join(" | "), " ---: |".repeat(tools.len()));
    for &(words, name, n, m) in programs {
        let mut cells = Vec::new();
        for tool in tools {
            let cell = match tool.measured(name, [n, m], limit, rounds)? {
                Some(found) => told(rounds, &found),
                None => "could not be installed".to_owned(),
            };
            println!("{words}: {}: {cell}", tool.name);
            cells.push(cell);
        }
        let _ = writeln!(text, "| {words} | {} |", cells.join(" | "));
    }
    Ok(text)
}

impl Tool {
    /// The median of some rounds; one that does not find what is looked for is not asked again.
    fn measured(&self, name: &str, sizes: [u32; 2], limit: u64, rounds: usize) -> Result<Option<Measured>> {
        let Some(command) = &self.command else { return Ok(None) };
        let program = match self.takes_file {
            true => root().join(format!("tests/rivals/programs/{name}.py")).display().to_string(),
            false => name.to_owned(),
        };
        let mut all = Vec::new();
        for _ in 0..rounds {
            let mut words = Command::new(&command[0]);
            words.args(&command[1..]).arg(&program).args(sizes.map(|n| n.to_string()));
            let found = once(&mut words, Duration::from_secs(limit))?;
            let is_found = found.how.starts_with("found");
            all.push(found);
            if !is_found {
                break;
            }
        }
        // One that was not found the last time counts for all.
        if let Some(last) = all.last().filter(|last| !last.how.starts_with("found")) {
            return Ok(Some(last.clone()));
        }
        all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        Ok(all.get(all.len() / 2).cloned())
    }
}

/// Runs a command that ends by itself about when the time is up; else it is ended.
fn once(command: &mut Command, limit: Duration) -> Result<Measured> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let started = Instant::now();
    while child.try_wait()?.is_none() {
        if started.elapsed() > limit + Duration::from_secs(10) {
            child.kill()?;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let printed = String::from_utf8_lossy(&child.wait_with_output()?.stdout).into_owned();
    let last = printed.lines().last().unwrap_or_default();
    let mut words = last.splitn(3, ' ');
    let executions = words.next().and_then(|n| n.parse().ok());
    let seconds = words.next().and_then(|n| n.parse().ok());
    Ok(match (executions, seconds, words.next()) {
        (Some(executions), Some(seconds), Some(how)) => Measured { executions, seconds, how: how.to_owned() },
        _ => Measured {
            executions: 0,
            seconds: started.elapsed().as_secs_f64(),
            how: "limit nothing was printed".to_owned(),
        },
    })
}

fn intro(limit: u64) -> Result<String> {
    let versions = versions(&root().join("tests/rivals/Cargo.lock"))?;
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown");
    Ok(format!(
        "Written by `cargo xtask bench --explore`: the same programs (`tests/rivals`) with `racecourse explore` as it is by default, {versions}\n\
         and {FRONTRUN} under CPython, {limit} seconds for each, one after the other on the machine above, whose\n\
         load was {load} before. A cell is executions and seconds until all was seen, and executions a second; *not all* where the time was up\n\
         before.\n\n\
         What the figures do not say. An execution is not the same for all: racecourse and frontrun run Python, loom and shuttle compiled Rust, and\n\
         racecourse counts the executions of its quick look (up to some hundreds) with those of its proof. What is explored is not the same either:\n\
         loom also tries what weakly ordered memory allows (its strongest order is used here), so it has more to see in the counters; shuttle and\n\
         frontrun do not. With a bound on preemptions *all* means all within it. shuttle is made for sampling, not for seeing everything: its\n\
         depth-first search has no reduction; the samplers (uniform over schedules, and PCT of depth 3) are what it recommends. frontrun is run\n\
         with its virtual clock, without which it times out on conditions, and without replaying what it found. The time to start\n\
         (Python's most of all) is not counted, but for racecourse that to compile the library that a program imports is: 10 to 15 ms.\n"
    ))
}

/// The versions that were built.
fn versions(lock: &Path) -> Result<String> {
    let text = fs::read_to_string(lock)?;
    let version = |name: &str| {
        let at = text.find(&format!("name = \"{name}\"\nversion = \""))?;
        text[at..].split('"').nth(3).map(|version| format!("{name} {version}"))
    };
    Ok(["loom", "shuttle"].into_iter().filter_map(version).collect::<Vec<_>>().join(", "))
}

/// A number with its thousands apart.
fn count(n: u64) -> String {
    let digits = n.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    parts.join(",")
}

fn time(seconds: f64) -> String {
    match seconds {
        s if s < 0.0995 => format!("{:.1} ms", s * 1e3),
        s if s < 9.95 => format!("{s:.2} s"),
        s => format!("{s:.0} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{count, time};

    #[test]
    fn figures_are_short() {
        assert_eq!((count(7), count(1234), count(1_234_567)), ("7".into(), "1,234".into(), "1,234,567".into()));
        assert_eq!((time(0.01234), time(0.5), time(20.04)), ("12.3 ms".into(), "0.50 s".into(), "20 s".into()));
    }
}
