//! From a finished block to its [`Code`](crate::code::Code): labels become positions, jumps to jumps are shortened, what
//! cannot be reached is left out, fused comparisons whose target is too far are written out, constants that loops use are
//! loaded at the start.

use super::builder::{Builder, Label};
use super::registers::{map, renumber};
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
    let spare = b.high as u16;
    b.high += u32::from(expand);
    let (variables, constants) = ((b.locals.len() + b.free.len()) as u16, b.held.len() as u16);
    let number = |r: u16| renumber(r, variables, constants);
    let (mut instrs, mut spans) = start(b);
    let positions = positions(b, expand, instrs.len() as u32);
    let target = |label: Label| positions[follow(b, label, false).min(b.instrs.len())];
    let forward = |label: Label| positions[follow(b, label, true).min(b.instrs.len())];
    for (i, (&instr, &at)) in b.instrs.iter().zip(&b.spans).enumerate() {
        if positions[i] == positions[i + 1] {
            continue;
        }
        let label = b.skips.get(&(i as u32)).copied();
        let skip = label.map_or(0, target);
        let distance = (i64::from(skip) - instrs.len() as i64 - 1) as i16;
        let far = |src: u16| Instr::JumpIfNot { src, to: skip };
        let placed = match instr {
            Instr::Jump { to } => Instr::Jump { to: target(Label(to)) },
            Instr::JumpIf { src, to } => Instr::JumpIf { src, to: target(Label(to)) },
            Instr::JumpIfNot { src, to } => Instr::JumpIfNot { src, to: target(Label(to)) },
            Instr::JumpIfNone { src, to } => Instr::JumpIfNone { src, to: target(Label(to)) },
            Instr::JumpIfNotNone { src, to } => Instr::JumpIfNotNone { src, to: target(Label(to)) },
            Instr::JumpIfNotCmp { op, a, b, .. } if expand => {
                instrs.push(map(Instr::Compare { op, dst: spare, a, b }, number));
                far(spare)
            }
            Instr::JumpIfNotCmpInt { op, a, imm, .. } if expand => {
                instrs.push(map(Instr::LoadInt { dst: spare, value: imm.into() }, number));
                instrs.push(map(Instr::Compare { op, dst: spare, a, b: spare }, number));
                far(spare)
            }
            Instr::JumpIfNotCmp { op, a, b, .. } => Instr::JumpIfNotCmp { op, a, b, skip: distance },
            Instr::JumpIfNotCmpInt { op, a, imm, .. } => Instr::JumpIfNotCmpInt { op, a, imm, skip: distance },
            Instr::ForIter { iter, dst, .. } => {
                let end = label.map_or(0, forward) as usize;
                Instr::ForIter { iter, dst, skip: (end - instrs.len() - 1) as u16 }
            }
            other => other,
        };
        instrs.push(map(placed, number));
        spans.resize(instrs.len(), at);
    }
    let handlers = b.handlers.iter().map(|h| Handler {
        start: positions[h.start as usize],
        end: positions[h.end as usize],
        target: positions[b.labels[h.target as usize] as usize],
        exc: number(h.exc),
    });
    let handlers = handlers.filter(|h| h.start < h.end).collect();
    Assembled { instrs, spans, handlers, n_regs: b.high as u16 + constants }
}

/// The constants that are held in registers.
fn start(b: &mut Builder<'_, '_>) -> (Vec<Instr>, Vec<Span>) {
    let variables = (b.locals.len() + b.free.len()) as u16;
    let body = (std::mem::take(&mut b.instrs), std::mem::take(&mut b.spans));
    for (i, value) in b.held.clone().into_iter().enumerate() {
        b.load_const(variables + i as u16, value, ruff_text_size::TextRange::default());
    }
    (std::mem::replace(&mut b.instrs, body.0), std::mem::replace(&mut b.spans, body.1))
}

/// The final position of each instruction, and of the end; an instruction that is left out has that of the next.
fn positions(b: &Builder<'_, '_>, expand: bool, first: u32) -> Vec<u32> {
    let mut reached = vec![false; b.instrs.len() + 1];
    for &at in &b.labels {
        if let Some(reached) = reached.get_mut(at as usize) {
            *reached = true;
        }
    }
    let mut positions = Vec::with_capacity(b.instrs.len() + 1);
    let (mut next, mut live) = (first, true);
    for (i, instr) in b.instrs.iter().enumerate() {
        positions.push(next);
        live |= reached[i];
        next += match *instr {
            _ if !live => 0,
            Instr::Nop => 0,
            Instr::Jump { to } if b.labels[to as usize] as usize == i + 1 => 0,
            Instr::JumpIfNotCmp { .. } if expand => 2,
            Instr::JumpIfNotCmpInt { .. } if expand => 3,
            _ => 1,
        };
        let falls = matches!(
            instr,
            Instr::Jump { .. }
                | Instr::Return { .. }
                | Instr::ReturnNone
                | Instr::Raise { .. }
                | Instr::Reraise
                | Instr::RaiseAgain { .. }
        );
        // A jump to the next instruction goes on there, as does the code that follows a label.
        live &= !falls || matches!(*instr, Instr::Jump { to } if b.labels[to as usize] as usize == i + 1);
    }
    positions.push(next);
    positions
}

/// The instruction that a jump to `label` reaches in the end; with `forward`, never by going back.
fn follow(b: &Builder<'_, '_>, label: Label, forward: bool) -> usize {
    let mut at = b.labels[label.0 as usize] as usize;
    // A loop of empty jumps never ends: a few steps are enough.
    for _ in 0..8 {
        match b.instrs.get(at) {
            Some(&Instr::Jump { to }) => {
                let next = b.labels[to as usize] as usize;
                if forward && next < at {
                    break;
                }
                at = next;
            }
            _ => break,
        }
    }
    at
}
