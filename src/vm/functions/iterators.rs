//! `len`, `iter`, `next` and the functions that make iterators.

use crate::vm::class::{flag, has_flag};
use crate::vm::compare::plain;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{Esc, Res, VmCall};
use crate::vm::object::{Misc, ViewKind};
use crate::vm::repr::type_name;
use crate::vm::types::iter::{Iter, over_range};
use crate::vm::types::{int_argument, range};
use crate::vm::value::Value;

/// `len(obj)`.
pub fn len(h: &mut Heap, args: &[Value]) -> Res {
    Ok(Value::Int(items::len(h, args[0])? as i64))
}

/// `iter(object)`, `iter(callable, sentinel)`.
pub fn iter(h: &mut Heap, args: &[Value]) -> Res {
    if !args[1].is_unbound() {
        return Err(Esc::Slow);
    }
    if let Value::Iter(_) = args[0] {
        return Ok(args[0]);
    }
    items::iter(h, args[0])
}

/// `next(iterator, default)`.
pub fn next(h: &mut Heap, args: &[Value]) -> Res {
    let mut it = args[0];
    if let Value::Iter(id) = it
        && let Iter::Python { generator, .. } = *h.iters.get(id)
    {
        it = generator;
    }
    if let (Value::Generator(_), Value::Unbound) = (it, args[1]) {
        return Err(Esc::Vm(VmCall::GenSend(it, Value::None)));
    }
    match items::next(h, it)? {
        Some(item) => Ok(item),
        None if args[1].is_unbound() => Err(h.raise_args("StopIteration", Vec::new())),
        None => Ok(args[1]),
    }
}

/// A native iterator over what needs no Python code.
fn native_iter(h: &mut Heap, v: Value) -> Res {
    let it = items::iter(h, v)?;
    if let Value::Generator(_) = it {
        return Err(Esc::Slow);
    }
    Ok(it)
}

/// `enumerate(iterable, start)`.
pub fn enumerate(h: &mut Heap, args: &[Value]) -> Res {
    let inner = native_iter(h, args[0])?;
    let count = if args[1].is_unbound() { 0 } else { int_argument(h, args[1])? };
    Ok(h.new_iter(Iter::Enumerate { inner, count }))
}

/// `zip(*iterables, strict)`.
pub fn zip(h: &mut Heap, args: &[Value]) -> Res {
    let strict = !args[0].is_unbound() && crate::vm::compare::truth(h, args[0])?;
    for (n, &part) in args[1..].iter().enumerate() {
        if !items::is_iterable(h, part) {
            let name = type_name(h, part);
            return Err(h.type_error(format!("'{name}' object is not iterable")));
        }
        let _ = n;
    }
    let inner = args[1..].iter().map(|&part| native_iter(h, part)).collect::<Res<Vec<Value>>>()?;
    Ok(h.new_iter(Iter::Zip { inner: inner.into_boxed_slice(), strict }))
}

/// `map(func, *iterables)`: always a generator of the prelude.
pub fn map(h: &mut Heap, args: &[Value]) -> Res {
    if args.len() < 2 {
        return Err(h.type_error("map() must have at least two arguments."));
    }
    each_iterable(h, &args[1..])?;
    Err(Esc::Slow)
}

/// `filter(func, iterable)`: always a generator of the prelude.
pub fn filter(h: &mut Heap, args: &[Value]) -> Res {
    each_iterable(h, &args[1..])?;
    Err(Esc::Slow)
}

fn each_iterable(h: &mut Heap, parts: &[Value]) -> Res<()> {
    for &part in parts {
        if !items::is_iterable(h, part) {
            let name = type_name(h, part);
            return Err(h.type_error(format!("'{name}' object is not iterable")));
        }
    }
    Ok(())
}

/// `reversed(sequence)`.
pub fn reversed(h: &mut Heap, args: &[Value]) -> Res {
    let v = args[0];
    if has_flag(h, v, flag::REVERSED) {
        return Err(Esc::Slow);
    }
    let inner = plain(h, v);
    if inner.is(v) && has_flag(h, v, flag::ITEM | flag::LEN) {
        return Err(Esc::Slow);
    }
    let state = match inner {
        Value::List(list) => Iter::ListReversed { list, pos: h.lists.get(list).items.len() },
        Value::Dict(dict) => {
            let state = h.dicts.get(dict);
            Iter::DictReversed { dict, kind: ViewKind::Keys, pos: state.places(), len: state.len() }
        }
        Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) => {
            let mut items = items::collect(h, inner)?;
            items.reverse();
            Iter::Items { name: "reversed", items: items.into_boxed_slice(), pos: 0 }
        }
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Range { start, stop, step } => {
                let n = range::length(start, stop, step);
                if n == 0 {
                    over_range(0, 0, 1)
                } else {
                    Iter::Range { next: range::nth(start, step, n - 1), step: step.wrapping_neg(), left: n }
                }
            }
            Misc::Deque(_) => {
                let mut items = items::collect(h, inner)?;
                items.reverse();
                Iter::Items { name: "_collections._deque_reverse_iterator", items: items.into_boxed_slice(), pos: 0 }
            }
            Misc::DictView { kind, dict } => match plain(h, dict) {
                Value::Dict(dict) => {
                    let state = h.dicts.get(dict);
                    Iter::DictReversed { dict, kind, pos: state.places(), len: state.len() }
                }
                _ => return Err(not_reversible(h, v)),
            },
            _ => return Err(not_reversible(h, v)),
        },
        _ => return Err(not_reversible(h, v)),
    };
    Ok(h.new_iter(state))
}

fn not_reversible(h: &mut Heap, v: Value) -> Esc {
    let name = type_name(h, v);
    h.type_error(format!("'{name}' object is not reversible"))
}
