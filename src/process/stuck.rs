//! What a deadlock report says: the kernel knows who waits for what, the process knows where and how things are called.

use super::Process;
use crate::check::deadlock::{self, DeadlockReport, Holder, Wait as Finding};
use crate::ids::{ObjectId, Tid};
use crate::kernel::condition::Phase;
use crate::kernel::wait::Wait;
use crate::kernel::{Kernel, Object, Place};
use crate::vm::value::Value;

/// Reports on a kernel that [is stuck](Kernel::is_stuck).
pub fn report(kernel: &Kernel, process: &Process) -> DeadlockReport {
    let reporter = Reporter { kernel, process };
    let findings = kernel.alive().iter().filter_map(|&tid| reporter.finding(tid)).collect();
    deadlock::report(findings)
}

struct Reporter<'a> {
    kernel: &'a Kernel,
    process: &'a Process,
}

impl Reporter<'_> {
    /// What one thread waits for, and the same as a line of the report.
    fn finding(&self, tid: Tid) -> Option<(Finding, String)> {
        let thread = self.kernel.thread(tid);
        let wait = &thread.wait.as_ref()?.wait;
        let here = thread.place.map(|place| self.process.locate(place)).unwrap_or_default();
        let (mut what, held_by, held) = self.what(wait);
        // The main thread has left the program's code; others may have been in the library all the time.
        if here.line == 0 && tid == Tid(0) {
            what += " (at exit)";
        }
        let mut line = format!("{} {what}", thread.name);
        if let (true, Some(holder)) = (held, &held_by) {
            line += &format!(", held by {}", if holder.thread == tid { "itself" } else { &holder.name });
            if holder.line > 0 {
                line += &format!(" (acquired at line {})", holder.line);
            }
            if self.kernel.thread(holder.thread).ended {
                line += ", which has ended";
            }
        }
        if here.line > 0 {
            line += &format!(", at line {} in {}: {}", here.line, here.function, here.source);
        }
        let finding = Finding {
            thread: tid,
            thread_name: thread.name.clone(),
            what,
            held_by,
            line: here.line,
            function: here.function,
            source: here.source,
        };
        Some((finding, line))
    }

    /// In words; who keeps it; and whether keeping means holding.
    fn what(&self, wait: &Wait) -> (String, Option<Holder>, bool) {
        match *wait {
            Wait::Lock(object) => (format!("waits for {}", self.object(object)), self.owner(object), true),
            Wait::Semaphore(object) => (format!("waits for {}", self.object(object)), self.holder(object), true),
            Wait::Condition { object, phase: Phase::InLine, .. } => {
                (format!("waits to be notified by {}", self.object(object)), None, false)
            }
            Wait::Condition { object, .. } => {
                let lock = self.lock(object);
                (format!("waits to take the lock of {} again", self.object(object)), self.owner(lock), true)
            }
            Wait::Flag { object, .. } => match &self.kernel.entry(object).object {
                Object::Flag(flag) if flag.future => match flag.owner {
                    Some(owner) => {
                        let name = &self.kernel.thread(owner).name;
                        (
                            format!("waits for the result of a future that {name} works on"),
                            self.named(owner, None),
                            false,
                        )
                    }
                    None => ("waits for the result of a future that nobody works on".to_owned(), None, false),
                },
                _ => (format!("waits until {} is set", self.object(object)), None, false),
            },
            Wait::Barrier { object, .. } => {
                let missing = match &self.kernel.entry(object).object {
                    Object::Barrier(b) => format!(" ({} of {} have come)", b.waiting.len(), b.parties),
                    _ => String::new(),
                };
                (format!("waits for the others at {}{missing}", self.object(object)), None, false)
            }
            Wait::QueuePut(object) => (format!("waits for room in {}", self.object(object)), None, false),
            Wait::QueueGet(object) => (format!("waits for an item from {}", self.object(object)), None, false),
            Wait::QueueJoin(object) => {
                let left = match &self.kernel.entry(object).object {
                    Object::Queue(queue) => format!(" ({} without task_done())", queue.unfinished),
                    _ => String::new(),
                };
                (format!("waits until all tasks of {} are done{left}", self.object(object)), None, false)
            }
            Wait::Thread(other) => {
                let name = &self.kernel.thread(other).name;
                (format!("waits for thread {name} to end"), self.named(other, None), false)
            }
            Wait::Sleep | Wait::Yield | Wait::Input | Wait::Write { .. } | Wait::Page(_) => {
                ("waits".to_owned(), None, false)
            }
        }
    }

    fn lock(&self, condition: ObjectId) -> ObjectId {
        match &self.kernel.entry(condition).object {
            Object::Condition(condition) => condition.lock,
            _ => condition,
        }
    }

    fn owner(&self, lock: ObjectId) -> Option<Holder> {
        let lock = self.kernel.lock(lock);
        self.named(lock.owner?, lock.taken_at)
    }

    fn holder(&self, semaphore: ObjectId) -> Option<Holder> {
        match &self.kernel.entry(semaphore).object {
            Object::Semaphore(semaphore) => self.named(*semaphore.holders.first()?, None),
            _ => None,
        }
    }

    fn named(&self, thread: Tid, place: Option<Place>) -> Option<Holder> {
        let line = place.map_or(0, |place| self.process.locate(place).line);
        Some(Holder { thread, name: self.kernel.thread(thread).name.clone(), line })
    }

    /// An object in words: its kind, its name in the program, where it was made.
    fn object(&self, id: ObjectId) -> String {
        let entry = self.kernel.entry(id);
        let kind = match &entry.object {
            Object::Lock(lock) if lock.reentrant => "RLock",
            Object::Lock(_) => "lock",
            Object::Condition(_) => "condition",
            Object::Semaphore(_) => "semaphore",
            Object::Flag(_) => "event",
            Object::Barrier(_) => "barrier",
            Object::Queue(_) => "queue",
        };
        let name = self.process.name_of(id).map_or(String::new(), |name| format!(" '{name}'"));
        let line = entry.place.map_or(0, |place| self.process.locate(place).line);
        let made = if line > 0 { format!(" (created at line {line})") } else { String::new() };
        format!("{kind}{name}{made}")
    }
}

impl Process {
    /// What the program calls a kernel object: a global, or an attribute of a global.
    fn name_of(&self, object: ObjectId) -> Option<String> {
        let module = self.heap.modules.get(*self.heap.loaded.get(super::MAIN)?);
        let globals = module.index.iter().map(|(&name, &slot)| (self.heap.name(name), module.slots[slot as usize]));
        let mut found = None;
        for (name, value) in globals {
            if self.is_kernel(value, object) {
                return Some(name.to_owned());
            }
            if found.is_none() {
                found = self.attribute(value, object).map(|attribute| match attribute.starts_with('_') {
                    // A part that the library keeps for itself: the whole has the name.
                    true => name.to_owned(),
                    false => format!("{name}.{attribute}"),
                });
            }
        }
        found
    }

    fn attribute(&self, value: Value, object: ObjectId) -> Option<&str> {
        let Value::Instance(id) = value else { return None };
        let instance = self.heap.instances.get(id);
        let at = instance.slots.iter().position(|&slot| self.is_kernel(slot, object))?;
        Some(self.heap.name(*self.heap.shapes.names(instance.shape).get(at)?))
    }

    fn is_kernel(&self, value: Value, object: ObjectId) -> bool {
        matches!(value, Value::Kernel(id) if self.heap.kernel.get(id).id == object)
    }
}
