//! What must hold on every schedule, and what must happen on some: each program under `tests/litmus` runs on sim with
//! many seeds and on live a few times.
//!
//! `# every = "text"`: each run prints that line and nothing else, and nothing goes wrong in any thread.
//! `# some = ["a", "b"]`: each run prints one of the lines (or ends in a `deadlock`), and each of them comes up for some
//! seed; a deadlock's report then holds the texts of `# report = [..]`. With `# intact = [..]` a run is `whole` when it
//! prints those lines in any order, and `torn` when it does not.
//!
//! `LITMUS=queue cargo test --test litmus` runs those whose name holds the text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use racecourse::session::{End, Options};

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/engine.rs"]
mod engine;
#[path = "support/header.rs"]
mod header;

use engine::Outcome;

/// Schedules tried on sim, at most so many where something rare has to come up, and real runs. `LITMUS_SEEDS` asks for more.
const SEEDS: u64 = 100;
const MOST_SEEDS: u64 = 600;
const LIVE_RUNS: u64 = 3;
const WORKERS: usize = 2;

#[derive(Default)]
struct Litmus {
    name: String,
    source: String,
    every: Option<String>,
    some: Vec<String>,
    report: Vec<String>,
    intact: Vec<String>,
}

#[test]
fn every_schedule_keeps_the_promises_and_some_show_the_bugs() {
    let all = load();
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(litmus) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(text) = check(litmus) {
                        failures.lock().unwrap().insert(litmus.name.clone(), text);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    let text: String = failures.iter().map(|(name, text)| format!("--- {name}\n{text}\n")).collect();
    assert!(failures.is_empty(), "{} of {} litmus programs failed:\n{text}", failures.len(), all.len());
}

fn check(litmus: &Litmus) -> Result<(), String> {
    let asked = std::env::var("LITMUS_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(SEEDS);
    let mut seen = BTreeSet::new();
    for seed in 0..asked.max(MOST_SEEDS) {
        if seed >= asked && litmus.some.iter().all(|wanted| seen.contains(wanted)) {
            break;
        }
        let outcome = engine::sim(&litmus.source, "litmus.py", options(seed));
        let observed = outcome.and_then(|o| litmus.judge(&o)).map_err(|text| format!("sim, seed {seed}: {text}"))?;
        seen.insert(observed);
    }
    for _ in 0..LIVE_RUNS {
        let outcome = engine::live(&litmus.source, "litmus.py", options(0));
        outcome.and_then(|o| litmus.judge(&o)).map_err(|text| format!("live: {text}"))?;
    }
    match litmus.some.iter().find(|wanted| !seen.contains(*wanted)) {
        Some(missing) => Err(format!("{missing:?} came up for none of the seeds, only {seen:?}")),
        None => Ok(()),
    }
}

fn options(seed: u64) -> Options {
    Options { seed, time_limit: Some(60.0), stdin: Some(String::new()), ..Options::default() }
}

impl Litmus {
    /// What a run showed, or why it must not have gone so.
    fn judge(&self, outcome: &Outcome) -> Result<String, String> {
        if !outcome.stderr.is_empty() {
            return Err(format!("something went wrong:\n{}", outcome.all_stderr()));
        }
        let observed = match &outcome.end {
            Ok(End::Exit { code: 0 }) if !self.intact.is_empty() => {
                let mut lines: Vec<&str> = outcome.stdout.lines().collect();
                lines.sort_unstable();
                if lines == self.intact { "whole" } else { "torn" }.to_owned()
            }
            Ok(End::Exit { code: 0 }) => outcome.stdout.strip_suffix('\n').unwrap_or_default().to_owned(),
            Ok(End::Deadlock(report)) => {
                let text = report.to_string().to_lowercase();
                if let Some(missing) = self.report.iter().find(|wanted| !text.contains(wanted.as_str())) {
                    return Err(format!("the report does not say {missing:?}:\n{report}"));
                }
                "deadlock".to_owned()
            }
            other => return Err(format!("ended with {other:?}\n{}", outcome.all_stderr())),
        };
        match &self.every {
            Some(wanted) if *wanted != observed => Err(format!("observed {observed:?}\n{}", outcome.all_stderr())),
            None if !self.some.contains(&observed) => {
                Err(format!("observed {observed:?}, not one of {:?}\n{}", self.some, outcome.all_stderr()))
            }
            _ => Ok(observed),
        }
    }
}

fn load() -> Vec<Litmus> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/litmus");
    let wanted = std::env::var("LITMUS").unwrap_or_default();
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().contains(&wanted));
    paths.sort();
    paths.iter().map(|path| read(path).unwrap_or_else(|line| panic!("{}: {line}", path.display()))).collect()
}

fn read(path: &Path) -> Result<Litmus, String> {
    let source = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut litmus = Litmus { name, ..Litmus::default() };
    for (key, value) in header::lines(&source) {
        let field = match key {
            "every" => {
                litmus.every = header::string(value);
                continue;
            }
            "some" => &mut litmus.some,
            "report" => &mut litmus.report,
            "intact" => &mut litmus.intact,
            _ => return Err(format!("what is `{key}`?")),
        };
        *field = header::strings(value).ok_or_else(|| format!("cannot read `{value}`"))?;
    }
    if litmus.every.is_none() == litmus.some.is_empty() {
        return Err("one of `every` and `some` is wanted".to_owned());
    }
    litmus.source = source;
    Ok(litmus)
}
