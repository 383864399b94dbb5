//! `bool`.

use crate::vm::compare;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res, Slow};
use crate::vm::value::Value;

/// `bool(x=False)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("bool", &["/x"], 0, construct).slow(Slow::Prelude("bool_new"));

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    compare::truth(h, args[0]).map(Value::Bool)
}
