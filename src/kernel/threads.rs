//! What the kernel knows of a thread: name, life, what it waits for.

use std::sync::Arc;

use super::Place;
use super::wait::Wait;
use crate::ids::{Tid, Who};
use crate::sys::Seconds;

/// A thread.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Its name.
    pub name: Arc<str>,
    /// The program may end without it.
    pub daemon: bool,
    /// Who started it.
    pub parent: Option<Tid>,
    /// Where it was started.
    pub started_at: Option<Place>,
    /// The program has asked to wait for its end.
    pub joined: bool,
    /// It has ended.
    pub ended: bool,
    /// What it waits for.
    pub wait: Option<Pending>,
    /// Waits that a signal's handler came between, the latest last.
    pub suspended: Vec<Pending>,
    /// Where it was at its last request.
    pub place: Option<Place>,
    /// Processor time it has used.
    pub cpu: Seconds,
    /// How many threads and processes it has started: the next one's number in its spawn path.
    pub children: u32,
    /// Name that does not depend on the interleaving: its number among its parent's children, the parent's before it.
    pub path: Arc<[u32]>,
    /// How many kernel objects it has made.
    pub made: u32,
}

/// A request under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// What it waits for.
    pub wait: Wait,
    /// When the patience ends.
    pub deadline: Option<Seconds>,
    /// Ctrl-C: it is to give up.
    pub interrupted: bool,
    /// The live engine has told its thread to look again, and it has not yet.
    pub woken: bool,
    /// Whose doing it is that the wait can end; only where the run is traced.
    pub by: Option<Who>,
}

impl Pending {
    /// A wait that has just begun.
    pub fn new(wait: Wait, deadline: Option<Seconds>) -> Self {
        Self { wait, deadline, interrupted: false, woken: false, by: None }
    }
}

impl Thread {
    /// A thread that may run.
    pub fn new(name: Arc<str>, daemon: bool, parent: Option<Tid>, path: Arc<[u32]>) -> Self {
        Self {
            name,
            daemon,
            parent,
            started_at: None,
            joined: false,
            ended: false,
            wait: None,
            suspended: Vec::new(),
            place: None,
            cpu: 0.0,
            children: 0,
            path,
            made: 0,
        }
    }
}
