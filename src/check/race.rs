//! Data races: two uses of one place in memory by two threads, one of them a write, without an order between them. Order is
//! happens-before by what threads wait for of each other, with vector clocks (Lamport 1978; Flanagan, Freund: "FastTrack",
//! PLDI 2009, without its epochs).
//!
//! A search goes forth and back: whatever a detector has been told since a [`Mark`] can be taken back.

use rustc_hash::FxHashMap;

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

/// A time of each thread, by its number; 0 where none is known.
type Clock = Vec<u32>;

#[derive(Clone, Copy, Debug)]
struct Use<P> {
    thread: usize,
    time: u32,
    writes: bool,
    place: P,
}

/// What a change has to be taken back to. The times of a clock are the last ones of `Detector::saved`.
#[derive(Clone, Copy, Debug)]
enum Undo {
    /// The clock of a thread, of so many times.
    Thread(usize, usize),
    /// The clock of an object, of so many times.
    Object(usize, usize),
    /// One use less of a variable.
    Use(usize),
    /// The time of a use of a variable.
    Time(usize, usize, u32),
}

/// A point to which a detector can go back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    journal: usize,
    races: usize,
}

/// A detector. `P` is what names a place in the program. Threads, objects and variables are numbered as they are met;
/// they keep their numbers.
#[derive(Clone, Debug)]
pub struct Detector<P> {
    threads: Vec<Who>,
    thread_clocks: Vec<Clock>,
    objects: FxHashMap<Object, usize>,
    object_clocks: Vec<Clock>,
    variables: FxHashMap<(Pid, Variable), usize>,
    /// The single items of each memory object that are among the variables.
    items: FxHashMap<(Pid, u8, u32), Vec<usize>>,
    uses: Vec<Vec<Use<P>>>,
    races: Vec<Race<P>>,
    /// How many of the races were told.
    told: usize,
    journal: Vec<Undo>,
    saved: Vec<u32>,
}

impl<P> Default for Detector<P> {
    fn default() -> Self {
        Self {
            threads: Vec::new(),
            thread_clocks: Vec::new(),
            objects: FxHashMap::default(),
            object_clocks: Vec::new(),
            variables: FxHashMap::default(),
            items: FxHashMap::default(),
            uses: Vec::new(),
            races: Vec::new(),
            told: 0,
            journal: Vec::new(),
            saved: Vec::new(),
        }
    }
}

impl<P: Copy + Eq> Detector<P> {
    /// The point reached so far.
    pub fn mark(&self) -> Mark {
        Mark { journal: self.journal.len(), races: self.races.len() }
    }

    /// Takes back whatever was told after that point.
    pub fn back_to(&mut self, mark: Mark) {
        self.races.truncate(mark.races);
        self.told = self.told.min(mark.races);
        for undo in self.journal.drain(mark.journal..).rev() {
            match undo {
                Undo::Thread(thread, len) => restore(&mut self.thread_clocks[thread], &mut self.saved, len),
                Undo::Object(object, len) => restore(&mut self.object_clocks[object], &mut self.saved, len),
                Undo::Use(variable) => drop(self.uses[variable].pop()),
                Undo::Time(variable, at, time) => self.uses[variable][at].time = time,
            }
        }
    }

    /// The number of a thread, whose own time is at least 1.
    fn number(&mut self, who: Who) -> usize {
        let thread = self.threads.iter().position(|&other| other == who).unwrap_or_else(|| {
            self.threads.push(who);
            self.thread_clocks.push(Clock::new());
            self.threads.len() - 1
        });
        if time(&self.thread_clocks[thread], thread) == 0 {
            self.tick(thread);
        }
        thread
    }

    /// To be called before the clock of the thread changes.
    fn save_thread(&mut self, thread: usize) {
        let clock = &self.thread_clocks[thread];
        self.saved.extend(clock);
        self.journal.push(Undo::Thread(thread, clock.len()));
    }

    fn tick(&mut self, thread: usize) {
        self.save_thread(thread);
        let clock = &mut self.thread_clocks[thread];
        clock.resize(clock.len().max(thread + 1), 0);
        clock[thread] += 1;
    }

    /// A thread was started by another.
    pub fn began(&mut self, who: Who, by: Who) {
        let (thread, by) = (self.number(who), self.number(by));
        self.save_thread(thread);
        let mut clock = self.thread_clocks[by].clone();
        clock.resize(clock.len().max(thread + 1), 0);
        clock[thread] = 1;
        self.thread_clocks[thread] = clock;
        self.tick(by);
    }

    /// A thread has ended; who waits for that comes after it.
    pub fn ended(&mut self, who: Who) {
        let thread = self.number(who);
        self.gives(thread, Object::End(who));
    }

    fn gives(&mut self, thread: usize, object: Object) {
        let object = *self.objects.entry(object).or_insert_with(|| {
            self.object_clocks.push(Clock::new());
            self.object_clocks.len() - 1
        });
        let clock = &mut self.object_clocks[object];
        self.saved.extend(&*clock);
        self.journal.push(Undo::Object(object, clock.len()));
        join(clock, &self.thread_clocks[thread]);
        self.tick(thread);
    }

    fn takes(&mut self, thread: usize, object: Object) {
        if let Some(&object) = self.objects.get(&object) {
            self.save_thread(thread);
            join(&mut self.thread_clocks[thread], &self.object_clocks[object]);
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
                    | Object::Clock
            )
        };
        let thread = self.number(who);
        for access in uses.iter().filter(|access| orders(access.object)) {
            if !matches!(access.mode, Mode::Give { .. }) {
                self.takes(thread, access.object);
            }
        }
        for access in uses.iter().filter(|access| orders(access.object)) {
            if matches!(access.mode, Mode::Give { .. } | Mode::Write) {
                self.gives(thread, access.object);
            }
        }
    }

    /// A thread uses memory at a place of its program.
    pub fn memory(&mut self, who: Who, place: P, uses: &[Access]) {
        let thread = self.number(who);
        for access in uses {
            let Object::Memory(pid, variable) = access.object else { continue };
            let now = Use {
                thread,
                time: time(&self.thread_clocks[thread], thread),
                writes: access.mode != Mode::Read,
                place,
            };
            let own = self.variable(pid, variable);
            self.compare(own, (pid, variable), now);
            match variable.part {
                Part::Shape => {}
                Part::Item(_) => {
                    if let Some(&all) = self.variables.get(&(pid, Variable { part: Part::Items, ..variable })) {
                        self.compare(all, (pid, variable), now);
                    }
                }
                Part::Items => {
                    let items = self.items.get(&(pid, variable.kind, variable.id)).cloned().unwrap_or_default();
                    items.into_iter().for_each(|item| self.compare(item, (pid, variable), now));
                }
            }
            self.remember(own, now);
        }
    }

    /// The number of a variable.
    fn variable(&mut self, pid: Pid, variable: Variable) -> usize {
        *self.variables.entry((pid, variable)).or_insert_with(|| {
            self.uses.push(Vec::new());
            let number = self.uses.len() - 1;
            if let Part::Item(_) = variable.part {
                self.items.entry((pid, variable.kind, variable.id)).or_default().push(number);
            }
            number
        })
    }

    /// Finds what a use of `variable` races with among the uses of one that overlaps it.
    fn compare(&mut self, other: usize, variable: (Pid, Variable), now: Use<P>) {
        let clock = &self.thread_clocks[now.thread];
        for before in self.uses[other].iter().filter(|before| before.thread != now.thread) {
            if (before.writes || now.writes) && time(clock, before.thread) < before.time {
                self.races.push(Race {
                    variable,
                    first: (self.threads[before.thread], before.place, before.writes),
                    second: (self.threads[now.thread], now.place, now.writes),
                });
            }
        }
    }

    fn remember(&mut self, variable: usize, now: Use<P>) {
        let known = &mut self.uses[variable];
        let same =
            |other: &Use<P>| other.thread == now.thread && other.writes == now.writes && other.place == now.place;
        match known.iter().position(same) {
            Some(at) if known[at].time == now.time => {}
            Some(at) => {
                self.journal.push(Undo::Time(variable, at, known[at].time));
                known[at].time = now.time;
            }
            None => {
                self.journal.push(Undo::Use(variable));
                known.push(now);
            }
        }
    }

    /// The races that this has not told yet, in the order in which they were found; some may come twice.
    pub fn new_races(&mut self) -> &[Race<P>] {
        let told = std::mem::replace(&mut self.told, self.races.len());
        &self.races[told..]
    }
}

fn time(clock: &Clock, thread: usize) -> u32 {
    clock.get(thread).copied().unwrap_or(0)
}

fn join(clock: &mut Clock, other: &Clock) {
    clock.resize(clock.len().max(other.len()), 0);
    for (mine, theirs) in clock.iter_mut().zip(other) {
        *mine = (*mine).max(*theirs);
    }
}

fn restore(clock: &mut Clock, saved: &mut Vec<u32>, len: usize) {
    clock.clear();
    clock.extend(saved.drain(saved.len() - len..));
}

#[cfg(test)]
mod tests {
    use super::Detector;
    use crate::choice::{Access, Mode, Object, Part, Variable};
    use crate::ids::{ObjectId, Pid, Tid, Who};

    const MAIN: Who = Who { pid: Pid(1), tid: Tid(0) };
    const A: Who = Who { pid: Pid(1), tid: Tid(1) };
    const B: Who = Who { pid: Pid(1), tid: Tid(2) };

    fn memory(part: Part, mode: Mode) -> [Access; 1] {
        [Access { object: Object::Memory(Pid(1), Variable { kind: 0, id: 7, part }), mode }]
    }

    fn lock(mode: Mode) -> [Access; 1] {
        [Access { object: Object::Sync(Pid(1), ObjectId(0)), mode }]
    }

    fn two_threads() -> Detector<u32> {
        let mut detector = Detector::default();
        detector.began(A, MAIN);
        detector.began(B, MAIN);
        detector
    }

    #[test]
    fn writes_without_order_race() {
        let mut detector = two_threads();
        detector.memory(A, 10, &memory(Part::Item(1), Mode::Write));
        detector.memory(B, 20, &memory(Part::Item(2), Mode::Write));
        assert!(detector.new_races().is_empty(), "two items");
        detector.memory(B, 30, &memory(Part::Items, Mode::Read));
        let [race] = detector.new_races() else { panic!("one race") };
        assert_eq!((race.first, race.second), ((A, 10, true), (B, 30, false)));
        assert!(detector.new_races().is_empty(), "each is told once");
    }

    #[test]
    fn a_lock_a_start_and_an_end_are_orders() {
        let write = memory(Part::Shape, Mode::Write);
        let mut detector = Detector::default();
        detector.memory(MAIN, 1, &write);
        detector.began(A, MAIN);
        detector.began(B, MAIN);
        detector.request(A, &lock(Mode::Take));
        detector.memory(A, 2, &write);
        detector.request(A, &lock(Mode::Give { spare: false }));
        detector.request(B, &lock(Mode::Take));
        detector.memory(B, 3, &write);
        detector.ended(B);
        detector.request(MAIN, &[Access { object: Object::End(B), mode: Mode::Take }]);
        detector.memory(MAIN, 4, &write);
        assert!(detector.new_races().is_empty());
        detector.memory(A, 5, &write);
        let seconds: Vec<_> = detector.new_races().iter().map(|race| (race.first.1, race.second.1)).collect();
        assert_eq!(seconds, [(3, 5), (4, 5)]);
    }

    #[test]
    fn what_was_taken_back_has_not_been() {
        let write = memory(Part::Shape, Mode::Write);
        let mut detector = two_threads();
        detector.request(A, &lock(Mode::Take));
        detector.memory(A, 1, &write);
        let mark = detector.mark();
        for _ in 0..2 {
            detector.memory(B, 2, &write);
            assert_eq!(detector.new_races().len(), 1, "it is told again once it was taken back");
            detector.back_to(mark);
            // The lock puts the two in order.
            detector.request(A, &lock(Mode::Give { spare: false }));
            detector.request(B, &lock(Mode::Take));
            detector.memory(A, 1, &memory(Part::Shape, Mode::Read));
            detector.back_to(mark);
        }
        detector.request(A, &lock(Mode::Give { spare: false }));
        detector.request(B, &lock(Mode::Take));
        detector.memory(B, 2, &write);
        assert!(detector.new_races().is_empty());
    }
}
