//! Whoever runs goes on; where that one cannot, the first that can. Time passes only where nothing else is to be chosen.

use super::Scheduler;
use crate::choice::Choice;
use crate::ids::Who;

/// Who runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Steady {
    last: Option<Choice>,
}

impl Steady {
    /// Going on with what was chosen last.
    pub fn new(last: Option<Choice>) -> Self {
        Self { last }
    }
}

impl Scheduler for Steady {
    fn choose(&mut self, choices: &[Choice]) -> usize {
        let goes_on = self.last.filter(|&last| last != Choice::Run(Who::TIME));
        let index = choices.iter().position(|choice| Some(*choice) == goes_on).unwrap_or(0);
        self.last = Some(choices[index]);
        index
    }

    fn quantum(&mut self) -> u64 {
        u64::MAX
    }
}
