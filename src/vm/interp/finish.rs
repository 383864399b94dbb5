//! What becomes of results: the continuations, and frames that end.

use super::super::Exit;
use super::super::compare;
use super::super::native::Esc;
use super::super::object::GeneratorState;
use super::super::repr;
use super::super::sym;
use super::super::thread::{Frame, Then};
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::code::instr::{CmpOp, Instr};

impl Vm<'_> {
    /// Hands a value to whom it was computed for: the top frame, which is at the instruction that asked for it. Afterwards
    /// the loop goes on at the top frame's `pc`.
    pub(super) fn deliver(&mut self, mut then: Then, value: Value) -> Step {
        loop {
            match then {
                Then::Store(dst) | Then::ForIter { dst, .. } | Then::ImportFrom(dst) => {
                    self.set(dst, value);
                    return self.go_on();
                }
                Then::Drop => return self.go_on(),
                Then::Init { dst, instance } => {
                    if !value.is_none() {
                        let message =
                            format!("__init__() should return None, not '{}'", repr::type_name(self.heap, value));
                        return Err(self.heap.type_error(message));
                    }
                    return self.initialised(dst, instance);
                }
                Then::Truth { .. } | Then::Branch { .. } => return self.test(then, value),
                Then::YieldFrom => then = self.suspend(),
                Then::Operator { step, negate } => {
                    if matches!(value, Value::NotImplemented) {
                        return self.operator(step);
                    }
                    then = self.operator_then(negate);
                }
                Then::Collected => return self.collected(value),
                Then::Iterator(dst) => {
                    self.check_iterator(value)?;
                    self.set(dst, value);
                    return self.go_on();
                }
                Then::Raise => return self.raise_value(value),
                Then::ClassBody { .. } | Then::Import => {
                    unreachable!("frames of classes and modules end in `return_value`")
                }
                Then::Handler { waits, .. } => return self.handled(waits),
                Then::Finish => return Self::exit(Exit::Finished(Ok(value))),
            }
        }
    }

    /// The instruction is done: the top frame goes on at the next one.
    pub(super) fn go_on(&mut self) -> Step {
        self.frame_mut().pc += 1;
        Ok(Flow::Reload)
    }

    pub(super) fn jump(&mut self, to: u32) -> Step {
        self.frame_mut().pc = to;
        Ok(Flow::Reload)
    }

    /// Finishes `Truth` or `Branch` by the truth of any value.
    pub(super) fn test(&mut self, then: Then, value: Value) -> Step {
        let truth = match value {
            Value::Bool(truth) => truth,
            _ => match compare::truth(self.heap, value) {
                Ok(truth) => truth,
                Err(Esc::Slow) => return self.test_by_method(then, value),
                Err(esc) => return self.escape(esc, then),
            },
        };
        match then {
            Then::Truth { dst, negate } => {
                self.set(dst, Value::Bool(truth != negate));
                self.go_on()
            }
            Then::Branch { to, when } if truth == when => self.jump(to),
            _ => self.go_on(),
        }
    }

    fn test_by_method(&mut self, then: Then, value: Value) -> Step {
        for name in [sym::BOOL, sym::LEN] {
            if let Some(method) = self.special(value, name) {
                return self.call_with(method, &[value], then);
            }
        }
        self.test(then, Value::Bool(true))
    }

    /// What the instruction at hand, an operator, does with its result.
    pub(super) fn operator_then(&self, negate: bool) -> Then {
        let next = self.frame().pc as i64 + 1;
        let branch = |skip: i16| Then::Branch { to: (next + i64::from(skip)) as u32, when: negate };
        match self.instr() {
            Instr::Compare { op: CmpOp::NotIn, dst, .. } => Then::Truth { dst, negate: !negate },
            Instr::Compare { op: CmpOp::In, dst, .. } => Then::Truth { dst, negate },
            Instr::Compare { dst, .. } if negate => Then::Truth { dst, negate },
            Instr::Add { dst, .. }
            | Instr::Sub { dst, .. }
            | Instr::Mul { dst, .. }
            | Instr::AddInt { dst, .. }
            | Instr::SubInt { dst, .. }
            | Instr::IAdd { dst, .. }
            | Instr::IAddInt { dst, .. }
            | Instr::Binary { dst, .. }
            | Instr::Unary { dst, .. }
            | Instr::Compare { dst, .. } => Then::Store(dst),
            Instr::JumpIfNotCmp { op: CmpOp::NotIn, skip, .. } => {
                Then::Branch { to: (next + i64::from(skip)) as u32, when: !negate }
            }
            Instr::JumpIfNotCmp { skip, .. } | Instr::JumpIfNotCmpInt { skip, .. } => branch(skip),
            _ => Then::Drop,
        }
    }

    /// Takes the top frame off.
    pub(super) fn pop_frame(&mut self) -> Frame {
        let frame = self.thread.frames.pop().expect("a frame ends once");
        self.thread.exc = frame.outer_exc;
        // Generators run in between other code: they are never atomic.
        if self.thread.atomic > 0 && frame.generator.is_none() && self.heap.codes[frame.code as usize].code.atomic {
            self.thread.atomic -= 1;
        }
        frame
    }

    /// The top frame returns.
    pub(super) fn return_value(&mut self, value: Value) -> Step {
        let frame = self.pop_frame();
        if let Some(id) = frame.generator {
            let generator = self.heap.generators.get_mut(id);
            generator.state = GeneratorState::Closed;
            generator.frame = None;
            generator.regs = Vec::new();
            return self.generator_returned(frame.then, value);
        }
        match frame.then {
            Then::ClassBody { base, argc, names } => self.class_body_done(frame.namespace, base, argc, names),
            Then::Import => self.module_done(frame.module),
            then => self.deliver(then, value),
        }
    }
}
