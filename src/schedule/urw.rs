//! A random walk that takes each interleaving about as often as any other: a thread that has much to do goes on more often
//! than one that is nearly through (Zhao, Wolff, Mathur, Roychoudhury: "Selectively Uniform Concurrency Testing", ASPLOS
//! 2025, without its selection of events). How much each has to do is known from an earlier run.

use super::Scheduler;
use crate::choice::Choice;
use crate::rng::Rng;

/// A thread of an earlier run.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Expected {
    /// Which.
    pub choice: Choice,
    /// The steps it took.
    pub steps: u64,
    /// Who started it.
    pub parent: Option<Choice>,
}

/// The walk.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Urw {
    rng: Rng,
    left: Vec<Expected>,
    /// Those of `left` that were met.
    met: Vec<bool>,
}

impl Urw {
    /// A walk through a program of which `expected` is known.
    pub fn new(seed: u64, expected: Vec<Expected>) -> Self {
        Self { rng: Rng::new(seed), met: vec![false; expected.len()], left: expected }
    }

    /// What is left to a thread, and to those that it has still to start.
    fn weight(&self, choice: Choice) -> u64 {
        let own = self.left.iter().find(|other| other.choice == choice).map_or(0, |other| other.steps);
        let to_come = self.left.iter().zip(&self.met).filter(|(other, met)| !**met && other.parent == Some(choice));
        own + to_come.map(|(other, _)| self.weight(other.choice)).sum::<u64>()
    }
}

impl Scheduler for Urw {
    fn choose(&mut self, choices: &[Choice]) -> usize {
        for (other, met) in self.left.iter().zip(&mut self.met) {
            *met |= choices.contains(&other.choice);
        }
        let weights: Vec<u64> = choices.iter().map(|&choice| self.weight(choice).max(1)).collect();
        let mut ticket = self.rng.below(weights.iter().sum());
        let at = weights.iter().position(|&weight| {
            let is_it = ticket < weight;
            ticket = ticket.saturating_sub(weight);
            is_it
        });
        let at = at.unwrap_or(0);
        if let Some(known) = self.left.iter_mut().find(|other| other.choice == choices[at]) {
            known.steps = known.steps.saturating_sub(1);
        }
        at
    }

    fn quantum(&mut self) -> u64 {
        1
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Expected, Urw};
    use crate::choice::Choice;
    use crate::ids::{Pid, Tid, Who};
    use crate::schedule::Scheduler;

    #[test]
    fn every_interleaving_comes_about_as_often() {
        let [a, b] = [0, 1].map(|n| Choice::Run(Who { pid: Pid(1), tid: Tid(n) }));
        let expected = [(a, 1), (b, 3)].map(|(choice, steps)| Expected { choice, steps, parent: None }).to_vec();
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for seed in 0..4_000 {
            let mut walk = Urw::new(seed, expected.clone());
            let mut left = vec![(a, 1), (b, 3)];
            let mut order = String::new();
            while !left.is_empty() {
                let choices: Vec<Choice> = left.iter().map(|(choice, _)| *choice).collect();
                let at = walk.choose(&choices);
                order.push(if left[at].0 == a { 'a' } else { 'b' });
                left[at].1 -= 1;
                left.retain(|(_, steps)| *steps > 0);
            }
            *seen.entry(order).or_default() += 1;
        }
        // abbb, babb, bbab, bbba: a coin toss at each step would give the first of them half of the time.
        assert_eq!(seen.len(), 4);
        assert!(seen.values().all(|times| (900..1_100).contains(times)), "{seen:?}");
    }
}
