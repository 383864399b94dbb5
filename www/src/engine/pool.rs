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

#[derive(Default)]
struct Pool {
    jobs: VecDeque<Job>,
    /// Workers that have come so far.
    workers: u32,
    /// Workers that wait for a job.
    idle: u32,
    /// Workers that the page is starting.
    coming: u32,
    /// The page starts no more than this.
    limit: u32,
}

static POOL: Mutex<Pool> = Mutex::new(Pool { jobs: VecDeque::new(), workers: 0, idle: 0, coming: 0, limit: 0 });
static WORK: Condvar = Condvar::new();

/// The page is starting this many workers and will not go beyond the limit.
pub fn expect(coming: u32, limit: u32) {
    let mut pool = lock();
    pool.coming += coming;
    pool.limit = limit;
}

/// Gives a job to a worker. The number returned is how many workers the page should start for the jobs to come.
pub fn submit(job: Job) -> Result<u32, PoolDry> {
    let mut pool = lock();
    let queued = u32::try_from(pool.jobs.len()).unwrap_or(u32::MAX);
    let free = (pool.idle + pool.coming).saturating_sub(queued);
    let room = pool.limit.saturating_sub(pool.workers + pool.coming);
    if free == 0 && room == 0 {
        return Err(PoolDry);
    }
    let grow = if free <= RESERVE { GROWTH.min(room) } else { 0 };
    pool.coming += grow;
    pool.jobs.push_back(job);
    drop(pool);
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
    pool.coming = pool.coming.saturating_sub(1);
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

fn lock() -> MutexGuard<'static, Pool> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}
