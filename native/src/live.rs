//! The live engine on threads of the operating system.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use racecourse::session::{Control, Diagnostic, End, Event, Host, LiveRun, Options, Seconds, SpawnError};
use racecourse::sys::{Reply, Request};

use crate::console;
use crate::outside::Outside;
use crate::program::Program;

/// Stack of the program's threads; the memory is only taken as it is used.
const STACK: usize = 16 << 20;
/// Exit status after a second Ctrl-C.
const KILLED: i32 = 130;

/// Runs the program to its end. The calling thread becomes its main thread.
pub fn run(program: &Program, options: Options, outside: Outside) -> Result<End, Vec<Diagnostic>> {
    let host = Arc::new(Machine { start: Instant::now(), outside, reader: OnceLock::new(), control: OnceLock::new() });
    let run = LiveRun::new(&program.source, &program.name, options, host.clone())?;
    let control = run.control();
    // Set once, here.
    let _ = host.control.set(control.clone());
    on_interrupt(move || control.interrupt());
    Ok(run.run())
}

/// Calls `first` at the first Ctrl-C; a second one ends the tool.
pub fn on_interrupt(first: impl Fn() + Send + 'static) {
    let seen = AtomicBool::new(false);
    let handler = move || {
        if seen.swap(true, Ordering::Relaxed) {
            std::process::exit(KILLED);
        }
        first();
    };
    // Without a handler Ctrl-C simply ends the tool.
    let _ = ctrlc::set_handler(handler);
}

struct Machine {
    start: Instant,
    outside: Outside,
    /// Asks the reader of standard input for a line; made when the first is wanted.
    reader: OnceLock<Mutex<Sender<()>>>,
    control: OnceLock<Control>,
}

impl Machine {
    fn want_line(&self) {
        let Some(control) = self.control.get() else { return };
        let reader = self.reader.get_or_init(|| {
            let (ask, asked) = mpsc::channel();
            let control = control.clone();
            thread::spawn(move || {
                while asked.recv().is_ok() {
                    control.input(console::read_line());
                }
            });
            Mutex::new(ask)
        });
        // The reader lives as long as its channel.
        let _ = reader.lock().unwrap_or_else(PoisonError::into_inner).send(());
    }
}

impl Host for Machine {
    fn now(&self) -> Seconds {
        self.start.elapsed().as_secs_f64()
    }

    fn unix_time(&self) -> Seconds {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |elapsed| elapsed.as_secs_f64())
    }

    fn entropy(&self) -> u64 {
        use std::hash::{BuildHasher, Hasher};
        std::collections::hash_map::RandomState::new().build_hasher().finish()
    }

    fn spawn(&self, name: &str, body: Box<dyn FnOnce() + Send>) -> Result<(), SpawnError> {
        let short: String = name.chars().filter(|&c| c != '\0').take(15).collect();
        let thread = thread::Builder::new().name(short).stack_size(STACK).spawn(body);
        thread.map(drop).map_err(|_| SpawnError)
    }

    fn emit(&self, event: Event) {
        match event {
            Event::NeedInput { .. } => self.want_line(),
            event => console::show(&event),
        }
    }

    fn serve(&self, request: &Request) -> Option<Reply> {
        self.outside.serve(request)
    }
}
