//! `Semaphore` and `BoundedSemaphore`: a counter that does not go below zero.

use crate::ids::Tid;
use crate::sys::SysError;

/// How many holders are remembered for reports.
const REMEMBERED: usize = 64;

/// A semaphore.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Semaphore {
    /// How often it may be taken now.
    pub value: u64,
    /// How often at the beginning.
    pub initial: u64,
    /// What the value may not exceed.
    pub bound: Option<u64>,
    /// Who took it and did not give it back; for reports only.
    pub holders: Vec<Tid>,
}

impl Semaphore {
    /// A semaphore of that value.
    pub fn new(value: u64, bound: Option<u64>) -> Self {
        Self { value, initial: value, bound, holders: Vec::new() }
    }

    /// Takes one, if there is one.
    pub fn take(&mut self, tid: Tid) -> bool {
        if self.value == 0 {
            return false;
        }
        self.value -= 1;
        if self.holders.len() < REMEMBERED {
            self.holders.push(tid);
        }
        true
    }

    /// Adds `n`.
    pub fn release(&mut self, tid: Tid, n: u32) -> Result<(), SysError> {
        let value = self.value.saturating_add(u64::from(n));
        if self.bound.is_some_and(|bound| value > bound) {
            return Err(SysError::ReleasedTooOften);
        }
        self.value = value;
        for _ in 0..n {
            if let Some(i) = self.holders.iter().position(|&holder| holder == tid) {
                self.holders.remove(i);
            }
        }
        Ok(())
    }
}
