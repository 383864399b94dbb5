//! The life of processes: fork, the end, zombies and orphans, waiting for children. Statuses are encoded as wait(2) does:
//! the exit code times 256, or the number of the signal.

use super::signals::SIGCHLD;
use super::threads::Thread;
use super::{Fate, INIT, Kernel, Place, Proc};
use crate::ids::{Pid, Tid, Who};
use crate::sys::{Reply, SysError};
use crate::trace::Event;

/// No child processes.
const ECHILD: i32 = 10;
/// Try again: there are too many processes.
const EAGAIN: i32 = 11;

impl Kernel {
    /// A copy of the process of that thread; only the thread lives on in it. The driver copies the heap.
    pub fn fork(&mut self, who: Who, place: Option<Place>) -> Result<Pid, SysError> {
        self.proc_mut(who.pid).thread_mut(who.tid).place = place;
        if self.procs.len() >= self.max_processes as usize {
            return Err(SysError::Os { errno: EAGAIN, path: None });
        }
        let pid = Pid(self.next_pid);
        self.next_pid += 1;
        self.enter_copy(who, pid);
        Ok(pid)
    }

    fn enter_copy(&mut self, who: Who, pid: Pid) {
        let copy = self.proc_mut(who.pid).copy(pid, who.tid);
        for &id in copy.descriptors.values() {
            self.open.hold(id);
        }
        let name = copy.thread(who.tid).name.to_string();
        self.procs.insert(pid, Box::new(copy));
        self.hold_all_of(pid);
        self.events.push(Event::ProcessStarted { pid, parent: Some(who.pid), by: Some(who) });
        let daemon = false;
        self.events.push(Event::ThreadStarted { who: Who { pid, tid: who.tid }, name, parent: None, daemon });
    }

    /// The host has made a process of its own, by a real fork of that thread.
    pub fn forked_outside(&mut self, who: Who, pid: Pid, place: Option<Place>) {
        let thread = self.proc_mut(who.pid).thread_mut(who.tid);
        thread.place = place;
        thread.children += 1;
        self.events.push(Event::ProcessStarted { pid, parent: Some(who.pid), by: Some(who) });
    }

    /// This kernel goes on as the copy of itself that a real fork has made: of its process only the forked thread is left,
    /// and the process has that number.
    pub fn became(&mut self, who: Who, pid: Pid) {
        self.events.clear();
        self.enter_copy(who, pid);
        // The parent's descriptors are not this kernel's any more.
        self.close_all(who.pid);
        self.procs.retain(|&other, _| other == pid);
        self.main = pid;
        self.take_closed();
    }

    /// A process ends with that status.
    pub fn end_process(&mut self, pid: Pid, status: i32) {
        let Some(process) = self.procs.get_mut(&pid).filter(|process| process.status.is_none()) else { return };
        process.status = Some(status);
        let parent = process.parent;
        process.blocked.clear();
        for tid in std::mem::take(&mut process.alive) {
            let thread: &mut Thread = process.thread_mut(tid);
            thread.ended = true;
            thread.wait = None;
            thread.suspended.clear();
            self.events.push(Event::ThreadEnded { who: Who { pid, tid } });
        }
        self.close_all(pid);
        self.forget_all_shared(pid);
        self.events.push(Event::ProcessEnded { pid, status });
        self.gone.push(pid);
        for orphan in self.procs.values_mut().filter(|process| process.parent == pid) {
            orphan.parent = INIT;
        }
        // Nobody waits for the first process, and init waits for all that are its.
        if pid == self.main {
            self.main_status = Some(status);
        }
        self.procs.retain(|_, process| process.status.is_none() || process.parent != INIT);
        if self.procs.contains_key(&parent) {
            self.signal(parent, SIGCHLD);
        } else {
            self.procs.remove(&pid);
        }
        if !self.procs.values().any(|process| process.status.is_none()) {
            self.fate = self.fate.or(Some(Fate::Exit(exit_status(self.main_status.unwrap_or(status)))));
        }
    }

    /// Processes that have ended since the last call; their heaps can go.
    pub fn take_gone(&mut self) -> Vec<Pid> {
        std::mem::take(&mut self.gone)
    }

    fn zombie(&self, parent: Pid, wanted: i64) -> Option<Pid> {
        let is_wanted = |process: &&Proc| wanted == -1 || i64::from(process.pid.0) == wanted;
        let mut children = self.processes().filter(|process| process.parent == parent).filter(is_wanted);
        children.find(|process| process.status.is_some()).map(|process| process.pid)
    }

    fn has_child(&self, parent: Pid, wanted: i64) -> bool {
        let is_wanted = |process: &Proc| wanted == -1 || i64::from(process.pid.0) == wanted;
        self.procs.values().any(|process| process.parent == parent && is_wanted(process))
    }

    /// Whether waiting for a child would not block.
    pub(super) fn can_reap(&self, parent: Pid, wanted: i64) -> bool {
        self.zombie(parent, wanted).is_some() || !self.has_child(parent, wanted)
    }

    /// Takes a child that has ended out of the table.
    pub(super) fn reap(&mut self, parent: Pid, wanted: i64) -> Reply {
        match self.zombie(parent, wanted) {
            Some(pid) => {
                let status = self.procs.remove(&pid).and_then(|process| process.status).unwrap_or(0);
                self.events.push(Event::ProcessReaped { pid });
                Reply::Pair(i64::from(pid.0), i64::from(status))
            }
            None => Reply::Error(SysError::Os { errno: ECHILD, path: None }),
        }
    }

    /// A thread of the program has run to its end. With the main thread its process ends.
    pub fn end_thread(&mut self, who: Who, code: i32) {
        let process = self.proc_mut(who.pid);
        if process.main == who.tid {
            return self.exit(who, code);
        }
        process.end_thread(who.tid);
        self.events.push(Event::ThreadEnded { who });
        self.credit(who, 0.0);
    }

    /// A process ends of its own will.
    pub(super) fn exit(&mut self, who: Who, code: i32) {
        self.end_process(who.pid, (code & 0xff) << 8);
    }

    /// Takes a thread back that its driver could not start; as if it had never been.
    pub fn take_back(&mut self, who: Who) {
        self.proc_mut(who.pid).end_thread(who.tid);
        self.events.retain(|event| !matches!(event, Event::ThreadStarted { who: other, .. } if *other == who));
    }

    /// Takes a process back that its driver could not start.
    pub fn take_process_back(&mut self, pid: Pid) {
        self.close_all(pid);
        self.forget_all_shared(pid);
        self.procs.remove(&pid);
        self.events.retain(|event| event.pid() != pid);
    }

    /// Whether the process has not ended.
    pub fn is_process_alive(&self, pid: Pid) -> bool {
        self.procs.get(&pid).is_some_and(|process| process.status.is_none())
    }

    /// All processes, zombies too, by number.
    pub fn processes(&self) -> impl Iterator<Item = &Proc> {
        self.procs.values().map(Box::as_ref)
    }

    /// A process that has not been reaped.
    pub fn process(&self, pid: Pid) -> Option<&Proc> {
        self.procs.get(&pid).map(Box::as_ref)
    }

    pub(super) fn thread_exists(&self, pid: Pid, tid: Tid) -> bool {
        self.procs.get(&pid).is_some_and(|process| process.alive.contains(&tid))
    }
}

/// The exit status of a shell for a status of wait(2).
fn exit_status(status: i32) -> i32 {
    if status & 0x7f == 0 { status >> 8 } else { 128 + (status & 0x7f) }
}
