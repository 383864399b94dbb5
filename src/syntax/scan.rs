//! A first look at the text, before the parser: tokens as CPython 3.11 sees them, the errors that its tokenizer finds
//! (strings, brackets, indentation, numbers, characters), and limits that keep parser and compiler from exhausting the stack.

mod fields;
mod number;

use super::{Kind, Problem};

/// Longest text accepted.
const MAX_TEXT: usize = 1 << 20;
/// As in CPython.
const MAX_BRACKETS: usize = 200;
/// As in CPython.
const MAX_INDENTS: usize = 100;
/// How deep an expression may become by operators in a row: the sum over the brackets that are open.
const MAX_CHAIN: u32 = 1500;

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Name or keyword.
    Name,
    /// Number.
    Number,
    /// String of any kind.
    String,
    /// Operator or bracket.
    Op,
    /// End of a logical line.
    Newline,
    /// Deeper indentation.
    Indent,
    /// Less indentation.
    Dedent,
    /// End of the text.
    End,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// What sort.
    pub sort: Sort,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How many brackets are open before it.
    pub depth: u32,
}

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// All tokens, or those before the error.
    pub tokens: Vec<Token>,
    /// The first error of the tokenizer.
    pub problem: Option<Problem>,
    /// The innermost bracket that is open at the end of the text.
    pub unclosed: Option<u32>,
}

/// Scans a text.
pub(super) fn scan(text: &str) -> Scan {
    if text.len() > MAX_TEXT {
        let message = "the program is too long: at most 1 MiB is accepted";
        return Scan { problem: Some(Problem::new(Kind::Syntax, message, 0, 0)), ..Scan::default() };
    }
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        out: Scan::default(),
        brackets: Vec::new(),
        indents: vec![(0, 0)],
        chains: vec![(0, 0)],
    };
    if let Err(problem) = scanner.run() {
        scanner.out.problem = Some(problem);
    }
    scanner.out.unclosed = scanner.brackets.last().map(|&(at, _)| at);
    scanner.out
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    out: Scan,
    /// Open brackets: place and character.
    brackets: Vec<(u32, u8)>,
    /// Indentations: columns with tabs of 8, and of 1.
    indents: Vec<(u32, u32)>,
    /// For each open bracket: operators since the last separator, and how many `lambda` still lack their colon (what
    /// stands between does not separate).
    chains: Vec<(u32, u32)>,
}

type Step = Result<(), Problem>;

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn push(&mut self, sort: Sort, start: usize, end: usize) {
        let depth = self.brackets.len() as u32;
        self.out.tokens.push(Token { sort, start: start as u32, end: end as u32, depth });
    }

    fn problem(&self, kind: Kind, message: impl Into<String>, start: usize, end: usize) -> Problem {
        Problem::new(kind, message, start as u32, end as u32)
    }

    fn run(&mut self) -> Step {
        if let Some(nul) = self.bytes.iter().position(|&b| b == 0) {
            return Err(self.problem(Kind::Syntax, "source code string cannot contain null bytes", nul, nul + 1));
        }
        if self.text.starts_with('\u{feff}') {
            self.at = 3;
        }
        let mut line_start = true;
        while self.at < self.bytes.len() {
            if line_start && self.brackets.is_empty() {
                if !self.indentation()? {
                    continue;
                }
                line_start = false;
            }
            line_start |= self.token()?;
        }
        if self.out.tokens.last().is_some_and(|t| !matches!(t.sort, Sort::Newline | Sort::Dedent)) {
            self.push(Sort::Newline, self.bytes.len(), self.bytes.len());
        }
        for _ in 1..self.indents.len() {
            self.push(Sort::Dedent, self.bytes.len(), self.bytes.len());
        }
        self.push(Sort::End, self.bytes.len(), self.bytes.len());
        Ok(())
    }

    /// The indentation of a line; false for an empty line, which is skipped.
    fn indentation(&mut self) -> Result<bool, Problem> {
        let start = self.at;
        let (mut wide, mut narrow) = (0u32, 0u32);
        loop {
            match self.peek(0) {
                b' ' => (wide, narrow) = (wide + 1, narrow + 1),
                b'\t' => (wide, narrow) = ((wide / 8 + 1) * 8, narrow + 1),
                0x0c => (wide, narrow) = (0, 0),
                _ => break,
            }
            self.at += 1;
        }
        match self.peek(0) {
            b'#' | b'\n' | b'\r' => {
                self.at = self.line_end(self.at);
                self.line_break();
                return Ok(false);
            }
            b'\\' if matches!(self.peek(1), b'\n' | b'\r') => return Ok(true),
            _ if self.at >= self.bytes.len() => return Ok(false),
            _ => {}
        }
        let &(top_wide, top_narrow) = self.indents.last().unwrap_or(&(0, 0));
        if wide == top_wide {
            if narrow != top_narrow {
                return Err(self.tab_error(start));
            }
        } else if wide > top_wide {
            if narrow <= top_narrow {
                return Err(self.tab_error(start));
            }
            if self.indents.len() >= MAX_INDENTS {
                let message = "too many levels of indentation";
                return Err(self.problem(Kind::Indentation, message, start, self.at));
            }
            self.indents.push((wide, narrow));
            self.push(Sort::Indent, start, self.at);
        } else {
            while self.indents.last().is_some_and(|&(w, _)| w > wide) {
                self.indents.pop();
                self.push(Sort::Dedent, self.at, self.at);
            }
            let &(w, n) = self.indents.last().unwrap_or(&(0, 0));
            if w != wide {
                let end = self.line_end(start);
                let message = "unindent does not match any outer indentation level";
                return Err(self.problem(Kind::Indentation, message, end, end));
            }
            if n != narrow {
                return Err(self.tab_error(start));
            }
        }
        Ok(true)
    }

    fn tab_error(&self, start: usize) -> Problem {
        self.problem(Kind::Tab, "inconsistent use of tabs and spaces in indentation", start, start)
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = &self.bytes[from.min(self.bytes.len())..];
        from + rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len())
    }

    fn line_break(&mut self) {
        if self.peek(0) == b'\r' && self.peek(1) == b'\n' {
            self.at += 2;
        } else if self.at < self.bytes.len() {
            self.at += 1;
        }
    }

    /// One token; true when a logical line ends.
    fn token(&mut self) -> Result<bool, Problem> {
        let start = self.at;
        match self.peek(0) {
            b' ' | b'\t' | 0x0c => self.at += 1,
            b'#' => self.at = self.line_end(start),
            b'\n' | b'\r' => {
                self.line_break();
                if self.brackets.is_empty() {
                    self.push(Sort::Newline, start, start);
                    self.chains = vec![(0, 0)];
                    return Ok(true);
                }
            }
            b'\\' => self.continuation()?,
            b'"' | b'\'' => self.string(start)?,
            b'0'..=b'9' => self.number()?,
            b'.' if self.peek(1).is_ascii_digit() => self.number()?,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word()?,
            _ => self.operator()?,
        }
        Ok(false)
    }

    fn continuation(&mut self) -> Step {
        self.at += 1;
        match self.peek(0) {
            b'\n' | b'\r' => {
                self.line_break();
                if self.at >= self.bytes.len() {
                    return Err(self.problem(Kind::Syntax, "unexpected EOF while parsing", self.at - 1, self.at));
                }
                Ok(())
            }
            _ if self.at >= self.bytes.len() => {
                Err(self.problem(Kind::Syntax, "unexpected EOF while parsing", self.at, self.at))
            }
            _ => {
                let message = "unexpected character after line continuation character";
                Err(self.problem(Kind::Syntax, message, self.at, self.at))
            }
        }
    }

    /// A string whose quotes begin here; `start` is where its prefix begins.
    fn string(&mut self, start: usize) -> Step {
        let quote = self.peek(0);
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        self.at += if triple { 3 } else { 1 };
        loop {
            let b = self.peek(0);
            if self.at >= self.bytes.len() || (!triple && matches!(b, b'\n' | b'\r')) {
                let line = 1 + self.bytes[..self.at].iter().filter(|&&b| b == b'\n').count();
                // The line break at the end of the text is not a line of its own.
                let line = line - usize::from(self.at >= self.bytes.len() && self.bytes.last() == Some(&b'\n'));
                let what = if triple { "triple-quoted string" } else { "string" };
                let message = format!("unterminated {what} literal (detected at line {line})");
                return Err(self.problem(Kind::Syntax, message, start, start));
            }
            if b == b'\\' {
                self.at += 1;
                if self.peek(0) == b'\r' && self.peek(1) == b'\n' {
                    self.at += 1;
                }
                self.at += usize::from(self.at < self.bytes.len());
            } else if b == quote && (!triple || (self.peek(1) == quote && self.peek(2) == quote)) {
                self.at += if triple { 3 } else { 1 };
                break;
            } else {
                self.at += 1;
            }
        }
        self.push(Sort::String, start, self.at);
        let formatted = self.text[start..].bytes().take(2).any(|b| matches!(b, b'f' | b'F'));
        if formatted && !fields::shallow(&self.text[start..self.at]) {
            return Err(self.problem(Kind::Syntax, "f-string: expressions nested too deeply", start, self.at));
        }
        Ok(())
    }

    fn number(&mut self) -> Step {
        let start = self.at;
        match number::number(&self.text[start..]) {
            Ok(length) => {
                self.at += length;
                self.push(Sort::Number, start, self.at);
                Ok(())
            }
            Err((message, offset, length)) => {
                Err(self.problem(Kind::Syntax, message, start + offset, start + offset + length))
            }
        }
    }

    fn word(&mut self) -> Step {
        let start = self.at;
        for c in self.text[start..].chars() {
            if c.is_ascii() && !(c.is_ascii_alphanumeric() || c == '_') {
                break;
            }
            // What Python counts as part of a name is, but for rarities, what Rust calls alphanumeric, and marks.
            if !(c.is_ascii() || c.is_alphanumeric() || is_mark(c)) {
                let code = c as u32;
                let at = self.at;
                let message = if is_printable(c) {
                    format!("invalid character '{c}' (U+{code:04X})")
                } else {
                    format!("invalid non-printable character U+{code:04X}")
                };
                return Err(self.problem(Kind::Syntax, message, at, at));
            }
            self.at += c.len_utf8();
        }
        let word = &self.text[start..self.at];
        let is_prefix = word.len() <= 2 && word.bytes().all(|b| b"rRbBuUfF".contains(&b));
        if is_prefix && matches!(self.peek(0), b'"' | b'\'') {
            return self.string(start);
        }
        let weight = match word {
            "lambda" => {
                self.chains.iter_mut().last().into_iter().for_each(|(_, lambdas)| *lambdas += 1);
                // A block of its own: the compiler needs much more stack for it.
                15
            }
            "not" | "if" | "else" | "await" | "and" | "or" | "in" | "is" | "for" => 3,
            _ => 0,
        };
        self.push(Sort::Name, start, self.at);
        self.chain(weight, start)
    }

    fn operator(&mut self) -> Step {
        let start = self.at;
        let b = self.peek(0);
        match b {
            b'(' | b'[' | b'{' => {
                self.at += 1;
                self.push(Sort::Op, start, self.at);
                if self.brackets.len() >= MAX_BRACKETS {
                    return Err(self.problem(Kind::Syntax, "too many nested parentheses", start, self.at));
                }
                self.chain(3, start)?;
                self.brackets.push((start as u32, b));
                self.chains.push((0, 0));
                Ok(())
            }
            b')' | b']' | b'}' => self.close(b),
            _ => {
                let length = operator_length(&self.bytes[start..]);
                self.at += length;
                self.push(Sort::Op, start, self.at);
                match &self.text[start..self.at] {
                    "," | ";" | "=" | "->" => self.reset(false),
                    ":" => self.reset(true),
                    "." | "-" | "~" | "**" => return self.chain(3, start),
                    _ => return self.chain(1, start),
                }
                Ok(())
            }
        }
    }

    fn close(&mut self, b: u8) -> Step {
        let start = self.at;
        self.at += 1;
        let closing = b as char;
        let Some((open_at, open)) = self.brackets.pop() else {
            return Err(self.problem(Kind::Syntax, format!("unmatched '{closing}'"), start, start));
        };
        let matches = matches!((open, b), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        if !matches {
            let (from, here) = (self.line_number(open_at as usize), self.line_number(start));
            let on = if from == here { String::new() } else { format!(" on line {from}") };
            let open = open as char;
            let message = format!("closing parenthesis '{closing}' does not match opening parenthesis '{open}'{on}");
            return Err(self.problem(Kind::Syntax, message, start, start));
        }
        self.chains.pop();
        self.push(Sort::Op, start, self.at);
        Ok(())
    }

    fn line_number(&self, at: usize) -> usize {
        1 + self.bytes[..at].iter().filter(|&&b| b == b'\n').count()
    }

    /// A separator begins a new chain, unless it belongs to a `lambda`.
    fn reset(&mut self, colon: bool) {
        match self.chains.last_mut() {
            Some((_, lambdas)) if *lambdas > 0 => *lambdas -= u32::from(colon),
            Some((chain, _)) => *chain = 0,
            None => {}
        }
    }

    fn chain(&mut self, weight: u32, at: usize) -> Step {
        if let Some((chain, _)) = self.chains.last_mut() {
            *chain += weight;
        }
        if weight > 0 && self.chains.iter().map(|(chain, _)| chain).sum::<u32>() > MAX_CHAIN {
            return Err(self.problem(Kind::Syntax, "expression too complex", at, at + 1));
        }
        Ok(())
    }
}

fn operator_length(bytes: &[u8]) -> usize {
    const THREE: [&[u8]; 5] = [b"**=", b"//=", b"<<=", b">>=", b"..."];
    const TWO: [&[u8]; 20] = [
        b"**", b"//", b"<<", b">>", b"<=", b">=", b"==", b"!=", b"->", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=", b"|=",
        b"^=", b"@=", b":=", b"<>",
    ];
    if THREE.iter().any(|op| bytes.starts_with(op)) {
        3
    } else if TWO.iter().any(|op| bytes.starts_with(op)) {
        2
    } else {
        1
    }
}

/// Combining marks and connectors that may stand inside a name.
fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0xB7 | 0x300..=0x36F | 0x387 | 0x483..=0x487 | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x669 | 0x900..=0xDFF
        | 0xE30..=0xECE | 0x1DC0..=0x1DFF | 0x203F..=0x2040 | 0x20D0..=0x20F0 | 0x3099..=0x309A | 0xFE20..=0xFE2F)
}

fn is_printable(c: char) -> bool {
    !(c.is_control()
        || c.is_whitespace()
        || matches!(c as u32, 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xAD))
}
