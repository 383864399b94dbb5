//! Deadlock: no thread of the program can ever run again. The report says who waits for what, who holds it and where.

use std::fmt;

use crate::ids::Tid;

/// Why a program stands still for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadlockReport {
    /// One entry for each thread that waits; those of a cycle first, each followed by the one it waits for.
    pub waits: Vec<Wait>,
    /// How many of the first entries form a cycle (the last of them waits for the first); 0 when there is none.
    pub cycle: usize,
    /// The whole report in English, several lines, the first with the word "deadlock", ending in a newline.
    pub text: String,
}

/// What one thread waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The thread.
    pub thread: Tid,
    /// Its name.
    pub thread_name: String,
    /// What it does, in words: `waits for lock 2 (created at line 5)`.
    pub what: String,
    /// Who holds it or is to bring it about, where that is known.
    pub held_by: Option<Holder>,
    /// The line (from 1) at which it waits; 0 where no line of the program is running (interpreter shutdown).
    pub line: u32,
    /// The function it is in; empty where `line` is 0.
    pub function: String,
    /// The text of that line, trimmed.
    pub source: String,
}

/// Who keeps a thread waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The thread.
    pub thread: Tid,
    /// Its name.
    pub name: String,
    /// The line at which it took what it holds; 0 where that is unknown or means nothing.
    pub line: u32,
}

impl fmt::Display for DeadlockReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
