//! `_sync`: threads and what they wait for, as the frozen modules `threading`, `queue` and `concurrent.futures` use
//! it. One function is one request.

use crate::ids::Tid;
use crate::sys::{ObjectSpec, Patience, Reply, Request, SysError};
use crate::vm::builtins::NativeModule;
use crate::vm::compare::truth;
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, NativeDef, Res, VmCall};
use crate::vm::object::KernelKind;
use crate::vm::types::sync::{self, ask, create, object, patience, plain, request};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_sync", functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("allocate_lock", &[], 0, |_, _| create(ObjectSpec::Lock, KernelKind::Lock)),
    NativeDef::new("RLock", &[], 0, |_, _| create(ObjectSpec::RLock, KernelKind::RLock)),
    NativeDef::new("event", &[], 0, |_, _| create(ObjectSpec::Event, KernelKind::Event)),
    NativeDef::new("future", &[], 0, |_, _| create(ObjectSpec::Future, KernelKind::Future)),
    NativeDef::new("condition", &["lock"], 1, condition),
    NativeDef::new("semaphore", &["value", "bounded"], 2, semaphore),
    NativeDef::new("barrier", &["parties"], 1, barrier),
    NativeDef::new("queue", &["maxsize"], 1, queue),
    NativeDef::new("acquire", &["object", "blocking", "timeout"], 3, acquire),
    NativeDef::new("release", &["object", "n"], 2, release),
    NativeDef::new("cond_wait", &["object", "lock", "timeout"], 3, cond_wait),
    NativeDef::new("cond_notify", &["object", "n"], 2, cond_notify),
    NativeDef::new("is_set", &["object"], 1, |h, a| {
        Ok(object(h, a[0])?).and_then(|object| ask(Request::IsSet { object }))
    }),
    NativeDef::new("is_owned", &["object"], 1, |h, a| {
        object(h, a[0]).and_then(|object| ask(Request::IsOwned { object }))
    }),
    NativeDef::new("wait", &["object", "timeout"], 2, wait),
    NativeDef::new("set", &["object"], 1, |h, a| object(h, a[0]).and_then(|object| ask(Request::EventSet { object }))),
    NativeDef::new("clear", &["object"], 1, |h, a| {
        object(h, a[0]).and_then(|object| ask(Request::EventClear { object }))
    }),
    NativeDef::new("owner", &["object", "tid"], 2, owner),
    NativeDef::new("barrier_wait", &["object", "timeout"], 2, barrier_wait),
    NativeDef::new("barrier_reset", &["object", "abort"], 2, barrier_reset),
    NativeDef::new("barrier_state", &["object"], 1, |h, a| {
        object(h, a[0]).and_then(|object| ask(Request::BarrierState { object }))
    }),
    NativeDef::new("put", &["object", "block", "timeout"], 3, put),
    NativeDef::new("get", &["object", "block", "timeout"], 3, get),
    NativeDef::new("task_done", &["object"], 1, |h, a| {
        object(h, a[0]).and_then(|object| ask(Request::QueueTaskDone { object }))
    }),
    NativeDef::new("join_queue", &["object"], 1, |h, a| {
        object(h, a[0]).and_then(|object| ask(Request::QueueJoin { object }))
    }),
    NativeDef::new("queue_state", &["object"], 1, |h, a| {
        object(h, a[0]).and_then(|object| ask(Request::QueueState { object }))
    }),
    NativeDef::new("spawn", &["function", "name", "daemon"], 3, spawn),
    NativeDef::new("join", &["tid", "timeout"], 2, join),
    NativeDef::new("is_alive", &["tid"], 1, |h, a| tid(h, a[0]).and_then(|thread| ask(Request::IsAlive { thread }))),
    NativeDef::new("rename", &["tid", "name"], 2, rename),
    NativeDef::new("uncaught", &["traceback"], 1, uncaught),
    NativeDef::new("yield_", &[], 0, |_, _| ask(Request::Yield)),
    NativeDef::new("current_tid", &[], 0, |_, _| Err(Esc::Vm(VmCall::CurrentTid))),
    NativeDef::new("current", &[], 0, |_, _| Err(Esc::Vm(VmCall::CurrentThread))),
    NativeDef::new("set_current", &["thread"], 1, |_, a| Err(Esc::Vm(VmCall::SetCurrentThread(a[0])))),
    NativeDef::new("ident", &["tid"], 1, |h, a| tid(h, a[0]).map(|tid| Value::Int(sync::ident(tid.0)))),
];

fn init(_: &mut Heap) -> Vec<(&'static str, Value)> {
    vec![("TIMEOUT_MAX", Value::Float(sync::TIMEOUT_MAX))]
}

/// Tells of an exception that has ended a thread.
fn uncaught(h: &mut Heap, args: &[Value]) -> Res {
    let traceback = crate::vm::types::str::text(h, args[0]).unwrap_or_default().to_owned();
    ask(Request::Uncaught { traceback })
}

fn number(h: &mut Heap, v: Value) -> Res<i64> {
    match v {
        Value::Int(i) => Ok(i),
        Value::Bool(b) => Ok(i64::from(b)),
        Value::Big(_) => Ok(i64::MAX),
        Value::Float(f) => Ok(f.ceil() as i64),
        _ => {
            let name = crate::vm::repr::type_name(h, v);
            Err(h.type_error(format!("'<' not supported between instances of '{name}' and 'int'")))
        }
    }
}

fn tid(h: &mut Heap, v: Value) -> Res<Tid> {
    Ok(Tid(number(h, v)? as u32))
}

fn condition(h: &mut Heap, args: &[Value]) -> Res {
    match args[0] {
        Value::Kernel(id) if matches!(h.kernel.get(id).kind, KernelKind::Lock | KernelKind::RLock) => {
            let lock = h.kernel.get(id).id;
            create(ObjectSpec::Condition { lock }, KernelKind::Condition)
        }
        _ => Err(h.raise("NotImplementedError", "a Condition is supported over a Lock or an RLock only")),
    }
}

fn semaphore(h: &mut Heap, args: &[Value]) -> Res {
    let value = number(h, args[0])? as u64;
    let bound = truth(h, args[1])?.then_some(value);
    create(ObjectSpec::Semaphore { value, bound }, KernelKind::Semaphore)
}

fn barrier(h: &mut Heap, args: &[Value]) -> Res {
    let parties = number(h, args[0])? as u32;
    create(ObjectSpec::Barrier { parties }, KernelKind::Barrier)
}

fn queue(h: &mut Heap, args: &[Value]) -> Res {
    let maxsize = number(h, args[0])?.max(0) as u64;
    create(ObjectSpec::Queue { maxsize }, KernelKind::Queue)
}

fn block_or_not(h: &mut Heap, block: Value, timeout: Value) -> Res<Patience> {
    if truth(h, block)? { patience(h, timeout) } else { Ok(Patience::Try) }
}

fn acquire(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let patience = block_or_not(h, args[1], args[2])?;
    ask(Request::Acquire { object, patience })
}

fn release(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let n = number(h, args[1])?.clamp(0, i64::from(u32::MAX)) as u32;
    ask(Request::Release { object, n })
}

/// Waits on a condition. Meanwhile its lock, kept beside, counts as given back.
fn cond_wait(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let patience = patience(h, args[2])?;
    let depth = match args[1] {
        Value::Kernel(id) => std::mem::take(&mut h.kernel.get_mut(id).count),
        _ => 0,
    };
    request(Request::CondWait { object, patience }, [args[1], Value::Int(i64::from(depth))], |h, reply, keep| {
        if let (Value::Kernel(id), Value::Int(depth)) = (keep[0], keep[1]) {
            h.kernel.get_mut(id).count = depth as u32;
        }
        not_held(h, reply, "cannot wait on un-acquired lock")
    })
}

fn cond_notify(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let n = match number(h, args[1])? {
        n if n < 0 => u32::MAX,
        n => n.min(i64::from(u32::MAX)) as u32,
    };
    request(Request::CondNotify { object, n }, [Value::None; 2], |h, reply, _| {
        not_held(h, reply, "cannot notify on un-acquired lock")
    })
}

fn not_held(h: &mut Heap, reply: Reply, message: &str) -> Res {
    match reply {
        Reply::Error(SysError::NotHeld) => Err(h.raise("RuntimeError", message)),
        other => plain(h, other),
    }
}

fn wait(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let patience = patience(h, args[1])?;
    ask(Request::EventWait { object, patience })
}

fn owner(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let owner = if args[1].is_none() { None } else { Some(tid(h, args[1])?) };
    ask(Request::FutureOwner { object, owner })
}

/// The arrival index, or None where the barrier is broken.
fn barrier_wait(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let patience = patience(h, args[1])?;
    request(Request::BarrierWait { object, patience }, [Value::None; 2], |h, reply, _| match reply {
        Reply::Error(SysError::BrokenBarrier) => Ok(Value::None),
        other => plain(h, other),
    })
}

fn barrier_reset(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let abort = truth(h, args[1])?;
    ask(Request::BarrierReset { object, abort })
}

fn put(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let patience = block_or_not(h, args[1], args[2])?;
    ask(Request::QueuePut { object, patience })
}

fn get(h: &mut Heap, args: &[Value]) -> Res {
    let object = object(h, args[0])?;
    let patience = block_or_not(h, args[1], args[2])?;
    ask(Request::QueueGet { object, patience })
}

/// Starts a thread on a callable without arguments; the result is its number.
fn spawn(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Str(name) = args[1] else { return Err(h.type_error("name must be a str")) };
    let name = h.str(name).to_owned();
    let daemon = truth(h, args[2])?;
    let token = match h.tokens.iter().position(|place| place.is_unbound()) {
        Some(free) => free,
        None => {
            h.tokens.push(Value::Unbound);
            h.tokens.len() - 1
        }
    };
    h.tokens[token] = args[0];
    request(Request::Spawn { token: token as u64, name, daemon }, [Value::Int(token as i64), Value::None], spawned)
}

fn spawned(h: &mut Heap, reply: Reply, keep: [Value; 2]) -> Res {
    if let (Reply::Error(_), Value::Int(token)) = (&reply, keep[0]) {
        h.tokens[token as usize] = Value::Unbound;
    }
    plain(h, reply)
}

fn join(h: &mut Heap, args: &[Value]) -> Res {
    let thread = tid(h, args[0])?;
    let patience = patience(h, args[1])?;
    ask(Request::Join { thread, patience })
}

fn rename(h: &mut Heap, args: &[Value]) -> Res {
    let thread = tid(h, args[0])?;
    let Value::Str(name) = args[1] else { return Err(h.type_error("name must be a str")) };
    let name = h.str(name).to_owned();
    ask(Request::Rename { thread, name })
}
