//! set.

/// State of set.
#[derive(Clone, Debug, Default)]
pub struct Set;
