//! The source line of a traceback entry, and the markers under it: `^^^^` under the expression, `~~~^~~~` where the
//! operator or the brackets of the expression can be told apart.

use ruff_python_ast::{Expr, ModExpression};
use ruff_python_parser::parse_expression;
use ruff_text_size::Ranged;

use crate::span::{Source, Span};

/// Width of the indent before a source line.
const INDENT: usize = 4;

/// The line where a span starts, and a line of markers where CPython shows one.
pub fn markers(source: &Source, span: Span) -> String {
    let (start, end) = (source.position(span.start), source.position(span.end));
    let line: Vec<char> = source.line(start.line).chars().collect();
    let lead = line.iter().take_while(|c| matches!(c, ' ' | '\t' | '\x0c')).count();
    if lead == line.len() {
        return String::new();
    }
    let text: String = line[lead..].iter().collect();
    let mut out = format!("{}{}\n", " ".repeat(INDENT), text.trim_end());
    let from = start.column as usize;
    let (to, anchors) = if start.line == end.line {
        let to = (end.column as usize).min(line.len());
        let segment: String = line.get(from..to).unwrap_or_default().iter().collect();
        (to, anchors(&segment))
    } else {
        (line.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1), None)
    };
    if from >= to || (to - from == line.len() - lead && anchors.is_none()) {
        return out;
    }
    out.push_str(&" ".repeat(INDENT + from.saturating_sub(lead)));
    for at in 0..to - from {
        let special = anchors.is_none_or(|(left, right)| left <= at && at < right);
        out.push(if special { '^' } else { '~' });
    }
    out.push('\n');
    out
}

/// Where the operator of a binary operation, or the brackets of a subscript, begin and end, in characters.
fn anchors(segment: &str) -> Option<(usize, usize)> {
    let ModExpression { body, .. } = parse_expression(segment).ok()?.into_syntax();
    let (left, right) = match &*body {
        Expr::BinOp(operation) => {
            let (start, end) = (operation.left.end().to_usize(), operation.right.start().to_usize());
            let between = segment.get(start..end)?;
            let at = between.find(|c: char| !matches!(c, ' ' | '\t' | '\x0c'))?;
            let second = between[at..].chars().nth(1).is_some_and(|c| !matches!(c, ' ' | '\t' | '\x0c'));
            (start + at, start + at + 1 + usize::from(second))
        }
        Expr::Subscript(subscript) => {
            (subscript.value.end().to_usize(), (subscript.slice.end().to_usize() + 1).min(segment.len()))
        }
        _ => return None,
    };
    let chars = |byte: usize| segment.get(..byte).map_or(0, |text| text.chars().count());
    Some((chars(left), chars(right)))
}

#[cfg(test)]
mod tests {
    use super::markers;
    use crate::span::{Source, Span};

    /// The markers under `part` of `line`.
    fn under(line: &str, part: &str) -> String {
        let start = line.find(part).expect("part of the line") as u32;
        let source = Source::new("x.py", line);
        markers(&source, Span::new(start, start + part.len() as u32))
    }

    #[test]
    fn operators_and_brackets_are_told_apart() {
        assert_eq!(under("  x = a + b", "a + b"), "    x = a + b\n        ~~^~~\n");
        assert_eq!(under("x = a // bc", "a // bc"), "    x = a // bc\n        ~~^^~~~\n");
        assert_eq!(under("f(a['k'], 1)", "a['k']"), "    f(a['k'], 1)\n      ~^^^^^\n");
        assert_eq!(under("f(g(1), 1)", "g(1)"), "    f(g(1), 1)\n      ^^^^\n");
        assert_eq!(under("数据['名'] + 1", "数据['名']"), "    数据['名'] + 1\n    ~~^^^^^\n");
    }

    #[test]
    fn a_whole_line_has_no_markers() {
        assert_eq!(under("    f(1)", "f(1)"), "    f(1)\n");
        assert_eq!(under("a + b", "a + b"), "    a + b\n    ~~^~~\n");
    }

    #[test]
    fn of_several_lines_the_first_is_marked() {
        assert_eq!(under("x = f(1,\n  2)", "f(1,\n  2)"), "    x = f(1,\n        ^^^^\n");
    }
}
