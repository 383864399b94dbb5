//! Whether a program can run for ever, by the graph of its states.

use crate::choice::Threads;
use crate::ids::Who;

/// States and the steps between them.
#[derive(Default)]
pub(super) struct Graph {
    enabled: Vec<Threads>,
    steps: Vec<(u32, u32, Who)>,
}

impl Graph {
    /// One state more.
    pub(super) fn enter(&mut self, enabled: &Threads) {
        self.enabled.push(enabled.clone());
    }

    /// A step.
    pub(super) fn add(&mut self, from: u32, to: u32, who: Who) {
        self.steps.push((from, to, who));
    }
}
