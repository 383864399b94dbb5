//! Which uses of memory could meet, by what all threads do in all states: what a search needs that does not take every
//! execution to its end, for then clocks along an execution (see [`crate::check::race`]) do not see all.
//!
//! Places in memory are taken together into classes whose names mean the same in all states. A class is harmless if only
//! one thread uses it, if nobody writes it, or if whoever uses it has one certain lock (Savage et al.: "Eraser", SOSP 1997).
//! What a thread does while its process has no other thread does not count.

use std::collections::{BTreeMap, BTreeSet};

use crate::choice::{Mode, Object, Variable};
use crate::ids::{ObjectId, Pid, Who};
use crate::kernel::Place;
use crate::world::visible::{Deed, Machine};

/// The uses of a class.
#[derive(Clone, Debug, Default)]
struct Class {
    /// Threads, by their paths.
    threads: BTreeSet<Vec<u32>>,
    written: bool,
    /// Locks that all of them had; none before the first use.
    locks: Option<BTreeSet<ObjectId>>,
    places: BTreeSet<Place>,
}

impl Class {
    fn is_harmless(&self) -> bool {
        !self.written || self.threads.len() < 2 || self.locks.as_ref().is_some_and(|locks| !locks.is_empty())
    }
}

/// All uses that were seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    classes: BTreeMap<(Pid, Variable), Class>,
}

/// What has to be known of a thread before it takes a step.
pub(super) struct Before {
    who: Who,
    path: Vec<u32>,
    alone: bool,
}

impl Before {
    pub(super) fn new(machine: &Machine, who: Who) -> Self {
        Self { who, path: machine.path(who).unwrap_or_default().to_vec(), alone: machine.is_alone(who) }
    }
}

impl Shared {
    /// Takes in what was used in the step after which the machine is. Returns the places of what is not harmless. `base`: a
    /// state that all come from in which objects have the numbers that they have here.
    pub(super) fn note(&mut self, before: &Before, machine: &Machine, base: Option<&Machine>) -> BTreeSet<Place> {
        let mut met = BTreeSet::new();
        let began = machine.deeds().iter().any(|deed| matches!(deed, Deed::Began { .. }));
        for deed in machine.deeds() {
            let Deed::Use { who, place, uses } = deed else { continue };
            if *who == before.who && before.alone && !began {
                continue;
            }
            let path = match machine.path(*who) {
                _ if *who == before.who => before.path.clone(),
                Some(path) => path.to_vec(),
                // Nobody's: two that nobody knows must not be taken for one.
                None => vec![u32::MAX, who.pid.0, who.tid.0, self.classes.len() as u32],
            };
            // Locks are taken and given back at the beginning of a step only.
            let held: BTreeSet<ObjectId> = base.map_or_else(BTreeSet::new, |base| machine.held(*who, base).collect());
            for used in uses {
                let Object::Memory(pid, variable) = used.object else { continue };
                let class = self.classes.entry((pid, Machine::class_of(base, pid, variable))).or_default();
                class.threads.insert(path.clone());
                class.written |= used.mode != Mode::Read;
                class.places.insert(*place);
                match &mut class.locks {
                    Some(locks) => locks.retain(|lock| held.contains(lock)),
                    none => *none = Some(held.clone()),
                }
                if !class.is_harmless() {
                    met.extend(&class.places);
                }
            }
        }
        met
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.classes.clear();
    }
}
