//! Assignment: targets of every kind, `del`, `op=`.

use ruff_python_ast::{self as ast, Expr, ExprContext};
use ruff_text_size::{Ranged, TextRange};

use super::builder::Builder;
use super::fold;
use crate::code::Const;
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
        if let Some(base) = self.neighbours(targets) {
            self.emit(Instr::Unpack { src, base, n: targets.len() as u16 }, at);
            (0..targets.len() as u16).for_each(|i| self.bound.add(base + i));
            return;
        }
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

    /// The first register of targets that are locals in neighbouring registers: a tuple unpacks right into them.
    fn neighbours(&self, targets: &[Expr]) -> Option<u16> {
        let registers = self.distinct_locals(targets)?;
        let first = *registers.first()?;
        registers.iter().zip(first..).all(|(&r, expected)| r == expected).then_some(first)
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
        if let Some(value) = fold::constant(value) {
            return self.assign_constant(targets, &value);
        }
        // A target may be evaluated, and bind a local, before the value is stored.
        let src = self.operand(value, targets.len() > 1 || targets.iter().any(|t| self.may_bind(t)));
        for target in targets {
            self.store(target, src);
        }
    }

    /// `a = b = 0`: locals get a constant without a detour.
    fn assign_constant(&mut self, targets: &'a [Expr], value: &Const) {
        for target in targets {
            let local = if let Expr::Name(name) = target { self.local(&name.id) } else { None };
            let save = self.top;
            let dst = local.unwrap_or_else(|| self.temp());
            self.load_const(dst, value.clone(), target.range());
            self.store(target, dst);
            self.top = save;
        }
    }

    /// `a, b = x, y` without a tuple.
    fn assign_pairwise(&mut self, targets: &'a [Expr], values: &'a [Expr]) {
        if let Some(registers) = self.distinct_locals(targets)
            && !values.iter().any(|v| self.may_bind(v))
        {
            return self.assign_locals(&registers, targets, values);
        }
        let base = self.temps(values.len());
        for (i, value) in values.iter().enumerate() {
            self.expr_to(value, base.wrapping_add(i as u16));
        }
        for (i, target) in targets.iter().enumerate() {
            self.store(target, base.wrapping_add(i as u16));
        }
    }

    /// The registers of targets that are different local variables.
    fn distinct_locals(&self, targets: &[Expr]) -> Option<Vec<u16>> {
        let mut registers = Vec::new();
        for target in targets {
            let Expr::Name(name) = target else { return None };
            let register = self.local(&name.id)?;
            if registers.contains(&register) {
                return None;
            }
            registers.push(register);
        }
        Some(registers)
    }

    /// `a, b = x, y` for locals: nobody sees in which order they change, once all values are there.
    fn assign_locals(&mut self, registers: &[u16], targets: &'a [Expr], values: &'a [Expr]) {
        let mut sources: Vec<Source> = values.iter().map(|v| self.source(v)).collect();
        let reads = |sources: &[Source], r: u16| sources.iter().any(|s| matches!(s, Source::Register(x) if *x == r));
        let last = sources.iter().rposition(|s| matches!(s, Source::Value));
        for i in 0..values.len() {
            if let Source::Value = sources[i] {
                // The last value that can fail may go to its place at once, unless that is still read.
                let direct = last == Some(i) && !reads(&sources, registers[i]);
                let dst = if direct { registers[i] } else { self.temp() };
                self.expr_to(&values[i], dst);
                sources[i] = if direct { Source::Done } else { Source::Register(dst) };
            }
        }
        let at = |i: usize| targets[i].range();
        while let Some(first) = sources.iter().position(|s| !matches!(s, Source::Done)) {
            let free = (0..sources.len()).find(|&i| {
                let waits = sources.iter().enumerate();
                !matches!(sources[i], Source::Done)
                    && !waits
                        .filter(|&(j, _)| j != i)
                        .any(|(_, s)| matches!(s, Source::Register(x) if *x == registers[i]))
            });
            let Some(i) = free else {
                // A circle: one value steps aside.
                let aside = self.temp();
                self.move_to(aside, registers[first], at(first));
                for source in &mut sources {
                    if matches!(source, Source::Register(x) if *x == registers[first]) {
                        *source = Source::Register(aside);
                    }
                }
                continue;
            };
            match std::mem::replace(&mut sources[i], Source::Done) {
                Source::Register(src) => self.move_to(registers[i], src, at(i)),
                Source::Constant => self.expr_to(&values[i], registers[i]),
                Source::Value | Source::Done => {}
            }
        }
        for &register in registers {
            self.bound.add(register);
        }
    }

    fn source(&self, value: &Expr) -> Source {
        if fold::constant(value).is_some() {
            return Source::Constant;
        }
        match value {
            Expr::Name(name) => match self.local(&name.id) {
                Some(register) if self.bound.has(register) => Source::Register(register),
                _ => Source::Value,
            },
            _ => Source::Value,
        }
    }
}

/// Where a value of `a, b = x, y` is.
#[derive(Clone, Copy)]
enum Source {
    /// To be evaluated, which may fail.
    Value,
    /// A constant.
    Constant,
    /// In a register.
    Register(u16),
    /// In its target.
    Done,
}

/// `a, b = x, y`: as many values as targets, none starred.
fn pairs(targets: &[Expr], values: &[Expr]) -> bool {
    targets.len() == values.len()
        && targets.len() > 1
        && !targets.iter().chain(values).any(Expr::is_starred_expr)
        && targets.iter().all(|t| !matches!(t, Expr::Name(n) if n.ctx != ExprContext::Store))
}
