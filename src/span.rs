//! Positions in a source text, and the messages that point at them.

/// A range of byte offsets in one source text, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// A source text with its name and the offsets of its lines.
#[derive(Debug)]
pub struct Source {
    /// What a traceback calls the file.
    pub name: String,
    /// The text as the learner wrote it.
    pub text: String,
    line_starts: Vec<u32>,
}

/// A place in a source as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 0.
    pub column: u32,
}

impl Source {
    /// Indexes the lines of `text`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i as u32 + 1))
            .collect();
        Self { name: name.into(), text, line_starts }
    }

    /// The line (from 1) that holds a byte offset.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset) as u32
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_starts[line as usize - 1] as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self.text.get(start..end).map_or(0, |s| s.chars().count()) as u32;
        Position { line, column }
    }

    /// The text of a line (from 1), without its end.
    pub fn line(&self, line: u32) -> &str {
        let Some(&start) = self.line_starts.get(line as usize - 1) else { return "" };
        let end = self.line_starts.get(line as usize).map_or(self.text.len(), |&e| e as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }
}

/// Something wrong with a program text, found before it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Python's name for it: `SyntaxError`, `IndentationError`, ..., or `Unsupported` for what Racecourse lacks.
    pub kind: &'static str,
    /// What is wrong, as CPython 3.11 words it where it has the message.
    pub message: String,
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

impl Diagnostic {
    /// The message as CPython 3.11 prints it: the place, the line with carets under what is wrong, kind and message.
    /// `text` is the program, `name` what tracebacks call its file. Ends in a newline.
    pub fn render(&self, name: &str, text: &str) -> String {
        let line = text.lines().nth(self.start.line.saturating_sub(1) as usize).unwrap_or("");
        let shown = line.trim();
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let mut out = format!("  File \"{name}\", line {}\n", self.start.line);
        if !shown.is_empty() {
            out.push_str(&format!("    {shown}\n"));
            if self.has_carets() {
                let from = (self.start.column as usize).saturating_sub(indent);
                let to = if self.end.line == self.start.line {
                    (self.end.column as usize).saturating_sub(indent)
                } else {
                    shown.chars().count()
                };
                let carets = if self.kind == "IndentationError" { 1 } else { to.saturating_sub(from).max(1) };
                out.push_str(&format!("    {}{}\n", " ".repeat(from), "^".repeat(carets)));
            }
        }
        out.push_str(&format!("{}: {}\n", self.kind, self.message));
        out
    }

    /// CPython points at nothing where the whole line is wrong.
    fn has_carets(&self) -> bool {
        self.kind != "TabError" && self.message != "unexpected indent"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_points_at_the_place_in_the_trimmed_line() {
        let found = Diagnostic {
            kind: "SyntaxError",
            message: "expected ':'".to_owned(),
            start: Position { line: 2, column: 21 },
            end: Position { line: 2, column: 22 },
        };
        let text = "if x:\n    for i in range(3)\n        pass\n";
        let wanted = concat!(
            "  File \"case.py\", line 2\n",
            "    for i in range(3)\n",
            "                     ^\n",
            "SyntaxError: expected ':'\n",
        );
        assert_eq!(found.render("case.py", text), wanted);
    }
}
