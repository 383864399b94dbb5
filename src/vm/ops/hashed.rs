//! Operators of sets and dicts. They wait for the types themselves; until then Python does them.

use crate::code::instr::BinOp;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, Res};
use crate::vm::object::Dict;
use crate::vm::value::Value;

/// `a | b`, `a & b`, `a - b`, `a ^ b` of sets and views.
pub fn set_binary(_h: &mut Heap, _op: BinOp, _a: Value, _b: Value) -> Res {
    Err(Esc::Slow)
}

/// `a | b` of dicts.
pub fn dict_merge(_h: &mut Heap, _a: Id<Dict>, _b: Id<Dict>) -> Res {
    Err(Esc::Slow)
}

/// `a |= b` of dicts.
pub fn dict_update(_h: &mut Heap, _a: Id<Dict>, _b: Id<Dict>) -> Res<()> {
    Err(Esc::Slow)
}
