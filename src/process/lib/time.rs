//! `_time`: the clocks.

use crate::sys::{Reply, Request};
use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::types::sync::{ask, plain, request, seconds};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_time", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("sleep", &["/seconds"], 1, sleep),
    NativeDef::new("time", &[], 0, |_, _| ask(Request::UnixTime)),
    NativeDef::new("monotonic", &[], 0, |_, _| ask(Request::Monotonic)),
    NativeDef::new("perf_counter", &[], 0, |_, _| ask(Request::Monotonic)),
    NativeDef::new("process_time", &[], 0, |_, _| ask(Request::CpuTime)),
    NativeDef::new("thread_time", &[], 0, |_, _| ask(Request::CpuTime)),
    NativeDef::new("time_ns", &[], 0, |_, _| request(Request::UnixTime, [Value::None; 2], nanoseconds)),
    NativeDef::new("monotonic_ns", &[], 0, |_, _| request(Request::Monotonic, [Value::None; 2], nanoseconds)),
    NativeDef::new("perf_counter_ns", &[], 0, |_, _| request(Request::Monotonic, [Value::None; 2], nanoseconds)),
    NativeDef::new("process_time_ns", &[], 0, |_, _| request(Request::CpuTime, [Value::None; 2], nanoseconds)),
    NativeDef::new("thread_time_ns", &[], 0, |_, _| request(Request::CpuTime, [Value::None; 2], nanoseconds)),
    NativeDef::new("zone_offset", &[], 0, |_, _| ask(Request::ZoneOffset)),
];

fn sleep(h: &mut Heap, args: &[Value]) -> Res {
    let seconds = seconds(h, args[0])?;
    if seconds < 0.0 {
        return Err(h.value_error("sleep length must be non-negative"));
    }
    ask(Request::Sleep { seconds })
}

fn nanoseconds(h: &mut Heap, reply: Reply, _: [Value; 2]) -> Res {
    match reply {
        Reply::Float(seconds) => Ok(Value::Int((seconds * 1e9) as i64)),
        other => plain(h, other),
    }
}
