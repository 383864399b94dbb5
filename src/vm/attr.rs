//! Attribute look-up. Two small direct-mapped caches make it quick: where a class finds a name along its MRO, and which slot
//! of a shape holds a name. Where user code has to run (a property, `__getattr__`, a descriptor written in Python), the
//! functions here answer with [`Esc::Call`].

mod builtin;
mod set;

pub use self::builtin::{exception_state, set_traceback};
pub use self::set::{
    add_slot, del_attr, del_instance_attr, remove_slot, set_attr, set_class_attr_raw, set_instance_attr,
};

use std::cell::Cell;

use super::builtins::Role;
use super::class::flag;
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Callee, Esc, Res, TailCall};
use super::object::{BoundMethod, Class, Instance, KernelKind, Misc, ShapeId, ViewKind};
use super::sym;
use super::value::{Sym, Value};

/// Entries of a cache, a power of two; and those of one in a copy, which may not live for long.
const CACHE: usize = 1024;
const SMALL: usize = 64;
const ABSENT: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// Class or shape in the upper half, name in the lower; plus one, so that 0 is an empty entry.
    key: u64,
    /// `Heap::class_epoch` when the entry was made (class look-ups only).
    epoch: u32,
    /// Class that has the name, or slot.
    place: u32,
    /// Index among that class's attributes, or `ABSENT`.
    index: u32,
}

/// Look-up caches. No part of a process's state: a copy may start without.
#[derive(Debug)]
pub struct Caches {
    /// Functions of the prelude that the interpreter has called.
    pub prelude: super::heap::FastMap<&'static str, Value>,
    classes: Box<[Cell<Entry>]>,
    slots: Box<[Cell<Entry>]>,
}

impl Caches {
    fn new(len: usize) -> Self {
        let empty = || vec![Cell::default(); len].into_boxed_slice();
        Self { prelude: Default::default(), classes: empty(), slots: empty() }
    }

    /// None, for a copy that may never run.
    pub fn none() -> Self {
        Self::new(0)
    }

    /// There are some from now on: quickly made ones, if there were none.
    #[inline]
    pub fn provide(&mut self) {
        if self.classes.is_empty() {
            *self = Self::new(SMALL);
        }
    }
}

impl Default for Caches {
    fn default() -> Self {
        Self::new(CACHE)
    }
}

impl Clone for Caches {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// The key of an entry, and its place once that is cut to the length of the cache.
#[inline]
fn cache_key(place: u32, name: Sym) -> (u64, usize) {
    let key = (u64::from(place) << 32 | u64::from(name.0)) + 1;
    (key, (place.wrapping_mul(31) ^ name.0.wrapping_mul(7)) as usize)
}

#[inline]
fn place_of(cache: &[Cell<Entry>], at: usize) -> Option<&Cell<Entry>> {
    cache.get(at & cache.len().wrapping_sub(1))
}

/// What is remembered there; an empty entry if nothing is.
#[inline]
fn recall(cache: &[Cell<Entry>], at: usize) -> Entry {
    place_of(cache, at).map_or_else(Entry::default, Cell::get)
}

fn remember(cache: &[Cell<Entry>], at: usize, entry: Entry) {
    if let Some(place) = place_of(cache, at) {
        place.set(entry);
    }
}

/// The class of a value.
pub fn type_of(h: &Heap, v: Value) -> Id<Class> {
    let b = &h.builtins;
    match v {
        Value::Instance(id) => h.instances.get(id).class,
        Value::Int(_) | Value::Big(_) => b.int,
        Value::Str(_) => b.str,
        Value::List(_) => b.list,
        Value::Tuple(_) => b.tuple,
        Value::Dict(_) => b.dict,
        Value::Float(_) => b.float,
        Value::Bool(_) => b.bool_,
        Value::Set(_) => b.set,
        Value::FrozenSet(_) => b.frozenset,
        Value::Bytes(_) => b.bytes,
        Value::ByteArray(_) => b.bytearray,
        Value::Class(id) => h.classes.get(id).meta,
        _ => b.class(role_of(h, v)),
    }
}

fn role_of(h: &Heap, v: Value) -> Role {
    match v {
        Value::None => Role::NoneType,
        Value::NotImplemented => Role::NotImplementedType,
        Value::Ellipsis => Role::EllipsisType,
        Value::Function(_) => Role::Function,
        Value::Native(_) => Role::Native,
        Value::Method(_) => Role::Method,
        Value::Generator(_) => Role::Generator,
        Value::Iter(id) => Role::of_iterator(h.iters.get(id).type_name()),
        Value::Module(_) => Role::Module,
        Value::Cell(_) => Role::Cell,
        Value::Kernel(id) => match h.kernel.get(id).kind {
            KernelKind::Lock => Role::Lock,
            KernelKind::RLock => Role::RLock,
            _ => Role::KernelHandle,
        },
        Value::Misc(id) => role_of_misc(h.misc.get(id)),
        _ => Role::Object,
    }
}

fn role_of_misc(object: &Misc) -> Role {
    match object {
        Misc::Free | Misc::Object => Role::Object,
        Misc::Range { .. } => Role::Range,
        Misc::Slice { .. } => Role::Slice,
        Misc::Property { .. } => Role::Property,
        Misc::ClassMethod(_) => Role::ClassMethod,
        Misc::StaticMethod(_) => Role::StaticMethod,
        Misc::Super { .. } => Role::Super,
        Misc::DictView { kind: ViewKind::Keys, .. } => Role::DictKeys,
        Misc::DictView { kind: ViewKind::Values, .. } => Role::DictValues,
        Misc::DictView { kind: ViewKind::Items, .. } => Role::DictItems,
        Misc::AttrDict(_) => Role::AttrDict,
        Misc::File(_) => Role::File,
        Misc::Code(_) => Role::Code,
        Misc::Traceback(_) => Role::Traceback,
        Misc::Alias { .. } => Role::Alias,
        Misc::Random(_) => Role::Random,
        Misc::Deque(_) => Role::Deque,
        Misc::Pickle(_) => Role::Object,
    }
}

/// Looks a name up along the MRO of a class.
#[inline]
pub fn lookup(h: &Heap, class: Id<Class>, name: Sym) -> Option<Value> {
    let (key, at) = cache_key(class.raw() as u32, name);
    let entry = recall(&h.caches.classes, at);
    if entry.key == key && entry.epoch == h.class_epoch {
        if entry.index == ABSENT {
            return None;
        }
        return h.classes.get(Id::from_raw(entry.place)).attrs.get_index(entry.index as usize).map(|(_, &v)| v);
    }
    lookup_slow(h, class, name)
}

#[inline(never)]
fn lookup_slow(h: &Heap, class: Id<Class>, name: Sym) -> Option<Value> {
    let (key, at) = cache_key(class.raw() as u32, name);
    let found = h.classes.get(class).mro.iter().find_map(|&c| {
        let (index, _, &value) = h.classes.get(c).attrs.get_full(&name)?;
        Some((c.raw() as u32, index as u32, value))
    });
    let (place, index) = found.map_or((0, ABSENT), |(place, index, _)| (place, index));
    remember(&h.caches.classes, at, Entry { key, epoch: h.class_epoch, place, index });
    found.map(|(_, _, value)| value)
}

/// The slot that holds a name in instances of a shape. Shapes never change, so an entry holds for ever.
#[inline]
pub fn slot(h: &Heap, shape: ShapeId, name: Sym) -> Option<u32> {
    let (key, at) = cache_key(shape.0, name);
    let entry = recall(&h.caches.slots, at);
    let place = if entry.key == key {
        entry.place
    } else {
        let place = h.shapes.slot(shape, name).unwrap_or(ABSENT);
        remember(&h.caches.slots, at, Entry { key, epoch: 0, place, index: 0 });
        place
    };
    (place != ABSENT).then_some(place)
}

/// A dunder method on the type of a value, unbound.
pub fn special(h: &Heap, v: Value, name: Sym) -> Option<Value> {
    lookup(h, type_of(h, v), name)
}

/// The place of an attribute that an instance has in a slot, to be set; none where setting means more than that.
#[inline]
pub fn instance_place(h: &mut Heap, id: Id<Instance>, name: Sym) -> Option<&mut Value> {
    let instance = h.instances.get(id);
    let place = slot(h, instance.shape, name)?;
    if h.classes.get(instance.class).flags & (flag::SETATTR | flag::DATA | flag::SLOTS) != 0 {
        return None;
    }
    h.instances.get_mut(id).slots.get_mut(place as usize)
}

/// What the class of an instance has for a name that the instance itself does not.
pub enum ClassValue {
    /// A value that is simply the attribute's.
    Plain(Value),
    /// A property with this getter.
    Property(Id<super::object::Function>),
    /// Anything that takes more.
    Other,
}

/// Looks an attribute of an instance up in its class, for the interpreter's quick way.
#[inline]
pub fn class_value(h: &Heap, id: Id<Instance>, name: Sym) -> ClassValue {
    let instance = h.instances.get(id);
    if h.classes.get(instance.class).flags & (flag::GETATTR | flag::GETATTRIBUTE) != 0 {
        return ClassValue::Other;
    }
    match lookup(h, instance.class, name) {
        Some(Value::Misc(id)) => match *h.misc.get(id) {
            Misc::Property { get: Value::Function(getter), .. } => ClassValue::Property(getter),
            _ => ClassValue::Other,
        },
        Some(
            value @ (Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Str(_)
            | Value::List(_)
            | Value::Dict(_)
            | Value::Tuple(_)
            | Value::Set(_)),
        ) if slot(h, instance.shape, name).is_none() => ClassValue::Plain(value),
        _ => ClassValue::Other,
    }
}

/// The function or native that a call of `obj.name` is of, for an instance whose class has it as a plain method.
#[inline]
pub fn instance_method(h: &Heap, id: Id<Instance>, name: Sym) -> Option<Value> {
    let instance = h.instances.get(id);
    if h.classes.get(instance.class).flags & flag::GETATTRIBUTE != 0 || slot(h, instance.shape, name).is_some() {
        return None;
    }
    lookup(h, instance.class, name).filter(|v| matches!(v, Value::Function(_) | Value::Native(_)))
}

/// An attribute of an instance when it is simply in a slot: the quickest path, for the interpreter. Classes with data
/// descriptors or `__getattribute__` take [`get_attr`].
#[inline]
pub fn instance_slot(h: &Heap, id: Id<Instance>, name: Sym) -> Option<&Value> {
    let instance = h.instances.get(id);
    let place = slot(h, instance.shape, name)?;
    if h.classes.get(instance.class).flags & (flag::DATA | flag::GETATTRIBUTE) != 0 {
        return None;
    }
    instance.slots.get(place as usize).filter(|v| !v.is_unbound())
}

/// `obj.name`.
pub fn get_attr(h: &mut Heap, obj: Value, name: Sym) -> Res {
    match obj {
        Value::Instance(id) => {
            if let Some(&value) = instance_slot(h, id, name) {
                return Ok(value);
            }
            instance_attr(h, id, name, true)
        }
        Value::Class(id) => class_attr(h, id, name),
        Value::Module(id) => module_attr(h, id, name),
        Value::Misc(id) => {
            if let Misc::Super { class, this, start } = *h.misc.get(id) {
                return super_attr(h, class, this, start, name);
            }
            plain_attr(h, obj, name)
        }
        Value::Function(id) => {
            if let Some(value) = h.functions.get(id).attrs.as_ref().and_then(|a| a.get(&name)) {
                return Ok(*value);
            }
            plain_attr(h, obj, name)
        }
        _ => plain_attr(h, obj, name),
    }
}

/// What `object.__getattribute__` does for an instance; `hooks`: `__getattribute__` and `__getattr__` of the class count.
pub fn instance_attr(h: &mut Heap, id: Id<Instance>, name: Sym, hooks: bool) -> Res {
    let obj = Value::Instance(id);
    let class = h.instances.get(id).class;
    let flags = h.classes.get(class).flags;
    if hooks && flags & flag::GETATTRIBUTE != 0 {
        let text = h.name_value(name);
        if flags & flag::GETATTR != 0 {
            return Err(call_prelude("getattribute_fallback", vec![obj, text]));
        }
        let hook = lookup(h, class, sym::GETATTRIBUTE).unwrap_or(Value::None);
        return Err(call(hook, vec![obj, text]));
    }
    let found = lookup(h, class, name);
    if let Some(value) = found
        && is_data_descriptor(h, value)
    {
        return guarded(h, obj, name, flags, hooks, |h| bind(h, value, obj, class));
    }
    let instance = h.instances.get(id);
    if let Some(place) = slot(h, instance.shape, name)
        && let Some(&value) = instance.slots.get(place as usize)
        && !value.is_unbound()
    {
        return Ok(value);
    }
    if let Some(value) = found {
        return bind(h, value, obj, class);
    }
    if let Some(value) = builtin::get(h, obj, name)? {
        return Ok(value);
    }
    if hooks && flags & flag::GETATTR != 0 {
        let hook = lookup(h, class, sym::GETATTR).unwrap_or(Value::None);
        let text = h.name_value(name);
        return Err(call(hook, vec![obj, text]));
    }
    Err(no_attribute(h, obj, name))
}

/// A property that raises `AttributeError` hands over to `__getattr__`.
fn guarded(h: &mut Heap, obj: Value, name: Sym, flags: u32, hooks: bool, get: impl FnOnce(&mut Heap) -> Res) -> Res {
    if hooks && flags & flag::GETATTR != 0 {
        let text = h.name_value(name);
        return Err(call_prelude("getattribute_fallback", vec![obj, text]));
    }
    get(h)
}

/// Attributes of values of built-in types.
fn plain_attr(h: &mut Heap, obj: Value, name: Sym) -> Res {
    let class = type_of(h, obj);
    if let Some(value) = lookup(h, class, name) {
        return bind(h, value, obj, class);
    }
    match builtin::get(h, obj, name)? {
        Some(value) => Ok(value),
        None => Err(no_attribute(h, obj, name)),
    }
}

fn class_attr(h: &mut Heap, id: Id<Class>, name: Sym) -> Res {
    let obj = Value::Class(id);
    let meta = h.classes.get(id).meta;
    let on_meta = lookup(h, meta, name);
    if let Some(value) = on_meta
        && meta != h.builtins.type_
        && is_data_descriptor(h, value)
    {
        return bind(h, value, obj, meta);
    }
    if let Some(value) = lookup(h, id, name) {
        // `__class__`, `__doc__`, ... of the class itself come before what its instances would find.
        return bind_to_class(h, value, id);
    }
    if let Some(value) = builtin::get(h, obj, name)? {
        return Ok(value);
    }
    if let Some(value) = on_meta {
        return bind(h, value, obj, meta);
    }
    if h.classes.get(meta).flags & flag::GETATTR != 0 {
        let hook = lookup(h, meta, sym::GETATTR).unwrap_or(Value::None);
        let text = h.name_value(name);
        return Err(call(hook, vec![obj, text]));
    }
    let message = format!("type object '{}' has no attribute '{}'", h.classes.get(id).name, h.name(name));
    Err(attribute_error(h, message, obj, name))
}

fn module_attr(h: &mut Heap, id: super::heap::arena::Id<super::object::Module>, name: Sym) -> Res {
    let module = h.modules.get(id);
    if let Some(&slot) = module.index.get(&name)
        && !module.slots[slot as usize].is_unbound()
    {
        return Ok(module.slots[slot as usize]);
    }
    if let Some(value) = builtin::get(h, Value::Module(id), name)? {
        return Ok(value);
    }
    let full = format!("{}.{}", h.modules.get(id).name, h.name(name));
    if let Some(&submodule) = h.loaded.get(&full) {
        return Ok(Value::Module(submodule));
    }
    let module = h.modules.get(id);
    if let Some(&slot) = module.index.get(&sym::GETATTR)
        && !module.slots[slot as usize].is_unbound()
    {
        // PEP 562: the module's own `__getattr__`.
        let hook = module.slots[slot as usize];
        let text = h.name_value(name);
        return Err(call(hook, vec![text]));
    }
    let message = format!("module '{}' has no attribute '{}'", h.modules.get(id).name, h.name(name));
    Err(attribute_error(h, message, Value::Module(id), name))
}

/// What `super()` finds: the name in the MRO of `start` after `class`.
fn super_lookup(h: &Heap, class: Id<Class>, start: Id<Class>, name: Sym) -> Option<Value> {
    let mro = &h.classes.get(start).mro;
    let after = mro.iter().position(|&c| c == class)? + 1;
    mro[after..].iter().find_map(|&c| h.classes.get(c).attrs.get(&name).copied())
}

fn super_attr(h: &mut Heap, class: Id<Class>, this: Value, start: Id<Class>, name: Sym) -> Res {
    if name == sym::CLASS {
        return Ok(Value::Class(h.builtins.class(Role::Super)));
    }
    match super_lookup(h, class, start, name) {
        Some(value) => match this {
            Value::Class(id) if id == start => bind_to_class(h, value, id),
            _ => bind(h, value, this, start),
        },
        None => {
            if let Some(value) = builtin::get(h, this, name)?
                && name != sym::DICT
            {
                return Ok(value);
            }
            let message = format!("'super' object has no attribute '{}'", h.name(name));
            Err(attribute_error(h, message, this, name))
        }
    }
}

/// Whether a class attribute comes before an instance's own.
pub fn is_data_descriptor(h: &Heap, value: Value) -> bool {
    match value {
        Value::Misc(id) => matches!(h.misc.get(id), Misc::Property { .. }),
        Value::Instance(id) => h.classes.get(h.instances.get(id).class).flags & flag::SET != 0,
        _ => false,
    }
}

/// Binds a class attribute to an instance.
pub fn bind(h: &mut Heap, value: Value, obj: Value, class: Id<Class>) -> Res {
    match value {
        Value::Function(_) | Value::Native(_) => {
            h.charge(32);
            Ok(Value::Method(h.methods.alloc(BoundMethod { func: value, this: obj })))
        }
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Property { get, .. } if get.is_none() => Err(h.raise("AttributeError", "unreadable attribute")),
            Misc::Property { get, .. } => match super::types::tuple::field_of(h, get, obj) {
                Some(item) => Ok(item),
                None => Err(call(get, vec![obj])),
            },
            Misc::StaticMethod(func) => Ok(func),
            Misc::ClassMethod(_) => bind_to_class(h, value, class),
            _ => Ok(value),
        },
        Value::Instance(id) if h.classes.get(h.instances.get(id).class).flags & flag::GET != 0 => {
            let getter = special(h, value, sym::GET).unwrap_or(Value::None);
            Err(call(getter, vec![value, obj, Value::Class(class)]))
        }
        _ => Ok(value),
    }
}

/// Binds a class attribute that was asked of the class itself.
fn bind_to_class(h: &mut Heap, value: Value, class: Id<Class>) -> Res {
    match value {
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::StaticMethod(func) => Ok(func),
            Misc::ClassMethod(func) => {
                Ok(Value::Method(h.methods.alloc(BoundMethod { func, this: Value::Class(class) })))
            }
            _ => Ok(value),
        },
        Value::Instance(id) if h.classes.get(h.instances.get(id).class).flags & flag::GET != 0 => {
            let getter = special(h, value, sym::GET).unwrap_or(Value::None);
            Err(call(getter, vec![value, Value::None, Value::Class(class)]))
        }
        _ => Ok(value),
    }
}

/// (function, self) for a call of `obj.name` without a bound method in between, or (callable, Unbound).
#[inline]
pub fn load_method(h: &mut Heap, obj: Value, name: Sym) -> Res<(Value, Value)> {
    match obj {
        Value::Instance(id) => {
            let instance = h.instances.get(id);
            let class = instance.class;
            if h.classes.get(class).flags & flag::GETATTRIBUTE == 0
                && slot(h, instance.shape, name).is_none()
                && let Some(value @ (Value::Function(_) | Value::Native(_))) = lookup(h, class, name)
            {
                return Ok((value, obj));
            }
        }
        Value::Class(_) | Value::Module(_) | Value::Function(_) => {}
        Value::Misc(id) => {
            if let Misc::Super { class, this, start } = *h.misc.get(id)
                && let Some(value @ (Value::Function(_) | Value::Native(_))) = super_lookup(h, class, start, name)
                && !matches!(this, Value::Class(id) if id == start)
            {
                return Ok((value, this));
            }
            if !matches!(h.misc.get(id), Misc::Super { .. })
                && let Some(value @ Value::Native(_)) = lookup(h, type_of(h, obj), name)
            {
                return Ok((value, obj));
            }
        }
        _ => {
            if let Some(value @ Value::Native(_)) = lookup(h, type_of(h, obj), name) {
                return Ok((value, obj));
            }
        }
    }
    Ok((get_attr(h, obj, name)?, Value::Unbound))
}

/// A tail call of a callable.
pub fn call(func: Value, args: Vec<Value>) -> Esc {
    Esc::Call(Box::new(TailCall { func: Callee::Value(func), args }))
}

/// A tail call of a function of the prelude.
pub fn call_prelude(name: &'static str, args: Vec<Value>) -> Esc {
    Esc::Call(Box::new(TailCall { func: Callee::Prelude(name), args }))
}

/// `'C' object has no attribute 'name'`.
pub fn no_attribute(h: &mut Heap, obj: Value, name: Sym) -> Esc {
    let class = h.classes.get(type_of(h, obj)).name.clone();
    let message = format!("'{class}' object has no attribute '{}'", h.name(name));
    attribute_error(h, message, obj, name)
}

/// `AttributeError` that knows name and object, for suggestions.
pub fn attribute_error(h: &mut Heap, message: String, obj: Value, name: Sym) -> Esc {
    let esc = h.raise("AttributeError", message);
    if let Esc::Raise(Value::Instance(id)) = esc {
        let text = h.name_value(name);
        // A plain instance of a built-in exception: adding slots cannot fail.
        let _ = add_slot(h, id, sym::N_NAME, text);
        let _ = add_slot(h, id, sym::N_OBJ, obj);
    }
    esc
}
