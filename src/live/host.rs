//! The machine under a live run.

use crate::sys::{Reply, Request, Seconds};
use crate::trace::Event;

/// No more threads can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpawnError;

/// What a live run needs from the machine it runs on. Called from all its threads.
pub trait Host: Send + Sync + 'static {
    /// Monotonic seconds; the zero does not matter.
    fn now(&self) -> Seconds;

    /// Seconds since 1970.
    fn unix_time(&self) -> Seconds;

    /// Seconds east of UTC.
    fn zone_offset(&self) -> i64 {
        0
    }

    /// A number that nobody can guess.
    fn entropy(&self) -> u64;

    /// Runs `body` on another thread, soon. It must not wait for the caller to give up its own thread.
    fn spawn(&self, name: &str, body: Box<dyn FnOnce() + Send>) -> Result<(), SpawnError>;

    /// Something happened. Calls come in the order of happening, one at a time.
    fn emit(&self, event: Event);

    /// Answers a request on the network or the file system in the virtual machine's place; none: the virtual internet and
    /// the files in memory serve it. May block. Descriptors it hands out must be [`HOST_FD`] or more.
    fn serve(&self, request: &Request) -> Option<Reply> {
        let _ = request;
        None
    }
}

/// The first descriptor of a host's own files.
pub const HOST_FD: u32 = 1 << 20;
