//! The counters of a queue. The items themselves stay with the process.

use crate::sys::SysError;

/// A queue's counters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Queue {
    /// Most items, 0 for any number.
    pub maxsize: u64,
    /// Items in it.
    pub items: u64,
    /// Items put for which `task_done` was not called.
    pub unfinished: u64,
}

impl Queue {
    /// An empty queue.
    pub fn new(maxsize: u64) -> Self {
        Self { maxsize, ..Self::default() }
    }

    /// Whether an item can be put.
    pub fn has_room(&self) -> bool {
        self.maxsize == 0 || self.items < self.maxsize
    }

    /// Counts one more, if there is room.
    pub fn put(&mut self) -> bool {
        let room = self.has_room();
        if room {
            self.items += 1;
            self.unfinished += 1;
        }
        room
    }

    /// Counts one less, if there is one.
    pub fn get(&mut self) -> bool {
        let some = self.items > 0;
        if some {
            self.items -= 1;
        }
        some
    }

    /// One task is finished.
    pub fn task_done(&mut self) -> Result<(), SysError> {
        self.unfinished = self.unfinished.checked_sub(1).ok_or(SysError::TooManyDone)?;
        Ok(())
    }
}
