//! What a scheduler chooses among.

use crate::ids::Who;

/// Something that can happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// This thread runs on.
    Run(Who),
}
