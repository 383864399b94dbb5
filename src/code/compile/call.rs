//! Calls: plain, of methods, with keywords, with stars, and `super()` without arguments.

use ruff_python_ast::{self as ast, Expr, Keyword};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::builder::Builder;
use super::scope::Place;
use crate::code::Const;
use crate::code::instr::Instr;

/// Whether it is a built-in function that uses an attribute by its name.
fn is_look_by_name(func: &Expr) -> bool {
    matches!(func, Expr::Name(name) if matches!(name.id.as_str(), "getattr" | "setattr" | "delattr" | "hasattr"))
}

impl<'a> Builder<'a, '_> {
    /// A call.
    pub fn call(&mut self, call: &'a ast::ExprCall, dst: u16) {
        let arguments = &call.arguments;
        self.check_keywords(&arguments.keywords);
        let starred =
            arguments.args.iter().any(Expr::is_starred_expr) || arguments.keywords.iter().any(|k| k.arg.is_none());
        match &*call.func {
            _ if starred => self.call_star(call, dst),
            Expr::Attribute(attribute) => self.call_method(call, attribute, dst),
            Expr::Name(name) if name.id.as_str() == "super" && arguments.is_empty() && self.call_super(call, dst) => {}
            func => {
                let base = self.temp();
                self.expr_to(func, base);
                let argc = self.arguments(arguments);
                if self.unit.library && (self.is_local_name(func) || is_look_by_name(func)) {
                    self.probe(call.range());
                }
                self.finish_call(arguments, call.range(), base, argc, dst, false);
            }
        }
    }

    /// `obj.name(...)`.
    fn call_method(&mut self, call: &'a ast::ExprCall, attribute: &'a ast::ExprAttribute, dst: u16) {
        let base = self.temps(2);
        let save = self.top;
        let obj = if self.is_local_name(&attribute.value) {
            self.operand(&attribute.value, false)
        } else {
            self.expr_to(&attribute.value, base);
            base
        };
        self.top = save;
        let name = self.mangled(&attribute.attr);
        let name = self.name(&name);
        let at = self.span_from_attribute(attribute, attribute.end());
        self.emit(Instr::LoadMethod { base, obj, name }, at);
        let argc = self.arguments(&call.arguments);
        let at = self.span_from_attribute(attribute, call.end());
        self.finish_call(&call.arguments, at, base, argc, dst, true);
    }

    fn is_local_name(&self, e: &Expr) -> bool {
        matches!(e, Expr::Name(name) if self.local(&name.id).is_some())
    }

    /// A method call written over several lines is marked from the attribute's name on.
    fn span_from_attribute(&self, attribute: &ast::ExprAttribute, end: TextSize) -> TextRange {
        let source = self.unit.source;
        let start = if source.line_of(attribute.start().into()) == source.line_of(attribute.end().into()) {
            attribute.start()
        } else {
            attribute.attr.start()
        };
        TextRange::new(start, end)
    }

    /// Evaluates arguments without stars into consecutive registers; how many.
    fn arguments(&mut self, arguments: &'a ast::Arguments) -> u16 {
        let n = arguments.args.len() + arguments.keywords.len();
        let base = self.temps(n);
        let values = arguments.args.iter().chain(arguments.keywords.iter().map(|k| &k.value));
        for (i, value) in values.enumerate() {
            self.expr_to(value, base.wrapping_add(i as u16));
        }
        n as u16
    }

    fn finish_call(&mut self, a: &ast::Arguments, at: TextRange, base: u16, argc: u16, dst: u16, method: bool) {
        if a.keywords.is_empty() {
            return self.emit(
                if method { Instr::CallMethod { dst, base, argc } } else { Instr::Call { dst, base, argc } },
                at,
            );
        }
        let names = self.keyword_names(&a.keywords);
        self.emit(
            if method { Instr::CallMethodKw { base, argc, names } } else { Instr::CallKw { base, argc, names } },
            at,
        );
        self.move_to(dst, base, at);
    }

    /// The constant that names keyword arguments.
    pub fn keyword_names(&mut self, keywords: &[Keyword]) -> u16 {
        let names = keywords.iter().filter_map(|k| k.arg.as_ref()).map(|name| Const::Str(name.to_string()));
        let names = Const::Tuple(names.collect());
        self.constant(names) as u16
    }

    fn check_keywords(&mut self, keywords: &[Keyword]) {
        for (i, keyword) in keywords.iter().enumerate() {
            if let Some(name) = &keyword.arg
                && keywords[..i].iter().any(|k| k.arg.as_ref().is_some_and(|n| n.as_str() == name.as_str()))
            {
                self.error("SyntaxError", format!("keyword argument repeated: {name}"), keyword.range());
            }
        }
    }

    /// A call with `*args` or `**kwargs`.
    fn call_star(&mut self, call: &'a ast::ExprCall, dst: u16) {
        let at = call.range();
        let base = self.temps(3);
        self.expr_to(&call.func, base);
        let (list, dict) = (base.wrapping_add(1), base.wrapping_add(2));
        let save = self.top;
        let args = &call.arguments.args;
        let plain = args.iter().position(Expr::is_starred_expr).unwrap_or(args.len());
        let first = self.run(&args[..plain]);
        self.emit(Instr::BuildList { dst: list, base: first, n: plain as u16 }, at);
        self.top = save;
        self.extend_list(list, &args[plain..]);
        self.keywords(&call.arguments.keywords, dict, base, at);
        self.top = save;
        self.emit(Instr::CallEx { base }, at);
        self.move_to(dst, base, at);
    }

    /// Collects keyword arguments into a dict, or unbinds `dict` when there are none.
    fn keywords(&mut self, keywords: &'a [Keyword], dict: u16, func: u16, at: TextRange) {
        if keywords.is_empty() {
            return self.emit(Instr::Unbind { from: dict, n: 1 }, at);
        }
        let mut rest = keywords;
        let mut started = false;
        while let Some(keyword) = rest.first() {
            let save = self.top;
            let named = rest.iter().position(|k| k.arg.is_none()).unwrap_or(rest.len());
            if named > 0 || !started {
                let base = self.temps(named * 2);
                for (i, keyword) in rest[..named].iter().enumerate() {
                    let register = base.wrapping_add(2 * i as u16);
                    let name = keyword.arg.as_ref().map_or_else(String::new, ToString::to_string);
                    self.load_const(register, Const::Str(name), keyword.range());
                    self.expr_to(&keyword.value, register.wrapping_add(1));
                }
                let dst = if started { self.temp() } else { dict };
                self.emit(Instr::BuildDict { dst, base, n: named as u16 }, at);
                if started {
                    self.emit(Instr::DictMerge { dict, src: dst, func }, at);
                }
                started = true;
                rest = &rest[named..];
            } else {
                let src = self.operand(&keyword.value, false);
                self.emit(Instr::DictMerge { dict, src, func }, keyword.value.range());
                rest = &rest[1..];
            }
            self.top = save;
        }
    }

    /// `super()` in a method: called with the class that the method is defined in and the first parameter. False when
    /// this is no method.
    fn call_super(&mut self, call: &'a ast::ExprCall, dst: u16) -> bool {
        let at = call.range();
        let parameter = self.unit.scopes.list[self.scope].symbols.first();
        let Some(parameter) = parameter.filter(|(_, symbol)| symbol.param).map(|(name, _)| name.clone()) else {
            return false;
        };
        if self.find("super") != Place::Global || self.find("__class__") != Place::Free {
            return false;
        }
        let base = self.temps(3);
        self.load_name("super", base, call.func.range());
        self.load_name("__class__", base.wrapping_add(1), at);
        let first = self.locals.get_index(0).map_or(parameter, |(name, _)| name.clone());
        self.load_name(&first, base.wrapping_add(2), at);
        self.emit(Instr::Call { dst, base, argc: 2 }, at);
        true
    }
}
