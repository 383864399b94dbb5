//! `range`.

use super::{int_argument, slice};
use crate::vm::compare;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res, Slow};
use crate::vm::object::Misc;
use crate::vm::value::Value;

/// `range(...)`.
pub static CONSTRUCT: NativeDef =
    NativeDef::new("range", &["/start", "/stop", "/step"], 1, construct).slow(Slow::Prelude("range_new"));

/// Methods of `range`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("range.index", &["self", "/value"], 2, index),
    NativeDef::new("range.count", &["self", "/value"], 2, count),
];

/// How many numbers a range has.
#[inline]
pub fn length(start: i64, stop: i64, step: i64) -> usize {
    let (low, high) = if step > 0 { (start, stop) } else { (stop, start) };
    if low >= high {
        return 0;
    }
    let span = high.wrapping_sub(low) as u64 - 1;
    usize::try_from(span / step.unsigned_abs()).map_or(usize::MAX, |n| n.saturating_add(1))
}

/// The bounds of a range value.
pub fn parts(h: &Heap, v: Value) -> Option<(i64, i64, i64)> {
    let Value::Misc(id) = v else { return None };
    match *h.misc.get(id) {
        Misc::Range { start, stop, step } => Some((start, stop, step)),
        _ => None,
    }
}

/// The number at a place that is known to exist.
#[inline]
pub fn nth(start: i64, step: i64, n: usize) -> i64 {
    start.wrapping_add(step.wrapping_mul(n as i64))
}

/// Where a value is in a range.
pub fn position(h: &mut Heap, range: (i64, i64, i64), v: Value) -> Res<Option<usize>> {
    let (start, stop, step) = range;
    let n = length(start, stop, step);
    match compare::plain(h, v) {
        Value::Int(i) => Ok(place_of(range, n, i)),
        Value::Bool(b) => Ok(place_of(range, n, i64::from(b))),
        Value::Float(f) => {
            let whole = f as i64;
            Ok(if whole as f64 == f { place_of(range, n, whole) } else { None })
        }
        Value::Instance(_) => {
            for place in 0..n {
                if compare::eq(h, Value::Int(nth(start, step, place)), v)? {
                    return Ok(Some(place));
                }
            }
            Ok(None)
        }
        _ => Ok(None),
    }
}

fn place_of((start, _, step): (i64, i64, i64), n: usize, i: i64) -> Option<usize> {
    let away = i128::from(i) - i128::from(start);
    let step = i128::from(step);
    if away % step != 0 {
        return None;
    }
    usize::try_from(away / step).ok().filter(|&place| place < n)
}

/// A part of a range, as a range.
pub fn part(h: &mut Heap, (start, stop, step): (i64, i64, i64), slice: Value) -> Res {
    let n = length(start, stop, step);
    let cut = slice::indices(h, slice, n)?;
    let from = start.wrapping_add(step.wrapping_mul(cut.start));
    let to = start.wrapping_add(step.wrapping_mul(cut.stop));
    Ok(h.new_misc(Misc::Range { start: from, stop: to, step: step.wrapping_mul(cut.step) }))
}

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let (start, stop) = if args[1].is_unbound() {
        (0, int_argument(h, args[0])?)
    } else {
        (int_argument(h, args[0])?, int_argument(h, args[1])?)
    };
    let step = if args[2].is_unbound() { 1 } else { int_argument(h, args[2])? };
    if step == 0 {
        return Err(h.value_error("range() arg 3 must not be zero"));
    }
    Ok(h.new_misc(Misc::Range { start, stop, step }))
}

fn this(h: &mut Heap, v: Value) -> Res<(i64, i64, i64)> {
    match parts(h, v) {
        Some(parts) => Ok(parts),
        None => Err(super::wrong_self(h, "range", v)),
    }
}

fn index(h: &mut Heap, args: &[Value]) -> Res {
    let range = this(h, args[0])?;
    if let Some(place) = position(h, range, args[1])? {
        return Ok(Value::Int(place as i64));
    }
    let text = crate::vm::repr::repr(h, args[1])?;
    Err(h.value_error(format!("{text} is not in range")))
}

fn count(h: &mut Heap, args: &[Value]) -> Res {
    let range = this(h, args[0])?;
    Ok(Value::Int(i64::from(position(h, range, args[1])?.is_some())))
}
