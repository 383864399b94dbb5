//! Handles on a run that is under way. None of these calls waits for the run.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{Run, Verdict, lock};
use crate::process::run::End;

/// Stops a run, interrupts it, answers it. Any thread may hold a copy.
#[derive(Clone)]
pub struct Control(pub(super) Arc<Run>);

impl Control {
    /// Ends the run: each thread at its next few instructions, those that wait at once.
    pub fn stop(&self) {
        self.0.finish(Verdict::End(End::Stopped));
    }

    /// Raises `KeyboardInterrupt` in the main thread; wakes it if it waits.
    pub fn interrupt(&self) {
        self.0.interrupted.store(true, Ordering::Release);
        self.0.gil.want();
        if let Some(main) = lock(&self.0.parkers).first() {
            main.unpark();
        }
    }

    /// A line of standard input (without its end), or none for its end.
    pub fn input(&self, line: Option<String>) {
        lock(&self.0.inbox).push_back(line);
        self.0.wake_all();
    }
}
