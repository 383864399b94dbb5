//! Exploring: counted by hand, and against the naive search. How many traces a program has does not depend on how they are
//! searched for.

use racecourse::explore::follow::Follower;
use racecourse::explore::{Config, Report, Strategy, Verdict, explore};
use racecourse::session::{Options, PossibleOutcome};

/// One execution for each trace.
const PROOFS: [Strategy; 2] = [Strategy::Dpor, Strategy::Optimal];
#[path = "support/programs.rs"]
mod programs;

use programs::{buffer, counter, philosophers};

fn run(program: &str, strategy: Strategy) -> Report {
    let alone = shared(program, strategy, 1);
    // Who shares the work does not change what is found.
    let report = shared(program, strategy, 3);
    let all = |report: &Report| {
        let outcome = |o: &PossibleOutcome| (o.ending.clone(), o.output.clone(), o.traces);
        let outcomes: Vec<_> = report.outcomes.iter().map(outcome).collect();
        let races: Vec<_> = report.races.iter().map(|(race, _)| race.clone()).collect();
        (report.progress.traces, report.complete, outcomes, races)
    };
    assert_eq!(all(&alone), all(&report), "{program}");
    alone
}

fn shared(program: &str, strategy: Strategy, jobs: usize) -> Report {
    let config = Config { strategy, jobs, ..Config::default() };
    explore(program, "p.py", &Options::default(), &config, &mut |_| None).expect("it compiles")
}

#[test]
fn counters_have_the_traces_and_schedules_that_are_known() {
    for (threads, times, traces, schedules) in [(2, 1, 4, 19), (2, 2, 34, 251), (3, 1, 36, 1121)] {
        let program = counter(threads, times);
        let naive = run(&program, Strategy::Naive);
        assert_eq!((naive.progress.traces, naive.complete), (schedules, true), "{threads}x{times}");
        for strategy in PROOFS {
            let report = run(&program, strategy);
            assert_eq!((report.progress.traces, report.complete), (traces, true), "{threads}x{times}, {strategy:?}");
        }
    }
}

#[test]
fn two_increments_of_three_threads_give_two_to_six() {
    for strategy in PROOFS {
        let report = run(&counter(3, 2), strategy);

        assert_eq!(report.progress.traces, 7134, "{strategy:?}");
        let outputs: Vec<&str> = report.outcomes.iter().map(|outcome| outcome.output.as_str()).collect();
        assert_eq!(outputs, ["2\n", "3\n", "4\n", "5\n", "6\n"]);
        assert_eq!(report.outcomes.iter().map(|outcome| outcome.traces).sum::<u64>(), 7134);
    }
}

#[test]
fn programs_with_locks_and_conditions_have_the_traces_that_are_known() {
    let programs = [
        ("3 philosophers", philosophers(3, true), 6),
        ("4 philosophers", philosophers(4, true), 14),
        ("buffer, 1 and 1, 2 items", buffer(1, 2), 8),
        ("buffer, 2 and 2, 1 item", buffer(2, 1), 56),
    ];
    for (name, program, traces) in programs {
        for strategy in PROOFS {
            let report = run(&program, strategy);
            assert_eq!((report.progress.traces, report.verdict()), (traces, Verdict::Ok), "{name}, {strategy:?}");
        }
    }
}

#[test]
fn philosophers_without_an_order_all_wait_in_the_end() {
    // The last one takes a fork and is left; then the others take one each and have to wait.
    let report = run(&philosophers(3, false), Strategy::Auto);

    assert!(report.complete);
    assert_eq!((report.verdict(), report.outcomes.len()), (Verdict::Deadlock, 2));
    assert_eq!(report.outcomes.iter().last().map(|outcome| outcome.preemptions), Some(1));
}

/// What a program prints, with time that passes when nobody can go on, or at any moment.
fn outputs(program: &str, any_time: bool) -> Vec<String> {
    let config = Config { any_time, ..Config::default() };
    let report = explore(program, "p.py", &Options::default(), &config, &mut |_| None).expect("it compiles");
    assert!(report.complete, "{:?}", report.reason);
    for outcome in report.outcomes.iter() {
        let mut follower =
            Follower::new(program, "p.py", &Options::default(), outcome.schedule.clone()).expect("it compiles");
        while follower.step().is_some() {}
        let seen = (follower.machine().output(), follower.strayed());
        assert_eq!(seen, (outcome.output.as_str(), None), "{}", outcome.schedule);
    }
    report.outcomes.iter().map(|outcome| outcome.output.clone()).collect()
}

#[test]
fn timers_may_fire_at_any_moment_if_asked_to() {
    let event = "import threading
e = threading.Event()
t = threading.Thread(target=lambda: print(e.wait(1)))
t.start()
e.set()
t.join()
";
    let timer = "import threading
t = threading.Timer(1, print, ['late'])
t.start()
t.cancel()
t.join()
";
    let sleepers = "import threading, time
def work(n):
    time.sleep(n)
    print(n)
ts = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
for t in ts: t.start()
for t in ts: t.join()
";
    assert_eq!(outputs(event, false), ["True\n"]);
    assert_eq!(outputs(event, true), ["False\n", "True\n"]);
    assert_eq!(outputs(timer, false), [""]);
    assert_eq!(outputs(timer, true), ["", "late\n"]);
    assert_eq!(outputs(sleepers, false), ["1\n2\n"]);
    assert_eq!(outputs(sleepers, true), ["1\n2\n", "2\n1\n"]);
}

#[test]
fn samplers_find_what_there_is_to_find() {
    for strategy in [Strategy::Random, Strategy::Pct, Strategy::Urw] {
        let config = Config { strategy, max_executions: 300, ..Config::default() };
        let report = explore(&counter(3, 2), "p.py", &Options::default(), &config, &mut |_| None).expect("it compiles");
        assert!(!report.complete);
        assert_eq!(report.outcomes.len(), 5, "{strategy:?}");
    }
}

#[test]
fn the_number_of_traces_is_estimated() {
    let report = shared(&counter(3, 2), Strategy::Auto, 1);
    let estimate = report.progress.estimate.expect("there is one");
    assert!((2_000..25_000).contains(&estimate), "{estimate} for 7134");
}
