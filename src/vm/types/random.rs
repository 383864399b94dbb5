//! random.

/// State of random.
#[derive(Clone, Debug, Default)]
pub struct Mt;
