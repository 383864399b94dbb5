//! Setting and deleting attributes.

use super::{attribute_error, builtin, call, is_data_descriptor, lookup, no_attribute, slot, special};
use crate::vm::class::{self, flag};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::Res;
use crate::vm::object::{Class, Instance, Misc};
use crate::vm::sym;
use crate::vm::value::{Sym, Value};

/// `obj.name = value`.
pub fn set_attr(h: &mut Heap, obj: Value, name: Sym, value: Value) -> Res<()> {
    match obj {
        Value::Instance(id) => {
            let instance = h.instances.get(id);
            let (shape, class) = (instance.shape, instance.class);
            let flags = h.classes.get(class).flags;
            if flags & (flag::SETATTR | flag::DATA | flag::SLOTS) == 0 {
                if let Some(place) = slot(h, shape, name) {
                    h.instances.get_mut(id).slots[place as usize] = value;
                    return Ok(());
                }
                return add_slot(h, id, name, value);
            }
            if flags & flag::SETATTR != 0 {
                let hook = lookup(h, class, sym::SETATTR).unwrap_or(Value::None);
                let text = h.name_value(name);
                return Err(call(hook, vec![obj, text, value]));
            }
            set_instance_attr(h, id, name, value)
        }
        Value::Class(id) => set_class_attr(h, id, name, value),
        Value::Module(id) => {
            h.set_global_sym(id, name, value);
            Ok(())
        }
        _ => builtin::set(h, obj, name, value),
    }
}

/// What `object.__setattr__` does for an instance.
pub fn set_instance_attr(h: &mut Heap, id: Id<Instance>, name: Sym, value: Value) -> Res<()> {
    let obj = Value::Instance(id);
    let class = h.instances.get(id).class;
    if h.classes.get(class).flags & flag::DATA != 0
        && let Some(found) = lookup(h, class, name)
    {
        match found {
            Value::Misc(misc) => {
                if let Misc::Property { set, .. } = *h.misc.get(misc) {
                    if set.is_none() {
                        let class = h.classes.get(class).name.clone();
                        let message = format!("property '{}' of '{class}' object has no setter", h.name(name));
                        return Err(attribute_error(h, message, obj, name));
                    }
                    return Err(call(set, vec![obj, value]));
                }
            }
            Value::Instance(descriptor) if h.classes.get(h.instances.get(descriptor).class).flags & flag::SET != 0 => {
                if let Some(setter) = special(h, found, sym::SET) {
                    return Err(call(setter, vec![found, obj, value]));
                }
            }
            _ => {}
        }
    }
    if let Some(place) = slot(h, h.instances.get(id).shape, name) {
        h.instances.get_mut(id).slots[place as usize] = value;
        return Ok(());
    }
    if builtin::set_on_instance(h, id, name, value)? {
        return Ok(());
    }
    if h.classes.get(class).flags & flag::SLOTS != 0 && !class::slot_allowed(h, class, name) {
        return Err(no_attribute(h, obj, name));
    }
    add_slot(h, id, name, value)
}

/// Gives an instance one more attribute.
pub fn add_slot(h: &mut Heap, id: Id<Instance>, name: Sym, value: Value) -> Res<()> {
    let special = name == sym::CLASS || name == sym::DICT || matches!(h.instances.get(id).payload, Value::Exc(_));
    if special && builtin::set_on_instance(h, id, name, value)? {
        return Ok(());
    }
    let shape = h.shapes.with(h.instances.get(id).shape, name);
    let instance = h.instances.get_mut(id);
    instance.shape = shape;
    instance.slots.push(value);
    h.charge(16);
    Ok(())
}

fn set_class_attr(h: &mut Heap, id: Id<Class>, name: Sym, value: Value) -> Res<()> {
    let class = h.classes.get(id);
    if class.builtin {
        let message = format!("cannot set '{}' attribute of immutable type '{}'", h.name(name), h.classes.get(id).name);
        return Err(h.type_error(message));
    }
    let meta = class.meta;
    if h.classes.get(meta).flags & flag::SETATTR != 0 {
        let hook = lookup(h, meta, sym::SETATTR).unwrap_or(Value::None);
        let text = h.name_value(name);
        return Err(call(hook, vec![Value::Class(id), text, value]));
    }
    set_class_attr_raw(h, id, name, value);
    Ok(())
}

/// What `type.__setattr__` does.
pub fn set_class_attr_raw(h: &mut Heap, id: Id<Class>, name: Sym, value: Value) {
    if name == sym::MODULE
        && let Value::Str(text) = value
    {
        // The name that reprs and tracebacks show.
        h.classes.get_mut(id).module = h.str(text).to_owned();
    }
    let fresh = h.classes.get_mut(id).attrs.insert(name, value).is_none();
    if fresh {
        h.class_epoch += 1;
    }
    if class::is_hook(name) || class::is_data_value(h, value) {
        class::refresh_flags(h, id);
    }
}

/// `del obj.name`.
pub fn del_attr(h: &mut Heap, obj: Value, name: Sym) -> Res<()> {
    match obj {
        Value::Instance(id) => {
            let class = h.instances.get(id).class;
            if h.classes.get(class).flags & flag::DELATTR != 0 {
                let hook = lookup(h, class, sym::DELATTR).unwrap_or(Value::None);
                let text = h.name_value(name);
                return Err(call(hook, vec![obj, text]));
            }
            del_instance_attr(h, id, name)
        }
        Value::Class(id) if !h.classes.get(id).builtin => {
            if h.classes.get_mut(id).attrs.shift_remove(&name).is_none() {
                let message = format!("type object '{}' has no attribute '{}'", h.classes.get(id).name, h.name(name));
                return Err(attribute_error(h, message, obj, name));
            }
            h.class_epoch += 1;
            class::refresh_flags(h, id);
            Ok(())
        }
        Value::Module(id) => {
            let module = h.modules.get_mut(id);
            if let Some(&slot) = module.index.get(&name)
                && !module.slots[slot as usize].is_unbound()
            {
                module.slots[slot as usize] = Value::Unbound;
                return Ok(());
            }
            Err(no_attribute(h, obj, name))
        }
        Value::Function(id) => {
            if h.functions.get_mut(id).attrs.as_mut().and_then(|a| a.shift_remove(&name)).is_some() {
                return Ok(());
            }
            Err(no_attribute(h, obj, name))
        }
        _ => Err(no_attribute(h, obj, name)),
    }
}

/// What `object.__delattr__` does for an instance.
pub fn del_instance_attr(h: &mut Heap, id: Id<Instance>, name: Sym) -> Res<()> {
    let obj = Value::Instance(id);
    let class = h.instances.get(id).class;
    if let Some(found) = lookup(h, class, name) {
        if let Value::Misc(misc) = found
            && let Misc::Property { del, .. } = *h.misc.get(misc)
        {
            if del.is_none() {
                let class = h.classes.get(class).name.clone();
                let message = format!("property '{}' of '{class}' object has no deleter", h.name(name));
                return Err(attribute_error(h, message, obj, name));
            }
            return Err(call(del, vec![obj]));
        }
        if is_data_descriptor(h, found)
            && let Some(deleter) = special(h, found, sym::DELETE)
        {
            return Err(call(deleter, vec![found, obj]));
        }
    }
    remove_slot(h, id, name)
}

/// Takes an attribute out of an instance. The instance gets a shape without the name, so that the order of its other
/// attributes stays.
pub fn remove_slot(h: &mut Heap, id: Id<Instance>, name: Sym) -> Res<()> {
    let obj = Value::Instance(id);
    let shape = h.instances.get(id).shape;
    let Some(place) = slot(h, shape, name) else { return Err(no_attribute(h, obj, name)) };
    if h.instances.get(id).slots[place as usize].is_unbound() {
        return Err(no_attribute(h, obj, name));
    }
    let shape = h.shapes.without(shape, name);
    let instance = h.instances.get_mut(id);
    instance.shape = shape;
    instance.slots.remove(place as usize);
    Ok(())
}
