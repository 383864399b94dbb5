//! `collections.deque`: a double-ended queue with an optional bound.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use crate::vm::compare;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::object::Misc;
use crate::vm::repr::type_name;
use crate::vm::types::iter::Iter;
use crate::vm::value::Value;

/// State of a deque.
#[derive(Clone, Debug, Default)]
pub struct Deque {
    /// The items.
    pub items: VecDeque<Value>,
    /// At most so many; what is too many falls out at the other end.
    pub maxlen: Option<usize>,
    /// Counts changes of length, so that an iteration notices them.
    pub version: u32,
}

impl Hash for Deque {
    /// Not the version: it means something only to an iteration, which looks at it itself.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.items, self.maxlen).hash(state);
    }
}

impl Deque {
    /// The items in a row.
    pub fn listed(&self) -> Vec<Value> {
        self.items.iter().copied().collect()
    }

    fn push_back(&mut self, item: Value) {
        self.version = self.version.wrapping_add(1);
        if self.maxlen == Some(self.items.len()) && self.items.pop_front().is_none() {
            return;
        }
        self.items.push_back(item);
    }

    fn push_front(&mut self, item: Value) {
        self.version = self.version.wrapping_add(1);
        if self.maxlen == Some(self.items.len()) && self.items.pop_back().is_none() {
            return;
        }
        self.items.push_front(item);
    }
}

/// `deque(iterable, maxlen)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("deque", &["iterable", "maxlen"], 0, construct).slow(Slow::Collect(0));

/// Methods of `deque`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("deque.append", &["self", "/item"], 2, append),
    NativeDef::new("deque.appendleft", &["self", "/item"], 2, append_left),
    NativeDef::new("deque.pop", &["self"], 1, pop),
    NativeDef::new("deque.popleft", &["self"], 1, pop_left),
    NativeDef::new("deque.extend", &["self", "/iterable"], 2, extend).slow(Slow::Collect(1)),
    NativeDef::new("deque.extendleft", &["self", "/iterable"], 2, extend_left).slow(Slow::Collect(1)),
    NativeDef::new("deque.insert", &["self", "/index", "/item"], 3, insert),
    NativeDef::new("deque.remove", &["self", "/value"], 2, remove).slow(Slow::Prelude("list_remove")),
    NativeDef::new("deque.index", &["self", "/value", "/start", "/stop"], 2, index)
        .slow(Slow::Prelude("sequence_index")),
    NativeDef::new("deque.count", &["self", "/value"], 2, count).slow(Slow::Prelude("sequence_count")),
    NativeDef::new("deque.rotate", &["self", "/n"], 1, rotate),
    NativeDef::new("deque.reverse", &["self"], 1, reverse),
    NativeDef::new("deque.clear", &["self"], 1, clear),
    NativeDef::new("deque.copy", &["self"], 1, copy),
    NativeDef::new("deque.__copy__", &["self"], 1, copy),
    NativeDef::new("deque.__reversed__", &["self"], 1, reversed),
];

/// A new deque.
pub fn make(h: &mut Heap, items: VecDeque<Value>, maxlen: Option<usize>) -> Value {
    h.charge(items.len() * 16 + 64);
    h.new_misc(Misc::Deque(Box::new(Deque { items, maxlen, version: 0 })))
}

/// The deque behind a value, if it is one.
pub fn get(h: &Heap, v: Value) -> Option<&Deque> {
    match v {
        Value::Misc(id) => match h.misc.get(id) {
            Misc::Deque(deque) => Some(deque),
            _ => None,
        },
        _ => None,
    }
}

/// The deque of that id, to be changed; the id must be one's.
fn deque_mut(h: &mut Heap, id: Id<Misc>) -> &mut Deque {
    match h.misc.get_mut(id) {
        Misc::Deque(deque) => deque,
        _ => unreachable!("the caller knows it is a deque"),
    }
}

fn this(h: &mut Heap, v: Value) -> Res<&mut Deque> {
    match v {
        Value::Misc(id) if matches!(h.misc.get(id), Misc::Deque(_)) => Ok(deque_mut(h, id)),
        _ => {
            let name = type_name(h, v);
            Err(h.type_error(format!("descriptor requires a 'collections.deque' object but received a '{name}'")))
        }
    }
}

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let maxlen = match args[1] {
        Value::Unbound | Value::None => None,
        Value::Int(n) => match usize::try_from(n) {
            Ok(n) => Some(n),
            Err(_) => return Err(h.value_error("maxlen must be non-negative")),
        },
        _ => return Err(h.type_error("an integer is required")),
    };
    let mut items: VecDeque<Value> =
        if args[0].is_unbound() { VecDeque::new() } else { items::collect(h, args[0])?.into() };
    if let Some(maxlen) = maxlen {
        let extra = items.len().saturating_sub(maxlen);
        items.drain(..extra);
    }
    Ok(make(h, items, maxlen))
}

fn append(h: &mut Heap, args: &[Value]) -> Res {
    this(h, args[0])?.push_back(args[1]);
    h.charge(16);
    Ok(Value::None)
}

fn append_left(h: &mut Heap, args: &[Value]) -> Res {
    this(h, args[0])?.push_front(args[1]);
    h.charge(16);
    Ok(Value::None)
}

fn pop(h: &mut Heap, args: &[Value]) -> Res {
    let deque = this(h, args[0])?;
    match deque.items.pop_back() {
        Some(item) => {
            deque.version = deque.version.wrapping_add(1);
            Ok(item)
        }
        None => Err(h.raise("IndexError", "pop from an empty deque")),
    }
}

fn pop_left(h: &mut Heap, args: &[Value]) -> Res {
    let deque = this(h, args[0])?;
    match deque.items.pop_front() {
        Some(item) => {
            deque.version = deque.version.wrapping_add(1);
            Ok(item)
        }
        None => Err(h.raise("IndexError", "pop from an empty deque")),
    }
}

fn extend(h: &mut Heap, args: &[Value]) -> Res {
    let items = items::collect(h, args[1])?;
    h.charge(items.len() * 16);
    let deque = this(h, args[0])?;
    items.into_iter().for_each(|item| deque.push_back(item));
    Ok(Value::None)
}

fn extend_left(h: &mut Heap, args: &[Value]) -> Res {
    let items = items::collect(h, args[1])?;
    h.charge(items.len() * 16);
    let deque = this(h, args[0])?;
    items.into_iter().for_each(|item| deque.push_front(item));
    Ok(Value::None)
}

fn insert(h: &mut Heap, args: &[Value]) -> Res {
    let at = whole(h, args[1])?;
    let deque = this(h, args[0])?;
    if deque.maxlen.is_some_and(|most| deque.items.len() >= most) {
        return Err(h.raise("IndexError", "deque already at its maximum size"));
    }
    let at = clamp(at, deque.items.len());
    deque.items.insert(at, args[2]);
    deque.version = deque.version.wrapping_add(1);
    h.charge(16);
    Ok(Value::None)
}

fn whole(h: &mut Heap, v: Value) -> Res<i64> {
    match v {
        Value::Int(i) => Ok(i),
        Value::Bool(b) => Ok(i64::from(b)),
        _ => {
            let name = type_name(h, v);
            Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

/// A place for slices and insertions: counted from the end where negative, and never outside.
fn clamp(at: i64, len: usize) -> usize {
    let at = if at < 0 { at + len as i64 } else { at };
    at.clamp(0, len as i64) as usize
}

/// The first place of a value from `start` on, before `stop`.
fn position(h: &mut Heap, deque: Value, value: Value, start: usize, stop: usize) -> Res<Option<usize>> {
    let items: Vec<Value> = this(h, deque)?.items.iter().copied().collect();
    for (i, &item) in items.iter().enumerate().take(stop).skip(start) {
        if item.is(value) || compare::eq(h, item, value)? {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

fn remove(h: &mut Heap, args: &[Value]) -> Res {
    match position(h, args[0], args[1], 0, usize::MAX)? {
        Some(at) => {
            let deque = this(h, args[0])?;
            deque.items.remove(at);
            deque.version = deque.version.wrapping_add(1);
            Ok(Value::None)
        }
        None => Err(not_there(h, args[1])),
    }
}

fn index(h: &mut Heap, args: &[Value]) -> Res {
    let len = this(h, args[0])?.items.len();
    let start = if args[2].is_unbound() { 0 } else { clamp(whole(h, args[2])?, len) };
    let stop = if args[3].is_unbound() { len } else { clamp(whole(h, args[3])?, len) };
    match position(h, args[0], args[1], start, stop)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => Err(not_there(h, args[1])),
    }
}

fn not_there(h: &mut Heap, value: Value) -> Esc {
    match crate::vm::repr::repr(h, value) {
        Ok(text) => h.value_error(format!("{text} is not in deque")),
        Err(esc) => esc,
    }
}

fn count(h: &mut Heap, args: &[Value]) -> Res {
    let items: Vec<Value> = this(h, args[0])?.items.iter().copied().collect();
    let mut count = 0;
    for item in items {
        count += i64::from(item.is(args[1]) || compare::eq(h, item, args[1])?);
    }
    Ok(Value::Int(count))
}

fn rotate(h: &mut Heap, args: &[Value]) -> Res {
    let n = if args[1].is_unbound() { 1 } else { whole(h, args[1])? };
    let deque = this(h, args[0])?;
    if deque.items.len() > 1 {
        let by = n.rem_euclid(deque.items.len() as i64) as usize;
        deque.items.rotate_right(by);
        deque.version = deque.version.wrapping_add(1);
    }
    Ok(Value::None)
}

fn reverse(h: &mut Heap, args: &[Value]) -> Res {
    this(h, args[0])?.items.make_contiguous().reverse();
    Ok(Value::None)
}

fn clear(h: &mut Heap, args: &[Value]) -> Res {
    let deque = this(h, args[0])?;
    deque.items.clear();
    deque.version = deque.version.wrapping_add(1);
    Ok(Value::None)
}

fn copy(h: &mut Heap, args: &[Value]) -> Res {
    let deque = this(h, args[0])?;
    let (items, maxlen) = (deque.items.clone(), deque.maxlen);
    Ok(make(h, items, maxlen))
}

fn reversed(h: &mut Heap, args: &[Value]) -> Res {
    let items: Box<[Value]> = this(h, args[0])?.items.iter().rev().copied().collect();
    Ok(h.new_iter(Iter::Items { name: "_collections._deque_reverse_iterator", items, pos: 0 }))
}

/// `d[i]`.
pub fn get_item(h: &mut Heap, deque: Value, index: Value) -> Res {
    let at = place(h, deque, index)?;
    Ok(this(h, deque)?.items[at])
}

/// `d[i] = value`.
pub fn set_item(h: &mut Heap, deque: Value, index: Value, value: Value) -> Res<()> {
    let at = place(h, deque, index)?;
    this(h, deque)?.items[at] = value;
    Ok(())
}

/// `del d[i]`.
pub fn del_item(h: &mut Heap, deque: Value, index: Value) -> Res<()> {
    let at = place(h, deque, index)?;
    let deque = this(h, deque)?;
    deque.items.remove(at);
    deque.version = deque.version.wrapping_add(1);
    Ok(())
}

fn place(h: &mut Heap, deque: Value, index: Value) -> Res<usize> {
    let at = match index {
        Value::Int(i) => i,
        Value::Bool(b) => i64::from(b),
        _ => {
            let name = type_name(h, index);
            return Err(h.type_error(format!("sequence index must be integer, not '{name}'")));
        }
    };
    let len = this(h, deque)?.items.len() as i64;
    let at = if at < 0 { at + len } else { at };
    if (0..len).contains(&at) { Ok(at as usize) } else { Err(h.raise("IndexError", "deque index out of range")) }
}

/// `item in d`.
pub fn contains(h: &mut Heap, deque: Value, item: Value) -> Res<bool> {
    Ok(position(h, deque, item, 0, usize::MAX)?.is_some())
}

/// The item that an iteration which began at `version` meets at `at`; none at the end.
pub fn next_at(h: &mut Heap, id: Id<Misc>, at: usize, version: u32) -> Res<Option<Value>> {
    let deque = deque_mut(h, id);
    if deque.version != version {
        return Err(h.raise("RuntimeError", "deque mutated during iteration"));
    }
    Ok(deque.items.get(at).copied())
}

/// `d + e`; none if `e` is no deque.
pub fn concat(h: &mut Heap, a: Value, b: Value) -> Res<Option<Value>> {
    let Some(more) = get(h, b).map(|b| b.items.clone()) else {
        let name = type_name(h, b);
        return Err(h.type_error(format!("can only concatenate deque (not \"{name}\") to deque")));
    };
    let Some(deque) = get(h, a) else { return Ok(None) };
    let mut new = deque.clone();
    more.into_iter().for_each(|item| new.push_back(item));
    Ok(Some(make(h, new.items, new.maxlen)))
}

/// `d * n`.
pub fn repeat(h: &mut Heap, a: Value, n: i64) -> Res<Option<Value>> {
    let Some(deque) = get(h, a) else { return Ok(None) };
    let (items, maxlen) = (deque.items.clone(), deque.maxlen);
    h.reserve((items.len() as u64 * 16).saturating_mul(n.max(0) as u64))?;
    let mut new = Deque { items: VecDeque::new(), maxlen, version: 0 };
    for _ in 0..n.max(0) {
        items.iter().for_each(|&item| new.push_back(item));
    }
    Ok(Some(make(h, new.items, maxlen)))
}
