//! `Lock` and `RLock`: an owner and how often it has taken the lock.

use super::Place;
use crate::ids::Tid;
use crate::sys::SysError;

/// A lock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lock {
    /// The owner may take it again.
    pub reentrant: bool,
    /// Who took it.
    pub owner: Option<Tid>,
    /// How often; 0 when free.
    pub depth: u32,
    /// Where it was (first) taken.
    pub taken_at: Option<Place>,
    /// Conditions that stand on it and keep it in being.
    pub pins: u32,
    /// No program holds it any more; it goes with its last pin.
    pub orphaned: bool,
}

impl Lock {
    /// A free lock.
    pub fn new(reentrant: bool) -> Self {
        Self { reentrant, ..Self::default() }
    }

    /// Whether the thread could take it now.
    pub fn is_free_for(&self, tid: Tid) -> bool {
        self.depth == 0 || (self.reentrant && self.owner == Some(tid))
    }

    /// Takes it `depth` times, if it is free for the thread.
    pub fn take(&mut self, tid: Tid, depth: u32, place: Option<Place>) -> bool {
        if !self.is_free_for(tid) {
            return false;
        }
        if self.depth == 0 {
            self.owner = Some(tid);
            self.taken_at = place;
        }
        self.depth += depth;
        true
    }

    /// Gives it back once. A plain lock may be released by anybody.
    pub fn release(&mut self, tid: Tid) -> Result<(), SysError> {
        if self.depth == 0 || (self.reentrant && self.owner != Some(tid)) {
            return Err(SysError::NotHeld);
        }
        self.depth -= 1;
        if self.depth == 0 {
            self.owner = None;
            self.taken_at = None;
        }
        Ok(())
    }

    /// Gives it back wholly; how often it was taken.
    pub fn release_all(&mut self) -> u32 {
        self.owner = None;
        self.taken_at = None;
        std::mem::take(&mut self.depth)
    }

    /// As Python's `_is_owned`: held by the thread; for a plain lock, by anybody.
    pub fn is_owned_by(&self, tid: Tid) -> bool {
        self.depth > 0 && (!self.reentrant || self.owner == Some(tid))
    }
}
