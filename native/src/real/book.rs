//! The book of a run's processes, dead or alive: what `racecourse ps` prints.

use std::collections::{BTreeMap, BTreeSet};

use racecourse::session::{Event, ProcessView};

use super::signals::name_of;
use super::wire::{Doing, Message};

/// Processes that are written down; a run may have any number.
const MOST: usize = 10_000;

/// All that were told of.
#[derive(Default)]
pub struct Book {
    entries: BTreeMap<u32, Entry>,
    /// In order of birth.
    order: Vec<u32>,
    answers: BTreeSet<(u32, u32)>,
}

struct Entry {
    parent: u32,
    name: String,
    /// As wait(2) encodes it.
    status: Option<i32>,
    threads: Vec<Doing>,
}

impl Book {
    /// Parent and child both tell it, the parent in the right order: the second time is of no interest.
    pub fn born(&mut self, pid: u32, parent: u32, name: &str) {
        let is_known = self.entries.get(&pid).is_some_and(|entry| entry.status.is_none());
        if !is_known && self.order.len() < MOST {
            self.order.push(pid);
            self.entries.insert(pid, Entry { parent, name: name.to_owned(), status: None, threads: Vec::new() });
        }
    }

    pub fn died(&mut self, pid: u32, status: i32) {
        if let Some(entry) = self.entries.get_mut(&pid) {
            entry.status = Some(status);
        }
    }

    pub fn take(&mut self, message: &Message) {
        match message {
            Message::Born { pid, parent, name } => self.born(*pid, *parent, name),
            Message::Named { pid, name } => {
                if let Some(entry) = self.entries.get_mut(pid) {
                    entry.name.clone_from(name);
                }
            }
            Message::Died { pid, status } => self.died(*pid, *status),
            Message::Thread { pid, doing, .. } => {
                if let Some(entry) = self.entries.get_mut(pid) {
                    entry.threads.retain(|thread| thread.name != doing.name);
                    entry.threads.push(doing.clone());
                }
            }
            Message::Answer { pid, question, .. } => {
                self.answers.insert((*question, *pid));
            }
        }
    }

    /// What the deterministic machine tells.
    pub fn event(&mut self, event: &Event) {
        match event {
            Event::ProcessStarted { pid, parent, .. } => {
                let parent = parent.map_or(0, |pid| pid.0);
                let name = self.entries.get(&parent).map_or("MainProcess".to_owned(), |entry| entry.name.clone());
                self.born(pid.0, parent, &name);
            }
            Event::ProcessRenamed { pid, name } => self.take(&Message::Named { pid: pid.0, name: name.clone() }),
            Event::ProcessEnded { pid, status } => self.died(pid.0, *status),
            _ => {}
        }
    }

    /// The processes of the deterministic machine as they are now.
    pub fn look(&mut self, processes: &[ProcessView]) {
        for process in processes {
            for thread in &process.threads {
                self.take(&Message::Thread { pid: process.pid.0, question: 0, doing: Doing::of(thread) });
            }
        }
    }

    /// The tree below the first process.
    pub fn whole_tree(&self) -> String {
        self.order.first().map_or(String::new(), |&root| self.tree(root))
    }

    /// Whether all of them have answered or ended.
    pub fn has_answers(&self, question: u32, pids: &[u32]) -> bool {
        let ended = |pid| self.entries.get(pid).is_some_and(|entry| entry.status.is_some());
        pids.iter().all(|pid| self.answers.contains(&(question, *pid)) || ended(pid))
    }

    /// The tree below a process: a line for each process, and below those that live a line for each thread.
    pub fn tree(&self, root: u32) -> String {
        let mut text = String::new();
        self.branch(root, "", "", &mut text);
        text
    }

    fn branch(&self, pid: u32, first: &str, rest: &str, text: &mut String) {
        let Some(entry) = self.entries.get(&pid) else { return };
        let children: Vec<u32> = self
            .order
            .iter()
            .copied()
            .filter(|child| self.entries.get(child).is_some_and(|e| e.parent == pid))
            .collect();
        *text += &format!("{first}{pid} {}: {}\n", entry.name, entry.state());
        if entry.status.is_none() {
            let bar = if children.is_empty() { " " } else { "│" };
            for thread in &entry.threads {
                *text += &format!("{rest}{bar}    {}\n", thread.line);
            }
        }
        for (at, &child) in children.iter().enumerate() {
            let (corner, bar) = if at + 1 == children.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.branch(child, &format!("{rest}{corner}"), &format!("{rest}{bar}"), text);
        }
    }
}

impl Entry {
    fn state(&self) -> String {
        match self.status {
            None if self.threads.iter().all(Doing::waits) && !self.threads.is_empty() => "blocked".to_owned(),
            None => "running".to_owned(),
            Some(status) => ending(status),
        }
    }
}

/// A status of wait(2) in words.
fn ending(status: i32) -> String {
    match status & 0x7f {
        0 => format!("ended with status {}", status >> 8 & 0xff),
        signal => match name_of(signal) {
            Some(name) => format!("killed by signal {signal} ({name})"),
            None => format!("killed by signal {signal}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::Book;
    use crate::real::wire::{Doing, Message};

    #[test]
    fn the_tree_shows_who_made_whom() {
        let mut book = Book::default();
        book.born(10, 9, "MainProcess");
        for (pid, parent, name) in [(11, 10, "Process-1"), (12, 11, "Process-1:1"), (13, 10, "Process-2")] {
            book.take(&Message::Born { pid, parent, name: name.to_owned() });
        }
        let doing = Doing { line: "MainThread waits for process 11 to end, at line 4".into(), ..Doing::default() };
        book.take(&Message::Thread { pid: 10, question: 1, doing });
        book.died(12, 3 << 8);
        book.died(13, 9);
        let want = "10 MainProcess: blocked\n│    MainThread waits for process 11 to end, at line 4\n\
                    ├─ 11 Process-1: running\n│  └─ 12 Process-1:1: ended with status 3\n\
                    └─ 13 Process-2: killed by signal 9 (SIGKILL)\n";
        assert_eq!(book.tree(10), want);
    }
}
