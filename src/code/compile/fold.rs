//! Constant folding: the value of an expression that is made of literals.

use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

use crate::code::Const;

/// How deep an expression may be for folding to look at it.
const DEPTH: u32 = 16;
/// Strings that folding would make longer than this are made at run time.
const MAX_TEXT: usize = 4096;

/// The constant that `e` evaluates to, if it is one.
pub(super) fn constant(e: &Expr) -> Option<Const> {
    fold(e, DEPTH)
}

/// The integer that `e` evaluates to, if it is a small one.
pub(super) fn small_int(e: &Expr) -> Option<i16> {
    match e {
        Expr::NumberLiteral(_) | Expr::UnaryOp(_) => match fold(e, 3)? {
            Const::Int(i) => i16::try_from(i).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// The truth of a constant.
pub(super) fn truth(c: &Const) -> bool {
    match c {
        Const::None => false,
        Const::Ellipsis | Const::BigInt(_) => true,
        Const::Bool(b) => *b,
        Const::Int(i) => *i != 0,
        Const::Float(f) => *f != 0.0,
        Const::Str(s) => !s.is_empty(),
        Const::Bytes(b) => !b.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}

fn fold(e: &Expr, depth: u32) -> Option<Const> {
    let depth = depth.checked_sub(1)?;
    match e {
        Expr::NoneLiteral(_) => Some(Const::None),
        Expr::EllipsisLiteral(_) => Some(Const::Ellipsis),
        Expr::BooleanLiteral(b) => Some(Const::Bool(b.value)),
        Expr::StringLiteral(s) => Some(Const::Str(s.value.to_str().to_owned())),
        Expr::BytesLiteral(b) => Some(Const::Bytes(b.value.bytes().collect())),
        Expr::NumberLiteral(n) => number(&n.value),
        Expr::Name(n) if n.id.as_str() == "__debug__" => Some(Const::Bool(true)),
        Expr::Tuple(t) => t.elts.iter().map(|e| fold(e, depth)).collect::<Option<_>>().map(Const::Tuple),
        Expr::UnaryOp(u) => unary(u.op, fold(&u.operand, depth)?),
        Expr::BinOp(b) => binary(b.op, fold(&b.left, depth)?, fold(&b.right, depth)?),
        _ => None,
    }
}

fn number(n: &Number) -> Option<Const> {
    match n {
        Number::Int(i) => Some(match i.as_i64() {
            Some(i) => Const::Int(i),
            None => Const::BigInt(decimal(&i.to_string())),
        }),
        Number::Float(f) => Some(Const::Float(*f)),
        Number::Complex { .. } => None,
    }
}

/// The decimal digits of a literal that may be in another base.
fn decimal(literal: &str) -> String {
    let text = literal.to_ascii_lowercase();
    let (digits, radix) = match text.get(..2) {
        Some("0x") => (&text[2..], 16),
        Some("0o") => (&text[2..], 8),
        Some("0b") => (&text[2..], 2),
        _ => (&text[..], 10),
    };
    let digits = digits.replace('_', "");
    num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix).map_or(digits, |n| n.to_string())
}

fn unary(op: UnaryOp, value: Const) -> Option<Const> {
    Some(match (op, value) {
        (UnaryOp::USub, Const::Int(i)) => Const::Int(i.checked_neg()?),
        (UnaryOp::USub, Const::BigInt(s)) => {
            let text = s.strip_prefix('-').map_or_else(|| format!("-{s}"), str::to_owned);
            text.parse::<i64>().map_or(Const::BigInt(text), Const::Int)
        }
        (UnaryOp::USub, Const::Float(f)) => Const::Float(-f),
        (UnaryOp::UAdd, c @ (Const::Int(_) | Const::BigInt(_) | Const::Float(_))) => c,
        (UnaryOp::Invert, Const::Int(i)) => Const::Int(!i),
        (UnaryOp::Not, c) => Const::Bool(!truth(&c)),
        _ => return None,
    })
}

fn binary(op: Operator, a: Const, b: Const) -> Option<Const> {
    match (a, b) {
        (Const::Int(a), Const::Int(b)) => integers(op, a, b).map(Const::Int),
        (Const::Float(a), Const::Float(b)) => floats(op, a, b).map(Const::Float),
        (Const::Str(a), Const::Str(b)) if op == Operator::Add && a.len() + b.len() <= MAX_TEXT => {
            Some(Const::Str(a + &b))
        }
        (Const::Str(s), Const::Int(n)) | (Const::Int(n), Const::Str(s)) if op == Operator::Mult => {
            let n = usize::try_from(n).unwrap_or(0);
            (s.len().checked_mul(n)? <= MAX_TEXT).then(|| Const::Str(s.repeat(n)))
        }
        _ => None,
    }
}

fn integers(op: Operator, a: i64, b: i64) -> Option<i64> {
    match op {
        Operator::Add => a.checked_add(b),
        Operator::Sub => a.checked_sub(b),
        Operator::Mult => a.checked_mul(b),
        Operator::Pow => a.checked_pow(u32::try_from(b).ok()?),
        Operator::FloorDiv if b > 0 => a.checked_div_euclid(b),
        Operator::Mod if b > 0 => a.checked_rem_euclid(b),
        Operator::LShift if (0..62).contains(&b) => a.checked_mul(1 << b),
        Operator::RShift if (0..63).contains(&b) => Some(a >> b),
        Operator::BitAnd => Some(a & b),
        Operator::BitOr => Some(a | b),
        Operator::BitXor => Some(a ^ b),
        _ => None,
    }
}

fn floats(op: Operator, a: f64, b: f64) -> Option<f64> {
    match op {
        Operator::Add => Some(a + b),
        Operator::Sub => Some(a - b),
        Operator::Mult => Some(a * b),
        Operator::Div if b != 0.0 => Some(a / b),
        _ => None,
    }
}
