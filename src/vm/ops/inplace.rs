//! In-place operators of the mutable built-in types. Each gives back its left operand.

use super::{index, payload, prelude};
use crate::code::instr::BinOp;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{Esc, Res};
use crate::vm::types::{bytes, dict_methods, int, set_methods};
use crate::vm::value::Value;

/// The in-place form, where the left operand has one of its own; none where `a op= b` means `a = a op b`.
pub fn binary(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
    let right = payload(h, b);
    match (op, payload(h, a), right) {
        (BinOp::IAdd, Value::List(list), _) => {
            let new = match right {
                Value::List(other) => h.lists.get(other).items.clone(),
                Value::Tuple(other) => h.tuples.get(other).items.to_vec(),
                _ => match items::collect(h, b) {
                    Err(Esc::Slow) => return Err(prelude("list_iadd", vec![a, b])),
                    collected => collected?,
                },
            };
            h.charge(new.len() * 16);
            h.lists.get_mut(list).items.extend(new);
        }
        (BinOp::IMul, Value::List(list), _) if int::is_int(right) => {
            let count = index(h, right)?.max(0) as u64;
            let size = h.lists.get(list).items.len() as u64 * 16;
            h.reserve(size.saturating_mul(count))?;
            let items = if size == 0 { Vec::new() } else { h.lists.get(list).items.repeat(count as usize) };
            h.charge(items.len() * 16);
            h.lists.get_mut(list).items = items;
        }
        (BinOp::IAdd, Value::ByteArray(array), Value::Bytes(_) | Value::ByteArray(_)) => {
            let new = super::sequence::bytes(h, right).to_vec();
            h.charge(new.len());
            h.bytearrays.get_mut(array).data.extend(new);
        }
        (BinOp::IMul, Value::ByteArray(array), _) if int::is_int(right) => {
            let count = index(h, right)?.max(0) as u64;
            h.reserve((h.bytearrays.get(array).data.len() as u64).saturating_mul(count))?;
            let Value::ByteArray(new) = bytes::repeated(h, array, count as usize) else { return Ok(None) };
            h.bytearrays.get_mut(array).data = std::mem::take(&mut h.bytearrays.get_mut(new).data);
        }
        (BinOp::IOr | BinOp::IAnd | BinOp::ISub | BinOp::IXor, set @ Value::Set(_), _) => {
            match set_methods::binary(h, op, set, right) {
                Err(Esc::Slow) => {
                    let name = h.new_str(set_method(op));
                    return Err(prelude("set_in_place", vec![name, a, b]));
                }
                Ok(None) => return Ok(None),
                done => done?,
            };
        }
        (BinOp::IOr, Value::Dict(id), _) => match dict_methods::merge(h, id, b) {
            Err(Esc::Slow) => return Err(prelude("dict_ior", vec![a, b])),
            merged => merged?,
        },
        _ => return Ok(None),
    }
    Ok(Some(a))
}

fn set_method(op: BinOp) -> &'static str {
    match op {
        BinOp::IOr => "update",
        BinOp::IAnd => "intersection_update",
        BinOp::ISub => "difference_update",
        _ => "symmetric_difference_update",
    }
}
