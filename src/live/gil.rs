//! Who may run Python code: one thread at a time. As in CPython, a thread that has waited for 5 ms asks the holder to let
//! go, and the holder then does not take it back before another has had it.

use core::time::Duration;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use super::lock;

/// How long a thread waits before it asks (`sys.getswitchinterval()`).
const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

/// The lock.
#[derive(Default)]
pub struct Gil {
    state: Mutex<State>,
    free: Condvar,
    switched: Condvar,
    wanted: AtomicBool,
}

#[derive(Default)]
struct State {
    held: bool,
    waiting: u32,
    /// How often it was taken.
    turns: u64,
}

impl Gil {
    /// Waits for it.
    pub fn take(&self) {
        let mut state = lock(&self.state);
        while state.held {
            let turns = state.turns;
            state.waiting += 1;
            let (after, timeout) =
                self.free.wait_timeout(state, SWITCH_INTERVAL).unwrap_or_else(PoisonError::into_inner);
            state = after;
            state.waiting -= 1;
            if state.held && timeout.timed_out() && state.turns == turns {
                self.want();
            }
        }
        state.held = true;
        state.turns += 1;
        self.wanted.store(false, Ordering::Relaxed);
        self.switched.notify_all();
    }

    /// Lets it go.
    pub fn give(&self) {
        lock(&self.state).held = false;
        self.free.notify_one();
    }

    /// Lets it go so that another can take it, and takes it again afterwards.
    pub fn pass(&self) {
        let mut state = lock(&self.state);
        let turns = state.turns;
        state.held = false;
        self.free.notify_one();
        while state.waiting > 0 && state.turns == turns {
            state = self.switched.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        self.take();
    }

    /// Keeps everybody from taking it or letting it go while the guard lives.
    pub fn at_rest(&self) -> impl Drop {
        lock(&self.state)
    }

    /// Whether the holder is asked to let go.
    pub fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    /// Asks the holder to look whether there is something else to do.
    pub fn want(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }
}
