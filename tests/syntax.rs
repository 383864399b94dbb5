//! The messages for wrong programs, against a table of what CPython 3.11 says.

use std::sync::Arc;

use racecourse::code::compile::{Kind, compile};
use racecourse::span::{Diagnostic, Source};

/// How many rows agree in kind, message, line and column.
const EXACT: usize = 624;
/// How many agree but for the column.
const RIGHT_WORDS: usize = 639;

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

fn first_error(text: &str) -> Option<Diagnostic> {
    compile(Arc::new(Source::new("case.py", text)), Kind::Program)
        .err()
        .and_then(|mut errors| if errors.is_empty() { None } else { Some(errors.swap_remove(0)) })
}

#[test]
fn messages_are_those_of_cpython() {
    let table = include_str!("syntax_messages.tsv");
    let (mut exact, mut message, mut total) = (0, 0, 0);
    let mut report = String::new();
    for line in table.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let text = unescape(fields[0]);
        let ours = first_error(&text);
        total += 1;
        let got = match &ours {
            None => "ok".to_owned(),
            Some(d) => format!("{}\t{}\t{}\t{}", d.kind, d.message, d.start.line, d.start.column),
        };
        let expected = fields[1..].join("\t");
        if got == expected {
            exact += 1;
        }
        let words = |s: &str| s.split('\t').take(3).collect::<Vec<_>>().join("\t");
        if words(&got) == words(&expected) {
            message += 1;
        }
        if got != expected {
            report += &format!("{}\n    CPython {expected}\n    ours    {got}\n", fields[0]);
        }
    }
    println!("{report}\n{exact} exact, {message} with the message and line, of {total}");
    // What is left: fields of f-strings (CPython 3.11 shows them as expressions of their own), rarities of parameters.
    assert!(exact >= EXACT && message >= RIGHT_WORDS, "{exact} exact, {message} with the message\n{report}");
}
