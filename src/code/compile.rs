//! The compiler: from the syntax tree of a module to bytecode. [`symbols`] finds out where names live, [`builder`] holds
//! the block under construction, the other modules are its methods by subject, [`assemble`] finishes a block.

mod assemble;
mod assign;
mod bound;
mod builder;
mod call;
mod cond;
mod display;
mod expr;
mod flow;
mod fold;
mod func;
mod names;
mod pattern;
mod registers;
mod scope;
mod stmt;
mod symbols;

use std::sync::Arc;

use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxBuildHasher;

use self::builder::Builder;
use self::symbols::RawError;
use crate::code::instr::Instr;
use crate::code::{Code, Const, Unit};
use crate::span::{Diagnostic, Source};
use crate::syntax;

/// Names and what is known of them, in the order in which they come.
type IndexMap<K, V> = indexmap::IndexMap<K, V, FxBuildHasher>;
type IndexSet<T> = indexmap::IndexSet<T, FxBuildHasher>;

/// What is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A program.
    Program,
    /// A program whose uses of what threads share stop the virtual machine.
    Probed,
    /// One of our own modules.
    Library,
}

/// Compiles a module.
///
/// # Errors
/// Everything wrong with the text, the error that CPython would report first.
pub fn compile(source: Arc<Source>, kind: Kind) -> Result<Unit, Vec<Diagnostic>> {
    let library = kind == Kind::Library;
    let module = if library { syntax::parse_own(&source.text) } else { syntax::parse(&source.text) }?;
    let (scopes, errors) = symbols::analyse(&module);
    let mut unit = builder::Unit {
        source: &source,
        scopes,
        globals: IndexSet::default(),
        library,
        probed: kind == Kind::Probed,
        future_annotations: future_annotations(&module),
        errors,
        instructions: 0,
    };
    let code = if unit.errors.is_empty() { Some(module_code(&mut unit, &module)) } else { None };
    let (errors, globals) = (unit.errors, unit.globals);
    match code.filter(|_| errors.is_empty()) {
        Some(code) => {
            let globals = globals.into_iter().collect();
            Ok(Unit { source: Arc::clone(&source), library, globals, code: Arc::new(code) })
        }
        None => Err(errors.iter().map(|e| diagnostic(&source, e)).collect()),
    }
}

fn module_code<'a>(unit: &mut builder::Unit<'a>, module: &'a ModModule) -> Code {
    let mut b = Builder::new(unit, 0, "<module>".to_owned(), &[]);
    let at = TextRange::default();
    let doc = func::docstring(&module.body);
    if let Some(doc) = &doc {
        let t = b.temp();
        b.load_const(t, Const::Str(doc.clone()), at);
        b.store_name("__doc__", t, at);
    }
    b.start_annotations(at);
    b.check_futures(&module.body);
    b.statements(&module.body);
    b.emit(Instr::ReturnNone, module.body.last().map_or(at, Ranged::range));
    b.finish("<module>", doc, |_| 0)
}

impl Builder<'_, '_> {
    /// `from __future__` comes first.
    fn check_futures(&mut self, body: &[Stmt]) {
        let mut first = true;
        for (i, stmt) in body.iter().enumerate() {
            let future = is_future(stmt);
            if future && !first {
                let message = "from __future__ imports must occur at the beginning of the file";
                self.error("SyntaxError", message, stmt.range());
            }
            let docstring = i == 0 && func::docstring(body).is_some();
            first = first && (future || docstring);
        }
    }
}

fn is_future(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::ImportFrom(s) if s.level == 0 && s.module.as_deref() == Some("__future__"))
}

fn future_annotations(module: &ModModule) -> bool {
    module.body.iter().any(|stmt| match stmt {
        Stmt::ImportFrom(s) if is_future(stmt) => s.names.iter().any(|n| n.name.as_str() == "annotations"),
        _ => false,
    })
}

fn diagnostic(source: &Source, (kind, message, range): &RawError) -> Diagnostic {
    Diagnostic {
        kind,
        message: message.clone(),
        start: source.position(range.start().into()),
        end: source.position(range.end().into()),
    }
}
