//! `math`. Floating-point functions give the same bits on every machine (see [`real`]); integer functions are in [`super::math_int`].

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::math_int;
use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res, Slow};
use crate::vm::types::real;
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "math", functions: FUNCTIONS, init };

const COLLECT: Slow = Slow::Collect(0);

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("sqrt", &["/x"], 1, |h, a| domain(h, a, f64::sqrt)),
    NativeDef::new("cbrt", &["/x"], 1, |h, a| domain(h, a, libm::cbrt)),
    NativeDef::new("sin", &["/x"], 1, |h, a| domain(h, a, real::sin)),
    NativeDef::new("cos", &["/x"], 1, |h, a| domain(h, a, real::cos)),
    NativeDef::new("tan", &["/x"], 1, |h, a| domain(h, a, real::tan)),
    NativeDef::new("asin", &["/x"], 1, |h, a| domain(h, a, real::asin)),
    NativeDef::new("acos", &["/x"], 1, |h, a| domain(h, a, real::acos)),
    NativeDef::new("atan", &["/x"], 1, |h, a| domain(h, a, real::atan)),
    NativeDef::new("sinh", &["/x"], 1, |h, a| range(h, a, libm::sinh)),
    NativeDef::new("cosh", &["/x"], 1, |h, a| range(h, a, libm::cosh)),
    NativeDef::new("tanh", &["/x"], 1, |h, a| domain(h, a, libm::tanh)),
    NativeDef::new("asinh", &["/x"], 1, |h, a| domain(h, a, libm::asinh)),
    NativeDef::new("acosh", &["/x"], 1, |h, a| domain(h, a, libm::acosh)),
    NativeDef::new("atanh", &["/x"], 1, |h, a| domain(h, a, libm::atanh)),
    NativeDef::new("exp", &["/x"], 1, |h, a| range(h, a, real::exp)),
    NativeDef::new("exp2", &["/x"], 1, |h, a| range(h, a, libm::exp2)),
    NativeDef::new("expm1", &["/x"], 1, |h, a| range(h, a, libm::expm1)),
    NativeDef::new("log1p", &["/x"], 1, |h, a| domain(h, a, libm::log1p)),
    NativeDef::new("log", &["/x", "/base"], 1, log),
    NativeDef::new("log2", &["/x"], 1, |h, a| logarithm(h, a[0], real::log2).map(Value::Float)),
    NativeDef::new("log10", &["/x"], 1, |h, a| logarithm(h, a[0], real::log10).map(Value::Float)),
    NativeDef::new("erf", &["/x"], 1, |h, a| domain(h, a, libm::erf)),
    NativeDef::new("erfc", &["/x"], 1, |h, a| domain(h, a, libm::erfc)),
    NativeDef::new("gamma", &["/x"], 1, gamma),
    NativeDef::new("lgamma", &["/x"], 1, lgamma),
    NativeDef::new("fabs", &["/x"], 1, |h, a| Ok(Value::Float(number(h, a[0])?.abs()))),
    NativeDef::new("degrees", &["/x"], 1, |h, a| Ok(Value::Float(number(h, a[0])? * (180.0 / std::f64::consts::PI)))),
    NativeDef::new("radians", &["/x"], 1, |h, a| Ok(Value::Float(number(h, a[0])? * (std::f64::consts::PI / 180.0)))),
    NativeDef::new("isnan", &["/x"], 1, |h, a| Ok(Value::Bool(number(h, a[0])?.is_nan()))),
    NativeDef::new("isinf", &["/x"], 1, |h, a| Ok(Value::Bool(number(h, a[0])?.is_infinite()))),
    NativeDef::new("isfinite", &["/x"], 1, |h, a| Ok(Value::Bool(number(h, a[0])?.is_finite()))),
    NativeDef::new("isclose", &["a", "b", "rel_tol", "abs_tol"], 2, is_close),
    NativeDef::new("atan2", &["/y", "/x"], 2, |h, a| Ok(Value::Float(libm::atan2(number(h, a[0])?, number(h, a[1])?)))),
    NativeDef::new("copysign", &["/x", "/y"], 2, |h, a| Ok(Value::Float(number(h, a[0])?.copysign(number(h, a[1])?)))),
    NativeDef::new("pow", &["/x", "/y"], 2, pow),
    NativeDef::new("fmod", &["/x", "/y"], 2, fmod),
    NativeDef::new("remainder", &["/x", "/y"], 2, remainder),
    NativeDef::new("modf", &["/x"], 1, modf),
    NativeDef::new("frexp", &["/x"], 1, frexp),
    NativeDef::new("ldexp", &["/x", "/i"], 2, ldexp),
    NativeDef::new("nextafter", &["/x", "/y"], 2, |h, a| {
        Ok(Value::Float(libm::nextafter(number(h, a[0])?, number(h, a[1])?)))
    }),
    NativeDef::new("ulp", &["/x"], 1, ulp),
    NativeDef::new("hypot", &[], 0, hypot).star(),
    NativeDef::new("dist", &["/p", "/q"], 2, dist),
    NativeDef::new("fsum", &["/seq"], 1, fsum).slow(COLLECT),
    NativeDef::new("floor", &["/x"], 1, |h, a| rounded(h, a[0], f64::floor)),
    NativeDef::new("ceil", &["/x"], 1, |h, a| rounded(h, a[0], f64::ceil)),
    NativeDef::new("trunc", &["/x"], 1, |h, a| rounded(h, a[0], f64::trunc)),
    NativeDef::new("factorial", &["/x"], 1, math_int::factorial),
    NativeDef::new("gcd", &[], 0, math_int::gcd).star(),
    NativeDef::new("lcm", &[], 0, math_int::lcm).star(),
    NativeDef::new("comb", &["/n", "/k"], 2, math_int::comb),
    NativeDef::new("perm", &["/n", "/k"], 1, math_int::perm),
    NativeDef::new("isqrt", &["/n"], 1, math_int::isqrt),
    NativeDef::new("prod", &["/iterable", "start"], 1, math_int::prod).slow(COLLECT),
];

fn init(_: &mut Heap) -> Vec<(&'static str, Value)> {
    use std::f64::consts;
    vec![
        ("pi", Value::Float(consts::PI)),
        ("e", Value::Float(consts::E)),
        ("tau", Value::Float(consts::TAU)),
        ("inf", Value::Float(f64::INFINITY)),
        ("nan", Value::Float(f64::NAN)),
    ]
}

/// The payload of a subclass instance, else the value itself.
pub(super) fn plain(h: &Heap, v: Value) -> Value {
    match v {
        Value::Instance(id) if !h.instances.get(id).payload.is_unbound() => h.instances.get(id).payload,
        v => v,
    }
}

/// A real number.
pub(super) fn number(h: &mut Heap, v: Value) -> Res<f64> {
    match plain(h, v) {
        Value::Float(f) => Ok(f),
        Value::Int(i) => Ok(i as f64),
        Value::Bool(b) => Ok(f64::from(u8::from(b))),
        Value::Big(id) => match h.bigs.get(id).to_f64() {
            Some(f) if f.is_finite() => Ok(f),
            _ => Err(h.raise("OverflowError", "int too large to convert to float")),
        },
        _ => {
            let name = crate::vm::repr::type_name(h, v);
            Err(h.type_error(format!("must be real number, not {name}")))
        }
    }
}

/// A function that is not defined everywhere: a new nan, or an infinity, is a domain error.
fn domain(h: &mut Heap, args: &[Value], f: fn(f64) -> f64) -> Res {
    let x = number(h, args[0])?;
    let y = f(x);
    if (y.is_nan() && !x.is_nan()) || (y.is_infinite() && x.is_finite()) {
        return Err(h.value_error("math domain error"));
    }
    Ok(Value::Float(y))
}

/// A function that may overflow.
fn range(h: &mut Heap, args: &[Value], f: fn(f64) -> f64) -> Res {
    let x = number(h, args[0])?;
    let y = f(x);
    if y.is_infinite() && x.is_finite() {
        return Err(h.raise("OverflowError", "math range error"));
    }
    Ok(Value::Float(y))
}

/// A logarithm, also of integers beyond what a float holds.
fn logarithm(h: &mut Heap, v: Value, f: fn(f64) -> f64) -> Res<f64> {
    if let Value::Big(id) = plain(h, v) {
        let n = h.bigs.get(id);
        if n.is_positive() {
            // n = x * 2^e with x in [0.5, 1).
            let e = n.bits();
            let shift = e.saturating_sub(64);
            let x = libm::ldexp((n >> shift).to_f64().unwrap_or(f64::MAX), shift as i32 - e as i32);
            return Ok(f(x) + f(2.0) * e as f64);
        }
    }
    let x = number(h, v)?;
    if x <= 0.0 {
        return Err(h.value_error("math domain error"));
    }
    Ok(f(x))
}

fn log(h: &mut Heap, args: &[Value]) -> Res {
    let x = logarithm(h, args[0], real::log)?;
    if args[1].is_unbound() {
        return Ok(Value::Float(x));
    }
    let base = logarithm(h, args[1], real::log)?;
    if base == 0.0 {
        return Err(h.raise("ZeroDivisionError", "float division by zero"));
    }
    Ok(Value::Float(x / base))
}

fn gamma(h: &mut Heap, args: &[Value]) -> Res {
    let x = number(h, args[0])?;
    if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
        return Err(h.value_error("math domain error"));
    }
    let y = libm::tgamma(x);
    if y.is_infinite() && x.is_finite() {
        return Err(h.raise("OverflowError", "math range error"));
    }
    Ok(Value::Float(y))
}

fn lgamma(h: &mut Heap, args: &[Value]) -> Res {
    let x = number(h, args[0])?;
    if x.is_finite() && x <= 0.0 && x == x.floor() {
        return Err(h.value_error("math domain error"));
    }
    Ok(Value::Float(libm::lgamma(x)))
}

fn is_close(h: &mut Heap, args: &[Value]) -> Res {
    let (a, b) = (number(h, args[0])?, number(h, args[1])?);
    let relative = if args[2].is_unbound() { 1e-9 } else { number(h, args[2])? };
    let absolute = if args[3].is_unbound() { 0.0 } else { number(h, args[3])? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(h.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::Bool(true));
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::Bool(false));
    }
    let difference = (b - a).abs();
    let near = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::Bool(near))
}

fn pow(h: &mut Heap, args: &[Value]) -> Res {
    let (x, y) = (number(h, args[0])?, number(h, args[1])?);
    let z = real::pow(x, y);
    if x.is_finite() && y.is_finite() {
        if z.is_nan() || (z.is_infinite() && x == 0.0) {
            return Err(h.value_error("math domain error"));
        }
        if z.is_infinite() {
            return Err(h.raise("OverflowError", "math range error"));
        }
    }
    Ok(Value::Float(z))
}

fn fmod(h: &mut Heap, args: &[Value]) -> Res {
    let (x, y) = (number(h, args[0])?, number(h, args[1])?);
    let z = x % y;
    if z.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(h.value_error("math domain error"));
    }
    Ok(Value::Float(z))
}

fn remainder(h: &mut Heap, args: &[Value]) -> Res {
    let (x, y) = (number(h, args[0])?, number(h, args[1])?);
    let z = if y.is_infinite() && x.is_finite() { x } else { libm::remainder(x, y) };
    if z.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(h.value_error("math domain error"));
    }
    Ok(Value::Float(z))
}

fn modf(h: &mut Heap, args: &[Value]) -> Res {
    let x = number(h, args[0])?;
    let whole = x.trunc();
    let part = if x.is_infinite() { 0.0 } else { x - whole };
    Ok(h.new_tuple(vec![Value::Float(part.copysign(x)), Value::Float(whole)]))
}

fn frexp(h: &mut Heap, args: &[Value]) -> Res {
    let x = number(h, args[0])?;
    let (mantissa, exponent) = if x.is_finite() { libm::frexp(x) } else { (x, 0) };
    Ok(h.new_tuple(vec![Value::Float(mantissa), Value::Int(i64::from(exponent))]))
}

fn ldexp(h: &mut Heap, args: &[Value]) -> Res {
    let x = number(h, args[0])?;
    let exponent = match args[1] {
        Value::Int(i) => i.clamp(-5000, 5000) as i32,
        Value::Bool(b) => i32::from(b),
        Value::Big(id) => 5000 * if h.bigs.get(id).is_negative() { -1 } else { 1 },
        _ => return Err(h.type_error("Expected an int as second argument to ldexp.")),
    };
    let y = libm::ldexp(x, exponent);
    if y.is_infinite() && x.is_finite() {
        return Err(h.raise("OverflowError", "math range error"));
    }
    Ok(Value::Float(y))
}

fn ulp(h: &mut Heap, args: &[Value]) -> Res {
    let x = number(h, args[0])?.abs();
    Ok(Value::Float(match x {
        x if x.is_nan() || x.is_infinite() => x,
        f64::MAX => x - libm::nextafter(x, 0.0),
        x => libm::nextafter(x, f64::INFINITY) - x,
    }))
}

fn hypot(h: &mut Heap, args: &[Value]) -> Res {
    let mut parts = Vec::with_capacity(args.len());
    for &arg in args {
        parts.push(number(h, arg)?);
    }
    Ok(Value::Float(norm(&parts)))
}

fn dist(h: &mut Heap, args: &[Value]) -> Res {
    let p = crate::vm::items::collect(h, args[0])?;
    let q = crate::vm::items::collect(h, args[1])?;
    if p.len() != q.len() {
        return Err(h.value_error("both points must have the same number of dimensions"));
    }
    let mut parts = Vec::with_capacity(p.len());
    for (&a, &b) in p.iter().zip(&q) {
        parts.push(number(h, a)? - number(h, b)?);
    }
    Ok(Value::Float(norm(&parts)))
}

/// Length of a vector: squares scaled by a power of two and added exactly, as nearly as a float can tell.
fn norm(parts: &[f64]) -> f64 {
    let largest = parts.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    if parts.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if parts.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    let (_, exponent) = libm::frexp(largest);
    let mut terms = Vec::with_capacity(parts.len() * 2);
    for part in parts {
        let x = libm::ldexp(part.abs(), -exponent);
        let square = x * x;
        terms.push(square);
        terms.push(libm::fma(x, x, -square));
    }
    let total = exact_sum(&terms);
    let root = total.sqrt();
    // One step of Newton's method on the exact remainder.
    terms.push(-root * root);
    terms.push(-libm::fma(root, root, -(root * root)));
    let better = root + exact_sum(&terms) / (2.0 * root);
    libm::ldexp(better, exponent)
}

fn fsum(h: &mut Heap, args: &[Value]) -> Res {
    let items = crate::vm::items::collect(h, args[0])?;
    let mut terms = Vec::with_capacity(items.len());
    for item in items {
        terms.push(number(h, item)?);
    }
    if let Some(special) = terms.iter().copied().filter(|x| !x.is_finite()).reduce(|a, b| a + b) {
        let infinite = terms.iter().any(|x| x.is_infinite());
        if special.is_nan() && infinite && !terms.iter().any(|x| x.is_nan()) {
            return Err(h.value_error("-inf + inf in fsum"));
        }
        return Ok(Value::Float(special));
    }
    Ok(Value::Float(exact_sum(&terms)))
}

/// The correctly rounded sum of finite floats (J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997):
/// partial sums that do not overlap.
fn exact_sum(terms: &[f64]) -> f64 {
    let mut partials: Vec<f64> = Vec::new();
    for &term in terms {
        let mut x = term;
        let mut kept = 0;
        for i in 0..partials.len() {
            let mut y = partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        partials.push(x);
    }
    round_partials(&partials)
}

/// Adds partial sums from the largest down, rounding half to even across what is left.
fn round_partials(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev().copied();
    let mut high = rest.next().unwrap_or(0.0);
    while let Some(y) = rest.next() {
        let x = high;
        high = x + y;
        let low = y - (high - x);
        if low != 0.0 {
            let below = rest.next().unwrap_or(0.0);
            if (low < 0.0 && below < 0.0) || (low > 0.0 && below > 0.0) {
                let twice = low * 2.0;
                let sum = high + twice;
                if twice == sum - high {
                    high = sum;
                }
            }
            break;
        }
    }
    high
}

fn rounded(h: &mut Heap, v: Value, f: fn(f64) -> f64) -> Res {
    match plain(h, v) {
        Value::Int(i) => Ok(Value::Int(i)),
        Value::Bool(b) => Ok(Value::Int(i64::from(b))),
        big @ Value::Big(_) => Ok(big),
        Value::Float(x) => to_int(h, f(x)),
        _ => number(h, v).map(Value::Float),
    }
}

/// An integer-valued float as an int.
fn to_int(h: &mut Heap, x: f64) -> Res {
    if x.is_nan() {
        return Err(h.value_error("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(h.raise("OverflowError", "cannot convert float infinity to integer"));
    }
    if x.abs() < 9.0e18 {
        return Ok(Value::Int(x as i64));
    }
    let big = <BigInt as num_traits::FromPrimitive>::from_f64(x).unwrap_or_default();
    Ok(h.new_int(big))
}
