//! One execution under way: its events, which of them happen before which, and which pairs could have come the other way
//! round (Abdulla, Aronis, Jonsson, Sagonas: "Source Sets", JACM 64(4), 2017; blocking operations as in its section 5).

use smallvec::SmallVec;

use crate::choice::{Access, Mode, Object, Threads, Uses};
use crate::ids::Who;

/// How many events of each thread happen before, by thread number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock(SmallVec<[u32; 8]>);

impl Clock {
    fn get(&self, thread: usize) -> u32 {
        self.0.get(thread).copied().unwrap_or(0)
    }

    fn set(&mut self, thread: usize, count: u32) {
        if self.0.len() <= thread {
            self.0.resize(thread + 1, 0);
        }
        self.0[thread] = self.0[thread].max(count);
    }

    fn join(&mut self, other: &Clock) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*mine).max(*theirs);
        }
    }
}

/// One step of a thread.
#[derive(Clone, Debug)]
pub struct Event {
    /// Whose.
    pub who: Who,
    thread: usize,
    /// The how manieth of its thread, from 1.
    index: u32,
    /// What it uses.
    pub uses: Uses,
    clock: Clock,
    /// Time could have passed before it ([`Who::TIME`]).
    in_time: bool,
    /// The clock of the machine jumped after it: nothing later can come before anything up to here.
    jump: bool,
    /// The event of the same thread before it.
    previous: Option<usize>,
    /// Events that it could change places with, as far as nobody has asked for them yet.
    races: Firsts,
}

/// Places of events.
type Firsts = SmallVec<[usize; 4]>;

impl Event {
    /// Whether it comes before another in every equivalent execution.
    fn is_before(&self, later: &Event) -> bool {
        later.clock.get(self.thread) >= self.index
    }

    /// Whether the first of these events of that thread, if it has one, can come before all others of them: where it is.
    pub fn initial(events: &[Event], who: Who) -> Option<usize> {
        let at = events.iter().position(|event| event.who == who)?;
        let is_first = !events[..at].iter().any(|other| other.is_before(&events[at]));
        is_first.then_some(at)
    }
}

/// Two events that could have come the other way round: the first, by its place, and who then has to run there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Race {
    /// The place of the first event.
    pub at: usize,
    /// Threads with which an execution can begin there that has the two the other way round.
    pub initials: Threads,
}

/// The events so far.
#[derive(Clone, Debug, Default)]
pub struct Execution {
    threads: Vec<Who>,
    events: Vec<Event>,
    /// The last event of each thread.
    last: Vec<Option<usize>>,
    /// The event by which each thread began.
    born: Vec<Option<usize>>,
}

impl Execution {
    fn number(&mut self, who: Who) -> usize {
        if let Some(number) = self.threads.iter().position(|&other| other == who) {
            return number;
        }
        self.threads.push(who);
        self.last.push(None);
        self.born.push(None);
        self.threads.len() - 1
    }

    /// Adds a step. `in_time`: time could have passed instead; `began`: threads that it started; they happen after it.
    pub fn push(&mut self, who: Who, uses: Uses, in_time: bool, began: &[Who]) {
        let thread = self.number(who);
        let (mut clock, firsts) = self.order(thread, &uses, false);
        let index = self.last[thread].map_or(0, |at| self.events[at].index) + 1;
        clock.set(thread, index);
        let previous = self.last[thread].replace(self.events.len());
        for &new in began {
            let new = self.number(new);
            self.last[new] = None;
            self.born[new] = Some(self.events.len());
        }
        self.events.push(Event { who, thread, index, uses, clock, in_time, jump: false, previous, races: firsts });
    }

    /// The races that the last step is the second event of.
    pub fn races(&mut self) -> Vec<Race> {
        let Some(last) = self.events.len().checked_sub(1) else { return Vec::new() };
        let races = std::mem::take(&mut self.events[last].races);
        let second = &self.events[last];
        races.into_iter().map(|at| self.race(at, second.thread, &second.clock, last)).collect()
    }

    /// Those of all steps so far that were not asked for before: the place of the first event, and a continuation there that
    /// has the two the other way round, the second one last.
    pub fn reversals(&mut self) -> Vec<(usize, Vec<Event>)> {
        let mut all = Vec::new();
        for second in 0..self.events.len() {
            for at in std::mem::take(&mut self.events[second].races) {
                all.push((at, self.reversal(at, Some(second), &self.events[second])));
            }
        }
        all
    }

    /// The same for the next step of a thread that has to wait.
    pub fn pending_reversals(&mut self, who: Who, uses: &[Access]) -> Vec<(usize, Vec<Event>)> {
        let thread = self.number(who);
        let (mut clock, firsts) = self.order(thread, uses, true);
        let index = self.last[thread].map_or(0, |at| self.events[at].index) + 1;
        clock.set(thread, index);
        let uses = Uses::from_slice(uses);
        let (in_time, jump, previous, races) = (false, false, None, Firsts::new());
        let event = Event { who, thread, index, uses, clock, in_time, jump, previous, races };
        firsts.into_iter().map(|at| (at, self.reversal(at, None, &event))).collect()
    }

    /// What happens after the event at `first` and does not have to, and then the second event.
    fn reversal(&self, first: usize, at: Option<usize>, second: &Event) -> Vec<Event> {
        let goes = |&(place, event): &(usize, &Event)| Some(place) != at && !self.events[first].is_before(event);
        let others = self.events.iter().enumerate().skip(first + 1).filter(goes);
        // Whoever comes after the second event cannot go before it.
        let others = others.filter(|(_, event)| !second.is_before(event));
        others.map(|(_, event)| event.clone()).chain([second.clone()]).collect()
    }

    /// The clock of the machine jumps after the last step.
    pub fn jump(&mut self) {
        if let Some(event) = self.events.last_mut() {
            event.jump = true;
        }
    }

    /// Takes the last step back.
    pub fn pop(&mut self) {
        if let Some(event) = self.events.pop() {
            self.last[event.thread] = event.previous;
        }
    }

    /// The races that a thread's next step would be the second event of, were it not that it has to wait.
    pub fn pending(&mut self, who: Who, uses: &[Access]) -> Vec<Race> {
        let thread = self.number(who);
        let (clock, firsts) = self.order(thread, uses, true);
        firsts.into_iter().map(|at| self.race(at, thread, &clock, self.events.len())).collect()
    }

    /// What happens before a new step of the thread, and the events that could change places with it. `waits`: it cannot be
    /// taken as things are.
    fn order(&self, thread: usize, uses: &[Access], waits: bool) -> (Clock, Firsts) {
        let before = self.last[thread].or(self.born[thread]);
        let mut clock = before.map(|at| self.events[at].clock.clone()).unwrap_or_default();
        // With what was given to it by others, which cannot change places with it: a lock that was released, say. Whoever
        // had taken that lock before can.
        let mut given = clock.clone();
        let mut taken_from: SmallVec<[Object; 2]> = SmallVec::new();
        let mut firsts = SmallVec::new();
        // Events that it comes after although it may have had to wait before them too: what comes before them may race with
        // it all the same.
        let mut blocked: SmallVec<[usize; 2]> = SmallVec::new();
        let takes = uses.iter().any(|y| y.mode == Mode::Take);
        let is_time = self.threads[thread] == Who::TIME;
        let mut could = !waits || !takes;
        for (at, event) in self.events.iter().enumerate().rev() {
            if event.jump {
                for earlier in &self.events[..=at] {
                    clock.set(earlier.thread, earlier.index);
                }
                break;
            }
            if event.thread == thread || clock.get(event.thread) >= event.index {
                continue;
            }
            let is_given = given.get(event.thread) >= event.index;
            let (mut enables, mut gives, mut reversible, mut takes_too) = (false, false, false, false);
            let (mut may_give, mut limits) = (false, false);
            for x in &event.uses {
                for y in uses.iter().filter(|y| x.conflicts(**y)) {
                    match (x.mode, y.mode) {
                        (Mode::Give { spare: false }, Mode::Take) if is_contended(y.object) => {
                            taken_from.push(y.object);
                            gives = true;
                        }
                        (Mode::Give { spare: false }, Mode::Take) => enables = true,
                        // Somebody began to wait with a limit, and before that time had nowhere to go. But others could have
                        // begun to wait before that one, and further back others may have waited, or the same thread for
                        // something else.
                        _ if is_time && !event.in_time => (gives, limits) = (true, true),
                        _ if is_given && !is_time && !taken_from.contains(&y.object) && !is_late(*y) => {}
                        modes => {
                            reversible = true;
                            takes_too |= modes == (Mode::Take, Mode::Take);
                            may_give |= modes == (Mode::Write, Mode::Take);
                        }
                    }
                }
            }
            if (reversible && !enables) || limits {
                firsts.push(at);
            }
            could &= !(enables || gives || may_give);
            if enables || (reversible && (could || !takes || takes_too)) {
                clock.join(&event.clock);
                given.join(&event.clock);
            } else if gives {
                given.join(&event.clock);
            } else if reversible {
                blocked.push(at);
            }
        }
        given.join(&clock);
        blocked.into_iter().for_each(|at| given.join(&self.events[at].clock));
        (given, firsts)
    }

    /// `end`: the place of the second event, which is of that thread and has that clock.
    fn race(&self, at: usize, thread: usize, clock: &Clock, end: usize) -> Race {
        let first = &self.events[at];
        let mut others: SmallVec<[&Event; 16]> = SmallVec::new();
        let mut seen: SmallVec<[usize; 8]> = SmallVec::new();
        let mut initials = Threads::new();
        for event in &self.events[at + 1..end] {
            if event.clock.get(first.thread) >= first.index {
                continue;
            }
            if !seen.contains(&event.thread) {
                seen.push(event.thread);
                if !others.iter().any(|other| event.clock.get(other.thread) >= other.index) {
                    initials.push(self.threads[event.thread]);
                }
            }
            others.push(event);
        }
        if !seen.contains(&thread) && !others.iter().any(|other| clock.get(other.thread) >= other.index) {
            initials.insert(0, self.threads[thread]);
        }
        Race { at, initials }
    }
}

/// Whether it waits for a condition, but its time is up: then it needs nothing that was given to it.
fn is_late(access: Access) -> bool {
    matches!(access.object, Object::Wake(_)) && access.mode == Mode::Write
}

/// Whether whoever takes it keeps others from taking it, so that two who take it can change places.
fn is_contended(object: Object) -> bool {
    matches!(
        object,
        Object::Sync(..)
            | Object::Room(..)
            | Object::Tasks(..)
            | Object::Pipe(_)
            | Object::PipeRoom(_)
            | Object::Shared(_)
            | Object::Children(_)
    )
}
