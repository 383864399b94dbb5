//! Searches that take schedules as they come: all with so many preemptions, depth first; or random ones.

use super::{Search, Stop, preempts};
use crate::check::race::Mark;
use crate::ids::Who;
use crate::rng::Rng;
use crate::world::visible::Machine;

/// A choice under way.
struct Node {
    machine: Machine,
    enabled: Vec<Who>,
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
        let Some(machine) = self.start_counting() else { return Ok(Stop::Complete) };
        let mut nodes = vec![Node::new(machine, None, 0, self.detector.mark())];
        let mut count = 0;
        loop {
            let is_deep = nodes.len() > self.config.max_steps;
            let Some(node) = nodes.last_mut() else { break };
            if node.next == 0 && (node.enabled.is_empty() || is_deep) {
                let Some(node) = nodes.last() else { break };
                self.progress.traces += 1;
                self.ended(&node.machine, node.preemptions)?;
                self.goes_on()?;
                count += 1;
                if count >= most {
                    return Ok(Stop::Incomplete("only a first look was taken".to_owned()));
                }
                self.detector.back_to(node.mark);
                nodes.pop();
                continue;
            }
            let Some(&who) = node.enabled.get(node.next) else {
                self.detector.back_to(node.mark);
                nodes.pop();
                continue;
            };
            node.next += 1;
            let cost = node.cost(who);
            if cost > bound {
                continue;
            }
            let mut machine = node.machine.fork();
            machine.step(who, &self.grain);
            self.progress.states += 1;
            let mark = self.detector.mark();
            self.note(&machine.take_deeds());
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
        let Some(mut start) = self.start() else { return Ok(()) };
        let mark = self.detector.mark();
        for sample in 0..samples {
            let mut rng = Rng::new(self.config.seed ^ (u64::from(sample) << 20));
            let mut machine = start.fork();
            let (mut last, mut preemptions, mut steps) = (None, 0, 0);
            loop {
                let enabled = machine.enabled();
                if enabled.is_empty() || steps > self.config.max_steps {
                    break;
                }
                let who = enabled[rng.below(enabled.len() as u64) as usize];
                preemptions += u32::from(preempts(last, who, &enabled));
                last = Some(who);
                steps += 1;
                machine.step(who, &self.grain);
                self.note(&machine.take_deeds());
            }
            match self.ended(&machine, preemptions) {
                // The places are visible from the next sample on.
                Ok(()) | Err(Stop::NewPlaces) => {}
                Err(stop) => return Err(stop),
            }
            self.detector.back_to(mark);
            self.goes_on()?;
        }
        Ok(())
    }
}
