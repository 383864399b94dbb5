//! Texts of values.

#![expect(unused_variables, reason = "stub until its owner lands")]

use super::heap::Heap;
use super::native::{Esc, Res};
use super::value::Value;

/// Python's `repr()`.
pub fn repr(h: &mut Heap, v: Value) -> Res<String> {
    Err(Esc::Slow)
}
/// Python's `str()`.
pub fn str(h: &mut Heap, v: Value) -> Res<String> {
    Err(Esc::Slow)
}
/// Python's `format()`.
pub fn format(h: &mut Heap, v: Value, spec: &str) -> Res<String> {
    Err(Esc::Slow)
}
/// The name of the type of a value.
pub fn type_name(h: &Heap, v: Value) -> String {
    String::new()
}
