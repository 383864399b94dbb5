//! How deep the fields of an f-string are: the scan sees f-strings as strings, the parser does not.

/// Brackets in a field, and in the fields of its format, at most.
const MAX_DEPTH: u32 = 60;
/// Operators in a field, as for other expressions.
const MAX_CHAIN: u32 = 600;

/// Whether the fields of the f-string with this text are shallow enough.
pub(super) fn shallow(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut depth, mut chain, mut at) = (0u32, 0u32, 0);
    while let Some(&b) = bytes.get(at) {
        at += 1;
        match b {
            b'{' if depth == 0 && bytes.get(at) == Some(&b'{') => at += 1,
            b'{' => depth += 1,
            b'(' | b'[' if depth > 0 => {
                depth += 1;
                chain += 3;
            }
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            b'a'..=b'z' if depth > 0 => {
                let word = &bytes[at - 1..];
                let length = word.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
                chain += match &word[..length] {
                    b"lambda" => 15,
                    b"not" | b"if" | b"else" | b"await" | b"for" | b"in" => 3,
                    _ => 0,
                };
                at += length - 1;
            }
            b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'~' | b'.' | b'<' | b'>' | b'@' if depth > 0 => {
                chain += 3;
            }
            _ => {}
        }
        if depth == 0 {
            chain = 0;
        }
        if depth > MAX_DEPTH || chain > MAX_CHAIN {
            return false;
        }
    }
    true
}
