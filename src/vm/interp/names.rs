//! Names: locals, cells, globals, class namespaces.

use super::super::class::flag;
use super::super::heap::arena::Id;
use super::super::native::Esc;
use super::super::object::{Cell, Misc, Module};
use super::super::thread::Then;
use super::super::types::dict;
use super::super::value::{Sym, Value};
use super::{Flow, Step, Vm};
use crate::code::instr::NO_REG;

impl Vm<'_> {
    pub(super) fn unbound_local(&mut self, register: u16) -> Esc {
        let name = self.code().code.local_names[register as usize].clone();
        self.local_error(&name)
    }

    fn local_error(&mut self, name: &str) -> Esc {
        let message = format!("cannot access local variable '{name}' where it is not associated with a value");
        self.heap.raise("UnboundLocalError", message)
    }

    fn name_error(&mut self, name: &str) -> Esc {
        self.heap.raise("NameError", format!("name '{name}' is not defined"))
    }

    pub(super) fn del_local(&mut self, register: u16) -> Step {
        if self.get(register).is_unbound() {
            return Err(self.unbound_local(register));
        }
        self.put(register, Value::Unbound)
    }

    /// A global or built-in; the quick path is in the loop.
    pub(super) fn load_global(&mut self, dst: u16, slot: u16) -> Step {
        let module = self.frame().module;
        let own = self.heap.modules.get(module);
        let value = own.slots[slot as usize];
        if !value.is_unbound() {
            return self.put(dst, value);
        }
        let Some((&name, _)) = own.index.get_index(slot as usize) else { unreachable!("a slot has a name") };
        let value = self.builtin(name);
        if value.is_unbound() {
            let name = self.heap.name(name).to_owned();
            return Err(self.name_error(&name));
        }
        self.put(dst, value)
    }

    fn builtin(&mut self, name: Sym) -> Value {
        if name == super::super::sym::NAME {
            let module = self.frame().module;
            let text = self.heap.modules.get(module).name.clone();
            return self.heap.new_string(text);
        }
        self.heap.builtins.names.get(name.0 as usize).copied().unwrap_or(Value::Unbound)
    }

    pub(super) fn del_global(&mut self, slot: u16) -> Step {
        let module = self.frame().module;
        let own = self.heap.modules.get_mut(module);
        if own.slots[slot as usize].is_unbound() {
            let Some((&name, _)) = own.index.get_index(slot as usize) else { unreachable!("a slot has a name") };
            let name = self.heap.name(name).to_owned();
            return Err(self.name_error(&name));
        }
        own.slots[slot as usize] = Value::Unbound;
        Ok(Flow::Next)
    }

    /// Sets a global by name, as `import *` does.
    pub(super) fn set_global(&mut self, module: Id<Module>, name: Sym, value: Value) {
        self.heap.modules.get_mut(module).set(name, value);
    }

    pub(super) fn make_cell(&mut self, reg: u16) -> Step {
        let value = self.get(reg);
        self.heap.charge(32);
        let cell = self.heap.cells.alloc(Cell(value));
        self.put(reg, Value::Cell(cell))
    }

    fn cell(&self, register: u16) -> Id<Cell> {
        match self.get(register) {
            Value::Cell(id) => id,
            other => unreachable!("register {register} holds {other:?}, not a cell"),
        }
    }

    pub(super) fn load_cell(&mut self, dst: u16, cell: u16) -> Step {
        let value = self.heap.cells.get(self.cell(cell)).0;
        if value.is_unbound() {
            return Err(self.unbound_cell(cell));
        }
        self.put(dst, value)
    }

    fn unbound_cell(&mut self, cell: u16) -> Esc {
        let code = std::sync::Arc::clone(&self.code().code);
        match cell.checked_sub(code.first_free).and_then(|i| code.free.get(i as usize)) {
            Some(free) => {
                let name = &free.name;
                self.heap.raise(
                    "NameError",
                    format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"),
                )
            }
            None => {
                let name = code.local_names[cell as usize].clone();
                self.local_error(&name)
            }
        }
    }

    pub(super) fn store_cell(&mut self, cell: u16, src: u16) -> Step {
        let id = self.cell(cell);
        self.heap.cells.get_mut(id).0 = self.get(src);
        Ok(Flow::Next)
    }

    pub(super) fn del_cell(&mut self, cell: u16) -> Step {
        let id = self.cell(cell);
        if self.heap.cells.get(id).0.is_unbound() {
            return Err(self.unbound_cell(cell));
        }
        self.heap.cells.get_mut(id).0 = Value::Unbound;
        Ok(Flow::Next)
    }

    pub(super) fn load_name(&mut self, dst: u16, name: u16, cell: u16) -> Step {
        let code = std::sync::Arc::clone(self.code());
        let text = &code.code.names[name as usize];
        if let Some(namespace) = self.frame().namespace
            && let Some(value) = dict::get_str(self.heap, namespace, text)
        {
            return self.put(dst, value);
        }
        if cell != NO_REG {
            return self.load_cell(dst, cell);
        }
        let name = code.names[name as usize];
        let module = self.heap.modules.get(self.frame().module);
        let own = module.index.get(&name).map_or(Value::Unbound, |&slot| module.slots[slot as usize]);
        let value = if own.is_unbound() { self.builtin(name) } else { own };
        if value.is_unbound() {
            return Err(self.name_error(text));
        }
        self.put(dst, value)
    }

    pub(super) fn store_name(&mut self, name: u16, src: u16) -> Step {
        let sym = self.code().names[name as usize];
        let (key, value) = (self.heap.name_value(sym), self.get(src));
        if let Some(namespace) = self.frame().namespace {
            dict::set(self.heap, namespace, key, value)?;
        }
        Ok(Flow::Next)
    }

    pub(super) fn del_name(&mut self, name: u16) -> Step {
        let sym = self.code().names[name as usize];
        let key = self.heap.name_value(sym);
        let removed = match self.frame().namespace {
            Some(namespace) => dict::remove(self.heap, namespace, key)?,
            None => None,
        };
        if removed.is_none() {
            let name = self.heap.name(sym).to_owned();
            return Err(self.name_error(&name));
        }
        Ok(Flow::Next)
    }

    pub(super) fn load_prelude(&mut self, dst: u16, name: u16) -> Step {
        let name = self.code().code.names[name as usize].clone();
        match self.prelude(&name) {
            Ok(value) => self.put(dst, value),
            Err(step) => step,
        }
    }

    pub(super) fn load_assertion_error(&mut self, dst: u16) -> Step {
        let class = self.heap.builtins.exception("AssertionError");
        self.put(dst, Value::Class(class))
    }

    // ---- attributes ------------------------------------------------------------------------------------------------

    pub(super) fn get_attr(&mut self, dst: u16, obj: u16, name: u16) -> Step {
        let name = self.code().names[name as usize];
        let object = self.get(obj);
        if let Some(getter) = self.plain_property(object, name) {
            return self.call_with(getter, &[object], Then::Store(dst));
        }
        match super::super::attr::get_attr(self.heap, object, name) {
            Ok(value) => self.put(dst, value),
            Err(esc) => self.escape(esc, Then::Store(dst)),
        }
    }

    /// The getter of a property, where nothing else can come first.
    fn plain_property(&self, object: Value, name: Sym) -> Option<Value> {
        let Value::Instance(id) = object else { return None };
        let class = self.heap.instances.get(id).class;
        let flags = self.heap.classes.get(class).flags;
        if flags & (flag::DATA | flag::GETATTR | flag::GETATTRIBUTE) != flag::DATA {
            return None;
        }
        match super::super::attr::lookup(self.heap, class, name)? {
            Value::Misc(id) => match *self.heap.misc.get(id) {
                Misc::Property { get: get @ Value::Function(_), .. } => Some(get),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn set_attr(&mut self, obj: u16, name: u16, src: u16) -> Step {
        let name = self.code().names[name as usize];
        match super::super::attr::set_attr(self.heap, self.get(obj), name, self.get(src)) {
            Ok(()) => Ok(Flow::Next),
            Err(esc) => self.escape(esc, Then::Drop),
        }
    }

    pub(super) fn del_attr(&mut self, obj: u16, name: u16) -> Step {
        let name = self.code().names[name as usize];
        match super::super::attr::del_attr(self.heap, self.get(obj), name) {
            Ok(()) => Ok(Flow::Next),
            Err(esc) => self.escape(esc, Then::Drop),
        }
    }
}
