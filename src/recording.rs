//! Recordings: the events of a run, from any engine, as a picture ([`chrome`]), and what an exploration has found ([`report`]).

pub mod chrome;
pub mod report;
