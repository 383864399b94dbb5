//! What a search has found so far. Several that share the work each have their own, which are put together.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::outcome::{Outcomes, ending};
use super::{Config, Ending, Progress, Stop};
use crate::check::finding::{Finding, Kind, Named};
use crate::check::race::Detector;
use crate::choice::{Mode, Object, Variable};
use crate::ids::Who;
use crate::kernel::Place;
use crate::process::Location;
use crate::schedule::Token;
use crate::world::visible::{Deed, Grain, LockOrder, Machine};

/// Executions that may be cut off before a search gives up: its program does not end by itself.
pub(super) const CUTS: u32 = 8;

/// Two places and whether each writes: what tells one race from another.
pub(super) type Pair = [(Place, bool); 2];

/// What was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) progress: Progress,
    pub(super) outcomes: Outcomes,
    /// Whether executions count as traces of their outcomes.
    pub(super) counts: bool,
    /// Uses of memory without order, each with what is used, the first of several, and a schedule that shows it.
    pub(super) races: FxHashMap<Pair, (Variable, Token)>,
    /// Locks that were taken while others were held, each with a schedule that shows it.
    pub(super) orders: BTreeMap<LockOrder, ([Named; 2], Token)>,
    /// What else is to be said, each with a schedule that shows it.
    pub(super) findings: BTreeMap<Finding, Token>,
    /// Executions that were cut off, and why the last one of the search under way was.
    pub(super) cuts: u32,
    pub(super) cut: Option<String>,
    /// What has to be visible and was not: these places, and the end of a thread.
    places: BTreeSet<Place>,
    ends: bool,
}

impl Found {
    /// Nothing yet. `outcomes` are none yet, of the program.
    pub(super) fn new(outcomes: Outcomes) -> Self {
        Self {
            progress: Progress::default(),
            outcomes,
            counts: true,
            races: FxHashMap::default(),
            orders: BTreeMap::new(),
            findings: BTreeMap::new(),
            cuts: 0,
            cut: None,
            places: BTreeSet::new(),
            ends: false,
        }
    }

    /// Nothing, of the same program.
    pub(super) fn none_of_it(&self) -> Self {
        Self::new(self.outcomes.none_of_them())
    }

    /// A search begins anew: what it counts is counted anew.
    pub(super) fn begin(&mut self) {
        self.outcomes.forget_counts();
        self.progress.traces = 0;
        self.progress.states = 0;
        self.cut = None;
    }

    /// Takes in what another has found, and leaves it with nothing.
    pub(super) fn take_in(&mut self, other: &mut Found) {
        self.progress.executions += other.progress.executions;
        self.progress.traces += other.progress.traces;
        self.progress.states += other.progress.states;
        self.cuts += other.cuts;
        self.cut = other.cut.take().or(self.cut.take());
        self.outcomes.take_in(&mut other.outcomes);
        // What was known before stays as it was.
        other.races.drain().for_each(|(race, (used, token))| {
            let known = &mut self.races.entry(race).or_insert((used, token)).0;
            *known = used.min(*known);
        });
        other.orders.append(&mut self.orders);
        std::mem::swap(&mut self.orders, &mut other.orders);
        for (finding, token) in std::mem::take(&mut other.findings) {
            self.findings.entry(finding).or_insert(token);
        }
        self.places.append(&mut other.places);
        self.ends |= other.ends;
        self.progress.outcomes = self.outcomes.len();
        (other.progress, other.cuts, other.ends) = (Progress::default(), 0, false);
    }

    /// Takes in what has happened in a step.
    pub(super) fn note(&mut self, machine: &Machine, detector: &mut Detector<Place>) {
        for deed in machine.deeds() {
            match deed {
                Deed::Use { who, place, uses } => detector.memory(*who, *place, uses),
                Deed::Request { who, uses } => {
                    detector.request(*who, uses);
                    // Whether a thread has ended is seen by who asks, not by who joins it.
                    self.ends |=
                        uses.iter().any(|used| matches!((used.object, used.mode), (Object::End(_), Mode::Read)));
                }
                Deed::Began { who, by } => detector.began(*who, *by),
                Deed::Ended { who } => detector.ended(*who),
                Deed::Order { who, locks: [held, taken], order } => {
                    if !self.orders.contains_key(order.as_ref()) {
                        let names =
                            [machine.named(*who, *held, order.held.at), machine.named(*who, *taken, order.taken.at)];
                        self.orders.insert((**order).clone(), (names, self.outcomes.schedule(machine)));
                    }
                }
            }
        }
    }

    /// An execution has come to its end.
    ///
    /// # Errors
    /// Why the search should not go on as it is.
    pub(super) fn end(
        &mut self,
        machine: &Machine,
        preemptions: u32,
        detector: &mut Detector<Place>,
        config: &Config,
        grain: &Grain,
    ) -> Result<(), Stop> {
        self.progress.executions += 1;
        let ending = ending(machine);
        if let Ending::Cut(why) = &ending {
            self.cuts += 1;
            self.cut = Some(why.clone());
        }
        self.outcomes.add(machine, ending, preemptions, self.counts);
        self.progress.outcomes = self.outcomes.len();
        self.is_hopeless()?;
        if config.find.as_ref().is_some_and(|text| machine.output().contains(text.as_str())) {
            return Err(Stop::Found);
        }
        self.say(machine);
        for race in detector.new_races() {
            let ((_, first, writes), (_, second, writes_too)) = (race.first, race.second);
            if self.race([(first, writes), (second, writes_too)], race.variable.1, machine) {
                self.places.extend([first, second]);
            }
        }
        if self.has_new(grain) { Err(Stop::NewPlaces) } else { Ok(()) }
    }

    /// A race was seen on the way to where a machine is. Whether it is a new one.
    pub(super) fn race(&mut self, race: Pair, used: Variable, machine: &Machine) -> bool {
        match self.races.entry(race) {
            Entry::Occupied(mut entry) => {
                let known = &mut entry.get_mut().0;
                *known = used.min(*known);
                false
            }
            Entry::Vacant(entry) => {
                entry.insert((used, self.outcomes.schedule(machine)));
                true
            }
        }
    }

    /// These have to be visible too.
    pub(super) fn show(&mut self, places: &BTreeSet<Place>) {
        self.places.extend(places);
    }

    /// Takes in what is to be said of a run.
    pub(super) fn say(&mut self, machine: &Machine) {
        for finding in machine.findings() {
            if !self.findings.contains_key(finding) {
                self.findings.insert(finding.clone(), self.outcomes.schedule(machine));
            }
        }
    }

    /// Says that these threads can go round for ever from where they are.
    pub(super) fn say_endless(&mut self, machine: &Machine, threads: &BTreeSet<Who>) {
        let names: Vec<String> = threads.iter().map(|&who| machine.name(who)).collect();
        let places = threads.iter().filter_map(|&who| Some(machine.next(who)?.location));
        let Some(Location { line, source, .. }) = places.max_by_key(|place| place.line > 0) else { return };
        let words = match names.as_slice() {
            [name] => format!("{name} can go round for ever, and nobody else can stop it: the program may never end"),
            names => format!("{} can keep each other going for ever: the program may never end", names.join(" and ")),
        };
        let finding = Finding { kind: Kind::MayNotEnd, line, source, words };
        let token = self.outcomes.schedule(machine);
        self.findings.entry(finding).or_insert(token);
    }

    /// Whether too many executions were cut off.
    pub(super) fn is_hopeless(&self) -> Result<(), Stop> {
        match &self.cut {
            Some(why) if self.cuts >= CUTS => Err(Stop::Incomplete(format!("{why}, time and again"))),
            _ => Ok(()),
        }
    }

    /// Whether something was to be visible that is not.
    pub(super) fn has_new(&self, grain: &Grain) -> bool {
        (self.ends && !grain.ends) || self.places.iter().any(|place| !grain.places.contains(place))
    }

    /// Makes visible what has to be.
    pub(super) fn refine(&self, grain: &mut Grain) {
        grain.ends |= self.ends;
        grain.places.extend(&self.places);
    }
}
