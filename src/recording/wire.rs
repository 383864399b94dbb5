//! Marks as lines of text, version 1: the time in seconds, the kind, the fields, with tabs between them. A line is written
//! at once, so that processes can share a file.

use super::Mark;
use crate::ids::{Pid, Tid, Who};
use crate::sys::Seconds;

/// Texts longer than this are cut: they are for the eye.
const MOST_TEXT: usize = 500;

/// A line with its end.
pub fn encode(time: Seconds, mark: &Mark) -> String {
    let (kind, fields) = match mark {
        Mark::ProcessStarted { pid, parent, by } => ("process", vec![pid.to_string(), option(parent), option(by)]),
        Mark::ProcessNamed { pid, name } => ("process-name", vec![pid.to_string(), escape(name)]),
        Mark::ProcessEnded { pid, status } => ("process-end", vec![pid.to_string(), status.to_string()]),
        Mark::ThreadStarted { who, name, by } => ("thread", vec![who.to_string(), escape(name), option(by)]),
        Mark::ThreadNamed { who, name } => ("thread-name", vec![who.to_string(), escape(name)]),
        Mark::ThreadEnded { who } => ("thread-end", vec![who.to_string()]),
        Mark::Blocked { who, on, sleeps } => ("blocked", vec![who.to_string(), escape(on), sleeps.to_string()]),
        Mark::Resumed { who, by } => ("resumed", vec![who.to_string(), option(by)]),
        Mark::Sent { who, channel, bytes } => ("sent", vec![who.to_string(), channel.to_string(), bytes.to_string()]),
        Mark::Received { who, channel, bytes } => {
            ("received", vec![who.to_string(), channel.to_string(), bytes.to_string()])
        }
        Mark::Output { who, text } => ("output", vec![who.to_string(), escape(text)]),
    };
    format!("{time}\t{kind}\t{}\n", fields.join("\t"))
}

/// Reads a line; none where it is not one of ours, or was cut.
pub fn decode(line: &str) -> Option<(Seconds, Mark)> {
    let mut fields = line.trim_end_matches('\n').split('\t');
    let time = fields.next()?.parse().ok()?;
    let kind = fields.next()?;
    let mut next = || fields.next();
    let mark = match kind {
        "process" => {
            let (pid, parent, by) = (pid(next()?)?, next()?, next()?);
            Mark::ProcessStarted { pid, parent: self::pid(parent), by: who(by) }
        }
        "process-name" => Mark::ProcessNamed { pid: pid(next()?)?, name: unescape(next()?) },
        "process-end" => Mark::ProcessEnded { pid: pid(next()?)?, status: next()?.parse().ok()? },
        "thread" => Mark::ThreadStarted { who: who(next()?)?, name: unescape(next()?), by: who(next()?) },
        "thread-name" => Mark::ThreadNamed { who: who(next()?)?, name: unescape(next()?) },
        "thread-end" => Mark::ThreadEnded { who: who(next()?)? },
        "blocked" => Mark::Blocked { who: who(next()?)?, on: unescape(next()?), sleeps: next()?.parse().ok()? },
        "resumed" => Mark::Resumed { who: who(next()?)?, by: who(next()?) },
        "sent" => Mark::Sent { who: who(next()?)?, channel: next()?.parse().ok()?, bytes: next()?.parse().ok()? },
        "received" => {
            Mark::Received { who: who(next()?)?, channel: next()?.parse().ok()?, bytes: next()?.parse().ok()? }
        }
        "output" => Mark::Output { who: who(next()?)?, text: unescape(next()?) },
        _ => return None,
    };
    Some((time, mark))
}

fn option<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map_or("-".to_owned(), T::to_string)
}

fn pid(field: &str) -> Option<Pid> {
    field.parse().ok().map(Pid)
}

fn who(field: &str) -> Option<Who> {
    let (pid, tid) = field.split_once('/')?;
    Some(Who { pid: self::pid(pid)?, tid: Tid(tid.parse().ok()?) })
}

fn escape(text: &str) -> String {
    let cut = text.char_indices().nth(MOST_TEXT).map_or(text, |(at, _)| &text[..at]);
    cut.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n")
}

fn unescape(field: &str) -> String {
    let mut text = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('t')) => text.push('\t'),
            (_, Some('n')) => text.push('\n'),
            (_, Some(other)) => text.push(other),
            (c, None) => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use crate::ids::{Pid, Tid, Who};
    use crate::recording::Mark;

    #[test]
    fn marks_come_back_as_they_were() {
        let who = Who { pid: Pid(7), tid: Tid(2) };
        let marks = [
            Mark::ProcessStarted { pid: Pid(7), parent: None, by: None },
            Mark::ProcessStarted { pid: Pid(8), parent: Some(Pid(7)), by: Some(who) },
            Mark::ProcessNamed { pid: Pid(7), name: "a\tb\\n\n".to_owned() },
            Mark::ProcessEnded { pid: Pid(7), status: 256 },
            Mark::ThreadStarted { who, name: String::new(), by: Some(who) },
            Mark::ThreadNamed { who, name: "é".to_owned() },
            Mark::ThreadEnded { who },
            Mark::Blocked { who, on: "waits".to_owned(), sleeps: true },
            Mark::Resumed { who, by: None },
            Mark::Sent { who, channel: 3, bytes: 10 },
            Mark::Received { who, channel: 3, bytes: 4 },
            Mark::Output { who, text: "x\n".to_owned() },
        ];
        let times = [0.0, 0.1, 1e-9, 12345.678];
        for (mark, time) in marks.into_iter().zip(times.into_iter().cycle()) {
            let line = encode(time, &mark);
            assert_eq!((line.matches('\n').count(), decode(&line)), (1, Some((time, mark))));
        }
        assert_eq!(decode("1.0\tblocked\t7/2\twai"), None, "a line that was cut");
    }
}
