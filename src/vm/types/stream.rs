//! Files over a descriptor that is no regular file (a pipe): they are read as it fills, and written through a buffer.

use super::file::{file, hand_out, length_of_chars, open_fd, take_in};
use super::sync::{plain as reply_value, request};
use crate::sys::{Reply, Request};
use crate::vm::heap::Heap;
use crate::vm::native::Res;
use crate::vm::object::{FileState, Misc, Stream};
use crate::vm::value::Value;

/// Bytes asked for at a time, and bytes that are kept back before they are written.
const CHUNK: usize = 8192;

/// What a reader waits for, in place of a number of bytes or characters.
pub const ALL: i64 = -1;
/// One line.
pub const LINE: i64 = -2;
/// All lines, as a list.
pub const LINES: i64 = -3;

/// What is there of a descriptor: a file that can be moved about in, or a stream.
pub fn on_descriptor(fd: crate::ids::Fd, mode: &str, buffering: i64, keep_open: bool) -> Res {
    let mode_code = mode.bytes().fold(0_i64, |code, byte| code << 8 | i64::from(byte));
    let code = Value::Int(mode_code << 2 | (buffering.clamp(-1, 1) + 1));
    let place = Request::Seek { fd, offset: 0, whence: 1 };
    request(place, [code, Value::Int(i64::from(fd.0) << 1 | i64::from(keep_open))], |h, reply, keep| {
        let [Value::Int(code), Value::Int(fd)] = keep else { return Ok(Value::None) };
        if let Reply::Error(crate::sys::SysError::Os { errno: 9, .. }) = reply {
            return reply_value(h, reply);
        }
        let (fd, keep_open) = (fd >> 1, fd & 1 == 1);
        let regular = fd <= 2 || matches!(reply, Reply::Int(_) | Reply::Unit);
        let mode: String = (code >> 2).to_be_bytes().iter().filter(|b| **b != 0).map(|&b| char::from(b)).collect();
        let text = !mode.contains('b');
        let stream = Stream {
            out: Vec::new(),
            most: if code & 3 == 1 { 0 } else { CHUNK },
            lines: code & 3 == 2 && text,
            keep_open,
            regular,
        };
        let state = FileState {
            fd: Some(crate::ids::Fd(fd as u32)),
            name: fd.to_string(),
            mode,
            text,
            stream: Some(Box::new(stream)),
            ..FileState::default()
        };
        Ok(h.new_misc(Misc::File(Box::new(state))))
    })
}

/// Whether a file is read as it fills.
pub fn is_stream(state: &FileState) -> bool {
    state.stream.as_ref().is_some_and(|stream| !stream.regular)
}

/// Reads until there is what `goal` wants, or the end.
pub fn read(h: &mut Heap, this: Value, goal: i64) -> Res {
    if let Some(count) = enough(file(h, this)?, goal) {
        return finish(h, this, goal, count);
    }
    let fd = open_fd(h, this, "read of")?;
    request(Request::Read { fd, n: Some(CHUNK as u64) }, [this, Value::Int(goal)], |h, reply, [this, goal]| {
        let Value::Int(goal) = goal else { return Ok(Value::None) };
        let before = unread(file(h, this)?).len();
        take_in(h, this, reply)?;
        let after = unread(file(h, this)?).len();
        if before == after { finish(h, this, goal, after) } else { read(h, this, goal) }
    })
}

fn unread(state: &FileState) -> &[u8] {
    &state.buffer[state.at..]
}

/// How many bytes of the buffer to hand out, if there are enough.
fn enough(state: &FileState, goal: i64) -> Option<usize> {
    let rest = unread(state);
    match goal {
        LINE => rest.iter().position(|&b| b == b'\n').map(|end| end + 1),
        ALL | LINES => None,
        n if !state.text => (rest.len() as i64 >= n).then_some(n as usize),
        n => {
            let starts = rest.iter().filter(|b| (**b & 0xc0) != 0x80).count() as i64;
            let there = starts > n || (starts == n && std::str::from_utf8(rest).is_ok());
            there.then(|| length_of_chars(rest, n as usize))
        }
    }
}

fn finish(h: &mut Heap, this: Value, goal: i64, count: usize) -> Res {
    if goal != LINES {
        let rest = unread(file(h, this)?).len();
        return hand_out(h, this, count.min(rest));
    }
    let mut lines = Vec::new();
    loop {
        let rest = unread(file(h, this)?);
        if rest.is_empty() {
            return Ok(h.new_list(lines));
        }
        let count = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |end| end + 1);
        lines.push(hand_out(h, this, count)?);
    }
}

/// Keeps what is to be written, and writes when it is much. `count` is the result.
pub fn write(h: &mut Heap, this: Value, data: &[u8], count: Value) -> Res {
    let state = file(h, this)?;
    let Some(stream) = &mut state.stream else { return Ok(count) };
    stream.out.extend_from_slice(data);
    let due = stream.out.len() > stream.most || (stream.lines && data.contains(&b'\n')) || (stream.most == 0);
    if due { flush(h, this, count) } else { Ok(count) }
}

/// Writes what is kept. `result` is the result.
pub fn flush(h: &mut Heap, this: Value, result: Value) -> Res {
    let state = file(h, this)?;
    let Some(fd) = state.fd else { return Ok(result) };
    let bytes = state.stream.as_mut().map(|stream| std::mem::take(&mut stream.out)).unwrap_or_default();
    if bytes.is_empty() {
        return Ok(result);
    }
    request(Request::WriteBytes { fd, bytes }, [this, result], |h, reply, [_, result]| {
        reply_value(h, reply).map(|_| result)
    })
}

/// Writes what is kept and closes the descriptor, unless that is to stay open.
pub fn close(h: &mut Heap, this: Value) -> Res {
    let state = file(h, this)?;
    let Some(fd) = state.fd.take() else { return Ok(Value::None) };
    let Some(stream) = &mut state.stream else { return Ok(Value::None) };
    let bytes = std::mem::take(&mut stream.out);
    let close = !stream.keep_open;
    let keep = [Value::Int(i64::from(fd.0)), Value::Bool(close)];
    if bytes.is_empty() {
        return if close { close_descriptor(h, Reply::Unit, keep) } else { Ok(Value::None) };
    }
    request(Request::WriteBytes { fd, bytes }, keep, |h, reply, keep| {
        let Reply::Error(error) = reply else {
            return if matches!(keep[1], Value::Bool(true)) {
                close_descriptor(h, reply, keep)
            } else {
                Ok(Value::None)
            };
        };
        Err(super::sync::sys_error(h, error))
    })
}

fn close_descriptor(_: &mut Heap, _: Reply, keep: [Value; 2]) -> Res {
    let Value::Int(fd) = keep[0] else { return Ok(Value::None) };
    request(Request::Close { fd: crate::ids::Fd(fd as u32) }, [Value::None; 2], |h, reply, _| {
        reply_value(h, reply).map(|_| Value::None)
    })
}

/// The open files that keep something back.
pub fn unflushed(h: &mut Heap, _: &[Value]) -> Res {
    let kept = |state: &FileState| state.fd.is_some() && state.stream.as_ref().is_some_and(|s| !s.out.is_empty());
    let files = h.misc.iter().filter(|(_, object)| matches!(object, Misc::File(state) if kept(state)));
    let files = files.map(|(id, _)| Value::Misc(id)).collect();
    Ok(h.new_list(files))
}
