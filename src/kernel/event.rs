//! `Event`, and the event inside a `Future`: a flag to wait for.

use crate::ids::Tid;

/// A flag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flag {
    /// It is set.
    pub set: bool,
    /// How often it was set: whoever waited at that moment may go on, even when it is cleared at once.
    pub times: u64,
    /// It belongs to a future.
    pub future: bool,
    /// The thread that is to set a future's flag; for reports only.
    pub owner: Option<Tid>,
}

impl Flag {
    /// A flag that is not set.
    pub fn new(future: bool) -> Self {
        Self { future, ..Self::default() }
    }
}
