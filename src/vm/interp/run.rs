//! Running a thread: fuel, what is due before the next instruction, what is done about exceptions and exits. The loop itself
//! is in [`dispatch`](super::dispatch).

use std::sync::Arc;

use super::super::Exit;
use super::super::heap::Heap;
use super::super::native::{Esc, Pending};
use super::super::thread::{Inject, Then, Thread};
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::sys::{Reply, Request};

/// Instructions between two looks at the fuel and at the memory meter.
const SLICE: u64 = 128;

/// The fuel of one call of [`run`], drawn in slices so that the loop counts in a register.
struct Fuel<'a> {
    rest: &'a mut u64,
    drawn: u64,
}

impl Fuel<'_> {
    /// Takes the next slice. `left`: what is left of the last one.
    fn draw(&mut self, left: u64) -> u64 {
        self.give_back(left);
        self.drawn = (*self.rest).min(SLICE);
        self.drawn
    }

    /// One instruction on credit, inside an atomic function.
    fn borrow(&mut self) -> u64 {
        *self.rest += 1;
        self.drawn = 1;
        1
    }

    /// Settles the account.
    fn give_back(&mut self, left: u64) {
        *self.rest -= self.drawn - left;
        self.drawn = 0;
    }
}

/// Runs a thread. `fuel` counts instructions down.
pub fn run(heap: &mut Heap, thread: &mut Thread, fuel: &mut u64) -> Exit {
    let mut vm = Vm { heap, thread };
    if let Some(exit) = vm.start() {
        return exit;
    }
    let codes = Arc::clone(&vm.heap.codes);
    let mut fuel = Fuel { rest: fuel, drawn: 0 };
    let mut left = fuel.draw(0);
    loop {
        match vm.run_frames(&codes, &mut left) {
            Some(exit) => {
                fuel.give_back(left);
                return exit;
            }
            None => {
                left = fuel.draw(left);
                if vm.heap.meter.used >= vm.heap.meter.collect_at {
                    fuel.give_back(left);
                    return Exit::Collect;
                }
                if left == 0 {
                    if vm.thread.atomic == 0 {
                        return Exit::Fuel;
                    }
                    left = fuel.borrow();
                }
            }
        }
    }
}

impl Vm<'_> {
    /// What is due before the next instruction.
    fn start(&mut self) -> Option<Exit> {
        let depth = self.thread.frames.len() as u32;
        if let Some(Inject::Raise(exc)) = self.thread.inject {
            self.thread.inject = None;
            self.thread.pending = None;
            self.thread.reply = None;
            // What waited for a module waits no longer.
            self.thread.deferred.retain(|task| task.depth < depth);
            let exc = self.injected(exc);
            return self.settle(Err(Esc::Raise(exc)));
        }
        let reply = self.thread.reply.take().filter(|_| self.thread.pending.is_some());
        let after = reply.is_some();
        if let Some(reply) = reply {
            let step = self.answer(*reply);
            if let Some(exit) = self.settle(step) {
                return Some(exit);
            }
        }
        if let Some(Inject::Signal(signal)) = self.thread.inject.take() {
            let step = self.handle_signal(signal, after);
            return self.settle(step);
        }
        if let Some(pending) = &self.thread.pending {
            return Some(Exit::Request(pending.request.clone()));
        }
        // The module was there without a body to run (one written in Rust), or another thread has made it meanwhile.
        let depth = self.thread.frames.len() as u32;
        let waiting = self.thread.deferred.last().is_some_and(|task| task.depth == depth);
        if !waiting && !self.thread.frames.is_empty() {
            return None;
        }
        let step = match self.thread.deferred.pop() {
            Some(task) => self.take_up(task),
            None => return Some(Exit::Finished(Ok(Value::None))),
        };
        self.settle(step)
    }

    /// Calls the program's handler, between two instructions or in the middle of a request.
    fn handle_signal(&mut self, signal: i32, after: bool) -> Step {
        let pending = self.thread.pending.take();
        let waits = pending.is_some();
        let then = self.thread.pending_then;
        self.thread.suspended.extend(pending.map(|pending| (pending, then)));
        let hook = self.heap.signal_hook;
        if hook.is_none() || hook.is_unbound() {
            return self.handled(waits);
        }
        self.call_with(hook, &[Value::Int(i64::from(signal))], Then::Handler { waits, after })
    }

    /// A handler has run: the thread goes on with what it was doing.
    pub(super) fn handled(&mut self, waits: bool) -> Step {
        match self.thread.suspended.pop() {
            Some((mut pending, then)) if waits => {
                pending.request = Request::GoOn { give_up: false };
                self.ask_again(pending, then)
            }
            _ => Ok(Flow::Reload),
        }
    }

    /// A handler has raised: what the thread was waiting for is given up, and the exception comes out there.
    pub(super) fn handler_failed(&mut self, exc: Value) -> Option<Flow> {
        let (_, then) = self.thread.suspended.pop()?;
        let request = Request::GoOn { give_up: true };
        let raise = |_: &mut Heap, _: Reply, keep: [Value; 2]| Err(Esc::Raise(keep[0]));
        let pending = Pending { request, then: raise, keep: [exc, Value::None] };
        self.ask_again(Box::new(pending), then).ok()
    }

    fn ask_again(&mut self, pending: Box<Pending>, then: Then) -> Step {
        let request = pending.request.clone();
        self.thread.pending = Some(pending);
        self.thread.pending_then = then;
        Self::exit(Exit::Request(request))
    }

    /// Brings the frames into order after a slow step.
    pub(super) fn settle(&mut self, step: Step) -> Option<Exit> {
        let flow = match step {
            Ok(flow) => flow,
            Err(Esc::Raise(exc)) => self.raise(exc),
            Err(_) => match self.heap.raise("SystemError", "an operation lacks its slow path") {
                Esc::Raise(exc) => self.raise(exc),
                _ => Flow::Reload,
            },
        };
        match flow {
            Flow::Next => {
                self.frame_mut().pc += 1;
                None
            }
            Flow::Reload => None,
            Flow::Exit(exit) => Some(*exit),
        }
    }
}
