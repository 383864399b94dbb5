//! Functions, lambdas, comprehensions and classes: the blocks inside a block.

use std::sync::Arc;

use ruff_python_ast::{self as ast, Comprehension, Expr, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::assemble::assemble;
use super::builder::{Builder, cover, span};
use super::scope::{ScopeId, mangle};
use crate::code::instr::{Instr, NO_REG};
use crate::code::{Code, CodeKind, Const, FreeVar};

/// How the parameters of a block are bound.
#[derive(Default)]
struct Signature {
    names: Vec<String>,
    n_params: u16,
    n_posonly: u16,
    n_kwonly: u16,
    varargs: bool,
    varkw: bool,
    n_defaults: u16,
    kw_defaults: Vec<u16>,
}

/// The expressions that a block is made of.
enum Body<'a> {
    Function(&'a [Stmt]),
    Lambda(&'a Expr),
    Comprehension(&'a Expr, &'a [Comprehension]),
    Class(&'a [Stmt]),
}

impl<'a> Builder<'a, '_> {
    /// `def`, with its decorators.
    pub fn function(&mut self, def: &'a ast::StmtFunctionDef) {
        let atomic = |d: &ast::Decorator| matches!(&d.expression, Expr::Name(n) if n.id.as_str() == "_atomic");
        let is_atomic = self.unit.library && def.decorator_list.iter().any(atomic);
        let decorators: Vec<&Expr> =
            def.decorator_list.iter().filter(|d| !(is_atomic && atomic(d))).map(|d| &d.expression).collect();
        let at = header(&def.name, &def.parameters, def.returns.as_deref());
        if decorators.is_empty()
            && let Some(register) = self.local(&def.name)
        {
            self.make_def(def, is_atomic, register, at);
            self.bound.add(register);
            return;
        }
        let first = self.decorators(&decorators);
        let dst = self.temp();
        self.make_def(def, is_atomic, dst, at);
        self.decorate(&decorators, first);
        self.store_name(&def.name, first, at);
    }

    /// Evaluates decorators into consecutive registers; the first (where the decorated object ends up).
    fn decorators(&mut self, decorators: &[&'a Expr]) -> u16 {
        let first = self.top as u16;
        for decorator in decorators {
            self.expr_temp(decorator);
        }
        first
    }

    fn decorate(&mut self, decorators: &[&'a Expr], first: u16) {
        for (i, decorator) in decorators.iter().enumerate().rev() {
            let base = first.wrapping_add(i as u16);
            self.emit(Instr::Call { dst: base, base, argc: 1 }, decorator.range());
        }
    }

    fn make_def(&mut self, def: &'a ast::StmtFunctionDef, atomic: bool, dst: u16, at: TextRange) {
        let scope = self.unit.scopes.of(def);
        let annotated = def.returns.is_some() || def.parameters.iter().any(|p| p.as_parameter().annotation.is_some());
        let code = self.block(scope, &def.name, Some(&def.parameters), &Body::Function(&def.body), |code| {
            code.atomic = atomic;
            code.has_annotations = annotated;
            code.span = span(at);
        });
        let save = self.top;
        let base = self.defaults(&def.parameters);
        if annotated {
            let register = self.temp();
            self.annotations(def, register);
        }
        self.make_function(code, base, dst, at);
        self.top = save;
    }

    fn make_function(&mut self, code: Arc<Code>, base: u16, dst: u16, at: TextRange) {
        let child = self.children.len() as u16;
        self.children.push(code);
        self.emit(Instr::MakeFunction { dst, child, base }, at);
    }

    /// Evaluates the defaults, positional ones first, into consecutive registers.
    fn defaults(&mut self, parameters: &'a Parameters) -> u16 {
        let first = self.top as u16;
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs) {
            if let Some(default) = &parameter.default {
                self.expr_temp(default);
            }
        }
        first
    }

    fn annotations(&mut self, def: &'a ast::StmtFunctionDef, dst: u16) {
        let parameters = &def.parameters;
        let plain = parameters.posonlyargs.iter().chain(&parameters.args).map(|p| &p.parameter);
        let all = plain
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwonlyargs.iter().map(|p| &p.parameter))
            .chain(parameters.kwarg.as_deref());
        let mut annotations: Vec<(&str, &'a Expr)> =
            all.filter_map(|p| p.annotation.as_deref().map(|a| (p.name.as_str(), a))).collect();
        annotations.extend(def.returns.as_deref().map(|r| ("return", r)));
        let base = self.temps(annotations.len() * 2);
        for (i, (name, annotation)) in annotations.iter().enumerate() {
            let register = base.wrapping_add(2 * i as u16);
            let name = self.mangled(name);
            self.load_const(register, Const::Str(name.into_owned()), annotation.range());
            self.annotation(annotation, register.wrapping_add(1));
        }
        self.emit(Instr::BuildDict { dst, base, n: annotations.len() as u16 }, def.name.range());
    }

    /// The value of an annotation: its text under `from __future__ import annotations`.
    pub fn annotation(&mut self, e: &'a Expr, dst: u16) {
        if self.unit.future_annotations {
            let text = self.unit.source.text.get(std::ops::Range::from(e.range())).unwrap_or_default();
            self.load_const(dst, Const::Str(text.to_owned()), e.range());
        } else if let Expr::Starred(star) = e {
            self.expr_to(&star.value, dst);
        } else {
            self.expr_to(e, dst);
        }
    }

    /// `lambda`.
    pub fn lambda(&mut self, lambda: &'a ast::ExprLambda, dst: u16) {
        let scope = self.unit.scopes.of(lambda);
        let code = self.block(scope, "<lambda>", lambda.parameters.as_deref(), &Body::Lambda(&lambda.body), |code| {
            code.span = span(lambda.range());
        });
        let base = match &lambda.parameters {
            Some(parameters) => self.defaults(parameters),
            None => self.top as u16,
        };
        self.make_function(code, base, dst, lambda.range());
    }

    /// A comprehension or generator expression: a function called with the outermost iterable.
    pub fn comprehension(&mut self, e: &'a Expr, dst: u16) {
        let (scope, generators) = match e {
            Expr::ListComp(c) => (self.unit.scopes.of(c), &c.generators),
            Expr::SetComp(c) => (self.unit.scopes.of(c), &c.generators),
            Expr::DictComp(c) => (self.unit.scopes.of(c), &c.generators),
            Expr::Generator(c) => (self.unit.scopes.of(c), &c.generators),
            _ => return,
        };
        let Some(first) = generators.first() else { return };
        let at = e.range();
        let name = self.unit.scopes.list[scope].name.clone();
        let code = self.block(scope, &name, None, &Body::Comprehension(e, generators), |code| code.span = span(at));
        let base = self.temps(2);
        self.make_function(code, base, base, at);
        let argument = base.wrapping_add(1);
        if e.is_generator_expr() {
            // What is no iterable is an error here, not at the first item.
            let src = self.operand(&first.iter, false);
            self.emit(Instr::YieldFromIter { dst: argument, src }, first.iter.range());
        } else {
            self.expr_to(&first.iter, argument);
        }
        self.emit(Instr::Call { dst, base, argc: 1 }, at);
    }

    /// `class`.
    pub fn class(&mut self, def: &'a ast::StmtClassDef) {
        let decorators: Vec<&Expr> = def.decorator_list.iter().map(|d| &d.expression).collect();
        let at = self.class_range(def);
        let first = self.decorators(&decorators);
        let scope = self.unit.scopes.of(def);
        let code = self.block(scope, &def.name, None, &Body::Class(&def.body), |code| {
            let end = def.arguments.as_ref().map_or(def.name.end(), |a| a.end());
            code.span = span(TextRange::new(at.start(), end));
        });
        let base = self.temps(2);
        self.make_function(code, base, base, at);
        self.load_const(base.wrapping_add(1), Const::Str(def.name.to_string()), at);
        let mut argc = 0;
        let mut names = Vec::new();
        for argument in def.bases().iter().chain(def.keywords().iter().map(|k| &k.value)) {
            self.expr_temp(argument);
            argc += 1;
        }
        for keyword in def.keywords() {
            if let Some(name) = &keyword.arg {
                if names.contains(&Const::Str(name.to_string())) {
                    self.error("SyntaxError", format!("keyword argument repeated: {name}"), keyword.range());
                }
                names.push(Const::Str(name.to_string()));
            }
        }
        let names = self.constant(Const::Tuple(names)) as u16;
        self.emit(Instr::BuildClass { base, argc, names }, at);
        self.decorate(&decorators, first);
        self.store_name(&def.name, first, at);
    }

    /// The statement without its decorators: what Python marks when making the class fails.
    fn class_range(&self, def: &ast::StmtClassDef) -> TextRange {
        let before = self.unit.source.text.get(..def.name.start().to_usize()).unwrap_or_default();
        let keyword = before.rfind("class").and_then(|i| u32::try_from(i).ok());
        let start = keyword.map_or(def.name.start(), Into::into);
        TextRange::new(start, def.end())
    }

    // ---- blocks --------------------------------------------------------------------------------------------------

    fn qualified(&self, name: &str) -> String {
        let scope = &self.unit.scopes.list[self.scope];
        let mangled = self.mangled(name);
        if scope.kind == CodeKind::Module || scope.symbols.get(mangled.as_ref()).is_some_and(|s| s.global) {
            name.to_owned()
        } else if scope.kind == CodeKind::Class {
            format!("{}.{name}", self.qualname)
        } else {
            format!("{}.<locals>.{name}", self.qualname)
        }
    }

    /// Compiles a block inside this one.
    fn block(
        &mut self,
        scope: ScopeId,
        name: &str,
        parameters: Option<&'a Parameters>,
        body: &Body<'a>,
        more: impl FnOnce(&mut Code),
    ) -> Arc<Code> {
        let qualname = self.qualified(name);
        let class_name = self.unit.scopes.list[scope].class_name.clone();
        let mut signature = parameters.map_or_else(Signature::default, |p| signature(p, class_name.as_deref()));
        if let Body::Comprehension(..) = body {
            signature.names.push(".0".to_owned());
            signature.n_params = 1;
        }
        let mut inner = Builder::new(&mut *self.unit, scope, qualname, &signature.names);
        inner.own_cells();
        let doc = match body {
            Body::Function(stmts) => {
                inner.statements(stmts);
                inner.emit(Instr::ReturnNone, stmts.last().map_or_else(TextRange::default, Ranged::range));
                docstring(stmts)
            }
            Body::Lambda(e) => {
                let src = inner.operand(e, false);
                inner.emit(Instr::Return { src }, e.range());
                None
            }
            Body::Comprehension(e, generators) => {
                inner.comprehension_body(e, generators);
                None
            }
            Body::Class(stmts) => {
                inner.class_body(stmts);
                docstring(stmts)
            }
        };
        let outer = |name: &str| self.locals.get(name).or_else(|| self.free.get(name)).copied().unwrap_or(0);
        let mut code = inner.finish(name, doc, outer);
        code.n_params = signature.n_params;
        code.n_posonly = signature.n_posonly;
        code.n_kwonly = signature.n_kwonly;
        code.varargs = signature.varargs;
        code.varkw = signature.varkw;
        code.n_defaults = signature.n_defaults;
        code.kw_defaults = signature.kw_defaults;
        more(&mut code);
        Arc::new(code)
    }

    /// The cells that the block owns.
    pub fn own_cells(&mut self) {
        let cells: Vec<String> = self.unit.scopes.list[self.scope].cells.iter().cloned().collect();
        for name in cells {
            let reg = self.register(&name);
            self.emit(Instr::MakeCell { reg }, TextRange::default());
        }
    }

    fn class_body(&mut self, stmts: &'a [Stmt]) {
        let at = TextRange::default();
        let t = self.temp();
        let slot = self.global("__name__");
        self.emit(Instr::LoadGlobal { dst: t, slot }, at);
        self.store_name("__module__", t, at);
        self.load_const(t, Const::Str(self.qualname.clone()), at);
        self.store_name("__qualname__", t, at);
        if let Some(doc) = docstring(stmts) {
            self.load_const(t, Const::Str(doc), at);
            let name = self.name("__doc__");
            self.emit(Instr::StoreName { name, src: t }, at);
        }
        self.start_annotations(at);
        self.statements(stmts);
        if let Some(&src) = self.locals.get("__class__") {
            let name = self.name("__classcell__");
            self.emit(Instr::StoreName { name, src }, at);
        }
        self.emit(Instr::ReturnNone, at);
    }

    fn comprehension_body(&mut self, e: &'a Expr, generators: &'a [Comprehension]) {
        let result = self.temp();
        let at = e.range();
        match e {
            Expr::ListComp(_) => self.emit(Instr::BuildList { dst: result, base: 0, n: 0 }, at),
            Expr::SetComp(_) => self.emit(Instr::BuildSet { dst: result, base: 0, n: 0 }, at),
            Expr::DictComp(_) => self.emit(Instr::BuildDict { dst: result, base: 0, n: 0 }, at),
            _ => {}
        }
        self.generators(e, generators, true, result);
        if e.is_generator_expr() {
            self.emit(Instr::ReturnNone, at);
        } else {
            self.emit(Instr::Return { src: result }, at);
        }
    }

    fn generators(&mut self, e: &'a Expr, generators: &'a [Comprehension], outermost: bool, result: u16) {
        let Some((generator, rest)) = generators.split_first() else { return self.element(e, result) };
        let at = generator.iter.range();
        let save = self.top;
        let iter = self.temps(3);
        // The outermost iterable is the argument.
        let src = if outermost { 0 } else { self.operand(&generator.iter, false) };
        self.emit(Instr::GetIter { iter, src }, at);
        self.loops += 1;
        let (head, end) = (self.label_here(), self.label());
        let before = self.bound.clone();
        self.for_iter(iter, &generator.target, end, whole_range(e));
        for test in &generator.ifs {
            self.jump_unless(test, head);
        }
        self.generators(e, rest, false, result);
        self.jump(head, at);
        self.loops -= 1;
        self.place(end);
        self.bound = before;
        self.top = save;
    }

    fn element(&mut self, e: &'a Expr, result: u16) {
        let save = self.top;
        match e {
            Expr::ListComp(c) => {
                let src = self.operand(&c.elt, false);
                self.emit(Instr::ListAppend { list: result, src }, c.elt.range());
            }
            Expr::SetComp(c) => {
                let src = self.operand(&c.elt, false);
                self.emit(Instr::SetAdd { set: result, src }, c.elt.range());
            }
            Expr::DictComp(c) => {
                let Some(key) = c.key.as_deref() else {
                    return self.error("SyntaxError", "dict unpacking cannot be used in dict comprehension", e.range());
                };
                let at = cover(key, &*c.value);
                let key = self.operand(key, self.may_bind(&c.value));
                let src = self.operand(&c.value, false);
                self.emit(Instr::DictSet { dict: result, key, src }, at);
            }
            Expr::Generator(c) => {
                let src = self.operand(&c.elt, false);
                let dst = self.temp();
                self.emit(Instr::Yield { dst, src }, c.elt.range());
            }
            _ => {}
        }
        self.top = save;
    }

    /// Makes the code; `outer` says in which register of the enclosing block a variable is.
    pub fn finish(mut self, name: &str, doc: Option<String>, outer: impl Fn(&str) -> u16) -> Code {
        if self.too_large() {
            self.error("SyntaxError", format!("'{name}' is too large"), TextRange::default());
            self.instrs.clear();
            self.spans.clear();
            self.handlers.clear();
            self.held.clear();
        }
        let assembled = assemble(&mut self);
        let scope = &self.unit.scopes.list[self.scope];
        Code {
            name: name.to_owned(),
            qualname: self.qualname,
            kind: self.kind,
            instrs: assembled.instrs,
            spans: assembled.spans,
            handlers: assembled.handlers,
            consts: self.consts.into_values().collect(),
            names: self.names.into_iter().collect(),
            n_params: 0,
            n_posonly: 0,
            n_kwonly: 0,
            varargs: false,
            varkw: false,
            n_defaults: 0,
            kw_defaults: Vec::new(),
            has_annotations: false,
            first_free: self.locals.len() as u16,
            local_names: self.locals.into_keys().collect(),
            free: self.free.into_keys().map(|name| FreeVar { from: outer(&name), name }).collect(),
            n_regs: assembled.n_regs,
            generator: scope.generator,
            atomic: false,
            children: self.children,
            doc,
            span: crate::span::Span::default(),
        }
    }
}

const _: () = assert!(NO_REG as usize > 60_000);

fn signature(parameters: &Parameters, class_name: Option<&str>) -> Signature {
    let positional = || parameters.posonlyargs.iter().chain(&parameters.args);
    let with_default = |p: &&ast::ParameterWithDefault| p.default.is_some();
    let names = positional()
        .chain(&parameters.kwonlyargs)
        .map(|p| &p.parameter)
        .chain(parameters.vararg.as_deref())
        .chain(parameters.kwarg.as_deref())
        .map(|p| mangle(class_name, &p.name).into_owned());
    Signature {
        names: names.collect(),
        n_params: positional().count() as u16,
        n_posonly: parameters.posonlyargs.len() as u16,
        n_kwonly: parameters.kwonlyargs.len() as u16,
        varargs: parameters.vararg.is_some(),
        varkw: parameters.kwarg.is_some(),
        n_defaults: positional().filter(with_default).count() as u16,
        kw_defaults: (0u16..)
            .zip(&parameters.kwonlyargs)
            .filter(|(_, p)| p.default.is_some())
            .map(|(i, _)| i)
            .collect(),
    }
}

/// The text of the string that a block starts with.
pub(super) fn docstring(stmts: &[Stmt]) -> Option<String> {
    match stmts.first() {
        Some(Stmt::Expr(s)) => match &*s.value {
            Expr::StringLiteral(text) => Some(text.value.to_str().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

fn header(name: &ast::Identifier, parameters: &Parameters, returns: Option<&Expr>) -> TextRange {
    let end = returns.map_or(parameters.end(), Ranged::end);
    TextRange::new(name.start(), end.max(name.end()))
}

/// The range of a comprehension; the brackets of a call that is written with nothing else in it belong to it.
fn whole_range(e: &Expr) -> TextRange {
    match e {
        Expr::Generator(g) if !g.parenthesized => {
            let one = TextSize::new(1);
            TextRange::new(g.start() - one, g.end() + one)
        }
        _ => e.range(),
    }
}
