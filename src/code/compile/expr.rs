//! Expressions: values into registers, in Python's order of evaluation.

use ruff_python_ast::{self as ast, Expr, Operator, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::builder::Builder;
use super::display::MANY;
use super::fold;
use crate::code::Const;
use crate::code::instr::{BinOp, CmpOp, Instr, UnOp};

impl<'a> Builder<'a, '_> {
    /// Evaluates `e` into `dst`. A `dst` that is a variable is written by the last instruction only, so that an exception
    /// leaves the variable as it was.
    pub fn expr_to(&mut self, e: &'a Expr, dst: u16) {
        let save = self.top;
        if self.is_variable(dst) && !writes_last(e) {
            let t = self.temp();
            self.expr_into(e, t);
            self.move_to(dst, t, e.range());
        } else {
            self.expr_into(e, dst);
        }
        self.top = save;
    }

    /// Evaluates `e` into a new temporary.
    pub fn expr_temp(&mut self, e: &'a Expr) -> u16 {
        let t = self.temp();
        self.expr_to(e, t);
        t
    }

    /// The value of `e` in some register: a local's own, or a new temporary. `later` says that something evaluated before
    /// the value is used may rebind the local.
    pub fn operand(&mut self, e: &'a Expr, later: bool) -> u16 {
        if let Expr::Name(name) = e
            && let Some(register) = self.local(&name.id)
            && !later
        {
            self.check_bound(register, e.range());
            return register;
        }
        if self.loops > 0
            && let Some(value) = fold::constant(e)
            && let Some(register) = self.constant_register(&value)
        {
            return register;
        }
        self.expr_temp(e)
    }

    /// Whether evaluating `e` may bind a local of this block.
    pub fn may_bind(&self, e: &Expr) -> bool {
        self.unit.scopes.list[self.scope].walrus
            && !matches!(
                e,
                Expr::Name(_)
                    | Expr::NumberLiteral(_)
                    | Expr::StringLiteral(_)
                    | Expr::NoneLiteral(_)
                    | Expr::BooleanLiteral(_)
            )
    }

    /// Evaluates `e` for its effects.
    pub fn effect(&mut self, e: &'a Expr) {
        let save = self.top;
        if fold::constant(e).is_none() {
            self.operand(e, false);
        }
        self.top = save;
    }

    fn expr_into(&mut self, e: &'a Expr, dst: u16) {
        let at = e.range();
        if let Some(value) = fold::constant(e) {
            return self.load_const(dst, value, at);
        }
        match e {
            Expr::Name(name) => self.load_name(&name.id, dst, at),
            Expr::BinOp(op) => self.binary(op, dst),
            Expr::UnaryOp(op) => {
                let src = self.operand(&op.operand, false);
                let op = match op.op {
                    UnaryOp::Not => UnOp::Not,
                    UnaryOp::USub => UnOp::Neg,
                    UnaryOp::UAdd => UnOp::Pos,
                    UnaryOp::Invert => UnOp::Invert,
                };
                self.emit(Instr::Unary { op, dst, src }, at);
            }
            Expr::BoolOp(op) => self.bool_value(op, dst),
            Expr::Compare(compare) => self.compare_value(compare, dst),
            Expr::If(conditional) => self.conditional(conditional, dst),
            Expr::Named(named) => self.named(named, dst),
            Expr::Attribute(attribute) => {
                let obj = self.operand(&attribute.value, false);
                let name = self.mangled(&attribute.attr);
                let name = self.name(&name);
                self.emit(Instr::GetAttr { dst, obj, name }, at);
            }
            Expr::Subscript(subscript) => {
                let obj = self.operand(&subscript.value, self.may_bind(&subscript.slice));
                let index = self.operand(&subscript.slice, false);
                self.emit(Instr::GetItem { dst, obj, index }, at);
            }
            Expr::Slice(slice) => self.slice(slice, dst),
            Expr::Call(call) => self.call(call, dst),
            Expr::Lambda(lambda) => self.lambda(lambda, dst),
            Expr::List(list) => self.list(&list.elts, dst, at),
            Expr::Tuple(tuple) => self.tuple(&tuple.elts, dst, at),
            Expr::Set(set) => self.set(&set.elts, dst, at),
            Expr::Dict(dict) => self.dict(dict, dst),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => self.comprehension(e, dst),
            Expr::FString(string) => self.f_string(string, dst),
            Expr::Yield(y) => {
                let src = match &y.value {
                    Some(value) => self.operand(value, false),
                    None => {
                        let t = self.temp();
                        self.emit(Instr::LoadNone { dst: t }, at);
                        t
                    }
                };
                self.emit(Instr::Yield { dst, src }, at);
            }
            Expr::YieldFrom(y) => {
                let src = self.operand(&y.value, false);
                let iter = self.temp();
                self.emit(Instr::YieldFromIter { dst: iter, src }, at);
                self.emit(Instr::YieldFrom { dst, iter }, at);
            }
            Expr::Starred(_) => self.error("SyntaxError", "can't use starred expression here", at),
            Expr::NumberLiteral(_) => self.error("Unsupported", "complex numbers are not supported", at),
            Expr::TString(_) => self.error("SyntaxError", "invalid syntax", at),
            // Reported by the walk over the symbols or by the parser.
            Expr::Await(_) | Expr::IpyEscapeCommand(_) => self.emit(Instr::LoadNone { dst }, at),
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {}
        }
    }

    /// A binary operation; the left side of a chain is walked without recursion.
    fn binary(&mut self, op: &'a ast::ExprBinOp, dst: u16) {
        let mut chain = vec![op];
        let mut left = &*op.left;
        while let Expr::BinOp(inner) = left {
            if fold::constant(left).is_some() {
                break;
            }
            chain.push(inner);
            left = &inner.left;
        }
        let first = chain.last().copied().unwrap_or(op);
        let mut a = self.operand(left, self.may_bind(&first.right));
        let accumulator = if chain.len() > 1 { self.temp() } else { dst };
        while let Some(op) = chain.pop() {
            let save = self.top;
            let to = if chain.is_empty() { dst } else { accumulator };
            self.binary_step(op.op, false, to, a, &op.right, op.range());
            a = accumulator;
            self.top = save;
        }
    }

    /// `dst = a op right`, in place if `inplace`.
    pub fn binary_step(&mut self, op: Operator, inplace: bool, dst: u16, a: u16, right: &'a Expr, at: TextRange) {
        if let Some(imm) = fold::small_int(right) {
            let instr = match (op, inplace) {
                (Operator::Add, false) => Some(Instr::AddInt { dst, a, imm }),
                (Operator::Add, true) => Some(Instr::IAddInt { dst, a, imm }),
                (Operator::Sub, false) => Some(Instr::SubInt { dst, a, imm }),
                _ => None,
            };
            if let Some(instr) = instr {
                return self.emit(instr, at);
            }
        }
        let b = self.operand(right, false);
        let instr = match (op, inplace) {
            (Operator::Add, false) => Instr::Add { dst, a, b },
            (Operator::Sub, false) => Instr::Sub { dst, a, b },
            (Operator::Mult, false) => Instr::Mul { dst, a, b },
            (Operator::Add, true) => Instr::IAdd { dst, a, b },
            _ => Instr::Binary { op: operator(op, inplace), dst, a, b },
        };
        self.emit(instr, at);
    }

    /// `a and b`, `a or b` as a value; `dst` is a temporary.
    fn bool_value(&mut self, op: &'a ast::ExprBoolOp, dst: u16) {
        let end = self.label();
        let mut after_first = None;
        for (i, value) in op.values.iter().enumerate() {
            self.expr_to(value, dst);
            if i == 0 {
                after_first = Some(self.bound.clone());
            }
            if i + 1 < op.values.len() {
                let to = end.0;
                let jump = match op.op {
                    ast::BoolOp::And => Instr::JumpIfNot { src: dst, to },
                    ast::BoolOp::Or => Instr::JumpIf { src: dst, to },
                };
                self.emit(jump, value.range());
            }
        }
        self.restore_bound(after_first);
        self.place(end);
    }

    /// Forgets what was learnt about locals in a part that may be left out.
    pub fn restore_bound(&mut self, saved: Option<super::bound::Bound>) {
        if let Some(saved) = saved {
            self.bound = saved;
        }
    }

    fn compare_value(&mut self, compare: &'a ast::ExprCompare, dst: u16) {
        let at = compare.range();
        let last = compare.ops.len() - 1;
        let mut a = self.operand(&compare.left, compare.comparators.iter().any(|c| self.may_bind(c)));
        let end = self.label();
        let mut after_first = None;
        for (i, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            let later = i < last && compare.comparators[i + 1..].iter().any(|c| self.may_bind(c));
            let b = self.membership(*op, right, later);
            self.emit(Instr::Compare { op: comparison(*op), dst, a, b }, at);
            if i == 0 {
                after_first = Some(self.bound.clone());
            }
            if i < last {
                self.emit(Instr::JumpIfNot { src: dst, to: end.0 }, at);
            }
            a = b;
        }
        self.restore_bound(after_first);
        self.place(end);
    }

    /// The right side of a comparison: a set or list display of constants after `in` becomes a constant.
    pub fn membership(&mut self, op: ast::CmpOp, right: &'a Expr, later: bool) -> u16 {
        if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn) {
            let (elements, set) = match right {
                Expr::Set(set) => (&set.elts, true),
                Expr::List(list) => (&list.elts, false),
                _ => return self.operand(right, later),
            };
            if let Some(items) = elements.iter().map(fold::constant).collect::<Option<Vec<_>>>() {
                let value = if set { Const::FrozenSet(items) } else { Const::Tuple(items) };
                if let Some(register) = self.constant_register(&value) {
                    return register;
                }
                let t = self.temp();
                self.load_const(t, value, right.range());
                return t;
            }
        }
        self.operand(right, later)
    }

    fn conditional(&mut self, e: &'a ast::ExprIf, dst: u16) {
        let (other, end) = (self.label(), self.label());
        self.jump_unless(&e.test, other);
        let saved = self.bound.clone();
        self.expr_to(&e.body, dst);
        self.jump(end, e.range());
        self.bound = saved.clone();
        self.place(other);
        self.expr_to(&e.orelse, dst);
        self.bound = saved;
        self.place(end);
    }

    fn named(&mut self, named: &'a ast::ExprNamed, dst: u16) {
        let src = self.operand(&named.value, false);
        if let Expr::Name(name) = &*named.target {
            self.store_name(&name.id, src, named.range());
        }
        self.move_to(dst, src, named.range());
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice, dst: u16) {
        let base = self.temps(3);
        for (i, part) in [&slice.lower, &slice.upper, &slice.step].into_iter().enumerate() {
            let register = base.wrapping_add(i as u16);
            match part {
                Some(e) => self.expr_to(e, register),
                None => self.emit(Instr::LoadNone { dst: register }, slice.range()),
            }
        }
        self.emit(Instr::BuildSlice { dst, base }, slice.range());
    }
}

/// Whether the only instruction that writes the destination of `e` is the last one.
fn writes_last(e: &Expr) -> bool {
    match e {
        Expr::BoolOp(_) | Expr::Set(_) | Expr::Dict(_) | Expr::Named(_) => false,
        Expr::Compare(c) => c.ops.len() == 1,
        Expr::If(c) => writes_last(&c.body) && writes_last(&c.orelse),
        Expr::List(ast::ExprList { elts, .. }) | Expr::Tuple(ast::ExprTuple { elts, .. }) => {
            elts.len() <= MANY && !elts.iter().any(Expr::is_starred_expr)
        }
        _ => true,
    }
}

fn operator(op: Operator, inplace: bool) -> BinOp {
    let pair = match op {
        Operator::Add => (BinOp::Add, BinOp::IAdd),
        Operator::Sub => (BinOp::Sub, BinOp::ISub),
        Operator::Mult => (BinOp::Mul, BinOp::IMul),
        Operator::Div => (BinOp::Div, BinOp::IDiv),
        Operator::FloorDiv => (BinOp::FloorDiv, BinOp::IFloorDiv),
        Operator::Mod => (BinOp::Mod, BinOp::IMod),
        Operator::Pow => (BinOp::Pow, BinOp::IPow),
        Operator::LShift => (BinOp::LShift, BinOp::ILShift),
        Operator::RShift => (BinOp::RShift, BinOp::IRShift),
        Operator::BitAnd => (BinOp::And, BinOp::IAnd),
        Operator::BitOr => (BinOp::Or, BinOp::IOr),
        Operator::BitXor => (BinOp::Xor, BinOp::IXor),
        Operator::MatMult => (BinOp::MatMul, BinOp::IMatMul),
    };
    if inplace { pair.1 } else { pair.0 }
}

/// The VM's name of a comparison.
pub(super) fn comparison(op: ast::CmpOp) -> CmpOp {
    match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::Ne,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::Le,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::Ge,
        ast::CmpOp::Is => CmpOp::Is,
        ast::CmpOp::IsNot => CmpOp::IsNot,
        ast::CmpOp::In => CmpOp::In,
        ast::CmpOp::NotIn => CmpOp::NotIn,
    }
}
