//! What requests and waits have to do with each other: which objects they use and how, and whether they would wait. This is
//! what exploring reorders by; it must never call two operations independent whose order shows.
//!
//! Who only takes what another gave (a lock, an item, the end of a thread) and has to wait for it says [`Mode::Take`]; who
//! gives says [`Mode::Give`]. A request that never waits is a [`Mode::Read`] or a [`Mode::Write`].

use super::condition::Phase;
use super::descriptors::{Open, OpenId};
use super::wait::Wait;
use super::{Kernel, Object as Entry, Proc};
use crate::choice::{Access, Mode, Object, Uses};
use crate::ids::{Fd, ObjectId, Pid, Who};
use crate::sys::{Patience, Request, Seconds};

const GIVE: Mode = Mode::Give { spare: false };

fn add(to: &mut Uses, object: Object, mode: Mode) {
    to.push(Access { object, mode });
}

/// How one takes who may wait, and who may not.
fn take(patience: Patience) -> Mode {
    if patience == Patience::Forever { Mode::Take } else { Mode::Write }
}

impl Kernel {
    /// What a request would use now. Nothing: nobody else can notice it.
    pub fn footprint(&self, who: Who, request: &Request) -> Uses {
        let mut uses = Uses::new();
        let process = self.proc(who.pid);
        process.footprint(who, request, &mut uses);
        match *request {
            Request::Join { thread, patience } => {
                let mode = if patience == Patience::Forever { Mode::Take } else { Mode::Read };
                add(&mut uses, Object::End(process.who(thread)), mode);
            }
            Request::IsAlive { thread } => add(&mut uses, Object::End(process.who(thread)), Mode::Read),
            Request::Write { fd, .. } if self.output(who, fd).is_some() => add(&mut uses, Object::Output, Mode::Write),
            Request::Flush { fd } => match self.output(who, fd) {
                Some(_) if process.buffer.is_empty() => {}
                Some(_) => add(&mut uses, Object::Output, Mode::Write),
                None => self.descriptor(who.pid, fd, &mut uses),
            },
            Request::Read { fd, .. }
            | Request::Write { fd, .. }
            | Request::WriteBytes { fd, .. }
            | Request::Close { fd } => self.descriptor(who.pid, fd, &mut uses),
            Request::Duplicate { fd, .. } => self.descriptor(who.pid, fd, &mut uses),
            Request::Poll { ref fds, .. } => fds.iter().for_each(|&fd| self.descriptor(who.pid, fd, &mut uses)),
            Request::ReadLine => self.descriptor(who.pid, Fd(0), &mut uses),
            Request::Open { .. } | Request::Seek { .. } | Request::File(_) => {
                add(&mut uses, Object::Files, Mode::Write)
            }
            Request::Http(_) => {}
            Request::Fork { .. } => {
                add(&mut uses, Object::Numbers, Mode::Write);
                add(&mut uses, Object::Files, Mode::Write);
                self.all_pipes(who.pid, &mut uses);
            }
            Request::Pipe | Request::PipePair => add(&mut uses, Object::Files, Mode::Write),
            Request::WaitChild { patience, .. } => add(&mut uses, Object::Children(who.pid), take(patience)),
            Request::Exit { .. } => self.end_of(who.pid, &mut uses),
            Request::Kill { pid, .. } => {
                if let Ok(pid) = u32::try_from(pid)
                    && self.process(Pid(pid)).is_some()
                {
                    add(&mut uses, Object::Signals(Pid(pid)), Mode::Write);
                    self.end_of(Pid(pid), &mut uses);
                }
            }
            Request::SetSignal { .. } | Request::Alarm { .. } | Request::Pause | Request::GoOn { .. } => {
                add(&mut uses, Object::Signals(who.pid), Mode::Write);
            }
            Request::TakeShared { id, patience } => add(&mut uses, Object::Shared(id), take(patience)),
            Request::GiveShared { id } => {
                add(&mut uses, Object::Shared(id), Mode::Give { spare: self.semaphore_value(id) > 0 });
            }
            Request::SharedValue { id } | Request::ReadMemory { id, .. } => {
                add(&mut uses, Object::Shared(id), Mode::Read);
            }
            Request::WriteMemory { id, .. } => add(&mut uses, Object::Shared(id), Mode::Write),
            Request::ShareMemory { .. }
            | Request::OpenMemory { .. }
            | Request::UnlinkMemory { .. }
            | Request::ShareSemaphore { .. } => add(&mut uses, Object::Numbers, Mode::Write),
            _ => {}
        }
        uses
    }

    /// What the next try of a thread that waits would use. One whose time is up gives up if there is nothing to take.
    pub fn footprint_of_wait(&self, who: Who, now: Seconds) -> Uses {
        let mut uses = Uses::new();
        let process = self.proc(who.pid);
        let pid = who.pid;
        let Some(pending) = &process.thread(who.tid).wait else { return uses };
        let late = pending.interrupted || pending.deadline.is_some_and(|deadline| deadline <= now);
        let take = if late { Mode::Write } else { Mode::Take };
        match &pending.wait {
            &Wait::Lock(object)
            | &Wait::Semaphore(object)
            | &Wait::Flag { object, .. }
            | &Wait::Barrier { object, .. } => {
                add(&mut uses, Object::Sync(pid, object), take);
            }
            &Wait::Condition { object, phase, .. } => {
                let lock = Object::Sync(pid, process.lock_of(object));
                if phase == Phase::InLine {
                    add(&mut uses, Object::Sync(pid, object), Mode::Write);
                    add(&mut uses, lock, take);
                } else {
                    add(&mut uses, lock, Mode::Take);
                }
                // Woken or not, whose time is up could have gone on before.
                add(&mut uses, Object::Wake(who), take);
            }
            &Wait::QueuePut(object) => process.put(object, take, &mut uses),
            &Wait::QueueGet(object) => process.get(object, take, &mut uses),
            &Wait::QueueJoin(object) => add(&mut uses, Object::Tasks(pid, object), Mode::Take),
            &Wait::Thread(tid) => {
                add(&mut uses, Object::End(process.who(tid)), if late { Mode::Read } else { Mode::Take });
            }
            Wait::Input { .. } => add(&mut uses, Object::Input, Mode::Write),
            Wait::ReadLine { open, .. } | Wait::Read { open, .. } => self.pipe(*open, false, &mut uses),
            Wait::WritePipe { open, .. } => self.pipe(*open, true, &mut uses),
            Wait::Poll(opens) => opens.iter().for_each(|&(_, open)| self.pipe(open, false, &mut uses)),
            Wait::Child(_) => add(&mut uses, Object::Children(pid), take),
            &Wait::Shared(id) => add(&mut uses, Object::Shared(id), take),
            Wait::Signal => add(&mut uses, Object::Signals(pid), Mode::Write),
            Wait::Write { .. } => add(&mut uses, Object::Output, Mode::Write),
            Wait::Sleep | Wait::Yield | Wait::Page(_) | Wait::Away { .. } => {}
        }
        uses
    }

    /// Whether a request that has no limit of time would wait now, and would change nothing by beginning to.
    pub fn would_wait(&self, who: Who, request: &Request) -> bool {
        match *request {
            // Whoever waits for an event is woken when it is set, whatever becomes of it then.
            Request::EventWait { object, .. } if !self.proc(who.pid).is_future(object) => false,
            Request::Read { fd, .. } => self.open_id(who.pid, fd).is_ok_and(|open| !self.can_read(open)),
            Request::WriteBytes { fd, ref bytes } => {
                let pipe = self.open_id(who.pid, fd).ok().and_then(|open| self.open.write_end(open));
                pipe.is_some_and(|pipe| !pipe.can_write(bytes.len()))
            }
            Request::Poll { ref fds, patience: Patience::Forever } => {
                let opens: Result<Vec<_>, _> = fds.iter().map(|&fd| self.open_id(who.pid, fd)).collect();
                opens.is_ok_and(|opens| !opens.into_iter().any(|open| self.can_read(open)))
            }
            _ => {
                let wait = self.plain_wait(who, request);
                wait.is_some_and(|(wait, patience)| patience == Patience::Forever && !self.can_grant(who, &wait))
            }
        }
    }

    fn descriptor(&self, pid: Pid, fd: Fd, uses: &mut Uses) {
        let Ok(open) = self.open_id(pid, fd) else { return };
        match self.open.get(open) {
            Some(Open::Output(_)) => add(uses, Object::Output, Mode::Write),
            Some(Open::Input) => add(uses, Object::Input, Mode::Write),
            Some(Open::Pipe { .. }) => {
                self.pipe(open, false, uses);
                self.pipe(open, true, uses);
            }
            _ => add(uses, Object::Files, Mode::Write),
        }
    }

    /// One end of a pipe: whoever reads takes what is in it and gives room, whoever writes the other way round.
    fn pipe(&self, open: OpenId, writes: bool, uses: &mut Uses) {
        let Some(id) = self.open.pipe_id(open, writes).map(super::descriptors::PipeId::number) else { return };
        let (filled, roomy) = if writes {
            let pipe = self.open.write_end(open);
            (pipe.is_some_and(|pipe| !pipe.is_empty()), true)
        } else {
            let pipe = self.open.read_end(open);
            (true, pipe.is_some_and(|pipe| pipe.can_write(super::pipe::ATOMIC)))
        };
        if writes {
            add(uses, Object::Pipe(id), Mode::Give { spare: filled });
            add(uses, Object::PipeRoom(id), Mode::Take);
        } else {
            add(uses, Object::Pipe(id), Mode::Take);
            add(uses, Object::PipeRoom(id), Mode::Give { spare: roomy });
        }
    }

    fn all_pipes(&self, pid: Pid, uses: &mut Uses) {
        let Some(process) = self.process(pid) else { return };
        for open in process.opens() {
            for writes in [false, true] {
                if let Some(id) = self.open.pipe_id(open, writes) {
                    add(uses, Object::Pipe(id.number()), GIVE);
                    add(uses, Object::PipeRoom(id.number()), GIVE);
                }
            }
        }
    }

    /// The end of a process, by itself or by a signal.
    fn end_of(&self, pid: Pid, uses: &mut Uses) {
        let Some(process) = self.process(pid) else { return };
        add(uses, Object::Process(pid), Mode::Write);
        add(uses, Object::Children(process.parent), GIVE);
        if !process.buffer.is_empty() {
            add(uses, Object::Output, Mode::Write);
        }
        self.all_pipes(pid, uses);
    }
}

impl Proc {
    /// What a request would use of the objects of its process.
    fn footprint(&self, who: Who, request: &Request, uses: &mut Uses) {
        let sync = |object: ObjectId| Object::Sync(self.pid, object);
        match *request {
            // What a thread does to a reentrant lock that it has, or to one that it must have and has not, only it notices.
            Request::Acquire { object, .. } if self.is_own(who, object) => {}
            Request::Release { object, .. } if self.is_kept(who, object) => {}
            Request::Acquire { object, patience } => add(uses, sync(object), take(patience)),
            Request::Release { object, n } => {
                let mode = match self.object(object) {
                    Entry::Lock(lock) if lock.depth == 0 => Mode::Write,
                    Entry::Semaphore(semaphore)
                        if semaphore.bound.is_some_and(|b| semaphore.value + u64::from(n) > b) =>
                    {
                        Mode::Write
                    }
                    Entry::Semaphore(semaphore) => Mode::Give { spare: semaphore.value > 0 },
                    _ => GIVE,
                };
                add(uses, sync(object), mode);
            }
            Request::IsSet { object } => add(uses, sync(object), Mode::Read),
            Request::CondWait { object, .. } => {
                let lock = self.lock_of(object);
                if self.lock(lock).is_owned_by(who.tid) {
                    add(uses, sync(lock), GIVE);
                    add(uses, sync(object), Mode::Write);
                } else {
                    add(uses, sync(lock), Mode::Read);
                }
            }
            Request::CondNotify { object, n } => {
                add(uses, sync(object), Mode::Write);
                let lock = self.lock_of(object);
                if self.lock(lock).owner != Some(who.tid) {
                    add(uses, sync(lock), Mode::Read);
                }
                if let Entry::Condition(condition) = self.object(object) {
                    for &tid in condition.waiters.iter().take(n as usize) {
                        add(uses, Object::Wake(self.who(tid)), GIVE);
                    }
                }
            }
            Request::EventWait { object, patience } => {
                let waits = self.is_future(object) && patience == Patience::Forever;
                add(uses, sync(object), if waits { Mode::Take } else { Mode::Read });
            }
            Request::EventSet { object } => {
                let spare = matches!(self.object(object), Entry::Flag(flag) if flag.set);
                add(uses, sync(object), Mode::Give { spare });
            }
            Request::EventClear { object } | Request::BarrierReset { object, .. } => {
                add(uses, sync(object), Mode::Write);
            }
            Request::BarrierWait { object, .. } => {
                // Only the last one to come lets the others go on.
                let is_last = matches!(self.object(object), Entry::Barrier(barrier) if barrier.waiting.len() as u32 + 1 >= barrier.parties);
                add(uses, sync(object), if is_last { GIVE } else { Mode::Write });
            }
            Request::BarrierState { object } => add(uses, sync(object), Mode::Read),
            Request::QueuePut { object, patience } => self.put(object, take(patience), uses),
            Request::QueueGet { object, patience } => self.get(object, take(patience), uses),
            Request::QueueTaskDone { object } => {
                // Only the last one lets others go on; two ahead of it is near enough for another put to matter.
                let mode = match self.queue_of(object).map(|queue| queue.unfinished) {
                    Some(1) => GIVE,
                    Some(2) => Mode::Write,
                    _ => Mode::Read,
                };
                add(uses, Object::Tasks(self.pid, object), mode);
            }
            Request::QueueJoin { object } => add(uses, Object::Tasks(self.pid, object), Mode::Take),
            Request::QueueState { object } => {
                add(uses, sync(object), Mode::Read);
                // Every one counts, those too that nobody else notices.
                let many = self.queue_of(object).is_some_and(|queue| queue.unfinished > 2);
                add(uses, Object::Tasks(self.pid, object), if many { Mode::Write } else { Mode::Read });
            }
            _ => {}
        }
    }

    fn is_future(&self, object: ObjectId) -> bool {
        matches!(self.object(object), Entry::Flag(flag) if flag.future)
    }

    /// Whether it is a reentrant lock that the thread has.
    fn is_own(&self, who: Who, object: ObjectId) -> bool {
        matches!(self.object(object), Entry::Lock(lock) if lock.reentrant && lock.owner == Some(who.tid))
    }

    /// Whether it is a reentrant lock that stays with whom it is when the thread releases it.
    fn is_kept(&self, who: Who, object: ObjectId) -> bool {
        match self.object(object) {
            Entry::Lock(lock) => lock.reentrant && (lock.owner != Some(who.tid) || lock.depth > 1),
            _ => false,
        }
    }

    fn queue_of(&self, object: ObjectId) -> Option<&super::queue::Queue> {
        match self.object(object) {
            Entry::Queue(queue) => Some(queue),
            _ => None,
        }
    }

    fn put(&self, object: ObjectId, mode: Mode, uses: &mut Uses) {
        let Some(queue) = self.queue_of(object) else { return };
        // A put that gives up when the queue is full looks at what is there.
        let items = if mode == Mode::Take { Mode::Give { spare: queue.items > 0 } } else { Mode::Write };
        add(uses, Object::Sync(self.pid, object), items);
        if queue.maxsize > 0 {
            add(uses, Object::Room(self.pid, object), mode);
        }
        let near = queue.unfinished <= 1;
        add(uses, Object::Tasks(self.pid, object), if near { Mode::Write } else { Mode::Read });
    }

    fn get(&self, object: ObjectId, mode: Mode, uses: &mut Uses) {
        let Some(queue) = self.queue_of(object) else { return };
        add(uses, Object::Sync(self.pid, object), mode);
        if queue.maxsize > 0 {
            let room = if mode == Mode::Take { Mode::Give { spare: queue.has_room() } } else { Mode::Write };
            add(uses, Object::Room(self.pid, object), room);
        }
    }
}
