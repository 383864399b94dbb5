//! Special methods of built-in types as attributes (`super().__setitem__(k, v)`, `hasattr(x, '__iter__')`). They lead to the
//! same functions as the operators.

use super::attr::call_prelude;
use super::heap::Heap;
use super::native::{Esc, NativeDef, Res, Slow};
use super::value::Value;
use super::{compare, items, ops};
use crate::code::instr::{BinOp, CmpOp, UnOp};

/// A refused operand is `NotImplemented`, so that the other operand may try.
fn or_not_implemented(h: &mut Heap, result: Res) -> Res {
    match result {
        Err(Esc::Raise(exc)) if is_type_error(h, exc) => Ok(Value::NotImplemented),
        other => other,
    }
}

fn is_type_error(h: &Heap, exc: Value) -> bool {
    super::attr::type_of(h, exc) == h.builtins.exception("TypeError")
}

fn binary(h: &mut Heap, op: BinOp, a: Value, b: Value) -> Res {
    let result = ops::binary(h, op, a, b);
    or_not_implemented(h, result)
}

fn order(h: &mut Heap, op: CmpOp, a: Value, b: Value) -> Res {
    let result = compare::compare(h, op, a, b);
    or_not_implemented(h, result)
}

const BOTH: &[&str] = &["self", "/value"];
const KEY: &[&str] = &["self", "/key"];

/// `__add__`, ... of numbers.
pub static NUMBER: &[NativeDef] = &[
    NativeDef::new("int.__add__", BOTH, 2, |h, a| binary(h, BinOp::Add, a[0], a[1])),
    NativeDef::new("int.__sub__", BOTH, 2, |h, a| binary(h, BinOp::Sub, a[0], a[1])),
    NativeDef::new("int.__mul__", BOTH, 2, |h, a| binary(h, BinOp::Mul, a[0], a[1])),
    NativeDef::new("int.__truediv__", BOTH, 2, |h, a| binary(h, BinOp::Div, a[0], a[1])),
    NativeDef::new("int.__floordiv__", BOTH, 2, |h, a| binary(h, BinOp::FloorDiv, a[0], a[1])),
    NativeDef::new("int.__mod__", BOTH, 2, |h, a| binary(h, BinOp::Mod, a[0], a[1])),
    NativeDef::new("int.__pow__", BOTH, 2, |h, a| binary(h, BinOp::Pow, a[0], a[1])),
    NativeDef::new("int.__radd__", BOTH, 2, |h, a| binary(h, BinOp::Add, a[1], a[0])),
    NativeDef::new("int.__rsub__", BOTH, 2, |h, a| binary(h, BinOp::Sub, a[1], a[0])),
    NativeDef::new("int.__rmul__", BOTH, 2, |h, a| binary(h, BinOp::Mul, a[1], a[0])),
    NativeDef::new("int.__rtruediv__", BOTH, 2, |h, a| binary(h, BinOp::Div, a[1], a[0])),
    NativeDef::new("int.__neg__", &["self"], 1, |h, a| ops::unary(h, UnOp::Neg, a[0])),
    NativeDef::new("int.__abs__", &["self"], 1, |h, a| {
        let negative = matches!(compare::compare(h, CmpOp::Lt, a[0], Value::Int(0))?, Value::Bool(true));
        ops::unary(h, if negative { UnOp::Neg } else { UnOp::Pos }, a[0])
    }),
    NativeDef::new("int.__bool__", &["self"], 1, |h, a| compare::truth(h, a[0]).map(Value::Bool)),
    NativeDef::new("int.__int__", &["self"], 1, |h, a| convert(h, a[0], false)),
    NativeDef::new("int.__index__", &["self"], 1, |h, a| ops::index(h, a[0]).map(Value::Int)),
    NativeDef::new("int.__float__", &["self"], 1, |h, a| convert(h, a[0], true)),
    NativeDef::new("int.__lt__", BOTH, 2, |h, a| order(h, CmpOp::Lt, a[0], a[1])),
    NativeDef::new("int.__le__", BOTH, 2, |h, a| order(h, CmpOp::Le, a[0], a[1])),
    NativeDef::new("int.__gt__", BOTH, 2, |h, a| order(h, CmpOp::Gt, a[0], a[1])),
    NativeDef::new("int.__ge__", BOTH, 2, |h, a| order(h, CmpOp::Ge, a[0], a[1])),
];

fn convert(h: &mut Heap, v: Value, float: bool) -> Res {
    let class = if float { h.builtins.float } else { h.builtins.int };
    super::class::instantiate(h, class, &[v])
}

/// Order of sequences and sets.
pub static ORDER: &[NativeDef] = &[
    NativeDef::new("list.__lt__", BOTH, 2, |h, a| order(h, CmpOp::Lt, a[0], a[1])).slow(Slow::Prelude("op_lt")),
    NativeDef::new("list.__le__", BOTH, 2, |h, a| order(h, CmpOp::Le, a[0], a[1])).slow(Slow::Prelude("op_le")),
    NativeDef::new("list.__gt__", BOTH, 2, |h, a| order(h, CmpOp::Gt, a[0], a[1])).slow(Slow::Prelude("op_gt")),
    NativeDef::new("list.__ge__", BOTH, 2, |h, a| order(h, CmpOp::Ge, a[0], a[1])).slow(Slow::Prelude("op_ge")),
];

/// What has a length, members and an iterator.
pub static CONTAINER: &[NativeDef] = &[
    NativeDef::new("list.__len__", &["self"], 1, |h, a| items::len(h, a[0]).map(|n| Value::Int(n as i64))),
    NativeDef::new("list.__contains__", KEY, 2, |h, a| items::contains(h, a[0], a[1]).map(Value::Bool))
        .slow(Slow::Prelude("contains")),
    NativeDef::new("list.__iter__", &["self"], 1, |h, a| items::iter(h, a[0])).slow(Slow::Prelude("iter")),
];

/// Sequences.
pub static SEQUENCE: &[NativeDef] = &[
    NativeDef::new("list.__len__", &["self"], 1, |h, a| items::len(h, a[0]).map(|n| Value::Int(n as i64))),
    NativeDef::new("list.__contains__", KEY, 2, |h, a| items::contains(h, a[0], a[1]).map(Value::Bool))
        .slow(Slow::Prelude("contains")),
    NativeDef::new("list.__iter__", &["self"], 1, |h, a| items::iter(h, a[0])).slow(Slow::Prelude("iter")),
    NativeDef::new("list.__getitem__", KEY, 2, |h, a| items::get_item(h, a[0], a[1])).slow(Slow::Prelude("getitem")),
    NativeDef::new("list.__add__", BOTH, 2, |h, a| ops::binary(h, BinOp::Add, a[0], a[1]))
        .slow(Slow::Prelude("op_add")),
    NativeDef::new("list.__mul__", BOTH, 2, |h, a| ops::binary(h, BinOp::Mul, a[0], a[1]))
        .slow(Slow::Prelude("op_mul")),
    NativeDef::new("list.__rmul__", BOTH, 2, |h, a| ops::binary(h, BinOp::Mul, a[0], a[1]))
        .slow(Slow::Prelude("op_mul")),
];

/// What items can be put into.
pub static MUTABLE: &[NativeDef] = &[
    NativeDef::new("dict.__getitem__", KEY, 2, |h, a| items::get_item(h, a[0], a[1])).slow(Slow::Prelude("getitem")),
    NativeDef::new("dict.__setitem__", &["self", "/key", "/value"], 3, |h, a| {
        items::set_item(h, a[0], a[1], a[2])?;
        Ok(Value::None)
    })
    .slow(Slow::Prelude("setitem")),
    NativeDef::new("dict.__delitem__", KEY, 2, |h, a| {
        items::del_item(h, a[0], a[1])?;
        Ok(Value::None)
    })
    .slow(Slow::Prelude("delitem")),
    NativeDef::new("dict.__iadd__", BOTH, 2, |h, a| ops::binary(h, BinOp::IAdd, a[0], a[1]))
        .slow(Slow::Prelude("op_iadd")),
    NativeDef::new("dict.__or__", BOTH, 2, |h, a| binary(h, BinOp::Or, a[0], a[1])).slow(Slow::Prelude("op_or")),
];

/// Operators of sets.
pub static SETS: &[NativeDef] = &[
    NativeDef::new("set.__and__", BOTH, 2, |h, a| binary(h, BinOp::And, a[0], a[1])).slow(Slow::Prelude("op_and")),
    NativeDef::new("set.__or__", BOTH, 2, |h, a| binary(h, BinOp::Or, a[0], a[1])).slow(Slow::Prelude("op_or")),
    NativeDef::new("set.__xor__", BOTH, 2, |h, a| binary(h, BinOp::Xor, a[0], a[1])).slow(Slow::Prelude("op_xor")),
    NativeDef::new("set.__sub__", BOTH, 2, |h, a| binary(h, BinOp::Sub, a[0], a[1])).slow(Slow::Prelude("op_sub")),
];

/// Iterators.
pub static ITERATOR: &[NativeDef] = &[
    NativeDef::new("iterator.__iter__", &["self"], 1, |_, a| Ok(a[0])),
    NativeDef::new("iterator.__next__", &["self"], 1, |h, a| match items::next(h, a[0])? {
        Some(value) => Ok(value),
        None => Err(h.raise("StopIteration", "")),
    })
    .slow(Slow::Prelude("next")),
];

/// What can be called.
pub static CALLABLE: &[NativeDef] = &[
    NativeDef::new("function.__call__", &["self"], 1, |_, a| {
        let mut all = vec![a[0], if a[1].is_unbound() { Value::None } else { a[1] }];
        all.extend_from_slice(&a[2..]);
        Err(call_prelude("call_with_dict", all))
    })
    .star()
    .kwargs(),
    NativeDef::new("function.__get__", &["self", "/instance", "/owner"], 2, |h, a| {
        if a[1].is_none() {
            return Ok(a[0]);
        }
        let class = super::attr::type_of(h, a[1]);
        super::attr::bind(h, a[0], a[1], class)
    }),
];
