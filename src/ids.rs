//! Small newtypes that name things across floors: threads, processes and kernel objects.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A thread of one process, numbered in order of creation. It keeps its number in a fork's copy, whose main thread it is.
    Tid
);
id!(
    /// A process, numbered as an operating system does.
    Pid
);
id!(
    /// An object of the kernel (lock, condition, semaphore, event, barrier, queue gate).
    ObjectId
);
id!(
    /// An open file of a process.
    Fd
);
id!(
    /// A semaphore or a memory that processes share.
    SharedId
);

/// A thread of a process: who does something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Who {
    /// Its process.
    pub pid: Pid,
    /// Its number there.
    pub tid: Tid,
}

impl Who {
    /// Nobody: who passes time, where that is a step of its own.
    pub const TIME: Who = Who { pid: Pid(0), tid: Tid(0) };
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pid, self.tid)
    }
}
