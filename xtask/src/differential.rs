//! `cargo xtask differential [--bless] [TEXT]`: runs the cases whose name holds the text with CPython, and compares what
//! it prints with what lies beside them; `--bless` writes it there. A case that ends in a deadlock is stopped after a while.
//!
//! Standard output goes to a file. Python would keep its text back until the end, so a case runs with `PYTHONUNBUFFERED`; with
//! `stdout = "terminal"` it runs without, and a `sitecustomize` has each process flush its lines, as on a terminal.

#[path = "../../tests/support/case.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod case;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::shell::{output, root, say};
use case::{Case, FILE_NAME, own_frames};

/// The version whose words the cases hold.
const VERSION: &str = "Python 3.11";
/// How long a case may take, and how long one is watched that must not end.
const PATIENCE: Duration = Duration::from_secs(30);
const DEADLOCK_PATIENCE: Duration = Duration::from_secs(2);
/// What Python runs before a case whose standard output is to be a terminal's.
const FLUSH_LINES: &str = "import sys\n\nsys.stdout.reconfigure(line_buffering=True)\n";
/// The exit status that stands for a deadlock.
const DEADLOCK: i32 = 3;

/// What CPython did with a case.
struct Run {
    status: i32,
    out: String,
    err: String,
}

/// Runs the test cases with CPython and compares.
pub fn differential(args: &[&str]) -> Result<()> {
    let bless = args.contains(&"--bless");
    let text = args.iter().find(|arg| !arg.starts_with("--")).copied().unwrap_or("");
    let python = find_python()?;
    let folder = root().join("tests/cases");
    let mut cases = case::load(&folder).map_err(|error| anyhow!(error))?;
    cases.retain(|case| case.cpython && case.name.contains(text));
    say(&format!("running {} cases with {}", cases.len(), python.display()));
    let next = AtomicUsize::new(0);
    let differing = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = match run(&python, &folder, case) {
                        Ok(run) if bless => write(&folder, case, &run),
                        Ok(run) => compare(case, &run),
                        Err(error) => Some(format!("{error:#}")),
                    };
                    if let Some(found) = found {
                        println!("{}: {found}", case.name);
                        differing.lock().expect("no panic in a worker").push(case.name.clone());
                    }
                }
            });
        }
    });
    let differing = differing.into_inner().expect("no panic in a worker");
    if !differing.is_empty() {
        bail!("{} of {} cases differ from CPython", differing.len(), cases.len());
    }
    say(&format!("all {} cases agree", cases.len()));
    Ok(())
}

/// The first Python of the right version; else any, whose words may differ.
pub fn find_python() -> Result<PathBuf> {
    let names = ["/usr/bin/python3", "python3.11", "python3"];
    let version = |name: &&str| output(Command::new(name).arg("--version"));
    if let Some(name) = names.iter().find(|name| version(name).is_some_and(|v| v.starts_with(VERSION))) {
        return Ok(name.into());
    }
    let name = names.iter().find(|name| version(name).is_some()).context("no python3 is installed")?;
    say(&format!("{name} is no {VERSION}: some messages will differ"));
    Ok(name.into())
}

/// Runs a case in a folder of its own.
fn run(python: &Path, cases: &Path, case: &Case) -> Result<Run> {
    let unique = format!("racecourse-differential-{}-{}", std::process::id(), case.name.replace('/', "-"));
    let folder = std::env::temp_dir().join(unique);
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let result = run_in(&folder, python, cases, case);
    fs::remove_dir_all(&folder)?;
    result
}

fn run_in(folder: &Path, python: &Path, cases: &Path, case: &Case) -> Result<Run> {
    fs::copy(cases.join(format!("{}.py", case.name)), folder.join(FILE_NAME))?;
    let (stdin, out, err) = (folder.join(".stdin"), folder.join(".out"), folder.join(".err"));
    fs::write(&stdin, &case.stdin)?;
    let mut command = Command::new(python);
    if case.terminal {
        let site = folder.join(".site");
        fs::create_dir_all(&site)?;
        fs::write(site.join("sitecustomize.py"), FLUSH_LINES)?;
        command.env_remove("PYTHONUNBUFFERED").env("PYTHONPATH", site);
    } else {
        command.env("PYTHONUNBUFFERED", "1");
    }
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .arg(FILE_NAME)
        .args(&case.args)
        .current_dir(folder)
        .env("PYTHONUTF8", "1")
        .stdin(File::open(&stdin)?)
        .stdout(Stdio::from(File::create(&out)?))
        .stderr(Stdio::from(File::create(&err)?))
        .spawn()?;
    let patience = if case.exit == DEADLOCK { DEADLOCK_PATIENCE } else { PATIENCE };
    let started = Instant::now();
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status.code().unwrap_or(-1),
            None if started.elapsed() > patience => {
                stop(&mut child)?;
                break DEADLOCK;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let here = format!("{}/", folder.display());
    let err = own_frames(&fs::read_to_string(&err)?.replace(&here, ""));
    Ok(Run { status, out: fs::read_to_string(&out)?, err })
}

/// Ends a case that does not end, with the processes that it started: they are one process group.
fn stop(child: &mut Child) -> Result<()> {
    if cfg!(unix) {
        Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status()?;
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// What differs, if anything.
fn compare(case: &Case, run: &Run) -> Option<String> {
    if run.status != case.exit {
        return Some(format!("exit status {}, the case says {}\n{}", run.status, case.exit, run.err));
    }
    if run.out != case.out {
        return Some(format!("other standard output:\n{}", run.out));
    }
    let compared = case.exact_stderr() && run.err != case.err.as_deref().unwrap_or_default();
    compared.then(|| format!("other standard error:\n{}", run.err))
}

/// Writes what CPython printed beside the case.
fn write(cases: &Path, case: &Case, run: &Run) -> Option<String> {
    let path = |ending: &str| cases.join(format!("{}.{ending}", case.name));
    let written = || -> std::io::Result<()> {
        fs::write(path("out"), &run.out)?;
        if case.exact_stderr() && !run.err.is_empty() {
            return fs::write(path("err"), &run.err);
        }
        match fs::remove_file(path("err")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    };
    if run.status != case.exit {
        return Some(format!("exit status {}, the case says {}\n{}", run.status, case.exit, run.err));
    }
    written().err().map(|error| error.to_string())
}
