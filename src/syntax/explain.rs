//! From the parser's errors to CPython's words: what the parser expected and the tokens around say which of CPython's
//! special messages applies; else it is "invalid syntax" at the token that does not fit.

use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind,
};
use ruff_text_size::Ranged;

use super::context::{Context, is_keyword, is_value};
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
            E::InvalidAnnotatedAssignmentTarget => {
                match describe::expression(self.c.text, self.start, self.end)? {
                    e @ (Expr::Tuple(_) | Expr::List(_)) => {
                        self.here(format!("only single target (not {}) can be annotated", describe::name(&e)))
                    }
                    _ => self.here("illegal target for annotation"),
                }
            }
            E::PositionalAfterKeywordArgument => {
                self.at_close("positional argument follows keyword argument")
            }
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
            E::ExpectedKeywordParam => self.at_token(self.token, "named arguments must follow bare *"),
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
            let (start, end) = if t.sort == Sort::End { (self.start, self.start) } else { (t.start, t.end) };
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
            "Only single target (not tuple) can be annotated" => "only single target (not tuple) can be annotated",
            "Only single target (not list) can be annotated" => "only single target (not list) can be annotated",
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

    // ---- by the tokens around -------------------------------------------------------------------------------------

    fn by_tokens(&self, error: &ParseErrorType) -> Problem {
        let i = self.token;
        if self.c.tokens.get(i).is_some_and(|t| t.sort == Sort::String && t.start < self.start) {
            return self.inside_f_string();
        }
        self.legacy_call()
            .or_else(|| self.try_without_handler(error))
            .or_else(|| self.missing_else(error))
            .or_else(|| self.assignment_in_expression())
            .or_else(|| self.dictionary(error))
            .or_else(|| self.missing_comma())
            .or_else(|| self.missing_colon(error))
            .or_else(|| self.parameters(error))
            .unwrap_or_else(|| self.generic())
    }

    fn inside_f_string(&self) -> Problem {
        let t = self.c.tokens[self.token];
        let before = self.c.text[t.start as usize..self.start as usize].trim_end();
        let next = self.c.text[self.start as usize..].trim_start().chars().next();
        let message = match next {
            Some('}') if before.ends_with('{') => "f-string: empty expression not allowed",
            Some('!') if before.ends_with('{') => "f-string: expression required before '!'",
            Some('=') if before.ends_with('{') => "f-string: expression required before '='",
            _ if before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
                && next.is_some_and(|c| c.is_alphanumeric() || c == '_') =>
            {
                "f-string: invalid syntax. Perhaps you forgot a comma?"
            }
            _ => return Problem::syntax("f-string: invalid syntax", self.start, self.end),
        };
        self.after_string(message).unwrap_or_else(|| self.generic())
    }

    /// `print x`.
    fn legacy_call(&self) -> Option<Problem> {
        let first = self.c.statement(self.token);
        let word = self.c.word(first);
        if !matches!(word, "print" | "exec") || self.token != first + 1 || !self.c.begins(self.token) {
            return None;
        }
        let last = self.c.statement_end(self.token);
        let start = self.c.tokens[first].start;
        let from = self.c.tokens[self.token].start;
        let line_end = self.c.tokens.get(last.checked_sub(1)?)?.end;
        let whole = describe::expression_end(&self.c.text[from as usize..line_end as usize]).map(|end| from + end);
        let end = match whole {
            Some(end) => end,
            None => self.c.tokens[self.c.operand_end(self.token).checked_sub(1)?].end,
        };
        let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
        Some(Problem::syntax(message, start, end))
    }

    fn try_without_handler(&self, error: &ParseErrorType) -> Option<Problem> {
        let expects = |kind| matches!(error, ParseErrorType::ExpectedToken { expected, .. } if *expected == kind);
        if expects(TokenKind::Except) || expects(TokenKind::Finally) {
            return self.at_token(self.token, "expected 'except' or 'finally' block");
        }
        None
    }

    /// `a if b` without `else`.
    fn missing_else(&self, error: &ParseErrorType) -> Option<Problem> {
        let ParseErrorType::ExpectedToken { expected: TokenKind::Else, .. } = error else { return None };
        let last = self.token.checked_sub(1)?;
        let depth = self.c.tokens.get(self.token)?.depth + u32::from(matches!(self.c.word(self.token), ")" | "]" | "}"));
        let condition = (0..self.token).rev().find(|&i| self.c.word(i) == "if" && self.c.tokens[i].depth == depth)?;
        if self.c.word(self.token) == ":" || condition + 1 == self.token {
            return None;
        }
        let first = self.c.operand_start(condition);
        let (start, end) = (self.c.tokens[first].start, self.c.tokens[last].end);
        Some(Problem::syntax("expected 'else' after 'if' expression", start, end))
    }

    /// `=` where a value is expected: in a condition, in brackets, in the arguments of a call.
    fn assignment_in_expression(&self) -> Option<Problem> {
        // A call with a wrong keyword is found after its value, too.
        let sign = [self.token, self.token.wrapping_sub(1), self.token + 1, self.c.index(self.end)]
            .into_iter()
            .find(|&i| self.c.word(i) == "=" && self.c.tokens[i].sort == Sort::Op)?;
        let first = self.c.operand_start(sign);
        if first == sign {
            return None;
        }
        let depth = self.c.tokens[sign].depth;
        let start = self.c.tokens[first].start;
        let value_end = self.c.tokens[sign - 1].end;
        let e = describe::expression(self.c.text, start, value_end)?;
        let statement = self.c.statement(sign);
        let header = matches!(self.c.word(statement), "if" | "while" | "elif");
        let opener = self.c.bracket(sign);
        let call = depth > 0 && opener.is_some_and(|i| self.c.word(i) == "(" && i > 0 && self.c.ends(i - 1));
        if call {
            let is_name = matches!(e, Expr::Name(_));
            if is_name || self.c.word(statement) == "def" {
                return None;
            }
            let end = self.c.tokens[sign].end;
            if let Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) = e {
                return Some(Problem::syntax(format!("cannot assign to {}", describe::name(&e)), start, end));
            }
            let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
            return Some(Problem::syntax(message, start, end));
        }
        if depth == 0 && !header {
            return None;
        }
        let after = self.c.operand_end(sign + 1);
        if matches!(self.c.word(after), "=" | ":=") || after == sign + 1 {
            return None;
        }
        if let Expr::Name(_) = e {
            let end = self.c.tokens[after - 1].end;
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Some(Problem::syntax(message, start, end));
        }
        if !describe::comparable(&e) {
            return None;
        }
        let message = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", describe::name(&e));
        Some(Problem::syntax(message, start, value_end))
    }

    fn dictionary(&self, error: &ParseErrorType) -> Option<Problem> {
        let before = self.token.checked_sub(1)?;
        let brace = |i: usize| self.c.bracket(i).is_some_and(|b| self.c.word(b) == "{");
        let closes = self.c.word(self.token) == "}" || self.c.word(self.token) == ",";
        if closes && self.c.word(before) == ":" && brace(before) {
            return self.at_token(before + 1, "expression expected after dictionary key and ':'").map(|mut p| {
                let t = self.c.tokens[before];
                (p.start, p.end) = (t.start, t.end);
                p
            });
        }
        let wants_colon =
            matches!(error, ParseErrorType::ExpectedToken { expected: TokenKind::Colon, .. }) && brace(before);
        if wants_colon && closes {
            let t = self.c.tokens[before];
            return Some(Problem::syntax("':' expected after dictionary key", t.start, t.end));
        }
        None
    }

    /// Two values side by side in brackets.
    fn missing_comma(&self) -> Option<Problem> {
        let i = self.token;
        let before = i.checked_sub(1)?;
        let depth = self.c.tokens.get(i)?.depth;
        let soft = matches!(self.c.word(before), "match" | "case" | "_" | "type");
        let prefixed = self.c.tokens[before].sort == Sort::Name
            && !is_value(self.c.word(before))
            && self.c.tokens[i].sort == Sort::String;
        if depth == 0 || !self.c.begins(i) || !self.c.ends(before) || soft || prefixed {
            return None;
        }
        let statement = self.c.word(self.c.statement(i));
        let opener = self.c.bracket(i)?;
        let parameters = statement == "def" && self.c.tokens[opener].depth == 0;
        if parameters || matches!(statement, "from" | "import") {
            return None;
        }
        let first = self.c.operand_start(i);
        let separator = first.checked_sub(1).map(|j| self.c.word(j)).unwrap_or_default();
        if matches!(separator, "lambda" | "import") || (first..i).any(|j| self.c.word(j) == "in" && self.is_for(j)) {
            return None;
        }
        let end = self.c.operand_end(i);
        let (start, end) = (self.c.tokens.get(first)?.start, self.c.tokens.get(end.checked_sub(1)?)?.end);
        Some(Problem::syntax("invalid syntax. Perhaps you forgot a comma?", start, end))
    }

    /// The `in` of a comprehension.
    fn is_for(&self, i: usize) -> bool {
        let depth = self.c.tokens[i].depth;
        let mut at = i;
        while at > 0 && self.c.tokens[at - 1].depth >= depth {
            at -= 1;
            if self.c.word(at) == "for" && self.c.tokens[at].depth == depth {
                return true;
            }
        }
        false
    }

    /// A header without its colon, a definition without its parentheses.
    fn missing_colon(&self, error: &ParseErrorType) -> Option<Problem> {
        let first = self.c.statement(self.token);
        let mut word = self.c.word(first);
        if word == "async" {
            word = self.c.word(first + 1);
        }
        let ParseErrorType::ExpectedToken { expected, .. } = error else { return None };
        if *expected == TokenKind::Lpar && word == "def" {
            return self.at_token(self.token, "expected '('");
        }
        if *expected != TokenKind::Colon || self.c.tokens.get(self.token)?.depth > 0 {
            return None;
        }
        let at_end = self.c.tokens[self.token].sort == Sort::Newline;
        let forced = matches!(word, "def" | "else" | "try" | "finally");
        let header = matches!(
            word,
            "if" | "elif" | "while" | "for" | "with" | "class" | "except" | "match" | "case"
        );
        if self.in_lambda(first) {
            return None;
        }
        if forced || (header && at_end) { self.at_token(self.token, "expected ':'") } else { None }
    }

    /// A `lambda` before the error still lacks its colon.
    fn in_lambda(&self, first: usize) -> bool {
        let Some(lambda) = (first..self.token).rev().find(|&i| self.c.word(i) == "lambda") else { return false };
        let depth = self.c.tokens[lambda].depth;
        !(lambda..self.token).any(|i| self.c.word(i) == ":" && self.c.tokens[i].depth == depth)
    }

    fn parameters(&self, error: &ParseErrorType) -> Option<Problem> {
        let statement = self.c.word(self.c.statement(self.token));
        let word = self.c.word(self.token);
        let before = self.token.checked_sub(1)?;
        if statement == "def" && self.c.tokens[self.token].depth == 1 {
            if word == "(" && !is_keyword(self.c.word(before)) {
                let close = (self.token + 1..self.c.tokens.len()).find(|&i| self.c.tokens[i].depth == 1)?;
                let (start, end) = (self.c.tokens[self.token].start, self.c.tokens[close].end);
                return Some(Problem::syntax("Function parameters cannot be parenthesized", start, end));
            }
            if let ParseErrorType::ExpectedExpression = error
                && self.c.word(before) == "="
            {
                return self.at_token(before, "expected default value expression");
            }
        }
        if statement == "def" && self.c.word(before) == "=" && word == ")" {
            return self.at_token(before, "expected default value expression");
        }
        None
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
