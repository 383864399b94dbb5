//! Loops, `try`, `with`, and what leaving them early does: the bodies of `finally` are copied to every way out, the
//! copies standing outside of the guarded part.

use ruff_python_ast::{self as ast, ExceptHandler, Expr, Stmt, WithItem};
use ruff_text_size::{Ranged, TextRange};

use super::bound::Bound;
use super::builder::{Block, BlockKind, Builder, Label};
use crate::code::Handler;
use crate::code::instr::{Instr, NO_REG};

impl<'a> Builder<'a, '_> {
    // ---- blocks --------------------------------------------------------------------------------------------------

    fn enter(&mut self, kind: BlockKind<'a>, guarded: bool) {
        let open = guarded.then(|| self.here());
        self.blocks.push(Block { kind, open, ranges: Vec::new() });
    }

    /// Ends the innermost block; the parts that it guards.
    fn leave(&mut self) -> Option<Block<'a>> {
        let here = self.here();
        let mut block = self.blocks.pop()?;
        block.close(here);
        Some(block)
    }

    /// Enters the guarded parts of a block in the table of handlers.
    fn guard(&mut self, block: Option<Block<'a>>, target: Label, exc: u16) {
        for (start, end) in block.into_iter().flat_map(|b| b.ranges) {
            self.handlers.push(Handler { start, end, target: target.0, exc });
        }
    }

    /// Whether an exception here may be caught in this block.
    fn guarded(&self) -> bool {
        self.blocks.iter().any(|b| b.open.is_some())
    }

    /// Emits what leaving all blocks from number `to` on does. The blocks themselves go on afterwards.
    fn unwind(&mut self, to: usize, at: TextRange) {
        let mut left = Vec::new();
        while self.blocks.len() > to {
            let here = self.here();
            let Some(mut block) = self.blocks.pop() else { break };
            block.close(here);
            match &block.kind {
                BlockKind::Loop { .. } | BlockKind::Try => {}
                BlockKind::Finally(body) => {
                    let body = *body;
                    self.statements(body);
                }
                BlockKind::With(exit, range) => {
                    let (exit, range) = (*exit, *range);
                    self.call_exit(exit, range);
                }
                BlockKind::Handler(exc) => {
                    let exc = *exc;
                    self.emit(Instr::LeaveHandler { exc }, at);
                }
                BlockKind::Named(name) => {
                    let name = *name;
                    self.unbind_name(name, at);
                }
            }
            left.push(block);
        }
        while let Some(mut block) = left.pop() {
            let here = self.here();
            if let Some(open) = &mut block.open {
                *open = here;
            }
            self.blocks.push(block);
        }
    }

    /// Whether leaving the function from here runs any code of the program, or unbinds what others can see.
    fn leaving_acts(&self) -> bool {
        self.blocks.iter().any(|block| match block.kind {
            BlockKind::Finally(_) | BlockKind::With(..) => true,
            BlockKind::Named(name) => self.local(name).is_none(),
            _ => false,
        })
    }

    /// `return`.
    pub fn return_statement(&mut self, s: &'a ast::StmtReturn) {
        let at = s.range();
        let acts = self.leaving_acts();
        let value = s.value.as_deref().filter(|e| !e.is_none_literal_expr());
        let src = value.map(|e| self.operand(e, acts));
        if acts {
            self.unwind(0, at);
        }
        match src {
            Some(src) => self.emit(Instr::Return { src }, at),
            None => self.emit(Instr::ReturnNone, at),
        }
        self.bound.end();
    }

    /// `break` and `continue`.
    pub fn jump_loop(&mut self, is_break: bool, at: TextRange) {
        let found = self.blocks.iter().rposition(|b| matches!(b.kind, BlockKind::Loop { .. }));
        let Some(index) = found else { return };
        self.unwind(index + 1, at);
        if let BlockKind::Loop { end, next, at_end } = &mut self.blocks[index].kind {
            let to = if is_break {
                at_end.meet(&self.bound);
                *end
            } else {
                *next
            };
            self.jump(to, at);
        }
        self.bound.end();
    }

    // ---- loops ---------------------------------------------------------------------------------------------------

    fn nothing() -> Bound {
        let mut bound = Bound::default();
        bound.end();
        bound
    }

    /// `while`.
    pub fn while_loop(&mut self, s: &'a ast::StmtWhile) {
        self.bound = std::mem::take(&mut self.bound).without(&self.deleted);
        let (head, end, orelse) = (self.label_here(), self.label(), self.label());
        self.loops += 1;
        self.jump_unless(&s.test, orelse);
        let mut exit = self.bound.clone();
        if super::fold::constant(&s.test).is_some_and(|c| super::fold::truth(&c)) {
            exit.end();
        }
        self.enter(BlockKind::Loop { end, next: head, at_end: Self::nothing() }, false);
        let body = self.label_here();
        self.statements(&s.body);
        if repeatable(&s.test) {
            // `continue` still goes to the head: only the end of the body tests by itself.
            self.jump_cond(&s.test, body, true);
            self.jump(orelse, s.test.range());
        } else {
            self.jump(head, s.test.range());
        }
        self.end_loop(orelse, end, exit, &s.orelse);
    }

    fn end_loop(&mut self, orelse: Label, end: Label, exit: Bound, body: &'a [Stmt]) {
        let block = self.leave();
        self.loops -= 1;
        self.place(orelse);
        self.bound = exit;
        self.statements(body);
        if let Some(Block { kind: BlockKind::Loop { at_end, .. }, .. }) = block {
            self.bound.meet(&at_end);
        }
        self.place(end);
    }

    /// `for`.
    pub fn for_loop(&mut self, s: &'a ast::StmtFor) {
        // CPython blames the whole statement, so that no part of its line is marked.
        let at = s.range();
        let iter = self.temps(3);
        let save = self.top;
        let src = self.operand(&s.iter, false);
        self.emit(Instr::GetIter { iter, src }, at);
        self.top = save;
        self.bound = std::mem::take(&mut self.bound).without(&self.deleted);
        let exit = self.bound.clone();
        let (head, end, orelse) = (self.label_here(), self.label(), self.label());
        self.loops += 1;
        self.for_iter(iter, &s.target, orelse, at);
        self.enter(BlockKind::Loop { end, next: head, at_end: Self::nothing() }, false);
        self.statements(&s.body);
        self.jump(head, at);
        self.end_loop(orelse, end, exit, &s.orelse);
    }

    /// The next item of an iteration into `target`.
    pub fn for_iter(&mut self, iter: u16, target: &'a Expr, end: Label, at: TextRange) {
        if let Expr::Name(name) = target
            && let Some(dst) = self.local(&name.id)
        {
            self.emit_skip(Instr::ForIter { iter, dst, skip: 0 }, end, at);
            self.bound.add(dst);
            return;
        }
        let save = self.top;
        let dst = self.temp();
        self.emit_skip(Instr::ForIter { iter, dst, skip: 0 }, end, at);
        self.store(target, dst);
        self.top = save;
    }

    // ---- try -----------------------------------------------------------------------------------------------------

    /// `try`.
    pub fn try_statement(&mut self, s: &'a ast::StmtTry) {
        if s.finalbody.is_empty() {
            self.try_except(s);
        } else {
            self.try_finally(s);
        }
    }

    fn try_finally(&mut self, s: &'a ast::StmtTry) {
        let at = s.finalbody.first().map_or(s.range(), Ranged::range);
        let exc = self.temps(2);
        let again = self.temp();
        let entry = self.bound.clone().without(&self.deleted);
        self.enter(BlockKind::Finally(&s.finalbody), true);
        if s.handlers.is_empty() {
            self.statements(&s.body);
            self.statements(&s.orelse);
        } else {
            self.try_except(s);
        }
        let block = self.leave();
        let (handler, end) = (self.label(), self.label());
        self.guard(block, handler, exc);
        self.statements(&s.finalbody);
        let normal = self.bound.clone();
        self.jump(end, at);
        self.place(handler);
        self.bound = entry;
        self.emit(Instr::EnterHandler { exc }, at);
        let guarded = self.guarded();
        self.enter(BlockKind::Handler(exc), guarded);
        self.statements(&s.finalbody);
        self.end_handler(exc, again, at);
        self.bound = normal;
        self.place(end);
    }

    /// The exception of a handler goes on; so does one that the handler itself raises.
    fn end_handler(&mut self, exc: u16, again: u16, at: TextRange) {
        let block = self.leave();
        self.emit(Instr::LeaveHandler { exc }, at);
        self.emit(Instr::RaiseAgain { exc }, at);
        self.cleanup(block, exc, again, at);
    }

    /// Where an exception raised in a handler goes: the exception handled before is being handled again.
    fn cleanup(&mut self, block: Option<Block<'a>>, exc: u16, again: u16, at: TextRange) {
        if block.as_ref().is_none_or(|b| b.ranges.is_empty()) {
            return;
        }
        let target = self.label_here();
        self.guard(block, target, again);
        self.emit(Instr::LeaveHandler { exc }, at);
        self.emit(Instr::RaiseAgain { exc: again }, at);
    }

    fn try_except(&mut self, s: &'a ast::StmtTry) {
        let at = s.range();
        let exc = self.temps(2);
        let again = self.temp();
        let entry = self.bound.clone().without(&self.deleted);
        let (handler, end) = (self.label(), self.label());
        self.enter(BlockKind::Try, true);
        self.statements(&s.body);
        let block = self.leave();
        self.guard(block, handler, exc);
        self.statements(&s.orelse);
        let mut after = self.bound.clone();
        self.jump(end, at);
        self.place(handler);
        self.emit(Instr::EnterHandler { exc }, at);
        let guarded = self.guarded();
        self.enter(BlockKind::Handler(exc), guarded);
        for ExceptHandler::ExceptHandler(h) in &s.handlers {
            self.bound = entry.clone();
            let next = self.label();
            if let Some(ty) = &h.type_ {
                let save = self.top;
                let register = self.operand(ty, false);
                let dst = self.temp();
                self.emit(Instr::MatchExc { dst, exc, ty: register }, ty.range());
                self.emit(Instr::JumpIfNot { src: dst, to: next.0 }, ty.range());
                self.top = save;
            }
            self.except_body(h, exc, again, end);
            after.meet(&self.bound);
            self.place(next);
        }
        self.end_handler(exc, again, at);
        self.bound = after;
        self.place(end);
    }

    fn except_body(&mut self, h: &'a ast::ExceptHandlerExceptHandler, exc: u16, again: u16, end: Label) {
        let Some(name) = &h.name else {
            self.statements(&h.body);
            self.emit(Instr::LeaveHandler { exc }, h.range());
            return self.jump(end, h.range());
        };
        self.store_name(name, exc, name.range());
        let visible = self.guarded() || self.local(name).is_none();
        self.enter(BlockKind::Named(name), visible);
        self.statements(&h.body);
        let block = self.leave();
        self.emit(Instr::LeaveHandler { exc }, h.range());
        self.unbind_name(name, h.range());
        self.jump(end, h.range());
        let bound = self.bound.clone();
        if block.as_ref().is_some_and(|b| !b.ranges.is_empty()) {
            let target = self.label_here();
            self.guard(block, target, again);
            self.unbind_name(name, h.range());
            self.emit(Instr::RaiseAgain { exc: again }, h.range());
        }
        self.bound = bound;
    }

    // ---- with ----------------------------------------------------------------------------------------------------

    /// `with`.
    pub fn with_statement(&mut self, items: &'a [WithItem], body: &'a [Stmt], at: TextRange) {
        let Some((item, rest)) = items.split_first() else { return self.statements(body) };
        let exit = self.temp();
        let exc = self.temps(2);
        let again = self.temp();
        let save = self.top;
        let ctx = self.operand(&item.context_expr, false);
        let value = self.temp();
        self.emit(Instr::WithEnter { dst: value, ctx, exit }, at);
        let entry = self.bound.clone().without(&self.deleted);
        self.enter(BlockKind::With(exit, at), true);
        if let Some(target) = &item.optional_vars {
            self.store(target, value);
        }
        self.top = save;
        self.with_statement(rest, body, at);
        let block = self.leave();
        let (handler, suppressed, end) = (self.label(), self.label(), self.label());
        self.guard(block, handler, exc);
        self.call_exit(exit, at);
        let normal = self.bound.clone();
        self.jump(end, at);
        self.place(handler);
        self.emit(Instr::EnterHandler { exc }, at);
        let guarded = self.guarded();
        self.enter(BlockKind::Handler(exc), guarded);
        let dst = self.temp();
        self.emit(Instr::WithExcExit { dst, exit, exc }, at);
        self.emit(Instr::JumpIf { src: dst, to: suppressed.0 }, at);
        self.end_handler(exc, again, at);
        self.place(suppressed);
        self.emit(Instr::LeaveHandler { exc }, at);
        self.bound = entry;
        self.bound.meet(&normal);
        self.place(end);
    }

    /// `exit(None, None, None)`.
    fn call_exit(&mut self, exit: u16, at: TextRange) {
        let save = self.top;
        let base = self.temps(4);
        self.emit(Instr::Move { dst: base, src: exit }, at);
        for i in 1..4 {
            self.emit(Instr::LoadNone { dst: base.wrapping_add(i) }, at);
        }
        self.emit(Instr::Call { dst: base, base, argc: 3 }, at);
        self.top = save;
    }

    /// `raise`.
    pub fn raise(&mut self, s: &'a ast::StmtRaise) {
        let at = s.range();
        match &s.exc {
            None => self.emit(Instr::Reraise, at),
            Some(exc) => {
                let later = s.cause.as_ref().is_some_and(|c| self.may_bind(c));
                let exc = self.operand(exc, later);
                let cause = match &s.cause {
                    Some(cause) => self.operand(cause, false),
                    None => NO_REG,
                };
                self.emit(Instr::Raise { exc, cause }, at);
            }
        }
        self.bound.end();
    }
}

/// A condition that is one jump by itself, worth repeating at the end of a loop.
fn repeatable(test: &Expr) -> bool {
    match test {
        Expr::Name(_) => true,
        Expr::UnaryOp(not) => not.op == ast::UnaryOp::Not && not.operand.is_name_expr(),
        Expr::Compare(c) => {
            c.ops.len() == 1
                && matches!(c.ops[0], ast::CmpOp::Is | ast::CmpOp::IsNot)
                && c.left.is_name_expr()
                && c.comparators[0].is_none_literal_expr()
        }
        _ => false,
    }
}

impl Block<'_> {
    fn close(&mut self, here: u32) {
        if let Some(open) = self.open
            && open < here
        {
            self.ranges.push((open, here));
        }
    }
}
