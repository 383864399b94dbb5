//! `_mp`: what processes share, as the frozen package `multiprocessing` uses it: semaphores, memories, descriptors that
//! are closed with their last handle, and what a spawned process starts from.

use super::posix::{bytes_argument, descriptor};
use crate::ids::{ObjectId, SharedId};
use crate::sys::{Patience, Reply, Request, SharedKind, SysError};
use crate::vm::builtins::NativeModule;
use crate::vm::compare::truth;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::object::{KernelKind, KernelObject};
use crate::vm::types::sync::{ask, patience, plain, request};
use crate::vm::types::{int_argument, text_of};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_mp", functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("semaphore", &["kind", "value", "max"], 3, semaphore),
    NativeDef::new("take", &["handle", "block", "timeout"], 3, take),
    NativeDef::new("give", &["handle"], 1, give),
    NativeDef::new("value", &["handle"], 1, |h, a| {
        let id = shared(h, a[0])?;
        ask(Request::SharedValue { id })
    }),
    NativeDef::new("memory", &["size", "name"], 2, memory),
    NativeDef::new("open_memory", &["name"], 1, |h, a| {
        let name = text(h, a[0]);
        request(Request::OpenMemory { name }, [Value::None; 2], |h, reply, _| opened(h, reply))
    }),
    NativeDef::new("unlink_memory", &["name"], 1, |h, a| {
        let name = text(h, a[0]);
        ask(Request::UnlinkMemory { name })
    }),
    NativeDef::new("read", &["handle", "at", "n"], 3, |h, a| {
        let id = shared(h, a[0])?;
        let (at, n) = (int_argument(h, a[1])? as u64, int_argument(h, a[2])? as u64);
        ask(Request::ReadMemory { id, at, n })
    }),
    NativeDef::new("write", &["handle", "at", "data"], 3, |h, a| {
        let id = shared(h, a[0])?;
        let (at, bytes) = (int_argument(h, a[1])? as u64, bytes_argument(h, a[2])?);
        ask(Request::WriteMemory { id, at, bytes })
    }),
    NativeDef::new("own", &["fd"], 1, |h, a| {
        let fd = descriptor(h, a[0])?;
        Ok(handle(h, fd.0, KernelKind::Descriptor))
    }),
    NativeDef::new("adopt", &["number"], 1, |h, a| {
        let number = int_argument(h, a[0])? as u32;
        Ok(handle(h, number, KernelKind::Shared))
    }),
    NativeDef::new("number", &["handle"], 1, |h, a| {
        Ok(match a[0] {
            Value::Kernel(id) if h.kernel.get(id).kind != KernelKind::Nothing => {
                Value::Int(i64::from(h.kernel.get(id).id.0))
            }
            _ => Value::None,
        })
    }),
    NativeDef::new("disown", &["handle"], 1, disown),
    NativeDef::new("name_process", &["name"], 1, |h, a| {
        let name = text(h, a[0]);
        ask(Request::NameProcess { name })
    }),
    NativeDef::new("payload", &[], 0, |h, _| match h.settings.payload.take() {
        Some(payload) => Ok(h.new_bytes(payload)),
        None => Ok(Value::None),
    }),
];

fn init(_: &mut Heap) -> Vec<(&'static str, Value)> {
    vec![("SEM_VALUE_MAX", Value::Int(i64::from(i32::MAX)))]
}

fn text(h: &Heap, v: Value) -> String {
    text_of(h, v).unwrap_or_default().to_owned()
}

fn handle(h: &mut Heap, number: u32, kind: KernelKind) -> Value {
    h.charge(64);
    Value::Kernel(h.kernel.alloc(KernelObject { id: ObjectId(number), kind, count: 0, owner: 0 }))
}

/// The number behind a handle on something shared.
fn shared(h: &mut Heap, v: Value) -> Res<SharedId> {
    match v {
        Value::Kernel(id) if h.kernel.get(id).kind == KernelKind::Shared => Ok(SharedId(h.kernel.get(id).id.0)),
        _ => Err(h.value_error("the shared object was closed")),
    }
}

fn semaphore(h: &mut Heap, args: &[Value]) -> Res {
    let kind = match text_of(h, args[0]) {
        Some("lock") => SharedKind::Lock,
        Some("rlock") => SharedKind::RLock,
        Some("condition") => SharedKind::Condition,
        Some("queue") => SharedKind::Queue,
        _ => SharedKind::Semaphore,
    };
    let (value, max) = (int_argument(h, args[1])?, int_argument(h, args[2])?);
    match (u32::try_from(value), u32::try_from(max)) {
        (Ok(value), Ok(max)) if value <= i32::MAX as u32 => ask(Request::ShareSemaphore { kind, value, max }),
        _ => Err(crate::vm::types::sync::os_error(h, 22, None)),
    }
}

fn take(h: &mut Heap, args: &[Value]) -> Res {
    let id = shared(h, args[0])?;
    let patience = if truth(h, args[1])? { patience(h, args[2])? } else { Patience::Try };
    ask(Request::TakeShared { id, patience })
}

fn give(h: &mut Heap, args: &[Value]) -> Res {
    let id = shared(h, args[0])?;
    request(Request::GiveShared { id }, [Value::None; 2], |h, reply, _| match reply {
        Reply::Error(SysError::ReleasedTooOften) => Err(h.value_error("semaphore or lock released too many times")),
        other => plain(h, other),
    })
}

fn memory(h: &mut Heap, args: &[Value]) -> Res {
    let size = int_argument(h, args[0])?.max(0) as u64;
    let name = text_of(h, args[1]).map(str::to_owned);
    request(Request::ShareMemory { size, name }, [Value::None; 2], |h, reply, _| opened(h, reply))
}

/// A handle on the memory, and its size.
fn opened(h: &mut Heap, reply: Reply) -> Res {
    let Reply::Memory(id, size) = reply else { return plain(h, reply) };
    let memory = handle(h, id.0, KernelKind::Shared);
    Ok(h.new_tuple(vec![memory, Value::Int(size as i64)]))
}

/// Takes the number out of a handle, which stands for nothing from now on; None where it did already.
fn disown(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Kernel(id) = args[0] else { return Ok(Value::None) };
    let object = h.kernel.get_mut(id);
    if object.kind == KernelKind::Nothing {
        return Ok(Value::None);
    }
    object.kind = KernelKind::Nothing;
    Ok(Value::Int(i64::from(object.id.0)))
}
