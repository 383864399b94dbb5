//! Number literals, and what CPython says of wrong ones.

/// What is wrong: message, offset, length.
type Wrong = (String, usize, usize);

/// The length of the number that `text` begins with.
pub(super) fn number(text: &str) -> Result<usize, Wrong> {
    let b = text.as_bytes();
    let at = |i: usize| b.get(i).copied().unwrap_or(0);
    match (at(0), at(1).to_ascii_lowercase()) {
        (b'0', b'x') => based(text, "hexadecimal", 16),
        (b'0', b'o') => based(text, "octal", 8),
        (b'0', b'b') => based(text, "binary", 2),
        _ => decimal(text),
    }
}

/// Digits with single underscores between them; where they end.
fn digits(b: &[u8], mut i: usize, kind: &str, is_digit: impl Fn(u8) -> bool) -> Result<usize, Wrong> {
    loop {
        while b.get(i).is_some_and(|&c| is_digit(c)) {
            i += 1;
        }
        if b.get(i) != Some(&b'_') {
            return Ok(i);
        }
        if !b.get(i + 1).is_some_and(|&c| is_digit(c)) {
            return Err((format!("invalid {kind} literal"), i, 0));
        }
        i += 1;
    }
}

fn based(text: &str, kind: &str, radix: u32) -> Result<usize, Wrong> {
    let b = text.as_bytes();
    let is_digit = |c: u8| (c as char).is_digit(radix);
    let start = if b.get(2) == Some(&b'_') { 3 } else { 2 };
    let next = b.get(start).copied().unwrap_or(0);
    if !is_digit(next) {
        if next.is_ascii_digit() {
            return Err((format!("invalid digit '{}' in {kind} literal", next as char), start, 0));
        }
        return Err((format!("invalid {kind} literal"), start - 1, 0));
    }
    let end = digits(b, start, kind, is_digit)?;
    match b.get(end) {
        Some(&c) if c.is_ascii_digit() => Err((format!("invalid digit '{}' in {kind} literal", c as char), end, 0)),
        _ => finish(text, end, kind),
    }
}

fn decimal(text: &str) -> Result<usize, Wrong> {
    let b = text.as_bytes();
    let is_digit = |c: u8| c.is_ascii_digit();
    let mut end = digits(b, 0, "decimal", is_digit)?;
    let whole = end;
    if b.get(end) == Some(&b'.') {
        end += 1;
        if b.get(end).is_some_and(u8::is_ascii_digit) {
            end = digits(b, end, "decimal", is_digit)?;
        }
    }
    if matches!(b.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(b.get(end + 1), Some(b'+' | b'-')));
        if b.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
            end = digits(b, end + 1 + sign, "decimal", is_digit)?;
        } else if sign > 0 || !text[end..].starts_with("else") {
            return Err(("invalid decimal literal".to_owned(), end.saturating_sub(1), 0));
        }
    }
    if matches!(b.get(end), Some(b'j' | b'J')) {
        return finish(text, end + 1, "imaginary");
    }
    let zeros = b[..whole].iter().take_while(|&&c| c == b'0' || c == b'_').count();
    if end == whole && b.first() == Some(&b'0') && zeros < whole {
        let message =
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        return Err((message.to_owned(), 0, zeros));
    }
    finish(text, end, "decimal")
}

/// What follows a number must not look like a part of it.
fn finish(text: &str, end: usize, kind: &str) -> Result<usize, Wrong> {
    let rest = &text[end..];
    let follows =
        |word: &str| rest.strip_prefix(word).is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
    let keyword = ["and", "else", "for", "if", "in", "is", "not", "or"].iter().any(|w| follows(w));
    let name = rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    if name && !keyword {
        return Err((format!("invalid {kind} literal"), end - 1, 0));
    }
    Ok(end)
}
