//! The search over states: the same outcomes as one execution for each trace, and an end where executions have none.

use std::collections::BTreeSet;

use racecourse::explore::{Config, Ending, Report, Strategy, Verdict, explore};
use racecourse::session::Options;

#[path = "support/programs.rs"]
mod programs;

use programs::{buffer, counter, philosophers};

fn run(program: &str, strategy: Strategy) -> Report {
    let config = Config { strategy, ..Config::default() };
    explore(program, "p.py", &Options::default(), &config, &mut |_| None).expect("it compiles")
}

fn outcomes(report: &Report) -> BTreeSet<(Ending, String)> {
    report.outcomes.iter().map(|outcome| (outcome.ending.clone(), outcome.output.clone())).collect()
}

/// Kinds of findings.
fn kinds(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|(finding, _)| finding.kind.name()).collect()
}

/// Two threads that do `f` and `g`.
fn two(body: &str) -> String {
    format!(
        "import threading, time, queue
{body}
ts = [threading.Thread(target=f) for f in (f, g)]
for t in ts: t.start()
for t in ts: t.join()
print('done')
"
    )
}

#[test]
fn states_are_counted_and_outcomes_are_those_of_the_traces() {
    let programs = [
        ("counter, 2 threads, 1 time", counter(2, 1), 27),
        ("counter, 2 and 2", counter(2, 2), 88),
        ("counter, 3 and 1", counter(3, 1), 120),
        ("counter, 3 and 2", counter(3, 2), 1271),
        ("3 philosophers", philosophers(3, true), 131),
        ("3 philosophers without an order", philosophers(3, false), 144),
        ("4 philosophers", philosophers(4, true), 583),
        ("buffer, 1 and 1, 2 items", buffer(1, 2), 46),
        ("buffer, 2 and 2, 1 item", buffer(2, 1), 367),
    ];
    let mut counted = Vec::new();
    for (name, program, _) in &programs {
        let (report, traces) = (run(program, Strategy::Stateful), run(program, Strategy::Dpor));

        assert_eq!((report.complete, report.verdict()), (true, traces.verdict()), "{name}");
        assert_eq!(outcomes(&report), outcomes(&traces), "{name}");
        let races = |report: &Report| report.races.iter().map(|(race, _)| race.clone()).collect::<Vec<_>>();
        assert_eq!(races(&report), races(&traces), "{name}");
        assert!(report.outcomes.iter().all(|outcome| outcome.traces > 0), "{name}");
        counted.push((*name, report.progress.states));
    }
    assert_eq!(counted, programs.map(|(name, _, states)| (name, states)));
}

#[test]
fn a_program_of_fifty_thousand_traces_has_six_thousand_states() {
    let report = run(&buffer(2, 2), Strategy::Stateful);

    assert_eq!((report.complete, report.verdict(), report.progress.states), (true, Verdict::Ok, 6030));
}

#[test]
fn whoever_waits_in_a_loop_is_seen_to_the_end() {
    let programs = [
        (
            "nothing in it",
            "flag = False\ndef f():\n    while not flag: pass\ndef g():\n    global flag\n    flag = True",
        ),
        (
            "sleeping",
            "done = []\ndef f():\n    while not done: time.sleep(0.01)\ndef g():\n    time.sleep(0.035)\n    done.append(1)",
        ),
        (
            "a queue, now and then",
            "q = queue.Queue()
def f():
    while True:
        try:
            return q.get(timeout=0.1)
        except queue.Empty: pass
def g():
    time.sleep(0.25)
    q.put(1)",
        ),
        (
            "a lock, now and then",
            "lock, ready = threading.Lock(), False
def f():
    while True:
        with lock:
            if ready: return
def g():
    global ready
    with lock: ready = True",
        ),
        (
            "a lock that is only tried",
            "lock = threading.Lock()
def f():
    while not lock.acquire(blocking=False): pass
    lock.release()
g = f",
        ),
        ("the life of a thread", "def f():\n    while ts[1].is_alive(): time.sleep(1)\ndef g(): time.sleep(3)"),
    ];
    for (name, body) in programs {
        for strategy in [Strategy::Stateful, Strategy::Auto] {
            let report = run(&two(body), strategy);

            assert_eq!((report.complete, &report.reason), (true, &None), "{name}");
            assert_eq!(outcomes(&report), BTreeSet::from([(Ending::Ok, "done\n".to_owned())]), "{name}");
            assert!(!kinds(&report).contains(&"may-not-end"), "{name}: {:?}", report.findings);
        }
    }
}

#[test]
fn what_never_ends_is_said_to() {
    let lonely = "flag = False\ndef f():\n    while not flag: pass\ndef g(): pass";
    let sleepy = "flag = False\ndef f():\n    while not flag: time.sleep(0.1)\ng = f";
    for (name, body) in [("one", lonely), ("two that sleep", sleepy)] {
        let report = run(&two(body), Strategy::Stateful);

        assert!(report.complete && report.outcomes.is_empty(), "{name}");
        assert_eq!(report.verdict(), Verdict::Incomplete, "{name}");
        assert!(kinds(&report).contains(&"may-not-end"), "{name}: {:?}", report.findings);
    }
}

/// By the search over traces too: as soon as the loop has come back to where it was, however long the way to it is.
#[test]
fn a_loop_that_begins_late_is_cut_off_early() {
    let body = "n = 0
def f():
    global n
    while n < 3000: n += 1
    while n: pass
def g(): pass";
    let report = run(&two(body), Strategy::Dpor);

    assert!(!report.complete);
    assert!(report.progress.states < 500, "{} states", report.progress.states);
}

#[test]
fn two_who_give_way_to_each_other_may_do_so_for_ever() {
    let body = "a, b = threading.Lock(), threading.Lock()
def both(first, second):
    while True:
        with first:
            if second.acquire(blocking=False):
                second.release()
                return
def f(): both(a, b)
def g(): both(b, a)";
    let report = run(&two(body), Strategy::Stateful);

    assert_eq!(outcomes(&report), BTreeSet::from([(Ending::Ok, "done\n".to_owned())]));
    let said: Vec<_> = report.findings.iter().filter(|(finding, _)| finding.kind.name() == "may-not-end").collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].0.words.contains("keep each other going"), "{}", said[0].0.words);
    assert!(!said[0].1.runs.is_empty(), "with a way to it");
}

#[test]
fn whoever_asks_for_the_time_is_told_apart_by_it() {
    let body = "end = time.monotonic() + 1
def f():
    while time.monotonic() < end: time.sleep(0.3)
g = f";
    let report = run(&two(body), Strategy::Stateful);

    assert!(report.complete, "{:?}", report.reason);
    assert_eq!(outcomes(&report), BTreeSet::from([(Ending::Ok, "done\n".to_owned())]));
}

#[test]
fn states_without_end_are_given_up() {
    let body = "flag, n = False, 0
def f():
    global n
    while not flag:
        n += 1
        time.sleep(1)
def g(): pass";
    let report = run(&two(body), Strategy::Stateful);

    assert!(!report.complete);
    assert_eq!(report.verdict(), Verdict::Incomplete);
}
