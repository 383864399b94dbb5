//! Exploring: what can happen in a program, the shortest way to it, and the proof that nothing else can.
//!
//! First a quick look: schedules with no preemption, then one, then two, then random ones; it finds most mistakes at once.
//! Then the proof: one execution for each Mazurkiewicz trace ([`dpor`]).
//!
//! Only uses of memory that were seen to race are points where threads are switched; they are found on the way, and the
//! search begins anew with each that is new. That is enough: as long as all other uses are ordered in every execution
//! explored, each execution with more switches is equivalent to one of these (Musuvathi, Qadeer: "Iterative Context
//! Bounding", PLDI 2007, section 3).

pub mod dpor;
pub mod execution;
pub mod follow;
pub mod outcome;
pub mod stepper;
pub mod walk;

use std::collections::{BTreeMap, BTreeSet};

use self::dpor::Dpor;
pub use self::outcome::{Ending, Outcome, Outcomes, Verdict};
use crate::check::finding::{Finding, Order, inversions};
use crate::check::race::{Detector, Race};
use crate::choice::{Mode, Object};
use crate::ids::Who;
use crate::kernel::Place;
use crate::process::run::Options;
use crate::schedule::Token;
use crate::span::Diagnostic;
use crate::world::visible::{Deed, Grain, Machine};

/// Samples of the quick look.
const SAMPLES: u32 = 200;
/// Executions of the quick look at each number of preemptions.
const QUICK: u64 = 400;
/// Executions that may be cut off before a search gives up: its program does not end by itself.
const CUTS: u32 = 8;
/// Preemptions of the quick look.
const PREEMPTIONS: u32 = 2;

/// How to search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strategy {
    /// A quick look, then the proof.
    #[default]
    Auto,
    /// Every interleaving of the visible operations, one after the other: only for the smallest programs.
    Naive,
    /// One execution for each trace: Source-DPOR with sleep sets.
    Dpor,
    /// Random schedules, until a limit.
    Random,
}

/// What is searched, and how far.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// How.
    pub strategy: Strategy,
    /// Executions after which the search stops.
    pub max_executions: u64,
    /// Visible operations after which one execution is given up.
    pub max_steps: usize,
    /// Only schedules with at most so many preemptions.
    pub max_preemptions: Option<u32>,
    /// The order of lines of output does not matter.
    pub final_only: bool,
    /// All uses of shared memory are visible, not only those seen to race: far more to search, nothing more to find.
    pub every_stop: bool,
    /// Seed of random schedules.
    pub seed: u64,
    /// Stop where the output has this text in it.
    pub find: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            strategy: Strategy::Auto,
            max_executions: u64::MAX,
            max_steps: 5_000,
            max_preemptions: None,
            final_only: false,
            every_stop: false,
            seed: 0,
            find: None,
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
    /// Why not, in words, where that is so.
    pub reason: Option<String>,
    /// How far it came.
    pub progress: Progress,
    /// All distinct outcomes.
    pub outcomes: Outcomes,
    /// Uses of memory without order.
    pub races: Vec<RaceReport>,
    /// What else is to be said, each with a schedule that shows it, if there is one.
    pub findings: Vec<(Finding, Option<Token>)>,
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
        let worst = self.outcomes.iter().map(|outcome| outcome.ending.verdict()).max().unwrap_or(Verdict::Ok);
        if worst == Verdict::Ok && !self.complete { Verdict::Incomplete } else { worst }
    }
}

impl RaceReport {
    /// `machine` knows the program's code.
    fn of(race: &Race<Place>, machine: &Machine) -> Self {
        let told = |(_, place, writes): (Who, Place, bool)| {
            let location = machine.locate(place).unwrap_or_default();
            (location.line, location.source, writes)
        };
        let mut uses = [told(race.first), told(race.second)];
        uses.sort();
        Self { variable: machine.used_at(race.second.1).unwrap_or_default(), uses }
    }
}

/// Why a search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// All was seen.
    Complete,
    /// Something was left out.
    Incomplete(String),
    /// These uses of memory race and were not visible: the search is to begin anew.
    NewPlaces,
    /// The caller has had enough.
    Cancelled,
    /// What was looked for was found.
    Found,
}

/// Whether a thread that could go on is left for another.
fn preempts(last: Option<Who>, next: Who, enabled: &[Who]) -> bool {
    last.is_some_and(|last| last != next && enabled.contains(&last))
}

/// A search under way, as whoever watches it sees it.
pub struct Glance<'s> {
    search: &'s dyn Fn() -> Report,
    /// How far it is.
    pub progress: Progress,
}

impl Glance<'_> {
    /// What was found so far; takes about a microsecond an outcome.
    pub fn report(&self) -> Report {
        (self.search)()
    }
}

/// Called after each execution; false stops the search.
pub type Watch<'a> = dyn FnMut(&Glance<'_>) -> bool + 'a;

/// What the parts of a search share.
pub struct Search<'a> {
    source: &'a str,
    name: &'a str,
    options: &'a Options,
    config: &'a Config,
    grain: Grain,
    progress: Progress,
    outcomes: Outcomes,
    races: BTreeSet<RaceReport>,
    /// Somebody asks whether a thread has ended.
    asks: bool,
    /// Executions that were cut off, and why the last one of the search under way was.
    cuts: u32,
    cut: Option<String>,
    /// The program at its start, to look its code up.
    code: Machine,
    /// Locks that were taken while others were held.
    orders: BTreeSet<Order>,
    /// What else is to be said, each with a schedule that shows it.
    findings: BTreeMap<Finding, Token>,
    /// Knows what has happened on the way to the state at hand.
    detector: Detector<Place>,
    /// Away while it is called.
    watch: Option<&'a mut Watch<'a>>,
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
    let grain = Grain { silent_output: config.final_only, every_stop: config.every_stop, ..Grain::default() };
    let code = Machine::new(source, name, options, &grain)?;
    let mut search = Search {
        source,
        name,
        options,
        config,
        grain,
        asks: false,
        cuts: 0,
        cut: None,
        code,
        progress: Progress::default(),
        outcomes: Outcomes::new(source, config.final_only),
        races: BTreeSet::new(),
        orders: BTreeSet::new(),
        findings: BTreeMap::new(),
        detector: Detector::default(),
        watch: Some(watch),
    };
    let mut stop = search.run();
    // A sample that shows what the proof did not: the proof is wrong, and must not be called one.
    if stop == Stop::Complete && search.outcomes.iter().any(|outcome| outcome.traces == 0) {
        stop = Stop::Incomplete("the search missed an outcome that a sample has shown; please report this".to_owned());
    }
    Ok(search.report(&stop))
}

impl Search<'_> {
    /// What it has come to.
    fn report(&self, stop: &Stop) -> Report {
        let reason = match stop {
            Stop::Complete => None,
            Stop::Incomplete(why) => Some(why.clone()),
            Stop::Found => Some("what was looked for was found".to_owned()),
            Stop::NewPlaces | Stop::Cancelled => Some("it was stopped".to_owned()),
        };
        // Where all was seen and there is no deadlock, the order of locks does no harm.
        let complete = *stop == Stop::Complete;
        let is_proved = complete && !self.outcomes.iter().any(|outcome| outcome.ending == Ending::Deadlock);
        let inversions = if is_proved { BTreeSet::new() } else { inversions(&self.orders) };
        let inversions = inversions.into_iter().map(|finding| (finding, None));
        let others = self.findings.iter().map(|(finding, token)| (finding.clone(), Some(token.clone())));
        Report {
            findings: inversions.chain(others).collect(),
            complete,
            reason,
            progress: self.progress,
            outcomes: self.outcomes.clone(),
            races: self.races.iter().cloned().collect(),
            places: self.grain.places.clone(),
        }
    }

    fn machine(&self) -> Result<Machine, Vec<Diagnostic>> {
        Machine::new(self.source, self.name, self.options, &self.grain)
    }

    /// The program at its start. The detector knows what has happened in it so far, and nothing else.
    fn start(&mut self) -> Option<Machine> {
        let mut machine = self.machine().ok()?;
        self.detector = Detector::default();
        self.note(&machine.take_deeds());
        Some(machine)
    }

    /// The same, for a search that counts its traces.
    fn start_counting(&mut self) -> Option<Machine> {
        self.outcomes.forget_counts();
        self.progress.traces = 0;
        self.cut = None;
        self.start()
    }

    /// What a search has come to that has tried all it is to try.
    fn all_tried(&mut self) -> Stop {
        self.cut.take().map_or(Stop::Complete, Stop::Incomplete)
    }

    fn run(&mut self) -> Stop {
        let quick = match self.config.strategy {
            Strategy::Auto => self.quick_look(),
            _ => Stop::Complete,
        };
        match quick {
            Stop::Cancelled | Stop::Found => return quick,
            Stop::Incomplete(_) if self.cuts >= CUTS => return quick,
            _ => {}
        }
        loop {
            let stop = match self.config.strategy {
                Strategy::Random => self.random(u32::MAX),
                Strategy::Naive => self.bounded(u32::MAX, u64::MAX),
                _ => match self.config.max_preemptions {
                    Some(bound) => match self.bounded(bound, u64::MAX) {
                        Stop::Complete => {
                            Stop::Incomplete(format!("only schedules with at most {bound} preemptions were tried"))
                        }
                        stop => stop,
                    },
                    None => Dpor::new(self).run(),
                },
            };
            if stop != Stop::NewPlaces {
                return stop;
            }
        }
    }

    fn quick_look(&mut self) -> Stop {
        for bound in 0..=PREEMPTIONS.min(self.config.max_preemptions.unwrap_or(PREEMPTIONS)) {
            loop {
                match self.bounded(bound, QUICK) {
                    Stop::NewPlaces => {}
                    stop @ (Stop::Cancelled | Stop::Found) => return stop,
                    stop if self.cuts >= CUTS => return stop,
                    _ => break,
                }
            }
        }
        if self.config.max_preemptions.is_none() { self.random(SAMPLES) } else { Stop::Complete }
    }

    /// Whether the search is to go on.
    fn goes_on(&mut self) -> Result<(), Stop> {
        self.progress.outcomes = self.outcomes.len();
        if self.progress.executions >= self.config.max_executions {
            return Err(Stop::Incomplete(format!(
                "the limit of {} executions was reached",
                self.config.max_executions
            )));
        }
        let Some(watch) = self.watch.take() else { return Ok(()) };
        let goes_on = watch(&Glance { search: &|| self.report(&Stop::Cancelled), progress: self.progress });
        self.watch = Some(watch);
        if goes_on { Ok(()) } else { Err(Stop::Cancelled) }
    }

    /// Takes in what has happened in a step.
    fn note(&mut self, deeds: &[Deed]) {
        for deed in deeds {
            match deed {
                Deed::Use { who, place, uses } => self.detector.memory(*who, *place, uses),
                Deed::Request { who, uses } => {
                    self.detector.request(*who, uses);
                    self.asks |=
                        uses.iter().any(|used| matches!((used.object, used.mode), (Object::End(_), Mode::Read)));
                }
                Deed::Began { who, by } => self.detector.began(*who, *by),
                Deed::Ended { who } => self.detector.ended(*who),
                Deed::Order(order) => {
                    if !self.orders.contains(order.as_ref()) {
                        self.orders.insert((**order).clone());
                    }
                }
            }
        }
    }

    /// An execution has come to its end. Says whether there are new visible places.
    fn ended(&mut self, machine: &Machine, preemptions: u32) -> Result<(), Stop> {
        self.progress.executions += 1;
        let ending = outcome::ending(machine);
        if let Ending::Cut(why) = &ending {
            self.cuts += 1;
            self.cut = Some(why.clone());
        }
        self.outcomes.add(machine, ending, preemptions);
        if let Some(why) = self.cut.as_ref().filter(|_| self.cuts >= CUTS) {
            return Err(Stop::Incomplete(format!("{why}, time and again")));
        }
        if self.config.find.as_ref().is_some_and(|text| machine.output().contains(text.as_str())) {
            return Err(Stop::Found);
        }
        for finding in machine.findings() {
            if !self.findings.contains_key(finding) {
                self.findings.insert(finding.clone(), self.outcomes.schedule(machine));
            }
        }
        // Whether a thread has ended is seen by who asks, not by who joins it.
        let mut new = self.asks && !self.grain.ends;
        self.grain.ends |= self.asks;
        for race in self.detector.new_races() {
            new |= self.grain.places.insert(race.first.1);
            new |= self.grain.places.insert(race.second.1);
            self.races.insert(RaceReport::of(race, &self.code));
        }
        if new { Err(Stop::NewPlaces) } else { Ok(()) }
    }
}
