//! Methods of `str`: letter case, classes of characters, padding, translation, encoding. Searching and splitting have
//! files of their own.

use super::str::{receiver, text};
use super::str_search;
use super::unicode;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::ops::{index, payload};
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// Static methods of `str`.
pub static STATIC_METHODS: &[NativeDef] = &[NativeDef::new("str.maketrans", &["/x", "/y", "/z"], 1, make_trans)];

/// Letter case.
pub static CASE: &[NativeDef] = &[
    NativeDef::new("str.upper", &["self"], 1, |h, a| map(h, a, str::to_uppercase)),
    NativeDef::new("str.lower", &["self"], 1, |h, a| map(h, a, str::to_lowercase)),
    NativeDef::new("str.casefold", &["self"], 1, |h, a| {
        map(h, a, |text| {
            let mut out = String::with_capacity(text.len());
            text.chars().for_each(|c| unicode::fold(c, &mut out));
            out
        })
    }),
    NativeDef::new("str.capitalize", &["self"], 1, |h, a| map(h, a, capitalize)),
    NativeDef::new("str.title", &["self"], 1, |h, a| map(h, a, title)),
    NativeDef::new("str.swapcase", &["self"], 1, |h, a| map(h, a, swap_case)),
];

fn map(h: &mut Heap, args: &[Value], change: impl Fn(&str) -> String) -> Res {
    let id = receiver(h, args[0])?;
    let changed = change(h.str(id));
    Ok(h.new_string(changed))
}

fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    let mut out = String::with_capacity(text.len());
    if let Some(first) = chars.next() {
        unicode::to_title(first, &mut out);
        // The whole text decides how a final sigma is written.
        let skip = first.to_lowercase().map(char::len_utf8).sum();
        out.push_str(text.to_lowercase().get(skip..).unwrap_or_default());
    }
    out
}

fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if !inside {
            unicode::to_title(c, &mut out);
        } else {
            push_lower(&mut out, text, at, c);
        }
        inside = is_cased(c);
    }
    out
}

/// The small form of the letter at a place of a text. The last sigma of a word is written in its own way.
fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c == 'Σ' && letter_next(text[..at].chars().rev()) && !letter_next(text[at + c.len_utf8()..].chars()) {
        out.push('ς');
    } else {
        out.extend(c.to_lowercase());
    }
}

/// Whether a letter comes next, after what does not count.
fn letter_next(mut chars: impl Iterator<Item = char>) -> bool {
    chars.find(|c| !is_case_ignorable(*c)).is_some_and(is_cased)
}

/// What may stand within a word without counting for letter case.
fn is_case_ignorable(c: char) -> bool {
    matches!(
        c,
        '\'' | '.' | ':' | '^' | '`' | '\u{a8}' | '\u{ad}' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{2018}' | '\u{2019}'
    )
}

fn swap_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c.is_uppercase() {
            push_lower(&mut out, text, at, c);
        } else if c.is_lowercase() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

fn is_title(c: char) -> bool {
    matches!(c, '\u{1c5}' | '\u{1c8}' | '\u{1cb}' | '\u{1f2}' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}'
        | '\u{1fa8}'..='\u{1faf}' | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_title(c)
}

/// Classes of characters.
pub static CLASSES: &[NativeDef] = &[
    NativeDef::new("str.isalpha", &["self"], 1, |h, a| all(h, a, unicode::is_alpha)),
    NativeDef::new("str.isalnum", &["self"], 1, |h, a| all(h, a, unicode::is_alnum)),
    NativeDef::new("str.isdecimal", &["self"], 1, |h, a| all(h, a, unicode::is_decimal)),
    NativeDef::new("str.isdigit", &["self"], 1, |h, a| all(h, a, unicode::is_digit)),
    NativeDef::new("str.isnumeric", &["self"], 1, |h, a| all(h, a, unicode::is_numeric)),
    NativeDef::new("str.isspace", &["self"], 1, |h, a| all(h, a, unicode::is_space)),
    NativeDef::new("str.isascii", &["self"], 1, |h, a| test(h, a, str::is_ascii)),
    NativeDef::new("str.isprintable", &["self"], 1, |h, a| test(h, a, |text| text.chars().all(unicode::is_printable))),
    NativeDef::new("str.isidentifier", &["self"], 1, |h, a| test(h, a, is_identifier)),
    NativeDef::new("str.islower", &["self"], 1, |h, a| {
        test(h, a, |text| {
            text.chars().any(char::is_lowercase) && !text.chars().any(|c| c.is_uppercase() || is_title(c))
        })
    }),
    NativeDef::new("str.isupper", &["self"], 1, |h, a| {
        test(h, a, |text| {
            text.chars().any(char::is_uppercase) && !text.chars().any(|c| c.is_lowercase() || is_title(c))
        })
    }),
    NativeDef::new("str.istitle", &["self"], 1, |h, a| test(h, a, is_title_text)),
];

fn test(h: &mut Heap, args: &[Value], test: impl Fn(&str) -> bool) -> Res {
    let id = receiver(h, args[0])?;
    Ok(Value::Bool(test(h.str(id))))
}

fn all(h: &mut Heap, args: &[Value], each: impl Fn(char) -> bool) -> Res {
    test(h, args, |text| !text.is_empty() && text.chars().all(&each))
}

/// `str.isidentifier`.
pub fn is_identifier(text: &str) -> bool {
    let start = |c: char| c == '_' || unicode::is_alpha(c);
    let more = |c: char| start(c) || unicode::is_decimal(c) || (!c.is_ascii() && c.is_alphanumeric());
    let mut chars = text.chars();
    chars.next().is_some_and(start) && chars.all(more)
}

fn is_title_text(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for c in text.chars() {
        let upper = c.is_uppercase() || is_title(c);
        if (upper && inside) || (c.is_lowercase() && !inside) {
            return false;
        }
        inside = is_cased(c);
        any |= inside;
    }
    any
}

/// Padding, translation, encoding.
pub static SHAPE: &[NativeDef] = &[
    NativeDef::new("str.center", &["self", "/width", "/fillchar"], 2, |h, a| {
        // CPython puts the odd space on the left when the width is odd.
        pad(h, a, |missing, width| missing / 2 + (missing & width & 1))
    }),
    NativeDef::new("str.ljust", &["self", "/width", "/fillchar"], 2, |h, a| pad(h, a, |_, _| 0)),
    NativeDef::new("str.rjust", &["self", "/width", "/fillchar"], 2, |h, a| pad(h, a, |missing, _| missing)),
    NativeDef::new("str.zfill", &["self", "/width"], 2, zero_fill),
    NativeDef::new("str.expandtabs", &["self", "tabsize"], 1, expand_tabs),
    NativeDef::new("str.translate", &["self", "/table"], 2, translate).slow(Slow::Prelude("str_translate")),
    NativeDef::new("str.encode", &["self", "encoding", "errors"], 1, |h, a| {
        let id = receiver(h, a[0])?;
        let text = h.str(id).to_owned();
        super::codec::encode(h, &text, a[1], a[2])
    }),
    NativeDef::new("str.__str__", &["self"], 1, |h, a| receiver(h, a[0]).map(Value::Str)),
];

fn pad(h: &mut Heap, args: &[Value], left: fn(usize, usize) -> usize) -> Res {
    let id = receiver(h, args[0])?;
    let width = index(h, args[1])?.max(0) as usize;
    let fill = match args[2] {
        Value::Unbound => ' ',
        given => fill_char(h, given)?,
    };
    let length = h.strs.get(id).chars as usize;
    if width <= length {
        return Ok(Value::Str(id));
    }
    let missing = width - length;
    h.reserve((missing as u64).saturating_mul(fill.len_utf8() as u64))?;
    let left = left(missing, width);
    let mut out = String::with_capacity(h.str(id).len() + missing * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(h.str(id));
    out.extend(std::iter::repeat_n(fill, missing - left));
    Ok(h.new_string(out))
}

fn fill_char(h: &mut Heap, v: Value) -> Res<char> {
    let Some(fill) = text(h, v) else {
        let name = type_name(h, v);
        return Err(h.type_error(format!("The fill character must be a unicode character, not {name}")));
    };
    let mut chars = fill.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(h.type_error("The fill character must be exactly one character long")),
    }
}

fn zero_fill(h: &mut Heap, args: &[Value]) -> Res {
    let id = receiver(h, args[0])?;
    let width = index(h, args[1])?.max(0) as usize;
    let missing = width.saturating_sub(h.strs.get(id).chars as usize);
    h.reserve(missing as u64)?;
    let text = h.str(id);
    let sign = text.starts_with(['+', '-']) as usize;
    let filled = format!("{}{}{}", &text[..sign], "0".repeat(missing), &text[sign..]);
    Ok(h.new_string(filled))
}

fn expand_tabs(h: &mut Heap, args: &[Value]) -> Res {
    let id = receiver(h, args[0])?;
    let size = if args[1].is_unbound() { 8 } else { index(h, args[1])? };
    let tabs = h.str(id).matches('\t').count() as u64;
    h.reserve(tabs.saturating_mul(size.max(0) as u64))?;
    let mut out = String::new();
    let mut column = 0;
    for c in h.str(id).chars() {
        match c {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                out.extend(std::iter::repeat_n(' ', spaces as usize));
                column += spaces;
            }
            '\t' => {}
            _ => {
                out.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(h.new_string(out))
}

fn translate(h: &mut Heap, args: &[Value]) -> Res {
    let id = receiver(h, args[0])?;
    let whole = h.str(id).to_owned();
    let lookup_error = h.builtins.exception("LookupError");
    let mut out = String::with_capacity(whole.len());
    for c in whole.chars() {
        let mapped = match items::get_item(h, args[1], Value::Int(c as i64)) {
            Err(Esc::Raise(Value::Instance(exc)))
                if crate::vm::class::is_subclass(h, h.instances.get(exc).class, lookup_error) =>
            {
                out.push(c);
                continue;
            }
            // A `__getitem__` or `__missing__` in Python.
            Err(Esc::Call(_)) => return Err(Esc::Slow),
            other => other?,
        };
        match payload(h, mapped) {
            Value::None => {}
            Value::Str(text) => out.push_str(h.str(text)),
            Value::Int(code) => match u32::try_from(code).ok().filter(|&code| code < 0x11_0000) {
                Some(code) => out.push(char::from_u32(code).unwrap_or('\u{fffd}')),
                None => return Err(h.value_error("character mapping must be in range(0x110000)")),
            },
            _ => return Err(h.type_error("character mapping must return integer, None or str")),
        }
    }
    Ok(h.new_string(out))
}

fn make_trans(h: &mut Heap, args: &[Value]) -> Res {
    let pairs = if args[1].is_unbound() { trans_of_dict(h, args[0])? } else { trans_of_texts(h, args)? };
    let dict = h.new_dict();
    for (key, value) in pairs {
        super::dict::set(h, dict, key, value)?;
    }
    Ok(Value::Dict(dict))
}

fn trans_of_dict(h: &mut Heap, v: Value) -> Res<Vec<(Value, Value)>> {
    let Value::Dict(dict) = payload(h, v) else {
        return Err(h.type_error("if you give only one argument to maketrans it must be a dict"));
    };
    let entries: Vec<_> = h.dicts.get(dict).entries().collect();
    let mut pairs = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let key = match payload(h, key) {
            number @ (Value::Int(_) | Value::Bool(_) | Value::Big(_)) => number,
            Value::Str(id) => {
                let mut chars = h.str(id).chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Value::Int(c as i64),
                    _ => return Err(h.value_error("string keys in translate table must be of length 1")),
                }
            }
            _ => return Err(h.type_error("keys in translate table must be strings or integers")),
        };
        pairs.push((key, value));
    }
    Ok(pairs)
}

fn trans_of_texts(h: &mut Heap, args: &[Value]) -> Res<Vec<(Value, Value)>> {
    let Some(from) = text(h, args[0]).map(str::to_owned) else {
        return Err(h.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let to = str_search::text_argument(h, args[1], "maketrans() argument 2")?;
    let removed = match args[2] {
        Value::Unbound => String::new(),
        given => str_search::text_argument(h, given, "maketrans() argument 3")?,
    };
    if from.chars().count() != to.chars().count() {
        return Err(h.value_error("the first two maketrans arguments must have equal length"));
    }
    let pairs = from.chars().zip(to.chars()).map(|(a, b)| (Value::Int(a as i64), Value::Int(b as i64)));
    let gone = removed.chars().map(|c| (Value::Int(c as i64), Value::None));
    Ok(pairs.chain(gone).collect())
}
