//! `tuple`: its methods.

use super::{list, wrong_self};
use crate::vm::compare;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{NativeDef, Res, Slow};
use crate::vm::value::Value;

/// `tuple(iterable)`.
pub static CONSTRUCT: NativeDef =
    NativeDef::new("tuple", &["/iterable"], 0, construct).slow(Slow::Collect(0));

/// Methods of `tuple`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("tuple.index", &["self", "/value", "/start", "/stop"], 2, index).slow(Slow::Prelude("sequence_index")),
    NativeDef::new("tuple.count", &["self", "/value"], 2, count).slow(Slow::Prelude("sequence_count")),
];

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    match args[0] {
        Value::Unbound => Ok(h.new_tuple(Vec::new())),
        Value::Tuple(_) => Ok(args[0]),
        _ => {
            let items = items::collect(h, args[0])?;
            Ok(h.new_tuple(items))
        }
    }
}

fn this(h: &mut Heap, v: Value) -> Res<Vec<Value>> {
    match compare::plain(h, v) {
        Value::Tuple(id) => Ok(h.tuples.get(id).items.to_vec()),
        _ => Err(wrong_self(h, "tuple", v)),
    }
}

fn index(h: &mut Heap, args: &[Value]) -> Res {
    let items = this(h, args[0])?;
    let (start, stop) = list::window(h, items.len(), args[2], args[3])?;
    match list::find(h, &items[start..stop.max(start)], args[1])? {
        Some(place) => Ok(Value::Int((start + place) as i64)),
        None => Err(h.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(h: &mut Heap, args: &[Value]) -> Res {
    let items = this(h, args[0])?;
    list::count_in(h, &items, args[1])
}
