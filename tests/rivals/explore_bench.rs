//! `explore_bench STRATEGY SECONDS FILE ARGUMENTS...`: explores a program as `racecourse explore` does, on all processors, until a mistake
//! is found. Prints executions, seconds, and how it ended: `complete`, `limit` or `found`, as the rivals do.

use std::time::Instant;

use racecourse::explore::{Config, Enough, Strategy, Verdict, explore};
use racecourse::process::run::Options;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [strategy, seconds, file, rest @ ..] = args.as_slice() else {
        panic!("usage: explore_bench STRATEGY SECONDS FILE ARGUMENTS...")
    };
    let strategy = match strategy.as_str() {
        "auto" => Strategy::Auto,
        "dpor" => Strategy::Dpor,
        other => panic!("there is no strategy {other}"),
    };
    let limit: f64 = seconds.parse().expect("a number of seconds");
    let source = std::fs::read_to_string(file).expect("the program can be read");
    let options = Options { args: rest.to_vec(), ..Options::default() };
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let config = Config { strategy, jobs, ..Config::default() };
    let started = Instant::now();
    let (mut outcomes, mut end) = (0, None);
    let mut watch = |glance: &racecourse::explore::Glance<'_>| {
        if glance.progress.outcomes != outcomes {
            outcomes = glance.progress.outcomes;
            if glance.report(1).verdict() > Verdict::Incomplete {
                end = Some("found");
            }
        }
        if started.elapsed().as_secs_f64() > limit {
            end.get_or_insert("limit");
        }
        end.map(|_| Enough::Asked)
    };
    let report = explore(&source, file, &options, &config, &mut watch).expect("the program compiles");
    let seconds = started.elapsed().as_secs_f64();
    let is_wrong = report.verdict() > Verdict::Incomplete;
    let how = if is_wrong { "found" } else { end.unwrap_or(if report.complete { "complete" } else { "limit" }) };
    println!("{} {seconds} {how}", report.progress.executions);
}
