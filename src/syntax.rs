//! Program text to syntax tree.

use ruff_python_ast::{Mod, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;

use crate::span::{Diagnostic, Source};

/// Parses a module.
///
/// # Errors
/// What is wrong with the text, in order of position.
pub fn parse(text: &str) -> Result<ModModule, Vec<Diagnostic>> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY311);
    let parsed = parse_unchecked(text, options);
    let mut errors: Vec<(TextRange, String)> =
        parsed.errors().iter().map(|e| (e.location, e.error.to_string())).collect();
    errors.extend(parsed.unsupported_syntax_errors().iter().map(|e| (e.range, e.to_string())));
    if errors.is_empty()
        && let Mod::Module(module) = parsed.into_syntax()
    {
        return Ok(module);
    }
    errors.sort_by_key(|(range, _)| range.start());
    let source = Source::new("", text);
    let diagnostic = |(range, message): (TextRange, String)| Diagnostic {
        kind: "SyntaxError",
        message,
        start: source.position(range.start().into()),
        end: source.position(range.end().into()),
    };
    Err(errors.into_iter().map(diagnostic).collect())
}
