//! The explorer's worker: one search at a time, with an engine and a memory of its own, so that a run beside it and the page
//! stay as they are. It hears nothing while it searches; the page stops it by a flag, or ends the worker.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use js_sys::{Atomics, Int32Array};
use racecourse::recording::report::Report;
use racecourse::session::{Enough, Exploration, Glance, Options, Progress, explore};

use super::{live, scope};
use crate::protocol::VERSION;
use crate::protocol::exploring::{ExploreRequest, Figures, FromExplorer, OUTCOMES, ToExplorer};

/// Time between two messages on how far it is, in seconds.
const PROGRESS_SECONDS: f64 = 0.12;
/// Making a report takes at most about this part of the time.
const REPORT_SHARE: f64 = 0.1;
/// The part of the memory that one execution may use.
const EXECUTION_SHARE: f64 = 0.25;
/// The part of the memory at which a search ends; the rest is for what each explorer is about to do.
const SEARCH_SHARE: f64 = 0.5;

/// Bytes that the memory can grow to: all that help have it in common.
static MEMORY: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static EXPLORER: RefCell<Explorer> = RefCell::new(Explorer::default());
}

#[derive(Default)]
struct Explorer {
    /// Holds the number of an exploration that is to end; none where the page cannot share it.
    stop: Option<Int32Array>,
    /// How many workers share the work.
    jobs: u32,
}

/// Tells the page that commands are welcome.
pub fn ready(stop: Option<Int32Array>, memory: f64, jobs: u32) {
    MEMORY.store(memory as u64, Ordering::Relaxed);
    EXPLORER.with(|explorer| *explorer.borrow_mut() = Explorer { stop, jobs });
    scope::post(&FromExplorer::Ready { version: VERSION, explorers: jobs });
}

/// Carries out a command of the page.
pub fn message(text: &str) {
    match serde_json::from_str(text) {
        Ok(ToExplorer::Explore(request)) => EXPLORER.with(|explorer| explorer.borrow().explore(&request)),
        Err(error) => scope::post(&FromExplorer::Panic { message: format!("unknown message: {error}") }),
    }
}

impl Explorer {
    fn explore(&self, request: &ExploreRequest) {
        let exploration = request.exploration;
        // Nobody answers `input()` here: it finds the end of the input.
        let options = Options {
            seed: request.seed,
            max_memory: Options::default().max_memory.min(share_of_memory(EXECUTION_SHARE)),
            stdin: Some(String::new()),
            ..Options::default()
        };
        let started = scope::now();
        // The results are the same however many share the work, but not which of several schedules stands for an outcome.
        let jobs = request.jobs.unwrap_or(self.jobs).min(self.jobs).max(1);
        let is_full = || scope::memory_size() >= share_of_memory(SEARCH_SHARE);
        let config = Exploration { is_full, jobs: jobs as usize, ..Exploration::default() };
        let result = {
            let mut told = Told { exploration, next: started + PROGRESS_SECONDS, next_report: started };
            let mut watch = |glance: &Glance<'_>| {
                let now = scope::now();
                told.tell(glance, started, now);
                self.cut(request, now - started)
            };
            explore(&request.source, &request.filename, &options, &config, &mut watch)
        };
        let seconds = scope::now() - started;
        scope::post(&match result {
            Err(errors) => {
                FromExplorer::Rejected { exploration, diagnostics: errors.iter().map(live::diagnostic).collect() }
            }
            Ok(mut search) => {
                let figures = figures(&search.progress, seconds);
                search.outcomes = search.outcomes.worst(OUTCOMES);
                let report = Box::new(Report::of(&search, seconds));
                FromExplorer::Done { exploration, figures, report, memory: scope::memory_size() }
            }
        });
    }

    /// Why the search is to end now, if it is.
    fn cut(&self, request: &ExploreRequest, seconds: f64) -> Option<Enough> {
        let asked = |stop: &Int32Array| Atomics::load(stop, 0) == Ok(request.exploration as i32);
        if self.stop.as_ref().is_some_and(asked) {
            Some(Enough::Asked)
        } else if seconds >= request.seconds {
            Some(Enough::Time(request.seconds))
        } else {
            None
        }
    }
}

fn share_of_memory(share: f64) -> u64 {
    (MEMORY.load(Ordering::Relaxed) as f64 * share) as u64
}

fn figures(progress: &Progress, seconds: f64) -> Figures {
    let Progress { executions, traces, estimate, states, outcomes } = *progress;
    Figures { executions, traces, estimate, states, outcomes, seconds }
}

/// What the page was told, and when it is to be told more.
struct Told {
    exploration: u32,
    next: f64,
    next_report: f64,
}

impl Told {
    fn tell(&mut self, glance: &Glance<'_>, started: f64, now: f64) {
        if now < self.next {
            return;
        }
        self.next = now + PROGRESS_SECONDS;
        let seconds = now - started;
        let figures = figures(&glance.progress, seconds);
        let report = (now >= self.next_report).then(|| Report::of(&glance.report(OUTCOMES), seconds));
        scope::post(&FromExplorer::Progress { exploration: self.exploration, figures, report });
        if now >= self.next_report {
            let after = scope::now();
            self.next_report = after + (after - now) / REPORT_SHARE;
        }
    }
}
