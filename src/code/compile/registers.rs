//! Renumbering of registers. Constants that a loop uses as operands are loaded once, when the block begins, into registers
//! between the variables and the temporaries; how many these are is known at the end only.

use super::builder::Builder;
use crate::code::Const;
use crate::code::instr::{Instr, NO_REG};

/// Constant registers are numbered from here while a block is compiled: above all real registers.
const FIRST: u16 = 61_000;
/// A block has at most so many.
const MOST: usize = 12;

impl Builder<'_, '_> {
    /// The register that holds a constant all the time, if there is room for one.
    pub fn constant_register(&mut self, value: &Const) -> Option<u16> {
        if self.loops == 0 {
            return None;
        }
        let key = format!("{value:?}");
        let found = self.held.iter().position(|c| format!("{c:?}") == key);
        let index = match found {
            Some(index) => index,
            None if self.held.len() < MOST => {
                self.held.push(value.clone());
                self.held.len() - 1
            }
            None => return None,
        };
        Some(FIRST + index as u16)
    }
}

/// The final number of a register in a block with `variables` and `constants` registers of these kinds.
pub(super) fn renumber(register: u16, variables: u16, constants: u16) -> u16 {
    match register {
        NO_REG => NO_REG,
        r if r >= FIRST => variables + (r - FIRST),
        r if r >= variables => r + constants,
        r => r,
    }
}

/// The instruction with every register replaced.
pub(super) fn map(instr: Instr, f: impl Fn(u16) -> u16) -> Instr {
    use Instr as I;
    match instr {
        I::Nop | I::Probe | I::Jump { .. } | I::ReturnNone | I::Reraise => instr,
        I::DelGlobal { .. } | I::DelName { .. } => instr,
        I::Move { dst, src } => I::Move { dst: f(dst), src: f(src) },
        I::LoadConst { dst, k } => I::LoadConst { dst: f(dst), k },
        I::LoadInt { dst, value } => I::LoadInt { dst: f(dst), value },
        I::LoadNone { dst } => I::LoadNone { dst: f(dst) },
        I::LoadBool { dst, value } => I::LoadBool { dst: f(dst), value },
        I::CheckBound { src } => I::CheckBound { src: f(src) },
        I::DelLocal { src } => I::DelLocal { src: f(src) },
        I::Unbind { from, n } => I::Unbind { from: f(from), n },
        I::LoadGlobal { dst, slot } => I::LoadGlobal { dst: f(dst), slot },
        I::StoreGlobal { slot, src } => I::StoreGlobal { slot, src: f(src) },
        I::MakeCell { reg } => I::MakeCell { reg: f(reg) },
        I::LoadCell { dst, cell } => I::LoadCell { dst: f(dst), cell: f(cell) },
        I::StoreCell { cell, src } => I::StoreCell { cell: f(cell), src: f(src) },
        I::DelCell { cell } => I::DelCell { cell: f(cell) },
        I::LoadName { dst, name, cell } => I::LoadName { dst: f(dst), name, cell: f(cell) },
        I::StoreName { name, src } => I::StoreName { name, src: f(src) },
        I::LoadPrelude { dst, name } => I::LoadPrelude { dst: f(dst), name },
        I::LoadAssertionError { dst } => I::LoadAssertionError { dst: f(dst) },
        I::Add { dst, a, b } => I::Add { dst: f(dst), a: f(a), b: f(b) },
        I::Sub { dst, a, b } => I::Sub { dst: f(dst), a: f(a), b: f(b) },
        I::Mul { dst, a, b } => I::Mul { dst: f(dst), a: f(a), b: f(b) },
        I::AddInt { dst, a, imm } => I::AddInt { dst: f(dst), a: f(a), imm },
        I::SubInt { dst, a, imm } => I::SubInt { dst: f(dst), a: f(a), imm },
        I::IAdd { dst, a, b } => I::IAdd { dst: f(dst), a: f(a), b: f(b) },
        I::IAddInt { dst, a, imm } => I::IAddInt { dst: f(dst), a: f(a), imm },
        I::Binary { op, dst, a, b } => I::Binary { op, dst: f(dst), a: f(a), b: f(b) },
        I::Unary { op, dst, src } => I::Unary { op, dst: f(dst), src: f(src) },
        I::Compare { op, dst, a, b } => I::Compare { op, dst: f(dst), a: f(a), b: f(b) },
        I::JumpIf { src, to } => I::JumpIf { src: f(src), to },
        I::JumpIfNot { src, to } => I::JumpIfNot { src: f(src), to },
        I::JumpIfNotCmp { op, a, b, skip } => I::JumpIfNotCmp { op, a: f(a), b: f(b), skip },
        I::JumpIfNotCmpInt { op, a, imm, skip } => I::JumpIfNotCmpInt { op, a: f(a), imm, skip },
        I::JumpIfNone { src, to } => I::JumpIfNone { src: f(src), to },
        I::JumpIfNotNone { src, to } => I::JumpIfNotNone { src: f(src), to },
        I::GetIter { iter, src } => I::GetIter { iter: f(iter), src: f(src) },
        I::ForIter { iter, dst, skip } => I::ForIter { iter: f(iter), dst: f(dst), skip },
        I::Return { src } => I::Return { src: f(src) },
        _ => map_more(instr, f),
    }
}

/// Attributes, calls, displays, exceptions and the rest.
fn map_more(instr: Instr, f: impl Fn(u16) -> u16) -> Instr {
    use Instr as I;
    match instr {
        I::GetAttr { dst, obj, name } => I::GetAttr { dst: f(dst), obj: f(obj), name },
        I::SetAttr { obj, name, src } => I::SetAttr { obj: f(obj), name, src: f(src) },
        I::DelAttr { obj, name } => I::DelAttr { obj: f(obj), name },
        I::GetItem { dst, obj, index } => I::GetItem { dst: f(dst), obj: f(obj), index: f(index) },
        I::SetItem { obj, index, src } => I::SetItem { obj: f(obj), index: f(index), src: f(src) },
        I::DelItem { obj, index } => I::DelItem { obj: f(obj), index: f(index) },
        I::BuildSlice { dst, base } => I::BuildSlice { dst: f(dst), base: f(base) },
        I::Call { dst, base, argc } => I::Call { dst: f(dst), base: f(base), argc },
        I::CallKw { base, argc, names } => I::CallKw { base: f(base), argc, names },
        I::CallEx { base } => I::CallEx { base: f(base) },
        I::LoadMethod { base, obj, name } => I::LoadMethod { base: f(base), obj: f(obj), name },
        I::CallMethod { dst, base, argc } => I::CallMethod { dst: f(dst), base: f(base), argc },
        I::CallMethodKw { base, argc, names } => I::CallMethodKw { base: f(base), argc, names },
        I::MakeFunction { dst, child, base } => I::MakeFunction { dst: f(dst), child, base: f(base) },
        I::BuildClass { base, argc, names } => I::BuildClass { base: f(base), argc, names },
        I::BuildList { dst, base, n } => I::BuildList { dst: f(dst), base: f(base), n },
        I::BuildTuple { dst, base, n } => I::BuildTuple { dst: f(dst), base: f(base), n },
        I::BuildSet { dst, base, n } => I::BuildSet { dst: f(dst), base: f(base), n },
        I::BuildDict { dst, base, n } => I::BuildDict { dst: f(dst), base: f(base), n },
        I::ListAppend { list, src } => I::ListAppend { list: f(list), src: f(src) },
        I::ListExtend { list, src } => I::ListExtend { list: f(list), src: f(src) },
        I::SetAdd { set, src } => I::SetAdd { set: f(set), src: f(src) },
        I::SetUpdate { set, src } => I::SetUpdate { set: f(set), src: f(src) },
        I::DictSet { dict, key, src } => I::DictSet { dict: f(dict), key: f(key), src: f(src) },
        I::DictUpdate { dict, src } => I::DictUpdate { dict: f(dict), src: f(src) },
        I::DictMerge { dict, src, func } => I::DictMerge { dict: f(dict), src: f(src), func: f(func) },
        I::ListToTuple { dst, list } => I::ListToTuple { dst: f(dst), list: f(list) },
        I::FormatValue { conv, dst, src, spec } => I::FormatValue { conv, dst: f(dst), src: f(src), spec: f(spec) },
        I::BuildString { dst, base, n } => I::BuildString { dst: f(dst), base: f(base), n },
        I::Unpack { src, base, n } => I::Unpack { src: f(src), base: f(base), n },
        I::UnpackEx { src, base, before, after } => I::UnpackEx { src: f(src), base: f(base), before, after },
        I::Yield { dst, src } => I::Yield { dst: f(dst), src: f(src) },
        I::YieldFrom { dst, iter } => I::YieldFrom { dst: f(dst), iter: f(iter) },
        I::YieldFromIter { dst, src } => I::YieldFromIter { dst: f(dst), src: f(src) },
        I::Raise { exc, cause } => I::Raise { exc: f(exc), cause: f(cause) },
        I::RaiseAgain { exc } => I::RaiseAgain { exc: f(exc) },
        I::EnterHandler { exc } => I::EnterHandler { exc: f(exc) },
        I::LeaveHandler { exc } => I::LeaveHandler { exc: f(exc) },
        I::MatchExc { dst, exc, ty } => I::MatchExc { dst: f(dst), exc: f(exc), ty: f(ty) },
        I::WithEnter { dst, ctx, exit } => I::WithEnter { dst: f(dst), ctx: f(ctx), exit: f(exit) },
        I::WithExcExit { dst, exit, exc } => I::WithExcExit { dst: f(dst), exit: f(exit), exc: f(exc) },
        I::Import { dst, name, leaf } => I::Import { dst: f(dst), name, leaf },
        I::ImportFrom { dst, module, name } => I::ImportFrom { dst: f(dst), module: f(module), name },
        I::ImportStar { module } => I::ImportStar { module: f(module) },
        I::IsSequence { dst, src } => I::IsSequence { dst: f(dst), src: f(src) },
        I::IsMapping { dst, src } => I::IsMapping { dst: f(dst), src: f(src) },
        I::Len { dst, src } => I::Len { dst: f(dst), src: f(src) },
        other => other,
    }
}
