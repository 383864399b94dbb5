//! `text % values`.

use crate::vm::heap::Heap;
use crate::vm::native::{Esc, Res};
use crate::vm::value::Value;

/// `template % values` for a `str`, `bytes` or `bytearray` template.
pub fn format(_h: &mut Heap, _template: Value, _values: Value) -> Res {
    Err(Esc::Slow)
}
