//! Items, iteration, length.

#![expect(unused_variables, reason = "stub until its owner lands")]

use super::heap::Heap;
use super::native::{Esc, Res};
use super::value::Value;

/// Python's `len()`.
pub fn len(h: &mut Heap, v: Value) -> Res<usize> {
    Err(Esc::Slow)
}
/// `obj[index]`.
pub fn get_item(h: &mut Heap, obj: Value, index: Value) -> Res {
    Err(Esc::Slow)
}
/// `obj[index] = value`.
pub fn set_item(h: &mut Heap, obj: Value, index: Value, value: Value) -> Res<()> {
    Err(Esc::Slow)
}
/// `del obj[index]`.
pub fn del_item(h: &mut Heap, obj: Value, index: Value) -> Res<()> {
    Err(Esc::Slow)
}
/// `item in container`.
pub fn contains(h: &mut Heap, container: Value, item: Value) -> Res<bool> {
    Err(Esc::Slow)
}
/// Python's `iter()`.
pub fn iter(h: &mut Heap, v: Value) -> Res {
    Err(Esc::Slow)
}
/// Python's `next()`; none at the end.
pub fn next(h: &mut Heap, it: Value) -> Res<Option<Value>> {
    Err(Esc::Slow)
}
/// All items of an iterable.
pub fn collect(h: &mut Heap, v: Value) -> Res<Vec<Value>> {
    Err(Esc::Slow)
}
