//! What the program's variables hold, in a few characters. No code of the program runs for it.

use super::{MAIN, Process};
use crate::code::{CodeKind, FreeVar};
use crate::ids::{ObjectId, Tid};
use crate::kernel::Place;
use crate::vm::code_object::CodeObject;
use crate::vm::compare;
use crate::vm::object::{Instance, Misc};
use crate::vm::repr::{bytes_repr, float_repr, type_name};
use crate::vm::thread::{Frame, Thread};
use crate::vm::value::{Sym, Value};

/// Characters of a text that are shown.
const SHOWN: usize = 30;
/// Items of a container that are shown.
const ITEMS: usize = 6;

/// A text as a literal, cut short.
pub fn quoted(text: &str) -> String {
    let text = text.trim_end_matches('\n');
    let short: String = text.chars().take(SHOWN).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("{short:?}{dots}")
}

/// A value in a few characters; none where there is no value.
pub fn short(process: &Process, value: Value) -> Option<String> {
    let heap = &process.heap;
    let each = |items: &mut dyn Iterator<Item = Value>| listed(&mut items.map(|item| plain(process, item)));
    Some(match value {
        Value::Unbound => return None,
        Value::Cell(id) => return short(process, heap.cells.get(id).0),
        Value::List(id) => format!("[{}]", each(&mut heap.lists.get(id).items.iter().copied())),
        Value::Tuple(id) => match &*heap.tuples.get(id).items {
            [only] => format!("({},)", plain(process, *only)),
            items => format!("({})", each(&mut items.iter().copied())),
        },
        Value::Dict(id) => {
            let pair = |(key, value)| format!("{}: {}", plain(process, key), plain(process, value));
            format!("{{{}}}", listed(&mut heap.dicts.get(id).entries().map(pair)))
        }
        Value::Set(id) if heap.sets.get(id).is_empty() => "set()".to_owned(),
        Value::Set(id) => format!("{{{}}}", each(&mut heap.sets.get(id).items())),
        Value::FrozenSet(id) => format!("frozenset({{{}}})", each(&mut heap.sets.get(id).items())),
        Value::Misc(id) => match heap.misc.get(id) {
            Misc::Deque(deque) => format!("deque([{}])", each(&mut deque.items.iter().copied())),
            _ => plain(process, value),
        },
        Value::Instance(id) => {
            let instance = heap.instances.get(id);
            let class = &heap.classes.get(instance.class).name;
            match instance.payload {
                Value::Exc(exc) => match heap.excs.get(exc).args {
                    Value::Tuple(args) => {
                        format!("{class}({})", each(&mut heap.tuples.get(args).items.iter().copied()))
                    }
                    _ => class.clone(),
                },
                Value::Unbound if is_own(process, value) => {
                    let attribute = |(name, value)| format!("{name}={}", plain(process, value));
                    format!("{class}({})", listed(&mut attributes(process, instance).map(attribute)))
                }
                Value::Unbound => plain(process, value),
                payload => return short(process, payload),
            }
        }
        value => plain(process, value),
    })
}

/// The first few of some texts.
fn listed(texts: &mut dyn Iterator<Item = String>) -> String {
    let shown: Vec<String> = texts.take(ITEMS).collect();
    let dots = if texts.next().is_some() { ", …" } else { "" };
    format!("{}{dots}", shown.join(", "))
}

/// A value without what is in it.
fn plain(process: &Process, value: Value) -> String {
    let heap = &process.heap;
    let of = |kind: &str, n: usize| if n == 0 { format!("empty {kind}") } else { format!("{kind} of {n}") };
    match value {
        Value::None => "None".to_owned(),
        Value::Bool(truth) => if truth { "True" } else { "False" }.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => float_repr(number),
        Value::Str(text) => quoted(heap.str(text)),
        Value::Bytes(id) if heap.bytes.get(id).data.len() <= SHOWN => bytes_repr(&heap.bytes.get(id).data),
        Value::Bytes(id) => of("bytes", heap.bytes.get(id).data.len()),
        Value::ByteArray(id) => of("bytearray", heap.bytearrays.get(id).data.len()),
        Value::List(id) => of("list", heap.lists.get(id).items.len()),
        Value::Tuple(id) => of("tuple", heap.tuples.get(id).items.len()),
        Value::Dict(id) => of("dict", heap.dicts.get(id).len()),
        Value::Set(id) => of("set", heap.sets.get(id).len()),
        Value::Function(id) => match heap.functions.get(id).name {
            Value::Str(name) => format!("function {}", heap.str(name)),
            _ => "function".to_owned(),
        },
        Value::Class(id) => format!("class {}", heap.classes.get(id).name),
        Value::Module(id) => format!("module {}", heap.modules.get(id).name),
        value => type_name(heap, value),
    }
}

/// Whether it is a class of the program's own, or an instance of one.
pub fn is_own(process: &Process, value: Value) -> bool {
    let class = match value {
        Value::Instance(id) => process.heap.instances.get(id).class,
        Value::Class(id) => id,
        _ => return false,
    };
    process.heap.classes.get(class).module == MAIN
}

fn attributes<'a>(process: &'a Process, instance: &'a Instance) -> impl Iterator<Item = (&'a str, Value)> {
    let heap = &process.heap;
    let names = heap.shapes.names(instance.shape).iter().map(|&name| heap.name(name));
    names.zip(instance.slots.iter().copied()).filter(|(_, value)| !value.is_unbound())
}

/// The object that a variable names, if it is one that can be changed and is no business of the library's.
pub fn changeable(process: &Process, value: Value) -> Option<Value> {
    let heap = &process.heap;
    let is_one = match value {
        Value::Cell(id) => return changeable(process, heap.cells.get(id).0),
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) => true,
        Value::Instance(_) => is_own(process, value),
        Value::Misc(id) => matches!(heap.misc.get(id), Misc::Deque(_)),
        _ => false,
    };
    is_one.then_some(value)
}

/// The items of a queue, by the kernel's number for it.
pub fn items_of(process: &Process, queue: ObjectId) -> Option<String> {
    let heap = &process.heap;
    let is_gate = |&value: &Value| process.is_kernel(value, (queue.0, false));
    let (_, owner) = heap.instances.iter().find(|(_, instance)| instance.slots.iter().any(is_gate))?;
    let (_, items) = attributes(process, owner).find(|(name, _)| matches!(*name, "queue" | "_items" | "items"))?;
    let listed = match compare::plain(heap, items) {
        Value::List(id) => listed(&mut heap.lists.get(id).items.iter().map(|&item| plain(process, item))),
        Value::Misc(id) => match heap.misc.get(id) {
            Misc::Deque(deque) => listed(&mut deque.items.iter().map(|&item| plain(process, item))),
            _ => return None,
        },
        _ => return None,
    };
    Some(format!("[{listed}]"))
}

/// The globals of the program that are no functions, classes or modules, and their values.
pub fn globals(process: &Process) -> Vec<(String, Value)> {
    let heap = &process.heap;
    let Some(&id) = heap.loaded.get(MAIN) else { return Vec::new() };
    let module = heap.modules.get(id);
    let shown = |(&sym, &slot): (&Sym, &u32)| {
        let (name, value) = (heap.name(sym), module.slots.get(slot as usize).copied()?);
        let is_code = matches!(value, Value::Function(_) | Value::Class(_) | Value::Module(_) | Value::Native(_));
        if is_code || value.is_unbound() || name.starts_with("__") { None } else { Some((name.to_owned(), value)) }
    };
    module.index.iter().filter_map(shown).collect()
}

/// A call of a function of the program that is under way.
pub struct Call<'a> {
    thread: &'a Thread,
    frame: &'a Frame,
    object: &'a CodeObject,
}

impl<'a> Call<'a> {
    /// Where it is.
    pub fn place(&self) -> Place {
        Place { code: self.frame.code, pc: self.frame.pc }
    }

    /// The function's name.
    pub fn function(&self) -> &'a str {
        &self.object.code.name
    }

    /// Whether it is the program itself, whose variables are globals.
    pub fn is_module(&self) -> bool {
        self.object.code.kind == CodeKind::Module
    }

    /// Its variables that are set, and their values.
    pub fn locals(&self) -> impl Iterator<Item = (&'a str, Value)> {
        let code = &self.object.code;
        let free = |free: &'a FreeVar| free.name.as_str();
        let names = code.local_names.iter().map(String::as_str).chain(code.free.iter().map(free));
        let values = self.thread.stack[self.frame.base as usize..].iter().copied();
        names.zip(values).filter(|(_, value)| !value.is_unbound())
    }
}

impl Process {
    /// The calls of the program that a thread is in, the innermost last; those of the library are left out.
    pub fn calls(&self, tid: Tid) -> impl Iterator<Item = Call<'_>> {
        let thread = self.threads.get(tid.0 as usize).and_then(Option::as_ref).into_iter();
        let frames = thread.flat_map(|thread| thread.frames.iter().map(move |frame| (thread, frame)));
        let calls = frames.map(|(thread, frame)| {
            let object: &CodeObject = &self.heap.codes[frame.code as usize];
            Call { thread, frame, object }
        });
        calls.filter(|call| !call.object.unit.library)
    }
}
