//! What happens in a run, as its front ends see it: output, threads, the wish for input.

use crate::ids::Tid;

/// A standard stream of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A thread wrote a piece of text.
    Output {
        /// Who.
        thread: Tid,
        /// Where to.
        stream: Stream,
        /// The piece, rarely a whole line.
        text: String,
    },
    /// A thread exists and may run.
    ThreadStarted {
        /// Which.
        thread: Tid,
        /// Its name.
        name: String,
        /// Who started it; none for the main thread.
        parent: Option<Tid>,
        /// Whether the program may end without it.
        daemon: bool,
    },
    /// A thread has another name.
    ThreadRenamed {
        /// Which.
        thread: Tid,
        /// The new name.
        name: String,
    },
    /// A thread has ended.
    ThreadEnded {
        /// Which.
        thread: Tid,
    },
    /// A thread waits for a line of standard input.
    NeedInput {
        /// Which.
        thread: Tid,
    },
}
