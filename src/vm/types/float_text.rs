//! Floats as text: the shortest text that reads back the same, and the hexadecimal form.

use super::float::scaled;
use super::unicode;

/// `repr(x)`: the shortest digits that give the same float, with an exponent outside 1e-4 .. 1e16.
pub fn repr(x: f64) -> String {
    if !x.is_finite() {
        return special(x).to_owned();
    }
    let mut text = format!("{x:e}");
    if (5e14..1e25).contains(&x.abs()) {
        text = even_tie(x, text);
    }
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        if x.abs() >= 5e14 {
            return plain(digits, exponent);
        }
        let plain = format!("{x}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// Of two shortest texts that are equally near, the standard library takes the larger, CPython the even one. It happens
/// only where a float's exact value has few digits: between these bounds.
fn even_tie(x: f64, text: String) -> String {
    let digits = text.split('e').next().map_or(0, |digits| digits.bytes().filter(u8::is_ascii_digit).count());
    let exact = format!("{x:.*e}", digits.saturating_sub(1));
    if exact != text && exact.parse() == Ok(x) { exact } else { text }
}

/// `d.ddd` times a power of ten (not negative) without an exponent.
fn plain(digits: &str, exponent: i32) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut all = format!("{whole}{fraction}");
    let point = exponent as usize + 1;
    while all.len() <= point {
        all.push('0');
    }
    format!("{sign}{}.{}", &all[..point], &all[point..])
}

/// The text of what is not finite.
pub fn special(x: f64) -> &'static str {
    match (x.is_nan(), x < 0.0) {
        (true, _) => "nan",
        (false, false) => "inf",
        (false, true) => "-inf",
    }
}

/// Reads a float as `float(text)` does.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(unicode::is_space);
    let mut plain = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        let c = if c.is_ascii() { c } else { char::from(b'0' + unicode::decimal(c)?) };
        // An underscore stands between digits only.
        if (c == '_' && !previous.is_ascii_digit()) || (previous == '_' && !c.is_ascii_digit()) {
            return None;
        }
        if c != '_' {
            plain.push(c);
        }
        previous = c;
    }
    if previous == '_' {
        return None;
    }
    let unsigned = plain.trim_start_matches(['+', '-']);
    let word = unsigned.to_ascii_lowercase();
    if unsigned.len() + 1 < plain.len() {
        return None;
    }
    if !matches!(word.as_str(), "inf" | "infinity" | "nan")
        && !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return None;
    }
    plain.parse().ok()
}

/// `x.hex()`.
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return special(x).to_owned();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// `float.fromhex(text)`; infinite when too large.
pub fn from_hex(text: &str) -> Option<f64> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b').to_ascii_lowercase();
    let (negative, body) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text.as_str()),
    };
    let value = match body {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => from_hex_digits(body.strip_prefix("0x").unwrap_or(body))?,
    };
    Some(if negative { -value } else { value })
}

fn from_hex_digits(body: &str) -> Option<f64> {
    let (digits, exponent) = match body.split_once('p') {
        Some((digits, exponent)) => {
            let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let limit = if exponent.starts_with('-') { -100_000 } else { 100_000 };
            (digits, exponent.parse::<i64>().unwrap_or(limit).clamp(-100_000, 100_000))
        }
        None => (body, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (mut mantissa, mut sticky, mut exponent) = (0_u128, false, exponent - 4 * fraction.len() as i64);
    for c in whole.chars().chain(fraction.chars()) {
        let digit = c.to_digit(16)?;
        if mantissa >> 120 == 0 {
            mantissa = mantissa << 4 | u128::from(digit);
        } else {
            exponent += 4;
            sticky |= digit != 0;
        }
    }
    Some(scaled(mantissa, sticky, exponent))
}
