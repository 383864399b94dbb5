//! Locks as objects of the language, and what every handle on a kernel object needs: how its arguments become a request
//! and how a refusal becomes an exception.

use crate::ids::ObjectId;
use crate::sys::{ObjectSpec, Patience, Reply, Request, SysError};
use crate::vm::compare::truth;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, NativeDef, Pending, Res};
use crate::vm::object::{KernelKind, KernelObject};
use crate::vm::object_functions::new_exception;
use crate::vm::value::Value;

/// Methods of `_thread.lock`.
pub static LOCK_METHODS: &[NativeDef] = &[
    NativeDef::new("lock.acquire", &["self", "blocking", "timeout"], 1, acquire),
    NativeDef::new("lock.release", &["self"], 1, release),
    NativeDef::new("lock.locked", &["self"], 1, locked),
    NativeDef::new("lock.__enter__", &["self"], 1, enter),
    NativeDef::new("lock.__exit__", &["self", "/type", "/value", "/traceback"], 1, exit),
    NativeDef::new("lock.acquire_lock", &["self", "blocking", "timeout"], 1, acquire),
    NativeDef::new("lock.release_lock", &["self"], 1, release),
    NativeDef::new("lock.locked_lock", &["self"], 1, locked),
];

/// Methods of `_thread.RLock`.
pub static RLOCK_METHODS: &[NativeDef] = &[
    NativeDef::new("RLock.acquire", &["self", "blocking", "timeout"], 1, acquire),
    NativeDef::new("RLock.release", &["self"], 1, release),
    NativeDef::new("RLock.__enter__", &["self"], 1, enter),
    NativeDef::new("RLock.__exit__", &["self", "/type", "/value", "/traceback"], 1, exit),
    NativeDef::new("RLock._is_owned", &["self"], 1, is_owned),
];

/// Longest timeout, seconds (`threading.TIMEOUT_MAX`).
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// The text between `<` and ` at 0x...>` of a handle's repr.
pub fn describe(h: &Heap, id: Id<KernelObject>) -> String {
    let object = h.kernel.get(id);
    let state = if object.count > 0 { "locked" } else { "unlocked" };
    match object.kind {
        KernelKind::Lock => format!("{state} _thread.lock object"),
        KernelKind::RLock => {
            let owner = if object.count > 0 { ident(object.owner) } else { 0 };
            format!("{state} _thread.RLock object owner={owner} count={}", object.count)
        }
        kind => format!("_sync.{} object", kind_name(kind)),
    }
}

/// The name of a kind of handle as a type name.
pub fn kind_name(kind: KernelKind) -> &'static str {
    match kind {
        KernelKind::Lock => "lock",
        KernelKind::RLock => "RLock",
        KernelKind::Condition => "condition",
        KernelKind::Semaphore => "semaphore",
        KernelKind::Event => "event",
        KernelKind::Future => "future",
        KernelKind::Barrier => "barrier",
        KernelKind::Queue => "queue",
        KernelKind::Descriptor => "descriptor",
        KernelKind::Shared => "shared",
        KernelKind::Nothing => "closed",
    }
}

/// `threading.get_ident()` of a thread: far apart and large, as addresses of thread blocks are.
pub fn ident(tid: u32) -> i64 {
    139_900_000_000_000 + i64::from(tid) * 8_392_704
}

/// Asks for something, with up to two values for `then`.
pub fn request(request: Request, keep: [Value; 2], then: fn(&mut Heap, Reply, [Value; 2]) -> Res) -> Res {
    Err(Esc::Request(Box::new(Pending { request, then, keep })))
}

/// Asks for something whose reply is the result.
pub fn ask(what: Request) -> Res {
    request(what, [Value::None; 2], |h, reply, _| plain(h, reply))
}

/// Makes a kernel object; the result is a handle on it.
pub fn create(spec: ObjectSpec, kind: KernelKind) -> Res {
    request(Request::Create(spec), [Value::Int(kind as i64), Value::None], made)
}

fn made(h: &mut Heap, reply: Reply, keep: [Value; 2]) -> Res {
    const KINDS: [KernelKind; 8] = [
        KernelKind::Lock,
        KernelKind::RLock,
        KernelKind::Condition,
        KernelKind::Semaphore,
        KernelKind::Event,
        KernelKind::Future,
        KernelKind::Barrier,
        KernelKind::Queue,
    ];
    let (Reply::Object(id), Value::Int(kind)) = (&reply, keep[0]) else { return plain(h, reply) };
    h.charge(64);
    Ok(Value::Kernel(h.kernel.alloc(KernelObject { id: *id, kind: KINDS[kind as usize], count: 0, owner: 0 })))
}

/// A reply as a value; errors are raised.
pub fn plain(h: &mut Heap, reply: Reply) -> Res {
    Ok(match reply {
        Reply::Unit | Reply::Eof => Value::None,
        Reply::Bool(b) => Value::Bool(b),
        Reply::Int(i) => Value::Int(i),
        Reply::Float(f) => Value::Float(f),
        Reply::Pair(a, b) => h.new_tuple(vec![Value::Int(a), Value::Int(b)]),
        Reply::Thread(tid) => Value::Int(i64::from(tid.0)),
        Reply::File(fd) => Value::Int(i64::from(fd.0)),
        Reply::Text(text) => h.new_string(text),
        Reply::Texts(texts) => {
            let items = texts.into_iter().map(|text| h.new_string(text)).collect();
            h.new_list(items)
        }
        Reply::Bytes(data) => h.new_bytes(data),
        Reply::Error(error) => return Err(sys_error(h, error)),
        Reply::Ready(fds) => {
            let items = fds.into_iter().map(|fd| Value::Int(i64::from(fd.0))).collect();
            h.new_list(items)
        }
        Reply::Shared(id) => {
            h.charge(64);
            let object = KernelObject { id: ObjectId(id.0), kind: KernelKind::Shared, count: 0, owner: 0 };
            Value::Kernel(h.kernel.alloc(object))
        }
        Reply::Object(_) | Reply::Http(_) | Reply::Memory(..) => unreachable!("turned into a value by its own request"),
    })
}

/// The exception for a refusal.
pub fn sys_error(h: &mut Heap, error: SysError) -> Esc {
    match error {
        SysError::NotHeld => h.raise("RuntimeError", "release unlocked lock"),
        SysError::ReleasedTooOften => h.value_error("Semaphore released too many times"),
        SysError::BrokenBarrier => h.raise("RuntimeError", ""),
        SysError::TooManyDone => h.value_error("task_done() called too many times"),
        SysError::NoThreads => h.raise("RuntimeError", "can't start new thread"),
        SysError::Os { errno, path } => os_error(h, errno, path),
        SysError::Network { message, .. } => h.raise("ConnectionError", message),
        SysError::Unsupported(message) => h.raise("NotImplementedError", message),
        SysError::Interrupted => h.raise("KeyboardInterrupt", ""),
    }
}

/// `OSError` or the subclass that stands for this number.
pub fn os_error(h: &mut Heap, errno: i32, path: Option<String>) -> Esc {
    let text = h.new_str(strerror(errno));
    let mut args = vec![Value::Int(i64::from(errno)), text];
    if let Some(path) = path {
        args.push(h.new_string(path));
    }
    let class = h.builtins.exception("OSError");
    Esc::Raise(new_exception(h, class, &args))
}

/// The words for an error number, as the C library has them.
pub fn strerror(errno: i32) -> &'static str {
    match errno {
        0 => "Success",
        1 => "Operation not permitted",
        2 => "No such file or directory",
        3 => "No such process",
        4 => "Interrupted system call",
        5 => "Input/output error",
        9 => "Bad file descriptor",
        10 => "No child processes",
        11 => "Resource temporarily unavailable",
        12 => "Cannot allocate memory",
        13 => "Permission denied",
        17 => "File exists",
        18 => "Invalid cross-device link",
        20 => "Not a directory",
        21 => "Is a directory",
        22 => "Invalid argument",
        24 => "Too many open files",
        27 => "File too large",
        28 => "No space left on device",
        29 => "Illegal seek",
        30 => "Read-only file system",
        32 => "Broken pipe",
        36 => "File name too long",
        38 => "Function not implemented",
        39 => "Directory not empty",
        104 => "Connection reset by peer",
        110 => "Connection timed out",
        111 => "Connection refused",
        _ => "Unknown error",
    }
}

/// The kernel's number behind a handle.
pub fn object(h: &mut Heap, v: Value) -> Res<ObjectId> {
    match v {
        Value::Kernel(id) => Ok(h.kernel.get(id).id),
        _ => Err(h.type_error("a lock, condition, semaphore, event, barrier or queue is needed here")),
    }
}

/// A number of seconds: int or float.
pub fn seconds(h: &mut Heap, v: Value) -> Res<f64> {
    let seconds = match v {
        Value::Float(f) => f,
        Value::Int(i) => i as f64,
        Value::Bool(b) => f64::from(u8::from(b)),
        Value::Big(_) => return Err(h.raise("OverflowError", "timestamp too large to convert to C _PyTime_t")),
        _ => {
            let name = crate::vm::repr::type_name(h, v);
            return Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    if seconds.is_nan() {
        return Err(h.value_error("Invalid value NaN (not a number)"));
    }
    Ok(seconds)
}

/// The patience that a `timeout=None` parameter states; negative is none at all.
pub fn patience(h: &mut Heap, timeout: Value) -> Res<Patience> {
    match timeout {
        Value::Unbound | Value::None => Ok(Patience::Forever),
        v => match seconds(h, v)? {
            s if s > TIMEOUT_MAX => Err(h.raise("OverflowError", "timestamp too large to convert to C _PyTime_t")),
            s => Ok(Patience::For(s.max(0.0))),
        },
    }
}

/// The patience that `blocking=True, timeout=-1` state.
fn lock_patience(h: &mut Heap, blocking: Value, timeout: Value) -> Res<Patience> {
    let blocking = match blocking {
        Value::Unbound => true,
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => truth(h, blocking)?,
        _ => {
            let name = crate::vm::repr::type_name(h, blocking);
            return Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    if timeout.is_unbound() {
        return Ok(if blocking { Patience::Forever } else { Patience::Try });
    }
    let limit = seconds(h, timeout)?;
    match (blocking, limit) {
        (false, -1.0) => Ok(Patience::Try),
        (false, _) => Err(h.value_error("can't specify a timeout for a non-blocking call")),
        (true, -1.0) => Ok(Patience::Forever),
        (true, s) if s < 0.0 => Err(h.value_error("timeout value must be positive")),
        (true, s) if s > TIMEOUT_MAX => Err(h.raise("OverflowError", "timestamp too large to convert to C _PyTime_t")),
        (true, s) => Ok(Patience::For(s)),
    }
}

fn acquire(h: &mut Heap, args: &[Value]) -> Res {
    let patience = match args {
        [_, Value::Unbound, Value::Unbound] => Patience::Forever,
        _ => lock_patience(h, args[1], args[2])?,
    };
    take(h, args[0], patience)
}

fn enter(h: &mut Heap, args: &[Value]) -> Res {
    take(h, args[0], Patience::Forever)
}

fn take(h: &mut Heap, lock: Value, patience: Patience) -> Res {
    let object = object(h, lock)?;
    request(Request::Acquire { object, patience }, [lock, Value::None], taken)
}

fn taken(h: &mut Heap, reply: Reply, keep: [Value; 2]) -> Res {
    match reply {
        Reply::Bool(true) => {
            note(h, keep[0], 1);
            Ok(Value::Bool(true))
        }
        other => plain(h, other),
    }
}

/// Remembers that a lock was taken (1) or given back (-1).
fn note(h: &mut Heap, lock: Value, change: i32) {
    if let Value::Kernel(id) = lock {
        let object = h.kernel.get_mut(id);
        object.count = object.count.saturating_add_signed(change);
    }
}

fn release(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    request(Request::Release { object, n: 1 }, [args[0], Value::None], released)
}

fn exit(h: &mut Heap, args: &[Value]) -> Res {
    release(h, args)
}

fn released(h: &mut Heap, reply: Reply, keep: [Value; 2]) -> Res {
    match reply {
        Reply::Error(SysError::NotHeld) => {
            let reentrant = matches!(keep[0], Value::Kernel(id) if h.kernel.get(id).kind == KernelKind::RLock);
            let message = if reentrant { "cannot release un-acquired lock" } else { "release unlocked lock" };
            Err(h.raise("RuntimeError", message))
        }
        Reply::Unit => {
            note(h, keep[0], -1);
            Ok(Value::None)
        }
        other => plain(h, other),
    }
}

fn locked(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    ask(Request::IsSet { object })
}

fn is_owned(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    ask(Request::IsOwned { object })
}
