//! The virtual operating system: threads, synchronisation, console, files, network. A plain struct with a method for what
//! drivers need; no clock inside (the time is passed in) and no Python value. A request that cannot be done blocks its
//! thread, and is tried again when the driver sees that it [is ready](Kernel::is_ready).

pub mod barrier;
pub mod condition;
pub mod console;
pub mod event;
pub mod files;
pub mod internet;
pub mod lock;
pub mod objects;
pub mod queue;
pub mod requests;
pub mod semaphore;
pub mod threads;
pub mod wait;
pub mod wakes;

#[cfg(test)]
mod tests;

use self::console::Console;
use self::files::Files;
pub use self::objects::{Entry, Object};
use self::threads::Thread;
use self::wait::Wait;
use crate::ids::Tid;
use crate::rng::Rng;
use crate::sys::{Reply, Seconds};
use crate::trace::Event;

/// Where a thread is in its program: two numbers whose meaning is the process's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Code.
    pub code: u32,
    /// Instruction.
    pub pc: u32,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is done; the thread goes on with the reply.
    Done(Reply),
    /// The thread waits; to be tried again when it is ready.
    Blocked,
    /// It has come a step further; to be tried again, others may run before.
    Again,
}

/// What ends a run from inside the kernel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The program asked for its end.
    Exit(i32),
    /// It wrote more than it may.
    TooMuchOutput,
}

/// What a kernel starts from.
#[derive(Clone, Debug)]
pub struct Config {
    /// Threads that may exist at a time.
    pub max_threads: u32,
    /// Bytes that may be written to the console.
    pub max_output: u64,
    /// Standard input, where known.
    pub stdin: Option<String>,
    /// Files at the start.
    pub files: Vec<(String, Vec<u8>)>,
    /// Environment variables.
    pub environ: Vec<(String, String)>,
    /// Unix time at the kernel's time 0.
    pub epoch: Seconds,
    /// Seconds east of UTC.
    pub zone: i64,
    /// Seed of what programs get as entropy.
    pub entropy: u64,
}

/// The environment of every program.
const ENVIRON: &[(&str, &str)] = &[
    ("HOME", files::HOME),
    ("LANG", "C.UTF-8"),
    ("PATH", "/usr/local/bin:/usr/bin:/bin"),
    ("PWD", files::HOME),
    ("USER", "learner"),
];

/// The operating system of a run.
#[derive(Clone, Debug)]
pub struct Kernel {
    threads: Vec<Thread>,
    /// Threads that have not ended, in order of creation.
    alive: Vec<Tid>,
    /// Threads that wait, the longest first.
    blocked: Vec<Tid>,
    objects: Vec<Option<Entry>>,
    free: Vec<u32>,
    console: Console,
    files: Files,
    environ: Vec<(String, String)>,
    entropy: Rng,
    max_threads: u32,
    epoch: Seconds,
    zone: i64,
    fate: Option<Fate>,
    events: Vec<Event>,
}

impl Kernel {
    /// A kernel with one thread, the main one, that may run.
    pub fn new(config: Config) -> Self {
        let mut environ: Vec<(String, String)> = Vec::new();
        for (name, value) in ENVIRON.iter().map(|&(n, v)| (n.to_owned(), v.to_owned())).chain(config.environ) {
            environ.retain(|(other, _)| *other != name);
            environ.push((name, value));
        }
        let mut kernel = Self {
            threads: Vec::new(),
            alive: Vec::new(),
            blocked: Vec::new(),
            objects: Vec::new(),
            free: Vec::new(),
            console: Console::new(config.stdin.as_deref(), config.max_output),
            files: Files::new(&config.files),
            environ,
            entropy: Rng::new(config.entropy),
            max_threads: config.max_threads,
            epoch: config.epoch,
            zone: config.zone,
            fate: None,
            events: Vec::new(),
        };
        kernel.add_thread("MainThread".to_owned(), false, None);
        kernel
    }

    fn add_thread(&mut self, name: String, daemon: bool, parent: Option<Tid>) -> Tid {
        let tid = Tid(self.threads.len() as u32);
        let path = parent.map_or(Vec::new(), |parent| {
            let parent = &mut self.threads[parent.0 as usize];
            let mut path = parent.path.clone();
            path.push(parent.children);
            parent.children += 1;
            path
        });
        self.events.push(Event::ThreadStarted { thread: tid, name: name.clone(), parent, daemon });
        self.threads.push(Thread::new(name, daemon, parent, path));
        self.alive.push(tid);
        tid
    }

    /// Takes a thread back that its driver could not start; as if it had never been.
    pub fn take_back(&mut self, tid: Tid) {
        self.alive.retain(|&other| other != tid);
        self.threads[tid.0 as usize].ended = true;
        self.events.retain(|event| !matches!(event, Event::ThreadStarted { thread, .. } if *thread == tid));
    }

    /// A thread has run to its end.
    pub fn end_thread(&mut self, tid: Tid) {
        self.alive.retain(|&other| other != tid);
        self.threads[tid.0 as usize].ended = true;
        self.events.push(Event::ThreadEnded { thread: tid });
    }

    /// What is known of a thread.
    pub fn thread(&self, tid: Tid) -> &Thread {
        &self.threads[tid.0 as usize]
    }

    /// Threads that have not ended.
    pub fn alive(&self) -> &[Tid] {
        &self.alive
    }

    /// Whether the thread waits.
    pub fn is_blocked(&self, tid: Tid) -> bool {
        self.threads[tid.0 as usize].wait.is_some()
    }

    /// When the patience of a thread that waits ends.
    pub fn deadline(&self, tid: Tid) -> Option<Seconds> {
        let pending = self.threads[tid.0 as usize].wait.as_ref()?;
        match pending.wait {
            Wait::Condition { phase: condition::Phase::Relock { .. }, .. } => None,
            _ => pending.deadline,
        }
    }

    /// Whether no thread can ever run again by what happens inside: each waits, for ever, for another.
    pub fn is_stuck(&self, now: Seconds) -> bool {
        !self.alive.is_empty()
            && self.alive.iter().all(|&tid| {
                self.is_blocked(tid)
                    && !self.waits_for_input(tid)
                    && self.deadline(tid).is_none()
                    && !self.is_ready(tid, now)
            })
    }

    /// Whether the thread waits for a line of input.
    pub fn waits_for_input(&self, tid: Tid) -> bool {
        matches!(&self.threads[tid.0 as usize].wait, Some(pending) if pending.wait == Wait::Input)
    }

    /// Whether the thread has pieces left to write.
    pub fn is_writing(&self, tid: Tid) -> bool {
        matches!(&self.threads[tid.0 as usize].wait, Some(pending) if matches!(pending.wait, Wait::Write { .. }))
    }

    /// A line of standard input, or its end.
    pub fn input(&mut self, line: Option<String>) {
        match line {
            Some(line) => self.console.lines.push_back(line),
            None => self.console.closed = true,
        }
    }

    /// Whether any thread waits.
    pub fn has_blocked(&self) -> bool {
        !self.blocked.is_empty()
    }

    /// What ends the run, if anything does.
    pub fn fate(&self) -> Option<Fate> {
        self.fate
    }

    /// Counts processor time of a thread.
    pub fn charge(&mut self, tid: Tid, seconds: Seconds) {
        self.threads[tid.0 as usize].cpu += seconds;
    }

    /// Whether something has happened since the last [`Kernel::take_events`].
    pub fn has_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// What has happened since the last call.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }
}
