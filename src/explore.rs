//! Exploring: what can happen in a program, the shortest way to it, and the proof that nothing else can.
//!
//! First a quick look: schedules with no preemption, then one, then two, then random ones ([`walk`]); it finds most mistakes
//! at once. Then the proof: one execution for each Mazurkiewicz trace ([`dpor`]); or, where executions do not end, every state
//! once ([`stateful`]). [`plan`] says what comes when.
//!
//! Only uses of memory that were seen to race are points where threads are switched; they are found on the way, and the
//! search begins anew with each that is new. That is enough: as long as all other uses are ordered in every execution
//! explored, each execution with more switches is equivalent to one of these (Musuvathi, Qadeer: "Iterative Context
//! Bounding", PLDI 2007, section 3).

mod crew;
mod dpor;
mod endless;
mod execution;
pub mod follow;
mod found;
pub mod outcome;
mod plan;
mod scout;
mod shared;
mod stateful;
mod step;
pub mod stepper;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use self::found::{Found, Pair};
pub use self::outcome::{Ending, Outcome, Outcomes, Verdict};
use self::scout::{Base, Scout};
use crate::check::finding::{Finding, inversions};
use crate::check::race::Detector;
use crate::choice::Variable;
use crate::ids::Who;
use crate::kernel::Place;
use crate::process::run::Options;
use crate::schedule::Token;
use crate::span::Diagnostic;
use crate::sys::Seconds;
use crate::world::visible::{Grain, Machine};

/// How to search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strategy {
    /// A quick look, then the proof; where executions do not end, the search over states instead.
    #[default]
    Auto,
    /// Every interleaving of the visible operations, one after the other: only for the smallest programs.
    Naive,
    /// One execution for each trace: Source-DPOR with sleep sets.
    Dpor,
    /// The same, without ways that end in the middle: Optimal-DPOR with wakeup trees.
    Optimal,
    /// Every state once: for programs of many traces and few states, and for those that wait in loops. Traces cannot be
    /// counted so: what is reported as their number is how many ends of executions were seen.
    Stateful,
    /// Random schedules, until a limit: any thread at each step.
    Random,
    /// The same, by priorities that change a few times.
    Pct,
    /// The same, each interleaving about as often as any other.
    Urw,
}

/// What is searched, and how far.
#[derive(Clone, Debug)]
pub struct Config {
    /// How.
    pub strategy: Strategy,
    /// Executions after which the search stops.
    pub max_executions: u64,
    /// States of the proof after which it stops; several explorers may visit some more.
    pub max_states: u64,
    /// Visible operations after which one execution is given up.
    pub max_steps: usize,
    /// Only schedules with at most so many preemptions.
    pub max_preemptions: Option<u32>,
    /// The order of lines of output does not matter.
    pub final_only: bool,
    /// Time may pass while threads could go on, so that whoever waits with a limit may give up at any moment.
    pub any_time: bool,
    /// All uses of shared memory are visible, not only those seen to race: far more to search, nothing more to find.
    pub every_stop: bool,
    /// Seed of random schedules.
    pub seed: u64,
    /// Stop where the output has this text in it.
    pub find: Option<String>,
    /// Whether there is too little memory to go on. Every explorer asks this in each state that it comes to: those on the way
    /// to where it is are kept, and may be large.
    pub is_full: fn() -> bool,
    /// How many explorers share the proof by [`Strategy::Auto`] or [`Strategy::Dpor`], on rayon's threads; with one, the
    /// caller's thread does it all.
    pub jobs: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            strategy: Strategy::Auto,
            max_executions: u64::MAX,
            max_states: u64::MAX,
            max_steps: 5_000,
            max_preemptions: None,
            final_only: false,
            any_time: false,
            every_stop: false,
            seed: 0,
            find: None,
            is_full: || false,
            jobs: 1,
        }
    }
}

impl Config {
    /// Whether the search is to go on after so much.
    ///
    /// # Errors
    /// Why not.
    fn allows(&self, executions: u64, states: u64) -> Result<(), Stop> {
        let limit = |limit: u64, what: &str| Err(Stop::Incomplete(format!("the limit of {limit} {what} was reached")));
        if executions >= self.max_executions {
            limit(self.max_executions, "executions")
        } else if states >= self.max_states {
            limit(self.max_states, "states")
        } else {
            Ok(())
        }
    }
}

/// How far a search is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Executions to their end, those of the quick look too.
    pub executions: u64,
    /// Traces of the proof.
    pub traces: u64,
    /// About how many there are, where that was estimated: the order of magnitude, not more.
    pub estimate: Option<u64>,
    /// States visited in the proof (nodes of its tree).
    pub states: u64,
    /// Distinct outcomes so far.
    pub outcomes: usize,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Everything that can happen was seen.
    pub complete: bool,
    /// Why not, in words, where that is so; or that no execution comes to an end.
    pub reason: Option<String>,
    /// How far it came.
    pub progress: Progress,
    /// All distinct outcomes; of a search under way so many as were asked for.
    pub outcomes: Outcomes,
    /// Uses of memory without order, each with a schedule that shows it.
    pub races: Vec<(RaceReport, Token)>,
    /// What else is to be said, each with a schedule that shows it.
    pub findings: Vec<(Finding, Token)>,
    /// The places of the program where they are: what a story tells of.
    pub places: BTreeSet<Place>,
}

/// Two uses of memory without an order between them, in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RaceReport {
    /// What the program calls it.
    pub variable: String,
    /// Line, its text, whether it is written there: of one use, and of the other.
    pub uses: [(u32, String, bool); 2],
}

impl Report {
    /// The worst that can happen.
    pub fn verdict(&self) -> Verdict {
        // Without an outcome nothing is known to be right: no execution comes to an end.
        let worst = self.outcomes.iter().map(|outcome| outcome.ending.verdict()).max().unwrap_or(Verdict::Incomplete);
        if worst == Verdict::Ok && !self.complete { Verdict::Incomplete } else { worst }
    }
}

impl RaceReport {
    /// `program` knows the program's code.
    fn of(race: &Pair, used: Variable, program: &Machine) -> Self {
        let mut uses = race.map(|(place, writes)| {
            let location = program.locate(place).unwrap_or_default();
            (location.line, location.source, writes)
        });
        uses.sort();
        Self { variable: program.used_at(race[1].0, used).unwrap_or_default(), uses }
    }
}

/// Why whoever watches a search has had enough of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Enough {
    /// Somebody asked for that.
    Asked,
    /// It has taken so long.
    Time(Seconds),
    /// It takes too much memory.
    Memory,
}

impl fmt::Display for Enough {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Enough::Asked => f.write_str("it was stopped"),
            Enough::Time(seconds) => write!(f, "the limit of {seconds} s was reached"),
            Enough::Memory => f.write_str("the limit of memory was reached"),
        }
    }
}

/// Why a search ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// All was seen.
    Complete,
    /// Something was left out.
    Incomplete(String),
    /// These uses of memory race and were not visible: the search is to begin anew.
    NewPlaces,
    /// The caller has had enough.
    Cancelled(Enough),
    /// Another explorer knows why.
    Elsewhere,
    /// What was looked for was found.
    Found,
}

/// Whether a thread that could go on is left for another.
fn preempts(last: Option<Who>, next: Who, enabled: &[Who]) -> bool {
    last.is_some_and(|last| last != next && last != Who::TIME && enabled.contains(&last))
}

/// A search under way, as whoever watches it sees it.
pub struct Glance<'s> {
    search: &'s dyn Fn(usize) -> Report,
    /// How far it is.
    pub progress: Progress,
}

impl Glance<'_> {
    /// What was found so far, with so many outcomes at most, the worst of them.
    pub fn report(&self, most: usize) -> Report {
        (self.search)(most)
    }
}

/// Called after each execution; a reason stops the search.
pub type Watch<'a> = dyn FnMut(&Glance<'_>) -> Option<Enough> + 'a;

/// A search.
struct Search<'a> {
    /// The program before it has done anything.
    program: Machine,
    /// With what visible, and the program at its start so.
    started: (Grain, Machine),
    scout: Scout<'a>,
}

/// Explores a program. `name` is what tracebacks call the file.
///
/// # Errors
/// What is wrong with the program's text.
pub fn explore<'a>(
    source: &'a str,
    name: &'a str,
    options: &'a Options,
    config: &'a Config,
    watch: &'a mut Watch<'a>,
) -> Result<Report, Vec<Diagnostic>> {
    let mut program = Machine::unstarted(source, name, options)?;
    let grain = Grain {
        silent_output: config.final_only,
        every_stop: config.every_stop,
        any_time: config.any_time,
        joins_together: !config.every_stop
            && matches!(config.strategy, Strategy::Auto | Strategy::Dpor | Strategy::Optimal),
        ..Grain::default()
    };
    let mut started = begin(&mut program, &grain);
    let code = Box::new(started.fork());
    let scout = Scout {
        config,
        grain: grain.clone(),
        found: Found::new(Outcomes::new(source, config.final_only, config.any_time)),
        detector: Detector::default(),
        base: Base::Caller { watch, program: code },
        anchor: None,
    };
    let mut search = Search { program, started: (grain, started), scout };
    let mut stop = search.run();
    let found = &search.scout.found;
    // A sample that shows what the proof did not: the proof is wrong, and must not be called one.
    if stop == Stop::Complete && found.outcomes.iter().any(|outcome| outcome.traces == 0) {
        stop = Stop::Incomplete("the search missed an outcome that a sample has shown; please report this".to_owned());
    }
    Ok(search.into_report(&stop))
}

/// A copy of a program that has done nothing, at its first visible operation, and soon copied.
fn begin(program: &mut Machine, grain: &Grain) -> Machine {
    let mut machine = program.fork();
    machine.start(grain);
    machine.consolidate();
    machine
}

impl Found {
    /// What it has come to, with these of its outcomes. `program` knows the program's code.
    /// `stop`: none while the search is under way.
    fn report(&self, outcomes: Outcomes, program: &Machine, grain: &Grain, stop: Option<&Stop>) -> Report {
        let reason = match stop {
            Some(Stop::Complete) if outcomes.is_empty() => Some("no execution comes to an end".to_owned()),
            Some(Stop::Incomplete(why)) => Some(why.clone()),
            Some(Stop::Cancelled(why)) => Some(why.to_string()),
            Some(Stop::Found) => Some("what was looked for was found".to_owned()),
            None | Some(Stop::Complete | Stop::NewPlaces | Stop::Elsewhere) => None,
        };
        // Where all was seen and there is no deadlock, the order of locks does no harm.
        let complete = stop == Some(&Stop::Complete);
        let is_proved = complete && !outcomes.iter().any(|outcome| outcome.ending == Ending::Deadlock);
        let inversions = if is_proved { BTreeMap::new() } else { inversions(&self.orders) };
        let inversions = inversions.into_iter().map(|(finding, token)| (finding, token.clone()));
        let others = self.findings.iter().map(|(finding, token)| (finding.clone(), token.clone()));
        // Several places can be called the same; which of their schedules is told must not hang on the machine.
        let by_place: BTreeMap<_, _> = self.races.iter().collect();
        let mut races = BTreeMap::new();
        for (race, (used, token)) in by_place {
            races.entry(RaceReport::of(race, *used, program)).or_insert_with(|| token.clone());
        }
        Report {
            findings: inversions.chain(others).collect(),
            complete,
            reason,
            progress: self.progress,
            outcomes,
            races: races.into_iter().collect(),
            places: grain.places.clone(),
        }
    }
}

impl Search<'_> {
    fn into_report(mut self, stop: &Stop) -> Report {
        let Scout { found, grain, base, .. } = &mut self.scout;
        let none = found.outcomes.none_of_them();
        let outcomes = std::mem::replace(&mut found.outcomes, none);
        found.progress.outcomes = outcomes.len();
        let program = match base {
            Base::Caller { program, .. } => program,
            Base::Crew(_) => &self.program,
        };
        found.report(outcomes, program, grain, Some(stop))
    }

    /// The program at its start. The detector knows what has happened in it so far, and nothing else.
    fn start(&mut self) -> Machine {
        let (visible, started) = &mut self.started;
        if *visible != self.scout.grain {
            *visible = self.scout.grain.clone();
            *started = begin(&mut self.program, visible);
        }
        let mut machine = started.fork();
        self.scout.detector = Detector::default();
        self.scout.note(&mut machine);
        machine
    }

    /// The same, for a search that counts its traces, unless its traces are not to count.
    fn start_counting(&mut self) -> Machine {
        if self.scout.found.counts {
            self.scout.found.begin();
        }
        self.start()
    }

    /// What a search has come to that has tried all it is to try.
    fn all_tried(&mut self) -> Stop {
        self.scout.found.cut.take().map_or(Stop::Complete, Stop::Incomplete)
    }
}
