//! What of the kernel's state can show in what a program does from here on: all that is hashed to tell states apart. Not
//! part of it: what is kept for reports, counters that nobody sees, events that were told already. Moments are hashed as
//! what is left until then.

use std::hash::{Hash, Hasher};

use super::threads::{Pending, Thread};
use super::wait::Wait;
use super::{Kernel, Object, Proc};
use crate::ids::Who;
use crate::sys::Seconds;

/// Nanoseconds of a second: finer differences between moments than one of these are rounding.
const NANOS: f64 = 1e9;

impl Kernel {
    /// Hashes the state, seen at that moment. `clock`: the program asks for the time, so that the moment counts too.
    pub fn canon<H: Hasher>(&self, now: Seconds, clock: bool, state: &mut H) {
        for process in self.procs.values() {
            process.canon(state);
            for thread in &process.threads {
                process.thread_canon(thread, state);
                if clock {
                    state.write_u64(thread.cpu.to_bits());
                }
            }
        }
        self.moments(now, state);
        if clock {
            state.write_u64(now.to_bits());
        }
        (self.main, self.main_status, self.next_pid, &self.open, &self.shared, &self.files).hash(state);
        (&self.console.lines, self.console.closed).hash(state);
    }

    /// The moments that somebody waits for: in which order they come, and how long it is until then.
    fn moments<H: Hasher>(&self, now: Seconds, state: &mut H) {
        let deadlines = self.alive().filter_map(|who| Some((self.thread(who).wait.as_ref()?.deadline?, Some(who))));
        let suspended = self.alive().flat_map(|who| {
            let waits = self.thread(who).suspended.iter();
            waits.filter_map(move |pending| Some((pending.deadline?, Some(who))))
        });
        let alarms = self.procs.values().filter_map(|process| {
            let who = Who { pid: process.pid, tid: process.main };
            Some((process.signals.alarm?, Some(who)))
        });
        let mut moments: Vec<(Seconds, Option<Who>)> = deadlines.chain(suspended).chain(alarms).collect();
        moments.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut last = None;
        for (moment, who) in moments {
            let left = (moment - now).max(0.0);
            // Those that are past are all alike.
            let is_next = left > 0.0 && last != Some(moment);
            ((left * NANOS).round() as u64, is_next, who).hash(state);
            last = Some(moment);
        }
    }
}

impl Proc {
    fn canon<H: Hasher>(&self, state: &mut H) {
        (self.pid, self.parent, &self.name, self.main, self.status).hash(state);
        (&self.descriptors, &self.shared, &self.signals, &self.buffer, &self.entropy).hash(state);
        self.objects.len().hash(state);
        for entry in &self.objects {
            match entry.as_ref().map(|entry| &entry.object) {
                None => state.write_u8(0),
                Some(Object::Lock(lock)) => (1_u8, lock.reentrant, lock.owner, lock.depth).hash(state),
                Some(Object::Condition(condition)) => (2_u8, condition).hash(state),
                Some(Object::Semaphore(s)) => (3_u8, s.value, s.initial, s.bound).hash(state),
                Some(Object::Flag(flag)) => (4_u8, flag.set, flag.future).hash(state),
                Some(Object::Barrier(b)) => (5_u8, b.parties, b.waiting.len(), b.broken).hash(state),
                Some(Object::Queue(queue)) => (6_u8, queue).hash(state),
            }
        }
    }

    fn thread_canon<H: Hasher>(&self, thread: &Thread, state: &mut H) {
        (thread.ended, thread.joined).hash(state);
        if thread.ended {
            return;
        }
        (&thread.name, thread.daemon, thread.parent, thread.children, &thread.path).hash(state);
        thread.wait.is_some().hash(state);
        for pending in thread.wait.iter().chain(&thread.suspended) {
            self.wait_canon(pending, state);
        }
    }

    fn wait_canon<H: Hasher>(&self, pending: &Pending, state: &mut H) {
        (pending.interrupted, pending.deadline.is_some(), std::mem::discriminant(&pending.wait)).hash(state);
        match &pending.wait {
            Wait::Lock(object)
            | Wait::Semaphore(object)
            | Wait::QueuePut(object)
            | Wait::QueueGet(object)
            | Wait::QueueJoin(object) => object.hash(state),
            Wait::Condition { object, phase, depth } => (object, phase, depth).hash(state),
            // How often it was set, or the round it is, counts only against what it is now.
            Wait::Flag { object, times } => {
                let passed = matches!(self.object(*object), Object::Flag(flag) if flag.times > *times);
                (object, passed).hash(state);
            }
            Wait::Barrier { object, generation, index } => {
                let round = match self.object(*object) {
                    Object::Barrier(barrier) => barrier.round(*generation) as u8,
                    _ => 0,
                };
                (object, round, index).hash(state);
            }
            Wait::Thread(tid) => tid.hash(state),
            Wait::Sleep | Wait::Yield | Wait::Signal => {}
            Wait::Input { bytes } => bytes.hash(state),
            Wait::ReadLine { open, got } => (open, got).hash(state),
            Wait::Read { open, n, got } => (open, n, got).hash(state),
            Wait::WritePipe { open, bytes, written } => (open, bytes, written).hash(state),
            Wait::Poll(opens) => opens.hash(state),
            Wait::Child(pid) => pid.hash(state),
            Wait::Shared(id) => id.hash(state),
            Wait::Write { fd, rest, written } => (fd, rest, written).hash(state),
            // In no world: only the live engine and the network have these.
            Wait::Away { .. } => {}
            Wait::Page(reply) => state.write(format!("{reply:?}").as_bytes()),
        }
    }
}
