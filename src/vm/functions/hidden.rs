//! `_vm`: what the Python of the prelude does through Rust. Keys of dicts and sets arrive here with the hash that Python code
//! computed for them; which of the keys of that hash is equal was decided by Python code too.

use super::{numbers, texts};
use crate::vm::builtins::NativeModule;
use crate::vm::compare::{self, plain};
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, NativeDef, Res, VmCall};
use crate::vm::object::Misc;
use crate::vm::types::iter::Iter;
use crate::vm::types::{dict, int_argument, list, set, text_of, views, wrong_self};
use crate::vm::value::Value;
use crate::vm::{attr, class, items, object_functions, repr};

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_vm", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("wrap", &["name", "generator"], 2, wrap),
    NativeDef::new("payload", &["obj"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("special", &["obj", "name"], 2, special),
    NativeDef::new("method", &["obj", "name"], 2, method),
    NativeDef::new("unwrap", &["it"], 1, unwrap),
    NativeDef::new("is_file", &["obj"], 1, |h, a| Ok(Value::Bool(is_file(h, a[0])))),
    NativeDef::new("is_generator", &["obj"], 1, |_, a| Ok(Value::Bool(matches!(a[0], Value::Generator(_))))),
    NativeDef::new("is_instance_value", &["obj"], 1, |_, a| Ok(Value::Bool(matches!(a[0], Value::Instance(_))))),
    NativeDef::new("is_iterable", &["obj"], 1, |h, a| Ok(Value::Bool(items::is_iterable(h, a[0])))),
    NativeDef::new("dict_of_view", &["view"], 1, |h, a| {
        let dict = views::parts(h, a[0]).map_or(Value::None, |(_, dict)| dict);
        Ok(plain(h, dict))
    }),
    NativeDef::new("default_hash", &["obj"], 1, default_hash),
    NativeDef::new("escape", &["text"], 1, |h, a| {
        let text = repr::escape_non_ascii(text_of(h, a[0]).unwrap_or_default());
        Ok(h.new_string(text))
    }),
    NativeDef::new("pow", &["base", "exp", "mod"], 3, numbers::pow),
    NativeDef::new("digits", &["number", "radix"], 2, |h, a| match a[1] {
        Value::Int(16) => numbers::hex(h, a),
        Value::Int(8) => numbers::oct(h, a),
        _ => numbers::bin(h, a),
    }),
    NativeDef::new("chr", &["number"], 1, texts::chr),
    NativeDef::new("unread", &["file", "text", "size"], 3, unread),
    NativeDef::new("caller_names", &[], 0, |h, _| Ok(h.new_list(Vec::new()))),
    NativeDef::new("instantiate", &["cls"], 1, |h, a| match a[0] {
        Value::Class(class) => class::instantiate(h, class, &a[1..]),
        _ => Err(h.type_error("not a class")),
    })
    .star(),
    NativeDef::new("make_class", &["meta", "name", "bases", "namespace"], 4, object_functions::make_class),
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

/// The same, none where the method is one of the built-in ones.
fn method(h: &mut Heap, args: &[Value]) -> Res {
    Ok(match special(h, args)? {
        Value::Native(_) => Value::None,
        method => method,
    })
}

/// The generator that passes for a built-in iterator; anything else as it is.
fn unwrap(h: &mut Heap, args: &[Value]) -> Res {
    if let Value::Iter(id) = args[0]
        && let Iter::Python { generator, .. } = *h.iters.get(id)
    {
        return Ok(generator);
    }
    Ok(args[0])
}

fn is_file(h: &Heap, v: Value) -> bool {
    matches!(v, Value::Misc(id) if matches!(h.misc.get(id), Misc::File(_)))
}

/// The hash of a built-in value, or by identity.
fn default_hash(h: &mut Heap, args: &[Value]) -> Res {
    let inner = plain(h, args[0]);
    if let Value::Instance(_) | Value::Class(_) = inner {
        return Ok(Value::Int(object_functions::identity(inner) >> 4));
    }
    Ok(Value::Int(compare::hash(h, inner)?))
}

/// The first `size` characters of a text; the rest goes back to the file's buffer.
fn unread(h: &mut Heap, args: &[Value]) -> Res {
    let size = int_argument(h, args[2])?.max(0) as usize;
    let text = text_of(h, args[1]).unwrap_or_default().to_owned();
    let cut = text.char_indices().nth(size).map_or(text.len(), |(at, _)| at);
    if let Value::Misc(id) = args[0]
        && let Misc::File(state) = h.misc.get_mut(id)
    {
        state.buffer = text.as_bytes()[cut..].to_vec();
        state.at = 0;
    }
    Ok(h.new_str(&text[..cut]))
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
