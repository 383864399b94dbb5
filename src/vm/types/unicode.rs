//! Facts about characters that the standard library does not tell, as CPython 3.11 (Unicode 14) has them.

use super::unicode_tables::{ALPHABETIC, DIGITS, NUMERIC, PRINTABLE};

/// `str.isspace` of one character.
pub fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\x1c'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}'
        | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// The value of a decimal digit of any script.
pub fn decimal(c: char) -> Option<u8> {
    let code = c as u32;
    let index = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    let value = code - ZEROS[index];
    (value < 10).then_some(value as u8)
}

fn within(table: &[(u32, u32)], c: char) -> bool {
    let code = c as u32;
    let index = table.partition_point(|&(start, _)| start <= code);
    index > 0 && code <= table[index - 1].1
}

/// `str.isalpha` of one character.
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { within(&ALPHABETIC, c) }
}

/// `str.isprintable` of one character: `repr` shows it as it is.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() { matches!(c, ' '..='~') } else { within(&PRINTABLE, c) }
}

/// `str.isdecimal` of one character.
pub fn is_decimal(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && decimal(c).is_some())
}

/// `str.isdigit` of one character.
pub fn is_digit(c: char) -> bool {
    is_decimal(c) || within(&DIGITS, c)
}

/// `str.isnumeric` of one character.
pub fn is_numeric(c: char) -> bool {
    is_digit(c) || within(&NUMERIC, c)
}

/// `str.isalnum` of one character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// Whether the character ends a line for `str.splitlines`.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The title-case form of a character.
pub fn to_title(c: char, out: &mut String) {
    match c {
        '\u{1c4}'..='\u{1c6}' => out.push('\u{1c5}'),
        '\u{1c7}'..='\u{1c9}' => out.push('\u{1c8}'),
        '\u{1ca}'..='\u{1cc}' => out.push('\u{1cb}'),
        '\u{1f1}'..='\u{1f3}' => out.push('\u{1f2}'),
        '\u{149}' => out.push_str("\u{2bc}N"),
        // Georgian letters have capitals, but no title case.
        '\u{10d0}'..='\u{10ff}' => out.push(c),
        _ => {
            // One capital of several (as of sharp s) stays, the others become small again.
            let mut upper = c.to_uppercase();
            out.extend(upper.next());
            upper.for_each(|c| out.extend(c.to_lowercase()));
        }
    }
}

/// The case-folded form of a character.
pub fn fold(c: char, out: &mut String) {
    match c {
        '\u{131}' => out.push(c),
        _ => c.to_uppercase().for_each(|c| out.extend(c.to_lowercase())),
    }
}

/// The code points of the digit zero in each script; nine more follow.
static ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
    0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0,
    0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60,
    0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];
