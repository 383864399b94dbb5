//! Statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::builder::Builder;
use crate::code::instr::{Instr, NO_REG};
use crate::code::{CodeKind, Const};

/// What `from __future__` can import.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'a> Builder<'a, '_> {
    /// A list of statements.
    pub fn statements(&mut self, stmts: &'a [Stmt]) {
        for stmt in stmts {
            if self.too_large() {
                return;
            }
            let save = self.top;
            self.statement(stmt);
            self.top = save;
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Expr(s) => self.effect(&s.value),
            Stmt::Assign(s) => self.assign(&s.targets, &s.value),
            Stmt::AugAssign(s) => self.augmented(s),
            Stmt::AnnAssign(s) => self.annotated(s),
            Stmt::If(s) => self.if_statement(s),
            Stmt::For(s) => self.for_loop(s),
            Stmt::While(s) => self.while_loop(s),
            Stmt::Return(s) => self.return_statement(s),
            Stmt::FunctionDef(s) => self.function(s),
            Stmt::ClassDef(s) => self.class(s),
            Stmt::Raise(s) => self.raise(s),
            Stmt::Try(s) => self.try_statement(s),
            Stmt::With(s) => self.with_statement(&s.items, &s.body, s.range()),
            Stmt::Match(s) => self.match_statement(s),
            Stmt::Assert(s) => self.assert(s),
            Stmt::Delete(s) => s.targets.iter().for_each(|t| self.delete(t)),
            Stmt::Import(s) => self.import(s),
            Stmt::ImportFrom(s) => self.import_from(s),
            Stmt::Break(s) => self.jump_loop(true, s.range()),
            Stmt::Continue(s) => self.jump_loop(false, s.range()),
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::TypeAlias(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn if_statement(&mut self, s: &'a ast::StmtIf) {
        let end = self.label();
        let mut next = self.label();
        self.jump_unless(&s.test, next);
        let mut otherwise = self.bound.clone();
        self.statements(&s.body);
        let mut after = self.bound.clone();
        for clause in &s.elif_else_clauses {
            self.jump(end, s.test.range());
            self.place(next);
            next = self.label();
            self.bound = otherwise.clone();
            if let Some(test) = &clause.test {
                self.jump_unless(test, next);
                otherwise = self.bound.clone();
            } else {
                otherwise.end();
            }
            self.statements(&clause.body);
            after.meet(&self.bound);
        }
        self.place(next);
        self.place(end);
        after.meet(&otherwise);
        self.bound = after;
    }

    fn assert(&mut self, s: &'a ast::StmtAssert) {
        // Python marks the condition.
        let at = s.test.range();
        let fine = self.label();
        self.jump_cond(&s.test, fine, true);
        let saved = self.bound.clone();
        let base = self.temp();
        self.emit(Instr::LoadAssertionError { dst: base }, at);
        if let Some(message) = &s.msg {
            self.expr_temp(message);
            self.emit(Instr::Call { dst: base, base, argc: 1 }, at);
        }
        self.emit(Instr::Raise { exc: base, cause: NO_REG }, at);
        self.bound = saved;
        self.place(fine);
    }

    // ---- annotations ---------------------------------------------------------------------------------------------

    /// Makes the `__annotations__` of a module or class that annotates names.
    pub fn start_annotations(&mut self, at: TextRange) {
        let scope = &self.unit.scopes.list[self.scope];
        if scope.annotations && !scope.is_function() {
            let t = self.temp();
            self.emit(Instr::BuildDict { dst: t, base: 0, n: 0 }, at);
            self.store_name("__annotations__", t, at);
        }
    }

    fn annotated(&mut self, s: &'a ast::StmtAnnAssign) {
        if let Some(value) = &s.value {
            let save = self.top;
            self.assign(std::slice::from_ref(&*s.target), value);
            self.top = save;
        }
        let function = !matches!(self.kind, CodeKind::Module | CodeKind::Class);
        match &*s.target {
            Expr::Name(name) if s.simple && !function => {
                let at = s.range();
                let value = self.temp();
                self.annotation(&s.annotation, value);
                let (obj, index) = (self.temp(), self.temp());
                self.load_name("__annotations__", obj, at);
                let key = self.mangled(&name.id);
                self.load_const(index, Const::Str(key.into_owned()), at);
                self.emit(Instr::SetItem { obj, index, src: value }, at);
            }
            _ if s.simple || function || self.unit.future_annotations => {}
            _ => self.effect(&s.annotation),
        }
    }

    // ---- imports -------------------------------------------------------------------------------------------------

    fn import(&mut self, s: &'a ast::StmtImport) {
        let at = s.range();
        for alias in &s.names {
            let dst = self.temp();
            let name = self.name(&alias.name);
            let leaf = alias.asname.is_some();
            self.emit(Instr::Import { dst, name, leaf }, at);
            let target = match &alias.asname {
                Some(name) => name.as_str(),
                None => alias.name.as_str().split('.').next().unwrap_or_default(),
            };
            self.store_name(target, dst, at);
        }
    }

    fn import_from(&mut self, s: &'a ast::StmtImportFrom) {
        let at = s.range();
        let path = format!("{}{}", ".".repeat(s.level as usize), s.module.as_deref().unwrap_or_default());
        if path == "__future__" {
            let start = TextRange::at(s.start(), 1.into());
            for alias in &s.names {
                let feature = alias.name.as_str();
                if feature == "braces" {
                    self.error("SyntaxError", "not a chance", start);
                } else if !FEATURES.contains(&feature) {
                    self.error("SyntaxError", format!("future feature {feature} is not defined"), start);
                }
            }
            return;
        }
        let module = self.temp();
        let name = self.name(&path);
        self.emit(Instr::Import { dst: module, name, leaf: true }, at);
        for alias in &s.names {
            if alias.name.as_str() == "*" {
                self.emit(Instr::ImportStar { module }, at);
                continue;
            }
            let save = self.top;
            let dst = self.temp();
            let name = self.name(&alias.name);
            self.emit(Instr::ImportFrom { dst, module, name }, at);
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name), dst, at);
            self.top = save;
        }
    }
}
