//! `Barrier`: threads wait until so many have come. Each round is a generation of its own, so a new one can fill while the
//! threads of the last are still on their way out.

use crate::ids::Tid;

/// A barrier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Barrier {
    /// How many make a round.
    pub parties: u32,
    /// Who waits in this round, in order of arrival.
    pub waiting: Vec<Tid>,
    /// The round.
    pub generation: u64,
    /// Nobody can wait before a reset.
    pub broken: bool,
    /// Rounds up to this one (exclusive) that did not end well, newest last; those not listed did.
    failed: Vec<u64>,
}

/// How a round stands for one of its threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Not all have come.
    Open,
    /// All came.
    Complete,
    /// It was broken.
    Broken,
}

impl Barrier {
    /// An empty barrier.
    pub fn new(parties: u32) -> Self {
        Self { parties, waiting: Vec::new(), generation: 0, broken: false, failed: Vec::new() }
    }

    /// A thread comes; its index in order of arrival. The last one completes the round.
    pub fn arrive(&mut self, tid: Tid) -> u32 {
        self.waiting.push(tid);
        let index = self.waiting.len() as u32 - 1;
        if index + 1 >= self.parties {
            self.next_round();
        }
        index
    }

    /// How the round of that number stands.
    pub fn round(&self, generation: u64) -> Round {
        if self.failed.contains(&generation) {
            Round::Broken
        } else if generation < self.generation {
            Round::Complete
        } else {
            Round::Open
        }
    }

    /// Breaks the barrier: everybody who waits leaves with an error, and so does everybody who comes.
    pub fn abort(&mut self) {
        self.fail_round();
        self.broken = true;
    }

    /// Makes it as new; who waits leaves with an error.
    pub fn reset(&mut self) {
        self.fail_round();
        self.broken = false;
    }

    fn fail_round(&mut self) {
        if !self.waiting.is_empty() {
            self.failed.push(self.generation);
            // A thread is late by a few rounds at most; the list must not grow with every reset.
            if self.failed.len() > 64 {
                self.failed.remove(0);
            }
            self.next_round();
        }
    }

    fn next_round(&mut self) {
        self.generation += 1;
        self.waiting.clear();
    }
}
