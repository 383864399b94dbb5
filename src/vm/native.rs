//! Functions written in Rust. A native function never calls back into the VM: where it would have to run user code it
//! says so by an [`Esc`], and the VM goes on with Python code of the prelude (or of the program) instead.

use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};

use super::heap::Heap;
use super::value::Value;
use crate::sys::{Reply, Request};

/// The result of a native function or of a heap operation that may fail.
pub type Res<T = Value> = Result<T, Esc>;

/// Why a native function did not simply return a value.
#[derive(Clone, Debug)]
pub enum Esc {
    /// Raises this exception instance.
    Raise(Value),
    /// The operation needs user code (a dunder method, a generator's next item, ...). It must not have changed anything
    /// yet: the caller does it again through its slow path (see [`Slow`]).
    Slow,
    /// Goes on by calling `func`; its result is the result.
    Call(Box<TailCall>),
    /// Asks the operating system.
    Request(Box<Pending>),
    /// Something only the VM can do.
    Vm(VmCall),
}

/// A call that takes the place of a native function.
#[derive(Clone, Debug)]
pub struct TailCall {
    /// Any callable.
    pub func: Callee,
    /// Positional arguments.
    pub args: Vec<Value>,
}

/// Whom to call.
#[derive(Clone, Copy, Debug, Hash)]
pub enum Callee {
    /// A callable.
    Value(Value),
    /// A function of the prelude.
    Prelude(&'static str),
}

/// A request under way, and what makes its reply a value.
#[derive(Clone, Debug)]
pub struct Pending {
    /// What is asked.
    pub request: Request,
    /// Turns the reply into the function's result.
    pub then: fn(&mut Heap, Reply, [Value; 2]) -> Res,
    /// Values that `then` needs; they stay alive meanwhile.
    pub keep: [Value; 2],
}

impl Hash for Pending {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (hash_words(&self.request, state), self.then, self.keep).hash(state);
    }
}

/// Hashes something by how it is shown: for plain data with floats in it.
pub fn hash_words<H: Hasher>(what: &impl fmt::Debug, state: &mut H) {
    struct Words<'h, H>(&'h mut H);
    impl<H: Hasher> fmt::Write for Words<'_, H> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    // Nothing can go wrong: a hasher takes everything.
    let _ = write!(Words(state), "{what:?}");
}

/// What natives ask of the VM itself. The result is the value of the native call.
#[derive(Clone, Copy, Debug)]
pub enum VmCall {
    /// The exception being handled, or None.
    CurrentException,
    /// The calling thread's number.
    CurrentTid,
    /// The calling thread's `threading.Thread` object, or None.
    CurrentThread,
    /// Sets the calling thread's `threading.Thread` object.
    SetCurrentThread(Value),
    /// The text of the stack of the calling thread, as `traceback.format_stack` (list of str).
    Stack,
    /// `globals()` of the calling frame: an attribute view of its module.
    Globals,
    /// `locals()` of the calling frame: a new dict (the namespace in a class body).
    Locals,
    /// `next(gen)` / `gen.send(value)`.
    GenSend(Value, Value),
    /// `gen.throw(exc)`; the exception is already an instance.
    GenThrow(Value, Value),
    /// `gen.close()`.
    GenClose(Value),
    /// Import a module by dotted name (a str value) and return the leaf.
    Import(Value),
    /// Collect garbage; the number of objects freed.
    Collect,
}

/// What the VM does when a native function returns [`Esc::Slow`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slow {
    /// It never does.
    Never,
    /// Calls this function of the prelude with the same arguments (missing optional ones at the end left out).
    Prelude(&'static str),
    /// Turns argument `n`, an iterable that only Python code can run through, into a list and calls the native again.
    Collect(u8),
}

/// A native function.
#[derive(Debug)]
pub struct NativeDef {
    /// Name in messages: `len`, `list.append`. For methods the part after the dot is `__name__`.
    pub name: &'static str,
    /// Its parameters, optional ones last; an absent optional one arrives as `Unbound`. A name that starts with `/` (the
    /// slash left out) is positional-only in messages and refuses keywords; `self` is always so.
    pub params: &'static [&'static str],
    /// How many are required.
    pub required: u8,
    /// Further positional arguments are taken and follow the parameters (`print`, `max`, `zip`).
    pub star: bool,
    /// Keywords that are no parameters are taken: one dict (or Unbound) follows the parameters, before the star arguments.
    pub kwargs: bool,
    /// What happens on `Esc::Slow`.
    pub slow: Slow,
    /// The function.
    pub call: fn(&mut Heap, &[Value]) -> Res,
}

impl NativeDef {
    /// A function with positional-or-keyword parameters, all but the first `required` optional.
    pub const fn new(
        name: &'static str,
        params: &'static [&'static str],
        required: u8,
        call: fn(&mut Heap, &[Value]) -> Res,
    ) -> Self {
        Self { name, params, required, star: false, kwargs: false, slow: Slow::Never, call }
    }

    /// Takes further positional arguments.
    pub const fn star(mut self) -> Self {
        self.star = true;
        self
    }

    /// Takes any keywords.
    pub const fn kwargs(mut self) -> Self {
        self.kwargs = true;
        self
    }

    /// Sets the slow path.
    pub const fn slow(mut self, slow: Slow) -> Self {
        self.slow = slow;
        self
    }
}
