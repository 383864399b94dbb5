//! What the next instruction of a thread uses of the memory that threads share: globals, attributes, items, closure
//! cells, containers as a whole. Asked where an [`Instr::Probe`] has stopped the thread. What library code does inside of a
//! call counts as the call's own use of its arguments, and only where the arguments are built-in containers. What the library
//! calls for the program (the target of a thread, the function of `map`) is asked about where it is called.

use smallvec::SmallVec;

use super::code_object::CodeObject;
use super::heap::Heap;
use super::heap::arena::Id;
use super::object::{Class, Instance, Misc};
use super::thread::Thread;
use super::value::{Sym, Value};
use crate::choice::{Access, Mode, Object, Part, Uses, Variable};
use crate::code::instr::{BinOp, CmpOp, Instr, UnOp};
use crate::ids::Pid;

/// Methods of built-in containers that change them. All others only look.
const CHANGING: &[&str] = &[
    "append",
    "appendleft",
    "extend",
    "extendleft",
    "insert",
    "remove",
    "pop",
    "popleft",
    "popitem",
    "clear",
    "sort",
    "reverse",
    "rotate",
    "update",
    "setdefault",
    "add",
    "discard",
    "difference_update",
    "intersection_update",
    "symmetric_difference_update",
    "__setitem__",
    "__delitem__",
    "__iadd__",
    "__imul__",
    "__ior__",
    "__iand__",
    "__isub__",
    "__ixor__",
    "__init__",
    // Functions of the library that change their first argument.
    "heapify",
    "heappop",
    "heappush",
    "heappushpop",
    "heapreplace",
    "insort",
    "insort_left",
    "insort_right",
    "shuffle",
    "iadd",
    "iconcat",
    "setitem",
    "delitem",
];

/// Built-in functions, and methods of built-in classes, that do not look into what they are given.
const BLIND: &[&str] = &[
    "append",
    "appendleft",
    "insert",
    "add",
    "setdefault",
    "isinstance",
    "issubclass",
    "id",
    "callable",
    "iter",
    "enumerate",
    "zip",
];

/// Modules of the library written in Python whose functions and classes look into the containers they are given. The others
/// put them away or hand them on.
const READING: &[&str] = &[
    "array",
    "bisect",
    "collections",
    "copy",
    "ctypes",
    "heapq",
    "itertools",
    "json",
    "operator",
    "os",
    "pickle",
    "pprint",
    "random",
    "statistics",
];

/// What looks into the containers in the containers too: built-in functions, and modules of the library.
const WHOLE: &[&str] = &["ascii", "format", "print", "repr", "str.format", "json", "pprint"];

/// Modules of the library that look into objects too.
const COPYING: &[&str] = &["copy", "pickle"];

/// Containers in containers that are looked at; more are taken for none.
const NESTED: usize = 256;

/// Built-in functions that may be given a function to call.
const CALLING: &[&str] = &["max", "min", "sorted", "list.sort"];

/// Which uses are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those that the instruction makes as things are.
    Made,
    /// With those that it would make if what it finds were not there: an attribute of a class that an instance hides.
    /// Whether the order of two operations matters must not hang on what a third has hidden meanwhile.
    Possible,
}

/// Appends what the instruction at which the thread stands uses of the memory of its process.
pub fn uses(heap: &Heap, pid: Pid, thread: &Thread, extent: Extent, uses: &mut Uses) {
    let Some(frame) = thread.frames.last() else { return };
    let object = &heap.codes[frame.code as usize];
    let Some(&instr) = object.code.instrs.get(frame.pc as usize) else { return };
    let base = frame.base as usize;
    let regs = &thread.stack[base..];
    let get = |register: u16| regs[register as usize];
    let mut look = Look { heap, pid, extent, uses };
    let name = |index: u16| object.names[index as usize];
    match instr {
        Instr::LoadGlobal { slot, .. } => look.global(frame.module.raw(), slot, Mode::Read),
        Instr::StoreGlobal { slot, .. } | Instr::DelGlobal { slot } => {
            look.global(frame.module.raw(), slot, Mode::Write);
        }
        Instr::LoadCell { cell, .. } => look.part(get(cell), Part::Shape, Mode::Read),
        Instr::StoreCell { cell, .. } | Instr::DelCell { cell } => look.part(get(cell), Part::Shape, Mode::Write),
        Instr::GetAttr { obj, name: n, .. } | Instr::LoadMethod { obj, name: n, .. } => {
            look.attribute(get(obj), name(n));
        }
        Instr::SetAttr { obj, name: n, .. } | Instr::DelAttr { obj, name: n } => look.set_attribute(get(obj), name(n)),
        Instr::GetItem { obj, index, .. } => look.item(get(obj), get(index)),
        Instr::SetItem { obj, index, .. } => look.set_item(get(obj), get(index)),
        Instr::DelItem { obj, .. } => look.change(get(obj)),
        Instr::Add { a, b, .. } | Instr::Sub { a, b, .. } | Instr::Mul { a, b, .. } => look.each(&[get(a), get(b)]),
        Instr::IAdd { a, b, .. } => look.in_place(get(a), get(b)),
        Instr::Binary { op, a, b, .. } if op as u8 >= BinOp::IAdd as u8 => look.in_place(get(a), get(b)),
        Instr::Binary { op: BinOp::Mod, a, b, .. } => look.whole(&[get(a), get(b)]),
        Instr::Binary { a, b, .. } => look.each(&[get(a), get(b)]),
        Instr::Compare { op, a, b, .. } | Instr::JumpIfNotCmp { op, a, b, .. } => look.comparison(op, get(a), get(b)),
        Instr::JumpIf { src, .. } | Instr::JumpIfNot { src, .. } | Instr::Unary { op: UnOp::Not, src, .. } => {
            look.shape(get(src));
        }
        Instr::Len { src, .. } => look.shape(get(src)),
        Instr::GetIter { src, .. }
        | Instr::Unpack { src, .. }
        | Instr::UnpackEx { src, .. }
        | Instr::YieldFromIter { src, .. }
        | Instr::ListExtend { src, .. }
        | Instr::SetUpdate { src, .. }
        | Instr::DictUpdate { src, .. } => look.each(&[get(src)]),
        Instr::FormatValue { src, .. } => look.whole(&[get(src)]),
        Instr::ForIter { iter, .. } => {
            look.iteration(get(iter), get(iter + 1));
            if is_iterator(get(iter)) && heap.modules.get(frame.module).slots.iter().any(|v| v.key() == get(iter).key())
            {
                look.part(get(iter), Part::Shape, Mode::Write);
            }
        }
        Instr::Call { base, argc, .. } | Instr::CallKw { base, argc, .. } => {
            look.call(get(base), &regs[base as usize + 1..][..argc as usize]);
        }
        Instr::CallMethod { base, argc, .. } | Instr::CallMethodKw { base, argc, .. } => {
            // Without an object before them, the arguments are those of a plain call.
            let from = base as usize + if get(base + 1).is_unbound() { 2 } else { 1 };
            look.call(get(base), &regs[from..base as usize + 2 + argc as usize]);
        }
        Instr::CallEx { base } => {
            let Value::List(args) = get(base + 1) else { return };
            look.call(get(base), &heap.lists.get(args).items);
        }
        _ => {}
    }
}

struct Look<'a> {
    heap: &'a Heap,
    pid: Pid,
    extent: Extent,
    uses: &'a mut Uses,
}

impl Look<'_> {
    fn add(&mut self, kind: u8, id: u64, part: Part, mode: Mode) {
        let object = Object::Memory(self.pid, Variable { kind, id: id as u32, part });
        self.uses.push(Access { object, mode });
    }

    fn part(&mut self, value: Value, part: Part, mode: Mode) {
        let (kind, id) = value.key();
        // Which attributes there are, each of them tells.
        let part = if part == Part::Shape && has_attributes(value) { Part::Items } else { part };
        self.add(kind, id, part, mode);
    }

    fn global(&mut self, module: u64, slot: u16, mode: Mode) {
        self.add(Value::Module(Id::default()).key().0, module, Part::Item(slot.into()), mode);
    }

    /// The built-in container that a value is or holds inside, or the object whose attributes it shows, or the object itself
    /// if it is a container of the library.
    fn container(&self, value: Value) -> Option<Value> {
        match value {
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) => Some(value),
            Value::Instance(id) => match self.heap.instances.get(id).payload {
                payload @ (Value::List(_) | Value::Dict(_) | Value::Set(_)) => Some(payload),
                _ => self.is_of_reading(self.heap.instances.get(id).class).then_some(value),
            },
            Value::Misc(id) => match *self.heap.misc.get(id) {
                Misc::Deque(_) => Some(value),
                Misc::AttrDict(object) => Some(object),
                Misc::DictView { dict, .. } => self.container(dict),
                _ => None,
            },
            _ => None,
        }
    }

    /// All of each container among the values is read, and of those that an iterator goes through; it has moved then.
    fn each(&mut self, values: &[Value]) {
        for &value in values {
            if is_iterator(value) {
                self.part(value, Part::Shape, Mode::Write);
                self.iteration(value, Value::None);
            } else if let Some(container) = self.container(value) {
                self.part(container, Part::Shape, Mode::Read);
                self.part(container, Part::Items, Mode::Read);
            }
        }
    }

    /// The same, and of each container in them.
    fn whole(&mut self, values: &[Value]) {
        let all = self.with_nested(values, false);
        self.each(&all);
    }

    /// The same, and each attribute of the objects among them and in them.
    fn copied(&mut self, values: &[Value]) {
        let all = self.with_nested(values, true);
        self.each(&all);
        for &value in all.iter().filter(|value| matches!(value, Value::Instance(_))) {
            self.part(value, Part::Items, Mode::Read);
        }
    }

    /// The values and the containers in them; `objects`: and the objects, and what their attributes hold.
    fn with_nested(&self, values: &[Value], objects: bool) -> SmallVec<[Value; 4]> {
        let mut all = SmallVec::from_slice(values);
        let add = |all: &mut SmallVec<[Value; 4]>, inner: &mut dyn Iterator<Item = Value>| {
            let holds = |value: &Value| match value {
                Value::Tuple(_) => true,
                Value::Instance(_) if objects => true,
                value => self.container(*value).is_some(),
            };
            for value in inner.filter(holds).take(NESTED) {
                if all.iter().all(|known| known.key() != value.key()) {
                    all.push(value);
                }
            }
        };
        let mut at = 0;
        while let Some(&value) = all.get(at).filter(|_| at < NESTED) {
            match self.container(value).unwrap_or(value) {
                Value::Tuple(id) => add(&mut all, &mut self.heap.tuples.get(id).items.iter().copied()),
                Value::List(id) => add(&mut all, &mut self.heap.lists.get(id).items.iter().copied()),
                Value::Dict(id) => add(&mut all, &mut self.heap.dicts.get(id).values()),
                Value::Instance(id) if objects => add(&mut all, &mut self.heap.instances.get(id).slots.iter().copied()),
                Value::Misc(id) => {
                    if let Misc::Deque(deque) = self.heap.misc.get(id) {
                        add(&mut all, &mut deque.items.iter().copied());
                    }
                }
                _ => {}
            }
            at += 1;
        }
        all
    }

    fn shape(&mut self, value: Value) {
        if let Some(container) = self.container(value) {
            self.part(container, Part::Shape, Mode::Read);
        }
    }

    fn change(&mut self, value: Value) {
        if let Some(container) = self.container(value) {
            self.part(container, Part::Shape, Mode::Write);
            self.part(container, Part::Items, Mode::Write);
        }
    }

    /// An item by its key; all items where the key cannot tell them apart, or counts from the end.
    fn key(&self, container: Value, key: Value) -> Part {
        match key {
            Value::Str(id) if has_attributes(container) => {
                let name = self.heap.find_name(self.heap.str(id));
                name.filter(|_| !matches!(container, Value::Module(_))).map_or(Part::Items, item)
            }
            _ if has_attributes(container) => Part::Items,
            Value::Int(n) if n < 0 && !matches!(container, Value::Dict(_)) => Part::Items,
            Value::Int(n) => Part::Item(n as u64),
            Value::Bool(b) => Part::Item(u64::from(b)),
            Value::Str(id) => Part::Item(self.heap.strs.get(id).hash() as u64),
            _ => Part::Items,
        }
    }

    fn item(&mut self, object: Value, key: Value) {
        let Some(container) = self.container(object) else { return };
        let part = self.key(container, key);
        self.part(container, part, Mode::Read);
        if !matches!(container, Value::Dict(_)) && !has_attributes(container) {
            self.part(container, Part::Shape, Mode::Read);
        }
    }

    fn set_item(&mut self, object: Value, key: Value) {
        let Some(container) = self.container(object) else { return };
        let part = self.key(container, key);
        self.part(container, part, Mode::Write);
        if has_attributes(container) {
            return;
        }
        let new = match container {
            Value::Dict(id) => super::types::dict::has_plain(self.heap, id, key) != Some(true),
            // A slice may change the length.
            _ => !matches!(key, Value::Int(_) | Value::Bool(_)),
        };
        self.part(container, Part::Shape, if new { Mode::Write } else { Mode::Read });
    }

    fn in_place(&mut self, a: Value, b: Value) {
        self.each(&[b]);
        self.change(a);
    }

    fn comparison(&mut self, op: CmpOp, a: Value, b: Value) {
        match op {
            CmpOp::Is | CmpOp::IsNot => {}
            CmpOp::In | CmpOp::NotIn => match self.container(b) {
                Some(dict @ Value::Dict(_)) => {
                    let part = self.key(dict, a);
                    self.part(dict, part, Mode::Read);
                }
                _ => self.each(&[b]),
            },
            _ => self.whole(&[a, b]),
        }
    }

    /// `iter` and the register behind it, which holds the position.
    fn iteration(&mut self, iter: Value, position: Value) {
        match iter {
            Value::FastList(id) => {
                let key = self.key(Value::List(id), position);
                self.part(Value::List(id), key, Mode::Read);
                self.part(Value::List(id), Part::Shape, Mode::Read);
            }
            Value::Iter(id) => {
                let mut inner = Vec::new();
                self.heap.iters.get(id).children(|value| inner.push(value));
                for value in inner {
                    match value {
                        // What `map` calls for each item.
                        Value::Method(_) => self.call(value, &[]),
                        _ => self.each(&[value]),
                    }
                }
            }
            _ => {}
        }
    }

    fn call(&mut self, callee: Value, args: &[Value]) {
        match callee {
            Value::Native(id) => {
                let name = self.heap.natives[id.0 as usize].name;
                let method = name.rsplit_once('.').map(|(_, method)| method);
                let (this, rest) = match (method, args.split_first()) {
                    (Some(_), Some((&this, rest))) => (this, rest),
                    _ => (Value::None, args),
                };
                if WHOLE.contains(&name) {
                    self.whole(rest);
                } else if !BLIND.contains(&method.unwrap_or(name)) {
                    self.each(rest);
                }
                if CALLING.contains(&name) {
                    let called = rest.iter().filter(|value| matches!(value, Value::Method(_)));
                    called.for_each(|&value| self.call(value, &[]));
                }
                if let ("hasattr" | "getattr" | "setattr" | "delattr", &[object, Value::Str(attribute), ..]) =
                    (name, args)
                {
                    let known = self.heap.find_name(self.heap.str(attribute));
                    let is_look = matches!(name, "hasattr" | "getattr");
                    match known {
                        Some(attribute) if is_look => self.attribute(object, attribute),
                        Some(attribute) => self.set_attribute(object, attribute),
                        // A name that comes up for the first time.
                        None if !has_attributes(object) => {}
                        None => self.part(object, Part::Items, if is_look { Mode::Read } else { Mode::Write }),
                    }
                }
                if let ("dir", &[object]) = (name, args)
                    && has_attributes(object)
                {
                    self.part(object, Part::Items, Mode::Read);
                }
                match (method, self.container(this), rest) {
                    (Some(method), Some(_), _) if CHANGING.contains(&method) => self.change(this),
                    (Some("get"), Some(dict @ Value::Dict(_)), &[key, ..]) => {
                        let part = self.key(dict, key);
                        self.part(dict, part, Mode::Read);
                    }
                    _ => self.each(&[this]),
                }
            }
            Value::Method(id) => {
                let method = self.heap.methods.get(id);
                let all: Vec<Value> = std::iter::once(method.this).chain(args.iter().copied()).collect();
                self.call(method.func, &all);
            }
            Value::Function(id) => {
                let code = &self.heap.codes[self.heap.functions.get(id).code as usize];
                let (module, name) = (module_of(code), code.code.name.as_str());
                if !code.unit.library || !(is_reading(module) || name == "reduce") {
                    return;
                }
                if COPYING.contains(&module) {
                    self.copied(args);
                } else if WHOLE.contains(&module) {
                    self.whole(args);
                } else {
                    self.each(args);
                }
                if let Some(&first) = args.first().filter(|_| CHANGING.contains(&name)) {
                    self.change(first);
                }
            }
            Value::Class(id) if id == self.heap.builtins.str => self.whole(args),
            Value::Class(id) if id == self.heap.builtins.type_ => {}
            Value::Class(id) if self.heap.classes.get(id).builtin => self.each(args),
            Value::Class(id) if self.is_of_reading(id) => self.each(args),
            Value::Instance(id) if self.is_of_reading(self.heap.instances.get(id).class) => self.each(args),
            _ => {}
        }
    }

    /// Whether a class, or one that it comes from, is of a module that looks into containers.
    fn is_of_reading(&self, class: Id<Class>) -> bool {
        let classes = &self.heap.classes;
        classes.get(class).mro.iter().any(|&id| !classes.get(id).builtin && is_reading(&classes.get(id).module))
    }

    fn attribute(&mut self, object: Value, name: Sym) {
        match object {
            Value::Instance(id) => {
                self.part(object, item(name), Mode::Read);
                if self.extent == Extent::Possible || !self.has(id, name) {
                    self.class_attribute(self.heap.instances.get(id).class, name);
                }
            }
            Value::Class(id) => self.class_attribute(id, name),
            Value::Function(_) => self.part(object, item(name), Mode::Read),
            Value::Module(id) => self.module_attribute(id.raw(), name, Mode::Read),
            _ => {}
        }
    }

    fn has(&self, id: Id<Instance>, name: Sym) -> bool {
        let instance = self.heap.instances.get(id);
        let slot = self.heap.shapes.slot(instance.shape, name);
        slot.is_some_and(|slot| instance.slots.get(slot as usize).is_some_and(|value| !value.is_unbound()))
    }

    /// The classes that are asked for the name, up to the one that has it; those behind it too, where they count.
    fn class_attribute(&mut self, class: Id<Class>, name: Sym) {
        for &id in &self.heap.classes.get(class).mro {
            let class = self.heap.classes.get(id);
            if !class.builtin {
                self.part(Value::Class(id), item(name), Mode::Read);
            }
            if self.extent == Extent::Made && class.attrs.contains_key(&name) {
                return;
            }
        }
    }

    fn module_attribute(&mut self, module: u64, name: Sym, mode: Mode) {
        let id = Id::from_raw(module as u32);
        if let Some(&slot) = self.heap.modules.get(id).index.get(&name) {
            self.global(module, slot as u16, mode);
        }
    }

    fn set_attribute(&mut self, object: Value, name: Sym) {
        match object {
            Value::Instance(_) | Value::Class(_) | Value::Function(_) => self.part(object, item(name), Mode::Write),
            Value::Module(id) => self.module_attribute(id.raw(), name, Mode::Write),
            _ => {}
        }
    }
}

fn is_iterator(value: Value) -> bool {
    matches!(value, Value::Iter(_) | Value::Generator(_))
}

/// Whether it is an object whose attributes are seen.
fn has_attributes(value: Value) -> bool {
    matches!(value, Value::Instance(_) | Value::Class(_) | Value::Module(_) | Value::Function(_))
}

/// The name of a module of the library.
fn module_of(code: &CodeObject) -> &str {
    let name = code.unit.source.name.as_str();
    name.strip_prefix("<frozen ").and_then(|name| name.strip_suffix('>')).unwrap_or(name)
}

fn is_reading(module: &str) -> bool {
    READING.contains(&module.split('.').next().unwrap_or(module))
}

fn item(name: Sym) -> Part {
    Part::Item(name.0.into())
}
