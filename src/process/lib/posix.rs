//! `_posix`: processes, signals and descriptors, as the frozen modules `os`, `signal` and `multiprocessing` use them. One
//! function is one request.

use crate::ids::Fd;
use crate::sys::{Patience, Reply, Request, SignalAction};
use crate::vm::builtins::NativeModule;
use crate::vm::compare::{octets, plain as inner, truth};
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::types::int_argument;
use crate::vm::types::sync::{ask, os_error, patience, plain, request, seconds};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_posix", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("fork", &[], 0, |_, _| ask(Request::Fork { fresh: None })),
    NativeDef::new("fork_fresh", &["payload"], 1, |h, a| {
        let payload = bytes_argument(h, a[0])?;
        ask(Request::Fork { fresh: Some(payload) })
    }),
    NativeDef::new("getpid", &[], 0, |_, _| ask(Request::ProcessId)),
    NativeDef::new("getppid", &[], 0, |_, _| ask(Request::ParentId)),
    NativeDef::new("processors", &[], 0, |_, _| ask(Request::Processors)),
    NativeDef::new("wait", &["pid", "block", "timeout"], 3, wait),
    NativeDef::new("kill", &["/pid", "/signal"], 2, kill),
    NativeDef::new("set_signal", &["signal", "action"], 2, set_signal),
    NativeDef::new("set_signal_hook", &["hook"], 1, |h, a| {
        h.signal_hook = a[0];
        Ok(Value::None)
    }),
    NativeDef::new("alarm", &["seconds"], 1, |h, a| {
        let seconds = seconds(h, a[0])?;
        ask(Request::Alarm { seconds })
    }),
    NativeDef::new("pause", &[], 0, |_, _| ask(Request::Pause)),
    NativeDef::new("pipe", &[], 0, |_, _| ask(Request::Pipe)),
    NativeDef::new("pipe_pair", &[], 0, |_, _| ask(Request::PipePair)),
    NativeDef::new("read", &["/fd", "/length"], 2, read),
    NativeDef::new("write", &["/fd", "/data"], 2, write),
    NativeDef::new("close", &["fd"], 1, |h, a| {
        let fd = descriptor(h, a[0])?;
        ask(Request::Close { fd })
    }),
    NativeDef::new("dup", &["/fd"], 1, |h, a| {
        let fd = descriptor(h, a[0])?;
        ask(Request::Duplicate { fd, to: None })
    }),
    NativeDef::new("dup2", &["fd", "fd2"], 2, |h, a| {
        let (fd, to) = (descriptor(h, a[0])?, descriptor(h, a[1])?);
        ask(Request::Duplicate { fd, to: Some(to) })
    }),
    NativeDef::new("lseek", &["/fd", "/position", "/how"], 3, |h, a| {
        let fd = descriptor(h, a[0])?;
        let (offset, whence) = (int_argument(h, a[1])?, int_argument(h, a[2])?);
        ask(Request::Seek { fd, offset, whence: whence as u8 })
    }),
    NativeDef::new("open", &["path", "mode"], 2, |h, a| {
        let text = |v| crate::vm::types::text_of(h, v).unwrap_or_default().to_owned();
        let (path, mode) = (text(a[0]), text(a[1]));
        ask(Request::Open { path, mode })
    }),
    NativeDef::new("flush", &["fd"], 1, |h, a| {
        let fd = descriptor(h, a[0])?;
        ask(Request::Flush { fd })
    }),
    NativeDef::new("poll", &["fds", "timeout"], 2, poll),
];

/// A descriptor; `EBADF` for a number that cannot be one.
pub(super) fn descriptor(h: &mut Heap, v: Value) -> Res<Fd> {
    let number = int_argument(h, v)?;
    u32::try_from(number).map(Fd).map_err(|_| os_error(h, 9, None))
}

/// Bytes or a bytearray.
pub(super) fn bytes_argument(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    match inner(h, v) {
        data @ (Value::Bytes(_) | Value::ByteArray(_)) => Ok(octets(h, data).to_vec()),
        _ => {
            let name = crate::vm::repr::type_name(h, v);
            Err(h.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

/// The child's number and status; (0, 0) where none has ended in time.
fn wait(h: &mut Heap, args: &[Value]) -> Res {
    let pid = int_argument(h, args[0])?;
    let patience = if truth(h, args[1])? { patience(h, args[2])? } else { Patience::Try };
    ask(Request::WaitChild { pid, patience })
}

fn kill(h: &mut Heap, args: &[Value]) -> Res {
    let (pid, signal) = (int_argument(h, args[0])?, int_argument(h, args[1])?);
    let Ok(signal) = i32::try_from(signal) else { return Err(os_error(h, 22, None)) };
    ask(Request::Kill { pid, signal })
}

/// 0: the default, 1: nothing, 2: the program's handler.
fn set_signal(h: &mut Heap, args: &[Value]) -> Res {
    let signal = int_argument(h, args[0])? as i32;
    let action = match int_argument(h, args[1])? {
        0 => SignalAction::Default,
        1 => SignalAction::Ignore,
        _ => SignalAction::Handle,
    };
    ask(Request::SetSignal { signal, action })
}

fn read(h: &mut Heap, args: &[Value]) -> Res {
    let fd = descriptor(h, args[0])?;
    let Ok(n) = u64::try_from(int_argument(h, args[1])?) else { return Err(os_error(h, 22, None)) };
    request(Request::Read { fd, n: Some(n) }, [Value::None; 2], |h, reply, _| match reply {
        Reply::Eof => Ok(h.new_bytes(Vec::new())),
        Reply::Text(text) => Ok(h.new_bytes(text.into_bytes())),
        other => plain(h, other),
    })
}

fn write(h: &mut Heap, args: &[Value]) -> Res {
    let fd = descriptor(h, args[0])?;
    let bytes = bytes_argument(h, args[1])?;
    ask(Request::WriteBytes { fd, bytes })
}

/// The descriptors of a list that can be read.
fn poll(h: &mut Heap, args: &[Value]) -> Res {
    let items = match args[0] {
        Value::List(id) => h.lists.get(id).items.clone(),
        _ => return Err(h.type_error("a list of descriptors is needed")),
    };
    let fds = items.into_iter().map(|v| descriptor(h, v)).collect::<Res<Vec<Fd>>>()?;
    let patience = match patience(h, args[1])? {
        Patience::For(0.0) => Patience::Try,
        other => other,
    };
    ask(Request::Poll { fds, patience })
}
