//! The object model as natives: `object`, `type`, `property`, `super`, exceptions, `getattr` and its kin.

use super::attr;
use super::class::{self, flag};
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Esc, NativeDef, Res, Slow, VmCall};
use super::object::{Class, ExcObject, Instance, Misc};
use super::shape::Shapes;
use super::sym;
use super::types::dict;
use super::value::{Sym, Value};

/// Functions about objects.
pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("getattr", &["/object", "/name", "/default"], 2, getattr).slow(Slow::Prelude("getattr_default")),
    NativeDef::new("setattr", &["/object", "/name", "/value"], 3, setattr),
    NativeDef::new("hasattr", &["/object", "/name"], 2, hasattr).slow(Slow::Prelude("hasattr")),
    NativeDef::new("delattr", &["/object", "/name"], 2, delattr),
    NativeDef::new("isinstance", &["/obj", "/class_or_tuple"], 2, isinstance).slow(Slow::Prelude("isinstance")),
    NativeDef::new("issubclass", &["/cls", "/class_or_tuple"], 2, issubclass).slow(Slow::Prelude("issubclass")),
    NativeDef::new("id", &["/obj"], 1, id),
    NativeDef::new("callable", &["/obj"], 1, callable),
    NativeDef::new("vars", &["/object"], 0, vars),
    NativeDef::new("dir", &["/object"], 0, dir).slow(Slow::Prelude("dir")),
];

/// Methods of `object`.
pub static OBJECT_METHODS: &[NativeDef] = &[
    NativeDef::new("object.__new__", &["cls"], 1, object_new).star().kwargs().slow(Slow::Prelude("payload_new")),
    NativeDef::new("object.__init__", &["self"], 1, object_init).star().kwargs().slow(Slow::Prelude("payload_init")),
    NativeDef::new("object.__init_subclass__", &["cls"], 1, nothing).kwargs(),
    NativeDef::new("object.__getattribute__", &["self", "name"], 2, object_getattribute),
    NativeDef::new("object.__setattr__", &["self", "name", "value"], 3, object_setattr),
    NativeDef::new("object.__delattr__", &["self", "name"], 2, object_delattr),
    NativeDef::new("object.__eq__", &["self", "value"], 2, object_eq).slow(Slow::Prelude("native_eq")),
    NativeDef::new("object.__ne__", &["self", "value"], 2, object_ne).slow(Slow::Prelude("native_ne")),
    NativeDef::new("object.__hash__", &["self"], 1, object_hash).slow(Slow::Prelude("native_hash")),
    NativeDef::new("object.__repr__", &["self"], 1, object_repr).slow(Slow::Prelude("native_repr")),
    NativeDef::new("object.__str__", &["self"], 1, object_str).slow(Slow::Prelude("native_str")),
    NativeDef::new("object.__format__", &["self", "format_spec"], 2, object_format)
        .slow(Slow::Prelude("native_format")),
    NativeDef::new("object.__dir__", &["self"], 1, dir).slow(Slow::Prelude("dir")),
    NativeDef::new("object.__reduce__", &["self"], 1, |_, a| Err(attr::call_prelude("object_reduce", a.to_vec()))),
    NativeDef::new("object.__reduce_ex__", &["self", "/protocol"], 2, |_, a| {
        Err(attr::call_prelude("object_reduce_ex", a.to_vec()))
    }),
    NativeDef::new("object.__getstate__", &["self"], 1, |_, a| Err(attr::call_prelude("object_getstate", a.to_vec()))),
];

/// Methods of `type`.
pub static TYPE_METHODS: &[NativeDef] = &[
    NativeDef::new("type.mro", &["self"], 1, |h, args| {
        let mro = attr::get_attr(h, args[0], sym::MRO)?;
        let items = super::items::collect(h, mro)?;
        Ok(h.new_list(items))
    }),
    NativeDef::new("type.__subclasses__", &["self"], 1, subclasses),
    NativeDef::new("type.__call__", &["self"], 1, |_, args| {
        let kwargs = if args[1].is_unbound() { Value::None } else { args[1] };
        let mut all = vec![args[0], kwargs];
        all.extend_from_slice(&args[2..]);
        Err(attr::call_prelude("type_call", all))
    })
    .star()
    .kwargs(),
    NativeDef::new("type.__new__", &["cls"], 1, |_, args| {
        let kwargs = if args[1].is_unbound() { Value::None } else { args[1] };
        let mut all = vec![args[0], kwargs];
        all.extend_from_slice(&args[2..]);
        Err(attr::call_prelude("type_new", all))
    })
    .star()
    .kwargs(),
    NativeDef::new("type.__init__", &["self"], 1, nothing).star().kwargs(),
    NativeDef::new("type.__setattr__", &["self", "name", "value"], 3, |h, args| {
        let name = name_arg(h, args[1])?;
        let Value::Class(id) = args[0] else { return Err(h.type_error("can't apply this __setattr__ to a non-class")) };
        attr::set_class_attr_raw(h, id, name, args[2]);
        Ok(Value::None)
    }),
    NativeDef::new("type.__or__", &["self", "other"], 2, |h, args| {
        super::ops::binary(h, crate::code::instr::BinOp::Or, args[0], args[1])
    }),
    NativeDef::new("type.__instancecheck__", &["self", "instance"], 2, |h, args| plain_check(h, args, false)),
    NativeDef::new("type.__subclasscheck__", &["self", "subclass"], 2, |h, args| plain_check(h, args, true)),
];

/// `type(x)` and `type(name, bases, dict)`.
pub static TYPE_CONSTRUCT: NativeDef = NativeDef::new("type", &["/object", "/bases", "/dict"], 1, type_call).kwargs();

/// `property(fget, fset, fdel, doc)`.
pub static PROPERTY_CONSTRUCT: NativeDef =
    NativeDef::new("property", &["fget", "fset", "fdel", "doc"], 0, |h, args| {
        let or_none = |v: Value| if v.is_unbound() { Value::None } else { v };
        let mut doc = or_none(args[3]);
        if doc.is_none()
            && let Value::Function(id) = args[0]
        {
            doc = h.functions.get(id).doc;
        }
        let (get, set, del) = (or_none(args[0]), or_none(args[1]), or_none(args[2]));
        Ok(h.new_misc(Misc::Property { get, set, del, doc }))
    });

/// Methods of `property`.
pub static PROPERTY_METHODS: &[NativeDef] = &[
    NativeDef::new("property.getter", &["self", "fget"], 2, |h, args| {
        property_with(h, args[0], Some(args[1]), None, None)
    }),
    NativeDef::new("property.setter", &["self", "fset"], 2, |h, args| {
        property_with(h, args[0], None, Some(args[1]), None)
    }),
    NativeDef::new("property.deleter", &["self", "fdel"], 2, |h, args| {
        property_with(h, args[0], None, None, Some(args[1]))
    }),
    NativeDef::new("property.__get__", &["self", "obj", "type"], 2, |h, args| {
        let class = attr::type_of(h, args[1]);
        attr::bind(h, args[0], args[1], class)
    }),
    NativeDef::new("property.__set__", &["self", "obj", "value"], 3, |h, args| {
        let Value::Misc(id) = args[0] else { return Err(Esc::Slow) };
        let Misc::Property { set, .. } = *h.misc.get(id) else { return Err(Esc::Slow) };
        Err(attr::call(set, vec![args[1], args[2]]))
    }),
];

/// `classmethod(f)`.
pub static CLASSMETHOD_CONSTRUCT: NativeDef =
    NativeDef::new("classmethod", &["/function"], 1, |h, args| Ok(h.new_misc(Misc::ClassMethod(args[0]))));

/// `staticmethod(f)`.
pub static STATICMETHOD_CONSTRUCT: NativeDef =
    NativeDef::new("staticmethod", &["/function"], 1, |h, args| Ok(h.new_misc(Misc::StaticMethod(args[0]))));

/// `types.GenericAlias(origin, args)`.
pub static ALIAS_CONSTRUCT: NativeDef = NativeDef::new("GenericAlias", &["/origin", "/args"], 2, |h, args| {
    let items = if let Value::Tuple(_) = args[1] { args[1] } else { h.new_tuple(vec![args[1]]) };
    Ok(h.new_misc(Misc::Alias { origin: args[0], args: items }))
});

/// Methods of `staticmethod`.
pub static STATICMETHOD_METHODS: &[NativeDef] = &[NativeDef::new("staticmethod.__call__", &["self"], 1, |h, args| {
    let Value::Misc(id) = args[0] else { return Err(Esc::Slow) };
    let Misc::StaticMethod(func) = *h.misc.get(id) else { return Err(Esc::Slow) };
    let mut all = vec![func, if args[1].is_unbound() { Value::None } else { args[1] }];
    all.extend_from_slice(&args[2..]);
    Err(attr::call_prelude("call_with_dict", all))
})
.star()
.kwargs()];

/// `super(class, obj)`; the compiler gives both to a bare `super()`.
pub static SUPER_CONSTRUCT: NativeDef = NativeDef::new("super", &["/type", "/object_or_type"], 0, |h, args| {
    let Value::Class(class) = args[0] else {
        return Err(match args[0] {
            Value::Unbound => h.raise("RuntimeError", "super(): no arguments"),
            _ => h.type_error("super() argument 1 must be a type"),
        });
    };
    let this = args[1];
    let start = match this {
        Value::Class(id) if class::is_subclass(h, id, class) => id,
        _ => attr::type_of(h, this),
    };
    if this.is_unbound() || !class::is_subclass(h, start, class) {
        return Err(h.type_error("super(type, obj): obj must be an instance or subtype of type"));
    }
    Ok(h.new_misc(Misc::Super { class, this, start }))
});

/// Methods of exceptions.
pub static EXCEPTION_METHODS: &[NativeDef] = &[
    NativeDef::new("BaseException.with_traceback", &["self", "tb"], 2, |h, args| {
        if let Some(state) = attr::exception_state(h, args[0]) {
            attr::set_traceback(h, state, args[1]);
        }
        Ok(args[0])
    }),
    NativeDef::new("BaseException.add_note", &["self", "note"], 2, |h, args| {
        if !matches!(args[1], Value::Str(_)) {
            let name = super::repr::type_name(h, args[1]);
            return Err(h.type_error(format!("note must be a str, not '{name}'")));
        }
        let Some(state) = attr::exception_state(h, args[0]) else { return Ok(Value::None) };
        if h.excs.get(state).notes.is_unbound() {
            let list = h.new_list(Vec::new());
            h.excs.get_mut(state).notes = list;
        }
        if let Value::List(list) = h.excs.get(state).notes {
            h.lists.get_mut(list).items.push(args[1]);
        }
        Ok(Value::None)
    }),
];

/// Methods of generators.
pub static GENERATOR_METHODS: &[NativeDef] = &[
    NativeDef::new("generator.__iter__", &["self"], 1, |_, args| Ok(args[0])),
    NativeDef::new("generator.__next__", &["self"], 1, |_, args| Err(Esc::Vm(VmCall::GenSend(args[0], Value::None)))),
    NativeDef::new("generator.send", &["self", "/value"], 2, |_, args| Err(Esc::Vm(VmCall::GenSend(args[0], args[1])))),
    NativeDef::new("generator.throw", &["self", "/typ", "/val", "/tb"], 2, |h, args| match args[1] {
        Value::Class(id) if class::is_subclass(h, id, h.builtins.base_exception) => {
            let mut all = vec![args[0], args[1]];
            all.extend(args[2..3].iter().copied().filter(|v| !v.is_unbound() && !v.is_none()));
            Err(attr::call_prelude("generator_throw", all))
        }
        exc if attr::exception_state(h, exc).is_some() => Err(Esc::Vm(VmCall::GenThrow(args[0], exc))),
        other => {
            let name = super::repr::type_name(h, other);
            let message = format!("exceptions must be classes or instances deriving from BaseException, not {name}");
            Err(h.type_error(message))
        }
    }),
    NativeDef::new("generator.close", &["self"], 1, |_, args| Err(Esc::Vm(VmCall::GenClose(args[0])))),
];

fn nothing(_: &mut Heap, _: &[Value]) -> Res {
    Ok(Value::None)
}

/// An attribute name given as a value.
fn name_arg(h: &mut Heap, v: Value) -> Res<Sym> {
    match v {
        Value::Str(id) => {
            let text = h.str(id).to_owned();
            Ok(h.intern(&text))
        }
        Value::Instance(id) if matches!(h.instances.get(id).payload, Value::Str(_)) => {
            name_arg(h, h.instances.get(id).payload)
        }
        _ => {
            let name = super::repr::type_name(h, v);
            Err(h.type_error(format!("attribute name must be string, not '{name}'")))
        }
    }
}

fn is_attribute_error(h: &Heap, esc: &Esc) -> bool {
    matches!(esc, Esc::Raise(exc) if class::is_subclass(h, attr::type_of(h, *exc), h.builtins.exception("AttributeError")))
}

fn getattr(h: &mut Heap, args: &[Value]) -> Res {
    let name = name_arg(h, args[1])?;
    let found = attr::get_attr(h, args[0], name);
    let default = args[2];
    match found {
        Err(esc) if !default.is_unbound() && is_attribute_error(h, &esc) => Ok(default),
        // User code decides, and may raise AttributeError: Python catches it.
        Err(Esc::Call(_)) if !default.is_unbound() => Err(Esc::Slow),
        other => other,
    }
}

fn hasattr(h: &mut Heap, args: &[Value]) -> Res {
    let name = name_arg(h, args[1])?;
    match attr::get_attr(h, args[0], name) {
        Ok(_) => Ok(Value::Bool(true)),
        Err(esc) if is_attribute_error(h, &esc) => Ok(Value::Bool(false)),
        Err(Esc::Call(_)) => Err(Esc::Slow),
        Err(other) => Err(other),
    }
}

fn setattr(h: &mut Heap, args: &[Value]) -> Res {
    let name = name_arg(h, args[1])?;
    attr::set_attr(h, args[0], name, args[2])?;
    Ok(Value::None)
}

fn delattr(h: &mut Heap, args: &[Value]) -> Res {
    let name = name_arg(h, args[1])?;
    attr::del_attr(h, args[0], name)?;
    Ok(Value::None)
}

fn isinstance(h: &mut Heap, args: &[Value]) -> Res {
    class::is_instance(h, args[0], args[1]).map(Value::Bool)
}

fn issubclass(h: &mut Heap, args: &[Value]) -> Res {
    class::is_subclass_of(h, args[0], args[1]).map(Value::Bool)
}

fn plain_check(h: &mut Heap, args: &[Value], subclass: bool) -> Res {
    let Value::Class(of) = args[0] else { return Ok(Value::Bool(false)) };
    let actual = match args[1] {
        Value::Class(id) if subclass => id,
        v => attr::type_of(h, v),
    };
    Ok(Value::Bool(class::is_subclass(h, actual, of)))
}

/// The number that `id()` and default reprs show: looks like an address, is the same in every run.
pub fn identity(v: Value) -> i64 {
    let (kind, number) = v.key();
    let spread = (number.wrapping_mul(0x40) & 0xffff_ffff) as i64;
    0x7f00_0000_0000 | i64::from(kind) << 34 | spread << 2 & 0x3_ffff_ffff | 0x10
}

fn id(_: &mut Heap, args: &[Value]) -> Res {
    Ok(Value::Int(identity(args[0])))
}

fn callable(h: &mut Heap, args: &[Value]) -> Res {
    Ok(Value::Bool(match args[0] {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
        Value::Misc(id) => matches!(h.misc.get(id), Misc::StaticMethod(_) | Misc::Alias { .. }),
        v => class::has_flag(h, v, flag::CALL),
    }))
}

fn vars(h: &mut Heap, args: &[Value]) -> Res {
    match args[0] {
        Value::Unbound => Err(Esc::Vm(VmCall::Locals)),
        v => match attr::get_attr(h, v, sym::DICT) {
            Err(esc) if is_attribute_error(h, &esc) => {
                Err(h.type_error("vars() argument must have __dict__ attribute"))
            }
            other => other,
        },
    }
}

fn dir(h: &mut Heap, args: &[Value]) -> Res {
    let mut names: Vec<String> = Vec::new();
    let class = match args[0] {
        Value::Unbound => return Err(Esc::Slow),
        Value::Class(id) => id,
        Value::Module(id) => {
            let module = h.modules.get(id);
            let own = h.find_name("__dir__").and_then(|name| module.index.get(&name));
            if let Some(hook) = own.map(|&slot| module.slots[slot as usize]).filter(|hook| !hook.is_unbound()) {
                // PEP 562: the module's own `__dir__`.
                return Err(attr::call(hook, Vec::new()));
            }
            let set = module.index.iter().filter(|&(_, &slot)| !module.slots[slot as usize].is_unbound());
            names.extend(set.map(|(&n, _)| h.name(n).to_owned()));
            return Ok(sorted_names(h, names));
        }
        Value::Instance(id) => {
            let instance = h.instances.get(id);
            let slots = h.shapes.names(instance.shape).iter().zip(&instance.slots);
            names.extend(slots.filter(|(_, v)| !v.is_unbound()).map(|(&n, _)| h.name(n).to_owned()));
            instance.class
        }
        v => attr::type_of(h, v),
    };
    for &c in &h.classes.get(class).mro {
        names.extend(h.classes.get(c).attrs.keys().map(|&n| h.name(n).to_owned()));
    }
    names.extend(["__class__", "__doc__"].map(str::to_owned));
    Ok(sorted_names(h, names))
}

fn sorted_names(h: &mut Heap, mut names: Vec<String>) -> Value {
    names.sort();
    names.dedup();
    let items = names.iter().map(|n| h.new_str(n)).collect();
    h.new_list(items)
}

fn object_new(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Class(class) = args[0] else {
        return Err(h.type_error("object.__new__(X): X is not a type object"));
    };
    let given = !args[2..].is_empty() || !args[1].is_unbound();
    let flags = h.classes.get(class).flags;
    let plain = h.classes.get(class).payload == super::object::Payload::None;
    if given && plain && flags & flag::INIT == 0 && !h.classes.get(class).builtin {
        let name = h.classes.get(class).name.clone();
        return Err(match flags & flag::NEW != 0 {
            true => h.type_error("object.__new__() takes exactly one argument (the type to instantiate)"),
            false => h.type_error(format!("{name}() takes no arguments")),
        });
    }
    class::instantiate(h, class, &args[2..])
}

/// The default `__init__`: nothing for plain objects; exceptions take their `args`; list, dict and set subclasses fill.
fn object_init(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Instance(id) = args[0] else { return fill(h, args) };
    let instance = h.instances.get(id);
    match instance.payload {
        Value::Exc(state) => {
            let items = h.new_tuple(args[2..].to_vec());
            h.excs.get_mut(state).args = items;
            Ok(Value::None)
        }
        Value::List(_) | Value::Dict(_) | Value::Set(_) => fill(h, args),
        Value::Unbound => {
            let class = instance.class;
            let flags = h.classes.get(class).flags;
            let given = !args[2..].is_empty() || !args[1].is_unbound();
            if given && flags & (flag::NEW | flag::INIT) != flag::NEW {
                let name = h.classes.get(class).name.clone();
                return Err(match flags & flag::INIT != 0 {
                    true => h.type_error("object.__init__() takes exactly one argument (the instance to initialize)"),
                    false => h.type_error(format!("{name}() takes no arguments")),
                });
            }
            Ok(Value::None)
        }
        _ => Ok(Value::None),
    }
}

/// `list.__init__`, `dict.__init__`, `set.__init__` on the built-in value itself.
fn fill(_: &mut Heap, args: &[Value]) -> Res {
    match (args[0], args.len(), args[1]) {
        (Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Instance(_), n, kw) if n > 2 || !kw.is_unbound() => {
            Err(Esc::Slow)
        }
        _ => Ok(Value::None),
    }
}

fn object_getattribute(h: &mut Heap, args: &[Value]) -> Res {
    let name = name_arg(h, args[1])?;
    match args[0] {
        Value::Instance(id) => attr::instance_attr(h, id, name, false),
        v => attr::get_attr(h, v, name),
    }
}

fn object_setattr(h: &mut Heap, args: &[Value]) -> Res {
    let name = name_arg(h, args[1])?;
    match args[0] {
        Value::Instance(id) => attr::set_instance_attr(h, id, name, args[2])?,
        v => attr::set_attr(h, v, name, args[2])?,
    }
    Ok(Value::None)
}

fn object_delattr(h: &mut Heap, args: &[Value]) -> Res {
    let name = name_arg(h, args[1])?;
    match args[0] {
        Value::Instance(id) => attr::del_instance_attr(h, id, name)?,
        v => attr::del_attr(h, v, name)?,
    }
    Ok(Value::None)
}

fn object_eq(h: &mut Heap, args: &[Value]) -> Res {
    if args[0].is(args[1]) {
        return Ok(Value::Bool(true));
    }
    match args[0] {
        Value::Instance(_) => Ok(Value::NotImplemented),
        _ => super::compare::eq(h, args[0], args[1]).map(Value::Bool),
    }
}

fn object_ne(h: &mut Heap, args: &[Value]) -> Res {
    match object_eq(h, args)? {
        Value::Bool(equal) => Ok(Value::Bool(!equal)),
        other => Ok(other),
    }
}

fn object_hash(h: &mut Heap, args: &[Value]) -> Res {
    match args[0] {
        v @ Value::Instance(_) => Ok(Value::Int(identity(v) >> 4)),
        v => super::compare::hash(h, v).map(Value::Int),
    }
}

fn object_repr(h: &mut Heap, args: &[Value]) -> Res {
    let text = match args[0] {
        v @ Value::Instance(id) if h.instances.get(id).payload.is_unbound() => {
            let class = h.classes.get(attr::type_of(h, v));
            format!("<{}.{} object at {:#x}>", class.module, class.qualname, identity(v))
        }
        v @ Value::Instance(id) if !matches!(h.instances.get(id).payload, Value::Exc(_)) => {
            let _ = v;
            super::repr::repr(h, h.instances.get(id).payload)?
        }
        v @ Value::Instance(_) => super::exception::repr_of(h, v)?,
        v => super::repr::repr(h, v)?,
    };
    Ok(h.new_string(text))
}

fn object_str(h: &mut Heap, args: &[Value]) -> Res {
    if let v @ Value::Instance(_) = args[0] {
        if attr::exception_state(h, v).is_some() {
            let text = super::exception::str_of(h, v)?;
            return Ok(h.new_string(text));
        }
        // `object.__str__` asks for the repr, whoever defined it.
        let repr = attr::special(h, v, sym::REPR).unwrap_or(Value::None);
        return Err(attr::call(repr, vec![v]));
    }
    let text = super::repr::str(h, args[0])?;
    Ok(h.new_string(text))
}

fn object_format(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Str(spec) = args[1] else { return Err(h.type_error("__format__() argument must be str")) };
    let spec = h.str(spec).to_owned();
    if let v @ Value::Instance(_) = args[0] {
        if !spec.is_empty() {
            let name = super::repr::type_name(h, v);
            return Err(h.type_error(format!("unsupported format string passed to {name}.__format__")));
        }
        return Err(Esc::Slow);
    }
    let text = super::repr::format(h, args[0], &spec)?;
    Ok(h.new_string(text))
}

fn subclasses(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Class(class) = args[0] else { return Err(Esc::Slow) };
    let mut items = Vec::new();
    for index in 0..h.classes.live() as u32 {
        if h.classes.get(Id::from_raw(index)).bases.contains(&class) {
            items.push(Value::Class(Id::from_raw(index)));
        }
    }
    Ok(h.new_list(items))
}

fn type_call(h: &mut Heap, args: &[Value]) -> Res {
    if args[1].is_unbound() {
        return Ok(Value::Class(attr::type_of(h, args[0])));
    }
    if args[2].is_unbound() {
        return Err(h.type_error("type() takes 1 or 3 arguments"));
    }
    let kwargs = if args[3].is_unbound() { Value::Dict(h.new_dict()) } else { args[3] };
    Err(attr::call_prelude("build_class", vec![args[0], args[1], args[2], kwargs]))
}

/// `type.__new__(metaclass, name, bases, namespace)` without its hooks, which the prelude's `type_new` runs.
pub fn make_class(h: &mut Heap, args: &[Value]) -> Res {
    let [meta, name, bases, namespace] = args[..] else { return Err(Esc::Slow) };
    let (Value::Class(meta), Value::Str(name), Value::Tuple(bases), Value::Dict(namespace)) =
        (meta, name, bases, namespace)
    else {
        return Err(h.type_error("type.__new__() takes a name, a tuple of bases and a dict"));
    };
    let name = h.str(name).to_owned();
    let bases = h.tuples.get(bases).items.to_vec();
    let Value::Dict(copy) = dict::copy(h, namespace) else { return Err(Esc::Slow) };
    class::build_class(h, meta, &name, &bases, copy)
}

fn property_with(h: &mut Heap, property: Value, g: Option<Value>, s: Option<Value>, d: Option<Value>) -> Res {
    let Value::Misc(id) = property else { return Err(Esc::Slow) };
    let Misc::Property { get, set, del, doc } = *h.misc.get(id) else { return Err(Esc::Slow) };
    Ok(h.new_misc(Misc::Property { get: g.unwrap_or(get), set: s.unwrap_or(set), del: d.unwrap_or(del), doc }))
}

/// A new exception; `OSError` with an errno becomes the subclass of it, and has its parts as attributes.
pub fn new_exception(h: &mut Heap, class: Id<Class>, args: &[Value]) -> Value {
    let os_error = h.builtins.exception("OSError");
    let mut class = class;
    let mut parts = Vec::new();
    if args.len() >= 2 && class::is_subclass(h, class, os_error) {
        parts = [sym::N_ERRNO, sym::N_STRERROR, sym::N_FILENAME].into_iter().zip(args.iter().copied()).collect();
        if class == os_error
            && let Value::Int(errno) = args[0]
            && let Some(name) = super::builtins::class_of_errno(errno)
        {
            class = h.builtins.exception(name);
        }
    }
    let shown = if parts.len() > 2 { &args[..2] } else { args };
    let args = h.new_tuple(shown.to_vec());
    let state = h.excs.alloc(ExcObject { args, ..ExcObject::default() });
    h.charge(160);
    let mut instance = Instance { class, shape: Shapes::EMPTY, slots: Vec::new(), payload: Value::Exc(state) };
    for (name, value) in parts {
        instance.shape = h.shapes.with(instance.shape, name);
        instance.slots.push(value);
    }
    Value::Instance(h.instances.alloc(instance))
}
