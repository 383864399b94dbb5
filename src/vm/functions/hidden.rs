//! `_vm`: what the Python of `_prelude` does through Rust. Keys of dicts and sets arrive here with the hash that Python code
//! computed for them; which of the keys of that hash is equal was decided by Python code too.

use crate::vm::attr;
use crate::vm::builtins::NativeModule;
use crate::vm::compare::{self, plain};
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, NativeDef, Res, VmCall};
use crate::vm::repr;
use crate::vm::types::iter::Iter;
use crate::vm::types::{dict, int_argument, list, set, text_of, wrong_self};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_vm", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("wrap", &["name", "generator"], 2, wrap),
    NativeDef::new("payload", &["obj"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("special", &["obj", "name"], 2, special),
    NativeDef::new("current_tid", &[], 0, |_, _| Err(Esc::Vm(VmCall::CurrentTid))),
    NativeDef::new("dict_candidates", &["dict", "hash"], 2, dict_candidates),
    NativeDef::new("dict_value", &["dict", "key", "hash"], 3, dict_value),
    NativeDef::new("dict_set_hashed", &["dict", "key", "value", "hash"], 4, dict_set_hashed),
    NativeDef::new("dict_delete", &["dict", "key", "hash"], 3, dict_delete),
    NativeDef::new("set_candidates", &["set", "hash"], 2, set_candidates),
    NativeDef::new("set_add_hashed", &["set", "item", "hash"], 3, set_add_hashed),
    NativeDef::new("set_delete", &["set", "item", "hash"], 3, set_delete),
    NativeDef::new("freeze", &["set"], 1, freeze),
    NativeDef::new("hash_of_hashes", &["hashes"], 1, hash_of_hashes),
    NativeDef::new("try_sort", &["items"], 1, try_sort),
    NativeDef::new("order_of", &["keys", "reverse"], 2, order_of),
    NativeDef::new("default_repr", &["obj"], 1, default_repr),
    NativeDef::new("type_name", &["obj"], 1, |h, a| {
        let name = repr::type_name(h, a[0]);
        Ok(h.new_string(name))
    }),
];

/// Gives a generator the name of a built-in iterator.
fn wrap(h: &mut Heap, args: &[Value]) -> Res {
    const NAMES: [&str; 6] = ["map", "filter", "zip", "enumerate", "reversed", "callable_iterator"];
    let wanted = text_of(h, args[0]).unwrap_or_default();
    let name = NAMES.iter().find(|name| **name == wanted).copied().unwrap_or("generator");
    Ok(h.new_iter(Iter::Python { name, generator: args[1] }))
}

/// A special method of the type of an object, unbound, or None.
fn special(h: &mut Heap, args: &[Value]) -> Res {
    let name = text_of(h, args[1]).and_then(|name| h.find_name(name));
    Ok(name.and_then(|name| attr::special(h, args[0], name)).unwrap_or(Value::None))
}

fn dict_of(h: &mut Heap, v: Value) -> Res<crate::vm::heap::arena::Id<dict::Dict>> {
    match plain(h, v) {
        Value::Dict(id) => Ok(id),
        _ => Err(wrong_self(h, "dict", v)),
    }
}

fn set_of(h: &mut Heap, v: Value) -> Res<crate::vm::heap::arena::Id<set::Set>> {
    match plain(h, v) {
        Value::Set(id) | Value::FrozenSet(id) => Ok(id),
        _ => Err(wrong_self(h, "set", v)),
    }
}

fn dict_candidates(h: &mut Heap, args: &[Value]) -> Res {
    let (id, hash) = (dict_of(h, args[0])?, int_argument(h, args[1])?);
    let keys = h.dicts.get(id).candidates(hash);
    Ok(h.new_list(keys))
}

fn dict_value(h: &mut Heap, args: &[Value]) -> Res {
    let (id, hash) = (dict_of(h, args[0])?, int_argument(h, args[2])?);
    match dict::find_identical(h, id, args[1], hash) {
        Some(place) => Ok(dict::value_at(h, id, place)),
        None => Err(h.raise_args("KeyError", vec![args[1]])),
    }
}

fn dict_set_hashed(h: &mut Heap, args: &[Value]) -> Res {
    let (id, hash) = (dict_of(h, args[0])?, int_argument(h, args[3])?);
    match dict::find_identical(h, id, args[1], hash) {
        Some(place) => dict::set_value_at(h, id, place, args[2]),
        None => dict::insert(h, id, hash, args[1], args[2]),
    }
    Ok(Value::None)
}

fn dict_delete(h: &mut Heap, args: &[Value]) -> Res {
    let (id, hash) = (dict_of(h, args[0])?, int_argument(h, args[2])?);
    match dict::find_identical(h, id, args[1], hash) {
        Some(place) => Ok(dict::remove_place(h, id, place)),
        None => Err(h.raise_args("KeyError", vec![args[1]])),
    }
}

fn set_candidates(h: &mut Heap, args: &[Value]) -> Res {
    let (id, hash) = (set_of(h, args[0])?, int_argument(h, args[1])?);
    let items = h.sets.get(id).candidates(hash);
    Ok(h.new_list(items))
}

fn set_add_hashed(h: &mut Heap, args: &[Value]) -> Res {
    let (id, hash) = (set_of(h, args[0])?, int_argument(h, args[2])?);
    set::insert(h, id, args[1], hash);
    Ok(Value::None)
}

fn set_delete(h: &mut Heap, args: &[Value]) -> Res {
    let (id, hash) = (set_of(h, args[0])?, int_argument(h, args[2])?);
    Ok(Value::Bool(set::remove_identical(h, id, args[1], hash)))
}

/// The set as a frozenset, not copied.
fn freeze(h: &mut Heap, args: &[Value]) -> Res {
    Ok(Value::FrozenSet(set_of(h, args[0])?))
}

/// The hash of a tuple whose items have these hashes: that of the tuple of the numbers, which hash to themselves.
fn hash_of_hashes(h: &mut Heap, args: &[Value]) -> Res {
    let items = match args[0] {
        Value::List(id) => h.lists.get(id).items.clone(),
        _ => Vec::new(),
    };
    Ok(Value::Int(compare::tuple_hash_of(&items)))
}

/// Sorts a list in place if its items can be compared without Python code; whether it did.
fn try_sort(h: &mut Heap, args: &[Value]) -> Res {
    let Value::List(id) = args[0] else { return Err(wrong_self(h, "list", args[0])) };
    let mut items = h.lists.get(id).items.clone();
    match list::sort_values(h, &mut items, false) {
        Ok(()) => {
            h.lists.get_mut(id).items = items;
            Ok(Value::Bool(true))
        }
        Err(Esc::Slow) => Ok(Value::Bool(false)),
        Err(other) => Err(other),
    }
}

/// The places of a list of keys in their sorted order, stable; None where comparing them needs Python code.
fn order_of(h: &mut Heap, args: &[Value]) -> Res {
    let Value::List(id) = args[0] else { return Err(wrong_self(h, "list", args[0])) };
    let keys = h.lists.get(id).items.clone();
    let reverse = compare::truth(h, args[1])?;
    match list::sorted_places(h, &keys, reverse) {
        Ok(places) => {
            let places = places.into_iter().map(|place| Value::Int(place as i64)).collect();
            Ok(h.new_list(places))
        }
        Err(Esc::Slow) => Ok(Value::None),
        Err(other) => Err(other),
    }
}

/// `<C object at 0x...>` whatever the class defines.
fn default_repr(h: &mut Heap, args: &[Value]) -> Res {
    let text = repr::default_repr(h, args[0]);
    Ok(h.new_string(text))
}
