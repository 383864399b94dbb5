//! Class statements, and calling a class to make an instance.

use std::sync::Arc;

use super::super::attr;
use super::super::class;
use super::super::class::flag;
use super::super::heap::arena::Id;
use super::super::native::{Esc, Res};
use super::super::object::{Class, Dict, Instance, Misc, Payload};
use super::super::object_functions;
use super::super::sym;
use super::super::thread::Then;
use super::super::types::dict;
use super::super::value::Value;
use super::call::Args;
use super::{Flow, Step, Vm};
use crate::code::instr::NO_REG;

impl Vm<'_> {
    /// `class` statement: runs the body in a fresh namespace.
    pub(super) fn build_class(&mut self, base: u16, argc: u16, names: u16) -> Step {
        let Value::Function(id) = self.get(base) else { unreachable!("a class body is a function") };
        let function = self.heap.functions.get(id);
        let (code_id, module, closure) = (function.code, function.module, Arc::clone(&function.closure));
        let at = self.top() + 1;
        let namespace = self.heap.new_dict();
        let mut frame = self.open_frame(code_id, at, module, Then::ClassBody { base, argc, names })?;
        frame.namespace = Some(namespace);
        let code = Arc::clone(&self.heap.codes[code_id as usize]);
        let first = at + code.code.first_free as usize;
        for (place, &cell) in self.thread.stack[first..].iter_mut().zip(closure.iter()) {
            *place = Value::Cell(cell);
        }
        self.enter(frame, code.code.atomic)
    }

    /// The body of a class has run: makes the class.
    pub(super) fn class_body_done(&mut self, namespace: Option<Id<Dict>>, base: u16, argc: u16, names: u16) -> Step {
        let Some(namespace) = namespace else { unreachable!("a class body has a namespace") };
        let keywords = if names == NO_REG { Vec::new() } else { self.keyword_names(names) };
        let name = self.get(base + 1);
        let given = self.window(base + 2, argc as usize).to_vec();
        let (bases, values) = given.split_at(given.len() - keywords.len());
        if !class::needs_hooks(self.heap, bases, namespace, !keywords.is_empty()) {
            let Value::Str(text) = name else { unreachable!("a class has a name") };
            let text = self.heap.str(text).to_owned();
            let class = class::build_class(self.heap, self.heap.builtins.type_, &text, bases, namespace)?;
            self.set(base, class);
            return self.go_on();
        }
        let kwargs = self.heap.new_dict();
        for (&keyword, &value) in keywords.iter().zip(values) {
            let key = self.heap.name_value(keyword);
            dict::set(self.heap, kwargs, key, value)?;
        }
        let bases = self.heap.new_tuple(bases.to_vec());
        let args = [name, bases, Value::Dict(namespace), Value::Dict(kwargs)];
        self.call_prelude("build_class", &args, &[], Then::Store(base))
    }

    // ---- making instances ------------------------------------------------------------------------------------------

    /// Calls a class with arguments that are not on the stack.
    pub(super) fn call_class_with(&mut self, id: Id<Class>, args: &[Value], then: Then) -> Step {
        self.call_with(Value::Class(id), args, then)
    }

    /// Calls a class.
    pub(super) fn call_class(&mut self, id: Id<Class>, args: Args<'_>, then: Then) -> Step {
        let class = self.heap.classes.get(id);
        let (meta, flags, payload, builtin) = (class.meta, class.flags, class.payload, class.builtin);
        if meta != self.heap.builtins.type_
            && let Some(call) = attr::lookup(self.heap, meta, sym::CALL).filter(|v| matches!(v, Value::Function(_)))
        {
            let args = self.prepend(Value::Class(id), args, &mut true);
            return self.call(call, args, then);
        }
        if flags & flag::ABSTRACT != 0 {
            self.refuse_abstract(id)?;
        }
        if builtin {
            return self.call_builtin_class(id, payload, args, then);
        }
        if flags & flag::NEW != 0 || payload == Payload::Type {
            return self.class_by_new(id, args, then);
        }
        let init = if flags & flag::INIT != 0 { attr::lookup(self.heap, id, sym::INIT) } else { None };
        let instance = match payload {
            Payload::None => {
                if init.is_none() && args.argc + args.keywords.len() > 0 {
                    let message = format!("{}() takes no arguments", self.heap.classes.get(id).name);
                    return Err(self.heap.type_error(message));
                }
                self.new_instance(id)
            }
            Payload::Exception => {
                let given = self.thread.stack[args.at..args.at + args.argc].to_vec();
                if init.is_none() && !args.keywords.is_empty() {
                    let message = format!("{}() takes no keyword arguments", self.heap.classes.get(id).name);
                    return Err(self.heap.type_error(message));
                }
                object_functions::new_exception(self.heap, id, &given)
            }
            _ => match self.new_with_payload(id, payload, init.is_some(), args) {
                Ok(instance) => instance,
                Err(Esc::Slow | Esc::Call(_)) => return self.class_by_new(id, args, then),
                Err(esc) => return self.escape(esc, then),
            },
        };
        let Some(init) = init else { return self.deliver(then, instance) };
        let then = match then {
            Then::Store(dst) => Then::Init { dst, instance },
            Then::Raise => Then::Init { dst: NO_REG, instance },
            _ => return self.call_through(Value::Class(id), args, then),
        };
        let args = self.prepend(instance, args, &mut true);
        match init {
            Value::Function(function) => self.call_function(function, args, then),
            init => self.call(init, args, then),
        }
    }

    /// Calls something by a function of the prelude, so that `then` need not know how the call goes on.
    fn call_through(&mut self, callee: Value, args: Args<'_>, then: Then) -> Step {
        let mut given = vec![callee];
        given.extend_from_slice(&self.thread.stack[args.at..args.at + args.argc + args.keywords.len()]);
        self.call_prelude("call", &given, args.keywords, then)
    }

    /// A class with a `__new__` in Python.
    fn class_by_new(&mut self, id: Id<Class>, args: Args<'_>, then: Then) -> Step {
        let mut given = vec![Value::Class(id)];
        given.extend_from_slice(&self.thread.stack[args.at..args.at + args.argc + args.keywords.len()]);
        self.call_prelude("class_new", &given, args.keywords, then)
    }

    fn refuse_abstract(&mut self, id: Id<Class>) -> Res<()> {
        let names = match attr::lookup(self.heap, id, sym::ABSTRACTMETHODS) {
            Some(Value::Set(set) | Value::FrozenSet(set)) => self.heap.sets.get(set).items().collect::<Vec<_>>(),
            _ => return Ok(()),
        };
        let mut names: Vec<String> = names
            .into_iter()
            .filter_map(|v| match v {
                Value::Str(text) => Some(self.heap.str(text).to_owned()),
                _ => None,
            })
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        names.sort();
        let class = &self.heap.classes.get(id).name;
        let s = if names.len() == 1 { "" } else { "s" };
        let message = format!("Can't instantiate abstract class {class} with abstract method{s} {}", names.join(", "));
        Err(self.heap.type_error(message))
    }

    fn call_builtin_class(&mut self, id: Id<Class>, payload: Payload, args: Args<'_>, then: Then) -> Step {
        if let Some(native) = self.heap.builtins.construct(id) {
            return self.call_native(native, args, then);
        }
        if payload == Payload::Exception {
            let given = self.thread.stack[args.at..args.at + args.argc].to_vec();
            let exc = object_functions::new_exception(self.heap, id, &given);
            return self.deliver(then, exc);
        }
        let name = self.heap.classes.get(id).name.clone();
        if id != self.heap.builtins.object {
            return Err(self.heap.type_error(format!("cannot create '{name}' instances")));
        }
        if args.argc + args.keywords.len() > 0 {
            return Err(self.heap.type_error("object() takes no arguments"));
        }
        let object = self.heap.new_misc(Misc::Object);
        self.deliver(then, object)
    }

    /// A bare instance of a class of the program.
    #[inline]
    pub(super) fn new_instance(&mut self, class: Id<Class>) -> Value {
        let shape = self.heap.classes.get(class).root_shape;
        self.heap.charge(100);
        let instance = Instance { class, shape, slots: Vec::new(), payload: Value::Unbound };
        Value::Instance(self.heap.instances.alloc(instance))
    }

    /// An instance of a subclass of a built-in type. Containers start empty where an `__init__` will fill them.
    fn new_with_payload(&mut self, id: Id<Class>, payload: Payload, init: bool, args: Args<'_>) -> Res {
        let builtins = &self.heap.builtins;
        let base = match payload {
            Payload::Int => builtins.int,
            Payload::Float => builtins.float,
            Payload::Str => builtins.str,
            Payload::Bytes => builtins.bytes,
            Payload::List => builtins.list,
            Payload::Tuple => builtins.tuple,
            Payload::Dict => builtins.dict,
            Payload::Set => builtins.set,
            Payload::FrozenSet => builtins.frozenset,
            Payload::None | Payload::Exception | Payload::Type => builtins.object,
        };
        let Some(native) = builtins.construct(base) else { return Err(Esc::Slow) };
        let args = match payload {
            Payload::List | Payload::Dict | Payload::Set if init => Args { at: self.top() + 1, argc: 0, keywords: &[] },
            _ => args,
        };
        let def = self.heap.natives[native.0 as usize];
        // Binding rearranges the arguments, which `__init__` wants as they are.
        let at = self.top().max(args.at + args.argc + args.keywords.len()) + 1;
        let total = args.argc + args.keywords.len();
        self.reach(at + total);
        self.thread.stack.copy_within(args.at..args.at + total, at);
        let (at, len) = self.bind_native(def, Args { at, ..args })?;
        let value = (def.call)(self.heap, &self.thread.stack[at..at + len])?;
        Ok(class::wrap_payload(self.heap, id, value))
    }
}

impl Vm<'_> {
    /// `Then::Init` is done.
    pub(super) fn initialised(&mut self, dst: u16, instance: Value) -> Step {
        if dst == NO_REG {
            return self.raise_value(instance);
        }
        self.set(dst, instance);
        self.frame_mut().pc += 1;
        Ok(Flow::Reload)
    }
}
