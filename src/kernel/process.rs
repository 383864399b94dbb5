//! What the kernel knows of one process: its threads, the objects they use, its descriptors, its signals, its buffer of
//! text. A fork copies all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::console::Buffer;
use super::descriptors::OpenId;
use super::objects::Entry;
use super::signals::Signals;
use super::threads::{Pending, Thread};
use super::wait::Wait;
use crate::ids::{Pid, SharedId, Tid, Who};
use crate::rng::Rng;

/// A process.
#[derive(Clone, Debug)]
pub struct Proc {
    /// Its number.
    pub pid: Pid,
    /// Who made it, or who has adopted it.
    pub parent: Pid,
    /// Its name, for people.
    pub name: String,
    /// The thread that handles signals, and with which the process ends.
    pub main: Tid,
    /// Where its parent made it.
    pub started_at: Option<super::Place>,
    /// The status with which it ended, as wait(2) encodes it. It is a zombie until its parent has waited for it.
    pub status: Option<i32>,
    pub(super) threads: Vec<Thread>,
    /// Threads that have not ended, in order of creation.
    pub(super) alive: Vec<Tid>,
    /// Threads that wait, the longest first.
    pub(super) blocked: Vec<Tid>,
    pub(super) objects: Vec<Option<Entry>>,
    pub(super) free: Vec<u32>,
    pub(super) descriptors: BTreeMap<u32, OpenId>,
    /// Handles on what is shared, and how many of each.
    pub(super) shared: BTreeMap<SharedId, u32>,
    pub(super) signals: Signals,
    pub(super) buffer: Buffer,
    pub(super) environ: Arc<[(String, String)]>,
    pub(super) entropy: Rng,
}

impl Proc {
    /// A process without threads.
    pub fn new(pid: Pid, parent: Pid, environ: Arc<[(String, String)]>, entropy: Rng) -> Self {
        Self {
            pid,
            parent,
            name: "MainProcess".to_owned(),
            main: Tid(0),
            started_at: None,
            status: None,
            threads: Vec::new(),
            alive: Vec::new(),
            blocked: Vec::new(),
            objects: Vec::new(),
            free: Vec::new(),
            descriptors: BTreeMap::new(),
            shared: BTreeMap::new(),
            signals: Signals::default(),
            buffer: Buffer::default(),
            environ,
            entropy,
        }
    }

    /// A copy in which only one thread lives on, as fork makes it.
    pub(super) fn copy(&mut self, pid: Pid, tid: Tid) -> Proc {
        let parent = self.thread_mut(tid);
        let number = parent.children;
        parent.children += 1;
        let mut copy = self.clone();
        copy.pid = pid;
        copy.parent = self.pid;
        copy.main = tid;
        copy.started_at = copy.thread(tid).place;
        copy.entropy = Rng::new(copy.entropy.next_u64() ^ u64::from(pid.0));
        copy.signals.after_fork();
        for (index, thread) in copy.threads.iter_mut().enumerate() {
            if index == tid.0 as usize {
                thread.path = thread.path.iter().copied().chain([number]).collect();
                thread.children = 0;
                thread.made = 0;
                thread.cpu = 0.0;
                thread.daemon = false;
            } else {
                thread.ended = true;
            }
            thread.wait = None;
            thread.suspended.clear();
        }
        copy.alive = vec![tid];
        copy.blocked.clear();
        copy
    }

    /// Adds a thread that may run.
    pub(super) fn add_thread(&mut self, name: String, daemon: bool, parent: Option<Tid>) -> Tid {
        let tid = Tid(self.threads.len() as u32);
        let path = parent.map_or(Arc::from([]), |parent| {
            let parent = self.thread_mut(parent);
            parent.children += 1;
            parent.path.iter().copied().chain([parent.children - 1]).collect()
        });
        let started_at = parent.and_then(|parent| self.thread(parent).place);
        self.threads.push(Thread { started_at, ..Thread::new(name.into(), daemon, parent, path) });
        self.alive.push(tid);
        tid
    }

    pub(super) fn end_thread(&mut self, tid: Tid) {
        self.alive.retain(|&other| other != tid);
        self.blocked.retain(|&other| other != tid);
        let thread = self.thread_mut(tid);
        thread.ended = true;
        thread.wait = None;
    }

    /// What is known of a thread.
    pub fn thread(&self, tid: Tid) -> &Thread {
        &self.threads[tid.0 as usize]
    }

    pub(super) fn thread_mut(&mut self, tid: Tid) -> &mut Thread {
        &mut self.threads[tid.0 as usize]
    }

    /// All its threads, those that have ended too.
    pub fn threads(&self) -> &[Thread] {
        &self.threads
    }

    /// Threads that have not ended.
    pub fn alive(&self) -> &[Tid] {
        &self.alive
    }

    /// Threads that wait, the longest first.
    pub fn blocked(&self) -> &[Tid] {
        &self.blocked
    }

    /// When its alarm clock rings.
    pub fn alarm(&self) -> Option<crate::sys::Seconds> {
        self.signals.alarm
    }

    /// Its descriptors and what they stand for.
    pub fn descriptors(&self) -> impl Iterator<Item = (u32, OpenId)> {
        self.descriptors.iter().map(|(&fd, &id)| (fd, id))
    }

    /// What its descriptors stand for.
    pub fn opens(&self) -> impl Iterator<Item = OpenId> {
        self.descriptors.values().copied()
    }

    /// A thread of the process.
    pub fn who(&self, tid: Tid) -> Who {
        Who { pid: self.pid, tid }
    }

    pub(super) fn block(&mut self, tid: Tid, pending: Pending) {
        self.thread_mut(tid).wait = Some(pending);
        self.blocked.push(tid);
    }

    /// The wait of a thread for that condition, also one that a signal's handler came between.
    pub(super) fn condition_wait_of(&mut self, tid: Tid, condition: crate::ids::ObjectId) -> Option<&mut Pending> {
        let thread = self.thread_mut(tid);
        let waits = thread.wait.iter_mut().chain(thread.suspended.iter_mut());
        waits.into_iter().find(|p| matches!(p.wait, Wait::Condition { object, .. } if object == condition))
    }

    /// Environment variable.
    pub(super) fn variable(&self, name: &str) -> Option<&str> {
        self.environ.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}
