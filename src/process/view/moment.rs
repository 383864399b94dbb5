//! Everything of a run that a reader may want to see at a moment, as plain data: what there is to wait for and who does, who
//! waits for whom, pipes, deadlines, what the program's variables name. The words are those of the deadlock report.

use super::{ProcessView, processes};
use crate::check::deadlock::{Holder, Wait};
use crate::ids::{ObjectId, Pid, SharedId, Tid, Who};
use crate::kernel::condition::Phase;
use crate::kernel::descriptors::{OpenId, PipeId};
use crate::kernel::shared::Shared;
use crate::kernel::wait::Wait as Waits;
use crate::kernel::{Kernel, Object, Proc};
use crate::process::stuck::{self, Reporter};
use crate::process::{Process, values, words};
use crate::sys::Seconds;
use crate::vm::repr::{bytes_repr, type_name};
use crate::vm::value::Value;

/// Bytes of a pipe that are shown.
const SHOWN: usize = 30;
/// Objects of a process's memory that are shown.
const OBJECTS: usize = 100;

/// A moment of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// Virtual seconds since the start.
    pub clock: Seconds,
    /// Processes and their threads.
    pub processes: Vec<ProcessView>,
    /// Threads that have ended, by name.
    pub ended: Vec<String>,
    /// What there is to wait for.
    pub objects: Vec<ObjectView>,
    /// Pipes.
    pub pipes: Vec<PipeView>,
    /// Who waits for what, held by whom: the edges of the wait-for graph.
    pub waits: Vec<Wait>,
    /// When the patience of those who wait ends, the next first: it is over when nobody else can go on.
    pub deadlines: Vec<DeadlineView>,
    /// What the program's variables name and can be changed.
    pub heap: Vec<HeapView>,
}

/// Something to wait for.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectView {
    /// What it is and what the program calls it: `lock 'a'`.
    pub name: String,
    /// The process whose it is; empty where there is only one, or where it is shared.
    pub process: String,
    /// The line (from 1) where it was made; 0 where there is none.
    pub line: u32,
    /// How it is.
    pub state: ObjectState,
    /// Who waits for it, the longest first; at a condition, who is woken first.
    pub waiters: Vec<Waiter>,
}

/// How something to wait for is.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectState {
    /// A lock: who has it, and how often it was taken.
    Lock {
        /// None while it is free.
        owner: Option<Holder>,
        /// More than 1 only for an `RLock`.
        depth: u32,
    },
    /// A condition, and what its lock is called.
    Condition {
        /// `RLock 'c'`.
        lock: String,
    },
    /// A semaphore, or one that processes share.
    Semaphore {
        /// How often it can be taken now.
        value: u64,
        /// What the value may not exceed.
        bound: Option<u64>,
        /// Who took it and did not give it back.
        holders: Vec<Holder>,
    },
    /// An event.
    Event {
        /// Whether it is set.
        set: bool,
    },
    /// The result of a future.
    Future {
        /// Whether it is there.
        done: bool,
        /// Who works on it.
        owner: Option<Holder>,
    },
    /// A barrier.
    Barrier {
        /// How many make a round.
        parties: u32,
        /// How many have come.
        waiting: u32,
        /// Nobody can wait before a reset.
        broken: bool,
    },
    /// A queue.
    Queue {
        /// How many items are in it.
        items: u64,
        /// How many can be, if there is a limit.
        maxsize: Option<u64>,
        /// Tasks for which `task_done()` was not called.
        unfinished: u64,
        /// The first of the items, if they are known.
        contents: Option<String>,
    },
}

/// A thread that waits for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// Which.
    pub who: Who,
    /// Its name.
    pub name: String,
    /// What it wants of it.
    pub wants: Wants,
}

/// What one can want of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// To take it; that it is set; that the others come.
    It,
    /// To be notified.
    Notice,
    /// To have the lock again after a `wait()`.
    LockAgain,
    /// Room for an item, or for bytes.
    Room,
    /// An item, or bytes.
    Item,
    /// That all tasks are done.
    Tasks,
}

/// A pipe.
#[derive(Clone, Debug, PartialEq)]
pub struct PipeView {
    /// Bytes in it.
    pub bytes: usize,
    /// The first of them.
    pub contents: String,
    /// Its ends.
    pub ends: Vec<EndView>,
    /// Who waits for something to read, or for room.
    pub waiters: Vec<Waiter>,
}

/// An end of a pipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndView {
    /// The process that has it.
    pub process: String,
    /// Its descriptor there.
    pub descriptor: u32,
    /// It is the end that is written to.
    pub writes: bool,
}

/// When something happens by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineView {
    /// Virtual seconds since the start.
    pub at: Seconds,
    /// The thread that goes on then, or the process whose alarm clock rings.
    pub name: String,
    /// What it does until then.
    pub what: String,
}

/// An object that can be changed, and all the names that variables have for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeapView {
    /// Globals as they are, local variables with their function and thread: `n in work of Thread-1`.
    pub names: Vec<String>,
    /// The process in whose memory it is; empty where there is only one.
    pub process: String,
    /// Its type.
    pub kind: String,
    /// It in a few characters; no code of the program runs for that.
    pub value: String,
}

/// Looks at a kernel and the processes on it.
pub fn moment<'p>(kernel: &Kernel, memory: &dyn Fn(Pid) -> Option<&'p Process>, clock: Seconds) -> Moment {
    let reporter = Reporter::new(kernel, memory);
    let waits: Vec<Wait> = kernel.alive().filter_map(|who| Some(reporter.finding(who)?.0)).collect();
    let ended = kernel.processes().filter(|process| process.status.is_none()).flat_map(|process| {
        let numbered = (0..).map(Tid).zip(process.threads());
        // A fork leaves the parent's other threads behind: they are none of the child's.
        let main = &process.thread(process.main).path;
        let own = numbered.filter(|(_, thread)| thread.ended && thread.path.starts_with(main));
        own.map(|(tid, _)| reporter.name(process.who(tid))).collect::<Vec<_>>()
    });
    Moment {
        clock,
        processes: processes(kernel, memory),
        ended: ended.collect(),
        objects: kernel.processes().flat_map(|process| objects(&reporter, process)).chain(shared(&reporter)).collect(),
        pipes: kernel.open_files().pipes().map(|(id, _)| pipe(&reporter, id)).collect(),
        deadlines: deadlines(&reporter, &waits),
        waits,
        heap: kernel.processes().flat_map(|process| heap(&reporter, process)).collect(),
    }
}

/// What a process calls itself where there are several; else nothing.
fn process_name(reporter: &Reporter<'_, '_>, process: &Proc) -> String {
    if reporter.several { reporter.name(process.who(process.main)) } else { String::new() }
}

/// The objects of a process that its program made or has a name for.
fn objects(reporter: &Reporter<'_, '_>, process: &Proc) -> Vec<ObjectView> {
    let pid = process.pid;
    let names = reporter.memory(pid);
    let mut views = Vec::new();
    for (id, entry) in process.objects() {
        let line = reporter.locate(pid, entry.place).line;
        let waiters = waiters(reporter, process, id);
        let named = names.is_some_and(|names| names.name_of(id.0, false).is_some());
        if line == 0 && !named && waiters.is_empty() {
            continue;
        }
        views.push(ObjectView {
            name: words::object(process, names, id),
            process: process_name(reporter, process),
            line,
            state: state(reporter, process, id),
            waiters,
        });
    }
    views
}

fn state(reporter: &Reporter<'_, '_>, process: &Proc, id: ObjectId) -> ObjectState {
    let named = |tid: Tid| reporter.named(process.who(tid), None);
    match &process.entry(id).object {
        Object::Lock(lock) => ObjectState::Lock {
            owner: lock.owner.and_then(|tid| reporter.named(process.who(tid), lock.taken_at)),
            depth: lock.depth,
        },
        Object::Condition(condition) => {
            ObjectState::Condition { lock: words::object(process, reporter.memory(process.pid), condition.lock) }
        }
        Object::Semaphore(semaphore) => ObjectState::Semaphore {
            value: semaphore.value,
            bound: semaphore.bound,
            holders: semaphore.holders.iter().filter_map(|&tid| named(tid)).collect(),
        },
        Object::Flag(flag) if flag.future => ObjectState::Future { done: flag.set, owner: flag.owner.and_then(named) },
        Object::Flag(flag) => ObjectState::Event { set: flag.set },
        Object::Barrier(barrier) => ObjectState::Barrier {
            parties: barrier.parties,
            waiting: barrier.waiting.len() as u32,
            broken: barrier.broken,
        },
        Object::Queue(queue) => ObjectState::Queue {
            items: queue.items,
            maxsize: (queue.maxsize > 0).then_some(queue.maxsize),
            unfinished: queue.unfinished,
            contents: reporter.memory(process.pid).and_then(|memory| values::items_of(memory, id)),
        },
    }
}

/// Who waits for an object of its process, and what for.
fn waiters(reporter: &Reporter<'_, '_>, process: &Proc, id: ObjectId) -> Vec<Waiter> {
    let wish = |tid: Tid| {
        let wait = &process.thread(tid).wait.as_ref()?.wait;
        match *wait {
            // By the line below.
            Waits::Condition { phase: Phase::InLine, .. } => None,
            Waits::Condition { object, .. } => match &process.entry(object).object {
                Object::Condition(condition) if condition.lock == id => Some(Wants::LockAgain),
                _ => None,
            },
            _ if wait.object() != Some(id) => None,
            Waits::QueuePut(_) => Some(Wants::Room),
            Waits::QueueGet(_) => Some(Wants::Item),
            Waits::QueueJoin(_) => Some(Wants::Tasks),
            _ => Some(Wants::It),
        }
    };
    let mut waiters: Vec<(Tid, Wants)> = match &process.entry(id).object {
        Object::Condition(condition) => condition.waiters.iter().map(|&tid| (tid, Wants::Notice)).collect(),
        _ => Vec::new(),
    };
    waiters.extend(process.blocked().iter().filter_map(|&tid| Some((tid, wish(tid)?))));
    let waiter = |(tid, wants): (Tid, Wants)| {
        let who = process.who(tid);
        Waiter { who, name: reporter.name(who), wants }
    };
    waiters.into_iter().map(waiter).collect()
}

/// All threads that wait so, with what they want.
fn all_waiters(reporter: &Reporter<'_, '_>, wish: impl Fn(&Waits) -> Option<Wants>) -> Vec<Waiter> {
    let waiter = |who: Who| {
        let wants = wish(&reporter.kernel.thread(who).wait.as_ref()?.wait)?;
        Some(Waiter { who, name: reporter.name(who), wants })
    };
    reporter.kernel.alive().filter_map(waiter).collect()
}

/// What processes share and can wait for.
fn shared(reporter: &Reporter<'_, '_>) -> Vec<ObjectView> {
    let view = |(id, entry): (SharedId, &crate::kernel::shared::SharedEntry)| {
        let Shared::Semaphore(semaphore) = &entry.what else { return None };
        let holder = semaphore.holder.and_then(|(who, place)| reporter.named(who, place));
        let wish = |wait: &Waits| matches!(wait, Waits::Shared(other) if *other == id).then_some(Wants::It);
        Some(ObjectView {
            name: stuck::shared_name(semaphore.kind, reporter.memory(entry.creator.pid), id),
            process: String::new(),
            line: reporter.locate(entry.creator.pid, entry.place).line,
            state: ObjectState::Semaphore {
                value: u64::from(semaphore.value),
                bound: (semaphore.max < i32::MAX as u32).then_some(u64::from(semaphore.max)),
                holders: holder.into_iter().collect(),
            },
            waiters: all_waiters(reporter, wish),
        })
    };
    reporter.kernel.shared().iter().filter_map(view).collect()
}

fn pipe(reporter: &Reporter<'_, '_>, id: PipeId) -> PipeView {
    let files = reporter.kernel.open_files();
    let is_end = |open: OpenId, writes: bool| files.pipe_id(open, writes) == Some(id);
    let mut ends = Vec::new();
    for process in reporter.kernel.processes() {
        for (descriptor, open) in process.descriptors() {
            for writes in [false, true].into_iter().filter(|&writes| is_end(open, writes)) {
                let process = format!("{} ({})", process.name, process.pid);
                ends.push(EndView { process, descriptor, writes });
            }
        }
    }
    let waiters = all_waiters(reporter, |wait| match wait {
        Waits::Read { open, .. } | Waits::ReadLine { open, .. } if is_end(*open, false) => Some(Wants::Item),
        Waits::Poll(opens) if opens.iter().any(|&(_, open)| is_end(open, false)) => Some(Wants::Item),
        Waits::WritePipe { open, .. } if is_end(*open, true) => Some(Wants::Room),
        _ => None,
    });
    let found = files.pipes().find(|(other, _)| *other == id);
    let (bytes, contents) = found.map_or((0, Vec::new()), |(_, pipe)| (pipe.len(), pipe.first(SHOWN)));
    let dots = if bytes > contents.len() { "…" } else { "" };
    PipeView { bytes, contents: format!("{}{dots}", bytes_repr(&contents)), ends, waiters }
}

fn deadlines(reporter: &Reporter<'_, '_>, waits: &[Wait]) -> Vec<DeadlineView> {
    let kernel = reporter.kernel;
    let threads = waits.iter().filter_map(|wait| {
        let at = kernel.deadline(wait.who)?;
        Some(DeadlineView { at, name: wait.thread_name.clone(), what: wait.reason.clone() })
    });
    let alarms = kernel.processes().filter_map(|process| {
        let what = "has an alarm clock that rings".to_owned();
        Some(DeadlineView { at: process.alarm()?, name: reporter.name(process.who(process.main)), what })
    });
    let mut deadlines: Vec<DeadlineView> = threads.chain(alarms).collect();
    deadlines.sort_by(|a, b| a.at.total_cmp(&b.at));
    deadlines
}

/// What the variables of a process name and can be changed.
fn heap(reporter: &Reporter<'_, '_>, process: &Proc) -> Vec<HeapView> {
    let Some(memory) = reporter.memory(process.pid) else { return Vec::new() };
    let whose = process_name(reporter, process);
    let mut found: Vec<(Value, HeapView)> = Vec::new();
    let mut add = |name: String, value: Value| {
        let Some(value) = values::changeable(memory, value) else { return };
        if let Some((_, view)) = found.iter_mut().find(|(other, _)| other.is(value)) {
            return view.names.push(name);
        }
        if found.len() < OBJECTS {
            let kind = type_name(memory.heap(), value);
            let shown = values::short(memory, value).unwrap_or_default();
            found.push((value, HeapView { names: vec![name], process: whose.clone(), kind, value: shown }));
        }
    };
    values::globals(memory).into_iter().for_each(|(name, value)| add(name, value));
    for &tid in process.alive() {
        let thread = &process.thread(tid).name;
        for call in memory.calls(tid).filter(|call| !call.is_module()) {
            let function = call.function();
            call.locals().for_each(|(name, value)| add(format!("{name} in {function} of {thread}"), value));
        }
    }
    found.into_iter().map(|(_, view)| view).collect()
}
