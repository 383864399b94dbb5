//! Native iterators: over the built-in containers, and `enumerate`, `zip`, `reversed` of such. None of them runs Python code;
//! iterables that do are run through by generators of the prelude, which [`Iter::Python`] gives the built-in's name.

use std::hash::{Hash, Hasher};

use super::range;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, Res};
use crate::vm::object::{ByteArray, Bytes, Dict, List, Misc, Set, Str, Tuple, ViewKind};
use crate::vm::value::Value;

/// State of a native iterator.
#[derive(Clone, Debug, Default, Hash)]
#[expect(missing_docs, reason = "the fields are positions in what the variant names")]
pub enum Iter {
    /// Exhausted, or a freed place.
    #[default]
    Done,
    List {
        list: Id<List>,
        pos: usize,
    },
    /// From the end; `pos` items are left.
    ListReversed {
        list: Id<List>,
        pos: usize,
    },
    Tuple {
        tuple: Id<Tuple>,
        pos: usize,
    },
    /// `pos` in bytes.
    Str {
        str: Id<Str>,
        pos: usize,
    },
    Bytes {
        bytes: Id<Bytes>,
        pos: usize,
    },
    ByteArray {
        bytes: Id<ByteArray>,
        pos: usize,
    },
    Range {
        next: i64,
        step: i64,
        left: usize,
    },
    /// `len`: size of the dict when the iteration began.
    Dict {
        dict: Id<Dict>,
        kind: ViewKind,
        pos: usize,
        len: usize,
    },
    DictReversed {
        dict: Id<Dict>,
        kind: ViewKind,
        pos: usize,
        len: usize,
    },
    Set {
        set: Id<Set>,
        pos: usize,
        len: usize,
    },
    /// `items` given up one by one (reversed strings, views of attributes, ...).
    Items {
        name: &'static str,
        items: Box<[Value]>,
        pos: usize,
    },
    /// One of `itertools`.
    Tool(Box<super::tools::Tool>),
    /// `version`: of the deque when the iteration began.
    Deque {
        deque: Id<Misc>,
        pos: usize,
        version: Version,
    },
    Enumerate {
        inner: Value,
        count: i64,
    },
    Zip {
        inner: Box<[Value]>,
        strict: bool,
    },
    /// A generator of the prelude that passes for a built-in iterator of this name.
    Python {
        name: &'static str,
        generator: Value,
    },
}

/// A count of changes. It is no part of a state; whether it is still that of the deque is.
#[derive(Clone, Copy, Debug)]
pub struct Version(pub u32);

impl Hash for Version {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}

impl Iter {
    /// The name of its type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Done | Self::List { .. } => "list_iterator",
            Self::ListReversed { .. } => "list_reverseiterator",
            Self::Tuple { .. } => "tuple_iterator",
            Self::Str { .. } => "str_ascii_iterator",
            Self::Bytes { .. } => "bytes_iterator",
            Self::ByteArray { .. } => "bytearray_iterator",
            Self::Range { .. } => "range_iterator",
            Self::Dict { kind: ViewKind::Keys, .. } => "dict_keyiterator",
            Self::Dict { kind: ViewKind::Values, .. } => "dict_valueiterator",
            Self::Dict { kind: ViewKind::Items, .. } => "dict_itemiterator",
            Self::DictReversed { kind: ViewKind::Keys, .. } => "dict_reversekeyiterator",
            Self::DictReversed { kind: ViewKind::Values, .. } => "dict_reversevalueiterator",
            Self::DictReversed { kind: ViewKind::Items, .. } => "dict_reverseitemiterator",
            Self::Set { .. } => "set_iterator",
            Self::Items { name, .. } | Self::Python { name, .. } => name,
            Self::Tool(tool) => tool.type_name(),
            Self::Deque { .. } => "_collections._deque_iterator",
            Self::Enumerate { .. } => "enumerate",
            Self::Zip { .. } => "zip",
        }
    }

    /// The values it holds, for the collector.
    pub fn children(&self, mut visit: impl FnMut(Value)) {
        match self {
            Self::Done | Self::Range { .. } => {}
            Self::List { list, .. } | Self::ListReversed { list, .. } => visit(Value::List(*list)),
            Self::Tuple { tuple, .. } => visit(Value::Tuple(*tuple)),
            Self::Str { str, .. } => visit(Value::Str(*str)),
            Self::Bytes { bytes, .. } => visit(Value::Bytes(*bytes)),
            Self::ByteArray { bytes, .. } => visit(Value::ByteArray(*bytes)),
            Self::Dict { dict, .. } | Self::DictReversed { dict, .. } => visit(Value::Dict(*dict)),
            Self::Set { set, .. } => visit(Value::Set(*set)),
            Self::Tool(tool) => tool.children(visit),
            Self::Deque { deque, .. } => visit(Value::Misc(*deque)),
            Self::Items { items, .. } | Self::Zip { inner: items, .. } => items.iter().copied().for_each(visit),
            Self::Enumerate { inner, .. } => visit(*inner),
            Self::Python { generator, .. } => visit(*generator),
        }
    }
}

impl Heap {
    /// A new iterator.
    pub fn new_iter(&mut self, iter: Iter) -> Value {
        self.charge(64);
        Value::Iter(self.iters.alloc(iter))
    }
}

/// The next item; none at the end, and ever after.
pub fn next(h: &mut Heap, id: Id<Iter>) -> Res<Option<Value>> {
    let item = match h.iters.get_mut(id) {
        Iter::Done => None,
        Iter::List { list, pos } => {
            let item = h.lists.get(*list).items.get(*pos).copied();
            *pos += 1;
            item
        }
        Iter::Tuple { tuple, pos } => {
            let item = h.tuples.get(*tuple).items.get(*pos).copied();
            *pos += 1;
            item
        }
        Iter::Range { next, step, left } => {
            if *left == 0 {
                None
            } else {
                let item = *next;
                *left -= 1;
                *next = next.wrapping_add(*step);
                Some(Value::Int(item))
            }
        }
        Iter::Items { items, pos, .. } => {
            let item = items.get(*pos).copied();
            *pos += 1;
            item
        }
        Iter::ListReversed { list, pos } => {
            *pos = pos.wrapping_sub(1);
            h.lists.get(*list).items.get(*pos).copied()
        }
        Iter::Bytes { bytes, pos } => {
            *pos += 1;
            h.bytes.get(*bytes).data.get(*pos - 1).map(|&b| Value::Int(i64::from(b)))
        }
        Iter::ByteArray { bytes, pos } => {
            *pos += 1;
            h.bytearrays.get(*bytes).data.get(*pos - 1).map(|&b| Value::Int(i64::from(b)))
        }
        Iter::Str { str, pos } => {
            let (str, start) = (*str, *pos);
            match h.strs.get(str).text[start..].chars().next() {
                Some(c) => {
                    *pos += c.len_utf8();
                    Some(h.new_char(c))
                }
                None => None,
            }
        }
        Iter::Set { set, pos, len } => {
            let state = h.sets.get(*set);
            if state.len() != *len {
                *len = usize::MAX;
                return Err(h.raise("RuntimeError", "Set changed size during iteration"));
            }
            let hit = state.at_or_after(*pos);
            if let Some((after, _)) = hit {
                *pos = after;
            }
            hit.map(|(_, item)| item)
        }
        Iter::Dict { .. } | Iter::DictReversed { .. } => return next_of_dict(h, id),
        Iter::Tool(_) => return super::tools::next(h, id),
        Iter::Deque { deque, pos, version } => {
            let (deque, at, version) = (*deque, *pos, version.0);
            *pos += 1;
            super::deque::next_at(h, deque, at, version)?
        }
        Iter::Enumerate { .. } => return next_of_enumerate(h, id),
        Iter::Zip { .. } => return next_of_zip(h, id),
        Iter::Python { .. } => return Err(Esc::Slow),
    };
    if item.is_none() {
        *h.iters.get_mut(id) = ended(h.iters.get(id));
    }
    Ok(item)
}

/// An exhausted iterator that still knows its type.
fn ended(iter: &Iter) -> Iter {
    Iter::Items { name: iter.type_name(), items: Box::new([]), pos: 0 }
}

fn next_of_dict(h: &mut Heap, id: Id<Iter>) -> Res<Option<Value>> {
    let (dict, kind, hit) = match h.iters.get_mut(id) {
        Iter::Dict { dict, kind, pos, len } => {
            let state = h.dicts.get(*dict);
            if state.len() != *len {
                *len = usize::MAX;
                return Err(h.raise("RuntimeError", "dictionary changed size during iteration"));
            }
            let hit = state.at_or_after(*pos);
            if let Some((after, ..)) = hit {
                *pos = after;
            }
            (*dict, *kind, hit)
        }
        Iter::DictReversed { dict, kind, pos, len } => {
            let state = h.dicts.get(*dict);
            if state.len() != *len {
                *len = usize::MAX;
                return Err(h.raise("RuntimeError", "dictionary changed size during iteration"));
            }
            let hit = state.before(*pos);
            if let Some((place, ..)) = hit {
                *pos = place;
            }
            (*dict, *kind, hit)
        }
        _ => return Ok(None),
    };
    let _ = dict;
    let Some((_, key, value)) = hit else {
        *h.iters.get_mut(id) = ended(h.iters.get(id));
        return Ok(None);
    };
    Ok(Some(match kind {
        ViewKind::Keys => key,
        ViewKind::Values => value,
        ViewKind::Items => h.new_tuple(vec![key, value]),
    }))
}

fn next_of_enumerate(h: &mut Heap, id: Id<Iter>) -> Res<Option<Value>> {
    let Iter::Enumerate { inner, count } = *h.iters.get(id) else { return Ok(None) };
    let Some(item) = crate::vm::items::next(h, inner)? else { return Ok(None) };
    *h.iters.get_mut(id) = Iter::Enumerate { inner, count: count + 1 };
    Ok(Some(h.new_tuple(vec![Value::Int(count), item])))
}

fn next_of_zip(h: &mut Heap, id: Id<Iter>) -> Res<Option<Value>> {
    let Iter::Zip { inner, strict } = h.iters.get(id).clone() else { return Ok(None) };
    let mut items = Vec::with_capacity(inner.len());
    for (n, &part) in inner.iter().enumerate() {
        match crate::vm::items::next(h, part)? {
            Some(item) => items.push(item),
            None if strict && n > 0 => return Err(uneven(h, n, "shorter")),
            None => {
                if strict {
                    for (m, &rest) in inner.iter().enumerate().skip(1) {
                        if crate::vm::items::next(h, rest)?.is_some() {
                            return Err(uneven(h, m, "longer"));
                        }
                    }
                }
                return Ok(None);
            }
        }
    }
    if items.is_empty() { Ok(None) } else { Ok(Some(h.new_tuple(items))) }
}

fn uneven(h: &mut Heap, n: usize, how: &str) -> Esc {
    let others = if n == 1 { "argument 1".to_owned() } else { format!("arguments 1-{n}") };
    h.value_error(format!("zip() argument {} is {how} than {others}", n + 1))
}

/// An iterator over a range.
pub fn over_range(start: i64, stop: i64, step: i64) -> Iter {
    Iter::Range { next: start, step, left: range::length(start, stop, step) }
}
