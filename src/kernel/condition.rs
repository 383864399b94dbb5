//! `Condition`: a line of waiting threads over a lock. A wait is: release the lock and stand in line; be woken (or run out
//! of time); take the lock again as deep as before.

use std::collections::VecDeque;

use crate::ids::{ObjectId, Tid};

/// The waiting line of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// Its lock.
    pub lock: ObjectId,
    /// Who waits, the first to be woken first.
    pub waiters: VecDeque<Tid>,
}

/// How far a thread has come with its wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It stands in line.
    InLine,
    /// It has left the line and wants the lock. `woken`: a notify took it out, not the clock.
    Relock {
        /// Whether it was notified.
        woken: bool,
    },
}

impl Condition {
    /// An empty line.
    pub fn new(lock: ObjectId) -> Self {
        Self { lock, waiters: VecDeque::new() }
    }

    /// Takes the first `n` out of the line.
    pub fn wake(&mut self, n: u32) -> Vec<Tid> {
        let n = self.waiters.len().min(n as usize);
        self.waiters.drain(..n).collect()
    }

    /// Takes one out who gives up.
    pub fn leave(&mut self, tid: Tid) {
        self.waiters.retain(|&waiter| waiter != tid);
    }
}
