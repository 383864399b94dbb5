//! Whom the live engine has to wake after a change. A lock that becomes free wakes one of those who want it, not all:
//! whoever is told to look again counts as taking it until it has looked.

use super::Kernel;
use super::condition::Phase;
use super::threads::Pending;
use super::wait::Wait;
use crate::ids::{ObjectId, Tid};
use crate::sys::Seconds;

/// Which side of an object a thread takes from, so that two sides of a queue do not count together.
type Share = (ObjectId, bool);

impl Kernel {
    /// Threads to be told to try again now; each is named once until it has tried.
    pub fn wakes(&mut self, now: Seconds) -> Vec<Tid> {
        if self.blocked.is_empty() {
            return Vec::new();
        }
        let mut taken: Vec<Share> = Vec::new();
        for &tid in &self.blocked {
            if let Some(pending) = &self.threads[tid.0 as usize].wait
                && pending.woken
                && let Some((share, _)) = self.share(pending)
            {
                taken.push(share);
            }
        }
        let mut wakes = Vec::new();
        for &tid in &self.blocked {
            let Some(pending) = &self.threads[tid.0 as usize].wait else { continue };
            if pending.woken || !self.is_ready(tid, now) {
                continue;
            }
            if let Some((share, room)) = self.share(pending)
                && !pending.interrupted
            {
                if taken.iter().filter(|&&other| other == share).count() as u64 >= room {
                    continue;
                }
                taken.push(share);
            }
            wakes.push(tid);
        }
        for tid in &wakes {
            if let Some(pending) = &mut self.threads[tid.0 as usize].wait {
                pending.woken = true;
            }
        }
        wakes
    }

    /// What a thread would take of an object that is not for all, and how many may.
    fn share(&self, pending: &Pending) -> Option<(Share, u64)> {
        match pending.wait {
            Wait::Lock(object) => Some(((object, false), 1)),
            Wait::Condition { object, phase: Phase::Relock { .. }, .. } => Some(((self.lock_of(object), false), 1)),
            Wait::Semaphore(object) => match self.object(object) {
                super::Object::Semaphore(semaphore) => Some(((object, false), semaphore.value)),
                _ => None,
            },
            Wait::QueueGet(object) | Wait::QueuePut(object) => match self.object(object) {
                super::Object::Queue(queue) => {
                    let put = matches!(pending.wait, Wait::QueuePut(_));
                    let room = if put { queue.maxsize.saturating_sub(queue.items) } else { queue.items };
                    Some(((object, put), room))
                }
                _ => None,
            },
            _ => None,
        }
    }
}
