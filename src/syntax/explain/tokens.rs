//! What the tokens around an error say about it.

use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::ParseErrorType;

use super::super::context::{is_keyword, is_value};
use super::super::scan::Sort;
use super::super::{Problem, describe};
use super::Place;

impl Place<'_> {
    /// The message for an error that the parser does not name.
    pub(super) fn by_tokens(&self, error: &ParseErrorType) -> Problem {
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

    /// An error in a field of an f-string.
    pub(super) fn inside_f_string(&self) -> Problem {
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
        let depth =
            self.c.tokens.get(self.token)?.depth + u32::from(matches!(self.c.word(self.token), ")" | "]" | "}"));
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
        let header = matches!(word, "if" | "elif" | "while" | "for" | "with" | "class" | "except" | "match" | "case");
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
                if !(self.token + 1..close).all(|i| self.c.tokens[i].sort == Sort::Name || self.c.word(i) == ",") {
                    return None;
                }
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
