//! `_struct`: values as the bytes of C types. The functions answer with a text where CPython raises `struct.error`; the
//! Python of `struct` raises it.

use num_bigint::BigInt;

use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{NativeDef, Res};
use crate::vm::types::bytes::bytes_like;
use crate::vm::types::{float, int};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_struct", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("layout", &["format"], 1, |h, a| {
        answer(h, |h| {
            let layout = layout(&text(h, a[0]))?;
            let fields = layout.fields.iter().map(|f| if f.text() { 1 } else { f.count }).sum::<usize>();
            Ok(h.new_tuple(vec![Value::Int(layout.size as i64), Value::Int(fields as i64)]))
        })
    }),
    NativeDef::new("pack", &["format", "values"], 2, |h, a| {
        answer(h, |h| {
            let layout = layout(&text(h, a[0]))?;
            let values = items::collect(h, a[1]).unwrap_or_default();
            let data = pack(h, &layout, &values)?;
            Ok(h.new_bytes(data))
        })
    }),
    NativeDef::new("unpack", &["format", "data", "offset"], 3, |h, a| {
        answer(h, |h| {
            let layout = layout(&text(h, a[0]))?;
            let start = if let Value::Int(offset) = a[2] { offset.max(0) as usize } else { 0 };
            let data = bytes_like(h, a[1]).and_then(|data| data.get(start..start.checked_add(layout.size)?));
            let Some(data) = data.map(<[u8]>::to_vec) else {
                return Err(Wrong::Text(format!("unpack requires a buffer of {} bytes", layout.size)));
            };
            let values = unpack(h, &layout, &data);
            Ok(h.new_tuple(values))
        })
    }),
];

/// What is wrong with a format or a value.
enum Wrong {
    /// `struct.error` with this message.
    Text(String),
    /// `OverflowError`.
    Overflow(&'static str),
}

fn wrong<T>(message: &str) -> Result<T, Wrong> {
    Err(Wrong::Text(message.to_owned()))
}

fn answer(h: &mut Heap, work: impl FnOnce(&mut Heap) -> Result<Value, Wrong>) -> Res {
    match work(h) {
        Ok(value) => Ok(value),
        Err(Wrong::Text(message)) => Ok(h.new_string(message)),
        Err(Wrong::Overflow(message)) => Err(h.raise("OverflowError", message)),
    }
}

fn text(h: &Heap, v: Value) -> String {
    match v {
        Value::Str(id) => h.str(id).to_owned(),
        v => String::from_utf8_lossy(bytes_like(h, v).unwrap_or_default()).into_owned(),
    }
}

/// A format that was read.
struct Layout {
    big: bool,
    native: bool,
    fields: Vec<Field>,
    size: usize,
}

/// Some values of one type in a row.
struct Field {
    code: u8,
    count: usize,
    /// Of one value.
    size: usize,
    offset: usize,
}

impl Field {
    /// Its count is the length of one value.
    fn text(&self) -> bool {
        matches!(self.code, b's' | b'p')
    }
}

fn layout(format: &str) -> Result<Layout, Wrong> {
    let mut codes = format.as_bytes();
    let mut mode = b'@';
    if let Some((&first @ (b'@' | b'=' | b'<' | b'>' | b'!'), rest)) = codes.split_first() {
        (mode, codes) = (first, rest);
    }
    let native = mode == b'@';
    let mut layout = Layout { big: matches!(mode, b'>' | b'!'), native, fields: Vec::new(), size: 0 };
    let mut number: Option<usize> = None;
    for &code in codes {
        if code.is_ascii_digit() {
            let digit = usize::from(code - b'0');
            let Some(next) = number.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(digit)) else {
                return wrong("total struct size too long");
            };
            number = Some(next);
            continue;
        }
        if code.is_ascii_whitespace() && number.is_none() {
            continue;
        }
        let Some(size) = size_of(code, native) else { return wrong("bad char in struct format") };
        let count = number.take().unwrap_or(1);
        if native && size > 1 {
            layout.size = layout.size.next_multiple_of(size);
        }
        let offset = layout.size;
        match size.checked_mul(count).and_then(|bytes| offset.checked_add(bytes)) {
            Some(end) if end <= i64::MAX as usize => layout.size = end,
            _ => return wrong("total struct size too long"),
        }
        if code != b'x' {
            layout.fields.push(Field { code, count, size, offset });
        }
    }
    if number.is_some() {
        return wrong("repeat count given without format specifier");
    }
    Ok(layout)
}

/// Bytes of a C type; those of `l` differ between the machine's and the standard sizes.
fn size_of(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' if native => 8,
        b'l' | b'L' => 4,
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

fn pack(h: &mut Heap, layout: &Layout, values: &[Value]) -> Result<Vec<u8>, Wrong> {
    let wanted: usize = layout.fields.iter().map(|f| if f.text() { 1 } else { f.count }).sum();
    if values.len() != wanted {
        return Err(Wrong::Text(format!("expected {wanted} items for packing (got {})", values.len())));
    }
    if h.reserve(layout.size as u64).is_err() {
        return wrong("total struct size too long");
    }
    let mut data = vec![0; layout.size];
    let mut values = values.iter();
    for field in &layout.fields {
        if field.text() {
            let Some(&value) = values.next() else { break };
            put_text(h, field, value, &mut data[field.offset..field.offset + field.count])?;
            continue;
        }
        for (n, &value) in values.by_ref().take(field.count).enumerate() {
            let at = field.offset + n * field.size;
            put(h, layout, field, value, &mut data[at..at + field.size])?;
        }
    }
    Ok(data)
}

fn put_text(h: &Heap, field: &Field, value: Value, place: &mut [u8]) -> Result<(), Wrong> {
    let Some(given) = bytes_like(h, value) else {
        return Err(Wrong::Text(format!("argument for '{}' must be a bytes object", char::from(field.code))));
    };
    let place = if field.code == b'p' {
        let Some((length, rest)) = place.split_first_mut() else { return Ok(()) };
        *length = given.len().min(rest.len()).min(255) as u8;
        rest
    } else {
        place
    };
    let len = given.len().min(place.len());
    place[..len].copy_from_slice(&given[..len]);
    Ok(())
}

fn put(h: &mut Heap, layout: &Layout, field: &Field, value: Value, place: &mut [u8]) -> Result<(), Wrong> {
    let bytes: Vec<u8> = match field.code {
        b'c' => match bytes_like(h, value) {
            Some([byte]) => vec![*byte],
            _ => return wrong("char format requires a bytes object of length 1"),
        },
        b'?' => vec![u8::from(crate::vm::compare::truth(h, value).unwrap_or(true))],
        b'e' | b'f' | b'd' => put_float(h, field.code, value)?,
        _ => put_int(h, layout, field, value)?,
    };
    for (to, from) in place.iter_mut().zip(&bytes) {
        *to = *from;
    }
    if layout.big {
        place.reverse();
    }
    Ok(())
}

fn put_float(h: &mut Heap, code: u8, value: Value) -> Result<Vec<u8>, Wrong> {
    let number = match crate::vm::compare::plain(h, value) {
        Value::Float(f) => f,
        other @ (Value::Int(_) | Value::Bool(_) | Value::Big(_)) => match float::from_int(h, other) {
            Ok(f) => f,
            Err(_) => return wrong("required argument is not a float"),
        },
        _ => return wrong("required argument is not a float"),
    };
    match code {
        b'd' => Ok(number.to_le_bytes().to_vec()),
        b'f' if (number as f32).is_infinite() && number.is_finite() => {
            Err(Wrong::Overflow("float too large to pack with f format"))
        }
        b'f' => Ok((number as f32).to_le_bytes().to_vec()),
        _ => match half_bits(number) {
            Some(bits) => Ok(bits.to_le_bytes().to_vec()),
            None => Err(Wrong::Overflow("float too large to pack with e format")),
        },
    }
}

fn put_int(h: &Heap, layout: &Layout, field: &Field, value: Value) -> Result<Vec<u8>, Wrong> {
    let Some(number) = int::big(h, value) else { return wrong("required argument is not an integer") };
    let signed = field.code.is_ascii_lowercase();
    let bits = field.size as u32 * 8;
    let power = |bits: u32| BigInt::from(1) << bits;
    let (least, most) = match (field.code, signed) {
        (b'P', _) => (-power(63), power(64) - 1),
        (_, true) => (-power(bits - 1), power(bits - 1) - 1),
        (_, false) => (BigInt::from(0), power(bits) - 1),
    };
    if *number < least || *number > most {
        return Err(Wrong::Text(out_of_range(layout, field, &number, &least, &most)));
    }
    let mut bytes = number.to_signed_bytes_le();
    let fill = if number.sign() == num_bigint::Sign::Minus { 0xff } else { 0 };
    bytes.resize(field.size.max(bytes.len()), fill);
    bytes.truncate(field.size);
    Ok(bytes)
}

fn out_of_range(layout: &Layout, field: &Field, number: &BigInt, least: &BigInt, most: &BigInt) -> String {
    let name = match field.code {
        b'b' => "byte",
        b'B' => "ubyte",
        b'h' => "short",
        b'H' => "ushort",
        _ => "",
    };
    // CPython first makes a C long of it, or an unsigned one.
    let fits = match field.code {
        b'L' | b'I' => *number >= BigInt::from(0) && number.bits() <= 64,
        b'q' | b'Q' | b'l' | b'n' | b'N' | b'P' if field.size == 8 => false,
        _ => i64::try_from(number).is_ok(),
    };
    match (fits, name) {
        (false, _) => "argument out of range".to_owned(),
        (true, "") => format!("'{}' format requires {least} <= number <= {most}", char::from(field.code)),
        (true, _) if layout.native || field.size == 1 || field.size == 2 => {
            format!("{name} format requires {least} <= number <= {most}")
        }
        (true, _) => format!("'{}' format requires {least} <= number <= {most}", char::from(field.code)),
    }
}

fn unpack(h: &mut Heap, layout: &Layout, data: &[u8]) -> Vec<Value> {
    let mut values = Vec::new();
    for field in &layout.fields {
        if field.text() {
            let whole = &data[field.offset..field.offset + field.count];
            let part = match (field.code, whole.split_first()) {
                (b'p', Some((&len, rest))) => &rest[..rest.len().min(usize::from(len))],
                _ => whole,
            };
            values.push(h.new_bytes(part.to_vec()));
            continue;
        }
        for n in 0..field.count {
            let at = field.offset + n * field.size;
            let mut bytes = [0; 8];
            let little = &mut bytes[..field.size];
            little.copy_from_slice(&data[at..at + field.size]);
            if layout.big {
                little.reverse();
            }
            values.push(value_of(h, field, bytes));
        }
    }
    values
}

/// The value of some bytes, least significant first, with zeros behind.
fn value_of(h: &mut Heap, field: &Field, bytes: [u8; 8]) -> Value {
    let unsigned = u64::from_le_bytes(bytes);
    match field.code {
        b'c' => h.new_bytes(vec![bytes[0]]),
        b'?' => Value::Bool(unsigned != 0),
        b'd' => Value::Float(f64::from_bits(unsigned)),
        b'f' => Value::Float(f64::from(f32::from_bits(unsigned as u32))),
        b'e' => Value::Float(half_value(unsigned as u16)),
        code if code.is_ascii_lowercase() => {
            let shift = 64 - field.size as u32 * 8;
            Value::Int((unsigned << shift) as i64 >> shift)
        }
        _ => h.new_int(BigInt::from(unsigned)),
    }
}

/// A number in half precision (IEEE 754 binary16), rounded to even; none where it is too large.
fn half_bits(number: f64) -> Option<u16> {
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    let size = number.abs();
    if size.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // The exponent whose last place is that of the result: subnormal numbers share the least.
    let exponent = if size < 2f64.powi(-14) { -14 } else { size.log2().floor() as i32 };
    let exponent = if size < 2f64.powi(exponent) && exponent > -14 { exponent - 1 } else { exponent };
    let places = size / 2f64.powi(exponent - 10);
    let mut whole = places.round_ties_even() as u32;
    let mut exponent = exponent;
    if whole == 2048 {
        whole = 1024;
        exponent += 1;
    }
    if exponent > 15 {
        return None;
    }
    let biased = if whole < 1024 { 0 } else { (exponent + 15) as u16 };
    Some(sign | biased << 10 | (whole & 0x3ff) as u16)
}

fn half_value(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    match exponent {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN,
        _ => sign * (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::{half_bits, half_value};

    #[test]
    fn every_half_precision_number_comes_back() {
        for bits in 0..=u16::MAX {
            let value = half_value(bits);
            if !value.is_nan() {
                assert_eq!(half_bits(value), Some(bits), "{value}");
            }
        }
        assert_eq!(half_bits(65520.0), None);
        assert_eq!(half_bits(65519.0), Some(0x7bff));
    }
}
