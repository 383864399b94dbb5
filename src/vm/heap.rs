//! The memory of one process: every object, class, module and piece of linked code, and the table of interned names. It
//! is a plain value; [`Heap::snapshot`] is a copy that shares everything until one side writes.

pub mod arena;
pub mod canon;
mod snapshot;

use std::sync::Arc;

use indexmap::IndexSet;
use num_bigint::BigInt;
use rustc_hash::{FxBuildHasher, FxHashMap};

use self::arena::{Arena, Id};
use super::builtins::Builtins;
use super::code_object::CodeObject;
use super::native::{Esc, NativeDef, Res};
use super::object::{
    BoundMethod, ByteArray, Bytes, Cell, Class, Dict, ExcObject, Function, Generator, Instance, Iter, KernelObject,
    List, Misc, Module, Set, Str, Tuple,
};
use super::shape::Shapes;
use super::text::Text;
use super::value::{Sym, Value};

/// The memory of a process.
#[derive(Debug)]
#[expect(missing_docs, reason = "one arena for each type")]
pub struct Heap {
    pub bigs: Arena<BigInt>,
    pub strs: Arena<Str>,
    pub bytes: Arena<Bytes>,
    pub bytearrays: Arena<ByteArray>,
    pub lists: Arena<List, 4>,
    pub tuples: Arena<Tuple>,
    pub dicts: Arena<Dict, 2>,
    pub sets: Arena<Set, 2>,
    pub instances: Arena<Instance, 3>,
    pub excs: Arena<ExcObject, 3>,
    pub classes: Arena<Class, 2>,
    pub functions: Arena<Function, 4>,
    pub methods: Arena<BoundMethod>,
    pub generators: Arena<Generator, 3>,
    pub iters: Arena<Iter, 3>,
    pub modules: Arena<Module, 0>,
    pub kernel: Arena<KernelObject>,
    pub misc: Arena<Misc, 4>,
    pub cells: Arena<Cell>,
    /// Names of attributes and keywords.
    pub names: Arc<IndexSet<Box<str>, FxBuildHasher>>,
    /// The str value of each interned name, `Unbound` until first asked for.
    pub name_values: Arena<Cell>,
    /// Shapes of instances.
    pub shapes: Shapes,
    /// Linked code, by `CodeId`. Shared and append-only.
    pub codes: Arc<Vec<Arc<CodeObject>>>,
    /// Native functions, by `NativeId`.
    pub natives: Arc<Vec<&'static NativeDef>>,
    /// Built-in classes and names.
    pub builtins: Builtins,
    /// Modules by dotted name (`sys.modules`), in order of import.
    pub loaded: Arc<indexmap::IndexMap<String, Id<Module>, FxBuildHasher>>,
    /// Values named by tokens that the kernel holds (what a new thread is to run); a place is `Unbound` when free.
    pub tokens: Vec<Value>,
    /// What the main thread calls when a signal comes that the program handles; `None` for nothing.
    pub signal_hook: Value,
    /// Bumped whenever a look-up through a class may have another result.
    pub class_epoch: u32,
    /// Look-up caches; no part of the state.
    pub caches: super::attr::Caches,
    /// Memory use and limits.
    pub meter: Meter,
    /// Numbers that programs may read: recursion limit, `sys.argv`, the seed, ...
    pub settings: Settings,
}

/// Memory accounting, in bytes, approximate.
#[derive(Clone, Debug)]
pub struct Meter {
    /// Allocated since the start, less what collections freed.
    pub used: u64,
    /// A collection is due when `used` reaches this.
    pub collect_at: u64,
    /// The run is ended when more than this lives after a collection.
    pub limit: u64,
    /// Collections so far.
    pub collections: u32,
}

/// What the embedder decides for a process.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sys.argv`.
    pub argv: Arc<[String]>,
    /// Depth of Python calls before `RecursionError`.
    pub recursion_limit: u32,
    /// Longest decimal text of an integer that is read or written; 0 for no limit.
    pub max_str_digits: usize,
    /// Seed of string hashes' order and of `random` when the program gives none (sim); see `Request::Entropy`.
    pub seed: u64,
    /// The working directory, where the program has changed it.
    pub directory: Option<String>,
    /// Threads stop at [`Instr::Probe`](crate::code::instr::Instr::Probe).
    pub probed: bool,
    /// What a spawned process starts from; none where the program runs from its beginning.
    pub payload: Option<Vec<u8>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            argv: Arc::new([String::new()]),
            recursion_limit: 1000,
            max_str_digits: 4300,
            seed: 0,
            directory: None,
            probed: false,
            payload: None,
        }
    }
}

impl Settings {
    /// A path as the operating system is to be told: relative ones are the program's own affair once it has moved.
    pub fn place(&self, path: &str) -> String {
        match &self.directory {
            Some(directory) if !path.starts_with('/') => format!("{}/{path}", directory.trim_end_matches('/')),
            _ => path.to_owned(),
        }
    }
}

impl Heap {
    /// Interns a name.
    pub fn intern(&mut self, name: &str) -> Sym {
        if let Some(index) = self.names.get_index_of(name) {
            return Sym(index as u32);
        }
        let (index, _) = Arc::make_mut(&mut self.names).insert_full(name.into());
        self.name_values.alloc(Cell(Value::Unbound));
        Sym(index as u32)
    }

    /// The name, if it is interned already (an attribute that nobody interned does not exist).
    pub fn find_name(&self, name: &str) -> Option<Sym> {
        self.names.get_index_of(name).map(|i| Sym(i as u32))
    }

    /// The text of a name.
    pub fn name(&self, sym: Sym) -> &str {
        &self.names[sym.0 as usize]
    }

    /// The str value of a name; always the same object.
    pub fn name_value(&mut self, sym: Sym) -> Value {
        let place = Id::from_raw(sym.0);
        let known = self.name_values.get(place).0;
        if !known.is_unbound() {
            return known;
        }
        let text = self.names[sym.0 as usize].clone();
        let value = self.new_str(&text);
        self.name_values.get_mut(place).0 = value;
        value
    }

    /// A new `str`.
    pub fn new_str(&mut self, text: &str) -> Value {
        self.new_text(text.into())
    }

    /// A new `str` from an owned text.
    pub fn new_string(&mut self, text: String) -> Value {
        self.new_text(text.into())
    }

    fn new_text(&mut self, text: Text) -> Value {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() } as u32;
        self.charge(text.len() + 48);
        Value::Str(self.strs.alloc(Str::new(text, chars)))
    }

    /// The `str` of one character; for ASCII always the same object.
    pub fn new_char(&mut self, c: char) -> Value {
        if c.is_ascii() {
            // The ASCII characters are interned behind the well-known names.
            return self.name_value(Sym((super::sym::WELL_KNOWN.len() + c as usize) as u32));
        }
        self.new_str(c.encode_utf8(&mut [0; 4]))
    }

    /// The text of a `str` id.
    #[inline]
    pub fn str(&self, id: Id<Str>) -> &str {
        &self.strs.get(id).text
    }

    /// A new `list`.
    pub fn new_list(&mut self, items: Vec<Value>) -> Value {
        self.charge(items.len() * 16 + 40);
        Value::List(self.lists.alloc(List { items }))
    }

    /// A new `tuple`.
    pub fn new_tuple(&mut self, items: Vec<Value>) -> Value {
        self.charge(items.len() * 16 + 32);
        Value::Tuple(self.tuples.alloc(Tuple { items: items.into_boxed_slice() }))
    }

    /// A new `int` from any big integer.
    pub fn new_int(&mut self, value: BigInt) -> Value {
        match i64::try_from(&value) {
            Ok(small) => Value::Int(small),
            Err(_) => {
                self.charge((value.bits() / 8) as usize + 32);
                Value::Big(self.bigs.alloc(value))
            }
        }
    }

    /// A new `bytes`.
    pub fn new_bytes(&mut self, data: Vec<u8>) -> Value {
        self.charge(data.len() + 32);
        Value::Bytes(self.bytes.alloc(Bytes { data: data.into_boxed_slice() }))
    }

    /// Another kind of object.
    pub fn new_misc(&mut self, object: Misc) -> Value {
        self.charge(64);
        Value::Misc(self.misc.alloc(object))
    }

    /// Counts allocated bytes. Cheap; the VM collects at its next safe point when due.
    #[inline]
    pub fn charge(&mut self, bytes: usize) {
        self.meter.used += bytes as u64;
    }

    /// Refuses a single allocation that cannot fit, with `MemoryError`. To be asked before building anything whose size
    /// the program chooses (`'x' * n`, `2 ** n`, `bytes(n)`, ...). Small ones pass: that there is no room for them either
    /// shows at the next collection, and ends the run.
    pub fn reserve(&mut self, bytes: u64) -> Res<()> {
        if bytes >= 1 << 20 && self.meter.used.saturating_add(bytes) > self.meter.limit {
            return Err(self.raise("MemoryError", ""));
        }
        Ok(())
    }

    /// An exception of a built-in class with one message argument (no argument if empty).
    pub fn raise(&mut self, class: &'static str, message: impl Into<String>) -> Esc {
        let message = message.into();
        let args = if message.is_empty() { Vec::new() } else { vec![self.new_string(message)] };
        self.raise_args(class, args)
    }

    /// An exception of a built-in class with these arguments.
    pub fn raise_args(&mut self, class: &'static str, args: Vec<Value>) -> Esc {
        let class = self.builtins.exception(class);
        Esc::Raise(self.new_exception(class, args))
    }

    /// `TypeError`.
    pub fn type_error(&mut self, message: impl Into<String>) -> Esc {
        self.raise("TypeError", message)
    }

    /// `ValueError`.
    pub fn value_error(&mut self, message: impl Into<String>) -> Esc {
        self.raise("ValueError", message)
    }

    /// A new exception instance.
    pub fn new_exception(&mut self, class: Id<Class>, args: Vec<Value>) -> Value {
        let args = self.new_tuple(args);
        let state = self.excs.alloc(ExcObject { args, ..ExcObject::default() });
        let shape = self.classes.get(class).root_shape;
        self.charge(120);
        Value::Instance(self.instances.alloc(Instance { class, shape, slots: Vec::new(), payload: Value::Exc(state) }))
    }
}

/// A map keyed by small numbers; never iterated.
pub type FastMap<K, V> = FxHashMap<K, V>;
