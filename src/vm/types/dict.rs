//! dict.

/// State of dict.
#[derive(Clone, Debug, Default)]
pub struct Dict;
