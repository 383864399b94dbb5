//! The control worker: one run at a time, the page's commands, and the batches.
//!
//! It never blocks for long, so that a command gets through at any time: live runs are jobs of the pool, and a sim run
//! is cut into slices, between which this worker returns to its event loop.

use std::cell::{Cell, RefCell};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

use super::live::Live;
use super::sim::{Next, Sim};
use super::{outbox, pool, scope};
use crate::protocol::{Batch, Diagnostic, Ended, Engine, FromEngine, RunRequest, ToEngine, VERSION};

/// Two batches are at least this many seconds apart while the program keeps printing: one frame of the screen.
const BATCH_SECONDS: f64 = 0.016;

thread_local! {
    static CONTROL: RefCell<Control> = RefCell::new(Control::default());
}

#[derive(Default)]
struct Control {
    running: Running,
    /// The last batch, and whether the page has yet to acknowledge it.
    batch: u32,
    unacknowledged: bool,
    /// When the last batch was sent, and whether a timer is set for the next one.
    sent: f64,
    timer: bool,
    ticker: Option<Ticker>,
    /// Bytes that a program may use.
    program_memory: u64,
}

#[derive(Default)]
enum Running {
    #[default]
    Nothing,
    Sim(Box<Sim>),
    Live(Live),
}

/// Tells the page that commands are welcome. A program may use so many bytes.
pub fn ready(program_memory: u64) {
    with(|control| {
        control.ticker = Some(Ticker::new());
        control.program_memory = program_memory;
    });
    scope::post(&FromEngine::Ready { version: VERSION });
}

/// Carries out a command of the page.
pub fn message(text: &str) {
    match serde_json::from_str(text) {
        Ok(ToEngine::Run(request)) => run(request),
        Ok(ToEngine::Ack { batch }) => {
            with(|control| control.unacknowledged &= batch != control.batch);
            pump();
        }
        Ok(command) => with(|control| control.command(command)),
        Err(error) => scope::post(&FromEngine::Panic { message: format!("unknown message: {error}") }),
    }
}

/// Sends what is in the outbox, if the page is ready for it.
pub fn pump() {
    let ended = with(Control::pump);
    if ended {
        with(|control| control.running = Running::Nothing);
    }
}

fn run(request: RunRequest) {
    let run = request.run;
    if request.engine == Engine::Live && pool::busy() > 0 {
        scope::post(&FromEngine::Busy { run });
        return;
    }
    outbox::begin(run);
    let memory = with(|control| control.program_memory);
    let started = match request.engine {
        Engine::Sim => Sim::start(&request, memory).map(|sim| Running::Sim(Box::new(sim))),
        Engine::Live => Live::start(&request, memory).map(Running::Live),
    };
    match started {
        Ok(running) => {
            scope::post(&FromEngine::Started { run });
            with(|control| {
                control.running = running;
                control.unacknowledged = false;
                control.tick();
            });
        }
        Err(diagnostics) => reject(run, diagnostics),
    }
}

fn reject(run: u32, diagnostics: Vec<Diagnostic>) {
    scope::post(&FromEngine::Rejected { run, diagnostics });
}

/// One slice of a sim run.
fn slice() {
    with(|control| {
        if let Some(ticker) = &control.ticker {
            ticker.pending.set(false);
        }
        let Running::Sim(sim) = &mut control.running else {
            return;
        };
        match sim.slice() {
            Next::Slice => control.tick(),
            Next::Wait => {}
        }
    });
    pump();
}

impl Control {
    fn command(&mut self, command: ToEngine) {
        match (command, &mut self.running) {
            (ToEngine::Stop { run }, Running::Sim(sim)) if sim.run() == run => sim.stop(),
            (ToEngine::Stop { run }, Running::Live(live)) if live.run() == run => live.stop(),
            (ToEngine::Interrupt { run }, Running::Sim(sim)) if sim.run() == run => sim.interrupt(),
            (ToEngine::Interrupt { run }, Running::Live(live)) if live.run() == run => live.interrupt(),
            (ToEngine::Input { run, line }, Running::Live(live)) if live.run() == run => live.input(line),
            (ToEngine::Input { run, line }, Running::Sim(sim)) if sim.run() == run => sim.input(line),
            _ => return,
        }
        self.tick();
    }

    /// Asks for another slice, if this is a sim run.
    fn tick(&mut self) {
        if let (Running::Sim(_), Some(ticker)) = (&self.running, &self.ticker) {
            ticker.tick();
        }
    }

    /// True when the end of the run has been sent.
    fn pump(&mut self) -> bool {
        if self.unacknowledged || self.timer {
            return false;
        }
        let early = BATCH_SECONDS - (scope::now() - self.sent);
        if early > 0.0 {
            self.timer = true;
            let later = Closure::once_into_js(|| {
                with(|control| control.timer = false);
                pump();
            });
            scope::after((early * 1e3).ceil() as i32, later.unchecked_ref::<Function>());
            return false;
        }
        let Some((run, parcel)) = outbox::take() else {
            return false;
        };
        self.sent = scope::now();
        self.batch = self.batch.wrapping_add(1);
        self.unacknowledged = true;
        scope::post(&FromEngine::Batch(Batch {
            run,
            batch: self.batch,
            clock: self.clock(),
            skipped_lines: parcel.skipped_lines,
            events: parcel.events,
        }));
        if let Running::Sim(sim) = &mut self.running {
            sim.room_made();
        }
        self.tick();
        let Some((end, clock)) = parcel.end else {
            return false;
        };
        self.unacknowledged = false;
        let digest = match &self.running {
            Running::Sim(sim) => Some(sim.digest()),
            _ => None,
        };
        let memory = scope::memory_size();
        scope::post(&FromEngine::Ended(Ended { run, clock, digest, memory, end }));
        true
    }

    fn clock(&self) -> f64 {
        match &self.running {
            Running::Nothing => 0.0,
            Running::Sim(sim) => sim.clock(),
            Running::Live(live) => live.clock(),
        }
    }
}

fn with<R>(action: impl FnOnce(&mut Control) -> R) -> R {
    CONTROL.with(|control| action(&mut control.borrow_mut()))
}

/// Calls [`slice`] from the event loop at once: a message to oneself, where a timer would wait 4 ms.
struct Ticker {
    port: MessagePort,
    /// A call is on its way.
    pending: Cell<bool>,
    /// Kept for as long as messages come.
    _receiver: MessagePort,
    _callback: Closure<dyn FnMut()>,
}

impl Ticker {
    fn new() -> Ticker {
        let channel = MessageChannel::new().expect("a worker can make a message channel");
        let callback = Closure::<dyn FnMut()>::new(slice);
        let receiver = channel.port2();
        receiver.set_onmessage(Some(callback.as_ref().unchecked_ref()));
        Ticker { port: channel.port1(), pending: Cell::new(false), _receiver: receiver, _callback: callback }
    }

    fn tick(&self) {
        if !self.pending.replace(true) {
            let _ = self.port.post_message(&JsValue::NULL);
        }
    }
}
