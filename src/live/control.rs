//! Handles on a run that is under way. None of these calls waits for the program.

use std::sync::Arc;

use super::{Run, Verdict, lock};
use crate::check::deadlock::Wait;
use crate::ids::SharedId;
use crate::kernel::signals::SIGINT;
use crate::process::run::End;
use crate::process::stuck;
use crate::process::view::{self, ProcessView};

/// Stops a run, interrupts it, answers it. Any thread may hold a copy.
#[derive(Clone)]
pub struct Control(pub(super) Arc<Run>);

impl Control {
    /// Ends the run: each thread at its next few instructions, those that wait at once.
    pub fn stop(&self) {
        self.0.finish(Verdict::End(End::Stopped));
    }

    /// Ctrl-C: `KeyboardInterrupt` in the main thread of each process that has no handler of its own for it.
    pub fn interrupt(&self) {
        self.signal(SIGINT);
    }

    /// A signal has come for the program.
    pub fn signal(&self, signal: i32) {
        let run = &self.0;
        let mut kernel = lock(&run.kernel);
        let pids: Vec<_> = kernel.processes().filter(|process| process.status.is_none()).map(|p| p.pid).collect();
        for pid in pids {
            kernel.signal(pid, signal);
        }
        run.settle(kernel);
    }

    /// A line of standard input (without its end), or none for its end.
    pub fn input(&self, line: Option<String>) {
        lock(&self.0.inbox).push_back(line);
        self.0.wake_all();
    }

    /// What each thread that waits does wait for, and the same as the line of a report; where that can be looked at now.
    /// `taker` says in words who took a semaphore of the host's last.
    pub fn waits(&self, taker: &dyn Fn(SharedId) -> Option<String>) -> Vec<(Wait, String)> {
        let kernel = lock(&self.0.kernel);
        let procs = lock(&self.0.procs);
        let guards: Vec<_> =
            procs.iter().filter_map(|(&pid, proc)| Some((pid, proc.process.try_lock().ok()?))).collect();
        let lookup = |wanted| guards.iter().find(|(pid, _)| *pid == wanted).map(|(_, guard)| &**guard);
        stuck::waits_beside(&kernel, &lookup, taker)
    }

    /// Processes and threads as they are now.
    pub fn processes(&self) -> Vec<ProcessView> {
        let kernel = lock(&self.0.kernel);
        let procs = lock(&self.0.procs);
        let guards: Vec<_> =
            procs.iter().filter_map(|(&pid, proc)| Some((pid, proc.process.try_lock().ok()?))).collect();
        let lookup = |wanted| guards.iter().find(|(pid, _)| *pid == wanted).map(|(_, guard)| &**guard);
        view::processes(&kernel, &lookup)
    }

    /// Whether every thread waits without limit, at this moment, for another thread or process.
    pub fn is_stuck(&self) -> bool {
        lock(&self.0.kernel).is_stuck(self.0.now())
    }
}
