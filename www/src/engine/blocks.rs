//! The engine's allocator: each worker keeps small blocks that were freed, and seldom has to ask. The standard library's
//! allocator on wasm has one lock for all, at which workers that copy machines, or run Python, spend more time than they gain
//! (Bonwick, Adams: "Magazines and Vmem", USENIX 2001, section 3).
//!
//! Blocks are of the sizes 16, 32, ... [`LARGEST`]; what is larger is the system's. A worker that has many of a size gives a
//! batch of them to a depot, from which others take before they ask the system. Memory for blocks is never given back.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes between two sizes of blocks, and their alignment.
const GRAIN: usize = 16;
/// Bytes of the largest blocks.
const LARGEST: usize = 1024;
const SIZES: usize = LARGEST / GRAIN;
/// Bytes that are asked of the system at a time: a worker that has used all sizes holds some 256 kB.
const SLAB: usize = 4096;

/// A block that nobody uses.
struct Free {
    next: *mut Free,
    /// In a depot: the next batch.
    batch: *mut Free,
}

/// The blocks of one size that a worker keeps.
struct Shelf {
    first: Cell<*mut Free>,
    count: Cell<usize>,
}

/// A worker's blocks. On wasm what belongs to a thread is itself allocated, before there are shelves: because of this
/// alignment, which is larger than that of blocks, the system does that.
#[repr(align(64))]
struct Shelves([Shelf; SIZES]);

thread_local! {
    static SHELVES: Shelves = const {
        Shelves([const { Shelf { first: Cell::new(ptr::null_mut()), count: Cell::new(0) } }; SIZES])
    };
}

/// Batches of blocks of one size that any worker may take.
struct Depot {
    taken: AtomicBool,
    first: Cell<*mut Free>,
}

// SAFETY: `first` is only touched while `taken` is held.
unsafe impl Sync for Depot {}

static DEPOTS: [Depot; SIZES] =
    [const { Depot { taken: AtomicBool::new(false), first: Cell::new(ptr::null_mut()) } }; SIZES];

impl Depot {
    /// Does something with the list while nobody else does.
    fn with<R>(&self, act: impl FnOnce(&Cell<*mut Free>) -> R) -> R {
        while self.taken.swap(true, Ordering::Acquire) {
            hint::spin_loop();
        }
        let result = act(&self.first);
        self.taken.store(false, Ordering::Release);
        result
    }
}

/// The number of the size of blocks that serves, if one does.
fn size_number(size: usize, align: usize) -> Option<usize> {
    (align <= GRAIN && size <= LARGEST).then(|| size.max(1).div_ceil(GRAIN) - 1)
}

/// Blocks of a size in a batch.
fn batch(number: usize) -> usize {
    SLAB / ((number + 1) * GRAIN)
}

/// Whether memory was asked for that there was not: who gets none as a rule traps, and then there are no words for it.
static REFUSED: AtomicBool = AtomicBool::new(false);

/// Whether a request for memory was refused.
pub fn was_refused() -> bool {
    REFUSED.load(Ordering::Relaxed)
}

/// What the system has given, if anything.
fn given(block: *mut u8) -> *mut u8 {
    if block.is_null() {
        REFUSED.store(true, Ordering::Relaxed);
    }
    block
}

/// The allocator.
pub struct Blocks;

impl Blocks {
    fn take(number: usize) -> *mut u8 {
        SHELVES.with(|shelves| {
            let shelf = &shelves.0[number];
            let mut block = shelf.first.get();
            if block.is_null() {
                block = refill(number);
                if block.is_null() {
                    return ptr::null_mut();
                }
                shelf.count.set(batch(number));
            }
            // SAFETY: what is on a shelf is a free block of this worker's.
            shelf.first.set(unsafe { (*block).next });
            shelf.count.set(shelf.count.get() - 1);
            block.cast()
        })
    }

    /// # Safety
    /// `block` came from [`Blocks::take`] with that number, and nobody uses it any more.
    unsafe fn put(block: *mut u8, number: usize) {
        SHELVES.with(|shelves| {
            let shelf = &shelves.0[number];
            let block: *mut Free = block.cast();
            // SAFETY: the block is free, and large and aligned enough for two pointers.
            unsafe { block.write(Free { next: shelf.first.get(), batch: ptr::null_mut() }) };
            shelf.first.set(block);
            shelf.count.set(shelf.count.get() + 1);
            if shelf.count.get() > 2 * batch(number) {
                give_away(shelf, number);
            }
        });
    }
}

/// A batch of blocks, from the depot or new; null where there is no memory.
fn refill(number: usize) -> *mut Free {
    let known = DEPOTS[number].with(|first| {
        let batch = first.get();
        if !batch.is_null() {
            // SAFETY: what is in a depot is a list of batches of free blocks.
            first.set(unsafe { (*batch).batch });
        }
        batch
    });
    if !known.is_null() {
        return known;
    }
    let size = (number + 1) * GRAIN;
    let Ok(layout) = Layout::from_size_align(batch(number) * size, GRAIN) else { return ptr::null_mut() };
    // SAFETY: the layout has a size.
    let slab = given(unsafe { System.alloc(layout) });
    if slab.is_null() {
        return ptr::null_mut();
    }
    (0..batch(number)).rev().fold(ptr::null_mut(), |next, place| {
        // SAFETY: the slab has room for so many blocks, each large and aligned enough for two pointers.
        unsafe {
            let block: *mut Free = slab.add(place * size).cast();
            block.write(Free { next, batch: ptr::null_mut() });
            block
        }
    })
}

/// Gives a batch of the blocks on a shelf to the depot.
fn give_away(shelf: &Shelf, number: usize) {
    let first = shelf.first.get();
    // SAFETY: there are more than two batches on the shelf, all of free blocks of this worker's.
    unsafe {
        let mut last = first;
        for _ in 1..batch(number) {
            last = (*last).next;
        }
        shelf.first.set((*last).next);
        (*last).next = ptr::null_mut();
    }
    shelf.count.set(shelf.count.get() - batch(number));
    DEPOTS[number].with(|batches| {
        // SAFETY: the batch is nobody else's yet.
        unsafe { (*first).batch = batches.get() };
        batches.set(first);
    });
}

// SAFETY: a block is on one list or in use, never both; it is as large as its number says, and aligned to `GRAIN`. Everything
// else is the system's.
unsafe impl GlobalAlloc for Blocks {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match size_number(layout.size(), layout.align()) {
            Some(number) => Self::take(number),
            // SAFETY: as the caller promises.
            None => given(unsafe { System.alloc(layout) }),
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        match size_number(layout.size(), layout.align()) {
            // SAFETY: as the caller promises: it came from `alloc` with this layout.
            Some(number) => unsafe { Self::put(block, number) },
            // SAFETY: likewise.
            None => unsafe { System.dealloc(block, layout) },
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        let (old, new) = (size_number(layout.size(), layout.align()), size_number(new_size, layout.align()));
        match (old, new) {
            (Some(old), Some(new)) if old == new => block,
            // SAFETY: as the caller promises.
            (None, None) => given(unsafe { System.realloc(block, layout, new_size) }),
            // SAFETY: the new size is no larger than what the caller may ask for; both blocks have room for what is copied.
            _ => unsafe {
                let moved = self.alloc(Layout::from_size_align_unchecked(new_size, layout.align()));
                if !moved.is_null() {
                    ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size));
                    self.dealloc(block, layout);
                }
                moved
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::sync::mpsc;
    use std::thread;

    /// A block of memory with a text in it.
    struct Piece {
        at: *mut u8,
        layout: Layout,
        mark: u8,
    }

    // SAFETY: a piece is used by one thread at a time.
    unsafe impl Send for Piece {}

    impl Piece {
        fn new(size: usize, align: usize, mark: u8) -> Piece {
            let layout = Layout::from_size_align(size, align).expect("a layout");
            // SAFETY: the size is not 0.
            let at = unsafe { Blocks.alloc(layout) };
            assert!(!at.is_null() && at.addr().is_multiple_of(align));
            // SAFETY: there is room for so many bytes.
            unsafe { at.write_bytes(mark, size) };
            Piece { at, layout, mark }
        }

        fn check(&self, size: usize) {
            // SAFETY: so many bytes were written.
            let bytes = unsafe { std::slice::from_raw_parts(self.at, size) };
            assert!(bytes.iter().all(|&byte| byte == self.mark), "somebody else has written here");
        }

        fn resize(&mut self, size: usize) {
            let kept = self.layout.size().min(size);
            // SAFETY: it came from `alloc` with this layout.
            self.at = unsafe { Blocks.realloc(self.at, self.layout, size) };
            self.layout = Layout::from_size_align(size, self.layout.align()).expect("a layout");
            self.check(kept);
            // SAFETY: there is room for so many bytes.
            unsafe { self.at.write_bytes(self.mark, size) };
        }

        fn free(self) {
            self.check(self.layout.size());
            // SAFETY: it came from `alloc` with this layout.
            unsafe { Blocks.dealloc(self.at, self.layout) };
        }
    }

    #[test]
    fn nobody_gets_what_somebody_has() {
        let mut pieces = Vec::new();
        for round in 0..200_usize {
            for (number, size) in [1, 15, 16, 17, 100, 1000, 1024, 1025, 5000].into_iter().enumerate() {
                pieces.push(Piece::new(size, 1 << (number % 6), (round * 9 + number) as u8));
            }
            if round % 3 == 0 {
                let mut piece = pieces.swap_remove(round * 7 % pieces.len());
                [40, 2000, 41, 33, 1, 1500, 1600].into_iter().for_each(|size| piece.resize(size));
                piece.free();
            }
        }
        let mut ends: Vec<(usize, usize)> =
            pieces.iter().map(|piece| (piece.at.addr(), piece.at.addr() + piece.layout.size())).collect();
        ends.sort_unstable();
        assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        pieces.into_iter().for_each(Piece::free);
    }

    #[test]
    fn what_one_thread_frees_another_can_have() {
        let size = 720;
        let rounds = 40;
        let (give, take) = mpsc::channel::<Vec<Piece>>();
        let giver = thread::spawn(move || {
            let mut seen = BTreeSet::new();
            for round in 0..rounds {
                let pieces: Vec<Piece> = (0..100).map(|_| Piece::new(size, 16, round)).collect();
                seen.extend(pieces.iter().map(|piece| piece.at.addr()));
                give.send(pieces).expect("the other takes them");
                thread::yield_now();
            }
            seen.len()
        });
        let taker = thread::spawn(move || take.into_iter().flatten().for_each(Piece::free));
        let seen = giver.join().expect("it gives");
        taker.join().expect("it takes");
        // All were freed: who asks now gets them again.
        let again: Vec<Piece> = (0..seen).map(|_| Piece::new(size, 16, 1)).collect();
        assert_eq!(again.iter().map(|piece| piece.at.addr()).collect::<BTreeSet<_>>().len(), seen);
        again.into_iter().for_each(Piece::free);
    }
}
