//! Any thread, for a random time; all from one seed.

use super::Scheduler;
use crate::choice::Choice;
use crate::rng::Rng;

/// Instructions of the shortest turn.
const SHORTEST: u64 = 50;
/// How many lengths there are.
const SPREAD: u64 = 2000;

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
        SHORTEST + self.0.below(SPREAD)
    }
}
