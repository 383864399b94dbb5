//! A schedule as a short text: which thread passed how many stops, one after the other. It holds for one program text, on
//! every machine, and can be mailed: `rc1-9f2c41ab-m14_0x3_m2` (format 1, the program's hash, the main thread passes 14
//! stops, its first child 3, the main thread 2; a child's path has a dot for each generation: `0.1`). Where time may pass at
//! any moment the hash ends with a `t`, and `t1` is its passing to the next moment that somebody waits for.

use std::fmt;
use std::str::FromStr;

/// The path of who passes time, where that is a step of its own.
pub const TIME: &[u32] = &[u32::MAX];

/// The version of the format, with which every token begins.
const VERSION: &str = "rc1";

/// A schedule that can be written down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token {
    /// A hash of the program text.
    pub source: u32,
    /// Time may pass at any moment, which is a stop too: who asks for the time stops as well.
    pub any_time: bool,
    /// Threads by their path from the main thread, and how many stops each passes in a row.
    pub runs: Vec<(Vec<u32>, u32)>,
}

/// Why a text is no schedule for a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// It is not one of ours.
    NotOne,
    /// It is of another version of the format.
    Version(String),
    /// A part of it cannot be read.
    Part(String),
    /// It belongs to another program, or to another text of it.
    Stale,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TokenError::NotOne => write!(f, "not a schedule: a schedule begins with `{VERSION}-`"),
            TokenError::Version(version) => {
                write!(f, "the schedule is of format `{version}`; this version of racecourse reads `{VERSION}`")
            }
            TokenError::Part(part) => write!(f, "the schedule is damaged at `{part}`"),
            TokenError::Stale => write!(f, "the schedule was made for another program text"),
        }
    }
}

impl std::error::Error for TokenError {}

/// The hash of a program text (FNV-1a, 32 bits; Fowler, Noll, Vo). Ends of lines do not count.
pub fn hash_of(source: &str) -> u32 {
    source
        .bytes()
        .filter(|&byte| byte != b'\r')
        .fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Token {
    /// An empty schedule for a program.
    pub fn new(source: &str) -> Self {
        Self { source: hash_of(source), any_time: false, runs: Vec::new() }
    }

    /// Whether it was made for this text.
    ///
    /// # Errors
    /// [`TokenError::Stale`] where it was not.
    pub fn check(&self, source: &str) -> Result<(), TokenError> {
        if self.source == hash_of(source) { Ok(()) } else { Err(TokenError::Stale) }
    }

    /// Adds stops at the end.
    pub fn push(&mut self, path: &[u32], stops: u32) {
        match self.runs.last_mut() {
            Some((last, n)) if last == path => *n += stops,
            _ => self.runs.push((path.to_vec(), stops)),
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}-{:08x}{}-", self.source, if self.any_time { "t" } else { "" })?;
        for (n, (path, stops)) in self.runs.iter().enumerate() {
            let between = if n > 0 { "_" } else { "" };
            if path.is_empty() {
                write!(f, "{between}m{stops}")?;
            } else if path == TIME {
                write!(f, "{between}t{stops}")?;
            } else {
                let path: Vec<String> = path.iter().map(u32::to_string).collect();
                write!(f, "{between}{}x{stops}", path.join("."))?;
            }
        }
        Ok(())
    }
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        let mut parts = text.trim().splitn(3, '-');
        let version = parts.next().unwrap_or_default();
        if !version.starts_with("rc") {
            return Err(TokenError::NotOne);
        }
        if version != VERSION {
            return Err(TokenError::Version(version.to_owned()));
        }
        let (Some(source), Some(runs)) = (parts.next(), parts.next()) else { return Err(TokenError::NotOne) };
        let (source, any_time) = source.strip_suffix('t').map_or((source, false), |source| (source, true));
        let source = u32::from_str_radix(source, 16).map_err(|_| TokenError::Part(source.to_owned()))?;
        let runs = runs.split('_').filter(|run| !run.is_empty()).map(run_of).collect::<Result<_, _>>()?;
        Ok(Token { source, any_time, runs })
    }
}

fn run_of(text: &str) -> Result<(Vec<u32>, u32), TokenError> {
    let damaged = || TokenError::Part(text.to_owned());
    if let Some(stops) = text.strip_prefix('m') {
        return Ok((Vec::new(), stops.parse().map_err(|_| damaged())?));
    }
    if let Some(stops) = text.strip_prefix('t') {
        return Ok((TIME.to_vec(), stops.parse().map_err(|_| damaged())?));
    }
    let (path, stops) = text.split_once('x').ok_or_else(damaged)?;
    let path = path.split('.').map(str::parse).collect::<Result<_, _>>().map_err(|_| damaged())?;
    Ok((path, stops.parse().map_err(|_| damaged())?))
}

#[cfg(test)]
mod tests {
    use super::{TIME, Token, TokenError};

    #[test]
    fn a_token_reads_as_it_was_written() {
        let mut token = Token::new("print(1)\n");
        token.push(&[], 10);
        token.push(&[], 4);
        token.push(&[0, 12], 3);
        token.push(&[], 2);
        let text = token.to_string();
        assert_eq!(text.parse(), Ok(token.clone()), "{text}");
        assert!(text.ends_with("-m14_0.12x3_m2"), "{text}");
        assert_eq!(token.check("print(1)\r\n"), Ok(()));
        assert_eq!(token.check("print(2)\n"), Err(TokenError::Stale));
        token.any_time = true;
        token.push(TIME, 1);
        let text = token.to_string();
        assert_eq!(text.parse(), Ok(token), "{text}");
        assert!(text.ends_with("t-m14_0.12x3_m2_t1"), "{text}");
    }

    #[test]
    fn what_is_no_token_says_why() {
        let error = |text: &str| text.parse::<Token>().expect_err("it is none");
        assert_eq!(error("hello"), TokenError::NotOne);
        assert_eq!(error("rc9-00000000-m1"), TokenError::Version("rc9".to_owned()));
        assert_eq!(error("rc1-0000000g-m1"), TokenError::Part("0000000g".to_owned()));
        assert_eq!(error("rc1-00000000-m1_0y2"), TokenError::Part("0y2".to_owned()));
        assert_eq!(error("rc1-00000000"), TokenError::NotOne);
    }
}
