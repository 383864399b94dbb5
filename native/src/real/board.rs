//! What all processes of a run share, in one mapping that the supervisor makes before the first fork: who lives, what each
//! process is doing, what ended the run, semaphores and the table of shared memories. Atomic numbers only. Whoever changes
//! more than one of them at a time holds [`Board::lock`].

use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering};

use rustix::thread::futex;
use rustix::time::Timespec;

use crate::sys;

/// Processes that a run may be allowed.
pub const MOST_PROCESSES: usize = 1024;
/// Semaphores that may exist at a time.
pub const MOST_SEMAPHORES: usize = 8192;
/// Shared memories that may exist at a time.
pub const MOST_MEMORIES: usize = 1024;

/// A slot of a process that is being made.
const RESERVED: u32 = u32::MAX;

/// The mapping. All zeros is an empty board.
#[repr(C)]
pub struct Board {
    /// Processes that may exist at a time.
    pub limit: AtomicU32,
    /// Those that do, zombies and those being made among them.
    live: AtomicU32,
    /// Forks so far.
    pub forks: AtomicU64,
    /// The run is being ended: nobody forks.
    pub closing: AtomicU32,
    /// 1 + the exit status of a run that a process ended; 0 before that.
    verdict: AtomicU32,
    /// The number of the supervisor's last question.
    pub question: AtomicU32,
    /// Whether births, names and deaths are told on the wire.
    pub telling: AtomicU32,
    /// Nobody wants to see what the program prints.
    pub quiet: AtomicU32,
    /// The last number of a pipe.
    pub channels: AtomicU64,
    /// Bytes on the tape so far.
    pub recorded: AtomicU64,
    /// Bytes of output so far, and how many there may be.
    pub output: AtomicU64,
    pub max_output: AtomicU64,
    /// Bytes that all processes together may use.
    pub max_memory: AtomicU64,
    /// The pid of who holds the lock.
    holder: AtomicU32,
    /// Slots, semaphores and memories from these on were never used.
    top_slot: AtomicU32,
    top_semaphore: AtomicU32,
    top_memory: AtomicU32,
    slots: [Slot; MOST_PROCESSES],
    semaphores: [Semaphore; MOST_SEMAPHORES],
    memories: [Memory; MOST_MEMORIES],
}

/// A process.
#[repr(C)]
pub struct Slot {
    pid: AtomicU32,
    pub parent: AtomicU32,
    pub state: AtomicU32,
    /// Counts up whenever the process does something that others may see.
    pub epoch: AtomicU64,
    /// Bytes that its objects take, and how many of them it had from its parent.
    pub used: AtomicU64,
    pub inherited: AtomicU64,
    name: Text,
}

/// States of a slot's process.
pub mod state {
    pub const RUNNING: u32 = 0;
    /// All its threads wait without limit for other threads or processes.
    pub const STUCK: u32 = 1;
    /// It has ended itself; a parent may yet ask for its status.
    pub const ENDED: u32 = 2;
}

/// A semaphore of processes: a futex on `value`.
#[repr(C)]
pub struct Semaphore {
    pub value: AtomicU32,
    pub waiters: AtomicU32,
    pub max: AtomicU32,
    /// The process that took it last.
    pub taker: AtomicU32,
    holders: Holders,
}

/// A range of the arena.
#[repr(C)]
pub struct Memory {
    /// In words.
    pub start: AtomicU64,
    /// In words; 0: there is no such memory.
    pub words: AtomicU64,
    /// In bytes, as asked for.
    pub size: AtomicU64,
    pub named: AtomicU32,
    pub name: Text,
    holders: Holders,
}

/// Which slots' processes hold something, a bit for each.
struct Holders([AtomicU64; MOST_PROCESSES / 64]);

/// A short text, cut where it is longer. One writer at a time; a reader meanwhile may see a mixture.
pub struct Text([AtomicU8; 64]);

/// A lock on the board that is held.
pub struct Held<'a>(&'a Board);

impl Board {
    /// Takes the lock. One whose holder was killed is taken over: what it protects is short and whole at every step.
    pub fn lock(&self) -> Held<'_> {
        let own = std::process::id();
        loop {
            match self.holder.compare_exchange(0, own, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return Held(self),
                Err(other) => {
                    let pause = Timespec { tv_sec: 0, tv_nsec: 2_000_000 };
                    // Whatever ends the wait, the lock is looked at again.
                    let _ = futex::wait(&self.holder, futex::Flags::empty(), other, Some(&pause));
                    if is_gone(other) {
                        let _ = self.holder.compare_exchange(other, 0, Ordering::AcqRel, Ordering::Relaxed);
                    }
                }
            }
        }
    }

    /// A slot for a child to come; none where there are too many processes, or the run is ending.
    pub fn reserve(&self, parent: u32) -> Option<usize> {
        if self.closing.load(Ordering::Acquire) != 0 {
            return None;
        }
        let limit = self.limit.load(Ordering::Relaxed).min(MOST_PROCESSES as u32);
        let room = |live| if live < limit { Some(live + 1) } else { None };
        if self.live.fetch_update(Ordering::AcqRel, Ordering::Relaxed, room).is_err() {
            // Children that nobody waits for may have been taken away by the system.
            self.sweep();
            self.live.fetch_update(Ordering::AcqRel, Ordering::Relaxed, room).ok()?;
        }
        for (at, slot) in self.slots.iter().enumerate() {
            if slot.pid.compare_exchange(0, RESERVED, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
                self.top_slot.fetch_max(at as u32 + 1, Ordering::AcqRel);
                slot.parent.store(parent, Ordering::Relaxed);
                slot.state.store(state::RUNNING, Ordering::Relaxed);
                return Some(at);
            }
        }
        self.live.fetch_sub(1, Ordering::AcqRel);
        None
    }

    /// Enters a reserved slot's process, which parent and child both do. Fails when the slot was given up.
    pub fn enter(&self, at: usize, pid: u32) -> bool {
        match self.slots[at].pid.compare_exchange(RESERVED, pid, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => true,
            Err(entered) => entered == pid,
        }
    }

    /// Frees the slot of a process that is gone, with all that it held, unless somebody else did.
    pub fn release(&self, at: usize, pid: u32) {
        let _held = self.lock();
        if self.slots[at].pid.load(Ordering::Acquire) != pid {
            return;
        }
        for semaphore in &self.semaphores[..self.top_semaphore.load(Ordering::Relaxed) as usize] {
            semaphore.holders.remove(at);
        }
        for memory in self.memories() {
            memory.holders.remove(at);
        }
        let slot = &self.slots[at];
        for number in [&slot.epoch, &slot.used, &slot.inherited] {
            number.store(0, Ordering::Relaxed);
        }
        slot.name.set("");
        slot.pid.store(0, Ordering::Release);
        self.live.fetch_sub(1, Ordering::AcqRel);
    }

    /// Gives a reserved slot back: the fork failed.
    pub fn unreserve(&self, at: usize) {
        self.release(at, RESERVED);
    }

    /// The process of that number, if it is one of the run's.
    pub fn find(&self, pid: u32) -> Option<usize> {
        let known = pid != 0 && pid != RESERVED;
        self.used_slots().iter().position(|slot| known && slot.pid.load(Ordering::Acquire) == pid)
    }

    /// Those that were ever used: the pages of the others are not even there.
    fn used_slots(&self) -> &[Slot] {
        &self.slots[..self.top_slot.load(Ordering::Acquire) as usize]
    }

    pub fn slot(&self, at: usize) -> &Slot {
        &self.slots[at]
    }

    /// Slots in use, with their pids; those of processes being made are left out.
    pub fn processes(&self) -> impl Iterator<Item = (usize, u32, &Slot)> {
        let all = self.used_slots().iter().enumerate();
        all.filter_map(|(at, slot)| match slot.pid.load(Ordering::Acquire) {
            0 | RESERVED => None,
            pid => Some((at, pid, slot)),
        })
    }

    /// Processes, zombies and those being made among them.
    pub fn live(&self) -> u32 {
        self.live.load(Ordering::Acquire)
    }

    /// Frees the slots of processes that are not there any more: nobody had to wait for them, or the parent died between the
    /// reservation and the fork.
    pub fn sweep(&self) {
        for (at, slot) in self.used_slots().iter().enumerate() {
            let pid = slot.pid.load(Ordering::Acquire);
            if pid != 0 && is_gone(if pid == RESERVED { slot.parent.load(Ordering::Relaxed) } else { pid }) {
                self.release(at, pid);
            }
        }
    }

    /// Asks every process what its threads do; the number of the question.
    pub fn ask(&self) -> u32 {
        let question = self.question.fetch_add(1, Ordering::AcqRel) + 1;
        for (_, pid, _) in self.processes() {
            // One that has just ended does not answer.
            let _ = sys::kill(pid, sys::ask_signal());
        }
        question
    }

    /// Bytes that the objects of all processes take; what a child had from its parent is not counted twice.
    pub fn memory_used(&self) -> u64 {
        let own =
            |slot: &Slot| slot.used.load(Ordering::Relaxed).saturating_sub(slot.inherited.load(Ordering::Relaxed));
        let shared = self.memories().iter().filter(|memory| !memory.is_free());
        let shared: u64 = shared.map(|memory| memory.words.load(Ordering::Relaxed) * 8).sum();
        self.processes().map(|(_, _, slot)| own(slot)).sum::<u64>() + shared
    }

    /// Ends the run with this status, unless something else did before.
    pub fn end(&self, status: i32) -> bool {
        self.verdict.compare_exchange(0, status as u32 + 1, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// The status with which a process ended the run.
    pub fn ended(&self) -> Option<i32> {
        self.verdict.load(Ordering::Acquire).checked_sub(1).map(|status| status as i32)
    }

    /// A new semaphore, held by the slot's process.
    pub fn new_semaphore(&self, value: u32, max: u32, slot: usize) -> Option<u32> {
        let _held = self.lock();
        let top = self.top_semaphore.load(Ordering::Relaxed) as usize;
        let at = match self.semaphores[..top].iter().position(|semaphore| semaphore.holders.is_empty()) {
            Some(at) => at,
            None if top < MOST_SEMAPHORES => {
                self.top_semaphore.store(top as u32 + 1, Ordering::Relaxed);
                top
            }
            None => return None,
        };
        let semaphore = &self.semaphores[at];
        semaphore.value.store(value, Ordering::Relaxed);
        semaphore.max.store(max, Ordering::Relaxed);
        for number in [&semaphore.waiters, &semaphore.taker] {
            number.store(0, Ordering::Relaxed);
        }
        semaphore.holders.add(slot);
        Some(at as u32)
    }

    pub fn semaphore(&self, at: u32) -> Option<&Semaphore> {
        self.semaphores.get(at as usize).filter(|semaphore| !semaphore.holders.is_empty())
    }

    /// The table of memories as far as it was ever used.
    pub fn memories(&self) -> &[Memory] {
        &self.memories[..self.top_memory.load(Ordering::Acquire) as usize]
    }

    /// An unused entry for a memory. The lock is held.
    pub fn free_memory(&self, _held: &Held<'_>) -> Option<(u32, &Memory)> {
        let top = self.memories().len();
        if let Some(at) = self.memories().iter().position(|memory| memory.is_free()) {
            return Some((at as u32, &self.memories[at]));
        }
        let memory = self.memories.get(top)?;
        self.top_memory.store(top as u32 + 1, Ordering::Release);
        Some((top as u32, memory))
    }

    /// Another holder of what a process holds.
    pub fn hold_semaphore(&self, at: u32, slot: usize) {
        self.semaphores[at as usize].holders.add(slot);
    }

    /// One holder less.
    pub fn drop_semaphore(&self, at: u32, slot: usize) {
        let _held = self.lock();
        self.semaphores[at as usize].holders.remove(slot);
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.holder.store(0, Ordering::Release);
        // Where nobody waits this wakes nobody.
        let _ = futex::wake(&self.0.holder, futex::Flags::empty(), 1);
    }
}

impl Slot {
    pub fn name(&self) -> String {
        self.name.get()
    }

    pub fn set_name(&self, name: &str) {
        self.name.set(name);
    }

    /// Something was done that others may see.
    pub fn moved(&self) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
    }

    pub fn is(&self, state: u32) -> bool {
        self.state.load(Ordering::Acquire) == state
    }
}

impl Memory {
    pub fn hold(&self, slot: usize) {
        self.holders.add(slot);
    }

    pub fn drop_holder(&self, slot: usize) {
        self.holders.remove(slot);
    }

    /// Whether the entry can be used anew.
    pub fn is_free(&self) -> bool {
        self.holders.is_empty() && self.named.load(Ordering::Relaxed) == 0
    }
}

impl Holders {
    fn add(&self, slot: usize) {
        self.0[slot / 64].fetch_or(1 << (slot % 64), Ordering::AcqRel);
    }

    fn remove(&self, slot: usize) {
        self.0[slot / 64].fetch_and(!(1 << (slot % 64)), Ordering::AcqRel);
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|word| word.load(Ordering::Acquire) == 0)
    }
}

impl Text {
    pub fn set(&self, text: &str) {
        let mut end = text.len().min(self.0.len() - 1);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        for (place, byte) in self.0.iter().zip(text[..end].bytes().chain([0])) {
            place.store(byte, Ordering::Relaxed);
        }
    }

    pub fn get(&self) -> String {
        let bytes: Vec<u8> =
            self.0.iter().map(|byte| byte.load(Ordering::Relaxed)).take_while(|&byte| byte != 0).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Whether there is no process of that number, not even a zombie.
fn is_gone(pid: u32) -> bool {
    pid != 0 && sys::kill(pid, 0) == Err(libc::ESRCH)
}
