//! Generators: a frame that is moved off the stack at `yield` and back at the next resumption.

use super::super::attr;
use super::super::heap::arena::Id;
use super::super::items;
use super::super::native::Esc;
use super::super::object::{Generator, GeneratorState};
use super::super::sym;
use super::super::thread::Then;
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::code::instr::Instr;

impl Vm<'_> {
    /// Resumes a generator with a value; what it yields goes to `then`.
    pub(super) fn send(&mut self, mut id: Id<Generator>, value: Value, mut then: Then) -> Step {
        loop {
            match self.heap.generators.get(id).state {
                GeneratorState::Closed => return self.generator_returned(then, Value::None),
                GeneratorState::Running => return Err(self.heap.value_error("generator already executing")),
                GeneratorState::Created => {
                    if !value.is_none() {
                        let message = "can't send non-None value to a just-started generator";
                        return Err(self.heap.type_error(message));
                    }
                    self.unpark(id, then)?;
                    return Ok(Flow::Reload);
                }
                GeneratorState::Suspended => {}
            }
            self.unpark(id, then)?;
            match self.instr() {
                Instr::Yield { dst, .. } => {
                    self.set(dst, value);
                    return self.go_on();
                }
                Instr::YieldFrom { iter, .. } => match self.get(iter) {
                    // A generator in a generator: round again, not recursion.
                    Value::Generator(inner) => (id, then) = (inner, Then::YieldFrom),
                    inner => return self.delegate(inner, value),
                },
                _ => unreachable!("a generator is suspended at a yield"),
            }
        }
    }

    /// Puts a generator's frame on top of the stack.
    fn unpark(&mut self, id: Id<Generator>, then: Then) -> Result<(), Esc> {
        if self.too_deep() {
            return Err(self.heap.raise("RecursionError", "maximum recursion depth exceeded"));
        }
        let base = self.top();
        let generator = self.heap.generators.get_mut(id);
        generator.state = GeneratorState::Running;
        let Some(parked) = &generator.frame else { unreachable!("a suspended generator has a frame") };
        let mut frame = (**parked).clone();
        let end = base + generator.regs.len();
        if self.thread.stack.len() < end {
            super::grow(&mut self.thread.stack, end);
        }
        self.thread.stack[base..end].copy_from_slice(&generator.regs);
        let handling = std::mem::replace(&mut frame.outer_exc, self.thread.exc);
        if !handling.is_unbound() {
            self.thread.exc = handling;
        }
        frame.base = base as u32;
        frame.then = then;
        self.thread.frames.push(frame);
        Ok(())
    }

    /// Takes the top frame, a generator's, off the stack; returns what was to become of the value it yields.
    pub(super) fn suspend(&mut self) -> Then {
        let handled = self.thread.exc;
        let mut frame = self.pop_frame();
        let Some(id) = frame.generator else { unreachable!("only generators yield") };
        let base = frame.base as usize;
        frame.outer_exc = if handled.is(frame.outer_exc) { Value::Unbound } else { handled };
        let generator = self.heap.generators.get_mut(id);
        let n = generator.regs.len();
        generator.regs.copy_from_slice(&self.thread.stack[base..base + n]);
        generator.state = GeneratorState::Suspended;
        let then = std::mem::replace(&mut frame.then, Then::Drop);
        match &mut generator.frame {
            Some(place) => **place = frame,
            None => generator.frame = Some(Box::new(frame)),
        }
        then
    }

    /// `yield`.
    pub(super) fn yield_instr(&mut self, src: u16) -> Step {
        let value = self.get(src);
        let then = self.suspend();
        self.deliver(then, value)
    }

    /// `yield from`, for the first time.
    pub(super) fn yield_from(&mut self, iter: u16) -> Step {
        match self.get(iter) {
            Value::Generator(inner) => self.send(inner, Value::None, Then::YieldFrom),
            inner => self.delegate(inner, Value::None),
        }
    }

    /// Asks an inner iterator that is no generator for its next item.
    fn delegate(&mut self, inner: Value, sent: Value) -> Step {
        if !sent.is_none() {
            let name = sym::N_SEND;
            let method = attr::get_attr(self.heap, inner, name)?;
            return self.call_with(method, &[sent], Then::YieldFrom);
        }
        match items::next(self.heap, inner) {
            Ok(Some(value)) => self.deliver(Then::YieldFrom, value),
            Ok(None) => self.generator_returned(Then::YieldFrom, Value::None),
            Err(Esc::Slow) => self.next_by_method(inner, Then::YieldFrom),
            Err(esc) => self.escape(esc, Then::YieldFrom),
        }
    }

    /// A generator returned, or an iterator has no more items.
    pub(super) fn generator_returned(&mut self, then: Then, value: Value) -> Step {
        match then {
            Then::ForIter { end, .. } => {
                if let Instr::ForIter { iter, .. } = self.instr() {
                    self.set(iter, Value::Unbound);
                }
                self.jump(end)
            }
            Then::YieldFrom => {
                if let Instr::YieldFrom { dst, .. } = self.instr() {
                    self.set(dst, value);
                }
                self.go_on()
            }
            _ => {
                let args = if value.is_none() { Vec::new() } else { vec![value] };
                Err(self.heap.raise_args("StopIteration", args))
            }
        }
    }

    /// `generator.throw(exc)`.
    pub(super) fn throw(&mut self, mut id: Id<Generator>, exc: Value, mut then: Then) -> Step {
        loop {
            match self.heap.generators.get(id).state {
                GeneratorState::Closed => return self.fail(then, exc),
                GeneratorState::Running => return Err(self.heap.value_error("generator already executing")),
                GeneratorState::Created | GeneratorState::Suspended => self.unpark(id, then)?,
            }
            match self.instr() {
                Instr::YieldFrom { iter, .. } => match self.get(iter) {
                    Value::Generator(inner) => (id, then) = (inner, Then::YieldFrom),
                    _ => return Err(Esc::Raise(exc)),
                },
                _ => return Err(Esc::Raise(exc)),
            }
        }
    }

    /// `generator.close()`.
    pub(super) fn close(&mut self, id: Id<Generator>, then: Then) -> Step {
        let generator = self.heap.generators.get_mut(id);
        match generator.state {
            GeneratorState::Closed => self.deliver(then, Value::None),
            GeneratorState::Created => {
                generator.state = GeneratorState::Closed;
                generator.frame = None;
                generator.regs = Vec::new();
                self.deliver(then, Value::None)
            }
            _ => self.call_prelude("close_generator", &[Value::Generator(id)], &[], then),
        }
    }
}
