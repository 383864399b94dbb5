//! `+` and `*` of sequences.

use super::index;
use crate::code::instr::BinOp;
use crate::vm::heap::Heap;
use crate::vm::native::Res;
use crate::vm::repr::type_name;
use crate::vm::types::{deque, int};
use crate::vm::value::Value;

/// `a + b`; none when they are no sequences of the same kind.
pub fn concat(h: &mut Heap, a: Value, b: Value) -> Res<Option<Value>> {
    let value = match (a, b) {
        (Value::Str(x), Value::Str(y)) => crate::vm::types::str::concat(h, x, y)?,
        (Value::List(x), Value::List(y)) => {
            let (x, y) = (&h.lists.get(x).items, &h.lists.get(y).items);
            let mut items = Vec::with_capacity(x.len() + y.len());
            items.extend_from_slice(x);
            items.extend_from_slice(y);
            h.reserve(items.len() as u64 * 16)?;
            h.new_list(items)
        }
        (Value::Tuple(x), Value::Tuple(y)) => {
            let items = [&*h.tuples.get(x).items, &*h.tuples.get(y).items].concat();
            h.new_tuple(items)
        }
        (Value::Bytes(_), Value::Bytes(_) | Value::ByteArray(_)) => {
            let data = [bytes(h, a), bytes(h, b)].concat();
            h.reserve(data.len() as u64)?;
            h.new_bytes(data)
        }
        (Value::ByteArray(_), Value::Bytes(_) | Value::ByteArray(_)) => {
            let data = [bytes(h, a), bytes(h, b)].concat();
            h.reserve(data.len() as u64)?;
            crate::vm::types::bytes::new_bytearray(h, data)
        }
        _ if deque::get(h, a).is_some() => return deque::concat(h, a, b),
        _ => return Ok(None),
    };
    Ok(Some(value))
}

/// The bytes of a `bytes` or `bytearray`.
pub fn bytes(h: &Heap, v: Value) -> &[u8] {
    match v {
        Value::Bytes(id) => &h.bytes.get(id).data,
        Value::ByteArray(id) => &h.bytearrays.get(id).data,
        _ => &[],
    }
}

/// `a * b` for a sequence and a number, in either order.
pub fn repeat(h: &mut Heap, a: Value, b: Value) -> Res<Option<Value>> {
    if deque::get(h, a).is_some() && int::is_int(b) {
        let count = index(h, b)?;
        return deque::repeat(h, a, count);
    }
    let (sequence, count) = match (is_sequence(a), is_sequence(b)) {
        (true, _) if int::is_int(b) => (a, b),
        (false, true) if int::is_int(a) => (b, a),
        _ => return Ok(None),
    };
    let count = index(h, count)?.max(0) as u64;
    let size = match sequence {
        Value::Str(id) => h.str(id).len(),
        Value::List(id) => h.lists.get(id).items.len() * 16,
        Value::Tuple(id) => h.tuples.get(id).items.len() * 16,
        _ => bytes(h, sequence).len(),
    };
    h.reserve((size as u64).saturating_mul(count))?;
    // Nothing times any number is nothing; the number itself may be beyond what can be counted to.
    let count = if size == 0 { 0 } else { count as usize };
    Ok(Some(match sequence {
        Value::Str(_) if count == 1 => sequence,
        Value::Tuple(_) if count == 1 => sequence,
        Value::Str(id) => {
            let text = h.str(id).repeat(count);
            h.new_string(text)
        }
        Value::List(id) => {
            let items = h.lists.get(id).items.repeat(count);
            h.new_list(items)
        }
        Value::Tuple(id) => {
            let items = h.tuples.get(id).items.repeat(count);
            h.new_tuple(items)
        }
        Value::Bytes(id) => {
            let data = h.bytes.get(id).data.repeat(count);
            h.new_bytes(data)
        }
        _ => {
            let data = bytes(h, sequence).repeat(count);
            crate::vm::types::bytes::new_bytearray(h, data)
        }
    }))
}

/// Whether it can be repeated.
pub fn is_sequence(v: Value) -> bool {
    matches!(v, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_) | Value::ByteArray(_))
}

/// What a sequence says when it is added to or multiplied by the wrong thing.
pub fn refusal(h: &Heap, op: BinOp, a: Value, b: Value) -> Option<String> {
    let (left, right) = (super::payload(h, a), super::payload(h, b));
    match op {
        BinOp::Add => {
            let other = type_name(h, b);
            match left {
                Value::Str(_) => Some(format!("can only concatenate str (not \"{other}\") to str")),
                Value::List(_) => Some(format!("can only concatenate list (not \"{other}\") to list")),
                Value::Tuple(_) => Some(format!("can only concatenate tuple (not \"{other}\") to tuple")),
                Value::Bytes(_) => Some(format!("can't concat {other} to bytes")),
                Value::ByteArray(_) => Some(format!("can't concat {other} to bytearray")),
                _ => None,
            }
        }
        BinOp::Mul if is_sequence(left) => {
            Some(format!("can't multiply sequence by non-int of type '{}'", type_name(h, b)))
        }
        BinOp::Mul if is_sequence(right) => {
            Some(format!("can't multiply sequence by non-int of type '{}'", type_name(h, a)))
        }
        _ => None,
    }
}
