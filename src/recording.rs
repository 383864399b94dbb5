//! Recordings of runs: what happened when, from any engine. A [`Mark`] is what is kept of an event; marks travel as lines of
//! text ([`wire`]) where several real processes write them, and become a picture of the run ([`chrome`]). What an exploration
//! has found is recorded as a [`report`].

pub mod chrome;
pub mod report;
pub mod wire;

use crate::ids::{Pid, Who};
use crate::trace::Event;

/// Something that happened, as a recording keeps it.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A process exists.
    ProcessStarted {
        /// Which.
        pid: Pid,
        /// Its parent; none for the first one.
        parent: Option<Pid>,
        /// The thread that made it.
        by: Option<Who>,
    },
    /// A process has a name.
    ProcessNamed {
        /// Which.
        pid: Pid,
        /// The name.
        name: String,
    },
    /// A process has ended.
    ProcessEnded {
        /// Which.
        pid: Pid,
        /// Its status as wait(2) encodes it.
        status: i32,
    },
    /// A thread exists and may run.
    ThreadStarted {
        /// Which.
        who: Who,
        /// Its name.
        name: String,
        /// The thread that started it; none for the first thread of a process.
        by: Option<Who>,
    },
    /// A thread has a name.
    ThreadNamed {
        /// Which.
        who: Who,
        /// The name.
        name: String,
    },
    /// A thread has ended.
    ThreadEnded {
        /// Which.
        who: Who,
    },
    /// A thread waits.
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
        /// Whose doing that is.
        by: Option<Who>,
    },
    /// Bytes were sent.
    Sent {
        /// By whom.
        who: Who,
        /// Over what: a pipe, a queue.
        channel: u64,
        /// How many, or 1 for an item.
        bytes: u64,
    },
    /// Bytes were received.
    Received {
        /// By whom.
        who: Who,
        /// Over what.
        channel: u64,
        /// How many, or 1 for an item.
        bytes: u64,
    },
    /// Text was written.
    Output {
        /// By whom.
        who: Who,
        /// What.
        text: String,
    },
}

impl Mark {
    /// What a recording keeps of an event, if anything.
    pub fn of(event: &Event) -> Option<Mark> {
        Some(match event.clone() {
            Event::Output { who, text, .. } => Mark::Output { who, text },
            Event::ProcessStarted { pid, parent, by } => Mark::ProcessStarted { pid, parent, by },
            Event::ProcessRenamed { pid, name } => Mark::ProcessNamed { pid, name },
            Event::ProcessEnded { pid, status } => Mark::ProcessEnded { pid, status },
            Event::ThreadStarted { who, name, parent, .. } => {
                Mark::ThreadStarted { who, name, by: parent.map(|tid| Who { pid: who.pid, tid }) }
            }
            Event::ThreadRenamed { who, name } => Mark::ThreadNamed { who, name },
            Event::ThreadEnded { who } => Mark::ThreadEnded { who },
            Event::NeedInput { who } => {
                Mark::Blocked { who, on: "waits for a line of input".to_owned(), sleeps: false }
            }
            Event::Blocked { who, on, sleeps } => Mark::Blocked { who, on, sleeps },
            Event::Resumed { who, by } => Mark::Resumed { who, by },
            Event::Sent { who, channel, bytes } => Mark::Sent { who, channel, bytes },
            Event::Received { who, channel, bytes } => Mark::Received { who, channel, bytes },
            Event::ProcessReaped { .. } => return None,
        })
    }
}
