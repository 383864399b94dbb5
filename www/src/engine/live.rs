//! A run on real threads: each thread of the program is a job of the pool, the main one too.

use std::sync::Arc;

use racecourse::session::{self, Control, Host, LiveRun, Options, Pid, SpawnError, Stream};

use super::{outbox, pool, scope};
use crate::protocol::{Diagnostic, End, Engine, Event, FromEngine, Holder, RunRequest, Status, Wait, Who};

/// A run that is under way on the pool.
pub struct Live {
    run: u32,
    control: Control,
    started: f64,
}

impl Live {
    /// Compiles the program, or says what is wrong with it, and hands its main thread to the pool.
    pub fn start(request: &RunRequest, max_memory: u64) -> Result<Live, Vec<Diagnostic>> {
        let run = request.run;
        let started = scope::now();
        let host = Arc::new(Workers { run });
        let program = LiveRun::new(&request.source, &request.filename, options(request, max_memory), host.clone())
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
        Ok(Live { run, control, started })
    }

    /// Ends the run: every thread at its next instruction, those that wait at once.
    pub fn stop(&self) {
        outbox::open(self.run);
        self.control.stop();
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
        if translated(event).is_some_and(|event| outbox::push(self.run, event)) {
            scope::wake_control();
        }
    }
}

/// The engine's options for that request. Live processors are those of this machine.
pub fn options(request: &RunRequest, max_memory: u64) -> Options {
    let usual = Options::default();
    let processors = match request.engine {
        Engine::Sim => request.processors.max(1),
        Engine::Live => scope::processors(),
    };
    let max_memory = usual.max_memory.min(max_memory);
    Options { seed: request.seed, max_memory, processors, gil: request.gil, ..usual }
}

/// The page's form of an error in the program text.
pub fn diagnostic(error: &session::Diagnostic) -> Diagnostic {
    Diagnostic {
        line: error.start.line,
        column: error.start.column,
        kind: error.kind.to_owned(),
        message: error.message.clone(),
    }
}

/// The page's form of an event, if it is one for the page.
pub fn translated(event: session::Event) -> Option<Event> {
    use session::Event as Core;
    Some(match event {
        Core::Output { who, stream, text } => Event::Output { who: whom(who), error: stream == Stream::Stderr, text },
        Core::ProcessStarted { pid: Pid(process), parent, .. } => {
            Event::ProcessStarted { process, parent: parent.map(|parent| parent.0) }
        }
        Core::ProcessRenamed { pid: Pid(process), name } => Event::ProcessRenamed { process, name },
        Core::ProcessEnded { pid: Pid(process), status: ended } => {
            Event::ProcessEnded { process, status: status(ended) }
        }
        Core::ProcessReaped { pid: Pid(process) } => Event::ProcessReaped { process },
        Core::ThreadStarted { who, name, daemon, .. } => Event::ThreadStarted { who: whom(who), name, daemon },
        Core::ThreadRenamed { who, name } => Event::ThreadRenamed { who: whom(who), name },
        Core::ThreadEnded { who } => Event::ThreadEnded { who: whom(who) },
        Core::NeedInput { who } => Event::NeedInput { who: whom(who) },
        Core::Blocked { .. } | Core::Resumed { .. } | Core::Sent { .. } | Core::Received { .. } => return None,
    })
}

/// The page's form of a thread.
pub fn whom(who: session::Who) -> Who {
    Who { process: who.pid.0, thread: who.tid.0 }
}

/// Reads a status as wait(2) encodes it.
fn status(status: i32) -> Status {
    let status = status.unsigned_abs();
    if status & 0x7f == 0 { Status::Exit(status >> 8 & 0xff) } else { Status::Signal(status & 0x7f) }
}

/// The page's form of the end of a run.
pub fn end(end: session::End) -> End {
    match end {
        session::End::Exit { code } => End::Exit { code },
        session::End::Stopped => End::Stopped,
        session::End::Limit(limit) => End::Limit { text: limit.to_string() },
        session::End::Deadlock(report) => End::Deadlock {
            waits: report.waits.iter().map(wait).collect(),
            cycle: u32::try_from(report.cycle).unwrap_or(u32::MAX),
        },
    }
}

fn wait(wait: &session::Wait) -> Wait {
    Wait {
        who: whom(wait.who),
        name: wait.thread_name.clone(),
        what: wait.what.clone(),
        held_by: wait.held_by.as_ref().map(holder),
        line: wait.line,
        source: wait.source.clone(),
    }
}

/// The page's form of who keeps a thread waiting.
pub fn holder(holder: &session::Holder) -> Holder {
    Holder { who: whom(holder.who), name: holder.name.clone(), line: holder.line }
}

fn no_worker() -> End {
    End::Limit { text: "no worker could be started for the program".to_owned() }
}
