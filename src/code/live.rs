//! Which registers of some code can still be read: what is left in the others makes no difference any more. A backward
//! analysis over the instructions (Kildall 1973), for whoever compares states; it errs on the side of *can be read*.

use smallvec::{SmallVec, smallvec};

use super::Code;
use super::instr::{Instr, NO_REG};

/// For each instruction, the registers that can be read from there on: a bit each.
#[derive(Clone, Debug)]
pub struct Live {
    /// Words for each instruction.
    words: usize,
    bits: Vec<u64>,
    /// Variables of the program, which are taken to be always read: `locals()` reads them by name.
    variables: u16,
}

/// What an instruction does with registers.
struct Effect {
    /// Those that it may read: the first, and how many.
    reads: SmallVec<[(u16, u32); 3]>,
    /// The one that it writes, whenever it comes to its end.
    writes: Option<u16>,
}

/// All registers from one on.
const ALL: u32 = u32::MAX;

impl Live {
    /// Looks through the code.
    pub fn new(code: &Code) -> Self {
        let words = usize::from(code.n_regs).div_ceil(64).max(1);
        let variables = (code.local_names.len() + code.free.len()) as u16;
        let mut live = Self { words, bits: vec![0; words * code.instrs.len()], variables };
        while live.pass(code) {}
        live
    }

    /// Whether a register can be read when the instruction at `pc` has begun, or is about to.
    pub fn is_live(&self, pc: u32, register: usize) -> bool {
        let word = self.bits.get(pc as usize * self.words + register / 64);
        register < usize::from(self.variables) || word.is_none_or(|word| word >> (register % 64) & 1 == 1)
    }

    /// From the last instruction to the first. Whether anything was added.
    fn pass(&mut self, code: &Code) -> bool {
        let mut changed = false;
        for (pc, &instr) in code.instrs.iter().enumerate().rev() {
            let mut set = vec![0_u64; self.words];
            for next in successors(pc, instr) {
                self.add(next, &mut set);
            }
            let effect = effect(instr);
            if let Some(register) = effect.writes.map(usize::from) {
                set[register / 64] &= !(1 << (register % 64));
            }
            // Where it raises, it has written nothing.
            for handler in code.handlers.iter().filter(|handler| (handler.start..handler.end).contains(&(pc as u32))) {
                self.add(handler.target as usize, &mut set);
            }
            for (first, count) in effect.reads {
                let end = u32::from(first).saturating_add(count).min(code.n_regs.into());
                (u32::from(first)..end).for_each(|register| set[register as usize / 64] |= 1 << (register % 64));
            }
            let known = &mut self.bits[pc * self.words..(pc + 1) * self.words];
            changed |= known != set;
            known.copy_from_slice(&set);
        }
        changed
    }

    fn add(&self, pc: usize, set: &mut [u64]) {
        let known = self.bits.get(pc * self.words..(pc + 1) * self.words).unwrap_or_default();
        set.iter_mut().zip(known).for_each(|(word, more)| *word |= more);
    }
}

/// Where it goes on, but for exceptions.
fn successors(pc: usize, instr: Instr) -> SmallVec<[usize; 2]> {
    let next = pc + 1;
    let by = |skip: i64| (next as i64 + skip) as usize;
    match instr {
        Instr::Jump { to } => smallvec![to as usize],
        Instr::JumpIf { to, .. }
        | Instr::JumpIfNot { to, .. }
        | Instr::JumpIfNone { to, .. }
        | Instr::JumpIfNotNone { to, .. } => smallvec![next, to as usize],
        Instr::JumpIfNotCmp { skip, .. } | Instr::JumpIfNotCmpInt { skip, .. } => smallvec![next, by(skip.into())],
        Instr::ForIter { skip, .. } => smallvec![next, by(skip.into())],
        Instr::Return { .. } | Instr::ReturnNone | Instr::Raise { .. } | Instr::Reraise | Instr::RaiseAgain { .. } => {
            smallvec![]
        }
        _ => smallvec![next],
    }
}

fn effect(instr: Instr) -> Effect {
    let of = |registers: &[u16], writes: Option<u16>| Effect {
        reads: registers.iter().filter(|&&register| register != NO_REG).map(|&register| (register, 1)).collect(),
        writes,
    };
    let range = |first: u16, count: u32, writes: Option<u16>| Effect { reads: smallvec![(first, count)], writes };
    match instr {
        Instr::Nop | Instr::Probe | Instr::Jump { .. } | Instr::ReturnNone | Instr::DelGlobal { .. } => of(&[], None),
        Instr::LoadConst { dst, .. }
        | Instr::LoadInt { dst, .. }
        | Instr::LoadNone { dst }
        | Instr::LoadBool { dst, .. }
        | Instr::LoadGlobal { dst, .. }
        | Instr::LoadPrelude { dst, .. }
        | Instr::LoadAssertionError { dst } => of(&[], Some(dst)),
        Instr::Move { dst, src }
        | Instr::Unary { dst, src, .. }
        | Instr::AddInt { dst, a: src, .. }
        | Instr::SubInt { dst, a: src, .. }
        | Instr::IAddInt { dst, a: src, .. }
        | Instr::GetAttr { dst, obj: src, .. }
        | Instr::LoadCell { dst, cell: src }
        | Instr::Len { dst, src } => of(&[src], Some(dst)),
        Instr::StoreGlobal { src, .. }
        | Instr::CheckBound { src }
        | Instr::JumpIf { src, .. }
        | Instr::JumpIfNot { src, .. }
        | Instr::JumpIfNone { src, .. }
        | Instr::JumpIfNotNone { src, .. }
        | Instr::JumpIfNotCmpInt { a: src, .. }
        | Instr::Return { src }
        | Instr::DelAttr { obj: src, .. }
        | Instr::RaiseAgain { exc: src } => of(&[src], None),
        Instr::Add { dst, a, b }
        | Instr::Sub { dst, a, b }
        | Instr::Mul { dst, a, b }
        | Instr::IAdd { dst, a, b }
        | Instr::Binary { dst, a, b, .. }
        | Instr::Compare { dst, a, b, .. }
        | Instr::GetItem { dst, obj: a, index: b }
        | Instr::FormatValue { dst, src: a, spec: b, .. } => of(&[a, b], Some(dst)),
        Instr::JumpIfNotCmp { a, b, .. }
        | Instr::StoreCell { cell: a, src: b }
        | Instr::SetAttr { obj: a, src: b, .. }
        | Instr::DelItem { obj: a, index: b }
        | Instr::ListAppend { list: a, src: b }
        | Instr::ListExtend { list: a, src: b }
        | Instr::SetAdd { set: a, src: b } => of(&[a, b], None),
        Instr::SetItem { obj, index, src } => of(&[obj, index, src], None),
        Instr::DictSet { dict, key, src } => of(&[dict, key, src], None),
        Instr::GetIter { src, .. } | Instr::Unpack { src, .. } => of(&[src], None),
        Instr::ForIter { iter, .. } => range(iter, 3, None),
        Instr::BuildSlice { dst, base } => range(base, 3, Some(dst)),
        Instr::BuildList { dst, base, n }
        | Instr::BuildTuple { dst, base, n }
        | Instr::BuildSet { dst, base, n }
        | Instr::BuildString { dst, base, n } => range(base, n.into(), Some(dst)),
        Instr::BuildDict { dst, base, n } => range(base, u32::from(n) * 2, Some(dst)),
        Instr::Call { dst, base, argc } => range(base, u32::from(argc) + 1, Some(dst)),
        Instr::CallMethod { dst, base, argc } => range(base, u32::from(argc) + 2, Some(dst)),
        Instr::LoadMethod { base, obj, .. } => of(&[obj], Some(base)),
        Instr::CallKw { base, .. } | Instr::CallMethodKw { base, .. } | Instr::CallEx { base } => {
            range(base, ALL, None)
        }
        Instr::EnterHandler { exc } => of(&[exc], None),
        Instr::LeaveHandler { exc } => range(exc, 2, None),
        // What is rare may read everything.
        _ => range(0, ALL, None),
    }
}

#[cfg(test)]
mod tests {
    use super::Live;
    use crate::code::compile::{Kind, compile};
    use crate::code::instr::Instr;
    use crate::span::Source;

    #[test]
    fn what_a_call_has_used_is_dead_after_it() {
        let source = std::sync::Arc::new(Source::new("p.py", "def f(a, g):\n    g(1, 2, [a, a])\n    return a.b\n"));
        let unit = compile(source, Kind::Program).expect("it compiles");
        let code = unit.code.children.iter().find(|code| code.name == "f").expect("there is one");
        let live = Live::new(code);
        let call = code.instrs.iter().position(|instr| matches!(instr, Instr::Call { .. })).expect("it calls");
        let Instr::Call { base, argc, .. } = code.instrs[call] else { unreachable!() };
        let registers = usize::from(base)..=usize::from(base + argc);
        assert!(registers.clone().all(|register| live.is_live(call as u32, register)));
        assert!(!registers.clone().any(|register| live.is_live(call as u32 + 1, register)));
        assert!(live.is_live(call as u32 + 1, 0), "a variable");
    }
}
