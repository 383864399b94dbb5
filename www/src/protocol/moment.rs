//! What there is to wait for in a program that is stepped: locks and who holds them, queues and what is in them, pipes,
//! deadlines; and the memory that threads share.

use serde::{Deserialize, Serialize};

use super::{Holder, Who};

/// All of it, as it is at a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Threads that have ended, by name.
    pub ended: Vec<String>,
    /// Locks, conditions, semaphores, events, futures, barriers, queues.
    pub objects: Vec<ObjectView>,
    /// Pipes.
    pub pipes: Vec<PipeView>,
    /// When the patience of those who wait ends, the next first.
    pub deadlines: Vec<DeadlineView>,
    /// What threads share: globals, and objects that several of them can get at.
    pub memory: Vec<MemoryView>,
}

/// Something to wait for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectView {
    /// What it is and what the program calls it, in English: `lock 'a'`.
    pub name: String,
    /// The process whose it is; empty where there is only one.
    pub process: String,
    /// The line (from 1) where it was made; 0 for none.
    pub line: u32,
    /// How it is.
    pub state: ObjectState,
    /// Who waits for it.
    pub waiters: Vec<Waiter>,
}

/// How something to wait for is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ObjectState {
    /// A lock.
    Lock {
        /// Who has it; none while it is free.
        owner: Option<Holder>,
        /// How often it was taken.
        depth: u32,
    },
    /// A condition.
    Condition {
        /// What its lock is called.
        lock: String,
    },
    /// A semaphore.
    Semaphore {
        /// How often it can be taken now.
        value: u64,
        /// Who took it and did not give it back.
        holders: Vec<Holder>,
    },
    /// An event.
    Event {
        /// Whether it is set.
        set: bool,
    },
    /// The result of a future.
    Future {
        /// Whether it is there.
        done: bool,
        /// Who works on it.
        owner: Option<Holder>,
    },
    /// A barrier.
    Barrier {
        /// How many make a round.
        parties: u32,
        /// How many have come.
        waiting: u32,
        /// Nobody can wait before a reset.
        broken: bool,
    },
    /// A queue.
    Queue {
        /// How many items are in it.
        items: u64,
        /// How many can be, if there is a limit.
        maxsize: Option<u64>,
        /// The first of the items, if they are known.
        contents: Option<String>,
    },
}

/// A thread that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiter {
    /// Which.
    pub who: Who,
    /// Its name.
    pub name: String,
}

/// A pipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PipeView {
    /// Bytes in it.
    pub bytes: usize,
    /// The first of them, as Python shows them.
    pub contents: String,
    /// The processes that can write into it, and those that can read.
    pub ends: [Vec<String>; 2],
    /// Who waits for something to read, or for room.
    pub waiters: Vec<Waiter>,
}

/// When something happens by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadlineView {
    /// Virtual seconds since the start.
    pub at: f64,
    /// The thread that goes on then.
    pub name: String,
    /// What it does until then, in English.
    pub what: String,
}

/// A value that threads share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoryView {
    /// The variables that name it.
    pub names: Vec<NameView>,
    /// The process in whose memory it is; empty where there is only one.
    pub process: String,
    /// The type of an object that can be changed; empty for any other value.
    pub kind: String,
    /// It in a few characters.
    pub value: String,
}

/// A variable that names something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameView {
    /// What it is called.
    pub variable: String,
    /// The function whose it is; empty for a global.
    pub function: String,
    /// The thread that is in that function; empty for a global.
    pub thread: String,
}

impl NameView {
    /// Whether it is a global.
    pub fn is_global(&self) -> bool {
        self.thread.is_empty()
    }
}
