//! Building: displays, functions, f-strings.

use std::sync::Arc;

use super::super::attr;
use super::super::class::flag;
use super::super::native::{Esc, Res};
use super::super::object::{Function, Misc};
use super::super::repr;
use super::super::thread::Then;
use super::super::types::{dict, set};
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::code::instr::{Conversion, Instr, NO_REG};

impl Vm<'_> {
    pub(super) fn build_list(&mut self, dst: u16, base: u16, n: u16) -> Step {
        let items = self.window(base, n as usize).to_vec();
        let list = self.heap.new_list(items);
        self.put(dst, list)
    }

    pub(super) fn build_tuple(&mut self, dst: u16, base: u16, n: u16) -> Step {
        let items = self.window(base, n as usize).to_vec();
        let tuple = self.heap.new_tuple(items);
        self.put(dst, tuple)
    }

    pub(super) fn build_slice(&mut self, dst: u16, base: u16) -> Step {
        let [start, stop, step] = [self.get(base), self.get(base + 1), self.get(base + 2)];
        let slice = self.heap.new_misc(Misc::Slice { start, stop, step });
        self.put(dst, slice)
    }

    pub(super) fn build_set(&mut self, dst: u16, base: u16, n: u16) -> Step {
        let id = self.heap.new_set();
        for i in 0..n {
            let item = self.get(base + i);
            match set::add(self.heap, id, item) {
                Ok(_) => {}
                Err(Esc::Slow) => {
                    let items = self.window(base, n as usize).to_vec();
                    return self.call_prelude("build_set", &items, &[], Then::Store(dst));
                }
                Err(esc) => return Err(esc),
            }
        }
        self.put(dst, Value::Set(id))
    }

    pub(super) fn build_dict(&mut self, dst: u16, base: u16, n: u16) -> Step {
        let id = self.heap.new_dict();
        for i in 0..n {
            let (key, value) = (self.get(base + 2 * i), self.get(base + 2 * i + 1));
            match dict::set(self.heap, id, key, value) {
                Ok(()) => {}
                Err(Esc::Slow) => {
                    let items = self.window(base, 2 * n as usize).to_vec();
                    return self.call_prelude("build_dict", &items, &[], Then::Store(dst));
                }
                Err(esc) => return Err(esc),
            }
        }
        self.put(dst, Value::Dict(id))
    }

    pub(super) fn list_append(&mut self, list: u16, src: u16) -> Step {
        let item = self.get(src);
        self.extend_list(list, &[item]);
        Ok(Flow::Next)
    }

    pub(super) fn extend_list(&mut self, list: u16, items: &[Value]) {
        if let Value::List(id) = self.get(list) {
            self.heap.charge(items.len() * 16);
            self.heap.lists.get_mut(id).items.extend_from_slice(items);
        }
    }

    pub(super) fn list_extend(&mut self, list: u16, src: u16) -> Step {
        let value = self.get(src);
        match self.all_items(value) {
            Ok(items) => {
                self.extend_list(list, &items);
                Ok(Flow::Next)
            }
            Err(Esc::Slow) => self.call_prelude("collect", &[value], &[], Then::Collected),
            Err(Esc::Raise(exc)) if self.is_exc(exc, "TypeError") => {
                let name = repr::type_name(self.heap, value);
                let callee = self.starred_callee(list);
                Err(self.heap.type_error(format!("{callee} after * must be an iterable, not {name}")))
            }
            Err(esc) => Err(esc),
        }
    }

    /// What a starred value is for: the arguments of the call that the list under construction goes to, if it is one.
    fn starred_callee(&self, list: u16) -> String {
        let rest = &self.code().code.instrs[self.frame().pc as usize..];
        let call = rest.iter().find_map(|i| match *i {
            Instr::CallEx { base } if base + 1 == list => Some(Some(base)),
            Instr::ListToTuple { list: made, .. } if made == list => Some(None),
            Instr::Jump { .. } | Instr::Return { .. } => Some(None),
            _ => None,
        });
        match call.flatten() {
            Some(base) => format!("{} argument", self.callee_name(base)),
            None => "Value".into(),
        }
    }

    pub(super) fn set_add(&mut self, set: u16, src: u16) -> Step {
        let (container, item) = (self.get(set), self.get(src));
        let Value::Set(id) = container else { return Ok(Flow::Next) };
        match set::add(self.heap, id, item) {
            Ok(_) => Ok(Flow::Next),
            Err(Esc::Slow) => self.call_prelude("set_add", &[container, item], &[], Then::Drop),
            Err(esc) => Err(esc),
        }
    }

    pub(super) fn set_update(&mut self, set: u16, src: u16) -> Step {
        let value = self.get(src);
        match self.all_items(value) {
            Ok(items) => match self.update_set(set, &items) {
                Ok(()) => Ok(Flow::Next),
                Err(Esc::Slow) => self.call_prelude("set_update", &[self.get(set), value], &[], Then::Drop),
                Err(esc) => Err(esc),
            },
            Err(Esc::Slow) => self.call_prelude("set_update", &[self.get(set), value], &[], Then::Drop),
            Err(esc) => Err(esc),
        }
    }

    pub(super) fn update_set(&mut self, set: u16, items: &[Value]) -> Res<()> {
        let Value::Set(id) = self.get(set) else { return Ok(()) };
        for &item in items {
            set::add(self.heap, id, item)?;
        }
        Ok(())
    }

    pub(super) fn dict_set(&mut self, dict: u16, key: u16, src: u16) -> Step {
        let (container, key, value) = (self.get(dict), self.get(key), self.get(src));
        let Value::Dict(id) = container else { return Ok(Flow::Next) };
        match dict::set(self.heap, id, key, value) {
            Ok(()) => Ok(Flow::Next),
            Err(Esc::Slow) => self.call_prelude("setitem", &[container, key, value], &[], Then::Drop),
            Err(esc) => Err(esc),
        }
    }

    /// `**src` in a display.
    pub(super) fn dict_update(&mut self, dict: u16, src: u16) -> Step {
        let value = self.get(src);
        match self.inner(value) {
            from @ Value::Dict(_) => {
                self.update_dict(dict, from)?;
                Ok(Flow::Next)
            }
            _ if self.is_mapping_object(value) => self.call_prelude("to_dict", &[value], &[], Then::Collected),
            _ => {
                let name = repr::type_name(self.heap, value);
                Err(self.heap.type_error(format!("'{name}' object is not a mapping")))
            }
        }
    }

    fn is_mapping_object(&mut self, value: Value) -> bool {
        match value {
            Value::Instance(_) => {
                self.heap.find_name("keys").is_some_and(|keys| attr::special(self.heap, value, keys).is_some())
            }
            Value::Misc(id) => matches!(self.heap.misc.get(id), Misc::AttrDict(_)),
            _ => false,
        }
    }

    pub(super) fn update_dict(&mut self, dict: u16, from: Value) -> Res<()> {
        let (Value::Dict(into), Value::Dict(from)) = (self.get(dict), from) else { return Ok(()) };
        let entries: Vec<_> = self.heap.dicts.get(from).entries().collect();
        for (key, value) in entries {
            dict::set(self.heap, into, key, value)?;
        }
        Ok(())
    }

    /// `**src` in a call.
    pub(super) fn dict_merge(&mut self, dict: u16, src: u16, func: u16) -> Step {
        let value = self.get(src);
        match self.inner(value) {
            from @ Value::Dict(_) => {
                self.merge_dict(dict, from, func)?;
                Ok(Flow::Next)
            }
            _ if self.is_mapping_object(value) => self.call_prelude("to_dict", &[value], &[], Then::Collected),
            _ => {
                let (callee, name) = (self.callee_name(func), repr::type_name(self.heap, value));
                let message = format!("{callee} argument after ** must be a mapping, not {name}");
                Err(self.heap.type_error(message))
            }
        }
    }

    pub(super) fn merge_dict(&mut self, dict: u16, from: Value, func: u16) -> Res<()> {
        let (Value::Dict(into), Value::Dict(from)) = (self.get(dict), from) else { return Ok(()) };
        let entries: Vec<_> = self.heap.dicts.get(from).entries().collect();
        for (key, value) in entries {
            let Value::Str(text) = key else { return Err(self.heap.type_error("keywords must be strings")) };
            if dict::get(self.heap, into, key)?.is_some() {
                let (callee, name) = (self.callee_name(func), self.heap.str(text).to_owned());
                let message = format!("{callee} got multiple values for keyword argument '{name}'");
                return Err(self.heap.type_error(message));
            }
            dict::set(self.heap, into, key, value)?;
        }
        Ok(())
    }

    /// A callee in messages: `__main__.f()`.
    fn callee_name(&self, func: u16) -> String {
        match self.get(func) {
            Value::Function(id) => {
                let function = self.heap.functions.get(id);
                let module = &self.heap.modules.get(function.module).name;
                match function.qualname {
                    Value::Str(name) => format!("{module}.{}()", self.heap.str(name)),
                    _ => "function".into(),
                }
            }
            Value::Class(id) => {
                let class = self.heap.classes.get(id);
                match class.builtin {
                    true => format!("{}()", class.name),
                    false => format!("{}.{}()", class.module, class.qualname),
                }
            }
            Value::Native(id) => format!("{}()", self.heap.natives[id.0 as usize].name),
            _ => "function".into(),
        }
    }

    pub(super) fn list_to_tuple(&mut self, dst: u16, list: u16) -> Step {
        let items = match self.get(list) {
            Value::List(id) => self.heap.lists.get(id).items.clone(),
            _ => Vec::new(),
        };
        let tuple = self.heap.new_tuple(items);
        self.put(dst, tuple)
    }

    // ---- functions -------------------------------------------------------------------------------------------------

    pub(super) fn make_function(&mut self, dst: u16, child: u16, base: u16) -> Step {
        let object = Arc::clone(self.code());
        let code_id = object.children[child as usize];
        let code = &object.code.children[child as usize];
        let (n, k) = (code.n_defaults as usize, code.kw_defaults.len());
        let given = self.window(base, n + k + usize::from(code.has_annotations)).to_vec();
        let kw_defaults: Vec<_> = code.kw_defaults.iter().copied().zip(given[n..n + k].iter().copied()).collect();
        let closure: Vec<_> = code
            .free
            .iter()
            .map(|free| match self.get(free.from) {
                Value::Cell(id) => id,
                other => unreachable!("free variable {} comes from {other:?}", free.name),
            })
            .collect();
        let name = self.heap.intern(&code.name);
        let name = self.heap.name_value(name);
        let qualname = if code.qualname == code.name {
            name
        } else {
            let qualname = self.heap.intern(&code.qualname);
            self.heap.name_value(qualname)
        };
        let doc = match &code.doc {
            Some(text) => self.heap.new_str(text),
            None => Value::None,
        };
        self.heap.charge(200);
        let module = self.frame().module;
        let function = self.heap.functions.alloc(Function {
            code: code_id,
            module,
            name,
            qualname,
            defaults: if n == 0 { Arc::default() } else { given[..n].into() },
            kw_defaults: if k == 0 { Arc::default() } else { kw_defaults.into() },
            closure: if closure.is_empty() { Arc::default() } else { closure.into() },
            annotations: if code.has_annotations { given[n + k] } else { Value::Unbound },
            doc,
            attrs: None,
        });
        self.put(dst, Value::Function(function))
    }

    // ---- f-strings -------------------------------------------------------------------------------------------------

    pub(super) fn format_value(&mut self, conv: Conversion, dst: u16, src: u16, spec: u16) -> Step {
        let value = self.get(src);
        let spec_value = if spec == NO_REG { Value::Unbound } else { self.get(spec) };
        match self.formatted(conv, value, spec_value) {
            Ok(Some(text)) => {
                let text = self.heap.new_string(text);
                self.put(dst, text)
            }
            Ok(None) => self.put(dst, value),
            Err(Esc::Slow) => {
                let conv = match conv {
                    Conversion::None => Value::None,
                    Conversion::Str => self.heap.new_str("s"),
                    Conversion::Repr => self.heap.new_str("r"),
                    Conversion::Ascii => self.heap.new_str("a"),
                };
                let spec = if spec_value.is_unbound() { self.heap.new_str("") } else { spec_value };
                self.call_prelude("format_value", &[value, conv, spec], &[], Then::Store(dst))
            }
            Err(esc) => self.escape(esc, Then::Store(dst)),
        }
    }

    /// The text of a field; none when it is the value itself.
    fn formatted(&mut self, conv: Conversion, value: Value, spec: Value) -> Res<Option<String>> {
        let spec = match spec {
            Value::Str(id) if !self.heap.str(id).is_empty() => Some(self.heap.str(id).to_owned()),
            _ => None,
        };
        match (conv, value, spec) {
            (Conversion::None | Conversion::Str, Value::Str(_), None) => Ok(None),
            (Conversion::None | Conversion::Str, Value::Int(n), None) => Ok(Some(n.to_string())),
            (Conversion::None, _, None) if !self.has(value, flag::FORMAT) => {
                repr::format(self.heap, value, "").map(Some)
            }
            (Conversion::None, _, spec) => repr::format(self.heap, value, spec.as_deref().unwrap_or("")).map(Some),
            (conv, _, spec) => {
                let text = match conv {
                    Conversion::Repr => repr::repr(self.heap, value)?,
                    Conversion::Ascii => repr::ascii(self.heap, value)?,
                    _ => repr::str(self.heap, value)?,
                };
                match spec {
                    None => Ok(Some(text)),
                    Some(spec) => {
                        let text = self.heap.new_string(text);
                        repr::format(self.heap, text, &spec).map(Some)
                    }
                }
            }
        }
    }

    pub(super) fn build_string(&mut self, dst: u16, base: u16, n: u16) -> Step {
        let texts: Vec<_> = self
            .window(base, n as usize)
            .iter()
            .map(|&piece| match piece {
                Value::Str(id) => id,
                other => unreachable!("{other:?} is no piece of an f-string"),
            })
            .collect();
        let len = texts.iter().map(|&id| self.heap.str(id).len()).sum();
        let mut text = String::with_capacity(len);
        texts.iter().for_each(|&id| text.push_str(self.heap.str(id)));
        let text = self.heap.new_string(text);
        self.put(dst, text)
    }

    // ---- patterns --------------------------------------------------------------------------------------------------

    pub(super) fn is_sequence(&mut self, dst: u16, src: u16) -> Step {
        let value = self.get(src);
        let yes = match self.inner(value) {
            Value::List(_) | Value::Tuple(_) => true,
            Value::Misc(id) => matches!(self.heap.misc.get(id), Misc::Range { .. }),
            _ => false,
        };
        self.put(dst, Value::Bool(yes))
    }

    pub(super) fn is_mapping(&mut self, dst: u16, src: u16) -> Step {
        let value = self.get(src);
        let yes = match self.inner(value) {
            Value::Dict(_) => true,
            Value::Misc(id) => matches!(self.heap.misc.get(id), Misc::AttrDict(_)),
            _ => false,
        };
        self.put(dst, Value::Bool(yes))
    }
}
