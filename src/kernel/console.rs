//! Standard input of the run, and the buffer through which a process writes its text.

use std::collections::VecDeque;

use crate::ids::Tid;

/// Text that gathers before it is written even if no line ends, in bytes (as CPython's text layer).
const BUFFER: usize = 8192;

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
    /// Text is written at once, not line by line.
    pub unbuffered: bool,
}

impl Console {
    /// A console whose input is `stdin`, where that is known.
    pub fn new(stdin: Option<&str>, limit: u64, unbuffered: bool) -> Self {
        let lines = stdin.unwrap_or_default().lines().map(str::to_owned).collect();
        Self { lines, closed: stdin.is_some(), written: 0, limit, unbuffered }
    }

    /// Whether reading would not wait.
    pub fn is_ready(&self) -> bool {
        self.closed || !self.lines.is_empty()
    }
}

/// Text for standard output that was not written yet, and who printed it. A fork copies it with the rest of the process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Buffer {
    parts: Vec<(Tid, String)>,
    bytes: usize,
}

impl Buffer {
    /// Adds a piece.
    pub fn add(&mut self, tid: Tid, text: &str) {
        self.bytes += text.len();
        match self.parts.last_mut() {
            Some((last, gathered)) if *last == tid => gathered.push_str(text),
            _ => self.parts.push((tid, text.to_owned())),
        }
    }

    /// Whether the text is to be written now that this piece was added: a line has ended, or there is a lot of it.
    pub fn is_due(&self, piece: &str) -> bool {
        self.bytes >= BUFFER || piece.contains(['\n', '\r'])
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Takes everything out.
    pub fn take(&mut self) -> Vec<(Tid, String)> {
        self.bytes = 0;
        std::mem::take(&mut self.parts)
    }
}
