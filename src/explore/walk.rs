//! Searches that take schedules as they come: all with so many preemptions, depth first; or random ones.

use super::{Search, Stop, preempts};
use crate::check::race::Mark;
use crate::choice::Threads;
use crate::ids::Who;
use crate::rng::Rng;
use crate::world::visible::Machine;

/// A choice under way.
struct Node {
    machine: Machine,
    enabled: Threads,
    /// The one that is tried next, by its place in `enabled`.
    next: usize,
    /// Who ran last, and the preemptions up to here.
    last: Option<Who>,
    preemptions: u32,
    /// What the detector knew before.
    mark: Mark,
}

impl Node {
    fn new(machine: Machine, last: Option<Who>, preemptions: u32, mark: Mark) -> Node {
        let mut enabled = machine.enabled();
        // Whoever is running goes on first: that costs nothing.
        if let Some(at) = last.and_then(|last| enabled.iter().position(|&who| who == last)) {
            enabled[..=at].rotate_right(1);
        }
        Node { machine, enabled, next: 0, last, preemptions, mark }
    }

    /// Preemptions up to here if that thread runs next.
    fn cost(&self, who: Who) -> u32 {
        self.preemptions + u32::from(preempts(self.last, who, &self.enabled))
    }
}

impl Search<'_> {
    /// All schedules with at most `bound` preemptions, at most `most` of them.
    pub(super) fn bounded(&mut self, bound: u32, most: u64) -> Stop {
        match self.walk(bound, most) {
            Ok(stop) | Err(stop) => stop,
        }
    }

    fn walk(&mut self, bound: u32, most: u64) -> Result<Stop, Stop> {
        let machine = self.start_counting();
        let scout = &mut self.scout;
        let mut nodes = vec![Node::new(machine, None, 0, scout.detector.mark())];
        let mut count = 0;
        loop {
            let is_deep = nodes.len() > scout.config.max_steps;
            let Some(node) = nodes.last_mut() else { break };
            if node.next == 0 && (node.enabled.is_empty() || is_deep) {
                let Some(node) = nodes.last() else { break };
                scout.found.progress.traces += 1;
                scout.ended(&node.machine, node.preemptions)?;
                self.program.learn(&node.machine);
                scout.goes_on()?;
                count += 1;
                if count >= most {
                    return Ok(Stop::Incomplete("only a first look was taken".to_owned()));
                }
                scout.detector.back_to(node.mark);
                nodes.pop();
                continue;
            }
            let Some(&who) = node.enabled.get(node.next) else {
                scout.detector.back_to(node.mark);
                nodes.pop();
                continue;
            };
            node.next += 1;
            let cost = node.cost(who);
            if cost > bound {
                continue;
            }
            let mut machine = node.machine.fork();
            machine.step(who, &scout.grain);
            scout.found.progress.states += 1;
            let mark = scout.detector.mark();
            scout.note(&mut machine);
            nodes.push(Node::new(machine, Some(who), cost, mark));
        }
        Ok(self.all_tried())
    }

    /// So many random schedules.
    pub(super) fn random(&mut self, samples: u32) -> Stop {
        match self.samples(samples) {
            Ok(()) => Stop::Incomplete("only samples were taken".to_owned()),
            Err(stop) => stop,
        }
    }

    fn samples(&mut self, samples: u32) -> Result<(), Stop> {
        let mut start = self.start();
        let scout = &mut self.scout;
        let mark = scout.detector.mark();
        for sample in 0..samples {
            let mut rng = Rng::new(scout.config.seed ^ (u64::from(sample) << 20));
            let mut machine = start.fork();
            let (mut last, mut preemptions, mut steps) = (None, 0, 0);
            loop {
                let enabled = machine.enabled();
                if enabled.is_empty() || steps > scout.config.max_steps {
                    break;
                }
                let who = enabled[rng.below(enabled.len() as u64) as usize];
                preemptions += u32::from(preempts(last, who, &enabled));
                last = Some(who);
                steps += 1;
                machine.step(who, &scout.grain);
                scout.note(&mut machine);
            }
            match scout.ended(&machine, preemptions) {
                Ok(()) => {}
                // The places are visible from the next sample on.
                Err(Stop::NewPlaces) => scout.found.refine(&mut scout.grain),
                Err(stop) => return Err(stop),
            }
            scout.detector.back_to(mark);
            scout.goes_on()?;
        }
        Ok(())
    }
}
