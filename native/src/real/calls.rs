//! The calls in which threads of this process are blocked right now, so that a question from the supervisor can be
//! answered: could one of them go on? A blocked call only waits; what it waited for is taken afterwards, after the process
//! has said on the board that it moves. So an answer that finds nothing to take, from a process that has not moved since,
//! is exact.

use std::collections::BTreeMap;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{WaitId, WaitIdOptions, waitid};
use rustix::time::Timespec;

use super::board::Board;
use crate::sys;

/// What a blocked call waits for.
#[derive(Clone)]
pub enum Call {
    /// One of them can be read from.
    Readable(Vec<Arc<OwnedFd>>),
    /// It can be written to.
    Writable(Arc<OwnedFd>),
    /// A child ends: that one, or any.
    Child(Option<u32>),
    /// A shared semaphore is above zero.
    Semaphore(u32),
    /// Something that may come without anybody's doing: the time, a signal.
    Outside,
}

/// The table.
#[derive(Default)]
pub struct Calls(Mutex<(u64, BTreeMap<u64, Call>)>);

impl Calls {
    /// Enters a call; the number takes it out again.
    pub fn enter(&self, call: Call) -> u64 {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.0 += 1;
        let number = table.0;
        table.1.insert(number, call);
        number
    }

    pub fn leave(&self, number: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&number);
    }

    /// Whether no call could go on now.
    pub fn all_stuck(&self, board: &Board) -> bool {
        let calls: Vec<Call> = {
            let table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            table.1.values().cloned().collect()
        };
        sys::alarm_left() == 0.0 && calls.iter().all(|call| !call.could_go_on(board))
    }
}

impl Call {
    fn could_go_on(&self, board: &Board) -> bool {
        match self {
            Call::Readable(fds) => is_ready(fds, PollFlags::IN),
            Call::Writable(fd) => is_ready(std::slice::from_ref(fd), PollFlags::OUT),
            Call::Child(pid) => {
                let id = match pid.and_then(|pid| rustix::process::Pid::from_raw(pid as i32)) {
                    Some(pid) => WaitId::Pid(pid),
                    None => WaitId::All,
                };
                let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
                // No child at all ends the call as well.
                !matches!(waitid(id, look), Ok(None))
            }
            Call::Semaphore(at) => {
                board.semaphore(*at).is_none_or(|s| s.value.load(std::sync::atomic::Ordering::SeqCst) > 0)
            }
            Call::Outside => true,
        }
    }
}

/// Whether one of them can be read from or written to; an end or an error counts, since the call tells it.
pub fn is_ready(fds: &[Arc<OwnedFd>], flags: PollFlags) -> bool {
    let mut polls: Vec<PollFd<'_>> = fds.iter().map(|fd| PollFd::new(&**fd, flags)).collect();
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    !matches!(poll(&mut polls, Some(&now)), Ok(0))
}
