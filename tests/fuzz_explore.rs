//! Random programs: each way to search must find the endings and outputs of the naive search, no more and no less; so must a
//! proof that stops at every use of shared memory, not only where a race was seen; and each schedule leads there again.
//!
//! `cargo xtask fuzz` runs this for longer. It asks by variables: `FUZZ_SEED` the first program, `FUZZ_PROGRAMS` how many,
//! `FUZZ_SECONDS` how long at most, `FUZZ_LIMIT` how many executions the naive search may take (a program that needs more is
//! left out).

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use racecourse::explore::follow::Follower;
use racecourse::explore::outcome::ending;
use racecourse::explore::{Config, Ending, Report, Strategy, explore};
use racecourse::schedule::Token;
use racecourse::session::Options;

#[path = "support/threads.rs"]
mod threads;

use threads::{Size, program, smaller};

/// Programs of each test in the gate.
const PROGRAMS: u64 = 2_200;
const TINY_PROGRAMS: u64 = 200;
/// Executions of the naive search.
const LIMIT: u64 = 800;
const WORKERS: usize = 2;
/// Of the programs that are tried, so many in a hundred may be too large for the naive search.
const MOST_LEFT_OUT: u64 = 9;

/// The ways to search. A new one is a line here.
const STRATEGIES: &[Way] = &[
    Way { name: "dpor", strategy: Strategy::Dpor, jobs: 1, promise: Promise::All, one_in: 1 },
    Way { name: "dpor, shared", strategy: Strategy::Dpor, jobs: 3, promise: Promise::All, one_in: 5 },
    Way { name: "optimal", strategy: Strategy::Optimal, jobs: 1, promise: Promise::All, one_in: 1 },
    Way { name: "stateful", strategy: Strategy::Stateful, jobs: 1, promise: Promise::All, one_in: 2 },
    Way { name: "auto", strategy: Strategy::Auto, jobs: 1, promise: Promise::All, one_in: 40 },
    Way { name: "random", strategy: Strategy::Random, jobs: 1, promise: Promise::Some, one_in: 10 },
    Way { name: "pct", strategy: Strategy::Pct, jobs: 1, promise: Promise::Some, one_in: 20 },
    Way { name: "urw", strategy: Strategy::Urw, jobs: 1, promise: Promise::Some, one_in: 20 },
];

/// A way to search.
struct Way {
    name: &'static str,
    strategy: Strategy,
    jobs: usize,
    promise: Promise,
    /// Of so many programs it is tried on one.
    one_in: u64,
}

/// What a way to search promises.
#[derive(Clone, Copy, PartialEq)]
enum Promise {
    /// It finds all outcomes, in at most as many executions as there are schedules, and says so.
    All,
    /// What it finds is an outcome.
    Some,
}

/// Executions of a way to search that never comes to an end.
const SAMPLES: u64 = 30;

type Found = BTreeSet<(Ending, String)>;

/// What is wrong with a program.
type Wrong = String;

/// Looks at the program of a seed: whether it could be looked at, or what is wrong.
type Check = dyn Fn(u64, &str) -> Result<bool, Wrong> + Sync;

#[test]
fn each_way_to_search_finds_what_the_naive_search_finds() {
    fuzz(PROGRAMS, &|seed| program(seed, size_of(seed)), &|seed, text| {
        // In some of them time may pass at any moment.
        let base = Config { any_time: seed.is_multiple_of(7), ..Config::default() };
        let naive = run(text, Config { strategy: Strategy::Naive, ..base.clone() })?;
        if !naive.complete {
            return Ok(false);
        }
        let wanted = found(&naive);
        let mut schedules: BTreeSet<(Token, Ending, String)> = schedules(&naive).collect();
        for way in STRATEGIES.iter().filter(|way| seed.is_multiple_of(way.one_in)) {
            let report = run(text, Config { strategy: way.strategy, jobs: way.jobs, ..base.clone() })?;
            let compared = compare(&wanted, &report, way.promise, naive.progress.traces);
            compared.map_err(|wrong| format!("{} {wrong}", way.name))?;
            schedules.extend(self::schedules(&report));
            if way.name == "dpor" {
                let shown =
                    report.races.iter().map(|(_, token)| token).chain(report.findings.iter().map(|(_, token)| token));
                shown.collect::<BTreeSet<_>>().into_iter().try_for_each(|token| fits(text, token))?;
            }
        }
        schedules.iter().try_for_each(|schedule| leads_there(text, schedule))?;
        Ok(true)
    });
}

#[test]
fn uses_of_memory_that_do_not_race_need_not_be_visible() {
    let size = Size { threads: 2, operations: 2, themes: 1 };
    fuzz(TINY_PROGRAMS, &|seed| program(seed, size), &|_, text| {
        let dpor = Config { strategy: Strategy::Dpor, ..Config::default() };
        let all = run(text, Config { every_stop: true, ..dpor.clone() })?;
        if !all.complete {
            return Ok(false);
        }
        compare(&found(&all), &run(text, dpor)?, Promise::All, all.progress.traces)?;
        Ok(true)
    });
}

/// Most programs are small, so that the naive search comes to its end; some are larger.
fn size_of(seed: u64) -> Size {
    match seed % 16 {
        0 => Size { threads: 3, operations: 3, themes: 2 },
        1..=4 => Size { threads: 3, operations: 2, themes: 2 },
        5 | 6 => Size { threads: 2, operations: 3, themes: 3 },
        _ => Size { threads: 2, operations: 2, themes: 2 },
    }
}

fn run(text: &str, config: Config) -> Result<Report, Wrong> {
    let max_executions = match config.strategy {
        Strategy::Naive => asked("FUZZ_LIMIT").unwrap_or(LIMIT),
        _ if config.every_stop => LIMIT,
        Strategy::Random | Strategy::Pct | Strategy::Urw => SAMPLES,
        _ => u64::MAX,
    };
    let config = Config { max_executions, ..config };
    explore(text, "p.py", &Options::default(), &config, &mut |_| None).map_err(|wrong| format!("{wrong:?}"))
}

fn found(report: &Report) -> Found {
    report.outcomes.iter().map(|outcome| (outcome.ending.clone(), outcome.output.clone())).collect()
}

fn schedules(report: &Report) -> impl Iterator<Item = (Token, Ending, String)> {
    report.outcomes.iter().map(|outcome| (outcome.schedule.clone(), outcome.ending.clone(), outcome.output.clone()))
}

fn compare(wanted: &Found, report: &Report, promise: Promise, executions: u64) -> Result<(), Wrong> {
    let got = found(report);
    let missing: Vec<_> = wanted.difference(&got).filter(|_| promise == Promise::All).collect();
    let more: Vec<_> = got.difference(wanted).collect();
    if !missing.is_empty() || !more.is_empty() {
        return Err(format!("misses {missing:#?}\nand has too much {more:#?}\nof {wanted:#?}"));
    }
    let traces = report.progress.traces;
    if promise == Promise::All && (!report.complete || traces > executions) {
        return Err(format!("takes {traces} traces, there are {executions} schedules; {:?}", report.reason));
    }
    Ok(())
}

/// A schedule leads to its outcome, and in the same way twice.
fn leads_there(text: &str, (schedule, ending_wanted, output): &(Token, Ending, String)) -> Result<(), Wrong> {
    let follow = || {
        let follower = followed(text, schedule);
        let machine = follower.machine();
        (ending(machine), machine.output().to_owned(), follower.strayed(), machine.world().digest())
    };
    let (first, second) = (follow(), follow());
    let wanted = (ending_wanted, output, &None);
    if first == second && (&first.0, &first.1, &first.2) == wanted {
        return Ok(());
    }
    Err(format!("{schedule} leads elsewhere: {wanted:?}\n{first:?}\n{second:?}"))
}

/// What shows a race or a finding can be followed to its end.
fn fits(text: &str, schedule: &Token) -> Result<(), Wrong> {
    followed(text, schedule).strayed().map_or(Ok(()), |strayed| Err(format!("{schedule} does not fit: {strayed:?}")))
}

/// A run by a schedule, at its end.
fn followed(text: &str, schedule: &Token) -> Follower {
    let mut follower = Follower::new(text, "p.py", &Options::default(), schedule.clone()).expect("it compiled before");
    while follower.step().is_some() {}
    follower
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Runs `check` on programs.
fn fuzz(programs: u64, make: &(dyn Fn(u64) -> String + Sync), check: &Check) {
    let first = asked("FUZZ_SEED").unwrap_or(0);
    let programs = asked("FUZZ_PROGRAMS").unwrap_or(programs);
    let end = asked("FUZZ_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let next = AtomicU64::new(first);
    let (tried, left_out) = (AtomicU64::new(0), AtomicU64::new(0));
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while end.is_none_or(|end| Instant::now() < end) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed - first >= programs {
                        break;
                    }
                    tried.fetch_add(1, Ordering::Relaxed);
                    let text = make(seed);
                    match checked(check, seed, &text) {
                        Ok(true) => {}
                        Ok(false) => _ = left_out.fetch_add(1, Ordering::Relaxed),
                        Err(_) => failures.lock().unwrap().push((seed, text)),
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort_by_key(|(seed, text)| (text.len(), *seed));
    let (tried, left_out) = (tried.into_inner(), left_out.into_inner());
    println!("{tried} programs from seed {first}, {left_out} of them too large for the naive search");
    let told: String = failures.iter().take(3).map(|(seed, text)| told(*seed, text, check)).collect();
    let seeds: Vec<u64> = failures.iter().map(|(seed, _)| *seed).collect();
    assert!(failures.is_empty(), "{} of {tried} programs failed, seeds {seeds:?}\n{told}", failures.len());
    let too_many = tried >= 1_000 && left_out * 100 > tried * MOST_LEFT_OUT;
    assert!(!too_many, "too many programs were left out: {left_out} of {tried}");
}

/// A panic is wrong too.
fn checked(check: &Check, seed: u64, text: &str) -> Result<bool, Wrong> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(seed, text)));
    caught.unwrap_or_else(|_| Err("the explorer panics".to_owned()))
}

/// A program with which something is wrong: made as small as it can be, what it is, how to see it again.
fn told(seed: u64, text: &str, check: &Check) -> String {
    let compiles = |text: &str| Follower::new(text, "p.py", &Options::default(), Token::new(text)).is_ok();
    let text = smaller(text, &|text| compiles(text) && checked(check, seed, text).is_err());
    let wrong = checked(check, seed, &text).err().unwrap_or_default();
    format!("--- seed {seed}: cargo xtask fuzz --seed {seed} --programs 1\n{text}\n{wrong}\n")
}
