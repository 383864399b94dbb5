//! `str`: making, joining, cutting and searching texts. Positions in a text are counted in characters; in an ASCII text they
//! are bytes as well, which makes them cheap.

use crate::vm::class::{flag, has_flag};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::object::Str;
use crate::vm::ops::payload;
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// Whether every character is one byte.
#[inline]
pub fn is_ascii(text: &Str) -> bool {
    text.chars as usize == text.text.len()
}

/// The byte position of a character position (at most the length).
pub fn byte_at(text: &Str, position: usize) -> usize {
    if is_ascii(text) {
        return position.min(text.text.len());
    }
    text.text.char_indices().nth(position).map_or(text.text.len(), |(at, _)| at)
}

/// The character position of a byte position.
pub fn char_at(text: &Str, byte: usize) -> usize {
    if is_ascii(text) { byte } else { text.text[..byte].chars().count() }
}

/// `text[position]` for a position inside the text.
pub fn item(h: &mut Heap, id: Id<Str>, position: usize) -> Value {
    let text = h.strs.get(id);
    let c = if is_ascii(text) {
        text.text.as_bytes().get(position).map(|&b| char::from(b))
    } else {
        text.text.chars().nth(position)
    };
    c.map_or(Value::Unbound, |c| from_char(h, c))
}

/// A text of one character.
pub fn from_char(h: &mut Heap, c: char) -> Value {
    h.new_char(c)
}

/// `text[start:stop:step]` with bounds already made non-negative and cut to the length, as `slice.indices` gives them.
pub fn slice(h: &mut Heap, id: Id<Str>, start: i64, stop: i64, step: i64) -> Value {
    let text = h.strs.get(id);
    if step == 1 {
        if start <= 0 && stop >= i64::from(text.chars) {
            return Value::Str(id);
        }
        let from = byte_at(text, start.max(0) as usize);
        let to = byte_at(text, stop.max(0) as usize).max(from);
        let part = text.text[from..to].to_owned();
        return h.new_string(part);
    }
    let chars: Vec<char> = text.text.chars().collect();
    let mut part = String::new();
    let mut at = start;
    while if step > 0 { at < stop } else { at > stop } {
        if let Some(&c) = chars.get(at as usize) {
            part.push(c);
        }
        at += step;
    }
    h.new_string(part)
}

/// `a + b`.
pub fn concat(h: &mut Heap, a: Id<Str>, b: Id<Str>) -> Res {
    let (x, y) = (h.strs.get(a), h.strs.get(b));
    if x.text.is_empty() {
        return Ok(Value::Str(b));
    }
    if y.text.is_empty() {
        return Ok(Value::Str(a));
    }
    let (text, cost) = x.text.append(&y.text);
    let chars = x.chars + y.chars;
    h.reserve(text.len() as u64)?;
    h.charge(cost + 48);
    Ok(Value::Str(h.strs.alloc(Str::new(text, chars))))
}

/// The text of a `str`, or of an instance of a subclass.
pub fn text(h: &Heap, v: Value) -> Option<&str> {
    match payload(h, v) {
        Value::Str(id) => Some(h.str(id)),
        _ => None,
    }
}

/// The `self` of a method of `str`.
pub fn receiver(h: &mut Heap, v: Value) -> Res<Id<Str>> {
    if let Value::Str(id) = payload(h, v) {
        return Ok(id);
    }
    let name = type_name(h, v);
    Err(h.type_error(format!("descriptor requires a 'str' object but received a '{name}'")))
}

/// `str(object='', encoding='utf-8', errors='strict')`.
pub static CONSTRUCT: NativeDef =
    NativeDef::new("str", &["object", "encoding", "errors"], 0, construct).slow(Slow::Prelude("str_new"));

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let object = args[0];
    if object.is_unbound() {
        return Ok(h.new_str(""));
    }
    if args[1].is_unbound() && args[2].is_unbound() {
        if let Value::Str(_) = object {
            return Ok(object);
        }
        if has_flag(h, object, flag::STR | flag::REPR) {
            return Err(Esc::Slow);
        }
        let text = crate::vm::repr::str(h, object)?;
        return Ok(h.new_string(text));
    }
    match payload(h, object) {
        Value::Bytes(_) | Value::ByteArray(_) => super::bytes::decode(h, args),
        Value::Str(_) => Err(h.type_error("decoding str is not supported")),
        _ => {
            let name = type_name(h, object);
            Err(h.type_error(format!("decoding to str: need a bytes-like object, {name} found")))
        }
    }
}
