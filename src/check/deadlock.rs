//! Deadlock: no thread of the program can ever run again. The report says who waits for what, who holds it and where.

use std::fmt;

use crate::ids::Who;

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
    pub who: Who,
    /// Its name, with that of its process where there are several.
    pub thread_name: String,
    /// What it does, in words: `waits for lock 2 (created at line 5)`.
    pub what: String,
    /// Who holds it or is to bring it about, where that is known.
    pub held_by: Option<Holder>,
    /// What it does and who holds it, in words: `waits for lock 'a' (created at line 5), held by Bob (acquired at line 9)`.
    pub reason: String,
    /// The line (from 1) at which it waits; 0 where no line of the program is running
    /// (interpreter shutdown, a pool's idle worker).
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
    pub who: Who,
    /// Its name, with that of its process where there are several.
    pub name: String,
    /// The line at which it took what it holds; 0 where that is unknown or means nothing.
    pub line: u32,
}

impl fmt::Display for DeadlockReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Puts findings, each with its line of text, into a report: those of a cycle come first.
pub fn report(findings: Vec<(Wait, String)>) -> DeadlockReport {
    let order = cycle(&findings);
    let (count, mut places) = (order.len(), order);
    places.extend((0..findings.len()).filter(|i| !places.contains(i)).collect::<Vec<_>>());
    let mut text = match (count, findings.len()) {
        (0, 1) => "deadlock: the program waits for ever\n".to_owned(),
        (0, _) => "deadlock: all threads of the program wait for ever\n".to_owned(),
        (1, _) => "deadlock: a thread waits for itself\n".to_owned(),
        (n, _) => format!("deadlock: {n} threads wait for each other\n"),
    };
    for &place in &places {
        text += &format!("  {}\n", findings[place].1);
    }
    let mut waits: Vec<Option<Wait>> = findings.into_iter().map(|(wait, _)| Some(wait)).collect();
    let waits = places.into_iter().filter_map(|place| waits[place].take()).collect();
    DeadlockReport { waits, cycle: count, text }
}

/// The findings that form a cycle, each followed by the one it waits for.
fn cycle(findings: &[(Wait, String)]) -> Vec<usize> {
    let next = |i: usize| {
        let holder = findings[i].0.held_by.as_ref()?.who;
        findings.iter().position(|(wait, _)| wait.who == holder)
    };
    for start in 0..findings.len() {
        let mut path = vec![start];
        while let Some(i) = next(path[path.len() - 1]) {
            if let Some(at) = path.iter().position(|&seen| seen == i) {
                return path.split_off(at);
            }
            path.push(i);
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::{Holder, Wait, report};
    use crate::ids::{Pid, Tid, Who};

    fn who(thread: u32) -> Who {
        Who { pid: Pid(1), tid: Tid(thread) }
    }

    fn wait(thread: u32, on: Option<u32>) -> (Wait, String) {
        let held_by = on.map(|on| Holder { who: who(on), name: format!("T{on}"), line: 1 });
        let wait = Wait {
            who: who(thread),
            thread_name: format!("T{thread}"),
            what: "waits".to_owned(),
            held_by,
            reason: "waits".to_owned(),
            line: 1,
            function: String::new(),
            source: String::new(),
        };
        (wait, format!("T{thread} waits"))
    }

    #[test]
    fn the_cycle_comes_first_and_in_order() {
        let report = report(vec![wait(0, Some(2)), wait(1, None), wait(2, Some(3)), wait(3, Some(2))]);
        let order: Vec<u32> = report.waits.iter().map(|wait| wait.who.tid.0).collect();
        assert_eq!((order, report.cycle), (vec![2, 3, 0, 1], 2));
        assert!(report.text.starts_with("deadlock: 2 threads wait for each other\n  T2 waits\n"));
    }

    #[test]
    fn without_a_cycle_all_are_listed() {
        let report = report(vec![wait(0, Some(1)), wait(1, None)]);
        assert_eq!((report.waits.len(), report.cycle), (2, 0));
    }
}
