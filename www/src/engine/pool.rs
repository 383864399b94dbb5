//! The pool: workers that were started beforehand and wait in the shared memory for something to do.
//!
//! A worker cannot be started by code that blocks, and threads of a Python program block. So the page keeps some
//! workers idle, [`submit`] hands them jobs, and when few are left the page is asked for more: it starts them while
//! the job waits in the queue. Beyond the limit a job is refused, never left waiting for a worker that cannot come.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Something for a worker to do.
pub type Job = Box<dyn FnOnce() + Send>;

/// How many workers are asked for at a time.
const GROWTH: u32 = 8;
/// With fewer idle workers than this, more are asked for.
const RESERVE: u32 = 2;

/// No worker is left and no more may be started.
#[derive(Debug, PartialEq, Eq)]
pub struct PoolDry;

/// Workers are counted when they are asked for and when they come. The two are not compared in between: some of the
/// first workers come before the control worker has said that they are expected.
struct Pool {
    jobs: VecDeque<Job>,
    /// Workers that the page was asked for so far, the first ones included.
    asked: u32,
    /// Workers that have come so far.
    workers: u32,
    /// Workers that wait for a job.
    idle: u32,
    /// The page starts no more than this.
    limit: u32,
}

static POOL: Mutex<Pool> = Mutex::new(Pool::new());
static WORK: Condvar = Condvar::new();

/// The page is starting this many workers and will not go beyond the limit.
pub fn expect(workers: u32, limit: u32) {
    lock().expect(workers, limit);
}

/// Gives a job to a worker. The number returned is how many workers the page should start for the jobs to come.
pub fn submit(job: Job) -> Result<u32, PoolDry> {
    let grow = lock().submit(job)?;
    WORK.notify_one();
    Ok(grow)
}

/// How many workers are at a job.
pub fn busy() -> u32 {
    let pool = lock();
    pool.workers - pool.idle
}

/// A worker's life: it takes jobs for ever.
pub fn work() -> ! {
    let mut pool = lock();
    pool.workers += 1;
    loop {
        pool.idle += 1;
        while pool.jobs.is_empty() {
            pool = WORK.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.idle -= 1;
        if let Some(job) = pool.jobs.pop_front() {
            drop(pool);
            job();
            pool = lock();
        }
    }
}

impl Pool {
    const fn new() -> Pool {
        Pool { jobs: VecDeque::new(), asked: 0, workers: 0, idle: 0, limit: 0 }
    }

    fn expect(&mut self, workers: u32, limit: u32) {
        self.asked += workers;
        self.limit = limit;
    }

    fn submit(&mut self, job: Job) -> Result<u32, PoolDry> {
        let queued = u32::try_from(self.jobs.len()).unwrap_or(u32::MAX);
        let coming = self.asked.saturating_sub(self.workers);
        let free = (self.idle + coming).saturating_sub(queued);
        let room = self.limit.saturating_sub(self.asked);
        if free == 0 && room == 0 {
            return Err(PoolDry);
        }
        let grow = if free <= RESERVE { GROWTH.min(room) } else { 0 };
        self.asked += grow;
        self.jobs.push_back(job);
        Ok(grow)
    }
}

fn lock() -> MutexGuard<'static, Pool> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: u32 = 16;
    const LIMIT: u32 = 256;

    /// A pool of which so many of the first workers came before they were expected.
    fn pool(early: u32) -> Pool {
        let mut pool = Pool::new();
        pool.workers += early;
        pool.idle += early;
        pool.expect(FIRST, LIMIT);
        pool
    }

    #[test]
    fn every_job_has_a_worker_however_early_the_first_ones_come() {
        for early in 0..=FIRST {
            let mut pool = pool(early);
            let mut started = FIRST;
            for jobs in 1..=LIMIT {
                started += pool.submit(Box::new(|| {})).expect("there is room for more");
                assert!(started >= jobs, "{early} came early: {started} workers for {jobs} jobs");
            }
            assert_eq!((started, pool.submit(Box::new(|| {}))), (LIMIT, Err(PoolDry)));
        }
    }
}
