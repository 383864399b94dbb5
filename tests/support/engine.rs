//! Runs a program on an engine to its end and keeps what it printed. The host of the live engine here is the plain one
//! of the standard library, so that the core is tested without the command line tool.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant, SystemTime};

use racecourse::session::{Control, End, Event, Host, LiveRun, Options, SimRun, SimStatus, SpawnError, Stream};

/// Real seconds after which a run is given up: far above what any test needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run left behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How it ended; an `Err` says what is wrong with the program's text, in CPython's words.
    pub end: Result<End, String>,
    /// Everything on standard output.
    pub stdout: String,
    /// Everything on standard error.
    pub stderr: String,
    /// The sim engine's digest, 0 for live.
    pub digest: u128,
}

impl Outcome {
    /// The exit status of the command line tool.
    pub fn status(&self) -> i32 {
        self.end.as_ref().map_or(1, End::status)
    }

    /// Standard error as the command line tool shows it, with the deadlock report or the limit.
    pub fn all_stderr(&self) -> String {
        let more = match &self.end {
            Ok(End::Deadlock(report)) => report.to_string(),
            Ok(End::Limit(limit)) => format!("{limit}\n"),
            Err(text) => text.clone(),
            _ => String::new(),
        };
        format!("{}{more}", self.stderr)
    }
}

/// Runs on the sim engine. An `Err` is a defect of the engine: a panic or a hang.
pub fn sim(source: &str, name: &str, options: Options) -> Result<Outcome, String> {
    guarded(|| {
        let mut output = Output::default();
        let mut run = match SimRun::new(source, name, options) {
            Ok(run) => run,
            Err(found) => return Ok(output.outcome(Err(rendered(&found, source, name)), 0)),
        };
        let started = Instant::now();
        loop {
            let status = run.run(200_000);
            run.take_events().iter().for_each(|event| output.take(event));
            match status {
                SimStatus::Ended(end) => return Ok(output.outcome(Ok(end), run.digest())),
                SimStatus::NeedInput => run.input(None),
                SimStatus::More if started.elapsed() > PATIENCE => return Err(output.hang("sim")),
                SimStatus::More => {}
            }
        }
    })
}

/// Runs on the live engine. An `Err` is a defect of the engine: a panic or a hang.
pub fn live(source: &str, name: &str, options: Options) -> Result<Outcome, String> {
    live_with(source, name, options, |_| ())
}

/// As [`live`], with a hold on the run for another thread.
pub fn live_with(source: &str, name: &str, options: Options, hold: impl FnOnce(Control)) -> Result<Outcome, String> {
    let host = Arc::new(TestHost { started: Instant::now(), output: Mutex::default() });
    let run = match guarded(|| Ok(LiveRun::new(source, name, options, host.clone())))? {
        Ok(run) => run,
        Err(found) => return Ok(Output::default().outcome(Err(rendered(&found, source, name)), 0)),
    };
    let control = run.control();
    hold(control.clone());
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || send.send(guarded(|| Ok(run.run()))));
    let end = match receive.recv_timeout(PATIENCE) {
        Ok(end) => end,
        Err(_) => {
            control.stop();
            Err(host.output().hang("live"))
        }
    };
    let output = std::mem::take(&mut *host.output());
    match output.panic {
        Some(message) => Err(format!("a thread of the live engine panicked: {message}")),
        None => end.map(|end| output.outcome(Ok(end), 0)),
    }
}

fn rendered(found: &[racecourse::span::Diagnostic], source: &str, name: &str) -> String {
    found.first().map(|d| d.render(name, source)).unwrap_or_default()
}

/// Turns a panic into words.
fn guarded<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(format!("panic: {}", words(&*panic))))
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".to_owned())
}

#[derive(Default)]
struct Output {
    stdout: String,
    stderr: String,
    panic: Option<String>,
}

impl Output {
    fn take(&mut self, event: &Event) {
        if let Event::Output { stream, text, .. } = event {
            match stream {
                Stream::Stdout => self.stdout.push_str(text),
                Stream::Stderr => self.stderr.push_str(text),
            }
        }
    }

    fn outcome(self, end: Result<End, String>, digest: u128) -> Outcome {
        Outcome { end, stdout: self.stdout, stderr: self.stderr, digest }
    }

    fn hang(&self, engine: &str) -> String {
        let tail: String = self.stdout.chars().rev().take(300).collect::<Vec<_>>().into_iter().rev().collect();
        format!(
            "{engine} did not end within {} s; stdout ends in {tail:?}, stderr {:?}",
            PATIENCE.as_secs(),
            self.stderr
        )
    }
}

struct TestHost {
    started: Instant,
    output: Mutex<Output>,
}

impl TestHost {
    fn output(&self) -> std::sync::MutexGuard<'_, Output> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Host for TestHost {
    fn now(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    fn unix_time(&self) -> f64 {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64())
    }

    fn entropy(&self) -> u64 {
        self.unix_time().to_bits() ^ u64::from(std::process::id())
    }

    fn spawn(&self, name: &str, body: Box<dyn FnOnce() + Send>) -> Result<(), SpawnError> {
        let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(body);
        spawned.map(drop).map_err(|_| SpawnError)
    }

    fn emit(&self, event: Event) {
        self.output().take(&event);
    }
}
