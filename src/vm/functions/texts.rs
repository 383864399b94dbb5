//! `repr`, `ascii`, `format`, `ord`, `chr`.

use crate::vm::compare::{octets, plain};
use crate::vm::heap::Heap;
use crate::vm::native::Res;
use crate::vm::repr;
use crate::vm::types::int_argument;
use crate::vm::value::Value;

/// `repr(obj)`.
pub fn repr(h: &mut Heap, args: &[Value]) -> Res {
    let text = repr::repr(h, args[0])?;
    Ok(h.new_string(text))
}

/// `ascii(obj)`.
pub fn ascii(h: &mut Heap, args: &[Value]) -> Res {
    let text = repr::ascii(h, args[0])?;
    Ok(h.new_string(text))
}

/// `format(value, spec)`.
pub fn format(h: &mut Heap, args: &[Value]) -> Res {
    let spec = match args[1] {
        Value::Unbound => String::new(),
        given => match plain(h, given) {
            Value::Str(id) => h.str(id).to_owned(),
            _ => {
                let name = repr::type_name(h, given);
                return Err(h.type_error(format!("format() argument 2 must be str, not {name}")));
            }
        },
    };
    let text = repr::format(h, args[0], &spec)?;
    Ok(h.new_string(text))
}

/// `ord(c)`.
pub fn ord(h: &mut Heap, args: &[Value]) -> Res {
    let (length, code) = match plain(h, args[0]) {
        Value::Str(id) => {
            let state = h.strs.get(id);
            (state.chars as usize, state.text.chars().next().map_or(0, u32::from))
        }
        bytes @ (Value::Bytes(_) | Value::ByteArray(_)) => {
            let data = octets(h, bytes);
            (data.len(), data.first().map_or(0, |&b| u32::from(b)))
        }
        _ => {
            let name = repr::type_name(h, args[0]);
            return Err(h.type_error(format!("ord() expected string of length 1, but {name} found")));
        }
    };
    if length != 1 {
        return Err(h.type_error(format!("ord() expected a character, but string of length {length} found")));
    }
    Ok(Value::Int(i64::from(code)))
}

/// `chr(i)`. Lone surrogates have no text here.
pub fn chr(h: &mut Heap, args: &[Value]) -> Res {
    let code = int_argument(h, args[0])?;
    if !(0..0x11_0000).contains(&code) {
        return Err(h.value_error("chr() arg not in range(0x110000)"));
    }
    match char::from_u32(code as u32) {
        Some(c) => Ok(h.new_str(c.encode_utf8(&mut [0; 4]))),
        None => Err(h.value_error("lone surrogates are not supported")),
    }
}
