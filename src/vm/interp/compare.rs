//! Comparisons beyond the quick cases: built-in types by `compare`, then Python's methods in Python's order; `in`.

use super::super::attr;
use super::super::class;
use super::super::class::flag;
use super::super::compare;
use super::super::items;
use super::super::native::Esc;
use super::super::repr;
use super::super::sym;
use super::super::thread::Then;
use super::super::value::{Sym, Value};
use super::{Step, Vm};
use crate::code::instr::CmpOp;

/// The attempts of a comparison, in order.
const REFLECTED_FIRST: u8 = 0;
const FORWARD: u8 = 1;
const REFLECTED: u8 = 2;

impl Vm<'_> {
    pub(super) fn compare(&mut self, op: CmpOp, a: Value, b: Value) -> Step {
        match op {
            CmpOp::Is | CmpOp::IsNot => {
                let then = self.operator_then(false);
                return self.deliver(then, Value::Bool(a.is(b) == (op == CmpOp::Is)));
            }
            CmpOp::In | CmpOp::NotIn => return self.contains(b, a),
            _ => {}
        }
        let flags = if matches!(op, CmpOp::Eq | CmpOp::Ne) { flag::EQ } else { flag::ORDER };
        if self.has(a, flags) || self.has(b, flags) {
            return self.compare_methods(op, a, b, REFLECTED_FIRST);
        }
        match compare::compare(self.heap, op, a, b) {
            Ok(value) => {
                let then = self.operator_then(false);
                self.deliver(then, value)
            }
            // Containers of the program's objects: their items are compared by Python code.
            Err(Esc::Slow) => {
                let then = self.operator_then(false);
                self.call_prelude(slow_name(op), &[a, b], &[], then)
            }
            Err(esc) => {
                let then = self.operator_then(false);
                self.escape(esc, then)
            }
        }
    }

    pub(super) fn compare_methods(&mut self, op: CmpOp, a: Value, b: Value, mut step: u8) -> Step {
        let (forward, reflected) = names(op);
        let (class_a, class_b) = (attr::type_of(self.heap, a), attr::type_of(self.heap, b));
        let first = class_a != class_b && class::is_subclass(self.heap, class_b, class_a);
        while step <= REFLECTED {
            let (found, args) = match step {
                REFLECTED_FIRST if first => (self.comparison(b, reflected), [b, a]),
                FORWARD => (self.comparison(a, forward), [a, b]),
                REFLECTED if !first => (self.comparison(b, reflected), [b, a]),
                _ => (None, [a, b]),
            };
            step += 1;
            if let Some((method, negate)) = found {
                return self.call_with(method, &args, Then::Operator { step, negate });
            }
        }
        self.compare_builtin(op, a, b)
    }

    /// The method for a comparison; `!=` falls back on `__eq__`, negated.
    fn comparison(&self, value: Value, name: Sym) -> Option<(Value, bool)> {
        if let Some(method) = self.special(value, name) {
            return Some((method, false));
        }
        if name == sym::NE {
            return self.special(value, sym::EQ).map(|method| (method, true));
        }
        None
    }

    fn compare_builtin(&mut self, op: CmpOp, a: Value, b: Value) -> Step {
        let (inner_a, inner_b) = (self.inner(a), self.inner(b));
        let then = self.operator_then(false);
        let user = |v| matches!(v, Value::Instance(_));
        if (!inner_a.is(a) || !inner_b.is(b)) && !user(inner_a) && !user(inner_b) {
            return match compare::compare(self.heap, op, inner_a, inner_b) {
                Ok(value) => self.deliver(then, value),
                Err(Esc::Slow) => self.call_prelude(slow_name(op), &[inner_a, inner_b], &[], then),
                Err(esc) => self.escape(esc, then),
            };
        }
        match op {
            CmpOp::Eq => self.deliver(then, Value::Bool(a.is(b))),
            CmpOp::Ne => self.deliver(then, Value::Bool(!a.is(b))),
            _ => {
                let (left, right) = (repr::type_name(self.heap, a), repr::type_name(self.heap, b));
                let sign = match op {
                    CmpOp::Lt => "<",
                    CmpOp::Le => "<=",
                    CmpOp::Gt => ">",
                    _ => ">=",
                };
                let message = format!("'{sign}' not supported between instances of '{left}' and '{right}'");
                Err(self.heap.type_error(message))
            }
        }
    }

    /// `item in container`; the instruction negates for `not in`.
    fn contains(&mut self, container: Value, item: Value) -> Step {
        let then = self.operator_then(false);
        if let Some(method) = self.special(container, sym::CONTAINS) {
            return self.call_with(method, &[container, item], then);
        }
        match items::contains(self.heap, container, item) {
            Ok(found) => self.test(then, Value::Bool(found)),
            Err(Esc::Slow) => self.call_prelude("contains", &[container, item], &[], then),
            Err(esc) => self.escape(esc, then),
        }
    }
}

fn names(op: CmpOp) -> (Sym, Sym) {
    match op {
        CmpOp::Lt => (sym::LT, sym::GT),
        CmpOp::Le => (sym::LE, sym::GE),
        CmpOp::Gt => (sym::GT, sym::LT),
        CmpOp::Ge => (sym::GE, sym::LE),
        CmpOp::Ne => (sym::NE, sym::NE),
        _ => (sym::EQ, sym::EQ),
    }
}

/// The function of the prelude that compares containers item by item.
fn slow_name(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Lt => "op_lt",
        CmpOp::Le => "op_le",
        CmpOp::Gt => "op_gt",
        CmpOp::Ge => "op_ge",
        CmpOp::Ne => "op_ne",
        _ => "op_eq",
    }
}
