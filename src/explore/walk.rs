//! Searches that take schedules as they come: all with so many preemptions, depth first; or random ones.

use smallvec::SmallVec;

use super::plan::MANY_TRACES;
use super::{Search, Stop, preempts};
use crate::check::race::Mark;
use crate::choice::{Choice, Threads, dependent};
use crate::ids::Who;
use crate::rng::Rng;
use crate::schedule::urw::Expected;
use crate::schedule::{Pct, Random, Scheduler, Urw};
use crate::world::visible::Machine;

/// Dives of the estimate: at first, and where these tell of many traces.
const DIVES: u32 = 20;
const MORE_DIVES: u32 = 380;
/// Choices that a mistake needs to be made right, for PCT.
const PCT_DEPTH: u32 = 3;

/// Which schedules are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sampler {
    /// Any thread at each step.
    Uniform,
    /// Priorities that change a few times.
    Pct,
    /// Each interleaving as often as any other.
    Urw,
}

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
            if node.next == 0
                && (node.enabled.is_empty() || is_deep || scout.goes_round(&mut node.machine, &node.enabled))
            {
                let Some(node) = nodes.last() else { break };
                scout.found.progress.traces += u64::from(scout.found.counts);
                scout.ended(&node.machine, node.preemptions)?;
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
            scout.has_room()?;
            scout.found.progress.states += u64::from(scout.found.counts);
            let mark = scout.detector.mark();
            scout.note(&mut machine);
            nodes.push(Node::new(machine, Some(who), cost, mark));
        }
        Ok(self.all_tried())
    }

    /// So many schedules of a sampler.
    pub(super) fn sampled(&mut self, sampler: Sampler, samples: u32) -> Stop {
        match self.samples(sampler, samples) {
            Ok(()) => Stop::Incomplete("only samples were taken".to_owned()),
            Err(stop) => stop,
        }
    }

    fn samples(&mut self, sampler: Sampler, samples: u32) -> Result<(), Stop> {
        let mut start = self.start();
        let scout = &mut self.scout;
        let mark = scout.detector.mark();
        let mut expected: Vec<Expected> = Vec::new();
        for sample in 0..samples {
            let seed = scout.config.seed ^ (u64::from(sample) << 20);
            let mut scheduler: Box<dyn Scheduler> = match sampler {
                Sampler::Uniform => Box::new(Random::new(seed)),
                Sampler::Pct => Box::new(Pct::new(seed, PCT_DEPTH, expected.iter().map(|thread| thread.steps).sum())),
                Sampler::Urw => Box::new(Urw::new(seed, expected.clone())),
            };
            let mut machine = start.fork();
            let (mut last, mut preemptions) = (None, 0);
            let mut taken: Vec<Expected> = Vec::new();
            for _ in 0..scout.config.max_steps {
                let enabled = machine.enabled();
                if enabled.is_empty() || scout.goes_round(&mut machine, &enabled) {
                    break;
                }
                let choices: SmallVec<[Choice; 6]> = enabled.iter().map(|&who| Choice::Run(who)).collect();
                let at = scheduler.choose(&choices);
                let who = enabled[at];
                preemptions += u32::from(preempts(last, who, &enabled));
                last = Some(who);
                match taken.iter_mut().find(|thread| thread.choice == choices[at]) {
                    Some(thread) => thread.steps += 1,
                    None => {
                        taken.push(Expected {
                            choice: choices[at],
                            steps: 1,
                            parent: machine.parent(who).map(Choice::Run),
                        });
                    }
                }
                machine.step(who, &scout.grain);
                scout.has_room()?;
                scout.note(&mut machine);
            }
            expected = taken;
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

    /// About how many traces there are: each dive takes any one of the threads that a search with sleep sets alone would try
    /// at a state, and stands for as many executions as there were ways to go (Knuth: "Estimating the efficiency of backtrack
    /// programs", 1975). Such a search takes each trace to its end once.
    pub(super) fn estimate(&mut self) -> f64 {
        let mut start = self.start();
        let grain = &self.scout.grain;
        let mut rng = Rng::new(self.scout.config.seed);
        let (mut sum, mut dives) = (0.0, 0);
        while dives < DIVES || (dives < DIVES + MORE_DIVES && sum > MANY_TRACES * f64::from(DIVES)) {
            dives += 1;
            let mut machine = start.fork();
            let mut asleep = Threads::new();
            let mut ways = 1.0;
            for _ in 0..self.scout.config.max_steps {
                let enabled = machine.enabled();
                let mut awake: Threads = enabled.iter().copied().filter(|who| !asleep.contains(who)).collect();
                if awake.is_empty() {
                    // Where all are asleep the execution was seen elsewhere.
                    sum += if enabled.is_empty() { ways } else { 0.0 };
                    break;
                }
                ways *= awake.len() as f64;
                let who = awake[rng.below(awake.len() as u64) as usize];
                awake.retain(|other| *other < who);
                asleep.extend(awake);
                let uses = machine.footprint(who);
                asleep.retain(|other| !dependent(&machine.footprint(*other), &uses));
                machine.step(who, grain);
            }
        }
        sum / f64::from(dives)
    }
}
