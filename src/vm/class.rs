//! Classes: making them, their order of resolution, what their instances can do.

use super::attr::{self, type_of};
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Esc, Res};
use super::object::{Attrs, Class, Dict, Instance, Misc, Payload};
use super::shape::Shapes;
use super::sym;
use super::value::{Sym, Value};

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
    /// `__getattr__`.
    pub const GETATTR: u32 = 1 << 12;
    /// `__setattr__`.
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
    /// `__getattribute__`.
    pub const GETATTRIBUTE: u32 = 1 << 24;
    /// `__delattr__`.
    pub const DELATTR: u32 = 1 << 25;
    /// `__init_subclass__`.
    pub const INIT_SUBCLASS: u32 = 1 << 26;
    /// A class attribute is a data descriptor (a property, or an object with `__set__`).
    pub const DATA: u32 = 1 << 27;
    /// Instances have only the attributes of `__slots__`.
    pub const SLOTS: u32 = 1 << 28;
    /// `__abstractmethods__` is not empty: no instances.
    pub const ABSTRACT: u32 = 1 << 29;
    /// All of them: a built-in class inherits none.
    pub const PYTHON_ONLY: u32 = u32::MAX;
}

/// Whether the class of `v` has a Python-defined special method of these kinds (any of `flags`).
#[inline]
pub fn has_flag(h: &Heap, v: Value, flags: u32) -> bool {
    match v {
        Value::Instance(id) => h.classes.get(h.instances.get(id).class).flags & flags != 0,
        Value::Class(id) => h.classes.get(h.classes.get(id).meta).flags & flags != 0,
        _ => false,
    }
}

/// Which flag a special method sets.
const HOOKS: &[(Sym, u32)] = &[
    (sym::EQ, flag::EQ),
    (sym::NE, flag::EQ),
    (sym::HASH, flag::HASH),
    (sym::LT, flag::ORDER),
    (sym::LE, flag::ORDER),
    (sym::GT, flag::ORDER),
    (sym::GE, flag::ORDER),
    (sym::BOOL, flag::BOOL),
    (sym::LEN, flag::LEN),
    (sym::ITER, flag::ITER),
    (sym::NEXT, flag::NEXT),
    (sym::GETITEM, flag::ITEM),
    (sym::SETITEM, flag::ITEM),
    (sym::DELITEM, flag::ITEM),
    (sym::MISSING, flag::ITEM),
    (sym::CONTAINS, flag::CONTAINS),
    (sym::REPR, flag::REPR),
    (sym::STR, flag::STR),
    (sym::FORMAT, flag::FORMAT),
    (sym::GETATTR, flag::GETATTR),
    (sym::GETATTRIBUTE, flag::GETATTRIBUTE),
    (sym::SETATTR, flag::SETATTR),
    (sym::DELATTR, flag::DELATTR),
    (sym::CALL, flag::CALL),
    (sym::INDEX, flag::NUMBER),
    (sym::INT, flag::NUMBER),
    (sym::FLOAT, flag::NUMBER),
    (sym::NEW, flag::NEW),
    (sym::INIT, flag::INIT),
    (sym::REVERSED, flag::REVERSED),
    (sym::GET, flag::GET),
    (sym::SET, flag::SET),
    (sym::DELETE, flag::SET),
    (sym::CLASS_GETITEM, flag::CLASS_GETITEM),
    (sym::INSTANCECHECK, flag::INSTANCECHECK),
    (sym::SUBCLASSCHECK, flag::INSTANCECHECK),
    (sym::INIT_SUBCLASS, flag::INIT_SUBCLASS),
    (sym::ABSTRACTMETHODS, flag::ABSTRACT),
];

fn hook_flag(name: Sym) -> u32 {
    match name {
        // The arithmetic methods are interned in one row.
        n if (sym::ADD.0..=sym::ABS.0).contains(&n.0) => flag::ARITH,
        n => HOOKS.iter().find(|(hook, _)| *hook == n).map_or(0, |&(_, flag)| flag),
    }
}

/// Whether a class attribute of that name changes what instances can do.
pub fn is_hook(name: Sym) -> bool {
    hook_flag(name) != 0 || name == sym::SLOTS
}

/// Whether a class attribute with this value is a data descriptor.
pub fn is_data_value(h: &Heap, value: Value) -> bool {
    attr::is_data_descriptor(h, value)
}

fn own_flags(h: &Heap, attrs: &Attrs) -> u32 {
    let mut flags = 0;
    for (&name, &value) in attrs {
        if is_data_value(h, value) {
            flags |= flag::DATA;
        }
        let bit = hook_flag(name);
        if bit == 0 || matches!(value, Value::Native(_)) {
            continue;
        }
        if bit == flag::ABSTRACT {
            let empty = matches!(value, Value::FrozenSet(id) if h.sets.get(id).is_empty());
            flags |= if empty { 0 } else { bit };
        } else {
            flags |= bit;
        }
    }
    flags
}

/// Computes the flags of a class and of all that inherit from it again.
pub fn refresh_flags(h: &mut Heap, class: Id<Class>) {
    for index in 0..h.classes.live() as u32 {
        let id = Id::from_raw(index);
        if !h.classes.get(id).mro.contains(&class) || h.classes.get(id).builtin {
            continue;
        }
        h.classes.get_mut(id).flags = all_flags(h, id);
    }
    h.class_epoch += 1;
}

fn all_flags(h: &Heap, id: Id<Class>) -> u32 {
    let class = h.classes.get(id);
    let mut flags = 0;
    let mut slots = true;
    for &c in class.mro.iter().filter(|&&c| !h.classes.get(c).builtin) {
        let attrs = &h.classes.get(c).attrs;
        flags |= own_flags(h, attrs);
        slots &= attrs.contains_key(&sym::SLOTS);
    }
    // The class's own word on abstractness counts, not its bases'.
    let abstract_ = own_flags(h, &class.attrs) & flag::ABSTRACT;
    let plain = class.payload == Payload::None;
    flags & !flag::ABSTRACT | abstract_ | if slots && plain { flag::SLOTS } else { 0 }
}

/// Whether `__slots__` along the MRO allow an attribute.
pub fn slot_allowed(h: &Heap, class: Id<Class>, name: Sym) -> bool {
    let wanted = h.name(name);
    h.classes.get(class).mro.iter().any(|&c| {
        let class = h.classes.get(c);
        // Private names are mangled as in the body of the class.
        let is = |v: &Value| match *v {
            Value::Str(id) if h.str(id).starts_with("__") && !h.str(id).ends_with("__") => {
                let mangled = wanted.strip_prefix('_').and_then(|w| w.strip_prefix(class.name.trim_start_matches('_')));
                mangled == Some(h.str(id))
            }
            Value::Str(id) => h.str(id) == wanted,
            _ => false,
        };
        match class.attrs.get(&sym::SLOTS) {
            Some(text @ Value::Str(_)) => is(text),
            Some(Value::Tuple(id)) => h.tuples.get(*id).items.iter().any(is),
            Some(Value::List(id)) => h.lists.get(*id).items.iter().any(is),
            _ => false,
        }
    })
}

/// Whether a class statement needs the prelude's `build_class(name, bases, namespace, keywords)` because hooks in Python have to
/// run: a metaclass, `__init_subclass__`, `__set_name__`, `__mro_entries__`. `keywords`: any were given.
pub fn needs_hooks(h: &Heap, bases: &[Value], namespace: Id<Dict>, keywords: bool) -> bool {
    keywords
        || bases.iter().any(|&base| match base {
            Value::Class(id) => {
                let class = h.classes.get(id);
                class.meta != h.builtins.type_ || class.flags & flag::INIT_SUBCLASS != 0
            }
            _ => true,
        })
        || h.dicts.get(namespace).entries().any(|(_, value)| match value {
            Value::Instance(id) => attr::lookup(h, h.instances.get(id).class, sym::SET_NAME).is_some(),
            _ => false,
        })
}

/// Makes a class as `type(name, bases, namespace)` does. Hooks in Python (`__set_name__`, `__init_subclass__`, a metaclass's
/// `__new__`) are the business of the prelude's `build_class`, which calls this at the end.
pub fn build_class(h: &mut Heap, meta: Id<Class>, name: &str, bases: &[Value], namespace: Id<Dict>) -> Res {
    let bases = base_classes(h, bases)?;
    let payload = payload_of(h, &bases)?;
    let mut attrs = namespace_attrs(h, namespace);
    let cell = attrs.shift_remove(&sym::CLASSCELL);
    let text = |h: &Heap, v: Option<Value>| match v {
        Some(Value::Str(id)) => Some(h.str(id).to_owned()),
        _ => None,
    };
    let qualname = text(h, attrs.shift_remove(&sym::QUALNAME)).unwrap_or_else(|| name.to_owned());
    let module = text(h, attrs.get(&sym::MODULE).copied()).unwrap_or_else(|| "__main__".to_owned());
    attrs.entry(sym::DOC).or_insert(Value::None);
    if attrs.contains_key(&sym::EQ) && !attrs.contains_key(&sym::HASH) {
        attrs.insert(sym::HASH, Value::None);
    }
    implicit_methods(h, &mut attrs);
    h.charge(400 + attrs.len() * 40);
    let id = h.classes.alloc(Class {
        name: name.to_owned(),
        qualname,
        module,
        bases: bases.clone(),
        mro: Vec::new(),
        attrs,
        meta,
        root_shape: Shapes::EMPTY,
        flags: 0,
        payload,
        builtin: false,
    });
    let mro = linearize(h, id, &bases)?;
    h.classes.get_mut(id).mro = mro;
    h.classes.get_mut(id).flags = all_flags(h, id);
    // The place may have belonged to a class that died.
    h.class_epoch += 1;
    if let Some(Value::Cell(cell)) = cell {
        h.cells.get_mut(cell).0 = Value::Class(id);
    }
    Ok(Value::Class(id))
}

fn namespace_attrs(h: &mut Heap, namespace: Id<Dict>) -> Attrs {
    let entries: Vec<_> = h.dicts.get(namespace).entries().collect();
    let mut attrs = Attrs::default();
    for (key, value) in entries {
        if let Value::Str(id) = key {
            let name = h.str(id).to_owned();
            attrs.insert(h.intern(&name), value);
        }
    }
    attrs
}

/// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` are class methods without being told.
fn implicit_methods(h: &mut Heap, attrs: &mut Attrs) {
    for name in [sym::NEW, sym::INIT_SUBCLASS, sym::CLASS_GETITEM] {
        if let Some(value @ Value::Function(_)) = attrs.get(&name).copied() {
            let wrapped = if name == sym::NEW { Misc::StaticMethod(value) } else { Misc::ClassMethod(value) };
            let wrapped = h.new_misc(wrapped);
            attrs.insert(name, wrapped);
        }
    }
}

fn base_classes(h: &mut Heap, bases: &[Value]) -> Res<Vec<Id<Class>>> {
    let mut classes = Vec::new();
    for &base in bases {
        let id = match base {
            Value::Class(id) => id,
            Value::Misc(misc) => match *h.misc.get(misc) {
                Misc::Alias { origin: Value::Class(id), .. } => id,
                _ => return Err(h.type_error("bases must be types")),
            },
            _ => return Err(h.type_error("bases must be types")),
        };
        let b = &h.builtins;
        use super::builtins::Role;
        let sealed =
            [b.bool_, b.class(Role::Function), b.class(Role::NoneType), b.class(Role::Range), b.class(Role::Slice)];
        if sealed.contains(&id) {
            let name = h.classes.get(id).name.clone();
            return Err(h.type_error(format!("type '{name}' is not an acceptable base type")));
        }
        if classes.contains(&id) {
            let name = h.classes.get(id).name.clone();
            return Err(h.type_error(format!("duplicate base class {name}")));
        }
        classes.push(id);
    }
    if classes.is_empty() {
        classes.push(h.builtins.object);
    }
    Ok(classes)
}

fn payload_of(h: &mut Heap, bases: &[Id<Class>]) -> Res<Payload> {
    let mut payload = Payload::None;
    for &base in bases {
        let theirs = h.classes.get(base).payload;
        if theirs != Payload::None && payload != Payload::None && theirs != payload {
            return Err(h.type_error("multiple bases have instance lay-out conflict"));
        }
        if theirs != Payload::None {
            payload = theirs;
        }
    }
    Ok(payload)
}

/// C3 linearization (Barrett et al., OOPSLA 1996), as Python's MRO.
fn linearize(h: &mut Heap, id: Id<Class>, bases: &[Id<Class>]) -> Res<Vec<Id<Class>>> {
    let mut lists: Vec<Vec<Id<Class>>> = bases.iter().map(|&b| h.classes.get(b).mro.clone()).collect();
    lists.push(bases.to_vec());
    let mut mro = vec![id];
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(mro);
        }
        let next = lists.iter().map(|l| l[0]).find(|c| !lists.iter().any(|l| l[1..].contains(c)));
        let Some(next) = next else {
            let names: Vec<String> = bases.iter().map(|&b| h.classes.get(b).name.clone()).collect();
            let message =
                format!("Cannot create a consistent method resolution\norder (MRO) for bases {}", names.join(", "));
            return Err(h.type_error(message));
        };
        mro.push(next);
        for list in &mut lists {
            list.retain(|&c| c != next);
        }
    }
}

/// Whether `a` is `b` or inherits from it.
#[inline]
pub fn is_subclass(h: &Heap, a: Id<Class>, b: Id<Class>) -> bool {
    a == b || h.classes.get(a).mro.contains(&b)
}

/// `isinstance(v, class)`: a class, a union or a tuple of them. `Slow` where a metaclass's `__instancecheck__` decides.
pub fn is_instance(h: &mut Heap, v: Value, class: Value) -> Res<bool> {
    check_classes(h, type_of(h, v), class, "isinstance() arg 2 must be a type, a tuple of types, or a union")
}

/// `issubclass(class, classes)`.
pub fn is_subclass_of(h: &mut Heap, class: Value, of: Value) -> Res<bool> {
    let Value::Class(id) = class else { return Err(h.type_error("issubclass() arg 1 must be a class")) };
    check_classes(h, id, of, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
}

fn check_classes(h: &mut Heap, actual: Id<Class>, class: Value, error: &str) -> Res<bool> {
    let items: Vec<Value> = match class {
        Value::Class(id) => {
            if is_subclass(h, actual, id) {
                return Ok(true);
            }
            if has_flag(h, class, flag::INSTANCECHECK) {
                return Err(Esc::Slow);
            }
            return Ok(false);
        }
        Value::Tuple(id) => h.tuples.get(id).items.to_vec(),
        Value::None => return Ok(actual == h.builtins.class(super::builtins::Role::NoneType)),
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Alias { origin: Value::None, args: Value::Tuple(args) } => h.tuples.get(args).items.to_vec(),
            Misc::Alias { .. } => {
                return Err(h.type_error("isinstance() argument 2 cannot be a parameterized generic"));
            }
            _ => return Err(h.type_error(error)),
        },
        Value::Instance(_) if has_flag(h, class, flag::INSTANCECHECK) => return Err(Esc::Slow),
        _ => return Err(h.type_error(error)),
    };
    for item in items {
        if check_classes(h, actual, item, error)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an `except` clause takes the exception; `TypeError` where `ty` is no exception class or tuple of them.
pub fn exc_matches(h: &mut Heap, exc: Value, ty: Value) -> Res<bool> {
    match ty {
        Value::Class(id) if is_subclass(h, id, h.builtins.base_exception) => Ok(is_subclass(h, type_of(h, exc), id)),
        Value::Tuple(id) => {
            // All are looked at, so that a wrong one is told even behind the one that matches.
            let mut matched = false;
            for index in 0..h.tuples.get(id).items.len() {
                let item = h.tuples.get(id).items[index];
                if !matches!(item, Value::Class(_)) {
                    return Err(bad_handler(h));
                }
                matched |= exc_matches(h, exc, item)?;
            }
            Ok(matched)
        }
        _ => Err(bad_handler(h)),
    }
}

fn bad_handler(h: &mut Heap) -> Esc {
    h.type_error("catching classes that do not inherit from BaseException is not allowed")
}

/// An instance of `class` (a subclass of a built-in type) that holds `value`; `value` itself for the built-in class.
pub fn wrap_payload(h: &mut Heap, class: Id<Class>, value: Value) -> Value {
    if h.classes.get(class).builtin {
        return value;
    }
    new_instance(h, class, value)
}

/// An instance without attributes.
#[inline]
pub fn new_instance(h: &mut Heap, class: Id<Class>, payload: Value) -> Value {
    h.charge(72);
    Value::Instance(h.instances.alloc(Instance { class, shape: Shapes::EMPTY, slots: Vec::new(), payload }))
}

/// What `object.__new__`, `BaseException.__new__`, `int.__new__`, ... do for `class`: a new instance with its built-in state.
/// `args` are those of the call; they matter to exceptions and to immutable types.
pub fn instantiate(h: &mut Heap, class: Id<Class>, args: &[Value]) -> Res {
    let c = h.classes.get(class);
    if c.flags & flag::ABSTRACT != 0 {
        return Err(abstract_error(h, class));
    }
    let base = match c.payload {
        Payload::None => {
            if c.builtin && class != h.builtins.object {
                return construct_builtin(h, class, args);
            }
            return Ok(if c.builtin { h.new_misc(Misc::Object) } else { new_instance(h, class, Value::Unbound) });
        }
        Payload::Exception => return Ok(super::object_functions::new_exception(h, class, args)),
        Payload::List if !c.builtin => h.new_list(Vec::new()),
        Payload::Dict if !c.builtin => Value::Dict(h.new_dict()),
        Payload::Set if !c.builtin => Value::Set(h.new_set()),
        Payload::Type => return Err(h.type_error("type.__new__() takes exactly 3 arguments")),
        payload => {
            let builtin = builtin_of(h, payload);
            construct_builtin(h, builtin, args)?
        }
    };
    Ok(wrap_payload(h, class, base))
}

fn builtin_of(h: &Heap, payload: Payload) -> Id<Class> {
    let b = &h.builtins;
    match payload {
        Payload::Int => b.int,
        Payload::Float => b.float,
        Payload::Str => b.str,
        Payload::Bytes => b.bytes,
        Payload::List => b.list,
        Payload::Tuple => b.tuple,
        Payload::Dict => b.dict,
        Payload::Set => b.set,
        Payload::FrozenSet => b.frozenset,
        Payload::None | Payload::Exception | Payload::Type => b.object,
    }
}

fn construct_builtin(h: &mut Heap, class: Id<Class>, args: &[Value]) -> Res {
    let Some(native) = h.builtins.construct(class) else {
        let name = h.classes.get(class).name.clone();
        return Err(h.type_error(format!("cannot create '{name}' instances")));
    };
    let def = h.natives[native.0 as usize];
    let mut args = args.to_vec();
    if args.len() < def.params.len() {
        args.resize(def.params.len(), Value::Unbound);
    }
    (def.call)(h, &args)
}

fn abstract_error(h: &mut Heap, class: Id<Class>) -> Esc {
    let c = h.classes.get(class);
    let name = c.name.clone();
    let mut missing: Vec<String> = match c.attrs.get(&sym::ABSTRACTMETHODS) {
        Some(Value::FrozenSet(id)) => h
            .sets
            .get(*id)
            .items()
            .filter_map(|v| if let Value::Str(id) = v { Some(h.str(id).to_owned()) } else { None })
            .collect(),
        _ => Vec::new(),
    };
    missing.sort();
    let plural = if missing.len() == 1 { "method" } else { "methods" };
    let names = missing.join(", ");
    h.type_error(format!("Can't instantiate abstract class {name} with abstract {plural} {names}"))
}
