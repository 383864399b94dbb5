//! The loop.

use std::sync::Arc;

use super::super::attr;
use super::super::code_object::CodeObject;
use super::super::compare;
use super::super::heap::Heap;
use super::super::heap::arena::Id;
use super::super::native::Esc;
use super::super::class::flag;
use super::super::object::{Class, Function, Module, Payload};
use super::super::sym;
use super::super::thread::{Frame, Then, Thread};
use super::super::value::{NativeId, Value};
use super::super::types::str;
use super::super::{Exit, items};
use super::fast::{Pair, store};
use super::step::holds;
use super::{Flow, Step, Vm};
use crate::code::instr::{CmpOp, Instr, NO_REG, UnOp};

/// Instructions between two looks at the fuel and at the memory meter.
const SLICE: u64 = 128;

/// The fuel of one call of [`run`], drawn in slices so that the loop counts in a register.
struct Fuel<'a> {
    rest: &'a mut u64,
    drawn: u64,
}

impl Fuel<'_> {
    /// Takes the next slice. `left`: what is left of the last one.
    fn draw(&mut self, left: u64) -> u64 {
        self.give_back(left);
        self.drawn = (*self.rest).min(SLICE);
        self.drawn
    }

    /// One instruction on credit, inside an atomic function.
    fn borrow(&mut self) -> u64 {
        *self.rest += 1;
        self.drawn = 1;
        1
    }

    /// Settles the account.
    fn give_back(&mut self, left: u64) {
        *self.rest -= self.drawn - left;
        self.drawn = 0;
    }
}

/// Runs a thread. `fuel` counts instructions down.
pub fn run(heap: &mut Heap, thread: &mut Thread, fuel: &mut u64) -> Exit {
    let mut vm = Vm { heap, thread };
    if let Some(exit) = vm.start() {
        return exit;
    }
    let codes = Arc::clone(&vm.heap.codes);
    let mut fuel = Fuel { rest: fuel, drawn: 0 };
    let mut left = fuel.draw(0);
    loop {
        match vm.run_frames(&codes, &mut left) {
            Some(exit) => {
                fuel.give_back(left);
                return exit;
            }
            None => {
                left = fuel.draw(left);
                if vm.heap.meter.used >= vm.heap.meter.collect_at {
                    fuel.give_back(left);
                    return Exit::Collect;
                }
                if left == 0 {
                    if vm.thread.atomic == 0 {
                        return Exit::Fuel;
                    }
                    left = fuel.borrow();
                }
            }
        }
    }
}

#[inline(always)]
fn reg(regs: &[Value], register: u16) -> Value {
    regs[register as usize]
}

/// Copies a register. A number that was just computed is written as two words, which a load of both at once would wait for;
/// so numbers are copied word by word.
#[inline(always)]
fn copy(regs: &mut [Value], dst: usize, src: usize) {
    match &regs[src] {
        &Value::Int(n) => regs[dst] = Value::Int(n),
        &Value::Float(x) => regs[dst] = Value::Float(x),
        &other => regs[dst] = other,
    }
}

impl Vm<'_> {
    /// What is due before the next instruction.
    fn start(&mut self) -> Option<Exit> {
        let step = if let Some(exc) = self.thread.inject.take() {
            self.thread.pending = None;
            self.thread.reply = None;
            let exc = self.injected(exc);
            Err(Esc::Raise(exc))
        } else if let Some(reply) = self.thread.reply.take() {
            self.answer(*reply)
        } else if let Some(pending) = &self.thread.pending {
            return Some(Exit::Request(pending.request.clone()));
        } else if self.thread.frames.is_empty() {
            match self.thread.deferred.pop() {
                Some(task) => self.take_up(task),
                None => return Some(Exit::Finished(Ok(Value::None))),
            }
        } else {
            return None;
        };
        self.settle(step)
    }

    /// Brings the frames into order after a slow step.
    fn settle(&mut self, step: Step) -> Option<Exit> {
        let flow = match step {
            Ok(flow) => flow,
            Err(Esc::Raise(exc)) => self.raise(exc),
            Err(_) => match self.heap.raise("SystemError", "an operation lacks its slow path") {
                Esc::Raise(exc) => self.raise(exc),
                _ => Flow::Reload,
            },
        };
        match flow {
            Flow::Next => {
                self.frame_mut().pc += 1;
                None
            }
            Flow::Reload => None,
            Flow::Exit(exit) => Some(*exit),
        }
    }

    /// Runs until the slice of fuel is used up (`None`) or the thread stops.
    #[expect(clippy::too_many_lines, reason = "the dispatch: one arm an instruction")]
    fn run_frames(&mut self, codes: &[Arc<CodeObject>], fuel: &mut u64) -> Option<Exit> {
        let mut left = *fuel;
        'frame: loop {
            let frame = self.frame();
            let object: &CodeObject = &codes[frame.code as usize];
            let instrs: &[Instr] = &object.code.instrs;
            let base = frame.base as usize;
            let module = frame.module;
            let n_regs = object.code.n_regs as usize;
            let first_temporary = object.code.first_free as usize + object.code.free.len();
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
                    Instr::Add { dst, a, b } | Instr::IAdd { dst, a, b } => match (&regs[a as usize], &regs[b as usize]) {
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
                    },
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
                            let (&Value::Int(next), &Value::Int(end)) = (&regs[iter as usize + 1], &regs[iter as usize + 2]) else {
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
                                && src as usize >= first_temporary
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
                        if let Some(value) = super::fast::get_item(self.heap, &regs[obj as usize], &regs[index as usize]) {
                            regs[dst as usize] = value;
                            continue;
                        }
                    }
                    Instr::SetItem { obj, index, src } => {
                        if super::fast::set_item(self.heap, &regs[obj as usize], &regs[index as usize], &regs[src as usize]) {
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

    /// Calls a Python function whose arguments are complete and in place. False: the thorough way is needed; nothing has
    /// happened.
    #[inline(always)]
    fn quick_call(
        &mut self,
        codes: &[Arc<CodeObject>],
        id: Id<Function>,
        at: usize,
        argc: usize,
        then: Then,
    ) -> bool {
        let function = self.heap.functions.get(id);
        let code = &*codes[function.code as usize];
        let plain = code.plain_params as usize == argc;
        let most = (self.heap.settings.recursion_limit as usize).min(super::call::MOST_FRAMES);
        if !plain || self.thread.frames.len() >= most {
            return false;
        }
        let end = at + code.n_regs as usize;
        if self.thread.stack.len() < end {
            super::grow(&mut self.thread.stack, end);
        }
        let first_free = at + code.first_free as usize;
        self.thread.stack[at + argc..first_free.max(at + argc)].fill(Value::Unbound);
        if !function.closure.is_empty() {
            for (place, &cell) in self.thread.stack[first_free..end].iter_mut().zip(function.closure.iter()) {
                *place = Value::Cell(cell);
            }
        }
        self.thread.frames.push(Frame {
            code: function.code,
            pc: 0,
            base: at as u32,
            module: function.module,
            then,
            outer_exc: self.thread.exc,
            namespace: None,
            generator: None,
        });
        true
    }

    /// Makes an instance of a plain class of the program and calls its `__init__`. False: the thorough way is needed;
    /// nothing has happened.
    #[inline(always)]
    fn quick_new(&mut self, codes: &[Arc<CodeObject>], id: Id<Class>, at: usize, argc: usize, dst: u16) -> bool {
        let class = self.heap.classes.get(id);
        let plain = !class.builtin
            && class.meta == self.heap.builtins.type_
            && class.payload == Payload::None
            && class.flags & (flag::INIT | flag::NEW | flag::ABSTRACT) == flag::INIT;
        if !plain {
            return false;
        }
        let Some(Value::Function(init)) = attr::lookup(self.heap, id, sym::INIT) else { return false };
        let instance = self.new_instance(id);
        self.thread.stack[at - 1] = instance;
        let done = self.quick_call(codes, init, at - 1, argc + 1, Then::Init { dst, instance });
        if !done {
            self.thread.stack[at - 1] = Value::Class(id);
        }
        done
    }

    /// Returns what is on the stack at `from`, or None, to a caller that waits for it in a register. False: the thorough
    /// way is needed; nothing has happened.
    #[inline(always)]
    fn quick_return(&mut self, from: Option<usize>, atomic: bool) -> bool {
        let Some(frame) = self.thread.frames.last() else { return false };
        if atomic || frame.generator.is_some() {
            return false;
        }
        let (dst, instance) = match &frame.then {
            &Then::Store(dst) => (dst, None),
            &Then::Init { dst, instance: Value::Instance(id) } if dst != NO_REG && from.is_none() => (dst, Some(id)),
            _ => return false,
        };
        self.thread.exc = frame.outer_exc;
        self.thread.frames.pop();
        let caller = self.frame_mut();
        caller.pc += 1;
        let place = caller.base as usize + dst as usize;
        match (from, instance) {
            (_, Some(id)) => self.thread.stack[place] = Value::Instance(id),
            (None, _) => self.thread.stack[place] = Value::None,
            (Some(from), None) => copy(&mut self.thread.stack, place, from),
        }
        true
    }
}

/// A global or built-in; `Unbound` for a name that is neither.
#[inline(always)]
fn load_global(heap: &Heap, module: Id<Module>, slot: u16) -> Value {
    let module = heap.modules.get(module);
    let value = module.slots[slot as usize];
    if !value.is_unbound() {
        return value;
    }
    match module.index.get_index(slot as usize) {
        Some((&name, _)) => heap.builtins.name(name),
        None => Value::Unbound,
    }
}

/// Calls a native function whose arguments need no arranging.
#[inline(always)]
fn quick_native(heap: &mut Heap, id: NativeId, args: &[Value]) -> Option<super::super::native::Res> {
    let def = heap.natives[id.0 as usize];
    let params = def.params.len();
    if def.kwargs || matches!(args.first(), Some(Value::Instance(_))) {
        return None;
    }
    let complete = if def.star { args.len() >= params && def.required as usize == params } else { args.len() == params };
    if complete {
        return Some((def.call)(heap, args));
    }
    if def.star || args.len() > params || args.len() < def.required as usize || params > PADDED {
        return None;
    }
    let mut padded = [Value::Unbound; PADDED];
    padded[..args.len()].copy_from_slice(args);
    match (def.call)(heap, &padded[..params]) {
        // The slow path wants the arguments on the stack.
        Err(Esc::Slow) => None,
        result => Some(result),
    }
}

/// How many parameters a native function called in the quick way has at most, when optional ones are left out.
const PADDED: usize = 6;

#[inline(always)]
fn fast_truth(heap: &Heap, value: &Value) -> Option<bool> {
    match *value {
        Value::Bool(truth) => Some(truth),
        Value::None => Some(false),
        Value::Int(n) => Some(n != 0),
        Value::List(id) => Some(!heap.lists.get(id).items.is_empty()),
        Value::Str(id) => Some(heap.strs.get(id).chars != 0),
        _ => None,
    }
}

#[inline(always)]
fn fast_compare(heap: &mut Heap, op: CmpOp, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (&Value::Int(x), &Value::Int(y)) if !matches!(op, CmpOp::In | CmpOp::NotIn) => Some(holds(op, x, y)),
        (&Value::Float(x), &Value::Float(y)) if !matches!(op, CmpOp::In | CmpOp::NotIn | CmpOp::Is | CmpOp::IsNot) => {
            Some(holds(op, x, y))
        }
        _ => other_compare(heap, op, *a, *b),
    }
}

/// Comparisons that are neither of two ints nor of two floats.
#[inline(never)]
fn other_compare(heap: &mut Heap, op: CmpOp, a: Value, b: Value) -> Option<bool> {
    match op {
        CmpOp::Is => Some(a.is(b)),
        CmpOp::IsNot => Some(!a.is(b)),
        CmpOp::Eq | CmpOp::Ne => match (a, b) {
            (Value::Str(x), Value::Str(y)) => {
                let (x, y) = (heap.strs.get(x), heap.strs.get(y));
                Some((x.text.len() == y.text.len() && *x.text == *y.text) == (op == CmpOp::Eq))
            }
            (Value::None, Value::None) => Some(op == CmpOp::Eq),
            _ => None,
        },
        CmpOp::In | CmpOp::NotIn => match b {
            Value::Dict(_) | Value::Set(_) | Value::List(_) | Value::Tuple(_) | Value::Str(_) => {
                let found = items::contains(heap, b, a).ok()?;
                Some(found == (op == CmpOp::In))
            }
            _ => None,
        },
        _ => match (a, b) {
            (Value::Instance(_), _) | (_, Value::Instance(_)) => None,
            _ => match compare::compare(heap, op, a, b) {
                Ok(Value::Bool(truth)) => Some(truth),
                _ => None,
            },
        },
    }
}

