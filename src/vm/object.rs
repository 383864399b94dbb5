//! What the arenas hold: the state of every kind of object. Plain data; behaviour is in the modules named after the
//! types. `Default` is the state of a freed place.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::heap::arena::Id;
use super::text::{LazyHash, Text};
use super::thread::Frame;
use super::value::{Sym, Value};
use crate::code::CodeId;
use crate::ids::{Fd, ObjectId};

pub use super::types::dict::Dict;
pub use super::types::iter::Iter;
pub use super::types::set::Set;

/// Attributes in the order they were made.
pub type Attrs = IndexMap<Sym, Value, FxBuildHasher>;

/// `str`: UTF-8 with its length in characters and its hash.
#[derive(Clone, Debug, Default)]
pub struct Str {
    /// The text. No lone surrogates.
    pub text: Text,
    /// Characters; equal to `text.len()` exactly when the text is ASCII.
    pub chars: u32,
    hash: LazyHash,
}

impl Str {
    /// A string of a text whose characters have been counted.
    pub fn new(text: Text, chars: u32) -> Self {
        Self { text, chars, hash: LazyHash::default() }
    }

    /// The hash of the text, as `hash()` gives it.
    #[inline]
    pub fn hash(&self) -> i64 {
        self.hash.of(&self.text)
    }
}

impl Hash for Str {
    fn hash<H: Hasher>(&self, state: &mut H) {
        str::hash(&self.text, state);
    }
}

/// `bytes`.
#[derive(Clone, Debug, Default, Hash)]
pub struct Bytes {
    /// The bytes.
    pub data: Box<[u8]>,
}

/// `bytearray`.
#[derive(Clone, Debug, Default, Hash)]
pub struct ByteArray {
    /// The bytes.
    pub data: Vec<u8>,
}

/// `list`.
#[derive(Clone, Debug, Default, Hash)]
pub struct List {
    /// The items.
    pub items: Vec<Value>,
}

/// `tuple`.
#[derive(Clone, Debug, Default, Hash)]
pub struct Tuple {
    /// The items.
    pub items: Box<[Value]>,
}

/// A closure cell.
#[derive(Clone, Debug, Hash)]
pub struct Cell(pub Value);

impl Default for Cell {
    fn default() -> Self {
        Self(Value::Unbound)
    }
}

/// Index of a shape in the heap's table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShapeId(pub u32);

impl ShapeId {
    /// What it says to a hasher in the place of an arena's kind.
    pub const KIND: u8 = 32;
}

impl Hash for ShapeId {
    /// As an id of an object: the names of the shape are meant, not its number.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(u128::from(Self::KIND) << 64 | u128::from(self.0));
    }
}

/// An instance of a class made by a `class` statement. Its attributes are in `slots`, at the places its shape tells.
#[derive(Clone, Debug, Hash)]
pub struct Instance {
    /// Its class.
    pub class: Id<Class>,
    /// Which attribute is in which slot.
    pub shape: ShapeId,
    /// The attributes; `Unbound` where deleted.
    pub slots: Vec<Value>,
    /// The built-in value inside, for subclasses of built-in types: `Value::Exc` for exceptions, a `List` for a subclass of
    /// `list`, ...; else `Unbound`.
    pub payload: Value,
}

impl Default for Instance {
    fn default() -> Self {
        Self { class: Id::from_raw(0), shape: ShapeId(0), slots: Vec::new(), payload: Value::Unbound }
    }
}

/// The state of an exception.
#[derive(Clone, Debug, Hash)]
pub struct ExcObject {
    /// `args`, a tuple.
    pub args: Value,
    /// `__cause__`.
    pub cause: Value,
    /// `__context__`.
    pub context: Value,
    /// `__suppress_context__`.
    pub suppress: bool,
    /// Where it passed, innermost first.
    pub traceback: Vec<TraceEntry>,
    /// `__notes__` list or Unbound.
    pub notes: Value,
}

impl Default for ExcObject {
    fn default() -> Self {
        let none = Value::None;
        Self { args: none, cause: none, context: none, suppress: false, traceback: Vec::new(), notes: Value::Unbound }
    }
}

/// One line of a traceback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TraceEntry {
    /// The code that ran.
    pub code: CodeId,
    /// The instruction that raised or called.
    pub pc: u32,
}

/// A class, built in or of the program.
#[derive(Clone, Debug)]
pub struct Class {
    /// `__name__`.
    pub name: String,
    /// `__qualname__`.
    pub qualname: String,
    /// `__module__`.
    pub module: String,
    /// `__bases__`.
    pub bases: Vec<Id<Class>>,
    /// Method resolution order, the class itself first.
    pub mro: Vec<Id<Class>>,
    /// Its namespace.
    pub attrs: Attrs,
    /// Its metaclass (`type` for most).
    pub meta: Id<Class>,
    /// The shape of an instance without attributes.
    pub root_shape: ShapeId,
    /// Which special methods instances have from Python code, anywhere in the MRO: bits of [`super::class`].
    pub flags: u32,
    /// What `Instance::payload` holds for instances: the nearest built-in base that has state.
    pub payload: Payload,
    /// Made by Rust, not by a class statement: attributes cannot be set.
    pub builtin: bool,
}

impl Hash for Class {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.qualname, &self.module, &self.bases, &self.mro, self.meta).hash(state);
        (self.root_shape, self.flags, self.payload, self.builtin).hash(state);
        hash_attrs(&self.attrs, state);
    }
}

/// Hashes attributes in their order, which programs see.
fn hash_attrs<H: Hasher>(attrs: &Attrs, state: &mut H) {
    attrs.len().hash(state);
    attrs.iter().for_each(|pair| pair.hash(state));
}

/// What kind of built-in state instances of a class carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named after the built-in types")]
pub enum Payload {
    #[default]
    None,
    Exception,
    Int,
    Float,
    Str,
    Bytes,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    /// Instances of a metaclass are classes.
    Type,
}

impl Default for Class {
    fn default() -> Self {
        Self {
            name: String::new(),
            qualname: String::new(),
            module: String::new(),
            bases: Vec::new(),
            mro: Vec::new(),
            attrs: Attrs::default(),
            meta: Id::from_raw(0),
            root_shape: ShapeId(0),
            flags: 0,
            payload: Payload::None,
            builtin: false,
        }
    }
}

/// A Python function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its code.
    pub code: CodeId,
    /// The module whose globals it sees.
    pub module: Id<Module>,
    /// `__name__` (a str value).
    pub name: Value,
    /// `__qualname__` (a str value).
    pub qualname: Value,
    /// Positional defaults.
    pub defaults: Arc<[Value]>,
    /// Keyword-only defaults: index among the keyword-only parameters, value.
    pub kw_defaults: Arc<[(u16, Value)]>,
    /// Closure cells, in the order of the code's free variables.
    pub closure: Arc<[Id<Cell>]>,
    /// `__annotations__` (dict) or Unbound.
    pub annotations: Value,
    /// `__doc__`.
    pub doc: Value,
    /// Other attributes.
    pub attrs: Option<Box<Attrs>>,
}

impl Default for Function {
    fn default() -> Self {
        Self {
            code: 0,
            module: Id::from_raw(0),
            name: Value::None,
            qualname: Value::None,
            defaults: Arc::new([]),
            kw_defaults: Arc::new([]),
            closure: Arc::new([]),
            annotations: Value::Unbound,
            doc: Value::None,
            attrs: None,
        }
    }
}

impl Hash for Function {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.code, self.module, self.name, self.qualname, &self.defaults, &self.kw_defaults).hash(state);
        (&self.closure, self.annotations, self.doc, self.attrs.is_some()).hash(state);
        self.attrs.iter().for_each(|attrs| hash_attrs(attrs, state));
    }
}

/// A callable with its first argument.
#[derive(Clone, Debug, Hash)]
pub struct BoundMethod {
    /// Function, native or any callable.
    pub func: Value,
    /// Its first argument.
    pub this: Value,
}

impl Default for BoundMethod {
    fn default() -> Self {
        Self { func: Value::None, this: Value::None }
    }
}

/// A generator: a frame with its registers, off the stack.
#[derive(Clone, Debug, Default, Hash)]
pub struct Generator {
    /// The frame, none when it has ended; out of date while it runs.
    pub frame: Option<Box<Frame>>,
    /// Its registers.
    pub regs: Vec<Value>,
    /// Where it is.
    pub state: GeneratorState,
    /// The code (for its name).
    pub code: CodeId,
}

/// Where a generator is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum GeneratorState {
    #[default]
    Created,
    Suspended,
    Running,
    Closed,
}

/// A module and its globals.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// `__name__`.
    pub name: String,
    /// Slot of each global name.
    pub index: Arc<IndexMap<Sym, u32, FxBuildHasher>>,
    /// The globals; `Unbound` where not (yet) set.
    pub slots: Vec<Value>,
    /// Whether the module is one of ours.
    pub library: bool,
    /// Its body has run to the end.
    pub ready: bool,
}

impl Hash for Module {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.slots, self.library, self.ready, self.index.len()).hash(state);
        self.index.iter().for_each(|pair| pair.hash(state));
    }
}

impl Module {
    /// Sets a global by name.
    pub fn set(&mut self, name: Sym, value: Value) {
        match self.index.get(&name) {
            Some(&slot) => self.slots[slot as usize] = value,
            None => {
                Arc::make_mut(&mut self.index).insert(name, self.slots.len() as u32);
                self.slots.push(value);
            }
        }
    }
}

/// A handle on a kernel object.
#[derive(Clone, Debug, Default)]
pub struct KernelObject {
    /// Which one.
    pub id: ObjectId,
    /// What it is.
    pub kind: KernelKind,
    /// Lock, RLock: how deep it was held when this process last heard of it. Only for `repr`; the truth is the kernel's.
    pub count: u32,
    /// RLock: who held it then.
    pub owner: u32,
}

impl Hash for KernelObject {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.id, self.kind, self.count, if self.count > 0 { self.owner } else { 0 }).hash(state);
    }
}

/// Kinds of kernel objects that programs hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum KernelKind {
    #[default]
    Lock,
    RLock,
    Condition,
    Semaphore,
    Event,
    Future,
    Barrier,
    Queue,
    /// A descriptor, closed with its last handle.
    Descriptor,
    /// A semaphore or a memory shared between processes.
    Shared,
    /// What the handle stood for is gone: it was closed or handed on.
    Nothing,
}

/// Rarer kinds of objects.
#[derive(Clone, Debug, Default, Hash)]
pub enum Misc {
    /// A freed place.
    #[default]
    Free,
    /// `object()` itself.
    Object,
    /// `range`. Bounds beyond 64 bits are refused.
    Range {
        /// First number.
        start: i64,
        /// Bound.
        stop: i64,
        /// Step, not 0.
        step: i64,
    },
    /// `slice`.
    Slice {
        /// Start or None.
        start: Value,
        /// Stop or None.
        stop: Value,
        /// Step or None.
        step: Value,
    },
    /// `property`.
    Property {
        /// Getter or None.
        get: Value,
        /// Setter or None.
        set: Value,
        /// Deleter or None.
        del: Value,
        /// Docstring.
        doc: Value,
    },
    /// `classmethod`.
    ClassMethod(Value),
    /// `staticmethod`.
    StaticMethod(Value),
    /// `super(class, obj)`.
    Super {
        /// The class to start after.
        class: Id<Class>,
        /// Instance or class.
        this: Value,
        /// The class whose MRO is searched.
        start: Id<Class>,
    },
    /// `dict.keys()`, `.values()`, `.items()`.
    DictView {
        /// Which of the three.
        kind: ViewKind,
        /// The dict.
        dict: Value,
    },
    /// A live view of an object's attributes (`obj.__dict__`, `vars(obj)`, `globals()`): instance, class, module or function.
    AttrDict(Value),
    /// An open file.
    File(Box<FileState>),
    /// A code object (`f.__code__`).
    Code(CodeId),
    /// A traceback, as `__traceback__`: the entries of that exception.
    Traceback(Value),
    /// `list[int]`, `int | None`: origin and arguments, for annotations.
    Alias {
        /// The class.
        origin: Value,
        /// A tuple.
        args: Value,
    },
    /// State of `random.Random`: Mersenne Twister.
    Random(Box<super::types::random::Mt>),
    /// `collections.deque`.
    Deque(Box<super::types::deque::Deque>),
    /// State of a pickler or unpickler.
    Pickle(Box<super::types::pickle::Pickle>),
}

/// Which view of a dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

/// An open file as the program sees it. The content is the kernel's.
#[derive(Clone, Debug, Default, Hash)]
pub struct FileState {
    /// Descriptor; none once closed.
    pub fd: Option<Fd>,
    /// As given to `open`.
    pub name: String,
    /// As given to `open`.
    pub mode: String,
    /// Text mode.
    pub text: bool,
    /// Bytes read ahead; those before `at` are used up.
    pub buffer: Vec<u8>,
    /// How much of the buffer is used up.
    pub at: usize,
    /// Where it was opened by the number of its descriptor.
    pub stream: Option<Box<Stream>>,
}

/// More about a file that was opened by the number of its descriptor.
#[derive(Clone, Debug, Hash)]
pub struct Stream {
    /// Bytes written that the system has not got yet.
    pub out: Vec<u8>,
    /// How many may be kept back.
    pub most: usize,
    /// None are, once a line ends.
    pub lines: bool,
    /// The descriptor stays open when the file is closed.
    pub keep_open: bool,
    /// It is a file like others, no pipe.
    pub regular: bool,
}
