//! A step of a thread as a search sees it, and threads whose step need not be tried.

use smallvec::SmallVec;

use crate::choice::{Access, Mode, Object, Threads, Uses, dependent};
use crate::ids::Who;
use crate::world::visible::{Deed, Grain, Machine};

/// Steps of one thread in a row after which another one comes first: it may wait for others in a loop.
pub(super) const STREAK: usize = 50;

/// The ends of threads, as uses of them.
type Ends = SmallVec<[Access; 1]>;

/// What a step did.
pub(super) struct Step {
    /// What it used, the ends of threads included.
    pub(super) uses: Uses,
    /// Threads that it started.
    pub(super) began: Threads,
    ends: Ends,
    /// The clock of the machine jumped after it.
    pub(super) jump: bool,
}

impl Step {
    /// Takes the step.
    pub(super) fn take(machine: &mut Machine, who: Who, grain: &Grain) -> Step {
        let mut uses = machine.footprint(who);
        let jump = machine.step(who, grain);
        let mut began = Threads::new();
        let mut ends = Ends::new();
        for deed in machine.deeds() {
            match *deed {
                Deed::Began { who, .. } => began.push(who),
                Deed::Ended { who } => {
                    ends.push(Access { object: Object::End(who), mode: Mode::Give { spare: false } });
                }
                // Other threads that it joined in the same step.
                Deed::Request { uses: ref others, .. } if grain.joins_together => {
                    let joined = others.iter().filter(|access| matches!(access.object, Object::End(_)));
                    uses.extend(joined.filter(|access| !uses.contains(access)).copied().collect::<Ends>());
                }
                _ => {}
            }
        }
        uses.extend(ends.iter().copied());
        Step { uses, began, ends, jump }
    }
}

/// A thread whose next step need not be tried: it was tried before, and nothing has happened since that has to do with it.
#[derive(Clone, Debug)]
pub(super) struct Sleeper {
    pub(super) who: Who,
    /// What the step would use in the state at hand.
    pub(super) uses: Uses,
    ends: Ends,
}

impl Sleeper {
    /// Whose step was just tried.
    pub(super) fn after(who: Who, step: &Step) -> Sleeper {
        Sleeper { who, uses: Uses::from_slice(&step.uses), ends: Ends::from_slice(&step.ends) }
    }

    /// Whether it sleeps on after another's step.
    pub(super) fn sleeps_on(&self, step: &Step) -> bool {
        !dependent(&self.uses, &step.uses) && !dependent(&self.ends, &step.uses)
    }

    /// The same thread in the next state, before that was looked at.
    pub(super) fn on(&self) -> Sleeper {
        Sleeper { who: self.who, uses: Uses::new(), ends: Ends::from_slice(&self.ends) }
    }

    /// A new state is at hand.
    pub(super) fn look(&mut self, machine: &Machine) {
        self.uses = machine.footprint(self.who);
    }
}
