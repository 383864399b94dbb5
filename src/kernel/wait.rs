//! Waiting: what a blocked thread waits for, when it can be granted, and how it ends when the time is up. A blocked request
//! is tried again; nothing is handed over, so whoever tries first gets it.

use super::barrier::Round;
use super::condition::Phase;
use super::descriptors::OpenId;
use super::process::Proc;
use super::{Kernel, Object, Outcome};
use crate::ids::{Fd, ObjectId, SharedId, Tid, Who};
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
    /// A line of input; as bytes with its end, or as text.
    Input {
        /// As bytes.
        bytes: bool,
    },
    /// A line from a pipe that is standard input.
    ReadLine {
        /// The open file.
        open: OpenId,
        /// What has come of it.
        got: Vec<u8>,
    },
    /// Something to read from a pipe.
    Read {
        /// The open file.
        open: OpenId,
        /// At most so many bytes; none: all until the end.
        n: Option<u64>,
        /// What was read before.
        got: Vec<u8>,
    },
    /// Room in a pipe.
    WritePipe {
        /// The open file.
        open: OpenId,
        /// What is written.
        bytes: Vec<u8>,
        /// How much of it was written before.
        written: usize,
    },
    /// That one of several can be read.
    Poll(Vec<(Fd, OpenId)>),
    /// That a child ends: that one, or any for -1.
    Child(i64),
    /// To take a shared semaphore.
    Shared(SharedId),
    /// A signal.
    Signal,
    /// That the host has served a request of the thread. `forever`: without a limit, for another process.
    Away {
        /// Whether only another process can end it.
        forever: bool,
        /// What it waits for.
        on: Away,
    },
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

/// What a request waits for that the host serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// A child, any for -1.
    Child(i64),
    /// A shared semaphore.
    Shared(SharedId),
    /// Something to read from pipes.
    Read,
    /// Room in a pipe.
    Write,
    /// A signal.
    Signal,
    /// Something else.
    Other,
}

impl Kernel {
    /// Whether a try would not leave the thread where it is.
    pub fn is_ready(&self, who: Who, now: Seconds) -> bool {
        let process = self.proc(who.pid);
        let Some(pending) = &process.thread(who.tid).wait else { return true };
        if self.is_signal_due(who) {
            return true;
        }
        if let Wait::Condition { object, phase: Phase::Relock { .. }, .. } = pending.wait {
            return process.lock(process.lock_of(object)).is_free_for(who.tid);
        }
        // Who has waited too long for a notify leaves the line by its next try, even if the lock is not free.
        let late = pending.deadline.is_some_and(|deadline| deadline <= now);
        pending.interrupted || late || self.can_grant(who, &pending.wait)
    }

    /// A thread that was told to look again has looked; it is not ready.
    pub fn looked(&mut self, who: Who) {
        if let Some(pending) = &mut self.proc_mut(who.pid).thread_mut(who.tid).wait {
            pending.woken = false;
        }
    }

    pub(super) fn can_grant(&self, who: Who, wait: &Wait) -> bool {
        match wait {
            Wait::Input { .. } => self.console.is_ready(),
            Wait::Read { open, .. } | Wait::ReadLine { open, .. } => self.can_read(*open),
            Wait::WritePipe { open, bytes, written } => {
                self.open.write_end(*open).is_none_or(|pipe| pipe.can_write(bytes.len() - written))
            }
            Wait::Poll(opens) => opens.iter().any(|&(_, open)| self.can_read(open)),
            Wait::Child(pid) => self.can_reap(who.pid, *pid),
            Wait::Shared(id) => self.can_take(*id),
            Wait::Signal | Wait::Away { .. } => false,
            wait => self.proc(who.pid).can_grant(who.tid, wait),
        }
    }

    /// Tries a blocked request again.
    pub fn retry(&mut self, who: Who, now: Seconds) -> Outcome {
        let process = self.proc_mut(who.pid);
        let Some(mut pending) = process.thread_mut(who.tid).wait.take() else { return Outcome::Blocked };
        pending.woken = false;
        let late = pending.deadline.is_some_and(|deadline| deadline <= now);
        if let Wait::Condition { object, phase, .. } = &mut pending.wait {
            // Out of the line first, so that no notify is spent on it any more.
            if *phase == Phase::InLine && (late || pending.interrupted) {
                let object = *object;
                *phase = Phase::Relock { woken: false };
                process.condition(object).leave(who.tid);
            }
        }
        let outcome = match self.grant(who, &mut pending.wait) {
            Outcome::Done(_) if pending.interrupted && matches!(pending.wait, Wait::Condition { .. }) => {
                Outcome::Done(Reply::Error(SysError::Interrupted))
            }
            Outcome::Blocked if matches!(pending.wait, Wait::Condition { .. }) => Outcome::Blocked,
            Outcome::Blocked if pending.interrupted => Outcome::Done(Reply::Error(SysError::Interrupted)),
            Outcome::Blocked if late => Outcome::Done(self.give_up(who, &pending.wait)),
            outcome => outcome,
        };
        let process = self.proc_mut(who.pid);
        if matches!(outcome, Outcome::Done(_)) {
            process.blocked.retain(|&other| other != who.tid);
            self.trace_resumed(who, &pending.wait, pending.by);
            self.credit(who, now);
        } else {
            process.thread_mut(who.tid).wait = Some(pending);
        }
        outcome
    }

    /// Does what is waited for, if it can be done.
    pub(super) fn grant(&mut self, who: Who, wait: &mut Wait) -> Outcome {
        match wait {
            Wait::Write { fd, rest, written } => return self.write_next(who, *fd, rest, written),
            Wait::Read { open, n, got } if self.can_read(*open) => return self.read_pipe(who, *open, *n, got),
            Wait::ReadLine { open, got } => return self.read_pipe_line(*open, got),
            Wait::WritePipe { open, bytes, written } => return self.write_pipe(who, *open, bytes, written),
            _ if !self.can_grant(who, wait) => return Outcome::Blocked,
            _ => {}
        }
        Outcome::Done(match wait {
            Wait::Input { bytes } => {
                let bytes = *bytes;
                match self.console.lines.pop_front() {
                    Some(line) if bytes => Reply::Bytes((line + "\n").into_bytes()),
                    Some(line) => Reply::Text(line),
                    None if bytes => Reply::Bytes(Vec::new()),
                    None => Reply::Eof,
                }
            }
            Wait::Poll(opens) => {
                Reply::Ready(opens.iter().filter(|&&(_, open)| self.can_read(open)).map(|&(fd, _)| fd).collect())
            }
            Wait::Child(pid) => self.reap(who.pid, *pid),
            Wait::Shared(id) => self.take_shared(who, *id),
            wait => {
                if let Wait::QueuePut(object) | Wait::QueueGet(object) = *wait {
                    self.trace_queue(who, object, matches!(wait, Wait::QueuePut(_)));
                }
                self.proc_mut(who.pid).grant(who.tid, wait)
            }
        })
    }

    /// The reply when the time is up.
    fn give_up(&mut self, who: Who, wait: &Wait) -> Reply {
        match wait {
            Wait::Sleep => Reply::Unit,
            Wait::Page(reply) => (**reply).clone(),
            Wait::Barrier { object, .. } => {
                self.proc_mut(who.pid).barrier(*object).abort();
                Reply::Error(SysError::BrokenBarrier)
            }
            Wait::Child(_) => Reply::Pair(0, 0),
            Wait::Poll(_) => Reply::Ready(Vec::new()),
            _ => Reply::Bool(false),
        }
    }

    /// Ctrl-C for a thread that waits: it gives up at its next try. False when the thread does not wait, or waits for
    /// what cannot be given up; then the exception is to be raised where it runs.
    pub fn interrupt(&mut self, who: Who) -> bool {
        match &mut self.proc_mut(who.pid).thread_mut(who.tid).wait {
            None | Some(super::threads::Pending { wait: Wait::Write { .. } | Wait::Yield, .. }) => false,
            Some(pending) => {
                pending.interrupted = true;
                true
            }
        }
    }
}

impl Proc {
    fn can_grant(&self, tid: Tid, wait: &Wait) -> bool {
        match wait {
            Wait::Lock(object) => self.lock(*object).is_free_for(tid),
            Wait::Semaphore(object) => matches!(self.object(*object), Object::Semaphore(s) if s.value > 0),
            Wait::Condition { object, phase: Phase::Relock { .. }, .. } => {
                self.lock(self.lock_of(*object)).is_free_for(tid)
            }
            Wait::Flag { object, times } => {
                matches!(self.object(*object), Object::Flag(flag) if flag.set || flag.times > *times)
            }
            Wait::Barrier { object, generation, .. } => {
                matches!(self.object(*object), Object::Barrier(b) if b.round(*generation) != Round::Open)
            }
            Wait::QueuePut(object) => matches!(self.object(*object), Object::Queue(q) if q.has_room()),
            Wait::QueueGet(object) => matches!(self.object(*object), Object::Queue(q) if q.items > 0),
            Wait::QueueJoin(object) => matches!(self.object(*object), Object::Queue(q) if q.unfinished == 0),
            Wait::Thread(other) => self.thread(*other).ended,
            Wait::Yield | Wait::Write { .. } => true,
            _ => false,
        }
    }

    fn grant(&mut self, tid: Tid, wait: &Wait) -> Reply {
        let place = self.thread(tid).place;
        match wait {
            Wait::Lock(object) => Reply::Bool(self.lock_mut(*object).take(tid, 1, place)),
            Wait::Condition { object, phase: Phase::Relock { woken }, depth } => {
                let lock = self.lock_of(*object);
                self.lock_mut(lock).take(tid, *depth, place);
                Reply::Bool(*woken)
            }
            Wait::Semaphore(object) => Reply::Bool(self.semaphore(*object).take(tid)),
            Wait::QueuePut(object) => Reply::Bool(self.queue(*object).put()),
            Wait::QueueGet(object) => Reply::Bool(self.queue(*object).get()),
            Wait::Barrier { object, generation, index } => match self.barrier(*object).round(*generation) {
                Round::Broken => Reply::Error(SysError::BrokenBarrier),
                _ => Reply::Int(i64::from(*index)),
            },
            Wait::Flag { .. } | Wait::Thread(_) => Reply::Bool(true),
            _ => Reply::Unit,
        }
    }
}
