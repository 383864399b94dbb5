//! The state of a pickler and of an unpickler between two steps. Both work through a list of tasks of their own, so that
//! they can stop wherever Python code has a say and go on with its answer; the steps themselves are in the library module
//! `_pickle`.

use std::hash::{Hash, Hasher};

use super::super::heap::FastMap;
use super::super::heap::arena::Id;
use super::super::object::{Dict, List, Set, Tuple};
use super::super::value::Value;

/// What tells one object from another: see [`Value::key`].
pub type Key = (u8, u64);

/// One of the two.
#[derive(Clone, Debug, Hash)]
pub enum Pickle {
    /// Makes bytes of objects.
    Writer(Writer),
    /// Makes objects of bytes.
    Reader(Reader),
}

/// A pickler.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// 0 to 5.
    pub protocol: u8,
    /// What was written and not yet taken.
    pub out: Vec<u8>,
    /// Whether frames are made, and where the header of the open one is.
    pub framing: bool,
    /// Where the header of the open frame is.
    pub frame: Option<usize>,
    /// Number of each object that was written.
    pub memo: FastMap<Key, u32>,
    /// Those objects, so that no other takes their place.
    pub kept: Vec<Value>,
    /// What is still to be done, last first.
    pub tasks: Vec<Task>,
    /// Objects within objects at this moment.
    pub depth: u32,
    /// Ask for a persistent id of each object.
    pub persistent: bool,
    /// Ask `reducer_override` about what has no form of its own.
    pub overriding: bool,
    /// Names as Python 2 has them: classes and functions are asked for.
    pub renaming: bool,
    /// The table of reducers: a dict, or anything else to ask for every object.
    pub table: Table,
    /// Whether instances of a class can be written without asking, by class.
    pub plain: FastMap<u64, bool>,
    /// What Python code was asked about.
    pub asked: Option<(Question, Value)>,
}

impl Hash for Writer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut memo: Vec<(u32, Key)> = self.memo.iter().map(|(&key, &number)| (number, key)).collect();
        memo.sort_unstable();
        (self.protocol, &self.out, self.framing, self.frame, memo, &self.kept, &self.tasks, self.depth).hash(state);
        (self.persistent, self.overriding, self.renaming, self.table, self.asked).hash(state);
    }
}

/// A value, None at first.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Table(pub Value);

impl Default for Table {
    fn default() -> Self {
        Self(Value::None)
    }
}

/// What Python code is asked while pickling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// The persistent id of an object, or None.
    Persistent,
    /// What `reducer_override` says, or NotImplemented.
    Override,
    /// How an object is to be written: a name or a reduction.
    Reduce,
}

/// Something to be done by a pickler.
#[derive(Clone, Debug, Hash)]
pub enum Task {
    /// Write an object.
    Save(Value),
    /// Write an object that is a persistent id, or has none.
    SaveOwn(Value),
    /// Write an object of which `reducer_override` knows nothing.
    SaveRest(Value),
    /// Write an opcode.
    Op(u8),
    /// Remember an object.
    Memoize(Value),
    /// An object within another is done.
    Leave,
    /// The items of a list from a place on; how many of a batch were written.
    List(Id<List>, usize, u32),
    /// The same of items given by an iterator.
    Items(Box<[Value]>, usize, u32),
    /// Entries, likewise. The dict is there to notice changes.
    Entries(Box<[(Value, Value)]>, usize, u32, Option<(Id<Dict>, usize)>),
    /// Entries given by an iterator.
    Pairs(Box<[(Value, Value)]>, usize, u32),
    /// Members of a set.
    Members(Box<[Value]>, usize, u32),
    /// Items of a tuple or frozenset, after a mark or without one.
    Row(Box<[Value]>, usize),
    /// The items of a tuple are written.
    TupleEnd(Id<Tuple>),
    /// The members of a frozenset are written.
    FrozenEnd(Id<Set>),
    /// The attributes of an object as a dict.
    Attributes(Value),
    /// The call that makes an object is written; its items, entries and state follow.
    Reduced(Box<Reduced>),
}

/// What follows the call that makes an object.
#[derive(Clone, Debug, Hash)]
pub struct Reduced {
    /// The object itself.
    pub object: Value,
    /// Items to append: a list or None.
    pub items: Value,
    /// Entries to set, key after value: a list or None.
    pub pairs: Value,
    /// The state, or None.
    pub state: Value,
    /// The function that sets the state, or None.
    pub setter: Value,
}

/// An unpickler.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// What was read.
    pub data: Vec<u8>,
    /// How much of it is used up.
    pub at: usize,
    /// No more can be read.
    pub whole: bool,
    /// Objects under construction.
    pub stack: Vec<Value>,
    /// Lengths of the stack at the marks.
    pub marks: Vec<usize>,
    /// Objects by number.
    pub memo: FastMap<u64, Value>,
    /// The protocol that the data tells.
    pub protocol: u8,
    /// Names are looked up by Python code.
    pub finding: bool,
    /// What becomes of the answer to the question under way.
    pub answer: Answer,
}

impl Hash for Reader {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut memo: Vec<(u64, Value)> = self.memo.iter().map(|(&number, &value)| (number, value)).collect();
        memo.sort_unstable_by_key(|&(number, _)| number);
        (&self.data, self.at, self.whole, &self.stack, &self.marks, memo).hash(state);
        (self.protocol, self.finding, self.answer).hash(state);
    }
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Nothing.
    #[default]
    Drop,
    /// It is put on the stack.
    Push,
    /// It is more to read.
    Data,
}

impl Pickle {
    /// The values it holds, for the collector.
    pub fn children(&self, mut visit: impl FnMut(Value)) {
        match self {
            Pickle::Writer(writer) => {
                writer.kept.iter().copied().for_each(&mut visit);
                visit(writer.table.0);
                if let Some((_, object)) = writer.asked {
                    visit(object);
                }
                writer.tasks.iter().for_each(|task| task.children(&mut visit));
            }
            Pickle::Reader(reader) => {
                reader.stack.iter().copied().for_each(&mut visit);
                reader.memo.values().copied().for_each(&mut visit);
            }
        }
    }

    /// Bytes held, about.
    pub fn bytes(&self) -> usize {
        match self {
            Pickle::Writer(w) => w.out.capacity() + w.memo.len() * 40 + w.tasks.len() * 48,
            Pickle::Reader(r) => r.data.capacity() + r.memo.len() * 32 + r.stack.capacity() * 16,
        }
    }
}

impl Task {
    fn children(&self, visit: &mut impl FnMut(Value)) {
        match self {
            Task::Save(v) | Task::SaveOwn(v) | Task::SaveRest(v) | Task::Memoize(v) | Task::Attributes(v) => visit(*v),
            Task::Op(_) | Task::Leave => {}
            Task::List(list, ..) => visit(Value::List(*list)),
            Task::Items(items, ..) | Task::Members(items, ..) | Task::Row(items, _) => {
                items.iter().for_each(|v| visit(*v));
            }
            Task::Entries(entries, ..) | Task::Pairs(entries, ..) => entries.iter().for_each(|(key, value)| {
                visit(*key);
                visit(*value);
            }),
            Task::TupleEnd(id) => visit(Value::Tuple(*id)),
            Task::FrozenEnd(id) => visit(Value::FrozenSet(*id)),
            Task::Reduced(r) => [r.object, r.items, r.pairs, r.state, r.setter].into_iter().for_each(visit),
        }
    }
}
