//! `match`. Names are bound when the whole pattern has matched. Class and mapping patterns use functions of the prelude:
//!
//! - `match_class(subject, cls, n_positional, keyword_names)`: the attributes named by `cls.__match_args__` (the subject
//!   itself for the built-in classes that match themselves) and by `keyword_names`, as a tuple; None when the subject is
//!   no instance or lacks one. `TypeError`s as Python's.
//! - `match_mapping(subject, keys)`: the values of the keys (a tuple) as a tuple, None when one is missing.
//! - `mapping_rest(subject, keys)`: a dict of all other items.

use ruff_python_ast::{self as ast, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

use super::builder::{Builder, Label};
use super::fold;
use crate::code::Const;
use crate::code::instr::{CmpOp, Instr};

/// Names captured so far with the registers that hold their values.
type Captures<'a> = Vec<(&'a ast::Identifier, u16)>;

impl<'a> Builder<'a, '_> {
    /// `match`.
    pub fn match_statement(&mut self, s: &'a ast::StmtMatch) {
        let subject = self.operand(&s.subject, true);
        let end = self.label();
        let mut after = self.bound.clone();
        after.end();
        let mut open = true;
        for (i, case) in s.cases.iter().enumerate() {
            let save = self.top;
            let before = self.bound.clone();
            let next = self.label();
            let mut captures = Vec::new();
            self.pattern(&case.pattern, subject, next, &mut captures);
            for (name, register) in captures {
                self.store_name(name, register, name.range());
            }
            if let Some(guard) = &case.guard {
                self.jump_unless(guard, next);
            } else if case.pattern.is_irrefutable() {
                open = false;
                if i + 1 < s.cases.len() {
                    self.unreachable_rest(&case.pattern);
                }
            }
            self.statements(&case.body);
            self.jump(end, case.range());
            after.meet(&self.bound);
            self.place(next);
            self.bound = before;
            self.top = save;
        }
        if open {
            after.meet(&self.bound);
        }
        self.bound = after;
        self.place(end);
    }

    fn unreachable_rest(&mut self, pattern: &Pattern) {
        let message = match pattern {
            Pattern::MatchAs(ast::PatternMatchAs { pattern: None, name: Some(name), .. }) => {
                format!("name capture '{name}' makes remaining patterns unreachable")
            }
            _ => "wildcard makes remaining patterns unreachable".to_owned(),
        };
        self.error("SyntaxError", message, pattern.range());
    }

    fn pattern(&mut self, pattern: &'a Pattern, subject: u16, fail: Label, captures: &mut Captures<'a>) {
        let at = pattern.range();
        match pattern {
            Pattern::MatchValue(p) => self.value_pattern(&p.value, subject, fail, at),
            Pattern::MatchSingleton(p) => {
                let save = self.top;
                let b = self.temp();
                let value = match p.value {
                    Singleton::None => Const::None,
                    Singleton::True => Const::Bool(true),
                    Singleton::False => Const::Bool(false),
                };
                self.load_const(b, value, at);
                self.emit_skip(Instr::JumpIfNotCmp { op: CmpOp::Is, a: subject, b, skip: 0 }, fail, at);
                self.top = save;
            }
            Pattern::MatchAs(p) => {
                if let Some(inner) = &p.pattern {
                    self.pattern(inner, subject, fail, captures);
                }
                if let Some(name) = &p.name {
                    self.capture(name, subject, captures);
                }
            }
            Pattern::MatchSequence(p) => self.sequence_pattern(&p.patterns, subject, fail, captures, at),
            Pattern::MatchMapping(p) => self.mapping_pattern(p, subject, fail, captures),
            Pattern::MatchClass(p) => self.class_pattern(p, subject, fail, captures),
            Pattern::MatchOr(p) => self.or_pattern(p, subject, fail, captures),
            Pattern::MatchStar(p) => self.error("SyntaxError", "can't use starred expression here", p.range()),
        }
    }

    fn capture(&mut self, name: &'a ast::Identifier, register: u16, captures: &mut Captures<'a>) {
        if captures.iter().any(|(n, _)| n.as_str() == name.as_str()) {
            self.error("SyntaxError", format!("multiple assignments to name '{name}' in pattern"), name.range());
        }
        captures.push((name, register));
    }

    fn value_pattern(&mut self, value: &'a ast::Expr, a: u16, fail: Label, at: TextRange) {
        let save = self.top;
        let op = CmpOp::Eq;
        if let Some(imm) = fold::small_int(value) {
            self.emit_skip(Instr::JumpIfNotCmpInt { op, a, imm, skip: 0 }, fail, at);
        } else {
            let b = self.operand(value, false);
            self.emit_skip(Instr::JumpIfNotCmp { op, a, b, skip: 0 }, fail, at);
        }
        self.top = save;
    }

    fn sequence_pattern(
        &mut self,
        patterns: &'a [Pattern],
        subject: u16,
        fail: Label,
        captures: &mut Captures<'a>,
        at: TextRange,
    ) {
        let star = patterns.iter().position(Pattern::is_match_star);
        let n = patterns.len();
        let t = self.temp();
        self.emit(Instr::IsSequence { dst: t, src: subject }, at);
        self.emit(Instr::JumpIfNot { src: t, to: fail.0 }, at);
        if let Some(i) = star
            && patterns[i + 1..].iter().any(Pattern::is_match_star)
        {
            return self.error("SyntaxError", "multiple starred expressions in sequence pattern", at);
        }
        if star.is_none() || n > 1 {
            let (op, length) = if star.is_some() { (CmpOp::Ge, n - 1) } else { (CmpOp::Eq, n) };
            self.emit(Instr::Len { dst: t, src: subject }, at);
            let imm = i16::try_from(length).unwrap_or(i16::MAX);
            self.emit_skip(Instr::JumpIfNotCmpInt { op, a: t, imm, skip: 0 }, fail, at);
        }
        if n == 0 {
            return;
        }
        let base = self.temps(n);
        match star {
            None => self.emit(Instr::Unpack { src: subject, base, n: n as u16 }, at),
            Some(i) => {
                let (Ok(before), Ok(after)) = (u8::try_from(i), u8::try_from(n - i - 1)) else {
                    return self.error("SyntaxError", "too many expressions in star-unpacking sequence pattern", at);
                };
                self.emit(Instr::UnpackEx { src: subject, base, before, after }, at);
            }
        }
        for (i, pattern) in patterns.iter().enumerate() {
            let register = base.wrapping_add(i as u16);
            match pattern {
                Pattern::MatchStar(star) => {
                    if let Some(name) = &star.name {
                        self.capture(name, register, captures);
                    }
                }
                _ => self.pattern(pattern, register, fail, captures),
            }
        }
    }

    fn mapping_pattern(
        &mut self,
        p: &'a ast::PatternMatchMapping,
        subject: u16,
        fail: Label,
        captures: &mut Captures<'a>,
    ) {
        let at = p.range();
        let n = p.keys.len();
        let t = self.temp();
        self.emit(Instr::IsMapping { dst: t, src: subject }, at);
        self.emit(Instr::JumpIfNot { src: t, to: fail.0 }, at);
        let keys = self.temp();
        match p.keys.iter().map(fold::constant).collect() {
            Some(items) => self.load_const(keys, Const::Tuple(items), at),
            None => self.tuple(&p.keys, keys, at),
        }
        if n > 0 {
            let base = self.temps(n);
            self.prelude("match_mapping", &[subject, keys], base, at);
            self.emit(Instr::JumpIfNone { src: base, to: fail.0 }, at);
            self.emit(Instr::Unpack { src: base, base, n: n as u16 }, at);
            for (i, pattern) in p.patterns.iter().enumerate() {
                self.pattern(pattern, base.wrapping_add(i as u16), fail, captures);
            }
        }
        if let Some(rest) = &p.rest {
            let dst = self.temp();
            self.prelude("mapping_rest", &[subject, keys], dst, at);
            self.capture(rest, dst, captures);
        }
    }

    fn class_pattern(&mut self, p: &'a ast::PatternMatchClass, subject: u16, fail: Label, captures: &mut Captures<'a>) {
        let at = p.range();
        let positional = &p.arguments.patterns;
        let keywords = &p.arguments.keywords;
        for (i, keyword) in keywords.iter().enumerate() {
            if keywords[..i].iter().any(|k| k.attr.as_str() == keyword.attr.as_str()) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                self.error("SyntaxError", message, keyword.range());
            }
        }
        let n = positional.len() + keywords.len();
        let base = self.temps(n.max(1));
        let save = self.top;
        let cls = self.expr_temp(&p.cls);
        let (count, names) = (self.temp(), self.temp());
        self.load_const(count, Const::Int(positional.len() as i64), at);
        let attributes = keywords.iter().map(|k| Const::Str(k.attr.to_string())).collect();
        self.load_const(names, Const::Tuple(attributes), at);
        self.prelude("match_class", &[subject, cls, count, names], base, at);
        self.top = save;
        self.emit(Instr::JumpIfNone { src: base, to: fail.0 }, at);
        if n > 0 {
            self.emit(Instr::Unpack { src: base, base, n: n as u16 }, at);
        }
        let inner = positional.iter().chain(keywords.iter().map(|k| &k.pattern));
        for (i, pattern) in inner.enumerate() {
            self.pattern(pattern, base.wrapping_add(i as u16), fail, captures);
        }
    }

    fn or_pattern(&mut self, p: &'a ast::PatternMatchOr, subject: u16, fail: Label, captures: &mut Captures<'a>) {
        let matched = self.label();
        let mut first: Option<Captures<'a>> = None;
        for (i, alternative) in p.patterns.iter().enumerate() {
            let last = i + 1 == p.patterns.len();
            if !last && alternative.is_irrefutable() {
                self.unreachable_rest(alternative);
            }
            let next = if last { fail } else { self.label() };
            let mut own = Vec::new();
            self.pattern(alternative, subject, next, &mut own);
            match &first {
                None => {
                    // Fixed registers for what all alternatives capture.
                    let base = self.temps(own.len());
                    let mut fixed = Vec::new();
                    for (i, (name, register)) in own.iter().enumerate() {
                        let dst = base.wrapping_add(i as u16);
                        self.move_to(dst, *register, alternative.range());
                        fixed.push((*name, dst));
                    }
                    first = Some(fixed);
                }
                Some(fixed) => {
                    let fixed = fixed.clone();
                    let find = |n: &str| own.iter().find(|(name, _)| name.as_str() == n).map(|&(_, r)| r);
                    let moves: Option<Vec<(u16, u16)>> =
                        fixed.iter().map(|(name, dst)| find(name.as_str()).map(|src| (*dst, src))).collect();
                    match moves.filter(|m| m.len() == own.len()) {
                        Some(moves) => {
                            for (dst, src) in moves {
                                self.move_to(dst, src, alternative.range());
                            }
                        }
                        None => self.error("SyntaxError", "alternative patterns bind different names", p.range()),
                    }
                }
            }
            if !last {
                self.jump(matched, alternative.range());
                self.place(next);
            }
        }
        self.place(matched);
        for (name, register) in first.unwrap_or_default() {
            self.capture(name, register, captures);
        }
    }

    /// Calls a function of the prelude.
    fn prelude(&mut self, name: &str, arguments: &[u16], dst: u16, at: TextRange) {
        let save = self.top;
        let base = self.temps(arguments.len() + 1);
        let name = self.name(name);
        self.emit(Instr::LoadPrelude { dst: base, name }, at);
        for (i, &src) in arguments.iter().enumerate() {
            self.move_to(base.wrapping_add(1 + i as u16), src, at);
        }
        self.emit(Instr::Call { dst, base, argc: arguments.len() as u16 }, at);
        self.top = save;
    }
}
