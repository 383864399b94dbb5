//! The order of numbers across `int`, `bool` and `float`, exact.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::FromPrimitive;

use crate::vm::heap::Heap;
use crate::vm::value::Value;

/// How two numbers compare: none where one of the values is no number, `Some(None)` for NaN.
pub fn order(h: &Heap, a: Value, b: Value) -> Option<Option<Ordering>> {
    Some(match (whole(a), whole(b)) {
        (Value::Int(x), Value::Int(y)) => Some(x.cmp(&y)),
        (Value::Float(x), Value::Float(y)) => x.partial_cmp(&y),
        (Value::Int(x), Value::Float(y)) => int_float(x, y),
        (Value::Float(x), Value::Int(y)) => int_float(y, x).map(Ordering::reverse),
        (Value::Big(x), Value::Big(y)) => Some(h.bigs.get(x).cmp(h.bigs.get(y))),
        (Value::Big(x), Value::Int(_)) => Some(beyond(h.bigs.get(x))),
        (Value::Int(_), Value::Big(y)) => Some(beyond(h.bigs.get(y)).reverse()),
        (Value::Big(x), Value::Float(y)) => big_float(h.bigs.get(x), y),
        (Value::Float(x), Value::Big(y)) => big_float(h.bigs.get(y), x).map(Ordering::reverse),
        _ => return None,
    })
}

fn whole(v: Value) -> Value {
    if let Value::Bool(b) = v { Value::Int(i64::from(b)) } else { v }
}

/// A big integer never fits 64 bits, so its sign decides.
fn beyond(big: &BigInt) -> Ordering {
    if big.sign() == Sign::Minus { Ordering::Less } else { Ordering::Greater }
}

fn int_float(int: i64, float: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if float.is_nan() {
        None
    } else if float >= LIMIT {
        Some(Ordering::Less)
    } else if float < -LIMIT {
        Some(Ordering::Greater)
    } else {
        let whole = float.trunc();
        match int.cmp(&(whole as i64)) {
            Ordering::Equal => 0.0.partial_cmp(&(float - whole)),
            order => Some(order),
        }
    }
}

fn big_float(big: &BigInt, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    match BigInt::from_f64(float) {
        Some(whole) => Some(big.cmp(&whole)),
        None => Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater }),
    }
}
