//! The machine under a live run.

use std::sync::Arc;

use super::Control;
use crate::ids::SharedId;
use crate::process::run::End;
use crate::sys::{Reply, Request, Seconds, SysError};
use crate::trace::Event;

/// No more threads can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpawnError;

/// What a real fork has made of a process.
pub enum Forked {
    /// This is the parent.
    Parent {
        /// Number of the child.
        pid: u32,
    },
    /// This is the child.
    Child {
        /// Its number.
        pid: u32,
        /// Its machine.
        host: Arc<dyn Host>,
    },
}

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

    /// Answers a request in the virtual machine's place; none: it serves it. Descriptors in it are handles of the host,
    /// and so are those in the reply; handles of files are [`HOST_FD`] or more. May block. A host with real processes
    /// answers what [is between processes](Request::is_between_processes); its reply is `Error(Interrupted)` where a signal
    /// with a handler has ended the wait of the main thread.
    fn serve(&self, request: &Request) -> Option<Reply> {
        let _ = request;
        None
    }

    /// Whether processes are real ones, made by [`Host::fork`]. Else they are heaps that the run keeps.
    fn has_processes(&self) -> bool {
        false
    }

    /// The numbers of this process and of its parent, where processes are real.
    fn process_ids(&self) -> Option<(u32, u32)> {
        None
    }

    /// Splits this process in two. Called with every lock of the run held, so that no other thread of the run is in the
    /// middle of anything; in the child only the calling thread lives on.
    fn fork(&self) -> Result<Forked, SysError> {
        Err(SysError::Unsupported("this machine cannot fork".to_owned()))
    }

    /// Nobody has this handle any more.
    fn close(&self, handle: u32) {
        let _ = handle;
    }

    /// Nobody in this process has that semaphore or memory any more.
    fn forget_shared(&self, id: SharedId) {
        let _ = id;
    }

    /// Whether every thread of this real process waits without limit for another, or for another process.
    fn stuck(&self, stuck: bool) {
        let _ = stuck;
    }

    /// A number for what bytes go through that are written to a handle, or read from it: the same at both ends, odd.
    fn channel(&self, handle: u32, written: bool) -> u64 {
        let _ = written;
        u64::from(handle) << 1 | 1
    }

    /// The handle on the run of this process: for signals and for questions about it. Given before it runs.
    fn attach(&self, control: Control) {
        let _ = control;
    }

    /// Bytes that the objects of this process take now.
    fn used(&self, bytes: u64) {
        let _ = bytes;
    }

    /// The run of this real process is over: ends the process. Does not return.
    fn leave(&self, end: End) {
        let _ = end;
    }
}

/// The first handle of a host's own files.
pub const HOST_FD: u32 = 1 << 20;
