//! Equality, order, hashes, truth.

#![expect(unused_variables, reason = "stub until its owner lands")]

use super::heap::Heap;
use super::native::{Esc, Res};
use super::value::Value;
use crate::code::instr::CmpOp;

/// Python's `==`.
pub fn eq(h: &mut Heap, a: Value, b: Value) -> Res<bool> {
    Err(Esc::Slow)
}
/// A comparison of values of built-in types.
pub fn compare(h: &mut Heap, op: CmpOp, a: Value, b: Value) -> Res {
    Err(Esc::Slow)
}
/// Python's `hash()`.
pub fn hash(h: &mut Heap, v: Value) -> Res<i64> {
    Err(Esc::Slow)
}
/// Python's `bool()`.
pub fn truth(h: &mut Heap, v: Value) -> Res<bool> {
    Err(Esc::Slow)
}
