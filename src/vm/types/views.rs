//! Live views: `dict.keys()`, `.values()`, `.items()`, and the attributes of an object seen as a mapping (`vars(obj)`,
//! `globals()`).

use super::iter::Iter;
use super::set;
use crate::vm::attr_dict;
use crate::vm::compare::plain;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::object::{Misc, ViewKind};
use crate::vm::value::{Sym, Value};

/// Methods of `dict_keys`, `dict_values` and `dict_items`.
pub static METHODS: &[NativeDef] = &[NativeDef::new("dict_keys.isdisjoint", &["self", "/other"], 2, is_disjoint)];

/// The attributes of an instance, class, module or function, in order.
pub fn attributes(h: &Heap, owner: Value) -> Vec<(Sym, Value)> {
    let bound = |(name, value): (Sym, Value)| (!value.is_unbound()).then_some((name, value));
    match owner {
        Value::Instance(id) => {
            let instance = h.instances.get(id);
            let names = h.shapes.names(instance.shape).iter().copied();
            names.zip(instance.slots.iter().copied()).filter_map(bound).collect()
        }
        Value::Class(id) => h.classes.get(id).attrs.iter().map(|(&name, &value)| (name, value)).collect(),
        Value::Module(id) => {
            let module = h.modules.get(id);
            module.index.iter().map(|(&name, &slot)| (name, module.slots[slot as usize])).filter_map(bound).collect()
        }
        Value::Function(id) => match &h.functions.get(id).attrs {
            Some(attrs) => attrs.iter().map(|(&name, &value)| (name, value)).collect(),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn owner_of(h: &Heap, view: Value) -> Value {
    attr_dict::target(h, view).unwrap_or(Value::None)
}

/// An iterator over the attributes behind a view, taken as they are now.
pub fn iter(h: &mut Heap, kind: ViewKind, view: Value) -> Iter {
    let owner = owner_of(h, view);
    let mut items = Vec::new();
    for (name, value) in attributes(h, owner) {
        let key = h.name_value(name);
        items.push(match kind {
            ViewKind::Keys => key,
            ViewKind::Values => value,
            ViewKind::Items => h.new_tuple(vec![key, value]),
        });
    }
    let name = match kind {
        ViewKind::Keys => "dict_keyiterator",
        ViewKind::Values => "dict_valueiterator",
        ViewKind::Items => "dict_itemiterator",
    };
    Iter::Items { name, items: items.into_boxed_slice(), pos: 0 }
}

/// The kind and the dict of a view of a dict.
pub fn parts(h: &Heap, v: Value) -> Option<(ViewKind, Value)> {
    let Value::Misc(id) = v else { return None };
    match *h.misc.get(id) {
        Misc::DictView { kind, dict } => Some((kind, dict)),
        _ => None,
    }
}

/// What stands for two values in a comparison: views as the dicts or sets that they show.
pub fn comparable(h: &mut Heap, a: Value, b: Value) -> Res<(Value, Value)> {
    if !matches!(a, Value::Misc(_)) && !matches!(b, Value::Misc(_)) {
        return Ok((a, b));
    }
    if let (Some((ViewKind::Items, a)), Some((ViewKind::Items, b))) = (parts(h, a), parts(h, b)) {
        return Ok((plain(h, a), plain(h, b)));
    }
    Ok((shown(h, a)?, shown(h, b)?))
}

fn shown(h: &mut Heap, v: Value) -> Res {
    if let Value::Misc(id) = v {
        match *h.misc.get(id) {
            Misc::AttrDict(_) => return Ok(Value::Dict(attr_dict::snapshot(h, v))),
            Misc::DictView { kind: ViewKind::Keys | ViewKind::Items, .. } => return to_set(h, v),
            _ => {}
        }
    }
    Ok(v)
}

/// The items of any iterable as a new set.
pub fn to_set(h: &mut Heap, v: Value) -> Res {
    let items = crate::vm::items::collect(h, v)?;
    let id = h.new_set();
    for item in items {
        set::add(h, id, item)?;
    }
    Ok(Value::Set(id))
}

fn is_disjoint(h: &mut Heap, args: &[Value]) -> Res {
    let left = to_set(h, args[0])?;
    let right = to_set(h, args[1])?;
    let (Value::Set(left), Value::Set(right)) = (left, right) else { return Ok(Value::None) };
    let items: Vec<(Value, i64)> = h.sets.get(left).pairs().collect();
    for (item, hash) in items {
        if set::contains_hashed(h, right, item, hash)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}
