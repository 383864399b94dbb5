//! Unpickling, step by step: opcodes until `STOP`, or until Python code has to be asked. Every opcode reads its arguments
//! before it changes anything, so that one whose arguments are not all there yet is simply begun again.

use num_bigint::BigInt;

use super::op;
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, Res};
use crate::vm::types::bytes::new_bytearray;
use crate::vm::types::pickle::{Answer, Reader};
use crate::vm::types::{float_text, set};
use crate::vm::value::Value;

/// The highest protocol.
const HIGHEST: u8 = 5;

/// Why the reader stops before the end.
pub enum Stop {
    /// It is done: the object.
    Done(Value),
    /// Python code has to do something: its name and arguments.
    Ask(&'static str, Vec<Value>, Answer),
    /// It needs so many bytes more.
    More(usize),
    /// It needs the rest of a line.
    Line,
    /// The data is no pickle: `UnpicklingError` with this message.
    Bad(String),
    /// An exception.
    Raise(Esc),
}

/// A result of the reader.
pub type Read<T = ()> = Result<T, Stop>;

impl From<Esc> for Stop {
    fn from(esc: Esc) -> Self {
        Self::Raise(esc)
    }
}

pub fn bad<T>(message: impl Into<String>) -> Read<T> {
    Err(Stop::Bad(message.into()))
}

impl Reader {
    /// Works until something ends it.
    pub(super) fn run(&mut self, h: &mut Heap) -> Stop {
        loop {
            let start = self.at;
            if let Err(stop) = self.opcode(h) {
                if let Stop::More(_) | Stop::Line = stop {
                    self.at = start;
                    if start == self.data.len() && self.whole {
                        return Stop::Raise(h.raise("EOFError", "Ran out of input"));
                    }
                    if self.whole {
                        return Stop::Bad("pickle data was truncated".to_owned());
                    }
                }
                return stop;
            }
        }
    }

    fn opcode(&mut self, h: &mut Heap) -> Read {
        match self.byte()? {
            op::STOP => return Err(Stop::Done(self.pop()?)),
            op::PROTO => {
                let protocol = self.byte()?;
                if protocol > HIGHEST {
                    return Err(h.value_error(format!("unsupported pickle protocol: {protocol}")).into());
                }
                self.protocol = protocol;
            }
            op::FRAME => {
                let size = self.size8(h, "FRAME")?;
                self.take(size)?;
                self.at -= size;
            }
            op::NONE => self.stack.push(Value::None),
            op::NEWTRUE => self.stack.push(Value::Bool(true)),
            op::NEWFALSE => self.stack.push(Value::Bool(false)),
            op::BININT => {
                let number = i32::from_le_bytes(self.array()?);
                self.stack.push(Value::Int(i64::from(number)));
            }
            op::BININT1 => {
                let number = self.byte()?;
                self.stack.push(Value::Int(i64::from(number)));
            }
            op::BININT2 => {
                let number = u16::from_le_bytes(self.array()?);
                self.stack.push(Value::Int(i64::from(number)));
            }
            op::LONG1 => {
                let size = usize::from(self.byte()?);
                self.long(h, size)?;
            }
            op::LONG4 => {
                let size = i32::from_le_bytes(self.array()?);
                let Ok(size) = usize::try_from(size) else { return bad("LONG pickle has negative byte count") };
                self.long(h, size)?;
            }
            op::BINFLOAT => {
                let number = f64::from_be_bytes(self.array()?);
                self.stack.push(Value::Float(number));
            }
            op::INT => self.int_line(h)?,
            op::LONG => self.long_line(h)?,
            op::FLOAT => self.float_line(h)?,
            op::SHORT_BINUNICODE => {
                let size = usize::from(self.byte()?);
                self.text(h, size)?;
            }
            op::BINUNICODE => {
                let size = self.size4()?;
                self.text(h, size)?;
            }
            op::BINUNICODE8 => {
                let size = self.size8(h, "BINUNICODE")?;
                self.text(h, size)?;
            }
            op::UNICODE => {
                let line = self.line()?;
                let text = raw_unicode(line);
                let text = h.new_string(text);
                self.stack.push(text);
            }
            op::SHORT_BINBYTES => {
                let size = usize::from(self.byte()?);
                self.bytes(h, size)?;
            }
            op::BINBYTES => {
                let size = self.size4()?;
                self.bytes(h, size)?;
            }
            op::BINBYTES8 => {
                let size = self.size8(h, "BINBYTES")?;
                self.bytes(h, size)?;
            }
            op::BYTEARRAY8 => {
                let size = self.size8(h, "BYTEARRAY")?;
                let data = self.take(size)?.to_vec();
                let value = new_bytearray(h, data);
                self.stack.push(value);
            }
            op::SHORT_BINSTRING => {
                let size = usize::from(self.byte()?);
                self.old_string(h, size)?;
            }
            op::BINSTRING => {
                let size = self.size4()?;
                self.old_string(h, size)?;
            }
            op::STRING => return self.quoted_line(h),
            op::EMPTY_TUPLE => {
                let value = h.new_tuple(Vec::new());
                self.stack.push(value);
            }
            op::TUPLE1 => self.tuple(h, 1)?,
            op::TUPLE2 => self.tuple(h, 2)?,
            op::TUPLE3 => self.tuple(h, 3)?,
            op::TUPLE => {
                let items = self.above_mark()?;
                let value = h.new_tuple(items);
                self.stack.push(value);
            }
            op::EMPTY_LIST => {
                let value = h.new_list(Vec::new());
                self.stack.push(value);
            }
            op::LIST => {
                let items = self.above_mark()?;
                let value = h.new_list(items);
                self.stack.push(value);
            }
            op::EMPTY_DICT => {
                let value = Value::Dict(h.new_dict());
                self.stack.push(value);
            }
            op::DICT => return self.dict(h),
            op::EMPTY_SET => {
                let value = Value::Set(h.new_set());
                self.stack.push(value);
            }
            op::FROZENSET => return self.frozenset(h),
            op::MARK => self.marks.push(self.stack.len()),
            op::POP => match self.marks.last() {
                Some(&mark) if mark == self.stack.len() => {
                    self.marks.pop();
                }
                _ => {
                    self.pop()?;
                }
            },
            op::POP_MARK => {
                self.above_mark()?;
            }
            op::DUP => {
                let top = self.top()?;
                self.stack.push(top);
            }
            op::GET => {
                let number = self.number_line(h)?;
                self.fetch(number)?;
            }
            op::BINGET => {
                let number = u64::from(self.byte()?);
                self.fetch(number)?;
            }
            op::LONG_BINGET => {
                let number = u64::from(u32::from_le_bytes(self.array()?));
                self.fetch(number)?;
            }
            op::PUT => {
                let number = self.number_line(h)?;
                self.keep(number)?;
            }
            op::BINPUT => {
                let number = u64::from(self.byte()?);
                self.keep(number)?;
            }
            op::LONG_BINPUT => {
                let number = u64::from(u32::from_le_bytes(self.array()?));
                self.keep(number)?;
            }
            op::MEMOIZE => self.keep(self.memo.len() as u64)?,
            code => return self.object_opcode(h, code),
        }
        Ok(())
    }

    // ---- input ------------------------------------------------------------------------------------------------------

    pub(super) fn take(&mut self, n: usize) -> Read<&[u8]> {
        let rest = self.data.len() - self.at;
        if n > rest {
            return Err(Stop::More(n - rest));
        }
        self.at += n;
        Ok(&self.data[self.at - n..self.at])
    }

    fn byte(&mut self) -> Read<u8> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(self.take(N)?);
        Ok(bytes)
    }

    fn size4(&mut self) -> Read<usize> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    fn size8(&mut self, h: &mut Heap, what: &str) -> Read<usize> {
        match i64::try_from(u64::from_le_bytes(self.array()?)) {
            Ok(size) => Ok(size as usize),
            Err(_) => {
                let message = match what {
                    "FRAME" => format!("FRAME length exceeds system's maximum of {} bytes", i64::MAX),
                    _ => format!("{what} exceeds system's maximum size of {} bytes", i64::MAX),
                };
                Err(h.raise("OverflowError", message).into())
            }
        }
    }

    /// The rest of a line without its end.
    pub(super) fn line(&mut self) -> Read<&[u8]> {
        let rest = &self.data[self.at..];
        let Some(len) = rest.iter().position(|&b| b == b'\n') else { return Err(Stop::Line) };
        self.at += len + 1;
        Ok(&self.data[self.at - len - 1..self.at - 1])
    }

    fn text_line(&mut self) -> Read<String> {
        Ok(String::from_utf8_lossy(self.line()?).trim().to_owned())
    }

    fn number_line(&mut self, h: &mut Heap) -> Read<u64> {
        let text = self.text_line()?;
        match text.parse::<i64>() {
            Ok(number) => match u64::try_from(number) {
                Ok(number) => Ok(number),
                Err(_) => Err(h.value_error("negative PUT argument").into()),
            },
            Err(_) => Err(h.value_error(format!("invalid literal for int() with base 10: '{text}\\n'")).into()),
        }
    }

    // ---- stack and memo ---------------------------------------------------------------------------------------------

    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    fn underflow<T>(&self) -> Read<T> {
        bad(if self.marks.is_empty() { "unpickling stack underflow" } else { "unexpected MARK found" })
    }

    pub(super) fn top(&self) -> Read<Value> {
        match self.stack.last() {
            Some(&top) if self.stack.len() > self.fence() => Ok(top),
            _ => self.underflow(),
        }
    }

    pub(super) fn pop(&mut self) -> Read<Value> {
        let top = self.top()?;
        self.stack.pop();
        Ok(top)
    }

    /// Whether there are so many objects above the last mark.
    pub(super) fn at_least(&self, n: usize) -> Read {
        if self.stack.len() < self.fence() + n { self.underflow() } else { Ok(()) }
    }

    /// Takes what is above the last mark, and the mark.
    pub(super) fn above_mark(&mut self) -> Read<Vec<Value>> {
        match self.marks.pop() {
            Some(mark) => Ok(self.stack.split_off(mark)),
            None => bad("could not find MARK"),
        }
    }

    fn fetch(&mut self, number: u64) -> Read {
        match self.memo.get(&number) {
            Some(&value) => {
                self.stack.push(value);
                Ok(())
            }
            None => bad(format!("Memo value not found at index {number}")),
        }
    }

    fn keep(&mut self, number: u64) -> Read {
        let top = self.top()?;
        self.memo.insert(number, top);
        Ok(())
    }

    // ---- values -----------------------------------------------------------------------------------------------------

    fn long(&mut self, h: &mut Heap, size: usize) -> Read {
        let big = BigInt::from_signed_bytes_le(self.take(size)?);
        let value = h.new_int(big);
        self.stack.push(value);
        Ok(())
    }

    fn int_line(&mut self, h: &mut Heap) -> Read {
        let text = self.text_line()?;
        let value = match text.as_str() {
            "00" => Value::Bool(false),
            "01" => Value::Bool(true),
            _ => self.decimal(h, &text, "could not convert string to int")?,
        };
        self.stack.push(value);
        Ok(())
    }

    fn long_line(&mut self, h: &mut Heap) -> Read {
        let text = self.text_line()?;
        let digits = text.strip_suffix('L').unwrap_or(&text);
        let message = format!("invalid literal for int() with base 10: '{digits}\\n'");
        let value = self.decimal(h, digits, &message)?;
        self.stack.push(value);
        Ok(())
    }

    fn decimal(&self, h: &mut Heap, digits: &str, message: &str) -> Read<Value> {
        let longest = if h.settings.max_str_digits == 0 { usize::MAX } else { h.settings.max_str_digits };
        match digits.parse::<BigInt>() {
            Ok(big) if digits.len() <= longest + 1 => Ok(h.new_int(big)),
            _ => Err(h.value_error(message).into()),
        }
    }

    fn float_line(&mut self, h: &mut Heap) -> Read {
        let text = self.text_line()?;
        match float_text::parse(&text) {
            Some(number) => {
                self.stack.push(Value::Float(number));
                Ok(())
            }
            None => Err(h.value_error(format!("could not convert string to float: '{text}\n'")).into()),
        }
    }

    fn text(&mut self, h: &mut Heap, size: usize) -> Read {
        let data = self.take(size)?;
        if let Ok(text) = std::str::from_utf8(data) {
            let text = h.new_str(text);
            self.stack.push(text);
            return Ok(());
        }
        let data = data.to_vec();
        let data = h.new_bytes(data);
        Err(Stop::Ask("text", vec![data], Answer::Push))
    }

    fn bytes(&mut self, h: &mut Heap, size: usize) -> Read {
        let data = self.take(size)?.to_vec();
        let value = h.new_bytes(data);
        self.stack.push(value);
        Ok(())
    }

    /// A `str` of Python 2, whose encoding Python code knows.
    fn old_string(&mut self, h: &mut Heap, size: usize) -> Read {
        let data = self.take(size)?.to_vec();
        let data = h.new_bytes(data);
        Err(Stop::Ask("string", vec![data], Answer::Push))
    }

    fn quoted_line(&mut self, h: &mut Heap) -> Read {
        let line = self.line()?.trim_ascii_end();
        let quoted = line.len() >= 2 && line[0] == line[line.len() - 1] && matches!(line[0], b'\'' | b'"');
        if !quoted {
            return bad("the STRING opcode argument must be quoted");
        }
        let data = line[1..line.len() - 1].to_vec();
        let data = h.new_bytes(data);
        Err(Stop::Ask("escaped", vec![data], Answer::Push))
    }

    fn tuple(&mut self, h: &mut Heap, n: usize) -> Read {
        self.at_least(n)?;
        let items = self.stack.split_off(self.stack.len() - n);
        let value = h.new_tuple(items);
        self.stack.push(value);
        Ok(())
    }

    fn dict(&mut self, h: &mut Heap) -> Read {
        let items = self.above_mark()?;
        if items.len() % 2 != 0 {
            return bad("odd number of items for DICT");
        }
        let dict = Value::Dict(h.new_dict());
        self.stack.push(dict);
        self.set_items(h, dict, items)
    }

    fn frozenset(&mut self, h: &mut Heap) -> Read {
        let items = self.above_mark()?;
        let id = h.new_set();
        match add_all(h, id, &items) {
            Ok(()) => {
                self.stack.push(Value::FrozenSet(id));
                Ok(())
            }
            Err(Esc::Slow) => {
                let items = h.new_list(items);
                Err(Stop::Ask("frozenset", vec![items], Answer::Push))
            }
            Err(other) => Err(other.into()),
        }
    }
}

/// Adds items to a set; `Slow` where Python code must compare them.
pub fn add_all(h: &mut Heap, id: crate::vm::heap::arena::Id<set::Set>, items: &[Value]) -> Res<()> {
    for &item in items {
        set::add(h, id, item)?;
    }
    Ok(())
}

/// A text of protocol 0: Latin-1 with `\u` and `\U` escapes.
fn raw_unicode(line: &[u8]) -> String {
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    while at < line.len() {
        let digits = match (line[at], line.get(at + 1)) {
            (b'\\', Some(b'u')) => 4,
            (b'\\', Some(b'U')) => 8,
            _ => 0,
        };
        let hex = line.get(at + 2..at + 2 + digits).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.filter(|_| digits > 0).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code {
            Some(code) => {
                text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                at += 2 + digits;
            }
            None => {
                text.push(char::from(line[at]));
                at += 1;
            }
        }
    }
    text
}
