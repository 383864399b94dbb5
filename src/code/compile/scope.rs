//! The symbol tables of a module: which block binds which name, and where a name of a block lives (local register,
//! closure cell, class namespace, module global). The tree is walked once by [`super::symbols`]; a block is found again
//! by the address of its syntax node.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{IndexMap, IndexSet};
use crate::code::CodeKind;

/// Index of a [`Scope`].
pub(super) type ScopeId = usize;

/// What a block does with a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Symbol {
    /// It is a parameter.
    pub param: bool,
    /// Something binds it here.
    pub assigned: bool,
    /// It is read (or deleted) here.
    pub used: bool,
    /// `global`.
    pub global: bool,
    /// `nonlocal`, or bound by `:=` of a comprehension for the block around it.
    pub nonlocal: bool,
    /// Has an annotation.
    pub annotated: bool,
    /// Loop variable of a comprehension.
    pub iteration: bool,
    /// Something unbinds it: `del`, the end of `except E as name`.
    pub deleted: bool,
}

/// Where a name of a block lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A register of the frame.
    Local,
    /// A cell that this block owns.
    Cell,
    /// A cell of a block around it.
    Free,
    /// A global of the module (or a builtin).
    Global,
    /// The namespace of a class body.
    Name,
    /// The namespace of a class body, else a cell of a block around it.
    NameOrFree,
}

/// One block.
#[derive(Debug)]
pub(super) struct Scope {
    /// What it is.
    pub kind: CodeKind,
    /// Function or class name.
    pub name: String,
    /// The block around it.
    pub parent: Option<ScopeId>,
    /// All names it mentions, in order of first mention.
    pub symbols: IndexMap<String, Symbol>,
    /// Names it gets from blocks around it, for itself or for blocks inside it.
    pub free: IndexSet<String>,
    /// Names it owns that blocks inside it use.
    pub cells: IndexSet<String>,
    /// It has a `yield`.
    pub generator: bool,
    /// It has an assignment expression.
    pub walrus: bool,
    /// The class whose name mangles private names.
    pub class_name: Option<String>,
    /// It annotates a name (`x: int`) at its own level.
    pub annotations: bool,
}

impl Scope {
    /// A function, lambda or comprehension: names live in registers.
    pub fn is_function(&self) -> bool {
        !matches!(self.kind, CodeKind::Module | CodeKind::Class)
    }

    /// A comprehension or generator expression.
    pub fn is_comprehension(&self) -> bool {
        matches!(self.kind, CodeKind::Comprehension | CodeKind::GeneratorExpression)
    }

    fn binds(&self, name: &str) -> bool {
        self.symbols.get(name).is_some_and(|s| (s.assigned || s.param) && !s.global && !s.nonlocal)
    }
}

/// All blocks of a module; the first is the module itself.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// The blocks, outer before inner.
    pub list: Vec<Scope>,
    /// The block of a syntax node, by its address.
    pub by_node: FxHashMap<usize, ScopeId>,
}

impl Scopes {
    /// The block that a syntax node opens.
    pub fn of<T>(&self, node: &T) -> ScopeId {
        self.by_node.get(&std::ptr::from_ref(node).addr()).copied().unwrap_or(0)
    }

    /// Where `name` (mangled) lives for block `id`.
    pub fn place(&self, id: ScopeId, name: &str) -> Place {
        let scope = &self.list[id];
        let symbol = scope.symbols.get(name).copied().unwrap_or_default();
        match scope.kind {
            CodeKind::Module => Place::Global,
            _ if symbol.global => Place::Global,
            CodeKind::Class if symbol.nonlocal => Place::Free,
            CodeKind::Class if !symbol.assigned && scope.free.contains(name) => Place::NameOrFree,
            CodeKind::Class => Place::Name,
            _ if scope.cells.contains(name) => Place::Cell,
            _ if scope.free.contains(name) => Place::Free,
            _ if scope.binds(name) => Place::Local,
            _ => Place::Global,
        }
    }

    /// Finds the owner of every name; returns the names that `nonlocal` did not find, with their block.
    pub fn resolve(&mut self) -> Vec<(ScopeId, String)> {
        let mut missing = Vec::new();
        for id in 0..self.list.len() {
            let names: Vec<(String, Symbol)> =
                self.list[id].symbols.iter().map(|(name, symbol)| (name.clone(), *symbol)).collect();
            for (name, symbol) in names {
                let own = self.list[id].binds(&name);
                if own || symbol.global || self.list[id].parent.is_none() {
                    continue;
                }
                let found = self.capture(id, &name);
                if symbol.nonlocal && !found {
                    missing.push((id, name));
                }
            }
        }
        missing
    }

    /// Looks for `name` in the functions around block `id`; when one owns it, makes it a cell there and free in between.
    fn capture(&mut self, id: ScopeId, name: &str) -> bool {
        let mut path = vec![id];
        let mut at = self.list[id].parent;
        while let Some(outer) = at {
            let scope = &self.list[outer];
            if scope.is_function() {
                if scope.symbols.get(name).is_some_and(|s| s.global) {
                    return false;
                }
                if scope.binds(name) {
                    break;
                }
            } else if scope.kind == CodeKind::Class && name == "__class__" {
                break;
            }
            path.push(outer);
            at = scope.parent;
        }
        let Some(owner) = at else { return false };
        self.list[owner].cells.insert(name.to_owned());
        for inner in path {
            self.list[inner].free.insert(name.to_owned());
        }
        true
    }
}

/// A name as a class body sees it: `__x` in class `C` is `_C__x`.
pub(super) fn mangle<'n>(class_name: Option<&str>, name: &'n str) -> Cow<'n, str> {
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return Cow::Borrowed(name);
    }
    match class_name.map(|class| class.trim_start_matches('_')) {
        Some(class) if !class.is_empty() => Cow::Owned(format!("_{class}{name}")),
        _ => Cow::Borrowed(name),
    }
}
