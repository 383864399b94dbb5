//! A run on real threads: each thread of the program is a job of the pool, the main one too.

use std::sync::Arc;

use racecourse::live::{Control, Host, LiveRun, SpawnError};
use racecourse::session::{self, Options, Stream};

use super::{outbox, pool, scope};
use crate::protocol::{Diagnostic, End, Event, FromEngine, RunRequest, Wait};

/// A run that is under way on the pool.
pub struct Live {
    run: u32,
    control: Control,
    started: f64,
}

impl Live {
    /// Compiles the program, or says what is wrong with it, and hands its main thread to the pool.
    pub fn start(request: &RunRequest) -> Result<Live, Vec<Diagnostic>> {
        let run = request.run;
        let started = scope::now();
        let host = Arc::new(Workers { run });
        let program = LiveRun::new(
            &request.source,
            &request.filename,
            options(request),
            host.clone(),
        )
        .map_err(|diagnostics| diagnostics.iter().map(diagnostic).collect::<Vec<_>>())?;
        let control = program.control();
        let main = Box::new(move || {
            let end = end(program.run());
            if outbox::finish(run, end, scope::now() - started) {
                scope::wake_control();
            }
        });
        if host.spawn("MainThread", main).is_err() && outbox::finish(run, no_worker(), 0.0) {
            scope::wake_control();
        }
        Ok(Live {
            run,
            control,
            started,
        })
    }

    /// Ends the run: every thread at its next instruction, those that wait at once.
    pub fn stop(&self) {
        self.control.stop();
        outbox::open(self.run);
    }

    /// KeyboardInterrupt in the main thread.
    pub fn interrupt(&self) {
        self.control.interrupt();
    }

    /// Answers `input()`.
    pub fn input(&self, line: Option<String>) {
        self.control.input(line);
    }

    /// The number of the run.
    pub fn run(&self) -> u32 {
        self.run
    }

    /// Seconds since the start.
    pub fn clock(&self) -> f64 {
        scope::now() - self.started
    }
}

/// The machine under a live run: workers for threads, the page for output.
struct Workers {
    run: u32,
}

impl Host for Workers {
    fn now(&self) -> f64 {
        scope::now()
    }

    fn unix_time(&self) -> f64 {
        scope::unix_time()
    }

    fn entropy(&self) -> u64 {
        scope::entropy()
    }

    fn spawn(&self, _name: &str, body: Box<dyn FnOnce() + Send>) -> Result<(), SpawnError> {
        let workers = pool::submit(body).map_err(|pool::PoolDry| SpawnError)?;
        if workers > 0 {
            scope::post(&FromEngine::Grow { workers });
        }
        Ok(())
    }

    fn emit(&self, event: session::Event) {
        if let Some(event) = translated(event)
            && outbox::push(self.run, event)
        {
            scope::wake_control();
        }
    }
}

/// The engine's options for that request.
pub fn options(request: &RunRequest) -> Options {
    Options {
        seed: request.seed,
        ..Options::default()
    }
}

/// The page's form of an error in the program text.
pub fn diagnostic(error: &session::Diagnostic) -> Diagnostic {
    Diagnostic {
        line: error.line,
        column: error.column,
        message: error.message.clone(),
    }
}

/// The page's form of an event; nothing for what it has no use for.
pub fn translated(event: session::Event) -> Option<Event> {
    Some(match event {
        session::Event::Output {
            thread,
            stream,
            text,
        } => Event::Output {
            thread,
            error: stream == Stream::Stderr,
            text,
        },
        session::Event::ThreadStarted { thread, name, .. } => Event::ThreadStarted { thread, name },
        session::Event::ThreadEnded { thread } => Event::ThreadEnded { thread },
        session::Event::NeedInput { thread } => Event::NeedInput { thread },
    })
}

/// The page's form of the end of a run.
pub fn end(end: session::End) -> End {
    match end {
        session::End::Exit { code } => End::Exit { code },
        session::End::Exception { code } => End::Exception { code },
        session::End::Stopped => End::Stopped,
        session::End::Limit(limit) => End::Limit {
            text: limit.to_string(),
        },
        session::End::Deadlock(report) => End::Deadlock {
            waits: report.waits.iter().map(wait).collect(),
            text: report.text,
        },
    }
}

fn wait(wait: &session::Wait) -> Wait {
    Wait {
        thread: wait.thread,
        name: wait.thread_name.clone(),
        what: wait.what.clone(),
        held_by: wait.held_by.clone(),
        line: wait.line,
    }
}

fn no_worker() -> End {
    End::Limit {
        text: "no worker could be started for the program".to_owned(),
    }
}
