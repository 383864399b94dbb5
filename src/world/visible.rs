//! The sim engine at the grain of exploring: one step is one visible operation of one thread (a request that others can
//! notice, or a use of shared memory), with all that the thread does by itself up to its next one.
//!
//! Time does not pass with instructions, so that a state does not depend on who came first; it jumps when nobody can run.
//! A thread that asks for the time gets its own processor time added, so that it cannot wait for ever in a loop.
//!
//! A *stop* is a place where a thread could be left for another: every use of shared memory and every request. Only those
//! that [`Grain`] names are visible; at the others the thread runs on. A schedule counts all stops, so that it means the same
//! whichever of them were visible when it was found.

mod at;
pub mod canon;
mod enabled;
mod findings;
mod footprint;
pub mod look;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::at::{At, Standing};
use super::{Idle, World};
use crate::check::finding::{Finding, Order};
use crate::choice::{Object, Uses};
use crate::ids::{ObjectId, Who};
use crate::kernel::{Outcome, Place};
use crate::process::Stop;
use crate::process::run::{End, Limit, Options};
use crate::schedule::token;
use crate::span::Diagnostic;
use crate::sys::{Reply, Request};
use crate::trace::{Event, Stream};
use crate::vm::access::Extent;

/// Instructions that a thread may run by itself between two stops.
const ALONE: u64 = 5_000_000;

/// Stops that a thread may pass unseen in a row; the next one is visible, so that a thread that waits in a loop for another
/// lets that one come.
const UNSEEN: u32 = 1_000;

/// Which stops are visible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grain {
    /// All of them: to follow a schedule, or to step.
    pub every_stop: bool,
    /// Uses of memory at these places.
    pub places: BTreeSet<Place>,
    /// The end of a thread: somebody asks whether it still lives.
    pub ends: bool,
    /// Output is not one of them: its order does not matter.
    pub silent_output: bool,
    /// Time may pass while threads could go on: to the next moment that somebody waits for, as a step of [`Who::TIME`].
    pub any_time: bool,
    /// A thread that was joined goes on to join others that have ended, in one step.
    pub joins_together: bool,
}

/// Two locks in the order in which a thread has taken them.
pub type LockOrder = Order<Option<Place>>;

/// Something that happened in a step, in order; for those who judge a run.
#[derive(Clone, Debug)]
pub enum Deed {
    /// A use of shared memory.
    Use {
        /// By whom.
        who: Who,
        /// Where.
        place: Place,
        /// Of what.
        uses: Uses,
    },
    /// A request was granted, or given up.
    Request {
        /// By whom.
        who: Who,
        /// Of what.
        uses: Uses,
    },
    /// A thread began.
    Began {
        /// Which.
        who: Who,
        /// Who started it.
        by: Who,
    },
    /// A thread ended.
    Ended {
        /// Which.
        who: Who,
    },
    /// A lock was taken while another was held.
    Order {
        /// By whom.
        who: Who,
        /// The one that was held, and the one that was taken.
        locks: [ObjectId; 2],
        /// The same, by names that agree between interleavings.
        order: Box<LockOrder>,
    },
}

/// A world that goes from visible operation to visible operation.
pub struct Machine {
    world: World,
    at: Standing,
    /// Everything written, in order.
    output: String,
    errors: String,
    /// What nobody caught: the last lines of tracebacks.
    uncaught: Vec<String>,
    /// Stops passed, in order: by which of `paths`, and how many; neighbours of one thread are one entry.
    log: Vec<(u32, u32)>,
    /// Who passed the last one.
    last: Option<Who>,
    paths: Arc<Vec<Vec<u32>>>,
    deeds: Vec<Deed>,
    /// What is to be said of the run beside how it ends.
    findings: Vec<Finding>,
    /// A thread ran too long by itself.
    endless: bool,
    /// In the last step a thread has passed more stops unseen than it may.
    is_restless: bool,
    /// Time may pass while threads could go on.
    any_time: bool,
    /// How often the program has asked for the time.
    asked_time: u32,
}

impl Machine {
    /// Compiles the program and brings it to its first visible operation.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn new(source: &str, name: &str, options: &Options, grain: &Grain) -> Result<Machine, Vec<Diagnostic>> {
        let mut machine = Machine::unstarted(source, name, options)?;
        machine.start(grain);
        Ok(machine)
    }

    /// Compiles the program, and does nothing more.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn unstarted(source: &str, name: &str, options: &Options) -> Result<Machine, Vec<Diagnostic>> {
        let stdin = options.stdin.clone().or_else(|| Some(String::new()));
        let options = Options { stdin, time_limit: None, trace: false, ..options.clone() };
        let world = World::probed(source, name, &options)?;
        Ok(Machine {
            world,
            at: Standing::default(),
            output: String::new(),
            errors: String::new(),
            uncaught: Vec::new(),
            log: Vec::new(),
            last: None,
            paths: Arc::default(),
            deeds: Vec::new(),
            findings: Vec::new(),
            endless: false,
            is_restless: false,
            any_time: false,
            asked_time: 0,
        })
    }

    /// Brings a machine that has not run to its first visible operation.
    pub fn start(&mut self, grain: &Grain) {
        self.any_time = grain.any_time;
        self.tidy();
        self.settle(grain);
    }

    /// Makes later copies cheaper, at the cost of one deep one.
    pub fn consolidate(&mut self) {
        self.world.processes.values_mut().for_each(|process| process.consolidate());
    }

    /// A copy that goes its own way from here.
    pub fn fork(&mut self) -> Machine {
        Machine {
            world: self.world.fork(),
            at: self.at.clone(),
            output: self.output.clone(),
            errors: self.errors.clone(),
            uncaught: self.uncaught.clone(),
            log: self.log.clone(),
            last: self.last,
            paths: Arc::clone(&self.paths),
            deeds: self.deeds.clone(),
            findings: self.findings.clone(),
            endless: self.endless,
            is_restless: self.is_restless,
            any_time: self.any_time,
            asked_time: self.asked_time,
        }
    }

    /// Threads that have not ended.
    pub fn threads(&self) -> impl Iterator<Item = Who> {
        self.at.iter().map(|(who, _)| who)
    }

    /// How the run ended, if it has.
    pub fn end(&self) -> Option<&End> {
        self.world.end.as_ref()
    }

    /// Whether it was ended because a thread ran too long by itself.
    pub fn is_endless(&self) -> bool {
        self.endless
    }

    /// Whether the thread of the last step runs and runs, passing so many stops that it might go round in a loop.
    pub fn is_restless(&self) -> bool {
        self.is_restless
    }

    /// How often the program has asked for the time.
    pub fn asked_time(&self) -> u32 {
        self.asked_time
    }

    /// What was written to standard output.
    pub fn output(&self) -> &str {
        &self.output
    }

    /// What was written to standard error.
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// Exceptions that nobody caught, each in one line.
    pub fn uncaught(&self) -> &[String] {
        &self.uncaught
    }

    /// Stops passed, in order: the path of a thread and how many in a row.
    pub fn log(&self) -> impl ExactSizeIterator<Item = (&[u32], u32)> + DoubleEndedIterator {
        self.log.iter().map(|&(path, stops)| (self.paths[path as usize].as_slice(), stops))
    }

    /// What is to be said of the run beside how it ends.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What has happened since [`Machine::forget_deeds`].
    pub fn deeds(&self) -> &[Deed] {
        &self.deeds
    }

    /// What has happened so far has been taken in.
    pub fn forget_deeds(&mut self) {
        self.deeds.clear();
    }

    /// The world as it is.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Takes the thread's next step. Returns whether the clock jumped after it: nobody could go on before.
    pub fn step(&mut self, who: Who, grain: &Grain) -> bool {
        self.is_restless = false;
        self.count(who);
        if who == Who::TIME {
            self.world.pass_time();
            self.tidy();
            return self.settle(grain);
        }
        let joins = grain.joins_together && self.is_joining(who);
        self.advance(who, grain);
        while joins && self.is_joining(who) && self.is_enabled(who) {
            self.count(who);
            self.advance(who, grain);
        }
        self.settle(grain)
    }

    /// A thread goes on to its next visible operation.
    fn advance(&mut self, who: Who, grain: &Grain) {
        self.world.handle_signals(who);
        let goes_on = match self.at.take(who) {
            None => false,
            Some(At::End(uncaught)) => {
                self.end_thread(who, uncaught);
                false
            }
            Some(At::Use) => {
                self.note_use(who, self.place(who), self.uses(who));
                true
            }
            Some(At::Request(request)) => {
                let uses = self.world.kernel.footprint(who, &request);
                let taken = match request {
                    Request::Acquire { object, .. } => Some(object),
                    _ => None,
                };
                if matches!(request, Request::Exit { .. }) {
                    self.look_back(who);
                }
                let outcome = self.ask(who, request);
                if let (Outcome::Done(Reply::Bool(true)), Some(object)) = (&outcome, taken) {
                    self.note_order(who, object);
                }
                self.granted(who, outcome, uses)
            }
            Some(At::Waits) => {
                let uses = self.world.kernel.footprint_of_wait(who, self.world.clock);
                let outcome = self.world.kernel.retry(who, self.world.clock);
                self.granted(who, outcome, uses)
            }
        };
        self.tidy();
        if goes_on {
            self.run(who, grain);
        }
    }

    fn count(&mut self, who: Who) {
        if let (Some((_, n)), true) = (self.log.last_mut(), self.last == Some(who)) {
            *n += 1;
            return;
        }
        self.last = Some(who);
        let path = match self.world.kernel.process(who.pid) {
            _ if who == Who::TIME => token::TIME,
            Some(process) => &process.thread(who.tid).path,
            None => &[],
        };
        match self.log.last_mut() {
            Some((last, n)) if self.paths[*last as usize] == path => *n += 1,
            _ => {
                let known = self.paths.iter().position(|other| other == path);
                let at = known.unwrap_or_else(|| {
                    Arc::make_mut(&mut self.paths).push(path.to_vec());
                    self.paths.len() - 1
                });
                self.log.push((at as u32, 1));
            }
        }
    }

    fn note_use(&mut self, who: Who, place: Option<Place>, uses: Uses) {
        if let Some(place) = place {
            self.deeds.push(Deed::Use { who, place, uses });
        }
    }

    /// Asks the kernel, until that is through with it or the thread waits.
    fn ask(&mut self, who: Who, request: Request) -> Outcome {
        let request = match request {
            Request::Write { fd, pieces } => Request::Write { fd, pieces: vec![pieces.concat().into()] },
            request => request,
        };
        let own = self.world.kernel.thread(who).cpu;
        let is_clock = matches!(request, Request::Monotonic | Request::UnixTime);
        self.asked_time += u32::from(is_clock || request == Request::CpuTime);
        let mut outcome = self.world.ask(who, request, &mut None);
        while outcome == Outcome::Again {
            outcome = self.world.kernel.retry(who, self.world.clock);
        }
        match outcome {
            Outcome::Done(Reply::Float(time)) if is_clock => Outcome::Done(Reply::Float(time + own)),
            outcome => outcome,
        }
    }

    /// Whether the thread goes on after its request has come so far.
    fn granted(&mut self, who: Who, outcome: Outcome, uses: Uses) -> bool {
        self.deeds.push(Deed::Request { who, uses });
        match outcome {
            Outcome::Done(reply) if self.world.kernel.is_process_alive(who.pid) => {
                self.resume(who, reply);
                true
            }
            _ => {
                self.at.set(who, At::Waits);
                false
            }
        }
    }

    fn resume(&mut self, who: Who, reply: Reply) {
        self.world.process(who).resume(who.tid, reply);
        self.world.handle_signals(who);
    }

    /// Brings everything that can go on unseen to its next visible operation.
    fn settle(&mut self, grain: &Grain) -> bool {
        self.begin_new(grain);
        let mut jumped = false;
        while self.world.end.is_none() && !self.can_go_on() {
            let all: Vec<Who> = self.threads().collect();
            self.wait_for_good(&all);
            match self.world.idle() {
                Idle::Moved => jumped = true,
                Idle::NeedInput => self.world.input(None),
                Idle::Ended => {}
            }
            self.tidy();
        }
        jumped
    }

    /// Threads that have just been made run to their first visible operation.
    fn begin_new(&mut self, grain: &Grain) {
        loop {
            let new = self.world.kernel.alive().find(|who| self.at.get(*who).is_none());
            let Some(who) = new.filter(|_| self.world.end.is_none()) else { return };
            self.run(who, grain);
        }
    }

    /// Those of these threads who only thought of waiting do so.
    fn wait_for_good(&mut self, threads: &[Who]) {
        for &who in threads {
            if let Some(At::Request(request)) = self.at.get(who).cloned() {
                let outcome = self.ask(who, request);
                debug_assert_eq!(outcome, Outcome::Blocked, "it would wait");
                self.at.set(who, At::Waits);
            }
        }
    }

    /// Runs a thread up to its next visible operation.
    fn run(&mut self, who: Who, grain: &Grain) {
        let mut fuel = ALONE;
        let mut unseen = 0;
        loop {
            if self.world.end.is_some() || !self.world.kernel.is_process_alive(who.pid) {
                return;
            }
            let before = fuel;
            let stop = self.run_to_stop(who, &mut fuel, &mut unseen, grain);
            let dead = self.world.process(who).take_dead();
            self.world.kernel.charge(who, (before - fuel) as f64 * super::INSTRUCTION);
            self.world.kernel.forget(who.pid, &dead);
            match stop {
                Stop::Fuel => {
                    self.endless = true;
                    self.world.finish(End::Stopped);
                    return;
                }
                Stop::OutOfMemory => return self.world.finish(End::Limit(Limit::Memory(self.world.max_memory))),
                Stop::Finished(uncaught) => {
                    if self.world.kernel.process(who.pid).is_some_and(|process| process.main != who.tid) {
                        if grain.ends || grain.every_stop {
                            self.at.set(who, At::End(uncaught));
                            return;
                        }
                        self.count(who);
                    }
                    return self.end_thread(who, uncaught);
                }
                Stop::Probe => {
                    self.at.set(who, At::Use);
                    return;
                }
                Stop::Request(request) => {
                    if !self.is_silent(who, &request, grain) {
                        self.at.set(who, At::Request(request));
                        return;
                    }
                    if matches!(request, Request::Write { .. } | Request::Flush { .. }) && grain.silent_output {
                        // Where output is not silent this is a stop.
                        if !self.world.kernel.footprint(who, &request).is_empty() {
                            self.count(who);
                        }
                    }
                    match self.ask_silently(who, request) {
                        Some(reply) => self.resume(who, reply),
                        None => {
                            self.at.set(who, At::Waits);
                            return;
                        }
                    }
                }
            }
        }
    }

    /// Runs a thread until it stops, at uses of memory only before one that is visible. `unseen`: how many it has passed.
    fn run_to_stop(&mut self, who: Who, fuel: &mut u64, unseen: &mut u32, grain: &Grain) -> Stop {
        loop {
            let process = self.world.process(who);
            let stop = process.run(who.tid, fuel);
            if !matches!(stop, Stop::Probe) {
                return stop;
            }
            let uses = process.uses(who, Extent::Made);
            if uses.is_empty() {
                continue;
            }
            let place = self.place(who);
            *unseen += 1;
            if *unseen == UNSEEN {
                self.note_loop(who, place);
            }
            self.is_restless |= *unseen > UNSEEN;
            if grain.every_stop || *unseen > UNSEEN || place.is_some_and(|place| grain.places.contains(&place)) {
                return stop;
            }
            self.count(who);
            self.note_use(who, place, uses);
        }
    }

    fn end_thread(&mut self, who: Who, uncaught: Option<String>) {
        if let Some(text) = &uncaught {
            self.uncaught.push(last_line(text));
        }
        self.world.finished(who, uncaught);
        self.at.take(who);
        self.deeds.push(Deed::Ended { who });
        self.tidy();
    }

    /// Whether nobody can notice when the request is answered.
    fn is_silent(&self, who: Who, request: &Request, grain: &Grain) -> bool {
        match request {
            Request::Spawn { .. } | Request::Sleep { .. } | Request::Yield | Request::Http(_) => false,
            // Only the library asks, and only where the thread holds the lock itself.
            Request::IsOwned { .. } => true,
            request if self.any_time && footprint::asks_time(request) => false,
            Request::Write { .. } | Request::Flush { .. } if grain.silent_output => {
                self.world.kernel.footprint(who, request).iter().all(|access| access.object == Object::Output)
            }
            _ => self.world.kernel.footprint(who, request).is_empty(),
        }
    }

    fn ask_silently(&mut self, who: Who, request: Request) -> Option<Reply> {
        if let Request::Uncaught { traceback } = &request {
            self.uncaught.push(last_line(traceback));
        }
        match self.ask(who, request) {
            Outcome::Done(reply) => Some(reply),
            _ => None,
        }
    }

    /// Takes in what has happened, and drops who is no more.
    fn tidy(&mut self) {
        self.world.tidy();
        self.world.record();
        for event in self.world.take_events() {
            match event {
                Event::Output { stream: Stream::Stdout, text, .. } => self.output.push_str(&text),
                Event::Output { stream: Stream::Stderr, text, .. } => self.errors.push_str(&text),
                Event::ThreadStarted { who, parent: Some(by), .. } => {
                    self.deeds.push(Deed::Began { who, by: Who { pid: who.pid, tid: by } });
                }
                Event::ProcessStarted { pid, by: Some(by), .. } => {
                    self.deeds.push(Deed::Began { who: Who { pid, tid: by.tid }, by });
                }
                _ => {}
            }
        }
        let kernel = &self.world.kernel;
        self.at.retain(|who| kernel.is_process_alive(who.pid));
    }
}

fn last_line(text: &str) -> String {
    text.trim_end().lines().next_back().unwrap_or_default().to_owned()
}
