//! What the front ends use: load a program, run it on an engine, see what happens.

pub use crate::check::{DeadlockReport, Holder, Wait};
pub use crate::ids::Tid;
pub use crate::live::{Control, Host, LiveRun, SpawnError};
pub use crate::process::run::{End, Limit, Options};
pub use crate::span::{Diagnostic, Position};
pub use crate::sys::Seconds;
pub use crate::trace::{Event, Stream};

/// How far a sim run has come.
#[derive(Clone, Debug, PartialEq)]
pub enum SimStatus {
    /// The instructions are used up; there is more to do.
    More,
    /// Nobody can go on before a line of input is given.
    NeedInput,
    /// It has ended.
    Ended(End),
}

/// A program on the deterministic machine.
pub struct SimRun {
    events: Vec<Event>,
}

impl SimRun {
    /// Compiles the program, or says what is wrong with it. `name` is what tracebacks call the file.
    pub fn new(source: &str, name: &str, options: Options) -> Result<SimRun, Vec<Diagnostic>> {
        let _ = (source, name, options);
        Ok(SimRun { events: Vec::new() })
    }

    /// Runs for about so many instructions.
    pub fn run(&mut self, max_instructions: u64) -> SimStatus {
        let _ = max_instructions;
        SimStatus::Ended(End::Stopped)
    }

    /// What has happened since the last call.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// A line of standard input (without its end), or none for its end.
    pub fn input(&mut self, line: Option<String>) {
        let _ = line;
    }

    /// Raises `KeyboardInterrupt` in the main thread.
    pub fn interrupt(&mut self) {}

    /// Virtual seconds since the start.
    pub fn clock(&self) -> Seconds {
        0.0
    }

    /// A number that is the same exactly when all that has happened is the same.
    pub fn digest(&self) -> u128 {
        0
    }
}
