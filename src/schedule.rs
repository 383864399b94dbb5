//! Schedulers: oracles that pick one of the choices that a world offers. They see the choices, never the world.

pub mod fair;
pub mod pct;
pub mod random;
pub mod steady;
pub mod token;
pub mod urw;

pub use self::fair::Fair;
pub use self::pct::Pct;
pub use self::random::Random;
pub use self::steady::Steady;
pub use self::token::{Token, TokenError};
pub use self::urw::Urw;
use crate::choice::Choice;

/// Decides what happens next, and for how long.
pub trait Scheduler {
    /// The index of the choice to be taken; `choices` is not empty.
    fn choose(&mut self, choices: &[Choice]) -> usize;

    /// How many instructions it may take before the next choice; at least 1.
    fn quantum(&mut self) -> u64;
}
