//! The format-specification mini-language: `format(value, spec)` for numbers and texts.

use std::borrow::Cow;

use num_bigint::BigInt;
use num_traits::Signed;

use super::{float, format_float, int};
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, Res};
use crate::vm::ops::payload;
use crate::vm::repr::type_name;
use crate::vm::value::Value;

/// A format specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// What fills the width.
    pub fill: char,
    /// `<`, `>`, `^`, `=`.
    pub align: char,
    /// `-`, `+`, ` `.
    pub sign: Option<char>,
    /// `z`: no minus before a zero.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// Least width in characters.
    pub width: usize,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// Precision.
    pub precision: Option<usize>,
    /// The last letter.
    pub kind: Option<char>,
}

impl Spec {
    /// A spec that asks for nothing.
    pub fn plain(align: char) -> Self {
        Self {
            fill: ' ',
            align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        }
    }

    /// Reads a spec for a value of a type. `align` is the type's own alignment.
    pub fn parse(text: &str, align: char, type_name: &str) -> Result<Self, String> {
        let mut spec = Self::plain(align);
        let mut rest = text;
        let is_align = |c: char| matches!(c, '<' | '>' | '^' | '=');
        let (mut filled, mut aligned) = (false, true);
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(fill), Some(align)) if is_align(align) => {
                (spec.fill, spec.align, filled, rest) = (fill, align, true, chars.as_str());
            }
            (Some(align), _) if is_align(align) => (spec.align, rest) = (align, &text[1..]),
            _ => aligned = false,
        }
        if let Some(sign @ ('+' | '-' | ' ')) = rest.chars().next() {
            spec.sign = Some(sign);
            rest = &rest[1..];
        }
        spec.no_negative_zero = take(&mut rest, 'z');
        spec.alternate = take(&mut rest, '#');
        if !filled && take(&mut rest, '0') {
            spec.fill = '0';
            if !aligned && align == '>' {
                spec.align = '=';
            }
        }
        spec.width = number(&mut rest)?.unwrap_or(0);
        spec.grouping = grouping(&mut rest)?;
        if take(&mut rest, '.') {
            spec.precision = number(&mut rest)?;
            if spec.precision.is_none() {
                return Err("Format specifier missing precision".to_owned());
            }
        }
        let mut kind = rest.chars();
        spec.kind = kind.next();
        if kind.next().is_some() {
            return Err(format!("Invalid format specifier '{text}' for object of type '{type_name}'"));
        }
        Ok(spec)
    }

    /// Refuses a separator that the type of presentation does not take. `kind` is the type that counts.
    fn check_grouping(&self, kind: Option<char>) -> Result<(), String> {
        match (self.grouping, kind) {
            (None, _) | (_, None | Some('d' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%')) => Ok(()),
            (Some('_'), Some('b' | 'o' | 'x' | 'X')) => Ok(()),
            (Some(separator), Some(kind)) => {
                let kind = shown(kind);
                Err(format!("Cannot specify '{separator}' with '{kind}'."))
            }
        }
    }
}

/// Takes a character away from the front, if it is there.
fn take(rest: &mut &str, c: char) -> bool {
    match rest.strip_prefix(c) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    }
}

fn number(rest: &mut &str) -> Result<Option<usize>, String> {
    let mut value: Option<u64> = None;
    let mut chars = rest.chars();
    while let Some(digit) = chars.next().and_then(super::unicode::decimal) {
        value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(u64::from(digit)));
        *rest = chars.as_str();
    }
    if value.is_some_and(|value| value > i64::MAX as u64) {
        return Err("Too many decimal digits in format string".to_owned());
    }
    Ok(value.map(|value| usize::try_from(value).unwrap_or(usize::MAX)))
}

fn grouping(rest: &mut &str) -> Result<Option<char>, String> {
    let comma = take(rest, ',');
    let underscore = take(rest, '_');
    match (comma, underscore) {
        (true, true) => Err("Cannot specify both ',' and '_'.".to_owned()),
        (_, true) if rest.starts_with(',') => Err("Cannot specify both ',' and '_'.".to_owned()),
        (true, false) => Ok(Some(',')),
        (false, true) => Ok(Some('_')),
        (false, false) => Ok(None),
    }
}

/// A type letter as messages show it.
fn shown(kind: char) -> String {
    if kind > ' ' && kind < '\u{80}' { kind.to_string() } else { format!("\\x{:x}", kind as u32) }
}

/// Why a value is not formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// `ValueError`.
    Value(String),
    /// `OverflowError`.
    Overflow(&'static str),
}

impl From<String> for Problem {
    fn from(message: String) -> Self {
        Problem::Value(message)
    }
}

/// `format(v, spec)` for `bool`, `int`, `float` and `str` (instances of subclasses unwrapped); the spec is not empty.
pub fn format_value(h: &mut Heap, v: Value, text: &str) -> Res<String> {
    let inner = payload(h, v);
    let (align, kind, mut name) = match inner {
        Value::Str(_) => ('<', Some('s'), Cow::Borrowed("str")),
        Value::Float(_) => ('>', None, Cow::Borrowed("float")),
        Value::Bool(_) => ('>', Some('d'), Cow::Borrowed("bool")),
        _ => ('>', Some('d'), Cow::Borrowed("int")),
    };
    if let Value::Instance(_) = v {
        name = Cow::Owned(type_name(h, v));
    }
    let spec =
        match Spec::parse(text, align, &name).and_then(|spec| spec.check_grouping(spec.kind.or(kind)).map(|()| spec)) {
            Ok(spec) => spec,
            Err(message) => return Err(h.value_error(message)),
        };
    h.reserve(spec.width.saturating_add(spec.precision.unwrap_or(0).min(1 << 30)) as u64)?;
    let result = match inner {
        Value::Str(id) => format_str(h.str(id), &spec, &name),
        Value::Float(x) => format_float::format(x, &spec, &name),
        _ => match spec.kind {
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                let x = float::from_int(h, inner)?;
                format_float::format(x, &spec, &name)
            }
            None | Some('d' | 'n') => {
                let digits = int::repr(h, inner)?;
                format_int(digits.starts_with('-'), digits.trim_start_matches('-'), &spec)
            }
            Some(kind) => {
                let x = int::big(h, inner).unwrap_or_default().into_owned();
                format_radix(x, &spec, kind, &name)
            }
        },
    };
    result.map_err(|problem| raise(h, problem))
}

fn raise(h: &mut Heap, problem: Problem) -> Esc {
    match problem {
        Problem::Value(message) => h.value_error(message),
        Problem::Overflow(message) => h.raise("OverflowError", message),
    }
}

/// The error of a type letter that the type does not know.
pub fn unknown_code(kind: char, type_name: &str) -> Problem {
    Problem::Value(format!("Unknown format code '{}' for object of type '{type_name}'", shown(kind)))
}

fn format_str(text: &str, spec: &Spec, name: &str) -> Result<String, Problem> {
    let refuse = |what: &str| Err(Problem::Value(format!("{what} not allowed in string format specifier")));
    if let Some(kind) = spec.kind.filter(|&kind| kind != 's') {
        return Err(unknown_code(kind, name));
    }
    match spec.sign {
        Some(' ') => return refuse("Space"),
        Some(_) => return refuse("Sign"),
        None => {}
    }
    if spec.no_negative_zero {
        return refuse("Negative zero coercion (z)");
    }
    if spec.alternate {
        return refuse("Alternate form (#)");
    }
    if spec.align == '=' {
        return refuse("'=' alignment");
    }
    let text = match spec.precision {
        Some(precision) => text.char_indices().nth(precision).map_or(text, |(at, _)| &text[..at]),
        None => text,
    };
    Ok(pad(text, text.chars().count(), spec))
}

fn pad(text: &str, length: usize, spec: &Spec) -> String {
    let missing = spec.width.saturating_sub(length);
    let left = match spec.align {
        '<' => 0,
        '^' => missing / 2,
        _ => missing,
    };
    let mut out = String::with_capacity(text.len() + missing * spec.fill.len_utf8());
    out.extend(std::iter::repeat_n(spec.fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(spec.fill, missing - left));
    out
}

fn format_radix(x: BigInt, spec: &Spec, kind: char, name: &str) -> Result<String, Problem> {
    let (base, prefix) = match kind {
        'c' => return format_char(i64::try_from(&x).ok(), spec),
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => return Err(unknown_code(kind, name)),
    };
    check_int(spec)?;
    let (negative, mut digits) = (x.is_negative(), x.magnitude().to_str_radix(base));
    if kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    Ok(layout(&Parts { negative, prefix, digits: &digits, rest: "", group: 4 }, spec))
}

fn check_int(spec: &Spec) -> Result<(), Problem> {
    if spec.precision.is_some() {
        return Err(Problem::Value("Precision not allowed in integer format specifier".to_owned()));
    }
    if spec.no_negative_zero {
        let message = "Negative zero coercion (z) not allowed in integer format specifier";
        return Err(Problem::Value(message.to_owned()));
    }
    Ok(())
}

/// The decimal presentation of an integer from its digits.
fn format_int(negative: bool, digits: &str, spec: &Spec) -> Result<String, Problem> {
    check_int(spec)?;
    Ok(layout(&Parts { negative, prefix: "", digits, rest: "", group: 3 }, spec))
}

fn format_char(code: Option<i64>, spec: &Spec) -> Result<String, Problem> {
    check_int(spec)?;
    if spec.sign.is_some() {
        return Err(Problem::Value("Sign not allowed with integer format specifier 'c'".to_owned()));
    }
    if spec.alternate {
        return Err(Problem::Value("Alternate form (#) not allowed with integer format specifier 'c'".to_owned()));
    }
    let code = code.and_then(|code| u32::try_from(code).ok()).filter(|&code| code < 0x11_0000);
    let Some(code) = code else { return Err(Problem::Overflow("%c arg not in range(0x110000)")) };
    let text = char::from_u32(code).unwrap_or('\u{fffd}').to_string();
    Ok(layout(&Parts { negative: false, prefix: "", digits: "", rest: &text, group: 3 }, spec))
}

/// The pieces of a number's text.
pub struct Parts<'a> {
    /// A minus stands before it.
    pub negative: bool,
    /// `0x` and the like.
    pub prefix: &'a str,
    /// The digits that may be grouped.
    pub digits: &'a str,
    /// Point, fraction, exponent; all of what is no digits.
    pub rest: &'a str,
    /// Digits in a group.
    pub group: usize,
}

/// Puts sign, prefix, padding and separators where the spec wants them.
pub fn layout(parts: &Parts<'_>, spec: &Spec) -> String {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        (false, _) => "",
    };
    let rest_length = parts.rest.chars().count();
    let fixed = sign.len() + parts.prefix.len() + rest_length;
    let digits = match spec.grouping {
        Some(separator) if !parts.digits.is_empty() => {
            let zeros = spec.fill == '0' && spec.align == '=';
            let least = if zeros { spec.width.saturating_sub(fixed) } else { 0 };
            group(parts.digits, separator, parts.group, least)
        }
        _ => parts.digits.to_owned(),
    };
    let lead = format!("{sign}{}", parts.prefix);
    if spec.align != '=' {
        let text = format!("{lead}{digits}{}", parts.rest);
        return pad(&text, fixed + digits.len(), spec);
    }
    let missing = spec.width.saturating_sub(fixed + digits.len());
    let mut out = lead;
    out.extend(std::iter::repeat_n(spec.fill, missing));
    out.push_str(&digits);
    out.push_str(parts.rest);
    out
}

/// Digits with separators, zeros added in front until they are `least` wide.
fn group(digits: &str, separator: char, size: usize, least: usize) -> String {
    let mut reversed = Vec::with_capacity(least.max(digits.len() * 4 / 3 + 1));
    let mut remaining = digits.len();
    let mut least = least as i64;
    let mut left = digits.bytes().rev();
    loop {
        let width = (size as i64).min((remaining as i64).max(least).max(1)) as usize;
        for _ in 0..width {
            reversed.push(left.next().unwrap_or(b'0'));
        }
        remaining = remaining.saturating_sub(width);
        least -= width as i64;
        if remaining == 0 && least <= 0 {
            break;
        }
        least -= 1;
        reversed.push(separator as u8);
    }
    reversed.iter().rev().map(|&b| char::from(b)).collect()
}

/// Formats a value given as text, without a heap, for tables of expected results.
#[cfg(test)]
pub fn plain_for_test(kind: &str, value: &str, text: &str) -> Result<String, String> {
    let (name, align, default) = match kind {
        "s" => ("str", '<', Some('s')),
        "f" => ("float", '>', None),
        _ => ("int", '>', Some('d')),
    };
    let spec = Spec::parse(text, align, name)?;
    spec.check_grouping(spec.kind.or(default))?;
    let result = match (kind, spec.kind) {
        ("s", _) if text.is_empty() => Ok(value.to_owned()),
        ("s", _) => format_str(value, &spec, name),
        ("f", _) => format_float::format(super::float_text::from_hex(value).unwrap_or(0.0), &spec, name),
        (_, Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%')) => {
            format_float::format(value.parse().unwrap_or(0.0), &spec, name)
        }
        (_, None | Some('d' | 'n')) => format_int(value.starts_with('-'), value.trim_start_matches('-'), &spec),
        (_, Some(kind)) => format_radix(value.parse().unwrap_or_default(), &spec, kind, name),
    };
    result.map_err(|problem| match problem {
        Problem::Value(message) => message,
        Problem::Overflow(message) => message.to_owned(),
    })
}
