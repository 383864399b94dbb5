//! The methods of `dict`.

use super::{dict, wrong_self};
use crate::vm::attr_dict;
use crate::vm::class::{flag, has_flag};
use crate::vm::compare::plain;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::object::{Dict, Misc, ViewKind};
use crate::vm::value::Value;

/// `dict(mapping_or_iterable, **kwargs)`.
pub static CONSTRUCT: NativeDef =
    NativeDef::new("dict", &["/iterable"], 0, construct).kwargs().slow(Slow::Prelude("new_dict"));

/// Methods of `dict`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("dict.get", &["self", "/key", "/default"], 2, get).slow(Slow::Prelude("dict_get")),
    NativeDef::new("dict.setdefault", &["self", "/key", "/default"], 2, setdefault)
        .slow(Slow::Prelude("dict_setdefault")),
    NativeDef::new("dict.pop", &["self", "/key", "/default"], 2, pop).slow(Slow::Prelude("dict_pop")),
    NativeDef::new("dict.popitem", &["self"], 1, popitem),
    NativeDef::new("dict.update", &["self", "/other"], 1, update).kwargs().slow(Slow::Prelude("dict_update")),
    NativeDef::new("dict.keys", &["self"], 1, |h, a| view(h, a[0], ViewKind::Keys)),
    NativeDef::new("dict.values", &["self"], 1, |h, a| view(h, a[0], ViewKind::Values)),
    NativeDef::new("dict.items", &["self"], 1, |h, a| view(h, a[0], ViewKind::Items)),
    NativeDef::new("dict.copy", &["self"], 1, copy),
    NativeDef::new("dict.clear", &["self"], 1, clear),
    NativeDef::new("dict.fromkeys", &["/iterable", "/value"], 1, fromkeys).slow(Slow::Prelude("dict_fromkeys")),
    NativeDef::new("dict.__reversed__", &["self"], 1, reversed),
    NativeDef::new("dict.__init__", &["self", "/iterable"], 1, update).kwargs().slow(Slow::Prelude("dict_update")),
];

fn this(h: &mut Heap, v: Value) -> Res<Id<Dict>> {
    match plain(h, v) {
        Value::Dict(id) => Ok(id),
        _ => Err(wrong_self(h, "dict", v)),
    }
}

/// What a method reads: the dict, or attributes seen as one, copied.
fn source(h: &mut Heap, v: Value) -> Res<Id<Dict>> {
    if attr_dict::target(h, v).is_some() {
        return Ok(attr_dict::snapshot(h, v));
    }
    this(h, v)
}

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let id = h.new_dict();
    fill(h, id, args[0], args[1])?;
    Ok(Value::Dict(id))
}

fn update(h: &mut Heap, args: &[Value]) -> Res {
    if let Value::Misc(_) = args[0] {
        return Err(Esc::Slow);
    }
    let id = this(h, args[0])?;
    fill(h, id, args[1], args[2])?;
    Ok(Value::None)
}

/// Adds the entries of a mapping or of an iterable of pairs, then those of `more`.
fn fill(h: &mut Heap, id: Id<Dict>, from: Value, more: Value) -> Res<()> {
    if !from.is_unbound() {
        merge(h, id, from)?;
    }
    if let Value::Dict(more) = more {
        dict::update(h, id, more)?;
    }
    Ok(())
}

/// Adds the entries of a mapping or of an iterable of pairs. `Slow` before anything changed.
pub fn merge(h: &mut Heap, id: Id<Dict>, from: Value) -> Res<()> {
    match plain(h, from) {
        Value::Instance(_) => return Err(Esc::Slow),
        // A subclass may have its own `keys` or items.
        Value::Dict(other) if !has_flag(h, from, flag::ITEM | flag::ITER) => return dict::update(h, id, other),
        Value::Dict(_) if !has_flag(h, from, flag::ITER) => {
            let other = this(h, from)?;
            return dict::update(h, id, other);
        }
        Value::Misc(_) if attr_dict::target(h, from).is_some() => {
            let other = attr_dict::snapshot(h, from);
            return dict::update(h, id, other);
        }
        _ => {}
    }
    items::restoring(h, from, |h| {
        let pairs = pairs_of(h, from)?;
        let staged = h.new_dict();
        for (key, value) in pairs {
            dict::set(h, staged, key, value)?;
        }
        dict::update(h, id, staged)
    })
}

fn pairs_of(h: &mut Heap, from: Value) -> Res<Vec<(Value, Value)>> {
    let items = items::collect(h, from)?;
    let mut pairs = Vec::with_capacity(items.len());
    for (n, item) in items.into_iter().enumerate() {
        if !items::is_iterable(h, item) {
            return Err(h.type_error(format!("cannot convert dictionary update sequence element #{n} to a sequence")));
        }
        let parts = items::collect(h, item)?;
        let [key, value] = parts[..] else {
            let length = parts.len();
            return Err(
                h.value_error(format!("dictionary update sequence element #{n} has length {length}; 2 is required"))
            );
        };
        pairs.push((key, value));
    }
    Ok(pairs)
}

fn get(h: &mut Heap, args: &[Value]) -> Res {
    let found = match args[0] {
        Value::Dict(id) => dict::get(h, id, args[1])?,
        _ => {
            let id = source(h, args[0])?;
            dict::get(h, id, args[1])?
        }
    };
    Ok(found.unwrap_or(if args[2].is_unbound() { Value::None } else { args[2] }))
}

fn setdefault(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let default = if args[2].is_unbound() { Value::None } else { args[2] };
    dict::set_default(h, id, args[1], default)
}

fn pop(h: &mut Heap, args: &[Value]) -> Res {
    if let Value::Misc(_) = args[0] {
        return Err(Esc::Slow);
    }
    let id = this(h, args[0])?;
    match dict::remove(h, id, args[1])? {
        Some(value) => Ok(value),
        None if args[2].is_unbound() => Err(h.raise_args("KeyError", vec![args[1]])),
        None => Ok(args[2]),
    }
}

fn popitem(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    match dict::remove_last(h, id) {
        Some((key, value)) => Ok(h.new_tuple(vec![key, value])),
        None => Err(h.raise("KeyError", "popitem(): dictionary is empty")),
    }
}

fn view(h: &mut Heap, dict: Value, kind: ViewKind) -> Res {
    if !matches!(dict, Value::Misc(_)) {
        this(h, dict)?;
    }
    Ok(h.new_misc(Misc::DictView { kind, dict }))
}

fn copy(h: &mut Heap, args: &[Value]) -> Res {
    let id = source(h, args[0])?;
    Ok(dict::copy(h, id))
}

fn clear(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    dict::clear(h, id);
    Ok(Value::None)
}

fn fromkeys(h: &mut Heap, args: &[Value]) -> Res {
    let value = if args[1].is_unbound() { Value::None } else { args[1] };
    items::restoring(h, args[0], |h| {
        let id = h.new_dict();
        for key in items::collect(h, args[0])? {
            dict::set(h, id, key, value)?;
        }
        Ok(Value::Dict(id))
    })
}

fn reversed(h: &mut Heap, args: &[Value]) -> Res {
    let dict = this(h, args[0])?;
    let state = h.dicts.get(dict);
    let (pos, len) = (state.places(), state.len());
    Ok(h.new_iter(super::iter::Iter::DictReversed { dict, kind: ViewKind::Keys, pos, len }))
}
