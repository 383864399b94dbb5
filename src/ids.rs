//! Small newtypes that name things across floors: threads, processes and kernel objects.

use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A thread of one process, numbered in order of creation; 0 is the main thread.
    Tid
);
id!(
    /// A process.
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
