//! Code linked into a process: names interned, constants made values.

use std::sync::{Arc, OnceLock};

use super::heap::arena::Id;
use super::object::Module;
use super::value::{Sym, Value};
use crate::code::live::Live;
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
    /// How many arguments a call has to have for the interpreter's quick way: the number of parameters when these are all
    /// positional and the code is neither a generator nor atomic; else [`NOT_PLAIN`].
    pub plain_params: u16,
    /// `code.n_regs`, near at hand.
    pub n_regs: u16,
    /// `code.first_free`, near at hand.
    pub first_free: u16,
    /// Code ids of `code.children`.
    pub children: Vec<CodeId>,
    /// Which registers can still be read, once somebody has asked.
    pub live: OnceLock<Live>,
}

/// No call has so many arguments.
pub const NOT_PLAIN: u16 = u16::MAX;

/// [`CodeObject::plain_params`] of some code.
pub fn plain_params(code: &Code) -> u16 {
    let plain = !(code.varargs || code.varkw || code.generator || code.atomic) && code.n_kwonly == 0;
    if plain { code.n_params } else { NOT_PLAIN }
}
