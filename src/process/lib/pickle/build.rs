//! The opcodes that make and fill objects: plain ones here, all others by Python code.

use super::op;
use super::plain;
use super::reader::{Read, Stop, add_all, bad};
use crate::vm::attr;
use crate::vm::class::{self, flag};
use crate::vm::heap::Heap;
use crate::vm::native::Esc;
use crate::vm::sym;
use crate::vm::types::dict;
use crate::vm::types::pickle::{Answer, Reader};
use crate::vm::value::{Sym, Value};

impl Reader {
    pub(super) fn object_opcode(&mut self, h: &mut Heap, code: u8) -> Read {
        match code {
            op::GLOBAL => {
                let module = String::from_utf8_lossy(self.line()?).into_owned();
                let name = String::from_utf8_lossy(self.line()?).into_owned();
                let (module, name) = (h.new_string(module), h.new_string(name));
                self.find(h, module, name)
            }
            op::STACK_GLOBAL => {
                self.at_least(2)?;
                let (name, module) = (self.pop()?, self.pop()?);
                if !matches!((module, name), (Value::Str(_), Value::Str(_))) {
                    return bad("STACK_GLOBAL requires str");
                }
                self.find(h, module, name)
            }
            op::REDUCE => {
                self.at_least(2)?;
                let (args, callable) = (self.pop()?, self.pop()?);
                Err(Stop::Ask("call", vec![callable, args], Answer::Push))
            }
            op::NEWOBJ => {
                self.at_least(2)?;
                let (args, class) = (self.pop()?, self.pop()?);
                self.new_object(h, class, args)
            }
            op::NEWOBJ_EX => {
                self.at_least(3)?;
                let (keywords, args, class) = (self.pop()?, self.pop()?, self.pop()?);
                Err(Stop::Ask("new", vec![class, args, keywords], Answer::Push))
            }
            op::BUILD => {
                self.at_least(2)?;
                let state = self.pop()?;
                let object = self.top()?;
                if self.set_plainly(h, object, state)? {
                    return Ok(());
                }
                Err(Stop::Ask("build", vec![object, state], Answer::Drop))
            }
            op::APPEND => {
                self.at_least(2)?;
                let item = self.pop()?;
                let object = self.top()?;
                self.append(h, object, vec![item])
            }
            op::APPENDS => {
                let items = self.above_mark()?;
                let object = self.top()?;
                self.append(h, object, items)
            }
            op::SETITEM => {
                self.at_least(3)?;
                let (value, key) = (self.pop()?, self.pop()?);
                let object = self.top()?;
                self.set_items(h, object, vec![key, value])
            }
            op::SETITEMS => {
                let items = self.above_mark()?;
                let object = self.top()?;
                if items.len() % 2 != 0 {
                    return bad("odd number of items for SETITEMS");
                }
                self.set_items(h, object, items)
            }
            op::ADDITEMS => {
                let items = self.above_mark()?;
                let object = self.top()?;
                if let Value::Set(id) = object {
                    match add_all(h, id, &items) {
                        Err(Esc::Slow) => {}
                        done => return Ok(done?),
                    }
                }
                let items = h.new_list(items);
                Err(Stop::Ask("add", vec![object, items], Answer::Drop))
            }
            op::INST => {
                if self.marks.is_empty() {
                    return bad("could not find MARK");
                }
                let module = String::from_utf8_lossy(self.line()?).into_owned();
                let name = String::from_utf8_lossy(self.line()?).into_owned();
                let args = self.above_mark()?;
                let (module, name, args) = (h.new_string(module), h.new_string(name), h.new_tuple(args));
                let protocol = Value::Int(i64::from(self.protocol));
                Err(Stop::Ask("inst", vec![module, name, protocol, args], Answer::Push))
            }
            op::OBJ => {
                let mut args = self.above_mark()?;
                if args.is_empty() {
                    return bad("unpickling stack underflow");
                }
                let class = args.remove(0);
                let args = h.new_tuple(args);
                Err(Stop::Ask("instance", vec![class, args], Answer::Push))
            }
            op::PERSID => {
                let id = String::from_utf8_lossy(self.line()?).into_owned();
                let id = h.new_string(id);
                Err(Stop::Ask("persistent", vec![id], Answer::Push))
            }
            op::BINPERSID => {
                let id = self.pop()?;
                Err(Stop::Ask("persistent", vec![id], Answer::Push))
            }
            op::EXT1 | op::EXT2 | op::EXT4 => {
                let number = match code {
                    op::EXT1 => i64::from(self.array::<1>()?[0]),
                    op::EXT2 => i64::from(u16::from_le_bytes(self.array()?)),
                    _ => i64::from(i32::from_le_bytes(self.array()?)),
                };
                Err(Stop::Ask("extension", vec![Value::Int(number)], Answer::Push))
            }
            code if (0x20..0x7f).contains(&code) && code != b'\'' && code != b'\\' => {
                bad(format!("invalid load key, '{}'.", char::from(code)))
            }
            code => bad(format!("invalid load key, '\\x{code:02x}'.")),
        }
    }

    fn find(&mut self, h: &mut Heap, module: Value, name: Value) -> Read {
        if let (Value::Str(m), Value::Str(n), false) = (module, name, self.finding || self.protocol < 3)
            && (self.protocol >= 4 || !h.str(n).contains('.'))
            && let Some(found) = plain::find_global(h, h.str(m), h.str(n))
        {
            self.stack.push(found);
            return Ok(());
        }
        let protocol = Value::Int(i64::from(self.protocol));
        Err(Stop::Ask("find", vec![module, name, protocol], Answer::Push))
    }

    fn new_object(&mut self, h: &mut Heap, class: Value, args: Value) -> Read {
        if let (Value::Class(id), Value::Tuple(given)) = (class, args)
            && h.tuples.get(given).items.is_empty()
            && !h.classes.get(id).builtin
            && h.classes.get(id).flags & (flag::NEW | flag::ABSTRACT) == 0
        {
            let object = class::instantiate(h, id, &[])?;
            self.stack.push(object);
            return Ok(());
        }
        let none = Value::None;
        Err(Stop::Ask("new", vec![class, args, none], Answer::Push))
    }

    /// Sets the attributes of a plain instance; false where Python code has a say.
    fn set_plainly(&mut self, h: &mut Heap, object: Value, state: Value) -> Read<bool> {
        let (Value::Instance(id), Value::Dict(state)) = (object, state) else { return Ok(false) };
        let instance = h.instances.get(id);
        let (class, payload) = (instance.class, instance.payload);
        let own = h.find_name("__setstate__").is_some_and(|name| attr::lookup(h, class, name).is_some());
        let hooked = flag::GETATTR | flag::GETATTRIBUTE | flag::SLOTS;
        if own || h.classes.get(class).flags & hooked != 0 || matches!(payload, Value::Exc(_)) {
            return Ok(false);
        }
        let entries: Vec<(Value, Value)> = h.dicts.get(state).entries().collect();
        let mut named: Vec<(Sym, Value)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let Value::Str(key) = key else { return Ok(false) };
            let name = match h.find_name(h.str(key)) {
                Some(name) => name,
                None => {
                    let text = h.str(key).to_owned();
                    h.intern(&text)
                }
            };
            if name == sym::CLASS || name == sym::DICT {
                return Ok(false);
            }
            named.push((name, value));
        }
        for (name, value) in named {
            match attr::slot(h, h.instances.get(id).shape, name) {
                Some(slot) => h.instances.get_mut(id).slots[slot as usize] = value,
                None => attr::add_slot(h, id, name, value)?,
            }
        }
        Ok(true)
    }

    fn append(&mut self, h: &mut Heap, object: Value, items: Vec<Value>) -> Read {
        if let Value::List(id) = object {
            h.charge(items.len() * 16);
            h.lists.get_mut(id).items.extend(items);
            return Ok(());
        }
        let items = h.new_list(items);
        Err(Stop::Ask("extend", vec![object, items], Answer::Drop))
    }

    /// Sets entries, key after value.
    pub(super) fn set_items(&mut self, h: &mut Heap, object: Value, items: Vec<Value>) -> Read {
        let mut done = 0;
        if let Value::Dict(id) = object {
            for pair in items.chunks_exact(2) {
                match dict::set(h, id, pair[0], pair[1]) {
                    Ok(()) => done += 2,
                    Err(Esc::Slow) => break,
                    Err(other) => return Err(other.into()),
                }
            }
            if done == items.len() {
                return Ok(());
            }
        }
        let rest = h.new_list(items[done..].to_vec());
        Err(Stop::Ask("set", vec![object, rest], Answer::Drop))
    }
}
