//! Arithmetic beyond the quick cases: built-in types by `ops`, then Python's methods in Python's order.

use super::super::attr;
use super::super::class;
use super::super::class::flag;
use super::super::native::Esc;
use super::super::ops;
use super::super::sym;
use super::super::thread::Then;
use super::super::value::{Sym, Value};
use super::{Step, Vm};
use crate::code::instr::{BinOp, CmpOp, Instr, UnOp};

/// An operator instruction with its operands.
enum Operation {
    Binary(BinOp, Value, Value),
    Compare(CmpOp, Value, Value),
}

/// The attempts of a binary operator, in order.
const IN_PLACE: u8 = 0;
const REFLECTED_FIRST: u8 = 1;
const FORWARD: u8 = 2;
const REFLECTED: u8 = 3;

impl Vm<'_> {
    /// Goes on with the operator at hand, whose method answered `NotImplemented`.
    pub(super) fn operator(&mut self, step: u8) -> Step {
        match self.operation() {
            Operation::Binary(op, a, b) => self.binary_methods(op, a, b, step),
            Operation::Compare(op, a, b) => self.compare_methods(op, a, b, step),
        }
    }

    fn operation(&self) -> Operation {
        let int = |imm: i16| Value::Int(i64::from(imm));
        match self.instr() {
            Instr::Add { a, b, .. } => Operation::Binary(BinOp::Add, self.get(a), self.get(b)),
            Instr::Sub { a, b, .. } => Operation::Binary(BinOp::Sub, self.get(a), self.get(b)),
            Instr::Mul { a, b, .. } => Operation::Binary(BinOp::Mul, self.get(a), self.get(b)),
            Instr::IAdd { a, b, .. } => Operation::Binary(BinOp::IAdd, self.get(a), self.get(b)),
            Instr::AddInt { a, imm, .. } => Operation::Binary(BinOp::Add, self.get(a), int(imm)),
            Instr::SubInt { a, imm, .. } => Operation::Binary(BinOp::Sub, self.get(a), int(imm)),
            Instr::IAddInt { a, imm, .. } => Operation::Binary(BinOp::IAdd, self.get(a), int(imm)),
            Instr::Binary { op, a, b, .. } => Operation::Binary(op, self.get(a), self.get(b)),
            Instr::Compare { op, a, b, .. } | Instr::JumpIfNotCmp { op, a, b, .. } => {
                Operation::Compare(op, self.get(a), self.get(b))
            }
            Instr::JumpIfNotCmpInt { op, a, imm, .. } => Operation::Compare(op, self.get(a), int(imm)),
            other => unreachable!("{other:?} is no operator"),
        }
    }

    /// A method on the class of a value that is not built in.
    pub(super) fn special(&self, value: Value, name: Sym) -> Option<Value> {
        match value {
            Value::Instance(_) | Value::Class(_) => {
                attr::special(self.heap, value, name).filter(|v| !matches!(v, Value::Native(_) | Value::None))
            }
            _ => None,
        }
    }

    pub(super) fn binary(&mut self, op: BinOp, a: Value, b: Value) -> Step {
        if !self.has(a, flag::ARITH) && !self.has(b, flag::ARITH) {
            match ops::binary(self.heap, op, a, b) {
                Ok(value) => {
                    let then = self.operator_then(false);
                    return self.deliver(then, value);
                }
                Err(Esc::Slow) => {}
                Err(esc) => {
                    let then = self.operator_then(false);
                    return self.escape(esc, then);
                }
            }
        }
        self.binary_methods(op, a, b, IN_PLACE)
    }

    fn binary_methods(&mut self, op: BinOp, a: Value, b: Value, mut step: u8) -> Step {
        let (plain, in_place) = plain_op(op);
        let (forward, reflected) = method_names(plain);
        let (class_a, class_b) = (attr::type_of(self.heap, a), attr::type_of(self.heap, b));
        let first = class_a != class_b
            && class::is_subclass(self.heap, class_b, class_a)
            && attr::lookup(self.heap, class_a, reflected).map(Value::key)
                != attr::lookup(self.heap, class_b, reflected).map(Value::key);
        while step <= REFLECTED {
            let (method, args) = match step {
                IN_PLACE if in_place => (self.special(a, in_place_name(plain)), [a, b]),
                REFLECTED_FIRST if first => (self.special(b, reflected), [b, a]),
                FORWARD => (self.special(a, forward), [a, b]),
                REFLECTED if !first && class_a != class_b => (self.special(b, reflected), [b, a]),
                _ => (None, [a, b]),
            };
            step += 1;
            if let Some(method) = method {
                return self.call_with(method, &args, Then::Operator { step, negate: false });
            }
        }
        self.binary_builtin(op, a, b)
    }

    /// No method in Python wanted the operands: what their built-in values say.
    fn binary_builtin(&mut self, op: BinOp, a: Value, b: Value) -> Step {
        let then = self.operator_then(false);
        match ops::builtin(self.heap, op, a, b) {
            Ok(Some(value)) => return self.deliver(then, value),
            Ok(None) => {}
            Err(esc) => return self.escape(esc, then),
        }
        Err(ops::unsupported(self.heap, op, a, b))
    }

    /// The built-in value in an instance of a subclass of a built-in type; otherwise the value itself.
    pub(super) fn inner(&self, value: Value) -> Value {
        match value {
            Value::Instance(id) => match self.heap.instances.get(id).payload {
                Value::Unbound | Value::Exc(_) => value,
                payload => payload,
            },
            _ => value,
        }
    }

    pub(super) fn unary(&mut self, op: UnOp, dst: u16, src: u16) -> Step {
        let value = self.get(src);
        let name = match op {
            UnOp::Not => return self.test(Then::Truth { dst, negate: true }, value),
            UnOp::Neg => sym::NEG,
            UnOp::Pos => sym::POS,
            UnOp::Invert => sym::INVERT,
        };
        if let Some(method) = self.special(value, name) {
            return self.call_with(method, &[value], Then::Store(dst));
        }
        match ops::unary(self.heap, op, self.inner(value)) {
            Ok(value) => self.put(dst, value),
            Err(Esc::Slow) => Err(ops::unsupported_unary(self.heap, op, value)),
            Err(esc) => self.escape(esc, Then::Store(dst)),
        }
    }
}

/// The operator without its `=`, and whether it had one.
fn plain_op(op: BinOp) -> (BinOp, bool) {
    use BinOp::*;
    let plain = match op {
        IAdd => Add,
        ISub => Sub,
        IMul => Mul,
        IDiv => Div,
        IFloorDiv => FloorDiv,
        IMod => Mod,
        IPow => Pow,
        ILShift => LShift,
        IRShift => RShift,
        IAnd => And,
        IOr => Or,
        IXor => Xor,
        IMatMul => MatMul,
        plain => return (plain, false),
    };
    (plain, true)
}

/// The method of a plain operator and its reflection.
fn method_names(op: BinOp) -> (Sym, Sym) {
    match op {
        BinOp::Sub => (sym::SUB, sym::RSUB),
        BinOp::Mul => (sym::MUL, sym::RMUL),
        BinOp::Div => (sym::TRUEDIV, sym::RTRUEDIV),
        BinOp::FloorDiv => (sym::FLOORDIV, sym::RFLOORDIV),
        BinOp::Mod => (sym::MOD, sym::RMOD),
        BinOp::Pow => (sym::POW, sym::RPOW),
        BinOp::LShift => (sym::LSHIFT, sym::RLSHIFT),
        BinOp::RShift => (sym::RSHIFT, sym::RRSHIFT),
        BinOp::And => (sym::AND, sym::RAND),
        BinOp::Or => (sym::OR, sym::ROR),
        BinOp::Xor => (sym::XOR, sym::RXOR),
        BinOp::MatMul => (sym::MATMUL, sym::RMATMUL),
        _ => (sym::ADD, sym::RADD),
    }
}

fn in_place_name(op: BinOp) -> Sym {
    match op {
        BinOp::Sub => sym::ISUB,
        BinOp::Mul => sym::IMUL,
        BinOp::Div => sym::ITRUEDIV,
        BinOp::FloorDiv => sym::IFLOORDIV,
        BinOp::Mod => sym::IMOD,
        BinOp::Pow => sym::IPOW,
        BinOp::LShift => sym::ILSHIFT,
        BinOp::RShift => sym::IRSHIFT,
        BinOp::And => sym::IAND,
        BinOp::Or => sym::IOR,
        BinOp::Xor => sym::IXOR,
        BinOp::MatMul => sym::IMATMUL,
        _ => sym::IADD,
    }
}
