//! What a deadlock report says: the kernel knows who waits for what, the processes know where and how things are called.

use std::collections::BTreeMap;

use super::{Process, words};
use crate::check::deadlock::{self, DeadlockReport, Holder, Wait as Finding};
use crate::ids::{ObjectId, Pid, SharedId, Tid, Who};
use crate::kernel::condition::Phase;
use crate::kernel::descriptors::OpenId;
use crate::kernel::shared::Shared;
use crate::kernel::wait::{Away, Wait};
use crate::kernel::{Kernel, Object, Place, Proc};
use crate::sys::SharedKind;

/// Reports on a kernel that [is stuck](Kernel::is_stuck).
pub fn report(kernel: &Kernel, processes: &BTreeMap<Pid, Box<Process>>) -> DeadlockReport {
    let lookup = |pid: Pid| processes.get(&pid).map(Box::as_ref);
    deadlock::report(waits(kernel, &lookup))
}

/// What each thread waits for that does: as a finding, and as a line of text.
pub fn waits<'a>(kernel: &Kernel, processes: &dyn Fn(Pid) -> Option<&'a Process>) -> Vec<(Finding, String)> {
    waits_beside(kernel, processes, &|_| None)
}

/// The same where the host keeps what is shared: `taker` says in words who took a semaphore last.
pub fn waits_beside<'a>(
    kernel: &Kernel,
    processes: &dyn Fn(Pid) -> Option<&'a Process>,
    taker: &dyn Fn(SharedId) -> Option<String>,
) -> Vec<(Finding, String)> {
    let reporter = Reporter { taker, ..Reporter::new(kernel, processes) };
    kernel.alive().filter_map(|who| reporter.finding(who)).collect()
}

/// Whether threads are to be named with their processes: there are several, or the first one has left another.
pub fn has_several(kernel: &Kernel) -> bool {
    kernel.processes().nth(1).is_some() || kernel.main().pid != kernel.alive().next().map_or(Pid(0), |who| who.pid)
}

/// A thread's name; with that of its process where there are several.
pub fn thread_name(kernel: &Kernel, who: Who, several: bool) -> String {
    let Some(process) = kernel.process(who.pid) else { return format!("process {}", who.pid) };
    let thread = &process.thread(who.tid).name;
    match (several, who.tid == process.main) {
        (false, _) => thread.to_string(),
        (true, true) => format!("{} ({})", process.name, who.pid),
        (true, false) => format!("{thread} of {} ({})", process.name, who.pid),
    }
}

/// Finds the words.
pub(super) struct Reporter<'a, 'p> {
    pub(super) kernel: &'a Kernel,
    processes: &'a dyn Fn(Pid) -> Option<&'p Process>,
    taker: &'a dyn Fn(SharedId) -> Option<String>,
    /// There is more than one process: threads are named with theirs.
    pub(super) several: bool,
}

impl<'a, 'p> Reporter<'a, 'p> {
    /// For a kernel and the processes that run on it.
    pub(super) fn new(kernel: &'a Kernel, processes: &'a dyn Fn(Pid) -> Option<&'p Process>) -> Self {
        Reporter { kernel, processes, taker: &|_| None, several: has_several(kernel) }
    }

    /// The memory of a process, if it is here.
    pub(super) fn memory(&self, pid: Pid) -> Option<&'p Process> {
        (self.processes)(pid)
    }

    fn process(&self, pid: Pid) -> &Proc {
        self.kernel.proc(pid)
    }

    /// What one thread waits for, and the same as a line of the report.
    pub(super) fn finding(&self, who: Who) -> Option<(Finding, String)> {
        let thread = self.kernel.thread(who);
        let wait = &thread.wait.as_ref()?.wait;
        let here = self.locate(who.pid, thread.place);
        let (mut what, held_by, held) = self.what(who, wait);
        // The main thread has left the program's code; others may have been in the library all the time.
        if here.line == 0 && who.tid == self.process(who.pid).main {
            what += " (at exit)";
        }
        let name = self.name(who);
        let mut reason = what.clone();
        if let (true, Some(holder)) = (held, &held_by) {
            reason += &format!(", held by {}", if holder.who == who { "itself" } else { &holder.name });
            if holder.line > 0 {
                reason += &format!(" (acquired at line {})", holder.line);
            }
            if !self.lives(holder.who) {
                reason += ", which has ended";
            }
        }
        let mut line = format!("{name} {reason}");
        if here.line > 0 {
            line += &format!(", at line {} in {}: {}", here.line, here.function, here.source);
        }
        let finding = Finding {
            who,
            thread_name: name,
            what,
            held_by,
            reason,
            line: here.line,
            function: here.function,
            source: here.source,
        };
        Some((finding, line))
    }

    fn lives(&self, who: Who) -> bool {
        self.kernel.process(who.pid).is_some_and(|process| process.alive().contains(&who.tid))
    }

    /// The name of a thread, with that of its process where there are several.
    pub(super) fn name(&self, who: Who) -> String {
        thread_name(self.kernel, who, self.several)
    }

    pub(super) fn locate(&self, pid: Pid, place: Option<Place>) -> super::Location {
        let process = (self.processes)(pid);
        place.and_then(|place| Some(process?.locate(place))).unwrap_or_default()
    }

    /// In words; who keeps it; and whether keeping means holding.
    fn what(&self, who: Who, wait: &Wait) -> (String, Option<Holder>, bool) {
        let pid = who.pid;
        let object = |id: ObjectId| self.object(pid, id);
        match *wait {
            Wait::Lock(id) => (format!("waits for {}", object(id)), self.owner(pid, id), true),
            Wait::Semaphore(id) => (format!("waits for {}", object(id)), self.holder(pid, id), true),
            Wait::Condition { object: id, phase: Phase::InLine, .. } => {
                (format!("waits to be notified by {}", object(id)), None, false)
            }
            Wait::Condition { object: id, .. } => {
                let lock = self.lock(pid, id);
                (format!("waits to take the lock of {} again", object(id)), self.owner(pid, lock), true)
            }
            Wait::Flag { object: id, .. } => match &self.process(pid).entry(id).object {
                Object::Flag(flag) if flag.future => self.future(pid, flag.owner),
                _ => (format!("waits until {} is set", object(id)), None, false),
            },
            Wait::Barrier { object: id, .. } => {
                let missing = match &self.process(pid).entry(id).object {
                    Object::Barrier(b) => format!(" ({} of {} have come)", b.waiting.len(), b.parties),
                    _ => String::new(),
                };
                (format!("waits for the others at {}{missing}", object(id)), None, false)
            }
            Wait::QueuePut(id) => (format!("waits for room in {}", object(id)), None, false),
            Wait::QueueGet(id) => (format!("waits for an item from {}", object(id)), None, false),
            Wait::QueueJoin(id) => {
                let left = match &self.process(pid).entry(id).object {
                    Object::Queue(queue) => format!(" ({} without task_done())", queue.unfinished),
                    _ => String::new(),
                };
                (format!("waits until all tasks of {} are done{left}", object(id)), None, false)
            }
            Wait::Thread(tid) => {
                let other = Who { pid, tid };
                (
                    format!("waits for thread {} to end", self.process(pid).thread(tid).name),
                    self.named(other, None),
                    false,
                )
            }
            _ => self.what_beyond(who, wait),
        }
    }

    /// The same for what goes beyond the process.
    fn what_beyond(&self, who: Who, wait: &Wait) -> (String, Option<Holder>, bool) {
        match wait {
            Wait::Child(child) => self.child(who.pid, *child),
            Wait::Shared(id) => self.semaphore(who, *id),
            Wait::Read { open, .. } | Wait::ReadLine { open, .. } => self.pipe(*open, false),
            Wait::WritePipe { open, .. } => self.pipe(*open, true),
            Wait::Poll(opens) => match opens.as_slice() {
                [(_, open)] => self.pipe(*open, false),
                _ => (format!("waits until one of {} pipes can be read", opens.len()), None, false),
            },
            Wait::Signal => ("waits for a signal".to_owned(), None, false),
            &Wait::Away { on, .. } => self.away(who, on),
            Wait::Sleep => ("sleeps".to_owned(), None, false),
            Wait::Input { .. } => ("waits for input".to_owned(), None, false),
            _ => ("waits".to_owned(), None, false),
        }
    }

    /// The same for what the host serves.
    fn away(&self, who: Who, on: Away) -> (String, Option<Holder>, bool) {
        let what = match on {
            Away::Child(-1) => "waits for a child to end".to_owned(),
            Away::Child(pid) => format!("waits for process {pid} to end"),
            Away::Shared(id) => {
                let name = (self.processes)(who.pid).and_then(|process| process.name_of(id.0, true));
                let name = name.map_or(String::new(), |name| format!(" '{name}'"));
                let taker = (self.taker)(id).map_or(String::new(), |taker| format!(", last taken by {taker}"));
                format!("waits for process lock{name}{taker}")
            }
            Away::Read => "waits for something to read from a pipe".to_owned(),
            Away::Write => "waits for room in a pipe".to_owned(),
            Away::Signal => "waits for a signal".to_owned(),
            Away::Other => "waits".to_owned(),
        };
        (what, None, false)
    }

    fn future(&self, pid: Pid, owner: Option<Tid>) -> (String, Option<Holder>, bool) {
        match owner {
            Some(tid) => {
                let name = &self.process(pid).thread(tid).name;
                let what = format!("waits for the result of a future that {name} works on");
                (what, self.named(Who { pid, tid }, None), false)
            }
            None => ("waits for the result of a future that nobody works on".to_owned(), None, false),
        }
    }

    fn child(&self, parent: Pid, child: i64) -> (String, Option<Holder>, bool) {
        let found = u32::try_from(child).ok().and_then(|pid| self.kernel.process(Pid(pid)));
        match found {
            Some(process) => {
                let holder = self.named(process.who(process.main), None);
                (format!("waits for process {} ({}) to end", process.name, process.pid), holder, false)
            }
            None => {
                let mut children = self.kernel.processes().filter(|process| process.parent == parent);
                let holder = children.next().and_then(|process| self.named(process.who(process.main), None));
                ("waits for a child to end".to_owned(), holder, false)
            }
        }
    }

    fn semaphore(&self, who: Who, id: SharedId) -> (String, Option<Holder>, bool) {
        let Some(entry) = self.kernel.shared().get(id) else { return ("waits".to_owned(), None, false) };
        let Shared::Semaphore(semaphore) = &entry.what else { return ("waits".to_owned(), None, false) };
        let name = shared_name(semaphore.kind, self.memory(who.pid), id);
        let line = self.locate(entry.creator.pid, entry.place).line;
        let made = if line > 0 { format!(" (created at line {line})") } else { String::new() };
        let holder = semaphore.holder.and_then(|(who, place)| self.named(who, place));
        (format!("waits for {name}{made}"), holder, true)
    }

    /// Waiting at a pipe, and who could use its other end.
    fn pipe(&self, open: OpenId, writes: bool) -> (String, Option<Holder>, bool) {
        let files = self.kernel.open_files();
        let others: Vec<OpenId> = match files.pipe_id(open, writes) {
            Some(pipe) if writes => files.readers(pipe).collect(),
            Some(pipe) => files.writers(pipe).collect(),
            None => Vec::new(),
        };
        let has = |process: &Proc| process.status.is_none() && process.opens().any(|id| others.contains(&id));
        let ends: Vec<String> =
            self.kernel.processes().filter(|process| has(process)).map(|p| format!("{} ({})", p.name, p.pid)).collect();
        let what = if writes { "waits for room in a pipe" } else { "waits for something to read from a pipe" };
        let end = if writes { "reading" } else { "writing" };
        let whose = match ends.is_empty() {
            true => String::new(),
            false => format!(" whose {end} end {} {}", ends.join(" and "), if ends.len() > 1 { "have" } else { "has" }),
        };
        (format!("{what}{whose}"), None, false)
    }

    fn lock(&self, pid: Pid, condition: ObjectId) -> ObjectId {
        match &self.process(pid).entry(condition).object {
            Object::Condition(condition) => condition.lock,
            _ => condition,
        }
    }

    fn owner(&self, pid: Pid, lock: ObjectId) -> Option<Holder> {
        let lock = self.process(pid).lock(lock);
        self.named(Who { pid, tid: lock.owner? }, lock.taken_at)
    }

    fn holder(&self, pid: Pid, semaphore: ObjectId) -> Option<Holder> {
        match &self.process(pid).entry(semaphore).object {
            Object::Semaphore(semaphore) => self.named(Who { pid, tid: *semaphore.holders.first()? }, None),
            _ => None,
        }
    }

    pub(super) fn named(&self, who: Who, place: Option<Place>) -> Option<Holder> {
        Some(Holder { who, name: self.name(who), line: self.locate(who.pid, place).line })
    }

    /// An object in words: its kind, its name in the program, where it was made.
    fn object(&self, pid: Pid, id: ObjectId) -> String {
        let named = words::object(self.process(pid), (self.processes)(pid), id);
        let line = self.locate(pid, self.process(pid).entry(id).place).line;
        let made = if line > 0 { format!(" (created at line {line})") } else { String::new() };
        format!("{named}{made}")
    }
}

/// What processes share, in words: its kind, and the name that the program has for it.
pub(super) fn shared_name(kind: SharedKind, names: Option<&Process>, id: SharedId) -> String {
    let kind = match kind {
        SharedKind::Lock => "process lock",
        SharedKind::RLock => "process RLock",
        SharedKind::Semaphore => "process semaphore",
        SharedKind::Condition => "process condition or event",
        SharedKind::Queue => "process queue",
    };
    let name = names.and_then(|process| process.name_of(id.0, true));
    name.map_or_else(|| kind.to_owned(), |name| format!("{kind} '{name}'"))
}
