//! The quick ways of the loop that take more than a line: calls whose arguments fit, returns, globals, comparisons.

use std::sync::Arc;

use super::super::attr;
use super::super::class::flag;
use super::super::code_object::CodeObject;
use super::super::compare;
use super::super::heap::Heap;
use super::super::heap::arena::Id;
use super::super::items;
use super::super::native::Esc;
use super::super::object::{Class, Function, Module, Payload};
use super::super::sym;
use super::super::thread::{Frame, Then};
use super::super::value::{NativeId, Value};
use super::Vm;
use super::step::holds;
use crate::code::instr::{CmpOp, NO_REG};

/// Copies a register. A number that was just computed is written as two words, which a load of both at once would wait for;
/// so numbers are copied word by word.
#[inline(always)]
pub(super) fn copy(regs: &mut [Value], dst: usize, src: usize) {
    match &regs[src] {
        &Value::Int(n) => regs[dst] = Value::Int(n),
        &Value::Float(x) => regs[dst] = Value::Float(x),
        &other => regs[dst] = other,
    }
}

impl Vm<'_> {
    /// Calls a Python function whose arguments are complete and in place. False: the thorough way is needed; nothing has
    /// happened.
    #[inline(always)]
    pub(super) fn quick_call(
        &mut self,
        codes: &[Arc<CodeObject>],
        id: Id<Function>,
        at: usize,
        argc: usize,
        then: Then,
    ) -> bool {
        let function = self.heap.functions.get(id);
        let code = &*codes[function.code as usize];
        let plain = code.plain_params as usize == argc;
        let most = (self.heap.settings.recursion_limit as usize).min(super::call::MOST_FRAMES);
        if !plain || self.thread.frames.len() >= most {
            return false;
        }
        let end = at + code.n_regs as usize;
        if self.thread.stack.len() < end {
            super::grow(&mut self.thread.stack, end);
        }
        let first_free = at + code.first_free as usize;
        self.thread.stack[at + argc..first_free.max(at + argc)].fill(Value::Unbound);
        if !function.closure.is_empty() {
            for (place, &cell) in self.thread.stack[first_free..end].iter_mut().zip(function.closure.iter()) {
                *place = Value::Cell(cell);
            }
        }
        self.thread.frames.push(Frame {
            code: function.code,
            pc: 0,
            base: at as u32,
            module: function.module,
            then,
            outer_exc: self.thread.exc,
            namespace: None,
            generator: None,
        });
        true
    }

    /// Makes an instance of a plain class of the program and calls its `__init__`. False: the thorough way is needed;
    /// nothing has happened.
    #[inline(always)]
    pub(super) fn quick_new(
        &mut self,
        codes: &[Arc<CodeObject>],
        id: Id<Class>,
        at: usize,
        argc: usize,
        dst: u16,
    ) -> bool {
        let class = self.heap.classes.get(id);
        let plain = !class.builtin
            && class.meta == self.heap.builtins.type_
            && class.payload == Payload::None
            && class.flags & (flag::INIT | flag::NEW | flag::ABSTRACT) == flag::INIT;
        if !plain {
            return false;
        }
        let Some(Value::Function(init)) = attr::lookup(self.heap, id, sym::INIT) else { return false };
        let instance = self.new_instance(id);
        self.thread.stack[at - 1] = instance;
        let done = self.quick_call(codes, init, at - 1, argc + 1, Then::Init { dst, instance });
        if !done {
            self.thread.stack[at - 1] = Value::Class(id);
        }
        done
    }

    /// Returns what is on the stack at `from`, or None, to a caller that waits for it in a register. False: the thorough
    /// way is needed; nothing has happened.
    #[inline(always)]
    pub(super) fn quick_return(&mut self, from: Option<usize>, atomic: bool) -> bool {
        let Some(frame) = self.thread.frames.last() else { return false };
        if atomic || frame.generator.is_some() {
            return false;
        }
        let (dst, instance) = match &frame.then {
            &Then::Store(dst) => (dst, None),
            &Then::Init { dst, instance: Value::Instance(id) } if dst != NO_REG && from.is_none() => (dst, Some(id)),
            _ => return false,
        };
        self.thread.exc = frame.outer_exc;
        self.thread.frames.pop();
        let caller = self.frame_mut();
        caller.pc += 1;
        let place = caller.base as usize + dst as usize;
        match (from, instance) {
            (_, Some(id)) => self.thread.stack[place] = Value::Instance(id),
            (None, _) => self.thread.stack[place] = Value::None,
            (Some(from), None) => copy(&mut self.thread.stack, place, from),
        }
        true
    }
}

/// A global or built-in; `Unbound` for a name that is neither.
#[inline(always)]
pub(super) fn load_global(heap: &Heap, module: Id<Module>, slot: u16) -> Value {
    let module = heap.modules.get(module);
    let value = module.slots[slot as usize];
    if !value.is_unbound() {
        return value;
    }
    match module.index.get_index(slot as usize) {
        Some((&name, _)) => heap.builtins.name(name),
        None => Value::Unbound,
    }
}

/// Calls a native function whose arguments need no arranging.
#[inline(always)]
pub(super) fn quick_native(heap: &mut Heap, id: NativeId, args: &[Value]) -> Option<super::super::native::Res> {
    let def = heap.natives[id.0 as usize];
    let params = def.params.len();
    if def.kwargs || matches!(args.first(), Some(Value::Instance(_))) {
        return None;
    }
    let complete =
        if def.star { args.len() >= params && def.required as usize == params } else { args.len() == params };
    if complete {
        return Some((def.call)(heap, args));
    }
    if def.star || args.len() > params || args.len() < def.required as usize || params > PADDED {
        return None;
    }
    let mut padded = [Value::Unbound; PADDED];
    padded[..args.len()].copy_from_slice(args);
    match (def.call)(heap, &padded[..params]) {
        // The slow path wants the arguments on the stack.
        Err(Esc::Slow) => None,
        result => Some(result),
    }
}

/// How many parameters a native function called in the quick way has at most, when optional ones are left out.
const PADDED: usize = 6;

#[inline(always)]
pub(super) fn fast_truth(heap: &Heap, value: &Value) -> Option<bool> {
    match *value {
        Value::Bool(truth) => Some(truth),
        Value::None => Some(false),
        Value::Int(n) => Some(n != 0),
        Value::List(id) => Some(!heap.lists.get(id).items.is_empty()),
        Value::Str(id) => Some(heap.strs.get(id).chars != 0),
        _ => None,
    }
}

#[inline(always)]
pub(super) fn fast_compare(heap: &mut Heap, op: CmpOp, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (&Value::Int(x), &Value::Int(y)) if !matches!(op, CmpOp::In | CmpOp::NotIn) => Some(holds(op, x, y)),
        (&Value::Float(x), &Value::Float(y)) if !matches!(op, CmpOp::In | CmpOp::NotIn | CmpOp::Is | CmpOp::IsNot) => {
            Some(holds(op, x, y))
        }
        _ => other_compare(heap, op, *a, *b),
    }
}

/// Comparisons that are neither of two ints nor of two floats.
#[inline(never)]
fn other_compare(heap: &mut Heap, op: CmpOp, a: Value, b: Value) -> Option<bool> {
    match op {
        CmpOp::Is => Some(a.is(b)),
        CmpOp::IsNot => Some(!a.is(b)),
        CmpOp::Eq | CmpOp::Ne => match (a, b) {
            (Value::Str(x), Value::Str(y)) => {
                let (x, y) = (heap.strs.get(x), heap.strs.get(y));
                Some((x.text.len() == y.text.len() && *x.text == *y.text) == (op == CmpOp::Eq))
            }
            (Value::None, Value::None) => Some(op == CmpOp::Eq),
            _ => None,
        },
        CmpOp::In | CmpOp::NotIn => match b {
            Value::Dict(_) | Value::Set(_) | Value::List(_) | Value::Tuple(_) | Value::Str(_) => {
                let found = items::contains(heap, b, a).ok()?;
                Some(found == (op == CmpOp::In))
            }
            _ => None,
        },
        _ => match (a, b) {
            (Value::Instance(_), _) | (_, Value::Instance(_)) => None,
            _ => match compare::compare(heap, op, a, b) {
                Ok(Value::Bool(truth)) => Some(truth),
                _ => None,
            },
        },
    }
}
