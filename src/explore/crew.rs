//! Several explorers that share the work of one search, on rayon's threads. What one of them has to do is a [`Fork`]: a
//! state with threads that are to be tried. Whoever is at work shares its own forks when others have nothing to do.
//!
//! Which traces there are does not depend on who explores them: of two threads tried at one fork, the one tried first is
//! asleep where the other one is explored, whether it has come to its end there yet or not.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::dpor::{Dpor, Fork};
use super::found::Found;
use super::scout::{Base, Scout};
use super::{Config, Glance, Progress, Stop, Watch};
use crate::check::race::Detector;
use crate::kernel::Place;
use crate::world::visible::{Grain, Machine};

/// Steps between two reports of one explorer.
const REPORT: u64 = 2_000;

/// What they share.
pub(super) struct Crew<'a> {
    pub(super) config: &'a Config,
    grain: Grain,
    /// The program before it has done anything.
    program: Mutex<Machine>,
    /// The program at its start, for each of rayon's threads: copies share much with what they are copies of, and what
    /// threads share they wait for.
    starts: Vec<Mutex<Option<Machine>>>,
    /// What the detector of races knows then.
    detector: Detector<Place>,
    blank: Found,
    state: Mutex<State>,
    news: Condvar,
    /// Forks that wait for somebody or are being explored.
    open: AtomicUsize,
    executions: AtomicU64,
    stopped: AtomicBool,
}

struct State {
    found: Found,
    /// Why it ended, if something ended it.
    stop: Option<Stop>,
    /// Something was reported.
    is_new: bool,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a> Crew<'a> {
    /// Explorers for a program that has done nothing; `scout` is at its start, and has found what it has until now.
    pub(super) fn new(scout: &Scout<'a>, program: Machine) -> Self {
        Self {
            config: scout.config,
            grain: scout.grain.clone(),
            program: Mutex::new(program),
            starts: (0..rayon::current_num_threads()).map(|_| Mutex::default()).collect(),
            detector: scout.detector.clone(),
            blank: scout.found.none_of_it(),
            executions: AtomicU64::new(scout.found.progress.executions),
            state: Mutex::new(State { found: scout.found.clone(), stop: None, is_new: false }),
            news: Condvar::new(),
            open: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        }
    }

    /// Explores everything. `program` knows the program's code. Returns what was found, and why it ended, if something ended it.
    pub(super) fn run(self, watch: &mut Watch<'_>, program: &Machine) -> (Found, Option<Stop>) {
        rayon::in_place_scope(|scope| {
            self.send(scope, None);
            self.wait(watch, program);
        });
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        (state.found, state.stop)
    }

    /// Shows the caller how far it is, until all is done.
    fn wait(&self, watch: &mut Watch<'_>, program: &Machine) {
        let mut state = locked(&self.state);
        loop {
            while !state.is_new && self.open.load(Ordering::Acquire) > 0 {
                state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            if self.open.load(Ordering::Acquire) == 0 {
                return;
            }
            state.is_new = false;
            let found = &state.found;
            let report = |most| found.report(found.outcomes.worst(most), program, &self.grain, None);
            let glance = Glance { search: &report, progress: found.progress };
            if let Some(why) = watch(&glance) {
                self.stop(&mut state, Stop::Cancelled(why));
            }
        }
    }

    fn stop(&self, state: &mut State, stop: Stop) {
        state.stop.get_or_insert(stop);
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Something is to be done: a fork, or at first everything.
    fn send<'s>(&'s self, scope: &rayon::Scope<'s>, fork: Option<Arc<Fork>>) {
        self.open.fetch_add(1, Ordering::AcqRel);
        scope.spawn(move |scope| {
            let _leaves = Leaves(self);
            if !self.stopped.load(Ordering::Relaxed) && fork.as_ref().is_none_or(|fork| fork.has_more()) {
                self.work(scope, fork);
            }
        });
    }

    fn work<'s>(&'s self, scope: &rayon::Scope<'s>, fork: Option<Arc<Fork>>) {
        let mut scout = Scout {
            config: self.config,
            grain: self.grain.clone(),
            found: self.blank.clone(),
            detector: self.detector.clone(),
            base: Base::Crew(self),
            anchor: None,
        };
        let start = self.start();
        let send = |fork| self.send(scope, Some(fork));
        let mut dpor = Dpor::new(&mut scout, Some(&send));
        let result = match fork {
            None => dpor.everything(start),
            Some(fork) => dpor.fork(start, fork),
        };
        self.report(&mut scout.found, result.err());
    }

    fn start(&self) -> Machine {
        let begin = || {
            let mut program = locked(&self.program).fork();
            let mut machine = super::begin(&mut program, &self.grain);
            machine.forget_deeds();
            machine
        };
        let place = rayon::current_thread_index().and_then(|thread| self.starts.get(thread));
        place.map_or_else(begin, |place| locked(place).get_or_insert_with(begin).fork())
    }

    /// Whether there is somebody with nothing to do.
    pub(super) fn is_hungry(&self) -> bool {
        self.open.load(Ordering::Relaxed) <= self.config.jobs
    }

    /// An execution has ended.
    ///
    /// # Errors
    /// Why its explorer should stop.
    pub(super) fn ended(&self, found: &mut Found) -> Result<(), Stop> {
        let executions = 1 + self.executions.fetch_add(1, Ordering::Relaxed);
        self.config.allows(executions, 0)?;
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Stop::Elsewhere);
        }
        if found.progress.states > REPORT {
            self.report(found, None);
        }
        Ok(())
    }

    fn report(&self, found: &mut Found, stop: Option<Stop>) {
        let mut state = locked(&self.state);
        state.found.take_in(found);
        state.is_new = true;
        let Progress { states, .. } = state.found.progress;
        let enough = state.found.is_hopeless().and_then(|()| self.config.allows(0, states)).err();
        if let Some(stop) = stop.or(enough) {
            self.stop(&mut state, stop);
        }
        self.news.notify_one();
    }
}

/// Whoever has it is at work.
struct Leaves<'s, 'a>(&'s Crew<'a>);

impl Drop for Leaves<'_, '_> {
    fn drop(&mut self) {
        if self.0.open.fetch_sub(1, Ordering::AcqRel) == 1 {
            // Not between the caller's look and its sleep.
            let _state = locked(&self.0.state);
            self.0.news.notify_one();
        }
    }
}
