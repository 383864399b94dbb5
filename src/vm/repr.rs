//! The texts of values: `repr()`, `str()`, `ascii()`, `format()`, and the names of types.

mod names;
mod scalar;
mod writer;

pub use self::names::type_name;
pub use self::scalar::{bytes_repr, float_repr, str_repr};
use self::writer::Writer;
use super::class::{flag, has_flag, is_subclass};
use super::compare::{Stop, plain};
use super::heap::Heap;
use super::heap::arena::Id;
use super::native::{Esc, Res};
use super::object::ExcObject;
use super::value::Value;

/// Python's `repr()`. `Slow` where a `__repr__` written in Python is met.
pub fn repr(h: &mut Heap, v: Value) -> Res<String> {
    let mut writer = Writer::default();
    match writer.write(h, v) {
        Ok(()) => Ok(writer.text),
        Err(stop) => Err(failed(h, stop)),
    }
}

fn failed(h: &mut Heap, stop: Stop) -> Esc {
    match stop {
        Stop::Slow => Esc::Slow,
        Stop::Deep => h.raise("RecursionError", "maximum recursion depth exceeded while getting the repr of an object"),
    }
}

/// Python's `str()`. `Slow` where a `__str__` or `__repr__` written in Python is met.
pub fn str(h: &mut Heap, v: Value) -> Res<String> {
    match v {
        Value::Str(id) => Ok(h.str(id).to_owned()),
        Value::Instance(_) | Value::Class(_) if has_flag(h, v, flag::STR | flag::REPR) => Err(Esc::Slow),
        Value::Instance(id) => match h.instances.get(id).payload {
            Value::Exc(exc) => str_of_exception(h, v, exc),
            _ => {
                let inner = plain(h, v);
                if let Value::Str(_) = inner { str(h, inner) } else { repr(h, v) }
            }
        },
        _ => repr(h, v),
    }
}

fn str_of_exception(h: &mut Heap, v: Value, exc: Id<ExcObject>) -> Res<String> {
    let args = match h.excs.get(exc).args {
        Value::Tuple(args) => h.tuples.get(args).items.to_vec(),
        _ => Vec::new(),
    };
    let Value::Instance(instance) = v else { return Ok(String::new()) };
    let class = h.instances.get(instance).class;
    match args[..] {
        [] => Ok(String::new()),
        [key] if is_subclass(h, class, h.builtins.exception("KeyError")) => repr(h, key),
        [only] => str(h, only),
        [number, words, ..] if is_subclass(h, class, h.builtins.exception("OSError")) => {
            let (number, words) = (str(h, number)?, str(h, words)?);
            let mut text = format!("[Errno {number}] {words}");
            let named = h.find_name("filename").and_then(|name| attribute(h, instance, name));
            if let Some(path) = named.or(args.get(2).copied())
                && !path.is_none()
            {
                text.push_str(": ");
                text.push_str(&repr(h, path)?);
            }
            Ok(text)
        }
        _ => {
            let args = h.excs.get(exc).args;
            repr(h, args)
        }
    }
}

fn attribute(h: &Heap, instance: Id<super::object::Instance>, name: super::value::Sym) -> Option<Value> {
    let state = h.instances.get(instance);
    let slot = h.shapes.slot(state.shape, name)?;
    state.slots.get(slot as usize).copied().filter(|value| !value.is_unbound())
}

/// Python's `ascii()`.
pub fn ascii(h: &mut Heap, v: Value) -> Res<String> {
    Ok(scalar::escape_non_ascii(&repr(h, v)?))
}

/// Python's `format()`. `Slow` where a `__format__` (or, without a spec, `__str__`) written in Python is met.
pub fn format(h: &mut Heap, v: Value, spec: &str) -> Res<String> {
    if has_flag(h, v, flag::FORMAT) {
        return Err(Esc::Slow);
    }
    if spec.is_empty() {
        return str(h, v);
    }
    match plain(h, v) {
        inner @ (Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Str(_)) => {
            super::types::format_value(h, inner, spec)
        }
        _ => {
            let name = type_name(h, v);
            Err(h.type_error(format!("unsupported format string passed to {name}.__format__")))
        }
    }
}

/// The number that stands for an object's address: what `id()` is for objects, and what default texts show.
pub fn address(v: Value) -> u64 {
    let (kind, number) = v.key();
    0x7f00_0000_0000 | u64::from(kind) << 35 | (number & 0x7fff_ffff) << 4
}
