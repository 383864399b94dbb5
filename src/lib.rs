//! The scenario core.
#![forbid(unsafe_code)]

pub mod check;
pub mod code;
pub mod ids;
pub mod live;
pub mod process;
pub mod rng;
pub mod scenario;
pub mod session;
pub mod span;
pub mod sys;
pub mod trace;
pub mod vm;
