//! The programs under loom.

pub use loom::sync::atomic::{AtomicUsize, Ordering};
pub use loom::sync::{Condvar, Mutex};
pub use loom::thread;
// Its own counts would be more for it to explore.
pub use std::sync::Arc;

#[path = "programs.rs"]
pub mod programs;
