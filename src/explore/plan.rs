//! In which order the ways to search are taken.
//!
//! [`Strategy::Auto`] tries the schedules without preemption and guesses how many traces there are. Where both are few, the
//! proof comes next, and then shorter ways to what it has found. Where they are many, schedules with one and with two
//! preemptions and random ones find most mistakes before it.

use std::ops::RangeInclusive;

use super::crew::Crew;
use super::dpor::Dpor;
use super::found::CUTS;
use super::scout::Base;
use super::walk::Sampler;
use super::{Progress, Search, Stop, Strategy};

/// Traces that are many: the proof may take its time.
pub(super) const MANY_TRACES: f64 = 200.0;
/// Samples of the quick look.
const SAMPLES: u32 = 200;
/// Executions of the quick look at each number of preemptions.
const QUICK: u64 = 400;
/// States of the search that follows where executions were cut off.
const STATES: u64 = 50_000;
/// Preemptions of the quick look.
const PREEMPTIONS: u32 = 2;

impl Search<'_> {
    /// What was asked for. Where executions had to be cut off a search over states may come to an end all the same.
    pub(super) fn run(&mut self) -> Stop {
        let config = self.scout.config;
        let stop = self.run_as_asked();
        let may_help =
            config.strategy == Strategy::Auto && config.max_preemptions.is_none() && self.scout.found.cuts > 0;
        if !(may_help && matches!(stop, Stop::Incomplete(_))) {
            return stop;
        }
        let before = self.scout.found.clone();
        self.scout.found.cuts = 0;
        self.scout.found.outcomes.forget_cuts();
        self.scout.found.progress.estimate = None;
        match self.stateful(STATES.min(config.max_states)) {
            Stop::Incomplete(_) => {
                // It did not help; what it has found beside stays.
                let mut after = std::mem::replace(&mut self.scout.found, before);
                let executions = after.progress.executions;
                after.progress = self.scout.found.progress;
                self.scout.found.progress = Progress::default();
                self.scout.found.take_in(&mut after);
                self.scout.found.progress.executions = executions;
                stop
            }
            other => other,
        }
    }

    fn run_as_asked(&mut self) -> Stop {
        let config = self.scout.config;
        if let Some(bound) = config.max_preemptions {
            return self.only(bound);
        }
        if config.strategy == Strategy::Auto {
            return self.auto();
        }
        loop {
            let stop = match config.strategy {
                Strategy::Random => self.sampled(Sampler::Uniform, u32::MAX),
                Strategy::Pct => self.sampled(Sampler::Pct, u32::MAX),
                Strategy::Urw => self.sampled(Sampler::Urw, u32::MAX),
                Strategy::Naive => self.bounded(u32::MAX, u64::MAX),
                Strategy::Stateful => self.stateful(config.max_states),
                Strategy::Dpor | Strategy::Optimal | Strategy::Auto => self.proof(),
            };
            if stop != Stop::NewPlaces {
                return stop;
            }
            self.refine();
        }
    }

    fn auto(&mut self) -> Stop {
        let is_all = match self.quick_look(0..=0) {
            Ok(is_all) => is_all,
            Err(stop) => return stop,
        };
        let mut has_looked = false;
        loop {
            let is_small = is_all && self.estimated() <= MANY_TRACES;
            if !has_looked && !is_small {
                has_looked = true;
                if let Err(stop) = self.quick_look(1..=PREEMPTIONS) {
                    return stop;
                }
                match self.sampled(Sampler::Urw, SAMPLES) {
                    stop @ (Stop::Cancelled(_) | Stop::Found) => return stop,
                    stop if self.scout.found.cuts >= CUTS => return stop,
                    _ => {}
                }
            }
            self.estimated();
            match self.proof() {
                Stop::NewPlaces => self.refine(),
                Stop::Complete if !has_looked => {
                    self.shorten();
                    return Stop::Complete;
                }
                stop => return stop,
            }
        }
    }

    /// Schedules with at most `bound` preemptions, the shortest first.
    fn only(&mut self, bound: u32) -> Stop {
        if let Err(stop) = self.quick_look(0..=PREEMPTIONS.min(bound)) {
            return stop;
        }
        loop {
            match self.bounded(bound, u64::MAX) {
                Stop::NewPlaces => self.refine(),
                Stop::Complete => {
                    return Stop::Incomplete(format!("only schedules with at most {bound} preemptions were tried"));
                }
                stop => return stop,
            }
        }
    }

    /// The first schedules with so many preemptions. Returns whether they were all that there are.
    ///
    /// # Errors
    /// Why the search should end there.
    fn quick_look(&mut self, preemptions: RangeInclusive<u32>) -> Result<bool, Stop> {
        let mut is_all = true;
        for bound in preemptions {
            loop {
                match self.bounded(bound, QUICK) {
                    Stop::NewPlaces => self.refine(),
                    stop @ (Stop::Cancelled(_) | Stop::Found) => return Err(stop),
                    stop if self.scout.found.cuts >= CUTS => return Err(stop),
                    stop => {
                        is_all &= stop == Stop::Complete;
                        break;
                    }
                }
            }
            self.scout.config.allows(self.scout.found.progress.executions, 0)?;
        }
        Ok(is_all)
    }

    /// Looks for shorter ways to the outcomes of a proof, where there may be some.
    fn shorten(&mut self) {
        self.scout.found.counts = false;
        for bound in 1..=PREEMPTIONS {
            let is_long = self.scout.found.outcomes.iter().any(|outcome| outcome.preemptions > bound);
            if !is_long || matches!(self.bounded(bound, QUICK), Stop::Cancelled(_)) {
                return;
            }
        }
    }

    /// What was seen to race is visible from now on.
    pub(super) fn refine(&mut self) {
        self.scout.found.refine(&mut self.scout.grain);
        self.scout.found.progress.estimate = None;
    }

    /// About how many traces there are with what is visible now.
    fn estimated(&mut self) -> f64 {
        if self.scout.found.progress.estimate.is_none() {
            self.scout.found.progress.estimate = Some(self.estimate().round() as u64);
        }
        self.scout.found.progress.estimate.unwrap_or_default() as f64
    }

    /// One execution for each trace.
    fn proof(&mut self) -> Stop {
        let start = self.start_counting();
        let scout = &mut self.scout;
        // With wakeup trees, who comes later relies on what was found before.
        let stop = if scout.config.jobs > 1 && scout.config.strategy != Strategy::Optimal {
            let crew = Crew::new(scout, self.program.fork());
            let Base::Caller { watch, program } = &mut scout.base else { return Stop::Elsewhere };
            let (found, stop) = crew.run(*watch, program);
            scout.found = found;
            stop
        } else {
            Dpor::new(scout, None).everything(start).err()
        };
        stop.unwrap_or_else(|| self.all_tried())
    }
}
