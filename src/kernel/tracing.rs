//! What is told of a run that is traced: who waits for what, who ends a wait, what goes through pipes and queues.

use super::Kernel;
use super::descriptors::PipeId;
use super::wait::{Away, Wait};
use crate::ids::{ObjectId, Pid, Who};
use crate::sys::Seconds;
use crate::trace::Event;

impl Kernel {
    /// A thread has begun to wait.
    pub(super) fn trace_blocked(&mut self, who: Who) {
        if !self.tracing {
            return;
        }
        if let Some(pending) = &self.thread(who).wait
            && let Some((on, sleeps)) = words(&pending.wait)
        {
            self.events.push(Event::Blocked { who, on, sleeps });
        }
    }

    /// A thread waits no more.
    pub(super) fn trace_resumed(&mut self, who: Who, wait: &Wait, by: Option<Who>) {
        if self.tracing && words(wait).is_some() {
            self.events.push(Event::Resumed { who, by });
        }
    }

    /// What a thread has done may have ended the waits of others: they are its doing.
    pub(super) fn credit(&mut self, actor: Who, now: Seconds) {
        if !self.tracing {
            return;
        }
        let blocked = self.procs.values().flat_map(|process| process.blocked.iter().map(|&tid| process.who(tid)));
        let ready: Vec<Who> = blocked.filter(|&who| who != actor && self.is_ready(who, now)).collect();
        for who in ready {
            if let Some(pending) = &mut self.proc_mut(who.pid).thread_mut(who.tid).wait
                && pending.deadline.is_none_or(|deadline| deadline > now)
            {
                pending.by.get_or_insert(actor);
            }
        }
    }

    pub(super) fn trace_pipe(&mut self, who: Who, pipe: Option<PipeId>, bytes: usize, sent: bool) {
        if let Some(pipe) = pipe.filter(|_| self.tracing && bytes > 0) {
            let (channel, bytes) = (pipe.number() << 1, bytes as u64);
            self.events.push(match sent {
                true => Event::Sent { who, channel, bytes },
                false => Event::Received { who, channel, bytes },
            });
        }
    }

    /// Whether details are told.
    pub fn is_tracing(&self) -> bool {
        self.tracing
    }

    /// The same over a pipe of the host's, whose number the host gives.
    pub fn trace_outside(&mut self, who: Who, channel: u64, bytes: usize, sent: bool) {
        if self.tracing && bytes > 0 {
            let bytes = bytes as u64;
            self.events.push(match sent {
                true => Event::Sent { who, channel, bytes },
                false => Event::Received { who, channel, bytes },
            });
        }
    }

    pub(super) fn trace_queue(&mut self, who: Who, object: ObjectId, sent: bool) {
        if self.tracing {
            let channel = queue_channel(who.pid, object);
            self.events.push(match sent {
                true => Event::Sent { who, channel, bytes: 1 },
                false => Event::Received { who, channel, bytes: 1 },
            });
        }
    }
}

/// Pipes have even channels, queues odd ones.
fn queue_channel(pid: Pid, object: ObjectId) -> u64 {
    (u64::from(pid.0) << 32 | u64::from(object.0)) << 1 | 1
}

/// What a thread waits for, and whether it sleeps; none for what is no waiting.
fn words(wait: &Wait) -> Option<(String, bool)> {
    let what = match wait {
        Wait::Write { .. } | Wait::Yield => return None,
        Wait::Sleep => return Some(("sleeping".to_owned(), true)),
        Wait::Page(_) => return Some(("waiting for a page".to_owned(), true)),
        Wait::Lock(object) => format!("waiting for lock {object}"),
        Wait::Semaphore(object) => format!("waiting for semaphore {object}"),
        Wait::Condition { object, .. } => format!("waiting at condition {object}"),
        Wait::Flag { object, .. } => format!("waiting for event {object}"),
        Wait::Barrier { object, .. } => format!("waiting at barrier {object}"),
        Wait::QueuePut(object) => format!("waiting for room in queue {object}"),
        Wait::QueueGet(object) => format!("waiting for an item of queue {object}"),
        Wait::QueueJoin(object) => format!("waiting for the tasks of queue {object}"),
        Wait::Thread(tid) => format!("waiting for thread {tid} to end"),
        Wait::Input { .. } => "waiting for input".to_owned(),
        Wait::Child(-1) | Wait::Away { on: Away::Child(-1), .. } => "waiting for a child to end".to_owned(),
        Wait::Child(pid) | Wait::Away { on: Away::Child(pid), .. } => format!("waiting for process {pid} to end"),
        Wait::Shared(id) | Wait::Away { on: Away::Shared(id), .. } => format!("waiting for process semaphore {id}"),
        Wait::Read { .. } | Wait::ReadLine { .. } | Wait::Poll(_) | Wait::Away { on: Away::Read, .. } => {
            "waiting for something to read".to_owned()
        }
        Wait::WritePipe { .. } | Wait::Away { on: Away::Write, .. } => "waiting for room in a pipe".to_owned(),
        Wait::Signal | Wait::Away { on: Away::Signal, .. } => "waiting for a signal".to_owned(),
        Wait::Away { on: Away::Other, .. } => "waiting for the host".to_owned(),
    };
    Some((what, false))
}
