//! Looking at a machine: what its threads are about to do, why they cannot go on, where they are and what their variables
//! hold. Looking changes nothing.

use super::{At, Machine};
use crate::ids::Who;
use crate::kernel::Place;
use crate::process::view::FrameView;
use crate::process::{Location, stuck, words};
use crate::vm::access::Uses;

/// What a thread is about to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// In words; without the value that it will find or leave.
    pub what: String,
    /// Where: in the program's own code, not the library's.
    pub place: Option<Place>,
    /// The same for people.
    pub location: Location,
    /// The memory that it uses.
    uses: Uses,
}

impl Next {
    /// Whether it is a use of memory.
    pub fn is_use(&self) -> bool {
        !self.uses.is_empty()
    }
}

impl Machine {
    /// What the thread is about to do, and where.
    pub fn next(&self, who: Who) -> Option<Next> {
        if who == Who::TIME {
            let what = "passes to the next moment that somebody waits for".to_owned();
            return Some(Next { what, place: None, location: Location::default(), uses: Uses::new() });
        }
        let process = self.world.processes.get(&who.pid)?;
        let place = process.place(who.tid);
        let (what, uses) = match self.at.get(&who)? {
            At::Use => {
                let mut uses = Uses::new();
                process.uses(who.tid, &mut uses);
                (words::uses(process, &uses).unwrap_or_default(), uses)
            }
            At::Request(request) => (words::request(&self.world.kernel, process, who, request), Uses::new()),
            At::Waits => ("goes on".to_owned(), Uses::new()),
            At::End(_) => ("ends".to_owned(), Uses::new()),
        };
        let location = place.map(|place| process.locate(place)).unwrap_or_default();
        Some(Next { what, place, location, uses })
    }

    /// What is now at the place of memory that a step has used, if that is short.
    pub fn value_of(&self, who: Who, next: &Next) -> Option<String> {
        words::value(self.world.processes.get(&who.pid)?, &next.uses)
    }

    /// What is used at a place of the program, as it is called there.
    pub fn used_at(&self, place: Place) -> Option<String> {
        self.world.processes.values().next().map(|process| words::used_at(process, place))
    }

    /// Where a place is in the program's text.
    pub fn locate(&self, place: Place) -> Option<Location> {
        self.world.processes.values().next().map(|process| process.locate(place))
    }

    /// The name of a thread, with that of its process where there are several.
    pub fn name(&self, who: Who) -> String {
        if who == Who::TIME {
            return "time".to_owned();
        }
        stuck::thread_name(&self.world.kernel, who, stuck::has_several(&self.world.kernel))
    }

    /// Why threads cannot go on: each of them, and the reason in words.
    pub fn reasons(&mut self) -> Vec<(Who, String)> {
        // In a copy those who only think of waiting do so.
        let mut copy = self.fork();
        let waiting: Vec<Who> = self.threads().filter(|&who| !self.is_enabled(who)).collect();
        copy.wait_for_good(&waiting);
        let lookup = |pid| copy.world.processes.get(&pid).map(AsRef::as_ref);
        let waits = stuck::waits(&copy.world.kernel, &lookup);
        let reason = |who: Who| {
            let wait = waits.iter().map(|(wait, _)| wait).find(|wait| wait.who == who)?;
            let holder = wait.held_by.as_ref().map_or(String::new(), |holder| match holder.line {
                0 => format!(", held by {}", holder.name),
                line => format!(", held by {} since line {line}", holder.name),
            });
            Some((who, format!("{}{holder}", wait.what)))
        };
        waiting.into_iter().filter_map(reason).collect()
    }

    /// The calls of the program that a thread is in, the innermost last.
    pub fn frames(&self, who: Who) -> Vec<FrameView> {
        self.world.processes.get(&who.pid).map_or_else(Vec::new, |process| process.frames(who.tid))
    }
}
