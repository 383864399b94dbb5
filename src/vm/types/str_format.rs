//! `str.format`: replacement fields with attribute and item look-ups, conversions and nested specifications. Where Python
//! code has to be asked, the prelude's `str_format` does the whole again.

use super::str::receiver;
use crate::vm::attr;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{Esc, NativeDef, Res};
use crate::vm::ops::{payload, prelude};
use crate::vm::repr;
use crate::vm::types::dict;
use crate::vm::value::Value;

/// Methods of `str`.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("str.format", &["self"], 1, |h, a| {
        // The keywords come before the star arguments.
        let keywords = if a[1].is_unbound() { Value::Dict(h.new_dict()) } else { a[1] };
        format(h, a[0], Some(&a[2..]), keywords)
    })
    .star()
    .kwargs(),
    NativeDef::new("str.format_map", &["self", "/mapping"], 2, |h, a| format(h, a[0], None, a[1])),
];

fn format(h: &mut Heap, template: Value, args: Option<&[Value]>, keywords: Value) -> Res {
    let id = receiver(h, template)?;
    let template = Value::Str(id);
    let text = h.str(id).to_owned();
    let mut formatter = Formatter { args, keywords, auto: None };
    match formatter.run(h, &text, 2) {
        Ok(text) => Ok(h.new_string(text)),
        Err(Esc::Raise(exc)) => Err(Esc::Raise(exc)),
        Err(_) => {
            let args = match args {
                Some(args) => h.new_tuple(args.to_vec()),
                None => Value::None,
            };
            Err(prelude("str_format", vec![template, args, keywords]))
        }
    }
}

struct Formatter<'a> {
    /// None for `format_map`.
    args: Option<&'a [Value]>,
    keywords: Value,
    /// The next automatic number; -1 once a field was numbered by hand.
    auto: Option<i64>,
}

impl Formatter<'_> {
    /// The template with its fields replaced; `depth` is how deep fields may still nest.
    fn run(&mut self, h: &mut Heap, text: &str, depth: u32) -> Res<String> {
        if depth == 0 {
            return Err(h.value_error("Max string recursion exceeded"));
        }
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                out.push_str(brace);
                rest = after;
            } else if brace == "}" {
                return Err(h.value_error("Single '}' encountered in format string"));
            } else if rest.is_empty() {
                return Err(h.value_error("Single '{' encountered in format string"));
            } else {
                let end = field_end(h, rest)?;
                self.field(h, &rest[..end], depth, &mut out)?;
                rest = &rest[end + 1..];
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    fn field(&mut self, h: &mut Heap, field: &str, depth: u32, out: &mut String) -> Res<()> {
        // A bracket hides `:` and `!`.
        let mut end = field.len();
        let mut bracket = false;
        for (at, byte) in field.bytes().enumerate() {
            match byte {
                b'{' => return Err(h.value_error("unexpected '{' in field name")),
                b'[' => bracket = true,
                b']' => bracket = false,
                b':' | b'!' if !bracket => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let (name, mut rest) = field.split_at(end);
        let mut conversion = None;
        if let Some(after) = rest.strip_prefix('!') {
            let mut chars = after.chars();
            conversion = chars.next();
            rest = chars.as_str();
            if conversion.is_none() {
                return Err(h.value_error("unmatched '{' in format spec"));
            }
            if !rest.is_empty() && !rest.starts_with(':') {
                return Err(h.value_error("expected ':' after conversion specifier"));
            }
        }
        let spec = rest.strip_prefix(':').unwrap_or_default();
        let value = self.value(h, name)?;
        let value = match conversion {
            None => value,
            Some(kind @ ('r' | 's' | 'a')) => {
                let text = match kind {
                    'r' => repr::repr(h, value)?,
                    's' => repr::str(h, value)?,
                    _ => repr::ascii(h, value)?,
                };
                h.new_string(text)
            }
            Some(kind) => {
                let shown =
                    if kind > ' ' && kind < '\u{7f}' { kind.to_string() } else { format!("\\x{:x}", kind as u32) };
                return Err(h.value_error(format!("Unknown conversion specifier {shown}")));
            }
        };
        if let (Value::Str(text), "") = (value, spec) {
            out.push_str(h.str(text));
            return Ok(());
        }
        let text = if spec.contains(['{', '}']) {
            let spec = self.run(h, spec, depth - 1)?;
            repr::format(h, value, &spec)?
        } else {
            repr::format(h, value, spec)?
        };
        out.push_str(&text);
        Ok(())
    }

    /// The value that a field names: first an argument, then attributes and items of it.
    fn value(&mut self, h: &mut Heap, name: &str) -> Res {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let mut value = self.argument(h, &name[..end])?;
        let mut rest = &name[end..];
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('.') {
                let end = after.find(['.', '[']).unwrap_or(after.len());
                if end == 0 {
                    return Err(h.value_error("Empty attribute in format string"));
                }
                let name = h.intern(&after[..end]);
                value = attr::get_attr(h, value, name)?;
                rest = &after[end..];
            } else if let Some(after) = rest.strip_prefix('[') {
                let Some(end) = after.find(']') else {
                    return Err(h.value_error("Missing ']' in format string"));
                };
                if end == 0 {
                    return Err(h.value_error("Empty attribute in format string"));
                }
                let key = match number(&after[..end]) {
                    Some(number) => Value::Int(number),
                    None => h.new_str(&after[..end]),
                };
                value = items::get_item(h, value, key)?;
                rest = &after[end + 1..];
            } else {
                return Err(h.value_error("Only '.' or '[' may follow ']' in format field specifier"));
            }
        }
        Ok(value)
    }

    fn argument(&mut self, h: &mut Heap, name: &str) -> Res {
        let number = number(name);
        if name.is_empty() || number.is_some() {
            let switch = match self.auto {
                Some(next) if name.is_empty() && next < 0 => {
                    Some("cannot switch from manual field specification to automatic field numbering")
                }
                Some(next) if !name.is_empty() && next >= 0 => {
                    Some("cannot switch from automatic field numbering to manual field specification")
                }
                _ => None,
            };
            if let Some(message) = switch {
                return Err(h.value_error(message));
            }
        }
        let index = match number {
            Some(number) => {
                self.auto = Some(-1);
                number
            }
            None if name.is_empty() => {
                let next = self.auto.unwrap_or(0);
                self.auto = Some(next + 1);
                next
            }
            None => {
                let key = h.new_str(name);
                return self.keyword(h, key);
            }
        };
        let Some(args) = self.args else {
            return Err(h.value_error("Format string contains positional fields"));
        };
        match args.get(index as usize) {
            Some(&value) => Ok(value),
            None => {
                let message = format!("Replacement index {index} out of range for positional args tuple");
                Err(h.raise("IndexError", message))
            }
        }
    }

    fn keyword(&mut self, h: &mut Heap, key: Value) -> Res {
        match (self.args, payload(h, self.keywords)) {
            (Some(_), Value::Dict(id)) => match dict::get(h, id, key)? {
                Some(value) => Ok(value),
                None => Err(h.raise_args("KeyError", vec![key])),
            },
            _ => items::get_item(h, self.keywords, key),
        }
    }
}

/// The end of the field that the text starts with: the place of its closing brace.
fn field_end(h: &mut Heap, text: &str) -> Res<usize> {
    let mut depth = 1;
    let mut bracket = false;
    let mut in_name = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' if in_name => bracket = true,
            b']' => bracket = false,
            _ if bracket => {}
            b':' | b'!' => in_name = false,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Ok(at);
                }
            }
            _ => {}
        }
    }
    Err(h.value_error("expected '}' before end of string"))
}

fn number(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}
