//! `hash()`: CPython's own results for numbers, and for tuples, frozensets and ranges of them; deterministic ones of our
//! own for the rest.

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

use super::plain;
use crate::vm::class::{flag, has_flag};
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, Res};
use crate::vm::object::{Misc, ViewKind};
use crate::vm::repr::type_name;
use crate::vm::types::{range, str_hash};
use crate::vm::value::Value;

/// Numbers are hashed modulo this prime.
const MODULUS: u64 = (1 << 61) - 1;
const BITS: u32 = 61;
const INFINITY: i64 = 314_159;
const MAX_DEPTH: u32 = 400;

enum NoHash {
    Slow,
    Deep,
    Type(Value),
}

/// Python's `hash()`.
#[inline]
pub fn hash(h: &mut Heap, v: Value) -> Res<i64> {
    match v {
        Value::Str(id) => Ok(h.strs.get(id).hash()),
        Value::Int(i) => Ok(hash_of_int(i)),
        _ => match compute(h, v, 0) {
            Ok(hash) => Ok(hash),
            Err(NoHash::Slow) => Err(Esc::Slow),
            Err(NoHash::Deep) => Err(h.raise("RecursionError", "maximum recursion depth exceeded")),
            Err(NoHash::Type(v)) => {
                let name = type_name(h, v);
                Err(h.type_error(format!("unhashable type: '{name}'")))
            }
        },
    }
}

/// The hash of an `int` of 64 bits.
#[inline]
pub fn hash_of_int(i: i64) -> i64 {
    let rest = (i.unsigned_abs() % MODULUS) as i64;
    not_minus_one(if i < 0 { -rest } else { rest })
}

/// The hash of a `float`; equal to that of an equal `int`.
pub fn hash_of_float(f: f64) -> i64 {
    if f.is_infinite() {
        return if f > 0.0 { INFINITY } else { -INFINITY };
    }
    if f.is_nan() {
        return not_minus_one(mix(6, f.to_bits()));
    }
    if f == 0.0 {
        return 0;
    }
    // f = mantissa * 2^exponent, and 2^61 is 1 modulo the prime.
    let bits = f.abs().to_bits();
    let raw = (bits >> 52) as i32;
    let (mantissa, exponent) =
        if raw == 0 { (bits, -1074) } else { ((bits & ((1 << 52) - 1)) | (1 << 52), raw - 1075) };
    let shift = exponent.rem_euclid(BITS as i32) as u32;
    let rest = ((u128::from(mantissa % MODULUS) << shift) % u128::from(MODULUS)) as i64;
    not_minus_one(if f < 0.0 { -rest } else { rest })
}

fn hash_of_big(big: &BigInt) -> i64 {
    let rest = (big.magnitude() % MODULUS).to_i64().unwrap_or(0);
    not_minus_one(if big.sign() == Sign::Minus { -rest } else { rest })
}

fn compute(h: &Heap, v: Value, depth: u32) -> Result<i64, NoHash> {
    if depth > MAX_DEPTH {
        return Err(NoHash::Deep);
    }
    Ok(match v {
        Value::Str(id) => h.strs.get(id).hash(),
        Value::Int(i) => hash_of_int(i),
        Value::Bool(b) => i64::from(b),
        Value::Float(f) => hash_of_float(f),
        Value::Big(id) => hash_of_big(h.bigs.get(id)),
        Value::None => 0xfca8_6420,
        Value::Bytes(id) => hash_of_bytes(&h.bytes.get(id).data),
        Value::Tuple(id) => {
            let items = &h.tuples.get(id).items;
            hash_of_tuple(items.len(), items.iter().map(|&item| compute(h, item, depth + 1)))?
        }
        Value::FrozenSet(id) => hash_of_set(h.sets.get(id).pairs().map(|(_, hash)| hash), h.sets.get(id).len()),
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) => return Err(NoHash::Type(v)),
        Value::Instance(_) | Value::Class(_) if has_flag(h, v, flag::HASH | flag::EQ) => return Err(NoHash::Slow),
        Value::Instance(_) => {
            let inner = plain(h, v);
            if inner.is(v) {
                identity(v)
            } else {
                match compute(h, inner, depth + 1) {
                    Err(NoHash::Type(_)) => return Err(NoHash::Type(v)),
                    other => other?,
                }
            }
        }
        Value::Method(id) => {
            let method = h.methods.get(id);
            not_minus_one(identity(method.func) ^ identity(method.this).rotate_left(7))
        }
        Value::Misc(id) => return hash_of_misc(h, v, h.misc.get(id), depth),
        _ => identity(v),
    })
}

fn hash_of_misc(h: &Heap, v: Value, misc: &Misc, depth: u32) -> Result<i64, NoHash> {
    match *misc {
        Misc::Range { start, stop, step } => {
            let n = range::length(start, stop, step) as i64;
            let start = if n == 0 { Value::None } else { Value::Int(start) };
            let step = if n < 2 { Value::None } else { Value::Int(step) };
            hash_of_tuple(3, [Value::Int(n), start, step].iter().map(|&item| compute(h, item, depth + 1)))
        }
        Misc::Alias { origin, args } => {
            Ok(not_minus_one(compute(h, origin, depth + 1)? ^ compute(h, args, depth + 1)?.rotate_left(9)))
        }
        Misc::Code(code) => Ok(i64::from(code) + 7),
        Misc::Slice { .. } | Misc::AttrDict(_) => Err(NoHash::Type(v)),
        Misc::DictView { kind, .. } if kind != ViewKind::Values => Err(NoHash::Type(v)),
        _ => Ok(identity(v)),
    }
}

/// The hash of a tuple of values that need no look at the heap: numbers that are hashes themselves.
pub fn tuple_hash_of(hashes: &[Value]) -> i64 {
    let numbers = hashes.iter().map(|v| if let Value::Int(i) = v { *i } else { 0 });
    hash_of_tuple(hashes.len(), numbers.map(Ok)).unwrap_or(0)
}

/// The xxHash variant of CPython's `tupleobject.c`.
fn hash_of_tuple(len: usize, hashes: impl Iterator<Item = Result<i64, NoHash>>) -> Result<i64, NoHash> {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut acc = P5;
    for hash in hashes {
        acc = acc.wrapping_add((hash? as u64).wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    acc = acc.wrapping_add(len as u64 ^ (P5 ^ 3_527_539));
    Ok(if acc == u64::MAX { 1_546_275_796 } else { acc as i64 })
}

/// The order-free mixing of CPython's `setobject.c`.
fn hash_of_set(hashes: impl Iterator<Item = i64>, len: usize) -> i64 {
    let mut acc = 0u64;
    for hash in hashes {
        let hash = hash as u64;
        acc ^= ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    }
    acc ^= (len as u64 + 1).wrapping_mul(1_927_868_237);
    acc ^= (acc >> 11) ^ (acc >> 25);
    acc = acc.wrapping_mul(69_069).wrapping_add(907_133_923);
    if acc == u64::MAX { 590_923_713 } else { acc as i64 }
}

fn hash_of_bytes(data: &[u8]) -> i64 {
    match std::str::from_utf8(data) {
        Ok(text) => str_hash(text),
        Err(_) => {
            let mixed = data
                .iter()
                .fold(0xcbf2_9ce4_8422_2325u64, |acc, &b| (acc ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
            not_minus_one(mixed as i64)
        }
    }
}

/// Whether that is the hash of the key by which object it is, not by what is in it.
pub fn is_identity(hash: i64, key: Value) -> bool {
    !matches!(key, Value::Unbound | Value::Int(_) | Value::Str(_)) && hash == identity(key)
}

fn identity(v: Value) -> i64 {
    let (kind, number) = v.key();
    not_minus_one(mix(kind, number))
}

fn mix(kind: u8, number: u64) -> i64 {
    // Like an address: neighbours differ in the low bits, which suits tables.
    ((number.wrapping_mul(31).wrapping_add(u64::from(kind))) & 0x7fff_ffff_ffff) as i64
}

fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}
