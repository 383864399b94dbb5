//! What can be written of objects without asking Python code: names of classes and functions, attributes of instances.

use crate::vm::attr;
use crate::vm::class::flag;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::object::Class;
use crate::vm::sym;
use crate::vm::value::{Sym, Value};

/// Methods that say how an object is to be pickled.
const HOOKS: [&str; 5] = ["__reduce_ex__", "__reduce__", "__getstate__", "__getnewargs__", "__getnewargs_ex__"];

/// Whether instances of a class are written as `copyreg.__newobj__` with their attributes, nothing else.
pub fn writes_plainly(h: &Heap, class: Id<Class>) -> bool {
    let c = h.classes.get(class);
    let hooked = HOOKS.iter().filter_map(|name| h.find_name(name)).any(|name| {
        let found = attr::lookup(h, class, name);
        !matches!(found, None | Some(Value::Native(_)))
    });
    let slotted = c.mro.iter().any(|&c| h.classes.get(c).attrs.contains_key(&sym::SLOTS));
    !c.builtin && !hooked && !slotted && c.flags & (flag::GETATTR | flag::GETATTRIBUTE) == 0
}

/// Module and qualified name of a class or function, if it is found there. The name of a class of the library is another
/// string than that of its module, even if they are equal: in CPython those classes are written in C.
pub fn global_name(h: &mut Heap, v: Value) -> Option<(Value, Value)> {
    let (module, name, ours) = match v {
        Value::Class(id) => {
            let class = h.classes.get(id);
            let module = match class.attrs.get(&sym::MODULE) {
                Some(Value::Str(text)) => h.str(*text),
                Some(_) => return None,
                None => &class.module,
            };
            let ours = h.loaded.get(module).is_some_and(|&id| h.modules.get(id).library);
            (module.to_owned(), class.qualname.clone(), ours)
        }
        Value::Function(id) => {
            let function = h.functions.get(id);
            let module = match function.attrs.as_ref().and_then(|attrs| attrs.get(&sym::MODULE)) {
                Some(Value::Str(text)) => h.str(*text),
                Some(_) => return None,
                None => &h.modules.get(function.module).name,
            };
            let Value::Str(name) = function.qualname else { return None };
            (module.to_owned(), h.str(name).to_owned(), false)
        }
        _ => return None,
    };
    if !find_global(h, &module, &name)?.is(v) {
        return None;
    }
    let module = h.intern(&module);
    let module = h.name_value(module);
    let name = if ours {
        h.new_str(&name)
    } else {
        let name = h.intern(&name);
        h.name_value(name)
    };
    Some((module, name))
}

/// What a loaded module has under a dotted name, where that needs no Python code.
pub fn find_global(h: &Heap, module: &str, path: &str) -> Option<Value> {
    let module = *h.loaded.get(module)?;
    let mut parts = path.split('.');
    let mut found = h.global(module, parts.next()?)?;
    for part in parts {
        let Value::Class(class) = found else { return None };
        found = attr::lookup(h, class, h.find_name(part)?)?;
    }
    matches!(found, Value::Class(_) | Value::Function(_) | Value::Native(_)).then_some(found)
}

/// The names and values of an object's attributes.
pub fn attributes(h: &mut Heap, owner: Value) -> Box<[(Value, Value)]> {
    let found: Vec<(Sym, Value)> = match owner {
        Value::Instance(id) => {
            let instance = h.instances.get(id);
            let names = h.shapes.names(instance.shape);
            names.iter().copied().zip(instance.slots.iter().copied()).collect()
        }
        Value::Function(id) => {
            let attrs = h.functions.get(id).attrs.as_deref();
            attrs.map_or(Vec::new(), |attrs| attrs.iter().map(|(&name, &value)| (name, value)).collect())
        }
        Value::Module(id) => {
            let module = h.modules.get(id);
            module.index.iter().map(|(&name, &slot)| (name, module.slots[slot as usize])).collect()
        }
        _ => Vec::new(),
    };
    found.into_iter().filter(|(_, v)| !v.is_unbound()).map(|(name, value)| (h.name_value(name), value)).collect()
}

/// Whether an instance has any attributes.
pub fn has_attributes(h: &Heap, v: Value) -> bool {
    matches!(v, Value::Instance(id) if h.instances.get(id).slots.iter().any(|slot| !slot.is_unbound()))
}
