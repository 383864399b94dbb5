//! One Python thread at rest: its frames and its stack of registers. Frames hold ids and indices only, so a thread can be
//! copied and resumed anywhere.

use super::heap::arena::Id;
use super::native::Pending;
use super::object::{Dict, Generator, Module};
use super::value::Value;
use crate::code::CodeId;
use crate::ids::Tid;

/// A call in progress.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The code that runs.
    pub code: CodeId,
    /// Index of the next instruction (of the one that called, while a callee runs: see [`super::interp`]).
    pub pc: u32,
    /// First register on the thread's stack.
    pub base: u32,
    /// The module whose globals it sees.
    pub module: Id<Module>,
    /// What becomes of the result.
    pub then: Then,
    /// The exception that was being handled when the frame was entered.
    pub outer_exc: Value,
    /// The namespace of a class body.
    pub namespace: Option<Id<Dict>>,
    /// The generator whose frame this is.
    pub generator: Option<Id<Generator>>,
}

/// What becomes of a frame's result: the continuation, in the caller's terms. Registers are relative to the caller's base.
#[derive(Clone, Copy, Debug)]
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
    /// A module's body: the import instruction of the caller runs again.
    Import,
    /// The operator's method returned; on `NotImplemented` the operation goes on with step `step` (reflected, fallback).
    Operator {
        /// The caller's register.
        dst: u16,
        /// Which attempt comes next.
        step: u8,
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
    /// The exception being handled (for bare `raise`, `sys.exc_info`, `__context__`).
    pub exc: Value,
    /// What a native function is waiting for, between a request and its reply.
    pub pending: Option<Box<Pending>>,
    /// An exception to be raised when the thread goes on (KeyboardInterrupt).
    pub inject: Option<Value>,
    /// How many frames on the stack are atomic: not to be preempted while positive.
    pub atomic: u32,
    /// The `threading.Thread` object, once known; else Unbound.
    pub object: Value,
    /// Its number.
    pub tid: Tid,
}
