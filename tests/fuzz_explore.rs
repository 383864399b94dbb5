//! Random programs: the proof must find the endings and outputs of the naive search, no more and no less; so must a
//! proof that stops at every use of shared memory, not only where a race was seen; and each schedule leads there again.
//!
//! `FUZZ_SEED=7 FUZZ_PROGRAMS=1 cargo test --test fuzz_explore` looks at one; `FUZZ_LIMIT` is how many executions the naive
//! search may take (a program that needs more is left out).

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use racecourse::explore::follow::Follower;
use racecourse::explore::outcome::ending;
use racecourse::explore::{Config, Ending, Report, Strategy, explore};
use racecourse::session::Options;

#[path = "support/threads.rs"]
mod threads;

use threads::{Size, program};

/// Programs of each test: few, for the naive search takes its time. More with `FUZZ_PROGRAMS`.
const PROGRAMS: u64 = 200;
const TINY_PROGRAMS: u64 = 100;
const FOLLOWED_PROGRAMS: u64 = 25;
const LIMIT: u64 = 400;
const WORKERS: usize = 2;

type Found = BTreeSet<(Ending, String)>;

#[test]
fn the_proof_finds_what_the_naive_search_finds() {
    let size = Size { threads: 3, operations: 3, themes: 2 };
    fuzz(PROGRAMS, &|seed| {
        let text = program(seed, size);
        let naive = run(&text, Strategy::Naive, false);
        if !naive.complete {
            return Ok(false);
        }
        same(&text, &naive, &run(&text, Strategy::Dpor, false))?;
        Ok(true)
    });
}

#[test]
fn uses_of_memory_that_do_not_race_need_not_be_visible() {
    let size = Size { threads: 2, operations: 2, themes: 1 };
    fuzz(TINY_PROGRAMS, &|seed| {
        let text = program(seed, size);
        let all = run(&text, Strategy::Dpor, true);
        if !all.complete {
            return Ok(false);
        }
        same(&text, &all, &run(&text, Strategy::Dpor, false))?;
        Ok(true)
    });
}

#[test]
fn every_schedule_leads_to_its_outcome_again() {
    let size = Size { threads: 3, operations: 3, themes: 2 };
    fuzz(FOLLOWED_PROGRAMS, &|seed| {
        let text = program(seed, size);
        let report = run(&text, Strategy::Auto, false);
        for outcome in report.outcomes.iter() {
            let follow = || {
                let mut follower = Follower::new(&text, "p.py", &Options::default(), outcome.schedule.clone()).unwrap();
                while follower.step().is_some() {}
                let machine = follower.machine();
                let strayed = follower.strayed();
                (ending(machine), machine.output().to_owned(), strayed, machine.world().digest())
            };
            let (first, second) = (follow(), follow());
            let wanted = (&outcome.ending, &outcome.output, &None);
            if first != second || (&first.0, &first.1, &first.2) != wanted {
                return Err(format!("{text}\n{}: {wanted:?}\n{first:?}\n{second:?}", outcome.schedule));
            }
        }
        Ok(true)
    });
}

/// Runs `check` on seeds; it says whether it could look at the program, or what is wrong.
fn fuzz(programs: u64, check: &(dyn Fn(u64) -> Result<bool, String> + Sync)) {
    let asked = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let first = asked("FUZZ_SEED").unwrap_or(0);
    let programs = asked("FUZZ_PROGRAMS").unwrap_or(programs);
    let next = AtomicU64::new(first);
    let skipped = AtomicU64::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + programs {
                        break;
                    }
                    match check(seed) {
                        Ok(true) => {}
                        Ok(false) => _ = skipped.fetch_add(1, Ordering::Relaxed),
                        Err(text) => failures.lock().unwrap().push((seed, text)),
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort_by_key(|(seed, text)| (text.len(), *seed));
    let skipped = skipped.into_inner();
    let text: String = failures.iter().take(5).map(|(seed, text)| format!("--- seed {seed}\n{text}\n")).collect();
    let seeds: Vec<u64> = failures.iter().map(|(seed, _)| *seed).collect();
    assert!(failures.is_empty(), "{} of {programs} ({skipped} left out) failed: {seeds:?}\n{text}", failures.len());
    println!("{programs} programs, {skipped} too large for the naive search");
    assert!(programs < 100 || skipped * 2 < programs, "too many programs were left out: {skipped} of {programs}");
}

fn run(text: &str, strategy: Strategy, every_stop: bool) -> Report {
    let limit = std::env::var("FUZZ_LIMIT").ok().and_then(|n| n.parse().ok()).unwrap_or(LIMIT);
    let max_executions = if strategy == Strategy::Naive || every_stop { limit } else { u64::MAX };
    let config = Config { strategy, every_stop, max_executions, ..Config::default() };
    explore(text, "p.py", &Options::default(), &config, &mut |_| true)
        .unwrap_or_else(|wrong| panic!("{text}\n{wrong:?}"))
}

fn same(text: &str, naive: &Report, dpor: &Report) -> Result<(), String> {
    let found = |report: &Report| -> Found {
        report.outcomes.iter().map(|outcome| (outcome.ending.clone(), outcome.output.clone())).collect()
    };
    let (wanted, got) = (found(naive), found(dpor));
    if wanted != got {
        let missing: Vec<_> = wanted.difference(&got).collect();
        let more: Vec<_> = got.difference(&wanted).collect();
        return Err(format!("{text}\nthe proof misses {missing:#?}\nand has too much {more:#?}\nof {wanted:#?}"));
    }
    let (traces, executions) = (dpor.progress.traces, naive.progress.traces);
    if !dpor.complete || traces > executions {
        return Err(format!("{text}\n{traces} traces, {executions} schedules, {:?}", dpor.reason));
    }
    Ok(())
}
