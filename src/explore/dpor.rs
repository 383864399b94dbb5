//! One execution for each Mazurkiewicz trace: Source-DPOR with sleep sets (Abdulla, Aronis, Jonsson, Sagonas: "Source
//! Sets: A Foundation for Optimal Dynamic Partial Order Reduction", JACM 64(4), 2017).
//!
//! Most states are never come back to. So only some keep a copy of the machine; where there is none, the steps from the
//! last copy on are taken again.

use super::execution::{Execution, Race};
use super::{Search, Stop, preempts};
use crate::check::race::Mark;
use crate::choice::{Access, Mode, Object, dependent};
use crate::ids::Who;
use crate::world::visible::{Deed, Machine};

/// Steps after which another thread comes first.
const STREAK: usize = 50;
/// States that may lie between two copies of the machine.
const STRIDE: usize = 4;

/// A state on the way, and what is still to be tried there.
struct Node {
    /// The state, before the first step from here, and where a copy is kept until the last.
    machine: Option<Box<Machine>>,
    enabled: Vec<Who>,
    /// Threads whose next step need not be tried here, with the threads that end by it: it was tried before, and nothing
    /// has happened since that has to do with it.
    sleep: Vec<(Who, Vec<Access>)>,
    /// Threads to be tried.
    backtrack: Vec<Who>,
    /// What the detector of races knew before the step to here.
    mark: Mark,
    /// Who ran last, and preemptions up to here.
    last: Option<Who>,
    preemptions: u32,
}

/// A search under way.
pub(super) struct Dpor<'s, 'a> {
    search: &'s mut Search<'a>,
    nodes: Vec<Node>,
    execution: Execution,
}

impl Node {
    fn is_asleep(&self, who: Who) -> bool {
        self.sleep.iter().any(|&(other, _)| other == who)
    }

    /// How many threads could still be tried.
    fn untried(&self) -> usize {
        self.enabled.iter().filter(|&&who| !self.is_asleep(who)).count()
    }

    fn next(&self) -> Option<Who> {
        self.backtrack.iter().copied().find(|&who| !self.is_asleep(who))
    }
}

impl<'s, 'a> Dpor<'s, 'a> {
    pub(super) fn new(search: &'s mut Search<'a>) -> Self {
        Self { search, nodes: Vec::new(), execution: Execution::default() }
    }

    pub(super) fn run(mut self) -> Stop {
        match self.all() {
            Ok(()) => self.search.all_tried(),
            Err(stop) => stop,
        }
    }

    fn all(&mut self) -> Result<(), Stop> {
        let Some(machine) = self.search.start_counting() else { return Ok(()) };
        self.search.progress.states = 0;
        self.enter(Box::new(machine), Vec::new(), &[], None, 0)?;
        while let Some(node) = self.nodes.last() {
            match node.next() {
                Some(who) => self.take(who)?,
                None => self.leave(),
            }
        }
        Ok(())
    }

    /// All was tried at the last node.
    fn leave(&mut self) {
        if let Some(node) = self.nodes.pop() {
            self.search.detector.back_to(node.mark);
        }
        self.execution.pop();
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
                copy.step(who, &self.search.grain);
            }
            copy.take_deeds();
            copy
        };
        let left = self.nodes[last].untried();
        if left > 1 && !self.nodes[(last + 1).saturating_sub(STRIDE)..].iter().any(is_kept) {
            self.nodes[last].machine = Some(Box::new(machine.fork()));
        }
        Some(machine)
    }

    /// Takes the step of a thread at the last node.
    fn take(&mut self, who: Who) -> Result<(), Stop> {
        let Some(mut machine) = self.machine() else { return Ok(()) };
        let Some(node) = self.nodes.last_mut() else { return Ok(()) };
        let mut uses = machine.footprint(who);
        let asleep: Vec<_> = node.sleep.iter().map(|(other, _)| machine.footprint(*other)).collect();
        let preemptions = node.preemptions + u32::from(preempts(node.last, who, &node.enabled));
        let jump = machine.step(who, &self.search.grain);
        let deeds = machine.take_deeds();
        let mut began = Vec::new();
        let mut ends = Vec::new();
        for deed in &deeds {
            match *deed {
                Deed::Began { who, .. } => began.push(who),
                Deed::Ended { who } => {
                    ends.push(Access { object: Object::End(who), mode: Mode::Give { spare: false } });
                }
                _ => {}
            }
        }
        uses.extend(&ends);
        let is_apart =
            |(_, ends): &&(Who, Vec<Access>), theirs: &[Access]| !dependent(theirs, &uses) && !dependent(ends, &uses);
        let sleep = node.sleep.iter().zip(&asleep).filter(|(sleeper, theirs)| is_apart(sleeper, theirs));
        let sleep = sleep.map(|(sleeper, _)| sleeper.clone()).collect();
        node.sleep.push((who, ends));
        let races = self.execution.push(who, uses, &began);
        self.reverse(&races);
        if jump {
            // Everybody waited.
            let waiting: Vec<_> = machine.threads().map(|who| (who, machine.footprint_of_wait(who))).collect();
            self.waiting(&waiting);
            self.execution.jump();
        }
        self.enter(machine, sleep, &deeds, Some(who), preemptions)
    }

    /// A new state is reached.
    fn enter(
        &mut self,
        machine: Box<Machine>,
        sleep: Vec<(Who, Vec<Access>)>,
        deeds: &[Deed],
        last: Option<Who>,
        preemptions: u32,
    ) -> Result<(), Stop> {
        self.search.progress.states += 1;
        let enabled = machine.enabled();
        let mark = self.search.detector.mark();
        self.search.note(deeds);
        let mut node = Node { machine: Some(machine), enabled, sleep, backtrack: Vec::new(), mark, last, preemptions };
        let mut awake = node.enabled.iter().copied().filter(|&who| !node.is_asleep(who));
        // Whoever runs goes on, but not for ever: it may wait for others in a loop.
        let streak = self.nodes.iter().rev().take_while(|node| node.last == last).take(STREAK).count();
        let first = match last.filter(|&last| node.enabled.contains(&last) && !node.is_asleep(last)) {
            Some(last) if streak < STREAK => Some(last),
            Some(last) => awake.find(|&who| who != last).or(Some(last)),
            None => awake.next(),
        };
        let is_end = node.enabled.is_empty();
        let too_long = self.nodes.len() >= self.search.config.max_steps;
        if !too_long {
            node.backtrack.extend(first);
        }
        self.nodes.push(node);
        if first.is_none() {
            let machine = self.nodes.last().and_then(|node| node.machine.as_deref());
            let blocked = |machine: &Machine| {
                let blocked = machine.threads().filter(|&who| !machine.is_enabled(who));
                blocked.map(|who| (who, machine.footprint_of_wait(who))).collect()
            };
            let waiting: Vec<_> = machine.map(blocked).unwrap_or_default();
            self.waiting(&waiting);
        }
        if is_end || too_long {
            self.ended()?;
        }
        Ok(())
    }

    /// Nobody can or need run here: who waits might have come first.
    fn waiting(&mut self, waiting: &[(Who, Vec<Access>)]) {
        for (who, uses) in waiting {
            let races = self.execution.pending(*who, uses);
            self.reverse(&races);
        }
    }

    fn ended(&mut self) -> Result<(), Stop> {
        let Some(node) = self.nodes.last() else { return Ok(()) };
        let Some(machine) = &node.machine else { return Ok(()) };
        self.search.progress.traces += 1;
        self.search.ended(machine, node.preemptions)?;
        self.search.goes_on()
    }

    /// Sees to it that the two of each race are tried the other way round.
    fn reverse(&mut self, races: &[Race]) {
        for race in races {
            let node = &mut self.nodes[race.at];
            let known = |who: &Who| node.backtrack.contains(who) || node.is_asleep(*who);
            if race.initials.iter().any(known) {
                continue;
            }
            match race.initials.iter().find(|who| node.enabled.contains(who)) {
                Some(&who) => node.backtrack.push(who),
                // None of them could run there: all who can are tried.
                None => {
                    let others: Vec<Who> =
                        node.enabled.iter().copied().filter(|who| !node.backtrack.contains(who)).collect();
                    node.backtrack.extend(others);
                }
            }
        }
    }
}
