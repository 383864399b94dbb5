//! Fork: another heap of this run, or, where the host has processes, a real one.

use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard};

use super::host::Forked;
use super::{Control, Proc, Run, Worker, lock, thread};
use crate::ids::{Pid, Who};
use crate::kernel::{Outcome, Place};
use crate::process::Process;
use crate::sys::{Reply, SysError};

/// Try again: no worker for its main thread.
const EAGAIN: i32 = 11;

impl<'a> Worker<'a> {
    /// Makes a child of the worker's process, whose main thread is a copy of the worker's. `fresh`: it runs the program anew.
    pub(super) fn fork(
        &mut self,
        mut process: MutexGuard<'a, Process>,
        fresh: Option<Vec<u8>>,
        place: Option<Place>,
    ) -> (MutexGuard<'a, Process>, Outcome) {
        self.run.forked.store(true, Ordering::Release);
        let reply = match self.run.host.has_processes() {
            true => self.fork_really(&mut process, fresh, place),
            false => self.fork_heap(&mut process, fresh, place),
        };
        (process, Outcome::Done(reply.map_or_else(Reply::Error, |pid| Reply::Int(i64::from(pid)))))
    }

    fn fork_heap(&self, process: &mut Process, fresh: Option<Vec<u8>>, place: Option<Place>) -> Result<u32, SysError> {
        let mut kernel = lock(&self.run.kernel);
        let pid = kernel.fork(self.who, place)?;
        let who = Who { pid, tid: self.who.tid };
        let proc = Arc::new(Proc::new(copy(process, who, fresh)));
        lock(&self.run.procs).insert(pid, Arc::clone(&proc));
        lock(&self.run.parkers).insert(who, Arc::default());
        *lock(&self.run.working) += 1;
        let run = Arc::clone(self.run);
        let started = self.run.host.spawn("MainThread", Box::new(move || thread::begin(&run, who)));
        if started.is_err() {
            thread::leave(self.run);
            lock(&self.run.procs).remove(&pid);
            lock(&self.run.parkers).remove(&who);
            kernel.take_process_back(pid);
            return Err(SysError::Os { errno: EAGAIN, path: None });
        }
        self.run.settle(kernel);
        Ok(pid.0)
    }

    /// Every lock of the run is taken first, so that the child finds all of it at rest.
    fn fork_really(
        &self,
        process: &mut Process,
        fresh: Option<Vec<u8>>,
        place: Option<Place>,
    ) -> Result<u32, SysError> {
        let run = self.run;
        let mut kernel = lock(&run.kernel);
        let at_rest = (
            lock(&run.procs),
            lock(&run.parkers),
            lock(&run.inbox),
            lock(&run.verdict),
            lock(&run.working),
            self.proc.gil.at_rest(),
        );
        match run.host.fork()? {
            Forked::Parent { pid } => {
                drop(at_rest);
                kernel.forked_outside(self.who, Pid(pid), place);
                run.settle(kernel);
                Ok(pid)
            }
            Forked::Child { pid, host } => {
                let who = Who { pid: Pid(pid), tid: self.who.tid };
                let mut own = kernel.clone();
                own.became(self.who, who.pid);
                let child = Run::new(host, run.start, run.limits(), own, copy(process, who, fresh));
                child.forked.store(true, Ordering::Release);
                child.host.attach(Control(Arc::clone(&child)));
                child.settle(lock(&child.kernel));
                thread::run(&child, who);
                child.host.leave(child.end());
                unreachable!("a host with processes ends this one")
            }
        }
    }
}

fn copy(process: &mut Process, who: Who, fresh: Option<Vec<u8>>) -> Process {
    match fresh {
        Some(payload) => process.fresh(who.tid, payload),
        None => {
            let mut copy = process.fork_thread(who.tid);
            copy.resume(who.tid, Reply::Int(0));
            copy
        }
    }
}
