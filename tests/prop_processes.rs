//! Programs of several processes whose output does not depend on the schedule: both engines, and sim with any seed, print
//! what plain arithmetic says.

use std::fmt::Write as _;

use proptest::prelude::*;
use racecourse::session::{End, Options};

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/engine.rs"]
mod engine;

/// How a worker hands its sum to its parent.
#[derive(Clone, Copy, Debug)]
enum Way {
    ForkAndPipe,
    ExitStatus,
    Queue,
    Connection,
    Shared,
}

/// A worker adds up numbers and hands the sum on.
#[derive(Clone, Debug)]
struct Worker {
    way: Way,
    numbers: Vec<u8>,
    /// It is waited for before the next one is started.
    at_once: bool,
}

fn worker() -> impl Strategy<Value = Worker> {
    let ways = [Way::ForkAndPipe, Way::ExitStatus, Way::Queue, Way::Connection, Way::Shared];
    let parts = (prop::sample::select(ways.to_vec()), prop::collection::vec(0_u8..20, 0..6), any::<bool>());
    parts.prop_map(|(way, numbers, at_once)| Worker { way, numbers, at_once })
}

const BEGIN: &str = "import os, multiprocessing as mp
total = mp.Value('q', 0)
def forked(numbers):
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(r)
        os.write(w, str(sum(numbers)).encode())
        os._exit(0)
    os.close(w)
    def result():
        text = os.read(r, 100)
        os.close(r)
        os.waitpid(pid, 0)
        return int(text)
    return result
def status(numbers):
    pid = os.fork()
    if pid == 0:
        os._exit(sum(numbers))
    return lambda: os.WEXITSTATUS(os.waitpid(pid, 0)[1])
def queue(numbers):
    q = mp.Queue()
    p = mp.Process(target=lambda: q.put(sum(numbers)))
    p.start()
    return lambda: (q.get(), p.join())[0]
def connection(numbers):
    here, there = mp.Pipe()
    p = mp.Process(target=lambda: there.send(sum(there.recv())))
    p.start()
    here.send(numbers)
    return lambda: (here.recv(), p.join())[0]
def add(numbers):
    for n in numbers:
        with total.get_lock():
            total.value += n
def shared(numbers):
    p = mp.Process(target=add, args=(numbers,))
    p.start()
    return lambda: p.join() or p.exitcode
results = []
";

/// The program, and what it prints.
fn program(workers: &[Worker]) -> (String, String) {
    let mut source = BEGIN.to_owned();
    let mut results = Vec::new();
    let mut total = 0;
    for Worker { way, numbers, at_once } in workers {
        let sum: u32 = numbers.iter().map(|&n| u32::from(n)).sum();
        let (function, result) = match way {
            Way::ForkAndPipe => ("forked", sum),
            Way::ExitStatus => ("status", sum),
            Way::Queue => ("queue", sum),
            Way::Connection => ("connection", sum),
            Way::Shared => {
                total += sum;
                ("shared", 0)
            }
        };
        let call = if *at_once { "()" } else { "" };
        let _ = writeln!(source, "results.append({function}({numbers:?}){call})");
        results.push(result);
    }
    source += "print([r() if callable(r) else r for r in results], total.value)\n";
    (source, format!("{results:?} {total}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn all_engines_print_the_same(workers in prop::collection::vec(worker(), 1..5), seed in 0_u64..1000) {
        let (source, wanted) = program(&workers);
        let options = Options { seed, time_limit: Some(30.0), ..Options::default() };
        for (engine, outcome) in [
            ("sim", engine::sim(&source, "p.py", options.clone())),
            ("live", engine::live(&source, "p.py", options)),
        ] {
            let outcome = outcome.expect("the engine works");
            prop_assert_eq!((engine, &outcome.end, &outcome.stdout, &outcome.stderr),
                (engine, &Ok(End::Exit { code: 0 }), &wanted, &String::new()), "{}", source);
        }
    }
}
