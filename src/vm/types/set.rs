//! set.

/// State of set.
#[derive(Clone, Debug, Default)]
pub struct Set;

// Stubs until the real file lands; replaced whole.
use crate::vm::heap::{Heap, arena::Id};
use crate::vm::value::Value;
impl Set {
    /// stub
    pub fn is_empty(&self) -> bool {
        true
    }
    /// stub
    pub fn items(&self) -> impl Iterator<Item = Value> + '_ {
        std::iter::empty()
    }
}
impl Heap {
    /// stub
    pub fn new_set(&mut self) -> Id<Set> {
        self.sets.alloc(Set)
    }
}
/// stub
pub fn add(_: &mut Heap, _: Id<Set>, _: Value) -> crate::vm::native::Res<bool> {
    Ok(true)
}
