//! Every state once: depth first over the states of the machine, with sleep sets that are stored with the states
//! (Godefroid: "Partial-Order Methods for the Verification of Concurrent Systems", LNCS 1032, 1996, chapter 5). For
//! programs of far more traces than states, and for those that wait in loops: they have finitely many states, but
//! executions without end.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::endless::Graph;
use super::scout::Scout;
use super::shared::{Before, Shared};
use super::step::{STREAK, Sleeper, Step};
use super::{Search, Stop, preempts};
use crate::check::race::Mark;
use crate::choice::{Mode, Object, Threads};
use crate::ids::Who;
use crate::world::visible::Machine;
use crate::world::visible::canon::Measure;

/// States after which whoever watches is asked.
const GLANCE: u64 = 256;

/// A state on the way.
struct Node {
    /// The state; none once the last try has taken it.
    machine: Option<Box<Machine>>,
    /// Its number.
    state: u32,
    enabled: Threads,
    /// Threads to be tried, the next one last.
    tries: Threads,
    sleep: SmallVec<[Sleeper; 4]>,
    /// What the detector of races knew before the step to here.
    mark: Mark,
    last: Option<Who>,
    preemptions: u32,
}

/// What outlives a search that begins anew.
#[derive(Default)]
struct Lesson {
    measure: Measure,
    shared: Shared,
    /// Memory was collected, so that numbers of objects do not stand for the same in all states.
    collected: bool,
}

/// A search under way.
struct Stateful<'d, 'a> {
    scout: &'d mut Scout<'a>,
    lesson: &'d mut Lesson,
    /// The first state.
    base: Machine,
    nodes: Vec<Node>,
    /// Number of each state that was visited.
    known: FxHashMap<u128, u32>,
    /// Who slept at each of them whenever it was visited.
    asleep: Vec<SmallVec<[Who; 4]>>,
    graph: Graph,
    /// The step by which each state was first reached.
    parents: Vec<Option<(u32, Who)>>,
    most: u64,
}

impl Search<'_> {
    /// Every state once, at most `most` of them. Executions that come to a state that is known are not taken on: `traces`
    /// are the ends that were seen.
    pub(super) fn stateful(&mut self, most: u64) -> Stop {
        let mut lesson = Lesson::default();
        lesson.measure.final_only = self.scout.config.final_only;
        loop {
            let mut start = self.start_counting();
            let base = start.fork();
            let mut search = Stateful {
                scout: &mut self.scout,
                lesson: &mut lesson,
                base,
                nodes: Vec::new(),
                known: FxHashMap::default(),
                asleep: Vec::new(),
                graph: Graph::default(),
                parents: Vec::new(),
                most,
            };
            match search.everything(start) {
                Ok(()) => return self.all_tried(),
                Err(Stop::NewPlaces) => self.refine(),
                Err(stop) => return stop,
            }
        }
    }
}

impl Stateful<'_, '_> {
    fn everything(&mut self, start: Machine) -> Result<(), Stop> {
        let mark = self.scout.detector.mark();
        self.learn(&start)?;
        self.enter(Box::new(start), SmallVec::new(), None, 0, mark)?;
        while let Some(node) = self.nodes.last_mut() {
            match node.tries.pop() {
                Some(who) => self.take(who)?,
                None => {
                    let mark = node.mark;
                    self.scout.detector.back_to(mark);
                    self.nodes.pop();
                }
            }
        }
        self.look_for_endless();
        Ok(())
    }

    /// Whether states have to be told apart, or uses of memory taken together, in another way than so far.
    fn learn(&mut self, machine: &Machine) -> Result<(), Stop> {
        if machine.asked_time() > self.base.asked_time() && !self.lesson.measure.clock {
            self.lesson.measure.clock = true;
            return Err(Stop::NewPlaces);
        }
        if machine.has_collected() && !self.lesson.collected {
            self.lesson.collected = true;
            self.lesson.shared.clear();
            return Err(Stop::NewPlaces);
        }
        Ok(())
    }

    /// Takes the step of a thread at the last node.
    fn take(&mut self, who: Who) -> Result<(), Stop> {
        let Some(node) = self.nodes.last_mut() else { return Ok(()) };
        let machine =
            if node.tries.is_empty() { node.machine.take() } else { node.machine.as_mut().map(|m| Box::new(m.fork())) };
        let Some(mut machine) = machine else { return Ok(()) };
        let before = Before::new(&machine, who);
        let preemptions = node.preemptions + u32::from(preempts(node.last, who, &node.enabled));
        let step = Step::take(&mut machine, who, &self.scout.grain);
        let sleep = node.sleep.iter().filter(|sleeper| sleeper.sleeps_on(&step)).cloned().collect();
        node.sleep.push(Sleeper::after(who, &step));
        let from = node.state;
        self.learn(&machine)?;
        let met =
            self.lesson.shared.note(&before, &machine, if self.lesson.collected { None } else { Some(&self.base) });
        self.scout.found.show(&met);
        let mark = self.scout.detector.mark();
        self.scout.note(&mut machine);
        if self.scout.found.has_new(&self.scout.grain) {
            return Err(Stop::NewPlaces);
        }
        let to = self.enter(machine, sleep, Some(who), preemptions, mark)?;
        self.graph.add(from, to, who);
        Ok(())
    }

    /// A state is reached. Returns its number.
    fn enter(
        &mut self,
        machine: Box<Machine>,
        mut sleep: SmallVec<[Sleeper; 4]>,
        last: Option<Who>,
        preemptions: u32,
        mark: Mark,
    ) -> Result<u32, Stop> {
        self.scout.has_room()?;
        let enabled = machine.enabled();
        let next = self.asleep.len() as u32;
        let state = *self.known.entry(machine.canon(&self.base, self.lesson.measure)).or_insert(next);
        let mut tries: Threads = if state == next {
            self.parents.push(self.nodes.last().and_then(|node| Some((node.state, last?))));
            self.asleep.push(sleep.iter().map(|sleeper| sleeper.who).collect());
            self.is_new(&machine, &enabled)?;
            enabled.iter().copied().filter(|who| sleep.iter().all(|sleeper| sleeper.who != *who)).collect()
        } else {
            debug_assert_eq!(self.graph.enabled(state), &enabled, "from states of one number the same can happen");
            // Who slept here before and is awake now was not tried yet.
            let before = &mut self.asleep[state as usize];
            let is_asleep = |who: &Who| sleep.iter().any(|sleeper| sleeper.who == *who);
            let tries = enabled.iter().copied().filter(|who| before.contains(who) && !is_asleep(who)).collect();
            before.retain(|who| is_asleep(who));
            sleep.retain(|sleeper| before.contains(&sleeper.who));
            tries
        };
        self.scout.found.say(&machine);
        let too_long = self.nodes.len() >= self.scout.config.max_steps;
        if enabled.is_empty() || (too_long && !tries.is_empty()) {
            self.scout.found.progress.traces += 1;
            self.scout.ended(&machine, preemptions)?;
            self.scout.goes_on()?;
        }
        if tries.is_empty() || too_long {
            self.scout.detector.back_to(mark);
            return Ok(state);
        }
        // Whoever runs goes on, but not for ever.
        let streak = self.nodes.iter().rev().take_while(|node| node.last == last).take(STREAK).count();
        tries.reverse();
        let at = tries.iter().position(|&who| Some(who) == last && who != Who::TIME);
        if let Some(at) = at {
            let who = tries.remove(at);
            tries.insert(if streak < STREAK { tries.len() } else { 0 }, who);
        }
        sleep.iter_mut().for_each(|sleeper| sleeper.look(&machine));
        self.nodes.push(Node { machine: Some(machine), state, enabled, tries, sleep, mark, last, preemptions });
        Ok(state)
    }

    /// A state that was not visited before.
    fn is_new(&mut self, machine: &Machine, enabled: &Threads) -> Result<(), Stop> {
        self.graph.enter(enabled);
        // All that could race stands before its uses in some state.
        let standing: SmallVec<[_; 4]> = enabled.iter().filter_map(|&who| machine.next_use(who)).collect();
        for (at, (place, uses)) in standing.iter().enumerate() {
            for (other, theirs) in &standing[..at] {
                for (a, b) in uses.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))) {
                    if let (true, Object::Memory(_, used)) = (a.conflicts(*b), a.object) {
                        let race = [(*other, b.mode != Mode::Read), (*place, a.mode != Mode::Read)];
                        self.scout.found.race(race, used, machine);
                    }
                }
            }
        }
        let progress = &mut self.scout.found.progress;
        progress.states += 1;
        if progress.states > self.most {
            return Err(Stop::Incomplete(format!("the limit of {} states was reached", self.most)));
        }
        if progress.states.is_multiple_of(GLANCE) { self.scout.goes_on() } else { Ok(()) }
    }

    /// Says so if the program can run for ever.
    fn look_for_endless(&mut self) {
        let Some(round) = self.graph.round() else { return };
        let mut way = Vec::new();
        let mut state = round.state;
        while let Some((from, who)) = self.parents[state as usize] {
            way.push(who);
            state = from;
        }
        let mut machine = self.base.fork();
        for &who in way.iter().rev() {
            machine.step(who, &self.scout.grain);
        }
        self.scout.found.say_endless(&machine, &round.threads);
    }
}
