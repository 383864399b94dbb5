//! Data races: two uses of one place in memory by two threads, one of them a write, without an order between them. Order is
//! happens-before by what threads wait for of each other, with vector clocks (Lamport 1978; Flanagan, Freund: "FastTrack",
//! PLDI 2009, without its epochs).

use std::collections::{BTreeMap, BTreeSet};

use crate::choice::{Access, Mode, Object, Part, Variable};
use crate::ids::{Pid, Who};

/// Two uses without order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Race<P> {
    /// Of what.
    pub variable: (Pid, Variable),
    /// The use that came first: by whom, where, and whether it wrote.
    pub first: (Who, P, bool),
    /// The other.
    pub second: (Who, P, bool),
}

type Clock = BTreeMap<Who, u32>;

#[derive(Clone, Copy, Debug)]
struct Use<P> {
    part: Part,
    who: Who,
    time: u32,
    writes: bool,
    place: P,
}

/// A detector. `P` is what names a place in the program.
#[derive(Clone, Debug)]
pub struct Detector<P> {
    threads: BTreeMap<Who, Clock>,
    objects: BTreeMap<Object, Clock>,
    memory: BTreeMap<(Pid, u8, u32), Vec<Use<P>>>,
    races: BTreeSet<Race<P>>,
}

impl<P> Default for Detector<P> {
    fn default() -> Self {
        let (threads, objects, memory) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { threads, objects, memory, races: BTreeSet::new() }
    }
}

impl<P: Copy + Ord> Detector<P> {
    fn clock(&mut self, who: Who) -> &mut Clock {
        self.threads.entry(who).or_insert_with(|| Clock::from([(who, 1)]))
    }

    /// A thread was started by another.
    pub fn began(&mut self, who: Who, by: Who) {
        let mut clock = self.clock(by).clone();
        clock.insert(who, 1);
        self.threads.insert(who, clock);
        self.tick(by);
    }

    /// A thread has ended; who waits for that comes after it.
    pub fn ended(&mut self, who: Who) {
        self.gives(who, Object::End(who));
    }

    fn tick(&mut self, who: Who) {
        *self.clock(who).entry(who).or_insert(0) += 1;
    }

    fn gives(&mut self, who: Who, object: Object) {
        let clock = self.clock(who).clone();
        join(self.objects.entry(object).or_default(), &clock);
        self.tick(who);
    }

    fn takes(&mut self, who: Who, object: Object) {
        if let Some(clock) = self.objects.get(&object) {
            let clock = clock.clone();
            join(self.clock(who), &clock);
        }
    }

    /// A thread has asked the system for something.
    pub fn request(&mut self, who: Who, uses: &[Access]) {
        let orders = |object| {
            !matches!(
                object,
                Object::Memory(..)
                    | Object::Process(_)
                    | Object::Output
                    | Object::Input
                    | Object::Files
                    | Object::Numbers
            )
        };
        for access in uses.iter().filter(|access| orders(access.object)) {
            if !matches!(access.mode, Mode::Give { .. }) {
                self.takes(who, access.object);
            }
        }
        for access in uses.iter().filter(|access| orders(access.object)) {
            if matches!(access.mode, Mode::Give { .. } | Mode::Write) {
                self.gives(who, access.object);
            }
        }
    }

    /// A thread uses memory at a place of its program.
    pub fn memory(&mut self, who: Who, place: P, uses: &[Access]) {
        for access in uses {
            let Object::Memory(pid, variable) = access.object else { continue };
            let writes = access.mode != Mode::Read;
            let clock = self.clock(who).clone();
            let time = clock.get(&who).copied().unwrap_or(0);
            let known = self.memory.entry((pid, variable.kind, variable.id)).or_default();
            for other in known.iter().filter(|other| other.who != who && (other.writes || writes)) {
                let there = Variable { part: other.part, ..variable };
                if there.overlaps(variable) && clock.get(&other.who).copied().unwrap_or(0) < other.time {
                    self.races.insert(Race {
                        variable: (pid, variable),
                        first: (other.who, other.place, other.writes),
                        second: (who, place, writes),
                    });
                }
            }
            let same = |other: &&mut Use<P>| {
                other.who == who && other.part == variable.part && other.writes == writes && other.place == place
            };
            match known.iter_mut().find(same) {
                Some(last) => last.time = time,
                None => known.push(Use { part: variable.part, who, time, writes, place }),
            }
        }
    }

    /// The races found so far.
    pub fn races(&self) -> impl Iterator<Item = &Race<P>> {
        self.races.iter()
    }
}

fn join(clock: &mut Clock, other: &Clock) {
    for (&who, &time) in other {
        let mine = clock.entry(who).or_insert(0);
        *mine = (*mine).max(time);
    }
}
