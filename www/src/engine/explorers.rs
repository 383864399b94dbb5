//! Workers that share the explorer's work: rayon's threads. A worker cannot be started by code that blocks, and rayon blocks
//! until all its threads run. So the explorer's worker starts them beforehand over its own memory, and they wait here for what
//! rayon wants of them.

use std::sync::{Condvar, Mutex, PoisonError};

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Threads that rayon has asked for and no worker has taken.
static THREADS: Mutex<Vec<ThreadBuilder>> = Mutex::new(Vec::new());
static NEWS: Condvar = Condvar::new();

/// A worker's life: it waits until it is to be a thread, and is that for ever.
pub fn work() {
    let mut threads = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if let Some(thread) = threads.pop() {
            drop(threads);
            return thread.run();
        }
        threads = NEWS.wait(threads).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Makes so many workers rayon's threads: they must be at [`work`], or on their way to it without the help of this one. False
/// where rayon has threads already.
pub fn share(workers: usize) -> bool {
    let spawn = |thread: ThreadBuilder| {
        THREADS.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        NEWS.notify_one();
        Ok(())
    };
    ThreadPoolBuilder::new().num_threads(workers).spawn_handler(spawn).build_global().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_become_the_threads_that_share_the_work() {
        let workers: Vec<_> = (0..3).map(|_| std::thread::spawn(work)).collect();
        assert!(share(3));
        assert_eq!(rayon::current_num_threads(), 3);
        let mut threads = rayon::broadcast(|_| std::thread::current().id());
        threads.sort_by_key(|id| format!("{id:?}"));
        let mut wanted: Vec<_> = workers.iter().map(|worker| worker.thread().id()).collect();
        wanted.sort_by_key(|id| format!("{id:?}"));
        assert_eq!(threads, wanted);
        assert!(!share(3), "there are threads already");
    }
}
