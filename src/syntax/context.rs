//! The tokens around an error.

use super::Problem;
use super::scan::{Scan, Sort, Token};

/// A view of the tokens of a text.
#[derive(Clone, Copy)]
pub(super) struct Context<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: &'t [Token],
}

impl<'t> Context<'t> {
    /// The text of token `i`; empty past the ends.
    pub fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// The token that holds a place of the text, or the first after it.
    pub fn index(&self, at: u32) -> usize {
        let i = self.tokens.partition_point(|t| t.end <= at && !(t.start == at && t.end == at));
        // Several empty tokens can stand at one place: the end of a line comes first.
        i.min(self.tokens.len().saturating_sub(1))
    }

    /// The first token of the statement that token `i` is in.
    pub fn statement(&self, i: usize) -> usize {
        let mut first = i;
        while first > 0 && !self.ends_statement(first - 1) {
            first -= 1;
        }
        first
    }

    fn ends_statement(&self, i: usize) -> bool {
        let t = self.tokens[i];
        matches!(t.sort, Sort::Newline | Sort::Indent | Sort::Dedent) || (self.word(i) == ";" && t.depth == 0)
    }

    /// One past the last token of the statement that token `i` is in.
    pub fn statement_end(&self, i: usize) -> usize {
        let mut end = i;
        while end < self.tokens.len() && !self.ends_statement(end) {
            end += 1;
        }
        end
    }

    /// Token `i` can begin an operand.
    pub fn begins(&self, i: usize) -> bool {
        match self.tokens.get(i).map(|t| t.sort) {
            Some(Sort::Number | Sort::String) => true,
            Some(Sort::Name) => !is_keyword(self.word(i)) || is_value(self.word(i)),
            Some(Sort::Op) => matches!(self.word(i), "{"),
            _ => false,
        }
    }

    /// Token `i` can end an operand.
    pub fn ends(&self, i: usize) -> bool {
        match self.tokens.get(i).map(|t| t.sort) {
            Some(Sort::Number | Sort::String) => true,
            Some(Sort::Name) => !is_keyword(self.word(i)) || is_value(self.word(i)),
            Some(Sort::Op) => matches!(self.word(i), ")" | "]" | "}" | "..."),
            _ => false,
        }
    }

    /// The token with the bracket that is open before token `i`.
    pub fn bracket(&self, i: usize) -> Option<usize> {
        let depth = self.tokens.get(i)?.depth;
        (0..i).rev().find(|&j| self.tokens[j].depth < depth)
    }

    /// The first token of the operators and operands that end just before token `end`, at its bracket level.
    pub fn operand_start(&self, end: usize) -> usize {
        let depth = self.level(end);
        let mut first = end;
        while first > 0 {
            let t = self.tokens[first - 1];
            if t.depth < depth && !self.closes(first - 1) {
                break;
            }
            if self.level(first - 1) == depth && self.separates(first - 1) {
                break;
            }
            first -= 1;
        }
        first
    }

    /// The bracket level that token `i` itself stands on (a closing bracket belongs to the level outside).
    fn level(&self, i: usize) -> u32 {
        self.tokens.get(i).map_or(0, |t| t.depth)
    }

    fn closes(&self, i: usize) -> bool {
        matches!(self.word(i), ")" | "]" | "}")
    }

    /// Ends an operand list when going back or forth.
    pub fn separates(&self, i: usize) -> bool {
        let t = self.tokens[i];
        match t.sort {
            Sort::Newline | Sort::Indent | Sort::Dedent | Sort::End => true,
            Sort::Name => {
                let word = self.word(i);
                is_keyword(word) && !is_value(word) && !matches!(word, "and" | "or" | "not" | "in" | "is" | "await")
            }
            Sort::Op => {
                matches!(self.word(i), "," | ":" | "=" | ":=" | ";" | "->")
                    || self.word(i).ends_with('=') && self.is_augmented(i)
            }
            _ => false,
        }
    }

    fn is_augmented(&self, i: usize) -> bool {
        !matches!(self.word(i), "==" | "!=" | "<=" | ">=")
    }

    /// One past the last token of the operand that token `first` begins.
    pub fn operand_end(&self, first: usize) -> usize {
        let depth = self.tokens.get(first).map_or(0, |t| t.depth);
        let mut end = first;
        while end < self.tokens.len() {
            let t = self.tokens[end];
            if t.depth == depth {
                let adjacent = end > first && self.begins(end) && self.ends(end - 1);
                if self.separates(end) || self.is_outer_close(end, depth) || adjacent {
                    break;
                }
            } else if t.depth < depth {
                break;
            }
            end += 1;
        }
        end
    }

    fn is_outer_close(&self, i: usize, depth: u32) -> bool {
        // A closing bracket has the level outside of it: one that closes an inner bracket of the operand is preceded by
        // deeper tokens, or by its opening bracket.
        self.closes(i) && self.tokens[i].depth < depth
    }
}

/// Reserved words.
pub(super) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];
    KEYWORDS.contains(&word)
}

/// Reserved words that are values.
pub(super) fn is_value(word: &str) -> bool {
    matches!(word, "None" | "True" | "False")
}

/// What the parser accepts and Python 3.11 does not.
pub(super) fn forbidden(text: &str, scan: &Scan) -> Option<Problem> {
    let context = Context { text, tokens: &scan.tokens };
    let odd = (0..scan.tokens.len()).find(|&i| matches!(context.word(i), "<>" | "$" | "?" | "!" | "`"))?;
    let token = scan.tokens[odd];
    Some(Problem::syntax("invalid syntax", token.start, token.end))
}
