//! Assignment: targets of every kind, `del`, `op=`.

use ruff_python_ast::{self as ast, Expr, ExprContext};
use ruff_text_size::{Ranged, TextRange};

use super::builder::Builder;
use crate::code::instr::Instr;

impl<'a> Builder<'a, '_> {
    /// Stores `src` in a target.
    pub fn store(&mut self, target: &'a Expr, src: u16) {
        let save = self.top;
        let at = target.range();
        match target {
            Expr::Name(name) => self.store_name(&name.id, src, at),
            Expr::Attribute(attribute) => {
                let obj = self.operand(&attribute.value, false);
                let name = self.mangled(&attribute.attr);
                let name = self.name(&name);
                self.emit(Instr::SetAttr { obj, name, src }, at);
            }
            Expr::Subscript(subscript) => {
                let obj = self.operand(&subscript.value, self.may_bind(&subscript.slice));
                let index = self.operand(&subscript.slice, false);
                self.emit(Instr::SetItem { obj, index, src }, at);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.unpack(elts, src, at);
            }
            Expr::Starred(_) => {
                self.error("SyntaxError", "starred assignment target must be in a list or tuple", at);
            }
            _ => self.error("SyntaxError", "cannot assign to expression", at),
        }
        self.top = save;
    }

    fn unpack(&mut self, targets: &'a [Expr], src: u16, at: TextRange) {
        let base = self.temps(targets.len());
        let star = targets.iter().position(Expr::is_starred_expr);
        match star {
            None => self.emit(Instr::Unpack { src, base, n: targets.len() as u16 }, at),
            Some(i) => {
                let after = targets.len() - i - 1;
                if targets[i + 1..].iter().any(Expr::is_starred_expr) {
                    self.error("SyntaxError", "multiple starred expressions in assignment", at);
                }
                let (Ok(before), Ok(after)) = (u8::try_from(i), u8::try_from(after)) else {
                    return self.error("SyntaxError", "too many expressions in star-unpacking assignment", at);
                };
                self.emit(Instr::UnpackEx { src, base, before, after }, at);
            }
        }
        for (i, target) in targets.iter().enumerate() {
            let target = if let Expr::Starred(star) = target { &*star.value } else { target };
            self.store(target, base.wrapping_add(i as u16));
        }
    }

    /// `del target`.
    pub fn delete(&mut self, target: &'a Expr) {
        let save = self.top;
        let at = target.range();
        match target {
            Expr::Name(name) => self.delete_name(&name.id, at),
            Expr::Attribute(attribute) => {
                let obj = self.operand(&attribute.value, false);
                let name = self.mangled(&attribute.attr);
                let name = self.name(&name);
                self.emit(Instr::DelAttr { obj, name }, at);
            }
            Expr::Subscript(subscript) => {
                let obj = self.operand(&subscript.value, self.may_bind(&subscript.slice));
                let index = self.operand(&subscript.slice, false);
                self.emit(Instr::DelItem { obj, index }, at);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                elts.iter().for_each(|e| self.delete(e));
            }
            _ => self.error("SyntaxError", "cannot delete expression", at),
        }
        self.top = save;
    }

    /// `target op= value`: the parts of the target are evaluated once.
    pub fn augmented(&mut self, s: &'a ast::StmtAugAssign) {
        let at = s.range();
        let later = self.may_bind(&s.value);
        match &*s.target {
            Expr::Name(name) => {
                let a = match self.local(&name.id) {
                    Some(register) if !later => {
                        self.check_bound(register, name.range());
                        self.binary_step(s.op, true, register, register, &s.value, at);
                        return;
                    }
                    _ => self.temp(),
                };
                self.load_name(&name.id, a, name.range());
                self.binary_step(s.op, true, a, a, &s.value, at);
                self.store_name(&name.id, a, at);
            }
            Expr::Attribute(attribute) => {
                let obj = self.operand(&attribute.value, later);
                let name = self.mangled(&attribute.attr);
                let name = self.name(&name);
                let a = self.temp();
                self.emit(Instr::GetAttr { dst: a, obj, name }, attribute.range());
                self.binary_step(s.op, true, a, a, &s.value, at);
                self.emit(Instr::SetAttr { obj, name, src: a }, attribute.range());
            }
            Expr::Subscript(subscript) => {
                let obj = self.operand(&subscript.value, later || self.may_bind(&subscript.slice));
                let index = self.operand(&subscript.slice, later);
                let a = self.temp();
                self.emit(Instr::GetItem { dst: a, obj, index }, subscript.range());
                self.binary_step(s.op, true, a, a, &s.value, at);
                self.emit(Instr::SetItem { obj, index, src: a }, subscript.range());
            }
            other => self.error("SyntaxError", "illegal expression for augmented assignment", other.range()),
        }
    }

    /// `targets = value`.
    pub fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) {
        if let [target] = targets {
            match target {
                Expr::Name(name) => {
                    if let Some(register) = self.local(&name.id) {
                        self.expr_to(value, register);
                        self.bound.add(register);
                        return;
                    }
                }
                Expr::Tuple(tuple) => {
                    if let Expr::Tuple(values) = value
                        && pairs(&tuple.elts, &values.elts)
                    {
                        return self.assign_pairwise(&tuple.elts, &values.elts);
                    }
                }
                _ => {}
            }
        }
        // A target may be evaluated, and bind a local, before the value is stored.
        let src = self.operand(value, targets.len() > 1 || targets.iter().any(|t| self.may_bind(t)));
        for target in targets {
            self.store(target, src);
        }
    }

    /// `a, b = x, y` without a tuple.
    fn assign_pairwise(&mut self, targets: &'a [Expr], values: &'a [Expr]) {
        let base = self.temps(values.len());
        for (i, value) in values.iter().enumerate() {
            self.expr_to(value, base.wrapping_add(i as u16));
        }
        for (i, target) in targets.iter().enumerate() {
            self.store(target, base.wrapping_add(i as u16));
        }
    }
}

/// `a, b = x, y`: as many values as targets, none starred.
fn pairs(targets: &[Expr], values: &[Expr]) -> bool {
    targets.len() == values.len()
        && targets.len() > 1
        && !targets.iter().chain(values).any(Expr::is_starred_expr)
        && targets.iter().all(|t| !matches!(t, Expr::Name(n) if n.ctx != ExprContext::Store))
}
