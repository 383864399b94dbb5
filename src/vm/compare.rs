//! Equality, order and truth of values of built-in types; hashes are in [`hash`](self::hash()). Deep comparisons read the
//! heap only; where a method written in Python must decide, they stop with `Slow` before anything was changed.

mod hashing;
mod number;

use std::cmp::Ordering;

pub use self::hashing::{hash, hash_of_float, hash_of_int, is_identity, tuple_hash_of};
use super::class::{flag, has_flag};
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Esc, Res};
use super::object::{Misc, Tuple};
use super::repr::type_name;
use super::types::{deque, dict, range, set, views};
use super::value::Value;
use crate::code::instr::CmpOp;

/// Nesting at which a comparison gives up.
const MAX_DEPTH: u32 = 400;

/// Why a comparison of the heap's contents has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Python code must answer.
    Slow,
    /// The values are nested too deeply.
    Deep,
}

impl Stop {
    /// As the end of a native function.
    pub fn raise(self, h: &mut Heap) -> Esc {
        match self {
            Self::Slow => Esc::Slow,
            Self::Deep => h.raise("RecursionError", "maximum recursion depth exceeded in comparison"),
        }
    }
}

/// Python's `==`.
#[inline]
pub fn eq(h: &mut Heap, a: Value, b: Value) -> Res<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(a == b),
        (Value::Str(a), Value::Str(b)) => Ok(a == b || h.str(a) == h.str(b)),
        _ => {
            let (a, b) = views::comparable(h, a, b)?;
            equal(h, a, b, 0).map_err(|stop| stop.raise(h))
        }
    }
}

/// A comparison of values of built-in types.
pub fn compare(h: &mut Heap, op: CmpOp, a: Value, b: Value) -> Res {
    let answer = match op {
        CmpOp::Eq => eq(h, a, b)?,
        CmpOp::Ne => !eq(h, a, b)?,
        CmpOp::Is => a.is(b),
        CmpOp::IsNot => !a.is(b),
        CmpOp::In => super::items::contains(h, b, a)?,
        CmpOp::NotIn => !super::items::contains(h, b, a)?,
        CmpOp::Lt | CmpOp::Le | CmpOp::Gt | CmpOp::Ge => {
            let (x, y) = views::comparable(h, a, b)?;
            return match ordered(h, op, x, y, 0) {
                Ok(answer) => Ok(Value::Bool(answer)),
                Err(Unordered::Stop(stop)) => Err(stop.raise(h)),
                Err(Unordered::Types(p, q)) => {
                    // Of items, their own types; of views, not those that stood for them.
                    let (a, b) = if p.is(x) && q.is(y) { (a, b) } else { (p, q) };
                    let (a, b) = (type_name(h, a), type_name(h, b));
                    let sign = sign(op);
                    Err(h.type_error(format!("'{sign}' not supported between instances of '{a}' and '{b}'")))
                }
            };
        }
    };
    Ok(Value::Bool(answer))
}

/// Whether `a < b`: what sorting asks.
#[inline]
pub fn less(h: &mut Heap, a: Value, b: Value) -> Res<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Str(a), Value::Str(b)) => Ok(h.str(a) < h.str(b)),
        (Value::Float(a), Value::Float(b)) => Ok(a < b),
        (Value::Tuple(p), Value::Tuple(q)) => match tuple_less(h, p, q) {
            Some(answer) => Ok(answer),
            None => Ok(matches!(compare(h, CmpOp::Lt, a, b)?, Value::Bool(true))),
        },
        _ => Ok(matches!(compare(h, CmpOp::Lt, a, b)?, Value::Bool(true))),
    }
}

/// `a < b` for tuples that plain numbers and strings decide; sort keys mostly are such.
fn tuple_less(h: &Heap, a: Id<Tuple>, b: Id<Tuple>) -> Option<bool> {
    let (a, b) = (&h.tuples.get(a).items, &h.tuples.get(b).items);
    for pair in a.iter().zip(b) {
        match pair {
            (&Value::Int(x), &Value::Int(y)) if x == y => {}
            (&Value::Int(x), &Value::Int(y)) => return Some(x < y),
            (&Value::Str(x), &Value::Str(y)) => match h.str(x).cmp(h.str(y)) {
                Ordering::Equal => {}
                order => return Some(order == Ordering::Less),
            },
            _ => return None,
        }
    }
    Some(a.len() < b.len())
}

/// Python's `bool()`.
#[inline]
pub fn truth(h: &mut Heap, v: Value) -> Res<bool> {
    Ok(match v {
        Value::Bool(b) => b,
        Value::None | Value::Unbound => false,
        Value::Int(i) => i != 0,
        Value::Float(f) => f != 0.0,
        Value::Str(id) => h.strs.get(id).chars != 0,
        Value::List(id) => !h.lists.get(id).items.is_empty(),
        Value::Dict(id) => !h.dicts.get(id).is_empty(),
        Value::Tuple(id) => !h.tuples.get(id).items.is_empty(),
        Value::Set(id) | Value::FrozenSet(id) => !h.sets.get(id).is_empty(),
        Value::Bytes(id) => !h.bytes.get(id).data.is_empty(),
        Value::ByteArray(id) => !h.bytearrays.get(id).data.is_empty(),
        Value::Instance(_) | Value::Class(_) if has_flag(h, v, flag::BOOL | flag::LEN) => return Err(Esc::Slow),
        Value::Instance(_) => {
            let inner = plain(h, v);
            return if inner.is(v) { Ok(true) } else { truth(h, inner) };
        }
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Range { start, stop, step } => range::length(start, stop, step) != 0,
            Misc::DictView { dict, .. } => return truth(h, dict),
            Misc::AttrDict(owner) => !views::attributes(h, owner).is_empty(),
            Misc::Deque(ref deque) => !deque.items.is_empty(),
            _ => true,
        },
        _ => true,
    })
}

/// The built-in value inside an instance of a subclass of a built-in type; other values as they are.
#[inline]
pub fn plain(h: &Heap, v: Value) -> Value {
    if let Value::Instance(id) = v {
        let payload = h.instances.get(id).payload;
        if !matches!(payload, Value::Unbound | Value::Exc(_)) {
            return payload;
        }
    }
    v
}

/// The same object, or equal: what containers ask of their items.
#[inline]
pub fn same(h: &Heap, a: Value, b: Value, depth: u32) -> Result<bool, Stop> {
    if a.is(b) { Ok(true) } else { equal(h, a, b, depth) }
}

/// [`same`] for searches: a stop is noted, and ends the search as if it were a hit.
#[inline]
pub fn same_in(h: &Heap, a: Value, b: Value, stop: &mut Option<Stop>) -> bool {
    match same(h, a, b, 0) {
        Ok(answer) => answer,
        Err(why) => {
            *stop = Some(why);
            true
        }
    }
}

/// `==` without the same-object short cut at the top.
pub fn equal(h: &Heap, a: Value, b: Value, depth: u32) -> Result<bool, Stop> {
    if depth > MAX_DEPTH {
        return Err(Stop::Deep);
    }
    Ok(match (a, b) {
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b || h.str(a) == h.str(b),
        (Value::Instance(_) | Value::Class(_), _) | (_, Value::Instance(_) | Value::Class(_)) => {
            if has_flag(h, a, flag::EQ) || has_flag(h, b, flag::EQ) {
                return Err(Stop::Slow);
            }
            let (inner_a, inner_b) = (plain(h, a), plain(h, b));
            if inner_a.is(a) && inner_b.is(b) {
                return Ok(a.is(b));
            }
            return equal(h, inner_a, inner_b, depth + 1);
        }
        (Value::Bytes(_) | Value::ByteArray(_), Value::Bytes(_) | Value::ByteArray(_)) => octets(h, a) == octets(h, b),
        (Value::List(x), Value::List(y)) => all_same(h, &h.lists.get(x).items, &h.lists.get(y).items, depth)?,
        (Value::Tuple(x), Value::Tuple(y)) => all_same(h, &h.tuples.get(x).items, &h.tuples.get(y).items, depth)?,
        (Value::Dict(x), Value::Dict(y)) => x == y || dict::equal(h, x, y, depth + 1)?,
        (Value::Set(x) | Value::FrozenSet(x), Value::Set(y) | Value::FrozenSet(y)) => {
            h.sets.get(x).len() == h.sets.get(y).len() && set::is_subset(h, x, y)?
        }
        (Value::Method(x), Value::Method(y)) => {
            let (x, y) = (h.methods.get(x), h.methods.get(y));
            x.func.is(y.func) && x.this.is(y.this)
        }
        (Value::Misc(_), _) | (_, Value::Misc(_)) => return equal_misc(h, a, b, depth + 1),
        _ => match number::order(h, a, b) {
            Some(order) => order == Some(Ordering::Equal),
            None => a.is(b),
        },
    })
}

fn all_same(h: &Heap, a: &[Value], b: &[Value], depth: u32) -> Result<bool, Stop> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (&x, &y) in a.iter().zip(b) {
        if !same(h, x, y, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn equal_misc(h: &Heap, a: Value, b: Value, depth: u32) -> Result<bool, Stop> {
    if a.is(b) {
        return Ok(true);
    }
    if let (Value::Misc(x), Value::Misc(y)) = (a, b) {
        match (h.misc.get(x), h.misc.get(y)) {
            (&Misc::Range { start, stop, step }, &Misc::Range { start: start2, stop: stop2, step: step2 }) => {
                let n = range::length(start, stop, step);
                let equal = n == range::length(start2, stop2, step2);
                return Ok(equal && (n == 0 || start == start2 && (n == 1 || step == step2)));
            }
            (Misc::Slice { start, stop, step }, Misc::Slice { start: start2, stop: stop2, step: step2 }) => {
                return all_same(h, &[*start, *stop, *step], &[*start2, *stop2, *step2], depth);
            }
            (Misc::Alias { origin, args }, Misc::Alias { origin: origin2, args: args2 }) => {
                return Ok(same(h, *origin, *origin2, depth)? && same(h, *args, *args2, depth)?);
            }
            (Misc::Code(x), Misc::Code(y)) => return Ok(x == y),
            (Misc::Deque(x), Misc::Deque(y)) => return all_same(h, &x.listed(), &y.listed(), depth),
            _ => {}
        }
    }
    Ok(false)
}

enum Unordered {
    Stop(Stop),
    Types(Value, Value),
}

impl From<Stop> for Unordered {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

fn ordered(h: &Heap, op: CmpOp, a: Value, b: Value, depth: u32) -> Result<bool, Unordered> {
    if depth > MAX_DEPTH {
        return Err(Stop::Deep.into());
    }
    if has_flag(h, a, flag::ORDER) || has_flag(h, b, flag::ORDER) {
        return Err(Stop::Slow.into());
    }
    let (x, y) = (plain(h, a), plain(h, b));
    if let Some(order) = number::order(h, x, y) {
        return Ok(order.is_some_and(|order| decides(op, order)));
    }
    match (x, y) {
        (Value::Str(x), Value::Str(y)) => Ok(decides(op, h.str(x).cmp(h.str(y)))),
        (Value::Bytes(_) | Value::ByteArray(_), Value::Bytes(_) | Value::ByteArray(_)) => {
            Ok(decides(op, octets(h, x).cmp(octets(h, y))))
        }
        (Value::List(p), Value::List(q)) => sequences(h, op, &h.lists.get(p).items, &h.lists.get(q).items, depth),
        (Value::Tuple(p), Value::Tuple(q)) => sequences(h, op, &h.tuples.get(p).items, &h.tuples.get(q).items, depth),
        (Value::Set(p) | Value::FrozenSet(p), Value::Set(q) | Value::FrozenSet(q)) => {
            let (n, m) = (h.sets.get(p).len(), h.sets.get(q).len());
            Ok(match op {
                CmpOp::Lt => n < m && set::is_subset(h, p, q)?,
                CmpOp::Le => set::is_subset(h, p, q)?,
                CmpOp::Gt => n > m && set::is_subset(h, q, p)?,
                _ => set::is_subset(h, q, p)?,
            })
        }
        _ => match (deque::get(h, x), deque::get(h, y)) {
            (Some(p), Some(q)) => sequences(h, op, &p.listed(), &q.listed(), depth),
            _ => Err(Unordered::Types(a, b)),
        },
    }
}

fn sequences(h: &Heap, op: CmpOp, a: &[Value], b: &[Value], depth: u32) -> Result<bool, Unordered> {
    for (&x, &y) in a.iter().zip(b) {
        if !same(h, x, y, depth + 1)? {
            return ordered(h, op, x, y, depth + 1);
        }
    }
    Ok(decides(op, a.len().cmp(&b.len())))
}

/// Whether the order makes the comparison true.
pub fn decides(op: CmpOp, order: Ordering) -> bool {
    match op {
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
        CmpOp::Ne => order.is_ne(),
        _ => order.is_eq(),
    }
}

fn sign(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Lt => "<",
        CmpOp::Le => "<=",
        CmpOp::Gt => ">",
        _ => ">=",
    }
}

/// The content of `bytes` or `bytearray`; empty for anything else.
pub fn octets(h: &Heap, v: Value) -> &[u8] {
    match v {
        Value::Bytes(id) => &h.bytes.get(id).data,
        Value::ByteArray(id) => &h.bytearrays.get(id).data,
        _ => &[],
    }
}
