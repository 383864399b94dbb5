//! The page's components: each draws a part of the state and says by actions what the user does.

pub mod console;
pub mod header;
pub mod icons;
pub mod list;
pub mod outcome;
pub mod processes;
pub mod prompt;
pub mod status;
pub mod tabs;
pub mod title;
pub mod work;
