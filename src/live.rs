//! The live engine: one thread of the host for each Python thread, one lock for the process (the GIL, with CPython's switch
//! interval), the real clock. A thread that waits is parked, outside both locks. Locks are taken in the order process,
//! kernel, parkers; the host's `emit` is called with the kernel's lock held, so that events keep their order.

pub mod control;
pub mod gil;
pub mod host;
pub mod park;
pub mod thread;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

pub use self::control::Control;
use self::gil::Gil;
pub use self::host::{HOST_FD, Host, SpawnError};
use self::park::Parker;
use crate::ids::Tid;
use crate::kernel::{Config, Fate, Kernel};
use crate::process::run::{End, Limit, Options};
use crate::process::{Process, stuck};
use crate::span::Diagnostic;
use crate::sys::Seconds;
use crate::vm::heap::Settings;

/// A program that is ready to run on real threads.
pub struct LiveRun(Arc<Run>);

/// What the threads of a run share.
struct Run {
    host: Arc<dyn Host>,
    start: Seconds,
    time_limit: Option<Seconds>,
    max_memory: u64,
    max_output: u64,
    gil: Gil,
    process: Mutex<Process>,
    kernel: Mutex<Kernel>,
    parkers: Mutex<Vec<Arc<Parker>>>,
    /// Lines of input on their way to the kernel.
    inbox: Mutex<VecDeque<Option<String>>>,
    /// The run is ending: every thread leaves at its next look.
    over: AtomicBool,
    /// `KeyboardInterrupt` is due in the main thread.
    interrupted: AtomicBool,
    verdict: Mutex<Option<Verdict>>,
    /// Threads of the host that may still touch it, the main one left out.
    working: Mutex<u32>,
    idle: Condvar,
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
        let settings = Settings { argv: options.argv(name), seed: host.entropy(), ..Settings::default() };
        let process = Process::new(source, name, settings, options.max_memory)?;
        let start = host.now();
        let kernel = Kernel::new(Config {
            max_threads: options.max_threads,
            max_output: options.max_output,
            stdin: options.stdin,
            files: options.files,
            environ: options.environ,
            epoch: host.unix_time(),
            zone: host.zone_offset(),
            entropy: host.entropy(),
        });
        Ok(LiveRun(Arc::new(Run {
            host,
            start,
            time_limit: options.time_limit,
            max_memory: options.max_memory,
            max_output: options.max_output,
            gil: Gil::default(),
            process: Mutex::new(process),
            kernel: Mutex::new(kernel),
            parkers: Mutex::new(vec![Arc::default()]),
            inbox: Mutex::default(),
            over: AtomicBool::new(false),
            interrupted: AtomicBool::new(false),
            verdict: Mutex::default(),
            working: Mutex::new(0),
            idle: Condvar::new(),
        })))
    }

    /// A handle to stop it or to answer it from another thread.
    pub fn control(&self) -> Control {
        Control(Arc::clone(&self.0))
    }

    /// Runs it; the calling thread becomes its main thread. When this returns, no other thread of the run uses the host.
    pub fn run(self) -> End {
        let run = &self.0;
        let kernel = lock(&run.kernel);
        run.settle(kernel);
        thread::run(run, Tid(0));
        let mut working = lock(&run.working);
        while *working > 0 {
            working = run.idle.wait(working).unwrap_or_else(PoisonError::into_inner);
        }
        drop(working);
        let verdict = lock(&run.verdict).take();
        match verdict {
            Some(Verdict::End(end)) => end,
            Some(Verdict::Deadlock) => {
                let process = lock(&run.process);
                let kernel = lock(&run.kernel);
                End::Deadlock(Box::new(stuck::report(&kernel, &process)))
            }
            None => End::Stopped,
        }
    }
}

impl Run {
    /// Seconds since the start.
    fn now(&self) -> Seconds {
        self.host.now() - self.start
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// Whether an interrupt is due in the main thread; it is no longer then.
    fn take_interrupt(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed) && self.interrupted.swap(false, Ordering::AcqRel)
    }

    /// Ends the run. What runs leaves at its next look, what waits at once.
    fn finish(&self, verdict: Verdict) {
        lock(&self.verdict).get_or_insert(verdict);
        self.over.store(true, Ordering::Release);
        self.gil.want();
        self.wake_all();
    }

    fn finish_late(&self, limit: Seconds) {
        self.finish(Verdict::End(End::Limit(Limit::Time(limit))));
    }

    fn wake_all(&self) {
        for parker in lock(&self.parkers).iter() {
            parker.unpark();
        }
    }

    fn parker(&self, tid: Tid) -> Arc<Parker> {
        Arc::clone(&lock(&self.parkers)[tid.0 as usize])
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
        // Most programs let their threads run; the clock is only read where somebody may have waited long enough.
        let wakes = if kernel.has_blocked() { kernel.wakes(self.now()) } else { Vec::new() };
        let fate = kernel.fate();
        drop(kernel);
        if !wakes.is_empty() {
            let parkers = lock(&self.parkers);
            for tid in wakes {
                parkers[tid.0 as usize].unpark();
            }
        }
        match fate {
            Some(Fate::Exit(code)) => self.finish(Verdict::End(End::Exit { code })),
            Some(Fate::TooMuchOutput) => self.finish(Verdict::End(End::Limit(Limit::Output(self.max_output)))),
            None => {}
        }
    }

    /// Puts lines that came from outside before the kernel.
    fn take_input(&self, kernel: &mut Kernel) {
        for line in lock(&self.inbox).drain(..) {
            kernel.input(line);
        }
    }
}

/// Takes a lock. A thread that panicked has told so already; its data is good enough to end the run.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
