//! Imports: the VM looks modules up; the process finds and compiles those that are missing.

use std::sync::Arc;

use super::super::Exit;
use super::super::attr;
use super::super::heap::Heap;
use super::super::heap::arena::Id;
use super::super::native::Esc;
use super::super::object::Module;
use super::super::thread::{Frame, Task, Then};
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::code::CodeId;
use crate::code::instr::Instr;
use crate::sys::Request;

impl Vm<'_> {
    /// Puts the body of a module on the stack.
    pub(super) fn push_module(&mut self, module: Id<Module>, code: CodeId) {
        let base = self.top();
        let object = Arc::clone(&self.heap.codes[code as usize]);
        let end = base + object.code.n_regs as usize;
        self.reach(end);
        self.thread.stack[base..end].fill(Value::Unbound);
        if object.code.atomic {
            self.thread.atomic += 1;
        }
        let then =
            if self.thread.frames.is_empty() && self.thread.deferred.is_empty() { Then::Finish } else { Then::Import };
        self.thread.frames.push(Frame {
            code,
            pc: 0,
            base: base as u32,
            module,
            then,
            outer_exc: self.thread.exc,
            namespace: None,
            generator: None,
        });
    }

    /// The body of a module has ended: what waited for it goes on.
    pub(super) fn module_done(&mut self, module: Id<Module>) -> Step {
        self.heap.modules.get_mut(module).ready = true;
        let depth = self.thread.frames.len() as u32;
        if self.thread.deferred.last().is_some_and(|task| task.depth == depth)
            && let Some(task) = self.thread.deferred.pop()
        {
            return self.take_up(task);
        }
        Ok(Flow::Reload)
    }

    /// The body of a module raised an exception: the module is forgotten, and so is what waited for it.
    pub(super) fn module_failed(&mut self, module: Id<Module>) {
        let loaded = Arc::make_mut(&mut self.heap.loaded);
        loaded.shift_remove_index(loaded.values().position(|&id| id == module).unwrap_or(usize::MAX));
        let depth = self.thread.frames.len() as u32;
        self.thread.deferred.retain(|task| task.depth < depth);
    }

    /// A loaded module, or what has to be done before it can be used.
    fn module(&mut self, name: &str) -> Result<Id<Module>, Exit> {
        let ends = name.match_indices('.').map(|(i, _)| i).chain([name.len()]);
        let mut found = None;
        for end in ends {
            let part = &name[..end];
            let Some(&id) = self.heap.loaded.get(part) else { return Err(Exit::Import(part.to_owned())) };
            let module = self.heap.modules.get(id);
            let ours = |frame: &Frame| frame.module == id;
            if !module.ready && module.library && !self.thread.frames.iter().any(ours) {
                // Another thread is importing it.
                return Err(Exit::Request(Request::Yield));
            }
            found = Some(id);
        }
        found.ok_or_else(|| Exit::Import(name.to_owned()))
    }

    pub(super) fn import(&mut self, dst: u16, name: u16, leaf: bool) -> Step {
        let name = self.code().code.names[name as usize].clone();
        match self.module(&name) {
            Ok(module) if leaf => self.put(dst, Value::Module(module)),
            Ok(_) => {
                let top = name.split('.').next().unwrap_or(&name);
                let module = self.heap.loaded[top];
                self.put(dst, Value::Module(module))
            }
            Err(exit) => Self::exit(exit),
        }
    }

    /// Imports for a native function (`importlib.import_module`).
    pub(super) fn import_for_native(&mut self, name: &str, then: Then) -> Step {
        match self.module(name) {
            Ok(module) => self.deliver(then, Value::Module(module)),
            Err(exit) => {
                self.defer(Task::Import(name.to_owned()), Vec::new(), Vec::new(), then);
                Self::exit(exit)
            }
        }
    }

    pub(super) fn import_from(&mut self, dst: u16, module: u16, name: u16) -> Step {
        let from = self.get(module);
        let sym = self.code().names[name as usize];
        match attr::get_attr(self.heap, from, sym) {
            Ok(value) => self.put(dst, value),
            Err(Esc::Raise(exc)) if self.is_exc(exc, "AttributeError") => self.import_submodule(dst, from, name),
            Err(esc) => self.escape(esc, Then::ImportFrom(dst)),
        }
    }

    /// The module's `__getattr__` does not know the name of the `ImportFrom` at hand either.
    pub(super) fn import_missing(&mut self) -> Step {
        let Instr::ImportFrom { dst, module, name } = self.instr() else { return Ok(Flow::Reload) };
        match self.import_submodule(dst, self.get(module), name)? {
            Flow::Next => self.go_on(),
            flow => Ok(flow),
        }
    }

    /// `from package import module`: the name may be a module of its own.
    fn import_submodule(&mut self, dst: u16, from: Value, name: u16) -> Step {
        let Value::Module(id) = from else {
            return Err(self.heap.raise("ImportError", "cannot import from what is no module"));
        };
        let package = self.heap.modules.get(id).name.clone();
        let name = self.code().code.names[name as usize].clone();
        let full = format!("{package}.{name}");
        if let Some(&module) = self.heap.loaded.get(&full) {
            return self.put(dst, Value::Module(module));
        }
        if self.heap.modules.get(id).library {
            // It may be a module of that package not yet loaded. If it is none, `injected` makes it the error below.
            return Self::exit(Exit::Import(full));
        }
        Err(self.cannot_import(id, &name))
    }

    fn cannot_import(&mut self, from: Id<Module>, name: &str) -> Esc {
        let module = self.heap.modules.get(from);
        let package = &module.name;
        let message = if module.ready {
            format!("cannot import name '{name}' from '{package}' (unknown location)")
        } else {
            format!(
                "cannot import name '{name}' from partially initialized module '{package}' \
                 (most likely due to a circular import) (unknown location)"
            )
        };
        let package = package.clone();
        let error = self.heap.raise("ImportError", message);
        name_import_error(self.heap, &error, &package);
        error
    }

    /// An exception from outside: the answer to an import, or an interrupt.
    pub(super) fn injected(&mut self, exc: Value) -> Value {
        if !self.thread.frames.is_empty()
            && let Instr::ImportFrom { module, name, .. } = self.instr()
            && let Value::Module(from) = self.get(module)
            && self.is_exc(exc, "ModuleNotFoundError")
        {
            let name = self.code().code.names[name as usize].clone();
            if let Esc::Raise(error) = self.cannot_import(from, &name) {
                return error;
            }
        }
        exc
    }

    pub(super) fn import_star(&mut self, module: u16) -> Step {
        let Value::Module(from) = self.get(module) else { return Ok(Flow::Next) };
        let source = self.heap.modules.get(from);
        let all = source.index.get(&super::super::sym::ALL).map(|&slot| source.slots[slot as usize]);
        let listed: Option<Vec<Value>> = match all {
            Some(Value::List(id)) => Some(self.heap.lists.get(id).items.clone()),
            Some(Value::Tuple(id)) => Some(self.heap.tuples.get(id).items.to_vec()),
            _ => None,
        };
        let mut found = Vec::new();
        for (&name, &slot) in source.index.iter() {
            let value = source.slots[slot as usize];
            let wanted = match &listed {
                Some(names) => {
                    names.iter().any(|n| matches!(n, Value::Str(text) if self.heap.str(*text) == self.heap.name(name)))
                }
                None => !self.heap.name(name).starts_with('_'),
            };
            if wanted && !value.is_unbound() {
                found.push((name, value));
            }
        }
        let into = self.frame().module;
        for (name, value) in found {
            self.set_global(into, name, value);
        }
        Ok(Flow::Next)
    }
}

/// Says in an `ImportError` which module it is about (`name`; `path` is None).
pub fn name_import_error(heap: &mut Heap, error: &Esc, module: &str) {
    let Esc::Raise(exc) = *error else { return };
    let name = heap.new_str(module);
    for (attribute, value) in [("name", name), ("path", Value::None)] {
        let sym = heap.intern(attribute);
        // An exception instance takes any attribute.
        let _ = attr::set_attr(heap, exc, sym, value);
    }
}
