//! `bytes` and `bytearray`.

use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::Res;
use crate::vm::object::ByteArray;
use crate::vm::ops::{index, payload};
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// A new `bytearray`.
pub fn new_bytearray(h: &mut Heap, data: Vec<u8>) -> Value {
    h.charge(data.len() + 40);
    Value::ByteArray(h.bytearrays.alloc(ByteArray { data }))
}

/// A `bytearray` of `count` copies.
pub fn repeated(h: &mut Heap, id: Id<ByteArray>, count: usize) -> Value {
    let data = h.bytearrays.get(id).data.repeat(count);
    new_bytearray(h, data)
}

/// The bytes of a bytes-like object.
pub fn bytes_like(h: &Heap, v: Value) -> Option<&[u8]> {
    match payload(h, v) {
        Value::Bytes(id) => Some(&h.bytes.get(id).data),
        Value::ByteArray(id) => Some(&h.bytearrays.get(id).data),
        _ => None,
    }
}

/// The bytes that an iterable of integers stands for.
pub fn from_iterable(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    let mut data = Vec::new();
    for item in items::collect(h, v)? {
        data.push(byte(h, item, "bytes must be in range(0, 256)")?);
    }
    Ok(data)
}

/// One integer as a byte.
pub fn byte(h: &mut Heap, v: Value, message: &'static str) -> Res<u8> {
    let number = index(h, v)?;
    match u8::try_from(number) {
        Ok(byte) => Ok(byte),
        Err(_) => Err(h.value_error(message)),
    }
}

/// `bytes.decode(encoding, errors)`.
pub fn decode(h: &mut Heap, args: &[Value]) -> Res {
    let Some(data) = bytes_like(h, args[0]) else {
        let name = type_name(h, args[0]);
        return Err(h.type_error(format!("descriptor requires a bytes-like object but received a '{name}'")));
    };
    let data = data.to_vec();
    super::codec::decode(h, &data, args[1], args[2])
}
