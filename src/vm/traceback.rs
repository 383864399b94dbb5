//! Tracebacks as CPython 3.11 prints them: chained exceptions, the lines that an exception passed with markers under the
//! expression, repeated lines folded, notes, and what the program may have meant.

mod anchors;
mod suggest;

use self::anchors::markers;
use super::attr;
use super::heap::Heap;
use super::native::Res;
use super::object::{ExcObject, TraceEntry};
use super::value::Value;

/// Only so many of the last entries are shown.
const MOST_ENTRIES: usize = 1000;
/// How many times the same line is shown before the rest are counted.
const MOST_REPEATS: usize = 3;

/// The whole text for an exception, its causes and contexts first, ending in a newline.
pub fn format_exception(h: &mut Heap, exc: Value) -> String {
    format_with(h, exc, &[], true)
}

/// As [`format_exception`]; `texts` holds the messages of exceptions whose `__str__` is Python code (see [`wants_text`]),
/// `suggest` asks for the names that may have been meant.
pub fn format_with(h: &mut Heap, exc: Value, texts: &[(Value, String)], suggest: bool) -> String {
    let mut out = String::new();
    for (exc, link) in chain(h, exc) {
        out.push_str(&trace(h, exc));
        out.push_str(&last_lines(h, exc, texts, suggest));
        out.push_str(link);
    }
    out
}

/// The exceptions of the chain whose message only Python code can make.
pub fn wants_text(h: &mut Heap, exc: Value) -> Vec<Value> {
    let chain = chain(h, exc);
    chain.into_iter().map(|(exc, _)| exc).filter(|&exc| message(h, exc).is_err()).collect()
}

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The exceptions to print in order, each with what stands between it and the next.
fn chain(h: &Heap, exc: Value) -> Vec<(Value, &'static str)> {
    let mut chain = vec![(exc, "")];
    let mut current = exc;
    while let Some(state) = state(h, current) {
        let (next, link) = match (state.cause, state.context) {
            (Value::None | Value::Unbound, context) if !state.suppress => (context, CONTEXT),
            (Value::None | Value::Unbound, _) => break,
            (cause, _) => (cause, CAUSE),
        };
        if !matches!(next, Value::Instance(_)) || chain.iter().any(|(seen, _)| seen.is(next)) {
            break;
        }
        chain.push((next, link));
        current = next;
    }
    chain.reverse();
    chain
}

fn state(h: &Heap, exc: Value) -> Option<&ExcObject> {
    attr::exception_state(h, exc).map(|id| h.excs.get(id))
}

/// `Traceback (most recent call last):` and the places.
fn trace(h: &Heap, exc: Value) -> String {
    let Some(state) = state(h, exc) else { return String::new() };
    let mut entries: Vec<TraceEntry> = state.traceback.iter().rev().copied().collect();
    if entries.is_empty() {
        return String::new();
    }
    entries.retain(|entry| !h.codes[entry.code as usize].unit.library);
    let mut out = String::from("Traceback (most recent call last):\n");
    let from = entries.len().saturating_sub(MOST_ENTRIES);
    out.push_str(&format_entries(h, &entries[from..]));
    out
}

/// The lines of a traceback or stack, outermost first. Entries of our own library are to be left out before.
pub fn format_entries(h: &Heap, entries: &[TraceEntry]) -> String {
    let mut out = String::new();
    let mut last = None;
    let mut count = 0;
    for entry in entries {
        let code = &h.codes[entry.code as usize];
        let span = code.code.spans.get(entry.pc as usize).copied().unwrap_or_default();
        let line = code.unit.source.line_of(span.start);
        let place = (code.unit.source.name.as_str(), line, code.code.name.as_str());
        if last != Some(place) {
            repeated(&mut out, count);
            count = 0;
            last = Some(place);
        }
        count += 1;
        if count <= MOST_REPEATS {
            let (file, line, name) = place;
            out.push_str(&format!("  File \"{file}\", line {line}, in {name}\n"));
            out.push_str(&markers(&code.unit.source, span));
        }
    }
    repeated(&mut out, count);
    out
}

fn repeated(out: &mut String, count: usize) {
    let more = count.saturating_sub(MOST_REPEATS);
    if more > 0 {
        let plural = if more == 1 { "" } else { "s" };
        out.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
    }
}

/// `ValueError: message`, the suggestion, and the notes.
fn last_lines(h: &mut Heap, exc: Value, texts: &[(Value, String)], suggest: bool) -> String {
    let known = texts.iter().find(|(of, _)| of.is(exc)).map(|(_, text)| text.clone());
    let text = match known {
        Some(text) => text,
        None => message(h, exc).unwrap_or_else(|_| "<exception str() failed>".to_owned()),
    };
    let mut out = class_name(h, exc);
    if !text.is_empty() {
        out.push_str(": ");
        out.push_str(&text);
    }
    if suggest && let Some(name) = suggest::suggestion(h, exc) {
        out.push_str(&format!(". Did you mean: '{name}'?"));
    }
    out.push('\n');
    for note in notes(h, exc) {
        out.push_str(&note);
        out.push('\n');
    }
    out
}

fn message(h: &mut Heap, exc: Value) -> Res<String> {
    super::repr::str(h, exc)
}

/// The name of the class, with its module unless that is the program or `builtins`.
fn class_name(h: &Heap, exc: Value) -> String {
    let class = h.classes.get(attr::type_of(h, exc));
    match class.module.as_str() {
        "" | "builtins" | "__main__" => class.qualname.clone(),
        module => format!("{module}.{}", class.qualname),
    }
}

fn notes(h: &mut Heap, exc: Value) -> Vec<String> {
    let notes = match state(h, exc).map(|state| state.notes) {
        Some(Value::List(id)) => h.lists.get(id).items.clone(),
        _ => Vec::new(),
    };
    notes
        .into_iter()
        .map(|note| super::repr::str(h, note).unwrap_or_else(|_| "<note str() failed>".to_owned()))
        .collect()
}
