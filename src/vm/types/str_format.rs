//! `str.format`: replacement fields with attribute and item look-ups, conversions and nested specifications. Where Python
//! code has to be asked, `_prelude.str_format` does the whole again.

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
    let text: Vec<char> = h.str(id).chars().collect();
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
    fn run(&mut self, h: &mut Heap, text: &[char], depth: u32) -> Res<String> {
        if depth == 0 {
            return Err(h.value_error("Max string recursion exceeded"));
        }
        let mut out = String::new();
        let mut at = 0;
        while at < text.len() {
            let c = text[at];
            at += 1;
            if !matches!(c, '{' | '}') {
                out.push(c);
            } else if text.get(at) == Some(&c) {
                out.push(c);
                at += 1;
            } else if c == '}' {
                return Err(h.value_error("Single '}' encountered in format string"));
            } else if at == text.len() {
                return Err(h.value_error("Single '{' encountered in format string"));
            } else {
                let end = field_end(h, text, at)?;
                self.field(h, &text[at..end], depth, &mut out)?;
                at = end + 1;
            }
        }
        Ok(out)
    }

    fn field(&mut self, h: &mut Heap, field: &[char], depth: u32, out: &mut String) -> Res<()> {
        // A bracket hides `:` and `!`.
        let mut end = 0;
        let mut bracket = false;
        while end < field.len() && (bracket || !matches!(field[end], ':' | '!')) {
            match field[end] {
                '{' => return Err(h.value_error("unexpected '{' in field name")),
                '[' => bracket = true,
                ']' => bracket = false,
                _ => {}
            }
            end += 1;
        }
        let (name, mut rest) = field.split_at(end);
        let mut conversion = None;
        if rest.first() == Some(&'!') {
            conversion = rest.get(1).copied();
            match (conversion, rest.get(2)) {
                (None, _) => return Err(h.value_error("unmatched '{' in format spec")),
                (_, None | Some(':')) => rest = &rest[2..],
                _ => return Err(h.value_error("expected ':' after conversion specifier")),
            }
        }
        let spec = rest.strip_prefix(&[':']).unwrap_or_default();
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
        let spec = if spec.contains(&'{') || spec.contains(&'}') {
            self.run(h, spec, depth - 1)?
        } else {
            spec.iter().collect()
        };
        out.push_str(&repr::format(h, value, &spec)?);
        Ok(())
    }

    /// The value that a field names: first an argument, then attributes and items of it.
    fn value(&mut self, h: &mut Heap, name: &[char]) -> Res {
        let end = name.iter().position(|c| matches!(c, '.' | '[')).unwrap_or(name.len());
        let first: String = name[..end].iter().collect();
        let mut value = self.argument(h, &first)?;
        let mut rest = &name[end..];
        while let Some(&c) = rest.first() {
            rest = &rest[1..];
            if c == '.' {
                let end = rest.iter().position(|c| matches!(c, '.' | '[')).unwrap_or(rest.len());
                let attribute: String = rest[..end].iter().collect();
                if attribute.is_empty() {
                    return Err(h.value_error("Empty attribute in format string"));
                }
                let name = h.intern(&attribute);
                value = attr::get_attr(h, value, name)?;
                rest = &rest[end..];
            } else if c == '[' {
                let Some(end) = rest.iter().position(|c| *c == ']') else {
                    return Err(h.value_error("Missing ']' in format string"));
                };
                let key: String = rest[..end].iter().collect();
                if key.is_empty() {
                    return Err(h.value_error("Empty attribute in format string"));
                }
                let key = match number(&key) {
                    Some(number) => Value::Int(number),
                    None => h.new_string(key),
                };
                value = items::get_item(h, value, key)?;
                rest = &rest[end + 1..];
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

/// The end of the field that starts at `at`: its closing brace.
fn field_end(h: &mut Heap, text: &[char], at: usize) -> Res<usize> {
    let mut depth = 1;
    let mut bracket = false;
    let mut in_name = true;
    for (end, &c) in text.iter().enumerate().skip(at) {
        match c {
            '[' if in_name => bracket = true,
            ']' => bracket = false,
            _ if bracket => {}
            ':' | '!' => in_name = false,
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Ok(end);
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
