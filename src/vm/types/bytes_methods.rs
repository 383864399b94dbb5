//! Methods of `bytes` and `bytearray`. What gives bytes back gives the type of its `self`.

use super::bytes::{BYTE_RANGE, byte, bytes_like, decode, from_iterable_as, new_bytearray};
use super::codec;
use super::str_search::window;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::object::ByteArray;
use crate::vm::ops::{index, payload};
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// Methods of both types.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("bytes.decode", &["self", "encoding", "errors"], 1, decode),
    NativeDef::new("bytes.hex", &["self", "sep", "bytes_per_sep"], 1, hex),
    NativeDef::new("bytes.find", &["self", "/sub", "/start", "/end"], 2, |h, a| {
        Ok(Value::Int(position(h, a, true)?.map_or(-1, |at| at as i64)))
    }),
    NativeDef::new("bytes.rfind", &["self", "/sub", "/start", "/end"], 2, |h, a| {
        Ok(Value::Int(position(h, a, false)?.map_or(-1, |at| at as i64)))
    }),
    NativeDef::new("bytes.index", &["self", "/sub", "/start", "/end"], 2, |h, a| found(h, a, true)),
    NativeDef::new("bytes.rindex", &["self", "/sub", "/start", "/end"], 2, |h, a| found(h, a, false)),
    NativeDef::new("bytes.count", &["self", "/sub", "/start", "/end"], 2, count),
    NativeDef::new("bytes.startswith", &["self", "/prefix", "/start", "/end"], 2, |h, a| {
        affix(h, a, "startswith", |data, affix| data.starts_with(affix))
    }),
    NativeDef::new("bytes.endswith", &["self", "/suffix", "/start", "/end"], 2, |h, a| {
        affix(h, a, "endswith", |data, affix| data.ends_with(affix))
    }),
    NativeDef::new("bytes.replace", &["self", "/old", "/new", "/count"], 3, replace),
    NativeDef::new("bytes.removeprefix", &["self", "/prefix"], 2, |h, a| {
        let (data, affix) = (this(h, a[0])?, argument(h, a[1])?);
        let rest = data.strip_prefix(&affix[..]).map(<[u8]>::to_vec);
        Ok(like(h, a[0], rest.unwrap_or(data)))
    }),
    NativeDef::new("bytes.removesuffix", &["self", "/suffix"], 2, |h, a| {
        let (data, affix) = (this(h, a[0])?, argument(h, a[1])?);
        let rest = data.strip_suffix(&affix[..]).map(<[u8]>::to_vec);
        Ok(like(h, a[0], rest.unwrap_or(data)))
    }),
    NativeDef::new("bytes.split", &["self", "sep", "maxsplit"], 1, |h, a| split(h, a, false)),
    NativeDef::new("bytes.rsplit", &["self", "sep", "maxsplit"], 1, |h, a| split(h, a, true)),
    NativeDef::new("bytes.splitlines", &["self", "keepends"], 1, split_lines),
    NativeDef::new("bytes.partition", &["self", "/sep"], 2, |h, a| partition(h, a, true)),
    NativeDef::new("bytes.rpartition", &["self", "/sep"], 2, |h, a| partition(h, a, false)),
    NativeDef::new("bytes.join", &["self", "/iterable_of_bytes"], 2, join).slow(Slow::Collect(1)),
    NativeDef::new("bytes.strip", &["self", "/bytes"], 1, |h, a| strip(h, a, true, true)),
    NativeDef::new("bytes.lstrip", &["self", "/bytes"], 1, |h, a| strip(h, a, true, false)),
    NativeDef::new("bytes.rstrip", &["self", "/bytes"], 1, |h, a| strip(h, a, false, true)),
    NativeDef::new("bytes.upper", &["self"], 1, |h, a| each(h, a, |b, _| b.to_ascii_uppercase())),
    NativeDef::new("bytes.lower", &["self"], 1, |h, a| each(h, a, |b, _| b.to_ascii_lowercase())),
    NativeDef::new("bytes.swapcase", &["self"], 1, |h, a| {
        each(h, a, |b, _| if b.is_ascii_alphabetic() { b ^ 0x20 } else { b })
    }),
    NativeDef::new("bytes.title", &["self"], 1, |h, a| {
        each(h, a, |b, before| match before {
            Some(before) if before.is_ascii_alphabetic() => b.to_ascii_lowercase(),
            _ => b.to_ascii_uppercase(),
        })
    }),
    NativeDef::new("bytes.capitalize", &["self"], 1, |h, a| {
        each(h, a, |b, before| if before.is_none() { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() })
    }),
    NativeDef::new("bytes.isalpha", &["self"], 1, |h, a| all(h, a, |b| b.is_ascii_alphabetic())),
    NativeDef::new("bytes.isalnum", &["self"], 1, |h, a| all(h, a, |b| b.is_ascii_alphanumeric())),
    NativeDef::new("bytes.isdigit", &["self"], 1, |h, a| all(h, a, |b| b.is_ascii_digit())),
    NativeDef::new("bytes.isspace", &["self"], 1, |h, a| all(h, a, is_space)),
    NativeDef::new("bytes.isascii", &["self"], 1, |h, a| Ok(Value::Bool(this(h, a[0])?.is_ascii()))),
    NativeDef::new("bytes.islower", &["self"], 1, |h, a| {
        cased(h, a, |b| b.is_ascii_lowercase(), |b| b.is_ascii_uppercase())
    }),
    NativeDef::new("bytes.isupper", &["self"], 1, |h, a| {
        cased(h, a, |b| b.is_ascii_uppercase(), |b| b.is_ascii_lowercase())
    }),
    NativeDef::new("bytes.center", &["self", "/width", "/fillbyte"], 2, |h, a| {
        pad(h, a, "center", |missing, width| missing / 2 + (missing & width & 1))
    }),
    NativeDef::new("bytes.ljust", &["self", "/width", "/fillbyte"], 2, |h, a| pad(h, a, "ljust", |_, _| 0)),
    NativeDef::new("bytes.rjust", &["self", "/width", "/fillbyte"], 2, |h, a| pad(h, a, "rjust", |missing, _| missing)),
    NativeDef::new("bytes.zfill", &["self", "/width"], 2, zero_fill),
    NativeDef::new("bytes.expandtabs", &["self", "tabsize"], 1, expand_tabs),
    NativeDef::new("bytes.translate", &["self", "/table", "delete"], 2, translate),
    NativeDef::new("bytes.maketrans", &["/frm", "/to"], 2, make_trans),
];

/// `bytes.fromhex`.
pub static BYTES_CLASS_METHODS: &[NativeDef] = &[NativeDef::new("bytes.fromhex", &["cls", "/string"], 2, |h, a| {
    let data = codec::from_hex(h, a[1])?;
    Ok(h.new_bytes(data))
})];

/// Methods that only `bytearray` has.
pub static ARRAY_METHODS: &[NativeDef] = &[
    NativeDef::new("bytearray.fromhex", &["cls", "/string"], 2, |h, a| {
        let data = codec::from_hex(h, a[1])?;
        Ok(new_bytearray(h, data))
    }),
    NativeDef::new("bytearray.append", &["self", "/item"], 2, |h, a| {
        let (id, item) = (array(h, a[0])?, byte(h, a[1], BYTE_RANGE)?);
        h.charge(1);
        h.bytearrays.get_mut(id).data.push(item);
        Ok(Value::None)
    }),
    NativeDef::new("bytearray.extend", &["self", "/iterable_of_ints"], 2, |h, a| {
        let id = array(h, a[0])?;
        let new = match bytes_like(h, a[1]) {
            Some(data) => data.to_vec(),
            None => from_iterable_as(h, a[1], BYTE_RANGE)?,
        };
        h.charge(new.len());
        h.bytearrays.get_mut(id).data.extend(new);
        Ok(Value::None)
    })
    .slow(Slow::Collect(1)),
    NativeDef::new("bytearray.insert", &["self", "/index", "/item"], 3, |h, a| {
        let (id, at, item) = (array(h, a[0])?, index(h, a[1])?, byte(h, a[2], BYTE_RANGE)?);
        let data = &mut h.bytearrays.get_mut(id).data;
        let length = data.len() as i64;
        let at = if at < 0 { (at + length).max(0) } else { at.min(length) };
        data.insert(at as usize, item);
        Ok(Value::None)
    }),
    NativeDef::new("bytearray.pop", &["self", "/index"], 1, |h, a| {
        let id = array(h, a[0])?;
        let at = if a[1].is_unbound() { -1 } else { index(h, a[1])? };
        let data = &mut h.bytearrays.get_mut(id).data;
        if data.is_empty() {
            return Err(h.raise("IndexError", "pop from empty bytearray"));
        }
        let at = if at < 0 { at + data.len() as i64 } else { at };
        if !(0..data.len() as i64).contains(&at) {
            return Err(h.raise("IndexError", "pop index out of range"));
        }
        Ok(Value::Int(i64::from(data.remove(at as usize))))
    }),
    NativeDef::new("bytearray.remove", &["self", "/value"], 2, |h, a| {
        let (id, item) = (array(h, a[0])?, byte(h, a[1], BYTE_RANGE)?);
        let data = &mut h.bytearrays.get_mut(id).data;
        match data.iter().position(|&b| b == item) {
            Some(at) => {
                data.remove(at);
                Ok(Value::None)
            }
            None => Err(h.value_error("value not found in bytearray")),
        }
    }),
    NativeDef::new("bytearray.clear", &["self"], 1, |h, a| {
        let id = array(h, a[0])?;
        h.bytearrays.get_mut(id).data.clear();
        Ok(Value::None)
    }),
    NativeDef::new("bytearray.reverse", &["self"], 1, |h, a| {
        let id = array(h, a[0])?;
        h.bytearrays.get_mut(id).data.reverse();
        Ok(Value::None)
    }),
    NativeDef::new("bytearray.copy", &["self"], 1, |h, a| {
        let data = this(h, a[0])?;
        Ok(new_bytearray(h, data))
    }),
];

fn this(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    if let Some(data) = bytes_like(h, v) {
        return Ok(data.to_vec());
    }
    let name = type_name(h, v);
    Err(h.type_error(format!("descriptor requires a 'bytes' object but received a '{name}'")))
}

fn array(h: &mut Heap, v: Value) -> Res<Id<ByteArray>> {
    if let Value::ByteArray(id) = payload(h, v) {
        return Ok(id);
    }
    let name = type_name(h, v);
    Err(h.type_error(format!("descriptor requires a 'bytearray' object but received a '{name}'")))
}

fn argument(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    if let Some(data) = bytes_like(h, v) {
        return Ok(data.to_vec());
    }
    let name = type_name(h, v);
    Err(h.type_error(format!("a bytes-like object is required, not '{name}'")))
}

/// New bytes of the same type as `model`.
fn like(h: &mut Heap, model: Value, data: Vec<u8>) -> Value {
    match payload(h, model) {
        Value::ByteArray(_) => new_bytearray(h, data),
        _ => h.new_bytes(data),
    }
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

fn find(data: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    data.windows(wanted.len()).position(|part| part == wanted)
}

fn rfind(data: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() {
        return Some(data.len());
    }
    data.windows(wanted.len()).rposition(|part| part == wanted)
}

/// What is looked for: bytes, or one number.
fn wanted(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    if let Some(data) = bytes_like(h, v) {
        return Ok(data.to_vec());
    }
    match payload(h, v) {
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => Ok(vec![byte(h, v, BYTE_RANGE)?]),
        _ => {
            let name = type_name(h, v);
            Err(h.type_error(format!("argument should be integer or bytes-like object, not '{name}'")))
        }
    }
}

fn position(h: &mut Heap, args: &[Value], first: bool) -> Res<Option<usize>> {
    let (data, wanted) = (this(h, args[0])?, wanted(h, args[1])?);
    let (start, end) = window(h, data.len(), args[2], args[3])?;
    let Some(part) = data.get(start..end) else { return Ok(None) };
    let at = if first { find(part, &wanted) } else { rfind(part, &wanted) };
    Ok(at.map(|at| at + start))
}

fn found(h: &mut Heap, args: &[Value], first: bool) -> Res {
    match position(h, args, first)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => Err(h.value_error("subsection not found")),
    }
}

fn count(h: &mut Heap, args: &[Value]) -> Res {
    let (data, wanted) = (this(h, args[0])?, wanted(h, args[1])?);
    let (start, end) = window(h, data.len(), args[2], args[3])?;
    let Some(part) = data.get(start..end) else { return Ok(Value::Int(0)) };
    let n = if wanted.is_empty() { part.len() + 1 } else { pieces(part, &wanted, usize::MAX).len() - 1 };
    Ok(Value::Int(n as i64))
}

fn affix(h: &mut Heap, args: &[Value], name: &str, test: fn(&[u8], &[u8]) -> bool) -> Res {
    let data = this(h, args[0])?;
    let (start, end) = window(h, data.len(), args[2], args[3])?;
    let part = data.get(start..end);
    let wanted = match payload(h, args[1]) {
        Value::Tuple(tuple) => h.tuples.get(tuple).items.to_vec(),
        Value::Bytes(_) | Value::ByteArray(_) => vec![args[1]],
        _ => {
            let found = type_name(h, args[1]);
            return Err(h.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {found}")));
        }
    };
    for item in wanted {
        let affix = argument(h, item)?;
        if part.is_some_and(|part| test(part, &affix)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// The parts between separators, at most `limit` cuts.
fn pieces<'a>(data: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = data;
    while parts.len() < limit
        && let Some(at) = find(rest, separator)
    {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    parts
}

fn pieces_right<'a>(data: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = data;
    while parts.len() < limit
        && let Some(at) = rfind(rest, separator)
    {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts.reverse();
    parts
}

fn replace(h: &mut Heap, args: &[Value]) -> Res {
    let (data, old, new) = (this(h, args[0])?, argument(h, args[1])?, argument(h, args[2])?);
    let limit = match args[3] {
        Value::Unbound => usize::MAX,
        given => usize::try_from(index(h, given)?).unwrap_or(usize::MAX),
    };
    let parts = match (limit, old.is_empty()) {
        (0, _) => vec![&data[..]],
        (_, true) => between_bytes(&data, limit),
        (_, false) => pieces(&data, &old, limit),
    };
    h.reserve((parts.len() as u64).saturating_mul(new.len() as u64).saturating_add(data.len() as u64))?;
    let result = parts.join(&new[..]);
    Ok(like(h, args[0], result))
}

/// The parts for an empty `old`, cut at most `cuts` times: nothing, single bytes, what is left.
fn between_bytes(data: &[u8], cuts: usize) -> Vec<&[u8]> {
    let singles = (cuts - 1).min(data.len());
    let mut parts = vec![&data[..0]];
    parts.extend(data[..singles].chunks(1));
    if singles < data.len() || cuts > data.len() {
        parts.push(&data[singles..]);
    }
    parts
}

fn list_of(h: &mut Heap, model: Value, parts: Vec<Vec<u8>>) -> Value {
    let items = parts.into_iter().map(|part| like(h, model, part)).collect();
    h.new_list(items)
}

fn split(h: &mut Heap, args: &[Value], right: bool) -> Res {
    let data = this(h, args[0])?;
    let limit = match args[2] {
        Value::Unbound => usize::MAX,
        given => usize::try_from(index(h, given)?).unwrap_or(usize::MAX),
    };
    let parts: Vec<Vec<u8>> = match payload(h, args[1]) {
        Value::Unbound | Value::None => by_space(&data, limit, right),
        _ => {
            let separator = argument(h, args[1])?;
            if separator.is_empty() {
                return Err(h.value_error("empty separator"));
            }
            let cut = if right { pieces_right } else { pieces };
            cut(&data, &separator, limit).into_iter().map(<[u8]>::to_vec).collect()
        }
    };
    Ok(list_of(h, args[0], parts))
}

fn by_space(data: &[u8], limit: usize, right: bool) -> Vec<Vec<u8>> {
    // From the right it is the same, backwards.
    let turned: Vec<u8> = if right { data.iter().rev().copied().collect() } else { data.to_vec() };
    let mut parts: Vec<Vec<u8>> = Vec::new();
    let mut rest = trimmed(&turned, is_space, true, false);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest.to_vec());
            break;
        }
        let end = rest.iter().position(|&b| is_space(b)).unwrap_or(rest.len());
        parts.push(rest[..end].to_vec());
        rest = trimmed(&rest[end..], is_space, true, false);
    }
    if right {
        parts.reverse();
        parts.iter_mut().for_each(|part| part.reverse());
    }
    parts
}

fn trimmed(mut data: &[u8], test: impl Fn(u8) -> bool, left: bool, right: bool) -> &[u8] {
    while let ([first, rest @ ..], true) = (data, left)
        && test(*first)
    {
        data = rest;
    }
    while let ([rest @ .., last], true) = (data, right)
        && test(*last)
    {
        data = rest;
    }
    data
}

fn strip(h: &mut Heap, args: &[Value], left: bool, right: bool) -> Res {
    let data = this(h, args[0])?;
    let stripped = match args[1] {
        Value::Unbound | Value::None => trimmed(&data, is_space, left, right).to_vec(),
        given => {
            let set = argument(h, given)?;
            trimmed(&data, |b| set.contains(&b), left, right).to_vec()
        }
    };
    Ok(like(h, args[0], stripped))
}

fn split_lines(h: &mut Heap, args: &[Value]) -> Res {
    let data = this(h, args[0])?;
    let keep = !args[1].is_unbound() && crate::vm::compare::truth(h, args[1])?;
    let mut parts = Vec::new();
    let mut rest = &data[..];
    while !rest.is_empty() {
        let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let length = if rest[end..].starts_with(b"\r\n") { 2 } else { usize::from(end < rest.len()) };
        parts.push(rest[..if keep { end + length } else { end }].to_vec());
        rest = &rest[end + length..];
    }
    Ok(list_of(h, args[0], parts))
}

fn partition(h: &mut Heap, args: &[Value], first: bool) -> Res {
    let (data, separator) = (this(h, args[0])?, argument(h, args[1])?);
    if separator.is_empty() {
        return Err(h.value_error("empty separator"));
    }
    let at = if first { find(&data, &separator) } else { rfind(&data, &separator) };
    let parts = match at {
        Some(at) => [&data[..at], &separator, &data[at + separator.len()..]],
        None if first => [&data[..], &[], &[]],
        None => [&[], &[], &data[..]],
    };
    let parts = parts.map(<[u8]>::to_vec).into_iter().map(|part| like(h, args[0], part)).collect();
    Ok(h.new_tuple(parts))
}

fn join(h: &mut Heap, args: &[Value]) -> Res {
    let separator = this(h, args[0])?;
    let parts = match items::collect(h, args[1]) {
        Err(Esc::Raise(_)) if !items::is_iterable(h, args[1]) => {
            return Err(h.type_error("can only join an iterable"));
        }
        collected => collected?,
    };
    let mut joined = Vec::new();
    for (n, &part) in parts.iter().enumerate() {
        if n > 0 {
            joined.extend_from_slice(&separator);
        }
        match bytes_like(h, part) {
            Some(data) => joined.extend_from_slice(data),
            None => {
                let name = type_name(h, part);
                return Err(h.type_error(format!("sequence item {n}: expected a bytes-like object, {name} found")));
            }
        }
    }
    Ok(like(h, args[0], joined))
}

/// Changes every byte; the function is also told the byte before it.
fn each(h: &mut Heap, args: &[Value], change: fn(u8, Option<u8>) -> u8) -> Res {
    let data = this(h, args[0])?;
    let mut before = None;
    let changed = data.iter().map(|&b| change(b, before.replace(b))).collect();
    Ok(like(h, args[0], changed))
}

fn all(h: &mut Heap, args: &[Value], test: fn(u8) -> bool) -> Res {
    let data = this(h, args[0])?;
    Ok(Value::Bool(!data.is_empty() && data.iter().all(|&b| test(b))))
}

fn cased(h: &mut Heap, args: &[Value], wanted: fn(&u8) -> bool, refused: fn(&u8) -> bool) -> Res {
    let data = this(h, args[0])?;
    Ok(Value::Bool(data.iter().any(wanted) && !data.iter().any(refused)))
}

fn pad(h: &mut Heap, args: &[Value], name: &str, left: fn(usize, usize) -> usize) -> Res {
    let data = this(h, args[0])?;
    let width = index(h, args[1])?.max(0) as usize;
    let fill = match args[2] {
        Value::Unbound => b' ',
        given => match bytes_like(h, given) {
            Some(&[one]) => one,
            _ => {
                let found = type_name(h, given);
                let text = format!("{name}() argument 2 must be a byte string of length 1, not {found}");
                return Err(h.type_error(text));
            }
        },
    };
    let missing = width.saturating_sub(data.len());
    h.reserve(missing as u64)?;
    let left = if missing == 0 { 0 } else { left(missing, width) };
    let mut out = vec![fill; left];
    out.extend_from_slice(&data);
    out.resize(out.len() + missing - left, fill);
    Ok(like(h, args[0], out))
}

fn zero_fill(h: &mut Heap, args: &[Value]) -> Res {
    let data = this(h, args[0])?;
    let missing = (index(h, args[1])?.max(0) as usize).saturating_sub(data.len());
    h.reserve(missing as u64)?;
    let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
    let mut out = data[..sign].to_vec();
    out.resize(sign + missing, b'0');
    out.extend_from_slice(&data[sign..]);
    Ok(like(h, args[0], out))
}

fn expand_tabs(h: &mut Heap, args: &[Value]) -> Res {
    let data = this(h, args[0])?;
    let size = if args[1].is_unbound() { 8 } else { index(h, args[1])?.max(0) as usize };
    let tabs = data.iter().filter(|&&b| b == b'\t').count() as u64;
    h.reserve(tabs.saturating_mul(size as u64))?;
    let (mut out, mut column) = (Vec::new(), 0);
    for b in data {
        match b {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\t' => {}
            _ => {
                out.push(b);
                column = if matches!(b, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(like(h, args[0], out))
}

fn translate(h: &mut Heap, args: &[Value]) -> Res {
    let data = this(h, args[0])?;
    let table = if args[1].is_none() { None } else { Some(argument(h, args[1])?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(h.value_error("translation table must be 256 characters long"));
    }
    let gone = if args[2].is_unbound() { Vec::new() } else { argument(h, args[2])? };
    let kept = data.iter().filter(|b| !gone.contains(b));
    let out = kept.map(|&b| table.as_ref().map_or(b, |table| table[b as usize])).collect();
    Ok(like(h, args[0], out))
}

fn make_trans(h: &mut Heap, args: &[Value]) -> Res {
    let (from, to) = (argument(h, args[0])?, argument(h, args[1])?);
    if from.len() != to.len() {
        return Err(h.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&a, &b) in from.iter().zip(&to) {
        table[a as usize] = b;
    }
    Ok(h.new_bytes(table))
}

fn hex(h: &mut Heap, args: &[Value]) -> Res {
    let data = this(h, args[0])?;
    let digits: Vec<String> = data.iter().map(|b| format!("{b:02x}")).collect();
    if args[1].is_unbound() {
        return Ok(h.new_string(digits.concat()));
    }
    let separator = match super::str::text(h, args[1]) {
        Some(text) => text.to_owned(),
        None => argument(h, args[1])?.iter().map(|&b| char::from(b)).collect(),
    };
    if separator.len() != 1 {
        return Err(h.value_error("sep must be length 1."));
    }
    let group = if args[2].is_unbound() { 1 } else { index(h, args[2])? };
    let size = (group.unsigned_abs() as usize).max(1);
    // Groups are counted from the right, from the left for a negative size.
    let first = if group > 0 { digits.len() % size } else { 0 };
    let mut parts: Vec<String> = Vec::new();
    if first > 0 {
        parts.push(digits[..first].concat());
    }
    parts.extend(digits[first..].chunks(size).map(<[String]>::concat));
    let text = if group == 0 { digits.concat() } else { parts.join(&separator) };
    Ok(h.new_string(text))
}
