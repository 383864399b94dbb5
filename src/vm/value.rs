//! A Python value: sixteen bytes, freely copied. Small things are held in place, everything else is a typed id into an
//! arena of the process's [`Heap`](super::heap::Heap). Values mean nothing outside their process.

use std::hash::{Hash, Hasher};

use super::heap::arena::Id;
use super::object::{
    BoundMethod, ByteArray, Bytes, Cell, Class, Dict, ExcObject, Function, Generator, Instance, Iter, KernelObject,
    List, Misc, Module, Set, Str, Tuple,
};
use num_bigint::BigInt;

/// An interned name. Attribute names, parameter names and keywords are compared by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

/// Index into the table of native functions (see [`super::native`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NativeId(pub u16);

/// A value. The representation makes it two whole words: narrower tags are written by stores too small to be forwarded to
/// the load of a copy, which costs the interpreter half its speed.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub enum Value {
    /// No value: an unbound local, a missing argument. Never seen by a program.
    Unbound,
    /// `None`.
    None,
    /// `NotImplemented`.
    NotImplemented,
    /// `...`.
    Ellipsis,
    /// `True`, `False`.
    Bool(bool),
    /// An integer of 64 bits.
    Int(i64),
    /// A float.
    Float(f64),
    /// An integer beyond 64 bits (never one that fits).
    Big(Id<BigInt>),
    /// `str`.
    Str(Id<Str>),
    /// `bytes`.
    Bytes(Id<Bytes>),
    /// `bytearray`.
    ByteArray(Id<ByteArray>),
    /// `list`.
    List(Id<List>),
    /// `tuple`.
    Tuple(Id<Tuple>),
    /// `dict`.
    Dict(Id<Dict>),
    /// `set`.
    Set(Id<Set>),
    /// `frozenset` (a [`Set`] that nobody changes).
    FrozenSet(Id<Set>),
    /// An instance of a class of the program or of a frozen library, exceptions included.
    Instance(Id<Instance>),
    /// The state of an exception; the payload of an exception instance, never seen by a program.
    Exc(Id<ExcObject>),
    /// A class.
    Class(Id<Class>),
    /// A Python function.
    Function(Id<Function>),
    /// A function written in Rust.
    Native(NativeId),
    /// A method with its `self`.
    Method(Id<BoundMethod>),
    /// A generator.
    Generator(Id<Generator>),
    /// A native iterator.
    Iter(Id<Iter>),
    /// A module.
    Module(Id<Module>),
    /// A kernel object: lock, event, ...
    Kernel(Id<KernelObject>),
    /// Everything rarer: range, slice, property, classmethod, super, file, code, ...
    Misc(Id<Misc>),
    /// A closure cell; only in registers and closures.
    Cell(Id<Cell>),
    /// Fast iteration over a range of step 1: the next two registers hold the next and the last+1 number.
    FastRange,
    /// Fast iteration over a list: the next register holds the next index.
    FastList(Id<List>),
    /// Fast iteration over a tuple: the next register holds the next index.
    FastTuple(Id<Tuple>),
}

const _: () = assert!(size_of::<Value>() == 16);

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (kind, bits) = self.key();
        state.write_u8(kind);
        match *self {
            Value::Big(id) => id.hash(state),
            Value::Str(id) => id.hash(state),
            Value::Bytes(id) => id.hash(state),
            Value::ByteArray(id) => id.hash(state),
            Value::List(id) | Value::FastList(id) => id.hash(state),
            Value::Tuple(id) | Value::FastTuple(id) => id.hash(state),
            Value::Dict(id) => id.hash(state),
            Value::Set(id) | Value::FrozenSet(id) => id.hash(state),
            Value::Instance(id) => id.hash(state),
            Value::Exc(id) => id.hash(state),
            Value::Class(id) => id.hash(state),
            Value::Function(id) => id.hash(state),
            Value::Method(id) => id.hash(state),
            Value::Generator(id) => id.hash(state),
            Value::Iter(id) => id.hash(state),
            Value::Module(id) => id.hash(state),
            Value::Kernel(id) => id.hash(state),
            Value::Misc(id) => id.hash(state),
            Value::Cell(id) => id.hash(state),
            Value::Unbound | Value::None | Value::NotImplemented | Value::Ellipsis | Value::FastRange => {}
            Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Native(_) => state.write_u64(bits),
        }
    }
}

impl Value {
    /// Python's `is`.
    pub fn is(self, other: Value) -> bool {
        match (self, other) {
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            _ => self.key() == other.key(),
        }
    }

    /// Whether it is [`Value::Unbound`].
    pub fn is_unbound(self) -> bool {
        matches!(self, Value::Unbound)
    }

    /// Whether it is `None`.
    pub fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    /// A number pair that is equal for the same object: the kind, and the id or bits. Also the base of `id()`.
    pub fn key(self) -> (u8, u64) {
        match self {
            Value::Unbound => (0, 0),
            Value::None => (1, 0),
            Value::NotImplemented => (2, 0),
            Value::Ellipsis => (3, 0),
            Value::Bool(b) => (4, u64::from(b)),
            Value::Int(i) => (5, i as u64),
            Value::Float(f) => (6, f.to_bits()),
            Value::Big(id) => (7, id.raw()),
            Value::Str(id) => (8, id.raw()),
            Value::Bytes(id) => (9, id.raw()),
            Value::ByteArray(id) => (10, id.raw()),
            Value::List(id) => (11, id.raw()),
            Value::Tuple(id) => (12, id.raw()),
            Value::Dict(id) => (13, id.raw()),
            Value::Set(id) => (14, id.raw()),
            Value::FrozenSet(id) => (15, id.raw()),
            Value::Instance(id) => (16, id.raw()),
            Value::Exc(id) => (17, id.raw()),
            Value::Class(id) => (18, id.raw()),
            Value::Function(id) => (19, id.raw()),
            Value::Native(id) => (20, u64::from(id.0)),
            Value::Method(id) => (21, id.raw()),
            Value::Generator(id) => (22, id.raw()),
            Value::Iter(id) => (23, id.raw()),
            Value::Module(id) => (24, id.raw()),
            Value::Kernel(id) => (25, id.raw()),
            Value::Misc(id) => (26, id.raw()),
            Value::Cell(id) => (27, id.raw()),
            Value::FastRange => (28, 0),
            Value::FastList(id) => (29, id.raw()),
            Value::FastTuple(id) => (30, id.raw()),
        }
    }
}
