//! Who can take a step.

use super::{At, Machine};
use crate::choice::Threads;
use crate::ids::Who;
use crate::sys::{Patience, Request};

impl Machine {
    /// Whether the thread can take its next step now.
    pub fn is_enabled(&self, who: Who) -> bool {
        if self.world.end.is_some() {
            return false;
        }
        match self.at.get(who) {
            None => who == Who::TIME && self.any_time && self.world.next_moment().is_some(),
            Some(At::Use | At::End(_)) => true,
            Some(At::Request(request)) => {
                self.world.kernel.is_signal_due(who) || !self.world.kernel.would_wait(who, request)
            }
            Some(At::Waits) => self.world.kernel.is_ready(who, self.world.clock),
        }
    }

    /// Threads that have not ended and cannot take their next step now, and time if it could pass but for them.
    pub fn blocked(&self) -> Threads {
        self.everybody().filter(|&who| !self.is_enabled(who)).collect()
    }

    /// Threads that can take a step, by number, and time if it can pass; none once the run has ended.
    pub fn enabled(&self) -> Threads {
        self.everybody().filter(|&who| self.is_enabled(who)).collect()
    }

    /// Whether anybody can take a step.
    pub(super) fn can_go_on(&self) -> bool {
        self.everybody().any(|who| self.is_enabled(who))
    }

    fn everybody(&self) -> impl Iterator<Item = Who> {
        self.threads().chain(self.any_time.then_some(Who::TIME))
    }

    /// Whether a thread is about to wait for the end of another, however long.
    pub(super) fn is_joining(&self, who: Who) -> bool {
        matches!(self.at.get(who), Some(At::Request(Request::Join { patience: Patience::Forever, .. })))
    }
}
