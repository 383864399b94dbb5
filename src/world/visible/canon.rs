//! The number of a machine's state: what tells a search that it has been there before.

use std::hash::Hash;

use super::{At, Machine, findings};
use crate::choice::{Part, Uses, Variable};
use crate::ids::{ObjectId, Pid, Who};
use crate::kernel::Place;
use crate::vm::heap::arena::Stored;
use crate::vm::heap::canon::Mixer;
use crate::vm::native::hash_words;
use crate::vm::object::{Class, Instance, Module};

/// How states are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The program asks for the time: what the clock says, and how long each thread has run, is part of a state.
    pub clock: bool,
    /// The order of lines of output is no part of it.
    pub final_only: bool,
}

impl Machine {
    /// A number that is the same for states from which the same can happen, and different for others as far as 128 bits can
    /// tell. `base`: the state that all come from which are compared.
    ///
    /// Two states may differ in how their objects are numbered. So `id()`, and the order of a set of objects that have no
    /// hash of their own, are taken to be of no importance. Moments closer than a nanosecond are one moment, unless that
    /// puts two threads in another order.
    pub fn canon(&self, base: &Machine, measure: Measure) -> u128 {
        let mut mixer = Mixer::default();
        let own = &base.world;
        for (pid, process) in &self.world.processes {
            // A process that is not of the base is a fork of one that is, or was begun anew.
            if let Some(base) = own.processes.get(pid).or_else(|| own.processes.values().next()) {
                (pid, process.canon(base)).hash(&mut mixer);
            }
        }
        self.world.kernel.canon(self.world.clock, measure.clock, &mut mixer);
        for (who, at) in self.at.iter() {
            who.hash(&mut mixer);
            match at {
                At::Use => 0_u8.hash(&mut mixer),
                At::Request(request) => {
                    1_u8.hash(&mut mixer);
                    hash_words(request, &mut mixer);
                }
                At::Waits => 2_u8.hash(&mut mixer),
                At::End(uncaught) => (3_u8, uncaught).hash(&mut mixer),
            }
        }
        if measure.final_only {
            let (whole, last) = self.output.rsplit_once('\n').unwrap_or(("", &self.output));
            let mut lines: Vec<&str> = whole.split('\n').collect();
            lines.sort_unstable();
            (lines, last).hash(&mut mixer);
        } else {
            self.output.hash(&mut mixer);
        }
        let mut uncaught: Vec<&String> = self.uncaught.iter().collect();
        uncaught.sort_unstable();
        (&self.errors, uncaught, self.endless).hash(&mut mixer);
        self.world.end.as_ref().map(|end| (std::mem::discriminant(end), end.status())).hash(&mut mixer);
        mixer.number()
    }

    /// The use of memory before which a thread stands, if it does.
    pub fn next_use(&self, who: Who) -> Option<(Place, Uses)> {
        let is_use = matches!(self.at.get(who), Some(At::Use));
        let place = self.place(who).filter(|_| is_use)?;
        Some((place, self.uses(who)))
    }

    /// The locks in a thread's hands, of those that were there in the base.
    pub fn held<'m>(&'m self, who: Who, base: &'m Machine) -> impl Iterator<Item = ObjectId> + 'm {
        let process = move |machine: &'m Machine| machine.world.kernel.process(who.pid);
        let objects = process(self).into_iter().flat_map(|process| process.objects());
        objects.filter_map(move |(id, entry)| {
            let old = process(base)?.objects().find(|(other, _)| *other == id)?.1;
            let is_old = (old.creator, old.number) == (entry.creator, entry.number);
            (is_old && findings::is_held_by(&entry.object, who)).then_some(id)
        })
    }

    /// Whether it is the only thread of its process that has not ended.
    pub fn is_alone(&self, who: Who) -> bool {
        self.world.kernel.process(who.pid).is_none_or(|process| process.alive().iter().all(|&tid| tid == who.tid))
    }

    /// A name of a place in memory that means the same in all states that come from the base: what is made later is all
    /// one, and so are the items of a container. Without a base all objects of a kind are one.
    pub fn class_of(base: Option<&Machine>, pid: Pid, variable: Variable) -> Variable {
        let process = base.and_then(|base| base.world.processes.get(&pid));
        let known = process.map_or(0, |process| process.heap().places(variable.kind));
        let is_old = variable.id < known;
        let is_named = [Instance::KIND, Class::KIND, Module::KIND].contains(&variable.kind);
        let part = match variable.part {
            Part::Item(_) if !is_named => Part::Items,
            part => part,
        };
        Variable { kind: variable.kind, id: if is_old { variable.id } else { u32::MAX }, part }
    }

    /// Whether memory was collected, in any process: then a number can have come to mean another object.
    pub fn has_collected(&self) -> bool {
        self.world.processes.values().any(|process| process.heap().meter.collections > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Machine, Measure};
    use crate::ids::{Tid, Who};
    use crate::process::run::Options;
    use crate::world::visible::Grain;

    /// Two threads that do `f(0)` and `f(1)`, and a main thread that waits for them.
    fn program(body: &str) -> String {
        format!(
            "import threading, queue, time
lock, cond, q = threading.Lock(), threading.Condition(), queue.Queue()
locks = [threading.Lock(), threading.Lock()]
box = [None, None]
{body}
ts = [threading.Thread(target=f, args=(i,)) for i in (0, 1)]
for t in ts: t.start()
for t in ts: t.join()
"
        )
    }

    fn step(machine: &mut Machine, tid: u32) -> bool {
        let who = Who { pid: super::super::super::MAIN, tid: Tid(tid) };
        let can = machine.threads().any(|other| other == who) && machine.is_enabled(who);
        if can {
            machine.step(who, &Grain::default());
        }
        can
    }

    /// The machine with both threads before their first steps.
    fn start(body: &str) -> Machine {
        let mut machine =
            Machine::new(&program(body), "p.py", &Options::default(), &Grain::default()).expect("it compiles");
        while machine.threads().count() < 3 {
            assert!(step(&mut machine, 0));
        }
        machine
    }

    /// The number of the state after threads took their turns, each until it has to wait or has ended.
    fn after(body: &str, turns: &[u32]) -> u128 {
        let mut machine = start(body);
        let base = machine.fork();
        for &tid in turns {
            while step(&mut machine, tid) {}
        }
        machine.canon(&base, Measure::default())
    }

    #[test]
    fn who_made_an_object_first_does_not_matter() {
        let body = "class Thing:
    def __init__(self, name): self.name, self.more = [name], {name: (name, {1.5, name})}
def f(i):
    with locks[i]:
        thing = Thing(str(i) * 3)
        box[i] = lambda: thing";
        assert_eq!(after(body, &[1, 2]), after(body, &[2, 1]));
        assert_ne!(after(body, &[1, 2]), after(body, &[1]));
    }

    #[test]
    fn values_owners_and_lines_matter() {
        let bodies = [
            ("a value", "def f(i):\n    with lock: box[0] = i"),
            ("a value far down", "box[0] = [[[0]]]\ndef f(i):\n    with lock: box[0][0][0][0] = i + 0.5"),
            ("the order of attributes", "def f(i):\n    with lock: setattr(threading, 'abxy'[i], 1)"),
            ("the owner of a lock", "def f(i):\n    lock.acquire()\n    q.get()"),
            ("the order of a queue", "def f(i): q.put(i)"),
            ("the order of a deque", "def f(i):\n    with lock: q.queue.appendleft(i)"),
            ("who waits in line", "def f(i):\n    with cond: cond.wait()"),
            ("what was printed", "def f(i): print(i)"),
            (
                "how long one has to wait",
                "def f(i):\n    with lock: n, box[i] = (0 if box[0] or box[1] else 1), 1\n    time.sleep(n)",
            ),
        ];
        for (name, body) in bodies {
            assert_ne!(after(body, &[1, 2]), after(body, &[2, 1]), "{name}");
        }
    }

    #[test]
    fn a_loop_comes_back_to_its_state_though_time_passes() {
        let mut machine = start("def f(i):\n    while box[0] is None: time.sleep(0.01)");
        let base = machine.fork();
        let mut seen = Vec::new();
        // The first round differs: it has not been around yet.
        for _ in 0..5 {
            // One sleeps, then the other; then time passes.
            seen.push((machine.canon(&base, Measure::default()), machine.world().clock()));
            assert!(step(&mut machine, 1) && step(&mut machine, 2) && step(&mut machine, 1) && step(&mut machine, 2));
        }
        assert!(seen[1..].iter().all(|(number, _)| *number == seen[1].0), "{seen:?}");
        assert!(seen[1].1 < seen[4].1);
        let with_clock = Measure { clock: true, ..Measure::default() };
        assert_ne!(machine.canon(&base, with_clock), base.canon(&base, with_clock));
    }
}
