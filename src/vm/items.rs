//! Items, membership, length and iteration of built-in containers. Each function stops with `Slow` where a method written in
//! Python must do it, before anything was changed.

mod iteration;
mod sequence;

pub use self::iteration::{collect, is_iterable, iter, needs_python, next, restoring, spread_unpack, unpack_error};
use super::class::{flag, has_flag};
use super::compare::{self, plain};
use super::heap::Heap;
use super::native::{Callee, Esc, Res, TailCall};
use super::object::{Misc, ViewKind};
use super::repr::type_name;
use super::types::{deque, dict, index_value, range, set, slice, views};
use super::value::Value;
use super::{attr, attr_dict};

/// Python's `len()`.
pub fn len(h: &mut Heap, v: Value) -> Res<usize> {
    Ok(match v {
        Value::List(id) => h.lists.get(id).items.len(),
        Value::Str(id) => h.strs.get(id).chars as usize,
        Value::Dict(id) => h.dicts.get(id).len(),
        Value::Tuple(id) => h.tuples.get(id).items.len(),
        Value::Set(id) | Value::FrozenSet(id) => h.sets.get(id).len(),
        Value::Bytes(id) => h.bytes.get(id).data.len(),
        Value::ByteArray(id) => h.bytearrays.get(id).data.len(),
        Value::Instance(_) | Value::Class(_) if has_flag(h, v, flag::LEN) => return Err(Esc::Slow),
        Value::Instance(_) if !plain(h, v).is(v) => {
            let inner = plain(h, v);
            return len(h, inner);
        }
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Range { start, stop, step } => range::length(start, stop, step),
            Misc::DictView { dict, .. } => return len(h, dict),
            Misc::AttrDict(owner) => views::attributes(h, owner).len(),
            Misc::Deque(ref deque) => deque.items.len(),
            _ => return Err(no_len(h, v)),
        },
        _ => return Err(no_len(h, v)),
    })
}

fn no_len(h: &mut Heap, v: Value) -> Esc {
    let name = type_name(h, v);
    h.type_error(format!("object of type '{name}' has no len()"))
}

/// `obj[index]`.
#[inline]
pub fn get_item(h: &mut Heap, obj: Value, index: Value) -> Res {
    match (obj, index) {
        (Value::List(id), Value::Int(i)) => {
            let items = &h.lists.get(id).items;
            let place = if i < 0 { i + items.len() as i64 } else { i };
            match items.get(place as usize) {
                Some(&item) => Ok(item),
                None => Err(h.raise("IndexError", "list index out of range")),
            }
        }
        (Value::Dict(id), _) => match dict::get(h, id, index)? {
            Some(value) => Ok(value),
            None => Err(h.raise_args("KeyError", vec![index])),
        },
        (Value::Tuple(id), Value::Int(i)) => {
            let items = &h.tuples.get(id).items;
            let place = if i < 0 { i + items.len() as i64 } else { i };
            match items.get(place as usize) {
                Some(&item) => Ok(item),
                None => Err(h.raise("IndexError", "tuple index out of range")),
            }
        }
        _ => get_other(h, obj, index),
    }
}

fn get_other(h: &mut Heap, obj: Value, index: Value) -> Res {
    match obj {
        Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) => {
            sequence::get(h, obj, index)
        }
        Value::Instance(_) => get_of_instance(h, obj, index),
        Value::Class(_) => subscribe_class(h, obj, index),
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Range { .. } => sequence::get(h, obj, index),
            Misc::AttrDict(_) => attr_dict::get_item(h, obj, index),
            Misc::Deque(_) => deque::get_item(h, obj, index),
            Misc::Alias { origin, .. } => subscribe_class(h, origin, index),
            _ => Err(not_subscriptable(h, obj)),
        },
        _ => Err(not_subscriptable(h, obj)),
    }
}

fn get_of_instance(h: &mut Heap, obj: Value, index: Value) -> Res {
    if python_method(h, obj, "__getitem__").is_some() {
        return Err(Esc::Slow);
    }
    let inner = plain(h, obj);
    if inner.is(obj) {
        return Err(not_subscriptable(h, obj));
    }
    if let (Value::Dict(id), true) = (inner, has_flag(h, obj, flag::ITEM)) {
        if let Some(value) = dict::get(h, id, index)? {
            return Ok(value);
        }
        if let Some(missing) = python_method(h, obj, "__missing__") {
            return Err(Esc::Call(Box::new(TailCall { func: Callee::Value(missing), args: vec![obj, index] })));
        }
    }
    get_item(h, inner, index)
}

/// A special method that is not a native one.
fn python_method(h: &Heap, obj: Value, name: &str) -> Option<Value> {
    if !has_flag(h, obj, flag::ITEM) {
        return None;
    }
    let method = attr::special(h, obj, h.find_name(name)?)?;
    (!matches!(method, Value::Native(_))).then_some(method)
}

/// `C[index]`: `__class_getitem__`, or a generic alias of the built-in classes.
fn subscribe_class(h: &mut Heap, class: Value, index: Value) -> Res {
    let Value::Class(id) = class else { return Err(not_subscriptable(h, class)) };
    if has_flag(h, class, flag::ITEM) {
        return Err(Esc::Slow);
    }
    let hook = h.find_name("__class_getitem__").and_then(|name| attr::lookup(h, id, name));
    if let Some(mut hook) = hook {
        if let Value::Misc(wrapped) = hook
            && let Misc::ClassMethod(inner) = *h.misc.get(wrapped)
        {
            hook = inner;
        }
        return Err(Esc::Call(Box::new(TailCall { func: Callee::Value(hook), args: vec![class, index] })));
    }
    const GENERIC: [&str; 16] = [
        "list",
        "dict",
        "tuple",
        "set",
        "frozenset",
        "type",
        "deque",
        "defaultdict",
        "OrderedDict",
        "Counter",
        "Queue",
        "Future",
        "enumerate",
        "filter",
        "map",
        "zip",
    ];
    let state = h.classes.get(id);
    if !state.mro.iter().any(|&base| GENERIC.contains(&h.classes.get(base).name.as_str())) {
        let text = format!("type '{}' is not subscriptable", state.qualname);
        return Err(h.type_error(text));
    }
    let args = if let Value::Tuple(_) = index { index } else { h.new_tuple(vec![index]) };
    Ok(h.new_misc(Misc::Alias { origin: class, args }))
}

fn not_subscriptable(h: &mut Heap, obj: Value) -> Esc {
    let name = type_name(h, obj);
    h.type_error(format!("'{name}' object is not subscriptable"))
}

/// `obj[index] = value`.
#[inline]
pub fn set_item(h: &mut Heap, obj: Value, index: Value, value: Value) -> Res<()> {
    match (obj, index) {
        (Value::List(id), Value::Int(i)) => {
            let items = &mut h.lists.get_mut(id).items;
            let place = if i < 0 { i + items.len() as i64 } else { i };
            match items.get_mut(place as usize) {
                Some(item) => {
                    *item = value;
                    Ok(())
                }
                None => Err(h.raise("IndexError", "list assignment index out of range")),
            }
        }
        (Value::Dict(id), _) => dict::set(h, id, index, value),
        _ => set_other(h, obj, index, value),
    }
}

fn set_other(h: &mut Heap, obj: Value, index: Value, value: Value) -> Res<()> {
    match obj {
        Value::List(id) if slice::parts(h, index).is_some() => sequence::set_slice(h, id, index, value),
        Value::List(_) | Value::ByteArray(_) => sequence::set(h, obj, index, value),
        Value::Instance(_) if python_method(h, obj, "__setitem__").is_some() => Err(Esc::Slow),
        Value::Instance(_) if !plain(h, obj).is(obj) => {
            let inner = plain(h, obj);
            set_item(h, inner, index, value)
        }
        Value::Class(_) if has_flag(h, obj, flag::ITEM) => Err(Esc::Slow),
        Value::Misc(id) if matches!(h.misc.get(id), Misc::AttrDict(_)) => attr_dict::set_item(h, obj, index, value),
        Value::Misc(_) if deque::get(h, obj).is_some() => deque::set_item(h, obj, index, value),
        _ => {
            let name = type_name(h, obj);
            Err(h.type_error(format!("'{name}' object does not support item assignment")))
        }
    }
}

/// `del obj[index]`.
pub fn del_item(h: &mut Heap, obj: Value, index: Value) -> Res<()> {
    match obj {
        Value::Dict(id) => match dict::remove(h, id, index)? {
            Some(_) => Ok(()),
            None => Err(h.raise_args("KeyError", vec![index])),
        },
        Value::List(id) if slice::parts(h, index).is_some() => sequence::del_slice(h, id, index),
        Value::List(_) | Value::ByteArray(_) => sequence::del(h, obj, index),
        Value::Instance(_) if python_method(h, obj, "__delitem__").is_some() => Err(Esc::Slow),
        Value::Instance(_) if !plain(h, obj).is(obj) => {
            let inner = plain(h, obj);
            del_item(h, inner, index)
        }
        Value::Class(_) if has_flag(h, obj, flag::ITEM) => Err(Esc::Slow),
        Value::Misc(id) if matches!(h.misc.get(id), Misc::AttrDict(_)) => attr_dict::del_item(h, obj, index),
        Value::Misc(_) if deque::get(h, obj).is_some() => deque::del_item(h, obj, index),
        _ => {
            let name = type_name(h, obj);
            // The words of CPython's two protocols: sequences, and what is none.
            let sequence = match obj {
                Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Set(_) | Value::FrozenSet(_) => true,
                Value::Instance(_) => true,
                Value::Misc(id) => matches!(h.misc.get(id), Misc::Range { .. } | Misc::DictView { .. }),
                _ => false,
            };
            let word = if sequence { "doesn't" } else { "does not" };
            Err(h.type_error(format!("'{name}' object {word} support item deletion")))
        }
    }
}

/// `item in container`.
pub fn contains(h: &mut Heap, container: Value, item: Value) -> Res<bool> {
    match container {
        Value::Dict(id) => Ok(dict::get(h, id, item)?.is_some()),
        Value::Set(id) | Value::FrozenSet(id) => set_contains(h, id, item),
        Value::List(_) | Value::Tuple(_) => among(h, container, item),
        Value::Str(id) => {
            let Value::Str(part) = plain(h, item) else {
                let name = type_name(h, item);
                return Err(h.type_error(format!("'in <string>' requires string as left operand, not {name}")));
            };
            Ok(h.str(id).contains(h.str(part)))
        }
        Value::Bytes(_) | Value::ByteArray(_) => sequence::bytes_contain(h, container, item),
        Value::Instance(_) | Value::Class(_) if has_flag(h, container, flag::CONTAINS | flag::ITER) => Err(Esc::Slow),
        Value::Instance(_) if !plain(h, container).is(container) => {
            let inner = plain(h, container);
            contains(h, inner, item)
        }
        Value::Instance(_) | Value::Class(_) if has_flag(h, container, flag::ITEM) => Err(Esc::Slow),
        Value::Generator(_) => Err(Esc::Slow),
        Value::Iter(_) => among_iterated(h, container, item),
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Range { start, stop, step } => Ok(range::position(h, (start, stop, step), item)?.is_some()),
            Misc::DictView { kind, dict } => view_contains(h, kind, dict, item),
            Misc::AttrDict(_) => Ok(attr_dict::find(h, container, item).is_some()),
            Misc::File(_) => Err(Esc::Slow),
            Misc::Deque(_) => deque::contains(h, container, item),
            _ => Err(not_a_container(h, container)),
        },
        _ => Err(not_a_container(h, container)),
    }
}

fn not_a_container(h: &mut Heap, container: Value) -> Esc {
    let name = type_name(h, container);
    h.type_error(format!("argument of type '{name}' is not iterable"))
}

/// A set is looked up in by its frozen likeness.
fn set_contains(h: &mut Heap, id: super::heap::arena::Id<super::object::Set>, item: Value) -> Res<bool> {
    if let Value::Set(key) = plain(h, item) {
        let state = h.sets.get(key).copied();
        let frozen = Value::FrozenSet(h.sets.alloc(state));
        return set::contains(h, id, frozen);
    }
    set::contains(h, id, item)
}

/// Whether a list or tuple has an equal item.
fn among(h: &mut Heap, container: Value, item: Value) -> Res<bool> {
    let items: &[Value] = match container {
        Value::List(id) => &h.lists.get(id).items,
        Value::Tuple(id) => &h.tuples.get(id).items,
        _ => &[],
    };
    for &other in items {
        match compare::same(h, other, item, 0) {
            Ok(false) => {}
            Ok(true) => return Ok(true),
            Err(stop) => return Err(stop.raise(h)),
        }
    }
    Ok(false)
}

fn among_iterated(h: &mut Heap, it: Value, item: Value) -> Res<bool> {
    if iteration::needs_python(h, it) || has_flag(h, item, flag::EQ) {
        return Err(Esc::Slow);
    }
    restoring(h, it, |h| {
        while let Some(other) = next(h, it)? {
            match compare::same(h, other, item, 0) {
                Ok(false) => {}
                Ok(true) => return Ok(true),
                Err(stop) => return Err(stop.raise(h)),
            }
        }
        Ok(false)
    })
}

fn view_contains(h: &mut Heap, kind: ViewKind, owner: Value, item: Value) -> Res<bool> {
    let Value::Dict(id) = plain(h, owner) else { return contains(h, owner, item) };
    match kind {
        ViewKind::Keys => Ok(dict::get(h, id, item)?.is_some()),
        ViewKind::Values => {
            let values: Vec<Value> = h.dicts.get(id).values().collect();
            let values = h.new_tuple(values);
            among(h, values, item)
        }
        ViewKind::Items => {
            let Value::Tuple(pair) = plain(h, item) else { return Ok(false) };
            let &[key, value] = &*h.tuples.get(pair).items else { return Ok(false) };
            match dict::get(h, id, key)? {
                Some(found) => compare::same(h, found, value, 0).map_err(|stop| stop.raise(h)),
                None => Ok(false),
            }
        }
    }
}

/// The place that an index names in `len` items; `None` outside. The error names what is indexed.
pub(super) fn place_in(h: &mut Heap, what: &str, index: Value, len: usize) -> Res<Option<usize>> {
    match index_value(h, index)? {
        Some(i) => {
            let place = if i < 0 { i + len as i64 } else { i };
            Ok(usize::try_from(place).ok().filter(|&place| place < len))
        }
        None => {
            let name = type_name(h, index);
            let text = match what {
                "string" => format!("string indices must be integers, not '{name}'"),
                "byte" => format!("byte indices must be integers or slices, not {name}"),
                _ => format!("{what} indices must be integers or slices, not {name}"),
            };
            Err(h.type_error(text))
        }
    }
}
