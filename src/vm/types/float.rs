//! `float`: arithmetic as Python defines it, `float(...)`, its methods and hash. Conversions round once, half to even.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::int;
use crate::code::instr::BinOp;
use crate::vm::class::{flag, has_flag};
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, NativeDef, Res, Slow};
use crate::vm::ops::payload;
use crate::vm::repr::type_name;
use crate::vm::value::Value;

pub use super::float_text::{parse, repr};

/// A plain operator on floats. None: `float` does not know the operator.
pub fn binary(h: &mut Heap, op: BinOp, x: f64, y: f64) -> Res<Option<Value>> {
    let value = match op {
        BinOp::Add => x + y,
        BinOp::Sub => x - y,
        BinOp::Mul => x * y,
        BinOp::Div if y == 0.0 => return Err(h.raise("ZeroDivisionError", "float division by zero")),
        BinOp::Div => x / y,
        BinOp::FloorDiv if y == 0.0 => return Err(h.raise("ZeroDivisionError", "float floor division by zero")),
        BinOp::FloorDiv => div_mod(x, y).0,
        BinOp::Mod if y == 0.0 => return Err(h.raise("ZeroDivisionError", "float modulo")),
        BinOp::Mod => div_mod(x, y).1,
        BinOp::Pow => pow(h, x, y)?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Float(value)))
}

/// `x // y` and `x % y` for `y != 0`.
fn div_mod(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(y);
    } else if (y < 0.0) != (rest < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(x / y), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

/// `divmod(x, y)`.
pub fn divmod(h: &mut Heap, x: f64, y: f64) -> Res {
    if y == 0.0 {
        return Err(h.raise("ZeroDivisionError", "float divmod()"));
    }
    let (quotient, rest) = div_mod(x, y);
    Ok(h.new_tuple(vec![Value::Float(quotient), Value::Float(rest)]))
}

/// `x ** y`. There are no complex numbers: a negative number to a fractional power is a `ValueError`.
pub fn pow(h: &mut Heap, x: f64, y: f64) -> Res<f64> {
    if x == 0.0 && y < 0.0 {
        return Err(h.raise("ZeroDivisionError", "0.0 cannot be raised to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return Err(h.value_error("negative number cannot be raised to a fractional power (no complex numbers here)"));
    }
    let value = super::real::pow(x, y);
    if value.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range_error(h));
    }
    Ok(value)
}

/// The `OverflowError` of C's `ERANGE`.
pub fn range_error(h: &mut Heap) -> Esc {
    let text = h.new_str("Numerical result out of range");
    h.raise_args("OverflowError", vec![Value::Int(34), text])
}

/// Any `int` as a float; `OverflowError` when too large.
pub fn from_int(h: &mut Heap, v: Value) -> Res<f64> {
    if let Some(i) = int::small(h, v) {
        return Ok(i as f64);
    }
    let Some(x) = int::big(h, v) else { return Err(Esc::Slow) };
    let value = ratio(x.magnitude(), &BigUint::one());
    if value.is_infinite() {
        return Err(h.raise("OverflowError", "int too large to convert to float"));
    }
    Ok(if x.is_negative() { -value } else { value })
}

/// Any `int` or `float` value as a float; none for other types.
pub fn number(h: &mut Heap, v: Value) -> Res<Option<f64>> {
    match payload(h, v) {
        Value::Float(f) => Ok(Some(f)),
        v if int::is_int(v) => from_int(h, v).map(Some),
        _ => Ok(None),
    }
}

/// The float nearest to `a / b` (`b` not 0), half to even, infinite when too large.
pub fn ratio(a: &BigUint, b: &BigUint) -> f64 {
    if a.is_zero() {
        return 0.0;
    }
    // A quotient of 66 or 67 bits and a sticky bit hold all that rounding to 53 bits needs.
    let shift = 66 - (a.bits() as i64 - b.bits() as i64);
    let (quotient, rest) =
        if shift >= 0 { (a << shift as u64).div_rem(b) } else { a.div_rem(&(b << shift.unsigned_abs())) };
    let quotient = u128::try_from(quotient).unwrap_or(u128::MAX);
    scaled(quotient, !rest.is_zero(), -shift)
}

/// The float nearest to `mantissa * 2**exponent`; `sticky` says that the mantissa is a little too small.
pub fn scaled(mantissa: u128, sticky: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let bits = 128 - i64::from(mantissa.leading_zeros());
    // The exponent of the lowest bit that the result can hold.
    let lowest = (bits + exponent - 53).max(-1074);
    let drop = lowest - exponent;
    let kept = if drop <= 0 {
        mantissa << (-drop).min(127)
    } else if drop > 127 {
        0
    } else {
        let (kept, rest) = (mantissa >> drop, mantissa & ((1 << drop) - 1));
        let half = 1_u128 << (drop - 1);
        let up = rest > half || (rest == half && (sticky || kept & 1 == 1));
        kept + u128::from(up)
    };
    let kept = kept as u64;
    if lowest + 64 - i64::from(kept.leading_zeros()) > 1024 {
        return f64::INFINITY;
    }
    // Both factors and the product are exact: the product has at most 53 bits at a place that exists.
    let power = |e: i64| f64::from_bits(((e + 1023) as u64) << 52);
    if lowest < -1022 {
        kept as f64 * power(-1022) * power(lowest + 1022)
    } else {
        kept as f64 * power(lowest.min(1023))
    }
}

/// Mantissa (an integer) and exponent of a finite float: `x == mantissa * 2**exponent`, the sign left out.
pub fn decode(x: f64) -> (u64, i64) {
    let bits = x.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) }
}

/// `int(x)`: towards zero.
pub fn to_int(h: &mut Heap, x: f64) -> Res {
    if x.is_nan() {
        return Err(h.value_error("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(h.raise("OverflowError", "cannot convert float infinity to integer"));
    }
    let whole = x.trunc();
    if whole.abs() < 9.2e18 {
        return Ok(Value::Int(whole as i64));
    }
    let (mantissa, exponent) = decode(whole);
    let value = BigInt::from(mantissa) << exponent.max(0) as u64;
    Ok(h.new_int(if x < 0.0 { -value } else { value }))
}

/// `round(x)`: the nearest integer, half to even.
pub fn round_to_int(h: &mut Heap, x: f64) -> Res {
    to_int(h, x.round_ties_even())
}

/// `round(x, digits)`, correctly rounded.
pub fn round(h: &mut Heap, x: f64, digits: i64) -> Res {
    let value = rounded(x, digits);
    if value.is_infinite() && x.is_finite() {
        return Err(h.raise("OverflowError", "rounded value too large to represent"));
    }
    Ok(Value::Float(value))
}

/// `x` rounded to `digits` places after the point, half to even by its exact value; infinite when too large.
pub fn rounded(x: f64, digits: i64) -> f64 {
    if !x.is_finite() || x == 0.0 || digits > 323 {
        return x;
    }
    if digits < -308 {
        return 0.0_f64.copysign(x);
    }
    if digits >= 0 {
        return format!("{:.*}", digits as usize, x).parse().unwrap_or(x);
    }
    let (mantissa, exponent) = decode(x);
    let scale = BigUint::from(10_u8).pow(digits.unsigned_abs() as u32);
    let (mut numerator, mut unit) = (BigUint::from(mantissa), scale.clone());
    if exponent >= 0 {
        numerator <<= exponent as u64;
    } else {
        unit <<= exponent.unsigned_abs();
    }
    let (mut quotient, rest) = numerator.div_rem(&unit);
    let twice = rest * 2_u8;
    if twice > unit || (twice == unit && quotient.is_odd()) {
        quotient += 1_u8;
    }
    ratio(&(quotient * scale), &BigUint::one()).copysign(x)
}

/// `hash(x)`: equal to the hash of an equal integer. A NaN hashes by its bits.
pub fn hash(x: f64) -> i64 {
    if x.is_infinite() {
        return if x > 0.0 { 314_159 } else { -314_159 };
    }
    if x.is_nan() {
        return x.to_bits() as i64 & i64::MAX;
    }
    let (mantissa, exponent) = decode(x);
    let mut residue = mantissa % int::HASH_MODULUS;
    // Multiplying by a power of two modulo 2**61 - 1 is a rotation of 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    residue = ((residue << turn) & int::HASH_MODULUS) | (residue >> (61 - turn));
    if residue == int::HASH_MODULUS {
        residue = 0;
    }
    int::sign_hash(x < 0.0, residue)
}

/// `float(x=0.0)`.
pub static CONSTRUCT: NativeDef = NativeDef::new("float", &["/x"], 0, construct).slow(Slow::Prelude("float_new"));

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let x = args[0];
    if x.is_unbound() {
        return Ok(Value::Float(0.0));
    }
    if has_flag(h, x, flag::NUMBER) {
        return Err(Esc::Slow);
    }
    if let Some(value) = number(h, x)? {
        return Ok(Value::Float(value));
    }
    let text = match payload(h, x) {
        Value::Str(id) => h.str(id).to_owned(),
        Value::Bytes(id) => String::from_utf8_lossy(&h.bytes.get(id).data).into_owned(),
        Value::ByteArray(id) => String::from_utf8_lossy(&h.bytearrays.get(id).data).into_owned(),
        _ => {
            let name = type_name(h, x);
            return Err(h.type_error(format!("float() argument must be a string or a real number, not '{name}'")));
        }
    };
    match parse(&text) {
        Some(value) => Ok(Value::Float(value)),
        None => {
            let v = payload(h, x);
            let shown = crate::vm::repr::repr(h, v)?;
            Err(h.value_error(format!("could not convert string to float: {shown}")))
        }
    }
}

/// The methods of `float`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("float.is_integer", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        Ok(Value::Bool(x.is_finite() && x == x.trunc()))
    }),
    NativeDef::new("float.conjugate", &["self"], 1, |h, a| receiver(h, a[0]).map(Value::Float)),
    NativeDef::new("float.hex", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        let text = super::float_text::hex(x);
        Ok(h.new_string(text))
    }),
    NativeDef::new("float.as_integer_ratio", &["self"], 1, as_integer_ratio),
    NativeDef::new("float.__int__", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        to_int(h, x)
    }),
    NativeDef::new("float.__floor__", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        to_int(h, x.floor())
    }),
    NativeDef::new("float.__ceil__", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        to_int(h, x.ceil())
    }),
    NativeDef::new("float.__round__", &["self", "/ndigits"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        match a[1] {
            Value::Unbound | Value::None => round_to_int(h, x),
            digits => {
                let digits = crate::vm::ops::index_clamped(h, digits)?;
                round(h, x, digits)
            }
        }
    }),
    NativeDef::new("float.__trunc__", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        to_int(h, x)
    }),
    NativeDef::new("float.__float__", &["self"], 1, |h, a| receiver(h, a[0]).map(Value::Float)),
];

/// Class methods of `float`: the class comes first.
pub static CLASS_METHODS: &[NativeDef] = &[NativeDef::new("float.fromhex", &["cls", "/string"], 2, from_hex)];

/// Read-only attributes (their first parameter is called `property`) of `float`.
pub static PROPERTIES: &[NativeDef] = &[
    NativeDef::new("float.real", &["property"], 1, |h, a| receiver(h, a[0]).map(Value::Float)),
    NativeDef::new("float.imag", &["property"], 1, |_, _| Ok(Value::Float(0.0))),
];

fn receiver(h: &mut Heap, v: Value) -> Res<f64> {
    if let Value::Float(f) = payload(h, v) {
        return Ok(f);
    }
    let name = type_name(h, v);
    Err(h.type_error(format!("descriptor requires a 'float' object but received a '{name}'")))
}

fn as_integer_ratio(h: &mut Heap, args: &[Value]) -> Res {
    let x = receiver(h, args[0])?;
    if x.is_infinite() {
        return Err(h.raise("OverflowError", "cannot convert Infinity to integer ratio"));
    }
    if x.is_nan() {
        return Err(h.value_error("cannot convert NaN to integer ratio"));
    }
    let (mut mantissa, mut exponent) = decode(x);
    if mantissa == 0 {
        exponent = 0;
    }
    while mantissa & 1 == 0 && exponent < 0 {
        mantissa >>= 1;
        exponent += 1;
    }
    let numerator = BigInt::from(mantissa) << exponent.max(0) as u64;
    let denominator = BigInt::one() << (-exponent).max(0) as u64;
    let numerator = h.new_int(if x < 0.0 { -numerator } else { numerator });
    let denominator = h.new_int(denominator);
    Ok(h.new_tuple(vec![numerator, denominator]))
}

fn from_hex(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Str(id) = payload(h, args[1]) else {
        let name = type_name(h, args[1]);
        return Err(h.type_error(format!("fromhex() argument must be str, not {name}")));
    };
    match super::float_text::from_hex(h.str(id)) {
        Some(x) if x.is_infinite() && h.str(id).contains(['x', 'X']) => {
            Err(h.raise("OverflowError", "hexadecimal value too large to represent as a float"))
        }
        Some(x) => Ok(match args[0] {
            Value::Class(class) => crate::vm::class::wrap_payload(h, class, Value::Float(x)),
            _ => Value::Float(x),
        }),
        None => Err(h.value_error("invalid hexadecimal floating-point string")),
    }
}
