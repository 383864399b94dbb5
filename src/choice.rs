//! What a scheduler chooses among, and what the operations it orders have to do with each other.

use smallvec::SmallVec;

use crate::ids::{ObjectId, Pid, SharedId, Who};

/// What an operation uses; few use more than three objects.
pub type Uses = SmallVec<[Access; 3]>;

/// Some threads, mostly few.
pub type Threads = SmallVec<[Who; 6]>;

/// Something that can happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// This thread runs on.
    Run(Who),
}

/// Something that operations of several threads can meet at. Names hold within one run: two interleavings may number the same
/// thing differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// A place in the memory of a process.
    Memory(Pid, Variable),
    /// A lock, condition, semaphore, event or barrier of a process, or the items of a queue.
    Sync(Pid, ObjectId),
    /// The room in a queue.
    Room(Pid, ObjectId),
    /// The unfinished tasks of a queue.
    Tasks(Pid, ObjectId),
    /// The wish of a thread that waits for a condition to be woken.
    Wake(Who),
    /// The end of a thread.
    End(Who),
    /// The life of a process: its end ends all its threads.
    Process(Pid),
    /// The children of a process.
    Children(Pid),
    /// What is in a pipe.
    Pipe(u64),
    /// The room in a pipe.
    PipeRoom(u64),
    /// A semaphore or a memory that processes share.
    Shared(SharedId),
    /// Standard input.
    Input,
    /// Standard output and error.
    Output,
    /// Files and descriptors.
    Files,
    /// Numbers that the system gives to processes and to what they share.
    Numbers,
    /// What a signal would change.
    Signals(Pid),
    /// The time, where it may pass whenever it likes.
    Clock,
}

/// A place in memory: an object of the heap by the number of its kind and its own, and a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable {
    /// What kind of object.
    pub kind: u8,
    /// Which.
    pub id: u32,
    /// Which part.
    pub part: Part,
}

/// A part of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Which items there are: its length, its order.
    Shape,
    /// One global, attribute or item.
    Item(u64),
    /// All items.
    Items,
}

/// How an operation uses an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Looks at it.
    Read,
    /// Changes it; never has to wait for it.
    Write,
    /// Takes of it what another must have given; may have to wait for that.
    Take,
    /// Gives what others may wait for. `spare`: they could have had some without this.
    Give {
        /// There was some before.
        spare: bool,
    },
}

/// One object that an operation uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Access {
    /// What.
    pub object: Object,
    /// How.
    pub mode: Mode,
}

impl Object {
    /// Whether two names can mean one thing.
    pub fn overlaps(self, other: Object) -> bool {
        match (self, other) {
            (Object::Memory(pid, a), Object::Memory(other, b)) => pid == other && a.overlaps(b),
            (a, b) => a == b,
        }
    }
}

impl Variable {
    /// Whether two names can mean one place.
    pub fn overlaps(self, other: Variable) -> bool {
        self.kind == other.kind
            && self.id == other.id
            && match (self.part, other.part) {
                (Part::Shape, Part::Shape) => true,
                (Part::Shape, _) | (_, Part::Shape) => false,
                (Part::Item(a), Part::Item(b)) => a == b,
                (Part::Items, _) | (_, Part::Items) => true,
            }
    }
}

impl Access {
    /// Whether the order of the two can matter.
    pub fn conflicts(self, other: Access) -> bool {
        (self.mode != Mode::Read || other.mode != Mode::Read) && self.object.overlaps(other.object)
    }
}

/// Whether the order of two operations can matter, by what they use.
pub fn dependent(a: &[Access], b: &[Access]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.conflicts(*y)))
}
