//! Looking at a machine: what its threads are about to do, why they cannot go on, where they are and what their variables
//! hold. Looking changes nothing.

use super::{At, Machine};
use crate::choice::{Uses, Variable};
use crate::ids::Who;
use crate::kernel::Place;
use crate::kernel::condition::Phase;
use crate::kernel::wait::Wait;
use crate::process::view::FrameView;
use crate::process::view::moment::Moment;
use crate::process::{Location, stuck, words};
use crate::schedule::token;
use crate::sys::{Request, Seconds};
use crate::vm::access::Extent;

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
    /// The name of a thread that does not depend on the interleaving: numbers from the main thread down.
    pub fn path(&self, who: Who) -> Option<&[u32]> {
        if who == Who::TIME {
            return Some(token::TIME);
        }
        let process = self.world.kernel.process(who.pid)?;
        Some(&process.thread(who.tid).path)
    }

    /// Who started a thread, in its process.
    pub fn parent(&self, who: Who) -> Option<Who> {
        let parent = self.world.kernel.process(who.pid)?.thread(who.tid).parent?;
        Some(Who { pid: who.pid, tid: parent })
    }

    /// The thread of that name, if it lives.
    pub fn thread_of(&self, path: &[u32]) -> Option<Who> {
        if path == token::TIME {
            return Some(Who::TIME);
        }
        self.threads().find(|&who| self.path(who) == Some(path))
    }

    /// Where a thread is in the program; where only library code runs in it, where it was started.
    pub(super) fn place(&self, who: Who) -> Option<Place> {
        let own = self.world.processes.get(&who.pid)?.place(who.tid);
        own.or_else(|| self.world.kernel.process(who.pid)?.thread(who.tid).started_at)
    }

    /// What the thread is about to do, and where.
    pub fn next(&self, who: Who) -> Option<Next> {
        if who == Who::TIME {
            let what = "passes to the next moment that somebody waits for".to_owned();
            return Some(Next { what, place: None, location: Location::default(), uses: Uses::new() });
        }
        let process = self.world.processes.get(&who.pid)?;
        let place = self.place(who);
        let (what, uses) = match self.at.get(who)? {
            At::Use => {
                let uses = process.uses(who, Extent::Made);
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

    /// What is used at a place of the program, as it is called there or, of what is there already, by a global that holds it.
    pub fn used_at(&self, place: Place, used: Variable) -> Option<String> {
        self.world.processes.values().next().map(|process| words::used_at(process, place, used))
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

    /// A copy in which those who only think of waiting do so.
    fn waiting(&mut self) -> Machine {
        let mut copy = self.fork();
        copy.wait_for_good(&self.blocked());
        copy
    }

    /// Why threads cannot go on: each of them, and the reason in words.
    pub fn reasons(&mut self) -> Vec<(Who, String)> {
        let moment = self.moment();
        moment.waits.into_iter().filter(|wait| !self.is_enabled(wait.who)).map(|wait| (wait.who, wait.reason)).collect()
    }

    /// Everything that a reader may want to see.
    pub fn moment(&mut self) -> Moment {
        if self.world.end.is_some() {
            return self.world.moment();
        }
        self.waiting().world.moment()
    }

    /// Threads that wait and could go on after the next step of that one, by name; where they want the same lock, only one
    /// of them.
    pub fn wakes(&mut self, who: Who) -> Vec<String> {
        if !self.is_enabled(who) || !matches!(self.at.get(who), Some(At::Request(_) | At::Waits | At::End(_))) {
            return Vec::new();
        }
        let copy = self.waiting();
        let (before, now) = (&copy.world.kernel, copy.world.clock);
        let mut after = before.clone();
        match copy.at.get(who) {
            None | Some(At::Use | At::Request(Request::Fork { .. })) => {}
            Some(At::Request(request)) => drop(after.submit(who, request.clone(), before.thread(who).place, now)),
            Some(At::Waits) => drop(after.retry(who, now)),
            Some(At::End(_)) => after.end_thread(who, 0),
        }
        let is_woken = |other: &Who| {
            let (Some(was), Some(is)) = (&before.thread(*other).wait, &after.thread(*other).wait) else { return false };
            let noticed = matches!(was.wait, Wait::Condition { phase: Phase::InLine, .. }) && was.wait != is.wait;
            !before.is_ready(*other, now) && (noticed || after.is_ready(*other, now))
        };
        let others: Vec<Who> = after.alive().filter(|&other| other != who && self.at.get(other).is_some()).collect();
        others.into_iter().filter(is_woken).map(|other| self.name(other)).collect()
    }

    /// The line of the program at which a thread is; 0 for none.
    pub fn line(&self, who: Who) -> u32 {
        let place = self.place(who);
        place.and_then(|place| self.locate(place)).map_or(0, |location| location.line)
    }

    /// Processor time that all threads have used.
    pub fn work(&self) -> Seconds {
        self.world.kernel.processes().flat_map(|process| process.threads()).map(|thread| thread.cpu).sum()
    }

    /// The calls of the program that a thread is in, the innermost last.
    pub fn frames(&self, who: Who) -> Vec<FrameView> {
        self.world.processes.get(&who.pid).map_or_else(Vec::new, |process| process.frames(who.tid))
    }
}
