//! What one thread of the host does for its Python thread: runs it while it has the GIL, puts its requests to the kernel or
//! to the host, parks while it waits.

use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard};

use super::{Proc, Run, Verdict, lock};
use crate::ids::Who;
use crate::kernel::signals::Due;
use crate::kernel::{Kernel, Outcome, Place};
use crate::process::run::{End, Limit};
use crate::process::{Process, Stop};
use crate::sys::{Reply, Request, Seconds, SysError};

/// Instructions between two looks at what else there is to do.
const SLICE: u64 = 2000;

/// Runs a Python thread to its end, or to the end of the run.
pub(super) fn run(run: &Arc<Run>, who: Who) {
    let Some(proc) = run.proc(who.pid) else { return };
    let mut worker = Worker { run, proc: &proc, who, is_main: false, cpu: 0.0, since: 0.0, away: Vec::new() };
    worker.is_main = lock(&run.kernel).main_of(who.pid) == Some(who.tid);
    let process = worker.retake();
    worker.work(process);
}

/// Runs a thread of the host that is not the main one.
pub(super) fn begin(run: &Arc<Run>, who: Who) {
    self::run(run, who);
    leave(run);
}

/// One thread less uses the host.
pub(super) fn leave(run: &Run) {
    let mut working = lock(&run.working);
    *working -= 1;
    run.idle.notify_all();
}

pub(super) struct Worker<'a> {
    pub(super) run: &'a Arc<Run>,
    pub(super) proc: &'a Arc<Proc>,
    pub(super) who: Who,
    /// It is the main thread of its process, which handles signals.
    is_main: bool,
    /// Processor time used before `since`.
    cpu: Seconds,
    /// When it took the GIL.
    since: Seconds,
    /// Requests at the host that a signal's handler came between, with their deadlines.
    pub(super) away: Vec<(Request, Option<Seconds>)>,
}

/// What is said of a thread that stops working.
pub(super) type Gone = ();

impl<'a> Worker<'a> {
    pub(super) fn is_over(&self) -> bool {
        self.run.is_over() || self.proc.over.load(Ordering::Acquire)
    }

    /// Owns the GIL at the start, not at the end.
    fn work(&mut self, mut process: MutexGuard<'a, Process>) {
        loop {
            if self.is_over() {
                return self.release(process);
            }
            // What a library function does in one step is not to be torn apart here either.
            if !process.is_atomic(self.who.tid) {
                self.handle_signals(&mut process);
                if self.proc.gil.is_wanted() {
                    process = self.pass(process);
                    continue;
                }
            }
            self.keep_limits(&process);
            // A reply that is on its way goes before the handler of a signal.
            let mut fuel = if self.is_signalled() { 1 } else { SLICE };
            let stop = process.run(self.who.tid, &mut fuel);
            let dead = process.take_dead();
            if !dead.is_empty() {
                self.forget(&dead);
            }
            let goes_on = match stop {
                Stop::Fuel | Stop::Probe => Ok(process),
                Stop::Request(request) => self.request(process, request),
                Stop::Finished(uncaught) => {
                    self.release(process);
                    return self.finished(uncaught);
                }
                Stop::OutOfMemory => {
                    self.out_of_memory();
                    Ok(process)
                }
            };
            match goes_on {
                Ok(guard) => process = guard,
                Err(()) => return,
            }
        }
    }

    fn keep_limits(&self, process: &Process) {
        if let Some(limit) = self.run.time_limit
            && self.run.now() >= limit
        {
            self.run.finish_late(limit);
        }
        if self.run.forked.load(Ordering::Relaxed) {
            self.proc.memory.store(process.memory(), Ordering::Relaxed);
            self.run.host.used(process.memory());
            let used: u64 = lock(&self.run.procs).values().map(|proc| proc.memory.load(Ordering::Relaxed)).sum();
            if used > self.run.max_memory {
                self.out_of_memory();
            }
        }
        if self.is_main && self.run.alarms.load(Ordering::Relaxed) {
            self.tick();
        }
    }

    fn out_of_memory(&self) {
        self.run.finish(Verdict::End(End::Limit(Limit::Memory(self.run.max_memory))));
    }

    /// Sends the alarms whose time has come.
    fn tick(&self) {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        kernel.tick(now);
        self.run.settle(kernel);
    }

    fn forget(&self, dead: &[crate::sys::Dead]) {
        let mut kernel = lock(&self.run.kernel);
        kernel.forget(self.who.pid, dead);
        self.run.settle(kernel);
        if self.run.host.has_processes() {
            for what in dead {
                if let crate::sys::Dead::Shared(id) = what {
                    self.run.host.forget_shared(*id);
                }
            }
        }
    }

    pub(super) fn release(&mut self, process: MutexGuard<'_, Process>) {
        self.cpu += self.run.now() - self.since;
        drop(process);
        self.proc.gil.give();
    }

    pub(super) fn retake(&mut self) -> MutexGuard<'a, Process> {
        self.proc.gil.take();
        self.since = self.run.now();
        lock(&self.proc.process)
    }

    fn pass(&mut self, process: MutexGuard<'a, Process>) -> MutexGuard<'a, Process> {
        self.cpu += self.run.now() - self.since;
        drop(process);
        self.proc.gil.pass();
        self.since = self.run.now();
        lock(&self.proc.process)
    }

    // ---- signals ---------------------------------------------------------------------------------------------------

    /// Lets the thread do what signals ask of it. True: there was something.
    pub(super) fn handle_signals(&self, process: &mut Process) -> bool {
        if !self.is_main || !self.proc.signalled.load(Ordering::Relaxed) || process.is_engaged(self.who.tid) {
            return false;
        }
        let mut kernel = lock(&self.run.kernel);
        if !kernel.is_process_alive(self.who.pid) {
            return false;
        }
        let due = kernel.take_signal(self.who);
        if !kernel.is_signal_due(self.who) {
            self.proc.signalled.store(false, Ordering::Release);
        }
        match due {
            Some((Due::Interrupt, true)) if kernel.interrupt(self.who) => {}
            Some((Due::Interrupt, _)) => process.interrupt(self.who.tid),
            Some((Due::Handler(signal), _)) => process.handle_signal(self.who.tid, signal),
            None => return false,
        }
        true
    }

    fn is_signalled(&self) -> bool {
        self.is_main && self.proc.signalled.load(Ordering::Acquire)
    }

    // ---- requests --------------------------------------------------------------------------------------------------

    /// Serves a request. An error means that the run is over and the GIL is not held.
    fn request(
        &mut self,
        mut process: MutexGuard<'a, Process>,
        request: Request,
    ) -> Result<MutexGuard<'a, Process>, Gone> {
        let place = process.place(self.who.tid);
        let outcome = match request {
            Request::Yield => {
                process = self.pass(process);
                Outcome::Done(Reply::Unit)
            }
            Request::CpuTime => Outcome::Done(Reply::Float(self.cpu + self.run.now() - self.since)),
            Request::Spawn { token, .. } => self.spawn(&mut process, request, token, place),
            Request::Fork { fresh } => {
                let (guard, outcome) = self.fork(process, fresh, place);
                process = guard;
                outcome
            }
            Request::GoOn { give_up } => match self.resume_away(give_up) {
                Some((request, deadline)) => return self.ask_host(process, request, deadline),
                None => self.submit(Request::GoOn { give_up }, place),
            },
            request if request.is_between_processes() && self.run.host.has_processes() => {
                lock(&self.run.kernel).note_place(self.who, place);
                if let Request::SetSignal { .. } = request {
                    self.submit(request.clone(), place);
                }
                return self.ask_host_for(process, request);
            }
            request if request.may_be_outside() => match self.for_host(&request) {
                Some(translated) => {
                    lock(&self.run.kernel).note_place(self.who, place);
                    return self.ask_host_for(process, translated);
                }
                None if matches!(request, Request::Write { .. }) => {
                    let outcome = self.print(request, place);
                    // As around the system call that writes: whoever waits for the GIL gets it.
                    process = self.pass(process);
                    outcome
                }
                None => self.submit(request, place),
            },
            Request::ReadLine if self.input_of_host().is_some() => return self.read_line_of_host(process),
            Request::Sleep { .. } => return self.submit_away(process, request, place),
            Request::Alarm { .. } => {
                self.run.alarms.store(true, Ordering::Relaxed);
                self.submit(request, place)
            }
            request => self.submit(request, place),
        };
        match outcome {
            Outcome::Done(reply) => {
                process.resume(self.who.tid, reply);
                Ok(process)
            }
            Outcome::Blocked | Outcome::Again => {
                self.release(process);
                self.wait_turn()
            }
        }
    }

    pub(super) fn come_back(&mut self, reply: Reply) -> Result<MutexGuard<'a, Process>, Gone> {
        let mut process = self.retake();
        process.resume(self.who.tid, reply);
        Ok(process)
    }

    pub(super) fn submit(&self, request: Request, place: Option<Place>) -> Outcome {
        let now = if request.needs_time() { self.run.now() } else { 0.0 };
        let mut kernel = lock(&self.run.kernel);
        if !kernel.is_process_alive(self.who.pid) {
            return Outcome::Blocked;
        }
        let outcome = kernel.submit(self.who, request, place, now);
        self.run.settle(kernel);
        outcome
    }

    /// Writes the pieces of a text one after the other. Another thread gets in between only when it has waited for its
    /// switch interval.
    fn print(&self, request: Request, place: Option<Place>) -> Outcome {
        let mut outcome = self.submit(request, place);
        while outcome == Outcome::Again && !self.proc.gil.is_wanted() && !self.is_over() {
            outcome = self.retry().map_or(Outcome::Again, Outcome::Done);
        }
        outcome
    }

    /// Puts a request to the kernel with the GIL let go.
    fn submit_away(
        &mut self,
        process: MutexGuard<'a, Process>,
        request: Request,
        place: Option<Place>,
    ) -> Result<MutexGuard<'a, Process>, Gone> {
        self.release(process);
        match self.submit(request, place) {
            Outcome::Done(reply) => self.come_back(reply),
            Outcome::Blocked | Outcome::Again => self.wait_turn(),
        }
    }

    fn spawn(&self, process: &mut Process, request: Request, token: u64, place: Option<Place>) -> Outcome {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        if !kernel.is_process_alive(self.who.pid) {
            return Outcome::Blocked;
        }
        let outcome = kernel.submit(self.who, request, place, now);
        let Outcome::Done(Reply::Thread(tid)) = outcome else { return outcome };
        let new = Who { pid: self.who.pid, tid };
        process.spawn(tid, token);
        lock(&self.run.parkers).insert(new, Arc::default());
        *lock(&self.run.working) += 1;
        let run = Arc::clone(self.run);
        let name = kernel.thread(new).name.clone();
        if self.run.host.spawn(&name, Box::new(move || begin(&run, new))).is_err() {
            leave(self.run);
            kernel.take_back(new);
            process.drop_thread(tid);
            return Outcome::Done(Reply::Error(SysError::NoThreads));
        }
        self.run.settle(kernel);
        outcome
    }

    // ---- waiting ---------------------------------------------------------------------------------------------------

    /// Waits until the request is done, and goes on with its reply. It is done with the GIL held, so that nobody sees what
    /// the kernel granted before the thread has acted on it (a queue that counts an item which is not there yet).
    pub(super) fn wait_turn(&mut self) -> Result<MutexGuard<'a, Process>, Gone> {
        loop {
            self.until_ready()?;
            let mut process = self.retake();
            if self.is_over() {
                self.release(process);
                return Err(());
            }
            if self.is_signalled() && self.handle_signals(&mut process) && !self.is_blocked() {
                return Ok(process);
            }
            if let Some(reply) = self.retry() {
                process.resume(self.who.tid, reply);
                return Ok(process);
            }
            self.release(process);
        }
    }

    fn is_blocked(&self) -> bool {
        let kernel = lock(&self.run.kernel);
        kernel.is_process_alive(self.who.pid) && kernel.is_blocked(self.who)
    }

    fn retry(&self) -> Option<Reply> {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        if !kernel.is_process_alive(self.who.pid) {
            return None;
        }
        let outcome = kernel.retry(self.who, now);
        self.run.settle(kernel);
        if let Outcome::Done(reply) = outcome { Some(reply) } else { None }
    }

    /// Parks until trying again makes sense. An error means that the run is over.
    fn until_ready(&self) -> Result<(), Gone> {
        let parker = self.run.parker(self.who);
        loop {
            if self.is_over() {
                return Err(());
            }
            let mut kernel = lock(&self.run.kernel);
            if !kernel.is_process_alive(self.who.pid) {
                return Err(());
            }
            self.run.take_input(&mut kernel);
            let now = self.run.now();
            if self.is_main {
                kernel.tick(now);
            }
            if !kernel.is_process_alive(self.who.pid) {
                self.run.settle(kernel);
                return Err(());
            }
            if kernel.is_ready(self.who, now) {
                self.run.settle(kernel);
                return Ok(());
            }
            kernel.looked(self.who);
            let alarm = if self.is_main { kernel.next_alarm() } else { None };
            let deadline = kernel.deadline(self.who);
            if self.stands_still(kernel, now) {
                self.run.finish(Verdict::Deadlock);
                return Err(());
            }
            if let Some(limit) = self.run.time_limit
                && now >= limit
            {
                self.run.finish_late(limit);
                return Err(());
            }
            let until = [deadline, alarm, self.run.time_limit].into_iter().flatten().min_by(f64::total_cmp);
            parker.park(until.map(|until| until - now));
        }
    }

    /// The Python thread has ended.
    fn finished(&self, uncaught: Option<String>) {
        let now = self.run.now();
        let mut kernel = lock(&self.run.kernel);
        if !kernel.is_process_alive(self.who.pid) {
            return;
        }
        let code = i32::from(uncaught.is_some());
        if let Some(text) = uncaught {
            kernel.print_error(self.who, &text);
        }
        kernel.end_thread(self.who, code);
        if self.stands_still(kernel, now) {
            self.run.finish(Verdict::Deadlock);
        }
    }

    /// Whether the program stands still for ever, as far as that can be said here. Settles the kernel.
    fn stands_still(&self, kernel: MutexGuard<'_, Kernel>, now: Seconds) -> bool {
        let stuck = kernel.is_stuck(now);
        let alone = self.judges_alone(&kernel);
        if stuck && !alone {
            self.tell_stuck(true);
        }
        self.run.settle(kernel);
        stuck && alone
    }
}
