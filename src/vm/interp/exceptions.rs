//! Raising, unwinding, handlers, `with`.

use super::super::Exit;
use super::super::attr;
use super::super::class;
use super::super::heap::arena::Id;
use super::super::native::Esc;
use super::super::object::{BoundMethod, ExcObject, GeneratorState, Misc, TraceEntry};
use super::super::repr;
use super::super::sym;
use super::super::thread::Then;
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::code::instr::NO_REG;

impl Vm<'_> {
    /// An exception was raised at the instruction of the top frame: finds its handler.
    pub(super) fn raise(&mut self, exc: Value) -> Flow {
        self.set_context(exc);
        self.unwind(exc, true)
    }

    /// Looks for a handler, outwards; `trace`: the place in the top frame belongs into the traceback.
    fn unwind(&mut self, mut exc: Value, mut trace: bool) -> Flow {
        while let Some(frame) = self.thread.frames.last() {
            let (code_id, pc, base) = (frame.code, frame.pc, frame.base as usize);
            if trace && let Some(id) = self.exc_state(exc) {
                self.heap.excs.get_mut(id).traceback.push(TraceEntry { code: code_id, pc });
            }
            trace = true;
            let code = &self.heap.codes[code_id as usize].code;
            if let Some(handler) = code.handlers.iter().find(|h| h.start <= pc && pc < h.end) {
                self.thread.stack[base + handler.exc as usize] = exc;
                let target = handler.target;
                self.frame_mut().pc = target;
                return Flow::Reload;
            }
            let frame = self.pop_frame();
            if let Some(id) = frame.generator {
                let generator = self.heap.generators.get_mut(id);
                generator.state = GeneratorState::Closed;
                generator.frame = None;
                generator.regs = Vec::new();
                if self.is_exc(exc, "StopIteration") {
                    exc = self.stop_in_generator(exc);
                }
            }
            if matches!(frame.then, Then::Import) {
                self.module_failed(frame.module);
            }
            match self.caught_by(frame.then, exc) {
                Some(flow) => return flow,
                None if matches!(frame.then, Then::Finish) => break,
                None => {}
            }
        }
        Flow::Exit(Box::new(Exit::Finished(Err(exc))))
    }

    /// Continuations for which an exception is no error, or another one.
    fn caught_by(&mut self, then: Then, exc: Value) -> Option<Flow> {
        if let Then::ImportFrom(_) = then
            && self.is_exc(exc, "AttributeError")
        {
            let step = self.import_missing();
            return Some(match step {
                Ok(flow) => flow,
                Err(Esc::Raise(error)) => self.raise(error),
                Err(_) => return None,
            });
        }
        match then {
            Then::Handler { waits: true, .. } => return self.handler_failed(exc),
            Then::Handler { after: true, .. } => self.frame_mut().pc -= 1,
            _ => {}
        }
        if !matches!(then, Then::ForIter { .. } | Then::YieldFrom) || !self.is_exc(exc, "StopIteration") {
            return None;
        }
        Some(self.stop(then, exc))
    }

    /// Ends an iteration that waits in `then` by `StopIteration`.
    fn stop(&mut self, then: Then, exc: Value) -> Flow {
        let value = self.stop_value(exc);
        match self.generator_returned(then, value) {
            Ok(flow) => flow,
            Err(_) => unreachable!("for and yield from end quietly"),
        }
    }

    /// An exception where a value was expected by `then`.
    pub(super) fn fail(&mut self, then: Then, exc: Value) -> Step {
        match self.caught_by(then, exc) {
            Some(flow) => Ok(flow),
            None => Err(Esc::Raise(exc)),
        }
    }

    /// `StopIteration.value`.
    fn stop_value(&self, exc: Value) -> Value {
        let args = self.exc_state(exc).map(|id| self.heap.excs.get(id).args);
        match args {
            Some(Value::Tuple(args)) => self.heap.tuples.get(args).items.first().copied().unwrap_or(Value::None),
            _ => Value::None,
        }
    }

    fn stop_in_generator(&mut self, exc: Value) -> Value {
        let Esc::Raise(error) = self.heap.raise("RuntimeError", "generator raised StopIteration") else {
            return exc;
        };
        if let Some(id) = self.exc_state(error) {
            let state = self.heap.excs.get_mut(id);
            state.cause = exc;
            state.context = exc;
            state.suppress = true;
        }
        error
    }

    /// The state of an exception instance.
    pub(super) fn exc_state(&self, exc: Value) -> Option<Id<ExcObject>> {
        match exc {
            Value::Instance(id) => match self.heap.instances.get(id).payload {
                Value::Exc(state) => Some(state),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether an exception belongs to a built-in class.
    pub(super) fn is_exc(&self, exc: Value, class: &str) -> bool {
        let Value::Instance(id) = exc else { return false };
        class::is_subclass(self.heap, self.heap.instances.get(id).class, self.heap.builtins.exception(class))
    }

    /// Whether a value is a class of exceptions.
    fn is_exc_class(&self, value: Value) -> bool {
        matches!(value, Value::Class(id) if class::is_subclass(self.heap, id, self.heap.builtins.base_exception))
    }

    /// What is being handled becomes the context of a new exception. No chain of contexts ever closes into a circle.
    fn set_context(&mut self, exc: Value) {
        let handled = self.thread.exc;
        let (Some(state), Some(mut at)) = (self.exc_state(exc), self.exc_state(handled)) else { return };
        if state == at {
            return;
        }
        while let Some(next) = self.exc_state(self.heap.excs.get(at).context) {
            if next == state {
                self.heap.excs.get_mut(at).context = Value::None;
                break;
            }
            at = next;
        }
        self.heap.excs.get_mut(state).context = handled;
    }

    /// `raise exc from cause`.
    pub(super) fn raise_instr(&mut self, exc: u16) -> Step {
        let value = self.get(exc);
        if let Value::Class(id) = value
            && self.is_exc_class(value)
        {
            return self.call_class_with(id, &[], Then::Raise);
        }
        self.raise_value(value)
    }

    /// The second half of `raise`, with an instance.
    pub(super) fn raise_value(&mut self, exc: Value) -> Step {
        let Some(state) = self.exc_state(exc) else {
            return Err(self.heap.type_error("exceptions must derive from BaseException"));
        };
        if let crate::code::instr::Instr::Raise { cause, .. } = self.instr()
            && cause != NO_REG
        {
            let mut cause = self.get(cause);
            if let Value::Class(id) = cause
                && self.is_exc_class(cause)
            {
                cause = self.heap.new_exception(id, Vec::new());
            }
            if !cause.is_none() && self.exc_state(cause).is_none() {
                return Err(self.heap.type_error("exception causes must derive from BaseException"));
            }
            let state = self.heap.excs.get_mut(state);
            state.cause = cause;
            state.suppress = true;
        }
        Err(Esc::Raise(exc))
    }

    /// Bare `raise`.
    pub(super) fn reraise(&mut self) -> Step {
        let exc = self.thread.exc;
        if exc.is_none() {
            return Err(self.heap.raise("RuntimeError", "No active exception to reraise"));
        }
        Ok(self.unwind(exc, false))
    }

    /// An exception goes on after a `finally` or when no handler matched.
    pub(super) fn raise_again(&mut self, exc: u16) -> Step {
        let exc = self.get(exc);
        Ok(self.unwind(exc, false))
    }

    pub(super) fn enter_handler(&mut self, exc: u16) -> Step {
        let before = self.thread.exc;
        self.thread.exc = self.get(exc);
        self.put(exc + 1, before)
    }

    pub(super) fn leave_handler(&mut self, exc: u16) -> Step {
        self.thread.exc = self.get(exc + 1);
        Ok(Flow::Next)
    }

    pub(super) fn match_exc(&mut self, dst: u16, exc: u16, ty: u16) -> Step {
        let matched = class::exc_matches(self.heap, self.get(exc), self.get(ty))?;
        self.put(dst, Value::Bool(matched))
    }

    pub(super) fn with_enter(&mut self, dst: u16, ctx: u16, exit: u16) -> Step {
        let value = self.get(ctx);
        let class = attr::type_of(self.heap, value);
        let (enter, leave) = (attr::lookup(self.heap, class, sym::ENTER), attr::lookup(self.heap, class, sym::EXIT));
        let (Some(enter), Some(leave)) = (enter, leave) else {
            let name = repr::type_name(self.heap, value);
            let mut message = format!("'{name}' object does not support the context manager protocol");
            if enter.is_some() {
                message += " (missed __exit__ method)";
            }
            return Err(self.heap.type_error(message));
        };
        let bound = Value::Method(self.heap.methods.alloc(BoundMethod { func: leave, this: value }));
        self.set(exit, bound);
        self.call_with(enter, &[value], Then::Store(dst))
    }

    pub(super) fn with_exc_exit(&mut self, dst: u16, exit: u16, exc: u16) -> Step {
        let exc = self.get(exc);
        let class = attr::type_of(self.heap, exc);
        let traceback = self.heap.new_misc(Misc::Traceback(exc));
        self.call_with(self.get(exit), &[Value::Class(class), exc, traceback], Then::Store(dst))
    }
}
