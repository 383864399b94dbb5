//! `repr()` of values inside values.

use super::{address, bytes_repr, float_repr, str_repr, type_name};
use crate::vm::class::{flag, has_flag, is_subclass};
use crate::vm::compare::{Stop, plain};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::object::{Class, Misc, Set, ViewKind};
use crate::vm::types::{sync, tools, views};
use crate::vm::value::Value;

const MAX_DEPTH: usize = 500;

/// Writes a text, knowing the containers that it is inside of.
#[derive(Default)]
pub struct Writer {
    /// What is written so far.
    pub text: String,
    inside: Vec<(u8, u64)>,
}

type Done = Result<(), Stop>;

impl Writer {
    /// Writes one value.
    pub fn write(&mut self, h: &Heap, v: Value) -> Done {
        match v {
            Value::Str(id) => self.put(&str_repr(h.str(id))),
            Value::Int(i) => self.put(&i.to_string()),
            Value::None => self.put("None"),
            Value::Bool(b) => self.put(if b { "True" } else { "False" }),
            Value::Float(f) => self.put(&float_repr(f)),
            Value::Big(id) => self.put(&h.bigs.get(id).to_string()),
            Value::Bytes(id) => self.put(&bytes_repr(&h.bytes.get(id).data)),
            Value::ByteArray(id) => self.put(&format!("bytearray({})", bytes_repr(&h.bytearrays.get(id).data))),
            Value::List(id) => return self.within(h, v, "[...]", |w| w.listed(h, "[", &h.lists.get(id).items, "]")),
            Value::Tuple(id) => {
                return self.within(h, v, "(...)", |w| {
                    let items = &h.tuples.get(id).items;
                    w.listed(h, "(", items, if items.len() == 1 { ",)" } else { ")" })
                });
            }
            Value::Dict(id) => {
                return self.within(h, v, "{...}", |w| w.pairs(h, "{", h.dicts.get(id).entries(), "}"));
            }
            Value::Set(id) => return self.within(h, v, "set(...)", |w| w.set(h, id, "set")),
            Value::FrozenSet(id) => return self.within(h, v, "frozenset(...)", |w| w.set(h, id, "frozenset")),
            Value::Instance(_) => return self.instance(h, v),
            Value::Class(_) if has_flag(h, v, flag::REPR) => return Err(Stop::Slow),
            Value::Class(id) => {
                let name = full_name(h.classes.get(id));
                self.put(&format!("<class '{name}'>"));
            }
            Value::Method(_) => return self.method(h, v),
            Value::Iter(id) => match tools::shown(h, id) {
                Some((name, parts)) => return self.listed(h, &format!("{name}("), &parts, ")"),
                None => self.put(&plain_text(h, v)),
            },
            Value::Misc(id) => return self.misc(h, v, h.misc.get(id)),
            _ => self.put(&plain_text(h, v)),
        }
        Ok(())
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes the inside of a container, or `again` when it is inside itself.
    fn within(&mut self, h: &Heap, v: Value, again: &str, write: impl FnOnce(&mut Self) -> Done) -> Done {
        let _ = h;
        if self.inside.contains(&v.key()) {
            self.put(again);
            return Ok(());
        }
        if self.inside.len() >= MAX_DEPTH {
            return Err(Stop::Deep);
        }
        self.inside.push(v.key());
        write(self)?;
        self.inside.pop();
        Ok(())
    }

    fn listed(&mut self, h: &Heap, open: &str, items: &[Value], close: &str) -> Done {
        self.put(open);
        for (n, &item) in items.iter().enumerate() {
            if n > 0 {
                self.put(", ");
            }
            self.write(h, item)?;
        }
        self.put(close);
        Ok(())
    }

    fn pairs(&mut self, h: &Heap, open: &str, pairs: impl Iterator<Item = (Value, Value)>, close: &str) -> Done {
        self.put(open);
        for (n, (key, value)) in pairs.enumerate() {
            if n > 0 {
                self.put(", ");
            }
            self.write(h, key)?;
            self.put(": ");
            self.write(h, value)?;
        }
        self.put(close);
        Ok(())
    }

    fn set(&mut self, h: &Heap, id: Id<Set>, name: &str) -> Done {
        let items: Vec<Value> = h.sets.get(id).items().collect();
        if items.is_empty() {
            self.put(&format!("{name}()"));
            return Ok(());
        }
        if name == "set" {
            return self.listed(h, "{", &items, "}");
        }
        self.listed(h, &format!("{name}({{"), &items, "})")
    }

    fn instance(&mut self, h: &Heap, v: Value) -> Done {
        if has_flag(h, v, flag::REPR) {
            return Err(Stop::Slow);
        }
        let Value::Instance(id) = v else { return Ok(()) };
        let instance = h.instances.get(id);
        let class = h.classes.get(instance.class);
        match instance.payload {
            Value::Exc(exc) => {
                let Value::Tuple(args) = h.excs.get(exc).args else { return Ok(()) };
                let mut args = &*h.tuples.get(args).items;
                if args.len() == 3 && is_subclass(h, instance.class, h.builtins.exception("OSError")) {
                    args = &args[..2];
                }
                let open = format!("{}(", class.name);
                self.within(h, v, "...", |w| w.listed(h, &open, args, ")"))
            }
            Value::Set(set) | Value::FrozenSet(set) => self.within(h, v, "...", |w| {
                if h.sets.get(set).is_empty() {
                    w.put(&format!("{}()", class.name));
                    return Ok(());
                }
                let items: Vec<Value> = h.sets.get(set).items().collect();
                w.listed(h, &format!("{}({{", class.name), &items, "})")
            }),
            Value::Unbound => {
                let name = full_name(class);
                self.put(&format!("<{name} object at {:#x}>", address(v)));
                Ok(())
            }
            payload => self.write(h, payload),
        }
    }

    fn method(&mut self, h: &Heap, v: Value) -> Done {
        let Value::Method(id) = v else { return Ok(()) };
        let method = h.methods.get(id);
        match method.func {
            Value::Native(native) => {
                let name = h.natives[native.0 as usize].name.rsplit('.').next().unwrap_or_default();
                let of = type_name(h, method.this);
                self.put(&format!("<built-in method {name} of {of} object at {:#x}>", address(method.this)));
                Ok(())
            }
            func => {
                let name = match func {
                    Value::Function(id) => text(h, h.functions.get(id).qualname),
                    _ => "?".to_owned(),
                };
                self.put(&format!("<bound method {name} of "));
                self.write(h, method.this)?;
                self.put(">");
                Ok(())
            }
        }
    }

    fn misc(&mut self, h: &Heap, v: Value, misc: &Misc) -> Done {
        match misc {
            Misc::Range { start, stop, step: 1 } => self.put(&format!("range({start}, {stop})")),
            Misc::Range { start, stop, step } => self.put(&format!("range({start}, {stop}, {step})")),
            Misc::Slice { start, stop, step } => return self.listed(h, "slice(", &[*start, *stop, *step], ")"),
            Misc::DictView { kind, dict } => return self.view(h, v, *kind, plain(h, *dict)),
            Misc::AttrDict(owner) => {
                let attributes = views::attributes(h, *owner);
                let (open, close) = if let Value::Class(_) = owner { ("mappingproxy({", "})") } else { ("{", "}") };
                return self.within(h, *owner, "{...}", |w| {
                    w.put(open);
                    for (n, (name, value)) in attributes.into_iter().enumerate() {
                        w.put(if n > 0 { ", " } else { "" });
                        w.put(&str_repr(h.name(name)));
                        w.put(": ");
                        w.write(h, value)?;
                    }
                    w.put(close);
                    Ok(())
                });
            }
            Misc::ClassMethod(func) => return self.listed(h, "<classmethod(", &[*func], ")>"),
            Misc::StaticMethod(func) => return self.listed(h, "<staticmethod(", &[*func], ")>"),
            Misc::Super { class, this, .. } => {
                let name = &h.classes.get(*class).name;
                let of = type_name(h, *this);
                self.put(&format!("<super: <class '{name}'>, <{of} object>>"));
            }
            Misc::Deque(deque) => {
                return self.within(h, v, "[...]", |w| {
                    w.listed(h, "deque([", &deque.listed(), "]")?;
                    match deque.maxlen {
                        Some(most) => w.put(&format!(", maxlen={most})")),
                        None => w.put(")"),
                    }
                    Ok(())
                });
            }
            Misc::Alias { origin, args } => return self.alias(h, *origin, *args),
            Misc::File(state) => {
                let class = format!("_io.{}", type_name(h, v));
                let name = if state.stream.is_some() { state.name.clone() } else { str_repr(&state.name) };
                let mode = &state.mode;
                self.put(&if state.text {
                    format!("<{class} name={name} mode='{mode}' encoding='UTF-8'>")
                } else {
                    format!("<{class} name={name}>")
                });
            }
            Misc::Code(code) => {
                let object = &h.codes[*code as usize];
                self.put(&format!("<code object {} at {:#x}>", object.code.name, address(v)));
            }
            _ => self.put(&format!("<{} object at {:#x}>", type_name(h, v), address(v))),
        }
        Ok(())
    }

    fn view(&mut self, h: &Heap, v: Value, kind: ViewKind, dict: Value) -> Done {
        let Value::Dict(id) = dict else {
            let Value::Misc(misc) = dict else { return Ok(()) };
            let Misc::AttrDict(owner) = *h.misc.get(misc) else { return Ok(()) };
            let names: Vec<String> =
                views::attributes(h, owner).iter().map(|&(name, _)| str_repr(h.name(name))).collect();
            self.put(&format!("dict_keys([{}])", names.join(", ")));
            return Ok(());
        };
        let dict = h.dicts.get(id);
        self.within(h, v, "...", |w| match kind {
            ViewKind::Keys => w.listed(h, "dict_keys([", &dict.keys().collect::<Vec<_>>(), "])"),
            ViewKind::Values => w.listed(h, "dict_values([", &dict.values().collect::<Vec<_>>(), "])"),
            ViewKind::Items => {
                w.put("dict_items([");
                for (n, (key, value)) in dict.entries().enumerate() {
                    w.put(if n > 0 { ", " } else { "" });
                    w.listed(h, "(", &[key, value], ")")?;
                }
                w.put("])");
                Ok(())
            }
        })
    }

    /// `list[int]`; with `None` as origin the union `int | None`.
    fn alias(&mut self, h: &Heap, origin: Value, args: Value) -> Done {
        let items: &[Value] = if let Value::Tuple(id) = args { &h.tuples.get(id).items } else { &[] };
        let union = origin.is_none();
        if !union {
            self.type_argument(h, origin)?;
            self.put("[");
        }
        for (n, &item) in items.iter().enumerate() {
            if n > 0 {
                self.put(if union { " | " } else { ", " });
            }
            self.type_argument(h, item)?;
        }
        if !union {
            self.put(if items.is_empty() { "()]" } else { "]" });
        }
        Ok(())
    }

    fn type_argument(&mut self, h: &Heap, v: Value) -> Done {
        match v {
            Value::Class(id) if h.classes.get(id).name == "NoneType" => self.put("None"),
            Value::Class(id) => {
                let name = full_name(h.classes.get(id));
                self.put(&name);
            }
            Value::Ellipsis => self.put("..."),
            _ => return self.write(h, v),
        }
        Ok(())
    }
}

/// The name of a class with its module, if it is not a built-in one.
pub fn full_name(class: &Class) -> String {
    if class.module.is_empty() || class.module == "builtins" {
        return class.qualname.clone();
    }
    format!("{}.{}", class.module, class.qualname)
}

fn text(h: &Heap, v: Value) -> String {
    if let Value::Str(id) = v { h.str(id).to_owned() } else { "?".to_owned() }
}

fn plain_text(h: &Heap, v: Value) -> String {
    match v {
        Value::NotImplemented => "NotImplemented".to_owned(),
        Value::Ellipsis => "Ellipsis".to_owned(),
        Value::Function(id) => format!("<function {} at {:#x}>", text(h, h.functions.get(id).qualname), address(v)),
        Value::Native(id) => {
            let name = h.natives[id.0 as usize].name;
            match name.split_once('.') {
                Some((class, method)) => format!("<method '{method}' of '{class}' objects>"),
                None => format!("<built-in function {name}>"),
            }
        }
        Value::Generator(id) => {
            let name = h.codes.get(h.generators.get(id).code as usize).map_or("?", |code| code.code.qualname.as_str());
            format!("<generator object {name} at {:#x}>", address(v))
        }
        Value::Module(id) => {
            let module = h.modules.get(id);
            if module.library {
                let path = module.name.replace('.', "/");
                return format!("<module '{}' from '/usr/lib/python3.11/{path}.py'>", module.name);
            }
            format!("<module '{}' (built-in)>", module.name)
        }
        Value::Kernel(id) => format!("<{} at {:#x}>", sync::describe(h, id), address(v)),
        _ => format!("<{} object at {:#x}>", type_name(h, v), address(v)),
    }
}
