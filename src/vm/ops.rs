//! Operators on built-in types.

#![expect(unused_variables, reason = "stub until its owner lands")]

use super::heap::Heap;
use super::native::{Esc, Res};
use super::value::Value;
use crate::code::instr::{BinOp, UnOp};

/// A binary operator.
pub fn binary(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res {
    Err(Esc::Slow)
}
/// A unary operator.
pub fn unary(h: &mut Heap, op: UnOp, v: Value) -> Res {
    Err(Esc::Slow)
}
/// An integer through `__index__`.
pub fn index(h: &mut Heap, v: Value) -> Res<i64> {
    Err(Esc::Slow)
}
