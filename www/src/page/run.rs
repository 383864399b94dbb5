//! A run as the page sees it: its phase, what it printed, how it ended.

use crate::protocol::{Batch, Diagnostic, End, Engine, Event, RunRequest, Who};

use super::console::{Author, Console};
use super::processes::Processes;

/// The name under which the program's file appears in tracebacks.
pub const FILENAME: &str = "main.py";

/// More text than this in one batch is a flood.
const FLOOD_BYTES: usize = 16 * 1024;

/// The run that is shown: the one under way or the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Its number; 0 before the first.
    pub number: u32,
    /// On which engine.
    pub engine: Engine,
    /// The seed it was started with.
    pub seed: u64,
    /// The processors of its machine, in sim.
    pub processors: u32,
    /// Whether one thread of a process ran at a time, in sim.
    pub gil: bool,
    /// Where it is.
    pub phase: Phase,
    /// Its processes and threads.
    pub processes: Processes,
    /// What was printed.
    pub console: Console,
    /// It prints faster than anybody can read.
    pub flood: bool,
    /// The thread that waits for input.
    pub input: Option<Who>,
    /// Seconds since the start, as the engine last said.
    pub clock: f64,
    /// The digest of a finished sim run.
    pub digest: Option<String>,
    /// How long it took to stop, in milliseconds, when the user stopped it.
    pub stop_took: Option<f64>,
}

/// Where a run is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing was run yet.
    #[default]
    Never,
    /// The engine is not ready yet, or has not answered.
    Starting,
    /// It runs.
    Running,
    /// The user wants it to end.
    Stopping {
        /// When the user said so, on the page's clock in milliseconds.
        since: f64,
    },
    /// It is over.
    Over(Outcome),
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// As the engine says.
    Ended(End),
    /// The program has errors.
    Rejected(Vec<Diagnostic>),
    /// The engine failed.
    Broken(String),
}

impl Run {
    /// A new run that has not been answered.
    pub fn start(request: &RunRequest) -> Run {
        let &RunRequest { run: number, engine, seed, processors, gil, .. } = request;
        Run { number, engine, seed, processors, gil, phase: Phase::Starting, ..Run::default() }
    }

    /// Whether it is under way.
    pub fn is_on(&self) -> bool {
        matches!(self.phase, Phase::Starting | Phase::Running | Phase::Stopping { .. })
    }

    /// How it ended, if it has.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.phase {
            Phase::Over(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// Takes in a batch.
    pub fn batch(&mut self, batch: Batch) {
        self.clock = batch.clock;
        self.flood = batch.skipped_lines > 0 || batch.text_size() > FLOOD_BYTES;
        self.console.skip(batch.skipped_lines);
        // A line's author is known by its rank, so threads come first.
        self.processes.events(batch.events.iter());
        for event in batch.events {
            match event {
                Event::Output { who, error, text } => {
                    let rank = self.processes.rank(who);
                    let author = if error { Author::ThreadError(rank) } else { Author::Thread(rank) };
                    self.console.write(author, &text);
                }
                Event::NeedInput { who } => self.input = Some(who),
                _ => {}
            }
        }
    }

    /// The run is over.
    pub fn end(&mut self, outcome: Outcome, now: f64) {
        if let Phase::Stopping { since } = self.phase {
            self.stop_took = Some(now - since);
        }
        self.processes.end(matches!(outcome, Outcome::Ended(End::Deadlock { .. })));
        self.phase = Phase::Over(outcome);
        self.input = None;
        self.flood = false;
    }
}
