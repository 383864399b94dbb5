//! `abs`, `round`, `divmod`, `pow`, `hash`, `hex`, `oct`, `bin`.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, Zero};

use crate::code::instr::BinOp;
use crate::vm::class::{flag, has_flag};
use crate::vm::compare::{self, plain};
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, Res};
use crate::vm::ops;
use crate::vm::repr::type_name;
use crate::vm::types::{float, int_argument};
use crate::vm::value::Value;

fn big(h: &mut Heap, v: Value) -> Res<Option<BigInt>> {
    if has_flag(h, v, flag::NUMBER) {
        return Err(Esc::Slow);
    }
    Ok(match plain(h, v) {
        Value::Int(i) => Some(BigInt::from(i)),
        Value::Bool(b) => Some(BigInt::from(i64::from(b))),
        Value::Big(id) => Some(h.bigs.get(id).clone()),
        _ => None,
    })
}

/// `hash(obj)`.
pub fn hash(h: &mut Heap, args: &[Value]) -> Res {
    Ok(Value::Int(compare::hash(h, args[0])?))
}

/// `abs(x)`.
pub fn abs(h: &mut Heap, args: &[Value]) -> Res {
    match plain(h, args[0]) {
        _ if has_flag(h, args[0], flag::ARITH) => Err(Esc::Slow),
        Value::Int(i) if i != i64::MIN => Ok(Value::Int(i.abs())),
        Value::Float(f) => Ok(Value::Float(f.abs())),
        Value::Bool(b) => Ok(Value::Int(i64::from(b))),
        v @ (Value::Int(_) | Value::Big(_)) => {
            let n = big(h, v)?.unwrap_or_default();
            Ok(h.new_int(n.abs()))
        }
        _ => {
            let name = type_name(h, args[0]);
            Err(h.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

/// `round(number, ndigits)`.
pub fn round(h: &mut Heap, args: &[Value]) -> Res {
    let number = plain(h, args[0]);
    if let (Value::Instance(_), _) = (number, args[1]) {
        return Err(Esc::Slow);
    }
    let digits = match args[1] {
        Value::Unbound | Value::None => None,
        given => Some(int_argument(h, given)?),
    };
    match (number, digits) {
        (Value::Float(f), None) => round_to_int(h, f),
        (Value::Float(f), Some(digits)) => round_float(h, f, digits),
        (Value::Int(_) | Value::Big(_), None) => Ok(number),
        (Value::Bool(b), None) => Ok(Value::Int(i64::from(b))),
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), Some(digits)) => {
            let n = big(h, number)?.unwrap_or_default();
            let rounded = round_int(n, digits);
            Ok(h.new_int(rounded))
        }
        _ => {
            let name = type_name(h, args[0]);
            Err(h.type_error(format!("type {name} doesn't define __round__ method")))
        }
    }
}

fn round_to_int(h: &mut Heap, f: f64) -> Res {
    if f.is_nan() {
        return Err(h.value_error("cannot convert float NaN to integer"));
    }
    if f.is_infinite() {
        return Err(h.raise("OverflowError", "cannot convert float infinity to integer"));
    }
    let whole = f.round_ties_even();
    if whole.abs() < 9e18 {
        return Ok(Value::Int(whole as i64));
    }
    let whole = num_traits::FromPrimitive::from_f64(whole).unwrap_or_default();
    Ok(h.new_int(whole))
}

fn round_float(h: &mut Heap, f: f64, digits: i64) -> Res {
    let rounded = float::rounded(f, digits);
    if rounded.is_infinite() && f.is_finite() {
        return Err(h.raise("OverflowError", "rounded value too large to represent"));
    }
    Ok(Value::Float(rounded))
}

fn round_int(n: BigInt, digits: i64) -> BigInt {
    if digits >= 0 {
        return n;
    }
    if digits < -10_000 {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
    let (quotient, rest) = n.div_mod_floor(&unit);
    let twice = &rest * 2;
    let up = twice > unit || twice == unit && quotient.is_odd();
    (if up { quotient + 1 } else { quotient }) * unit
}

/// `divmod(x, y)`.
pub fn divmod(h: &mut Heap, args: &[Value]) -> Res {
    if has_flag(h, args[0], flag::ARITH) || has_flag(h, args[1], flag::ARITH) {
        return Err(Esc::Slow);
    }
    let (a, b) = (plain(h, args[0]), plain(h, args[1]));
    let number = |v| matches!(v, Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_));
    if !number(a) || !number(b) {
        let (a, b) = (type_name(h, args[0]), type_name(h, args[1]));
        return Err(h.type_error(format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'")));
    }
    let float = matches!(a, Value::Float(_)) || matches!(b, Value::Float(_));
    if float && !compare::truth(h, b)? {
        return Err(h.raise("ZeroDivisionError", "float divmod()"));
    }
    let quotient = ops::binary(h, BinOp::FloorDiv, a, b)?;
    let rest = ops::binary(h, BinOp::Mod, a, b)?;
    Ok(h.new_tuple(vec![quotient, rest]))
}

/// `pow(base, exp, mod)`.
pub fn pow(h: &mut Heap, args: &[Value]) -> Res {
    if args[2].is_unbound() || args[2].is_none() {
        return ops::binary(h, BinOp::Pow, args[0], args[1]);
    }
    let (Some(mut base), Some(mut exponent), Some(modulus)) = (big(h, args[0])?, big(h, args[1])?, big(h, args[2])?)
    else {
        return Err(h.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    };
    if modulus.is_zero() {
        return Err(h.value_error("pow() 3rd argument cannot be 0"));
    }
    if exponent.sign() == Sign::Minus {
        let Some(inverse) = base.modinv(&modulus) else {
            return Err(h.value_error("base is not invertible for the given modulus"));
        };
        base = inverse;
        exponent = -exponent;
    }
    let power = base.modpow(&exponent, &modulus);
    Ok(h.new_int(power))
}

/// `hex(number)`.
pub fn hex(h: &mut Heap, args: &[Value]) -> Res {
    digits(h, args[0], "0x", 16)
}

/// `oct(number)`.
pub fn oct(h: &mut Heap, args: &[Value]) -> Res {
    digits(h, args[0], "0o", 8)
}

/// `bin(number)`.
pub fn bin(h: &mut Heap, args: &[Value]) -> Res {
    digits(h, args[0], "0b", 2)
}

fn digits(h: &mut Heap, v: Value, prefix: &str, radix: u32) -> Res {
    let Some(n) = big(h, v)? else {
        let name = type_name(h, v);
        return Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")));
    };
    let sign = if n.sign() == Sign::Minus { "-" } else { "" };
    let text = format!("{sign}{prefix}{}", n.magnitude().to_str_radix(radix));
    Ok(h.new_string(text))
}
