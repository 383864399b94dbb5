//! What is to be said of a run beside how it ends: seen when a lock is taken, and when a process ends.

use super::{Deed, Machine};
use crate::check::finding::{Finding, Kind, Named, Order, Taken};
use crate::ids::{ObjectId, Who};
use crate::kernel::{Object, Place, Proc};
use crate::process::{Location, words};

/// Threads of the library, by the beginnings of their names: it looks after them itself.
const LIBRARY: &[&str] = &["ThreadPoolExecutor-", "QueueFeederThread", "ExecutorManagerThread", "Dummy-"];

impl Machine {
    /// The thread has taken a lock: with which others in its hands?
    pub(super) fn note_order(&mut self, who: Who, object: ObjectId) {
        let process = self.world.kernel.proc(who.pid);
        if !matches!(process.entry(object).object, Object::Lock(_)) {
            return;
        }
        let held: Vec<ObjectId> = process
            .objects()
            .filter(|(id, entry)| *id != object && is_held_by(&entry.object, who))
            .map(|(id, _)| id)
            .collect();
        if held.is_empty() {
            return;
        }
        let gates = held.iter().map(|&id| name_of(process, id)).collect::<Vec<_>>();
        let taken = |id| Taken { lock: name_of(process, id), at: taken_at(process, id) };
        let thread = process.thread(who.tid).path.to_vec();
        let orders = held.iter().map(|&id| {
            let order = Order { thread: thread.clone(), held: taken(id), taken: taken(object), gates: gates.clone() };
            Deed::Order { who, locks: [id, object], order: Box::new(order) }
        });
        self.deeds.extend(orders);
    }

    /// A lock that the thread has taken there, for people.
    pub fn named(&self, who: Who, lock: ObjectId, at: Option<Place>) -> Named {
        let location = self.place_of(who, at);
        let process = self.world.kernel.process(who.pid);
        let names = self.world.processes.get(&who.pid).map(AsRef::as_ref);
        let name = process.map_or_else(|| "lock".to_owned(), |process| words::object(process, names, lock));
        Named { name, at: (location.line, location.source) }
    }

    fn place_of(&self, who: Who, place: Option<Place>) -> Location {
        let process = self.world.processes.get(&who.pid);
        place.and_then(|place| Some(process?.locate(place))).unwrap_or_default()
    }

    /// The process of that thread is about to end by itself: what has it left lying about?
    pub(super) fn look_back(&mut self, who: Who) {
        let kernel = &self.world.kernel;
        let process = kernel.proc(who.pid);
        let mut found = Vec::new();
        let mut add = |kind, location: Location, words: String| {
            if location.line > 0 {
                found.push(Finding { kind, line: location.line, source: location.source, words });
            }
        };
        let names = self.world.processes.get(&who.pid).map(AsRef::as_ref);
        let name = |id| words::object(process, names, id);
        for (id, entry) in process.objects() {
            match &entry.object {
                Object::Lock(lock) if lock.depth > 0 => {
                    let owner = lock.owner.map(|tid| process.thread(tid));
                    // A daemon may still be at work with it.
                    if owner.is_none_or(|owner| owner.ended || lock.owner == Some(who.tid)) {
                        let by = owner.map_or(String::new(), |owner| format!(" by {}", owner.name));
                        let words = format!("{} is taken{by} and never released", name(id));
                        add(Kind::LockNotReleased, self.place_of(who, lock.taken_at), words);
                    }
                }
                Object::Semaphore(semaphore) if semaphore.value > semaphore.initial => {
                    let words = format!(
                        "{} begins with {} and ends with {}: it is released more often than it is taken",
                        name(id),
                        semaphore.initial,
                        semaphore.value
                    );
                    add(Kind::ReleasedTooOften, self.place_of(who, entry.place), words);
                }
                _ => {}
            }
        }
        for thread in process.threads() {
            let is_own = thread.parent.is_some() && !LIBRARY.iter().any(|name| thread.name.starts_with(name));
            if is_own && !thread.joined && !thread.daemon {
                let words = format!("nobody waits for {} to end: no join() was called", thread.name);
                add(Kind::ThreadNotJoined, self.place_of(who, thread.started_at), words);
            }
        }
        for child in kernel.processes().filter(|child| child.parent == who.pid && child.status.is_some()) {
            let words = "the child that is made here has ended and nobody has waited for it: it is a zombie";
            add(Kind::Zombie, self.place_of(who, child.started_at), words.to_owned());
        }
        for finding in found {
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }

    /// A thread runs around in a loop.
    pub(super) fn note_loop(&mut self, who: Who, place: Option<Place>) {
        let location = self.place_of(who, place);
        let kernel = &self.world.kernel;
        let alone = kernel.alive().nth(1).is_none();
        if location.line == 0 || alone {
            return;
        }
        let words = format!("{} goes round a loop again and again without waiting for anything", self.name(who));
        let finding = Finding { kind: Kind::BusyWaiting, line: location.line, source: location.source, words };
        if !self.findings.iter().any(|other| other.kind == Kind::BusyWaiting) {
            self.findings.push(finding);
        }
    }
}

pub(super) fn is_held_by(object: &Object, who: Who) -> bool {
    matches!(object, Object::Lock(lock) if lock.depth > 0 && lock.owner == Some(who.tid))
}

fn taken_at(process: &Proc, object: ObjectId) -> Option<Place> {
    match &process.entry(object).object {
        Object::Lock(lock) => lock.taken_at,
        _ => None,
    }
}

/// A name that agrees between interleavings.
fn name_of(process: &Proc, object: ObjectId) -> (Vec<u32>, u32) {
    let entry = process.entry(object);
    (process.thread(entry.creator).path.to_vec(), entry.number)
}
