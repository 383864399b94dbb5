//! `_random`: the generator of `random.Random`, and what is drawn so often that it is native.

use num_bigint::{BigInt, BigUint};
use num_traits::Signed;
use sha2::{Digest, Sha512};

use super::math::plain;
use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::object::{BoundMethod, Misc};
use crate::vm::types::random::Mt;
use crate::vm::value::{NativeId, Value};

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_random", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("new", &[], 0, |h, _| Ok(h.new_misc(Misc::Random(Box::default())))),
    NativeDef::new("bind", &["state", "function"], 2, bind),
    NativeDef::new("seed", &["state", "a"], 2, seed),
    NativeDef::new("random", &["state"], 1, |h, a| Ok(Value::Float(generator(h, a[0])?.random()))),
    NativeDef::new("getrandbits", &["state", "/k"], 2, bits),
    NativeDef::new("below", &["state", "/n"], 2, below),
    NativeDef::new("randint", &["state", "a", "b"], 3, randint),
    NativeDef::new("shuffle", &["state", "items"], 2, shuffle),
    NativeDef::new("getstate", &["state"], 1, get_state),
    NativeDef::new("setstate", &["state", "words"], 2, set_state),
];

fn generator(h: &mut Heap, v: Value) -> Res<&mut Mt> {
    let id = match v {
        Value::Misc(id) if matches!(h.misc.get(id), Misc::Random(_)) => id,
        _ => return Err(h.type_error("a state of random is needed here")),
    };
    match h.misc.get_mut(id) {
        Misc::Random(mt) => Ok(mt),
        _ => unreachable!("looked at above"),
    }
}

/// A function of this module with its first argument: no Python frame between a program and its numbers.
fn bind(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Native(func) = args[1] else { return Err(h.type_error("a native function is needed here")) };
    let func: NativeId = func;
    h.charge(48);
    Ok(Value::Method(h.methods.alloc(BoundMethod { func: Value::Native(func), this: args[0] })))
}

/// Seeds from an int (its absolute value), or from str or bytes (with their SHA-512 appended).
fn seed(h: &mut Heap, args: &[Value]) -> Res {
    let magnitude = match plain(h, args[1]) {
        Value::Int(i) => BigUint::from(i.unsigned_abs()),
        Value::Bool(b) => BigUint::from(u8::from(b)),
        Value::Big(id) => h.bigs.get(id).abs().to_biguint().unwrap_or_default(),
        Value::Str(id) => from_text(h.str(id).as_bytes()),
        Value::Bytes(id) => from_text(&h.bytes.get(id).data),
        Value::ByteArray(id) => from_text(&h.bytearrays.get(id).data),
        _ => {
            let message = "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.";
            return Err(h.type_error(message));
        }
    };
    let mut key = magnitude.to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    generator(h, args[0])?.seed(&key);
    Ok(Value::None)
}

fn from_text(text: &[u8]) -> BigUint {
    let digest = Sha512::digest(text);
    let mut all = text.to_vec();
    all.extend_from_slice(&digest);
    BigUint::from_bytes_be(&all)
}

fn bits(h: &mut Heap, args: &[Value]) -> Res {
    let count = match args[1] {
        Value::Int(k) => k,
        Value::Bool(b) => i64::from(b),
        _ => {
            let name = crate::vm::repr::type_name(h, args[1]);
            return Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    match u64::try_from(count) {
        Err(_) => Err(h.value_error("number of bits must be non-negative")),
        Ok(count @ 0..=63) => Ok(Value::Int(generator(h, args[0])?.bits(count as u32) as i64)),
        Ok(count) => {
            h.reserve(count / 8)?;
            let drawn = generator(h, args[0])?.big_bits(count);
            Ok(h.new_int(BigInt::from(drawn)))
        }
    }
}

fn below(h: &mut Heap, args: &[Value]) -> Res {
    match plain(h, args[1]) {
        Value::Int(n) if n > 0 => Ok(Value::Int(generator(h, args[0])?.below(n as u64) as i64)),
        Value::Int(_) => Ok(Value::Int(0)),
        Value::Bool(n) => {
            if n {
                generator(h, args[0])?.below(1);
            }
            Ok(Value::Int(0))
        }
        Value::Big(id) => {
            let bound = h.bigs.get(id).to_biguint().unwrap_or_default();
            let bits = bound.bits();
            let mt = generator(h, args[0])?;
            loop {
                let drawn = mt.big_bits(bits);
                if drawn < bound {
                    return Ok(h.new_int(BigInt::from(drawn)));
                }
            }
        }
        _ => Err(h.type_error("an integer is needed here")),
    }
}

/// `randint` of two plain ints; None for anything else, which Python then deals with.
fn randint(h: &mut Heap, args: &[Value]) -> Res {
    let (Value::Int(a), Value::Int(b)) = (args[1], args[2]) else { return Ok(Value::None) };
    match b.checked_sub(a).and_then(|width| width.checked_add(1)) {
        Some(width) if width > 0 => Ok(Value::Int(a + generator(h, args[0])?.below(width as u64) as i64)),
        _ => Ok(Value::None),
    }
}

/// Shuffles a list; False for anything else.
fn shuffle(h: &mut Heap, args: &[Value]) -> Res {
    let Value::List(id) = args[1] else { return Ok(Value::Bool(false)) };
    let mut items = std::mem::take(&mut h.lists.get_mut(id).items);
    let drawn = generator(h, args[0]).map(|mt| {
        for i in (1..items.len()).rev() {
            items.swap(i, mt.below(i as u64 + 1) as usize);
        }
    });
    h.lists.get_mut(id).items = items;
    drawn.map(|()| Value::Bool(true))
}

fn get_state(h: &mut Heap, args: &[Value]) -> Res {
    let (words, next) = generator(h, args[0])?.state();
    let mut items: Vec<Value> = words.iter().map(|&word| Value::Int(i64::from(word))).collect();
    items.push(Value::Int(next as i64));
    Ok(h.new_tuple(items))
}

fn set_state(h: &mut Heap, args: &[Value]) -> Res {
    let mut words = Vec::new();
    if let Value::Tuple(id) = args[1] {
        for &item in &h.tuples.get(id).items {
            let Value::Int(word) = item else { continue };
            words.push(word as u32);
        }
    }
    let next = words.pop().unwrap_or(u32::MAX) as usize;
    if generator(h, args[0])?.set_state(words, next) {
        return Ok(Value::None);
    }
    Err(h.value_error("state vector is the wrong size"))
}
