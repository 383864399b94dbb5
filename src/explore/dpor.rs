//! One execution for each Mazurkiewicz trace: Source-DPOR with sleep sets, and Optimal-DPOR with wakeup trees, which never
//! goes a way whose end was seen elsewhere (Abdulla, Aronis, Jonsson, Sagonas: "Source Sets: A Foundation for Optimal Dynamic
//! Partial Order Reduction", JACM 64(4), 2017).
//!
//! Most states are never come back to. So only some keep a copy of the machine; where there is none, the steps from the
//! last copy on are taken again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use smallvec::SmallVec;

use super::execution::{Event, Execution, Race};
use super::scout::{Base, Scout};
use super::step::{STREAK, Sleeper, Step};
use super::{Stop, Strategy, preempts};
use crate::check::race::Mark;
use crate::choice::{Access, Threads, Uses, dependent};
use crate::ids::Who;
use crate::world::visible::Machine;

/// States that may lie between two copies of the machine.
const STRIDE: usize = 4;

/// A step of a wakeup tree, and what is to be tried after it.
#[derive(Clone, Debug)]
struct Branch {
    who: Who,
    uses: Uses,
    below: Vec<Branch>,
}

/// What is to be tried at a state, and what need not be.
#[derive(Clone, Debug, Default)]
struct Tries {
    sleep: SmallVec<[Sleeper; 2]>,
    /// Source: threads to be tried.
    backtrack: Threads,
    /// Optimal: the wakeup tree, in order.
    tree: Vec<Branch>,
}

impl Tries {
    fn is_asleep(&self, who: Who) -> bool {
        self.sleep.iter().any(|sleeper| sleeper.who == who)
    }

    fn next(&self) -> Option<Who> {
        let branch = self.tree.iter().map(|branch| branch.who).find(|&who| !self.is_asleep(who));
        branch.or_else(|| self.backtrack.iter().copied().find(|&who| !self.is_asleep(who)))
    }

    /// Takes what is to be tried after the step of a thread.
    fn take_tree(&mut self, who: Who) -> Vec<Branch> {
        let at = self.tree.iter().position(|branch| branch.who == who);
        at.map_or_else(Vec::new, |at| self.tree.remove(at).below)
    }

    /// Sees to it that one of the initials of a race is tried. Whether there is something new to try.
    fn add(&mut self, race: &Race, enabled: &[Who]) -> bool {
        let known = |who: &Who| self.backtrack.contains(who) || self.is_asleep(*who);
        if race.initials.iter().any(known) {
            return false;
        }
        match race.initials.iter().find(|who| enabled.contains(who)) {
            Some(&who) => self.backtrack.push(who),
            // Time has nowhere to go there: nobody waits with a limit.
            None if race.initials.iter().all(|&who| who == Who::TIME) => return false,
            None => self.add_all(enabled),
        }
        true
    }

    /// All who can are tried.
    fn add_all(&mut self, enabled: &[Who]) {
        let others: Threads = enabled.iter().copied().filter(|who| !self.backtrack.contains(who)).collect();
        self.backtrack.extend(others);
    }

    /// Sees to it that a continuation is tried, or one that is equivalent or goes on from it. Whether there is something new
    /// to try.
    fn insert(&mut self, mut steps: Vec<Event>, enabled: &[Who]) -> bool {
        if self.sleep.iter().any(|sleeper| is_weak_initial(sleeper.who, &sleeper.uses, &steps)) {
            return false;
        }
        // Threads that are tried without a word of what comes then may come to anything.
        if self.backtrack.iter().any(|&who| !self.is_asleep(who) && Event::initial(&steps, who).is_some()) {
            return false;
        }
        let can_begin = |event: &Event| enabled.contains(&event.who) && Event::initial(&steps, event.who).is_some();
        if !steps.iter().any(can_begin) {
            if steps.iter().all(|event| event.who == Who::TIME) {
                return false;
            }
            self.add_all(enabled);
            return true;
        }
        let mut tree = &mut self.tree;
        loop {
            let fits = |branch: &Branch| is_weak_initial(branch.who, &branch.uses, &steps);
            let Some(at) = tree.iter().position(fits) else { break };
            if tree[at].below.is_empty() {
                return false;
            }
            if let Some(step) = Event::initial(&steps, tree[at].who) {
                steps.remove(step);
            }
            tree = &mut tree[at].below;
        }
        let branch = |below: Vec<Branch>, event: Event| vec![Branch { who: event.who, uses: event.uses, below }];
        tree.extend(steps.into_iter().rfold(Vec::new(), branch));
        true
    }
}

/// Whether the step of a thread can come before these, or after them all the same.
fn is_weak_initial(who: Who, uses: &[Access], steps: &[Event]) -> bool {
    if steps.iter().any(|event| event.who == who) {
        return Event::initial(steps, who).is_some();
    }
    !steps.iter().any(|event| dependent(uses, &event.uses))
}

/// A state on the way.
struct Node {
    /// The state, before the first step from here, and where a copy is kept until the last.
    machine: Option<Box<Machine>>,
    enabled: Threads,
    plan: Plan,
    /// What the detector of races knew before the step to here.
    mark: Mark,
    /// Who ran last, and preemptions up to here.
    last: Option<Who>,
    preemptions: u32,
}

/// Who tries what is to be tried.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every state is one's own, and room for it is not asked for twice"
)]
enum Plan {
    Own(Tries),
    Shared(Arc<Fork>),
}

/// A state at which several explorers try threads.
pub(super) struct Fork {
    /// The state before it.
    parent: Option<Arc<Fork>>,
    last: Option<Who>,
    preemptions: u32,
    enabled: Threads,
    tries: Mutex<Tries>,
}

impl Fork {
    fn tries(&self) -> MutexGuard<'_, Tries> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is something to try that nobody has begun with.
    pub(super) fn has_more(&self) -> bool {
        self.tries().next().is_some()
    }
}

impl Node {
    fn tries<R>(&mut self, act: impl FnOnce(&mut Tries, &[Who]) -> R) -> R {
        match &mut self.plan {
            Plan::Own(tries) => act(tries, &self.enabled),
            Plan::Shared(fork) => act(&mut fork.tries(), &self.enabled),
        }
    }

    fn next(&mut self) -> Option<Who> {
        self.tries(|tries, _| tries.next())
    }

    /// How many threads could still be tried.
    fn untried(&mut self) -> usize {
        self.tries(|tries, enabled| enabled.iter().filter(|&&who| !tries.is_asleep(who)).count())
    }
}

/// Called with a fork that others may go on with.
pub(super) type Send<'d> = dyn Fn(Arc<Fork>) + 'd;

/// A search under way.
pub(super) struct Dpor<'d, 'a> {
    scout: &'d mut Scout<'a>,
    nodes: Vec<Node>,
    execution: Execution,
    is_optimal: bool,
    /// Where several share the work.
    send: Option<&'d Send<'d>>,
}

impl<'d, 'a> Dpor<'d, 'a> {
    pub(super) fn new(scout: &'d mut Scout<'a>, send: Option<&'d Send<'d>>) -> Self {
        let is_optimal = scout.config.strategy == Strategy::Optimal;
        Self { scout, nodes: Vec::new(), execution: Execution::default(), is_optimal, send }
    }

    /// Explores all executions from the start on.
    ///
    /// # Errors
    /// Why not all.
    pub(super) fn everything(&mut self, start: Machine) -> Result<(), Stop> {
        self.enter(Box::new(start), Tries::default(), None, 0)?;
        self.explore(0)
    }

    /// Explores what is to be tried at a fork and nobody else tries.
    ///
    /// # Errors
    /// Why not all.
    pub(super) fn fork(&mut self, start: Machine, fork: Arc<Fork>) -> Result<(), Stop> {
        let mut path = vec![fork];
        while let Some(parent) = path.last().and_then(|fork| fork.parent.clone()) {
            path.push(parent);
        }
        let mut machine = Box::new(start);
        for fork in path.into_iter().rev() {
            let mark = self.scout.detector.mark();
            if let Some(who) = fork.last {
                let step = Step::take(&mut machine, who, &self.scout.grain);
                let in_time = self.nodes.last().is_some_and(|node| node.enabled.contains(&Who::TIME));
                self.execution.push(who, step.uses, in_time, &step.began);
                if step.jump {
                    self.execution.jump();
                }
                self.scout.note(&mut machine);
            }
            self.nodes.push(Node {
                machine: None,
                enabled: fork.enabled.clone(),
                mark,
                last: fork.last,
                preemptions: fork.preemptions,
                plan: Plan::Shared(fork),
            });
        }
        let from = self.nodes.len() - 1;
        self.nodes[from].machine = Some(machine);
        self.explore(from)
    }

    /// Tries whatever is to be tried at the nodes from there on.
    fn explore(&mut self, from: usize) -> Result<(), Stop> {
        while self.nodes.len() > from {
            self.share();
            match self.nodes.last_mut().and_then(Node::next) {
                Some(_) => self.take()?,
                None => self.leave(),
            }
        }
        Ok(())
    }

    /// All was tried at the last node.
    fn leave(&mut self) {
        if let Some(node) = self.nodes.pop() {
            self.scout.detector.back_to(node.mark);
        }
        self.execution.pop();
    }

    /// Lets others go on where there is something to do, if they have nothing.
    fn share(&mut self) {
        let Some(send) = self.send else { return };
        let Base::Crew(crew) = &self.scout.base else { return };
        if !crew.is_hungry() {
            return;
        }
        // What is done here next is not for others.
        let last = self.nodes.len().saturating_sub(1);
        let is_open = |node: &mut Node| matches!(node.plan, Plan::Own(_)) && node.next().is_some();
        let Some(at) = self.nodes[..last].iter_mut().position(is_open) else { return };
        let mut parent = None;
        for node in &mut self.nodes[..=at] {
            if let Plan::Own(tries) = &mut node.plan {
                node.plan = Plan::Shared(Arc::new(Fork {
                    parent,
                    last: node.last,
                    preemptions: node.preemptions,
                    enabled: node.enabled.clone(),
                    tries: Mutex::new(std::mem::take(tries)),
                }));
            }
            let Plan::Shared(fork) = &node.plan else { return };
            parent = Some(Arc::clone(fork));
        }
        parent.into_iter().for_each(send);
    }

    /// The machine in the state of the last node. A copy stays behind where one may be wanted again and none is near.
    fn machine(&mut self) -> Option<Box<Machine>> {
        let last = self.nodes.len().checked_sub(1)?;
        let is_kept = |node: &Node| node.machine.is_some();
        let from = self.nodes.iter().rposition(is_kept)?;
        let mut machine = if from == last {
            self.nodes[last].machine.take()?
        } else {
            let mut copy = Box::new(self.nodes[from].machine.as_mut()?.fork());
            for who in self.nodes[from + 1..].iter().filter_map(|node| node.last) {
                copy.step(who, &self.scout.grain);
            }
            copy.forget_deeds();
            copy
        };
        // What somebody may be sent to come back to needs a copy as well.
        let is_wanted = self.nodes[last].untried() > 1 || matches!(self.nodes[last].plan, Plan::Shared(_));
        if is_wanted && !self.nodes[(last + 1).saturating_sub(STRIDE)..].iter().any(is_kept) {
            self.nodes[last].machine = Some(Box::new(machine.fork()));
        }
        Some(machine)
    }

    /// Takes the next step that is to be tried at the last node.
    fn take(&mut self) -> Result<(), Stop> {
        let Some(mut machine) = self.machine() else { return Ok(()) };
        let Some(node) = self.nodes.last_mut() else { return Ok(()) };
        // Nobody else begins with a thread here before it is known what its step does.
        let mut guard = None;
        let tries = match &mut node.plan {
            Plan::Own(tries) => tries,
            Plan::Shared(fork) => &mut **guard.insert(fork.tries()),
        };
        let Some(who) = tries.next() else {
            // Somebody was faster.
            drop(guard);
            node.machine = Some(machine);
            return Ok(());
        };
        if !node.enabled.contains(&who) {
            // It waits here for what has gone before in the execution that showed this way.
            tries.take_tree(who);
            tries.add_all(&node.enabled);
            drop(guard);
            node.machine = Some(machine);
            return Ok(());
        }
        let preemptions = node.preemptions + u32::from(preempts(node.last, who, &node.enabled));
        let step = Step::take(&mut machine, who, &self.scout.grain);
        let sleep = tries.sleep.iter().filter(|sleeper| sleeper.sleeps_on(&step)).map(Sleeper::on).collect();
        let below = Tries { sleep, backtrack: Threads::new(), tree: tries.take_tree(who) };
        tries.sleep.push(Sleeper::after(who, &step));
        drop(guard);
        self.execution.push(who, step.uses, node.enabled.contains(&Who::TIME), &step.began);
        if !self.is_optimal {
            let races = self.execution.races();
            self.reverse(&races);
        }
        if step.jump {
            // Everybody waited.
            let all: Vec<Who> = machine.threads().collect();
            self.waiting(&machine, &all);
            self.execution.jump();
        }
        self.enter(machine, below, Some(who), preemptions)
    }

    /// A new state is reached.
    fn enter(
        &mut self,
        mut machine: Box<Machine>,
        mut tries: Tries,
        last: Option<Who>,
        preemptions: u32,
    ) -> Result<(), Stop> {
        self.scout.has_room()?;
        self.scout.found.progress.states += 1;
        let enabled = machine.enabled();
        let mark = self.scout.detector.mark();
        self.scout.note(&mut machine);
        tries.sleep.iter_mut().for_each(|sleeper| sleeper.look(&machine));
        let mut awake = enabled.iter().copied().filter(|&who| !tries.is_asleep(who));
        // Whoever runs goes on, but not for ever.
        let streak = self.nodes.iter().rev().take_while(|node| node.last == last).take(STREAK).count();
        let goes_on = |last: Who| last != Who::TIME && enabled.contains(&last) && !tries.is_asleep(last);
        let first = match last.filter(|&last| goes_on(last)) {
            Some(last) if streak < STREAK => Some(last),
            Some(last) => awake.find(|&who| who != last).or(Some(last)),
            None => awake.next(),
        };
        let too_long = self.nodes.len() >= self.scout.config.max_steps || self.scout.goes_round(&mut machine, &enabled);
        if !too_long && tries.tree.is_empty() {
            match first {
                Some(who) if self.is_optimal => {
                    tries.tree.push(Branch { who, uses: machine.footprint(who), below: Vec::new() });
                }
                first => tries.backtrack.extend(first),
            }
        }
        if self.is_optimal && (first.is_none() || too_long) {
            let reversals = self.execution.reversals();
            self.insert(reversals);
        }
        if first.is_none() {
            self.waiting(&machine, &machine.blocked());
        }
        if enabled.is_empty() || too_long {
            self.scout.found.progress.traces += 1;
            self.scout.ended(&machine, preemptions)?;
            self.scout.goes_on()?;
        }
        self.nodes.push(Node { machine: Some(machine), enabled, plan: Plan::Own(tries), mark, last, preemptions });
        Ok(())
    }

    /// Nobody can or need run here: who waits might have come first.
    fn waiting(&mut self, machine: &Machine, waiting: &[Who]) {
        for &who in waiting {
            let uses = machine.footprint_of_wait(who);
            if self.is_optimal {
                let reversals = self.execution.pending_reversals(who, &uses);
                self.insert(reversals);
            } else {
                let races = self.execution.pending(who, &uses);
                self.reverse(&races);
            }
        }
    }

    /// Sees to it that the two of each race are tried the other way round.
    fn reverse(&mut self, races: &[Race]) {
        for race in races {
            self.try_at(race.at, |tries, enabled| tries.add(race, enabled));
        }
    }

    /// Sees to it that these continuations are tried.
    fn insert(&mut self, reversals: Vec<(usize, Vec<Event>)>) {
        for (at, steps) in reversals {
            self.try_at(at, |tries, enabled| tries.insert(steps, enabled));
        }
    }

    fn try_at(&mut self, at: usize, add: impl FnOnce(&mut Tries, &[Who]) -> bool) {
        let node = &mut self.nodes[at];
        if node.tries(add)
            && let (Plan::Shared(fork), Some(send)) = (&node.plan, self.send)
        {
            send(Arc::clone(fork));
        }
    }
}
