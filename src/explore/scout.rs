//! One line of a search: it takes executions to their end, and takes down what they show.

use super::crew::Crew;
use super::found::Found;
use super::{Config, Glance, Stop, Watch};
use crate::check::race::Detector;
use crate::kernel::Place;
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
}

impl Scout<'_> {
    /// Takes in what has happened in a step.
    pub(super) fn note(&mut self, machine: &mut Machine) {
        self.found.note(machine.deeds(), &mut self.detector);
        machine.forget_deeds();
    }

    /// An execution has come to its end.
    ///
    /// # Errors
    /// Why the search should not go on as it is.
    pub(super) fn ended(&mut self, machine: &Machine, preemptions: u32) -> Result<(), Stop> {
        self.found.end(machine, preemptions, &mut self.detector, self.config, &self.grain)
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
                if found.progress.executions >= self.config.max_executions {
                    return Err(self.config.too_many());
                }
                let search = || found.report(program, grain, &Stop::Cancelled);
                if watch(&Glance { search: &search, progress: found.progress }) { Ok(()) } else { Err(Stop::Cancelled) }
            }
        }
    }
}
