//! Requests as they come in: what can be done at once is done, the rest waits.

use super::barrier::Round;
use super::condition::Phase;
use super::threads::Pending;
use super::wait::Wait;
use super::{Fate, Kernel, Object, Outcome, Place, internet};
use crate::ids::{Fd, ObjectId, Tid};
use crate::sys::{Patience, Reply, Request, Seconds, SysError};
use crate::trace::{Event, Stream};

impl Kernel {
    /// A thread asks. `place` is where it is in its program.
    pub fn submit(&mut self, tid: Tid, request: Request, place: Option<Place>, now: Seconds) -> Outcome {
        self.threads[tid.0 as usize].place = place;
        match request {
            Request::Acquire { object, patience } => {
                let wait = match self.object(object) {
                    Object::Lock(_) => Wait::Lock(object),
                    _ => Wait::Semaphore(object),
                };
                self.wait(tid, wait, patience, now)
            }
            Request::EventWait { object, patience } => {
                let times = self.flag(object).times;
                self.wait(tid, Wait::Flag { object, times }, patience, now)
            }
            Request::QueuePut { object, patience } => self.wait(tid, Wait::QueuePut(object), patience, now),
            Request::QueueGet { object, patience } => self.wait(tid, Wait::QueueGet(object), patience, now),
            Request::QueueJoin { object } => self.wait(tid, Wait::QueueJoin(object), Patience::Forever, now),
            Request::Join { thread, patience } => self.wait(tid, Wait::Thread(thread), patience, now),
            Request::CondWait { object, patience } => self.condition_wait(tid, object, patience, now),
            Request::BarrierWait { object, patience } => self.barrier_wait(tid, object, patience, now),
            Request::ReadLine => self.read_line(tid, now),
            Request::Sleep { seconds } if seconds > 0.0 => {
                self.block(tid, Wait::Sleep, Some(now + seconds));
                Outcome::Blocked
            }
            Request::Sleep { .. } | Request::Yield => {
                self.block(tid, Wait::Yield, None);
                Outcome::Again
            }
            Request::Write { fd, pieces } => self.write(tid, fd, pieces),
            Request::Http(request) => {
                let (answer, seconds) = internet::fetch(&request);
                self.answer_later(
                    tid,
                    answer.map_or_else(Reply::Error, |reply| Reply::Http(Box::new(reply))),
                    now + seconds,
                )
            }
            Request::Exit { status } => {
                self.fate = Some(Fate::Exit(status));
                Outcome::Blocked
            }
            request => Outcome::Done(self.answer(tid, request, now).unwrap_or_else(Reply::Error)),
        }
    }

    /// The thread gets this reply at that time (a page that is on its way).
    pub fn answer_later(&mut self, tid: Tid, reply: Reply, at: Seconds) -> Outcome {
        self.block(tid, Wait::Page(Box::new(reply)), Some(at));
        Outcome::Blocked
    }

    fn block(&mut self, tid: Tid, wait: Wait, deadline: Option<Seconds>) {
        self.threads[tid.0 as usize].wait = Some(Pending { wait, deadline, interrupted: false, woken: false });
        self.blocked.push(tid);
    }

    fn wait(&mut self, tid: Tid, mut wait: Wait, patience: Patience, now: Seconds) -> Outcome {
        let outcome = self.grant(tid, &mut wait);
        match (outcome, patience) {
            (Outcome::Blocked, Patience::Try) => Outcome::Done(Reply::Bool(false)),
            (Outcome::Blocked, Patience::For(seconds)) if seconds <= 0.0 => Outcome::Done(Reply::Bool(false)),
            (Outcome::Blocked, patience) => {
                self.block(tid, wait, deadline(patience, now));
                Outcome::Blocked
            }
            (outcome, _) => outcome,
        }
    }

    fn condition_wait(&mut self, tid: Tid, object: ObjectId, patience: Patience, now: Seconds) -> Outcome {
        let lock = self.lock_of(object);
        if !self.lock(lock).is_owned_by(tid) {
            return Outcome::Done(Reply::Error(SysError::NotHeld));
        }
        let depth = self.lock_mut(lock).release_all();
        self.condition(object).waiters.push_back(tid);
        self.block(tid, Wait::Condition { object, phase: Phase::InLine, depth }, deadline(patience, now));
        Outcome::Blocked
    }

    fn barrier_wait(&mut self, tid: Tid, object: ObjectId, patience: Patience, now: Seconds) -> Outcome {
        let barrier = self.barrier(object);
        if barrier.broken {
            return Outcome::Done(Reply::Error(SysError::BrokenBarrier));
        }
        let generation = barrier.generation;
        let index = barrier.arrive(tid);
        if barrier.round(generation) == Round::Complete {
            return Outcome::Done(Reply::Int(i64::from(index)));
        }
        if patience == Patience::Try {
            barrier.abort();
            return Outcome::Done(Reply::Error(SysError::BrokenBarrier));
        }
        self.block(tid, Wait::Barrier { object, generation, index }, deadline(patience, now));
        Outcome::Blocked
    }

    fn read_line(&mut self, tid: Tid, now: Seconds) -> Outcome {
        let outcome = self.wait(tid, Wait::Input, Patience::Forever, now);
        if outcome == Outcome::Blocked {
            self.events.push(Event::NeedInput { thread: tid });
        }
        outcome
    }

    fn write(&mut self, tid: Tid, fd: Fd, mut pieces: Vec<Box<str>>) -> Outcome {
        if self.alive.len() == 1 && pieces.len() > 1 {
            // Nobody is there to get in between.
            pieces = vec![pieces.concat().into()];
        }
        pieces.reverse();
        let mut written = 0;
        let outcome = self.write_next(tid, fd, &mut pieces, &mut written);
        if outcome == Outcome::Again {
            self.block(tid, Wait::Write { fd, rest: pieces, written }, None);
        }
        outcome
    }

    /// Writes the last of the pieces.
    pub(super) fn write_next(&mut self, tid: Tid, fd: Fd, rest: &mut Vec<Box<str>>, written: &mut i64) -> Outcome {
        let Some(piece) = rest.pop() else { return Outcome::Done(Reply::Int(*written)) };
        *written += piece.len() as i64;
        if let Err(error) = self.write_text(tid, fd, &piece) {
            return Outcome::Done(Reply::Error(error));
        }
        if rest.is_empty() { Outcome::Done(Reply::Int(*written)) } else { Outcome::Again }
    }

    fn write_text(&mut self, tid: Tid, fd: Fd, text: &str) -> Result<(), SysError> {
        let stream = match fd.0 {
            1 => Stream::Stdout,
            2 => Stream::Stderr,
            _ => return self.files.write(fd, text.as_bytes()).map(|_| ()),
        };
        self.console.written += text.len() as u64;
        if self.console.written > self.console.limit {
            self.fate = Some(Fate::TooMuchOutput);
        } else if !text.is_empty() {
            self.events.push(Event::Output { thread: tid, stream, text: text.to_owned() });
        }
        Ok(())
    }

    /// A text for standard error that the thread did not ask to write (why it ended).
    pub fn print_error(&mut self, tid: Tid, text: &str) {
        // Only a file can refuse to be written.
        let _ = self.write_text(tid, Fd(2), text);
    }

    /// What needs no waiting.
    fn answer(&mut self, tid: Tid, request: Request, now: Seconds) -> Result<Reply, SysError> {
        Ok(match request {
            Request::Create(spec) => Reply::Object(self.create(tid, spec)),
            Request::Release { object, n } => self.release(tid, object, n)?,
            Request::IsSet { object } => Reply::Bool(match self.object(object) {
                Object::Lock(lock) => lock.depth > 0,
                Object::Flag(flag) => flag.set,
                _ => false,
            }),
            Request::IsOwned { object } => Reply::Bool(self.lock(object).is_owned_by(tid)),
            Request::CondNotify { object, n } => self.notify(tid, object, n)?,
            Request::EventSet { object } => {
                let flag = self.flag(object);
                flag.set = true;
                flag.times += 1;
                Reply::Unit
            }
            Request::EventClear { object } => {
                self.flag(object).set = false;
                Reply::Unit
            }
            Request::FutureOwner { object, owner } => {
                self.flag(object).owner = owner;
                Reply::Unit
            }
            Request::BarrierReset { object, abort } => {
                if abort {
                    self.barrier(object).abort()
                } else {
                    self.barrier(object).reset()
                }
                Reply::Unit
            }
            Request::BarrierState { object } => {
                let barrier = self.barrier(object);
                Reply::Pair(barrier.waiting.len() as i64, i64::from(barrier.broken))
            }
            Request::QueueTaskDone { object } => self.queue(object).task_done().map(|()| Reply::Unit)?,
            Request::QueueState { object } => {
                let queue = self.queue(object);
                Reply::Pair(queue.items as i64, queue.unfinished as i64)
            }
            request => return self.answer_thread(tid, request, now),
        })
    }

    fn release(&mut self, tid: Tid, object: ObjectId, n: u32) -> Result<Reply, SysError> {
        match self.object_mut(object) {
            Object::Lock(lock) => lock.release(tid)?,
            Object::Semaphore(semaphore) => semaphore.release(tid, n)?,
            other => panic!("cannot be released: {other:?}"),
        }
        Ok(Reply::Unit)
    }

    fn notify(&mut self, tid: Tid, object: ObjectId, n: u32) -> Result<Reply, SysError> {
        let lock = self.lock_of(object);
        if !self.lock(lock).is_owned_by(tid) {
            return Err(SysError::NotHeld);
        }
        for woken in self.condition(object).wake(n) {
            if let Some(Pending { wait: Wait::Condition { phase, .. }, .. }) = &mut self.threads[woken.0 as usize].wait
            {
                *phase = Phase::Relock { woken: true };
            }
        }
        Ok(Reply::Unit)
    }

    /// Threads, time, environment.
    fn answer_thread(&mut self, tid: Tid, request: Request, now: Seconds) -> Result<Reply, SysError> {
        Ok(match request {
            Request::Spawn { name, daemon, .. } => {
                if self.alive.len() >= self.max_threads as usize {
                    return Err(SysError::NoThreads);
                }
                Reply::Thread(self.add_thread(name, daemon, Some(tid)))
            }
            Request::IsAlive { thread } => Reply::Bool(!self.threads[thread.0 as usize].ended),
            Request::Rename { thread, name } => {
                self.threads[thread.0 as usize].name.clone_from(&name);
                self.events.push(Event::ThreadRenamed { thread, name });
                Reply::Unit
            }
            Request::Monotonic => Reply::Float(now),
            Request::UnixTime => Reply::Float(self.epoch + now),
            Request::CpuTime => Reply::Float(self.threads[tid.0 as usize].cpu),
            Request::ZoneOffset => Reply::Int(self.zone),
            Request::Entropy => Reply::Int(self.entropy.next_u64() as i64),
            Request::Environ { name } => {
                let found = self.environ.iter().find(|(other, _)| *other == name);
                found.map_or(Reply::Eof, |(_, value)| Reply::Text(value.clone()))
            }
            request => return self.answer_file(tid, request),
        })
    }

    fn answer_file(&mut self, tid: Tid, request: Request) -> Result<Reply, SysError> {
        Ok(match request {
            Request::WriteBytes { fd: fd @ Fd(1 | 2), bytes } => {
                self.write_text(tid, fd, &String::from_utf8_lossy(&bytes))?;
                Reply::Int(bytes.len() as i64)
            }
            Request::WriteBytes { fd, bytes } => Reply::Int(self.files.write(fd, &bytes)? as i64),
            Request::Open { path, mode } => Reply::File(self.files.open(&path, &mode)?),
            Request::Read { fd, n } => Reply::Bytes(self.files.read(fd, n)?),
            Request::Seek { fd, offset, whence } => Reply::Int(self.files.seek(fd, offset, whence)? as i64),
            Request::Close { fd: Fd(0..=2) } => Reply::Unit,
            Request::Close { fd } => {
                self.files.close(fd)?;
                Reply::Unit
            }
            Request::File(call) => self.files.call(&call)?,
            other => panic!("not answered anywhere: {other:?}"),
        })
    }
}

fn deadline(patience: Patience, now: Seconds) -> Option<Seconds> {
    match patience {
        Patience::Try => Some(now),
        Patience::Forever => None,
        Patience::For(seconds) => Some(now + seconds.max(0.0)),
    }
}
