//! From the parser's errors to CPython's words: what the parser expected and the tokens around say which of CPython's
//! special messages applies; else it is "invalid syntax" at the token that does not fit.

mod tokens;

use ruff_python_ast::Expr;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind,
};
use ruff_text_size::Ranged;

use super::context::Context;
use super::scan::{Scan, Sort};
use super::{Kind, Problem, describe};

/// An error of the parser.
pub(super) fn error(text: &str, scan: &Scan, error: &ParseError) -> Problem {
    let context = Context { text, tokens: &scan.tokens };
    let (start, end) = (error.location.start().into(), error.location.end().into());
    let at = Place { c: context, start, end, token: context.index(start) };
    let mut problem = at.parse_error(&error.error).unwrap_or_else(|| at.by_tokens(&error.error));
    problem.at = start;
    problem.mild = matches!(
        error.error,
        ParseErrorType::InvalidAssignmentTarget
            | ParseErrorType::InvalidAnnotatedAssignmentTarget
            | ParseErrorType::InvalidStarredExpressionUsage
            | ParseErrorType::UnparenthesizedGeneratorExpression
    );
    problem
}

/// Syntax of a newer Python.
pub(super) fn newer(text: &str, scan: &Scan, error: &UnsupportedSyntaxError) -> Problem {
    use ruff_python_parser::UnsupportedSyntaxErrorKind as New;
    let context = Context { text, tokens: &scan.tokens };
    let (start, end) = (error.range().start().into(), error.range().end().into());
    let at = Place { c: context, start, end, token: context.index(start) };
    match error.kind {
        New::UnpackingInComprehension(_) if context.word(at.token) == "**" => {
            Problem::syntax("dict unpacking cannot be used in dict comprehension", start, start + 2)
        }
        New::UnpackingInComprehension(_) => {
            Problem::syntax("iterable unpacking cannot be used in comprehension", start, end)
        }
        New::UnparenthesizedExceptionTypes => {
            Problem::syntax("multiple exception types must be parenthesized", start, end)
        }
        New::TypeAliasStatement => at.generic_at(at.token + 1),
        New::TypeParameterList if at.token >= 2 && context.word(at.token - 2) == "def" => {
            Problem::syntax("expected '('", start, start + 1)
        }
        New::Pep701FString(_) => {
            let message = match error.kind {
                UnsupportedSyntaxErrorKind::Pep701FString(kind) => match format!("{kind:?}").as_str() {
                    "Backslash" => "f-string expression part cannot include a backslash",
                    "Comment" => "f-string expression part cannot include '#'",
                    _ => "f-string: expecting '}'",
                },
                _ => "f-string: invalid syntax",
            };
            Problem::syntax(message, start, end)
        }
        _ => at.generic(),
    }
}

/// Where the parser stumbled.
#[derive(Clone, Copy)]
struct Place<'t> {
    c: Context<'t>,
    start: u32,
    end: u32,
    token: usize,
}

impl Place<'_> {
    fn generic(&self) -> Problem {
        self.generic_at(self.token)
    }

    fn generic_at(&self, i: usize) -> Problem {
        let Some(t) = self.c.tokens.get(i) else { return Problem::syntax("invalid syntax", self.start, self.end) };
        match t.sort {
            Sort::Indent => Problem::new(Kind::Indentation, "unexpected indent", t.end.saturating_sub(1), t.end),
            _ => Problem::syntax("invalid syntax", t.start, t.end),
        }
    }

    /// A message over this error's own range.
    fn here(&self, message: impl Into<String>) -> Option<Problem> {
        Some(Problem::syntax(message, self.start, self.end))
    }

    /// A message at a token.
    fn at_token(&self, i: usize, message: impl Into<String>) -> Option<Problem> {
        let t = self.c.tokens.get(i)?;
        Some(Problem::syntax(message, t.start, t.end))
    }

    /// Errors that the parser names as CPython does.
    fn parse_error(&self, error: &ParseErrorType) -> Option<Problem> {
        use ParseErrorType as E;
        match error {
            E::InvalidAssignmentTarget => self.assignment_target(),
            E::InvalidDeleteTarget if self.c.word(self.token) == "*" => self.here("cannot delete starred"),
            E::UnparenthesizedTupleExpression => Some(self.generic_at(self.c.operand_end(self.token))),
            E::InvalidDeleteTarget => self.target("cannot delete "),
            E::InvalidNamedAssignmentTarget => self.target("cannot use assignment expressions with "),
            E::InvalidAugmentedAssignmentTarget => {
                let e = describe::expression(self.c.text, self.start, self.end)?;
                self.here(format!("'{}' is an illegal expression for augmented assignment", describe::name(&e)))
            }
            E::InvalidAnnotatedAssignmentTarget => match describe::expression(self.c.text, self.start, self.end)? {
                e @ (Expr::Tuple(_) | Expr::List(_)) => {
                    self.here(format!("only single target (not {}) can be annotated", describe::name(&e)))
                }
                _ => self.here("illegal target for annotation"),
            },
            E::PositionalAfterKeywordArgument => self.at_close("positional argument follows keyword argument"),
            E::PositionalAfterKeywordUnpacking => {
                self.at_close("positional argument follows keyword argument unpacking")
            }
            E::InvalidArgumentUnpackingOrder => {
                self.at_token(self.token, "iterable argument unpacking follows keyword argument unpacking")
            }
            E::NonDefaultParamAfterDefaultParam => {
                self.at_token(self.token, "non-default argument follows default argument")
            }
            E::ParamAfterVarKeywordParam => self.at_token(self.token, "arguments cannot follow var-keyword argument"),
            E::VarParameterWithDefault => self.default_of_star(),
            E::ExpectedKeywordParam => self.bare_star(),
            E::UnparenthesizedGeneratorExpression => self.here("Generator expression must be parenthesized"),
            E::IterableUnpackingInComprehension => self.here("iterable unpacking cannot be used in comprehension"),
            E::InvalidStarredExpressionUsage => self.here("can't use starred expression here"),
            E::InvalidMatchPatternTarget => self.here("cannot use '_' as a target"),
            E::ExpectedImaginaryNumber => self.here("imaginary number required in complex literal"),
            E::ExpectedRealNumber => self.here("real number required in complex literal"),
            E::FStringError(kind) | E::Lexical(LexicalErrorType::FStringError(kind)) => self.f_string(kind),
            E::Lexical(kind) => self.lexical(kind),
            E::UnexpectedIndentation => {
                let t = self.c.tokens.get(self.token)?;
                let end = if t.sort == Sort::Indent { t.end } else { self.end };
                Some(Problem::new(Kind::Indentation, "unexpected indent", end.saturating_sub(1), end))
            }
            E::OtherError(message) => self.other(message),
            _ => None,
        }
    }

    /// A message at this token, or at the end of the last line.
    fn at_token_or_end(&self, message: &str) -> Option<Problem> {
        let at_end = self.c.tokens.get(self.token)?.sort == Sort::End;
        let last = (0..self.token).rev().find(|&i| self.c.tokens[i].sort == Sort::Newline);
        match last.filter(|_| at_end) {
            Some(i) => self.at_token(i, message),
            None => self.at_token(self.token, message),
        }
    }

    fn target(&self, prefix: &str) -> Option<Problem> {
        let e = describe::expression(self.c.text, self.start, self.end)?;
        self.here(format!("{prefix}{}", describe::name(&e)))
    }

    /// `f() = 1`: CPython asks whether a comparison was meant, for the first target of a simple assignment.
    fn assignment_target(&self) -> Option<Problem> {
        if self.c.word(self.token) == "yield" {
            return match self.c.word(self.token.wrapping_sub(1)) {
                "(" => self.here("cannot assign to yield expression here. Maybe you meant '==' instead of '='?"),
                _ => self.here("assignment to yield expression not possible"),
            };
        }
        let e = describe::expression(self.c.text, self.start, self.end)?;
        let name = describe::name(&e);
        let first = self.c.statement(self.token);
        let last = self.c.statement_end(self.token);
        let plain = !matches!(self.c.word(first), "for" | "with" | "async" | "while" | "if" | "elif");
        let signs = (first..last).filter(|&i| self.c.word(i) == "=" && self.c.tokens[i].depth == 0);
        let mut next = self.c.index(self.end);
        let mut before = self.token;
        while before > first && self.c.word(before - 1) == "(" && self.c.word(next) == ")" {
            before -= 1;
            next += 1;
        }
        let single = plain && signs.count() == 1 && self.c.word(next) == "=" && self.c.tokens[next].depth == 0;
        if single && describe::comparable(&e) {
            return self.here(format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"));
        }
        self.here(format!("cannot assign to {name}"))
    }

    /// CPython points at the bracket that closes the call.
    fn at_close(&self, message: &str) -> Option<Problem> {
        let depth = self.c.tokens.get(self.token)?.depth;
        let close = (self.token..self.c.tokens.len()).find(|&i| self.c.tokens[i].depth < depth);
        match close {
            Some(i) => self.at_token(i, message),
            None => self.here(message),
        }
    }

    fn bare_star(&self) -> Option<Problem> {
        let star = (0..=self.token).rev().find(|&i| self.c.word(i) == "*")?;
        let lambda = self.c.word(star.checked_sub(1)?) == "lambda" || self.c.tokens[star].depth == 0;
        self.at_token(if lambda { star + 1 } else { star }, "named arguments must follow bare *")
    }

    fn default_of_star(&self) -> Option<Problem> {
        let equals = (self.token..self.c.tokens.len()).find(|&i| self.c.word(i) == "=")?;
        let stars = (0..equals).rev().map(|i| self.c.word(i)).find(|w| w.starts_with('*'))?;
        let what = if stars == "**" { "var-keyword" } else { "var-positional" };
        self.at_token(equals, format!("{what} argument cannot have default value"))
    }

    fn f_string(&self, kind: &InterpolatedStringErrorType) -> Option<Problem> {
        use InterpolatedStringErrorType as F;
        let message = match kind {
            F::UnclosedLbrace if !self.at_quote() => return Some(self.inside_f_string()),
            F::UnclosedLbrace => "f-string: expecting '}'",
            F::InvalidConversionFlag | F::ConversionFlagNotImmediatelyAfterExclamation => {
                "f-string: invalid conversion character: expected 's', 'r', or 'a'"
            }
            F::SingleRbrace => "f-string: single '}' is not allowed",
            F::LambdaWithoutParentheses => "f-string: invalid syntax",
            _ => "f-string: expecting '}'",
        };
        self.after_string(message)
    }

    /// The text goes on with the quote that ends the string.
    fn at_quote(&self) -> bool {
        self.c.text[self.start as usize..].trim_start().starts_with(['"', '\''])
    }

    /// CPython 3.11 marks the token after the string.
    fn after_string(&self, message: &str) -> Option<Problem> {
        let mut i = self.c.index(self.start);
        while self.c.tokens.get(i).is_some_and(|t| t.sort == Sort::String) {
            i += 1;
        }
        self.at_token(i, message)
    }

    fn lexical(&self, kind: &LexicalErrorType) -> Option<Problem> {
        use LexicalErrorType as L;
        match kind {
            L::UnclosedStringError | L::Eof => self.after_string("f-string: expecting '}'"),
            L::InvalidByteLiteral => {
                let t = self.c.tokens.get(self.token)?;
                Some(Problem::syntax("bytes can only contain ASCII literal characters", t.start, t.end))
            }
            L::UnicodeError | L::MissingUnicodeLbrace | L::MissingUnicodeRbrace => {
                self.after_string(&unicode_error(self.c.text, self.c.tokens.get(self.token)?.start, self.start))
            }
            L::StringError | L::OtherError(_) if self.c.tokens.get(self.token)?.sort == Sort::String => {
                let text = kind.to_string();
                if text.contains("bytes") && text.contains("nonbytes") || text.contains("mix") {
                    self.here("cannot mix bytes and nonbytes literals")
                } else {
                    self.here(text)
                }
            }
            _ => None,
        }
    }

    /// Errors that the parser has only words for.
    fn other(&self, message: &str) -> Option<Problem> {
        let t = *self.c.tokens.get(self.token)?;
        if let Some(what) = message.strip_prefix("Expected an indented block after ") {
            let what = what.replace('`', "'").replace("' clause", "' statement").replace("' block", "' statement");
            let what = what.replace("'class'", "class");
            let header = self.header(&what);
            let line = 1 + self.c.text[..header as usize].bytes().filter(|&b| b == b'\n').count();
            let message = format!("expected an indented block after {what} on line {line}");
            let mut i = self.token;
            while matches!(self.c.tokens.get(i)?.sort, Sort::Newline | Sort::Dedent) && i + 1 < self.c.tokens.len() {
                i += 1;
            }
            let t = self.c.tokens[i];
            let (start, end) = if t.sort == Sort::End { (self.start, self.start) } else { (t.start, t.start + 1) };
            return Some(Problem::new(Kind::Indentation, message, start, end));
        }
        if message.contains("`except` or `finally`") {
            return self.at_token_or_end("expected 'except' or 'finally' block");
        }
        if message == "Trailing comma not allowed" {
            let from = self.c.word(self.c.statement(self.token)) == "from";
            if from {
                let message = "trailing comma not allowed without surrounding parentheses";
                return self.at_token(self.token + 1, message);
            }
            return Some(self.generic_at(self.token + 1));
        }
        let known = match message {
            "Only single target (not tuple) can be annotated" => {
                return self.here("only single target (not tuple) can be annotated");
            }
            "Only single target (not list) can be annotated" => {
                return self.here("only single target (not list) can be annotated");
            }
            "Positional patterns cannot follow keyword patterns" => "positional patterns follow keyword patterns",
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'"
            }
            "Position-only parameter separator not allowed as first parameter" => {
                "at least one argument must precede /"
            }
            "Only one '/' separator allowed" => "/ may appear only once",
            "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
            "Only one '*' parameter allowed" => "* argument may appear only once",
            _ => "",
        };
        if !known.is_empty() {
            return self.at_token(self.token, known);
        }
        if message.to_lowercase().contains("bytes literal") || message.contains("mix") {
            return Some(Problem::syntax("cannot mix bytes and nonbytes literals", t.start, t.end));
        }
        None
    }

    /// Where the statement begins whose block is missing.
    fn header(&self, what: &str) -> u32 {
        let word = match what {
            "function definition" => "def",
            "class definition" => "class",
            other => other.trim_start_matches('\'').split('\'').next().unwrap_or_default(),
        };
        let before = (0..self.token).rev().filter(|&i| self.c.tokens[i].start < self.start.max(1));
        let found = before.filter(|&i| self.c.word(i) == word).map(|i| self.c.tokens[i].start).next();
        found.unwrap_or(self.start)
    }
}

/// The message for a wrong escape in a string.
fn unicode_error(text: &str, string: u32, at: u32) -> String {
    let literal = &text[string as usize..];
    let quote = literal.find(['"', '\'']).unwrap_or(0);
    let triple = literal[quote..].starts_with("\"\"\"") || literal[quote..].starts_with("'''");
    let content = string as usize + quote + if triple { 3 } else { 1 };
    let mut from = (at as usize).max(content).min(text.len());
    while from > content && text.as_bytes()[from] != b'\\' {
        from -= 1;
    }
    let escape = &text[from..];
    let position = text.get(content..from).map_or(0, |s| s.chars().count());
    let hex = |n: usize| escape.chars().skip(2).take(n).take_while(char::is_ascii_hexdigit).count();
    let (length, what) = match escape.as_bytes().get(1) {
        Some(b'x') => (2 + hex(2), "truncated \\xXX escape"),
        Some(b'u') => (2 + hex(4), "truncated \\uXXXX escape"),
        Some(b'U') if hex(8) == 8 => (10, "illegal Unicode character"),
        Some(b'U') => (2 + hex(8), "truncated \\UXXXXXXXX escape"),
        Some(b'N') => match escape.find('}') {
            Some(close) if escape.as_bytes().get(2) == Some(&b'{') => (close + 1, "unknown Unicode character name"),
            _ => (2, "malformed \\N character escape"),
        },
        _ => (2, "unknown escape"),
    };
    let last = position + length - 1;
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{last}: {what}")
}
