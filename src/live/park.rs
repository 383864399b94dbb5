//! A place to sleep for one thread.

use std::sync::{Condvar, Mutex, PoisonError};

use core::time::Duration;

use super::lock;
use crate::sys::Seconds;

/// The longest sleep at a time; deadlines beyond it are looked at again.
const LONGEST: Seconds = 3600.0;

/// A flag and who waits for it.
#[derive(Default)]
pub struct Parker {
    told: Mutex<bool>,
    wake: Condvar,
}

impl Parker {
    /// Sleeps until told to wake, at most so many seconds. May wake without a reason.
    pub fn park(&self, at_most: Option<Seconds>) {
        let mut told = lock(&self.told);
        if !*told {
            let seconds = at_most.unwrap_or(LONGEST).clamp(0.0, LONGEST);
            let waited = self.wake.wait_timeout(told, Duration::from_secs_f64(seconds));
            told = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *told = false;
    }

    /// Wakes it, or lets its next sleep end at once.
    pub fn unpark(&self) {
        *lock(&self.told) = true;
        self.wake.notify_one();
    }
}
