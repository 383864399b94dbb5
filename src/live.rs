//! The live engine: one thread of the host for each Python thread, one lock for the process, the real clock.

pub mod control;
pub mod host;

use std::sync::Arc;

pub use self::control::Control;
pub use self::host::{Host, SpawnError};
use crate::process::run::{End, Options};
use crate::span::Diagnostic;

/// A program that is ready to run on real threads.
pub struct LiveRun {
    _host: Arc<dyn Host>,
}

impl LiveRun {
    /// Compiles the program, or says what is wrong with it. `name` is what tracebacks call the file.
    pub fn new(source: &str, name: &str, options: Options, host: Arc<dyn Host>) -> Result<LiveRun, Vec<Diagnostic>> {
        let _ = (source, name, options);
        Ok(LiveRun { _host: host })
    }

    /// A handle to stop it or to answer it from another thread.
    pub fn control(&self) -> Control {
        Control {}
    }

    /// Runs it; the calling thread becomes its main thread. When this returns, no other thread of the run uses the host.
    pub fn run(self) -> End {
        End::Stopped
    }
}
