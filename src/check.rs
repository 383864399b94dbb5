//! Checks on a run. A check takes what the kernel and the processes know and returns findings, which are plain values.

pub mod deadlock;
pub mod finding;
pub mod race;

pub use deadlock::{DeadlockReport, Holder, Wait};
