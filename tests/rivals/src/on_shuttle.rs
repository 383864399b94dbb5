//! The programs under shuttle.

pub use shuttle::sync::atomic::{AtomicUsize, Ordering};
pub use shuttle::sync::{Arc, Condvar, Mutex};
pub use shuttle::thread;

#[path = "programs.rs"]
pub mod programs;
