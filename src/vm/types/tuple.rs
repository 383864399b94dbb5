//! `tuple`: its methods.

use super::{list, wrong_self};
use crate::vm::compare;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{NativeDef, Res, Slow};
use crate::vm::value::Value;

/// `tuple(iterable)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("tuple", &["/iterable"], 0, construct).slow(Slow::Collect(0));

/// Methods of `tuple`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("tuple.index", &["self", "/value", "/start", "/stop"], 2, index)
        .slow(Slow::Prelude("sequence_index")),
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

/// The name of the native getter of a named tuple's fields.
pub const FIELD_GETTER: &str = "tuple_field";

/// The item that a getter of a named tuple's field (the native [`FIELD_GETTER`] bound to an index) finds in `obj`.
pub fn field_of(h: &Heap, getter: Value, obj: Value) -> Option<Value> {
    let Value::Method(method) = getter else { return None };
    let method = h.methods.get(method);
    let (Value::Native(native), Value::Int(index)) = (method.func, method.this) else { return None };
    if h.natives[native.0 as usize].name != FIELD_GETTER {
        return None;
    }
    match compare::plain(h, obj) {
        Value::Tuple(id) => h.tuples.get(id).items.get(index as usize).copied(),
        _ => None,
    }
}
