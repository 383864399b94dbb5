//! Integers as text: reading with any base, writing in decimal and other bases, the limit on decimal digits.

use num_bigint::BigInt;

use super::int::big;
use super::unicode;
use crate::vm::heap::Heap;
use crate::vm::native::Res;
use crate::vm::value::Value;

/// The decimal text of any `int`. `ValueError` when it is too long.
pub fn repr(h: &mut Heap, v: Value) -> Res<String> {
    match v {
        Value::Int(i) => return Ok(i.to_string()),
        Value::Bool(b) => return Ok(i64::from(b).to_string()),
        _ => {}
    }
    let limit = match h.settings.max_str_digits {
        0 => usize::MAX,
        limit => limit,
    };
    let text = match big(h, v) {
        // A digit is worth more than three bits: the text need not be made to know that it is too long.
        Some(x) if x.bits() / 4 < limit as u64 => x.to_string(),
        Some(_) => return Err(too_long(h, None)),
        None => return Ok(String::new()),
    };
    if text.trim_start_matches('-').len() > limit {
        return Err(too_long(h, None));
    }
    Ok(text)
}

fn too_long(h: &mut Heap, digits: Option<usize>) -> crate::vm::native::Esc {
    let value = digits.map_or(String::new(), |n| format!(": value has {n} digits"));
    let limit = h.settings.max_str_digits;
    h.value_error(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion{value}; use \
         sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// `int(text, base)` for a str, bytes or bytearray value.
pub fn parse_value(h: &mut Heap, v: Value, base: u32) -> Res {
    let text = match v {
        Value::Str(id) => h.str(id).to_owned(),
        Value::Bytes(id) => latin(&h.bytes.get(id).data),
        Value::ByteArray(id) => latin(&h.bytearrays.get(id).data),
        _ => return Err(h.type_error("int() can't convert non-string with explicit base")),
    };
    match parse(&text, base, h.settings.max_str_digits) {
        Ok(value) => Ok(h.new_int(value)),
        Err(Invalid::TooLong(digits)) => Err(too_long(h, Some(digits))),
        Err(Invalid::Syntax) => {
            let shown = crate::vm::repr::repr(h, v)?;
            Err(h.value_error(format!("invalid literal for int() with base {base}: {shown}")))
        }
    }
}

fn latin(data: &[u8]) -> String {
    data.iter().map(|&b| char::from(b)).collect()
}

/// Why a text is no integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// It is not written as one.
    Syntax,
    /// It has this many decimal digits, too many.
    TooLong(usize),
}

/// Reads an integer as `int(text, base)` does, of at most `limit` decimal digits (0: any).
pub fn parse(text: &str, base: u32, limit: usize) -> Result<BigInt, Invalid> {
    let text = text.trim_matches(unicode::is_space);
    let (negative, text) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, body) = prefix(text, base);
    let mut digits = String::with_capacity(body.len());
    let mut after_digit = body.len() < text.len();
    for c in body.chars() {
        if c == '_' {
            if !after_digit {
                return Err(Invalid::Syntax);
            }
            after_digit = false;
            continue;
        }
        let c = if c.is_ascii() { c } else { unicode::decimal(c).map_or(c, |d| char::from(b'0' + d)) };
        if !c.is_digit(radix) {
            return Err(Invalid::Syntax);
        }
        digits.push(c);
        after_digit = true;
    }
    if digits.is_empty() || !after_digit {
        return Err(Invalid::Syntax);
    }
    // `010` is refused where the base is told by the text.
    if base == 0 && radix == 10 && digits.starts_with('0') && digits.bytes().any(|b| b != b'0') {
        return Err(Invalid::Syntax);
    }
    if limit > 0 && digits.len() > limit && !radix.is_power_of_two() {
        return Err(Invalid::TooLong(digits.len()));
    }
    let value = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or(Invalid::Syntax)?;
    Ok(if negative { -value } else { value })
}

/// The base that counts, and the text without `0x`, `0o`, `0b`.
fn prefix(text: &str, base: u32) -> (u32, &str) {
    let named = match text.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => 0,
    };
    match (base, named) {
        (0, 0) => (10, text),
        (0, named) => (named, &text[2..]),
        (base, named) if base == named => (base, &text[2..]),
        (base, _) => (base, text),
    }
}
