//! The interpreter. [`run`] is the loop: what is quick is done there, on the registers of the top frame; all else goes
//! through [`Vm::slow`](step), an instruction at a time. Python calls Python by pushing a frame, never by recursion in Rust:
//! whatever has to happen after a callee ended is said in the callee's [`Then`](super::thread::Then) and done by
//! [`Vm::deliver`](finish).
//!
//! Rules that hold between the files:
//! - Before a slow step the loop stores the number of the instruction in `frame.pc`. A frame that waits for a callee or a
//!   reply therefore points *at* its call; `deliver` moves it on.
//! - Arguments of a call lie on the stack at `at..at + argc`, keyword arguments behind; the place `at - 1` is free, and so is
//!   everything behind the arguments. A Python callee's registers start at its first argument.
//! - Registers above those of the top frame are dead.

mod bind;
mod build;
mod call;
mod classes;
mod compare;
mod dispatch;
mod exceptions;
mod fast;
mod finish;
mod generator;
mod import;
mod items;
mod names;
mod native_call;
mod operators;
mod quick;
mod run;
mod step;
#[cfg(test)]
mod tests;
mod vm_call;

use std::sync::Arc;

use super::Exit;
use super::code_object::CodeObject;
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::Esc;
use super::object::Module;
use super::thread::{Frame, Thread};
use super::value::Value;
use crate::code::CodeId;
use crate::code::instr::Instr;

pub use self::import::name_import_error;
pub use self::run::run;

/// A heap and the thread that works on it.
struct Vm<'a> {
    heap: &'a mut Heap,
    thread: &'a mut Thread,
}

/// Where the loop goes on after a slow step.
enum Flow {
    /// At the next instruction of the same frame.
    Next,
    /// At the `pc` of the frame that is the top one now.
    Reload,
    /// Nowhere: the thread stops.
    Exit(Box<Exit>),
}

/// The result of a slow step. `Err(Esc::Raise)` is an exception raised at the current instruction.
type Step = Result<Flow, Esc>;

/// Makes a thread run the body of a module next.
pub fn push_module(heap: &mut Heap, thread: &mut Thread, module: Id<Module>, code: CodeId) {
    Vm { heap, thread }.push_module(module, code);
}

impl Vm<'_> {
    fn exit<T>(exit: Exit) -> Result<Flow, T> {
        Ok(Flow::Exit(Box::new(exit)))
    }

    #[inline]
    fn frame(&self) -> &Frame {
        self.thread.frames.last().expect("a step runs in a frame")
    }

    #[inline]
    fn frame_mut(&mut self) -> &mut Frame {
        self.thread.frames.last_mut().expect("a step runs in a frame")
    }

    /// The code of the top frame.
    fn code(&self) -> &Arc<CodeObject> {
        &self.heap.codes[self.frame().code as usize]
    }

    /// The instruction that the top frame is at.
    fn instr(&self) -> Instr {
        self.code().code.instrs[self.frame().pc as usize]
    }

    /// A register of the top frame.
    #[inline]
    fn get(&self, register: u16) -> Value {
        self.thread.stack[self.frame().base as usize + register as usize]
    }

    /// Sets a register of the top frame.
    #[inline]
    fn set(&mut self, register: u16, value: Value) {
        let place = self.frame().base as usize + register as usize;
        self.thread.stack[place] = value;
    }

    /// Sets a register; the instruction is done.
    #[inline]
    fn put(&mut self, register: u16, value: Value) -> Step {
        self.set(register, value);
        Ok(Flow::Next)
    }

    /// Registers of the top frame.
    fn window(&self, from: u16, n: usize) -> &[Value] {
        let start = self.frame().base as usize + from as usize;
        &self.thread.stack[start..start + n]
    }

    /// The first place of the stack above all live registers.
    fn top(&self) -> usize {
        match self.thread.frames.last() {
            Some(frame) => frame.base as usize + self.heap.codes[frame.code as usize].code.n_regs as usize,
            None => 0,
        }
    }

    /// Makes the stack at least so long.
    #[inline]
    fn reach(&mut self, len: usize) {
        if self.thread.stack.len() < len {
            grow(&mut self.thread.stack, len);
        }
    }
}

/// Lengthens a stack in large steps.
#[cold]
#[inline(never)]
fn grow(stack: &mut Vec<Value>, len: usize) {
    stack.resize((len + 64).max(len + len / 2), Value::Unbound);
}
