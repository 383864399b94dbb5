//! The table of kernel objects. A number is used again when its object was forgotten.

use super::Place;
use super::barrier::Barrier;
use super::condition::Condition;
use super::event::Flag;
use super::lock::Lock;
use super::process::Proc;
use super::queue::Queue;
use super::semaphore::Semaphore;
use super::wait::Wait;
use crate::ids::{ObjectId, Tid};
use crate::sys::ObjectSpec;

/// A kernel object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Object {
    Lock(Lock),
    Condition(Condition),
    Semaphore(Semaphore),
    Flag(Flag),
    Barrier(Barrier),
    Queue(Queue),
}

/// An object and where it comes from.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The object.
    pub object: Object,
    /// Who made it.
    pub creator: Tid,
    /// The how manieth object of its creator it is.
    pub number: u32,
    /// Where it was made.
    pub place: Option<Place>,
}

impl Proc {
    pub(super) fn create(&mut self, tid: Tid, spec: ObjectSpec) -> ObjectId {
        let object = match spec {
            ObjectSpec::Lock => Object::Lock(Lock::new(false)),
            ObjectSpec::RLock => Object::Lock(Lock::new(true)),
            ObjectSpec::Condition { lock } => {
                self.lock_mut(lock).pins += 1;
                Object::Condition(Condition::new(lock))
            }
            ObjectSpec::Semaphore { value, bound } => Object::Semaphore(Semaphore::new(value, bound)),
            ObjectSpec::Event => Object::Flag(Flag::new(false)),
            ObjectSpec::Future => Object::Flag(Flag::new(true)),
            ObjectSpec::Barrier { parties } => Object::Barrier(Barrier::new(parties)),
            ObjectSpec::Queue { maxsize } => Object::Queue(Queue::new(maxsize)),
        };
        let creator = self.thread_mut(tid);
        let entry = Some(Entry { object, creator: tid, number: creator.made, place: creator.place });
        creator.made += 1;
        match self.free.pop() {
            Some(index) => {
                self.objects[index as usize] = entry;
                ObjectId(index)
            }
            None => {
                self.objects.push(entry);
                ObjectId(self.objects.len() as u32 - 1)
            }
        }
    }

    /// The program can no longer reach the object.
    pub(super) fn forget(&mut self, id: ObjectId) {
        let waited_for = self.blocked.iter().any(|&tid| {
            let thread = self.thread(tid);
            thread.wait.iter().chain(&thread.suspended).any(|pending| pending.wait.object() == Some(id))
        });
        let Some(Some(entry)) = self.objects.get_mut(id.0 as usize) else { return };
        if let Object::Lock(lock) = &mut entry.object
            && lock.pins > 0
        {
            lock.orphaned = true;
            return;
        }
        if waited_for {
            return;
        }
        let base = if let Object::Condition(condition) = &entry.object { Some(condition.lock) } else { None };
        self.objects[id.0 as usize] = None;
        self.free.push(id.0);
        if let Some(lock_id) = base {
            let lock = self.lock_mut(lock_id);
            lock.pins -= 1;
            if lock.pins == 0 && lock.orphaned {
                self.forget(lock_id);
            }
        }
    }

    /// All objects.
    pub fn objects(&self) -> impl Iterator<Item = (ObjectId, &Entry)> {
        let numbered = (0..).map(ObjectId).zip(&self.objects);
        numbered.filter_map(|(id, entry)| Some((id, entry.as_ref()?)))
    }

    /// The entry of an object; panics for one that was forgotten (a bug of ours).
    pub fn entry(&self, id: ObjectId) -> &Entry {
        self.objects[id.0 as usize].as_ref().expect("the program holds the object")
    }

    pub(super) fn object(&self, id: ObjectId) -> &Object {
        &self.entry(id).object
    }

    pub(super) fn object_mut(&mut self, id: ObjectId) -> &mut Object {
        &mut self.objects[id.0 as usize].as_mut().expect("the program holds the object").object
    }

    pub(super) fn lock_of(&self, condition: ObjectId) -> ObjectId {
        match self.object(condition) {
            Object::Condition(condition) => condition.lock,
            other => panic!("not a condition: {other:?}"),
        }
    }

    /// The lock of that number.
    pub fn lock(&self, id: ObjectId) -> &Lock {
        match self.object(id) {
            Object::Lock(lock) => lock,
            other => panic!("not a lock: {other:?}"),
        }
    }

    pub(super) fn lock_mut(&mut self, id: ObjectId) -> &mut Lock {
        match self.object_mut(id) {
            Object::Lock(lock) => lock,
            other => panic!("not a lock: {other:?}"),
        }
    }

    pub(super) fn condition(&mut self, id: ObjectId) -> &mut Condition {
        match self.object_mut(id) {
            Object::Condition(condition) => condition,
            other => panic!("not a condition: {other:?}"),
        }
    }

    pub(super) fn semaphore(&mut self, id: ObjectId) -> &mut Semaphore {
        match self.object_mut(id) {
            Object::Semaphore(semaphore) => semaphore,
            other => panic!("not a semaphore: {other:?}"),
        }
    }

    pub(super) fn flag(&mut self, id: ObjectId) -> &mut Flag {
        match self.object_mut(id) {
            Object::Flag(flag) => flag,
            other => panic!("not an event: {other:?}"),
        }
    }

    pub(super) fn barrier(&mut self, id: ObjectId) -> &mut Barrier {
        match self.object_mut(id) {
            Object::Barrier(barrier) => barrier,
            other => panic!("not a barrier: {other:?}"),
        }
    }

    pub(super) fn queue(&mut self, id: ObjectId) -> &mut Queue {
        match self.object_mut(id) {
            Object::Queue(queue) => queue,
            other => panic!("not a queue: {other:?}"),
        }
    }
}

impl Wait {
    /// The object that is waited for, if it is one.
    pub fn object(&self) -> Option<ObjectId> {
        match *self {
            Wait::Lock(object)
            | Wait::Semaphore(object)
            | Wait::Condition { object, .. }
            | Wait::Flag { object, .. }
            | Wait::Barrier { object, .. }
            | Wait::QueuePut(object)
            | Wait::QueueGet(object)
            | Wait::QueueJoin(object) => Some(object),
            _ => None,
        }
    }
}
