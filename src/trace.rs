//! What happens in a run, as its front ends see it: output, threads, the wish for input.

use serde::{Deserialize, Serialize};

use crate::ids::{Pid, Tid, Who};

/// A standard stream of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Event {
    /// A thread's text was written.
    Output {
        /// Who printed it.
        who: Who,
        /// Where to.
        stream: Stream,
        /// The piece, rarely a whole line.
        text: String,
    },
    /// A process exists. Its first thread is told of next.
    ProcessStarted {
        /// Which.
        pid: Pid,
        /// Its parent; none for the first process.
        parent: Option<Pid>,
        /// The thread that made it.
        by: Option<Who>,
    },
    /// A process has another name.
    ProcessRenamed {
        /// Which.
        pid: Pid,
        /// The new name.
        name: String,
    },
    /// A process has ended; a zombie is left of it.
    ProcessEnded {
        /// Which.
        pid: Pid,
        /// Its status as wait(2) encodes it: the exit code times 256, or the signal that killed it.
        status: i32,
    },
    /// The parent has waited for a process that has ended: nothing is left of it.
    ProcessReaped {
        /// Which.
        pid: Pid,
    },
    /// A thread exists and may run.
    ThreadStarted {
        /// Which.
        who: Who,
        /// Its name.
        name: String,
        /// Which thread of its process started it; none for the first thread of a process.
        parent: Option<Tid>,
        /// Whether the program may end without it.
        daemon: bool,
    },
    /// A thread has another name.
    ThreadRenamed {
        /// Which.
        who: Who,
        /// The new name.
        name: String,
    },
    /// A thread has ended.
    ThreadEnded {
        /// Which.
        who: Who,
    },
    /// A thread waits for a line of standard input.
    NeedInput {
        /// Which.
        who: Who,
    },
    /// A thread waits. This and what follows is told only where a run is traced.
    Blocked {
        /// Which.
        who: Who,
        /// For what, in words.
        on: String,
        /// It sleeps: nobody keeps it.
        sleeps: bool,
    },
    /// A thread waits no more.
    Resumed {
        /// Which.
        who: Who,
        /// The thread whose doing that is; none where its time was up.
        by: Option<Who>,
    },
    /// Bytes, or an item, were put into a pipe or a queue.
    Sent {
        /// By whom.
        who: Who,
        /// Which pipe or queue.
        channel: u64,
        /// How many.
        bytes: u64,
    },
    /// Bytes, or an item, were taken out.
    Received {
        /// By whom.
        who: Who,
        /// Which pipe or queue.
        channel: u64,
        /// How many.
        bytes: u64,
    },
}

impl Event {
    /// Whether it is told only where a run is traced.
    pub fn is_detail(&self) -> bool {
        matches!(self, Event::Blocked { .. } | Event::Resumed { .. } | Event::Sent { .. } | Event::Received { .. })
    }

    /// The process that it is about.
    pub fn pid(&self) -> Pid {
        match self {
            Event::Output { who, .. }
            | Event::ThreadStarted { who, .. }
            | Event::ThreadRenamed { who, .. }
            | Event::ThreadEnded { who }
            | Event::NeedInput { who }
            | Event::Blocked { who, .. }
            | Event::Resumed { who, .. }
            | Event::Sent { who, .. }
            | Event::Received { who, .. } => who.pid,
            Event::ProcessStarted { pid, .. }
            | Event::ProcessRenamed { pid, .. }
            | Event::ProcessEnded { pid, .. }
            | Event::ProcessReaped { pid } => *pid,
        }
    }
}
