//! What a pickler writes: opcodes with their arguments, in frames, as CPython's `_pickle.c` has them.

use num_bigint::BigInt;

use super::op;
use crate::vm::heap::Heap;
use crate::vm::types::float_text;
use crate::vm::types::pickle::{Key, Writer};
use crate::vm::value::Value;

/// A frame is closed when it holds so much; larger pieces go outside of frames.
const FRAME_TARGET: usize = 64 << 10;
/// Smaller frames are not worth their header.
const FRAME_LEAST: usize = 4;
const FRAME_HEADER: usize = 9;

impl Writer {
    /// The header of a pickle.
    pub(super) fn start(&mut self) {
        if self.protocol >= 2 {
            self.put(&[op::PROTO, self.protocol]);
            self.framing = self.protocol >= 4;
        }
    }

    /// The end of a pickle.
    pub(super) fn finish(&mut self) {
        self.put(&[op::STOP]);
        self.close_frame();
        self.framing = false;
    }

    /// Whether opcodes with binary arguments are allowed.
    pub(super) fn binary(&self) -> bool {
        self.protocol > 0
    }

    /// Writes bytes of an opcode.
    #[inline]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.out.len());
            self.out.extend_from_slice(&[0; FRAME_HEADER]);
        }
        self.out.extend_from_slice(bytes);
    }

    /// Between two opcodes: a full frame is closed.
    #[inline]
    pub(super) fn boundary(&mut self) {
        if let Some(start) = self.frame
            && self.out.len() - start - FRAME_HEADER >= FRAME_TARGET
        {
            self.close_frame();
        }
    }

    fn close_frame(&mut self) {
        let Some(start) = self.frame.take() else { return };
        let len = self.out.len() - start - FRAME_HEADER;
        if len >= FRAME_LEAST {
            self.out[start] = op::FRAME;
            self.out[start + 1..start + FRAME_HEADER].copy_from_slice(&(len as u64).to_le_bytes());
        } else {
            self.out.drain(start..start + FRAME_HEADER);
        }
    }

    /// An opcode with its size and a payload that may be large.
    fn put_data(&mut self, header: &[u8], data: &[u8]) {
        let framing = self.framing;
        if data.len() >= FRAME_TARGET {
            self.close_frame();
            self.framing = false;
        }
        self.put(header);
        self.put(data);
        self.framing = framing;
    }

    /// An opcode with the size of its payload in one, four or eight bytes, whichever is the first there is.
    fn put_sized(&mut self, short: Option<u8>, medium: u8, long: u8, data: &[u8]) {
        let size = data.len();
        match (short, u8::try_from(size), u32::try_from(size)) {
            (Some(short), Ok(size), _) => self.put_data(&[short, size], data),
            (_, _, Ok(size)) => {
                let [a, b, c, d] = size.to_le_bytes();
                self.put_data(&[medium, a, b, c, d], data);
            }
            _ => {
                let mut header = vec![long];
                header.extend_from_slice(&(size as u64).to_le_bytes());
                self.put_data(&header, data);
            }
        }
    }

    /// Gives an object the next number.
    pub(super) fn memoize(&mut self, object: Value) {
        self.memoize_as(object.key());
        self.kept.push(object);
    }

    /// Gives a key the next number.
    pub(super) fn memoize_as(&mut self, key: Key) {
        let number = self.memo.len() as u32;
        self.memo.insert(key, number);
        if self.protocol >= 4 {
            self.put(&[op::MEMOIZE]);
        } else if !self.binary() {
            self.put(format!("p{number}\n").as_bytes());
        } else {
            self.put_number(op::BINPUT, op::LONG_BINPUT, number);
        }
    }

    fn put_number(&mut self, short: u8, long: u8, number: u32) {
        match u8::try_from(number) {
            Ok(number) => self.put(&[short, number]),
            Err(_) => {
                let [a, b, c, d] = number.to_le_bytes();
                self.put(&[long, a, b, c, d]);
            }
        }
    }

    /// Fetches an object that was written before; false if it was not.
    pub(super) fn recall(&mut self, key: Key) -> bool {
        let Some(&number) = self.memo.get(&key) else { return false };
        if self.binary() {
            self.put_number(op::BINGET, op::LONG_BINGET, number);
        } else {
            self.put(format!("g{number}\n").as_bytes());
        }
        true
    }

    /// Values that have no identity worth remembering, and those that are written in one piece; false for all others.
    #[inline]
    pub(super) fn put_atom(&mut self, h: &Heap, v: Value) -> bool {
        match v {
            Value::None => {
                self.boundary();
                self.put(&[op::NONE]);
            }
            Value::Bool(b) => {
                self.boundary();
                match self.protocol {
                    0 | 1 => self.put(if b { b"I01\n" } else { b"I00\n" }),
                    _ => self.put(&[if b { op::NEWTRUE } else { op::NEWFALSE }]),
                }
            }
            Value::Int(i) => {
                self.boundary();
                self.put_int(i);
            }
            Value::Big(id) => {
                self.boundary();
                self.put_big(h.bigs.get(id));
            }
            Value::Float(f) => {
                self.boundary();
                if self.binary() {
                    let mut bytes = [op::BINFLOAT; 9];
                    bytes[1..].copy_from_slice(&f.to_be_bytes());
                    self.put(&bytes);
                } else {
                    self.put(format!("F{}\n", float_text::repr(f)).as_bytes());
                }
            }
            Value::Str(id) => {
                self.boundary();
                if !self.recall(v.key()) {
                    self.put_text(h.str(id));
                    self.memoize(v);
                }
            }
            Value::Bytes(id) if self.protocol >= 3 => {
                self.boundary();
                if !self.recall(v.key()) {
                    let long = if self.protocol >= 4 { op::BINBYTES8 } else { op::BINBYTES };
                    self.put_sized(Some(op::SHORT_BINBYTES), op::BINBYTES, long, &h.bytes.get(id).data);
                    self.memoize(v);
                }
            }
            Value::ByteArray(id) if self.protocol >= 5 => {
                self.boundary();
                if !self.recall(v.key()) {
                    let data = &h.bytearrays.get(id).data;
                    let mut header = vec![op::BYTEARRAY8];
                    header.extend_from_slice(&(data.len() as u64).to_le_bytes());
                    self.put_data(&header, data);
                    self.memoize(v);
                }
            }
            _ => return false,
        }
        true
    }

    fn put_int(&mut self, i: i64) {
        let Ok(small) = i32::try_from(i) else { return self.put_big(&BigInt::from(i)) };
        if !self.binary() {
            return self.put(format!("I{i}\n").as_bytes());
        }
        let [a, b, c, d] = small.to_le_bytes();
        match (b, c, d) {
            (0, 0, 0) => self.put(&[op::BININT1, a]),
            (_, 0, 0) => self.put(&[op::BININT2, a, b]),
            _ => self.put(&[op::BININT, a, b, c, d]),
        }
    }

    fn put_big(&mut self, big: &BigInt) {
        if self.protocol < 2 {
            return self.put(format!("L{big}L\n").as_bytes());
        }
        let bytes = big.to_signed_bytes_le();
        match u8::try_from(bytes.len()) {
            Ok(len) => self.put(&[op::LONG1, len]),
            Err(_) => {
                let [a, b, c, d] = (bytes.len() as u32).to_le_bytes();
                self.put(&[op::LONG4, a, b, c, d]);
            }
        }
        self.put(&bytes);
    }

    /// A text, not remembered.
    pub(super) fn put_text(&mut self, text: &str) {
        if !self.binary() {
            let escaped = raw_unicode_escape(text);
            self.put(b"V");
            self.put(&escaped);
            return self.put(b"\n");
        }
        let short = (self.protocol >= 4).then_some(op::SHORT_BINUNICODE);
        let long = if self.protocol >= 4 { op::BINUNICODE8 } else { op::BINUNICODE };
        self.put_sized(short, op::BINUNICODE, long, text.as_bytes());
    }
}

/// A text as protocol 0 has it: Latin-1 with escapes.
fn raw_unicode_escape(text: &str) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c as u32 {
            code @ (0 | 0x0a | 0x0d | 0x1a | 0x5c | 0x100..=0xffff) => {
                escaped.extend_from_slice(format!("\\u{code:04x}").as_bytes());
            }
            code @ 0..=0xff => escaped.push(code as u8),
            code => escaped.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
        }
    }
    escaped
}
