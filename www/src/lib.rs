//! The playground in the browser, in two modules with a memory of their own each: the page (Yew, on the page's thread)
//! and the engine (the virtual machine, on workers). They share nothing but the messages of [`protocol`].
//!
//! - [`page`]: what the user sees. Its state and texts are plain Rust and tested natively; its components need the
//!   feature `page`.
//! - `engine` (feature `engine`): the control worker, the pool of workers that are the program's threads, and the
//!   [`racecourse`] hosts on them.

#[cfg(feature = "engine")]
pub mod engine;
pub mod page;
pub mod protocol;
