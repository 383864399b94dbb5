//! The page's components: each draws a part of the state and says by actions what the user does.

pub mod console;
pub mod explore;
pub mod faces;
pub mod found;
pub mod header;
pub mod icons;
pub mod list;
pub mod memory;
pub mod objects;
pub mod outcome;
pub mod processes;
pub mod prompt;
pub mod schedule;
pub mod status;
pub mod step;
pub mod tabs;
pub mod threads;
pub mod title;
pub mod until;
pub mod work;
