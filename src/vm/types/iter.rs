//! iter.

/// State of iter.
#[derive(Clone, Debug, Default)]
pub struct Iter;
impl Iter {
    /// stub
    pub fn type_name(&self) -> &'static str {
        "iterator"
    }
}
