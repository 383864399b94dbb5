//! Children: making them, waiting for them, sending them signals, knowing the parent.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};

use racecourse::ids;
use racecourse::session::{Event, Forked};
use racecourse::sys::{Patience, Reply, SysError};
use rustix::io::Errno;
use rustix::process::{Pid, WaitOptions, getppid, wait, waitpid};

use super::calls::{Call, Calls};
use super::machine::{Broken, Machine, Main, deadline, failure, is_late, lock, refused};
use super::wire::Message;
use crate::sys::{self, Side};

impl Machine {
    /// A copy of the process. The locks of this host that other threads may hold are held across the fork, so that the child
    /// finds whole tables.
    pub fn fork_here(&self) -> Result<Forked, SysError> {
        let board = self.run.board;
        let again = SysError::Os { errno: libc::EAGAIN, path: None };
        let slot = board.reserve(self.pid).ok_or(again)?;
        let name = self.own().name();
        let new = board.slot(slot);
        new.set_name(&name);
        let used = self.own().used.load(Ordering::Relaxed);
        new.used.store(used, Ordering::Relaxed);
        new.inherited.store(used, Ordering::Relaxed);
        let held = lock(&self.held);
        self.share_with(slot, &held);
        let mut pipes = lock(&self.pipes);
        let signals = lock(&self.signals);
        let input = self.stdin.unread();
        let outside = self.outside.hold();
        match sys::fork() {
            Err(error) => {
                board.unreserve(slot);
                Err(SysError::Os { errno: error.raw_os_error().unwrap_or(libc::EAGAIN), path: None })
            }
            Ok(Side::Parent(pid)) => {
                board.enter(slot, pid);
                board.forks.fetch_add(1, Ordering::Relaxed);
                self.tell(|| Message::Born { pid, parent: self.pid, name });
                Ok(Forked::Parent { pid })
            }
            Ok(Side::Child) => {
                let pid = std::process::id();
                if !board.enter(slot, pid) {
                    sys::exit_now(libc::EXIT_FAILURE);
                }
                self.tell(|| Message::Born { pid, parent: self.pid, name });
                let child = Arc::new_cyclic(|own| Machine {
                    run: self.run.clone(),
                    pid,
                    slot,
                    outside: self.outside.in_child(&outside),
                    pipes: Mutex::new(pipes.in_child()),
                    calls: Calls::default(),
                    held: Mutex::new(BTreeSet::clone(&held)),
                    signals: Mutex::new(signals.in_child()),
                    stdin: self.stdin.in_child(&input),
                    main: Main::here(),
                    control: OnceLock::new(),
                    own: own.clone(),
                });
                Ok(Forked::Child { pid, host: child })
            }
        }
    }

    /// Tells the supervisor, where it wants to know.
    pub fn tell(&self, message: impl FnOnce() -> Message) {
        if self.run.board.telling.load(Ordering::Relaxed) != 0 {
            message().send(&self.run.wire);
        }
    }

    pub fn rename(&self, name: &str) {
        self.own().set_name(name);
        self.tell(|| Message::Named { pid: self.pid, name: name.to_owned() });
    }

    pub fn wait_for_child(&self, pid: i64, patience: Patience) -> Reply {
        let one = match u32::try_from(pid) {
            Ok(pid) if pid > 0 && pid <= i32::MAX as u32 => Some(pid),
            // The run has no process groups of its own.
            Ok(_) => None,
            Err(_) if pid == -1 => None,
            Err(_) => return failure(libc::ECHILD),
        };
        let until = deadline(patience);
        loop {
            let ended = match one.and_then(|pid| Pid::from_raw(pid as i32)) {
                Some(pid) => waitpid(Some(pid), WaitOptions::NOHANG),
                None => wait(WaitOptions::NOHANG),
            };
            match ended {
                Ok(Some((pid, status))) => {
                    let (pid, status) = (pid.as_raw_nonzero().get() as u32, status.as_raw());
                    self.tell(|| Message::Died { pid, status });
                    if let Some(tape) = &self.run.tape {
                        tape.record(&Event::ProcessEnded { pid: ids::Pid(pid), status });
                    }
                    if let Some(slot) = self.run.board.find(pid) {
                        self.run.board.release(slot, pid);
                    }
                    return Reply::Pair(i64::from(pid), i64::from(status));
                }
                Ok(None) if is_late(until) => return Reply::Pair(0, 0),
                Ok(None) => {
                    if let Err(Broken) = self.block(Call::Child(one), until) {
                        return Reply::Error(SysError::Interrupted);
                    }
                }
                Err(Errno::INTR) => {}
                Err(error) => return refused(error),
            }
        }
    }

    /// Sends a signal to a process of the run. One to oneself that the program handles is delivered at once, so that the
    /// handler runs before the next instruction, as in CPython.
    pub fn kill(&self, pid: i64, signal: i32) -> Reply {
        let Some(target) = u32::try_from(pid).ok().filter(|&pid| pid > 0) else {
            let words = "os.kill of a process group is not supported: name a process by its pid";
            return Reply::Error(SysError::Unsupported(words.to_owned()));
        };
        if self.run.board.find(target).is_none() {
            return failure(libc::ESRCH);
        }
        if target == self.pid && self.handles(signal) {
            self.deliver(signal);
            return Reply::Unit;
        }
        let ends_itself = target == self.pid && sys::is_fatal(signal);
        match sys::kill(target, signal) {
            // Another thread takes it, some time soon: the program does not go on until then.
            Ok(()) if ends_itself => loop {
                std::thread::park();
            },
            Ok(()) => Reply::Unit,
            Err(errno) => failure(errno),
        }
    }

    /// 1 once the parent has ended: orphans come to the supervisor, which is nobody's business.
    pub fn parent_id(&self) -> i64 {
        let parent = getppid().map_or(1, |pid| pid.as_raw_nonzero().get());
        let was = self.own().parent.load(Ordering::Relaxed);
        i64::from(if parent as u32 == was { parent } else { 1 })
    }
}

/// Whether a process has ended wholly: no thread of it is left that could yet close a descriptor.
pub fn has_ended(pid: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else {
        return sys::kill(pid, 0) == Err(libc::ESRCH);
    };
    // After the name, which may hold anything: the state, and seventeen fields on the number of threads. A first thread that
    // has ended is a zombie also while others are ending.
    let fields: Vec<&str> = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ').collect();
    matches!(fields.first(), Some(&"Z" | &"X")) && fields.get(17).is_some_and(|threads| matches!(*threads, "0" | "1"))
}
