//! Calling anything: Python functions get a frame, natives run at once, everything else is unwrapped until it is one of these.

use std::sync::Arc;

use super::super::Exit;
use super::super::attr;
use super::super::functions;
use super::super::heap::arena::Id;
use super::super::native::{Callee, TailCall};
use super::super::object::{BoundMethod, Function, Generator, GeneratorState, Misc, Module};
use super::super::repr;
use super::super::sym;
use super::super::thread::{Deferred, Frame, Task, Then};
use super::super::value::{Sym, Value};
use super::{Step, Vm};
use crate::code::CodeId;

/// More frames than this there are never, whatever `sys.setrecursionlimit` says: memory is finite.
pub(super) const MOST_FRAMES: usize = 200_000;

/// The arguments of a call on the stack.
#[derive(Clone, Copy)]
pub(super) struct Args<'k> {
    /// Place of the first.
    pub at: usize,
    /// How many are positional.
    pub argc: usize,
    /// Names of the keyword arguments, which follow.
    pub keywords: &'k [Sym],
}

impl Vm<'_> {
    /// Calls with arguments that are not on the stack yet.
    pub(super) fn call_with(&mut self, callee: Value, args: &[Value], then: Then) -> Step {
        self.call_keywords(callee, args, &[], then)
    }

    /// The same with keyword arguments: the last of `args`.
    pub(super) fn call_keywords(&mut self, callee: Value, args: &[Value], keywords: &[Sym], then: Then) -> Step {
        let at = self.top() + 1;
        self.reach(at + args.len());
        self.thread.stack[at..at + args.len()].copy_from_slice(args);
        self.call(callee, Args { at, argc: args.len() - keywords.len(), keywords }, then)
    }

    /// Calls with arguments on the stack.
    pub(super) fn call(&mut self, mut callee: Value, mut args: Args<'_>, then: Then) -> Step {
        let mut room = true;
        loop {
            match callee {
                Value::Function(id) => return self.call_function(id, args, then),
                Value::Native(id) => return self.call_native(id, args, then),
                Value::Class(id) => return self.call_class(id, args, then),
                Value::Method(id) => {
                    let BoundMethod { func, this } = *self.heap.methods.get(id);
                    args = self.prepend(this, args, &mut room);
                    callee = func;
                }
                Value::Misc(id) => match *self.heap.misc.get(id) {
                    Misc::StaticMethod(func) => callee = func,
                    Misc::Alias { origin, .. } => callee = origin,
                    _ => return Err(self.not_callable(callee)),
                },
                Value::Instance(id) => {
                    let class = self.heap.instances.get(id).class;
                    let Some(method) = attr::lookup(self.heap, class, sym::CALL) else {
                        return Err(self.not_callable(callee));
                    };
                    if !matches!(method, Value::Misc(_)) {
                        args = self.prepend(callee, args, &mut room);
                    }
                    callee = method;
                }
                _ => return Err(self.not_callable(callee)),
            }
        }
    }

    fn not_callable(&mut self, callee: Value) -> super::Esc {
        let name = repr::type_name(self.heap, callee);
        self.heap.type_error(format!("'{name}' object is not callable"))
    }

    /// Puts an argument before the others: into the free place, or by moving them on.
    pub(super) fn prepend<'k>(&mut self, first: Value, args: Args<'k>, room: &mut bool) -> Args<'k> {
        let Args { at, argc, keywords } = args;
        if std::mem::take(room) {
            self.thread.stack[at - 1] = first;
            return Args { at: at - 1, argc: argc + 1, keywords };
        }
        let end = at + argc + keywords.len();
        self.reach(end + 1);
        self.thread.stack.copy_within(at..end, at + 1);
        self.thread.stack[at] = first;
        Args { at, argc: argc + 1, keywords }
    }

    /// Calls a Python function.
    pub(super) fn call_function(&mut self, id: Id<Function>, args: Args<'_>, then: Then) -> Step {
        let function = self.heap.functions.get(id);
        let code = Arc::clone(&self.heap.codes[function.code as usize].code);
        let plain = !code.varargs && !code.varkw && code.n_kwonly == 0 && args.keywords.is_empty();
        if !(plain && args.argc == code.n_params as usize) {
            self.bind(id, &code, args)?;
        }
        let function = self.heap.functions.get(id);
        let (code_id, module, closure) = (function.code, function.module, Arc::clone(&function.closure));
        let frame = self.open_frame(code_id, args.at, module, then)?;
        let first = args.at + code.first_free as usize;
        for (place, &cell) in self.thread.stack[first..].iter_mut().zip(closure.iter()) {
            *place = Value::Cell(cell);
        }
        if code.generator {
            return self.new_generator(frame, code.n_regs as usize);
        }
        self.enter(frame, code.atomic)
    }

    /// Whether one more frame would be too many. The library's frames below the program's own do not count.
    pub(super) fn too_deep(&self) -> bool {
        let frames = &self.thread.frames;
        let most = (self.heap.settings.recursion_limit as usize).min(MOST_FRAMES);
        if frames.len() < most {
            return false;
        }
        let ours = frames.iter().take_while(|frame| self.heap.codes[frame.code as usize].unit.library).count();
        frames.len() >= (most + ours).min(MOST_FRAMES)
    }

    /// Makes room for a frame whose parameters are in place, and clears its other locals.
    pub(super) fn open_frame(
        &mut self,
        code_id: CodeId,
        base: usize,
        module: Id<Module>,
        then: Then,
    ) -> Result<Frame, super::Esc> {
        if self.too_deep() {
            return Err(self.heap.raise("RecursionError", "maximum recursion depth exceeded"));
        }
        let object = &self.heap.codes[code_id as usize];
        let code = &object.code;
        let end = base + code.n_regs as usize;
        if self.thread.stack.len() < end {
            super::grow(&mut self.thread.stack, end);
        }
        let params =
            code.n_params as usize + code.n_kwonly as usize + usize::from(code.varargs) + usize::from(code.varkw);
        self.thread.stack[base + params..base + (code.first_free as usize).max(params)].fill(Value::Unbound);
        Ok(Frame {
            code: code_id,
            pc: 0,
            base: base as u32,
            module,
            then,
            outer_exc: self.thread.exc,
            namespace: None,
            generator: None,
        })
    }

    /// Makes a frame the top one.
    pub(super) fn enter(&mut self, frame: Frame, atomic: bool) -> Step {
        if atomic {
            self.thread.atomic += 1;
        }
        self.thread.frames.push(frame);
        Ok(super::Flow::Reload)
    }

    fn new_generator(&mut self, mut frame: Frame, n_regs: usize) -> Step {
        let base = frame.base as usize;
        let (code, then) = (frame.code, frame.then);
        let regs = self.thread.stack[base..base + n_regs].to_vec();
        self.heap.charge(200 + n_regs * 16);
        frame.outer_exc = Value::Unbound;
        frame.then = Then::Drop;
        let id = self.heap.generators.alloc(Generator { frame: None, regs, state: GeneratorState::Created, code });
        frame.generator = Some(id);
        self.heap.generators.get_mut(id).frame = Some(Box::new(frame));
        self.deliver(then, Value::Generator(id))
    }

    /// What a native function asked to be called in its place.
    pub(super) fn tail_call(&mut self, call: &TailCall, then: Then) -> Step {
        match call.func {
            Callee::Value(callee) => self.call_with(callee, &call.args, then),
            Callee::Prelude(name) => self.call_prelude(name, &call.args, &[], then),
        }
    }

    /// Calls a function of the prelude, once its module is loaded.
    pub(super) fn call_prelude(&mut self, name: &'static str, args: &[Value], keywords: &[Sym], then: Then) -> Step {
        if let Some(&function) = self.heap.caches.prelude.get(name) {
            return self.call_keywords(function, args, keywords, then);
        }
        match self.prelude(name) {
            Ok(function) => {
                self.heap.caches.prelude.insert(name, function);
                self.call_keywords(function, args, keywords, then)
            }
            Err(step) => {
                if step.is_ok() {
                    let what = Task::Call(Callee::Prelude(name));
                    self.defer(what, args.to_vec(), keywords.to_vec(), then);
                }
                step
            }
        }
    }

    /// A function of the prelude by name.
    ///
    /// # Errors
    /// What the thread does instead: it asks for the module that has the function.
    pub(super) fn prelude(&mut self, name: &str) -> Result<Value, Step> {
        let Some(module) = functions::prelude_module(name) else {
            return Err(Err(self.heap.raise("SystemError", format!("the prelude has no function {name}"))));
        };
        let Some(&module) = self.heap.loaded.get(module) else {
            return Err(Self::exit(Exit::Import(module.into())));
        };
        let module = self.heap.modules.get(module);
        let slot = self.heap.find_name(name).and_then(|name| module.index.get(&name).copied());
        let value = slot.map_or(Value::Unbound, |slot| module.slots[slot as usize]);
        if value.is_unbound() {
            return Err(Err(self.heap.raise("SystemError", format!("{name} is used while its module is loaded"))));
        }
        Ok(value)
    }

    /// Keeps a task until the module that the thread now asks for has been loaded.
    pub(super) fn defer(&mut self, what: Task, args: Vec<Value>, keywords: Vec<Sym>, then: Then) {
        let depth = self.thread.frames.len() as u32;
        self.thread.deferred.push(Deferred { depth, what, args, keywords, then });
    }

    /// Takes up what waited for a module.
    pub(super) fn take_up(&mut self, task: Deferred) -> Step {
        match task.what {
            Task::Call(Callee::Value(callee)) => self.call_keywords(callee, &task.args, &task.keywords, task.then),
            Task::Call(Callee::Prelude(name)) => self.call_prelude(name, &task.args, &task.keywords, task.then),
            Task::Import(name) => self.import_for_native(&name, task.then),
        }
    }

    // ---- instructions ----------------------------------------------------------------------------------------------

    pub(super) fn call_instr(&mut self, dst: u16, base: u16, argc: u16) -> Step {
        let at = self.frame().base as usize + base as usize + 1;
        self.call(self.get(base), Args { at, argc: argc as usize, keywords: &[] }, Then::Store(dst))
    }

    pub(super) fn call_kw(&mut self, base: u16, argc: u16, names: u16) -> Step {
        let keywords = self.keyword_names(names);
        let at = self.frame().base as usize + base as usize + 1;
        let args = Args { at, argc: argc as usize - keywords.len(), keywords: &keywords };
        self.call(self.get(base), args, Then::Store(base))
    }

    pub(super) fn call_ex(&mut self, base: u16) -> Step {
        let callee = self.get(base);
        let Value::List(list) = self.get(base + 1) else { unreachable!("the compiler builds a list") };
        let mut args = self.heap.lists.get(list).items.clone();
        let mut keywords = Vec::new();
        if let Value::Dict(dict) = self.get(base + 2) {
            let entries: Vec<_> = self.heap.dicts.get(dict).entries().collect();
            for (key, value) in entries {
                let Value::Str(name) = key else {
                    return Err(self.heap.type_error("keywords must be strings"));
                };
                let name = self.heap.str(name).to_owned();
                keywords.push(self.heap.intern(&name));
                args.push(value);
            }
        }
        self.call_keywords(callee, &args, &keywords, Then::Store(base))
    }

    pub(super) fn load_method(&mut self, base: u16, obj: u16, name: u16) -> Step {
        let name = self.code().names[name as usize];
        match attr::load_method(self.heap, self.get(obj), name) {
            Ok((function, this)) => {
                self.set(base, function);
                self.put(base + 1, this)
            }
            Err(esc) => {
                self.set(base + 1, Value::Unbound);
                self.escape(esc, Then::Store(base))
            }
        }
    }

    pub(super) fn call_method(&mut self, dst: u16, base: u16, argc: u16) -> Step {
        self.method(base, argc as usize, &[], Then::Store(dst))
    }

    pub(super) fn call_method_kw(&mut self, base: u16, argc: u16, names: u16) -> Step {
        let keywords = self.keyword_names(names);
        self.method(base, argc as usize - keywords.len(), &keywords, Then::Store(base))
    }

    fn method(&mut self, base: u16, argc: usize, keywords: &[Sym], then: Then) -> Step {
        let at = self.frame().base as usize + base as usize + 1;
        let callee = self.get(base);
        if self.get(base + 1).is_unbound() {
            self.call(callee, Args { at: at + 1, argc, keywords }, then)
        } else {
            self.call(callee, Args { at, argc: argc + 1, keywords }, then)
        }
    }

    /// The names in a constant tuple of strings.
    pub(super) fn keyword_names(&mut self, names: u16) -> Vec<Sym> {
        let Value::Tuple(tuple) = self.code().consts[names as usize] else { return Vec::new() };
        let texts = self.heap.tuples.get(tuple).items.clone();
        let mut keywords = Vec::with_capacity(texts.len());
        for text in texts {
            if let Value::Str(text) = text {
                let known = self.heap.find_name(self.heap.str(text));
                keywords.push(match known {
                    Some(name) => name,
                    None => {
                        let text = self.heap.str(text).to_owned();
                        self.heap.intern(&text)
                    }
                });
            }
        }
        keywords
    }

    /// Whether the class of a value has a special method written in Python.
    pub(super) fn has(&self, value: Value, flags: u32) -> bool {
        super::super::class::has_flag(self.heap, value, flags)
    }
}
