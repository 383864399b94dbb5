//! The block being compiled: its instructions with their spans, labels, registers, constants and names.

use std::sync::Arc;

use ruff_python_ast::Stmt;
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::bound::Bound;
use super::scope::{ScopeId, Scopes};
use super::symbols::RawError;
use super::{IndexMap, IndexSet};
use crate::code::instr::Instr;
use crate::code::{Code, CodeKind, Const, Handler};
use crate::span::{Source, Span};

/// More registers, instructions, constants or names than this make a block too large.
const MAX_BLOCK: usize = 60_000;
/// More instructions than this make a module too large (copies of `finally` blocks can multiply).
const MAX_UNIT: u32 = 2_000_000;

/// What all blocks of a module share.
pub(super) struct Unit<'a> {
    /// The text.
    pub source: &'a Source,
    /// The symbol tables.
    pub scopes: Scopes,
    /// Names of the module's globals.
    pub globals: IndexSet<String>,
    /// One of our own modules.
    pub library: bool,
    /// What may be shared between threads is preceded by [`Instr::Probe`]. In our own modules what they do with what the
    /// program has given them is: calls of local variables and with `*args`, looks at attributes by name, and the loops of
    /// `map` and its like.
    pub probed: bool,
    /// `from __future__ import annotations`.
    pub future_annotations: bool,
    /// What is wrong with the program.
    pub errors: Vec<RawError>,
    /// Instructions made so far.
    pub instructions: u32,
}

/// Instructions of a block for which there is room from the first.
const USUAL: usize = 32;

/// A jump target that may not have its place yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(pub u32);

/// A part of the program that is left by an action: jumping out runs these actions, innermost first.
pub(super) enum BlockKind<'a> {
    /// A loop.
    Loop {
        /// Where `break` goes.
        end: Label,
        /// Where `continue` goes.
        next: Label,
        /// What is bound where the loop is left.
        at_end: Bound,
    },
    /// The body of `try` with `except`.
    Try,
    /// The body of `try` with `finally`.
    Finally(&'a [Stmt]),
    /// The body of `with`: the register of the bound `__exit__` and the span of its call.
    With(u16, TextRange),
    /// A handler: the exception's register.
    Handler(u16),
    /// The body of `except E as name`: the name is unbound at its end.
    Named(&'a str),
}

/// A [`BlockKind`] with the instructions it guards.
pub(super) struct Block<'a> {
    /// What it is.
    pub kind: BlockKind<'a>,
    /// Start of the part being emitted, when it is a guarded part.
    pub open: Option<u32>,
    /// Guarded parts so far.
    pub ranges: Vec<(u32, u32)>,
}

/// One block under construction.
pub(super) struct Builder<'a, 'u> {
    /// What the blocks share.
    pub unit: &'u mut Unit<'a>,
    /// Its symbol table.
    pub scope: ScopeId,
    /// What it is.
    pub kind: CodeKind,
    /// Its dotted name.
    pub qualname: String,
    /// Instructions; jumps hold labels until [`super::assemble`].
    pub instrs: Vec<Instr>,
    /// One for each instruction.
    pub spans: Vec<Span>,
    /// Handlers, innermost first; `target` is a label.
    pub handlers: Vec<Handler>,
    /// Position of each label.
    pub labels: Vec<u32>,
    /// Target of a jump by distance, by its instruction.
    pub skips: FxHashMap<u32, Label>,
    /// Constants.
    pub consts: IndexMap<String, Const>,
    /// Names.
    pub names: IndexSet<String>,
    /// Locals and the cells that the block owns, by name.
    pub locals: IndexMap<String, u16>,
    /// Cells from outside, by name.
    pub free: IndexMap<String, u16>,
    /// Blocks inside.
    pub children: Vec<Arc<Code>>,
    /// Blocks of statements being left by actions, outermost first.
    pub blocks: Vec<Block<'a>>,
    /// Locals certainly bound here.
    pub bound: Bound,
    /// Locals that the block deletes somewhere.
    pub deleted: Bound,
    /// How many loops are around.
    pub loops: u32,
    /// Constants that loops use, kept in registers.
    pub held: Vec<Const>,
    /// First free register.
    pub top: u32,
    /// Registers used at most.
    pub high: u32,
}

impl<'a, 'u> Builder<'a, 'u> {
    /// An empty block with the registers of its scope: `parameters` first, then other locals, then free variables.
    pub fn new(unit: &'u mut Unit<'a>, scope: ScopeId, qualname: String, parameters: &[String]) -> Self {
        let table = &unit.scopes.list[scope];
        let mut locals: IndexMap<String, u16> = IndexMap::default();
        let mut bound = Bound::default();
        let mut deleted = Bound::default();
        for name in parameters {
            bound.add(locals.len() as u16);
            locals.insert(name.clone(), locals.len() as u16);
        }
        let kind = table.kind;
        if table.is_function() {
            for (name, symbol) in &table.symbols {
                let own = symbol.assigned && !symbol.global && !symbol.nonlocal;
                if own && !locals.contains_key(name) {
                    locals.insert(name.clone(), locals.len() as u16);
                }
                if symbol.deleted
                    && let Some(&register) = locals.get(name)
                {
                    deleted.add(register);
                }
            }
        } else {
            for name in &table.cells {
                locals.insert(name.clone(), locals.len() as u16);
            }
        }
        let free: IndexMap<String, u16> =
            table.free.iter().enumerate().map(|(i, name)| (name.clone(), (locals.len() + i) as u16)).collect();
        let top = (locals.len() + free.len()) as u32;
        Self {
            unit,
            scope,
            kind,
            qualname,
            instrs: Vec::with_capacity(USUAL),
            spans: Vec::with_capacity(USUAL),
            handlers: Vec::new(),
            labels: Vec::new(),
            skips: FxHashMap::default(),
            consts: IndexMap::default(),
            names: IndexSet::default(),
            locals,
            free,
            children: Vec::new(),
            blocks: Vec::new(),
            bound,
            deleted,
            loops: 0,
            held: Vec::new(),
            top,
            high: top,
        }
    }

    /// The class whose name mangles private names here.
    pub fn class_name(&self) -> Option<&str> {
        self.unit.scopes.list[self.scope].class_name.as_deref()
    }

    /// The block does not fit the instruction set (or the module is out of proportion): what is emitted does not matter.
    pub fn too_large(&self) -> bool {
        self.instrs.len() > MAX_BLOCK
            || self.high as usize > MAX_BLOCK
            || self.consts.len() > MAX_BLOCK
            || self.names.len() > MAX_BLOCK
            || self.unit.globals.len() > MAX_BLOCK
            || self.children.len() > MAX_BLOCK
            || self.unit.instructions > MAX_UNIT
    }

    /// Reports a mistake.
    pub fn error(&mut self, kind: &'static str, message: impl Into<String>, range: TextRange) {
        self.unit.errors.push((kind, message.into(), range));
    }

    // ---- instructions --------------------------------------------------------------------------------------------

    /// Adds an instruction.
    pub fn emit(&mut self, instr: Instr, at: TextRange) {
        let is_given = match instr {
            Instr::CallEx { .. } => self.unit.library,
            Instr::ForIter { .. } => self.unit.library && self.unit.source.name.starts_with("<frozen _prelude"),
            _ => false,
        };
        if is_given || (self.unit.probed && instr.may_share()) {
            self.probe(at);
        }
        self.push(instr, at);
    }

    /// A stop before the next instruction.
    pub fn probe(&mut self, at: TextRange) {
        self.push(Instr::Probe, at);
    }

    fn push(&mut self, instr: Instr, at: TextRange) {
        if self.instrs.len() <= MAX_BLOCK {
            self.instrs.push(instr);
            self.spans.push(span(at));
            self.unit.instructions += 1;
        }
    }

    /// Position of the next instruction.
    pub fn here(&self) -> u32 {
        self.instrs.len() as u32
    }

    /// A new label without a place.
    pub fn label(&mut self) -> Label {
        self.labels.push(u32::MAX);
        Label(self.labels.len() as u32 - 1)
    }

    /// Gives a label its place: here.
    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.here();
    }

    /// A label for this place.
    pub fn label_here(&mut self) -> Label {
        let label = self.label();
        self.place(label);
        label
    }

    /// `Jump`.
    pub fn jump(&mut self, to: Label, at: TextRange) {
        self.emit(Instr::Jump { to: to.0 }, at);
    }

    /// Adds an instruction whose `skip` leads to `label`.
    pub fn emit_skip(&mut self, instr: Instr, label: Label, at: TextRange) {
        self.emit(instr, at);
        self.skips.insert(self.here().saturating_sub(1), label);
    }

    /// `dst = src`, if that is not done already.
    pub fn move_to(&mut self, dst: u16, src: u16, at: TextRange) {
        if dst != src {
            self.emit(Instr::Move { dst, src }, at);
        }
    }

    // ---- registers -----------------------------------------------------------------------------------------------

    /// `n` new consecutive temporaries; the first.
    pub fn temps(&mut self, n: usize) -> u16 {
        let first = self.top;
        self.top += n as u32;
        self.high = self.high.max(self.top);
        first as u16
    }

    /// A new temporary.
    pub fn temp(&mut self) -> u16 {
        self.temps(1)
    }

    /// Whether a register is a variable of the program.
    pub fn is_variable(&self, register: u16) -> bool {
        (register as usize) < self.locals.len() + self.free.len()
    }

    // ---- tables --------------------------------------------------------------------------------------------------

    /// Index of a constant.
    pub fn constant(&mut self, value: Const) -> u32 {
        // The debug form tells 0.0 from -0.0 and 1 from True.
        let entry = self.consts.entry(format!("{value:?}"));
        let index = entry.index() as u32;
        entry.or_insert(value);
        index
    }

    /// Index of a name.
    pub fn name(&mut self, name: &str) -> u16 {
        match self.names.get_index_of(name) {
            Some(index) => index as u16,
            None => self.names.insert_full(name.to_owned()).0 as u16,
        }
    }

    /// Slot of a global.
    pub fn global(&mut self, name: &str) -> u16 {
        match self.unit.globals.get_index_of(name) {
            Some(index) => index as u16,
            None => self.unit.globals.insert_full(name.to_owned()).0 as u16,
        }
    }

    /// `dst = value`.
    pub fn load_const(&mut self, dst: u16, value: Const, at: TextRange) {
        let instr = match value {
            Const::None => Instr::LoadNone { dst },
            Const::Bool(value) => Instr::LoadBool { dst, value },
            Const::Int(i) if i32::try_from(i).is_ok() => Instr::LoadInt { dst, value: i as i32 },
            other => Instr::LoadConst { dst, k: self.constant(other) },
        };
        self.emit(instr, at);
    }
}

/// The span of a range.
pub(super) fn span(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}

/// The range from one node to another.
pub(super) fn cover(a: &impl Ranged, b: &impl Ranged) -> TextRange {
    TextRange::new(a.start(), b.end().max(a.end()))
}
