//! The quick cases of operators and items that are too long for the loop itself.

use super::super::heap::Heap;
use super::super::heap::arena::Id;
use super::super::items;
use super::super::native::Res;
use super::super::object::{Iter, List, ViewKind};
use super::super::types::dict;
use super::super::value::Value;
use crate::code::instr::BinOp;

/// Binary operators on two ints or two floats, where the result is at hand.
#[inline(always)]
pub(super) fn binary(op: BinOp, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (&Value::Int(a), &Value::Int(b)) => ints(op, a, b),
        (&Value::Float(a), &Value::Float(b)) => floats(op, a, b),
        (&Value::Float(a), &Value::Int(b)) if exact(b) => floats(op, a, b as f64),
        (&Value::Int(a), &Value::Float(b)) if exact(a) => floats(op, a as f64, b),
        _ => None,
    }
}

/// Whether an int becomes a float without rounding.
fn exact(n: i64) -> bool {
    n.unsigned_abs() <= 1 << 53
}

#[inline]
fn ints(op: BinOp, a: i64, b: i64) -> Option<Value> {
    let value = match op {
        BinOp::Add | BinOp::IAdd => a.checked_add(b)?,
        BinOp::Sub | BinOp::ISub => a.checked_sub(b)?,
        BinOp::Mul | BinOp::IMul => a.checked_mul(b)?,
        BinOp::FloorDiv | BinOp::IFloorDiv if b != 0 => {
            let quotient = a.checked_div(b)?;
            if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
        }
        BinOp::Mod | BinOp::IMod if b != 0 => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        BinOp::And | BinOp::IAnd => a & b,
        BinOp::Or | BinOp::IOr => a | b,
        BinOp::Xor | BinOp::IXor => a ^ b,
        BinOp::RShift | BinOp::IRShift if b >= 0 => a >> b.min(63),
        BinOp::LShift | BinOp::ILShift if (0..63).contains(&b) && (a << b) >> b == a => a << b,
        BinOp::Div | BinOp::IDiv if b != 0 && exact(a) && exact(b) => return Some(Value::Float(a as f64 / b as f64)),
        _ => return None,
    };
    Some(Value::Int(value))
}

fn floats(op: BinOp, a: f64, b: f64) -> Option<Value> {
    let value = match op {
        BinOp::Add | BinOp::IAdd => a + b,
        BinOp::Sub | BinOp::ISub => a - b,
        BinOp::Mul | BinOp::IMul => a * b,
        BinOp::Div | BinOp::IDiv if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Value::Float(value))
}

/// An index as Python counts, if it is inside.
#[inline(always)]
fn place(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as i64 } else { index };
    usize::try_from(at).ok().filter(|&at| at < len)
}

/// Copies a value; numbers word by word, for they may just have been written so.
#[inline(always)]
pub(super) fn store(place: &mut Value, from: &Value) {
    match from {
        &Value::Int(n) => *place = Value::Int(n),
        &Value::Float(x) => *place = Value::Float(x),
        &other => *place = other,
    }
}

/// An item of a list.
#[inline(always)]
pub(super) fn list_item(heap: &Heap, id: Id<List>, index: i64) -> Option<&Value> {
    let list = &heap.lists.get(id).items;
    place(index, list.len()).map(|at| &list[at])
}

/// `obj[index]` where nothing can go wrong.
#[inline(always)]
pub(super) fn get_item(heap: &mut Heap, obj: &Value, index: &Value) -> Option<Value> {
    match (obj, index) {
        (&Value::Tuple(id), &Value::Int(index)) => {
            let tuple = &heap.tuples.get(id).items;
            place(index, tuple.len()).map(|at| tuple[at])
        }
        (&Value::Dict(id), key @ (Value::Str(_) | Value::Int(_) | Value::Tuple(_))) => {
            dict::get(heap, id, *key).ok().flatten()
        }
        (Value::Str(_), Value::Int(_)) => items::get_item(heap, *obj, *index).ok(),
        _ => None,
    }
}

/// `obj[index] = value` where nothing can go wrong; false when it was not done.
#[inline(always)]
pub(super) fn set_item(heap: &mut Heap, obj: &Value, index: &Value, value: &Value) -> bool {
    match (obj, index) {
        (&Value::List(id), &Value::Int(index)) => {
            let list = &mut heap.lists.get_mut(id).items;
            match place(index, list.len()) {
                Some(at) => {
                    store(&mut list[at], value);
                    true
                }
                None => false,
            }
        }
        (&Value::Dict(id), Value::Str(_) | Value::Int(_)) => dict::set(heap, id, *index, *value).is_ok(),
        _ => false,
    }
}

/// The next item of an iterator of pairs, not made a tuple.
pub(super) enum Pair {
    Next(Value, Value),
    End,
    /// It is another iterator, or something is the matter: nothing has happened.
    Other,
}

/// The next pair of `enumerate`, of `zip` of two, of the items of a dict.
#[inline(never)]
pub(super) fn next_pair(heap: &mut Heap, id: Id<Iter>) -> Pair {
    match heap.iters.get(id) {
        &Iter::Enumerate { inner, count } => match next_of(heap, inner) {
            Ok(Some(item)) => {
                if let Iter::Enumerate { count, .. } = heap.iters.get_mut(id) {
                    *count += 1;
                }
                Pair::Next(Value::Int(count), item)
            }
            Ok(None) => Pair::End,
            Err(_) => Pair::Other,
        },
        Iter::Zip { inner, strict: false } => {
            let [a, b] = inner[..] else { return Pair::Other };
            match next_of(heap, a) {
                Ok(Some(first)) => match next_of(heap, b) {
                    Ok(Some(second)) => Pair::Next(first, second),
                    Ok(None) => Pair::End,
                    Err(_) => Pair::Other,
                },
                Ok(None) => Pair::End,
                Err(_) => Pair::Other,
            }
        }
        &Iter::Dict { dict, kind: ViewKind::Items, pos, len } => {
            let state = heap.dicts.get(dict);
            if state.len() != len {
                return Pair::Other;
            }
            let Some((after, key, value)) = state.at_or_after(pos) else { return Pair::Other };
            if let Iter::Dict { pos, .. } = heap.iters.get_mut(id) {
                *pos = after;
            }
            Pair::Next(key, value)
        }
        _ => Pair::Other,
    }
}

/// The next item of an iterator, quickest for lists.
#[inline(always)]
fn next_of(heap: &mut Heap, iterator: Value) -> Res<Option<Value>> {
    if let Value::Iter(id) = iterator
        && let Iter::List { list, pos } = heap.iters.get_mut(id)
        && let Some(&item) = heap.lists.get(*list).items.get(*pos)
    {
        *pos += 1;
        return Ok(Some(item));
    }
    items::next(heap, iterator)
}
