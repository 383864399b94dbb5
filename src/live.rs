//! The live engine: one thread of the host for each Python thread, one lock for each process (the GIL, with CPython's switch
//! interval), the real clock. A thread that waits is parked, outside all locks. Locks are taken in the order process,
//! kernel, processes, parkers; the host's `emit` is called with the kernel's lock held, so that events keep their order.
//!
//! Where the host has no processes of its own, every process is a heap with a GIL of its own and its threads, and all share
//! one kernel. Where it has, a fork is a real one: each real process has a run with a kernel for itself, in which it is the
//! only process, and what goes between processes is the host's to serve.

mod away;
pub mod control;
mod fork;
pub mod gil;
pub mod host;
pub mod park;
pub mod thread;

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

pub use self::control::Control;
use self::gil::Gil;
pub use self::host::{Forked, HOST_FD, Host, SpawnError};
use self::park::Parker;
use self::thread::Worker;
use crate::code::compile::Kind;
use crate::ids::{Pid, Who};
use crate::kernel::{Config, Fate, Kernel};
use crate::process::run::{End, Limit, Options};
use crate::process::{Process, stuck};
use crate::span::Diagnostic;
use crate::sys::Seconds;
use crate::vm::heap::Settings;

/// The number of the first process, and of the shell that would have started it, where processes are not real.
const IDS: (u32, u32) = (4242, 4241);

/// A program that is ready to run on real threads.
pub struct LiveRun(Arc<Run>);

/// What the threads of a run share.
struct Run {
    host: Arc<dyn Host>,
    start: Seconds,
    time_limit: Option<Seconds>,
    max_memory: u64,
    max_output: u64,
    kernel: Mutex<Kernel>,
    procs: Mutex<BTreeMap<Pid, Arc<Proc>>>,
    parkers: Mutex<BTreeMap<Who, Arc<Parker>>>,
    /// Lines of input on their way to the kernel.
    inbox: Mutex<VecDeque<Option<String>>>,
    /// The run is ending: every thread leaves at its next look.
    over: AtomicBool,
    verdict: Mutex<Option<Verdict>>,
    /// Threads of the host that may still touch it, the main one left out.
    working: Mutex<u32>,
    idle: Condvar,
    /// There is, or was, another process.
    forked: AtomicBool,
    /// An alarm clock is, or was, set.
    alarms: AtomicBool,
}

/// A process of the run.
struct Proc {
    gil: Gil,
    process: Mutex<Process>,
    /// It has ended: every thread of it leaves at its next look.
    over: AtomicBool,
    /// A signal wants something of its main thread.
    signalled: AtomicBool,
    /// Bytes that it uses, as of its last look.
    memory: AtomicU64,
}

/// What ended the run; the first to be found counts.
enum Verdict {
    End(End),
    /// The report is made when all threads have left.
    Deadlock,
}

impl LiveRun {
    /// Compiles the program, or says what is wrong with it. `name` is what tracebacks call the file.
    pub fn new(source: &str, name: &str, options: Options, host: Arc<dyn Host>) -> Result<LiveRun, Vec<Diagnostic>> {
        let settings = Settings { argv: options.argv(name).into(), seed: host.entropy(), ..Settings::default() };
        let process = Process::new(source, name, settings, options.max_memory, Kind::Program)?;
        let (pid, parent) = host.process_ids().unwrap_or(IDS);
        let kernel = Kernel::new(Config {
            pid: Pid(pid),
            parent: Pid(parent),
            max_processes: options.max_processes,
            max_threads: options.max_threads,
            processors: options.processors,
            unbuffered: options.unbuffered,
            tracing: options.trace,
            max_output: options.max_output,
            stdin: options.stdin,
            files: options.files,
            environ: options.environ,
            epoch: host.unix_time(),
            zone: host.zone_offset(),
            entropy: host.entropy(),
        });
        let limits = Limits { time: options.time_limit, memory: options.max_memory, output: options.max_output };
        let start = host.now();
        let run = LiveRun(Run::new(host, start, limits, kernel, process));
        run.0.host.attach(run.control());
        Ok(run)
    }

    /// A handle to stop it or to answer it from another thread.
    pub fn control(&self) -> Control {
        Control(Arc::clone(&self.0))
    }

    /// Runs it; the calling thread becomes its main thread. When this returns, no other thread of the run uses the host.
    pub fn run(self) -> End {
        let run = &self.0;
        let kernel = lock(&run.kernel);
        let main = kernel.main();
        run.settle(kernel);
        thread::run(run, main);
        let mut working = lock(&run.working);
        while *working > 0 {
            working = run.idle.wait(working).unwrap_or_else(PoisonError::into_inner);
        }
        drop(working);
        run.end()
    }
}

/// What a run may use.
#[derive(Clone, Copy)]
struct Limits {
    time: Option<Seconds>,
    memory: u64,
    output: u64,
}

impl Run {
    fn new(host: Arc<dyn Host>, start: Seconds, limits: Limits, kernel: Kernel, process: Process) -> Arc<Run> {
        let main = kernel.main();
        let proc = Arc::new(Proc::new(process));
        Arc::new(Run {
            host,
            start,
            time_limit: limits.time,
            max_memory: limits.memory,
            max_output: limits.output,
            kernel: Mutex::new(kernel),
            procs: Mutex::new(BTreeMap::from([(main.pid, proc)])),
            parkers: Mutex::new(BTreeMap::from([(main, Arc::default())])),
            inbox: Mutex::default(),
            over: AtomicBool::new(false),
            verdict: Mutex::default(),
            working: Mutex::new(0),
            idle: Condvar::new(),
            forked: AtomicBool::new(false),
            alarms: AtomicBool::new(false),
        })
    }

    fn limits(&self) -> Limits {
        Limits { time: self.time_limit, memory: self.max_memory, output: self.max_output }
    }

    /// How it ended, when it has.
    fn end(&self) -> End {
        match lock(&self.verdict).take() {
            Some(Verdict::End(end)) => end,
            Some(Verdict::Deadlock) => {
                let procs = lock(&self.procs).clone();
                let guards: Vec<_> = procs.iter().map(|(&pid, proc)| (pid, lock(&proc.process))).collect();
                let lookup = |wanted| guards.iter().find(|(pid, _)| *pid == wanted).map(|(_, guard)| &**guard);
                let kernel = lock(&self.kernel);
                End::Deadlock(Box::new(crate::check::deadlock::report(stuck::waits(&kernel, &lookup))))
            }
            None => End::Stopped,
        }
    }

    /// Seconds since the start.
    fn now(&self) -> Seconds {
        self.host.now() - self.start
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    fn proc(&self, pid: Pid) -> Option<Arc<Proc>> {
        lock(&self.procs).get(&pid).map(Arc::clone)
    }

    /// Ends the run. What runs leaves at its next look, what waits at once.
    fn finish(&self, verdict: Verdict) {
        {
            let mut first = lock(&self.verdict);
            if first.is_some() {
                return;
            }
            *first = Some(verdict);
        }
        let mut kernel = lock(&self.kernel);
        kernel.flush_all();
        for event in kernel.take_events() {
            self.host.emit(event);
        }
        drop(kernel);
        self.over.store(true, Ordering::Release);
        if self.host.has_processes() {
            // Its other threads may be in the middle of system calls, and end with it.
            self.host.leave(self.end());
        }
        lock(&self.procs).values().for_each(|proc| proc.gil.want());
        self.wake_all();
    }

    fn finish_late(&self, limit: Seconds) {
        self.finish(Verdict::End(End::Limit(Limit::Time(limit))));
    }

    fn wake_all(&self) {
        for parker in lock(&self.parkers).values() {
            parker.unpark();
        }
    }

    fn parker(&self, who: Who) -> Arc<Parker> {
        Arc::clone(lock(&self.parkers).entry(who).or_default())
    }

    /// After each change of the kernel: tells the host what happened and wakes whom it concerns.
    fn settle(&self, mut kernel: MutexGuard<'_, Kernel>) {
        if kernel.has_events() {
            let events = kernel.take_events();
            if !self.is_over() {
                for event in events {
                    self.host.emit(event);
                }
            }
        }
        for handle in kernel.take_closed() {
            self.host.close(handle);
        }
        let gone = kernel.take_gone();
        let signalled = kernel.take_signalled();
        // Most programs let their threads run; the clock is only read where somebody may have waited long enough.
        let wakes = if kernel.has_blocked() { kernel.wakes(self.now()) } else { Vec::new() };
        let fate = kernel.fate();
        drop(kernel);
        self.bury(&gone);
        for pid in signalled {
            if let Some(proc) = self.proc(pid) {
                proc.signalled.store(true, Ordering::Release);
                proc.gil.want();
            }
        }
        if !wakes.is_empty() {
            let parkers = lock(&self.parkers);
            for who in wakes {
                if let Some(parker) = parkers.get(&who) {
                    parker.unpark();
                }
            }
        }
        match fate {
            Some(Fate::Exit(code)) => self.finish(Verdict::End(End::Exit { code })),
            Some(Fate::TooMuchOutput) => self.finish(Verdict::End(End::Limit(Limit::Output(self.max_output)))),
            None => {}
        }
    }

    /// Lets the threads of processes leave that have ended.
    fn bury(&self, gone: &[Pid]) {
        for &pid in gone {
            let Some(proc) = lock(&self.procs).remove(&pid) else { continue };
            proc.over.store(true, Ordering::Release);
            proc.gil.want();
            for (_, parker) in lock(&self.parkers).extract_if(Who { pid, ..Who::default() }.., |who, _| who.pid == pid)
            {
                parker.unpark();
            }
        }
    }

    /// Puts lines that came from outside before the kernel.
    fn take_input(&self, kernel: &mut Kernel) {
        for line in lock(&self.inbox).drain(..) {
            kernel.input(line);
        }
    }
}

impl Proc {
    fn new(process: Process) -> Proc {
        Proc {
            gil: Gil::default(),
            process: Mutex::new(process),
            over: AtomicBool::new(false),
            signalled: AtomicBool::new(false),
            memory: AtomicU64::new(0),
        }
    }
}

/// Takes a lock. A thread that panicked has told so already; its data is good enough to end the run.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
