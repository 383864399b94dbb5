//! `list`: its methods. Items, slices and iteration are in [`crate::vm::items`].

use super::wrong_self;
use crate::vm::class::{flag, has_flag};
use crate::vm::compare;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::object::List;
use crate::vm::types::iter::Iter;
use crate::vm::value::Value;

/// `list(iterable)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("list", &["/iterable"], 0, construct).slow(Slow::Collect(0));

/// Methods of `list`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("list.append", &["self", "/object"], 2, append),
    NativeDef::new("list.extend", &["self", "/iterable"], 2, extend).slow(Slow::Collect(1)),
    NativeDef::new("list.insert", &["self", "/index", "/object"], 3, insert).slow(Slow::Prelude("list_insert")),
    NativeDef::new("list.pop", &["self", "/index"], 1, pop).slow(Slow::Prelude("list_pop")),
    NativeDef::new("list.remove", &["self", "/value"], 2, remove).slow(Slow::Prelude("list_remove")),
    NativeDef::new("list.index", &["self", "/value", "/start", "/stop"], 2, index)
        .slow(Slow::Prelude("sequence_index")),
    NativeDef::new("list.count", &["self", "/value"], 2, count).slow(Slow::Prelude("sequence_count")),
    NativeDef::new("list.reverse", &["self"], 1, reverse),
    NativeDef::new("list.sort", &["self", "key", "reverse"], 1, sort).slow(Slow::Prelude("list_sort")),
    NativeDef::new("list.copy", &["self"], 1, copy),
    NativeDef::new("list.clear", &["self"], 1, clear),
    NativeDef::new("list.__reversed__", &["self"], 1, reversed),
    NativeDef::new("list.__init__", &["self", "/iterable"], 1, init).slow(Slow::Collect(1)),
];

fn this(h: &mut Heap, v: Value) -> Res<Id<List>> {
    match compare::plain(h, v) {
        Value::List(id) => Ok(id),
        _ => Err(wrong_self(h, "list", v)),
    }
}

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let items = if args[0].is_unbound() { Vec::new() } else { items::collect(h, args[0])? };
    Ok(h.new_list(items))
}

fn init(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let items = if args[1].is_unbound() { Vec::new() } else { items::collect(h, args[1])? };
    h.charge(items.len() * 16);
    h.lists.get_mut(id).items = items;
    Ok(Value::None)
}

fn append(h: &mut Heap, args: &[Value]) -> Res {
    let Value::List(id) = args[0] else { return Err(wrong_self(h, "list", args[0])) };
    push(h, id, args[1]);
    Ok(Value::None)
}

/// Appends an item.
#[inline]
pub fn push(h: &mut Heap, id: Id<List>, item: Value) {
    h.charge(16);
    h.lists.get_mut(id).items.push(item);
}

fn extend(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    extend_by(h, id, args[1])?;
    Ok(Value::None)
}

/// Appends all items of an iterable. `Slow` where that needs Python code.
pub fn extend_by(h: &mut Heap, id: Id<List>, iterable: Value) -> Res<()> {
    let items = items::collect(h, iterable)?;
    h.charge(items.len() * 16);
    h.lists.get_mut(id).items.extend(items);
    Ok(())
}

fn insert(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let at = super::int_argument(h, args[1])?;
    h.charge(16);
    let items = &mut h.lists.get_mut(id).items;
    let len = items.len() as i64;
    let at = if at < 0 { (at + len).max(0) } else { at.min(len) };
    items.insert(at as usize, args[2]);
    Ok(Value::None)
}

fn pop(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    if args[1].is_unbound() {
        return match h.lists.get_mut(id).items.pop() {
            Some(item) => Ok(item),
            None => Err(h.raise("IndexError", "pop from empty list")),
        };
    }
    let at = super::int_argument(h, args[1])?;
    let items = &mut h.lists.get_mut(id).items;
    if items.is_empty() {
        return Err(h.raise("IndexError", "pop from empty list"));
    }
    let at = if at < 0 { at + items.len() as i64 } else { at };
    if at < 0 || at as usize >= items.len() {
        return Err(h.raise("IndexError", "pop index out of range"));
    }
    Ok(items.remove(at as usize))
}

/// The first place of an equal item between two places.
pub fn find(h: &mut Heap, items: &[Value], wanted: Value) -> Res<Option<usize>> {
    for (place, &item) in items.iter().enumerate() {
        match compare::same(h, item, wanted, 0) {
            Ok(false) => {}
            Ok(true) => return Ok(Some(place)),
            Err(stop) => return Err(stop.raise(h)),
        }
    }
    Ok(None)
}

fn remove(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let items = h.lists.get(id).items.clone();
    match find(h, &items, args[1])? {
        Some(place) => {
            h.lists.get_mut(id).items.remove(place);
            Ok(Value::None)
        }
        None => Err(h.value_error("list.remove(x): x not in list")),
    }
}

fn index(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let items = h.lists.get(id).items.clone();
    let (start, stop) = window(h, items.len(), args[2], args[3])?;
    match find(h, &items[start..stop.max(start)], args[1])? {
        Some(place) => Ok(Value::Int((start + place) as i64)),
        None => {
            let text = crate::vm::repr::repr(h, args[1])?;
            Err(h.value_error(format!("{text} is not in list")))
        }
    }
}

/// Optional bounds of a search, within `len` items.
pub fn window(h: &mut Heap, len: usize, start: Value, stop: Value) -> Res<(usize, usize)> {
    let len = len as i64;
    let mut bound = |v: Value, missing: i64| -> Res<usize> {
        let place = if v.is_unbound() { missing } else { super::int_argument(h, v)? };
        let place = if place < 0 { (place + len).max(0) } else { place.min(len) };
        Ok(place as usize)
    };
    Ok((bound(start, 0)?, bound(stop, len)?))
}

fn count(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let items = h.lists.get(id).items.clone();
    count_in(h, &items, args[1])
}

/// How many items are equal to one.
pub fn count_in(h: &mut Heap, items: &[Value], wanted: Value) -> Res {
    let mut count = 0;
    for &item in items {
        match compare::same(h, item, wanted, 0) {
            Ok(same) => count += i64::from(same),
            Err(stop) => return Err(stop.raise(h)),
        }
    }
    Ok(Value::Int(count))
}

fn reverse(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    h.lists.get_mut(id).items.reverse();
    Ok(Value::None)
}

fn copy(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    let items = h.lists.get(id).items.clone();
    Ok(h.new_list(items))
}

fn clear(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    h.lists.get_mut(id).items = Vec::new();
    Ok(Value::None)
}

fn reversed(h: &mut Heap, args: &[Value]) -> Res {
    let list = this(h, args[0])?;
    let pos = h.lists.get(list).items.len();
    Ok(h.new_iter(Iter::ListReversed { list, pos }))
}

fn sort(h: &mut Heap, args: &[Value]) -> Res {
    let id = this(h, args[0])?;
    if !args[1].is_unbound() && !args[1].is_none() {
        return Err(Esc::Slow);
    }
    let reverse = !args[2].is_unbound() && compare::truth(h, args[2])?;
    let mut items = h.lists.get(id).items.clone();
    sort_values(h, &mut items, reverse)?;
    h.lists.get_mut(id).items = items;
    Ok(Value::None)
}

/// Sorts values, stable. `Slow` where an order is written in Python.
pub fn sort_values(h: &mut Heap, items: &mut [Value], reverse: bool) -> Res<()> {
    let places = sorted_places(h, items, reverse)?;
    let old = items.to_vec();
    for (item, place) in items.iter_mut().zip(places) {
        *item = old[place];
    }
    Ok(())
}

/// The places of keys in their sorted order. Equal keys keep their order in both directions.
pub fn sorted_places(h: &mut Heap, keys: &[Value], reverse: bool) -> Res<Vec<usize>> {
    if keys.iter().any(|&key| has_flag(h, key, flag::ORDER)) {
        return Err(Esc::Slow);
    }
    let mut places: Vec<usize> = (0..keys.len()).collect();
    if reverse {
        places.reverse();
    }
    if keys.iter().all(|key| matches!(key, Value::Int(_))) {
        places.sort_by_key(|&place| if let Value::Int(i) = keys[place] { i } else { 0 });
    } else if keys.iter().all(|key| matches!(key, Value::Str(_))) {
        places.sort_by(|&a, &b| match (keys[a], keys[b]) {
            (Value::Str(a), Value::Str(b)) => h.str(a).cmp(h.str(b)),
            _ => std::cmp::Ordering::Equal,
        });
    } else {
        let mut scratch = places.clone();
        merge_sort(h, keys, &mut places, &mut scratch)?;
    }
    if reverse {
        places.reverse();
    }
    Ok(places)
}

/// A merge sort that only asks `<`, tolerates any answers and can stop: comparing may fail at every step. `scratch` is as
/// long as `places`.
fn merge_sort(h: &mut Heap, keys: &[Value], places: &mut [usize], scratch: &mut [usize]) -> Res<()> {
    const RUN: usize = 12;
    if places.len() <= RUN {
        for sorted in 1..places.len() {
            let place = places[sorted];
            let (mut low, mut high) = (0, sorted);
            while low < high {
                let middle = (low + high) / 2;
                if compare::less(h, keys[place], keys[places[middle]])? { high = middle } else { low = middle + 1 }
            }
            places.copy_within(low..sorted, low + 1);
            places[low] = place;
        }
        return Ok(());
    }
    let middle = places.len() / 2;
    let (left_scratch, right_scratch) = scratch.split_at_mut(middle);
    merge_sort(h, keys, &mut places[..middle], left_scratch)?;
    merge_sort(h, keys, &mut places[middle..], right_scratch)?;
    if !compare::less(h, keys[places[middle]], keys[places[middle - 1]])? {
        return Ok(());
    }
    scratch.copy_from_slice(places);
    let (mut left, mut right) = (0, middle);
    for place in places.iter_mut() {
        let from_right =
            left == middle || right < scratch.len() && compare::less(h, keys[scratch[right]], keys[scratch[left]])?;
        let source = if from_right { &mut right } else { &mut left };
        *place = scratch[*source];
        *source += 1;
    }
    Ok(())
}
