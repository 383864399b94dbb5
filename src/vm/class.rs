//! Classes: making them, their order of resolution, what their instances can do.

use super::attr::type_of;
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Esc, Res};
use super::object::{Class, Dict};
use super::value::Value;

/// Bits of `Class::flags`: a method written in Python exists somewhere in the MRO.
pub mod flag {
    /// `__eq__` or `__ne__`.
    pub const EQ: u32 = 1;
    /// `__hash__` (a class with `__eq__` and without `__hash__` has `__hash__ = None` in its namespace).
    pub const HASH: u32 = 1 << 1;
    /// `__lt__`, `__le__`, `__gt__`, `__ge__`.
    pub const ORDER: u32 = 1 << 2;
    /// `__bool__`.
    pub const BOOL: u32 = 1 << 3;
    /// `__len__`.
    pub const LEN: u32 = 1 << 4;
    /// `__iter__`.
    pub const ITER: u32 = 1 << 5;
    /// `__next__`.
    pub const NEXT: u32 = 1 << 6;
    /// `__getitem__`, `__setitem__`, `__delitem__`, `__missing__`.
    pub const ITEM: u32 = 1 << 7;
    /// `__contains__`.
    pub const CONTAINS: u32 = 1 << 8;
    /// `__repr__`.
    pub const REPR: u32 = 1 << 9;
    /// `__str__`.
    pub const STR: u32 = 1 << 10;
    /// `__format__`.
    pub const FORMAT: u32 = 1 << 11;
    /// `__getattr__` or `__getattribute__`.
    pub const GETATTR: u32 = 1 << 12;
    /// `__setattr__` or `__delattr__`.
    pub const SETATTR: u32 = 1 << 13;
    /// Any arithmetic method: `__add__`, `__radd__`, `__neg__`, ...
    pub const ARITH: u32 = 1 << 14;
    /// `__call__`.
    pub const CALL: u32 = 1 << 15;
    /// `__index__`, `__int__`, `__float__`.
    pub const NUMBER: u32 = 1 << 16;
    /// `__new__`.
    pub const NEW: u32 = 1 << 17;
    /// `__init__`.
    pub const INIT: u32 = 1 << 18;
    /// `__reversed__`.
    pub const REVERSED: u32 = 1 << 19;
    /// `__get__`: instances are descriptors.
    pub const GET: u32 = 1 << 20;
    /// `__set__` or `__delete__`: data descriptors.
    pub const SET: u32 = 1 << 21;
    /// `__class_getitem__`.
    pub const CLASS_GETITEM: u32 = 1 << 22;
    /// `__instancecheck__` or `__subclasscheck__` (on a metaclass).
    pub const INSTANCECHECK: u32 = 1 << 23;
}

/// Whether the class of `v` has a Python-defined special method of these kinds (any of `flags`).
pub fn has_flag(h: &Heap, v: Value, flags: u32) -> bool {
    match v {
        Value::Instance(id) => h.classes.get(h.instances.get(id).class).flags & flags != 0,
        Value::Class(id) => h.classes.get(h.classes.get(id).meta).flags & flags != 0,
        _ => false,
    }
}

/// Makes a class as `type(name, bases, namespace)` does. Hooks in Python (`__set_name__`, `__init_subclass__`, a metaclass's
/// `__new__`) are the business of `_prelude.build_class`, which calls this at the end.
pub fn build_class(h: &mut Heap, meta: Id<Class>, name: &str, bases: &[Value], namespace: Id<Dict>) -> Res {
    let _ = (h, meta, name, bases, namespace);
    Err(Esc::Slow)
}

/// Whether `a` is `b` or inherits from it.
pub fn is_subclass(h: &Heap, a: Id<Class>, b: Id<Class>) -> bool {
    h.classes.get(a).mro.contains(&b)
}

/// `isinstance(v, class)`: a class, a union or a tuple of them.
pub fn is_instance(h: &mut Heap, v: Value, class: Value) -> Res<bool> {
    let _ = (v, class);
    let _ = type_of(h, v);
    Err(Esc::Slow)
}

/// Whether an `except` clause takes the exception; `TypeError` where `ty` is no exception class or tuple of them.
pub fn exc_matches(h: &mut Heap, exc: Value, ty: Value) -> Res<bool> {
    let _ = (h, exc, ty);
    Err(Esc::Slow)
}

/// An instance of `class` (a subclass of a built-in type) that holds `value`; `value` itself for the built-in class.
pub fn wrap_payload(h: &mut Heap, class: Id<Class>, value: Value) -> Value {
    let _ = (h, class);
    value
}
