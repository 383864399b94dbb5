//! The messages between the page and the explorer's worker.
//!
//! An exploration is named by the number that the page gave it. It cannot be spoken to while it searches: the page stops it
//! by a flag in a memory that both have, or by ending the worker.

use racecourse::recording::report::Report;
use serde::{Deserialize, Serialize};

use super::Diagnostic;

/// How many outcomes a report has at most. A search can find some hundred thousand, more than its memory has room for once
/// more as text, and more than anybody reads.
pub const OUTCOMES: usize = 200;

/// What the page asks of the explorer's worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToExplorer {
    /// Search through this program.
    Explore(ExploreRequest),
}

/// A program and how far to search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExploreRequest {
    /// The number of this exploration, given by the page.
    pub exploration: u32,
    /// The program text.
    pub source: String,
    /// The file name that tracebacks show.
    pub filename: String,
    /// The seed of the program's `random`.
    pub seed: u64,
    /// Seconds after which the search ends.
    pub seconds: f64,
    /// How many workers share the work at most; as many as there are unless given.
    #[serde(default)]
    pub jobs: Option<u32>,
}

/// What the explorer's worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FromExplorer {
    /// It can take commands.
    Ready {
        /// The engine's [`super::VERSION`].
        version: u32,
        /// How many workers share the work.
        explorers: u32,
    },
    /// What was found so far; some times a second.
    Progress {
        /// The exploration.
        exploration: u32,
        /// How far it is.
        figures: Figures,
        /// The report so far, with the worst [`OUTCOMES`]. At times it is left out: making it takes as long as searching.
        report: Option<Report>,
    },
    /// What was found in all.
    Done {
        /// The exploration.
        exploration: u32,
        /// How far it came.
        figures: Figures,
        /// The report, with the worst [`OUTCOMES`].
        report: Box<Report>,
        /// How large the worker's memory is now, in bytes.
        memory: u64,
    },
    /// The program has errors and cannot be explored.
    Rejected {
        /// The exploration.
        exploration: u32,
        /// Where and why.
        diagnostics: Vec<Diagnostic>,
    },
    /// The worker itself failed, and must be thrown away.
    Panic {
        /// The reason, in English.
        message: String,
    },
}

/// How far a search is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Executions to their end.
    pub executions: u64,
    /// Traces of the search under way.
    pub traces: u64,
    /// About how many there are, where that was estimated.
    pub estimate: Option<u64>,
    /// States of the search under way.
    pub states: u64,
    /// Distinct outcomes, all of them.
    pub outcomes: usize,
    /// Seconds since the start.
    pub seconds: f64,
}
