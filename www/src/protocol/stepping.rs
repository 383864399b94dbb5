//! The messages between the page and the stepper's worker.
//!
//! Every command is answered by one message. A session is a program that is stepped, named by the number that the page gave
//! it; what comes from an older session is dropped.

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::{Diagnostic, End, Who};

/// What the page asks of the stepper's worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToStepper {
    /// Step this program, in place of any other.
    Begin(StepRequest),
    /// Move in it.
    Move {
        /// The session that is meant.
        session: u32,
        /// How.
        how: Move,
    },
}

/// A program to be stepped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepRequest {
    /// The number of this session, given by the page.
    pub session: u32,
    /// The program text.
    pub source: String,
    /// The file name that tracebacks show.
    pub filename: String,
    /// The seed of the program's `random`.
    pub seed: u64,
    /// A schedule to be gone through to its end at once.
    pub schedule: Option<String>,
}

/// A way through the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Move {
    /// One step of a thread.
    Step {
        /// The thread.
        who: Who,
    },
    /// Steps of a thread to another line.
    Line {
        /// The thread.
        who: Who,
    },
    /// So many steps, by whoever can go on.
    GoOn {
        /// At most so many.
        steps: usize,
    },
    /// On until something is so: the steps that are known first, then by whoever can go on.
    Until {
        /// What.
        until: Until,
        /// At most so many steps.
        steps: usize,
    },
    /// To a step that was taken before.
    Goto {
        /// Its number; 0 is the start.
        step: usize,
    },
    /// Through this schedule, from the start.
    Follow {
        /// The schedule as text.
        schedule: String,
    },
}

/// What a program can be run on to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Until {
    /// A thread comes to a line.
    Line {
        /// Its number, from 1.
        line: u32,
    },
    /// A thread has to wait.
    Waits {
        /// Which.
        who: Who,
    },
    /// A thread has ended.
    Ended {
        /// Which.
        who: Who,
    },
    /// Something is printed.
    Output {
        /// What.
        text: String,
    },
}

/// What the stepper's worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FromStepper {
    /// It can take commands.
    Ready {
        /// The engine's [`super::VERSION`].
        version: u32,
    },
    /// The program as it is now.
    View {
        /// The session.
        session: u32,
        /// The program.
        view: Box<StepView>,
        /// What could not be done.
        trouble: Option<Trouble>,
    },
    /// The program has errors and cannot be stepped.
    Rejected {
        /// The session.
        session: u32,
        /// Where and why.
        diagnostics: Vec<Diagnostic>,
    },
    /// The worker itself failed, and must be thrown away.
    Panic {
        /// The reason, in English.
        message: String,
    },
}

/// Why a command was not carried out, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Trouble {
    /// That thread cannot take a step.
    CannotStep,
    /// The program has ended, and what it was run on to was never so.
    EndedFirst {
        /// What that was.
        until: Until,
    },
    /// What the program was run on to is not so yet.
    NotYet {
        /// Steps that were taken.
        steps: usize,
    },
    /// The text is no schedule.
    NoSchedule,
    /// The schedule is of another version of the format.
    OtherVersion {
        /// Which.
        version: String,
    },
    /// A part of the schedule cannot be read.
    Damaged {
        /// The part.
        part: String,
    },
    /// The schedule was made for another program text.
    Stale {
        /// Steps of it that fit this text.
        fits: usize,
        /// Steps that it has.
        of: usize,
    },
    /// The schedule does not fit to its end.
    Strays {
        /// Steps of it that fit.
        fits: usize,
        /// Steps that it has.
        of: usize,
    },
}

/// A program that is stepped, as it is at a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    /// Steps taken.
    pub step: usize,
    /// Steps that are known: those taken, and those that were taken back.
    pub known: usize,
    /// Virtual seconds since the start.
    pub clock: f64,
    /// How it has ended, if it has.
    pub end: Option<End>,
    /// What the last step was.
    pub last: Option<LastStep>,
    /// Who takes the next of the steps that are known.
    pub next: Option<Who>,
    /// Threads that have not ended, in the order in which they were made.
    pub threads: Vec<ThreadView>,
    /// What there is to wait for.
    pub moment: Moment,
    /// The end of what it has printed.
    pub output: String,
    /// Bytes that it has printed before that.
    pub output_before: usize,
    /// What it has written to standard error.
    pub errors: String,
    /// The schedule up to here.
    pub schedule: String,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastStep {
    /// By whom.
    pub who: Who,
    /// Its name.
    pub name: String,
    /// What it did, in English.
    pub what: String,
    /// What it found or left in memory, if that is short.
    pub value: Option<String>,
    /// The line (from 1); 0 for none.
    pub line: u32,
}

/// A thread, and what it would do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadView {
    /// Which.
    pub who: Who,
    /// Its name.
    pub name: String,
    /// What it would do, in English.
    pub what: String,
    /// The line of the program (from 1); 0 for none.
    pub line: u32,
    /// Why it cannot, in English; none where it can.
    pub waits: Option<String>,
    /// Threads that wait now and could go on then, by name.
    pub wakes: Vec<String>,
    /// Its calls in the program, the innermost first.
    pub calls: Vec<Call>,
}

/// A call of a function of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The function, `<module>` at top level.
    pub function: String,
    /// The line (from 1) at which it is.
    pub line: u32,
    /// Its variables and their values.
    pub locals: Vec<(String, String)>,
}
