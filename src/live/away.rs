//! Requests that the host serves: with the GIL let go where they may block, known to the kernel as away meanwhile, and set
//! aside while a signal's handler runs.

use std::sync::MutexGuard;
use std::sync::atomic::Ordering;

use super::thread::{Gone, leave};
use super::{HOST_FD, Worker, lock};
use crate::kernel::wait::Away;
use crate::kernel::{Kernel, Outcome};
use crate::process::Process;
use crate::sys::{Patience, Reply, Request, Seconds, SysError};

impl<'a> Worker<'a> {
    /// The request as the host is to serve it, if it may be the host's: what is about descriptors where they are the host's.
    pub(super) fn for_host(&self, request: &Request) -> Option<Request> {
        match request.has_descriptor() {
            true => lock(&self.run.kernel).for_host(self.who.pid, request),
            false => Some(request.clone()),
        }
    }

    pub(super) fn ask_host_for(
        &mut self,
        process: MutexGuard<'a, Process>,
        mut request: Request,
    ) -> Result<MutexGuard<'a, Process>, Gone> {
        // What can be had at once is had without letting go of the GIL.
        if let Request::TakeShared { id, .. } = request
            && self.run.host.serve(&Request::TakeShared { id, patience: Patience::Try }) == Some(Reply::Bool(true))
        {
            let mut process = process;
            process.resume(self.who.tid, Reply::Bool(true));
            return Ok(process);
        }
        let deadline = match request.patience_mut() {
            Some(&mut Patience::For(seconds)) => Some(self.run.now() + seconds),
            _ => None,
        };
        self.ask_host(process, request, deadline)
    }

    /// Lets the host serve a request; what it does not serve goes to the kernel.
    pub(super) fn ask_host(
        &mut self,
        mut process: MutexGuard<'a, Process>,
        mut request: Request,
        deadline: Option<Seconds>,
    ) -> Result<MutexGuard<'a, Process>, Gone> {
        let Some((forever, on)) = blocking(&request) else {
            return match self.run.host.serve(&request) {
                Some(reply) => {
                    let reply = self.adopt(&request, reply);
                    process.resume(self.who.tid, reply);
                    Ok(process)
                }
                None => {
                    let place = process.place(self.who.tid);
                    match self.submit(request, place) {
                        Outcome::Done(reply) => {
                            process.resume(self.who.tid, reply);
                            Ok(process)
                        }
                        _ => {
                            self.release(process);
                            self.wait_turn()
                        }
                    }
                }
            };
        };
        loop {
            if let (Some(patience), Some(deadline)) = (request.patience_mut(), deadline) {
                *patience = Patience::For((deadline - self.run.now()).max(0.0));
            }
            let place = process.place(self.who.tid);
            self.release(process);
            // Told before it is done, so that it comes before the other end's.
            match &request {
                Request::WriteBytes { fd, bytes } => self.trace_host(fd.0, bytes.len(), true),
                Request::Write { fd, pieces } => self.trace_host(fd.0, pieces.iter().map(|p| p.len()).sum(), true),
                _ => {}
            }
            let reply = self.serve_away(&request, forever, on)?;
            match reply {
                Some(Reply::Error(SysError::Interrupted)) => {
                    process = self.retake();
                    if self.handle_signals(&mut process) {
                        // A handler runs first, and then asks to go on; or the wait is given up.
                        if !lock(&self.run.kernel).is_blocked(self.who) {
                            self.away.push((request, deadline));
                            return Ok(process);
                        }
                        lock(&self.run.kernel).away(self.who, None);
                        process.resume(self.who.tid, Reply::Error(SysError::Interrupted));
                        return Ok(process);
                    }
                    lock(&self.run.kernel).away(self.who, None);
                }
                Some(reply) => {
                    lock(&self.run.kernel).away(self.who, None);
                    let reply = self.adopt(&request, reply);
                    return self.come_back(reply);
                }
                None => {
                    lock(&self.run.kernel).away(self.who, None);
                    return match self.submit(request, place) {
                        Outcome::Done(reply) => self.come_back(reply),
                        Outcome::Blocked | Outcome::Again => self.wait_turn(),
                    };
                }
            }
        }
    }

    /// The host's answer, while the kernel knows that the thread is away. It is so also afterwards.
    fn serve_away(&self, request: &Request, forever: bool, on: Away) -> Result<Option<Reply>, Gone> {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        kernel.away(self.who, Some((forever, on)));
        self.tell_stuck(kernel.is_stuck(now));
        self.run.settle(kernel);
        // A page may be long in coming; the end of the run does not wait for it.
        let leaves = self.who != lock(&self.run.kernel).main() && matches!(request, Request::Http(_));
        if leaves {
            leave(self.run);
        }
        let reply = self.run.host.serve(request);
        if leaves {
            *lock(&self.run.working) += 1;
        }
        self.tell_stuck(false);
        if self.is_over() { Err(()) } else { Ok(reply) }
    }

    /// Standstill of this process. A host with processes looks whether it is one of the program too.
    pub(super) fn tell_stuck(&self, stuck: bool) {
        if self.run.host.has_processes() {
            self.run.host.stuck(stuck);
        }
    }

    /// Whether nobody else has a say in whether the program stands still.
    pub(super) fn judges_alone(&self, kernel: &Kernel) -> bool {
        !self.run.host.has_processes() || !(self.run.forked.load(Ordering::Relaxed) || kernel.is_anyone_away())
    }

    /// Handles in a host's reply become descriptors.
    fn adopt(&self, request: &Request, reply: Reply) -> Reply {
        match (request, reply) {
            (Request::Open { .. } | Request::Pipe | Request::PipePair, reply) => {
                let mut kernel = lock(&self.run.kernel);
                let reply = kernel.adopt(self.who.pid, reply);
                self.run.settle(kernel);
                reply
            }
            (Request::Poll { .. }, Reply::Ready(handles)) => {
                Reply::Ready(lock(&self.run.kernel).from_host(self.who.pid, &handles))
            }
            (Request::Read { fd, .. }, Reply::Bytes(bytes)) => {
                self.trace_host(fd.0, bytes.len(), false);
                Reply::Bytes(bytes)
            }
            (_, reply) => reply,
        }
    }

    fn trace_host(&self, handle: u32, bytes: usize, sent: bool) {
        let mut kernel = lock(&self.run.kernel);
        if kernel.is_tracing() {
            kernel.trace_outside(self.who, self.run.host.channel(handle, sent), bytes, sent);
            self.run.settle(kernel);
        }
    }

    pub(super) fn resume_away(&mut self, give_up: bool) -> Option<(Request, Option<Seconds>)> {
        let mut kernel = lock(&self.run.kernel);
        if !kernel.is_away_suspended(self.who) {
            return None;
        }
        let next = self.away.pop()?;
        if give_up || matches!(next.0, Request::Pause) {
            return None;
        }
        kernel.drop_suspended(self.who);
        Some(next)
    }
}

/// Whether a host may block on a request: without limit for another process, and on what.
fn blocking(request: &Request) -> Option<(bool, Away)> {
    let forever = |patience: &Patience| *patience == Patience::Forever;
    match request {
        Request::WaitChild { patience, .. } | Request::TakeShared { patience, .. } if *patience == Patience::Try => {
            None
        }
        Request::WaitChild { pid, patience } => Some((forever(patience), Away::Child(*pid))),
        Request::TakeShared { id, patience } => Some((forever(patience), Away::Shared(*id))),
        Request::Poll { patience, .. } => Some((forever(patience), Away::Read)),
        Request::Read { fd, .. } => Some((fd.0 < HOST_FD, Away::Read)),
        Request::WriteBytes { fd, .. } | Request::Write { fd, .. } => Some((fd.0 < HOST_FD, Away::Write)),
        Request::Pause => Some((true, Away::Signal)),
        Request::Http(_) | Request::Open { .. } | Request::File(_) | Request::Seek { .. } => Some((false, Away::Other)),
        _ => None,
    }
}
