//! Locks, conditions, semaphores, events, barriers, queues.

use super::{A, B, C, D, Machine, NO, YES, acquire, acquire_for, release, try_acquire};
use crate::sys::{ObjectSpec, Patience, Reply, Request, SysError};

#[test]
fn a_lock_is_held_by_one_and_free_for_any_who_wait() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::Lock);
    m.gives(A, acquire(lock), YES);
    m.gives(A, try_acquire(lock), NO);
    m.blocks(B, acquire(lock));
    m.blocks(C, acquire(lock));
    m.waits(B);
    m.gives(A, release(lock), Reply::Unit);
    assert_eq!(m.kernel.wakes(m.now), [B], "one is woken, the first");
    assert!(m.kernel.wakes(m.now).is_empty());
    m.goes_on(C, YES);
    m.waits(B);
    m.gives(D, release(lock), Reply::Unit);
    m.goes_on(B, YES);
}

#[test]
fn a_lock_that_is_free_cannot_be_released() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::Lock);
    m.gives(A, release(lock), Reply::Error(SysError::NotHeld));
    m.gives(A, Request::IsSet { object: lock }, NO);
}

#[test]
fn patience_ends() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::Lock);
    m.gives(A, acquire(lock), YES);
    m.blocks(B, acquire_for(lock, 2.0));
    m.gives(C, acquire_for(lock, 0.0), NO);
    assert_eq!(m.kernel.deadline(B), Some(2.0));
    m.now = 1.9;
    m.waits(B);
    m.now = 2.0;
    m.goes_on(B, NO);
}

#[test]
fn an_rlock_counts_and_belongs_to_its_owner() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::RLock);
    m.gives(A, acquire(lock), YES);
    m.gives(A, acquire(lock), YES);
    m.blocks(B, acquire(lock));
    m.gives(C, release(lock), Reply::Error(SysError::NotHeld));
    m.gives(C, Request::IsOwned { object: lock }, NO);
    m.gives(A, release(lock), Reply::Unit);
    m.waits(B);
    m.gives(A, release(lock), Reply::Unit);
    m.goes_on(B, YES);
    m.gives(B, Request::IsOwned { object: lock }, YES);
}

#[test]
fn a_condition_wakes_in_order_and_takes_the_lock_again_as_deep() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::RLock);
    let cond = m.make(ObjectSpec::Condition { lock });
    let wait = Request::CondWait { object: cond, patience: Patience::Forever };
    m.gives(A, wait.clone(), Reply::Error(SysError::NotHeld));
    m.gives(B, acquire(lock), YES);
    m.gives(B, acquire(lock), YES);
    m.blocks(B, wait.clone());
    m.gives(C, acquire(lock), YES);
    m.blocks(C, wait);
    m.gives(A, Request::CondNotify { object: cond, n: 1 }, Reply::Error(SysError::NotHeld));
    m.gives(A, acquire(lock), YES);
    m.gives(A, Request::CondNotify { object: cond, n: 1 }, Reply::Unit);
    m.waits(B);
    m.gives(A, release(lock), Reply::Unit);
    assert!(!m.kernel.is_ready(C, m.now));
    m.goes_on(B, YES);
    m.gives(B, release(lock), Reply::Unit);
    m.gives(D, try_acquire(lock), NO);
    m.gives(B, release(lock), Reply::Unit);
    m.gives(D, try_acquire(lock), YES);
}

#[test]
fn a_timed_condition_wait_leaves_the_line_and_wants_the_lock() {
    let mut m = Machine::new();
    let lock = m.make(ObjectSpec::Lock);
    let cond = m.make(ObjectSpec::Condition { lock });
    m.gives(B, acquire(lock), YES);
    m.blocks(B, Request::CondWait { object: cond, patience: Patience::For(1.0) });
    m.gives(A, acquire(lock), YES);
    m.now = 1.0;
    m.steps(B);
    assert_eq!(m.kernel.deadline(B), None, "from now on it waits for the lock");
    m.gives(A, Request::CondNotify { object: cond, n: u32::MAX }, Reply::Unit);
    m.gives(A, release(lock), Reply::Unit);
    m.goes_on(B, NO);
}

#[test]
fn a_semaphore_counts() {
    let mut m = Machine::new();
    let sem = m.make(ObjectSpec::Semaphore { value: 2, bound: Some(2) });
    m.gives(A, acquire(sem), YES);
    m.gives(B, acquire(sem), YES);
    m.blocks(C, acquire(sem));
    m.blocks(D, acquire(sem));
    m.gives(A, Request::Release { object: sem, n: 2 }, Reply::Unit);
    assert_eq!(m.kernel.wakes(m.now), [C, D]);
    m.goes_on(D, YES);
    m.goes_on(C, YES);
    m.gives(A, Request::Release { object: sem, n: 3 }, Reply::Error(SysError::ReleasedTooOften));
}

#[test]
fn an_event_lets_all_pass() {
    let mut m = Machine::new();
    let event = m.make(ObjectSpec::Event);
    let wait = |patience| Request::EventWait { object: event, patience };
    m.blocks(B, wait(Patience::Forever));
    m.blocks(C, wait(Patience::For(1.0)));
    m.gives(A, Request::EventSet { object: event }, Reply::Unit);
    assert_eq!(m.kernel.wakes(m.now), [B, C]);
    m.goes_on(B, YES);
    m.gives(A, Request::EventClear { object: event }, Reply::Unit);
    m.goes_on(C, YES);
    m.blocks(D, wait(Patience::For(1.0)));
    m.waits(D);
    m.now = 1.0;
    m.goes_on(D, NO);
}

#[test]
fn a_barrier_goes_round() {
    let mut m = Machine::new();
    let barrier = m.make(ObjectSpec::Barrier { parties: 2 });
    let wait = Request::BarrierWait { object: barrier, patience: Patience::Forever };
    m.blocks(A, wait.clone());
    m.gives(B, wait.clone(), Reply::Int(1));
    m.blocks(C, wait.clone());
    m.goes_on(A, Reply::Int(0));
    m.waits(C);
    m.gives(D, wait, Reply::Int(1));
    m.goes_on(C, Reply::Int(0));
}

#[test]
fn a_barrier_breaks_when_somebody_loses_patience() {
    let mut m = Machine::new();
    let barrier = m.make(ObjectSpec::Barrier { parties: 3 });
    m.blocks(A, Request::BarrierWait { object: barrier, patience: Patience::Forever });
    m.blocks(B, Request::BarrierWait { object: barrier, patience: Patience::For(1.0) });
    m.now = 1.0;
    m.goes_on(B, Reply::Error(SysError::BrokenBarrier));
    m.goes_on(A, Reply::Error(SysError::BrokenBarrier));
    let wait = Request::BarrierWait { object: barrier, patience: Patience::Forever };
    m.gives(C, wait.clone(), Reply::Error(SysError::BrokenBarrier));
    m.gives(C, Request::BarrierState { object: barrier }, Reply::Pair(0, 1));
    m.gives(C, Request::BarrierReset { object: barrier, abort: false }, Reply::Unit);
    m.blocks(C, wait);
    m.gives(A, Request::BarrierReset { object: barrier, abort: false }, Reply::Unit);
    m.goes_on(C, Reply::Error(SysError::BrokenBarrier));
    m.gives(A, Request::BarrierState { object: barrier }, Reply::Pair(0, 0));
}

#[test]
fn a_queue_has_room_and_items_and_tasks() {
    let mut m = Machine::new();
    let queue = m.make(ObjectSpec::Queue { maxsize: 1 });
    let put = Request::QueuePut { object: queue, patience: Patience::Forever };
    let get = Request::QueueGet { object: queue, patience: Patience::Forever };
    m.blocks(B, get.clone());
    m.gives(A, put.clone(), YES);
    m.blocks(C, put);
    m.gives(A, Request::QueueState { object: queue }, Reply::Pair(1, 1));
    m.goes_on(B, YES);
    assert_eq!(m.kernel.wakes(m.now), [C]);
    m.goes_on(C, YES);
    m.blocks(A, Request::QueueJoin { object: queue });
    m.gives(B, get, YES);
    m.gives(B, Request::QueueTaskDone { object: queue }, Reply::Unit);
    m.waits(A);
    m.gives(B, Request::QueueTaskDone { object: queue }, Reply::Unit);
    m.goes_on(A, Reply::Unit);
    m.gives(B, Request::QueueTaskDone { object: queue }, Reply::Error(SysError::TooManyDone));
}
