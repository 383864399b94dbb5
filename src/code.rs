//! Bytecode: what the compiler makes of a module, with a source span for every instruction. Code is immutable and
//! shared by all processes and all copies of a world; what changes lives in the VM's heap.
//!
//! Conventions between compiler and interpreter:
//! - A class body is a function without parameters. When methods use `__class__` (or `super()`), the body owns its cell and
//!   stores it, as a `Value::Cell`, in the namespace under `__classcell__` just before it ends: the continuation of
//!   `BuildClass` takes it out of the namespace and fills it with the class. The body stores `__module__`,
//!   `__qualname__`, `__doc__` (if there is a docstring) and `__annotations__` (if it annotates) itself.
//! - `BuildClass.names` is always a constant, an empty tuple when there are no keywords.
//! - `super()` in a method is compiled as `super(__class__, first parameter)`.
//! - A list, set or dict comprehension is called with its outermost *iterable*, a generator expression with its outermost
//!   *iterator*, as the parameter `.0`.
//! - A handler is entered with the exception in `exc` and begins with `EnterHandler`; `exc + 1` is reserved for it. A
//!   frame that is left from inside a handler does not execute `LeaveHandler`.
//! - A module stores `__doc__` (if it has a docstring) and `__annotations__` (if it annotates).
//! - `from .m import x` imports the name `.m`.
//! - Functions of the prelude for `match` are described in `code/compile/pattern.rs`.

pub mod compile;
pub mod dis;
pub mod instr;
pub mod live;

use std::sync::Arc;

use crate::span::{Source, Span};

/// Index of a [`Code`] in a process's code table.
pub type CodeId = u32;

/// A constant, turned into a value of the heap when its unit is loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `True`, `False`.
    Bool(bool),
    /// An integer that fits.
    Int(i64),
    /// Any other integer, in decimal digits with an optional sign.
    BigInt(String),
    /// A float.
    Float(f64),
    /// A string.
    Str(String),
    /// A bytes literal.
    Bytes(Vec<u8>),
    /// A tuple of constants (also the names of keyword arguments).
    Tuple(Vec<Const>),
    /// A frozenset of constants (`x in {1, 2}`).
    FrozenSet(Vec<Const>),
}

/// A range of instructions guarded by a handler. Of several that hold a pc, the *first* in the table (innermost) is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Handler {
    /// First guarded instruction.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where the handler begins.
    pub target: u32,
    /// The register that receives the exception.
    pub exc: u16,
}

/// What sort of block a code object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum CodeKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
    GeneratorExpression,
}

/// Where a closure cell of a function comes from when the function is made: a register of the maker that holds a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeVar {
    /// The variable.
    pub name: String,
    /// Register of the enclosing frame.
    pub from: u16,
}

/// One block of code. Register layout: positional-only and positional parameters, keyword-only parameters, `*args`,
/// `**kwargs`, other locals, free variables (registers `first_free..`, holding cells), temporaries.
#[derive(Debug)]
pub struct Code {
    /// Function or class name, `<module>`, `<lambda>`, `<listcomp>`, `<genexpr>`, ...
    pub name: String,
    /// Dotted name as Python's `__qualname__`.
    pub qualname: String,
    /// What it is.
    pub kind: CodeKind,
    /// The instructions.
    pub instrs: Vec<instr::Instr>,
    /// One span for each instruction.
    pub spans: Vec<Span>,
    /// Handlers, innermost first.
    pub handlers: Vec<Handler>,
    /// Constants.
    pub consts: Vec<Const>,
    /// Names of attributes, imports, class-body variables: indices into this table are in the instructions.
    pub names: Vec<String>,
    /// Positional parameters, the positional-only ones among them.
    pub n_params: u16,
    /// How many of these are positional-only.
    pub n_posonly: u16,
    /// Keyword-only parameters.
    pub n_kwonly: u16,
    /// Has `*args`.
    pub varargs: bool,
    /// Has `**kwargs`.
    pub varkw: bool,
    /// How many positional parameters (the last ones) have defaults.
    pub n_defaults: u16,
    /// Which keyword-only parameters (by index among them) have defaults, in order.
    pub kw_defaults: Vec<u16>,
    /// Annotations are given to `MakeFunction`.
    pub has_annotations: bool,
    /// The names of the locals, parameters first; index = register.
    pub local_names: Vec<String>,
    /// Free variables, in registers `first_free..`.
    pub free: Vec<FreeVar>,
    /// Register of the first free variable.
    pub first_free: u16,
    /// Registers in all.
    pub n_regs: u16,
    /// It is a generator function (or generator expression).
    pub generator: bool,
    /// Runs without being preempted (library functions decorated with `@_atomic` in frozen modules).
    pub atomic: bool,
    /// Functions and classes defined inside; `MakeFunction` indexes this.
    pub children: Vec<Arc<Code>>,
    /// The docstring.
    pub doc: Option<String>,
    /// Where the block is defined (its `def` or `class` header).
    pub span: Span,
}

/// A compiled module.
#[derive(Debug)]
pub struct Unit {
    /// Its text.
    pub source: Arc<Source>,
    /// Whether it is one of ours: stepped over, left out of tracebacks.
    pub library: bool,
    /// The names of its globals; the slots of `LoadGlobal` index this.
    pub globals: Vec<String>,
    /// Its top-level block.
    pub code: Arc<Code>,
}
