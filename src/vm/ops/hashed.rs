//! Operators of sets and dicts.

use crate::code::instr::BinOp;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, Res};
use crate::vm::object::Dict;
use crate::vm::types::{dict, set_methods};
use crate::vm::value::Value;

/// `a | b`, `a & b`, `a - b`, `a ^ b` of sets and views.
pub fn set_binary(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res {
    set_methods::binary(h, op, a, b)?.ok_or(Esc::Slow)
}

/// `a | b` of dicts.
pub fn dict_merge(h: &mut Heap, a: Id<Dict>, b: Id<Dict>) -> Res {
    let new = dict::copy(h, a);
    if let Value::Dict(id) = new {
        dict::update(h, id, b)?;
    }
    Ok(new)
}

/// `a |= b` of dicts.
pub fn dict_update(h: &mut Heap, a: Id<Dict>, b: Id<Dict>) -> Res<()> {
    dict::update(h, a, b)
}
