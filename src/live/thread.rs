//! What one thread of the host does for its Python thread: runs it while it has the GIL, puts its requests to the kernel,
//! parks while it waits.

use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard};

use super::{Run, Verdict, lock};
use crate::ids::Tid;
use crate::kernel::{Outcome, Place};
use crate::process::run::{End, Limit};
use crate::process::{Process, Stop};
use crate::sys::{Reply, Request, Seconds, SysError};

/// Instructions between two looks at what else there is to do.
const SLICE: u64 = 2000;

/// Runs a Python thread to its end, or to the end of the run.
pub(super) fn run(run: &Arc<Run>, tid: Tid) {
    let mut worker = Worker { run, tid, cpu: 0.0, since: 0.0 };
    worker.run.gil.take();
    worker.since = run.now();
    worker.work(lock(&run.process));
}

/// Runs a thread of the host that is not the main one.
fn begin(run: &Arc<Run>, tid: Tid) {
    self::run(run, tid);
    leave(run);
}

/// One thread less uses the host.
fn leave(run: &Run) {
    let mut working = lock(&run.working);
    *working -= 1;
    run.idle.notify_all();
}

struct Worker<'a> {
    run: &'a Arc<Run>,
    tid: Tid,
    /// Processor time used before `since`.
    cpu: Seconds,
    /// When it took the GIL.
    since: Seconds,
}

/// What is said of a thread that stops working.
type Gone = ();

impl<'a> Worker<'a> {
    /// Owns the GIL at the start, not at the end.
    fn work(&mut self, mut process: MutexGuard<'a, Process>) {
        loop {
            if self.run.is_over() {
                return self.release(process);
            }
            // What a library function does in one step is not to be torn apart here either.
            if !process.is_atomic(self.tid) {
                if self.tid == Tid(0) && self.run.take_interrupt() {
                    process.interrupt(self.tid);
                }
                if self.run.gil.is_wanted() {
                    process = self.pass(process);
                    continue;
                }
            }
            if let Some(limit) = self.run.time_limit
                && self.run.now() >= limit
            {
                self.run.finish_late(limit);
                continue;
            }
            let mut fuel = SLICE;
            let stop = process.run(self.tid, &mut fuel);
            let dead = process.take_dead();
            if !dead.is_empty() {
                lock(&self.run.kernel).forget(&dead);
            }
            let goes_on = match stop {
                Stop::Fuel => Ok(process),
                Stop::Request(request) => self.request(process, request),
                Stop::Finished(uncaught) => {
                    self.release(process);
                    return self.finished(uncaught);
                }
                Stop::OutOfMemory => {
                    let limit = Limit::Memory(self.run.max_memory);
                    self.run.finish(Verdict::End(End::Limit(limit)));
                    Ok(process)
                }
            };
            match goes_on {
                Ok(guard) => process = guard,
                Err(()) => return,
            }
        }
    }

    fn release(&mut self, process: MutexGuard<'_, Process>) {
        self.cpu += self.run.now() - self.since;
        drop(process);
        self.run.gil.give();
    }

    fn retake(&mut self) -> MutexGuard<'a, Process> {
        self.run.gil.take();
        self.since = self.run.now();
        lock(&self.run.process)
    }

    fn pass(&mut self, process: MutexGuard<'a, Process>) -> MutexGuard<'a, Process> {
        self.cpu += self.run.now() - self.since;
        drop(process);
        self.run.gil.pass();
        self.since = self.run.now();
        lock(&self.run.process)
    }

    /// Serves a request. An error means that the run is over and the GIL is not held.
    fn request(
        &mut self,
        mut process: MutexGuard<'a, Process>,
        request: Request,
    ) -> Result<MutexGuard<'a, Process>, Gone> {
        let place = process.place(self.tid);
        let outcome = match request {
            Request::Yield => {
                process = self.pass(process);
                Outcome::Done(Reply::Unit)
            }
            Request::CpuTime => Outcome::Done(Reply::Float(self.cpu + self.run.now() - self.since)),
            Request::Spawn { token, .. } => self.spawn(&mut process, request, token, place),
            Request::Write { .. } | Request::Sleep { .. } => {
                self.release(process);
                return self.away(request, place);
            }
            request if request.may_be_outside() => {
                self.release(process);
                return self.away(request, place);
            }
            request => self.submit(request, place),
        };
        match outcome {
            Outcome::Done(reply) => {
                process.resume(self.tid, reply);
                Ok(process)
            }
            Outcome::Blocked | Outcome::Again => {
                self.release(process);
                self.wait_turn()
            }
        }
    }

    fn come_back(&mut self, reply: Reply) -> Result<MutexGuard<'a, Process>, Gone> {
        let mut process = self.retake();
        process.resume(self.tid, reply);
        Ok(process)
    }

    fn submit(&self, request: Request, place: Option<Place>) -> Outcome {
        let now = if request.needs_time() { self.run.now() } else { 0.0 };
        let mut kernel = lock(&self.run.kernel);
        let outcome = kernel.submit(self.tid, request, place, now);
        self.run.settle(kernel);
        outcome
    }

    /// Serves a request that takes its time; the GIL is free meanwhile.
    fn away(&mut self, request: Request, place: Option<Place>) -> Result<MutexGuard<'a, Process>, Gone> {
        if let Some(reply) = self.outside(&request)? {
            return self.come_back(reply);
        }
        let reply = match self.submit(request, place) {
            Outcome::Done(reply) => reply,
            Outcome::Blocked | Outcome::Again => self.wait_away()?,
        };
        self.come_back(reply)
    }

    /// What the host itself says to a request on files or network.
    fn outside(&self, request: &Request) -> Result<Option<Reply>, Gone> {
        if !request.may_be_outside() {
            return Ok(None);
        }
        // A page may be long in coming; the end of the run does not wait for it.
        let leaves = self.tid != Tid(0) && matches!(request, Request::Http(_));
        if leaves {
            leave(self.run);
        }
        let reply = self.run.host.serve(request);
        if leaves {
            let mut working = lock(&self.run.working);
            *working += 1;
        }
        if self.run.is_over() { Err(()) } else { Ok(reply) }
    }

    fn spawn(&self, process: &mut Process, request: Request, token: u64, place: Option<Place>) -> Outcome {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        let outcome = kernel.submit(self.tid, request, place, now);
        let Outcome::Done(Reply::Thread(new)) = outcome else { return outcome };
        process.spawn(new, token);
        lock(&self.run.parkers).push(Arc::default());
        *lock(&self.run.working) += 1;
        let run = Arc::clone(self.run);
        let name = kernel.thread(new).name.clone();
        if self.run.host.spawn(&name, Box::new(move || begin(&run, new))).is_err() {
            leave(self.run);
            kernel.take_back(new);
            process.drop_thread(new);
            return Outcome::Done(Reply::Error(SysError::NoThreads));
        }
        self.run.settle(kernel);
        outcome
    }

    /// Waits until the request is done, and goes on with its reply. It is done with the GIL held, so that nobody sees what
    /// the kernel granted before the thread has acted on it (a queue that counts an item which is not there yet).
    fn wait_turn(&mut self) -> Result<MutexGuard<'a, Process>, Gone> {
        loop {
            self.until_ready()?;
            let mut process = self.retake();
            if self.run.is_over() {
                self.release(process);
                return Err(());
            }
            if let Some(reply) = self.retry() {
                process.resume(self.tid, reply);
                return Ok(process);
            }
            self.release(process);
        }
    }

    /// Waits until a request is done that only the kernel has to do with.
    fn wait_away(&self) -> Result<Reply, Gone> {
        loop {
            self.until_ready()?;
            if let Some(reply) = self.retry() {
                return Ok(reply);
            }
        }
    }

    fn retry(&self) -> Option<Reply> {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        let outcome = kernel.retry(self.tid, now);
        self.run.settle(kernel);
        if let Outcome::Done(reply) = outcome { Some(reply) } else { None }
    }

    /// Parks until trying again makes sense. An error means that the run is over.
    fn until_ready(&self) -> Result<(), Gone> {
        let parker = self.run.parker(self.tid);
        loop {
            if self.run.is_over() {
                return Err(());
            }
            let mut kernel = lock(&self.run.kernel);
            self.run.take_input(&mut kernel);
            if self.tid == Tid(0) && self.run.take_interrupt() && !kernel.interrupt(self.tid) {
                // It cannot give up here: the exception comes when it runs again.
                self.run.interrupted.store(true, Ordering::Release);
            }
            let now = self.run.now();
            if kernel.is_ready(self.tid, now) {
                return Ok(());
            }
            kernel.looked(self.tid);
            let deadline = kernel.deadline(self.tid);
            let stuck = kernel.is_stuck(now);
            self.run.settle(kernel);
            if stuck {
                self.run.finish(Verdict::Deadlock);
                return Err(());
            }
            if let Some(limit) = self.run.time_limit
                && now >= limit
            {
                self.run.finish_late(limit);
                return Err(());
            }
            let until = [deadline, self.run.time_limit].into_iter().flatten().min_by(f64::total_cmp);
            parker.park(until.map(|until| until - now));
        }
    }

    /// The Python thread has ended.
    fn finished(&self, uncaught: Option<String>) {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        let code = i32::from(uncaught.is_some());
        if let Some(text) = uncaught {
            kernel.print_error(self.tid, &text);
        }
        kernel.end_thread(self.tid);
        let stuck = kernel.is_stuck(now);
        self.run.settle(kernel);
        if self.tid == Tid(0) {
            self.run.finish(Verdict::End(End::Exit { code }));
        } else if stuck {
            self.run.finish(Verdict::Deadlock);
        }
    }
}
