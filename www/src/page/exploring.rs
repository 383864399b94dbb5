//! An exploration as the page sees it: how far it is, what it has found, and how it ended.

use std::rc::Rc;

use racecourse::recording::report::{Report, Verdict};
use racecourse::session::Enough;

use super::run::FILENAME;
use super::state::Effect;
use crate::protocol::exploring::{ExploreRequest, Figures, FromExplorer, ToExplorer};
use crate::protocol::{Diagnostic, VERSION};

/// Seconds after which a search ends.
const LIMIT_SECONDS: f64 = 60.0;
/// With more memory than this in use after a search, the worker is thrown away: its memory never shrinks.
const MEMORY_TO_KEEP: u64 = 192 << 20;

/// The exploration that is shown: the one under way or the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exploring {
    /// Its number; 0 before the first.
    pub number: u32,
    /// The program text that it is about.
    pub source: String,
    /// The seed of the program's `random`.
    pub seed: u64,
    /// Where it is.
    pub phase: Phase,
    /// How far it is.
    pub figures: Figures,
    /// What was found so far. Copies share it.
    pub report: Option<Rc<Report>>,
    /// How many workers share the work; 0 before the first has said so.
    pub explorers: u32,
    /// When it started, on the page's clock in milliseconds.
    started: f64,
}

/// Where an exploration is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing was explored yet.
    #[default]
    Never,
    /// It searches.
    Searching,
    /// The user wants it to end.
    Stopping,
    /// It is over.
    Over(Over),
}

/// How an exploration ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Over {
    /// With a report.
    Reported,
    /// The program has errors.
    Rejected(Vec<Diagnostic>),
    /// The worker failed. What it had found is still there.
    Broken(String),
}

/// Something that happens to an exploration.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The user has had enough.
    Cancel,
    /// The search was to end and has not.
    Overdue(u32),
    /// The explorer says something.
    Says(FromExplorer),
}

impl Exploring {
    /// A new one, and the message that begins it.
    pub fn begin(&mut self, source: String, seed: u64, now: f64) -> Effect {
        let number = self.number + 1;
        let request = ExploreRequest {
            exploration: number,
            source: source.clone(),
            filename: FILENAME.to_owned(),
            seed,
            seconds: LIMIT_SECONDS,
            jobs: None,
        };
        let phase = Phase::Searching;
        let explorers = self.explorers;
        *self = Exploring { number, source, seed, phase, explorers, started: now, ..Exploring::default() };
        Effect::Explore(ToExplorer::Explore(request))
    }

    /// Whether it is under way.
    pub fn is_on(&self) -> bool {
        matches!(self.phase, Phase::Searching | Phase::Stopping)
    }

    /// Seconds since its start, or how long it took.
    pub fn seconds(&self, now: f64) -> f64 {
        if self.is_on() { (now - self.started) / 1e3 } else { self.figures.seconds }
    }

    /// Lets the action happen.
    pub fn apply(&mut self, action: Action, now: f64) -> Vec<Effect> {
        match action {
            Action::Cancel if self.phase == Phase::Searching => {
                self.phase = Phase::Stopping;
                vec![Effect::StopExploring(self.number)]
            }
            Action::Overdue(number) if number == self.number && self.phase == Phase::Stopping => {
                self.figures.seconds = self.seconds(now);
                self.cut_off(Enough::Asked.to_string());
                vec![Effect::EndExplorer]
            }
            Action::Says(message) => self.says(message, now),
            Action::Cancel | Action::Overdue(_) => Vec::new(),
        }
    }

    fn says(&mut self, message: FromExplorer, now: f64) -> Vec<Effect> {
        match message {
            FromExplorer::Ready { version, .. } if version != VERSION => {
                self.broken(format!("the page speaks version {VERSION}, the engine {version}"), now)
            }
            FromExplorer::Ready { explorers, .. } => {
                self.explorers = explorers;
                Vec::new()
            }
            FromExplorer::Panic { message } => self.broken(message, now),
            FromExplorer::Progress { exploration, figures, report } if exploration == self.number && self.is_on() => {
                self.figures = figures;
                self.report = report.map(Rc::new).or(self.report.take());
                Vec::new()
            }
            FromExplorer::Done { exploration, figures, report, memory }
                if exploration == self.number && self.is_on() =>
            {
                self.figures = figures;
                self.report = Some(Rc::from(report));
                self.phase = Phase::Over(Over::Reported);
                if memory > MEMORY_TO_KEEP { vec![Effect::EndExplorer] } else { Vec::new() }
            }
            FromExplorer::Rejected { exploration, diagnostics } if exploration == self.number && self.is_on() => {
                self.phase = Phase::Over(Over::Rejected(diagnostics.clone()));
                vec![Effect::Mark(diagnostics)]
            }
            _ => Vec::new(),
        }
    }

    fn broken(&mut self, message: String, now: f64) -> Vec<Effect> {
        if self.is_on() {
            self.figures.seconds = self.seconds(now);
            self.cut_off("the explorer failed".to_owned());
            self.phase = Phase::Over(Over::Broken(message));
        }
        vec![Effect::EndExplorer]
    }

    /// The last report that came is all there is.
    fn cut_off(&mut self, reason: String) {
        self.phase = Phase::Over(Over::Reported);
        let nothing = || Report {
            verdict: Verdict::Incomplete,
            complete: false,
            reason: None,
            executions: 0,
            traces: 0,
            states: 0,
            seconds: 0.0,
            outcomes: Vec::new(),
            races: Vec::new(),
            findings: Vec::new(),
        };
        let report = Rc::make_mut(self.report.get_or_insert_with(|| Rc::new(nothing())));
        report.reason = Some(reason);
        report.seconds = self.figures.seconds;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(outcomes: usize) -> Report {
        let outcome = racecourse::recording::report::Outcome {
            kind: racecourse::recording::report::OutcomeKind::Ok,
            stdout: String::new(),
            error: String::new(),
            traces: 1,
            preemptions: 0,
            schedule: String::new(),
        };
        Report {
            verdict: Verdict::Incomplete,
            complete: false,
            reason: Some("it was stopped".to_owned()),
            executions: 7,
            traces: 3,
            states: 9,
            seconds: 0.1,
            outcomes: vec![outcome; outcomes],
            races: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn searching() -> Exploring {
        let mut exploring = Exploring::default();
        let effect = exploring.begin("print(1)".to_owned(), 1, 1000.0);
        assert!(matches!(effect, Effect::Explore(ToExplorer::Explore(request)) if request.exploration == 1));
        exploring
    }

    fn progress(exploration: u32, report: Option<Report>) -> Action {
        let figures = Figures { executions: 7, outcomes: 1, seconds: 0.1, ..Figures::default() };
        Action::Says(FromExplorer::Progress { exploration, figures, report })
    }

    #[test]
    fn a_search_that_does_not_end_leaves_what_it_had_found() {
        let mut exploring = searching();
        exploring.apply(progress(1, Some(report(1))), 1100.0);
        exploring.apply(progress(1, None), 1200.0);
        assert_eq!(exploring.apply(Action::Cancel, 1300.0), [Effect::StopExploring(1)]);
        assert_eq!(exploring.apply(Action::Cancel, 1310.0), []);
        assert_eq!(exploring.apply(Action::Overdue(1), 1500.0), [Effect::EndExplorer]);
        assert_eq!(exploring.phase, Phase::Over(Over::Reported));
        let kept = exploring.report.as_ref().expect("the last report is kept");
        assert_eq!((kept.outcomes.len(), kept.complete, kept.seconds), (1, false, 0.5));
        assert_eq!(exploring.apply(Action::Overdue(1), 1600.0), [], "it is over only once");
    }

    #[test]
    fn what_comes_from_an_older_exploration_is_dropped() {
        let mut exploring = searching();
        exploring.begin("print(2)".to_owned(), 1, 2000.0);
        exploring.apply(progress(1, Some(report(1))), 2100.0);
        assert_eq!(exploring.report, None);
        let figures = Figures { outcomes: 2, ..Figures::default() };
        let done = |exploration| {
            Action::Says(FromExplorer::Done { exploration, figures, report: Box::new(report(2)), memory: 0 })
        };
        exploring.apply(done(1), 2200.0);
        assert!(exploring.is_on());
        exploring.apply(done(2), 2200.0);
        assert_eq!((exploring.is_on(), exploring.figures.outcomes), (false, 2));
    }

    #[test]
    fn a_worker_that_fails_says_so_and_is_thrown_away() {
        let mut exploring = searching();
        let message = FromExplorer::Panic { message: "out of memory".to_owned() };
        assert_eq!(exploring.apply(Action::Says(message), 1200.0), [Effect::EndExplorer]);
        assert_eq!(exploring.phase, Phase::Over(Over::Broken("out of memory".to_owned())));
        assert_eq!(exploring.report.as_ref().map(|report| report.complete), Some(false));
    }
}
