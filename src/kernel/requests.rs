//! Requests as they come in: what can be done at once is done, the rest waits.

use super::barrier::Round;
use super::condition::Phase;
use super::process::Proc;
use super::threads::Pending;
use super::wait::Wait;
use super::{Fate, Kernel, Object, Outcome, Place, internet};
use crate::ids::{Fd, ObjectId, Tid, Who};
use crate::sys::{Patience, Reply, Request, Seconds, SysError};
use crate::trace::{Event, Stream};

impl Kernel {
    /// A thread asks. `place` is where it is in its program.
    pub fn submit(&mut self, who: Who, request: Request, place: Option<Place>, now: Seconds) -> Outcome {
        if !matches!(request, Request::GoOn { .. }) {
            self.proc_mut(who.pid).thread_mut(who.tid).place = place;
        }
        let outcome = self.take_up(who, request, now);
        self.credit(who, now);
        outcome
    }

    fn take_up(&mut self, who: Who, request: Request, now: Seconds) -> Outcome {
        if let Some((wait, patience)) = self.plain_wait(who, &request) {
            if let Wait::Thread(thread) = wait {
                // Who is in no line of the program any more joins what the program left.
                let asked = self.thread(who).place.is_some();
                self.proc_mut(who.pid).thread_mut(thread).joined |= asked;
            }
            let is_child = matches!(wait, Wait::Child(_));
            return match self.wait(who, wait, patience, now) {
                Outcome::Done(Reply::Bool(false)) if is_child => Outcome::Done(Reply::Pair(0, 0)),
                outcome => outcome,
            };
        }
        match request {
            Request::CondWait { object, patience } => self.condition_wait(who, object, patience, now),
            Request::BarrierWait { object, patience } => self.barrier_wait(who, object, patience, now),
            Request::ReadLine => self.ask_for_line(who, now),
            Request::Sleep { seconds } if seconds > 0.0 => self.block(who, Wait::Sleep, Some(now + seconds)),
            Request::Sleep { .. } | Request::Yield => {
                self.block(who, Wait::Yield, None);
                Outcome::Again
            }
            Request::Http(request) => {
                let (answer, seconds) = internet::fetch(&request);
                let reply = answer.map_or_else(Reply::Error, |reply| Reply::Http(Box::new(reply)));
                self.answer_later(who, reply, now + seconds)
            }
            request => self.submit_process(who, request, now),
        }
    }

    /// What a request waits for, and how long, where it does nothing but wait.
    pub(super) fn plain_wait(&self, who: Who, request: &Request) -> Option<(Wait, Patience)> {
        let object_of = |object| self.proc(who.pid).object(object);
        Some(match *request {
            Request::Acquire { object, patience } => match object_of(object) {
                Object::Lock(_) => (Wait::Lock(object), patience),
                _ => (Wait::Semaphore(object), patience),
            },
            Request::EventWait { object, patience } => match object_of(object) {
                Object::Flag(flag) => (Wait::Flag { object, times: flag.times }, patience),
                _ => return None,
            },
            Request::QueuePut { object, patience } => (Wait::QueuePut(object), patience),
            Request::QueueGet { object, patience } => (Wait::QueueGet(object), patience),
            Request::QueueJoin { object } => (Wait::QueueJoin(object), Patience::Forever),
            Request::Join { thread, patience } => (Wait::Thread(thread), patience),
            Request::WaitChild { pid, patience } => (Wait::Child(pid), patience),
            Request::TakeShared { id, patience } => (Wait::Shared(id), patience),
            _ => return None,
        })
    }

    /// What goes beyond the process.
    fn submit_process(&mut self, who: Who, request: Request, now: Seconds) -> Outcome {
        match request {
            Request::Write { fd, pieces } => self.write(who, fd, pieces, now),
            Request::Flush { fd } => self.flush(who, fd, now),
            Request::Read { fd, n } => self.read(who, fd, n, now),
            Request::WriteBytes { fd, bytes } => self.write_bytes(who, fd, bytes, now),
            Request::Poll { fds, patience } => self.poll(who, &fds, patience, now),
            Request::Pause => self.block(who, Wait::Signal, None),
            Request::GoOn { give_up } => self.go_on(who, give_up, now),
            Request::Exit { status } => {
                self.exit(who, status);
                Outcome::Blocked
            }
            request => Outcome::Done(self.answer(who, request, now).unwrap_or_else(Reply::Error)),
        }
    }

    /// The thread gets this reply at that time (a page that is on its way).
    pub fn answer_later(&mut self, who: Who, reply: Reply, at: Seconds) -> Outcome {
        self.block(who, Wait::Page(Box::new(reply)), Some(at))
    }

    fn block(&mut self, who: Who, wait: Wait, deadline: Option<Seconds>) -> Outcome {
        self.proc_mut(who.pid).block(who.tid, Pending::new(wait, deadline));
        self.trace_blocked(who);
        Outcome::Blocked
    }

    pub(super) fn wait(&mut self, who: Who, mut wait: Wait, patience: Patience, now: Seconds) -> Outcome {
        let outcome = self.grant(who, &mut wait);
        match (outcome, patience) {
            (Outcome::Blocked, Patience::Try) => Outcome::Done(Reply::Bool(false)),
            (Outcome::Blocked, Patience::For(seconds)) if seconds <= 0.0 => Outcome::Done(Reply::Bool(false)),
            (Outcome::Blocked, patience) => self.block(who, wait, deadline(patience, now)),
            (outcome, _) => outcome,
        }
    }

    fn condition_wait(&mut self, who: Who, object: ObjectId, patience: Patience, now: Seconds) -> Outcome {
        let process = self.proc_mut(who.pid);
        let lock = process.lock_of(object);
        if !process.lock(lock).is_owned_by(who.tid) {
            return Outcome::Done(Reply::Error(SysError::NotHeld));
        }
        let depth = process.lock_mut(lock).release_all();
        process.condition(object).waiters.push_back(who.tid);
        self.block(who, Wait::Condition { object, phase: Phase::InLine, depth }, deadline(patience, now))
    }

    fn barrier_wait(&mut self, who: Who, object: ObjectId, patience: Patience, now: Seconds) -> Outcome {
        let barrier = self.proc_mut(who.pid).barrier(object);
        if barrier.broken {
            return Outcome::Done(Reply::Error(SysError::BrokenBarrier));
        }
        let generation = barrier.generation;
        let index = barrier.arrive(who.tid);
        if barrier.round(generation) == Round::Complete {
            return Outcome::Done(Reply::Int(i64::from(index)));
        }
        if patience == Patience::Try {
            barrier.abort();
            return Outcome::Done(Reply::Error(SysError::BrokenBarrier));
        }
        self.block(who, Wait::Barrier { object, generation, index }, deadline(patience, now))
    }

    fn ask_for_line(&mut self, who: Who, now: Seconds) -> Outcome {
        let outcome = self.read_line(who, now);
        if outcome == Outcome::Blocked && self.waits_for_input(who) {
            self.events.push(Event::NeedInput { who });
        }
        outcome
    }

    fn write(&mut self, who: Who, fd: Fd, mut pieces: Vec<Box<str>>, now: Seconds) -> Outcome {
        if self.output(who, fd).is_none() {
            return self.write_elsewhere(who, fd, pieces.concat(), now);
        }
        if self.proc(who.pid).alive.len() == 1 && pieces.len() > 1 {
            // Nobody is there to get in between.
            pieces = vec![pieces.concat().into()];
        }
        pieces.reverse();
        let mut written = 0;
        let outcome = self.write_next(who, fd, &mut pieces, &mut written);
        if outcome == Outcome::Again {
            self.block(who, Wait::Write { fd, rest: pieces, written }, None);
        }
        outcome
    }

    /// The console's stream behind a descriptor, if it is that.
    pub(super) fn output(&self, who: Who, fd: Fd) -> Option<Stream> {
        match self.open.get(self.open_id(who.pid, fd).ok()?) {
            Some(&super::descriptors::Open::Output(stream)) => Some(stream),
            _ => None,
        }
    }

    /// Text for a file or a pipe. What is printed there gathers until a line ends.
    fn write_elsewhere(&mut self, who: Who, fd: Fd, text: String, now: Seconds) -> Outcome {
        if fd != Fd(1) {
            return self.write_bytes(who, fd, text.into_bytes(), now);
        }
        let length = text.len() as i64;
        let buffer = &mut self.proc_mut(who.pid).buffer;
        buffer.add(who.tid, &text);
        if buffer.is_due(&text) || self.console.unbuffered {
            self.flush(who, fd, now)
        } else {
            Outcome::Done(Reply::Int(length))
        }
    }

    /// Writes the last of the pieces.
    pub(super) fn write_next(&mut self, who: Who, fd: Fd, rest: &mut Vec<Box<str>>, written: &mut i64) -> Outcome {
        let Some(piece) = rest.pop() else { return Outcome::Done(Reply::Int(*written)) };
        *written += piece.len() as i64;
        match self.output(who, fd) {
            Some(Stream::Stdout) => self.print(who, &piece),
            Some(Stream::Stderr) => self.emit_output(who, Stream::Stderr, &piece),
            // It was closed in between.
            None => return Outcome::Done(Reply::Error(SysError::Os { errno: 9, path: None })),
        }
        if !rest.is_empty() {
            return Outcome::Again;
        }
        if self.console.unbuffered {
            self.flush_console(who.pid);
        }
        Outcome::Done(Reply::Int(*written))
    }

    /// Text for standard output: it is written when a line ends.
    fn print(&mut self, who: Who, text: &str) {
        let buffer = &mut self.proc_mut(who.pid).buffer;
        buffer.add(who.tid, text);
        if buffer.is_due(text) {
            self.flush_console(who.pid);
        }
    }

    /// Writes out the text of a process that is to go to the console.
    fn flush_console(&mut self, pid: crate::ids::Pid) {
        for (tid, text) in self.proc_mut(pid).buffer.take() {
            self.emit_output(Who { pid, tid }, Stream::Stdout, &text);
        }
    }

    /// Writes out what every process has buffered for the console: the run is over before they could.
    pub fn flush_all(&mut self) {
        let pids: Vec<_> = self.procs.values().filter(|process| process.status.is_none()).map(|p| p.pid).collect();
        for pid in pids {
            if self.output(Who { pid, tid: Tid(0) }, Fd(1)).is_some() {
                self.flush_console(pid);
            }
        }
    }

    fn flush(&mut self, who: Who, fd: Fd, now: Seconds) -> Outcome {
        if fd == Fd(1) && self.output(who, fd).is_some() {
            self.flush_console(who.pid);
        } else if fd == Fd(1) {
            let parts = self.proc_mut(who.pid).buffer.take();
            let text: String = parts.into_iter().map(|(_, text)| text).collect();
            if !text.is_empty() {
                return self.write_bytes(who, fd, text.into_bytes(), now);
            }
        }
        Outcome::Done(Reply::Unit)
    }

    pub(super) fn emit_output(&mut self, who: Who, stream: Stream, text: &str) {
        self.console.written += text.len() as u64;
        if self.console.written > self.console.limit {
            self.fate = Some(Fate::TooMuchOutput);
        } else if !text.is_empty() {
            self.events.push(Event::Output { who, stream, text: text.to_owned() });
        }
    }

    /// A text for standard error that the thread did not ask to write (why it ended).
    pub fn print_error(&mut self, who: Who, text: &str) {
        self.emit_output(who, Stream::Stderr, text);
    }

    /// What needs no waiting.
    fn answer(&mut self, who: Who, request: Request, now: Seconds) -> Result<Reply, SysError> {
        Ok(match request {
            Request::Spawn { name, daemon, .. } => {
                let max = self.max_threads as usize;
                let process = self.proc_mut(who.pid);
                if process.alive.len() >= max {
                    return Err(SysError::NoThreads);
                }
                let tid = process.add_thread(name.clone(), daemon, Some(who.tid));
                let new = process.who(tid);
                self.events.push(Event::ThreadStarted { who: new, name, parent: Some(who.tid), daemon });
                Reply::Thread(tid)
            }
            Request::Rename { thread, name } => {
                let process = self.proc_mut(who.pid);
                process.thread_mut(thread).name = name.as_str().into();
                let who = process.who(thread);
                self.events.push(Event::ThreadRenamed { who, name });
                Reply::Unit
            }
            // Front ends see the traceback; who explores takes it from the request.
            Request::Uncaught { .. } => Reply::Unit,
            Request::Monotonic => Reply::Float(now),
            Request::UnixTime => Reply::Float(self.epoch + now),
            Request::CpuTime => Reply::Float(self.thread(who).cpu),
            Request::ZoneOffset => Reply::Int(self.zone),
            Request::ProcessId => Reply::Int(i64::from(who.pid.0)),
            Request::ParentId => Reply::Int(i64::from(self.proc(who.pid).parent.0)),
            Request::Processors => Reply::Int(i64::from(self.processors)),
            Request::NameProcess { name } => {
                self.proc_mut(who.pid).name.clone_from(&name);
                self.events.push(Event::ProcessRenamed { pid: who.pid, name });
                Reply::Unit
            }
            Request::Kill { pid, signal } => self.kill(who.pid, pid, signal).map(|()| Reply::Unit)?,
            Request::SetSignal { signal, action } => self.set_signal(who.pid, signal, action).map(|()| Reply::Unit)?,
            Request::Alarm { seconds } => Reply::Float(self.set_alarm(who.pid, seconds, now)),
            request => return self.answer_shared(who, request),
        })
    }

    /// Descriptors, files, what processes share.
    fn answer_shared(&mut self, who: Who, request: Request) -> Result<Reply, SysError> {
        Ok(match request {
            Request::Open { path, mode } => self.open_file(who.pid, &path, &mode)?,
            Request::Seek { fd, offset, whence } => self.seek(who.pid, fd, offset, whence)?,
            Request::Close { fd } => self.close(who.pid, fd)?,
            Request::File(call) => self.files.call(&call)?,
            Request::Pipe => self.make_pipe(who.pid, false)?,
            Request::PipePair => self.make_pipe(who.pid, true)?,
            Request::Duplicate { fd, to } => self.duplicate(who.pid, fd, to)?,
            Request::ShareSemaphore { kind, value, max } => self.share_semaphore(who, kind, value, max),
            Request::GiveShared { id } => self.give_shared(id)?,
            Request::SharedValue { id } => self.shared_value(id)?,
            Request::ShareMemory { size, name } => self.share_memory(who, size, name)?,
            Request::OpenMemory { name } => self.open_memory(who, &name)?,
            Request::UnlinkMemory { name } => self.unlink_memory(&name)?,
            Request::ReadMemory { id, at, n } => self.read_memory(id, at, n)?,
            Request::WriteMemory { id, at, bytes } => self.write_memory(id, at, &bytes)?,
            request => return self.proc_mut(who.pid).answer(who.tid, request),
        })
    }
}

impl Proc {
    /// What concerns the process alone.
    fn answer(&mut self, tid: Tid, request: Request) -> Result<Reply, SysError> {
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
            Request::BarrierReset { object, abort: true } => {
                self.barrier(object).abort();
                Reply::Unit
            }
            Request::BarrierReset { object, abort: false } => {
                self.barrier(object).reset();
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
            Request::IsAlive { thread } => Reply::Bool(!self.thread(thread).ended),
            Request::Entropy => Reply::Int(self.entropy.next_u64() as i64),
            Request::Environ { name } => self.variable(&name).map_or(Reply::Eof, |value| Reply::Text(value.to_owned())),
            other => panic!("not answered anywhere: {other:?}"),
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
            if let Some(Pending { wait: Wait::Condition { phase, .. }, .. }) = self.condition_wait_of(woken, object) {
                *phase = Phase::Relock { woken: true };
            }
        }
        Ok(Reply::Unit)
    }
}

fn deadline(patience: Patience, now: Seconds) -> Option<Seconds> {
    match patience {
        Patience::Try => Some(now),
        Patience::Forever => None,
        Patience::For(seconds) => Some(now + seconds.max(0.0)),
    }
}
