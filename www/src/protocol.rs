//! The messages between the page and the engine's workers: plain data in JSON, read and written by both modules.
//!
//! A run is named by the number that the page gave it in [`ToEngine::Run`]. Every answer carries that number, so the
//! page can drop what a finished run still sends. [`VERSION`] changes with any change of meaning; a page that meets an
//! engine of another version (a stale cache) says so instead of guessing.
//!
//! Exploring and stepping have workers of their own, and messages: [`exploring`], [`stepping`] with [`moment`].

pub mod exploring;
pub mod moment;
pub mod stepping;

use serde::{Deserialize, Serialize};

/// The version of these messages.
pub const VERSION: u32 = 3;

/// Which engine runs the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// The deterministic machine with a virtual clock.
    #[default]
    Sim,
    /// Real threads on workers with a real clock.
    Live,
}

/// What the page asks of the control worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToEngine {
    /// Start this program. At most one runs at a time.
    Run(RunRequest),
    /// End the run as soon as possible; the program cannot catch it.
    Stop {
        /// The run that is meant.
        run: u32,
    },
    /// What Ctrl-C does: KeyboardInterrupt in the main thread.
    Interrupt {
        /// The run that is meant.
        run: u32,
    },
    /// The answer to `input()`: a line without its end, or the end of the input.
    Input {
        /// The run that is meant.
        run: u32,
        /// The line; nothing for the end of the input.
        line: Option<String>,
    },
    /// The page has taken in this batch; the next one may be sent.
    Ack {
        /// The number of the batch.
        batch: u32,
    },
}

/// A program and how to run it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunRequest {
    /// The number of this run, given by the page.
    pub run: u32,
    /// The program text.
    pub source: String,
    /// The file name that tracebacks show.
    pub filename: String,
    /// On which engine.
    pub engine: Engine,
    /// The seed of the scheduler and of `random`.
    pub seed: u64,
    /// In sim: the processors of the machine.
    pub processors: u32,
    /// In sim: one thread of a process runs at a time.
    pub gil: bool,
}

/// What an engine worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FromEngine {
    /// The control worker can take commands.
    Ready {
        /// The engine's [`VERSION`].
        version: u32,
    },
    /// Threads are running out: start this many workers more.
    Grow {
        /// How many.
        workers: u32,
    },
    /// The program has started.
    Started {
        /// The run.
        run: u32,
    },
    /// The program was not started: workers are still at threads of an earlier run. They must be replaced.
    Busy {
        /// The run.
        run: u32,
    },
    /// The program has errors and did not start.
    Rejected {
        /// The run.
        run: u32,
        /// Where and why.
        diagnostics: Vec<Diagnostic>,
    },
    /// What has happened since the last batch, in order. Wants an [`ToEngine::Ack`].
    Batch(Batch),
    /// The run is over; nothing more comes from it.
    Ended(Ended),
    /// The engine itself failed. Its memory must be thrown away.
    Panic {
        /// The reason, in English.
        message: String,
    },
}

/// Some events of a run, in the order in which they happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// The run.
    pub run: u32,
    /// The number of the batch, to be acknowledged.
    pub batch: u32,
    /// Seconds since the start of the run; virtual ones in sim.
    pub clock: f64,
    /// Lines of output that were left out before these events because nobody could have read them.
    pub skipped_lines: u64,
    /// The events.
    pub events: Vec<Event>,
}

impl Batch {
    /// Bytes of output in it.
    pub fn text_size(&self) -> usize {
        let size = |event: &Event| if let Event::Output { text, .. } = event { text.len() } else { 0 };
        self.events.iter().map(size).sum()
    }
}

/// A thread: its process's id and its number in that process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who {
    /// The process.
    pub process: u32,
    /// The thread in it.
    pub thread: u32,
}

/// Something that happened in a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Event {
    /// A thread wrote text: any piece of a line, or many lines.
    Output {
        /// The thread.
        who: Who,
        /// Whether it went to `sys.stderr`.
        error: bool,
        /// The text.
        text: String,
    },
    /// A process has come to be. The next thread that starts in it is its main thread.
    ProcessStarted {
        /// The process.
        process: u32,
        /// Its parent; none for the first process.
        parent: Option<u32>,
    },
    /// A process has another name.
    ProcessRenamed {
        /// The process.
        process: u32,
        /// The new name.
        name: String,
    },
    /// A process has ended.
    ProcessEnded {
        /// The process.
        process: u32,
        /// How.
        status: Status,
    },
    /// The parent has waited for a process that has ended.
    ProcessReaped {
        /// The process.
        process: u32,
    },
    /// A thread has come to be.
    ThreadStarted {
        /// The thread.
        who: Who,
        /// Its name.
        name: String,
        /// Whether the program may end without it.
        daemon: bool,
    },
    /// A thread has another name.
    ThreadRenamed {
        /// The thread.
        who: Who,
        /// The new name.
        name: String,
    },
    /// A thread has ended.
    ThreadEnded {
        /// The thread.
        who: Who,
    },
    /// A thread waits for a line of input.
    NeedInput {
        /// The thread.
        who: Who,
    },
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// With this exit code.
    Exit(u32),
    /// Killed by this signal.
    Signal(u32),
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// The run.
    pub run: u32,
    /// Seconds from start to end; virtual ones in sim.
    pub clock: f64,
    /// The digest of a sim run, in hexadecimal: equal for equal runs.
    pub digest: Option<String>,
    /// How large the engine's memory is now, in bytes.
    pub memory: u64,
    /// The reason.
    pub end: End,
}

/// Why a run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum End {
    /// The program came to its end, called `sys.exit`, or did not catch an exception.
    Exit {
        /// Its exit status.
        code: i32,
    },
    /// No thread of any process can ever go on.
    Deadlock {
        /// Each waiting thread; those of a cycle first, each followed by the one it waits for.
        waits: Vec<Wait>,
        /// How many of the first form a cycle.
        cycle: u32,
    },
    /// A limit was reached: time, memory, output, threads.
    Limit {
        /// Which, in English.
        text: String,
    },
    /// The user stopped it.
    Stopped,
}

/// One thread of a deadlock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wait {
    /// The thread.
    pub who: Who,
    /// Its name, with that of its process where there are several.
    pub name: String,
    /// What it does, in English: `waits for lock 2`.
    pub what: String,
    /// Who holds that, if anybody does.
    pub held_by: Option<Holder>,
    /// The line where it waits, from 1; 0 where no line of the program is running.
    pub line: u32,
    /// The text of that line.
    pub source: String,
}

/// Who keeps a thread waiting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The thread.
    pub who: Who,
    /// Its name.
    pub name: String,
    /// The line where it took what it holds; 0 where that is unknown.
    pub line: u32,
}

/// An error in the program text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 0.
    pub column: u32,
    /// Python's name for it, such as `SyntaxError`.
    pub kind: String,
    /// What is wrong.
    pub message: String,
}
