//! Open files: reading through a buffer, writing at once. The content is the operating system's; a file whose buffer has
//! unread bytes is moved back before it is written.

use super::stream;
use super::sync::{ask, plain as reply_value, request};
use super::{int_argument, wrong_self};
use crate::ids::Fd;
use crate::sys::{Reply, Request};
use crate::vm::attr::call_prelude;
use crate::vm::compare::{octets, plain};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::object::{FileState, Misc};
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// Methods of files.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("file.read", &["self", "/size"], 1, read).slow(Slow::Prelude("file_read")),
    NativeDef::new("file.readline", &["self", "/size"], 1, readline),
    NativeDef::new("file.readlines", &["self", "/hint"], 1, readlines).slow(Slow::Prelude("file_readlines")),
    NativeDef::new("file.write", &["self", "/text"], 2, write).slow(Slow::Prelude("file_write")),
    NativeDef::new("file.writelines", &["self", "/lines"], 2, |_, _| Err(Esc::Slow))
        .slow(Slow::Prelude("file_writelines")),
    NativeDef::new("file.seek", &["self", "/offset", "/whence"], 2, seek),
    NativeDef::new("file.tell", &["self"], 1, tell),
    NativeDef::new("file.flush", &["self"], 1, flush),
    NativeDef::new("file.close", &["self"], 1, close),
    NativeDef::new("file.fileno", &["self"], 1, fileno),
    NativeDef::new("file.isatty", &["self"], 1, |_, _| Ok(Value::Bool(false))),
    NativeDef::new("file.readable", &["self"], 1, |h, a| file(h, a[0]).map(|s| Value::Bool(is_readable(s)))),
    NativeDef::new("file.writable", &["self"], 1, |h, a| file(h, a[0]).map(|s| Value::Bool(is_writable(s)))),
    NativeDef::new("file.seekable", &["self"], 1, |h, a| {
        file(h, a[0]).map(|s| Value::Bool(s.fd.is_some_and(|fd| fd.0 > 2)))
    }),
    NativeDef::new("file.reconfigure", &["self"], 1, |_, _| Ok(Value::None)).kwargs(),
    NativeDef::new("file.__enter__", &["self"], 1, enter),
    NativeDef::new("file.__exit__", &["self"], 1, close).star(),
    NativeDef::new("file.__iter__", &["self"], 1, |_, a| Ok(a[0])),
    NativeDef::new("file.__next__", &["self"], 1, |_, _| Err(Esc::Slow)).slow(Slow::Prelude("next")),
];

/// Whether the mode lets read.
pub fn is_readable(state: &FileState) -> bool {
    state.mode.contains(['r', '+'])
}

/// Whether the mode lets write.
pub fn is_writable(state: &FileState) -> bool {
    state.mode.contains(['w', 'a', 'x', '+'])
}

fn file_id(h: &Heap, v: Value) -> Option<Id<Misc>> {
    match v {
        Value::Misc(id) if matches!(h.misc.get(id), Misc::File(_)) => Some(id),
        _ => None,
    }
}

/// The state of a file.
pub(super) fn file(h: &mut Heap, v: Value) -> Res<&mut FileState> {
    let Some(id) = file_id(h, v) else { return Err(wrong_self(h, "file", v)) };
    match h.misc.get_mut(id) {
        Misc::File(state) => Ok(state),
        _ => unreachable!("looked at above"),
    }
}

/// The descriptor; `ValueError` once closed. Binary files say what was tried.
pub(super) fn open_fd(h: &mut Heap, v: Value, what: &str) -> Res<Fd> {
    let state = file(h, v)?;
    match state.fd {
        Some(fd) => Ok(fd),
        None if state.text || what.is_empty() => Err(h.value_error("I/O operation on closed file.")),
        None => Err(h.value_error(format!("{what} closed file"))),
    }
}

fn readable_fd(h: &mut Heap, v: Value, what: &str) -> Res<Fd> {
    let fd = open_fd(h, v, what)?;
    if is_readable(file(h, v)?) { Ok(fd) } else { Err(unsupported(h, "not readable")) }
}

/// `io.UnsupportedOperation`, which is a class of a frozen module.
fn unsupported(h: &mut Heap, what: &str) -> Esc {
    let words = h.new_str(what);
    call_prelude("unsupported_operation", vec![words])
}

fn enter(h: &mut Heap, args: &[Value]) -> Res {
    open_fd(h, args[0], "")?;
    Ok(args[0])
}

fn read(h: &mut Heap, args: &[Value]) -> Res {
    let fd = readable_fd(h, args[0], "read of")?;
    let n = match args[1] {
        Value::Unbound | Value::None => -1,
        given => int_argument(h, given)?,
    };
    if fd == Fd(0) {
        return Err(Esc::Slow);
    }
    if stream::is_stream(file(h, args[0])?) {
        return stream::read(h, args[0], n.max(stream::ALL));
    }
    request(Request::Read { fd, n: None }, [args[0], Value::Int(n)], |h, reply, [this, n]| {
        take_in(h, this, reply)?;
        let Value::Int(n) = n else { return Ok(Value::None) };
        let state = file(h, this)?;
        let rest = &state.buffer[state.at..];
        let count = match (usize::try_from(n), state.text) {
            (Err(_), _) => rest.len(),
            (Ok(n), false) => n.min(rest.len()),
            (Ok(n), true) => length_of_chars(rest, n),
        };
        hand_out(h, this, count)
    })
}

/// Bytes of the first `n` characters.
pub(super) fn length_of_chars(data: &[u8], n: usize) -> usize {
    let starts = data.iter().enumerate().filter(|(_, b)| (**b & 0xc0) != 0x80);
    starts.map(|(place, _)| place).nth(n).unwrap_or(data.len())
}

/// Adds what was read to the buffer.
pub(super) fn take_in(h: &mut Heap, this: Value, reply: Reply) -> Res<()> {
    let data = match reply {
        Reply::Bytes(data) => data,
        Reply::Text(text) => text.into_bytes(),
        Reply::Eof => Vec::new(),
        other => {
            reply_value(h, other)?;
            Vec::new()
        }
    };
    let state = file(h, this)?;
    state.buffer.drain(..state.at);
    state.at = 0;
    state.buffer.extend(data);
    Ok(())
}

/// The next `count` bytes of the buffer, as text or bytes.
pub(super) fn hand_out(h: &mut Heap, this: Value, count: usize) -> Res {
    let state = file(h, this)?;
    let data = state.buffer[state.at..state.at + count].to_vec();
    state.at += count;
    if state.at == state.buffer.len() {
        state.buffer = Vec::new();
        state.at = 0;
    }
    if !state.text {
        return Ok(h.new_bytes(data));
    }
    let text = decode(h, data)?;
    Ok(h.new_string(text))
}

fn decode(h: &mut Heap, data: Vec<u8>) -> Res<String> {
    match String::from_utf8(data) {
        Ok(text) if text.contains('\r') => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Ok(text) => Ok(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            let why = if (0xc2..0xf5).contains(&byte) { "invalid continuation byte" } else { "invalid start byte" };
            let text = format!("'utf-8' codec can't decode byte {byte:#04x} in position {at}: {why}");
            Err(h.raise("UnicodeDecodeError", text))
        }
    }
}

fn readline(h: &mut Heap, args: &[Value]) -> Res {
    let fd = readable_fd(h, args[0], "readline of")?;
    if fd == Fd(0) && file(h, args[0])?.buffer.is_empty() {
        return request(Request::ReadLine, [Value::None; 2], |h, reply, _| match reply {
            Reply::Text(line) => Ok(h.new_string(line + "\n")),
            Reply::Eof => Ok(h.new_str("")),
            other => reply_value(h, other),
        });
    }
    if stream::is_stream(file(h, args[0])?) {
        return stream::read(h, args[0], stream::LINE);
    }
    let state = file(h, args[0])?;
    if let Some(end) = state.buffer[state.at..].iter().position(|&b| b == b'\n') {
        return hand_out(h, args[0], end + 1);
    }
    if fd == Fd(0) {
        let rest = state.buffer.len() - state.at;
        return hand_out(h, args[0], rest);
    }
    request(Request::Read { fd, n: None }, [args[0], Value::None], |h, reply, [this, _]| {
        take_in(h, this, reply)?;
        let state = file(h, this)?;
        let rest = &state.buffer[state.at..];
        let count = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |end| end + 1);
        hand_out(h, this, count)
    })
}

fn readlines(h: &mut Heap, args: &[Value]) -> Res {
    let fd = readable_fd(h, args[0], "readline of")?;
    if fd == Fd(0) {
        return Err(Esc::Slow);
    }
    if stream::is_stream(file(h, args[0])?) {
        return stream::read(h, args[0], stream::LINES);
    }
    request(Request::Read { fd, n: None }, [args[0], Value::None], |h, reply, [this, _]| {
        take_in(h, this, reply)?;
        let mut lines = Vec::new();
        loop {
            let state = file(h, this)?;
            let rest = &state.buffer[state.at..];
            if rest.is_empty() {
                return Ok(h.new_list(lines));
            }
            let count = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |end| end + 1);
            lines.push(hand_out(h, this, count)?);
        }
    })
}

fn write(h: &mut Heap, args: &[Value]) -> Res {
    let fd = open_fd(h, args[0], "write to")?;
    let state = file(h, args[0])?;
    let (text_mode, unread) = (state.text, state.at < state.buffer.len());
    if !is_writable(state) {
        return Err(unsupported(h, "not writable"));
    }
    if unread && text_mode {
        // As CPython's text layer: what was read ahead counts as read.
        state.buffer = Vec::new();
        state.at = 0;
    } else if unread {
        return Err(Esc::Slow);
    }
    match (text_mode, plain(h, args[1])) {
        (true, Value::Str(id)) => {
            let text = h.strs.get(id).clone();
            let count = Value::Int(i64::from(text.chars));
            if stream::is_stream(file(h, args[0])?) {
                return stream::write(h, args[0], text.text.as_bytes(), count);
            }
            request(
                Request::Write { fd, pieces: vec![text.text.into()] },
                [count, Value::None],
                |h, reply, [count, _]| reply_value(h, reply).map(|_| count),
            )
        }
        (true, _) => {
            let name = type_name(h, args[1]);
            Err(h.type_error(format!("write() argument must be str, not {name}")))
        }
        (false, data @ (Value::Bytes(_) | Value::ByteArray(_))) if stream::is_stream(file(h, args[0])?) => {
            let data = octets(h, data).to_vec();
            stream::write(h, args[0], &data, Value::Int(data.len() as i64))
        }
        (false, data @ (Value::Bytes(_) | Value::ByteArray(_))) => {
            ask(Request::WriteBytes { fd, bytes: octets(h, data).to_vec() })
        }
        (false, _) => {
            let name = type_name(h, args[1]);
            Err(h.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

fn seek(h: &mut Heap, args: &[Value]) -> Res {
    let fd = open_fd(h, args[0], "seek of")?;
    let mut offset = int_argument(h, args[1])?;
    let whence = if args[2].is_unbound() { 0 } else { int_argument(h, args[2])? };
    let state = file(h, args[0])?;
    let unread = (state.buffer.len() - state.at) as i64;
    state.buffer = Vec::new();
    state.at = 0;
    if whence == 1 {
        offset -= unread;
    }
    if whence == 0 && offset < 0 {
        return Err(h.value_error(format!("negative seek position {offset}")));
    }
    ask(Request::Seek { fd, offset, whence: whence as u8 })
}

fn tell(h: &mut Heap, args: &[Value]) -> Res {
    let fd = open_fd(h, args[0], "tell of")?;
    let state = file(h, args[0])?;
    let unread = (state.buffer.len() - state.at) as i64;
    request(Request::Seek { fd, offset: 0, whence: 1 }, [Value::Int(unread), Value::None], |h, reply, [unread, _]| {
        let (Reply::Int(place), Value::Int(unread)) = (&reply, unread) else { return reply_value(h, reply) };
        Ok(Value::Int(place - unread))
    })
}

fn flush(h: &mut Heap, args: &[Value]) -> Res {
    let fd = open_fd(h, args[0], "flush of")?;
    if fd == Fd(1) || fd == Fd(2) {
        return ask(Request::Flush { fd });
    }
    stream::flush(h, args[0], Value::None)
}

fn close(h: &mut Heap, args: &[Value]) -> Res {
    let Some(fd) = file(h, args[0])?.fd else { return Ok(Value::None) };
    if fd.0 <= 2 {
        return Ok(Value::None);
    }
    if file(h, args[0])?.stream.is_some() {
        return stream::close(h, args[0]);
    }
    file(h, args[0])?.fd = None;
    request(Request::Close { fd }, [Value::None; 2], |h, reply, _| reply_value(h, reply).map(|_| Value::None))
}

fn fileno(h: &mut Heap, args: &[Value]) -> Res {
    Ok(Value::Int(i64::from(open_fd(h, args[0], "")?.0)))
}
