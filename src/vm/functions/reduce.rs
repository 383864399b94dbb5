//! Functions that run through an iterable: `sum`, `min`, `max`, `any`, `all`, `sorted`.

use num_bigint::BigInt;

use crate::code::instr::BinOp;
use crate::vm::compare;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{Esc, Res};
use crate::vm::ops;
use crate::vm::types::{list, range};
use crate::vm::value::Value;

/// `sorted(iterable, key, reverse)`.
pub fn sorted(h: &mut Heap, args: &[Value]) -> Res {
    if !args[1].is_unbound() && !args[1].is_none() {
        return Err(Esc::Slow);
    }
    let reverse = !args[2].is_unbound() && compare::truth(h, args[2])?;
    items::restoring(h, args[0], |h| {
        let mut items = items::collect(h, args[0])?;
        list::sort_values(h, &mut items, reverse)?;
        Ok(h.new_list(items))
    })
}

/// `min(...)`.
pub fn min(h: &mut Heap, args: &[Value]) -> Res {
    extreme(h, args, "min", compare::less)
}

/// `max(...)`.
pub fn max(h: &mut Heap, args: &[Value]) -> Res {
    extreme(h, args, "max", |h, new, best| {
        Ok(match (new, best) {
            (Value::Int(new), Value::Int(best)) => new > best,
            _ => matches!(compare::compare(h, crate::code::instr::CmpOp::Gt, new, best)?, Value::Bool(true)),
        })
    })
}

/// `args`: key, default, then the values or one iterable.
fn extreme(h: &mut Heap, args: &[Value], name: &str, better: fn(&mut Heap, Value, Value) -> Res<bool>) -> Res {
    let [key, default, values @ ..] = args else { return Ok(Value::None) };
    if values.is_empty() {
        return Err(h.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    if values.len() > 1 && !default.is_unbound() {
        return Err(h.type_error(format!("Cannot specify a default for {name}() with multiple positional arguments")));
    }
    if !key.is_unbound() && !key.is_none() {
        return Err(Esc::Slow);
    }
    match values {
        [only] => items::restoring(h, *only, |h| {
            let items = items::collect(h, *only)?;
            match best_of(h, &items, better)? {
                Some(best) => Ok(best),
                None if default.is_unbound() => Err(h.value_error(format!("{name}() arg is an empty sequence"))),
                None => Ok(*default),
            }
        }),
        _ => Ok(best_of(h, values, better)?.unwrap_or(Value::None)),
    }
}

fn best_of(h: &mut Heap, items: &[Value], better: fn(&mut Heap, Value, Value) -> Res<bool>) -> Res<Option<Value>> {
    let Some((&first, rest)) = items.split_first() else { return Ok(None) };
    let mut best = first;
    for &item in rest {
        if better(h, item, best)? {
            best = item;
        }
    }
    Ok(Some(best))
}

/// `sum(iterable, start)`.
pub fn sum(h: &mut Heap, args: &[Value]) -> Res {
    let start = if args[1].is_unbound() { Value::Int(0) } else { args[1] };
    match start {
        Value::Str(_) => return Err(h.type_error("sum() can't sum strings [use ''.join(seq) instead]")),
        Value::Bytes(_) => return Err(h.type_error("sum() can't sum bytes [use b''.join(seq) instead]")),
        _ => {}
    }
    if let Some((first, stop, step)) = range::parts(h, args[0]) {
        let series = series(first, step, range::length(first, stop, step));
        let series = h.new_int(series);
        return ops::binary(h, BinOp::Add, start, series);
    }
    items::restoring(h, args[0], |h| {
        let mut total = start;
        for item in items::collect(h, args[0])? {
            total = match (total, item) {
                (Value::Int(a), Value::Int(b)) if a.checked_add(b).is_some() => Value::Int(a + b),
                (Value::Float(a), Value::Float(b)) => Value::Float(a + b),
                _ => ops::binary(h, BinOp::Add, total, item)?,
            };
        }
        Ok(total)
    })
}

/// The sum of an arithmetic series.
fn series(first: i64, step: i64, n: usize) -> BigInt {
    let n = BigInt::from(n);
    &n * first + &n * (&n - 1) / 2 * step
}

/// `any(iterable)`.
pub fn any(h: &mut Heap, args: &[Value]) -> Res {
    first_with(h, args[0], true)
}

/// `all(iterable)`.
pub fn all(h: &mut Heap, args: &[Value]) -> Res {
    first_with(h, args[0], false)
}

/// Whether the truth of some item is `wanted` decides: then the result is `wanted`. Stops there, as programs may go on with
/// the iterator.
fn first_with(h: &mut Heap, iterable: Value, wanted: bool) -> Res {
    if items::needs_python(h, iterable) {
        return Err(Esc::Slow);
    }
    items::restoring(h, iterable, |h| {
        let it = items::iter(h, iterable)?;
        while let Some(item) = items::next(h, it)? {
            if compare::truth(h, item)? == wanted {
                return Ok(Value::Bool(wanted));
            }
        }
        Ok(Value::Bool(!wanted))
    })
}
