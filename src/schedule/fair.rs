//! Round robin: each thread in turn, for the same number of instructions.

use super::Scheduler;
use crate::choice::Choice;
use crate::ids::Who;

/// The state of a round.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fair {
    quantum: u64,
    last: Option<Who>,
}

impl Fair {
    /// Turns of so many instructions.
    pub fn new(quantum: u64) -> Self {
        Self { quantum: quantum.max(1), last: None }
    }

    /// Turns of one instruction, the first for whoever comes after that one.
    pub fn after(last: Option<Who>) -> Self {
        Self { quantum: 1, last }
    }
}

impl Scheduler for Fair {
    fn choose(&mut self, choices: &[Choice]) -> usize {
        let after = |&Choice::Run(who): &Choice| self.last.is_some_and(|last| who > last);
        let index = choices.iter().position(after).unwrap_or(0);
        let Choice::Run(who) = choices[index];
        self.last = Some(who);
        index
    }

    fn quantum(&mut self) -> u64 {
        self.quantum
    }
}

#[cfg(test)]
mod tests {
    use super::Fair;
    use crate::choice::Choice;
    use crate::ids::{Pid, Tid, Who};
    use crate::schedule::Scheduler;

    #[test]
    fn everybody_has_a_turn() {
        let mut fair = Fair::new(10);
        let all = [0, 2, 5].map(|n| Choice::Run(Who { pid: Pid(1), tid: Tid(n) }));
        let turns: Vec<usize> = (0..7).map(|_| fair.choose(&all)).collect();
        assert_eq!(turns, [0, 1, 2, 0, 1, 2, 0]);
    }
}
