//! From a finished block to its [`Code`]: labels become positions, jumps to jumps are shortened, fused comparisons whose
//! target is too far are written out.

use super::builder::{Builder, Label};
use crate::code::Handler;
use crate::code::instr::Instr;
use crate::span::Span;

/// Instructions, spans, handlers, registers.
pub(super) struct Assembled {
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// Their spans.
    pub spans: Vec<Span>,
    /// The handlers.
    pub handlers: Vec<Handler>,
    /// Registers in all.
    pub n_regs: u16,
}

/// Blocks longer than this may hold jumps that are too long for the fused comparisons.
const NEAR: usize = 16_000;

/// Assembles a block that is not too large.
pub(super) fn assemble(b: &mut Builder<'_, '_>) -> Assembled {
    let expand = b.instrs.len() > NEAR;
    let mut spare = 0;
    if expand {
        let top = b.top;
        b.top = b.high;
        spare = b.temp();
        b.top = top;
    }
    let mut positions = Vec::with_capacity(b.instrs.len() + 1);
    let mut next = 0u32;
    for instr in &b.instrs {
        positions.push(next);
        next += match instr {
            Instr::Nop => 0,
            Instr::JumpIfNotCmp { .. } if expand => 2,
            Instr::JumpIfNotCmpInt { .. } if expand => 3,
            _ => 1,
        };
    }
    positions.push(next);
    let target = |label: Label| positions[follow(b, label).min(b.instrs.len())];
    let mut instrs = Vec::with_capacity(next as usize);
    let mut spans = Vec::with_capacity(next as usize);
    for (i, (&instr, &at)) in b.instrs.iter().zip(&b.spans).enumerate() {
        let skip = b.skips.get(&(i as u32)).map(|&label| target(label));
        let distance = |pc: usize| i64::from(skip.unwrap_or(0)) - pc as i64 - 1;
        let here = instrs.len();
        match instr {
            Instr::Nop => {}
            Instr::Jump { to } => instrs.push(Instr::Jump { to: target(Label(to)) }),
            Instr::JumpIf { src, to } => instrs.push(Instr::JumpIf { src, to: target(Label(to)) }),
            Instr::JumpIfNot { src, to } => instrs.push(Instr::JumpIfNot { src, to: target(Label(to)) }),
            Instr::JumpIfNone { src, to } => instrs.push(Instr::JumpIfNone { src, to: target(Label(to)) }),
            Instr::JumpIfNotNone { src, to } => instrs.push(Instr::JumpIfNotNone { src, to: target(Label(to)) }),
            Instr::JumpIfNotCmp { op, a, b, .. } if expand => {
                instrs.push(Instr::Compare { op, dst: spare, a, b });
                instrs.push(Instr::JumpIfNot { src: spare, to: skip.unwrap_or(0) });
            }
            Instr::JumpIfNotCmpInt { op, a, imm, .. } if expand => {
                instrs.push(Instr::LoadInt { dst: spare, value: imm.into() });
                instrs.push(Instr::Compare { op, dst: spare, a, b: spare });
                instrs.push(Instr::JumpIfNot { src: spare, to: skip.unwrap_or(0) });
            }
            Instr::JumpIfNotCmp { op, a, b, .. } => {
                instrs.push(Instr::JumpIfNotCmp { op, a, b, skip: distance(here) as i16 });
            }
            Instr::JumpIfNotCmpInt { op, a, imm, .. } => {
                instrs.push(Instr::JumpIfNotCmpInt { op, a, imm, skip: distance(here) as i16 });
            }
            Instr::ForIter { iter, dst, .. } => {
                instrs.push(Instr::ForIter { iter, dst, skip: distance(here) as u16 });
            }
            other => instrs.push(other),
        }
        spans.resize(instrs.len(), at);
    }
    let handlers = b
        .handlers
        .iter()
        .map(|h| Handler {
            start: positions[h.start as usize],
            end: positions[h.end as usize],
            target: positions[b.labels[h.target as usize] as usize],
            exc: h.exc,
        })
        .filter(|h| h.start < h.end)
        .collect();
    Assembled { instrs, spans, handlers, n_regs: b.high as u16 }
}

/// The instruction that a jump to `label` reaches in the end.
fn follow(b: &Builder<'_, '_>, label: Label) -> usize {
    let mut at = b.labels[label.0 as usize] as usize;
    // A loop of empty jumps never ends: a few steps are enough.
    for _ in 0..8 {
        match b.instrs.get(at) {
            Some(&Instr::Jump { to }) if b.labels[to as usize] as usize > at => at = b.labels[to as usize] as usize,
            _ => break,
        }
    }
    at
}
