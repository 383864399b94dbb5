//! The console as data: what the threads printed, in lines whose pieces know their thread.
//!
//! Threads may tear each other's lines, so a line is a row of segments. Lines live in chunks that are shared until they
//! change: drawing again costs only the last chunk. The oldest chunks are dropped beyond [`LINES`].

use std::collections::VecDeque;
use std::rc::Rc;

/// How many lines are kept at least.
pub const LINES: usize = 5_000;
/// Lines in a chunk.
const CHUNK: usize = 100;
/// Chunks that are shown while the program prints faster than anybody can read.
const FLOOD_CHUNKS: usize = 2;
/// A line without an end is cut here, so that a program that never ends its line does not end the page.
const WIDTH: usize = 4_000;

/// Who wrote a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The thread of the program with this rank, to `sys.stdout`.
    Thread(usize),
    /// The thread of the program with this rank, to `sys.stderr`.
    ThreadError(usize),
    /// The user, as an answer to `input()`.
    User,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Who wrote it.
    pub author: Author,
    /// The text, without line ends.
    pub text: String,
}

/// A line, from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces.
    pub segments: Vec<Segment>,
    /// A carriage return was written: the next text starts the line anew.
    returned: bool,
}

/// Some lines in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The number of its first line, from 0; it never changes.
    pub first: usize,
    /// The lines.
    pub lines: Vec<Line>,
}

/// All that is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Console {
    chunks: VecDeque<Rc<Chunk>>,
    /// Lines that are not kept any more or never came.
    dropped: u64,
    /// The last line has no end yet.
    open: bool,
}

impl Console {
    /// The chunks, oldest first; in a flood only the newest, since nobody can read the others.
    pub fn chunks(&self, flood: bool) -> impl Iterator<Item = &Rc<Chunk>> {
        let hidden = if flood { self.chunks.len().saturating_sub(FLOOD_CHUNKS) } else { 0 };
        self.chunks.iter().skip(hidden)
    }

    /// Lines that were printed and cannot be seen.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Nothing has been printed.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty() && self.dropped == 0
    }

    /// Lines were left out on the way here.
    pub fn skip(&mut self, lines: u64) {
        if lines > 0 {
            self.chunks.clear();
            self.dropped += lines;
            self.open = false;
        }
    }

    /// Adds text: any piece of a line, or many lines.
    pub fn write(&mut self, author: Author, text: &str) {
        for piece in text.split_inclusive('\n') {
            let (piece, ends) = match piece.strip_suffix('\n') {
                Some(piece) => (piece.strip_suffix('\r').unwrap_or(piece), true),
                None => (piece, false),
            };
            self.write_piece(author, piece);
            if ends {
                self.line();
                self.open = false;
            }
        }
        self.forget();
    }

    fn write_piece(&mut self, author: Author, piece: &str) {
        for part in piece.split_inclusive('\r') {
            let (part, returns) = part.strip_suffix('\r').map_or((part, false), |part| (part, true));
            let line = self.line();
            if !part.is_empty() {
                line.add(author, part);
                if line.len() >= WIDTH {
                    self.open = false;
                }
            }
            if returns {
                self.line().returned = true;
            }
        }
    }

    /// The line that text goes to.
    fn line(&mut self) -> &mut Line {
        let full = self.chunks.back().is_none_or(|chunk| !self.open && chunk.lines.len() >= CHUNK);
        if full {
            let first = self.chunks.back().map_or(0, |chunk| chunk.first + chunk.lines.len());
            self.chunks.push_back(Rc::new(Chunk { first, lines: Vec::new() }));
        }
        let index = self.chunks.len() - 1;
        let chunk = Rc::make_mut(&mut self.chunks[index]);
        if !self.open || chunk.lines.is_empty() {
            chunk.lines.push(Line::default());
            self.open = true;
        }
        let last = chunk.lines.len() - 1;
        &mut chunk.lines[last]
    }

    fn forget(&mut self) {
        while self.chunks.len() > LINES / CHUNK + 1 {
            if let Some(chunk) = self.chunks.pop_front() {
                self.dropped += chunk.lines.len() as u64;
            }
        }
    }
}

impl Line {
    fn add(&mut self, author: Author, text: &str) {
        if std::mem::take(&mut self.returned) {
            self.segments.clear();
        }
        match self.segments.last_mut() {
            Some(last) if last.author == author => last.text.push_str(text),
            _ => self.segments.push(Segment { author, text: text.to_owned() }),
        }
    }

    fn len(&self) -> usize {
        self.segments.iter().map(|segment| segment.text.len()).sum()
    }
}

/// Text with the places in it that name a line of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Just text.
    Text(&'a str),
    /// Text that names this line.
    Place(&'a str, u32),
}

/// Finds `File "NAME", line N` of this file.
pub fn places<'a>(text: &'a str, filename: &str) -> Vec<Piece<'a>> {
    let opening = format!("File \"{filename}\", line ");
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(&opening) {
        let digits = &rest[at + opening.len()..];
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let end = at + opening.len() + length;
        if let Ok(line) = digits[..length].parse() {
            if at > 0 {
                pieces.push(Piece::Text(&rest[..at]));
            }
            pieces.push(Piece::Place(&rest[at..end], line));
        } else {
            pieces.push(Piece::Text(&rest[..end]));
        }
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Author = Author::Thread(1);
    const B: Author = Author::Thread(2);

    fn texts(console: &Console) -> Vec<String> {
        let line = |line: &Line| line.segments.iter().map(|segment| segment.text.as_str()).collect();
        console.chunks(false).flat_map(|chunk| chunk.lines.iter().map(line)).collect()
    }

    #[test]
    fn torn_lines_keep_their_authors() {
        let mut console = Console::default();
        console.write(A, "one ");
        console.write(A, "more");
        console.write(B, " two\n");
        console.write(A, "\nlast");
        assert_eq!(texts(&console), ["one more two", "", "last"]);
        let first = &console.chunks[0].lines[0];
        assert_eq!(first.segments.iter().map(|segment| segment.author).collect::<Vec<_>>(), [A, B]);
    }

    #[test]
    fn old_lines_are_dropped_and_counted() {
        let mut console = Console::default();
        for line in 0..LINES + 1_000 {
            console.write(A, &format!("{line}\n"));
        }
        let kept = texts(&console);
        assert!(kept.len() >= LINES);
        assert_eq!(kept.len() as u64 + console.dropped(), LINES as u64 + 1_000);
        assert_eq!(kept.last().map(String::as_str), Some("5999"));
    }

    #[test]
    fn a_line_without_an_end_is_cut() {
        let mut console = Console::default();
        for _ in 0..10 {
            console.write(A, &"x".repeat(WIDTH));
        }
        assert_eq!(texts(&console).len(), 10);
    }

    #[test]
    fn a_carriage_return_starts_the_line_anew() {
        let mut console = Console::default();
        console.write(A, "10 %\r");
        assert_eq!(texts(&console), ["10 %"]);
        console.write(A, "20 %\r\nend\r\n");
        assert_eq!(texts(&console), ["20 %", "end"]);
    }

    #[test]
    fn places_of_the_program_are_found() {
        let text = "  File \"main.py\", line 12, in f";
        let found = places(text, "main.py");
        assert_eq!(found, [Piece::Text("  "), Piece::Place("File \"main.py\", line 12", 12), Piece::Text(", in f")]);
        assert_eq!(places(text, "other.py"), [Piece::Text(text)]);
        assert_eq!(places("File \"main.py\", line x", "main.py").len(), 2);
    }
}
