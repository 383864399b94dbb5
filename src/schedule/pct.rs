//! Priorities that change a few times: of all programs whose mistake needs `d` choices to be made right, one with `n` threads
//! and `k` steps shows it with a chance of at least 1 in n k^(d-1) (Burckhardt, Kothari, Musuvathi, Nagarakatte: "A Randomized
//! Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010).

use super::Scheduler;
use crate::choice::Choice;
use crate::rng::Rng;

/// Who goes before whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pct {
    rng: Rng,
    /// Those met, the one that goes first last.
    order: Vec<Choice>,
    /// Steps after which whoever runs goes last, the next one last.
    changes: Vec<u64>,
    step: u64,
}

impl Pct {
    /// For a program of about so many steps, with `depth - 1` changes.
    pub fn new(seed: u64, depth: u32, steps: u64) -> Self {
        let mut rng = Rng::new(seed);
        let mut changes: Vec<u64> = (1..depth).map(|_| rng.below(steps.max(1))).collect();
        changes.sort_unstable_by(|a, b| b.cmp(a));
        Self { rng, order: Vec::new(), changes, step: 0 }
    }
}

impl Scheduler for Pct {
    fn choose(&mut self, choices: &[Choice]) -> usize {
        for choice in choices {
            if !self.order.contains(choice) {
                let at = self.rng.below(self.order.len() as u64 + 1) as usize;
                self.order.insert(at, *choice);
            }
        }
        let first = |order: &[Choice]| order.iter().rev().find_map(|first| choices.iter().position(|c| c == first));
        if self.changes.last().is_some_and(|&change| change <= self.step) {
            self.changes.pop();
            if let Some(first) = first(&self.order).map(|at| choices[at]) {
                self.order.retain(|&other| other != first);
                self.order.insert(0, first);
            }
        }
        self.step += 1;
        first(&self.order).unwrap_or(0)
    }

    fn quantum(&mut self) -> u64 {
        u64::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::Pct;
    use crate::choice::Choice;
    use crate::ids::{Pid, Tid, Who};
    use crate::schedule::Scheduler;

    #[test]
    fn whoever_goes_first_goes_on_but_for_the_changes() {
        let all = [0, 1, 2].map(|n| Choice::Run(Who { pid: Pid(1), tid: Tid(n) }));
        let mut firsts = [0; 3];
        for seed in 0..200 {
            let mut pct = Pct::new(seed, 3, 20);
            let chosen: Vec<usize> = (0..20).map(|_| pct.choose(&all)).collect();
            firsts[chosen[0]] += 1;
            assert!(chosen.windows(2).filter(|pair| pair[0] != pair[1]).count() <= 2, "{chosen:?}");
        }
        assert!(firsts.iter().all(|&times| times > 30), "any can be the first: {firsts:?}");
    }
}
