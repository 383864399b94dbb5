//! How runs end, are stopped, limited, answered and repeated, on both engines.

use std::time::{Duration, Instant};

use racecourse::session::{End, Event, Limit, Options, SimRun, SimStatus};

#[path = "support/engine.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod engine;

use engine::Outcome;

fn options() -> Options {
    Options { time_limit: Some(20.0), stdin: Some(String::new()), ..Options::default() }
}

/// Runs on both engines and lets a check look at each.
fn on_both(source: &str, options: Options, check: impl Fn(&str, &Outcome)) {
    let sim = engine::sim(source, "run.py", options.clone()).unwrap_or_else(|text| panic!("sim: {text}"));
    check("sim", &sim);
    let live = engine::live(source, "run.py", options).unwrap_or_else(|text| panic!("live: {text}"));
    check("live", &live);
}

/// The program ends with an uncaught exception whose last line starts with the text.
fn fails_with(source: &str, options: Options, last_line: &str) {
    on_both(source, options, |engine, outcome| {
        let last = outcome.stderr.lines().last().unwrap_or("").to_owned();
        assert_eq!(outcome.status(), 1, "{engine}: {:?}\n{}", outcome.end, outcome.stderr);
        assert!(last.starts_with(last_line), "{engine}: {last:?}");
    });
}

#[test]
fn a_time_limit_ends_an_endless_loop() {
    let options = Options { time_limit: Some(0.3), ..options() };
    on_both("while True:\n    pass\n", options, |engine, outcome| {
        assert_eq!(outcome.end, Ok(End::Limit(Limit::Time(0.3))), "{engine}");
        assert_eq!(outcome.status(), 124);
    });
}

#[test]
fn a_program_that_catches_everything_can_still_be_ended() {
    let source = "\
while True:
    try:
        while True:
            pass
    except BaseException:
        print('caught')
    finally:
        print('finally')
";
    let options = Options { time_limit: Some(0.3), ..options() };
    on_both(source, options, |engine, outcome| {
        assert_eq!(outcome.end, Ok(End::Limit(Limit::Time(0.3))), "{engine}");
        assert_eq!(outcome.stdout, "", "{engine}");
    });
}

#[test]
fn a_time_limit_ends_sleeping_threads() {
    let source = "\
import threading, time
for _ in range(3):
    threading.Thread(target=time.sleep, args=(1000,)).start()
time.sleep(1000)
";
    let options = Options { time_limit: Some(0.3), ..options() };
    on_both(source, options, |engine, outcome| {
        assert_eq!(outcome.end, Ok(End::Limit(Limit::Time(0.3))), "{engine}");
    });
}

#[test]
fn endless_output_is_limited() {
    let options = Options { max_output: 10_000, ..options() };
    on_both("while True:\n    print('again')\n", options, |engine, outcome| {
        assert_eq!(outcome.end, Ok(End::Limit(Limit::Output(10_000))), "{engine}");
        assert!(outcome.stdout.len() <= 11_000, "{engine}: {} bytes", outcome.stdout.len());
    });
}

#[test]
fn a_huge_string_is_a_memory_error() {
    fails_with("text = 'x' * 10**12\n", options(), "MemoryError");
    fails_with("values = [0] * 10**12\n", options(), "MemoryError");
    fails_with("data = bytes(10**12)\n", options(), "MemoryError");
}

#[test]
fn growing_without_end_is_limited() {
    let options = Options { max_memory: 16 << 20, time_limit: Some(60.0), ..Options::default() };
    for source in [
        "items = []\nwhile True:\n    items.append('text %d' % len(items))\n",
        "text = 'ab'\nwhile True:\n    text += text\n",
        "n = 3\nwhile True:\n    n = n * n\n",
        "class Node:\n    pass\nfirst = node = Node()\nwhile True:\n    node.next = Node()\n    node = node.next\n",
        "table = {}\nwhile True:\n    table[len(table)] = [table]\n",
    ] {
        on_both(source, options.clone(), |engine, outcome| {
            let limited = matches!(outcome.end, Ok(End::Limit(Limit::Memory(_))));
            let last = outcome.stderr.lines().last().unwrap_or("");
            let refused = outcome.status() == 1 && (last == "MemoryError" || last.starts_with("OverflowError: "));
            assert!(limited || refused, "{engine}: {:?}\n{source}{}", outcome.end, outcome.stderr);
        });
    }
}

#[test]
fn garbage_does_not_count_against_the_limit() {
    let options = Options { max_memory: 16 << 20, time_limit: Some(60.0), ..Options::default() };
    let source = "\
class Node:
    pass
for n in range(60000):
    a, b = Node(), Node()
    a.other, b.other = b, a
    a.text = 'x' * 1000
print('done')
";
    on_both(source, options, |engine, outcome| {
        assert_eq!(outcome.stdout, "done\n", "{engine}: {:?} {}", outcome.end, outcome.stderr);
    });
}

#[test]
fn too_many_threads_is_a_runtime_error() {
    let source = "\
import threading
gate = threading.Event()
try:
    for n in range(10000):
        threading.Thread(target=gate.wait, daemon=True).start()
except RuntimeError as error:
    print(error, n > 3)
";
    let options = Options { max_threads: 40, ..options() };
    on_both(source, options, |engine, outcome| {
        assert_eq!(outcome.stdout, "can't start new thread True\n", "{engine}: {}", outcome.all_stderr());
        assert_eq!(outcome.status(), 0, "{engine}");
    });
}

#[test]
fn deep_recursion_is_a_recursion_error_even_with_a_high_limit() {
    let source = "import sys\nsys.setrecursionlimit(10**9)\ndef f(n):\n    return f(n + 1)\nf(0)\n";
    let options = Options { max_memory: 64 << 20, time_limit: Some(60.0), ..Options::default() };
    on_both(source, options, |engine, outcome| {
        let limited = matches!(outcome.end, Ok(End::Limit(Limit::Memory(_))));
        let last = outcome.stderr.lines().last().unwrap_or("");
        assert!(limited || last.starts_with("RecursionError") || last == "MemoryError", "{engine}: {:?}", outcome.end);
    });
}

#[test]
fn deep_structures_do_not_overflow_the_stack() {
    let source = "\
deep = []
for _ in range(100000):
    deep = [deep]
twin = []
for _ in range(100000):
    twin = [twin]
for action in (lambda: repr(deep), lambda: deep == twin, lambda: hash((deep,))):
    try:
        action()
        print('done')
    except (RecursionError, TypeError) as error:
        print(type(error).__name__)
del deep, twin
node = None
for _ in range(200000):
    node = (node,)
print('built')
";
    on_both(source, options(), |engine, outcome| {
        assert_eq!(
            outcome.stdout,
            "RecursionError\nRecursionError\nTypeError\nbuilt\n",
            "{engine}: {}",
            outcome.all_stderr()
        );
    });
}

#[test]
fn deeply_nested_text_is_refused_and_long_text_is_not() {
    let n = 20_000;
    let nested = [
        "(".repeat(n) + &")".repeat(n),
        "[".repeat(n),
        "{1:".repeat(n),
        format!("x = {}1", "-".repeat(n)),
        format!("x = {}1", "not ".repeat(n)),
        format!("x = {}1", "lambda: ".repeat(n)),
        format!("x = {}1", "2 ** ".repeat(n)),
        format!("x = {}0", "1 if x else ".repeat(n)),
        format!("x = f{}", "(f".repeat(n)),
        (0..500).map(|depth| format!("{}if 1:\n", " ".repeat(depth))).collect::<String>() + &" ".repeat(500) + "pass\n",
        format!("x = 1\n{}", "if x == 2: pass\nel".repeat(n) + "se: pass\n"),
        format!("x{}\n", ".y".repeat(n)),
        format!("x{}\n", "()".repeat(n)),
        format!("f'{}'\n", "{f\"".repeat(n)),
    ];
    for text in &nested {
        // Whether it is refused or runs, it must not take the process down; a test that does shows its text first.
        println!("{}...", text.chars().take(30).collect::<String>());
        let outcome = engine::sim(text, "deep.py", options());
        assert!(outcome.is_ok(), "{outcome:?}");
    }
    let sum = format!("print({})\n", vec!["1"; 1000].join(" + "));
    let words = format!("x = [{}]\nprint(len(x))\n", vec!["'word'"; 20000].join(", "));
    let calls = format!("x = 0\n{}print(x)\n", "x = x + 1\n".repeat(5000));
    for (text, printed) in [(sum, "1000\n"), (words, "20000\n"), (calls, "5000\n")] {
        let outcome = engine::sim(&text, "long.py", options()).expect("runs");
        assert_eq!(outcome.stdout, printed, "{}", outcome.all_stderr());
    }
}

#[test]
fn an_unknown_module_is_named() {
    fails_with("import numpy\n", options(), "ModuleNotFoundError: No module named 'numpy'");
}

#[test]
fn a_live_run_stops_at_once() {
    let source = "\
import threading
lock = threading.Lock()
lock.acquire()
threading.Thread(target=lambda: lock.acquire(timeout=1000)).start()
print('started')
while True:
    pass
";
    let started = Instant::now();
    let outcome = engine::live_with(source, "run.py", Options::default(), |control| {
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150));
            control.stop();
        });
    });
    assert_eq!(outcome.map(|o| o.end), Ok(Ok(End::Stopped)));
    assert!(started.elapsed() < Duration::from_secs(5), "took {:?}", started.elapsed());
}

#[test]
fn an_interrupt_reaches_the_main_thread() {
    let source = "\
import time
try:
    time.sleep(1000)
except KeyboardInterrupt:
    print('interrupted')
while True:
    pass
";
    let outcome = engine::live_with(source, "run.py", Options::default(), |control| {
        std::thread::spawn(move || {
            for _ in 0..2 {
                std::thread::sleep(Duration::from_millis(200));
                control.interrupt();
            }
        });
    });
    let outcome = outcome.expect("ends");
    assert_eq!(outcome.stdout, "interrupted\n");
    assert!(outcome.stderr.ends_with("KeyboardInterrupt\n"), "{}", outcome.stderr);
    assert_eq!(outcome.status(), 130);
}

#[test]
fn input_is_asked_for_and_answered() {
    let source =
        "name = input('name? ')\nprint('hello', name)\ntry:\n    input()\nexcept EOFError:\n    print('end')\n";
    let mut run = SimRun::new(source, "run.py", Options::default()).expect("compiles");
    assert_eq!(run_to_pause(&mut run), SimStatus::NeedInput);
    let events = run.take_events();
    assert_eq!(printed(&events), "name? ");
    assert!(events.iter().any(|event| matches!(event, Event::NeedInput { .. })));
    run.input(Some("Ada".to_owned()));
    assert_eq!(run_to_pause(&mut run), SimStatus::NeedInput);
    run.input(None);
    assert_eq!(run_to_pause(&mut run), SimStatus::Ended(End::Exit { code: 0 }));
    assert_eq!(printed(&run.take_events()), "hello Ada\nend\n");

    let live = engine::live_with(source, "run.py", Options::default(), |control| {
        control.input(Some("Bo".to_owned()));
        control.input(None);
    });
    assert_eq!(live.map(|o| o.stdout), Ok("name? hello Bo\nend\n".to_owned()));
}

#[test]
fn waiting_for_input_is_no_deadlock() {
    let source = "\
import threading
gate = threading.Event()
threading.Thread(target=gate.wait).start()
print(input())
gate.set()
";
    let mut run = SimRun::new(source, "run.py", Options::default()).expect("compiles");
    assert_eq!(run_to_pause(&mut run), SimStatus::NeedInput);
    run.input(Some("go".to_owned()));
    assert_eq!(run_to_pause(&mut run), SimStatus::Ended(End::Exit { code: 0 }));
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let source = "\
import random, threading, time
def work(name):
    for n in range(20):
        print(name, n, random.random())
        if n % 7 == 0:
            time.sleep(random.random())
threads = [threading.Thread(target=work, args=(name,)) for name in 'abc']
for t in threads:
    t.start()
for t in threads:
    t.join()
print(time.time(), id(threads) % 16, hash('text'), {name for name in 'concurrency'})
";
    let run = |seed| engine::sim(source, "run.py", Options { seed, ..options() }).expect("runs");
    let first = run(5);
    assert_eq!(first.end, Ok(End::Exit { code: 0 }), "{}", first.stderr);
    assert_eq!(first, run(5));
    let others: Vec<Outcome> = (6..12).map(run).collect();
    assert!(others.iter().all(|other| other.digest != first.digest), "every seed gives the same digest");
}

#[test]
fn chopping_a_run_into_slices_changes_nothing() {
    let source = "\
import threading
def work(name):
    for n in range(10):
        print(name, n)
for name in 'ab':
    threading.Thread(target=work, args=(name,)).start()
";
    let run = |slice| {
        let mut run = SimRun::new(source, "run.py", options()).expect("compiles");
        while run.run(slice) == SimStatus::More {}
        (printed(&run.take_events()), run.digest())
    };
    assert_eq!(run(7), run(1_000_000));
}

#[test]
fn virtual_time_costs_no_real_time() {
    let source = "import time\nstart = time.monotonic()\ntime.sleep(3600)\nprint(round(time.monotonic() - start))\n";
    let started = Instant::now();
    let outcome = engine::sim(source, "run.py", Options { time_limit: None, ..options() }).expect("runs");
    assert_eq!(outcome.stdout, "3600\n", "{}", outcome.stderr);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn threads_are_announced() {
    let source = "\
import threading
t = threading.Thread(target=lambda: None, name='crane', daemon=True)
t.start()
t.join()
";
    let mut run = SimRun::new(source, "run.py", options()).expect("compiles");
    run_to_pause(&mut run);
    let events = run.take_events();
    let started = events.iter().find_map(|event| match event {
        Event::ThreadStarted { who, name, parent: Some(_), daemon: true } if name == "crane" => Some(*who),
        _ => None,
    });
    let thread = started.expect("the thread's start is told");
    assert!(events.contains(&Event::ThreadEnded { who: thread }), "{events:?}");
}

fn run_to_pause(run: &mut SimRun) -> SimStatus {
    loop {
        match run.run(100_000) {
            SimStatus::More => {}
            status => return status,
        }
    }
}

fn printed(events: &[Event]) -> String {
    let pieces = events.iter().filter_map(|event| match event {
        Event::Output { text, .. } => Some(text.as_str()),
        _ => None,
    });
    pieces.collect()
}
