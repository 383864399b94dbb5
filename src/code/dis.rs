//! A text listing of bytecode, for tests and for looking at what the compiler does.

use std::fmt::Write;

use super::instr::Instr;
use super::{Code, Const, Unit};

/// Lists a unit: its blocks, outer before inner.
pub fn listing(unit: &Unit) -> String {
    let mut out = String::new();
    list(unit, &unit.code, &mut out);
    out
}

fn list(unit: &Unit, code: &Code, out: &mut String) {
    let _ = writeln!(out, "{}: {} registers", code.qualname, code.n_regs);
    for (pc, instr) in code.instrs.iter().enumerate() {
        let _ = writeln!(out, "{pc:4} {}", describe(unit, code, pc, instr));
    }
    for h in &code.handlers {
        let _ = writeln!(out, "     {}..{} -> {} exception in r{}", h.start, h.end, h.target, h.exc);
    }
    for child in &code.children {
        out.push('\n');
        list(unit, child, out);
    }
}

/// One instruction in words: the debug form with what its indices stand for.
fn describe(unit: &Unit, code: &Code, pc: usize, instr: &Instr) -> String {
    let text = format!("{instr:?}").replace(['{', '}'], "").replace("  ", " ");
    let text = text.trim_end();
    let target = |skip: i64| pc as i64 + 1 + skip;
    let name = |i: u16| code.names.get(i as usize).map_or("?", String::as_str);
    match *instr {
        Instr::LoadConst { k, .. } => {
            format!("{text}  # {}", code.consts.get(k as usize).map_or_else(String::new, constant))
        }
        Instr::LoadGlobal { slot, .. } | Instr::StoreGlobal { slot, .. } | Instr::DelGlobal { slot } => {
            format!("{text}  # {}", unit.globals.get(slot as usize).map_or("?", String::as_str))
        }
        Instr::GetAttr { name: n, .. }
        | Instr::SetAttr { name: n, .. }
        | Instr::DelAttr { name: n, .. }
        | Instr::LoadMethod { name: n, .. }
        | Instr::LoadName { name: n, .. }
        | Instr::StoreName { name: n, .. }
        | Instr::DelName { name: n }
        | Instr::LoadPrelude { name: n, .. }
        | Instr::Import { name: n, .. }
        | Instr::ImportFrom { name: n, .. } => format!("{text}  # {}", name(n)),
        Instr::JumpIfNotCmp { skip, .. } | Instr::JumpIfNotCmpInt { skip, .. } => {
            format!("{text}  # to {}", target(skip.into()))
        }
        Instr::ForIter { skip, .. } => format!("{text}  # to {}", target(skip.into())),
        Instr::CheckBound { src } | Instr::DelLocal { src } => {
            format!("{text}  # {}", code.local_names.get(src as usize).map_or("?", String::as_str))
        }
        Instr::MakeFunction { child, .. } => {
            format!("{text}  # {}", code.children.get(child as usize).map_or("?", |c| c.qualname.as_str()))
        }
        _ => text.to_owned(),
    }
}

fn constant(c: &Const) -> String {
    match c {
        Const::Str(s) => format!("{s:?}"),
        Const::Int(i) => i.to_string(),
        Const::Tuple(items) => {
            let items: Vec<String> = items.iter().map(constant).collect();
            format!("({})", items.join(", "))
        }
        other => format!("{other:?}"),
    }
}
