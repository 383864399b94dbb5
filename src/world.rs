//! The sim engine: process, kernel and a virtual clock as one value. Nothing happens in it but by [`World::step`], so the
//! same steps give the same run. Instructions take virtual time; when nobody can run, the clock jumps.

pub mod digest;

use self::digest::Digest;
use crate::choice::Choice;
use crate::ids::Tid;
use crate::kernel::{Config, Fate, Kernel, Outcome};
use crate::process::run::{End, Limit, Options};
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

/// A machine with one process.
pub struct World {
    process: Process,
    kernel: Kernel,
    clock: Seconds,
    time_limit: Option<Seconds>,
    max_memory: u64,
    max_output: u64,
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
        let mut seeds = Rng::new(options.seed);
        let settings = Settings { argv: options.argv(name), seed: seeds.next_u64(), ..Settings::default() };
        let process = Process::new(source, name, settings, options.max_memory)?;
        let kernel = Kernel::new(Config {
            max_threads: options.max_threads,
            max_output: options.max_output,
            stdin: options.stdin.clone(),
            files: options.files.clone(),
            environ: options.environ.clone(),
            epoch: EPOCH,
            zone: 0,
            entropy: seeds.next_u64(),
        });
        let mut world = World {
            process,
            kernel,
            clock: 0.0,
            time_limit: options.time_limit,
            max_memory: options.max_memory,
            max_output: options.max_output,
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
        World {
            process: self.process.fork(),
            kernel: self.kernel.clone(),
            clock: self.clock,
            time_limit: self.time_limit,
            max_memory: self.max_memory,
            max_output: self.max_output,
            instructions: self.instructions,
            events: self.events.clone(),
            digest: self.digest.clone(),
            end: self.end.clone(),
        }
    }

    /// What can happen next, in a fixed order; nothing once the run has ended.
    pub fn enabled(&self, choices: &mut Vec<Choice>) {
        choices.clear();
        if self.end.is_none() {
            let ready = self.kernel.alive().iter().filter(|&&tid| self.kernel.is_ready(tid, self.clock));
            choices.extend(ready.map(|&tid| Choice::Run(tid)));
        }
    }

    /// Does what was chosen, for at most `fuel` instructions. Returns how many it took.
    pub fn step(&mut self, choice: Choice, fuel: u64, outside: &mut Option<Outside>) -> u64 {
        let Choice::Run(tid) = choice;
        let before = self.instructions;
        self.turn(tid, fuel, outside);
        self.record();
        if let Some(limit) = self.time_limit
            && self.clock >= limit
            && self.end.is_none()
        {
            self.end = Some(End::Limit(Limit::Time(limit)));
        }
        self.instructions - before
    }

    fn turn(&mut self, tid: Tid, mut fuel: u64, outside: &mut Option<Outside>) {
        if self.kernel.is_blocked(tid) {
            let outcome = self.kernel.retry(tid, self.clock);
            if !self.settle(tid, outcome, &mut fuel) {
                return;
            }
        }
        loop {
            let before = fuel;
            let stop = self.process.run(tid, &mut fuel);
            self.pass(tid, before - fuel);
            let dead = self.process.take_dead();
            self.kernel.forget(&dead);
            match stop {
                Stop::Fuel => return,
                Stop::Request(request) => {
                    let outcome = self.ask(tid, request, outside);
                    if !self.settle(tid, outcome, &mut fuel) {
                        return;
                    }
                }
                Stop::Finished(uncaught) => return self.finished(tid, uncaught),
                Stop::OutOfMemory => {
                    self.end = Some(End::Limit(Limit::Memory(self.max_memory)));
                    return;
                }
            }
        }
    }

    /// Time passes while a thread runs.
    fn pass(&mut self, tid: Tid, instructions: u64) {
        self.instructions += instructions;
        let seconds = instructions as f64 * INSTRUCTION;
        self.clock += seconds;
        self.kernel.charge(tid, seconds);
    }

    fn ask(&mut self, tid: Tid, request: Request, outside: &mut Option<Outside>) -> Outcome {
        self.clock += REQUEST;
        if let Some(outside) = outside
            && request.may_be_outside()
            && let Some(reply) = outside(&request)
        {
            return match &reply {
                Reply::Http(page) => {
                    let at = self.clock + page.elapsed;
                    self.kernel.answer_later(tid, reply, at)
                }
                _ => Outcome::Done(reply),
            };
        }
        let token = if let Request::Spawn { token, .. } = request { Some(token) } else { None };
        let outcome = self.kernel.submit(tid, request, self.process.place(tid), self.clock);
        if let (Some(token), Outcome::Done(Reply::Thread(new))) = (token, &outcome) {
            self.process.spawn(*new, token);
        }
        outcome
    }

    /// Whether the thread goes on at once.
    fn settle(&mut self, tid: Tid, mut outcome: Outcome, fuel: &mut u64) -> bool {
        loop {
            match self.kernel.fate() {
                Some(Fate::Exit(code)) => self.end = Some(End::Exit { code }),
                Some(Fate::TooMuchOutput) => self.end = Some(End::Limit(Limit::Output(self.max_output))),
                None => {}
            }
            match outcome {
                Outcome::Done(reply) if self.end.is_none() => {
                    self.process.resume(tid, reply);
                    return true;
                }
                Outcome::Again if self.kernel.is_writing(tid) && *fuel > PIECE => {
                    *fuel -= PIECE;
                    self.pass(tid, PIECE);
                    outcome = self.kernel.retry(tid, self.clock);
                }
                _ => return false,
            }
        }
    }

    fn finished(&mut self, tid: Tid, uncaught: Option<String>) {
        let code = i32::from(uncaught.is_some());
        if let Some(text) = uncaught {
            self.kernel.print_error(tid, &text);
        }
        self.kernel.end_thread(tid);
        if tid == Tid(0) {
            self.end = Some(End::Exit { code });
        }
    }

    /// When nothing is enabled: moves the clock to the next deadline, or says what is missing.
    pub fn idle(&mut self) -> Idle {
        if self.end.is_some() {
            return Idle::Ended;
        }
        let alive = self.kernel.alive();
        // Time stands still while a line is typed: else a loop of timed waits beside it would run through years.
        if alive.iter().any(|&tid| self.kernel.waits_for_input(tid)) {
            return Idle::NeedInput;
        }
        let next = alive.iter().filter_map(|&tid| self.kernel.deadline(tid)).min_by(f64::total_cmp);
        match (next, self.time_limit) {
            (Some(next), Some(limit)) if next > limit => {
                self.clock = limit;
                self.end = Some(End::Limit(Limit::Time(limit)));
                Idle::Ended
            }
            (Some(next), _) => {
                self.clock = self.clock.max(next);
                Idle::Moved
            }
            (None, _) => {
                self.end = Some(End::Deadlock(Box::new(stuck::report(&self.kernel, &self.process))));
                Idle::Ended
            }
        }
    }

    fn record(&mut self) {
        for event in self.kernel.take_events() {
            self.digest.add(&event, self.clock);
            self.events.push(event);
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

    /// `KeyboardInterrupt` in the main thread.
    pub fn interrupt(&mut self) {
        if self.end.is_none() && !self.kernel.interrupt(Tid(0)) {
            self.process.interrupt(Tid(0));
        }
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
