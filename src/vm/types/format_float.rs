//! Floats in the presentations of the format mini-language and of `%` formatting. Every digit is exact, rounded half to even.

use super::float_text;
use super::format::{Parts, Problem, Spec, layout, unknown_code};

/// More digits than any float has after its point; the rest are zeros.
const MOST_DIGITS: usize = 1100;

/// `format(x, spec)`.
pub fn format(x: f64, spec: &Spec, type_name: &str) -> Result<String, Problem> {
    let (kind, percent) = match spec.kind {
        None => ('r', false),
        Some('n') => ('g', false),
        Some('%') => ('f', true),
        Some(kind @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G')) => (kind, false),
        Some(kind) => return Err(unknown_code(kind, type_name)),
    };
    if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
        return Err(Problem::Value("precision too big".to_owned()));
    }
    let x = if percent { x * 100.0 } else { x };
    let mut text = match (kind, spec.precision) {
        ('r', None) => shortest(x.abs(), spec.alternate),
        ('r', Some(precision)) => general(x.abs(), precision, spec.alternate, true),
        (kind, precision) => digits(x.abs(), kind, precision.unwrap_or(6), spec.alternate),
    };
    let zero = !text.bytes().take_while(|b| *b != b'e').any(|b| b.is_ascii_digit() && b != b'0');
    let negative = x.is_sign_negative() && !x.is_nan() && !(spec.no_negative_zero && zero && x.is_finite());
    if percent {
        text.push('%');
    }
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(split);
    Ok(layout(&Parts { negative, prefix: "", digits, rest, group: 3 }, spec))
}

fn shortest(x: f64, alternate: bool) -> String {
    let text = float_text::repr(x);
    match text.split_once('e') {
        Some((digits, exponent)) if alternate && !digits.contains('.') => format!("{digits}.e{exponent}"),
        _ => text,
    }
}

/// The digits of a non-negative float in presentation `e`, `f` or `g` (upper case for upper-case letters).
pub fn digits(x: f64, kind: char, precision: usize, alternate: bool) -> String {
    let text = match kind.to_ascii_lowercase() {
        _ if !x.is_finite() => float_text::special(x).to_owned(),
        'e' => {
            let (digits, exponent) = scientific(x, precision);
            let point = if alternate && precision == 0 { "." } else { "" };
            exponential(&(digits + point), exponent)
        }
        'f' => {
            let mut text = fixed(x, precision);
            if alternate && precision == 0 {
                text.push('.');
            }
            text
        }
        _ => general(x, precision, alternate, false),
    };
    if kind.is_ascii_uppercase() { text.to_ascii_uppercase() } else { text }
}

fn fixed(x: f64, precision: usize) -> String {
    let known = precision.min(MOST_DIGITS);
    let mut text = format!("{x:.known$}");
    text.extend(std::iter::repeat_n('0', precision - known));
    text
}

/// The digits `d.ddd` and the exponent.
fn scientific(x: f64, precision: usize) -> (String, i32) {
    let known = precision.min(MOST_DIGITS);
    let text = format!("{x:.known$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let zeros = std::iter::repeat_n('0', precision - known);
    (digits.chars().chain(zeros).collect(), exponent.parse().unwrap_or(0))
}

fn exponential(digits: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// Presentation `g`: `precision` significant digits, trailing zeros removed unless `alternate`. `point` asks for a digit
/// after the point in any case (a spec with a precision and no letter).
fn general(x: f64, precision: usize, alternate: bool, point: bool) -> String {
    if !x.is_finite() {
        return float_text::special(x).to_owned();
    }
    let precision = precision.max(1);
    let (digits, exponent) = scientific(x, precision - 1);
    let limit = precision as i64 - i64::from(point);
    let strip = |text: String| {
        if alternate || !text.contains('.') {
            return text;
        }
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let dotted = |text: String| if alternate && !text.contains('.') { text + "." } else { text };
    if exponent < -4 || i64::from(exponent) >= limit {
        return exponential(&dotted(strip(digits)), exponent);
    }
    let plain: String = digits.chars().filter(|c| *c != '.').collect();
    let text = if exponent < 0 {
        format!("0.{}{plain}", "0".repeat(exponent.unsigned_abs() as usize - 1))
    } else {
        let (whole, fraction) = plain.split_at((exponent as usize + 1).min(plain.len()));
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    };
    let text = dotted(strip(text));
    if point && !text.contains('.') { text + ".0" } else { text }
}
