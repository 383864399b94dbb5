//! The virtual operating system: processes and their threads, synchronisation, signals, descriptors and pipes, what processes
//! share, console, files, network. A plain struct with a method for what drivers need; no clock inside (the time is passed in)
//! and no Python value. A request that cannot be done blocks its thread, and is tried again when the driver sees that it
//! [is ready](Kernel::is_ready).

pub mod barrier;
mod canon;
pub mod condition;
pub mod console;
pub mod descriptors;
pub mod event;
pub mod files;
pub mod footprint;
pub mod internet;
pub mod lock;
pub mod objects;
pub mod pipe;
pub mod process;
pub mod processes;
pub mod queue;
pub mod requests;
pub mod semaphore;
pub mod shared;
pub mod signals;
pub mod threads;
mod tracing;
pub mod wait;
pub mod wakes;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::console::Console;
use self::descriptors::OpenFiles;
use self::files::Files;
pub use self::objects::{Entry, Object};
pub use self::process::Proc;
use self::shared::{Shared, SharedTable};
use self::threads::Thread;
use self::wait::{Away, Wait};
use crate::ids::{Fd, Pid, SharedId, Who};
use crate::rng::Rng;
use crate::sys::{Dead, Reply, Seconds};
use crate::trace::Event;

/// Where a thread is in its program: two numbers whose meaning is the process's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Number of the first process.
    pub pid: Pid,
    /// Number of its parent, which is none of ours.
    pub parent: Pid,
    /// Processes that may exist at a time.
    pub max_processes: u32,
    /// Threads that may exist at a time in a process.
    pub max_threads: u32,
    /// Processors, as programs see them.
    pub processors: u32,
    /// Text is written at once, not line by line.
    pub unbuffered: bool,
    /// Waits and messages are told too.
    pub tracing: bool,
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

/// The process that adopts orphans.
pub const INIT: Pid = Pid(1);

/// The operating system of a run.
#[derive(Clone, Debug)]
pub struct Kernel {
    /// Processes that have not ended, and those that have and were not waited for.
    procs: BTreeMap<Pid, Box<Proc>>,
    /// The first process.
    main: Pid,
    /// The status with which it ended.
    main_status: Option<i32>,
    next_pid: u32,
    /// Processes that have ended since the driver last asked.
    gone: Vec<Pid>,
    /// Processes to which a signal has come since then.
    signalled: Vec<Pid>,
    open: OpenFiles,
    shared: SharedTable,
    console: Console,
    files: Files,
    max_processes: u32,
    max_threads: u32,
    processors: u32,
    epoch: Seconds,
    zone: i64,
    fate: Option<Fate>,
    tracing: bool,
    events: Vec<Event>,
}

impl Kernel {
    /// A kernel with one process of one thread, the main one, that may run.
    pub fn new(config: Config) -> Self {
        let mut environ: Vec<(String, String)> = Vec::new();
        for (name, value) in ENVIRON.iter().map(|&(n, v)| (n.to_owned(), v.to_owned())).chain(config.environ) {
            environ.retain(|(other, _)| *other != name);
            environ.push((name, value));
        }
        let mut open = OpenFiles::default();
        let mut process = Proc::new(config.pid, config.parent, environ.into(), Rng::new(config.entropy));
        process.descriptors = open.console();
        let tid = process.add_thread("MainThread".to_owned(), false, None);
        let who = process.who(tid);
        let events = vec![
            Event::ProcessStarted { pid: config.pid, parent: None, by: None },
            Event::ThreadStarted { who, name: "MainThread".to_owned(), parent: None, daemon: false },
        ];
        Self {
            procs: BTreeMap::from([(config.pid, Box::new(process))]),
            main: config.pid,
            main_status: None,
            next_pid: config.pid.0 + 1,
            gone: Vec::new(),
            signalled: Vec::new(),
            open,
            shared: SharedTable::default(),
            console: Console::new(config.stdin.as_deref(), config.max_output, config.unbuffered),
            files: Files::new(&config.files),
            max_processes: config.max_processes,
            max_threads: config.max_threads,
            processors: config.processors,
            epoch: config.epoch,
            zone: config.zone,
            fate: None,
            tracing: config.tracing,
            events,
        }
    }

    pub(crate) fn proc(&self, pid: Pid) -> &Proc {
        self.procs.get(&pid).expect("the process has not been waited for")
    }

    fn proc_mut(&mut self, pid: Pid) -> &mut Proc {
        self.procs.get_mut(&pid).expect("the process has not been waited for")
    }

    /// What is known of a thread.
    pub fn thread(&self, who: Who) -> &Thread {
        self.proc(who.pid).thread(who.tid)
    }

    /// The first thread of the first process.
    pub fn main(&self) -> Who {
        Who { pid: self.main, tid: self.procs.get(&self.main).map_or_else(Default::default, |process| process.main) }
    }

    /// Threads that have not ended, by process and number.
    pub fn alive(&self) -> impl Iterator<Item = Who> {
        self.procs.values().flat_map(|process| process.alive.iter().map(|&tid| process.who(tid)))
    }

    /// Whether the thread waits.
    pub fn is_blocked(&self, who: Who) -> bool {
        self.thread(who).wait.is_some()
    }

    /// When the patience of a thread that waits ends.
    pub fn deadline(&self, who: Who) -> Option<Seconds> {
        let pending = self.thread(who).wait.as_ref()?;
        match pending.wait {
            Wait::Condition { phase: condition::Phase::Relock { .. }, .. } => None,
            _ => pending.deadline,
        }
    }

    /// Whether no thread of any process can ever run again by what happens inside: each waits, for ever, for another.
    pub fn is_stuck(&self, now: Seconds) -> bool {
        self.next_alarm().is_none()
            && self.alive().next().is_some()
            && self.alive().all(|who| self.is_held_up(who, now))
    }

    /// Whether only another thread can let this one go on.
    fn is_held_up(&self, who: Who, now: Seconds) -> bool {
        let wait = self.thread(who).wait.as_ref().map(|pending| &pending.wait);
        let inside = match wait {
            None | Some(Wait::Input { .. } | Wait::Away { forever: false, .. }) => false,
            Some(Wait::Poll(opens)) => !opens.iter().any(|&(fd, _)| fd == Fd(0)),
            Some(_) => true,
        };
        inside && self.deadline(who).is_none() && !self.is_ready(who, now)
    }

    /// Whether the thread waits for a line of input.
    pub fn waits_for_input(&self, who: Who) -> bool {
        matches!(&self.thread(who).wait, Some(pending) if matches!(pending.wait, Wait::Input { .. }))
    }

    /// Whether the thread has pieces left to write.
    pub fn is_writing(&self, who: Who) -> bool {
        matches!(&self.thread(who).wait, Some(pending) if matches!(pending.wait, Wait::Write { .. }))
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
        self.procs.values().any(|process| !process.blocked.is_empty())
    }

    /// What ends the run, if anything does.
    pub fn fate(&self) -> Option<Fate> {
        self.fate
    }

    /// Counts processor time of a thread.
    pub fn charge(&mut self, who: Who, seconds: Seconds) {
        if let Some(process) = self.procs.get_mut(&who.pid) {
            process.thread_mut(who.tid).cpu += seconds;
        }
    }

    /// A process can no longer reach these.
    pub fn forget(&mut self, pid: Pid, dead: &[Dead]) {
        if !self.procs.contains_key(&pid) {
            return;
        }
        for &what in dead {
            match what {
                Dead::Object(id) => self.proc_mut(pid).forget(id),
                Dead::Shared(id) => self.forget_shared(pid, id),
                // It may have been closed by hand.
                Dead::Descriptor(fd) => drop(self.close(pid, fd)),
            }
        }
    }

    /// What processes share, by its number.
    pub fn shared(&self) -> &SharedTable {
        &self.shared
    }

    /// All open files.
    pub fn open_files(&self) -> &OpenFiles {
        &self.open
    }

    fn semaphore_value(&self, id: SharedId) -> u64 {
        match self.shared.get(id).map(|entry| &entry.what) {
            Some(Shared::Semaphore(semaphore)) => u64::from(semaphore.value),
            _ => 1,
        }
    }

    /// The thread is away at the host, which serves its request; back with `None`.
    pub fn away(&mut self, who: Who, wait: Option<(bool, Away)>) {
        if !self.thread_exists(who.pid, who.tid) {
            return;
        }
        let process = self.proc_mut(who.pid);
        match wait {
            Some((forever, on)) => {
                process.block(who.tid, threads::Pending::new(Wait::Away { forever, on }, None));
                self.trace_blocked(who);
            }
            None => {
                process.blocked.retain(|&tid| tid != who.tid);
                if let Some(pending) = process.thread_mut(who.tid).wait.take() {
                    self.trace_resumed(who, &pending.wait, None);
                }
            }
        }
    }

    /// Whether the host is serving a request of any thread: only it knows whether that waits.
    pub fn is_anyone_away(&self) -> bool {
        self.procs
            .values()
            .flat_map(|process| &process.threads)
            .any(|thread| thread.wait.as_ref().is_some_and(|pending| matches!(pending.wait, Wait::Away { .. })))
    }

    /// The thread is there now, as of a request that the host serves.
    pub fn note_place(&mut self, who: Who, place: Option<Place>) {
        self.proc_mut(who.pid).thread_mut(who.tid).place = place;
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
