//! Following a schedule that was written down, and telling it as a story.

use std::collections::BTreeSet;

use super::Ending;
use crate::ids::Who;
use crate::kernel::Place;
use crate::process::run::Options;
use crate::schedule::Token;
use crate::span::Diagnostic;
use crate::world::visible::{Grain, Machine};

/// A program that follows a schedule, a stop at a time, and then goes on by itself: whoever runs goes on, else the first that
/// can.
pub struct Follower {
    machine: Machine,
    grain: Grain,
    token: Token,
    /// The run of the schedule that it is in, and the stops passed of it.
    run: usize,
    stops: u32,
    /// Where the schedule did not fit, if it did not.
    strayed: Option<usize>,
    last: Option<Who>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// By whom.
    pub who: Who,
    /// Its name.
    pub thread: String,
    /// What it did, in words.
    pub what: String,
    /// What it found or left in memory, if that is short.
    pub value: Option<String>,
    /// The line of the program (from 1); 0 where it was in none.
    pub line: u32,
    /// The text of the line.
    pub source: String,
    /// Where, in the program's own code.
    pub place: Option<Place>,
    /// It is a use of memory.
    pub is_use: bool,
    /// Another thread could have gone on and was left for this one. Only a [`story`] knows.
    pub preempts: bool,
    /// Threads that could not go on before it.
    pub waiting: Vec<Who>,
}

impl Follower {
    /// A program at its start.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn new(source: &str, name: &str, options: &Options, token: Token) -> Result<Follower, Vec<Diagnostic>> {
        let grain = Grain { every_stop: true, any_time: token.any_time, ..Grain::default() };
        let machine = Machine::new(source, name, options, &grain)?;
        Ok(Follower { machine, grain, token, run: 0, stops: 0, strayed: None, last: None })
    }

    /// The machine as it is.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// How it ended, as things are now.
    pub fn ending(&self) -> Ending {
        super::outcome::ending(&self.machine)
    }

    /// At which run of the schedule (from 0) it did not fit the program, if so: its thread could not go on there.
    pub fn strayed(&self) -> Option<usize> {
        self.strayed
    }

    /// Takes one step; none when the run has ended.
    pub fn step(&mut self) -> Option<Step> {
        let enabled = self.machine.enabled();
        let scheduled = self.scheduled().filter(|who| enabled.contains(who));
        if self.run < self.token.runs.len() && scheduled.is_none() {
            self.strayed.get_or_insert(self.run);
            self.run = self.token.runs.len();
        }
        let goes_on = self.last.filter(|&who| who != Who::TIME && enabled.contains(&who));
        let who = scheduled.or(goes_on).or(enabled.first().copied())?;
        let next = self.machine.next(who)?;
        let thread = self.machine.name(who);
        self.machine.step(who, &self.grain);
        self.stops += u32::from(scheduled.is_some());
        self.last = Some(who);
        let waiting = self.machine.threads().filter(|other| !enabled.contains(other)).collect();
        Some(Step {
            who,
            thread,
            value: self.machine.value_of(who, &next),
            is_use: next.is_use(),
            what: next.what,
            line: next.location.line,
            source: next.location.source,
            place: next.place,
            preempts: false,
            waiting,
        })
    }

    /// Who is to run next by the schedule.
    fn scheduled(&mut self) -> Option<Who> {
        while self.stops >= self.token.runs.get(self.run)?.1 {
            self.run += 1;
            self.stops = 0;
        }
        self.machine.thread_of(&self.token.runs.get(self.run)?.0)
    }
}

/// The steps of a schedule that matter: what others can notice of what the program itself does, and of the uses of memory
/// those at the given places.
///
/// # Errors
/// What is wrong with the text.
pub fn story(
    source: &str,
    name: &str,
    options: &Options,
    token: &Token,
    places: &BTreeSet<Place>,
) -> Result<Vec<Step>, Vec<Diagnostic>> {
    let mut follower = Follower::new(source, name, options, token.clone())?;
    let mut steps: Vec<Step> = Vec::new();
    // Who had to wait since the last step that is told.
    let mut waiting: Vec<Who> = Vec::new();
    while let Some(step) = follower.step() {
        waiting.extend(&step.waiting);
        if step.line > 0 && (!step.is_use || step.place.is_some_and(|place| places.contains(&place))) {
            steps.push(Step { waiting: std::mem::take(&mut waiting), ..step });
        }
    }
    for at in 1..steps.len() {
        let (left, now) = (steps[at - 1].who, steps[at].who);
        let later = steps[at..].iter().position(|step| step.who == left);
        // It goes on later, and never had to wait until then.
        let waits = |until: usize| steps[at..=at + until].iter().any(|step| step.waiting.contains(&left));
        steps[at].preempts = left != now && later.is_some_and(|until| !waits(until));
    }
    Ok(steps)
}
