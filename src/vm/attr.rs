//! Attribute look-up, with caches.

use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Esc, Res};
use super::object::Class;
use super::value::{Sym, Value};

/// Look-up caches. No part of a process's state: a copy may start with empty ones.
#[derive(Clone, Debug, Default)]
pub struct Caches {}

/// The class of a value.
pub fn type_of(h: &Heap, v: Value) -> Id<Class> {
    let _ = (h, v);
    Id::from_raw(0)
}
/// Looks a name up along the MRO of a class.
pub fn lookup(h: &Heap, class: Id<Class>, name: Sym) -> Option<Value> {
    h.classes.get(class).mro.iter().find_map(|&c| h.classes.get(c).attrs.get(&name).copied())
}
/// A dunder method on the type of a value, unbound.
pub fn special(h: &Heap, v: Value, name: Sym) -> Option<Value> {
    lookup(h, type_of(h, v), name)
}
/// `obj.name`.
pub fn get_attr(h: &mut Heap, obj: Value, name: Sym) -> Res {
    let _ = (h, obj, name);
    Err(Esc::Slow)
}
/// (function, self) for a call of `obj.name`, or (callable, Unbound).
pub fn load_method(h: &mut Heap, obj: Value, name: Sym) -> Res<(Value, Value)> {
    Ok((get_attr(h, obj, name)?, Value::Unbound))
}
/// `obj.name = value`.
pub fn set_attr(h: &mut Heap, obj: Value, name: Sym, value: Value) -> Res<()> {
    let _ = (h, obj, name, value);
    Err(Esc::Slow)
}
/// `del obj.name`.
pub fn del_attr(h: &mut Heap, obj: Value, name: Sym) -> Res<()> {
    let _ = (h, obj, name);
    Err(Esc::Slow)
}
