//! `bytes` and `bytearray`.

use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::{NativeDef, Res, Slow};
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

/// `bytes(source, encoding, errors)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("bytes", &["source", "encoding", "errors"], 0, |h, a| {
    let data = construct(h, a, "bytes")?;
    Ok(h.new_bytes(data))
})
.slow(Slow::Prelude("bytes_new"));

/// `bytearray(source, encoding, errors)`.
pub static ARRAY_CONSTRUCT: NativeDef = NativeDef::new("bytearray", &["source", "encoding", "errors"], 0, |h, a| {
    let data = construct(h, a, "bytearray")?;
    Ok(new_bytearray(h, data))
})
.slow(Slow::Prelude("bytearray_new"));

fn construct(h: &mut Heap, args: &[Value], name: &str) -> Res<Vec<u8>> {
    let (source, encoding) = (args[0], args[1]);
    let inner = payload(h, source);
    if let Value::Str(id) = inner {
        if encoding.is_unbound() {
            return Err(h.type_error("string argument without an encoding"));
        }
        let text = h.str(id).to_owned();
        let encoded = super::codec::encode(h, &text, encoding, args[2])?;
        return Ok(bytes_like(h, encoded).unwrap_or_default().to_vec());
    }
    if !encoding.is_unbound() || !args[2].is_unbound() {
        return Err(h.type_error("encoding without a string argument"));
    }
    match inner {
        Value::Unbound => Ok(Vec::new()),
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            let count = index(h, inner)?;
            if count < 0 {
                return Err(h.value_error("negative count"));
            }
            h.reserve(count as u64)?;
            Ok(vec![0; count as usize])
        }
        Value::Bytes(_) | Value::ByteArray(_) => Ok(bytes_like(h, inner).unwrap_or_default().to_vec()),
        // It may have a `__bytes__`.
        Value::Instance(_) => Err(crate::vm::native::Esc::Slow),
        _ if !items::is_iterable(h, source) => {
            let found = type_name(h, source);
            Err(h.type_error(format!("cannot convert '{found}' object to {name}")))
        }
        _ => from_iterable_as(h, source, if name == "bytes" { BYTES_RANGE } else { BYTE_RANGE }),
    }
}

const BYTES_RANGE: &str = "bytes must be in range(0, 256)";
/// What a `bytearray` says of a number that is no byte.
pub const BYTE_RANGE: &str = "byte must be in range(0, 256)";

/// The bytes that an iterable of integers stands for.
pub fn from_iterable(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    from_iterable_as(h, v, BYTES_RANGE)
}

/// As [`from_iterable`] with the message for a number that is no byte.
pub fn from_iterable_as(h: &mut Heap, v: Value, message: &'static str) -> Res<Vec<u8>> {
    let mut data = Vec::new();
    for item in items::collect(h, v)? {
        data.push(byte(h, item, message)?);
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
