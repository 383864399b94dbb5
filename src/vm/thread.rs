//! One Python thread at rest: its frames and its stack of registers. Frames hold ids and indices only, so a thread can be
//! copied and resumed anywhere.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::code_object::CodeObject;
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Callee, Pending, hash_words};
use super::object::{Dict, Generator, Module};
use super::value::{Sym, Value};
use crate::code::CodeId;
use crate::code::live::Live;
use crate::ids::Tid;
use crate::sys::Reply;

/// A call in progress.
#[derive(Clone, Debug, Hash)]
pub struct Frame {
    /// The code that runs.
    pub code: CodeId,
    /// Index of the next instruction; of the one that called, while a callee runs or a request is under way.
    pub pc: u32,
    /// First register on the thread's stack.
    pub base: u32,
    /// The module whose globals it sees.
    pub module: Id<Module>,
    /// What becomes of the result.
    pub then: Then,
    /// The exception that was being handled when the frame was entered, `None` for none. In a suspended generator: the one
    /// its own `except` clause is handling, `Unbound` for none.
    pub outer_exc: Value,
    /// The namespace of a class body.
    pub namespace: Option<Id<Dict>>,
    /// The generator whose frame this is.
    pub generator: Option<Id<Generator>>,
}

/// What becomes of a frame's result: the continuation, in the caller's terms. Registers are relative to the caller's base.
#[derive(Clone, Copy, Debug, Hash)]
pub enum Then {
    /// Goes to a register of the caller.
    Store(u16),
    /// It is dropped (`__init__`, `__setattr__`, `__setitem__`, ...).
    Drop,
    /// `__init__` of a class being called: its result must be None; the instance goes to the register.
    Init {
        /// The caller's register.
        dst: u16,
        /// The new instance.
        instance: Value,
    },
    /// Its truth, negated if `negate`, goes to a register (`in`, `!=` through `__eq__`).
    Truth {
        /// The caller's register.
        dst: u16,
        /// Negate it.
        negate: bool,
    },
    /// Its truth decides a jump of the caller: goes on at `to` if it equals `when`.
    Branch {
        /// Absolute target.
        to: u32,
        /// The truth that jumps.
        when: bool,
    },
    /// The next item of a `for`: stored in `dst`; `StopIteration` goes on at `end` instead.
    ForIter {
        /// The caller's register.
        dst: u16,
        /// Absolute target.
        end: u32,
    },
    /// The value yielded or returned by the inner iterator of `yield from`.
    YieldFrom,
    /// The body of a class: build it from the namespace.
    ClassBody {
        /// `BuildClass`'s base register.
        base: u16,
        /// Number of bases and keywords.
        argc: u16,
        /// Constant of keyword names.
        names: u16,
    },
    /// A module's body: the import instruction of the caller runs again, or the call that waited for the module is made.
    Import,
    /// The operator's method returned; on `NotImplemented` the caller's instruction goes on with attempt `step` (reflected,
    /// fallback), else the result is what that instruction makes of it: stored, or tested by a jump.
    Operator {
        /// Which attempt comes next.
        step: u8,
        /// The result's truth is negated (`!=` by way of `__eq__`).
        negate: bool,
    },
    /// The items of an iterable, as a list or a dict: the caller's instruction goes on with them in the place of the iterable.
    Collected,
    /// The result of `__iter__`, which must be an iterator; goes to a register.
    Iterator(u16),
    /// What a module's own `__getattr__` has for the name of `from module import name`; `AttributeError` means that there is
    /// no such name. Goes to a register.
    ImportFrom(u16),
    /// The exception instance that the caller's `Raise` made by calling its class.
    Raise,
    /// A signal's handler has run: the thread goes on where it was. `waits`: with a request.
    Handler {
        /// Whether a request was under way.
        waits: bool,
        /// Whether it ran at the end of an instruction: what it raises comes out of that one.
        after: bool,
    },
    /// The thread's first frame: its result is the thread's.
    Finish,
}

/// A thread.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Calls in progress, outermost first.
    pub frames: Vec<Frame>,
    /// Registers of all frames.
    pub stack: Vec<Value>,
    /// The exception being handled (for bare `raise`, `sys.exc_info`, `__context__`); `None` for none.
    pub exc: Value,
    /// What a native function is waiting for, between a request and its reply.
    pub pending: Option<Box<Pending>>,
    /// What becomes of the reply's value.
    pub pending_then: Then,
    /// The reply, between [`super::resume`] and the next [`super::run`].
    pub reply: Option<Box<Reply>>,
    /// Calls that wait until a module is loaded, innermost last.
    pub deferred: Vec<Deferred>,
    /// What comes first when the thread goes on.
    pub inject: Option<Inject>,
    /// Requests that a signal's handler came between, the latest last.
    pub suspended: Vec<(Box<Pending>, Then)>,
    /// How many frames on the stack are atomic: not to be preempted while positive.
    pub atomic: u32,
    /// The `threading.Thread` object, once known; else Unbound.
    pub object: Value,
    /// Its number.
    pub tid: Tid,
}

/// What comes between two instructions of a thread from outside.
#[derive(Clone, Copy, Debug, Hash)]
pub enum Inject {
    /// An exception is raised (KeyboardInterrupt). What the thread waits for is given up.
    Raise(Value),
    /// The program's handler for this signal runs. What the thread waits for goes on afterwards.
    Signal(i32),
}

/// A call that waits until a module is loaded; also what a new thread starts with.
#[derive(Clone, Debug, Hash)]
pub struct Deferred {
    /// How many frames the thread has when the module's body has ended.
    pub depth: u32,
    /// What to do then.
    pub what: Task,
    /// Arguments, keyword arguments last.
    pub args: Vec<Value>,
    /// Names of the keyword arguments.
    pub keywords: Vec<Sym>,
    /// What becomes of the result.
    pub then: Then,
}

/// What a [`Deferred`] does.
#[derive(Clone, Debug, Hash)]
pub enum Task {
    /// Calls something.
    Call(Callee),
    /// Imports a module by dotted name.
    Import(String),
}

impl Thread {
    /// A thread that will call `callable`.
    pub fn call(_heap: &mut Heap, tid: Tid, callable: Value, args: Vec<Value>) -> Self {
        let task = Task::Call(Callee::Value(callable));
        let start = Deferred { depth: 0, what: task, args, keywords: Vec::new(), then: Then::Finish };
        Self { deferred: vec![start], ..Self::new(tid) }
    }

    /// A thread without anything to do yet.
    pub fn new(tid: Tid) -> Self {
        Self {
            frames: Vec::new(),
            stack: Vec::new(),
            exc: Value::None,
            pending: None,
            pending_then: Then::Drop,
            reply: None,
            deferred: Vec::new(),
            inject: None,
            suspended: Vec::new(),
            atomic: 0,
            object: Value::Unbound,
            tid,
        }
    }

    /// How long the stack is up to the last register of the last frame; `registers` tells how many a frame has from its code.
    fn live(&self, registers: impl Fn(CodeId) -> usize) -> usize {
        let end = self.frames.last().map_or(0, |frame| frame.base as usize + registers(frame.code));
        end.min(self.stack.len())
    }

    /// Hashes all that it is, but for what is left in registers that nobody will read.
    pub fn hash_live<H: Hasher>(&self, codes: &[Arc<CodeObject>], state: &mut H) {
        let ends = self.frames.iter().skip(1).map(|frame| frame.base as usize).chain([self.stack.len()]);
        for (frame, end) in self.frames.iter().zip(ends) {
            let object = &codes[frame.code as usize];
            let live = object.live.get_or_init(|| Live::new(&object.code));
            let from = frame.base as usize;
            let registers = self.stack.get(from..end).unwrap_or_default().iter().take(object.n_regs.into()).enumerate();
            registers
                .filter(|&(register, _)| live.is_live(frame.pc, register))
                .for_each(|(_, value)| value.hash(state));
        }
        (&self.frames, self.exc, &self.pending, self.pending_then).hash(state);
        (&self.deferred, self.inject, &self.suspended, self.atomic, self.object, self.tid).hash(state);
        self.reply.is_some().hash(state);
        self.reply.iter().for_each(|reply| hash_words(reply, state));
    }

    /// A copy, without what is left on the stack above the registers of the last frame.
    pub fn copy(&self, registers: impl Fn(CodeId) -> usize + Copy) -> Self {
        // A frame further down may reach higher; its registers there are dead, but it counts on the room.
        let ends = self.frames.iter().map(|frame| frame.base as usize + registers(frame.code));
        let room = ends.max().unwrap_or(0);
        let mut stack = Vec::with_capacity(room);
        stack.extend_from_slice(&self.stack[..self.live(registers)]);
        stack.resize(room.max(stack.len()), Value::Unbound);
        Self {
            frames: self.frames.clone(),
            stack,
            exc: self.exc,
            pending: self.pending.clone(),
            pending_then: self.pending_then,
            reply: self.reply.clone(),
            deferred: self.deferred.clone(),
            inject: self.inject,
            suspended: self.suspended.clone(),
            atomic: self.atomic,
            object: self.object,
            tid: self.tid,
        }
    }

    /// Every value the thread holds on to. Of the stack only the registers of live frames count: those up to
    /// `base + n_regs` of the last frame, which `registers` tells from its code.
    pub fn each_value(&self, registers: impl Fn(CodeId) -> usize, mut see: impl FnMut(Value)) {
        self.stack[..self.live(registers)].iter().copied().for_each(&mut see);
        self.frames.iter().for_each(|frame| frame.each_value(&mut see));
        [self.exc, self.object].into_iter().for_each(&mut see);
        if let Some(Inject::Raise(exc)) = self.inject {
            see(exc);
        }
        for pending in self.pending.iter().chain(self.suspended.iter().map(|(pending, _)| pending)) {
            pending.keep.into_iter().for_each(&mut see);
        }
        self.suspended.iter().for_each(|(_, then)| then.each_value(&mut see));
        self.pending_then.each_value(&mut see);
        for call in &self.deferred {
            call.args.iter().copied().for_each(&mut see);
            if let Task::Call(Callee::Value(callee)) = call.what {
                see(callee);
            }
            call.then.each_value(&mut see);
        }
    }
}

impl Frame {
    /// Every value the frame itself holds on to; its registers are the thread's or the generator's.
    pub fn each_value(&self, mut see: impl FnMut(Value)) {
        see(Value::Module(self.module));
        see(self.outer_exc);
        self.namespace.into_iter().for_each(|dict| see(Value::Dict(dict)));
        self.generator.into_iter().for_each(|generator| see(Value::Generator(generator)));
        self.then.each_value(see);
    }
}

impl Then {
    /// The value held in a continuation.
    pub fn each_value(&self, mut see: impl FnMut(Value)) {
        if let Then::Init { instance, .. } = *self {
            see(instance);
        }
    }
}
