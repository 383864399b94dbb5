//! What processes tell the supervisor, over one pipe that all of them write to: a message is a line, and short enough to be
//! written in one piece.

use std::io::{self, PipeWriter, Write};

use racecourse::session::ThreadView;

/// What a pipe takes in one piece.
const MOST: usize = 4096;
/// The longest field; three of them fit.
const MOST_FIELD: usize = 1200;

/// A line on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A process exists.
    Born { pid: u32, parent: u32, name: String },
    /// It is called so from now on.
    Named { pid: u32, name: String },
    /// Its status as wait(2) gives it.
    Died { pid: u32, status: i32 },
    /// One thread of a process; part of the answer to a question.
    Thread { pid: u32, question: u32, doing: Doing },
    /// The end of an answer: the process is stuck, as it has verified, and where it was then.
    Answer { pid: u32, question: u32, stuck: bool, epoch: u64 },
}

/// What a thread does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doing {
    /// Its name.
    pub name: String,
    /// In words.
    pub what: String,
    /// The same as a line of a report: who, what, where.
    pub line: String,
}

impl Doing {
    /// What a thread does, where no report says it better.
    pub fn of(thread: &ThreadView) -> Doing {
        let name = thread.name.clone();
        match &thread.wait {
            Some(wait) => {
                let at = match wait.line {
                    0 => String::new(),
                    line => format!(", at line {line} in {}: {}", wait.function, wait.source),
                };
                Doing { line: format!("{name} {}{at}", wait.what), what: wait.what.clone(), name }
            }
            None => {
                let at = if thread.line > 0 { format!(", past line {}", thread.line) } else { String::new() };
                Doing { line: format!("{name} runs{at}"), what: "runs".to_owned(), name }
            }
        }
    }

    /// Whether it waits for something.
    pub fn waits(&self) -> bool {
        !self.what.starts_with("runs")
    }
}

impl Message {
    /// Sends it. Where the supervisor is gone there is nobody to tell, and the keeper ends the process.
    pub fn send(&self, mut wire: &PipeWriter) {
        let line = self.encode();
        debug_assert!(line.len() <= MOST);
        let _: io::Result<()> = wire.write_all(line.as_bytes());
    }

    fn encode(&self) -> String {
        let fields = match self {
            Message::Born { pid, parent, name } => {
                vec!["born".to_owned(), pid.to_string(), parent.to_string(), escape(name)]
            }
            Message::Named { pid, name } => vec!["named".to_owned(), pid.to_string(), escape(name)],
            Message::Died { pid, status } => vec!["died".to_owned(), pid.to_string(), status.to_string()],
            Message::Thread { pid, question, doing } => vec![
                "thread".to_owned(),
                pid.to_string(),
                question.to_string(),
                escape(&doing.name),
                escape(&doing.what),
                escape(&doing.line),
            ],
            Message::Answer { pid, question, stuck, epoch } => {
                vec!["answer".to_owned(), pid.to_string(), question.to_string(), stuck.to_string(), epoch.to_string()]
            }
        };
        fields.join("\t") + "\n"
    }

    /// Reads a line without its end; none where it is no message.
    pub fn decode(line: &str) -> Option<Message> {
        let mut fields = line.split('\t');
        let kind = fields.next()?;
        let mut next = || fields.next();
        let message = match kind {
            "born" => {
                Message::Born { pid: next()?.parse().ok()?, parent: next()?.parse().ok()?, name: unescape(next()?) }
            }
            "named" => Message::Named { pid: next()?.parse().ok()?, name: unescape(next()?) },
            "died" => Message::Died { pid: next()?.parse().ok()?, status: next()?.parse().ok()? },
            "thread" => Message::Thread {
                pid: next()?.parse().ok()?,
                question: next()?.parse().ok()?,
                doing: Doing { name: unescape(next()?), what: unescape(next()?), line: unescape(next()?) },
            },
            "answer" => Message::Answer {
                pid: next()?.parse().ok()?,
                question: next()?.parse().ok()?,
                stuck: next()?.parse().ok()?,
                epoch: next()?.parse().ok()?,
            },
            _ => return None,
        };
        Some(message)
    }
}

/// Lines out of the pieces that a pipe gives.
#[derive(Default)]
pub struct Lines(Vec<u8>);

impl Lines {
    /// The messages that are whole now.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Message> {
        self.0.extend_from_slice(bytes);
        let Some(end) = self.0.iter().rposition(|&byte| byte == b'\n') else { return Vec::new() };
        let whole: Vec<u8> = self.0.drain(..=end).collect();
        String::from_utf8_lossy(&whole).lines().filter_map(Message::decode).collect()
    }
}

/// A field without tabs and line ends, cut where it is too long.
fn escape(text: &str) -> String {
    let mut field = String::new();
    for c in text.chars() {
        match c {
            '\t' => field += "\\t",
            '\n' => field += "\\n",
            '\r' => field += "\\r",
            '\\' => field += "\\\\",
            c => field.push(c),
        }
        if field.len() > MOST_FIELD {
            return field + "...";
        }
    }
    field
}

fn unescape(field: &str) -> String {
    let mut text = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        match if c == '\\' { chars.next() } else { Some(c) } {
            Some('t') if c == '\\' => text.push('\t'),
            Some('n') if c == '\\' => text.push('\n'),
            Some('r') if c == '\\' => text.push('\r'),
            Some(c) => text.push(c),
            None => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Doing, Lines, MOST, Message};

    #[test]
    fn messages_come_out_as_they_went_in() {
        let doing =
            Doing { name: "Thread-1\t(f)".to_owned(), what: "waits".to_owned(), line: "x = '\\n\n'".to_owned() };
        let messages = [
            Message::Born { pid: 7, parent: 1, name: "Process-1".to_owned() },
            Message::Thread { pid: 7, question: 2, doing },
            Message::Answer { pid: 7, question: 2, stuck: true, epoch: 99 },
            Message::Died { pid: 7, status: 9 },
        ];
        let text: String = messages.iter().map(Message::encode).collect();
        let mut lines = Lines::default();
        let mut got = Vec::new();
        for piece in text.as_bytes().chunks(10) {
            got.extend(lines.take(piece));
        }
        assert_eq!(got, messages);
    }

    #[test]
    fn the_longest_message_is_one_piece() {
        let long = "\\é".repeat(5000);
        let doing = Doing { name: long.clone(), what: long.clone(), line: long };
        let message = Message::Thread { pid: u32::MAX, question: u32::MAX, doing };
        assert!(message.encode().len() <= MOST);
    }
}
