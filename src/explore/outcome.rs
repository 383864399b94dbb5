//! Outcomes: how an execution ended and what it printed; which of them there are, how many traces lead to each, and the
//! schedule with the fewest preemptions that does.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::process::run::{End, Limit};
use crate::schedule::Token;
use crate::world::visible::Machine;

/// What is to be thought of an outcome, or of a program; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing is wrong with it.
    Ok,
    /// Nothing wrong was found, but not all was seen.
    Incomplete,
    /// An exception that nobody caught, in any thread or process.
    Failure,
    /// Threads wait for each other for ever.
    Deadlock,
}

/// How an execution ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// As its program meant it to.
    Ok,
    /// By an exception in the main thread, or with one in another, or with a status that says so.
    Exception(Vec<String>),
    /// By a deadlock.
    Deadlock,
    /// It was cut off: memory, output, instructions or operations beyond the limit.
    Cut(String),
}

impl Ending {
    /// What is to be thought of it.
    pub fn verdict(&self) -> Verdict {
        match self {
            Ending::Ok => Verdict::Ok,
            Ending::Cut(_) => Verdict::Incomplete,
            Ending::Exception(_) => Verdict::Failure,
            Ending::Deadlock => Verdict::Deadlock,
        }
    }
}

/// One way in which a program can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub ending: Ending,
    /// What it printed.
    pub output: String,
    /// What it wrote to standard error, or the report of its deadlock.
    pub errors: String,
    /// How many executions ended so.
    pub traces: u64,
    /// Preemptions of the schedule.
    pub preemptions: u32,
    /// A schedule that leads to it, one with the fewest preemptions that were found.
    pub schedule: Token,
}

impl Outcome {
    /// What its schedule asks of a reader: the less, the better.
    fn cost(&self) -> (u32, usize) {
        (self.preemptions, self.schedule.runs.len())
    }
}

/// The outcomes of a program.
#[derive(Clone, Debug)]
pub struct Outcomes {
    empty: Token,
    final_only: bool,
    found: BTreeMap<(Ending, String), Outcome>,
}

impl Outcomes {
    /// None yet. `final_only`: lines in another order are the same output. `any_time`: time may pass at any moment.
    pub fn new(source: &str, final_only: bool, any_time: bool) -> Self {
        Self { empty: Token { any_time, ..Token::new(source) }, final_only, found: BTreeMap::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The outcomes, in the order of what they are.
    pub fn iter(&self) -> impl Iterator<Item = &Outcome> {
        self.found.values()
    }

    /// The outcomes as people want to see them: the worst first, of these the shortest way first.
    pub fn worst_first(&self) -> Vec<&Outcome> {
        let mut outcomes: Vec<&Outcome> = self.iter().collect();
        outcomes.sort_by_key(|outcome| (Reverse(outcome.ending.verdict()), outcome.preemptions));
        outcomes
    }

    /// A copy of the first of [`Outcomes::worst_first`], so many at most.
    pub fn worst(&self, most: usize) -> Outcomes {
        let worst = self.worst_first().into_iter().take(most);
        let found = worst.map(|outcome| (self.key(outcome.ending.clone(), &outcome.output), outcome.clone())).collect();
        Outcomes { found, ..self.none_of_them() }
    }

    /// What tells this outcome from others.
    fn key(&self, ending: Ending, output: &str) -> (Ending, String) {
        (ending, if self.final_only { sorted(output) } else { output.to_owned() })
    }

    /// Traces are counted anew; the outcomes stay.
    pub fn forget_counts(&mut self) {
        self.found.values_mut().for_each(|outcome| outcome.traces = 0);
    }

    /// Forgets those that were cut off: another search goes on where that one was.
    pub(super) fn forget_cuts(&mut self) {
        self.found.retain(|(ending, _), _| !matches!(ending, Ending::Cut(_)));
    }

    /// None, of the same program.
    pub(super) fn none_of_them(&self) -> Self {
        Self { empty: self.empty.clone(), final_only: self.final_only, found: BTreeMap::new() }
    }

    /// Takes in those that another search has found, and leaves it with none.
    pub(super) fn take_in(&mut self, other: &mut Outcomes) {
        for (key, outcome) in std::mem::take(&mut other.found) {
            match self.found.entry(key) {
                Entry::Vacant(entry) => drop(entry.insert(outcome)),
                Entry::Occupied(mut entry) => {
                    let known = entry.get_mut();
                    let traces = known.traces + outcome.traces;
                    if outcome.cost() < known.cost() {
                        *known = outcome;
                    }
                    known.traces = traces;
                }
            }
        }
    }

    /// Takes in the outcome of an execution that has ended so. `counts`: as one more trace.
    pub fn add(&mut self, machine: &Machine, ending: Ending, preemptions: u32, counts: bool) {
        let key = self.key(ending, machine.output());
        let shorter = self.found.get(&key).is_none_or(|known| (preemptions, machine.log().len()) < known.cost());
        let traces = self.found.get(&key).map_or(0, |known| known.traces) + u64::from(counts);
        if shorter {
            let errors = match machine.end() {
                Some(End::Deadlock(report)) => format!("{}{}", machine.errors(), report.text),
                _ => machine.errors().to_owned(),
            };
            let outcome = Outcome {
                ending: key.0.clone(),
                output: machine.output().to_owned(),
                errors,
                traces,
                preemptions,
                schedule: self.schedule(machine),
            };
            self.found.insert(key, outcome);
        } else if let Some(known) = self.found.get_mut(&key) {
            known.traces = traces;
        }
    }

    /// The schedule of the machine so far.
    pub(super) fn schedule(&self, machine: &Machine) -> Token {
        let mut token = self.empty.clone();
        for (path, stops) in machine.log() {
            token.push(path, stops);
        }
        token
    }
}

fn sorted(output: &str) -> String {
    let mut lines: Vec<&str> = output.lines().collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// How the run of a machine ended.
pub fn ending(machine: &Machine) -> Ending {
    let mut errors: Vec<String> = machine.uncaught().to_vec();
    errors.sort_unstable();
    match machine.end() {
        _ if machine.is_endless() => Ending::Cut("a thread runs on and on by itself".to_owned()),
        None => Ending::Cut("too many operations".to_owned()),
        Some(End::Limit(limit @ (Limit::Memory(_) | Limit::Output(_) | Limit::Time(_)))) => {
            Ending::Cut(limit.to_string())
        }
        Some(End::Stopped) => Ending::Cut("stopped".to_owned()),
        Some(End::Deadlock(_)) => Ending::Deadlock,
        Some(End::Exit { .. }) if !errors.is_empty() => Ending::Exception(errors),
        Some(End::Exit { code: 0 }) => Ending::Ok,
        Some(End::Exit { code }) => Ending::Exception(vec![format!("exit status {code}")]),
    }
}
