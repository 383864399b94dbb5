//! A run on the deterministic machine, in slices short enough that a command of the page gets through between them.

use racecourse::session::{SimRun, SimStatus};

use super::{live, outbox, scope};
use crate::protocol::{Diagnostic, End, RunRequest};

/// How long a slice takes, in seconds.
const SLICE_SECONDS: f64 = 0.010;
/// Instructions between two looks at the clock.
const INSTRUCTIONS: u64 = 50_000;

/// A run that is under way.
pub struct Sim {
    run: u32,
    machine: SimRun,
    state: State,
}

/// What is to be done after a slice.
pub enum Next {
    /// Another slice.
    Slice,
    /// Nothing until input comes, the page takes a batch, or the next run.
    Wait,
}

enum State {
    Runs,
    /// Too much output is unsent.
    Full,
    Input,
    Ended,
}

impl Sim {
    /// Compiles the program, or says what is wrong with it.
    pub fn start(request: &RunRequest, max_memory: u64) -> Result<Sim, Vec<Diagnostic>> {
        let machine = SimRun::new(&request.source, &request.filename, live::options(request, max_memory))
            .map_err(|diagnostics| diagnostics.iter().map(live::diagnostic).collect::<Vec<_>>())?;
        Ok(Sim { run: request.run, machine, state: State::Runs })
    }

    /// Runs for a slice.
    pub fn slice(&mut self) -> Next {
        if !matches!(self.state, State::Runs) {
            return Next::Wait;
        }
        let end = scope::now() + SLICE_SECONDS;
        while scope::now() < end {
            let status = self.machine.run(INSTRUCTIONS);
            let mut room = true;
            for event in self.machine.take_events().into_iter().filter_map(live::translated) {
                room = outbox::push_now(self.run, event);
            }
            match status {
                SimStatus::Ended(end) => {
                    self.end(live::end(end));
                    return Next::Wait;
                }
                SimStatus::NeedInput => {
                    self.state = State::Input;
                    return Next::Wait;
                }
                SimStatus::More if !room => {
                    self.state = State::Full;
                    return Next::Wait;
                }
                SimStatus::More => {}
            }
        }
        Next::Slice
    }

    /// Ends the run.
    pub fn stop(&mut self) {
        if !matches!(self.state, State::Ended) {
            self.end(End::Stopped);
        }
    }

    /// KeyboardInterrupt in the main thread.
    pub fn interrupt(&mut self) {
        self.machine.interrupt();
        if matches!(self.state, State::Input) {
            self.state = State::Runs;
        }
    }

    /// Answers `input()`.
    pub fn input(&mut self, line: Option<String>) {
        self.machine.input(line);
        if matches!(self.state, State::Input) {
            self.state = State::Runs;
        }
    }

    /// The page has taken a batch.
    pub fn room_made(&mut self) {
        if matches!(self.state, State::Full) {
            self.state = State::Runs;
        }
    }

    /// The number of the run.
    pub fn run(&self) -> u32 {
        self.run
    }

    /// Virtual seconds since the start.
    pub fn clock(&self) -> f64 {
        self.machine.clock()
    }

    /// The digest of all that has happened, in hexadecimal.
    pub fn digest(&self) -> String {
        format!("{:032x}", self.machine.digest())
    }

    fn end(&mut self, end: End) {
        self.state = State::Ended;
        outbox::finish(self.run, end, self.machine.clock());
    }
}
