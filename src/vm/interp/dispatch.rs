//! The loop: one arm an instruction. An arm does the quick cases and goes on with `continue`; what it leaves falls through
//! to the thorough way at the end.

use std::sync::Arc;

use super::super::attr::{self, ClassValue};
use super::super::code_object::CodeObject;
use super::super::thread::Then;
use super::super::types::str;
use super::super::value::Value;
use super::super::{Exit, items};
use super::fast::{Pair, store};
use super::quick::{copy, fast_compare, fast_truth, load_global, quick_native};
use super::step::holds;
use super::{Flow, Vm};
use crate::code::instr::{Instr, UnOp};

#[inline(always)]
fn reg(regs: &[Value], register: u16) -> Value {
    regs[register as usize]
}

impl Vm<'_> {
    /// Runs until the slice of fuel is used up (`None`) or the thread stops.
    #[expect(clippy::too_many_lines, reason = "the dispatch: one arm an instruction")]
    pub(super) fn run_frames(&mut self, codes: &[Arc<CodeObject>], fuel: &mut u64) -> Option<Exit> {
        let mut left = *fuel;
        'frame: loop {
            let frame = self.frame();
            let object: &CodeObject = &codes[frame.code as usize];
            let instrs: &[Instr] = &object.code.instrs;
            let base = frame.base as usize;
            let module = frame.module;
            let n_regs = object.n_regs as usize;
            let mut pc = frame.pc as usize;
            let mut regs: &mut [Value] = &mut self.thread.stack[base..base + n_regs];
            loop {
                if left == 0 {
                    self.frame_mut().pc = pc as u32;
                    *fuel = 0;
                    return None;
                }
                left -= 1;
                let instr = instrs[pc];
                pc += 1;
                match instr {
                    Instr::Nop => continue,
                    Instr::Move { dst, src } => {
                        copy(regs, dst as usize, src as usize);
                        continue;
                    }
                    Instr::LoadConst { dst, k } => {
                        regs[dst as usize] = object.consts[k as usize];
                        continue;
                    }
                    Instr::LoadInt { dst, value } => {
                        regs[dst as usize] = Value::Int(i64::from(value));
                        continue;
                    }
                    Instr::LoadNone { dst } => {
                        regs[dst as usize] = Value::None;
                        continue;
                    }
                    Instr::LoadBool { dst, value } => {
                        regs[dst as usize] = Value::Bool(value);
                        continue;
                    }
                    Instr::CheckBound { src } => {
                        if !reg(regs, src).is_unbound() {
                            continue;
                        }
                    }
                    Instr::LoadGlobal { dst, slot } => {
                        let value = load_global(self.heap, module, slot);
                        if !value.is_unbound() {
                            regs[dst as usize] = value;
                            continue;
                        }
                    }
                    Instr::StoreGlobal { slot, src } => {
                        store(&mut self.heap.modules.get_mut(module).slots[slot as usize], &regs[src as usize]);
                        continue;
                    }
                    Instr::LoadCell { dst, cell } => {
                        if let &Value::Cell(id) = &regs[cell as usize] {
                            let value = self.heap.cells.get(id).0;
                            if !value.is_unbound() {
                                regs[dst as usize] = value;
                                continue;
                            }
                        }
                    }
                    Instr::StoreCell { cell, src } => {
                        if let &Value::Cell(id) = &regs[cell as usize] {
                            store(&mut self.heap.cells.get_mut(id).0, &regs[src as usize]);
                            continue;
                        }
                    }
                    Instr::Add { dst, a, b } | Instr::IAdd { dst, a, b } => {
                        match (&regs[a as usize], &regs[b as usize]) {
                            (&Value::Int(x), &Value::Int(y)) => {
                                if let Some(sum) = x.checked_add(y) {
                                    regs[dst as usize] = Value::Int(sum);
                                    continue;
                                }
                            }
                            (&Value::Float(x), &Value::Float(y)) => {
                                regs[dst as usize] = Value::Float(x + y);
                                continue;
                            }
                            (&Value::Str(x), &Value::Str(y)) => {
                                if let Ok(text) = str::concat(self.heap, x, y) {
                                    regs[dst as usize] = text;
                                    continue;
                                }
                            }
                            _ => {}
                        }
                    }
                    Instr::Sub { dst, a, b } => match (&regs[a as usize], &regs[b as usize]) {
                        (&Value::Int(x), &Value::Int(y)) => {
                            if let Some(difference) = x.checked_sub(y) {
                                regs[dst as usize] = Value::Int(difference);
                                continue;
                            }
                        }
                        (&Value::Float(x), &Value::Float(y)) => {
                            regs[dst as usize] = Value::Float(x - y);
                            continue;
                        }
                        _ => {}
                    },
                    Instr::Mul { dst, a, b } => match (&regs[a as usize], &regs[b as usize]) {
                        (&Value::Int(x), &Value::Int(y)) => {
                            if let Some(product) = x.checked_mul(y) {
                                regs[dst as usize] = Value::Int(product);
                                continue;
                            }
                        }
                        (&Value::Float(x), &Value::Float(y)) => {
                            regs[dst as usize] = Value::Float(x * y);
                            continue;
                        }
                        _ => {}
                    },
                    Instr::AddInt { dst, a, imm } | Instr::IAddInt { dst, a, imm } => match &regs[a as usize] {
                        &Value::Int(x) => {
                            if let Some(sum) = x.checked_add(i64::from(imm)) {
                                regs[dst as usize] = Value::Int(sum);
                                continue;
                            }
                        }
                        &Value::Float(x) => {
                            regs[dst as usize] = Value::Float(x + f64::from(imm));
                            continue;
                        }
                        _ => {}
                    },
                    Instr::SubInt { dst, a, imm } => match &regs[a as usize] {
                        &Value::Int(x) => {
                            if let Some(difference) = x.checked_sub(i64::from(imm)) {
                                regs[dst as usize] = Value::Int(difference);
                                continue;
                            }
                        }
                        &Value::Float(x) => {
                            regs[dst as usize] = Value::Float(x - f64::from(imm));
                            continue;
                        }
                        _ => {}
                    },
                    Instr::Binary { op, dst, a, b } => {
                        if let Some(value) = super::fast::binary(op, &regs[a as usize], &regs[b as usize]) {
                            regs[dst as usize] = value;
                            continue;
                        }
                    }
                    Instr::Unary { op, dst, src } => match (op, &regs[src as usize]) {
                        (UnOp::Not, &Value::Bool(truth)) => {
                            regs[dst as usize] = Value::Bool(!truth);
                            continue;
                        }
                        (UnOp::Neg, &Value::Int(n)) if n != i64::MIN => {
                            regs[dst as usize] = Value::Int(-n);
                            continue;
                        }
                        (UnOp::Neg, &Value::Float(x)) => {
                            regs[dst as usize] = Value::Float(-x);
                            continue;
                        }
                        _ => {}
                    },
                    Instr::Compare { op, dst, a, b } => {
                        if let Some(truth) = fast_compare(self.heap, op, &regs[a as usize], &regs[b as usize]) {
                            regs[dst as usize] = Value::Bool(truth);
                            continue;
                        }
                    }
                    Instr::Jump { to } => {
                        pc = to as usize;
                        continue;
                    }
                    Instr::JumpIf { src, to } => {
                        if let Some(truth) = fast_truth(self.heap, &regs[src as usize]) {
                            if truth {
                                pc = to as usize;
                            }
                            continue;
                        }
                    }
                    Instr::JumpIfNot { src, to } => {
                        if let Some(truth) = fast_truth(self.heap, &regs[src as usize]) {
                            if !truth {
                                pc = to as usize;
                            }
                            continue;
                        }
                    }
                    Instr::JumpIfNotCmp { op, a, b, skip } => {
                        if let Some(truth) = fast_compare(self.heap, op, &regs[a as usize], &regs[b as usize]) {
                            if !truth {
                                pc = (pc as isize + skip as isize) as usize;
                            }
                            continue;
                        }
                    }
                    Instr::JumpIfNotCmpInt { op, a, imm, skip } => {
                        let truth = match &regs[a as usize] {
                            &Value::Int(x) => Some(holds(op, x, i64::from(imm))),
                            &Value::Float(x) => Some(holds(op, x, f64::from(imm))),
                            _ => None,
                        };
                        if let Some(truth) = truth {
                            if !truth {
                                pc = (pc as isize + skip as isize) as usize;
                            }
                            continue;
                        }
                    }
                    Instr::JumpIfNone { src, to } => {
                        if reg(regs, src).is_none() {
                            pc = to as usize;
                        }
                        continue;
                    }
                    Instr::JumpIfNotNone { src, to } => {
                        if !reg(regs, src).is_none() {
                            pc = to as usize;
                        }
                        continue;
                    }
                    Instr::ForIter { iter, dst, skip } => match &regs[iter as usize] {
                        &Value::FastRange => {
                            let (&Value::Int(next), &Value::Int(end)) =
                                (&regs[iter as usize + 1], &regs[iter as usize + 2])
                            else {
                                unreachable!("a fast range keeps its bounds in registers")
                            };
                            if next < end {
                                regs[iter as usize + 1] = Value::Int(next + 1);
                                regs[dst as usize] = Value::Int(next);
                            } else {
                                regs[iter as usize] = Value::Unbound;
                                pc += skip as usize;
                            }
                            continue;
                        }
                        &Value::FastList(id) => {
                            let &Value::Int(next) = &regs[iter as usize + 1] else {
                                unreachable!("a fast list keeps its index in a register")
                            };
                            if let Some(&item) = self.heap.lists.get(id).items.get(next as usize) {
                                regs[iter as usize + 1] = Value::Int(next + 1);
                                regs[dst as usize] = item;
                            } else {
                                regs[iter as usize] = Value::Unbound;
                                pc += skip as usize;
                            }
                            continue;
                        }
                        &Value::FastTuple(id) => {
                            let &Value::Int(next) = &regs[iter as usize + 1] else {
                                unreachable!("a fast tuple keeps its index in a register")
                            };
                            if let Some(&item) = self.heap.tuples.get(id).items.get(next as usize) {
                                regs[iter as usize + 1] = Value::Int(next + 1);
                                regs[dst as usize] = item;
                            } else {
                                regs[iter as usize] = Value::Unbound;
                                pc += skip as usize;
                            }
                            continue;
                        }
                        &iterator @ Value::Iter(id) => {
                            // `for a, b in zip(..)`: no tuple need be made when it is taken apart at once.
                            if let Instr::Unpack { src, base: to, n: 2 } = instrs[pc]
                                && src == dst
                                && src as usize >= object.first_free as usize + object.code.free.len()
                            {
                                match super::fast::next_pair(self.heap, id) {
                                    Pair::Next(a, b) => {
                                        regs[to as usize] = a;
                                        regs[to as usize + 1] = b;
                                        pc += 1;
                                        continue;
                                    }
                                    Pair::End => {
                                        regs[iter as usize] = Value::Unbound;
                                        pc += skip as usize;
                                        continue;
                                    }
                                    Pair::Other => {}
                                }
                            }
                            match items::next(self.heap, iterator) {
                                Ok(Some(item)) => {
                                    regs[dst as usize] = item;
                                    continue;
                                }
                                Ok(None) => {
                                    regs[iter as usize] = Value::Unbound;
                                    pc += skip as usize;
                                    continue;
                                }
                                Err(_) => {}
                            }
                        }
                        &Value::Generator(id) => {
                            let frame = self.frame_mut();
                            frame.pc = pc as u32 - 1;
                            let then = Then::ForIter { dst, end: pc as u32 + u32::from(skip) };
                            let step = self.send(id, Value::None, then);
                            if let Some(exit) = self.settle(step) {
                                *fuel = left;
                                return Some(exit);
                            }
                            continue 'frame;
                        }
                        _ => {}
                    },
                    Instr::Probe if !self.heap.settings.probed => continue,
                    Instr::Probe => {
                        self.frame_mut().pc = pc as u32;
                        *fuel = left;
                        return Some(Exit::Probe);
                    }
                    Instr::Yield { src, .. } => {
                        let value = reg(regs, src);
                        self.frame_mut().pc = pc as u32 - 1;
                        let then = self.suspend();
                        if let Then::ForIter { dst, .. } | Then::Store(dst) = then {
                            self.set(dst, value);
                            self.frame_mut().pc += 1;
                            continue 'frame;
                        }
                        let step = self.deliver(then, value);
                        if let Some(exit) = self.settle(step) {
                            *fuel = left;
                            return Some(exit);
                        }
                        continue 'frame;
                    }
                    Instr::Return { src } => {
                        if self.quick_return(Some(base + src as usize), object.code.atomic) {
                            continue 'frame;
                        }
                    }
                    Instr::ReturnNone => {
                        if self.quick_return(None, object.code.atomic) {
                            continue 'frame;
                        }
                    }
                    Instr::GetAttr { dst, obj, name } => {
                        if let &Value::Instance(id) = &regs[obj as usize]
                            && let Some(value) = attr::instance_slot(self.heap, id, object.names[name as usize])
                        {
                            store(&mut regs[dst as usize], value);
                            continue;
                        }
                        if let &this @ Value::Instance(id) = &regs[obj as usize] {
                            match attr::class_value(self.heap, id, object.names[name as usize]) {
                                ClassValue::Plain(value) => {
                                    regs[dst as usize] = value;
                                    continue;
                                }
                                ClassValue::Property(getter) => {
                                    let at = base + n_regs + 1;
                                    self.frame_mut().pc = pc as u32 - 1;
                                    self.reach(at + 1);
                                    self.thread.stack[at] = this;
                                    if self.quick_call(codes, getter, at, 1, Then::Store(dst)) {
                                        continue 'frame;
                                    }
                                }
                                ClassValue::Other => {}
                            }
                        }
                    }
                    Instr::SetAttr { obj, name, src } => {
                        if let &instance @ Value::Instance(id) = &regs[obj as usize] {
                            let name = object.names[name as usize];
                            if let Some(place) = attr::instance_place(self.heap, id, name) {
                                store(place, &regs[src as usize]);
                                continue;
                            }
                            if attr::set_attr(self.heap, instance, name, reg(regs, src)).is_ok() {
                                continue;
                            }
                        }
                    }
                    Instr::GetItem { dst, obj, index } => {
                        if let (&Value::List(id), &Value::Int(at)) = (&regs[obj as usize], &regs[index as usize])
                            && let Some(item) = super::fast::list_item(self.heap, id, at)
                        {
                            store(&mut regs[dst as usize], item);
                            continue;
                        }
                        if let Some(value) =
                            super::fast::get_item(self.heap, &regs[obj as usize], &regs[index as usize])
                        {
                            regs[dst as usize] = value;
                            continue;
                        }
                    }
                    Instr::SetItem { obj, index, src } => {
                        if super::fast::set_item(
                            self.heap,
                            &regs[obj as usize],
                            &regs[index as usize],
                            &regs[src as usize],
                        ) {
                            continue;
                        }
                    }
                    Instr::LoadMethod { base: to, obj, name } => {
                        let name = object.names[name as usize];
                        if let &Value::Instance(id) = &regs[obj as usize] {
                            let to = to as usize;
                            if let Some(method) = attr::instance_method(self.heap, id, name) {
                                // The object may lie where the method goes.
                                regs[to + 1] = regs[obj as usize];
                                regs[to] = match method {
                                    Value::Function(function) => Value::Function(function),
                                    native => native,
                                };
                                continue;
                            }
                        }
                        if let Ok((function, this)) = attr::load_method(self.heap, reg(regs, obj), name) {
                            regs[to as usize] = function;
                            regs[to as usize + 1] = this;
                            continue;
                        }
                    }
                    Instr::Call { dst, base: from, argc } => match &regs[from as usize] {
                        &Value::Function(id) => {
                            let at = base + from as usize + 1;
                            self.frame_mut().pc = pc as u32 - 1;
                            if self.quick_call(codes, id, at, argc as usize, Then::Store(dst)) {
                                continue 'frame;
                            }
                        }
                        &Value::Class(id) => {
                            let at = base + from as usize + 1;
                            self.frame_mut().pc = pc as u32 - 1;
                            if self.quick_new(codes, id, at, argc as usize, dst) {
                                continue 'frame;
                            }
                        }
                        &Value::Native(id) => {
                            let from = from as usize + 1;
                            if let Some(value) = quick_native(self.heap, id, &regs[from..from + argc as usize]) {
                                match value {
                                    Ok(value) => {
                                        regs[dst as usize] = value;
                                        continue;
                                    }
                                    Err(esc) => {
                                        self.frame_mut().pc = pc as u32 - 1;
                                        let at = base + from;
                                        let step = self.native_escape(id, at, argc as usize, esc, Then::Store(dst));
                                        if let Some(exit) = self.settle(step) {
                                            *fuel = left;
                                            return Some(exit);
                                        }
                                        continue 'frame;
                                    }
                                }
                            }
                        }
                        _ => {}
                    },
                    Instr::CallMethod { dst, base: from, argc } => {
                        let this = &regs[from as usize + 1];
                        let (skip, argc) = if this.is_unbound() { (2, argc) } else { (1, argc + 1) };
                        match &regs[from as usize] {
                            &Value::Function(id) => {
                                let at = base + from as usize + skip;
                                self.frame_mut().pc = pc as u32 - 1;
                                if self.quick_call(codes, id, at, argc as usize, Then::Store(dst)) {
                                    continue 'frame;
                                }
                            }
                            &Value::Native(id) if !matches!(this, Value::Instance(_)) => {
                                let from = from as usize + skip;
                                if let Some(value) = quick_native(self.heap, id, &regs[from..from + argc as usize]) {
                                    match value {
                                        Ok(value) => {
                                            regs[dst as usize] = value;
                                            continue;
                                        }
                                        Err(esc) => {
                                            self.frame_mut().pc = pc as u32 - 1;
                                            let at = base + from;
                                            let step = self.native_escape(id, at, argc as usize, esc, Then::Store(dst));
                                            if let Some(exit) = self.settle(step) {
                                                *fuel = left;
                                                return Some(exit);
                                            }
                                            continue 'frame;
                                        }
                                    }
                                }
                            }
                            _ => {}
                        }
                    }
                    Instr::BuildTuple { dst, base: from, n } => {
                        let items = regs[from as usize..from as usize + n as usize].to_vec();
                        regs[dst as usize] = self.heap.new_tuple(items);
                        continue;
                    }
                    Instr::BuildList { dst, base: from, n } => {
                        let items = regs[from as usize..from as usize + n as usize].to_vec();
                        regs[dst as usize] = self.heap.new_list(items);
                        continue;
                    }
                    Instr::ListAppend { list, src } => {
                        if let Value::List(id) = reg(regs, list) {
                            self.heap.charge(16);
                            let item = reg(regs, src);
                            self.heap.lists.get_mut(id).items.push(item);
                            continue;
                        }
                    }
                    Instr::Unpack { src, base: to, n } => {
                        if let Value::Tuple(id) = reg(regs, src) {
                            let items = &self.heap.tuples.get(id).items;
                            if items.len() == n as usize {
                                let to = to as usize;
                                regs[to..to + n as usize].copy_from_slice(items);
                                continue;
                            }
                        }
                    }
                    _ => {}
                }
                // Everything else, and what the quick ways above did not take.
                self.frame_mut().pc = pc as u32 - 1;
                match self.slow(instr) {
                    Ok(Flow::Next) => regs = &mut self.thread.stack[base..base + n_regs],
                    Ok(Flow::Reload) => continue 'frame,
                    step => {
                        if let Some(exit) = self.settle(step) {
                            *fuel = left;
                            return Some(exit);
                        }
                        continue 'frame;
                    }
                }
            }
        }
    }
}
