//! `slice`, and what it selects of a sequence.

use super::index_value;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::object::Misc;
use crate::vm::value::Value;

/// `slice(...)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("slice", &["/start", "/stop", "/step"], 1, construct);

/// Methods of `slice`.
pub static METHODS: &[NativeDef] = &[NativeDef::new("slice.indices", &["self", "/len"], 2, indices_method)];

/// The places that a slice selects of a sequence of known length: `count` of them, from `start` by `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// First place.
    pub start: i64,
    /// Bound.
    pub stop: i64,
    /// Step, not 0.
    pub step: i64,
    /// How many places.
    pub count: usize,
}

impl Cut {
    /// The places, in the slice's order.
    pub fn places(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.count).map(move |n| (self.start + self.step * n as i64) as usize)
    }
}

/// A new slice.
pub fn new(h: &mut Heap, start: Value, stop: Value, step: Value) -> Value {
    h.new_misc(Misc::Slice { start, stop, step })
}

/// Start, stop and step of a slice value.
pub fn parts(h: &Heap, v: Value) -> Option<[Value; 3]> {
    let Value::Misc(id) = v else { return None };
    match *h.misc.get(id) {
        Misc::Slice { start, stop, step } => Some([start, stop, step]),
        _ => None,
    }
}

/// What a slice selects of `len` items.
pub fn indices(h: &mut Heap, slice: Value, len: usize) -> Res<Cut> {
    let [start, stop, step] = parts(h, slice).unwrap_or([Value::None; 3]);
    let step = bound(h, step)?.unwrap_or(1);
    if step == 0 {
        return Err(h.value_error("slice step cannot be zero"));
    }
    let len = len as i64;
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clamp = |place: i64| if place < 0 { (place + len).max(low) } else { place.min(high) };
    let start = bound(h, start)?.map_or(if step < 0 { high } else { low }, clamp);
    let stop = bound(h, stop)?.map_or(if step < 0 { low } else { high }, clamp);
    let count = super::range::length(start, stop, step);
    Ok(Cut { start, stop, step, count })
}

fn bound(h: &mut Heap, v: Value) -> Res<Option<i64>> {
    match v {
        Value::None => Ok(None),
        Value::Int(i) => Ok(Some(i.max(-i64::MAX))),
        Value::Big(id) => {
            let negative = h.bigs.get(id).sign() == num_bigint::Sign::Minus;
            Ok(Some(if negative { -i64::MAX } else { i64::MAX }))
        }
        _ => match index_value(h, v)? {
            Some(i) => Ok(Some(i)),
            None => Err(h.type_error("slice indices must be integers or None or have an __index__ method")),
        },
    }
}

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let or_none = |v: Value| if v.is_unbound() { Value::None } else { v };
    if args[1].is_unbound() {
        return Ok(new(h, Value::None, args[0], Value::None));
    }
    Ok(new(h, args[0], args[1], or_none(args[2])))
}

fn indices_method(h: &mut Heap, args: &[Value]) -> Res {
    let len = super::int_argument(h, args[1])?;
    if len < 0 {
        return Err(h.value_error("length should not be negative"));
    }
    let cut = indices(h, args[0], len as usize)?;
    Ok(h.new_tuple(vec![Value::Int(cut.start), Value::Int(cut.stop), Value::Int(cut.step)]))
}
