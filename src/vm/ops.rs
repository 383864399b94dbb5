//! Operators on built-in types: which type handles an operator, and the errors when none does.

mod inplace;
mod sequence;

use super::class::{flag, has_flag};
use super::heap::Heap;
use super::native::{Callee, Esc, Res, TailCall};
use super::object::Misc;
use super::repr::type_name;
use super::types::{dict, float, int, percent, set_methods};
use super::value::Value;
use crate::code::instr::{BinOp, UnOp};

/// A binary operator, in place or not. Slow when a Python method may have a say.
pub fn binary(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res {
    match try_binary(h, op, a, b)? {
        Some(value) => Ok(value),
        None => Err(unsupported(h, op, a, b)),
    }
}

/// A binary operator; none where CPython's built-in types have no answer (`TypeError` unless a Python method has one).
pub fn try_binary(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => return int::binary_small(h, plain(op), x, y),
        (Value::Float(x), Value::Float(y)) => return float::binary(h, plain(op), x, y),
        (Value::Int(x), Value::Float(y)) => return float::binary(h, plain(op), x as f64, y),
        (Value::Float(x), Value::Int(y)) => return float::binary(h, plain(op), x, y as f64),
        _ => {}
    }
    if has_flag(h, a, flag::ARITH) || has_flag(h, b, flag::ARITH) {
        return Err(Esc::Slow);
    }
    builtin(h, op, a, b)
}

/// As [`try_binary`] with the built-in meaning only: what the payloads do, Python methods left aside.
pub fn builtin(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
    if op as u8 >= BinOp::IAdd as u8
        && let Some(value) = inplace::binary(h, op, a, b)?
    {
        return Ok(Some(value));
    }
    let (left, right) = (payload(h, a), payload(h, b));
    match number(h, plain(op), left, right)? {
        Some(value) => Ok(Some(value)),
        // Formatting looks keys up in the object itself, which may have methods of its own.
        None if op_is_format(plain(op), left) => percent::format(h, left, b).map(Some),
        None => other(h, plain(op), left, right),
    }
}

fn number(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
    match (a, b) {
        (Value::Bool(x), Value::Bool(y)) if matches!(op, BinOp::And | BinOp::Or | BinOp::Xor) => {
            Ok(Some(Value::Bool(match op {
                BinOp::And => x & y,
                BinOp::Or => x | y,
                _ => x ^ y,
            })))
        }
        _ if int::is_int(a) && int::is_int(b) => match (int::small(h, a), int::small(h, b)) {
            (Some(x), Some(y)) => int::binary_small(h, op, x, y),
            _ => int::binary_big(h, op, a, b),
        },
        (Value::Float(x), _) if int::is_int(b) && float_op(op) => {
            let y = float::from_int(h, b)?;
            float::binary(h, op, x, y)
        }
        (_, Value::Float(y)) if int::is_int(a) && float_op(op) => {
            let x = float::from_int(h, a)?;
            float::binary(h, op, x, y)
        }
        (Value::Float(x), Value::Float(y)) => float::binary(h, op, x, y),
        _ => Ok(None),
    }
}

fn float_op(op: BinOp) -> bool {
    (op as u8) <= BinOp::Pow as u8
}

fn op_is_format(op: BinOp, left: Value) -> bool {
    op == BinOp::Mod && matches!(left, Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_))
}

fn other(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res<Option<Value>> {
    match op {
        BinOp::Add => sequence::concat(h, a, b),
        BinOp::Mul
            if has_flag(h, a, flag::NUMBER) && sequence::is_sequence(b)
                || has_flag(h, b, flag::NUMBER) && sequence::is_sequence(a) =>
        {
            Err(prelude("repeat", vec![a, b]))
        }
        BinOp::Mul => sequence::repeat(h, a, b),
        BinOp::Sub | BinOp::And | BinOp::Or | BinOp::Xor => match (a, b) {
            (Value::Dict(x), Value::Dict(y)) if op == BinOp::Or => {
                let Value::Dict(merged) = dict::copy(h, x) else { return Ok(None) };
                match dict::update(h, merged, y) {
                    Err(Esc::Slow) => Err(prelude("dict_or", vec![a, b])),
                    done => done.map(|()| Some(Value::Dict(merged))),
                }
            }
            _ if op == BinOp::Or && is_type(h, a) && is_type(h, b) => union(h, a, b),
            _ => match set_methods::binary(h, op, a, b) {
                Err(Esc::Slow) => Err(prelude(set_method(op), vec![a, b])),
                done => done,
            },
        },
        _ => Ok(None),
    }
}

/// The prelude's way to do an operator on sets whose members have Python methods.
fn set_method(op: BinOp) -> &'static str {
    match op {
        BinOp::Sub => "set_difference",
        BinOp::And => "set_intersection",
        BinOp::Or => "set_union",
        _ => "set_symmetric_difference",
    }
}

fn is_type(h: &Heap, v: Value) -> bool {
    match v {
        Value::Class(_) | Value::None => true,
        Value::Misc(id) => matches!(h.misc.get(id), Misc::Alias { .. }),
        _ => false,
    }
}

/// `int | None`: an alias whose origin is None whose arguments are the members.
fn union(h: &mut Heap, a: Value, b: Value) -> Res<Option<Value>> {
    if a.is_none() && b.is_none() {
        return Ok(None);
    }
    let mut members: Vec<Value> = Vec::new();
    for side in [a, b] {
        let parts = match side {
            Value::Misc(id) => match *h.misc.get(id) {
                Misc::Alias { origin: Value::None, args: Value::Tuple(args) } => h.tuples.get(args).items.to_vec(),
                _ => vec![side],
            },
            _ => vec![side],
        };
        for part in parts {
            if !members.iter().any(|&m| m.is(part)) {
                members.push(part);
            }
        }
    }
    if members.len() == 1 {
        return Ok(Some(members[0]));
    }
    let args = h.new_tuple(members);
    Ok(Some(h.new_misc(Misc::Alias { origin: Value::None, args })))
}

/// The built-in value inside an instance of a subclass of a built-in type; any other value itself.
#[inline]
pub fn payload(h: &Heap, v: Value) -> Value {
    match v {
        Value::Instance(id) => match h.instances.get(id).payload {
            Value::Unbound | Value::Exc(_) => v,
            inner => inner,
        },
        _ => v,
    }
}

/// The operator without its in-place form.
pub fn plain(op: BinOp) -> BinOp {
    match op {
        BinOp::IAdd => BinOp::Add,
        BinOp::ISub => BinOp::Sub,
        BinOp::IMul => BinOp::Mul,
        BinOp::IDiv => BinOp::Div,
        BinOp::IFloorDiv => BinOp::FloorDiv,
        BinOp::IMod => BinOp::Mod,
        BinOp::IPow => BinOp::Pow,
        BinOp::ILShift => BinOp::LShift,
        BinOp::IRShift => BinOp::RShift,
        BinOp::IAnd => BinOp::And,
        BinOp::IOr => BinOp::Or,
        BinOp::IXor => BinOp::Xor,
        BinOp::IMatMul => BinOp::MatMul,
        op => op,
    }
}

/// The operator as it is written.
pub fn symbol(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mul => "*",
        BinOp::Div => "/",
        BinOp::FloorDiv => "//",
        BinOp::Mod => "%",
        BinOp::Pow => "** or pow()",
        BinOp::LShift => "<<",
        BinOp::RShift => ">>",
        BinOp::And => "&",
        BinOp::Or => "|",
        BinOp::Xor => "^",
        BinOp::MatMul => "@",
        BinOp::IAdd => "+=",
        BinOp::ISub => "-=",
        BinOp::IMul => "*=",
        BinOp::IDiv => "/=",
        BinOp::IFloorDiv => "//=",
        BinOp::IMod => "%=",
        BinOp::IPow => "**=",
        BinOp::ILShift => "<<=",
        BinOp::IRShift => ">>=",
        BinOp::IAnd => "&=",
        BinOp::IOr => "|=",
        BinOp::IXor => "^=",
        BinOp::IMatMul => "@=",
    }
}

/// The `TypeError` of an operator that neither operand supports.
pub fn unsupported(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Esc {
    if let Some(text) = sequence::refusal(h, plain(op), a, b) {
        return h.type_error(text);
    }
    let (left, right) = (type_name(h, a), type_name(h, b));
    let hint = match a {
        Value::Native(id) if op == BinOp::RShift && h.natives[id.0 as usize].name == "print" => {
            ". Did you mean \"print(<message>, file=<output_stream>)\"?"
        }
        _ => "",
    };
    h.type_error(format!("unsupported operand type(s) for {}: '{left}' and '{right}'{hint}", symbol(op)))
}

/// A unary operator.
pub fn unary(h: &mut Heap, op: UnOp, v: Value) -> Res {
    match (op, v) {
        (UnOp::Neg, Value::Float(x)) => return Ok(Value::Float(-x)),
        (UnOp::Pos, Value::Int(_) | Value::Float(_) | Value::Big(_)) => return Ok(v),
        (UnOp::Not, _) => return super::compare::truth(h, v).map(|truth| Value::Bool(!truth)),
        _ => {}
    }
    if has_flag(h, v, flag::ARITH) {
        return Err(Esc::Slow);
    }
    let inner = payload(h, v);
    match (op, inner) {
        (UnOp::Neg, _) if int::is_int(inner) => int::neg(h, inner),
        (UnOp::Pos, _) if int::is_int(inner) => Ok(int::plain(h, inner)),
        (UnOp::Invert, _) if int::is_int(inner) => int::invert(h, inner),
        (UnOp::Neg, Value::Float(x)) => Ok(Value::Float(-x)),
        (UnOp::Pos, Value::Float(_)) => Ok(inner),
        _ => Err(unsupported_unary(h, op, v)),
    }
}

/// The `TypeError` of a unary operator that its operand does not support.
pub fn unsupported_unary(h: &mut Heap, op: UnOp, v: Value) -> Esc {
    let name = type_name(h, v);
    let symbol = match op {
        UnOp::Neg => "-",
        UnOp::Pos => "+",
        UnOp::Invert => "~",
        UnOp::Not => "not",
    };
    h.type_error(format!("bad operand type for unary {symbol}: '{name}'"))
}

/// The 64-bit value of any `int`, without asking Python code; none for other types and for larger numbers.
pub fn int_value(h: &Heap, v: Value) -> Option<i64> {
    int::small(h, v)
}

/// An integer through `__index__`; `OverflowError` beyond 64 bits, Slow for a Python `__index__`.
pub fn index(h: &mut Heap, v: Value) -> Res<i64> {
    match v {
        Value::Int(i) => return Ok(i),
        Value::Bool(b) => return Ok(i64::from(b)),
        _ => {}
    }
    match index_value(h, v)? {
        Value::Int(i) => Ok(i),
        _ => {
            let name = type_name(h, v);
            Err(h.raise("OverflowError", format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// As [`index`], larger numbers cut off at the ends of 64 bits (the bounds of slices, `str.find`).
pub fn index_clamped(h: &mut Heap, v: Value) -> Res<i64> {
    match index_value(h, v)? {
        Value::Int(i) => Ok(i),
        big => Ok(match int::big(h, big) {
            Some(x) if x.sign() == num_bigint::Sign::Minus => i64::MIN,
            _ => i64::MAX,
        }),
    }
}

/// An `int` of any size through `__index__`.
pub fn index_value(h: &mut Heap, v: Value) -> Res {
    let inner = payload(h, v);
    if int::is_int(inner) {
        return Ok(int::plain(h, inner));
    }
    if has_flag(h, v, flag::NUMBER) {
        return Err(Esc::Slow);
    }
    let name = type_name(h, v);
    Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")))
}

/// Goes on with a function of the prelude.
pub fn prelude(name: &'static str, args: Vec<Value>) -> Esc {
    Esc::Call(Box::new(TailCall { func: Callee::Prelude(name), args }))
}
