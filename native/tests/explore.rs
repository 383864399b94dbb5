//! `racecourse explore` from outside: verdicts, exit statuses, the schedule that shows an outcome again, JSON, what really
//! happens beside what can.

#[path = "support/tool.rs"]
mod tool;

use std::process::Output;

use serde_json::Value;
use tool::{Folder, check, feed, text};

const COUNTER: &str = "import threading
counter = 0
def work():
    global counter
    counter += 1
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(counter)
assert counter == 2
";

const GUARDED: &str = "import threading
counter = 0
lock = threading.Lock()
def work():
    global counter
    with lock:
        counter += 1
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(counter)
assert counter == 2
";

const EMBRACE: &str = "import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    with b:
        with a: pass
ts = [threading.Thread(target=f) for f in (one, two)]
for t in ts: t.start()
for t in ts: t.join()
";

fn tool(folder: &Folder, args: &[&str]) -> Output {
    feed(folder.command(args), "")
}

fn explored(program: &str, args: &[&str]) -> (Output, Value) {
    let folder = Folder::new();
    folder.write("p.py", program);
    let args: Vec<&str> = ["explore", "--json"].iter().chain(args).chain(&["p.py"]).copied().collect();
    let output = tool(&folder, &args);
    let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", text(&output.stdout)));
    (output, report)
}

#[track_caller]
fn begins(output: &Output, status: i32, words: &str) {
    let told = text(&output.stdout);
    assert!(output.status.code() == Some(status) && told.starts_with(words), "{:?} {told}", output.status);
}

#[test]
fn a_lost_update_is_found_and_shown_again() {
    let (output, report) = explored(COUNTER, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        (&report["verdict"], &report["complete"], &report["traces"]),
        (&"failure".into(), &true.into(), &4.into())
    );
    assert_eq!(report["races"][0]["variable"], "counter");
    assert_eq!(report["races"][0]["uses"][0]["line"], 5);
    assert!(report["races"][0]["schedule"].as_str().is_some_and(|token| token.starts_with("rc1-")));
    let folder = Folder::new();
    folder.write("p.py", COUNTER);
    let mut kinds = Vec::new();
    for outcome in report["outcomes"].as_array().expect("a list") {
        let (kind, stdout) = (outcome["kind"].as_str().expect("text"), outcome["stdout"].as_str().expect("text"));
        let schedule = outcome["schedule"].as_str().expect("text");
        let again = tool(&folder, &["run", "--schedule", schedule, "p.py"]);
        let status = if kind == "ok" { 0 } else { 1 };
        check(&again, status, stdout, if kind == "ok" { "" } else { "AssertionError\n" });
        kinds.push((kind, stdout));
    }
    kinds.sort_unstable();
    assert_eq!(kinds, [("exception", "1\n"), ("ok", "2\n")]);
}

#[test]
fn the_repaired_program_is_proved() {
    let (output, report) = explored(GUARDED, &[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!((&report["verdict"], &report["complete"]), (&"ok".into(), &true.into()));
    assert_eq!(report["outcomes"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["races"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_deadlock_is_3_with_its_story() {
    let folder = Folder::new();
    folder.write("p.py", EMBRACE);
    let output = tool(&folder, &["explore", "p.py"]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(3), "{told}");
    for words in ["deadlock: threads can wait", "takes lock 'a'", "takes lock 'b'", "2 threads wait for each other"] {
        assert!(told.contains(words), "{words:?} is missing in\n{told}");
    }
    let schedule = told.rsplit_once("--schedule ").expect("it says how to see it again").1;
    let schedule = schedule.split(' ').next().expect("a token");
    check(&tool(&folder, &["run", "--schedule", schedule, "p.py"]), 3, "", "2 threads wait for each other");
}

#[test]
fn what_was_not_seen_is_not_called_seen() {
    let endless = "import threading
def work():
    while True: pass
threading.Thread(target=work, daemon=True).start()
print('on')
";
    let (output, report) = explored(endless, &["--time-limit", "20"]);
    assert_eq!((output.status.code(), &report["complete"]), (Some(4), &false.into()));
    let (output, report) = explored(COUNTER, &["--strategy", "dpor", "--max-executions", "1"]);
    assert_eq!(report["complete"], false);
    assert_eq!(report["reason"], "the limit of 1 executions was reached");
    assert!([Some(1), Some(4)].contains(&output.status.code()));
    for strategy in ["dpor", "optimal", "stateful"] {
        for jobs in ["1", "2"] {
            let (_, report) = explored(GUARDED, &["--strategy", strategy, "--max-states", "3", "--jobs", jobs]);
            assert_eq!(
                (&report["complete"], &report["reason"]),
                (&false.into(), &"the limit of 3 states was reached".into())
            );
        }
    }
    let (output, report) = explored(GUARDED, &["--memory-limit", "1K"]);
    assert_eq!((output.status.code(), &report["complete"]), (Some(4), &false.into()));
    assert_eq!(report["reason"], "the limit of memory was reached");
    let (output, _) = explored(GUARDED, &["--max-preemptions", "1"]);
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn a_program_without_an_end_has_no_table_of_outcomes() {
    let program = "import time\ndone = False\nwhile not done:\n    time.sleep(1)\n";
    let (output, report) = explored(program, &[]);
    assert_eq!((output.status.code(), &report["complete"]), (Some(4), &true.into()));
    assert_eq!(report["outcomes"], serde_json::json!([]));
    let folder = Folder::new();
    folder.write("p.py", program);
    let told = tool(&folder, &["explore", "p.py"]);
    begins(&told, 4, "endless: ");
    let told = text(&told.stdout);
    assert!(told.contains("may-not-end") && !told.contains("preemptions"), "{told}");
}

#[test]
fn an_outcome_can_be_looked_for() {
    let folder = Folder::new();
    folder.write("p.py", COUNTER);
    let found = |words: &str| tool(&folder, &["explore", "--find", words, "p.py"]);
    begins(&found("1"), 0, "yes: it can print \"1\"");
    begins(&found("3"), 1, "no: it cannot print \"3\"");
}

#[test]
fn what_is_no_error_yet_is_said_too() {
    let untidy = "import os, threading, time
gate = threading.Lock()
permits = threading.Semaphore(1)
def leave():
    gate.acquire()
    permits.release()
threading.Thread(target=leave).start()
pid = os.fork()
if pid == 0: os._exit(0)
time.sleep(1)
";
    let kinds = |program: &str, args: &[&str]| -> Vec<(String, u64)> {
        let (_, report) = explored(program, args);
        let findings = report["findings"].as_array().expect("a list").clone();
        assert!(
            findings.iter().all(|finding| finding["schedule"].as_str().is_some_and(|token| token.starts_with("rc1-")))
        );
        let kind = |finding: &Value| finding["kind"].as_str().expect("text").to_owned();
        findings.iter().map(|finding| (kind(finding), finding["line"].as_u64().expect("a line"))).collect()
    };
    let all = [("lock-not-released", 5), ("released-too-often", 3), ("zombie", 8), ("thread-not-joined", 7)];
    assert_eq!(kinds(untidy, &[]), all.map(|(kind, line)| (kind.to_owned(), line)));
    assert_eq!(kinds(EMBRACE, &[]), [("lock-order".to_owned(), 5)]);
    let waits = "import threading
done = False
def work():
    global done
    done = True
t = threading.Thread(target=work)
t.start()
while not done: pass
t.join()
";
    assert_eq!(kinds(waits, &["--max-executions", "30"]), [("busy-waiting".to_owned(), 8)]);
    assert_eq!(kinds(GUARDED, &[]), []);
}

#[test]
fn many_threads_are_answered() {
    let many = "import threading
done = []
def work(n): done.append(n)
ts = [threading.Thread(target=work, args=(n,)) for n in range(50)]
for t in ts: t.start()
for t in ts: t.join()
print(len(done))
";
    let (output, report) = explored(many, &["--time-limit", "3"]);
    assert_eq!(output.status.code(), Some(4), "50! orders are not all tried");
    assert_eq!(report["outcomes"].as_array().map(Vec::len), Some(1));
}

#[test]
fn schedules_that_do_not_fit_say_so() {
    let folder = Folder::new();
    folder.write("p.py", GUARDED);
    let run = |token: &str| tool(&folder, &["run", "--schedule", token, "p.py"]);
    check(&run("hello"), 2, "", "not a schedule");
    check(&run("rc7-00000000-m1"), 2, "", "format `rc7`");
    check(&run("rc1-00000000-m1"), 2, "", "another program text");
    let (_, report) = explored(GUARDED, &[]);
    let right = report["outcomes"][0]["schedule"].as_str().expect("text");
    let source = &right[..right.rfind('-').expect("it has a dash")];
    check(&run(&format!("{source}-m2_9x1")), 0, "2\n", "the schedule fits the program up to run 1 of 2");
}

#[test]
fn what_happened_stands_beside_what_can() {
    let folder = Folder::new();
    folder.write("p.py", COUNTER);
    let output = tool(&folder, &["run", "--repeat", "3", "--json", "p.py"]);
    let seen: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(seen["runs"], 3);
    folder.write("seen.json", &text(&output.stdout));
    let output = tool(&folder, &["explore", "--observed", "seen.json", "p.py"]);
    assert!(text(&output.stdout).contains("observed"), "{}", text(&output.stdout));
    folder.write("q.py", GUARDED);
    begins(&tool(&folder, &["run", "--repeat", "2", "q.py"]), 0, "2 runs, 1 outcome\n");
    check(&tool(&folder, &["explore", "--observed", "p.py", "p.py"]), 2, "", "is not what");
}
