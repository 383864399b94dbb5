//! What a program does that is no error yet: it did not clean up, it waits in a loop, it takes locks in two orders.

use std::collections::BTreeMap;

/// What sort of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Two locks are taken in one order and in the other: threads that come at the wrong time wait for each other.
    LockOrder,
    /// A lock is held at the end, by a thread that has ended.
    LockNotReleased,
    /// A semaphore is worth more at the end than at the beginning.
    ReleasedTooOften,
    /// A thread runs around in a loop until another has done something.
    BusyWaiting,
    /// Threads can go round a loop for ever, and nobody else can do anything about it.
    MayNotEnd,
    /// Nobody waits for a child process to end.
    Zombie,
    /// Nobody waits for a thread to end.
    ThreadNotJoined,
}

impl Kind {
    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Kind::LockOrder => "lock-order",
            Kind::LockNotReleased => "lock-not-released",
            Kind::ReleasedTooOften => "released-too-often",
            Kind::BusyWaiting => "busy-waiting",
            Kind::MayNotEnd => "may-not-end",
            Kind::Zombie => "zombie",
            Kind::ThreadNotJoined => "thread-not-joined",
        }
    }
}

/// Something to be said of a program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// What sort of thing.
    pub kind: Kind,
    /// The line of the program (from 1) where it is; 0 for none.
    pub line: u32,
    /// The text of the line.
    pub source: String,
    /// A sentence in English.
    pub words: String,
}

/// A lock that a thread takes while it holds another. Locks are named so that the names agree between interleavings: by the
/// path of the thread that made them, and the how manieth of its objects they are. `P` is what names a place in the program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order<P> {
    /// Who takes it, by its path.
    pub thread: Vec<u32>,
    /// The one that it holds.
    pub held: Taken<P>,
    /// The one that it takes.
    pub taken: Taken<P>,
    /// All that it holds: who holds one of these too cannot be there at the same time.
    pub gates: Vec<(Vec<u32>, u32)>,
}

/// A lock, and where it was taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Taken<P> {
    /// Its maker's path and its number.
    pub lock: (Vec<u32>, u32),
    /// Where it is taken.
    pub at: P,
}

/// A lock that was taken, for people.
#[derive(Clone, Debug)]
pub struct Named {
    /// What it is called.
    pub name: String,
    /// The line where it is taken, and its text.
    pub at: (u32, String),
}

/// Pairs of locks that two threads take in different orders, with nothing that keeps the two from being there together; each
/// with what is known of the order at its line. Of each order the lock that is held and the one that is taken are named.
pub fn inversions<P: Ord, T>(orders: &BTreeMap<Order<P>, ([Named; 2], T)>) -> BTreeMap<Finding, &T> {
    let mut found = BTreeMap::new();
    for (one, ([held, taken], known)) in orders {
        for (other, ([_, first], _)) in orders {
            let is_opposite = one.held.lock == other.taken.lock && one.taken.lock == other.held.lock;
            let gated = one
                .gates
                .iter()
                .any(|gate| other.gates.contains(gate) && *gate != one.held.lock && *gate != one.taken.lock);
            // Each pair once: the one whose first lock comes first.
            if is_opposite && one.held.lock < one.taken.lock && one.thread != other.thread && !gated {
                let words = format!(
                    "{} is taken at line {} while {} is held, and the other way round at line {}: threads that get one each \
                     wait for each other for ever",
                    taken.name, taken.at.0, held.name, first.at.0
                );
                let (line, source) = taken.at.clone();
                found.entry(Finding { kind: Kind::LockOrder, line, source, words }).or_insert(known);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Named, Order, Taken, inversions};

    fn order(thread: u32, held: u32, taken: u32, gates: &[u32]) -> Order<u32> {
        let lock = |n: u32| Taken { lock: (Vec::new(), n), at: n };
        let gates = gates.iter().chain(&[held]).map(|&n| (Vec::new(), n)).collect();
        Order { thread: vec![thread], held: lock(held), taken: lock(taken), gates }
    }

    #[test]
    fn two_orders_are_one_finding_unless_a_gate_keeps_them_apart() {
        let named = |lock: &Taken<u32>| Named { name: format!("lock {}", lock.at), at: (lock.at, String::new()) };
        let names = |order: &Order<u32>| [named(&order.held), named(&order.taken)];
        let known = |order: &Order<u32>| (order.clone(), (names(order), ()));
        let found = |orders: &[Order<u32>]| inversions(&orders.iter().map(known).collect()).len();
        assert_eq!(found(&[order(1, 1, 2, &[]), order(2, 2, 1, &[])]), 1);
        assert_eq!(found(&[order(1, 1, 2, &[]), order(2, 1, 2, &[])]), 0, "the same order");
        assert_eq!(found(&[order(1, 1, 2, &[]), order(1, 2, 1, &[])]), 0, "the same thread");
        assert_eq!(found(&[order(1, 1, 2, &[9]), order(2, 2, 1, &[9])]), 0, "a lock around both");
    }
}
