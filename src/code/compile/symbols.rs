//! The walk that fills the symbol tables, and the errors that Python finds on the way: misplaced `return`, `yield`,
//! `break`, conflicting `global` and `nonlocal`, syntax that Racecourse does not run.

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_pattern, walk_stmt};
use ruff_python_ast::{
    self as ast, Comprehension, ExceptHandler, Expr, ExprContext, Identifier, Parameters, Pattern, Stmt,
};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{Scope, ScopeId, Scopes, Symbol, mangle};
use super::{IndexMap, IndexSet};
use crate::code::CodeKind;

/// An error before it has a line: kind, message, range.
pub(super) type RawError = (&'static str, String, TextRange);

/// Walks a module.
pub(super) fn analyse(module: &ast::ModModule) -> (Scopes, Vec<RawError>) {
    let mut walker =
        Walker { scopes: Scopes::default(), current: 0, loops: 0, errors: Vec::new(), nonlocals: Vec::new() };
    walker.open_at(None, CodeKind::Module, "<module>", None);
    walker.visit_body(&module.body);
    let missing = walker.scopes.resolve();
    for (scope, name) in missing {
        let declared = walker.nonlocals.iter().find(|(s, n, _)| *s == scope && *n == name);
        if let Some(&(_, _, range)) = declared {
            walker.errors.push(("SyntaxError", format!("no binding for nonlocal '{name}' found"), range));
        }
    }
    (walker.scopes, walker.errors)
}

struct Walker {
    scopes: Scopes,
    current: ScopeId,
    loops: u32,
    errors: Vec<RawError>,
    nonlocals: Vec<(ScopeId, String, TextRange)>,
}

impl Walker {
    fn error(&mut self, message: impl Into<String>, range: TextRange) {
        self.errors.push(("SyntaxError", message.into(), range));
    }

    fn unsupported(&mut self, message: &str, range: TextRange) {
        self.errors.push(("Unsupported", message.to_owned(), range));
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.list[self.current]
    }

    fn open_at(&mut self, node: Option<usize>, kind: CodeKind, name: &str, class_name: Option<String>) -> ScopeId {
        let id = self.scopes.list.len();
        let parent = (id > 0).then_some(self.current);
        self.scopes.list.push(Scope {
            kind,
            name: name.to_owned(),
            parent,
            symbols: IndexMap::default(),
            free: IndexSet::default(),
            cells: IndexSet::default(),
            generator: kind == CodeKind::GeneratorExpression,
            walrus: false,
            class_name,
            annotations: false,
        });
        if let Some(node) = node {
            self.scopes.by_node.insert(node, id);
        }
        std::mem::replace(&mut self.current, id)
    }

    fn open<T>(&mut self, node: &T, kind: CodeKind, name: &str) -> ScopeId {
        let class_name = self.scope().class_name.clone();
        self.open_at(Some(std::ptr::from_ref(node).addr()), kind, name, class_name)
    }

    fn symbol(&mut self, name: &str) -> &mut Symbol {
        let scope = &mut self.scopes.list[self.current];
        let name = mangle(scope.class_name.as_deref(), name);
        let known = scope.symbols.get_index_of(name.as_ref());
        let at = known.unwrap_or_else(|| scope.symbols.insert_full(name.into_owned(), Symbol::default()).0);
        &mut scope.symbols[at]
    }

    fn bind(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.error("cannot assign to __debug__", range);
        }
        self.symbol(name).assigned = true;
    }

    fn load(&mut self, name: &str) {
        self.symbol(name).used = true;
        if name == "super" && self.scope().is_function() {
            self.symbol("__class__").used = true;
        }
    }

    /// Inside a function body (through comprehensions).
    fn in_function(&self) -> bool {
        let mut id = self.current;
        loop {
            let scope = &self.scopes.list[id];
            match scope.parent {
                Some(parent) if scope.is_comprehension() => id = parent,
                _ => return scope.is_function(),
            }
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            let name = parameter.name();
            if self.symbol(name).param {
                self.error(format!("duplicate argument '{name}' in function definition"), name.range());
            }
            if name.as_str() == "__debug__" {
                self.error("cannot assign to __debug__", name.range());
            }
            self.symbol(name).param = true;
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        self.bind(&def.name, def.name.range());
        if def.is_async {
            self.unsupported("coroutines (async def) are not supported yet", def.name.range());
        }
        if let Some(params) = &def.type_params {
            self.unsupported("type parameters are not supported", params.range());
        }
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        for parameter in &*def.parameters {
            if let Some(annotation) = parameter.as_parameter().annotation() {
                self.visit_expr(annotation);
            }
        }
        if let Some(returns) = &def.returns {
            self.visit_expr(returns);
        }
        let loops = std::mem::take(&mut self.loops);
        let outer = self.open(def, CodeKind::Function, &def.name);
        self.parameters(&def.parameters);
        self.visit_body(&def.body);
        self.current = outer;
        self.loops = loops;
    }

    fn class(&mut self, def: &ast::StmtClassDef) {
        self.bind(&def.name, def.name.range());
        if let Some(params) = &def.type_params {
            self.unsupported("type parameters are not supported", params.range());
        }
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        if let Some(arguments) = &def.arguments {
            for argument in &arguments.args {
                if let Expr::Starred(star) = argument {
                    self.unsupported("star arguments of a class definition are not supported", star.range());
                }
            }
            for keyword in &arguments.keywords {
                if keyword.arg.is_none() {
                    self.unsupported("star arguments of a class definition are not supported", keyword.range());
                }
            }
            self.visit_arguments(arguments);
        }
        let loops = std::mem::take(&mut self.loops);
        let outer = self.open(def, CodeKind::Class, &def.name);
        self.scope().class_name = Some(def.name.to_string());
        for name in ["__module__", "__qualname__"] {
            self.scope().symbols.entry(name.to_owned()).or_default().assigned = true;
        }
        self.visit_body(&def.body);
        self.current = outer;
        self.loops = loops;
    }

    fn comprehension<'a>(
        &mut self,
        node: usize,
        name: &'static str,
        elements: &[Option<&'a Expr>],
        generators: &'a [Comprehension],
    ) {
        let Some(first) = generators.first() else { return };
        self.visit_expr(&first.iter);
        let kind = if name == "<genexpr>" { CodeKind::GeneratorExpression } else { CodeKind::Comprehension };
        let class_name = self.scope().class_name.clone();
        let outer = self.open_at(Some(node), kind, name, class_name);
        self.scope().symbols.entry(".0".to_owned()).or_default().param = true;
        for (i, generator) in generators.iter().enumerate() {
            if generator.is_async {
                self.unsupported("asynchronous comprehensions are not supported yet", generator.range());
            }
            if i > 0 {
                self.visit_expr(&generator.iter);
            }
            self.visit_expr(&generator.target);
            self.mark_iteration(&generator.target);
            for test in &generator.ifs {
                self.visit_expr(test);
            }
        }
        for element in elements.iter().flatten() {
            self.visit_expr(element);
        }
        self.current = outer;
    }

    fn mark_iteration(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => self.symbol(&name.id).iteration = true,
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|e| self.mark_iteration(e)),
            Expr::List(list) => list.elts.iter().for_each(|e| self.mark_iteration(e)),
            Expr::Starred(star) => self.mark_iteration(&star.value),
            _ => {}
        }
    }

    /// `:=`: in a comprehension it binds in the block around all comprehensions.
    fn walrus(&mut self, named: &ast::ExprNamed) {
        self.visit_expr(&named.value);
        self.scope().walrus = true;
        let Expr::Name(target) = &*named.target else { return };
        let (name, range) = (target.id.as_str(), target.range());
        let start = self.current;
        let mut passed = Vec::new();
        while self.scope().is_comprehension() {
            if self.symbol(name).iteration {
                self.error(
                    format!("assignment expression cannot rebind comprehension iteration variable '{name}'"),
                    range,
                );
            }
            passed.push(self.current);
            self.current = self.scope().parent.unwrap_or(0);
        }
        if !passed.is_empty() && self.scope().kind == CodeKind::Class {
            self.error("assignment expression within a comprehension cannot be used in a class body", range);
        }
        self.bind(name, range);
        let global = self.scope().kind == CodeKind::Module || self.symbol(name).global;
        for id in passed {
            self.current = id;
            let symbol = self.symbol(name);
            symbol.assigned = true;
            symbol.global |= global;
            symbol.nonlocal |= !global;
        }
        self.current = start;
    }

    fn declare(&mut self, names: &[Identifier], range: TextRange, global: bool) {
        let word = if global { "global" } else { "nonlocal" };
        if !global && self.scope().kind == CodeKind::Module {
            self.error("nonlocal declaration not allowed at module level", range);
            return;
        }
        for name in names {
            let symbol = *self.symbol(name);
            let problem = if symbol.param {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if symbol.global && !global {
                Some(format!("name '{name}' is nonlocal and global"))
            } else if symbol.annotated {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if symbol.used {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if symbol.assigned {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else {
                None
            };
            if let Some(message) = problem
                && !(global && symbol.global)
            {
                self.error(message, range);
                continue;
            }
            let symbol = self.symbol(name);
            symbol.global |= global;
            symbol.nonlocal |= !global;
            if !global {
                let mangled = mangle(self.scope().class_name.as_deref(), name).into_owned();
                self.nonlocals.push((self.current, mangled, range));
            }
        }
    }

    fn annotated(&mut self, statement: &ast::StmtAnnAssign) {
        if let Expr::Name(name) = &*statement.target {
            if statement.simple {
                let symbol = *self.symbol(&name.id);
                if symbol.global && self.scope().is_function() {
                    self.error(format!("annotated name '{}' can't be global", name.id), statement.range());
                }
                let symbol = self.symbol(&name.id);
                symbol.annotated = true;
                symbol.assigned = true;
                self.scope().annotations = true;
                if !self.scope().is_function() {
                    self.symbol("__annotations__").assigned = true;
                }
            } else if statement.value.is_some() {
                self.symbol(&name.id).assigned = true;
            }
        } else {
            self.visit_expr(&statement.target);
        }
        // The annotation of a local variable is not evaluated.
        if !(self.scope().is_function() && statement.simple) {
            self.visit_expr(&statement.annotation);
        }
        if let Some(value) = &statement.value {
            self.visit_expr(value);
        }
    }

    fn looping<'a>(&mut self, body: &'a [Stmt], orelse: &'a [Stmt]) {
        self.loops += 1;
        self.visit_body(body);
        self.loops -= 1;
        self.visit_body(orelse);
    }

    fn alias(&mut self, alias: &ast::Alias, from: bool) {
        if alias.name.as_str() == "*" {
            if self.scope().kind != CodeKind::Module {
                self.error("import * only allowed at module level", alias.range());
            }
            return;
        }
        let name = match &alias.asname {
            Some(name) => name.as_str(),
            None if from => alias.name.as_str(),
            None => alias.name.as_str().split('.').next().unwrap_or_default(),
        };
        self.bind(name, alias.range());
    }

    fn yields(&mut self, range: TextRange) {
        if self.scope().is_comprehension() {
            let what = match self.scope().name.as_str() {
                "<listcomp>" => "list comprehension",
                "<setcomp>" => "set comprehension",
                "<dictcomp>" => "dict comprehension",
                _ => "generator expression",
            };
            self.error(format!("'yield' inside {what}"), range);
        } else if !self.in_function() {
            self.error("'yield' outside function", range);
        }
        self.scope().generator = true;
    }
}

impl<'a> Visitor<'a> for Walker {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Global(s) => self.declare(&s.names, s.range(), true),
            Stmt::Nonlocal(s) => self.declare(&s.names, s.range(), false),
            Stmt::AnnAssign(s) => self.annotated(s),
            Stmt::Import(s) => s.names.iter().for_each(|a| self.alias(a, false)),
            Stmt::ImportFrom(s) if s.module.as_deref() == Some("__future__") => {}
            Stmt::ImportFrom(s) => s.names.iter().for_each(|a| self.alias(a, true)),
            Stmt::For(s) => {
                if s.is_async {
                    self.unsupported("async for is not supported yet", s.range());
                }
                self.visit_expr(&s.iter);
                self.visit_expr(&s.target);
                self.looping(&s.body, &s.orelse);
            }
            Stmt::While(s) => {
                self.visit_expr(&s.test);
                self.looping(&s.body, &s.orelse);
            }
            Stmt::Break(s) if self.loops == 0 => self.error("'break' outside loop", s.range()),
            Stmt::Continue(s) if self.loops == 0 => self.error("'continue' not properly in loop", s.range()),
            Stmt::Return(s) => {
                if self.scope().kind != CodeKind::Function {
                    self.error("'return' outside function", s.range());
                }
                walk_stmt(self, stmt);
            }
            Stmt::With(s) if s.is_async => self.unsupported("async with is not supported yet", s.range()),
            Stmt::TypeAlias(s) => self.unsupported("type aliases are not supported", s.range()),
            Stmt::Try(s) => {
                if s.is_star {
                    self.unsupported("except* is not supported yet", s.range());
                }
                for (i, handler) in s.handlers.iter().enumerate() {
                    let ExceptHandler::ExceptHandler(h) = handler;
                    if h.type_.is_none() && i + 1 < s.handlers.len() {
                        self.error("default 'except:' must be last", h.range());
                    }
                }
                walk_stmt(self, stmt);
            }
            _ => walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Store => self.bind(&name.id, name.range()),
                ExprContext::Del => {
                    let symbol = self.symbol(&name.id);
                    symbol.assigned = true;
                    symbol.used = true;
                    symbol.deleted = true;
                }
                _ => self.load(&name.id),
            },
            Expr::Named(named) => self.walrus(named),
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                let outer = self.open(lambda, CodeKind::Lambda, "<lambda>");
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&lambda.body);
                self.current = outer;
            }
            Expr::ListComp(c) => {
                self.comprehension(std::ptr::from_ref(c).addr(), "<listcomp>", &[Some(&c.elt)], &c.generators);
            }
            Expr::SetComp(c) => {
                self.comprehension(std::ptr::from_ref(c).addr(), "<setcomp>", &[Some(&c.elt)], &c.generators);
            }
            Expr::Generator(c) => {
                self.comprehension(std::ptr::from_ref(c).addr(), "<genexpr>", &[Some(&c.elt)], &c.generators);
            }
            Expr::DictComp(c) => {
                let elements = [c.key.as_deref(), Some(&*c.value)];
                self.comprehension(std::ptr::from_ref(c).addr(), "<dictcomp>", &elements, &c.generators);
            }
            Expr::Yield(e) => {
                self.yields(e.range());
                walk_expr(self, expr);
            }
            Expr::YieldFrom(e) => {
                self.yields(e.range());
                walk_expr(self, expr);
            }
            Expr::Attribute(a) if a.attr.as_str() == "__debug__" && a.ctx != ExprContext::Load => {
                self.error("cannot assign to __debug__", a.range());
            }
            Expr::Await(e) => {
                if self.in_function() {
                    self.error("'await' outside async function", e.range());
                } else {
                    self.error("'await' outside function", e.range());
                }
            }
            // A long chain leans to the left: walked without recursion.
            Expr::BinOp(op) => {
                let mut rights = vec![&*op.right];
                let mut left = &*op.left;
                while let Expr::BinOp(inner) = left {
                    rights.push(&inner.right);
                    left = &inner.left;
                }
                self.visit_expr(left);
                while let Some(right) = rights.pop() {
                    self.visit_expr(right);
                }
            }
            _ => walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(h) = handler;
        if let Some(ty) = &h.type_ {
            self.visit_expr(ty);
        }
        if let Some(name) = &h.name {
            self.bind(name, name.range());
            self.symbol(name).deleted = true;
        }
        self.visit_body(&h.body);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchAs(p) => p.name.iter().for_each(|n| self.bind(n, n.range())),
            Pattern::MatchStar(p) => p.name.iter().for_each(|n| self.bind(n, n.range())),
            Pattern::MatchMapping(p) => p.rest.iter().for_each(|n| self.bind(n, n.range())),
            _ => {}
        }
        walk_pattern(self, pattern);
    }
}
