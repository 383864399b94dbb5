//! Attributes that objects have by their kind: `__class__`, `__dict__`, `__name__`, an exception's `args`, ...

use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, Res};
use crate::vm::object::{Attrs, ExcObject, Function, Instance, Misc};
use crate::vm::sym;
use crate::vm::value::{Sym, Value};

use super::type_of;

/// The attribute, if objects of this kind have it.
pub fn get(h: &mut Heap, obj: Value, name: Sym) -> Res<Option<Value>> {
    if name == sym::CLASS {
        return Ok(Some(Value::Class(type_of(h, obj))));
    }
    Ok(match obj {
        Value::Instance(id) => {
            if let Value::Exc(state) = h.instances.get(id).payload
                && let Some(value) = exception(h, obj, state, name)
            {
                return Ok(Some(value));
            }
            match name {
                sym::DICT if h.classes.get(h.instances.get(id).class).flags & crate::vm::class::flag::SLOTS == 0 => {
                    Some(h.new_misc(Misc::AttrDict(obj)))
                }
                sym::DOC => class_doc(h, obj),
                sym::MODULE => {
                    let module = h.classes.get(h.instances.get(id).class).module.clone();
                    Some(h.new_string(module))
                }
                _ => number(h.instances.get(id).payload, name),
            }
        }
        Value::Class(id) => class(h, id, name),
        Value::Function(id) => function(h, id, name),
        Value::Native(id) => {
            let full = h.natives[id.0 as usize].name;
            let short = full.rsplit('.').next().unwrap_or(full);
            match name {
                sym::NAME => Some(h.new_str(short)),
                sym::QUALNAME => Some(h.new_str(full)),
                sym::MODULE => Some(h.new_str("builtins")),
                sym::DOC => Some(Value::None),
                _ => None,
            }
        }
        Value::Method(id) => {
            let method = h.methods.get(id).clone();
            match name {
                sym::SELF => Some(method.this),
                sym::FUNC => Some(method.func),
                _ => Some(super::get_attr(h, method.func, name)?),
            }
        }
        Value::Module(id) => match name {
            sym::NAME => {
                let name = h.modules.get(id).name.clone();
                Some(h.new_string(name))
            }
            sym::DICT => Some(h.new_misc(Misc::AttrDict(obj))),
            sym::DOC => Some(Value::None),
            _ => None,
        },
        Value::Generator(id) => {
            let generator = h.generators.get(id);
            let (code, state) = (generator.code, generator.state);
            match name {
                sym::NAME => {
                    let name = h.codes[code as usize].code.name.clone();
                    Some(h.new_string(name))
                }
                sym::QUALNAME => {
                    let name = h.codes[code as usize].code.qualname.clone();
                    Some(h.new_string(name))
                }
                sym::N_GI_RUNNING => Some(Value::Bool(state == crate::vm::object::GeneratorState::Running)),
                sym::N_GI_CODE => Some(h.new_misc(Misc::Code(code))),
                sym::N_GI_FRAME if state == crate::vm::object::GeneratorState::Closed => Some(Value::None),
                _ => None,
            }
        }
        Value::Misc(id) => misc(h, id, name),
        Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_) => number(obj, name),
        Value::Cell(id) if h.name(name) == "cell_contents" => {
            let value = h.cells.get(id).0;
            if value.is_unbound() {
                return Err(h.value_error("Cell is empty"));
            }
            Some(value)
        }
        _ => None,
    }
    .or_else(|| (name == sym::DOC).then_some(Value::None)))
}

fn number(v: Value, name: Sym) -> Option<Value> {
    let v = if let Value::Bool(b) = v { Value::Int(i64::from(b)) } else { v };
    match (v, name) {
        (Value::Int(_) | Value::Big(_), sym::N_REAL | sym::N_NUMERATOR) | (Value::Float(_), sym::N_REAL) => Some(v),
        (Value::Int(_) | Value::Big(_), sym::N_IMAG) => Some(Value::Int(0)),
        (Value::Int(_) | Value::Big(_), sym::N_DENOMINATOR) => Some(Value::Int(1)),
        (Value::Float(_), sym::N_IMAG) => Some(Value::Float(0.0)),
        _ => None,
    }
}

fn class_doc(h: &mut Heap, obj: Value) -> Option<Value> {
    super::lookup(h, type_of(h, obj), sym::DOC)
}

fn class(h: &mut Heap, id: Id<crate::vm::object::Class>, name: Sym) -> Option<Value> {
    let class = h.classes.get(id).clone();
    match name {
        sym::NAME => Some(h.new_string(class.name)),
        sym::QUALNAME => Some(h.new_string(class.qualname)),
        sym::MODULE => Some(h.new_string(class.module)),
        sym::BASES => Some(h.new_tuple(class.bases.into_iter().map(Value::Class).collect())),
        sym::BASE => Some(class.bases.first().map_or(Value::None, |&b| Value::Class(b))),
        sym::MRO => Some(h.new_tuple(class.mro.into_iter().map(Value::Class).collect())),
        sym::DICT => Some(h.new_misc(Misc::AttrDict(Value::Class(id)))),
        sym::DOC => Some(Value::None),
        sym::ANNOTATIONS if !class.builtin => {
            let dict = Value::Dict(h.new_dict());
            super::set_class_attr_raw(h, id, sym::ANNOTATIONS, dict);
            Some(dict)
        }
        _ => None,
    }
}

fn function(h: &mut Heap, id: Id<Function>, name: Sym) -> Option<Value> {
    let function = h.functions.get(id).clone();
    match name {
        sym::NAME => Some(function.name),
        sym::QUALNAME => Some(function.qualname),
        sym::DOC => Some(function.doc),
        sym::MODULE => {
            let name = h.modules.get(function.module).name.clone();
            Some(h.new_string(name))
        }
        sym::DEFAULTS if function.defaults.is_empty() => Some(Value::None),
        sym::DEFAULTS => Some(h.new_tuple(function.defaults.to_vec())),
        sym::KWDEFAULTS => {
            if function.kw_defaults.is_empty() {
                return Some(Value::None);
            }
            let code = std::sync::Arc::clone(&h.codes[function.code as usize]);
            let dict = h.new_dict();
            for &(index, value) in function.kw_defaults.iter() {
                let key = &code.code.local_names[(code.code.n_params + index) as usize];
                crate::vm::types::dict::set_str(h, dict, key, value);
            }
            Some(Value::Dict(dict))
        }
        sym::CODE => Some(h.new_misc(Misc::Code(function.code))),
        sym::GLOBALS => Some(h.new_misc(Misc::AttrDict(Value::Module(function.module)))),
        sym::DICT => Some(h.new_misc(Misc::AttrDict(Value::Function(id)))),
        sym::CLOSURE if function.closure.is_empty() => Some(Value::None),
        sym::CLOSURE => Some(h.new_tuple(function.closure.iter().map(|&c| Value::Cell(c)).collect())),
        sym::ANNOTATIONS => {
            if function.annotations.is_unbound() {
                let dict = Value::Dict(h.new_dict());
                h.functions.get_mut(id).annotations = dict;
            }
            Some(h.functions.get(id).annotations)
        }
        _ => None,
    }
}

fn misc(h: &mut Heap, id: Id<Misc>, name: Sym) -> Option<Value> {
    match h.misc.get(id) {
        Misc::Deque(deque) => {
            let bound = deque.maxlen.map_or(Value::None, |most| Value::Int(most as i64));
            return (h.name(name) == "maxlen").then_some(bound);
        }
        Misc::Random(_) | Misc::Pickle(_) => return None,
        _ => {}
    }
    match h.misc.get(id).clone() {
        Misc::Property { get, set, del, doc } => match name {
            sym::N_FGET => Some(get),
            sym::N_FSET => Some(set),
            sym::N_FDEL => Some(del),
            sym::DOC => Some(doc),
            sym::ISABSTRACTMETHOD => super::get_attr(h, get, name).ok(),
            _ => None,
        },
        Misc::ClassMethod(func) | Misc::StaticMethod(func) => match name {
            sym::FUNC | sym::WRAPPED => Some(func),
            sym::NAME | sym::QUALNAME | sym::DOC | sym::ISABSTRACTMETHOD => super::get_attr(h, func, name).ok(),
            _ => None,
        },
        Misc::Range { start, stop, step } => match name {
            sym::N_START => Some(Value::Int(start)),
            sym::N_STOP => Some(Value::Int(stop)),
            sym::N_STEP => Some(Value::Int(step)),
            _ => None,
        },
        Misc::Slice { start, stop, step } => match name {
            sym::N_START => Some(start),
            sym::N_STOP => Some(stop),
            sym::N_STEP => Some(step),
            _ => None,
        },
        Misc::File(file) => match name {
            sym::N_NAME if file.stream.is_some() => file.name.parse().map(Value::Int).ok(),
            sym::N_NAME => Some(h.new_string(file.name.clone())),
            sym::N_MODE => Some(h.new_string(file.mode.clone())),
            sym::N_CLOSED => Some(Value::Bool(file.fd.is_none())),
            sym::N_ENCODING => Some(h.new_str("utf-8")),
            _ => None,
        },
        Misc::Code(code) => {
            let code = std::sync::Arc::clone(&h.codes[code as usize]);
            match name {
                sym::N_CO_NAME => Some(h.new_str(&code.code.name)),
                sym::N_CO_FILENAME => Some(h.new_str(&code.unit.source.name)),
                sym::N_CO_FIRSTLINENO => Some(Value::Int(i64::from(code.unit.source.line_of(code.code.span.start)))),
                sym::N_CO_ARGCOUNT => Some(Value::Int(i64::from(code.code.n_params))),
                sym::N_CO_VARNAMES => {
                    let names = code.code.local_names.iter().map(|n| h.new_str(n)).collect();
                    Some(h.new_tuple(names))
                }
                _ => None,
            }
        }
        Misc::Traceback(exc) => match name {
            sym::N_TB_NEXT => Some(Value::None),
            sym::N_TB_LINENO => {
                let entry = *exception_state(h, exc).and_then(|s| h.excs.get(s).traceback.last())?;
                let code = &h.codes[entry.code as usize];
                let span = code.code.spans.get(entry.pc as usize).copied().unwrap_or_default();
                Some(Value::Int(i64::from(code.unit.source.line_of(span.start))))
            }
            _ => None,
        },
        Misc::Alias { origin, args } => match name {
            sym::ORIGIN => Some(origin),
            sym::ARGS => Some(args),
            _ => None,
        },
        _ => None,
    }
}

/// The state of an exception instance.
pub fn exception_state(h: &Heap, exc: Value) -> Option<Id<ExcObject>> {
    let Value::Instance(id) = exc else { return None };
    let Value::Exc(state) = h.instances.get(id).payload else { return None };
    Some(state)
}

fn exception(h: &mut Heap, exc: Value, state: Id<ExcObject>, name: Sym) -> Option<Value> {
    let e = h.excs.get(state);
    match name {
        sym::N_ARGS => Some(e.args),
        sym::CAUSE => Some(e.cause),
        sym::CONTEXT => Some(e.context),
        sym::SUPPRESS_CONTEXT => Some(Value::Bool(e.suppress)),
        sym::NOTES => Some(e.notes).filter(|v| !v.is_unbound()),
        sym::TRACEBACK if e.traceback.is_empty() => Some(Value::None),
        sym::TRACEBACK => Some(h.new_misc(Misc::Traceback(exc))),
        sym::N_VALUE | sym::N_CODE => {
            let class = h.builtins.exception(if name == sym::N_VALUE { "StopIteration" } else { "SystemExit" });
            if !crate::vm::class::is_subclass(h, type_of(h, exc), class) {
                return None;
            }
            let Value::Tuple(args) = h.excs.get(state).args else { return None };
            let args = &h.tuples.get(args).items;
            Some(match args.len() {
                0 => Value::None,
                1 => args[0],
                _ if name == sym::N_CODE => h.excs.get(state).args,
                _ => args[0],
            })
        }
        sym::N_ERRNO | sym::N_STRERROR | sym::N_FILENAME => {
            let class = h.builtins.exception("OSError");
            crate::vm::class::is_subclass(h, type_of(h, exc), class).then_some(Value::None)
        }
        sym::N_NAME | sym::N_OBJ => {
            let attribute = h.builtins.exception("AttributeError");
            let name_error = h.builtins.exception("NameError");
            let import = h.builtins.exception("ImportError");
            let class = type_of(h, exc);
            [attribute, name_error, import]
                .iter()
                .any(|&c| crate::vm::class::is_subclass(h, class, c))
                .then_some(Value::None)
        }
        _ => None,
    }
}

/// Sets one of these attributes on an instance; false if `name` is none of them.
pub fn set_on_instance(h: &mut Heap, id: Id<Instance>, name: Sym, value: Value) -> Res<bool> {
    if name == sym::CLASS {
        let Value::Class(class) = value else {
            return Err(h.type_error("__class__ must be set to a class"));
        };
        h.instances.get_mut(id).class = class;
        return Ok(true);
    }
    if name == sym::DICT {
        return Err(h.raise("AttributeError", "Racecourse does not support replacing __dict__; use __dict__.update()"));
    }
    let Value::Exc(state) = h.instances.get(id).payload else { return Ok(false) };
    let is_exc = |h: &Heap, v: Value| v.is_none() || exception_state(h, v).is_some();
    match name {
        sym::N_ARGS => {
            let items = crate::vm::items::collect(h, value)?;
            let args = h.new_tuple(items);
            h.excs.get_mut(state).args = args;
        }
        sym::CAUSE => {
            if !is_exc(h, value) {
                return Err(h.type_error("exception cause must be None or derive from BaseException"));
            }
            let e = h.excs.get_mut(state);
            e.cause = value;
            e.suppress = true;
        }
        sym::CONTEXT => {
            if !is_exc(h, value) {
                return Err(h.type_error("exception context must be None or derive from BaseException"));
            }
            h.excs.get_mut(state).context = value;
        }
        sym::SUPPRESS_CONTEXT => h.excs.get_mut(state).suppress = matches!(value, Value::Bool(true)),
        sym::NOTES => h.excs.get_mut(state).notes = value,
        sym::TRACEBACK => set_traceback(h, state, value),
        _ => return Ok(false),
    }
    Ok(true)
}

/// `exc.__traceback__ = tb`: the entries of another exception, or none.
pub fn set_traceback(h: &mut Heap, state: Id<ExcObject>, value: Value) {
    let entries = match value {
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Traceback(exc) => exception_state(h, exc).map_or(Vec::new(), |s| h.excs.get(s).traceback.clone()),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    h.excs.get_mut(state).traceback = entries;
}

/// Sets an attribute of what is neither instance, class nor module.
pub fn set(h: &mut Heap, obj: Value, name: Sym, value: Value) -> Res<()> {
    if let Value::Function(id) = obj {
        return set_on_function(h, id, name, value);
    }
    let class = h.classes.get(type_of(h, obj)).name.clone();
    let known = super::lookup(h, type_of(h, obj), name).is_some() || get(h, obj, name)?.is_some();
    let name_text = h.name(name).to_owned();
    Err(match known {
        true => h.raise("AttributeError", format!("'{class}' object attribute '{name_text}' is read-only")),
        false => super::no_attribute(h, obj, name),
    })
}

fn set_on_function(h: &mut Heap, id: Id<Function>, name: Sym, value: Value) -> Res<()> {
    match name {
        sym::NAME | sym::QUALNAME => {
            if !matches!(value, Value::Str(_)) {
                let name = h.name(name).to_owned();
                return Err(h.type_error(format!("{name} must be set to a string object")));
            }
            let function = h.functions.get_mut(id);
            if name == sym::NAME { function.name = value } else { function.qualname = value }
        }
        sym::DOC => h.functions.get_mut(id).doc = value,
        sym::ANNOTATIONS => h.functions.get_mut(id).annotations = value,
        sym::DEFAULTS => {
            let items = if value.is_none() { Vec::new() } else { crate::vm::items::collect(h, value)? };
            h.functions.get_mut(id).defaults = items.into();
        }
        sym::CODE | sym::GLOBALS | sym::CLOSURE | sym::KWDEFAULTS => {
            return Err(readonly(h, name));
        }
        _ => {
            h.functions.get_mut(id).attrs.get_or_insert_with(|| Box::new(Attrs::default())).insert(name, value);
        }
    }
    Ok(())
}

fn readonly(h: &mut Heap, name: Sym) -> Esc {
    let message = format!("Racecourse does not support setting {} of a function", h.name(name));
    h.raise("AttributeError", message)
}
