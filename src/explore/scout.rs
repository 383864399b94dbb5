//! One line of a search: it takes executions to their end, and takes down what they show.

use super::crew::Crew;
use super::found::Found;
use super::{Config, Enough, Glance, Stop, Watch};
use crate::check::race::Detector;
use crate::ids::Who;
use crate::kernel::Place;
use crate::world::visible::canon::Measure;
use crate::world::visible::{Grain, Machine};

/// Whom it reports to.
pub(super) enum Base<'a> {
    /// The caller of the search.
    Caller {
        /// What it has given to be called.
        watch: &'a mut Watch<'a>,
        /// Knows the program's code.
        program: Box<Machine>,
    },
    /// Others that search too.
    Crew(&'a Crew<'a>),
}

/// One line of a search.
pub(super) struct Scout<'a> {
    pub(super) config: &'a Config,
    pub(super) grain: Grain,
    pub(super) found: Found,
    /// Knows what has happened on the way to the state at hand.
    pub(super) detector: Detector<Place>,
    pub(super) base: Base<'a>,
    /// Where a thread has begun to run and run while nobody else could.
    pub(super) anchor: Option<Anchor>,
}

/// A state to which a thread may come back.
pub(super) struct Anchor {
    who: Who,
    state: Machine,
    /// Its number.
    number: u128,
    /// States since, and how many there may be before another one takes its place.
    age: u32,
    most: u32,
}

impl Scout<'_> {
    /// Takes in what has happened in a step.
    pub(super) fn note(&mut self, machine: &mut Machine) {
        self.found.note(machine, &mut self.detector);
        machine.forget_deeds();
    }

    /// Whether another state may be looked at.
    ///
    /// # Errors
    /// There is no memory for it.
    pub(super) fn has_room(&self) -> Result<(), Stop> {
        if (self.config.is_full)() { Err(Stop::Cancelled(Enough::Memory)) } else { Ok(()) }
    }

    /// An execution has come to its end.
    ///
    /// # Errors
    /// Why the search should not go on as it is.
    pub(super) fn ended(&mut self, machine: &Machine, preemptions: u32) -> Result<(), Stop> {
        self.found.end(machine, preemptions, &mut self.detector, self.config, &self.grain)
    }

    /// Whether the one thread that can go on has come back to a state in which it has been, and has done nothing else since:
    /// then the execution has no end. To be asked in each state. The state that is kept is changed after 1, 2, 4, ... others, so
    /// that a round is found that begins later (Brent: "An improved Monte Carlo factorization algorithm", BIT 20, 1980).
    pub(super) fn goes_round(&mut self, machine: &mut Machine, enabled: &[Who]) -> bool {
        let &[who] = enabled else {
            self.anchor = None;
            return false;
        };
        if !machine.is_restless() {
            self.anchor = None;
            return false;
        }
        let measure = Measure { clock: machine.asked_time() > 0, final_only: self.config.final_only };
        let most = match &mut self.anchor {
            Some(anchor) if anchor.who == who => {
                if machine.canon(&anchor.state, measure) == anchor.number {
                    return true;
                }
                anchor.age += 1;
                if anchor.age < anchor.most {
                    return false;
                }
                anchor.most * 2
            }
            _ => 1,
        };
        let state = machine.fork();
        let number = machine.canon(&state, measure);
        self.anchor = Some(Anchor { who, state, number, age: 0, most });
        false
    }

    /// Whether the search is to go on, after an execution.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn goes_on(&mut self) -> Result<(), Stop> {
        match &mut self.base {
            Base::Crew(crew) => crew.ended(&mut self.found),
            Base::Caller { watch, program } => {
                let (found, grain) = (&self.found, &self.grain);
                self.config.allows(found.progress.executions, found.progress.states)?;
                let search = |most| found.report(found.outcomes.worst(most), program, grain, None);
                let enough = watch(&Glance { search: &search, progress: found.progress });
                enough.map_or(Ok(()), |why| Err(Stop::Cancelled(why)))
            }
        }
    }
}
