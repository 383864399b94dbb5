//! Copies of a machine, kept on the way of a run so that any step of it can be reached again by going on from the last copy
//! before. They are so many at most, whatever the length of the run: where there are more, every other one goes.

use crate::sys::Seconds;
use crate::world::visible::Machine;

/// Copies at most, and half of that at least once so many were needed.
const MOST: usize = 64;
/// Work between two copies at the beginning, in virtual seconds of processor time. About 200 steps of a small program.
const SPACING: Seconds = 0.002;
/// What taking a step costs beside its instructions.
const STEP: Seconds = 10e-6;

struct Copy {
    step: usize,
    work: Seconds,
    machine: Machine,
}

/// The copies of a run; there is always one of its start.
pub struct Copies {
    list: Vec<Copy>,
    spacing: Seconds,
}

impl Copies {
    /// Of a run that has not begun.
    pub fn new(start: &mut Machine) -> Self {
        Self { list: vec![Copy { step: 0, work: work(start, 0), machine: start.fork() }], spacing: SPACING }
    }

    /// Takes a copy of a machine after so many steps where the last one is too far away.
    pub fn keep(&mut self, step: usize, machine: &mut Machine) {
        let work = work(machine, step);
        let last = self.list.last().map_or((0, 0.0), |last| (last.step, last.work));
        if step <= last.0 || work < last.1 + self.spacing {
            return;
        }
        self.list.push(Copy { step, work, machine: machine.fork() });
        if self.list.len() > MOST {
            self.spacing *= 2.0;
            let mut index = 0;
            self.list.retain(|_| {
                index += 1;
                index % 2 == 1
            });
        }
    }

    /// Forgets those after a step.
    pub fn forget_after(&mut self, step: usize) {
        self.list.retain(|copy| copy.step <= step);
    }

    /// The last one at or before a step: that step, and the machine.
    pub fn before(&mut self, step: usize) -> (usize, Machine) {
        let at = self.list.iter().rposition(|copy| copy.step <= step).unwrap_or(0);
        let copy = &mut self.list[at];
        (copy.step, copy.machine.fork())
    }

    /// The step of the last one at or before a step.
    pub fn step_before(&self, step: usize) -> usize {
        self.list.iter().rev().map(|copy| copy.step).find(|at| *at <= step).unwrap_or(0)
    }
}

fn work(machine: &Machine, steps: usize) -> Seconds {
    machine.work() + steps as f64 * STEP
}

#[cfg(test)]
mod tests {
    use super::{Copies, MOST};
    use crate::process::run::Options;
    use crate::world::visible::{Grain, Machine};

    #[test]
    fn there_are_never_too_many() {
        let grain = Grain { every_stop: true, ..Grain::default() };
        let source = "n = 0\nwhile n < 8000: n += 1\n";
        let mut machine = Machine::new(source, "p.py", &Options::default(), &grain).expect("it compiles");
        let mut copies = Copies::new(&mut machine);
        let mut step = 0;
        while let Some(&who) = machine.enabled().first() {
            machine.step(who, &grain);
            step += 1;
            copies.keep(step, &mut machine);
            assert!(copies.list.len() <= MOST);
        }
        assert!(step > 20_000 && copies.list.len() > MOST / 4, "{step} steps, {} copies", copies.list.len());
        let gaps = copies.list.windows(2).map(|pair| pair[1].step - pair[0].step);
        let widest = gaps.max().unwrap_or(step);
        assert!(widest < step / (MOST / 4), "{widest} of {step} steps have no copy");
        let (at, _) = copies.before(step / 2);
        assert!(at <= step / 2 && step / 2 - at <= widest);
    }
}
