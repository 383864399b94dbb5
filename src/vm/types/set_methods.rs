//! The methods and operators of `set` and `frozenset`.

use super::set::{self, Set};
use super::{views, wrong_self};
use crate::code::instr::BinOp;
use crate::vm::compare::plain;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::object::ViewKind;
use crate::vm::value::Value;

/// `set(iterable)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("set", &["/iterable"], 0, construct).slow(Slow::Prelude("new_set"));

/// `frozenset(iterable)`.
pub static CONSTRUCT_FROZEN: NativeDef =
    NativeDef::new("frozenset", &["/iterable"], 0, construct_frozen).slow(Slow::Prelude("new_frozenset"));

/// Methods of `set`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("set.add", &["self", "/item"], 2, add).slow(Slow::Prelude("set_add")),
    NativeDef::new("set.remove", &["self", "/item"], 2, remove).slow(Slow::Prelude("set_remove")),
    NativeDef::new("set.discard", &["self", "/item"], 2, discard).slow(Slow::Prelude("set_discard")),
    NativeDef::new("set.pop", &["self"], 1, pop),
    NativeDef::new("set.clear", &["self"], 1, clear),
    NativeDef::new("set.copy", &["self"], 1, copy),
    NativeDef::new("set.update", &["self"], 1, update).star().slow(Slow::Prelude("set_update")),
    NativeDef::new("set.intersection_update", &["self"], 1, intersection_update)
        .star()
        .slow(Slow::Prelude("set_intersection_update")),
    NativeDef::new("set.difference_update", &["self"], 1, difference_update)
        .star()
        .slow(Slow::Prelude("set_difference_update")),
    NativeDef::new("set.symmetric_difference_update", &["self", "/other"], 2, symmetric_update)
        .slow(Slow::Prelude("set_symmetric_difference_update")),
    NativeDef::new("set.union", &["self"], 1, union).star().slow(Slow::Prelude("set_union")),
    NativeDef::new("set.intersection", &["self"], 1, intersection).star().slow(Slow::Prelude("set_intersection")),
    NativeDef::new("set.difference", &["self"], 1, difference).star().slow(Slow::Prelude("set_difference")),
    NativeDef::new("set.symmetric_difference", &["self", "/other"], 2, symmetric)
        .slow(Slow::Prelude("set_symmetric_difference")),
    NativeDef::new("set.issubset", &["self", "/other"], 2, issubset).slow(Slow::Prelude("set_issubset")),
    NativeDef::new("set.issuperset", &["self", "/other"], 2, issuperset).slow(Slow::Prelude("set_issuperset")),
    NativeDef::new("set.isdisjoint", &["self", "/other"], 2, isdisjoint).slow(Slow::Prelude("set_isdisjoint")),
    NativeDef::new("set.__init__", &["self", "/iterable"], 1, init).slow(Slow::Prelude("set_init")),
];

/// Methods of `frozenset`.
pub static FROZEN_METHODS: &[NativeDef] = &[
    NativeDef::new("frozenset.copy", &["self"], 1, |_, a| Ok(a[0])),
    NativeDef::new("frozenset.union", &["self"], 1, union).star().slow(Slow::Prelude("set_union")),
    NativeDef::new("frozenset.intersection", &["self"], 1, intersection).star().slow(Slow::Prelude("set_intersection")),
    NativeDef::new("frozenset.difference", &["self"], 1, difference).star().slow(Slow::Prelude("set_difference")),
    NativeDef::new("frozenset.symmetric_difference", &["self", "/other"], 2, symmetric)
        .slow(Slow::Prelude("set_symmetric_difference")),
    NativeDef::new("frozenset.issubset", &["self", "/other"], 2, issubset).slow(Slow::Prelude("set_issubset")),
    NativeDef::new("frozenset.issuperset", &["self", "/other"], 2, issuperset).slow(Slow::Prelude("set_issuperset")),
    NativeDef::new("frozenset.isdisjoint", &["self", "/other"], 2, isdisjoint).slow(Slow::Prelude("set_isdisjoint")),
];

fn this(h: &mut Heap, v: Value) -> Res<Id<Set>> {
    match plain(h, v) {
        Value::Set(id) | Value::FrozenSet(id) => Ok(id),
        _ => Err(wrong_self(h, "set", v)),
    }
}

/// The set itself, or a new one of the items of any iterable.
fn as_set(h: &mut Heap, v: Value) -> Res<Id<Set>> {
    if items::needs_python(h, v) {
        return Err(Esc::Slow);
    }
    match plain(h, v) {
        Value::Set(id) | Value::FrozenSet(id) => Ok(id),
        _ => {
            let id = h.new_set();
            fill(h, id, v)?;
            Ok(id)
        }
    }
}

/// Adds the items of an iterable to a set that nobody else sees yet.
fn fill(h: &mut Heap, id: Id<Set>, from: Value) -> Res<()> {
    if items::needs_python(h, from) {
        return Err(Esc::Slow);
    }
    match plain(h, from) {
        Value::Set(other) | Value::FrozenSet(other) => set::merge(h, id, other),
        inner => items::restoring(h, inner, |h| {
            let all = items::collect(h, inner)?;
            if let Value::Dict(_) = inner {
                h.sets.get_mut(id).make_room(all.len());
            }
            for item in all {
                set::add(h, id, item)?;
            }
            Ok(())
        }),
    }
}

/// A new set object of the same class as `like`.
fn wrapped(h: &Heap, like: Value, id: Id<Set>) -> Value {
    if let Value::FrozenSet(_) = plain(h, like) { Value::FrozenSet(id) } else { Value::Set(id) }
}

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let id = h.new_set();
    if !args[0].is_unbound() {
        fill(h, id, args[0])?;
    }
    Ok(Value::Set(id))
}

fn construct_frozen(h: &mut Heap, args: &[Value]) -> Res {
    match args[0] {
        Value::FrozenSet(_) => Ok(args[0]),
        Value::Unbound => Ok(Value::FrozenSet(h.new_set())),
        from => {
            let id = h.new_set();
            fill(h, id, from)?;
            Ok(Value::FrozenSet(id))
        }
    }
}

fn init(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let new = h.new_set();
    if !args[1].is_unbound() {
        fill(h, new, args[1])?;
    }
    replace(h, id, new);
    Ok(Value::None)
}

/// Gives a set the state of another.
fn replace(h: &mut Heap, id: Id<Set>, new: Id<Set>) {
    let state = std::mem::take(h.sets.get_mut(new));
    *h.sets.get_mut(id) = state;
}

fn add(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    set::add(h, id, args[1])?;
    Ok(Value::None)
}

/// A set among the items is looked for by its frozen likeness.
fn lookup_key(h: &mut Heap, key: Value) -> Value {
    match plain(h, key) {
        Value::Set(id) => Value::FrozenSet(set::copy(h, id)),
        _ => key,
    }
}

fn remove(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let key = lookup_key(h, args[1]);
    if set::remove(h, id, key)? { Ok(Value::None) } else { Err(h.raise_args("KeyError", vec![args[1]])) }
}

fn discard(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let key = lookup_key(h, args[1]);
    set::remove(h, id, key)?;
    Ok(Value::None)
}

fn pop(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    match set::pop(h, id) {
        Some(item) => Ok(item),
        None => Err(h.raise("KeyError", "pop from an empty set")),
    }
}

fn clear(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    set::clear(h, id);
    Ok(Value::None)
}

fn copy(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    Ok(Value::Set(set::copy(h, id)))
}

fn update(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    // All iterables are read before the set is changed.
    let scratch = h.sets.get(id).clone();
    let scratch = h.sets.alloc(scratch);
    for &other in &args[1..] {
        fill(h, scratch, other)?;
    }
    replace(h, id, scratch);
    Ok(Value::None)
}

fn union(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let new = set::copy(h, id);
    for &other in &args[1..] {
        fill(h, new, other)?;
    }
    Ok(wrapped(h, args[0], new))
}

fn intersect(h: &mut Heap, a: Id<Set>, b: Value) -> Res<Id<Set>> {
    if items::needs_python(h, b) {
        return Err(Esc::Slow);
    }
    let new = h.new_set();
    if let Value::Set(b) | Value::FrozenSet(b) = plain(h, b) {
        if a == b {
            return Ok(set::copy(h, a));
        }
        let (small, large) = if h.sets.get(b).len() > h.sets.get(a).len() { (a, b) } else { (b, a) };
        let pairs: Vec<(Value, i64)> = h.sets.get(small).pairs().collect();
        for (item, hash) in pairs {
            if set::contains_hashed(h, large, item, hash)? {
                set::add_hashed(h, new, item, hash)?;
            }
        }
        return Ok(new);
    }
    items::restoring(h, b, |h| {
        for item in items::collect(h, b)? {
            if set::contains(h, a, item)? {
                set::add(h, new, item)?;
            }
        }
        Ok(new)
    })
}

fn intersection(h: &mut Heap, args: &[Value]) -> Res {
    let mut id = this(h, args[0])?;
    if args.len() == 1 {
        id = set::copy(h, id);
    }
    for &other in &args[1..] {
        id = intersect(h, id, other)?;
    }
    Ok(wrapped(h, args[0], id))
}

fn intersection_update(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let (Value::Set(new) | Value::FrozenSet(new)) = intersection(h, args)? else { return Ok(Value::None) };
    replace(h, id, new);
    Ok(Value::None)
}

/// Removes the items of an iterable from a set that nobody else sees yet.
fn subtract(h: &mut Heap, id: Id<Set>, other: Value) -> Res<()> {
    if items::needs_python(h, other) {
        return Err(Esc::Slow);
    }
    if let Value::Set(other) | Value::FrozenSet(other) = plain(h, other) {
        let pairs: Vec<(Value, i64)> = h.sets.get(other).pairs().collect();
        for (item, hash) in pairs {
            set::remove_hashed(h, id, item, hash)?;
        }
    } else {
        items::restoring(h, other, |h| {
            for item in items::collect(h, other)? {
                set::remove(h, id, item)?;
            }
            Ok(())
        })?;
    }
    h.sets.get_mut(id).shed();
    Ok(())
}

fn without(h: &mut Heap, a: Id<Set>, b: Value) -> Res<Id<Set>> {
    let (Value::Set(other) | Value::FrozenSet(other)) = plain(h, b) else {
        let new = set::copy(h, a);
        subtract(h, new, b)?;
        return Ok(new);
    };
    if h.sets.get(a).len() >> 2 > h.sets.get(other).len() {
        let new = set::copy(h, a);
        subtract(h, new, b)?;
        return Ok(new);
    }
    let new = h.new_set();
    let pairs: Vec<(Value, i64)> = h.sets.get(a).pairs().collect();
    for (item, hash) in pairs {
        if !set::contains_hashed(h, other, item, hash)? {
            set::add_hashed(h, new, item, hash)?;
        }
    }
    Ok(new)
}

fn difference(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let new = match args[1..] {
        [] => set::copy(h, id),
        [first, ref rest @ ..] => {
            let new = without(h, id, first)?;
            for &other in rest {
                subtract(h, new, other)?;
            }
            new
        }
    };
    Ok(wrapped(h, args[0], new))
}

fn difference_update(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let scratch = h.sets.get(id).clone();
    let scratch = h.sets.alloc(scratch);
    for &other in &args[1..] {
        subtract(h, scratch, other)?;
    }
    replace(h, id, scratch);
    Ok(Value::None)
}

/// Removes from `id` what is in `other`, and adds what is not in `id`.
fn toggle(h: &mut Heap, id: Id<Set>, other: Id<Set>) -> Res<()> {
    let pairs: Vec<(Value, i64)> = h.sets.get(other).pairs().collect();
    for (item, hash) in pairs {
        if !set::remove_hashed(h, id, item, hash)? {
            set::insert(h, id, item, hash);
        }
    }
    Ok(())
}

fn symmetric(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let other = as_set(h, args[1])?;
    let new = set::copy(h, other);
    toggle(h, new, id)?;
    Ok(wrapped(h, args[0], new))
}

fn symmetric_update(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let other = as_set(h, args[1])?;
    let scratch = h.sets.get(id).clone();
    let scratch = h.sets.alloc(scratch);
    toggle(h, scratch, other)?;
    replace(h, id, scratch);
    Ok(Value::None)
}

fn subset(h: &mut Heap, a: Id<Set>, b: Id<Set>) -> Res {
    match set::is_subset(h, a, b) {
        Ok(answer) => Ok(Value::Bool(answer)),
        Err(stop) => Err(stop.raise(h)),
    }
}

fn issubset(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let other = as_set(h, args[1])?;
    subset(h, id, other)
}

fn issuperset(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let other = as_set(h, args[1])?;
    subset(h, other, id)
}

fn isdisjoint(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let other = as_set(h, args[1])?;
    let pairs: Vec<(Value, i64)> = h.sets.get(other).pairs().collect();
    for (item, hash) in pairs {
        if set::contains_hashed(h, id, item, hash)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn is_key_view(h: &Heap, v: Value) -> bool {
    matches!(views::parts(h, v), Some((ViewKind::Keys | ViewKind::Items, _)))
}

/// The operators `|`, `&`, `-`, `^` and their in-place forms on sets and views of keys; none where the operands are others.
pub fn binary(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
    let (left, right) = (plain(h, a), plain(h, b));
    let is_set = |v: Value| matches!(v, Value::Set(_) | Value::FrozenSet(_));
    if is_key_view(h, left) || is_key_view(h, right) && is_set(left) {
        if !is_set(right) && !items::is_iterable(h, right) {
            return Ok(None);
        }
        if items::needs_python(h, right) {
            return Err(Esc::Slow);
        }
        let (left, right) = (views::to_set(h, left)?, views::to_set(h, right)?);
        return binary(h, op, left, right);
    }
    if !is_set(left) || !is_set(right) {
        return Ok(None);
    }
    let args = [left, right];
    let in_place = matches!(left, Value::Set(_));
    Ok(Some(match op {
        BinOp::Or => union(h, &args)?,
        BinOp::And => intersection(h, &args)?,
        BinOp::Sub => difference(h, &args)?,
        BinOp::Xor => symmetric(h, &args)?,
        BinOp::IOr if in_place => update(h, &args).map(|_| a)?,
        BinOp::IAnd if in_place => intersection_update(h, &args).map(|_| a)?,
        BinOp::ISub if in_place => difference_update(h, &args).map(|_| a)?,
        BinOp::IXor if in_place => symmetric_update(h, &args).map(|_| a)?,
        BinOp::IOr => union(h, &args)?,
        BinOp::IAnd => intersection(h, &args)?,
        BinOp::ISub => difference(h, &args)?,
        BinOp::IXor => symmetric(h, &args)?,
        _ => return Ok(None),
    }))
}
