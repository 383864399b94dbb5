//! Small programs for each thing that threads and processes meet at, with all that can come of them, worked out by hand.
//! Mistakes with a name, and how they are repaired: what was repaired must come out complete, and well.

use racecourse::explore::{Config, Ending, Strategy, Verdict, explore};
use racecourse::session::Options;

/// All that can come of the program, sorted: its output, lines joined with `/`; `deadlock`; exceptions behind a `!`.
fn outcomes(program: &str, strategy: Strategy, any_time: bool) -> Vec<String> {
    let config = Config { strategy, any_time, max_executions: 20_000, ..Config::default() };
    let report = explore(program, "p.py", &Options::default(), &config, &mut |_| None).expect("it compiles");
    assert!(report.complete, "{:?}\n{program}", report.reason);
    let all_well = report.outcomes.iter().all(|outcome| outcome.ending == Ending::Ok);
    assert_eq!(report.verdict() == Verdict::Ok, all_well);
    let show = |ending: &Ending, output: &str| match ending {
        Ending::Ok => output.trim_end().replace('\n', "/"),
        Ending::Deadlock => "deadlock".to_owned(),
        Ending::Exception(errors) => format!("!{}", errors.join("/")),
        Ending::Cut(why) => format!("cut: {why}"),
    };
    let mut shown: Vec<String> = report.outcomes.iter().map(|o| show(&o.ending, &o.output)).collect();
    shown.sort();
    shown.dedup();
    shown
}

/// Checks a table: name, program, outcomes.
fn check(table: &[(&str, &str, &[&str])]) {
    check_timed(table, false);
}

/// The same; `any_time`: time may pass at any moment.
fn check_timed(table: &[(&str, &str, &[&str])], any_time: bool) {
    let mut wrong = String::new();
    for (name, program, wanted) in table {
        for strategy in [Strategy::Dpor, Strategy::Optimal, Strategy::Stateful] {
            let got = outcomes(&format!("import threading\n{program}"), strategy, any_time);
            if got != *wanted {
                wrong += &format!("{name}, {strategy:?}: {got:?}, not {wanted:?}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

const RUN: &str = "
ts = [threading.Thread(target=f) for f in (f, g)]
for t in ts: t.start()
for t in ts: t.join()
";

fn two(body: &str, end: &str) -> String {
    format!("{body}{RUN}{end}\n")
}

#[test]
fn locks() {
    let abba = |second: &str| {
        two(
            &format!(
                "a, b = threading.Lock(), threading.Lock()
def f():
    with a:
        with b: pass
def g():
    {second}: pass
"
            ),
            "print('done')",
        )
    };
    let singleton = |guard: &str| {
        two(
            &format!(
                "made, lock, it = [], threading.Lock(), None
def f():
    global it
    {guard}:
        if it is None:
            made.append(1)
            it = object()
g = f
"
            ),
            "print(len(made))",
        )
    };
    check(&[
        ("AB-BA", &abba("with b:\n        with a"), &["deadlock", "done"]),
        ("AB-AB", &abba("with a:\n        with b"), &["done"]),
        ("check, then act", &singleton("if True"), &["1", "2"]),
        ("check and act", &singleton("with lock"), &["1"]),
        (
            "try",
            &two(
                "a, got = threading.Lock(), []
def f(): got.append(a.acquire(blocking=False))
g = f
",
                "print(sorted(got))",
            ),
            &["[False, True]"],
        ),
        (
            "in time, or not",
            &two(
                "a, got = threading.Lock(), []
def f(): got.append(a.acquire(timeout=1))
def g():
    with a: pass
",
                "print(got)",
            ),
            &["[True]", "deadlock"],
        ),
        (
            "RLock",
            &two(
                "a = threading.RLock()
n = 0
def f():
    global n
    with a:
        with a: n += 1
g = f
",
                "print(n)",
            ),
            &["2"],
        ),
        (
            "released by another",
            &two(
                "a = threading.RLock()
def f():
    with a: pass
def g(): a.release()
",
                "",
            ),
            &["!RuntimeError: cannot release un-acquired lock"],
        ),
    ]);
}

#[test]
fn conditions_semaphores_events_and_barriers() {
    let wait = |how: &str| {
        two(
            &format!(
                "c, ready = threading.Condition(), False
def f():
    with c:
        {how}
def g():
    global ready
    with c:
        ready = True
        c.notify()
"
            ),
            "print('done')",
        )
    };
    check(&[
        ("lost wakeup", &wait("c.wait()"), &["deadlock", "done"]),
        ("no lost wakeup", &wait("while not ready: c.wait()"), &["done"]),
        ("wait with a timeout", &wait("print(c.wait(1))"), &["False/done", "True/done"]),
        (
            "semaphore",
            &two(
                "s, n = threading.Semaphore(2), 0
def f():
    global n
    with s: n += 1
g = f
",
                "print(n)",
            ),
            &["1", "2"],
        ),
        (
            "semaphore of one",
            &two(
                "s, n = threading.Semaphore(1), 0
def f():
    global n
    with s: n += 1
g = f
",
                "print(n)",
            ),
            &["2"],
        ),
        (
            "released too often",
            &two(
                "s = threading.BoundedSemaphore(1)
def f():
    with s: pass
def g(): s.release()
",
                "",
            ),
            &["!ValueError: Semaphore released too many times"],
        ),
        (
            "event",
            &two(
                "e, x = threading.Event(), 0
def f():
    global x
    x = 1
    e.set()
def g():
    e.wait()
    print(x)
",
                "",
            ),
            &["1"],
        ),
        (
            "event that is cleared",
            &two(
                "e = threading.Event()
def f():
    e.set()
    e.clear()
def g(): e.wait()
",
                "print('done')",
            ),
            &["deadlock", "done"],
        ),
        (
            "barrier",
            &two(
                "b, got = threading.Barrier(2), []
def f(): got.append(b.wait())
g = f
",
                "print(sorted(got))",
            ),
            &["[0, 1]"],
        ),
        (
            "barrier that is reset before the other comes",
            &two(
                "b, first, second = threading.Barrier(2), [], []
def f():
    b.reset()
    first.append(b.wait())
def g():
    try: b.wait(timeout=0.2)
    except threading.BrokenBarrierError: second.append('broken')
    second.append(b.wait())
",
                "print(first, second)",
            ),
            &["[0] ['broken', 1]", "[1] ['broken', 0]", "deadlock"],
        ),
        (
            "barrier with too few",
            &two(
                "b = threading.Barrier(3)
def f(): b.wait()
g = f
",
                "",
            ),
            &["deadlock"],
        ),
    ]);
}

#[test]
fn queues_threads_and_pools() {
    check(&[
        (
            "two that get, one that puts",
            &two(
                "import queue
q, got = queue.Queue(), []
def f():
    q.put(1)
    q.put(2)
def g(): print(q.get(), q.get())
",
                "",
            ),
            &["1 2"],
        ),
        (
            "join before or after the put",
            "import queue
q = queue.Queue()
def f():
    q.put(1)
    q.get()
    print('got')
    q.task_done()
threading.Thread(target=f).start()
q.join()
print('joined')
",
            &["got/joined", "joined/got"],
        ),
        (
            "full",
            &two(
                "import queue
q = queue.Queue(1)
def f(): q.put(1)
g = f
",
                "",
            ),
            &["deadlock"],
        ),
        ("timer", "t = threading.Timer(1, print, ['fired'])\nt.start()\nt.cancel()\n", &[""]),
        (
            "is it alive",
            "t = threading.Thread(target=lambda: None)\nt.start()\nprint(t.is_alive())\nt.join()\nprint(t.is_alive())\n",
            &["False/False", "True/False"],
        ),
        (
            "two futures that wait for each other",
            "from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    a = pool.submit(lambda: b.result())
    b = pool.submit(lambda: a.result())
",
            // The first may look for the other before there is one; nobody asks for what it raises.
            &["", "deadlock"],
        ),
        (
            "futures in a row",
            "from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    a = pool.submit(lambda: 1)
    b = pool.submit(lambda: a.result() + 1)
print(b.result())
",
            &["2"],
        ),
        (
            "done or not",
            "from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(1) as pool:
    a = pool.submit(int)
    print(a.done())
",
            &["False", "True"],
        ),
    ]);
}

#[test]
fn joins() {
    let started = |before: &str, threads: &str, after: &str| {
        format!(
            "{before}\nts = [threading.Thread(target=f, args=a) for f, a in {threads}]\nfor t in ts: t.start()\n{after}\n"
        )
    };
    check(&[
        (
            "a look between joins",
            &started(
                "seen = []",
                "[(seen.append, (n,)) for n in range(3)]",
                "ts[2].join(); ts[0].join(); print(len(seen), end=' '); ts[1].join(); print(len(seen))",
            ),
            &["2 3", "3 3"],
        ),
        (
            "a read between joins",
            &started(
                "n = 0\ndef f():\n    global n\n    n += 1",
                "[(print, 'x'), (f, ())]",
                "ts[0].join(); m = n; ts[1].join(); print(m, n)",
            ),
            &["x/0 1", "x/1 1"],
        ),
        (
            "several who join one, and one who joins several",
            &started(
                "def f(n):\n    ts[0].join()\n    print(n)",
                "[(print, (1,)), (f, (2,)), (f, (3,))]",
                "for t in ts[::-1]: t.join()\nprint(4)",
            ),
            &["1/2/3/4", "1/3/2/4"],
        ),
    ]);
}

/// Reading `o.n` looks into the instance first and then into its class: the two can be told apart by a third thread.
#[test]
fn attributes() {
    // One reads a name, one adds to it where it is hidden then, one sets it in the class behind.
    let three = |classes: &str, name: &str, read: &str| {
        format!(
            "class Thing: n = 0
{classes}
seen = []
def f(): seen.append({read})
def g(): {name} += 1
def h(): Thing.n = 5
ts = [threading.Thread(target=f) for f in (f, g, h)]
for t in ts: t.start()
for t in ts: t.join()
print({name}, seen[0])
"
        )
    };
    let instance = "class More(Thing): pass\no = More()";
    let adds = |start: &str, add: &str| two(&format!("{start}\ndef f(): {add}\ng = f"), "print(n())");
    // The read comes before both, between them, or after; 1 5 is the one of the four orders in which g has read, but not
    // written, when h and then f come.
    let all: &[&str] = &["1 0", "1 1", "1 5", "6 0", "6 5", "6 6"];
    check(&[
        ("hidden by the instance", &three(instance, "o.n", "o.n"), all),
        ("of a name that is put together", &three(instance, "o.n", "getattr(o, 'n')"), all),
        ("hidden by a class", &three("class More(Thing): pass", "More.n", "More.n"), all),
        ("of a function", &adds("def n(): return n.count\nn.count = 0", "n.count += 1"), &["1", "2"]),
        (
            "by their dict",
            &adds("class Thing: count = 0\no = Thing()\nn = lambda: o.count", "vars(o)['count'] = o.count + 1"),
            &["1", "2"],
        ),
        (
            "which there are",
            &two("class Thing: pass\no = Thing()\ndef f(): o.a = 1\ndef g(): print(len(vars(o)))", ""),
            &["0", "1"],
        ),
        (
            "a new name",
            &two(
                "class Thing: pass\no = Thing()\ndef f(): setattr(o, 'n' + str(1), 1)\ndef g(): print(hasattr(o, 'n' + str(1)))",
                "",
            ),
            &["False", "True"],
        ),
    ]);
}

/// Time may pass at any moment at which somebody waits with a limit.
#[test]
fn limits_of_time() {
    let waits = two(
        "lock, seen = threading.RLock(), []
def f():
    with lock: pass
def g():
    seen.append(lock.acquire(timeout=1))
    seen.append(lock.acquire(timeout=1))
",
        "print(*seen)",
    );
    let sleeps = "import time
def f():
    print('f')
    time.sleep(1)
def g():
    time.sleep(2)
    print('g')
for f in (f, g): threading.Thread(target=f).start()
";
    check_timed(
        &[
            ("two waits", &waits, &["False False", "False True", "True True", "deadlock"]),
            ("two sleepers", sleeps, &["f/g", "g/f"]),
        ],
        true,
    );
}

#[test]
fn processes() {
    check(&[
        (
            "fork and wait",
            "import os
if os.fork() == 0:
    os._exit(3)
pid, status = os.wait()
print(os.waitstatus_to_exitcode(status))
",
            &["3"],
        ),
        (
            "who is first",
            "import os
if os.fork() == 0:
    os.write(1, b'child\\n')
    os._exit(0)
os.write(1, b'parent\\n')
os.wait()
",
            &["child/parent", "parent/child"],
        ),
        (
            "pipe",
            "import os
r, w = os.pipe()
if os.fork() == 0:
    os.write(w, b'hi')
    os._exit(0)
os.close(w)
print(os.read(r, 10), os.read(r, 10))
os.wait()
",
            &["b'hi' b''"],
        ),
        (
            "an end that stays open",
            "import os
r, w = os.pipe()
if os.fork() == 0:
    os._exit(0)
os.read(r, 10)
",
            &["deadlock"],
        ),
        (
            "a value without its lock",
            "import multiprocessing as mp
def add(v): v.value += 1
v = mp.Value('i', 0)
p = mp.Process(target=add, args=(v,))
p.start()
add(v)
p.join()
print(v.value)
",
            &["1", "2"],
        ),
        (
            "a value with its lock",
            "import multiprocessing as mp
def add(v):
    with v.get_lock(): v.value += 1
v = mp.Value('i', 0)
p = mp.Process(target=add, args=(v,))
p.start()
add(v)
p.join()
print(v.value)
",
            &["2"],
        ),
        (
            "AB-BA between processes",
            "import multiprocessing as mp
def use(a, b):
    with a:
        with b: pass
a, b = mp.Lock(), mp.Lock()
p = mp.Process(target=use, args=(b, a))
p.start()
use(a, b)
p.join()
print('done')
",
            &["deadlock", "done"],
        ),
    ]);
}

/// The queue's feeder thread waits for room in the pipe, the child for its feeder, and the parent for the child.
#[test]
fn who_joins_before_it_gets_may_wait_for_ever() {
    let program = |first: &str, second: &str| {
        format!(
            "import multiprocessing as mp
def work(q): q.put('x' * 1000000)
q = mp.Queue()
p = mp.Process(target=work, args=(q,))
p.start()
{first}
{second}
print('done')
"
        )
    };
    check(&[
        ("join, get", &program("p.join()", "q.get()"), &["deadlock"]),
        ("get, join", &program("q.get()", "p.join()"), &["done"]),
    ]);
}
