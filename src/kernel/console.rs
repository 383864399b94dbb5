//! Standard input, output and error.

use std::collections::VecDeque;

/// The console of a run.
#[derive(Clone, Debug, Default)]
pub struct Console {
    /// Lines of input that nobody has read.
    pub lines: VecDeque<String>,
    /// No more will come.
    pub closed: bool,
    /// Bytes written so far.
    pub written: u64,
    /// Bytes that may be written.
    pub limit: u64,
}

impl Console {
    /// A console whose input is `stdin`, where that is known.
    pub fn new(stdin: Option<&str>, limit: u64) -> Self {
        let lines = stdin.unwrap_or_default().lines().map(str::to_owned).collect();
        Self { lines, closed: stdin.is_some(), written: 0, limit }
    }

    /// Whether reading would not wait.
    pub fn is_ready(&self) -> bool {
        self.closed || !self.lines.is_empty()
    }
}
