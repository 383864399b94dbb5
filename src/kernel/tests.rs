//! Litmus tests: each primitive alone, threads scripted by hand.

mod others;
mod primitives;

use super::{Config, Kernel, Outcome};
use crate::ids::{ObjectId, Pid, Tid, Who};
use crate::sys::{ObjectSpec, Patience, Reply, Request, Seconds};

/// A kernel with a clock and a few threads.
struct Machine {
    kernel: Kernel,
    now: Seconds,
}

/// The first process.
const P: Pid = Pid(100);
/// The main thread and those that a machine starts with.
const A: Who = Who { pid: P, tid: Tid(0) };
const B: Who = Who { pid: P, tid: Tid(1) };
const C: Who = Who { pid: P, tid: Tid(2) };
const D: Who = Who { pid: P, tid: Tid(3) };

fn config() -> Config {
    Config {
        pid: P,
        parent: Pid(99),
        max_processes: 4,
        max_threads: 8,
        processors: 2,
        unbuffered: false,
        tracing: false,
        max_output: 1000,
        stdin: None,
        files: vec![("data/notes.txt".to_owned(), b"one\ntwo\n".to_vec())],
        environ: vec![("COLOUR".to_owned(), "blue".to_owned())],
        epoch: 1000.0,
        zone: 3600,
        entropy: 1,
    }
}

impl Machine {
    /// Four threads: A started B, C and D.
    fn new() -> Self {
        let mut machine = Self { kernel: Kernel::new(config()), now: 0.0 };
        for (number, name) in ["B", "C", "D"].iter().enumerate() {
            let spawn = Request::Spawn { token: 0, name: (*name).to_owned(), daemon: false };
            machine.gives(A, spawn, Reply::Thread(Tid(number as u32 + 1)));
        }
        machine.kernel.take_events();
        machine
    }

    fn ask(&mut self, who: Who, request: Request) -> Outcome {
        self.kernel.submit(who, request, None, self.now)
    }

    /// The request is done at once with this reply.
    #[track_caller]
    fn gives(&mut self, who: Who, request: Request, reply: Reply) {
        assert_eq!(self.ask(who, request), Outcome::Done(reply));
    }

    #[track_caller]
    fn blocks(&mut self, who: Who, request: Request) {
        assert_eq!(self.ask(who, request), Outcome::Blocked);
        assert!(self.kernel.is_blocked(who));
    }

    /// The thread is ready, and its request ends with this reply.
    #[track_caller]
    fn goes_on(&mut self, who: Who, reply: Reply) {
        assert!(self.kernel.is_ready(who, self.now), "{who} is not ready");
        assert_eq!(self.kernel.retry(who, self.now), Outcome::Done(reply));
        assert!(!self.kernel.is_blocked(who));
    }

    /// The thread is not ready, and trying does not help it.
    #[track_caller]
    fn waits(&mut self, who: Who) {
        assert!(!self.kernel.is_ready(who, self.now), "{who} is ready");
        assert_eq!(self.kernel.retry(who, self.now), Outcome::Blocked);
    }

    /// The thread comes a step further, and waits on.
    #[track_caller]
    fn steps(&mut self, who: Who) {
        assert!(self.kernel.is_ready(who, self.now), "{who} is not ready");
        assert_eq!(self.kernel.retry(who, self.now), Outcome::Blocked);
        self.waits(who);
    }

    fn make(&mut self, spec: ObjectSpec) -> ObjectId {
        match self.ask(A, Request::Create(spec)) {
            Outcome::Done(Reply::Object(id)) => id,
            other => panic!("{other:?}"),
        }
    }

    fn stuck(&self) -> bool {
        self.kernel.is_stuck(self.now)
    }
}

fn acquire(object: ObjectId) -> Request {
    Request::Acquire { object, patience: Patience::Forever }
}

fn acquire_for(object: ObjectId, seconds: Seconds) -> Request {
    Request::Acquire { object, patience: Patience::For(seconds) }
}

fn try_acquire(object: ObjectId) -> Request {
    Request::Acquire { object, patience: Patience::Try }
}

fn release(object: ObjectId) -> Request {
    Request::Release { object, n: 1 }
}

const YES: Reply = Reply::Bool(true);
const NO: Reply = Reply::Bool(false);
