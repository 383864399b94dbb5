//! The sim engine: process, kernel and a virtual clock as one value. Nothing happens in it but by [`World::step`], so the
//! same steps give the same run. Instructions take virtual time; when nobody can run, the clock jumps.

pub mod digest;
pub mod visible;

use std::collections::BTreeMap;

use self::digest::Digest;
use crate::choice::Choice;
use crate::code::compile::Kind;
use crate::ids::{Pid, Who};
use crate::kernel::signals::{Due, SIGINT};
use crate::kernel::{Config, Fate, Kernel, Outcome, Place};
use crate::process::run::{End, Limit, Options};
use crate::process::view::moment::{self, Moment};
use crate::process::view::{self, ProcessView};
use crate::process::{Process, Stop, stuck};
use crate::rng::Rng;
use crate::span::Diagnostic;
use crate::sys::{Reply, Request, Seconds};
use crate::trace::Event;
use crate::vm::heap::Settings;

/// Virtual seconds of an instruction.
const INSTRUCTION: Seconds = 50e-9;
/// Virtual seconds of a request.
const REQUEST: Seconds = 200e-9;
/// Instructions that could be done in the time of writing a piece of output. A turn may end between two pieces, which is
/// when another thread gets into the line.
const PIECE: u64 = 64;
/// Unix time at the start of every run: 2024-01-01 00:00 UTC.
const EPOCH: Seconds = 1_704_067_200.0;

/// Answers requests on network and files in the kernel's place; none: the kernel serves it. It is no part of a world: what
/// it answers goes in with a step.
pub type Outside = Box<dyn FnMut(&Request) -> Option<Reply> + Send>;

/// The number of the first process, and of the shell that would have started it.
const MAIN: Pid = Pid(4242);
const SHELL: Pid = Pid(4241);

/// A machine and the processes on it.
pub struct World {
    processes: BTreeMap<Pid, Box<Process>>,
    kernel: Kernel,
    clock: Seconds,
    time_limit: Option<Seconds>,
    max_memory: u64,
    max_output: u64,
    processors: u32,
    gil: bool,
    instructions: u64,
    events: Vec<Event>,
    digest: Digest,
    end: Option<End>,
}

/// Why nothing can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// The clock has moved; now something can.
    Moved,
    /// A line of input is needed.
    NeedInput,
    /// The run has ended.
    Ended,
}

impl World {
    /// Compiles the program, or says what is wrong with it.
    pub fn new(source: &str, name: &str, options: &Options) -> Result<World, Vec<Diagnostic>> {
        World::of_kind(source, name, options, Kind::Program)
    }

    /// The same, for a program whose threads stop before each use of what others may use too.
    fn probed(source: &str, name: &str, options: &Options) -> Result<World, Vec<Diagnostic>> {
        World::of_kind(source, name, options, Kind::Probed)
    }

    fn of_kind(source: &str, name: &str, options: &Options, kind: Kind) -> Result<World, Vec<Diagnostic>> {
        let mut seeds = Rng::new(options.seed);
        let settings = Settings { argv: options.argv(name).into(), seed: seeds.next_u64(), ..Settings::default() };
        let process = Process::new(source, name, settings, options.max_memory, kind)?;
        let kernel = Kernel::new(Config {
            pid: MAIN,
            parent: SHELL,
            max_processes: options.max_processes,
            max_threads: options.max_threads,
            processors: options.processors,
            unbuffered: options.unbuffered,
            tracing: options.trace,
            max_output: options.max_output,
            stdin: options.stdin.clone(),
            files: options.files.clone(),
            environ: options.environ.clone(),
            epoch: EPOCH,
            zone: 0,
            entropy: seeds.next_u64(),
        });
        let mut world = World {
            processes: BTreeMap::from([(MAIN, Box::new(process))]),
            kernel,
            clock: 0.0,
            time_limit: options.time_limit,
            max_memory: options.max_memory,
            max_output: options.max_output,
            processors: options.processors.max(1),
            gil: options.gil,
            instructions: 0,
            events: Vec::new(),
            digest: Digest::default(),
            end: None,
        };
        world.record();
        Ok(world)
    }

    /// A copy that goes its own way from here. Memory is shared until one side writes.
    pub fn fork(&mut self) -> World {
        // One by one: there are few, mostly one, and to collect them would sort them.
        let mut processes = BTreeMap::new();
        for (&pid, process) in &mut self.processes {
            processes.insert(pid, Box::new(process.fork()));
        }
        World {
            processes,
            kernel: self.kernel.clone(),
            events: self.events.clone(),
            digest: self.digest.clone(),
            end: self.end.clone(),
            ..*self
        }
    }

    /// What can happen next, in a fixed order; nothing once the run has ended.
    pub fn enabled(&self, choices: &mut Vec<Choice>) {
        choices.clear();
        if self.end.is_none() {
            let ready = self.kernel.alive().filter(|&who| self.kernel.is_ready(who, self.clock));
            choices.extend(ready.map(Choice::Run));
        }
    }

    /// Does what was chosen, for at most `fuel` instructions. Returns how many it took.
    pub fn step(&mut self, choice: Choice, fuel: u64, outside: &mut Option<Outside>) -> u64 {
        let Choice::Run(who) = choice;
        let before = self.instructions;
        self.turn(who, fuel, outside);
        self.kernel.tick(self.clock);
        self.tidy();
        self.record();
        if let Some(limit) = self.time_limit
            && self.clock >= limit
            && self.end.is_none()
        {
            self.finish(End::Limit(Limit::Time(limit)));
        }
        self.instructions - before
    }

    fn process(&mut self, who: Who) -> &mut Process {
        self.processes.get_mut(&who.pid).expect("the process has not ended")
    }

    fn turn(&mut self, who: Who, mut fuel: u64, outside: &mut Option<Outside>) {
        let rate = self.rate();
        self.handle_signals(who);
        if self.kernel.is_blocked(who) {
            let outcome = self.kernel.retry(who, self.clock);
            if !self.settle(who, outcome, &mut fuel, rate) {
                return;
            }
        }
        loop {
            let before = fuel;
            let process = self.process(who);
            let stop = process.run(who.tid, &mut fuel);
            let dead = process.take_dead();
            self.pass(who, before - fuel, rate);
            self.kernel.forget(who.pid, &dead);
            match stop {
                Stop::Fuel => return,
                Stop::Request(request) => {
                    self.clock += REQUEST;
                    let outcome = self.ask(who, request, outside);
                    if !self.settle(who, outcome, &mut fuel, rate) {
                        return;
                    }
                    self.handle_signals(who);
                }
                Stop::Probe => {}
                Stop::Finished(uncaught) => return self.finished(who, uncaught),
                Stop::OutOfMemory => return self.finish(End::Limit(Limit::Memory(self.max_memory))),
            }
            if self.memory() > self.max_memory {
                return self.finish(End::Limit(Limit::Memory(self.max_memory)));
            }
        }
    }

    fn memory(&self) -> u64 {
        // One process looks after itself: what it could free is not counted before it has tried.
        if self.processes.len() < 2 { 0 } else { self.processes.values().map(|process| process.memory()).sum() }
    }

    /// How many run at a time: time passes for all of them while one of them is stepped.
    fn rate(&self) -> f64 {
        let mut running = 0_u32;
        let mut last = None;
        for who in self.kernel.alive() {
            if (!self.gil || last != Some(who.pid)) && self.kernel.is_ready(who, self.clock) {
                running += 1;
                last = Some(who.pid);
            }
        }
        f64::from(running.clamp(1, self.processors))
    }

    /// Time passes while a thread runs.
    fn pass(&mut self, who: Who, instructions: u64, rate: f64) {
        self.instructions += instructions;
        let seconds = instructions as f64 * INSTRUCTION;
        self.clock += seconds / rate;
        self.kernel.charge(who, seconds);
    }

    /// Lets the thread do what signals ask of it.
    fn handle_signals(&mut self, who: Who) {
        while self.kernel.is_process_alive(who.pid) && self.kernel.is_signal_due(who) {
            let waits = self.kernel.is_blocked(who);
            let process = self.process(who);
            if process.is_engaged(who.tid) || (!waits && process.is_atomic(who.tid)) {
                return;
            }
            match self.kernel.take_signal(who) {
                Some((Due::Interrupt, true)) if self.kernel.interrupt(who) => {}
                Some((Due::Interrupt, _)) => self.process(who).interrupt(who.tid),
                Some((Due::Handler(signal), _)) => self.process(who).handle_signal(who.tid, signal),
                None => return,
            }
        }
    }

    fn ask(&mut self, who: Who, request: Request, outside: &mut Option<Outside>) -> Outcome {
        if let Some(outside) = outside
            && request.may_be_outside()
            && let Some(reply) = self.ask_outside(who, &request, outside)
        {
            return match &reply {
                Reply::Http(page) => {
                    let at = self.clock + page.elapsed;
                    self.kernel.answer_later(who, reply, at)
                }
                _ => Outcome::Done(reply),
            };
        }
        let place = self.process(who).place(who.tid);
        match request {
            Request::Fork { fresh } => self.fork_process(who, fresh, place),
            Request::Spawn { token, .. } => {
                let outcome = self.kernel.submit(who, request, place, self.clock);
                if let Outcome::Done(Reply::Thread(new)) = outcome {
                    self.process(who).spawn(new, token);
                }
                outcome
            }
            request => self.kernel.submit(who, request, place, self.clock),
        }
    }

    /// What is outside stays behind descriptors of the process.
    fn ask_outside(&mut self, who: Who, request: &Request, outside: &mut Outside) -> Option<Reply> {
        if request.has_descriptor() {
            return outside(&self.kernel.for_host(who.pid, request)?);
        }
        let reply = outside(request)?;
        let adopted = matches!(reply, Reply::File(_));
        Some(if adopted { self.kernel.adopt(who.pid, reply) } else { reply })
    }

    fn fork_process(&mut self, who: Who, fresh: Option<Vec<u8>>, place: Option<Place>) -> Outcome {
        let pid = match self.kernel.fork(who, place) {
            Ok(pid) => pid,
            Err(error) => return Outcome::Done(Reply::Error(error)),
        };
        let process = self.process(who);
        let child = match fresh {
            Some(payload) => process.fresh(who.tid, payload),
            None => {
                let mut child = process.fork_thread(who.tid);
                child.resume(who.tid, Reply::Int(0));
                child
            }
        };
        self.processes.insert(pid, Box::new(child));
        Outcome::Done(Reply::Int(i64::from(pid.0)))
    }

    /// Whether the thread goes on at once.
    fn settle(&mut self, who: Who, mut outcome: Outcome, fuel: &mut u64, rate: f64) -> bool {
        loop {
            self.tidy();
            match outcome {
                Outcome::Done(reply) if self.end.is_none() && self.kernel.is_process_alive(who.pid) => {
                    self.process(who).resume(who.tid, reply);
                    return true;
                }
                Outcome::Again if self.kernel.is_writing(who) && *fuel > PIECE => {
                    *fuel -= PIECE;
                    self.pass(who, PIECE, rate);
                    outcome = self.kernel.retry(who, self.clock);
                }
                _ => return false,
            }
        }
    }

    /// Drops what has ended: processes, and the run.
    fn tidy(&mut self) {
        // Who has a signal is seen to be ready.
        self.kernel.take_signalled();
        for pid in self.kernel.take_gone() {
            self.processes.remove(&pid);
        }
        match self.kernel.fate() {
            _ if self.end.is_some() => {}
            Some(Fate::Exit(code)) => self.finish(End::Exit { code }),
            Some(Fate::TooMuchOutput) => self.finish(End::Limit(Limit::Output(self.max_output))),
            None => {}
        }
    }

    fn finish(&mut self, end: End) {
        self.kernel.flush_all();
        self.end = Some(end);
    }

    fn finished(&mut self, who: Who, uncaught: Option<String>) {
        let code = i32::from(uncaught.is_some());
        if let Some(text) = uncaught {
            self.kernel.print_error(who, &text);
        }
        self.kernel.end_thread(who, code);
    }

    /// When nothing is enabled: moves the clock to the next deadline, or says what is missing.
    pub fn idle(&mut self) -> Idle {
        if self.end.is_some() {
            return Idle::Ended;
        }
        // Time stands still while a line is typed: else a loop of timed waits beside it would run through years.
        if self.kernel.alive().any(|who| self.kernel.waits_for_input(who)) {
            return Idle::NeedInput;
        }
        let next = self.deadlines().min_by(f64::total_cmp);
        match (next, self.time_limit) {
            (Some(next), Some(limit)) if next > limit => {
                self.clock = limit;
                self.finish(End::Limit(Limit::Time(limit)));
                self.record();
                Idle::Ended
            }
            (Some(next), _) => {
                self.move_to(next);
                Idle::Moved
            }
            (None, _) => {
                let report = stuck::report(&self.kernel, &self.processes);
                self.finish(End::Deadlock(Box::new(report)));
                self.record();
                Idle::Ended
            }
        }
    }

    /// The moments that somebody waits for.
    fn deadlines(&self) -> impl Iterator<Item = Seconds> {
        self.kernel.alive().filter_map(|who| self.kernel.deadline(who)).chain(self.kernel.next_alarm())
    }

    /// The next one that is still to come.
    fn next_moment(&self) -> Option<Seconds> {
        self.deadlines().filter(|&deadline| deadline > self.clock).min_by(f64::total_cmp)
    }

    /// The next moment that somebody waits for comes, whoever could still go on before.
    fn pass_time(&mut self) {
        if let Some(next) = self.next_moment() {
            self.move_to(next);
        }
    }

    fn move_to(&mut self, moment: Seconds) {
        self.clock = self.clock.max(moment);
        self.kernel.tick(self.clock);
        self.tidy();
        self.record();
    }

    fn record(&mut self) {
        let news = self.kernel.take_events();
        news.iter().for_each(|event| self.digest.add(event, self.clock));
        if self.events.is_empty() {
            self.events = news;
        } else {
            self.events.extend(news);
        }
    }

    /// What has happened since the last call.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// A line of standard input, or its end.
    pub fn input(&mut self, line: Option<String>) {
        self.kernel.input(line);
    }

    /// Ctrl-C: `KeyboardInterrupt` in the main thread of each process that has no other handler.
    pub fn interrupt(&mut self) {
        if self.end.is_none() {
            // As a terminal does: every process of the program gets it.
            let pids: Vec<Pid> = self.processes.keys().copied().collect();
            pids.into_iter().for_each(|pid| self.kernel.signal(pid, SIGINT));
            self.tidy();
        }
    }

    /// Processes and threads as they are now.
    pub fn processes(&self) -> Vec<ProcessView> {
        view::processes(&self.kernel, &|pid| self.processes.get(&pid).map(Box::as_ref))
    }

    /// Everything that a reader may want to see of this moment.
    pub fn moment(&self) -> Moment {
        moment::moment(&self.kernel, &|pid| self.processes.get(&pid).map(Box::as_ref), self.clock)
    }

    /// How the run ended, if it has.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }

    /// Virtual seconds since the start.
    pub fn clock(&self) -> Seconds {
        self.clock
    }

    /// Instructions executed.
    pub fn instructions(&self) -> u64 {
        self.instructions
    }

    /// A number that is the same exactly when all that has happened is the same.
    pub fn digest(&self) -> u128 {
        let end = self.end.as_ref().map_or(-1, End::status);
        self.digest.with(self.clock, self.instructions, end)
    }
}

#[cfg(test)]
mod tests {
    use super::World;
    use crate::choice::Choice;
    use crate::process::run::Options;
    use crate::schedule::{Random, Scheduler};
    use crate::world::Idle;

    const PROGRAM: &str = "import threading, queue, time
q = queue.Queue(2)
seen = []
def work(n):
    for i in range(20):
        q.put((n, i))
        time.sleep(0.01 * n)
ts = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in ts: t.start()
for _ in range(60): seen.append(q.get())
for t in ts: t.join()
print(len(seen), hash(tuple(seen)))
";

    fn run(world: &mut World, scheduler: &mut Random, steps: usize) {
        let mut choices: Vec<Choice> = Vec::new();
        for _ in 0..steps {
            world.enabled(&mut choices);
            if choices.is_empty() {
                if world.idle() != Idle::Moved {
                    return;
                }
                continue;
            }
            let choice = choices[scheduler.choose(&choices)];
            let quantum = scheduler.quantum();
            world.step(choice, quantum, &mut None);
        }
    }

    #[test]
    fn a_copy_goes_the_same_way_and_leaves_the_original_alone() {
        let whole = |seed| {
            let mut world = World::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
            run(&mut world, &mut Random::new(seed), usize::MAX);
            world.digest()
        };
        let mut world = World::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        let mut scheduler = Random::new(1);
        run(&mut world, &mut scheduler, 60);
        let mut copy = world.fork();
        let mut other = world.fork();
        run(&mut other, &mut Random::new(99), usize::MAX);
        run(&mut copy, &mut scheduler.clone(), usize::MAX);
        run(&mut world, &mut scheduler, usize::MAX);
        assert!(world.end().is_some());
        assert_eq!((world.digest(), copy.digest()), (whole(1), whole(1)));
        assert_ne!(other.digest(), world.digest());
    }
}
