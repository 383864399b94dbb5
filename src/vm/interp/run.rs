//! Running a thread: fuel, what is due before the next instruction, what is done about exceptions and exits. The loop itself
//! is in [`dispatch`](super::dispatch).

use std::sync::Arc;

use super::super::Exit;
use super::super::heap::Heap;
use super::super::native::Esc;
use super::super::thread::Thread;
use super::super::value::Value;
use super::{Flow, Step, Vm};

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
        let waiting = self.thread.deferred.last().is_some_and(|task| task.depth == depth);
        let step = if let Some(exc) = self.thread.inject.take() {
            self.thread.pending = None;
            self.thread.reply = None;
            // What waited for a module waits no longer.
            self.thread.deferred.retain(|task| task.depth < depth);
            let exc = self.injected(exc);
            Err(Esc::Raise(exc))
        } else if let Some(reply) = self.thread.reply.take().filter(|_| self.thread.pending.is_some()) {
            self.answer(*reply)
        } else if let Some(pending) = &self.thread.pending {
            return Some(Exit::Request(pending.request.clone()));
        } else if waiting && let Some(task) = self.thread.deferred.pop() {
            // The module was there without a body to run (one written in Rust), or another thread has made it meanwhile.
            self.take_up(task)
        } else if self.thread.frames.is_empty() {
            return Some(Exit::Finished(Ok(Value::None)));
        } else {
            return None;
        };
        self.settle(step)
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
