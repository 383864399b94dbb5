//! Conditions: expressions whose truth decides a jump. Their values are not kept.

use ruff_python_ast::{self as ast, Expr, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::builder::{Builder, Label};
use super::expr::comparison;
use super::fold;
use crate::code::instr::{CmpOp, Instr};

impl<'a> Builder<'a, '_> {
    /// Goes to `target` if `e` is false.
    pub fn jump_unless(&mut self, e: &'a Expr, target: Label) {
        self.jump_cond(e, target, false);
    }

    /// Goes to `target` if the truth of `e` is `when`; goes on otherwise.
    pub fn jump_cond(&mut self, e: &'a Expr, target: Label, when: bool) {
        let save = self.top;
        if let Some(value) = fold::constant(e) {
            if fold::truth(&value) == when {
                self.jump(target, e.range());
            }
            return;
        }
        match e {
            Expr::UnaryOp(op) if op.op == UnaryOp::Not => self.jump_cond(&op.operand, target, !when),
            Expr::BoolOp(op) => self.jump_bool(op, target, when),
            Expr::Compare(compare) => self.jump_compare(compare, target, when),
            _ => {
                let src = self.operand(e, false);
                self.emit(
                    if when { Instr::JumpIf { src, to: target.0 } } else { Instr::JumpIfNot { src, to: target.0 } },
                    e.range(),
                );
            }
        }
        self.top = save;
    }

    fn jump_bool(&mut self, op: &'a ast::ExprBoolOp, target: Label, when: bool) {
        // The truth that decides an `and` before its last part is false, that of an `or` is true.
        let decides = op.op == ast::BoolOp::Or;
        let past = self.label();
        let mut after_first = None;
        for (i, value) in op.values.iter().enumerate() {
            if i + 1 == op.values.len() {
                self.jump_cond(value, target, when);
            } else {
                self.jump_cond(value, if decides == when { target } else { past }, decides);
            }
            if i == 0 {
                after_first = Some(self.bound.clone());
            }
        }
        self.restore_bound(after_first);
        self.place(past);
    }

    fn jump_compare(&mut self, compare: &'a ast::ExprCompare, target: Label, when: bool) {
        let at = compare.range();
        let last = compare.ops.len() - 1;
        let mut a = self.operand(&compare.left, compare.comparators.iter().any(|c| self.may_bind(c)));
        let past = self.label();
        let mut after_first = None;
        for (i, (&op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            let op = comparison(op);
            let jump_when = when && i == last;
            let to = if when && !jump_when { past } else { target };
            if i == last
                && let Expr::NoneLiteral(_) = right
                && matches!(op, CmpOp::Is | CmpOp::IsNot)
            {
                let none = (op == CmpOp::Is) == jump_when;
                let (src, to) = (a, to.0);
                self.emit(if none { Instr::JumpIfNone { src, to } } else { Instr::JumpIfNotNone { src, to } }, at);
            } else if i == last
                && let Some(imm) = fold::small_int(right)
                && !matches!(op, CmpOp::In | CmpOp::NotIn | CmpOp::Is | CmpOp::IsNot)
            {
                self.fused(|op| Instr::JumpIfNotCmpInt { op, a, imm, skip: 0 }, op, to, jump_when, at);
            } else {
                let later = i < last && compare.comparators[i + 1..].iter().any(|c| self.may_bind(c));
                let b = self.membership(compare.ops[i], right, later);
                self.fused(|op| Instr::JumpIfNotCmp { op, a, b, skip: 0 }, op, to, jump_when, at);
                a = b;
            }
            if i == 0 {
                after_first = Some(self.bound.clone());
            }
        }
        self.restore_bound(after_first);
        self.place(past);
    }

    /// A fused comparison and jump: to `to` if the result is `when`.
    fn fused(&mut self, make: impl Fn(CmpOp) -> Instr, op: CmpOp, to: Label, when: bool, at: TextRange) {
        if !when {
            return self.emit_skip(make(op), to, at);
        }
        // Only operators that always answer with a bool have an exact opposite.
        let opposite = match op {
            CmpOp::Is => Some(CmpOp::IsNot),
            CmpOp::IsNot => Some(CmpOp::Is),
            CmpOp::In => Some(CmpOp::NotIn),
            CmpOp::NotIn => Some(CmpOp::In),
            _ => None,
        };
        if let Some(op) = opposite {
            return self.emit_skip(make(op), to, at);
        }
        let past = self.label();
        self.emit_skip(make(op), past, at);
        self.jump(to, at);
        self.place(past);
    }
}
