//! The texts of values: `repr()`, `str()`, `ascii()`, `format()`, and the names of types.

mod names;
mod scalar;
mod writer;

pub use self::names::type_name;
pub use self::scalar::{bytes_repr, escape_non_ascii, str_repr};
use self::writer::Writer;
use super::class::{flag, has_flag};
use super::compare::{Stop, plain};
use super::heap::Heap;
use super::native::{Esc, Res};
pub use super::types::float_text::repr as float_repr;
use super::value::Value;

/// Python's `repr()`. `Slow` where a `__repr__` written in Python is met.
pub fn repr(h: &mut Heap, v: Value) -> Res<String> {
    if let Value::Big(_) = v {
        return super::types::int::repr(h, v);
    }
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
            Value::Exc(_) => super::exception::str_of(h, v),
            _ => {
                let inner = plain(h, v);
                if let Value::Str(_) = inner { str(h, inner) } else { repr(h, v) }
            }
        },
        _ => repr(h, v),
    }
}

/// `<C object at 0x...>`, whatever the class defines.
pub fn default_repr(h: &Heap, v: Value) -> String {
    let name = match v {
        Value::Instance(id) => writer::full_name(h.classes.get(h.instances.get(id).class)),
        _ => type_name(h, v),
    };
    format!("<{name} object at {:#x}>", address(v))
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
            super::types::format::format_value(h, inner, spec)
        }
        _ => {
            let name = type_name(h, v);
            Err(h.type_error(format!("unsupported format string passed to {name}.__format__")))
        }
    }
}

/// The number that stands for an object's address: what `id()` is for objects, and what default texts show.
pub fn address(v: Value) -> u64 {
    super::object_functions::identity(v) as u64
}
