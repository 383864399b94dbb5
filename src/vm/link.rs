//! Linking: a compiled unit becomes code and a module of one process.

use std::sync::Arc;

use super::heap::Heap;
use super::heap::arena::Id;
use super::object::Module;
use crate::code::{CodeId, Unit};

/// Interns names, makes constants, adds the code objects and an empty module of that name.
pub fn link(h: &mut Heap, unit: Arc<Unit>, name: &str) -> (Id<Module>, CodeId) {
    let _ = (h, unit, name);
    (Id::from_raw(0), 0)
}
