//! One instruction, the thorough way: every instruction that the loop does not finish by itself.

use super::super::thread::Then;
use super::super::value::Value;
use super::{Flow, Step, Vm};
use crate::code::instr::{BinOp, CmpOp, Instr};

impl Vm<'_> {
    /// Runs the instruction that the top frame is at.
    #[inline(never)]
    pub(super) fn slow(&mut self, instr: Instr) -> Step {
        let int = |imm: i16| Value::Int(i64::from(imm));
        match instr {
            Instr::Add { a, b, .. } => self.binary(BinOp::Add, self.get(a), self.get(b)),
            Instr::Sub { a, b, .. } => self.binary(BinOp::Sub, self.get(a), self.get(b)),
            Instr::Mul { a, b, .. } => self.binary(BinOp::Mul, self.get(a), self.get(b)),
            Instr::AddInt { a, imm, .. } => self.binary(BinOp::Add, self.get(a), int(imm)),
            Instr::SubInt { a, imm, .. } => self.binary(BinOp::Sub, self.get(a), int(imm)),
            Instr::IAdd { a, b, .. } => self.binary(BinOp::IAdd, self.get(a), self.get(b)),
            Instr::IAddInt { a, imm, .. } => self.binary(BinOp::IAdd, self.get(a), int(imm)),
            Instr::Binary { op, a, b, .. } => self.binary(op, self.get(a), self.get(b)),
            Instr::Unary { op, dst, src } => self.unary(op, dst, src),
            Instr::Compare { op, a, b, .. } | Instr::JumpIfNotCmp { op, a, b, .. } => {
                self.compare(op, self.get(a), self.get(b))
            }
            Instr::JumpIfNotCmpInt { op, a, imm, .. } => self.compare(op, self.get(a), int(imm)),
            Instr::JumpIf { src, to } => self.test(Then::Branch { to, when: true }, self.get(src)),
            Instr::JumpIfNot { src, to } => self.test(Then::Branch { to, when: false }, self.get(src)),
            Instr::Call { dst, base, argc } => self.call_instr(dst, base, argc),
            Instr::CallKw { base, argc, names } => self.call_kw(base, argc, names),
            Instr::CallEx { base } => self.call_ex(base),
            Instr::GetAttr { dst, obj, name } => self.get_attr(dst, obj, name),
            Instr::LoadMethod { base, obj, name } => self.load_method(base, obj, name),
            Instr::CallMethod { dst, base, argc } => self.call_method(dst, base, argc),
            Instr::CallMethodKw { base, argc, names } => self.call_method_kw(base, argc, names),
            Instr::Return { src } => self.return_value(self.get(src)),
            Instr::ReturnNone => self.return_value(Value::None),
            Instr::GetItem { dst, obj, index } => self.get_item(dst, obj, index),
            Instr::SetItem { obj, index, src } => self.set_item(obj, index, src),
            Instr::DelItem { obj, index } => self.del_item(obj, index),
            Instr::GetIter { iter, src } => self.get_iter(iter, src),
            Instr::ForIter { iter, dst, skip } => self.for_iter(iter, dst, skip),
            Instr::Unpack { src, base, n } => self.unpack(src, base, n),
            Instr::UnpackEx { src, base, before, after } => self.unpack_ex(src, base, before, after),
            Instr::Len { dst, src } => self.len(dst, src),
            other => self.slow_names(other),
        }
    }

    fn slow_names(&mut self, instr: Instr) -> Step {
        match instr {
            Instr::SetAttr { obj, name, src } => self.set_attr(obj, name, src),
            Instr::DelAttr { obj, name } => self.del_attr(obj, name),
            Instr::LoadGlobal { dst, slot } => self.load_global(dst, slot),
            Instr::DelGlobal { slot } => self.del_global(slot),
            Instr::CheckBound { src } => Err(self.unbound_local(src)),
            Instr::DelLocal { src } => self.del_local(src),
            Instr::Unbind { from, n } => {
                for register in from..from + n {
                    self.set(register, Value::Unbound);
                }
                Ok(Flow::Next)
            }
            Instr::MakeCell { reg } => self.make_cell(reg),
            Instr::LoadCell { dst, cell } => self.load_cell(dst, cell),
            Instr::StoreCell { cell, src } => self.store_cell(cell, src),
            Instr::DelCell { cell } => self.del_cell(cell),
            Instr::LoadName { dst, name, cell } => self.load_name(dst, name, cell),
            Instr::StoreName { name, src } => self.store_name(name, src),
            Instr::DelName { name } => self.del_name(name),
            Instr::LoadPrelude { dst, name } => self.load_prelude(dst, name),
            Instr::LoadAssertionError { dst } => self.load_assertion_error(dst),
            Instr::Import { dst, name, leaf } => self.import(dst, name, leaf),
            Instr::ImportFrom { dst, module, name } => self.import_from(dst, module, name),
            Instr::ImportStar { module } => self.import_star(module),
            other => self.slow_build(other),
        }
    }

    fn slow_build(&mut self, instr: Instr) -> Step {
        match instr {
            Instr::BuildSlice { dst, base } => self.build_slice(dst, base),
            Instr::BuildList { dst, base, n } => self.build_list(dst, base, n),
            Instr::BuildTuple { dst, base, n } => self.build_tuple(dst, base, n),
            Instr::BuildSet { dst, base, n } => self.build_set(dst, base, n),
            Instr::BuildDict { dst, base, n } => self.build_dict(dst, base, n),
            Instr::ListAppend { list, src } => self.list_append(list, src),
            Instr::ListExtend { list, src } => self.list_extend(list, src),
            Instr::SetAdd { set, src } => self.set_add(set, src),
            Instr::SetUpdate { set, src } => self.set_update(set, src),
            Instr::DictSet { dict, key, src } => self.dict_set(dict, key, src),
            Instr::DictUpdate { dict, src } => self.dict_update(dict, src),
            Instr::DictMerge { dict, src, func } => self.dict_merge(dict, src, func),
            Instr::ListToTuple { dst, list } => self.list_to_tuple(dst, list),
            Instr::FormatValue { conv, dst, src, spec } => self.format_value(conv, dst, src, spec),
            Instr::BuildString { dst, base, n } => self.build_string(dst, base, n),
            Instr::MakeFunction { dst, child, base } => self.make_function(dst, child, base),
            Instr::BuildClass { base, argc, names } => self.build_class(base, argc, names),
            Instr::IsSequence { dst, src } => self.is_sequence(dst, src),
            Instr::IsMapping { dst, src } => self.is_mapping(dst, src),
            other => self.slow_control(other),
        }
    }

    fn slow_control(&mut self, instr: Instr) -> Step {
        match instr {
            Instr::Yield { src, .. } => self.yield_instr(src),
            Instr::YieldFrom { iter, .. } => self.yield_from(iter),
            Instr::YieldFromIter { dst, src } => self.plain_iter(dst, self.get(src)),
            Instr::Raise { exc, .. } => self.raise_instr(exc),
            Instr::Reraise => self.reraise(),
            Instr::RaiseAgain { exc } => self.raise_again(exc),
            Instr::EnterHandler { exc } => self.enter_handler(exc),
            Instr::LeaveHandler { exc } => self.leave_handler(exc),
            Instr::MatchExc { dst, exc, ty } => self.match_exc(dst, exc, ty),
            Instr::WithEnter { dst, ctx, exit } => self.with_enter(dst, ctx, exit),
            Instr::WithExcExit { dst, exit, exc } => self.with_exc_exit(dst, exit, exc),
            other => unreachable!("{other:?} is done by the loop"),
        }
    }
}

/// The truth of a comparison of two ordered things.
#[inline(always)]
pub(super) fn holds<T: PartialOrd>(op: CmpOp, a: T, b: T) -> bool {
    match op {
        CmpOp::Lt => a < b,
        CmpOp::Le => a <= b,
        CmpOp::Gt => a > b,
        CmpOp::Ge => a >= b,
        CmpOp::Eq | CmpOp::Is => a == b,
        _ => a != b,
    }
}
