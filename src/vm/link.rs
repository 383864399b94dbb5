//! Linking: a compiled unit becomes code and a module of one process.

use std::sync::{Arc, OnceLock};

use num_bigint::BigInt;

use super::code_object::{CodeObject, plain_params};
use super::heap::Heap;
use super::heap::arena::Id;
use super::object::Module;
use super::types::set;
use super::value::Value;
use crate::code::{Code, CodeId, Const, Unit};

/// Interns names, makes constants, adds the code objects and an empty module of that name.
pub fn link(h: &mut Heap, unit: Arc<Unit>, name: &str) -> (Id<Module>, CodeId) {
    let mut module = Module { name: name.into(), library: unit.library, ..Module::default() };
    module.slots.reserve(unit.globals.len());
    Arc::make_mut(&mut module.index).reserve(unit.globals.len());
    for global in &unit.globals {
        module.set(h.intern(global), Value::Unbound);
    }
    let module = h.modules.alloc(module);
    let code = Arc::clone(&unit.code);
    let id = link_code(h, &unit, module, &code);
    h.set_global(module, "__name__", Value::None);
    let name = h.new_str(name);
    h.set_global(module, "__name__", name);
    let file = h.new_str(&unit.source.name);
    h.set_global(module, "__file__", file);
    (module, id)
}

fn link_code(h: &mut Heap, unit: &Arc<Unit>, module: Id<Module>, code: &Arc<Code>) -> CodeId {
    let children = code.children.iter().map(|child| link_code(h, unit, module, child)).collect();
    // What a function made of it will be called.
    h.intern(&code.name);
    h.intern(&code.qualname);
    let object = CodeObject {
        code: Arc::clone(code),
        plain_params: plain_params(code),
        n_regs: code.n_regs,
        first_free: code.first_free,
        unit: Arc::clone(unit),
        module,
        names: code.names.iter().map(|n| h.intern(n)).collect(),
        locals: code.local_names.iter().map(|n| h.intern(n)).collect(),
        consts: code.consts.iter().map(|c| constant(h, c)).collect(),
        children,
        live: OnceLock::new(),
    };
    let codes = Arc::make_mut(&mut h.codes);
    codes.push(Arc::new(object));
    codes.len() as CodeId - 1
}

fn constant(h: &mut Heap, constant_: &Const) -> Value {
    match constant_ {
        Const::None => Value::None,
        Const::Ellipsis => Value::Ellipsis,
        Const::Bool(b) => Value::Bool(*b),
        Const::Int(i) => Value::Int(*i),
        Const::BigInt(digits) => {
            let value = digits.parse::<BigInt>().unwrap_or_default();
            h.new_int(value)
        }
        Const::Float(f) => Value::Float(*f),
        // Short constants that look like names are one object, as in CPython.
        Const::Str(text) if text.len() < 32 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
            let name = h.intern(text);
            h.name_value(name)
        }
        Const::Str(text) => h.new_str(text),
        Const::Bytes(bytes) => h.new_bytes(bytes.clone()),
        Const::Tuple(items) => {
            let items = items.iter().map(|c| constant(h, c)).collect();
            h.new_tuple(items)
        }
        Const::FrozenSet(items) => {
            let items: Vec<Value> = items.iter().map(|c| constant(h, c)).collect();
            let id = h.new_set();
            for item in items {
                // Constants hash without user code.
                let _ = set::add(h, id, item);
            }
            Value::FrozenSet(id)
        }
    }
}
