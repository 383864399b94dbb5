//! `print`, `input`, `open`, and functions that only the VM can answer.

use crate::ids::Fd;
use crate::sys::{Reply, Request};
use crate::vm::compare::{plain, truth};
use crate::vm::heap::Heap;
use crate::vm::native::{Callee, Esc, Res, TailCall, VmCall};
use crate::vm::object::{FileState, Misc};
use crate::vm::repr::{self, type_name};
use crate::vm::types::sync::{plain as reply_value, request};
use crate::vm::types::{file, int_argument, stream};
use crate::vm::value::Value;

/// `print(*values, sep, end, file, flush)`. The values, the separators and the end are pieces of their own.
pub fn print(h: &mut Heap, args: &[Value]) -> Res {
    let [sep, end, file, flush, values @ ..] = args else { return Ok(Value::None) };
    let (fd, stream) = destination(h, *file)?;
    let flush = !flush.is_unbound() && truth(h, *flush)?;
    let sep = optional_text(h, *sep, "sep", " ")?;
    let end = optional_text(h, *end, "end", "\n")?;
    let mut pieces: Vec<Box<str>> = Vec::with_capacity(values.len() * 2 + 1);
    for (n, &value) in values.iter().enumerate() {
        if n > 0 && !sep.is_empty() {
            pieces.push(sep.as_str().into());
        }
        pieces.push(repr::str(h, value)?.into_boxed_str());
    }
    if !end.is_empty() {
        pieces.push(end.into_boxed_str());
    }
    if let Some(file) = stream {
        stream::write(h, file, pieces.concat().as_bytes(), Value::None)?;
        return if flush { stream::flush(h, file, Value::None) } else { Ok(Value::None) };
    }
    let then = if flush && (fd == Fd(1) || fd == Fd(2)) { flush_after } else { written };
    request(Request::Write { fd, pieces }, [Value::Int(i64::from(fd.0)), Value::None], then)
}

fn written(h: &mut Heap, reply: Reply, _: [Value; 2]) -> Res {
    reply_value(h, reply).map(|_| Value::None)
}

fn flush_after(h: &mut Heap, reply: Reply, keep: [Value; 2]) -> Res {
    let Value::Int(fd) = keep[0] else { return Ok(Value::None) };
    reply_value(h, reply)?;
    request(Request::Flush { fd: Fd(fd as u32) }, keep, written)
}

/// The descriptor that a text file is written to, and the file itself where it keeps back what is written. `Slow` for anything else with a `write` method.
fn destination(h: &mut Heap, file: Value) -> Res<(Fd, Option<Value>)> {
    let file = match file {
        Value::Unbound | Value::None => match current_stdout(h) {
            Some(file) => file,
            None => return Ok((Fd(1), None)),
        },
        given => given,
    };
    let Value::Misc(id) = file else { return Err(Esc::Slow) };
    match h.misc.get(id) {
        Misc::File(state) if state.text && state.at >= state.buffer.len() => match state.fd {
            Some(fd) if file::is_writable(state) => Ok((fd, stream::is_stream(state).then_some(file))),
            _ => Err(Esc::Slow),
        },
        _ => Err(Esc::Slow),
    }
}

/// `sys.stdout`, if a program may have changed it.
fn current_stdout(h: &Heap) -> Option<Value> {
    let module = h.modules.get(*h.loaded.get("sys")?);
    let slot = module.index.get(&h.find_name("stdout")?)?;
    module.slots.get(*slot as usize).copied().filter(|value| !value.is_unbound())
}

fn optional_text(h: &mut Heap, v: Value, name: &str, missing: &str) -> Res<String> {
    match plain(h, v) {
        Value::Unbound | Value::None => Ok(missing.to_owned()),
        Value::Str(id) => Ok(h.str(id).to_owned()),
        _ => {
            let of = type_name(h, v);
            Err(h.type_error(format!("{name} must be None or a string, not {of}")))
        }
    }
}

/// `input(prompt)`.
pub fn input(_: &mut Heap, args: &[Value]) -> Res {
    let args = args.iter().copied().filter(|arg| !arg.is_unbound()).collect();
    Err(Esc::Call(Box::new(TailCall { func: Callee::Prelude("read_input"), args })))
}

/// `open(file, mode, ...)`.
pub fn open(h: &mut Heap, args: &[Value]) -> Res {
    let path = match plain(h, args[0]) {
        Value::Int(_) | Value::Bool(_) => return open_descriptor(h, args),
        Value::Str(id) => h.str(id).to_owned(),
        Value::Bytes(id) => String::from_utf8_lossy(&h.bytes.get(id).data).into_owned(),
        Value::Instance(_) => {
            let args = args.iter().copied().filter(|arg| !arg.is_unbound()).collect();
            return Err(Esc::Call(Box::new(TailCall { func: Callee::Prelude("open_path"), args })));
        }
        _ => {
            let name = type_name(h, args[0]);
            return Err(h.type_error(format!("expected str, bytes or os.PathLike object, not {name}")));
        }
    };
    let mode = mode_of(h, args[1])?;
    let keep = [h.new_str(&path), h.new_str(&mode)];
    let path = h.settings.place(&path);
    request(Request::Open { path, mode }, keep, opened)
}

/// `open(descriptor, ...)`.
fn open_descriptor(h: &mut Heap, args: &[Value]) -> Res {
    let number = int_argument(h, args[0])?;
    let mode = mode_of(h, args[1])?;
    let Ok(number) = u32::try_from(number) else { return Err(h.value_error("negative file descriptor")) };
    let buffering = match args[2] {
        Value::Unbound => -1,
        given => int_argument(h, given)?,
    };
    if buffering == 0 && !mode.contains('b') {
        return Err(h.value_error("can't have unbuffered text I/O"));
    }
    let keep_open = !args[6].is_unbound() && !truth(h, args[6])?;
    stream::on_descriptor(Fd(number), &mode, buffering, keep_open)
}

fn mode_of(h: &mut Heap, mode: Value) -> Res<String> {
    let mode = match plain(h, mode) {
        Value::Unbound => "r".to_owned(),
        Value::Str(id) => h.str(id).to_owned(),
        _ => {
            let name = type_name(h, mode);
            return Err(h.type_error(format!("open() argument 'mode' must be str, not {name}")));
        }
    };
    check_mode(h, &mode)?;
    Ok(mode)
}

fn check_mode(h: &mut Heap, mode: &str) -> Res<()> {
    let main = mode.chars().filter(|c| "rwax".contains(*c)).count();
    let mut seen: Vec<char> = mode.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    if !mode.chars().all(|c| "rwaxbt+".contains(c)) || seen.len() != mode.chars().count() {
        return Err(h.value_error(format!("invalid mode: '{mode}'")));
    }
    if mode.contains('b') && mode.contains('t') {
        return Err(h.value_error("can't have text and binary mode at once"));
    }
    if main != 1 {
        return Err(h.value_error("must have exactly one of create/read/write/append mode"));
    }
    Ok(())
}

fn opened(h: &mut Heap, reply: Reply, keep: [Value; 2]) -> Res {
    let Reply::File(fd) = reply else { return reply_value(h, reply) };
    let text = |v: Value| if let Value::Str(id) = v { h.str(id).to_owned() } else { String::new() };
    let (name, mode) = (text(keep[0]), text(keep[1]));
    let text = !mode.contains('b');
    Ok(h.new_misc(Misc::File(Box::new(FileState { fd: Some(fd), name, mode, text, ..FileState::default() }))))
}

/// `exit(code)`.
pub fn exit(h: &mut Heap, args: &[Value]) -> Res {
    let code = if args[0].is_unbound() { Value::None } else { args[0] };
    Err(h.raise_args("SystemExit", vec![code]))
}

/// `__import__(name)`.
pub fn import(_: &mut Heap, args: &[Value]) -> Res {
    Err(Esc::Vm(VmCall::Import(args[0])))
}

/// `globals()`.
pub fn globals(_: &mut Heap, _: &[Value]) -> Res {
    Err(Esc::Vm(VmCall::Globals))
}

/// `locals()`.
pub fn locals(_: &mut Heap, _: &[Value]) -> Res {
    Err(Esc::Vm(VmCall::Locals))
}

fn unsupported(h: &mut Heap, name: &str) -> Esc {
    h.raise("RuntimeError", format!("{name}() is not supported by Racecourse: code is compiled before it runs"))
}

/// `eval`.
pub fn no_eval(h: &mut Heap, _: &[Value]) -> Res {
    Err(unsupported(h, "eval"))
}

/// `exec`.
pub fn no_exec(h: &mut Heap, _: &[Value]) -> Res {
    Err(unsupported(h, "exec"))
}

/// `compile`.
pub fn no_compile(h: &mut Heap, _: &[Value]) -> Res {
    Err(unsupported(h, "compile"))
}

/// `breakpoint`.
pub fn no_breakpoint(h: &mut Heap, _: &[Value]) -> Res {
    Err(unsupported(h, "breakpoint"))
}
