//! Items, iteration, unpacking.

use super::super::class::flag;
use super::super::items;
use super::super::native::{Esc, Res};
use super::super::object::Misc;
use super::super::repr;
use super::super::sym;
use super::super::thread::Then;
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::code::instr::Instr;

impl Vm<'_> {
    pub(super) fn get_item(&mut self, dst: u16, obj: u16, index: u16) -> Step {
        let (object, index) = (self.get(obj), self.get(index));
        if let Some(method) = self.special(object, sym::GETITEM) {
            return self.call_with(method, &[object, index], Then::Store(dst));
        }
        if let Value::Class(_) = object
            && self.has_class_getitem(object)
        {
            let method = super::super::attr::get_attr(self.heap, object, sym::CLASS_GETITEM)?;
            return self.call_with(method, &[index], Then::Store(dst));
        }
        match items::get_item(self.heap, object, index) {
            Ok(value) => self.put(dst, value),
            Err(Esc::Slow) => self.call_prelude("getitem", &[object, index], &[], Then::Store(dst)),
            Err(esc) => self.escape(esc, Then::Store(dst)),
        }
    }

    fn has_class_getitem(&self, object: Value) -> bool {
        match object {
            Value::Class(id) => {
                let found = super::super::attr::lookup(self.heap, id, sym::CLASS_GETITEM);
                found.is_some_and(|v| !matches!(v, Value::Native(_)))
            }
            _ => false,
        }
    }

    pub(super) fn set_item(&mut self, obj: u16, index: u16, src: u16) -> Step {
        let (object, index, value) = (self.get(obj), self.get(index), self.get(src));
        if let Some(method) = self.special(object, sym::SETITEM) {
            return self.call_with(method, &[object, index, value], Then::Drop);
        }
        match items::set_item(self.heap, object, index, value) {
            Ok(()) => Ok(Flow::Next),
            Err(Esc::Slow) => self.call_prelude("setitem", &[object, index, value], &[], Then::Drop),
            Err(esc) => self.escape(esc, Then::Drop),
        }
    }

    pub(super) fn del_item(&mut self, obj: u16, index: u16) -> Step {
        let (object, index) = (self.get(obj), self.get(index));
        if let Some(method) = self.special(object, sym::DELITEM) {
            return self.call_with(method, &[object, index], Then::Drop);
        }
        match items::del_item(self.heap, object, index) {
            Ok(()) => Ok(Flow::Next),
            Err(Esc::Slow) => self.call_prelude("delitem", &[object, index], &[], Then::Drop),
            Err(esc) => self.escape(esc, Then::Drop),
        }
    }

    pub(super) fn len(&mut self, dst: u16, src: u16) -> Step {
        let value = self.get(src);
        if let Some(method) = self.special(value, sym::LEN) {
            return self.call_with(method, &[value], Then::Store(dst));
        }
        let len = items::len(self.heap, value)?;
        self.put(dst, Value::Int(len as i64))
    }

    // ---- iteration -------------------------------------------------------------------------------------------------

    /// Starts a `for`: fast forms for ranges of step 1, lists and tuples.
    pub(super) fn get_iter(&mut self, iter: u16, src: u16) -> Step {
        let value = self.get(src);
        let fast = match value {
            Value::List(id) => Some((Value::FastList(id), 0, 0)),
            Value::Tuple(id) => Some((Value::FastTuple(id), 0, 0)),
            Value::Misc(id) => match *self.heap.misc.get(id) {
                Misc::Range { start, stop, step: 1 } => Some((Value::FastRange, start, stop)),
                _ => None,
            },
            _ => None,
        };
        if let Some((kind, next, end)) = fast {
            self.set(iter, kind);
            self.set(iter + 1, Value::Int(next));
            return self.put(iter + 2, Value::Int(end));
        }
        self.plain_iter(iter, value)
    }

    /// `dst = iter(value)`.
    pub(super) fn plain_iter(&mut self, dst: u16, value: Value) -> Step {
        if let Value::Generator(_) = value {
            return self.put(dst, value);
        }
        if let Some(method) = self.special(value, sym::ITER) {
            return self.call_with(method, &[value], Then::Iterator(dst));
        }
        match items::iter(self.heap, value) {
            Ok(iterator) => self.put(dst, iterator),
            Err(Esc::Slow) => self.call_prelude("iter", &[value], &[], Then::Store(dst)),
            Err(esc) => self.escape(esc, Then::Store(dst)),
        }
    }

    pub(super) fn check_iterator(&mut self, value: Value) -> Res<()> {
        let ok = match value {
            Value::Generator(_) | Value::Iter(_) => true,
            _ => super::super::attr::special(self.heap, value, sym::NEXT).is_some(),
        };
        if ok {
            return Ok(());
        }
        let name = repr::type_name(self.heap, value);
        Err(self.heap.type_error(format!("iter() returned non-iterator of type '{name}'")))
    }

    /// The next item of a `for`, where the loop has no quick way.
    pub(super) fn for_iter(&mut self, iter: u16, dst: u16, skip: u16) -> Step {
        let end = self.frame().pc + 1 + u32::from(skip);
        let then = Then::ForIter { dst, end };
        let iterator = self.get(iter);
        if let Value::Generator(id) = iterator {
            return self.send(id, Value::None, then);
        }
        match items::next(self.heap, iterator) {
            Ok(Some(value)) => self.put(dst, value),
            Ok(None) => self.generator_returned(then, Value::None),
            Err(Esc::Slow) => self.next_by_method(iterator, then),
            Err(esc) => self.escape(esc, then),
        }
    }

    /// Calls `__next__`.
    pub(super) fn next_by_method(&mut self, iterator: Value, then: Then) -> Step {
        if let Value::Generator(id) = iterator {
            return self.send(id, Value::None, then);
        }
        if let Some(method) = self.special(iterator, sym::NEXT) {
            return self.call_with(method, &[iterator], then);
        }
        if let Value::Iter(_) = iterator {
            return self.call_prelude("next", &[iterator], &[], then);
        }
        let name = repr::type_name(self.heap, iterator);
        Err(self.heap.type_error(format!("'{name}' object is not an iterator")))
    }

    // ---- unpacking -------------------------------------------------------------------------------------------------

    pub(super) fn unpack(&mut self, src: u16, base: u16, n: u16) -> Step {
        let value = self.get(src);
        let n = n as usize;
        let items = match value {
            Value::List(id) => self.heap.lists.get(id).items.clone(),
            Value::Tuple(id) => self.heap.tuples.get(id).items.to_vec(),
            Value::Instance(_) | Value::Generator(_) => {
                return self.call_prelude("take", &[value, Value::Int(n as i64 + 1)], &[], Then::Collected);
            }
            _ => match self.take(value, n + 1) {
                Ok(items) => items,
                Err(Esc::Slow) => {
                    return self.call_prelude("take", &[value, Value::Int(n as i64 + 1)], &[], Then::Collected);
                }
                Err(esc) => return Err(self.not_unpackable(value, esc)),
            },
        };
        self.store_unpacked(base, n, &items)?;
        Ok(Flow::Next)
    }

    /// At most `n` items of a built-in iterable.
    fn take(&mut self, value: Value, n: usize) -> Res<Vec<Value>> {
        let iterator = items::iter(self.heap, value)?;
        let mut taken = Vec::new();
        while taken.len() < n {
            match items::next(self.heap, iterator)? {
                Some(item) => taken.push(item),
                None => break,
            }
        }
        Ok(taken)
    }

    fn not_unpackable(&mut self, value: Value, esc: Esc) -> Esc {
        match esc {
            Esc::Raise(exc) if self.is_exc(exc, "TypeError") => {
                let name = repr::type_name(self.heap, value);
                self.heap.type_error(format!("cannot unpack non-iterable {name} object"))
            }
            esc => esc,
        }
    }

    fn store_unpacked(&mut self, base: u16, n: usize, items: &[Value]) -> Res<()> {
        if items.len() > n {
            return Err(self.heap.value_error(format!("too many values to unpack (expected {n})")));
        }
        if items.len() < n {
            let got = items.len();
            return Err(self.heap.value_error(format!("not enough values to unpack (expected {n}, got {got})")));
        }
        let start = self.frame().base as usize + base as usize;
        self.thread.stack[start..start + n].copy_from_slice(items);
        Ok(())
    }

    pub(super) fn unpack_ex(&mut self, src: u16, base: u16, before: u8, after: u8) -> Step {
        let value = self.get(src);
        match self.all_items(value) {
            Ok(items) => {
                self.store_starred(base, before as usize, after as usize, &items)?;
                Ok(Flow::Next)
            }
            Err(Esc::Slow) => self.call_prelude("collect", &[value], &[], Then::Collected),
            Err(esc) => Err(self.not_unpackable(value, esc)),
        }
    }

    fn store_starred(&mut self, base: u16, before: usize, after: usize, items: &[Value]) -> Res<()> {
        let least = before + after;
        if items.len() < least {
            let got = items.len();
            let message = format!("not enough values to unpack (expected at least {least}, got {got})");
            return Err(self.heap.value_error(message));
        }
        let middle = self.heap.new_list(items[before..items.len() - after].to_vec());
        let start = self.frame().base as usize + base as usize;
        let place = &mut self.thread.stack[start..start + least + 1];
        place[..before].copy_from_slice(&items[..before]);
        place[before] = middle;
        place[before + 1..].copy_from_slice(&items[items.len() - after..]);
        Ok(())
    }

    /// All items of an iterable, or `Slow` where Python code has to collect them.
    pub(super) fn all_items(&mut self, value: Value) -> Res<Vec<Value>> {
        match value {
            Value::List(id) => Ok(self.heap.lists.get(id).items.clone()),
            Value::Tuple(id) => Ok(self.heap.tuples.get(id).items.to_vec()),
            Value::Generator(_) => Err(Esc::Slow),
            _ if self.has(value, flag::ITER | flag::ITEM) => Err(Esc::Slow),
            _ => items::collect(self.heap, value),
        }
    }

    /// An instruction that needed the items of an iterable has got them.
    pub(super) fn collected(&mut self, value: Value) -> Step {
        let items = match value {
            Value::List(id) => self.heap.lists.get(id).items.clone(),
            _ => Vec::new(),
        };
        match self.instr() {
            Instr::Unpack { base, n, .. } => self.store_unpacked(base, n as usize, &items)?,
            Instr::UnpackEx { base, before, after, .. } => {
                self.store_starred(base, before as usize, after as usize, &items)?;
            }
            Instr::ListExtend { list, .. } => self.extend_list(list, &items),
            Instr::SetUpdate { set, .. } => self.update_set(set, &items)?,
            Instr::DictUpdate { dict, .. } => self.update_dict(dict, value)?,
            Instr::DictMerge { dict, func, .. } => self.merge_dict(dict, value, func)?,
            other => unreachable!("{other:?} collects nothing"),
        }
        self.go_on()
    }
}
