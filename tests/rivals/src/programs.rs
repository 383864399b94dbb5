//! The programs, over the threads, locks and atomics of whichever crate the module above names.

use super::{Arc, AtomicUsize, Condvar, Mutex, Ordering, thread};

/// A program by its name and two numbers.
pub fn program(name: &str, n: usize, m: usize) -> Option<Box<dyn Fn() + Send + Sync>> {
    Some(match name {
        "counter" => Box::new(move || _ = counter(n, m)),
        "lost-update" => Box::new(move || assert_eq!(counter(n, m), n * m, "an update is lost")),
        "philosophers" => Box::new(move || philosophers(n, true)),
        "philosophers-left" => Box::new(move || philosophers(n, false)),
        "buffer" => Box::new(move || buffer(n, m, true)),
        "buffer-if" => Box::new(move || buffer(n, m, false)),
        _ => return None,
    })
}

/// So many threads that add 1 to a counter so many times, not atomically. What comes out.
fn counter(threads: usize, times: usize) -> usize {
    let count = Arc::new(AtomicUsize::new(0));
    let work = |count: Arc<AtomicUsize>| {
        move || {
            for _ in 0..times {
                let seen = count.load(Ordering::SeqCst);
                count.store(seen + 1, Ordering::SeqCst);
            }
        }
    };
    let all: Vec<_> = (0..threads).map(|_| thread::spawn(work(Arc::clone(&count)))).collect();
    all.into_iter().for_each(|thread| thread.join().unwrap());
    count.load(Ordering::SeqCst)
}

/// Philosophers who take the fork with the smaller number first; or each the left one first.
fn philosophers(n: usize, ordered: bool) {
    let forks: Arc<Vec<Mutex<()>>> = Arc::new((0..n).map(|_| Mutex::new(())).collect());
    let dine = |me: usize, forks: Arc<Vec<Mutex<()>>>| {
        move || {
            let (left, right) = (me, (me + 1) % n);
            let (first, second) = if ordered { (left.min(right), left.max(right)) } else { (left, right) };
            let _first = forks[first].lock().unwrap();
            let _second = forks[second].lock().unwrap();
        }
    };
    let all: Vec<_> = (0..n).map(|me| thread::spawn(dine(me, Arc::clone(&forks)))).collect();
    all.into_iter().for_each(|thread| thread.join().unwrap());
}

/// A buffer with one place and two conditions.
struct Buffer {
    items: Mutex<Vec<usize>>,
    filled: Condvar,
    emptied: Condvar,
}

/// So many producers and as many consumers. Who is woken looks again whether it can go on; or does not.
fn buffer(threads: usize, items: usize, looks_again: bool) {
    let buffer = Arc::new(Buffer { items: Mutex::new(Vec::new()), filled: Condvar::new(), emptied: Condvar::new() });
    let produce = |buffer: Arc<Buffer>| {
        move || {
            for item in 0..items {
                let mut inside = buffer.items.lock().unwrap();
                while inside.len() == 1 {
                    inside = buffer.emptied.wait(inside).unwrap();
                    if !looks_again {
                        break;
                    }
                }
                inside.push(item);
                buffer.filled.notify_one();
            }
        }
    };
    let consume = |buffer: Arc<Buffer>| {
        move || {
            for _ in 0..items {
                let mut inside = buffer.items.lock().unwrap();
                while inside.is_empty() {
                    inside = buffer.filled.wait(inside).unwrap();
                    if !looks_again {
                        break;
                    }
                }
                assert!(inside.pop().is_some(), "nothing is in the buffer");
                buffer.emptied.notify_one();
            }
        }
    };
    let mut all: Vec<_> = (0..threads).map(|_| thread::spawn(produce(Arc::clone(&buffer)))).collect();
    all.extend((0..threads).map(|_| thread::spawn(consume(Arc::clone(&buffer)))));
    all.into_iter().for_each(|thread| thread.join().unwrap());
}
