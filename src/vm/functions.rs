//! The built-in functions.

use super::native::NativeDef;

/// `print`, `len`, ...
pub static FUNCTIONS: &[NativeDef] = &[];
