//! Encodings: UTF-8, ASCII and Latin-1 with the usual ways to treat what does not fit.

use crate::vm::heap::Heap;
use crate::vm::native::Res;
use crate::vm::ops::payload;
use crate::vm::repr::type_name;
use crate::vm::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
        }
    }
}

fn text_argument(h: &mut Heap, function: &str, name: &str, v: Value, default: &str) -> Res<String> {
    match payload(h, v) {
        Value::Unbound => Ok(default.to_owned()),
        Value::Str(id) => Ok(h.str(id).to_owned()),
        _ => {
            let found = type_name(h, v);
            Err(h.type_error(format!("{function}() argument '{name}' must be str, not {found}")))
        }
    }
}

fn encoding(h: &mut Heap, name: &str) -> Res<Encoding> {
    match name.to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
        "utf-8" | "utf8" | "u8" => Ok(Encoding::Utf8),
        "ascii" | "us-ascii" => Ok(Encoding::Ascii),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" => Ok(Encoding::Latin1),
        _ => Err(h.raise("LookupError", format!("unknown encoding: {name}"))),
    }
}

fn unknown_handler(h: &mut Heap, errors: &str) -> crate::vm::native::Esc {
    h.raise("LookupError", format!("unknown error handler name '{errors}'"))
}

/// Bytes as text.
pub fn decode(h: &mut Heap, data: &[u8], encoding_value: Value, errors: Value) -> Res {
    let name = text_argument(h, "decode", "encoding", encoding_value, "utf-8")?;
    let errors = text_argument(h, "decode", "errors", errors, "strict")?;
    let encoding = encoding(h, &name)?;
    let text = match encoding {
        Encoding::Latin1 => data.iter().map(|&b| char::from(b)).collect(),
        Encoding::Ascii => decode_by(h, data, encoding, &errors, |rest| {
            let good = rest.iter().take_while(|b| b.is_ascii()).count();
            (good, 1, "ordinal not in range(128)")
        })?,
        Encoding::Utf8 => decode_by(h, data, encoding, &errors, utf8_problem)?,
    };
    Ok(h.new_string(text))
}

/// How many bytes are good, how many after them are bad, and why.
fn utf8_problem(rest: &[u8]) -> (usize, usize, &'static str) {
    match std::str::from_utf8(rest) {
        Ok(_) => (rest.len(), 0, ""),
        Err(error) => {
            let good = error.valid_up_to();
            match error.error_len() {
                None => (good, rest.len() - good, "unexpected end of data"),
                Some(length) => {
                    let lead = rest[good];
                    let start = matches!(lead, 0xc2..=0xf4);
                    (good, length, if start { "invalid continuation byte" } else { "invalid start byte" })
                }
            }
        }
    }
}

fn decode_by(
    h: &mut Heap,
    data: &[u8],
    encoding: Encoding,
    errors: &str,
    problem: impl Fn(&[u8]) -> (usize, usize, &'static str),
) -> Res<String> {
    let mut text = String::new();
    let mut at = 0;
    loop {
        let (good, bad, reason) = problem(&data[at..]);
        text.push_str(&String::from_utf8_lossy(&data[at..at + good]));
        at += good;
        if at >= data.len() {
            return Ok(text);
        }
        match errors {
            "strict" => return Err(decode_error(h, data, encoding, at, at + bad, reason)),
            "ignore" => {}
            "replace" => text.push('\u{fffd}'),
            "backslashreplace" => data[at..at + bad].iter().for_each(|b| text.push_str(&format!("\\x{b:02x}"))),
            _ => return Err(unknown_handler(h, errors)),
        }
        at += bad;
    }
}

fn decode_error(
    h: &mut Heap,
    data: &[u8],
    encoding: Encoding,
    start: usize,
    end: usize,
    reason: &str,
) -> crate::vm::native::Esc {
    let message = if end - start == 1 {
        let (name, byte) = (encoding.name(), data[start]);
        format!("'{name}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
    } else {
        let name = encoding.name();
        format!("'{name}' codec can't decode bytes in position {start}-{}: {reason}", end - 1)
    };
    h.raise("UnicodeDecodeError", message)
}

/// Text as bytes.
pub fn encode(h: &mut Heap, text: &str, encoding_value: Value, errors: Value) -> Res {
    let name = text_argument(h, "encode", "encoding", encoding_value, "utf-8")?;
    let errors = text_argument(h, "encode", "errors", errors, "strict")?;
    let encoding = encoding(h, &name)?;
    let limit = match encoding {
        Encoding::Utf8 => return Ok(h.new_bytes(text.as_bytes().to_vec())),
        Encoding::Ascii => 128,
        Encoding::Latin1 => 256,
    };
    let mut data = Vec::with_capacity(text.len());
    for (position, c) in text.chars().enumerate() {
        let code = c as u32;
        if code < limit {
            data.push(code as u8);
            continue;
        }
        match errors.as_str() {
            "strict" => return Err(encode_error(h, text, encoding, limit, position)),
            "ignore" => {}
            "replace" => data.push(b'?'),
            "backslashreplace" => data.extend(escape(c).bytes()),
            "xmlcharrefreplace" => data.extend(format!("&#{code};").bytes()),
            _ => return Err(unknown_handler(h, &errors)),
        }
    }
    Ok(h.new_bytes(data))
}

fn escape(c: char) -> String {
    match c as u32 {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0x100..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

fn encode_error(h: &mut Heap, text: &str, encoding: Encoding, limit: u32, start: usize) -> crate::vm::native::Esc {
    let run: Vec<char> = text.chars().skip(start).take_while(|&c| c as u32 >= limit).collect();
    let name = encoding.name();
    let message = if let [c] = run[..] {
        let shown = escape(c);
        format!("'{name}' codec can't encode character '{shown}' in position {start}: ordinal not in range({limit})")
    } else {
        let end = start + run.len() - 1;
        format!("'{name}' codec can't encode characters in position {start}-{end}: ordinal not in range({limit})")
    };
    h.raise("UnicodeEncodeError", message)
}

/// The bytes that pairs of hexadecimal digits stand for; white space between pairs is skipped.
pub fn from_hex(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    let Some(text) = super::str::text(h, v).map(str::to_owned) else {
        let name = type_name(h, v);
        return Err(h.type_error(format!("fromhex() argument must be str, not {name}")));
    };
    let chars: Vec<char> = text.chars().collect();
    let mut data = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at].is_ascii_whitespace() || chars[at] == '\x0b' {
            at += 1;
            continue;
        }
        let digit = |at: usize| chars.get(at).and_then(|c| c.to_digit(16)).ok_or(at);
        match digit(at).and_then(|high| digit(at + 1).map(|low| high * 16 + low)) {
            Ok(value) => data.push(value as u8),
            Err(at) => {
                let text = format!("non-hexadecimal number found in fromhex() arg at position {at}");
                return Err(h.value_error(text));
            }
        }
        at += 2;
    }
    Ok(data)
}
