//! Runs every program under `tests/cases` on both engines and holds its output against CPython's.
//!
//! `CASE=threads/ cargo test --test cases` runs those whose name holds the text; `ENGINE=sim` runs one engine only.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use racecourse::session::Options;

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/case.rs"]
mod case;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/engine.rs"]
mod engine;

use case::{Case, FILE_NAME};

/// How many runs at a time: live runs of one case have many threads of their own.
const WORKERS: usize = 2;

#[test]
fn every_case_prints_what_cpython_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let wanted = std::env::var("CASE").unwrap_or_default();
    let only = std::env::var("ENGINE").ok();
    let cases = case::load(&root).expect("readable headers");
    let jobs: Vec<(&Case, &str)> = cases
        .iter()
        .filter(|case| case.name.contains(&wanted))
        .flat_map(|case| case.engines.iter().map(move |engine| (case, engine.as_str())))
        .filter(|(_, engine)| only.as_deref().is_none_or(|o| o == *engine))
        .collect();
    assert!(!jobs.is_empty(), "no case has {wanted:?} in its name");
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some((case, engine)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(text) = check(case, engine) {
                        failures.lock().unwrap().push((case.name.as_str(), *engine, text));
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    report(&failures, jobs.len());
}

fn report(failures: &[(&str, &str, String)], runs: usize) {
    if failures.is_empty() {
        println!("{runs} runs agree with CPython");
        return;
    }
    let mut text = String::new();
    for (name, engine, difference) in failures {
        let _ = write!(text, "\n--- {name} on {engine}\n{difference}");
    }
    let _ = write!(text, "\n{} of {runs} runs failed:\n", failures.len());
    for (name, engine, _) in failures {
        let _ = writeln!(text, "  {engine:4} {name}");
    }
    panic!("{text}");
}

/// Runs a case once; an `Err` says what differs.
fn check(case: &Case, engine: &str) -> Result<(), String> {
    let options = Options {
        seed: case.seed,
        time_limit: Some(30.0),
        args: case.args.clone(),
        stdin: Some(case.stdin.clone()),
        unbuffered: !case.terminal,
        ..Options::default()
    };
    let outcome = match engine {
        "sim" => engine::sim(&case.source, FILE_NAME, options)?,
        "live" => engine::live(&case.source, FILE_NAME, options)?,
        other => return Err(format!("no such engine: {other}\n")),
    };
    case.judge(outcome.status(), &outcome.stdout, &outcome.all_stderr())
}
