//! Any thread, for a random time; all from one seed.

use super::Scheduler;
use crate::choice::Choice;
use crate::rng::Rng;

/// Half of the turns are short, from one instruction to a few dozen, spread over the orders of magnitude: so a switch
/// also falls between the two instructions of a tiny program where it matters. Short turns are below `2^(this - 1)`.
const SHORT_SIZES: u64 = 7;
/// Instructions of the shortest long turn; these carry a program forward.
const LONG_FROM: u64 = 50;
/// How many lengths of long turns there are.
const LONG_SPREAD: u64 = 2000;

/// A source of turns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Random(Rng);

impl Random {
    /// The same seed gives the same turns.
    pub fn new(seed: u64) -> Self {
        Self(Rng::new(seed))
    }
}

impl Scheduler for Random {
    fn choose(&mut self, choices: &[Choice]) -> usize {
        // A lone choice takes no randomness, so that a schedule tells only of real choices.
        if choices.len() == 1 { 0 } else { self.0.below(choices.len() as u64) as usize }
    }

    fn quantum(&mut self) -> u64 {
        if self.0.below(2) == 0 {
            let size = self.0.below(SHORT_SIZES);
            1 + self.0.below(1 << size)
        } else {
            LONG_FROM + self.0.below(LONG_SPREAD)
        }
    }
}
