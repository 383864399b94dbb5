//! Pickling, step by step: takes tasks off the list until all are done or Python code has to be asked. The order and the
//! opcodes are those of CPython's `_pickle.c`, so that the bytes are the same.

use super::op;
use super::plain;
use crate::vm::attr;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::Res;
use crate::vm::object::{Class, Dict, List, Misc, Payload};
use crate::vm::types::dict;
use crate::vm::types::pickle::{Question, Reduced, Task, Writer};
use crate::vm::value::Value;

/// Items written between a mark and the opcode that takes them.
const BATCH: u32 = 1000;
/// A key space of their own for attribute dicts, which are made anew at each look.
const ATTRIBUTES: u8 = 201;

/// A question to Python code, or none when all is written.
pub type Asked = Option<(Question, Value)>;

impl Writer {
    /// Works until everything is written or something must be asked.
    pub(super) fn run(&mut self, h: &mut Heap) -> Res<Asked> {
        while let Some(task) = self.tasks.pop() {
            let asked = self.task(h, task)?;
            if asked.is_some() {
                self.asked = asked;
                return Ok(asked);
            }
        }
        Ok(None)
    }

    fn task(&mut self, h: &mut Heap, task: Task) -> Res<Asked> {
        match task {
            Task::Save(v) => return self.save(h, v),
            Task::SaveOwn(v) => return self.save_own(h, v),
            Task::SaveRest(v) => return self.save_rest(h, v),
            Task::Op(op) => self.put(&[op]),
            Task::Memoize(v) => self.memoize(v),
            Task::Leave => self.depth -= 1,
            Task::List(list, at, batch) => return self.list_items(h, list, at, batch),
            Task::Items(items, at, batch) => return self.given_items(h, items, at, batch),
            Task::Entries(entries, at, batch, source) => {
                if let Some((id, len)) = source
                    && h.dicts.get(id).len() != len
                {
                    return Err(h.raise("RuntimeError", "dictionary changed size during iteration"));
                }
                return self.entries(h, entries, at, batch, source);
            }
            Task::Pairs(pairs, at, batch) => return self.given_pairs(h, pairs, at, batch),
            Task::Members(items, at, batch) => return self.members(h, items, at, batch),
            Task::Row(items, at) => return self.row(h, items, at),
            Task::TupleEnd(id) => self.tuple_end(h.tuples.get(id).items.len(), Value::Tuple(id)),
            Task::FrozenEnd(id) => {
                if self.memo.contains_key(&Value::FrozenSet(id).key()) {
                    self.put(&[op::POP_MARK]);
                    self.recall(Value::FrozenSet(id).key());
                } else {
                    self.put(&[op::FROZENSET]);
                    self.memoize(Value::FrozenSet(id));
                }
            }
            Task::Attributes(owner) => self.attributes(h, owner),
            Task::Reduced(reduced) => self.reduced(h, *reduced),
        }
        Ok(None)
    }

    /// Writes an object, or begins to.
    fn save(&mut self, h: &mut Heap, v: Value) -> Res<Asked> {
        if self.persistent {
            return Ok(Some((Question::Persistent, v)));
        }
        self.save_own(h, v)
    }

    fn save_own(&mut self, h: &mut Heap, v: Value) -> Res<Asked> {
        if self.put_atom(h, v) {
            return Ok(None);
        }
        self.boundary();
        let key = match v {
            Value::Misc(id) => match *h.misc.get(id) {
                Misc::AttrDict(owner) if !matches!(owner, Value::Class(_)) => attributes_key(owner),
                _ => v.key(),
            },
            _ => v.key(),
        };
        if self.recall(key) {
            return Ok(None);
        }
        self.enter(h)?;
        match v {
            Value::List(id) => {
                self.put(if self.binary() { &[op::EMPTY_LIST][..] } else { &[op::MARK, op::LIST] });
                self.memoize(v);
                if self.binary() {
                    self.tasks.push(Task::List(id, 0, 0));
                } else {
                    self.tasks.push(Task::Items(h.lists.get(id).items.clone().into(), 0, 0));
                }
            }
            Value::Tuple(id) => self.save_tuple(h.tuples.get(id).items.clone(), v, Task::TupleEnd(id)),
            Value::Dict(id) => {
                let dict = h.dicts.get(id);
                let (entries, len) = (dict.entries().collect(), dict.len());
                self.put(if self.binary() { &[op::EMPTY_DICT][..] } else { &[op::MARK, op::DICT] });
                self.memoize(v);
                self.tasks.push(match self.binary() {
                    true => Task::Entries(entries, 0, 0, Some((id, len))),
                    false => Task::Pairs(entries, 0, 0),
                });
            }
            Value::Set(id) if self.protocol >= 4 => {
                self.put(&[op::EMPTY_SET]);
                self.memoize(v);
                self.tasks.push(Task::Members(h.sets.get(id).items().collect(), 0, 0));
            }
            Value::FrozenSet(id) if self.protocol >= 4 => {
                self.put(&[op::MARK]);
                self.tasks.push(Task::FrozenEnd(id));
                self.tasks.push(Task::Row(h.sets.get(id).items().collect(), 0));
            }
            Value::Misc(id) if matches!(*h.misc.get(id), Misc::AttrDict(o) if !matches!(o, Value::Class(_))) => {
                if let Misc::AttrDict(owner) = *h.misc.get(id) {
                    self.tasks.push(Task::Attributes(owner));
                }
            }
            _ if self.overriding => return Ok(Some((Question::Override, v))),
            _ => return self.save_rest(h, v),
        }
        Ok(None)
    }

    /// One more object within others; its end is put on the list.
    fn enter(&mut self, h: &mut Heap) -> Res<()> {
        self.depth += 1;
        if self.depth >= h.settings.recursion_limit {
            return Err(h.raise("RecursionError", "maximum recursion depth exceeded while pickling an object"));
        }
        self.tasks.push(Task::Leave);
        Ok(())
    }

    /// What has no opcode of its own.
    fn save_rest(&mut self, h: &mut Heap, v: Value) -> Res<Asked> {
        let reduce = Ok(Some((Question::Reduce, v)));
        if let Value::Class(_) | Value::Function(_) = v {
            if self.renaming || !self.unlisted(h, v) {
                return reduce;
            }
            let Some((module, name)) = plain::global_name(h, v) else { return reduce };
            if self.protocol < 4 && matches!(name, Value::Str(id) if h.str(id).contains('.')) {
                return reduce;
            }
            self.put_global(h, v, module, name);
            return Ok(None);
        }
        let Value::Instance(id) = v else { return reduce };
        let class = h.instances.get(id).class;
        if self.protocol < 2 || self.persistent || !self.unlisted(h, v) || !self.is_plain(h, class) {
            return reduce;
        }
        let reduced =
            Reduced { object: v, items: Value::None, pairs: Value::None, state: Value::Unbound, setter: Value::None };
        self.tasks.push(Task::Reduced(Box::new(reduced)));
        self.tasks.push(Task::Op(op::NEWOBJ));
        self.tasks.push(Task::Op(op::EMPTY_TUPLE));
        self.save(h, Value::Class(class))
    }

    /// Whether the table of reducers has nothing for the type of an object.
    fn unlisted(&self, h: &mut Heap, v: Value) -> bool {
        let Value::Dict(table) = self.table.0 else { return self.table.0.is_none() };
        if let Value::Class(id) = v
            && h.classes.get(id).meta == h.builtins.type_
        {
            return true;
        }
        let class = Value::Class(attr::type_of(h, v));
        matches!(dict::get(h, table, class), Ok(None))
    }

    fn is_plain(&mut self, h: &Heap, class: Id<Class>) -> bool {
        if let Some(&known) = self.plain.get(&class.raw()) {
            return known;
        }
        let plain = h.classes.get(class).payload == Payload::None && plain::writes_plainly(h, class);
        self.plain.insert(class.raw(), plain);
        plain
    }

    /// Writes a class or function by name.
    pub(super) fn put_global(&mut self, h: &mut Heap, object: Value, module: Value, name: Value) {
        if self.protocol >= 4 {
            self.put_atom(h, module);
            self.put_atom(h, name);
            self.put(&[op::STACK_GLOBAL]);
        } else {
            let text = |v: Value| if let Value::Str(id) = v { h.str(id) } else { "" };
            self.put(format!("c{}\n{}\n", text(module), text(name)).as_bytes());
        }
        self.memoize(object);
    }

    fn save_tuple(&mut self, items: Box<[Value]>, v: Value, end: Task) {
        if items.is_empty() {
            return self.put(if self.binary() { &[op::EMPTY_TUPLE][..] } else { &[op::MARK, op::TUPLE] });
        }
        debug_assert!(matches!(v, Value::Tuple(_)));
        if items.len() > 3 || self.protocol < 2 {
            self.put(&[op::MARK]);
        }
        self.tasks.push(end);
        self.tasks.push(Task::Row(items, 0));
    }

    fn tuple_end(&mut self, len: usize, v: Value) {
        let short = len <= 3 && self.protocol >= 2;
        if self.memo.contains_key(&v.key()) {
            // It holds itself: what was written of it is thrown away.
            if short {
                self.put(&[op::POP; 3][..len]);
            } else if self.binary() {
                self.put(&[op::POP_MARK]);
            } else {
                let pops = vec![op::POP; len + 1];
                self.put(&pops);
            }
            self.recall(v.key());
            return;
        }
        match (short, len) {
            (true, 1) => self.put(&[op::TUPLE1]),
            (true, 2) => self.put(&[op::TUPLE2]),
            (true, _) => self.put(&[op::TUPLE3]),
            (false, _) => self.put(&[op::TUPLE]),
        }
        self.memoize(v);
    }

    /// Writes items at once as long as they are atoms; how many it wrote.
    fn atoms(&mut self, h: &Heap, items: &[Value], most: usize) -> usize {
        if self.persistent {
            return 0;
        }
        items.iter().take(most).take_while(|&&v| self.put_atom(h, v)).count()
    }

    fn row(&mut self, h: &mut Heap, items: Box<[Value]>, mut at: usize) -> Res<Asked> {
        at += self.atoms(h, &items[at..], usize::MAX);
        let Some(&next) = items.get(at) else { return Ok(None) };
        self.tasks.push(Task::Row(items, at + 1));
        self.save(h, next)
    }

    fn list_items(&mut self, h: &mut Heap, list: Id<List>, mut at: usize, mut batch: u32) -> Res<Asked> {
        loop {
            let items = &h.lists.get(list).items;
            if batch == 0 {
                match items.len() {
                    len if at >= len => return Ok(None),
                    1 if at == 0 => {
                        let only = items[0];
                        self.tasks.push(Task::Op(op::APPEND));
                        return self.save(h, only);
                    }
                    _ => self.put(&[op::MARK]),
                }
            }
            let rest = items.get(at..).unwrap_or_default();
            let written = self.atoms(h, rest, (BATCH - batch) as usize);
            at += written;
            batch += written as u32;
            if batch < BATCH
                && let Some(&next) = h.lists.get(list).items.get(at)
            {
                self.tasks.push(Task::List(list, at + 1, batch + 1));
                return self.save(h, next);
            }
            self.put(&[op::APPENDS]);
            batch = 0;
            if at >= h.lists.get(list).items.len() {
                return Ok(None);
            }
        }
    }

    /// Items given by an iterator: one that is left alone is appended alone.
    fn given_items(&mut self, h: &mut Heap, items: Box<[Value]>, at: usize, batch: u32) -> Res<Asked> {
        let left = items.len().saturating_sub(at);
        if batch == BATCH || batch > 0 && left == 0 {
            self.put(&[op::APPENDS]);
            self.tasks.push(Task::Items(items, at, 0));
            return Ok(None);
        }
        let Some(&next) = items.get(at) else { return Ok(None) };
        if batch == 0 && (left == 1 || !self.binary()) {
            self.tasks.push(Task::Items(items, at + 1, 0));
            self.tasks.push(Task::Op(op::APPEND));
            return self.save(h, next);
        }
        if batch == 0 {
            self.put(&[op::MARK]);
        }
        self.tasks.push(Task::Items(items, at + 1, batch + 1));
        self.save(h, next)
    }

    fn entries(
        &mut self,
        h: &mut Heap,
        entries: Box<[(Value, Value)]>,
        mut at: usize,
        mut batch: u32,
        source: Option<(Id<Dict>, usize)>,
    ) -> Res<Asked> {
        if entries.is_empty() {
            return Ok(None);
        }
        if let [(key, value)] = *entries {
            self.tasks.push(Task::Op(op::SETITEM));
            self.tasks.push(Task::Save(value));
            return self.save(h, key);
        }
        loop {
            if batch == 0 {
                self.put(&[op::MARK]);
            }
            while batch < BATCH && at < entries.len() {
                let (key, value) = entries[at];
                at += 1;
                batch += 1;
                let written = self.atoms(h, &[key, value], 2);
                if written == 2 {
                    continue;
                }
                self.tasks.push(Task::Entries(entries, at, batch, source));
                if written == 1 {
                    return self.save(h, value);
                }
                self.tasks.push(Task::Save(value));
                return self.save(h, key);
            }
            // As in CPython, a full batch is followed by another, if only by an empty one.
            self.put(&[op::SETITEMS]);
            if batch < BATCH {
                return Ok(None);
            }
            batch = 0;
        }
    }

    fn given_pairs(&mut self, h: &mut Heap, pairs: Box<[(Value, Value)]>, at: usize, batch: u32) -> Res<Asked> {
        let left = pairs.len().saturating_sub(at);
        if batch == BATCH || batch > 0 && left == 0 {
            self.put(&[op::SETITEMS]);
            self.tasks.push(Task::Pairs(pairs, at, 0));
            return Ok(None);
        }
        let Some(&(key, value)) = pairs.get(at) else { return Ok(None) };
        let alone = batch == 0 && (left == 1 || !self.binary());
        if batch == 0 && !alone {
            self.put(&[op::MARK]);
        }
        self.tasks.push(Task::Pairs(pairs, at + 1, if alone { 0 } else { batch + 1 }));
        if alone {
            self.tasks.push(Task::Op(op::SETITEM));
        }
        self.tasks.push(Task::Save(value));
        self.save(h, key)
    }

    fn members(&mut self, h: &mut Heap, items: Box<[Value]>, mut at: usize, mut batch: u32) -> Res<Asked> {
        if items.is_empty() {
            return Ok(None);
        }
        loop {
            if batch == 0 {
                self.put(&[op::MARK]);
            }
            let written = self.atoms(h, &items[at..], (BATCH - batch) as usize);
            at += written;
            batch += written as u32;
            if batch < BATCH && at < items.len() {
                let next = items[at];
                self.tasks.push(Task::Members(items, at + 1, batch + 1));
                return self.save(h, next);
            }
            self.put(&[op::ADDITEMS]);
            if batch < BATCH {
                return Ok(None);
            }
            batch = 0;
        }
    }

    /// The attributes of an object as a dict.
    fn attributes(&mut self, h: &mut Heap, owner: Value) {
        let entries = plain::attributes(h, owner);
        self.put(if self.binary() { &[op::EMPTY_DICT][..] } else { &[op::MARK, op::DICT] });
        self.memoize_as(attributes_key(owner));
        self.kept.push(owner);
        self.tasks.push(match self.binary() {
            true => Task::Entries(entries, 0, 0, None),
            false => Task::Pairs(entries, 0, 0),
        });
    }

    /// What follows the call that makes an object.
    fn reduced(&mut self, h: &mut Heap, r: Reduced) {
        if !r.object.is_unbound() {
            if self.memo.contains_key(&r.object.key()) {
                // It holds itself and was written on the way.
                self.put(&[op::POP]);
                self.recall(r.object.key());
                return;
            }
            self.memoize(r.object);
        }
        if r.state.is_unbound() {
            // A plain instance: its attributes, if it has any.
            if plain::has_attributes(h, r.object) {
                self.tasks.push(Task::Op(op::BUILD));
                self.tasks.push(Task::Leave);
                self.depth += 1;
                self.tasks.push(Task::Attributes(r.object));
            }
        } else if !r.state.is_none() && !r.setter.is_none() {
            let ops = [op::POP, op::REDUCE, op::TUPLE2];
            self.tasks.extend(ops.map(Task::Op));
            self.tasks.extend([r.state, r.object, r.setter].map(Task::Save));
        } else if !r.state.is_none() {
            self.tasks.push(Task::Op(op::BUILD));
            self.tasks.push(Task::Save(r.state));
        }
        if let Value::List(id) = r.pairs {
            let flat = &h.lists.get(id).items;
            let pairs = flat.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            self.tasks.push(Task::Pairs(pairs, 0, 0));
        }
        if let Value::List(id) = r.items {
            self.tasks.push(Task::Items(h.lists.get(id).items.clone().into(), 0, 0));
        }
    }
}

fn attributes_key(owner: Value) -> (u8, u64) {
    let (kind, number) = owner.key();
    (ATTRIBUTES.wrapping_add(kind), number)
}
