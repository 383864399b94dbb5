//! One execution for each Mazurkiewicz trace: Source-DPOR with sleep sets (Abdulla, Aronis, Jonsson, Sagonas: "Source
//! Sets: A Foundation for Optimal Dynamic Partial Order Reduction", JACM 64(4), 2017). Copies of the machine take the place
//! of running again from the start.

use super::execution::{Execution, Race};
use super::{Search, Stop};
use crate::choice::{Access, Mode, Object, dependent};
use crate::ids::Who;
use crate::world::visible::{Deed, Machine};

/// A state on the way, and what is still to be tried there.
struct Node {
    /// The state; taken by the last thread that can be tried.
    machine: Option<Machine>,
    enabled: Vec<Who>,
    /// Threads whose next step need not be tried here, with the threads that end by it: it was tried before, and nothing
    /// has happened since that has to do with it.
    sleep: Vec<(Who, Vec<Access>)>,
    /// Threads to be tried.
    backtrack: Vec<Who>,
    /// What happened on the way here.
    deeds: Vec<Deed>,
    /// Who ran last, and preemptions up to here.
    last: Option<Who>,
    preemptions: u32,
}

/// A search under way.
pub(super) struct Dpor<'s, 'a> {
    search: &'s mut Search<'a>,
    nodes: Vec<Node>,
    execution: Execution,
    cut: Option<String>,
}

impl Node {
    fn is_asleep(&self, who: Who) -> bool {
        self.sleep.iter().any(|&(other, _)| other == who)
    }

    fn next(&self) -> Option<Who> {
        self.backtrack.iter().copied().find(|&who| !self.is_asleep(who))
    }
}

impl<'s, 'a> Dpor<'s, 'a> {
    pub(super) fn new(search: &'s mut Search<'a>) -> Self {
        Self { search, nodes: Vec::new(), execution: Execution::default(), cut: None }
    }

    pub(super) fn run(mut self) -> Stop {
        match self.all() {
            Ok(()) => self.cut.map_or(Stop::Complete, Stop::Incomplete),
            Err(stop) => stop,
        }
    }

    fn all(&mut self) -> Result<(), Stop> {
        let Ok(mut machine) = self.search.machine() else { return Ok(()) };
        self.search.outcomes.forget_counts();
        self.search.progress.traces = 0;
        self.search.progress.states = 0;
        let deeds = machine.take_deeds();
        self.enter(machine, Vec::new(), deeds, None, 0)?;
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
        self.nodes.pop();
        self.execution.pop();
    }

    /// Takes the step of a thread at the last node.
    fn take(&mut self, who: Who) -> Result<(), Stop> {
        let Some(node) = self.nodes.last_mut() else { return Ok(()) };
        let left = node.enabled.iter().filter(|&&other| !node.is_asleep(other)).count();
        let Some(machine) = &mut node.machine else { return Ok(()) };
        let mut uses = machine.footprint(who);
        let asleep: Vec<_> = node.sleep.iter().map(|(other, _)| machine.footprint(*other)).collect();
        let preempts = node.last.is_some_and(|last| last != who && node.enabled.contains(&last));
        let preemptions = node.preemptions + u32::from(preempts);
        let mut machine = if left > 1 { machine.fork() } else { node.machine.take().expect("it is there") };
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
        self.enter(machine, sleep, deeds, Some(who), preemptions)
    }

    /// A new state is reached.
    fn enter(
        &mut self,
        machine: Machine,
        sleep: Vec<(Who, Vec<Access>)>,
        deeds: Vec<Deed>,
        last: Option<Who>,
        preemptions: u32,
    ) -> Result<(), Stop> {
        self.search.progress.states += 1;
        let enabled = machine.enabled();
        let mut node = Node { machine: Some(machine), enabled, sleep, backtrack: Vec::new(), deeds, last, preemptions };
        let goes_on = last.filter(|&last| node.enabled.contains(&last) && !node.is_asleep(last));
        let first = goes_on.or_else(|| node.enabled.iter().copied().find(|&who| !node.is_asleep(who)));
        let is_end = node.enabled.is_empty();
        let too_long = self.nodes.len() >= self.search.config.max_steps;
        if !too_long {
            node.backtrack.extend(first);
        }
        self.nodes.push(node);
        if first.is_none() {
            let machine = self.nodes.last().and_then(|node| node.machine.as_ref());
            let blocked = |machine: &Machine| {
                let blocked = machine.threads().filter(|&who| !machine.is_enabled(who));
                blocked.map(|who| (who, machine.footprint_of_wait(who))).collect()
            };
            let waiting: Vec<_> = machine.map(blocked).unwrap_or_default();
            self.waiting(&waiting);
        }
        if too_long && !is_end {
            self.cut = Some(format!("an execution was given up after {} operations", self.search.config.max_steps));
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
        let deeds: Vec<&[Deed]> = self.nodes.iter().map(|node| node.deeds.as_slice()).collect();
        let Some(node) = self.nodes.last() else { return Ok(()) };
        let Some(machine) = &node.machine else { return Ok(()) };
        self.search.progress.traces += 1;
        if let super::Ending::Cut(why) = super::outcome::ending(machine) {
            self.cut = Some(why);
        }
        self.search.ended(machine, node.preemptions, &deeds)?;
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
