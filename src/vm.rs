//! The virtual machine: values, heap, frames, instructions, built-ins. It runs one thread until that needs its operating
//! system, and performs no effect of its own.

pub mod access;
pub mod attr;
pub mod attr_dict;
pub mod builtins;
pub mod class;
pub mod code_object;
pub mod compare;
pub mod dunder;
pub mod exception;
pub mod functions;
pub mod gc;
pub mod heap;
pub mod interp;
pub mod items;
pub mod link;
pub mod native;
pub mod object;
pub mod object_functions;
pub mod ops;
pub mod repr;
pub mod shape;
pub mod sym;
pub mod text;
pub mod thread;
pub mod traceback;
pub mod types;
pub mod value;

use self::heap::Heap;
use self::heap::arena::Id;
use self::object::Module;
use self::thread::Thread;
use self::value::Value;
use crate::code::CodeId;
use crate::sys::{Reply, Request};

/// Why a thread stopped running.
#[derive(Debug)]
pub enum Exit {
    /// The fuel is used up.
    Fuel,
    /// It asks the operating system; go on with [`resume`].
    Request(Request),
    /// It needs a module that is not loaded: enter it into `heap.loaded` and [`push_module`] its body, or put an exception
    /// into `thread.inject`; then run on.
    Import(String),
    /// The next instruction may use what other threads use too (see [`access`]); run on.
    Probe,
    /// A collection is due: collect with the roots of all threads, then run on.
    Collect,
    /// Its first frame ended: with a value, or with an exception that nobody caught.
    Finished(Result<Value, Value>),
    /// More memory lives than is allowed.
    OutOfMemory,
}

/// Runs a thread. `fuel` counts instructions down.
pub fn run(heap: &mut Heap, thread: &mut Thread, fuel: &mut u64) -> Exit {
    interp::run(heap, thread, fuel)
}

/// Gives a thread the answer to its request. It takes effect when the thread runs on.
pub fn resume(_heap: &mut Heap, thread: &mut Thread, reply: Reply) {
    thread.reply = Some(Box::new(reply));
}

/// Makes a thread run the body of a module next. What it was doing goes on afterwards.
pub fn push_module(heap: &mut Heap, thread: &mut Thread, module: Id<Module>, code: CodeId) {
    interp::push_module(heap, thread, module, code);
}
