//! Methods of `str` that look for a text in a text.

use super::str::{byte_at, char_at, receiver, text};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, NativeDef, Res};
use crate::vm::object::Str;
use crate::vm::ops::{index_clamped, payload};
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// Methods of `str`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("str.find", &["self", "/sub", "/start", "/end"], 2, |h, a| {
        Ok(Value::Int(position(h, a, true)?.map_or(-1, |at| at as i64)))
    }),
    NativeDef::new("str.rfind", &["self", "/sub", "/start", "/end"], 2, |h, a| {
        Ok(Value::Int(position(h, a, false)?.map_or(-1, |at| at as i64)))
    }),
    NativeDef::new("str.index", &["self", "/sub", "/start", "/end"], 2, |h, a| found(h, a, true)),
    NativeDef::new("str.rindex", &["self", "/sub", "/start", "/end"], 2, |h, a| found(h, a, false)),
    NativeDef::new("str.count", &["self", "/sub", "/start", "/end"], 2, count),
    NativeDef::new("str.startswith", &["self", "/prefix", "/start", "/end"], 2, |h, a| {
        affix(h, a, "startswith", |text, affix| text.starts_with(affix))
    }),
    NativeDef::new("str.endswith", &["self", "/suffix", "/start", "/end"], 2, |h, a| {
        affix(h, a, "endswith", |text, affix| text.ends_with(affix))
    }),
    NativeDef::new("str.replace", &["self", "/old", "/new", "/count"], 3, replace),
    NativeDef::new("str.removeprefix", &["self", "/prefix"], 2, |h, a| {
        let id = receiver(h, a[0])?;
        let affix = text_argument(h, a[1], "removeprefix() argument")?;
        let rest = h.str(id).strip_prefix(affix.as_str()).map(str::to_owned);
        Ok(rest.map_or(Value::Str(id), |rest| h.new_string(rest)))
    }),
    NativeDef::new("str.removesuffix", &["self", "/suffix"], 2, |h, a| {
        let id = receiver(h, a[0])?;
        let affix = text_argument(h, a[1], "removesuffix() argument")?;
        let rest = h.str(id).strip_suffix(affix.as_str()).map(str::to_owned);
        Ok(rest.map_or(Value::Str(id), |rest| h.new_string(rest)))
    }),
];

/// A text argument; `what` begins the message of its `TypeError`.
pub fn text_argument(h: &mut Heap, v: Value, what: &str) -> Res<String> {
    if let Some(text) = text(h, v) {
        return Ok(text.to_owned());
    }
    let name = type_name(h, v);
    let space = if what.is_empty() { "" } else { " " };
    Err(h.type_error(format!("{what}{space}must be str, not {name}")))
}

/// Start and end of a search in a sequence of `len` items, made plain; start may be beyond end.
pub fn window(h: &mut Heap, len: usize, start: Value, end: Value) -> Res<(usize, usize)> {
    let len = len as i64;
    let place = |bound: i64| if bound < 0 { (bound.saturating_add(len)).max(0) } else { bound };
    let start = bound(h, start)?.map_or(0, place);
    let end = bound(h, end)?.map_or(len, place).min(len);
    Ok((start as usize, end as usize))
}

fn bound(h: &mut Heap, v: Value) -> Res<Option<i64>> {
    match v {
        Value::Unbound | Value::None => Ok(None),
        Value::Int(i) => Ok(Some(i)),
        _ => match index_clamped(h, v) {
            Ok(i) => Ok(Some(i)),
            Err(Esc::Raise(_)) => {
                Err(h.type_error("slice indices must be integers or None or have an __index__ method"))
            }
            Err(other) => Err(other),
        },
    }
}

/// Byte range of the searched part, none where start is beyond end.
fn part(h: &mut Heap, id: Id<Str>, start: Value, end: Value) -> Res<Option<(usize, usize)>> {
    if start.is_unbound() && end.is_unbound() {
        return Ok(Some((0, h.str(id).len())));
    }
    let (start, end) = window(h, h.strs.get(id).chars as usize, start, end)?;
    let text = h.strs.get(id);
    Ok((start <= end).then(|| (byte_at(text, start), byte_at(text, end))))
}

fn position(h: &mut Heap, args: &[Value], first: bool) -> Res<Option<usize>> {
    let id = receiver(h, args[0])?;
    if text(h, args[1]).is_none() {
        text_argument(h, args[1], "")?;
    }
    let Some((from, to)) = part(h, id, args[2], args[3])? else { return Ok(None) };
    let wanted = text(h, args[1]).unwrap_or_default();
    let whole = h.strs.get(id);
    let slice = &whole.text[from..to];
    let at = if first { slice.find(wanted) } else { slice.rfind(wanted) };
    Ok(at.map(|at| char_at(whole, from + at)))
}

fn found(h: &mut Heap, args: &[Value], first: bool) -> Res {
    match position(h, args, first)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => Err(h.value_error("substring not found")),
    }
}

fn count(h: &mut Heap, args: &[Value]) -> Res {
    let id = receiver(h, args[0])?;
    let wanted = text_argument(h, args[1], "")?;
    let Some((from, to)) = part(h, id, args[2], args[3])? else { return Ok(Value::Int(0)) };
    let slice = &h.str(id)[from..to];
    let n = if wanted.is_empty() { slice.chars().count() + 1 } else { slice.matches(wanted.as_str()).count() };
    Ok(Value::Int(n as i64))
}

fn affix(h: &mut Heap, args: &[Value], name: &str, test: fn(&str, &str) -> bool) -> Res {
    let id = receiver(h, args[0])?;
    let part = part(h, id, args[2], args[3])?;
    let wanted = match payload(h, args[1]) {
        Value::Tuple(tuple) => h.tuples.get(tuple).items.to_vec(),
        Value::Str(_) => vec![args[1]],
        _ => {
            let found = type_name(h, args[1]);
            return Err(h.type_error(format!("{name} first arg must be str or a tuple of str, not {found}")));
        }
    };
    for item in wanted {
        let Some(affix) = text(h, item) else {
            let found = type_name(h, item);
            return Err(h.type_error(format!("tuple for {name} must only contain str, not {found}")));
        };
        if part.is_some_and(|(from, to)| test(&h.str(id)[from..to], affix)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn replace(h: &mut Heap, args: &[Value]) -> Res {
    let id = receiver(h, args[0])?;
    let old = text_argument(h, args[1], "replace() argument 1")?;
    let new = text_argument(h, args[2], "replace() argument 2")?;
    let limit = if args[3].is_unbound() { -1 } else { crate::vm::ops::index(h, args[3])? };
    let text = h.str(id);
    if limit == 0 || (!old.is_empty() && !text.contains(old.as_str())) {
        return Ok(Value::Str(id));
    }
    if new.len() > old.len() {
        let times = if old.is_empty() { text.len() + 1 } else { text.matches(old.as_str()).count() } as u64;
        let times = if limit < 0 { times } else { times.min(limit as u64) };
        let size = (text.len() as u64).saturating_add(times.saturating_mul((new.len() - old.len()) as u64));
        h.reserve(size)?;
    }
    let text = h.str(id);
    let result = if limit < 0 { text.replace(&old, &new) } else { text.replacen(&old, &new, limit as usize) };
    Ok(h.new_string(result))
}
