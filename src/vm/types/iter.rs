//! iter.

/// State of iter.
#[derive(Clone, Debug, Default)]
pub struct Iter;
