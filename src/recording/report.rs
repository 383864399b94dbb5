//! What an exploration has found, as plain data: the JSON that `racecourse explore --json` writes, and what the page's
//! explorer sends.

use serde::{Deserialize, Serialize};

use crate::check::finding::Finding as Found;
use crate::explore::{Ending, Outcome as Possible, RaceReport, Report as Search, Verdict as Worst};
use crate::schedule::Token;

/// All of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The worst that was found.
    pub verdict: Verdict,
    /// Nothing else can happen.
    pub complete: bool,
    /// Why it is not complete, in English.
    pub reason: Option<String>,
    /// Executions that were run, those of the quick look too.
    pub executions: u64,
    /// Traces of the last search.
    pub traces: u64,
    /// States of the last search.
    pub states: u64,
    /// How long it took.
    pub seconds: f64,
    /// The outcomes, the worst first, of these the shortest way first.
    pub outcomes: Vec<Outcome>,
    /// Uses of memory without order.
    pub races: Vec<Race>,
    /// What else is to be said.
    pub findings: Vec<Finding>,
}

/// What is to be thought of a program; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing is wrong, and everything was seen.
    Ok,
    /// Nothing wrong was found, but not everything was seen.
    Incomplete,
    /// An exception can go uncaught.
    Failure,
    /// Threads can wait for each other for ever.
    Deadlock,
}

/// One way in which the program can end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// How it ends.
    pub kind: OutcomeKind,
    /// What it prints.
    pub stdout: String,
    /// Which exceptions, the report of the deadlock, or which limit.
    pub error: String,
    /// How many traces lead to it.
    pub traces: u64,
    /// Preemptions of the schedule.
    pub preemptions: u32,
    /// A schedule that leads to it.
    pub schedule: String,
}

/// How an outcome ends; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// As the program meant it to.
    Ok,
    /// Beyond a limit.
    Cut,
    /// With an exception that nobody caught.
    Exception,
    /// In a deadlock.
    Deadlock,
}

/// Two uses of memory that nothing puts in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Race {
    /// What the program calls it.
    pub variable: String,
    /// The two.
    pub uses: Vec<Use>,
    /// A schedule that shows them.
    pub schedule: String,
}

/// A use of memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The line (from 1).
    pub line: u32,
    /// Its text.
    pub source: String,
    /// Whether it is written there.
    pub writes: bool,
}

/// Something that is no error yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its name, such as `lock-order`.
    pub kind: String,
    /// The line (from 1); 0 for none.
    pub line: u32,
    /// Its text.
    pub source: String,
    /// A sentence in English.
    pub message: String,
    /// A schedule that shows it.
    pub schedule: String,
}

impl Report {
    /// What a search has found in so many seconds.
    pub fn of(search: &Search, seconds: f64) -> Report {
        Report {
            verdict: Verdict::of(search.verdict()),
            complete: search.complete,
            reason: search.reason.clone(),
            executions: search.progress.executions,
            traces: search.progress.traces,
            states: search.progress.states,
            seconds,
            outcomes: search.outcomes.worst_first().into_iter().map(Outcome::of).collect(),
            races: search.races.iter().map(Race::of).collect(),
            findings: search.findings.iter().map(Finding::of).collect(),
        }
    }
}

impl Verdict {
    fn of(worst: Worst) -> Verdict {
        match worst {
            Worst::Ok => Verdict::Ok,
            Worst::Incomplete => Verdict::Incomplete,
            Worst::Failure => Verdict::Failure,
            Worst::Deadlock => Verdict::Deadlock,
        }
    }
}

impl Outcome {
    fn of(outcome: &Possible) -> Outcome {
        let (kind, error) = match &outcome.ending {
            Ending::Ok => (OutcomeKind::Ok, String::new()),
            Ending::Cut(why) => (OutcomeKind::Cut, why.clone()),
            Ending::Exception(errors) => (OutcomeKind::Exception, errors.join("\n")),
            Ending::Deadlock => (OutcomeKind::Deadlock, outcome.errors.clone()),
        };
        Outcome {
            kind,
            stdout: outcome.output.clone(),
            error,
            traces: outcome.traces,
            preemptions: outcome.preemptions,
            schedule: outcome.schedule.to_string(),
        }
    }
}

impl Race {
    fn of((race, token): &(RaceReport, Token)) -> Race {
        let used =
            |(line, source, writes): &(u32, String, bool)| Use { line: *line, source: source.clone(), writes: *writes };
        let uses = race.uses.iter().map(used).collect();
        Race { variable: race.variable.clone(), uses, schedule: token.to_string() }
    }
}

impl Finding {
    fn of((finding, token): &(Found, Token)) -> Finding {
        Finding {
            kind: finding.kind.name().to_owned(),
            line: finding.line,
            source: finding.source.clone(),
            message: finding.words.clone(),
            schedule: token.to_string(),
        }
    }
}
