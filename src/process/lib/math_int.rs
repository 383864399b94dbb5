//! The functions of `math` on integers.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::math::plain;
use crate::code::instr::BinOp;
use crate::vm::heap::Heap;
use crate::vm::native::Res;
use crate::vm::value::Value;

/// An integer of any size; floats are refused.
fn integer(h: &mut Heap, v: Value) -> Res<BigInt> {
    match plain(h, v) {
        Value::Int(i) => Ok(BigInt::from(i)),
        Value::Bool(b) => Ok(BigInt::from(u8::from(b))),
        Value::Big(id) => Ok(h.bigs.get(id).clone()),
        _ => {
            let name = crate::vm::repr::type_name(h, v);
            Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

/// A small integer that decides how much work there is.
fn small(h: &mut Heap, n: &BigInt, function: &str) -> Res<u64> {
    match n.to_u64() {
        Some(n) if n <= 1 << 32 => Ok(n),
        _ => Err(h.raise("OverflowError", format!("{function}() argument should not exceed 4294967296"))),
    }
}

pub(super) fn factorial(h: &mut Heap, args: &[Value]) -> Res {
    let n = integer(h, args[0])?;
    if n.is_negative() {
        return Err(h.value_error("factorial() not defined for negative values"));
    }
    let n = small(h, &n, "factorial")?;
    h.reserve(n.saturating_mul(u64::from(64 - n.leading_zeros())) / 8)?;
    let product = range_product(1, n);
    Ok(h.new_int(product))
}

/// The product of `from..=to`, halves first so that the factors stay of like size.
fn range_product(from: u64, to: u64) -> BigInt {
    if from > to {
        return BigInt::one();
    }
    if to - from < 8 {
        return (from..=to).map(BigInt::from).product();
    }
    let middle = from + (to - from) / 2;
    range_product(from, middle) * range_product(middle + 1, to)
}

pub(super) fn gcd(h: &mut Heap, args: &[Value]) -> Res {
    if let [Value::Int(a), Value::Int(b)] = args
        && *a != i64::MIN
        && *b != i64::MIN
    {
        return Ok(Value::Int(a.gcd(b)));
    }
    let mut result = BigInt::zero();
    for &arg in args {
        result = result.gcd(&integer(h, arg)?);
    }
    Ok(h.new_int(result))
}

pub(super) fn lcm(h: &mut Heap, args: &[Value]) -> Res {
    let mut result = BigInt::one();
    for &arg in args {
        result = result.lcm(&integer(h, arg)?);
    }
    Ok(h.new_int(result.abs()))
}

pub(super) fn comb(h: &mut Heap, args: &[Value]) -> Res {
    let (n, k) = (integer(h, args[0])?, integer(h, args[1])?);
    if n.is_negative() {
        return Err(h.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(h.value_error("k must be a non-negative integer"));
    }
    if k > n {
        return Ok(Value::Int(0));
    }
    let rest = &n - &k;
    let k = small(h, &k.min(rest), "comb")?;
    h.reserve(k.saturating_mul(n.bits()) / 8)?;
    let mut result = BigInt::one();
    for i in 0..k {
        result = result * (&n - i) / (i + 1);
    }
    Ok(h.new_int(result))
}

pub(super) fn perm(h: &mut Heap, args: &[Value]) -> Res {
    if args[1].is_unbound() || args[1].is_none() {
        return factorial(h, args);
    }
    let (n, k) = (integer(h, args[0])?, integer(h, args[1])?);
    if n.is_negative() {
        return Err(h.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(h.value_error("k must be a non-negative integer"));
    }
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = small(h, &k, "perm")?;
    h.reserve(k.saturating_mul(n.bits()) / 8)?;
    let mut result = BigInt::one();
    for i in 0..k {
        result *= &n - i;
    }
    Ok(h.new_int(result))
}

pub(super) fn isqrt(h: &mut Heap, args: &[Value]) -> Res {
    let n = integer(h, args[0])?;
    if n.is_negative() {
        return Err(h.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(h.new_int(n.sqrt()))
}

pub(super) fn prod(h: &mut Heap, args: &[Value]) -> Res {
    let items = crate::vm::items::collect(h, args[0])?;
    let mut result = if args[1].is_unbound() { Value::Int(1) } else { args[1] };
    for item in items {
        result = crate::vm::ops::binary(h, BinOp::Mul, result, item)?;
    }
    Ok(result)
}
