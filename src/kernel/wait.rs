//! Waiting: what a blocked thread waits for, when it can be granted, and how it ends when the time is up. A blocked request
//! is tried again; nothing is handed over, so whoever tries first gets it.

use super::barrier::Round;
use super::condition::Phase;
use super::{Kernel, Object, Outcome};
use crate::ids::{Fd, ObjectId, Tid};
use crate::sys::{Reply, Seconds, SysError};

/// What a thread waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wait {
    /// To take a lock.
    Lock(ObjectId),
    /// To take a semaphore.
    Semaphore(ObjectId),
    /// To be notified, and then for the lock.
    Condition {
        /// The condition.
        object: ObjectId,
        /// How far it is.
        phase: Phase,
        /// How often the lock was taken.
        depth: u32,
    },
    /// That a flag is set.
    Flag {
        /// The flag.
        object: ObjectId,
        /// How often it had been set when the wait began.
        times: u64,
    },
    /// That a round of a barrier ends.
    Barrier {
        /// The barrier.
        object: ObjectId,
        /// The round.
        generation: u64,
        /// Which one in the round it is.
        index: u32,
    },
    /// To put an item.
    QueuePut(ObjectId),
    /// To get an item.
    QueueGet(ObjectId),
    /// That all tasks are finished.
    QueueJoin(ObjectId),
    /// That a thread ends.
    Thread(Tid),
    /// That its time is up.
    Sleep,
    /// That others have had a chance.
    Yield,
    /// A line of input.
    Input,
    /// To write the rest of its pieces.
    Write {
        /// Where to.
        fd: Fd,
        /// What is still to be written, last piece first.
        rest: Vec<Box<str>>,
        /// Bytes written.
        written: i64,
    },
    /// A page; it is here already, but comes only at the deadline.
    Page(Box<Reply>),
}

impl Kernel {
    /// Whether a try would not leave the thread where it is.
    pub fn is_ready(&self, tid: Tid, now: Seconds) -> bool {
        let Some(pending) = &self.threads[tid.0 as usize].wait else { return true };
        if let Wait::Condition { object, phase: Phase::Relock { .. }, .. } = pending.wait {
            return self.lock(self.lock_of(object)).is_free_for(tid);
        }
        // Who has waited too long for a notify leaves the line by its next try, even if the lock is not free.
        let late = pending.deadline.is_some_and(|deadline| deadline <= now);
        pending.interrupted || late || self.can_grant(tid, &pending.wait)
    }

    /// A thread that was told to look again has looked; it is not ready.
    pub fn looked(&mut self, tid: Tid) {
        if let Some(pending) = &mut self.threads[tid.0 as usize].wait {
            pending.woken = false;
        }
    }

    fn can_grant(&self, tid: Tid, wait: &Wait) -> bool {
        match wait {
            Wait::Lock(object) => self.lock(*object).is_free_for(tid),
            Wait::Semaphore(object) => matches!(self.object(*object), Object::Semaphore(s) if s.value > 0),
            Wait::Flag { object, times } => {
                matches!(self.object(*object), Object::Flag(flag) if flag.set || flag.times > *times)
            }
            Wait::Barrier { object, generation, .. } => {
                matches!(self.object(*object), Object::Barrier(b) if b.round(*generation) != Round::Open)
            }
            Wait::QueuePut(object) => matches!(self.object(*object), Object::Queue(q) if q.has_room()),
            Wait::QueueGet(object) => matches!(self.object(*object), Object::Queue(q) if q.items > 0),
            Wait::QueueJoin(object) => matches!(self.object(*object), Object::Queue(q) if q.unfinished == 0),
            Wait::Thread(other) => self.threads[other.0 as usize].ended,
            Wait::Input => self.console.is_ready(),
            Wait::Yield | Wait::Write { .. } => true,
            Wait::Sleep | Wait::Page(_) | Wait::Condition { .. } => false,
        }
    }

    /// Tries a blocked request again.
    pub fn retry(&mut self, tid: Tid, now: Seconds) -> Outcome {
        let Some(mut pending) = self.threads[tid.0 as usize].wait.take() else { return Outcome::Blocked };
        pending.woken = false;
        let late = pending.deadline.is_some_and(|deadline| deadline <= now);
        if let Wait::Condition { object, phase, .. } = &mut pending.wait {
            // Out of the line first, so that no notify is spent on it any more.
            if *phase == Phase::InLine && (late || pending.interrupted) {
                let object = *object;
                *phase = Phase::Relock { woken: false };
                self.condition(object).leave(tid);
            }
        }
        let outcome = match self.grant(tid, &mut pending.wait) {
            Outcome::Done(_) if pending.interrupted && matches!(pending.wait, Wait::Condition { .. }) => {
                Outcome::Done(Reply::Error(SysError::Interrupted))
            }
            Outcome::Blocked if matches!(pending.wait, Wait::Condition { .. }) => Outcome::Blocked,
            Outcome::Blocked if pending.interrupted => Outcome::Done(Reply::Error(SysError::Interrupted)),
            Outcome::Blocked if late => Outcome::Done(self.give_up(&pending.wait)),
            outcome => outcome,
        };
        if matches!(outcome, Outcome::Done(_)) {
            self.blocked.retain(|&other| other != tid);
        } else {
            self.threads[tid.0 as usize].wait = Some(pending);
        }
        outcome
    }

    /// Does what is waited for, if it can be done.
    pub(super) fn grant(&mut self, tid: Tid, wait: &mut Wait) -> Outcome {
        match wait {
            Wait::Write { fd, rest, written } => return self.write_next(tid, *fd, rest, written),
            Wait::Condition { object, phase: Phase::Relock { woken }, depth } => {
                let lock = self.lock_of(*object);
                let place = self.threads[tid.0 as usize].place;
                return match self.lock_mut(lock).take(tid, *depth, place) {
                    true => Outcome::Done(Reply::Bool(*woken)),
                    false => Outcome::Blocked,
                };
            }
            _ => {}
        }
        if !self.can_grant(tid, wait) {
            return Outcome::Blocked;
        }
        let place = self.threads[tid.0 as usize].place;
        Outcome::Done(match wait {
            Wait::Lock(object) => Reply::Bool(self.lock_mut(*object).take(tid, 1, place)),
            Wait::Semaphore(object) => Reply::Bool(self.semaphore(*object).take(tid)),
            Wait::QueuePut(object) => Reply::Bool(self.queue(*object).put()),
            Wait::QueueGet(object) => Reply::Bool(self.queue(*object).get()),
            Wait::Barrier { object, generation, index } => match self.barrier(*object).round(*generation) {
                Round::Broken => Reply::Error(SysError::BrokenBarrier),
                _ => Reply::Int(i64::from(*index)),
            },
            Wait::Flag { .. } | Wait::Thread(_) => Reply::Bool(true),
            Wait::Input => self.console.lines.pop_front().map_or(Reply::Eof, Reply::Text),
            _ => Reply::Unit,
        })
    }

    /// The reply when the time is up.
    fn give_up(&mut self, wait: &Wait) -> Reply {
        match wait {
            Wait::Sleep => Reply::Unit,
            Wait::Page(reply) => (**reply).clone(),
            Wait::Barrier { object, .. } => {
                self.barrier(*object).abort();
                Reply::Error(SysError::BrokenBarrier)
            }
            _ => Reply::Bool(false),
        }
    }

    /// Ctrl-C for a thread that waits: it gives up at its next try. False when the thread does not wait, or waits for
    /// what cannot be given up; then the exception is to be raised where it runs.
    pub fn interrupt(&mut self, tid: Tid) -> bool {
        match &mut self.threads[tid.0 as usize].wait {
            None | Some(super::threads::Pending { wait: Wait::Write { .. } | Wait::Yield, .. }) => false,
            Some(pending) => {
                pending.interrupted = true;
                true
            }
        }
    }
}
