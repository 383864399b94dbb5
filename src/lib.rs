//! The scenario core.
#![forbid(unsafe_code)]

pub mod code;
pub mod ids;
pub mod rng;
pub mod span;
pub mod sys;
pub mod vm;
