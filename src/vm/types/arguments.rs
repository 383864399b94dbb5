//! Reading arguments of native functions.

use crate::vm::class::{flag, has_flag};
use crate::vm::compare::plain;
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, Res};
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// The value of an integer-like index; none for what is no integer. `Slow` where `__index__` is written in Python,
/// `IndexError` where it does not fit.
pub fn index_value(h: &mut Heap, v: Value) -> Res<Option<i64>> {
    match v {
        Value::Int(i) => return Ok(Some(i)),
        Value::Instance(_) if has_flag(h, v, flag::NUMBER) => return Err(Esc::Slow),
        _ => {}
    }
    match plain(h, v) {
        Value::Int(i) => Ok(Some(i)),
        Value::Bool(b) => Ok(Some(i64::from(b))),
        Value::Big(_) => Err(h.raise("IndexError", "cannot fit 'int' into an index-sized integer")),
        _ => Ok(None),
    }
}

/// An argument that must be an integer.
pub fn int_argument(h: &mut Heap, v: Value) -> Res<i64> {
    if let Value::Int(i) = v {
        return Ok(i);
    }
    if let Value::Big(_) = plain(h, v) {
        return Err(h.raise("OverflowError", "Python int too large to convert to C ssize_t"));
    }
    match index_value(h, v)? {
        Some(i) => Ok(i),
        None => {
            let name = type_name(h, v);
            Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

/// The error of a method called on something else.
pub fn wrong_self(h: &mut Heap, class: &str, v: Value) -> Esc {
    let name = type_name(h, v);
    h.type_error(format!("descriptor requires a '{class}' object but received a '{name}'"))
}

/// The text of a `str` argument.
pub fn text_of(h: &Heap, v: Value) -> Option<&str> {
    match plain(h, v) {
        Value::Str(id) => Some(h.str(id)),
        _ => None,
    }
}
