//! `cargo xtask bench --web`: what two processes gain over one in a browser. `cargo xtask bench --explore`: exploring beside others. Else
//! `cargo xtask bench [--rounds N] [--dry] [TEXT]`: the programs under `tests/bench` on CPython and on both engines, run
//! in turn so that a slow minute of the machine hits all alike. Writes `BENCHMARKS.md` unless `--dry`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::differential::find_python;
use crate::serve::Server;
use crate::shell::{output, root, run, say};
use crate::{dist, node, rivals, system};

/// Rounds for each program, and for the start-up time.
const ROUNDS: usize = 5;
const START_ROUNDS: usize = 40;

/// Where the browser's part of the file begins.
const BROWSER: &str = "## In a browser";

/// One program's median seconds.
struct Row {
    name: String,
    about: String,
    cpython: f64,
    live: f64,
    sim: f64,
}

/// What is compared.
struct Rivals {
    python: PathBuf,
    racecourse: PathBuf,
}

/// Measures the benchmark programs.
pub fn bench(args: &[&str]) -> Result<()> {
    let rounds = match args.iter().position(|a| *a == "--rounds") {
        Some(i) => args.get(i + 1).and_then(|n| n.parse().ok()).context("--rounds wants a number")?,
        None => ROUNDS,
    };
    if args.contains(&"--explore") {
        return rivals::compare(args);
    }
    if args.contains(&"--web") {
        return web(rounds);
    }
    let text = args.last().filter(|a| !a.starts_with("--") && a.parse::<usize>().is_err()).copied().unwrap_or("");
    let mut build = Command::new("cargo");
    build.current_dir(root()).args(["build", "--release", "--package=racecourse-native"]);
    run("building the command line tool", &mut build)?;
    let rivals = Rivals { python: find_python()?, racecourse: root().join("target/release/racecourse") };

    let mut rows = Vec::new();
    for program in programs(text)? {
        let row = rivals.measure(&program, rounds)?;
        println!(
            "{:16} CPython {:6.3} s   live {:6.3} s ({:.2}x)   sim {:6.3} s ({:.2}x)",
            row.name,
            row.cpython,
            row.live,
            row.live / row.cpython,
            row.sim,
            row.sim / row.cpython
        );
        rows.push(row);
    }
    if rows.is_empty() {
        bail!("no program under tests/bench has {text:?} in its name");
    }
    println!("geometric mean: live {:.2}x, sim {:.2}x", mean(&rows, |r| r.live), mean(&rows, |r| r.sim));
    let start = rivals.start_up()?;
    let memory = (rivals.memory(&rivals.python_command())?, rivals.memory(&rivals.live_command())?);
    println!("start-up: CPython {:.1} ms, racecourse {:.1} ms", start.0 * 1e3, start.1 * 1e3);
    let parallel = rivals.parallel(rounds)?;
    println!("two processes against one: CPython {:.2}x, racecourse {:.2}x", parallel.0, parallel.1);
    println!("memory of an idle program: CPython {:.1} MB, racecourse {:.1} MB", memory.0, memory.1);
    if !args.contains(&"--dry") && text.is_empty() {
        put("# Benchmarks", &report(&rivals, &rows, [start, memory, parallel], rounds))?;
        say("BENCHMARKS.md is written");
    }
    Ok(())
}

/// Writes a part of the file, which begins with a heading and goes up to the next one: each is measured by a command of its own.
pub fn put(heading: &str, part: &str) -> Result<()> {
    let file = root().join("BENCHMARKS.md");
    let text = fs::read_to_string(&file)?;
    let mut parts: Vec<String> = text.split("\n## ").enumerate().map(headed).collect();
    match parts.iter_mut().find(|known| known.starts_with(heading)) {
        Some(known) => part.clone_into(known),
        None => parts.push(part.to_owned()),
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    Ok(fs::write(file, parts.join("\n\n") + "\n")?)
}

/// A part of the file with the beginning of its heading.
fn headed((at, part): (usize, &str)) -> String {
    if at == 0 { part.to_owned() } else { format!("## {part}") }
}

/// Measures parallel processes in a browser.
fn web(rounds: usize) -> Result<()> {
    let dist = dist::build()?;
    let browser = system::browser()?;
    node::install(&node::browser_tests())?;
    let server = Server::start(dist, 0)?;
    let mut command = Command::new("node");
    command
        .current_dir(node::browser_tests())
        .args(["bench.mjs", &rounds.to_string()])
        .env("RACECOURSE_URL", server.url())
        .env("CHROMIUM", browser);
    say("measuring in a browser");
    let measured = output(&mut command).context("the browser could not be measured")?;
    println!("{measured}");
    let medians = measured.lines().find_map(|line| line.strip_prefix("medians: ")).context("there are no medians")?;
    let text = format!(
        "{BROWSER}\n\nWritten by `cargo xtask bench --web`, {rounds} rounds in headless Chromium; medians of what two processes gain over one with \
         the same work: {}.\n",
        medians.trim_end()
    );
    put(BROWSER, &text)?;
    say("BENCHMARKS.md is written");
    Ok(())
}

impl Rivals {
    fn python_command(&self) -> Vec<String> {
        vec![self.python.display().to_string(), "-S".to_owned()]
    }

    fn live_command(&self) -> Vec<String> {
        ["run", "--engine", "live"].iter().fold(vec![self.racecourse.display().to_string()], with)
    }

    fn sim_command(&self) -> Vec<String> {
        ["run", "--engine", "sim", "--seed", "1"].iter().fold(vec![self.racecourse.display().to_string()], with)
    }

    /// Runs a program `rounds` times on each, in turn; all must print the same.
    fn measure(&self, program: &Path, rounds: usize) -> Result<Row> {
        let commands = [self.python_command(), self.live_command(), self.sim_command()];
        let mut times = [const { Vec::new() }; 3];
        let mut wanted = None;
        for _ in 0..rounds {
            for (command, times) in commands.iter().zip(&mut times) {
                let (seconds, printed) = timed(command, program, &[])?;
                times.push(seconds);
                let wanted = wanted.get_or_insert_with(|| printed.clone());
                if *wanted != printed {
                    bail!("{} prints {printed:?} with {command:?}, not {wanted:?}", program.display());
                }
            }
        }
        let [cpython, live, sim] = times.map(median);
        let source = fs::read_to_string(program)?;
        let about = source.lines().next().unwrap_or("").trim_start_matches("# ").trim_end_matches('.').to_owned();
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Row { name, about, cpython, live, sim })
    }

    /// Median seconds of an empty program.
    fn start_up(&self) -> Result<(f64, f64)> {
        let program = std::env::temp_dir().join(format!("racecourse-bench-empty-{}.py", std::process::id()));
        fs::write(&program, "")?;
        let (mut python, mut racecourse) = (Vec::new(), Vec::new());
        for _ in 0..START_ROUNDS {
            python.push(timed(&self.python_command(), &program, &[])?.0);
            racecourse.push(timed(&self.live_command(), &program, &[])?.0);
        }
        fs::remove_file(&program)?;
        Ok((median(python), median(racecourse)))
    }

    /// How many times faster two processes do what one would do alone: CPython, racecourse.
    fn parallel(&self, rounds: usize) -> Result<(f64, f64)> {
        let program = root().join("tests/bench/parallel/two_processes.py");
        let commands = [self.python_command(), self.live_command()];
        let mut times = [const { (Vec::new(), Vec::new()) }; 2];
        for _ in 0..rounds {
            for (command, (one, two)) in commands.iter().zip(&mut times) {
                one.push(timed(command, &program, &["1"])?.0);
                two.push(timed(command, &program, &["2"])?.0);
            }
        }
        let [cpython, racecourse] = times.map(|(one, two)| median(one) / median(two));
        Ok((cpython, racecourse))
    }

    /// Peak megabytes of a program that only sleeps, all processes of it together; 0 where the system does not tell (only Linux does).
    fn memory(&self, command: &[String]) -> Result<f64> {
        let program = std::env::temp_dir().join(format!("racecourse-bench-idle-{}.py", std::process::id()));
        fs::write(&program, "import time\ntime.sleep(0.4)\n")?;
        let mut child = Command::new(&command[0]).args(&command[1..]).arg(&program).spawn()?;
        std::thread::sleep(Duration::from_millis(200));
        let children = format!("/proc/{0}/task/{0}/children", child.id());
        let children = fs::read_to_string(children).unwrap_or_default();
        let own = child.id().to_string();
        // Pages that processes share count for each of them.
        let kilobytes: f64 = std::iter::once(own.as_str()).chain(children.split_whitespace()).map(peak).sum();
        child.wait()?;
        fs::remove_file(&program)?;
        Ok(kilobytes / 1024.0)
    }
}

/// The most memory that a process has had, in kilobytes.
fn peak(pid: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|rest| rest.trim().strip_suffix("kB")).and_then(|n| n.trim().parse().ok()).unwrap_or(0.0)
}

fn with(mut words: Vec<String>, word: &&str) -> Vec<String> {
    words.push((*word).to_owned());
    words
}

fn programs(text: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("tests/bench"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "py") && path.to_string_lossy().contains(text) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Seconds from start to end, and what was printed.
fn timed(command: &[String], program: &Path, args: &[&str]) -> Result<(f64, String)> {
    let mut process = Command::new(&command[0]);
    process.args(&command[1..]).arg(program).args(args).stderr(Stdio::piped());
    let started = Instant::now();
    let output = process.output().with_context(|| format!("cannot start {}", command[0]))?;
    let seconds = started.elapsed().as_secs_f64();
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("{} with {command:?} ended with {}:\n{stderr}", program.display(), output.status);
    }
    Ok((seconds, String::from_utf8_lossy(&output.stdout).into_owned()))
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    let middle = seconds.len() / 2;
    if seconds.len() % 2 == 1 { seconds[middle] } else { (seconds[middle - 1] + seconds[middle]) / 2.0 }
}

/// The geometric mean of the ratios to CPython.
fn mean(rows: &[Row], of: impl Fn(&Row) -> f64) -> f64 {
    (rows.iter().map(|row| (of(row) / row.cpython).ln()).sum::<f64>() / rows.len() as f64).exp()
}

/// The file. `figures`: start-up seconds, megabytes, the gain of two processes; each of CPython and of racecourse.
fn report(rivals: &Rivals, rows: &[Row], figures: [(f64, f64); 3], rounds: usize) -> String {
    let [start, memory, parallel] = figures;
    let version = output(Command::new(&rivals.python).arg("--version")).unwrap_or_default();
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu
        .lines()
        .find_map(|l| l.strip_prefix("model name"))
        .map_or("unknown processor", |l| l.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut text = format!(
        "# Benchmarks\n\n\
         Written by `cargo xtask bench`: the programs of `tests/bench` with {version} (`{} -S`), the live engine and the sim engine,\n\
         {rounds} runs each, in turn; medians of the whole run, start-up included. Ratios are to CPython: lower is better.\n\n\
         Machine: {cpu}, {cores} processors.\n\n\
         | program | what it does | CPython | live | ratio | sim | ratio |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n",
        rivals.python.display()
    );
    for row in rows {
        let _ = writeln!(
            text,
            "| `{}` | {} | {:.3} s | {:.3} s | {:.2} | {:.3} s | {:.2} |",
            row.name,
            row.about,
            row.cpython,
            row.live,
            row.live / row.cpython,
            row.sim,
            row.sim / row.cpython
        );
    }
    let _ = writeln!(
        text,
        "| **geometric mean** | | | | **{:.2}** | | **{:.2}** |\n\n\
         | | CPython | racecourse |\n| --- | ---: | ---: |\n\
         | start-up, empty program | {:.1} ms | {:.1} ms |\n\
         | peak memory, program that only sleeps | {:.1} MB | {:.1} MB |\n\
         | two processes against one, the same work for a processor | {:.2} times as fast | {:.2} times as fast |",
        mean(rows, |r| r.live),
        mean(rows, |r| r.sim),
        start.0 * 1e3,
        start.1 * 1e3,
        memory.0,
        memory.1,
        parallel.0,
        parallel.1
    );
    text
}
