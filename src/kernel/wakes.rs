//! Whom the live engine has to wake after a change. A lock that becomes free wakes one of those who want it, not all:
//! whoever is told to look again counts as taking it until it has looked.

use super::condition::Phase;
use super::descriptors::PipeId;
use super::threads::Pending;
use super::wait::Wait;
use super::{Kernel, Object};
use crate::ids::{ObjectId, Pid, SharedId, Who};
use crate::sys::Seconds;

/// What a thread takes from that is not for all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    /// An object; which side of it, so that two sides of a queue do not count together.
    Object(Pid, ObjectId, bool),
    Semaphore(SharedId),
    Pipe(PipeId, bool),
}

impl Kernel {
    /// Threads to be told to try again now; each is named once until it has tried.
    pub fn wakes(&mut self, now: Seconds) -> Vec<Who> {
        let mut wakes = Vec::new();
        let mut taken: Vec<Share> = Vec::new();
        for process in self.procs.values() {
            for &tid in &process.blocked {
                if let Some(pending) = &process.thread(tid).wait
                    && pending.woken
                    && let Some((share, _)) = self.share(process.pid, pending)
                {
                    taken.push(share);
                }
            }
        }
        for process in self.procs.values() {
            for &tid in &process.blocked {
                let who = process.who(tid);
                let Some(pending) = &process.thread(tid).wait else { continue };
                if pending.woken || !self.is_ready(who, now) {
                    continue;
                }
                if let Some((share, room)) = self.share(who.pid, pending)
                    && !pending.interrupted
                {
                    if taken.iter().filter(|&&other| other == share).count() as u64 >= room {
                        continue;
                    }
                    taken.push(share);
                }
                wakes.push(who);
            }
        }
        for who in &wakes {
            if let Some(pending) = &mut self.proc_mut(who.pid).thread_mut(who.tid).wait {
                pending.woken = true;
            }
        }
        wakes
    }

    /// What a thread would take of something that is not for all, and how many may.
    fn share(&self, pid: Pid, pending: &Pending) -> Option<(Share, u64)> {
        let process = self.proc(pid);
        match &pending.wait {
            &Wait::Lock(object) => Some((Share::Object(pid, object, false), 1)),
            &Wait::Condition { object, phase: Phase::Relock { .. }, .. } => {
                Some((Share::Object(pid, process.lock_of(object), false), 1))
            }
            &Wait::Semaphore(object) => match process.object(object) {
                Object::Semaphore(semaphore) => Some((Share::Object(pid, object, false), semaphore.value)),
                _ => None,
            },
            &(Wait::QueueGet(object) | Wait::QueuePut(object)) => match process.object(object) {
                Object::Queue(queue) => {
                    let put = matches!(pending.wait, Wait::QueuePut(_));
                    let room = if put { queue.maxsize.saturating_sub(queue.items) } else { queue.items };
                    Some((Share::Object(pid, object, put), room))
                }
                _ => None,
            },
            &Wait::Shared(id) => Some((Share::Semaphore(id), self.semaphore_value(id))),
            &Wait::Read { open, .. } => self.open.pipe_id(open, false).map(|pipe| (Share::Pipe(pipe, false), 1)),
            &Wait::WritePipe { open, .. } => self.open.pipe_id(open, true).map(|pipe| (Share::Pipe(pipe, true), 1)),
            _ => None,
        }
    }
}
