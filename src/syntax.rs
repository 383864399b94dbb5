//! Program text to syntax tree. [`scan`] looks at the text first (limits, and what CPython's tokenizer complains about),
//! the ruff parser does the parsing, [`explain`] says what is wrong in CPython's words.

mod context;
mod describe;
mod explain;
mod scan;

use ruff_python_ast::{Mod, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

use crate::span::{Diagnostic, Source};

/// Errors after the first that are reported, at most.
const MAX_FOLLOWING: usize = 9;

/// Which exception Python raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Syntax,
    Indentation,
    Tab,
}

/// Something wrong, before it has a line.
#[derive(Clone, Debug)]
struct Problem {
    kind: Kind,
    message: String,
    start: u32,
    end: u32,
    /// Where the parser stumbled.
    at: u32,
    /// The parser went on as if nothing was wrong: a wrong target, not a wrong sequence of tokens.
    mild: bool,
}

impl Problem {
    fn new(kind: Kind, message: impl Into<String>, start: u32, end: u32) -> Self {
        Self { kind, message: message.into(), start, end, at: start, mild: false }
    }

    fn syntax(message: impl Into<String>, start: u32, end: u32) -> Self {
        Self::new(Kind::Syntax, message, start, end)
    }
}

/// Parses a module of our own: without what is only asked of the text of others.
///
/// # Errors
/// What is wrong with the text.
pub fn parse_own(text: &str) -> Result<ModModule, Vec<Diagnostic>> {
    let parsed = parse_unchecked(text, options());
    match parsed.errors() {
        [] => match parsed.into_syntax() {
            Mod::Module(module) => Ok(module),
            Mod::Expression(_) => Err(Vec::new()),
        },
        _ => parse(text),
    }
}

/// Parses a module.
///
/// # Errors
/// What is wrong with the text; the first is what CPython reports.
pub fn parse(text: &str) -> Result<ModModule, Vec<Diagnostic>> {
    let source = Source::new("", text);
    let scan = scan::scan(text);
    if let Some(problem) = &scan.problem {
        let problem = earlier(text, &source, &scan, problem).unwrap_or_else(|| problem.clone());
        return Err(vec![diagnostic(&source, &problem)]);
    }
    let parsed = parse_unchecked(text, options());
    if parsed.errors().is_empty()
        && parsed.unsupported_syntax_errors().is_empty()
        && let Mod::Module(module) = parsed.syntax()
    {
        if let Some(problem) = module.body.first().and_then(|_| context::forbidden(text, &scan)) {
            return Err(vec![diagnostic(&source, &problem)]);
        }
        if let Mod::Module(module) = parsed.into_syntax() {
            return Ok(module);
        }
        return Err(Vec::new());
    }
    let mut problems: Vec<Problem> = parsed.errors().iter().map(|e| explain::error(text, &scan, e)).collect();
    problems.extend(parsed.unsupported_syntax_errors().iter().map(|e| explain::newer(text, &scan, e)));
    problems.sort_by_key(|p| p.at);
    // Python looks at targets when the statement is complete.
    if problems.first().is_some_and(|p| p.mild)
        && let Some(first) = problems.iter().position(|p| !p.mild)
        && source.line_of(problems[first].at) == source.line_of(problems[0].at)
    {
        problems.drain(..first);
    }
    if let Some(problem) = unclosed(&source, &scan, problems.first()) {
        return Err(vec![diagnostic(&source, &problem)]);
    }
    let mut found: Vec<Diagnostic> = problems.iter().map(|p| diagnostic(&source, p)).collect();
    // One mistake often makes the parser stumble several times on a line.
    found.dedup_by_key(|d| d.start.line);
    found.truncate(1 + MAX_FOLLOWING);
    Err(found)
}

fn options() -> ParseOptions {
    ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY311)
}

/// What the parser says about the text before the tokenizer's error. CPython reports indentation that does not fit when it
/// gets there; other errors of the tokenizer come before all others but unexpected indentation.
fn earlier(text: &str, source: &Source, scan: &scan::Scan, problem: &Problem) -> Option<Problem> {
    let line = source.line_of(problem.start);
    let mut end = problem.start as usize;
    while end > 0 && source.line_of(end as u32) == line {
        end -= 1;
    }
    let before = text.get(..end)?;
    let parsed = parse_unchecked(before, options());
    let mut found: Vec<Problem> = parsed.errors().iter().map(|e| explain::error(text, scan, e)).collect();
    found.sort_by_key(|p| p.at);
    // What is said about the end of the part may be due to the cut.
    let first = found.into_iter().next().filter(|p| (p.at as usize) < before.trim_end().len())?;
    (problem.kind != Kind::Syntax || first.message == "unexpected indent").then_some(first)
}

/// A bracket that is never closed is the reason for an error on a later line, or at the end of the text.
fn unclosed(source: &Source, scan: &scan::Scan, first: Option<&Problem>) -> Option<Problem> {
    let open = scan.unclosed?;
    let first = first?;
    let at_end = scan.tokens.iter().all(|t| t.start < first.at || t.start == t.end);
    let last = scan.tokens.iter().rfind(|t| t.start < t.end).is_some_and(|t| t.start == open);
    let opens = last && first.at == open && first.message == "invalid syntax";
    if !at_end && !opens && source.line_of(first.at.max(first.start)) <= source.line_of(open) {
        return None;
    }
    let bracket = source.text[open as usize..].chars().next()?;
    Some(Problem::syntax(format!("'{bracket}' was never closed"), open, open + 1))
}

fn diagnostic(source: &Source, problem: &Problem) -> Diagnostic {
    let kind = match problem.kind {
        Kind::Syntax => "SyntaxError",
        Kind::Indentation => "IndentationError",
        Kind::Tab => "TabError",
    };
    Diagnostic {
        kind,
        message: problem.message.clone(),
        start: source.position(problem.start),
        end: source.position(problem.end.max(problem.start)),
    }
}
