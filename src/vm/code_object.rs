//! Code linked into a process: names interned, constants made values.

use std::sync::Arc;

use super::heap::arena::Id;
use super::object::Module;
use super::value::{Sym, Value};
use crate::code::{Code, CodeId, Unit};

/// A [`Code`] as one process runs it.
#[derive(Clone, Debug)]
pub struct CodeObject {
    /// The bytecode.
    pub code: Arc<Code>,
    /// The unit it belongs to (source text, library flag).
    pub unit: Arc<Unit>,
    /// Its module.
    pub module: Id<Module>,
    /// `code.names`, interned.
    pub names: Vec<Sym>,
    /// `code.local_names`, interned.
    pub locals: Vec<Sym>,
    /// `code.consts` as values.
    pub consts: Vec<Value>,
    /// Code ids of `code.children`.
    pub children: Vec<CodeId>,
}
