//! What the user sees.

/// Starts the page.
#[cfg(feature = "page")]
pub fn start() {}
