//! Methods of `str` that take texts apart and put them together.

use super::str::{receiver, text};
use super::str_search::text_argument;
use super::unicode::{is_line_end, is_space};
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::ops::{index, payload};
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// Methods of `str`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("str.split", &["self", "sep", "maxsplit"], 1, |h, a| split(h, a, false)),
    NativeDef::new("str.rsplit", &["self", "sep", "maxsplit"], 1, |h, a| split(h, a, true)),
    NativeDef::new("str.splitlines", &["self", "keepends"], 1, split_lines),
    NativeDef::new("str.partition", &["self", "/sep"], 2, |h, a| partition(h, a, true)),
    NativeDef::new("str.rpartition", &["self", "/sep"], 2, |h, a| partition(h, a, false)),
    NativeDef::new("str.join", &["self", "/iterable"], 2, join).slow(Slow::Collect(1)),
    NativeDef::new("str.strip", &["self", "/chars"], 1, |h, a| strip(h, a, "strip", true, true)),
    NativeDef::new("str.lstrip", &["self", "/chars"], 1, |h, a| strip(h, a, "lstrip", true, false)),
    NativeDef::new("str.rstrip", &["self", "/chars"], 1, |h, a| strip(h, a, "rstrip", false, true)),
];

fn list_of(h: &mut Heap, parts: &[String]) -> Value {
    let items = parts.iter().map(|part| h.new_str(part)).collect();
    h.new_list(items)
}

fn split(h: &mut Heap, args: &[Value], right: bool) -> Res {
    let id = receiver(h, args[0])?;
    let limit = match args[2] {
        Value::Unbound => usize::MAX,
        given => usize::try_from(index(h, given)?).unwrap_or(usize::MAX),
    };
    let text = h.str(id).to_owned();
    let parts = match payload(h, args[1]) {
        Value::Unbound | Value::None if right => by_space_right(&text, limit),
        Value::Unbound | Value::None => by_space(&text, limit),
        Value::Str(separator) => {
            let separator = h.str(separator);
            if separator.is_empty() {
                return Err(h.value_error("empty separator"));
            }
            let pieces = limit.saturating_add(1);
            if right {
                let mut parts: Vec<&str> = text.rsplitn(pieces, separator).collect();
                parts.reverse();
                parts
            } else {
                text.splitn(pieces, separator).collect()
            }
        }
        _ => {
            let name = type_name(h, args[1]);
            return Err(h.type_error(format!("must be str or None, not {name}")));
        }
    };
    let items = parts.into_iter().map(|part| h.new_str(part)).collect();
    Ok(h.new_list(items))
}

fn by_space(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

fn by_space_right(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let start = rest.char_indices().rfind(|&(_, c)| is_space(c)).map_or(0, |(at, c)| at + c.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts.reverse();
    parts
}

fn split_lines(h: &mut Heap, args: &[Value]) -> Res {
    let id = receiver(h, args[0])?;
    let keep = !args[1].is_unbound() && crate::vm::compare::truth(h, args[1])?;
    let parts = lines(h.str(id), keep);
    Ok(list_of(h, &parts))
}

/// The lines of a text as `str.splitlines` sees them.
pub fn lines(text: &str, keep_ends: bool) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(end) = rest.find(is_line_end) else {
            parts.push(rest.to_owned());
            break;
        };
        let tail = &rest[end..];
        let length = if tail.starts_with("\r\n") { 2 } else { tail.chars().next().map_or(0, char::len_utf8) };
        parts.push(rest[..if keep_ends { end + length } else { end }].to_owned());
        rest = &rest[end + length..];
    }
    parts
}

fn partition(h: &mut Heap, args: &[Value], first: bool) -> Res {
    let id = receiver(h, args[0])?;
    let separator = text_argument(h, args[1], "")?;
    if separator.is_empty() {
        return Err(h.value_error("empty separator"));
    }
    let text = h.str(id);
    let split = if first { text.split_once(&separator) } else { text.rsplit_once(&separator) };
    let parts = match split.map(|(before, after)| (before.to_owned(), after.to_owned())) {
        Some((before, after)) => vec![h.new_string(before), args[1], h.new_string(after)],
        None => {
            let empty = h.new_str("");
            if first { vec![Value::Str(id), empty, empty] } else { vec![empty, empty, Value::Str(id)] }
        }
    };
    Ok(h.new_tuple(parts))
}

fn join(h: &mut Heap, args: &[Value]) -> Res {
    let id = receiver(h, args[0])?;
    let parts = match payload(h, args[1]) {
        Value::List(list) => h.lists.get(list).items.clone(),
        Value::Tuple(tuple) => h.tuples.get(tuple).items.to_vec(),
        _ => match items::collect(h, args[1]) {
            Err(Esc::Raise(_)) if !is_iterable(h, args[1]) => {
                return Err(h.type_error("can only join an iterable"));
            }
            collected => collected?,
        },
    };
    if let [only @ Value::Str(_)] = parts[..] {
        return Ok(only);
    }
    let mut size = 0;
    for (n, &part) in parts.iter().enumerate() {
        match text(h, part) {
            Some(text) => size += text.len() + h.str(id).len(),
            None => {
                let name = type_name(h, part);
                return Err(h.type_error(format!("sequence item {n}: expected str instance, {name} found")));
            }
        }
    }
    h.reserve(size as u64)?;
    let separator = h.str(id);
    let mut joined = String::with_capacity(size);
    for (n, &part) in parts.iter().enumerate() {
        if n > 0 {
            joined.push_str(separator);
        }
        joined.push_str(text(h, part).unwrap_or_default());
    }
    Ok(h.new_string(joined))
}

fn is_iterable(h: &mut Heap, v: Value) -> bool {
    !matches!(items::iter(h, v), Err(Esc::Raise(_)))
}

fn strip(h: &mut Heap, args: &[Value], name: &str, left: bool, right: bool) -> Res {
    let id = receiver(h, args[0])?;
    let whole = h.str(id);
    let stripped = match payload(h, args[1]) {
        Value::Unbound | Value::None => trim(whole, is_space, left, right),
        Value::Str(chars) => {
            let chars = h.str(chars);
            trim(whole, |c| chars.contains(c), left, right)
        }
        _ => return Err(h.type_error(format!("{name} arg must be None or str"))),
    };
    if stripped.len() == whole.len() {
        return Ok(Value::Str(id));
    }
    let stripped = stripped.to_owned();
    Ok(h.new_string(stripped))
}

fn trim(text: &str, test: impl Fn(char) -> bool, left: bool, right: bool) -> &str {
    let text = if left { text.trim_start_matches(&test) } else { text };
    if right { text.trim_end_matches(&test) } else { text }
}
