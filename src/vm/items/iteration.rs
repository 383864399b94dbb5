//! `iter()`, `next()`, and whole iterables as lists.

use crate::vm::class::{flag, has_flag};
use crate::vm::compare::plain;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, Res};
use crate::vm::object::{Misc, ViewKind};
use crate::vm::repr::type_name;
use crate::vm::types::iter::{self, Iter, Version};
use crate::vm::types::{range, views};
use crate::vm::value::Value;

/// Python's `iter()`: a native iterator, or the generator itself. `Slow` where `__iter__` is written in Python.
pub fn iter(h: &mut Heap, v: Value) -> Res {
    let state = match v {
        Value::List(list) => Iter::List { list, pos: 0 },
        Value::Tuple(tuple) => Iter::Tuple { tuple, pos: 0 },
        Value::Str(str) => Iter::Str { str, pos: 0 },
        Value::Bytes(bytes) => Iter::Bytes { bytes, pos: 0 },
        Value::ByteArray(bytes) => Iter::ByteArray { bytes, pos: 0 },
        Value::Dict(dict) => Iter::Dict { dict, kind: ViewKind::Keys, pos: 0, len: h.dicts.get(dict).len() },
        Value::Set(set) | Value::FrozenSet(set) => Iter::Set { set, pos: 0, len: h.sets.get(set).len() },
        Value::Generator(_) => return Ok(v),
        Value::Iter(id) => {
            // The generator inside is what the VM can run.
            return Ok(if let Iter::Python { generator, .. } = *h.iters.get(id) { generator } else { v });
        }
        Value::Instance(_) | Value::Class(_) if has_flag(h, v, flag::ITER) => return Err(Esc::Slow),
        Value::Instance(_) if !plain(h, v).is(v) => {
            let inner = plain(h, v);
            return iter(h, inner);
        }
        Value::Instance(_) | Value::Class(_) if has_flag(h, v, flag::ITEM) => return Err(Esc::Slow),
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Range { start, stop, step } => iter::over_range(start, stop, step),
            Misc::DictView { kind, dict } => match plain(h, dict) {
                Value::Dict(dict) => Iter::Dict { dict, kind, pos: 0, len: h.dicts.get(dict).len() },
                other => views::iter(h, kind, other),
            },
            Misc::AttrDict(_) => views::iter(h, ViewKind::Keys, v),
            Misc::Deque(ref state) => Iter::Deque { deque: id, pos: 0, version: Version(state.version) },
            Misc::File(_) => return Err(Esc::Slow),
            _ => return Err(not_iterable(h, v)),
        },
        _ => return Err(not_iterable(h, v)),
    };
    Ok(h.new_iter(state))
}

fn not_iterable(h: &mut Heap, v: Value) -> Esc {
    let name = type_name(h, v);
    h.type_error(format!("'{name}' object is not iterable"))
}

/// Python's `next()`; none at the end. `Slow` for generators and for `__next__` written in Python.
#[inline]
pub fn next(h: &mut Heap, it: Value) -> Res<Option<Value>> {
    match it {
        Value::Iter(id) => iter::next(h, id),
        Value::Generator(_) => Err(Esc::Slow),
        _ if has_flag(h, it, flag::NEXT) => Err(Esc::Slow),
        Value::Misc(id) if matches!(h.misc.get(id), Misc::File(_)) => Err(Esc::Slow),
        _ => {
            let name = type_name(h, it);
            Err(h.type_error(format!("'{name}' object is not an iterator")))
        }
    }
}

/// Whether iterating needs Python code somewhere.
pub fn needs_python(h: &Heap, v: Value) -> bool {
    match v {
        Value::Generator(_) => true,
        Value::Iter(id) => match h.iters.get(id) {
            Iter::Python { .. } => true,
            Iter::Enumerate { inner, .. } => needs_python(h, *inner),
            Iter::Zip { inner, .. } => inner.iter().any(|&part| needs_python(h, part)),
            _ => false,
        },
        Value::Instance(_) | Value::Class(_) => {
            has_flag(h, v, flag::ITER) || plain(h, v).is(v) && has_flag(h, v, flag::ITEM)
        }
        Value::Misc(id) => matches!(h.misc.get(id), Misc::File(_)),
        _ => false,
    }
}

/// Whether `iter()` accepts it.
pub fn is_iterable(h: &Heap, v: Value) -> bool {
    if needs_python(h, v) {
        return true;
    }
    match plain(h, v) {
        Value::Misc(id) => {
            matches!(h.misc.get(id), Misc::Range { .. } | Misc::DictView { .. } | Misc::AttrDict(_) | Misc::Deque(_))
        }
        inner => matches!(
            inner,
            Value::List(_)
                | Value::Tuple(_)
                | Value::Str(_)
                | Value::Bytes(_)
                | Value::ByteArray(_)
                | Value::Dict(_)
                | Value::Set(_)
                | Value::FrozenSet(_)
                | Value::Iter(_)
        ),
    }
}

/// All items of an iterable. `Slow` where Python code must run.
pub fn collect(h: &mut Heap, v: Value) -> Res<Vec<Value>> {
    if needs_python(h, v) {
        return Err(Esc::Slow);
    }
    Ok(match plain(h, v) {
        Value::List(id) => h.lists.get(id).items.clone(),
        Value::Tuple(id) => h.tuples.get(id).items.to_vec(),
        Value::Set(id) | Value::FrozenSet(id) => h.sets.get(id).items().collect(),
        Value::Dict(id) => h.dicts.get(id).keys().collect(),
        inner => {
            if let Some((start, stop, step)) = range::parts(h, inner) {
                let n = range::length(start, stop, step);
                h.reserve(n as u64 * 16)?;
                return Ok((0..n).map(|place| Value::Int(range::nth(start, step, place))).collect());
            }
            let it = iter(h, inner)?;
            let mut items = Vec::new();
            while let Some(item) = next(h, it)? {
                items.push(item);
                if items.len().is_multiple_of(1 << 16) {
                    // It may never end (`list(itertools.count())`).
                    h.reserve(items.len() as u64 * 32)?;
                }
            }
            items
        }
    })
}

/// The error of unpacking `got` values (none: more than wanted) where `want` are wanted.
pub fn unpack_error(h: &mut Heap, want: usize, got: Option<usize>) -> Esc {
    match got {
        Some(got) => h.value_error(format!("not enough values to unpack (expected {want}, got {got})")),
        None => h.value_error(format!("too many values to unpack (expected {want})")),
    }
}

/// The values of `a, b = v` for a fixed count.
pub fn spread_unpack(h: &mut Heap, v: Value, want: usize) -> Res<Vec<Value>> {
    if !is_iterable(h, v) {
        let name = type_name(h, v);
        return Err(h.type_error(format!("cannot unpack non-iterable {name} object")));
    }
    let items = collect(h, v)?;
    match items.len() {
        n if n == want => Ok(items),
        n if n < want => Err(unpack_error(h, want, Some(n))),
        _ => Err(unpack_error(h, want, None)),
    }
}

/// Does something that runs through an iterable; where that stops with `Slow`, one-shot iterators are set back, so that the
/// slow path finds all items again.
pub fn restoring<T>(h: &mut Heap, iterable: Value, run: impl FnOnce(&mut Heap) -> Res<T>) -> Res<T> {
    let Value::Iter(_) = iterable else { return run(h) };
    let mut saved = Vec::new();
    save(h, iterable, &mut saved);
    let result = run(h);
    if matches!(result, Err(Esc::Slow)) {
        for (id, state) in saved {
            *h.iters.get_mut(id) = state;
        }
    }
    result
}

fn save(h: &Heap, v: Value, saved: &mut Vec<(Id<Iter>, Iter)>) {
    let Value::Iter(id) = v else { return };
    let state = h.iters.get(id).clone();
    match &state {
        Iter::Enumerate { inner, .. } => save(h, *inner, saved),
        Iter::Zip { inner, .. } => inner.iter().for_each(|&part| save(h, part, saved)),
        _ => {}
    }
    saved.push((id, state));
}
