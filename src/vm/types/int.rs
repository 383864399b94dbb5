//! `int`: arithmetic on 64 bits that goes over to big integers, `int(...)`, its methods, hashes and texts.

use std::borrow::Cow;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::float;
use crate::code::instr::BinOp;
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, NativeDef, Res};
use crate::vm::ops::payload;
use crate::vm::repr::type_name;
use crate::vm::value::Value;

pub use super::int_text::{parse_value, repr};

/// Results beyond this many bits are refused with `MemoryError`.
const MAX_BITS: u64 = 64 << 23;

/// The modulus of CPython's numeric hashes, 2**61 - 1.
pub const HASH_MODULUS: u64 = (1 << 61) - 1;

/// A value that is an `int` (or `bool`, or an instance of a subclass) as 64 bits, if it fits.
pub fn small(h: &Heap, v: Value) -> Option<i64> {
    match v {
        Value::Int(i) => Some(i),
        Value::Bool(b) => Some(i64::from(b)),
        Value::Instance(id) => match h.instances.get(id).payload {
            Value::Int(i) => Some(i),
            _ => None,
        },
        _ => None,
    }
}

/// Any `int` as a big integer; none for other types.
pub fn big(h: &Heap, v: Value) -> Option<Cow<'_, BigInt>> {
    match v {
        Value::Int(i) => Some(Cow::Owned(BigInt::from(i))),
        Value::Bool(b) => Some(Cow::Owned(BigInt::from(u8::from(b)))),
        Value::Big(id) => Some(Cow::Borrowed(h.bigs.get(id))),
        Value::Instance(id) => match h.instances.get(id).payload {
            payload @ (Value::Int(_) | Value::Big(_)) => big(h, payload),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value is an `int` (`bool` included, subclasses left out).
pub fn is_int(v: Value) -> bool {
    matches!(v, Value::Int(_) | Value::Bool(_) | Value::Big(_))
}

/// A plain operator on 64-bit integers. None: `int` does not know the operator.
pub fn binary_small(h: &mut Heap, op: BinOp, x: i64, y: i64) -> Res<Option<Value>> {
    let exact = match op {
        BinOp::Add => x.checked_add(y),
        BinOp::Sub => x.checked_sub(y),
        BinOp::Mul => x.checked_mul(y),
        BinOp::And => Some(x & y),
        BinOp::Or => Some(x | y),
        BinOp::Xor => Some(x ^ y),
        BinOp::Div if y != 0 && x.unsigned_abs() <= 1 << 53 && y.unsigned_abs() <= 1 << 53 => {
            return Ok(Some(Value::Float(x as f64 / y as f64)));
        }
        BinOp::FloorDiv if y != 0 => floor_div(x, y),
        BinOp::Mod if y != 0 => Some(floor_mod(x, y)),
        BinOp::Pow => u32::try_from(y).ok().and_then(|y| x.checked_pow(y)),
        BinOp::LShift if (0..63).contains(&y) => Some(x << y).filter(|shifted| shifted >> y == x),
        BinOp::RShift if y >= 0 => Some(x >> y.min(63)),
        _ => None,
    };
    match exact {
        Some(value) => Ok(Some(Value::Int(value))),
        None => binary_big(h, op, Value::Int(x), Value::Int(y)),
    }
}

/// `x // y` for `y != 0`, none on overflow.
pub fn floor_div(x: i64, y: i64) -> Option<i64> {
    let quotient = x.checked_div(y)?;
    Some(if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient })
}

/// `x % y` for `y != 0`.
pub fn floor_mod(x: i64, y: i64) -> i64 {
    let rest = x.wrapping_rem(y);
    if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest }
}

/// A plain operator on any two `int` values. None: `int` does not know the operator.
pub fn binary_big(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
    let (Some(x), Some(y)) = (big(h, a), big(h, b)) else { return Ok(None) };
    let result = match op {
        BinOp::Add => Ok(&*x + &*y),
        BinOp::Sub => Ok(&*x - &*y),
        BinOp::Mul if x.bits() + y.bits() > MAX_BITS => Err(Problem::Memory),
        BinOp::Mul if x.bits().min(y.bits()) > MAX_WORK_BITS => Err(TOO_LONG),
        // Division is the schoolbook's: its work is the product of the lengths.
        BinOp::FloorDiv | BinOp::Mod if x.bits().saturating_mul(y.bits()) > MAX_WORK_BITS << 18 => Err(TOO_LONG),
        BinOp::Mul => Ok(&*x * &*y),
        BinOp::And => Ok(&*x & &*y),
        BinOp::Or => Ok(&*x | &*y),
        BinOp::Xor => Ok(&*x ^ &*y),
        BinOp::Div => return true_div(h, a, b).map(Some),
        BinOp::FloorDiv if y.is_zero() => Err(Problem::ZeroDivision("integer division or modulo by zero")),
        BinOp::FloorDiv => Ok(x.div_floor(&y)),
        BinOp::Mod if y.is_zero() => Err(Problem::ZeroDivision("integer modulo by zero")),
        BinOp::Mod => Ok(x.mod_floor(&y)),
        BinOp::Pow if y.is_negative() => return negative_pow(h, a, b).map(Some),
        BinOp::Pow => pow(&x, &y),
        BinOp::LShift | BinOp::RShift if y.is_negative() => Err(Problem::Value("negative shift count")),
        BinOp::LShift => shift_left(&x, &y),
        BinOp::RShift => Ok(match u64::try_from(&*y) {
            Ok(count) if count < x.bits() + 1 => &*x >> count,
            _ => BigInt::from(if x.is_negative() { -1 } else { 0 }),
        }),
        _ => return Ok(None),
    };
    finish(h, result).map(Some)
}

/// Numbers with more bits are not multiplied, divided or raised to powers: no switch, stop or limit can come between.
const MAX_WORK_BITS: u64 = 1 << 23;
const TOO_LONG: Problem = Problem::Overflow("Racecourse computes with integers of at most 8 million bits");

/// What can go wrong in pure integer arithmetic.
enum Problem {
    ZeroDivision(&'static str),
    Value(&'static str),
    Overflow(&'static str),
    Memory,
}

fn finish(h: &mut Heap, result: Result<BigInt, Problem>) -> Res {
    match result {
        Ok(value) => {
            h.reserve(value.bits() / 8)?;
            Ok(h.new_int(value))
        }
        Err(problem) => Err(raise(h, problem)),
    }
}

fn raise(h: &mut Heap, problem: Problem) -> Esc {
    match problem {
        Problem::ZeroDivision(text) => h.raise("ZeroDivisionError", text),
        Problem::Value(text) => h.value_error(text),
        Problem::Overflow(text) => h.raise("OverflowError", text),
        Problem::Memory => h.raise("MemoryError", ""),
    }
}

fn pow(x: &BigInt, y: &BigInt) -> Result<BigInt, Problem> {
    if y.is_zero() || x.is_one() {
        return Ok(BigInt::one());
    }
    if x.is_zero() {
        return Ok(BigInt::zero());
    }
    if x.magnitude().is_one() {
        return Ok(if y.is_even() { BigInt::one() } else { x.clone() });
    }
    let exponent = u32::try_from(y).map_err(|_| Problem::Memory)?;
    if (x.bits() - 1).saturating_mul(u64::from(exponent)) > MAX_BITS {
        return Err(Problem::Memory);
    }
    let power_of_two = x.magnitude().trailing_zeros() == Some(x.bits() - 1);
    if !power_of_two && x.bits().saturating_mul(u64::from(exponent)) > MAX_WORK_BITS {
        return Err(TOO_LONG);
    }
    Ok(x.pow(exponent))
}

fn shift_left(x: &BigInt, y: &BigInt) -> Result<BigInt, Problem> {
    if x.is_zero() {
        return Ok(BigInt::zero());
    }
    match u64::try_from(y) {
        Ok(count) if x.bits().saturating_add(count) <= MAX_BITS => Ok(x << count),
        Ok(count) if count <= i64::MAX as u64 => Err(Problem::Memory),
        _ => Err(Problem::Overflow("too many digits in integer")),
    }
}

/// `a ** b` for integers with negative `b`: a float.
fn negative_pow(h: &mut Heap, a: Value, b: Value) -> Res {
    let (x, y) = (float::from_int(h, a)?, float::from_int(h, b)?);
    float::pow(h, x, y).map(Value::Float)
}

/// `a / b` for two integers, correctly rounded.
fn true_div(h: &mut Heap, a: Value, b: Value) -> Res {
    let (Some(x), Some(y)) = (big(h, a), big(h, b)) else { return Err(Esc::Slow) };
    if y.is_zero() {
        return Err(h.raise("ZeroDivisionError", "division by zero"));
    }
    let negative = x.is_negative() != y.is_negative();
    let quotient = float::ratio(x.magnitude(), y.magnitude());
    if quotient.is_infinite() {
        return Err(h.raise("OverflowError", "integer division result too large for a float"));
    }
    Ok(Value::Float(if negative { -quotient } else { quotient }))
}

/// `divmod(a, b)` for two integers.
pub fn divmod(h: &mut Heap, a: Value, b: Value) -> Res {
    let (Some(x), Some(y)) = (big(h, a), big(h, b)) else { return Err(Esc::Slow) };
    if y.is_zero() {
        return Err(h.raise("ZeroDivisionError", "integer division or modulo by zero"));
    }
    let (quotient, rest) = x.div_mod_floor(&y);
    let pair = vec![h.new_int(quotient), h.new_int(rest)];
    Ok(h.new_tuple(pair))
}

/// `pow(a, b, m)`.
pub fn pow_mod(h: &mut Heap, a: Value, b: Value, m: Value) -> Res {
    let (Some(x), Some(y), Some(modulus)) = (big(h, a), big(h, b), big(h, m)) else {
        return Err(match (a, b, m) {
            (Value::Float(_), ..) | (_, Value::Float(_), _) | (.., Value::Float(_)) => {
                h.type_error("pow() 3rd argument not allowed unless all arguments are integers")
            }
            _ => {
                let (a, b, m) = (type_name(h, a), type_name(h, b), type_name(h, m));
                h.type_error(format!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{m}'"))
            }
        });
    };
    let result = if modulus.is_zero() {
        Err(Problem::Value("pow() 3rd argument cannot be 0"))
    } else if y.is_negative() {
        let positive = modulus.abs();
        match x.mod_floor(&positive).modinv(&positive) {
            Some(inverse) => Ok(inverse.modpow(&-&*y, &modulus)),
            None if positive.is_one() => Ok(BigInt::zero()),
            None => Err(Problem::Value("base is not invertible for the given modulus")),
        }
    } else {
        Ok(x.modpow(&y, &modulus))
    };
    finish(h, result)
}

/// `-a`.
pub fn neg(h: &mut Heap, a: Value) -> Res {
    if let Some(value) = small(h, a).and_then(i64::checked_neg) {
        return Ok(Value::Int(value));
    }
    let Some(value) = big(h, a).map(|x| -&*x) else { return Err(Esc::Slow) };
    Ok(h.new_int(value))
}

/// `~a`.
pub fn invert(h: &mut Heap, a: Value) -> Res {
    if let Some(value) = small(h, a) {
        return Ok(Value::Int(!value));
    }
    let Some(value) = big(h, a).map(|x| !&*x) else { return Err(Esc::Slow) };
    Ok(h.new_int(value))
}

/// `abs(a)`.
pub fn abs(h: &mut Heap, a: Value) -> Res {
    match big(h, a) {
        Some(x) if x.is_negative() => neg(h, a),
        _ => Ok(plain(h, a)),
    }
}

/// The value as an exact `int`: `bool` and instances of subclasses unwrapped.
pub fn plain(h: &Heap, v: Value) -> Value {
    match v {
        Value::Bool(b) => Value::Int(i64::from(b)),
        Value::Instance(id) => h.instances.get(id).payload,
        _ => v,
    }
}

/// `round(a, digits)`: to a multiple of `10**-digits` for negative digits, half to even.
pub fn round(h: &mut Heap, a: Value, digits: i64) -> Res {
    let Some(x) = big(h, a) else { return Err(Esc::Slow) };
    if digits >= 0 {
        return Ok(plain(h, a));
    }
    // A power of ten with more digits than the number has rounds to 0.
    if digits.unsigned_abs() > x.bits() / 3 + 2 {
        return Ok(Value::Int(0));
    }
    let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
    let (mut quotient, rest) = x.div_mod_floor(&unit);
    let twice = rest * 2;
    if twice > unit || (twice == unit && quotient.is_odd()) {
        quotient += 1;
    }
    Ok(h.new_int(quotient * unit))
}

/// `hash(a)` for any `int`.
pub fn hash(h: &Heap, v: Value) -> i64 {
    match v {
        Value::Int(i) => hash_small(i),
        Value::Bool(b) => i64::from(b),
        _ => {
            let Some(x) = big(h, v) else { return 0 };
            let rest = x.magnitude() % BigUint::from(HASH_MODULUS);
            sign_hash(x.is_negative(), u64::try_from(&rest).unwrap_or(0))
        }
    }
}

/// `hash(i)`.
#[inline]
pub fn hash_small(i: i64) -> i64 {
    if i.unsigned_abs() < HASH_MODULUS {
        return if i == -1 { -2 } else { i };
    }
    sign_hash(i < 0, i.unsigned_abs() % HASH_MODULUS)
}

/// A hash from the residue of the absolute value; -1 is no hash.
pub fn sign_hash(negative: bool, residue: u64) -> i64 {
    let hash = if negative { -(residue as i64) } else { residue as i64 };
    if hash == -1 { -2 } else { hash }
}

/// `int(x=0, base=10)`.
pub static CONSTRUCT: NativeDef =
    NativeDef::new("int", &["/x", "base"], 0, construct).slow(crate::vm::native::Slow::Prelude("int_new"));

fn construct(h: &mut Heap, args: &[Value]) -> Res {
    let (x, base) = (args[0], args[1]);
    if base.is_unbound() {
        return if x.is_unbound() { Ok(Value::Int(0)) } else { convert(h, x) };
    }
    let base_value = crate::vm::ops::index(h, base)?;
    if x.is_unbound() {
        return Err(h.type_error("int() missing string argument"));
    }
    if base_value != 0 && !(2..=36).contains(&base_value) {
        return Err(h.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    parse_value(h, payload(h, x), base_value as u32)
}

/// `int(x)` for one argument.
fn convert(h: &mut Heap, x: Value) -> Res {
    if crate::vm::class::has_flag(h, x, crate::vm::class::flag::NUMBER) {
        return Err(Esc::Slow);
    }
    match payload(h, x) {
        Value::Float(f) => float::to_int(h, f),
        v if is_int(v) => Ok(plain(h, v)),
        v @ (Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_)) => parse_value(h, v, 10),
        _ => {
            let name = type_name(h, x);
            let what = "a string, a bytes-like object or a real number";
            Err(h.type_error(format!("int() argument must be {what}, not '{name}'")))
        }
    }
}

/// The methods of `int`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("int.bit_length", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        Ok(Value::Int(x.bits() as i64))
    }),
    NativeDef::new("int.bit_count", &["self"], 1, |h, a| {
        let x = receiver(h, a[0])?;
        Ok(Value::Int(x.magnitude().count_ones() as i64))
    }),
    NativeDef::new("int.conjugate", &["self"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.is_integer", &["self"], 1, |_, _| Ok(Value::Bool(true))),
    NativeDef::new("int.as_integer_ratio", &["self"], 1, |h, a| {
        let pair = vec![plain(h, a[0]), Value::Int(1)];
        Ok(h.new_tuple(pair))
    }),
    NativeDef::new("int.to_bytes", &["self", "length", "byteorder", "signed"], 1, to_bytes),
    NativeDef::new("int.__index__", &["self"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.__trunc__", &["self"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.__floor__", &["self"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.__ceil__", &["self"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.__round__", &["self", "/ndigits"], 1, |h, a| match a[1] {
        Value::Unbound | Value::None => Ok(plain(h, a[0])),
        digits => {
            let digits = crate::vm::ops::index_clamped(h, digits)?;
            round(h, a[0], digits)
        }
    }),
    NativeDef::new("int.__invert__", &["self"], 1, |h, a| {
        let x = plain(h, a[0]);
        invert(h, x)
    }),
    NativeDef::new("int.__divmod__", OPERANDS, 2, |h, a| match (payload(h, a[0]), payload(h, a[1])) {
        (x, y) if is_int(x) && is_int(y) => divmod(h, x, y),
        _ => Ok(Value::NotImplemented),
    }),
    NativeDef::new("int.__and__", OPERANDS, 2, |h, a| operator(h, BinOp::And, a[0], a[1])),
    NativeDef::new("int.__rand__", OPERANDS, 2, |h, a| operator(h, BinOp::And, a[1], a[0])),
    NativeDef::new("int.__or__", OPERANDS, 2, |h, a| operator(h, BinOp::Or, a[0], a[1])),
    NativeDef::new("int.__ror__", OPERANDS, 2, |h, a| operator(h, BinOp::Or, a[1], a[0])),
    NativeDef::new("int.__xor__", OPERANDS, 2, |h, a| operator(h, BinOp::Xor, a[0], a[1])),
    NativeDef::new("int.__rxor__", OPERANDS, 2, |h, a| operator(h, BinOp::Xor, a[1], a[0])),
    NativeDef::new("int.__lshift__", OPERANDS, 2, |h, a| operator(h, BinOp::LShift, a[0], a[1])),
    NativeDef::new("int.__rshift__", OPERANDS, 2, |h, a| operator(h, BinOp::RShift, a[0], a[1])),
    NativeDef::new("int.__int__", &["self"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.__float__", &["self"], 1, |h, a| float::from_int(h, a[0]).map(Value::Float)),
];

const OPERANDS: &[&str] = &["self", "/value"];

/// An operator as a method of its left operand.
fn operator(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res {
    Ok(crate::vm::ops::builtin(h, op, a, b)?.unwrap_or(Value::NotImplemented))
}

/// Class methods of `int`: the class comes first.
pub static CLASS_METHODS: &[NativeDef] =
    &[NativeDef::new("int.from_bytes", &["cls", "bytes", "byteorder", "signed"], 2, from_bytes)];

/// Read-only attributes (their first parameter is called `property`) of `int`.
pub static PROPERTIES: &[NativeDef] = &[
    NativeDef::new("int.real", &["property"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.imag", &["property"], 1, |_, _| Ok(Value::Int(0))),
    NativeDef::new("int.numerator", &["property"], 1, |h, a| Ok(plain(h, a[0]))),
    NativeDef::new("int.denominator", &["property"], 1, |_, _| Ok(Value::Int(1))),
];

fn receiver(h: &mut Heap, v: Value) -> Res<BigInt> {
    if let Some(x) = big(h, v) {
        return Ok(x.into_owned());
    }
    let name = type_name(h, v);
    Err(h.type_error(format!("descriptor requires an 'int' object but received a '{name}'")))
}

fn big_endian(h: &mut Heap, order: Value) -> Res<bool> {
    match order {
        Value::Unbound => Ok(true),
        Value::Str(id) if h.str(id) == "big" => Ok(true),
        Value::Str(id) if h.str(id) == "little" => Ok(false),
        Value::Str(_) => Err(h.value_error("byteorder must be either 'little' or 'big'")),
        other => {
            let name = type_name(h, other);
            Err(h.type_error(format!("to_bytes() argument 'byteorder' must be str, not {name}")))
        }
    }
}

fn flag(h: &mut Heap, v: Value) -> Res<bool> {
    if v.is_unbound() { Ok(false) } else { crate::vm::compare::truth(h, v) }
}

fn to_bytes(h: &mut Heap, args: &[Value]) -> Res {
    let x = receiver(h, args[0])?;
    let length = if args[1].is_unbound() { 1 } else { crate::vm::ops::index(h, args[1])? };
    let big_end = big_endian(h, args[2])?;
    let signed = flag(h, args[3])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(h.value_error("length argument must be non-negative"));
    };
    h.reserve(length as u64)?;
    if x.is_negative() && !signed {
        return Err(h.raise("OverflowError", "can't convert negative int to unsigned"));
    }
    let mut data = if signed { x.to_signed_bytes_le() } else { x.magnitude().to_bytes_le() };
    if x.is_zero() {
        data.clear();
    }
    if data.len() > length {
        return Err(h.raise("OverflowError", "int too big to convert"));
    }
    data.resize(length, if x.is_negative() { 0xff } else { 0 });
    if big_end {
        data.reverse();
    }
    Ok(h.new_bytes(data))
}

fn from_bytes(h: &mut Heap, args: &[Value]) -> Res {
    let data = match payload(h, args[1]) {
        Value::Bytes(id) => h.bytes.get(id).data.to_vec(),
        Value::ByteArray(id) => h.bytearrays.get(id).data.clone(),
        Value::List(_) | Value::Tuple(_) | Value::Iter(_) | Value::Misc(_) => super::bytes::from_iterable(h, args[1])?,
        _ => {
            let name = type_name(h, args[1]);
            return Err(h.type_error(format!("cannot convert '{name}' object to bytes")));
        }
    };
    let (big_end, signed) = (big_endian(h, args[2])?, flag(h, args[3])?);
    let value = match (big_end, signed) {
        (true, true) => BigInt::from_signed_bytes_be(&data),
        (false, true) => BigInt::from_signed_bytes_le(&data),
        (true, false) => BigInt::from_bytes_be(Sign::Plus, &data),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, &data),
    };
    let value = h.new_int(value);
    match args[0] {
        Value::Class(class) => Ok(crate::vm::class::wrap_payload(h, class, value)),
        _ => Ok(value),
    }
}
