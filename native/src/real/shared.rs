//! Semaphores and memories that processes share, as the engine asks for them. Numbers up to [`MEMORIES`] are semaphores.

use std::sync::atomic::Ordering;

use racecourse::ids::SharedId;
use racecourse::sys::{Patience, Reply, SysError};
use rustix::thread::futex;

use super::board::Semaphore;
use super::calls::Call;
use super::children::has_ended;
use super::machine::{Broken, Machine, deadline, failure, is_late, lock};
use super::memory;

/// The number of the first memory.
const MEMORIES: u32 = 1 << 16;

impl Machine {
    pub fn share_semaphore(&self, value: u32, max: u32) -> Reply {
        match self.run.board.new_semaphore(value, max, self.slot) {
            Some(at) => {
                lock(&self.held).insert(SharedId(at));
                Reply::Shared(SharedId(at))
            }
            None => failure(libc::ENOSPC),
        }
    }

    pub fn take_shared(&self, id: SharedId, patience: Patience) -> Reply {
        let until = deadline(patience);
        loop {
            let Some(semaphore) = self.run.board.semaphore(id.0) else { return failure(libc::EINVAL) };
            let taken = semaphore.value.fetch_update(Ordering::AcqRel, Ordering::Relaxed, |value| value.checked_sub(1));
            if taken.is_ok() {
                semaphore.taker.store(self.pid, Ordering::Relaxed);
                return Reply::Bool(true);
            }
            if is_late(until) {
                return Reply::Bool(false);
            }
            if let Err(Broken) = self.block(Call::Semaphore(id.0), until) {
                return Reply::Error(SysError::Interrupted);
            }
        }
    }

    pub fn give_shared(&self, id: SharedId) -> Reply {
        let Some(semaphore) = self.run.board.semaphore(id.0) else { return failure(libc::EINVAL) };
        let max = semaphore.max.load(Ordering::Relaxed);
        let more = |value| if value < max { Some(value + 1) } else { None };
        if semaphore.value.fetch_update(Ordering::SeqCst, Ordering::Relaxed, more).is_err() {
            return Reply::Error(SysError::ReleasedTooOften);
        }
        if semaphore.waiters.load(Ordering::SeqCst) > 0 {
            // That nobody is asleep any more is no failure.
            let _ = futex::wake(&semaphore.value, futex::Flags::empty(), 1);
        }
        Reply::Unit
    }

    pub fn shared_value(&self, id: SharedId) -> Reply {
        let value = |semaphore: &Semaphore| Reply::Int(i64::from(semaphore.value.load(Ordering::Acquire)));
        self.run.board.semaphore(id.0).map_or_else(|| failure(libc::EINVAL), value)
    }

    /// Who took a semaphore last, in words.
    pub fn last_taker(&self, id: SharedId) -> Option<String> {
        let board = self.run.board;
        let pid = board.semaphore(id.0)?.taker.load(Ordering::Relaxed);
        if pid == 0 {
            return None;
        }
        let slot = board.find(pid).map(|at| board.slot(at)).filter(|_| !has_ended(pid));
        Some(match slot {
            Some(slot) => format!("{} (process {pid})", slot.name()),
            None => format!("process {pid}, which has ended"),
        })
    }

    pub fn share_memory(&self, size: u64, name: Option<&str>) -> Reply {
        match memory::make(self.run.board, self.run.arena, size, name, self.slot) {
            Ok(at) => self.hold_memory(at, size),
            Err(errno) => failure(errno),
        }
    }

    pub fn open_memory(&self, name: &str) -> Reply {
        match memory::open(self.run.board, name, self.slot) {
            Ok((at, size)) => self.hold_memory(at, size),
            Err(errno) => failure(errno),
        }
    }

    fn hold_memory(&self, at: u32, size: u64) -> Reply {
        let id = SharedId(MEMORIES + at);
        lock(&self.held).insert(id);
        Reply::Memory(id, size)
    }

    pub fn unlink_memory(&self, name: &str) -> Reply {
        match memory::unlink(self.run.board, self.run.arena, name) {
            Ok(()) => Reply::Unit,
            Err(errno) => failure(errno),
        }
    }

    pub fn read_memory(&self, id: SharedId, at: u64, n: u64) -> Reply {
        let bytes = memory::read(self.run.board, self.run.arena, id.0.wrapping_sub(MEMORIES), at, n);
        bytes.map_or_else(|| failure(libc::EINVAL), Reply::Bytes)
    }

    pub fn write_memory(&self, id: SharedId, at: u64, bytes: &[u8]) -> Reply {
        let done = memory::write(self.run.board, self.run.arena, id.0.wrapping_sub(MEMORIES), at, bytes);
        done.map_or_else(|| failure(libc::EINVAL), |()| Reply::Unit)
    }

    /// The last handle of this process on it is gone.
    pub fn forget(&self, id: SharedId) {
        if !lock(&self.held).remove(&id) {
            return;
        }
        match id.0.checked_sub(MEMORIES) {
            Some(at) => memory::forget(self.run.board, self.run.arena, at, self.slot),
            None => self.run.board.drop_semaphore(id.0, self.slot),
        }
    }

    /// A child to come holds what this process holds.
    pub fn share_with(&self, slot: usize, held: &std::collections::BTreeSet<SharedId>) {
        for id in held {
            match id.0.checked_sub(MEMORIES) {
                Some(at) => self.run.board.memories()[at as usize].hold(slot),
                None => self.run.board.hold_semaphore(id.0, slot),
            }
        }
    }
}
