//! Following a schedule that was written down.

use crate::process::run::Options;
use crate::schedule::Token;
use crate::span::Diagnostic;
use crate::world::visible::{Grain, Machine};

/// A program that follows a schedule, a stop at a time, and then goes on by itself: whoever runs goes on, then the first
/// that can.
pub struct Follower {
    machine: Machine,
    grain: Grain,
    token: Token,
    /// The run of the schedule that it is in, and the stops passed of it.
    run: usize,
    stops: u32,
    /// Where the schedule did not fit, if it did not.
    strayed: Option<usize>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// By whom.
    pub who: crate::ids::Who,
    /// Whether the schedule asked for it.
    pub scheduled: bool,
}

impl Follower {
    /// A program at its start. `silent`: the schedule was found with silent output.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn new(source: &str, name: &str, options: &Options, token: Token) -> Result<Follower, Vec<Diagnostic>> {
        let grain = Grain { every_stop: true, ..Grain::default() };
        let machine = Machine::new(source, name, options, &grain)?;
        Ok(Follower { machine, grain, token, run: 0, stops: 0, strayed: None })
    }

    /// The machine as it is.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// At which run of the schedule it did not fit the program, if so: that thread could not go on there.
    pub fn strayed(&self) -> Option<usize> {
        self.strayed
    }

    /// Takes one step; none when the run has ended.
    pub fn step(&mut self) -> Option<Step> {
        let enabled = self.machine.enabled();
        let scheduled = self.scheduled().filter(|who| enabled.contains(who));
        if self.run < self.token.runs.len() && scheduled.is_none() && self.machine.end().is_none() {
            self.strayed.get_or_insert(self.run);
            self.run = self.token.runs.len();
        }
        let last = self.machine.log().next_back().and_then(|(path, _)| self.machine.thread_of(path));
        let who = scheduled.or(last.filter(|who| enabled.contains(who))).or(enabled.first().copied())?;
        self.machine.step(who, &self.grain);
        if scheduled.is_some() {
            self.stops += 1;
        }
        Some(Step { who, scheduled: scheduled.is_some() })
    }

    /// Who is to run next by the schedule.
    fn scheduled(&mut self) -> Option<crate::ids::Who> {
        while self.stops >= self.token.runs.get(self.run)?.1 {
            self.run += 1;
            self.stops = 0;
        }
        self.machine.thread_of(&self.token.runs.get(self.run)?.0)
    }
}
