//! The explorer's worker: one search at a time, with an engine and a memory of its own, so that a run beside it and the page
//! stay as they are. It hears nothing while it searches; the page stops it by a flag, or ends the worker.

use std::cell::RefCell;

use js_sys::{Atomics, Int32Array};
use racecourse::recording::report::Report;
use racecourse::session::{Enough, Exploration, Glance, Options, explore};

use super::{live, scope};
use crate::protocol::VERSION;
use crate::protocol::exploring::{ExploreRequest, Figures, FromExplorer, ToExplorer};

/// Time between two messages on how far it is, in seconds.
const PROGRESS_SECONDS: f64 = 0.12;
/// Making a report takes at most about this part of the time.
const REPORT_SHARE: f64 = 0.1;
/// The part of the memory that one execution may use.
const EXECUTION_SHARE: f64 = 0.25;
/// The part of the memory at which a search ends. The report has all outcomes once more, and again as text; and several
/// explorers go on until the next look.
const SEARCH_SHARE: f64 = 0.5;

thread_local! {
    static EXPLORER: RefCell<Explorer> = RefCell::new(Explorer::default());
}

#[derive(Default)]
struct Explorer {
    /// Holds the number of an exploration that is to end; none where the page cannot share it.
    stop: Option<Int32Array>,
    /// Bytes that the memory can grow to.
    memory: f64,
    /// How many workers share the work.
    jobs: u32,
}

/// Tells the page that commands are welcome.
pub fn ready(stop: Option<Int32Array>, memory: f64, jobs: u32) {
    EXPLORER.with(|explorer| *explorer.borrow_mut() = Explorer { stop, memory, jobs });
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
            max_memory: Options::default().max_memory.min((self.memory * EXECUTION_SHARE) as u64),
            stdin: Some(String::new()),
            ..Options::default()
        };
        let started = scope::now();
        // The results are the same however many share the work, but not which of several schedules stands for an outcome.
        let jobs = request.jobs.unwrap_or(self.jobs).min(self.jobs).max(1);
        let config = Exploration { jobs: jobs as usize, ..Exploration::default() };
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
            Ok(search) => {
                FromExplorer::Done { exploration, report: Report::of(&search, seconds), memory: scope::memory_size() }
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
        } else if scope::memory_size() as f64 >= self.memory * SEARCH_SHARE {
            Some(Enough::Memory)
        } else {
            None
        }
    }
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
        let progress = glance.progress;
        let figures = Figures {
            executions: progress.executions,
            traces: progress.traces,
            estimate: progress.estimate,
            states: progress.states,
            outcomes: progress.outcomes,
            seconds,
        };
        let report = (now >= self.next_report).then(|| Report::of(&glance.report(), seconds));
        scope::post(&FromExplorer::Progress { exploration: self.exploration, figures, report });
        if now >= self.next_report {
            let after = scope::now();
            self.next_report = after + (after - now) / REPORT_SHARE;
        }
    }
}
