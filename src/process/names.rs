//! What the program calls an object: the shortest way to it from a global, by attributes and items.

use super::{MAIN, Process, values};
use crate::vm::object::KernelKind;
use crate::vm::value::{Sym, Value};

/// Steps of a way.
const LONGEST: u32 = 3;
/// Parts of one object that are looked at.
const PARTS: usize = 64;
/// Parts of all objects that are looked at.
const ALL: u32 = 2_000;

/// From an object to what is in it.
#[derive(Clone, Copy)]
enum Step {
    Attribute(Sym),
    Item(usize),
    Key(Value),
}

/// A search under way.
struct Search<'a> {
    process: &'a Process,
    is: &'a dyn Fn(Value) -> bool,
    /// What the library keeps for itself, in attributes of its objects that begin with `_`, goes by the name of the whole.
    hides: bool,
    /// Parts that may still be looked at.
    left: u32,
}

impl Process {
    /// What the program calls a kernel object or something shared: `lock`, `account.lock`, `forks[2]`.
    pub(super) fn name_of(&self, object: u32, shared: bool) -> Option<String> {
        self.way_to(&|value| self.is_kernel(value, (object, shared)), true)
    }

    /// The same for what holds a value.
    pub(super) fn way_to(&self, is: &dyn Fn(Value) -> bool, hides: bool) -> Option<String> {
        let module = self.heap.modules.get(*self.heap.loaded.get(MAIN)?);
        let globals: Vec<(&str, Value)> =
            module.index.iter().map(|(&name, &slot)| (self.heap.name(name), module.slots[slot as usize])).collect();
        let mut search = Search { process: self, is, hides, left: ALL };
        (0..=LONGEST).find_map(|steps| {
            globals.iter().find_map(|&(name, value)| Some(format!("{name}{}", search.within(value, steps)?)))
        })
    }

    pub(super) fn is_kernel(&self, value: Value, (number, shared): (u32, bool)) -> bool {
        let Value::Kernel(id) = value else { return false };
        let object = self.heap.kernel.get(id);
        object.id.0 == number
            && match object.kind {
                KernelKind::Shared => shared,
                KernelKind::Descriptor | KernelKind::Nothing => false,
                _ => !shared,
            }
    }
}

impl Search<'_> {
    /// The way of exactly so many steps from a value.
    fn within(&mut self, value: Value, steps: u32) -> Option<String> {
        if steps == 0 {
            return (self.is)(value).then(String::new);
        }
        for (step, part) in self.parts(value) {
            self.left = self.left.checked_sub(1)?;
            if let Some(rest) = self.within(part, steps - 1) {
                let name = self.named(step);
                let hidden = self.hides && name.starts_with("._") && !values::is_own(self.process, value);
                return Some(if hidden { String::new() } else { name + &rest });
            }
        }
        None
    }

    /// What is in an object.
    fn parts(&self, value: Value) -> Vec<(Step, Value)> {
        let heap = &self.process.heap;
        let numbered = |items: &[Value]| (0..).map(Step::Item).zip(items.iter().copied()).take(PARTS).collect();
        match value {
            Value::Instance(id) => {
                let instance = heap.instances.get(id);
                let names = heap.shapes.names(instance.shape).iter().copied().map(Step::Attribute);
                names.zip(instance.slots.iter().copied()).take(PARTS).collect()
            }
            Value::Class(id) if values::is_own(self.process, value) => {
                let attributes = heap.classes.get(id).attrs.iter();
                attributes.map(|(&name, &value)| (Step::Attribute(name), value)).take(PARTS).collect()
            }
            Value::List(id) => numbered(&heap.lists.get(id).items),
            Value::Tuple(id) => numbered(&heap.tuples.get(id).items),
            Value::Dict(id) => {
                let entries = heap.dicts.get(id).entries();
                entries.map(|(key, value)| (Step::Key(key), value)).take(PARTS).collect()
            }
            _ => Vec::new(),
        }
    }

    fn named(&self, step: Step) -> String {
        match step {
            Step::Attribute(name) => format!(".{}", self.process.heap.name(name)),
            Step::Item(at) => format!("[{at}]"),
            Step::Key(key) => format!("[{}]", values::short(self.process, key).unwrap_or_default()),
        }
    }
}
