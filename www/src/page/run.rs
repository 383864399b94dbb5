//! A run as the page sees it: its phase, its threads, how it ended.

use std::rc::Rc;

use crate::protocol::{Batch, Diagnostic, End, Engine, Event};

use super::console::{Author, Console};

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
    /// Where it is.
    pub phase: Phase,
    /// The threads, in the order in which they started.
    pub threads: Vec<Thread>,
    /// Their names, shared with the lines of the console.
    pub labels: Rc<Vec<Label>>,
    /// What was printed.
    pub console: Console,
    /// It prints faster than anybody can read.
    pub flood: bool,
    /// The thread that waits for input.
    pub input: Option<u32>,
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

/// The name of a thread, at the thread's place in the order of starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its id in the engine.
    pub thread: u32,
    /// Its name in the program.
    pub name: String,
}

/// A thread of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its id in the engine.
    pub id: u32,
    /// Its name in the program.
    pub name: String,
    /// The program may end without it.
    pub daemon: bool,
    /// It has not ended.
    pub alive: bool,
}

impl Run {
    /// A new run that has not been answered.
    pub fn start(number: u32, engine: Engine, seed: u64) -> Run {
        Run { number, engine, seed, phase: Phase::Starting, ..Run::default() }
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
        for event in batch.events {
            self.event(event);
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Output { thread, error, text } => {
                let author = if error { Author::ThreadError(thread) } else { Author::Thread(thread) };
                self.console.write(author, &text);
            }
            Event::ThreadStarted { thread, name, daemon } => {
                Rc::make_mut(&mut self.labels).push(Label { thread, name: name.clone() });
                self.threads.push(Thread { id: thread, name, daemon, alive: true });
            }
            Event::ThreadRenamed { thread, name } => {
                for label in Rc::make_mut(&mut self.labels).iter_mut().filter(|label| label.thread == thread) {
                    label.name.clone_from(&name);
                }
                if let Some(thread) = self.thread_mut(thread) {
                    thread.name = name;
                }
            }
            Event::ThreadEnded { thread } => {
                if let Some(thread) = self.thread_mut(thread) {
                    thread.alive = false;
                }
            }
            Event::NeedInput { thread } => self.input = Some(thread),
        }
    }

    /// The run is over.
    pub fn end(&mut self, outcome: Outcome, now: f64) {
        if let Phase::Stopping { since } = self.phase {
            self.stop_took = Some(now - since);
        }
        self.phase = Phase::Over(outcome);
        self.input = None;
        self.flood = false;
        for thread in &mut self.threads {
            thread.alive = false;
        }
    }

    /// The place of a thread in the order of starting, which gives it its colour.
    pub fn rank(&self, id: u32) -> usize {
        self.threads.iter().position(|thread| thread.id == id).unwrap_or(id as usize)
    }

    /// A thread's name.
    pub fn name(&self, id: u32) -> String {
        match self.threads.iter().find(|thread| thread.id == id) {
            Some(thread) => thread.name.clone(),
            None => format!("#{id}"),
        }
    }

    /// How many threads have not ended.
    pub fn alive(&self) -> usize {
        self.threads.iter().filter(|thread| thread.alive).count()
    }

    fn thread_mut(&mut self, id: u32) -> Option<&mut Thread> {
        self.threads.iter_mut().find(|thread| thread.id == id)
    }
}
