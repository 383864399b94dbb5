//! `obj.__dict__`, `vars(obj)`, `globals()`: a live view of an object's attributes with the methods of a dict. What only
//! reads works on a dict made on the spot; what writes sets attributes.

use super::attr;
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{NativeDef, Res, Slow};
use super::object::{Attrs, Dict, Misc};
use super::types::dict;
use super::value::{Sym, Value};

/// Methods of the view. Those of `dict` that are not here see a copy (the class inherits from `dict`).
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("dict.__getitem__", &["self", "/key"], 2, |h, a| get_item(h, a[0], a[1])),
    NativeDef::new("dict.__setitem__", &["self", "/key", "/value"], 3, |h, a| {
        set_item(h, a[0], a[1], a[2])?;
        Ok(Value::None)
    }),
    NativeDef::new("dict.__delitem__", &["self", "/key"], 2, |h, a| {
        del_item(h, a[0], a[1])?;
        Ok(Value::None)
    }),
    NativeDef::new("dict.get", &["self", "/key", "/default"], 2, |h, a| {
        let default = if a[2].is_unbound() { Value::None } else { a[2] };
        Ok(find(h, a[0], a[1]).unwrap_or(default))
    }),
    NativeDef::new("dict.setdefault", &["self", "/key", "/default"], 2, |h, a| {
        if let Some(value) = find(h, a[0], a[1]) {
            return Ok(value);
        }
        let default = if a[2].is_unbound() { Value::None } else { a[2] };
        set_item(h, a[0], a[1], default)?;
        Ok(default)
    }),
    NativeDef::new("dict.pop", &["self", "/key", "/default"], 2, |h, a| match find(h, a[0], a[1]) {
        Some(value) => {
            del_item(h, a[0], a[1])?;
            Ok(value)
        }
        None if a[2].is_unbound() => Err(h.raise_args("KeyError", vec![a[1]])),
        None => Ok(a[2]),
    }),
    NativeDef::new("dict.update", &["self", "/other"], 1, update).kwargs().slow(Slow::Prelude("attr_dict_update")),
    NativeDef::new("dict.clear", &["self"], 1, |h, a| {
        let copy = snapshot(h, a[0]);
        let keys: Vec<Value> = h.dicts.get(copy).entries().map(|(key, _)| key).collect();
        for key in keys {
            del_item(h, a[0], key)?;
        }
        Ok(Value::None)
    }),
    NativeDef::new("dict.copy", &["self"], 1, |h, a| Ok(Value::Dict(snapshot(h, a[0])))),
    NativeDef::new("dict.keys", &["self"], 1, |h, a| view(h, a[0], super::object::ViewKind::Keys)),
    NativeDef::new("dict.values", &["self"], 1, |h, a| view(h, a[0], super::object::ViewKind::Values)),
    NativeDef::new("dict.items", &["self"], 1, |h, a| view(h, a[0], super::object::ViewKind::Items)),
];

fn view(h: &mut Heap, v: Value, kind: super::object::ViewKind) -> Res {
    let dict = Value::Dict(snapshot(h, v));
    Ok(h.new_misc(Misc::DictView { kind, dict }))
}

fn update(h: &mut Heap, args: &[Value]) -> Res {
    for source in [args[1], args[2]] {
        match source {
            Value::Unbound => {}
            Value::Dict(id) => {
                let entries: Vec<_> = h.dicts.get(id).entries().collect();
                for (key, value) in entries {
                    set_item(h, args[0], key, value)?;
                }
            }
            v if target(h, v).is_some() => {
                let copy = snapshot(h, v);
                let entries: Vec<_> = h.dicts.get(copy).entries().collect();
                for (key, value) in entries {
                    set_item(h, args[0], key, value)?;
                }
            }
            _ => return Err(super::native::Esc::Slow),
        }
    }
    Ok(Value::None)
}

/// The object whose attributes a view shows, if `v` is one.
pub fn target(h: &Heap, v: Value) -> Option<Value> {
    let Value::Misc(id) = v else { return None };
    let Misc::AttrDict(object) = *h.misc.get(id) else { return None };
    Some(object)
}

/// The attributes as a new dict, in order.
pub fn snapshot(h: &mut Heap, v: Value) -> Id<Dict> {
    let pairs: Vec<(Sym, Value)> = match target(h, v) {
        Some(Value::Instance(id)) => {
            let instance = h.instances.get(id);
            h.shapes.names(instance.shape).iter().copied().zip(instance.slots.iter().copied()).collect()
        }
        Some(Value::Class(id)) => pairs(&h.classes.get(id).attrs),
        Some(Value::Function(id)) => h.functions.get(id).attrs.as_deref().map_or(Vec::new(), pairs),
        Some(Value::Module(id)) => {
            let module = h.modules.get(id);
            module.index.iter().map(|(&name, &slot)| (name, module.slots[slot as usize])).collect()
        }
        _ => Vec::new(),
    };
    let copy = h.new_dict();
    for (name, value) in pairs.into_iter().filter(|(_, v)| !v.is_unbound()) {
        let key = h.name(name).to_owned();
        dict::set_str(h, copy, &key, value);
    }
    copy
}

fn pairs(attrs: &Attrs) -> Vec<(Sym, Value)> {
    attrs.iter().map(|(&name, &value)| (name, value)).collect()
}

/// The value under a key, if it is there.
pub fn find(h: &Heap, v: Value, key: Value) -> Option<Value> {
    let Value::Str(key) = key else { return None };
    let name = h.find_name(h.str(key))?;
    let found = match target(h, v)? {
        Value::Instance(id) => {
            let instance = h.instances.get(id);
            instance.slots.get(attr::slot(h, instance.shape, name)? as usize).copied()
        }
        Value::Class(id) => h.classes.get(id).attrs.get(&name).copied(),
        Value::Function(id) => h.functions.get(id).attrs.as_ref()?.get(&name).copied(),
        Value::Module(id) => {
            let module = h.modules.get(id);
            module.index.get(&name).map(|&slot| module.slots[slot as usize])
        }
        _ => None,
    };
    found.filter(|v| !v.is_unbound())
}

/// `view[key]`.
pub fn get_item(h: &mut Heap, v: Value, key: Value) -> Res {
    match find(h, v, key) {
        Some(value) => Ok(value),
        None => Err(h.raise_args("KeyError", vec![key])),
    }
}

/// `view[key] = value`.
pub fn set_item(h: &mut Heap, v: Value, key: Value, value: Value) -> Res<()> {
    let Value::Str(key) = key else {
        return Err(h.type_error("Racecourse keeps only attributes with names that are strings"));
    };
    let text = h.str(key).to_owned();
    let name = h.intern(&text);
    match target(h, v) {
        Some(Value::Class(_)) => Err(h.type_error("'mappingproxy' object does not support item assignment")),
        Some(object @ Value::Instance(id)) => {
            // Past properties and `__setattr__`, as writing to a real `__dict__`.
            let shape = h.instances.get(id).shape;
            match attr::slot(h, shape, name) {
                Some(slot) => h.instances.get_mut(id).slots[slot as usize] = value,
                None => attr::add_slot(h, id, name, value)?,
            }
            let _ = object;
            Ok(())
        }
        Some(object) => attr::set_attr(h, object, name, value),
        None => Ok(()),
    }
}

/// `del view[key]`.
pub fn del_item(h: &mut Heap, v: Value, key: Value) -> Res<()> {
    if find(h, v, key).is_none() {
        return Err(h.raise_args("KeyError", vec![key]));
    }
    let (Some(object), Value::Str(key)) = (target(h, v), key) else { return Ok(()) };
    let Some(name) = h.find_name(h.str(key)) else { return Ok(()) };
    match object {
        Value::Instance(id) => attr::remove_slot(h, id, name),
        Value::Class(_) => Err(h.type_error("'mappingproxy' object doesn't support item deletion")),
        _ => attr::del_attr(h, object, name),
    }
}
