//! `template % values`: formatting as C's `printf` does it. Where Python code has to make a text, the prelude's `str_percent` makes
//! it first and comes back.

use num_traits::Signed;

use super::{float, format_float, int};
use crate::vm::class::{flag, has_flag};
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{Esc, Res};
use crate::vm::ops::{payload, prelude};
use crate::vm::repr::{self, type_name};
use crate::vm::value::Value;

/// `template % values` for a `str`, `bytes` or `bytearray` template.
pub fn format(h: &mut Heap, template: Value, values: Value) -> Res {
    let (text, bytes) = match template {
        Value::Str(id) => (h.str(id).to_owned(), false),
        _ => (latin(super::bytes::bytes_like(h, template).unwrap_or_default()), true),
    };
    let args = match payload(h, values) {
        Value::Tuple(id) => Args { items: h.tuples.get(id).items.to_vec(), next: 0, mapping: None },
        _ => Args { items: vec![values], next: 0, mapping: is_mapping(h, values, bytes).then_some(values) },
    };
    let mut formatter = Formatter { args, bytes, out: String::new(), keyed: false };
    match formatter.run(h, &text) {
        Ok(()) => {}
        Err(Esc::Raise(exc)) => return Err(Esc::Raise(exc)),
        Err(_) => return Err(prelude("str_percent", vec![template, values])),
    }
    let out = formatter.out;
    if !bytes {
        return Ok(h.new_string(out));
    }
    let data = out.chars().map(|c| c as u8).collect();
    match template {
        Value::Bytes(_) => Ok(h.new_bytes(data)),
        _ => Ok(super::bytes::new_bytearray(h, data)),
    }
}

fn latin(data: &[u8]) -> String {
    data.iter().map(|&b| char::from(b)).collect()
}

/// Whether keys can be looked up in it: then it need not be used up.
fn is_mapping(h: &Heap, v: Value, bytes: bool) -> bool {
    match payload(h, v) {
        Value::Dict(_) | Value::List(_) => true,
        Value::Bytes(_) | Value::ByteArray(_) => !bytes,
        Value::Misc(id) => {
            matches!(h.misc.get(id), crate::vm::object::Misc::AttrDict(_) | crate::vm::object::Misc::Range { .. })
        }
        Value::Instance(_) => has_flag(h, v, flag::ITEM),
        _ => false,
    }
}

struct Args {
    items: Vec<Value>,
    next: usize,
    mapping: Option<Value>,
}

/// One conversion: `%-08.3f`.
#[derive(Default)]
struct Conversion {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

struct Formatter {
    args: Args,
    bytes: bool,
    out: String,
    /// The value for the next conversion was found by its key.
    keyed: bool,
}

impl Formatter {
    fn run(&mut self, h: &mut Heap, text: &str) -> Res<()> {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(&c) = chars.get(at) {
            at += 1;
            if c != '%' {
                self.out.push(c);
            } else if chars.get(at) == Some(&'%') {
                self.out.push('%');
                at += 1;
            } else {
                at = self.conversion(h, &chars, at)?;
            }
        }
        if self.args.next < self.args.items.len() && !self.keyed && self.args.mapping.is_none() {
            let what = if self.bytes { "bytes" } else { "string" };
            return Err(h.type_error(format!("not all arguments converted during {what} formatting")));
        }
        Ok(())
    }

    fn next_arg(&mut self, h: &mut Heap) -> Res {
        let Some(&value) = self.args.items.get(self.args.next) else {
            return Err(h.type_error("not enough arguments for format string"));
        };
        self.args.next += 1;
        Ok(value)
    }

    /// Handles the conversion after the `%` before `at`; the place after it.
    fn conversion(&mut self, h: &mut Heap, chars: &[char], mut at: usize) -> Res<usize> {
        let mut spec = Conversion::default();
        if chars.get(at) == Some(&'(') {
            at = self.key(h, chars, at + 1)?;
        }
        while let Some(&c) = chars.get(at) {
            match c {
                '-' => spec.left = true,
                '+' => spec.plus = true,
                ' ' => spec.space = true,
                '#' => spec.alternate = true,
                '0' => spec.zero = true,
                _ => break,
            }
            at += 1;
        }
        if let Some(width) = self.number(h, chars, &mut at)? {
            spec.left |= width < 0;
            spec.width = width.unsigned_abs() as usize;
        }
        if chars.get(at) == Some(&'.') {
            at += 1;
            spec.precision = Some(self.number(h, chars, &mut at)?.unwrap_or(0).max(0) as usize);
        }
        if matches!(chars.get(at), Some('h' | 'l' | 'L')) {
            at += 1;
        }
        let Some(&kind) = chars.get(at) else { return Err(h.value_error("incomplete format")) };
        h.reserve(spec.width.saturating_add(spec.precision.unwrap_or(0)) as u64)?;
        let value = self.next_arg(h)?;
        self.convert(h, &spec, kind, value, at)?;
        Ok(at + 1)
    }

    /// `(key)`: takes the value out of the mapping.
    fn key(&mut self, h: &mut Heap, chars: &[char], start: usize) -> Res<usize> {
        let Some(mapping) = self.args.mapping else { return Err(h.type_error("format requires a mapping")) };
        let mut depth = 1;
        let mut at = start;
        while depth > 0 {
            match chars.get(at) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(h.value_error("incomplete format key")),
            }
            at += 1;
        }
        let key: String = chars[start..at - 1].iter().collect();
        let key = if self.bytes { h.new_bytes(key.chars().map(|c| c as u8).collect()) } else { h.new_string(key) };
        let value = items::get_item(h, mapping, key)?;
        (self.args.items, self.args.next, self.keyed) = (vec![value], 0, true);
        Ok(at)
    }

    /// A number in the template, or `*`: a number among the values.
    fn number(&mut self, h: &mut Heap, chars: &[char], at: &mut usize) -> Res<Option<i64>> {
        if chars.get(*at) == Some(&'*') {
            *at += 1;
            let value = self.next_arg(h)?;
            return match payload(h, value) {
                v if int::is_int(v) => Ok(int::small(h, v)),
                _ => Err(h.type_error("* wants int")),
            };
        }
        let mut number: Option<i64> = None;
        while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(i64::from(digit)));
            *at += 1;
        }
        Ok(number)
    }

    fn convert(&mut self, h: &mut Heap, spec: &Conversion, kind: char, value: Value, at: usize) -> Res<()> {
        match kind {
            's' | 'r' | 'a' | 'b' if self.bytes || kind != 'b' => {
                let text = self.text(h, kind, value)?;
                let text = match spec.precision {
                    Some(precision) => text.chars().take(precision).collect(),
                    None => text,
                };
                self.pad(spec, "", "", &text, false);
            }
            'c' => {
                let c = self.character(h, value)?;
                self.pad(spec, "", "", &c.to_string(), false);
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => self.integer(h, spec, kind, value)?,
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let Some(x) = float::number(h, value)? else {
                    if has_flag(h, value, flag::NUMBER) {
                        return Err(Esc::Slow);
                    }
                    let name = type_name(h, value);
                    let text = if self.bytes {
                        format!("float argument required, not {name}")
                    } else {
                        format!("must be real number, not {name}")
                    };
                    return Err(h.type_error(text));
                };
                let digits = format_float::digits(x.abs(), kind, spec.precision.unwrap_or(6), spec.alternate);
                let negative = x.is_sign_negative() && !x.is_nan();
                self.pad(spec, sign(spec, negative), "", &digits, true);
            }
            _ => {
                let shown = if (' '..='~').contains(&kind) { kind } else { '?' };
                let code = kind as u32;
                let text = format!("unsupported format character '{shown}' (0x{code:x}) at index {at}");
                return Err(h.value_error(text));
            }
        }
        Ok(())
    }

    fn text(&self, h: &mut Heap, kind: char, value: Value) -> Res<String> {
        match kind {
            'r' if !self.bytes => repr::repr(h, value),
            'r' | 'a' => repr::ascii(h, value),
            's' if !self.bytes => repr::str(h, value),
            _ => match super::bytes::bytes_like(h, value) {
                Some(data) => Ok(latin(data)),
                None => {
                    let name = type_name(h, value);
                    let what = "a bytes-like object, or an object that implements __bytes__";
                    Err(h.type_error(format!("%b requires {what}, not '{name}'")))
                }
            },
        }
    }

    fn character(&self, h: &mut Heap, value: Value) -> Res<char> {
        match payload(h, value) {
            Value::Str(id) if h.strs.get(id).chars == 1 && !self.bytes => {
                Ok(h.str(id).chars().next().unwrap_or_default())
            }
            Value::Bytes(id) if self.bytes && h.bytes.get(id).data.len() == 1 => {
                Ok(char::from(h.bytes.get(id).data[0]))
            }
            v if int::is_int(v) => {
                let (limit, text) = if self.bytes { (256, "range(256)") } else { (0x11_0000, "range(0x110000)") };
                match int::small(h, v).filter(|code| (0..limit).contains(code)) {
                    Some(code) => Ok(char::from_u32(code as u32).unwrap_or('\u{fffd}')),
                    None => Err(h.raise("OverflowError", format!("%c arg not in {text}"))),
                }
            }
            _ if self.bytes => Err(h.type_error("%c requires an integer in range(256) or a single byte")),
            _ => Err(h.type_error("%c requires int or char")),
        }
    }

    fn integer(&mut self, h: &mut Heap, spec: &Conversion, kind: char, value: Value) -> Res<()> {
        let decimal = matches!(kind, 'd' | 'i' | 'u');
        let number = match payload(h, value) {
            v if int::is_int(v) => v,
            Value::Float(x) if decimal => float::to_int(h, x)?,
            _ if has_flag(h, value, flag::NUMBER) => return Err(Esc::Slow),
            _ => {
                let name = type_name(h, value);
                let wanted = if decimal { "a real number" } else { "an integer" };
                return Err(h.type_error(format!("%{kind} format: {wanted} is required, not {name}")));
            }
        };
        let (negative, mut digits) = if decimal {
            let text = int::repr(h, number)?;
            (text.starts_with('-'), text.trim_start_matches('-').to_owned())
        } else {
            let base = if kind == 'o' { 8 } else { 16 };
            int::big(h, number).map(|x| (x.is_negative(), x.magnitude().to_str_radix(base))).unwrap_or_default()
        };
        if let Some(precision) = spec.precision {
            digits.insert_str(0, &"0".repeat(precision.saturating_sub(digits.len())));
        }
        let prefix = match kind {
            'o' if spec.alternate => "0o",
            'x' if spec.alternate => "0x",
            'X' if spec.alternate => "0X",
            _ => "",
        };
        if kind == 'X' {
            digits.make_ascii_uppercase();
        }
        self.pad(spec, sign(spec, negative), prefix, &digits, true);
        Ok(())
    }

    /// Appends a text of the wanted width; numbers may be filled with zeros after their sign.
    fn pad(&mut self, spec: &Conversion, sign: &str, prefix: &str, text: &str, number: bool) {
        let length = sign.len() + prefix.len() + text.chars().count();
        let missing = spec.width.saturating_sub(length);
        let zeros = number && spec.zero && !spec.left;
        if !zeros && !spec.left {
            self.out.extend(std::iter::repeat_n(' ', missing));
        }
        self.out.push_str(sign);
        self.out.push_str(prefix);
        if zeros {
            self.out.extend(std::iter::repeat_n('0', missing));
        }
        self.out.push_str(text);
        if spec.left {
            self.out.extend(std::iter::repeat_n(' ', missing));
        }
    }
}

fn sign(spec: &Conversion, negative: bool) -> &'static str {
    match (negative, spec.plus, spec.space) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        _ => "",
    }
}
