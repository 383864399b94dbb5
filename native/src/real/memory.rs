//! Shared memories: ranges of one arena that the supervisor maps before the first fork, so that every process has every
//! memory at once and nothing of them is left anywhere when the run ends, however it ends.

use std::sync::atomic::{AtomicU64, Ordering};

use super::board::{Board, Memory};
use crate::sys;

/// Memories start and end at pages.
const PAGE_WORDS: u64 = 512;

/// The memory behind all shared memories.
pub type Arena = &'static [AtomicU64];

/// Why there is no memory: an errno.
pub type Errno = i32;

/// Maps an arena of so many bytes, less where the machine does not allow that.
pub fn new_arena(bytes: u64) -> Arena {
    let words = (bytes / 8).next_multiple_of(PAGE_WORDS) as usize;
    sys::shared_words(words).or_else(|_| sys::shared_words(words.min(8 << 20))).unwrap_or(&[])
}

/// Makes a memory of zeros, held by the slot's process.
pub fn make(board: &Board, arena: Arena, size: u64, name: Option<&str>, slot: usize) -> Result<u32, Errno> {
    let held = board.lock();
    let name = name.map(key);
    if name.as_ref().is_some_and(|name| named(board, name).is_some()) {
        return Err(libc::EEXIST);
    }
    let words = size.div_ceil(8).max(1).checked_next_multiple_of(PAGE_WORDS).ok_or(libc::ENOMEM)?;
    let start = gap(board, arena.len() as u64, words).ok_or(libc::ENOMEM)?;
    let (at, memory) = board.free_memory(&held).ok_or(libc::ENOMEM)?;
    memory.words.store(0, Ordering::Release);
    memory.start.store(start, Ordering::Relaxed);
    memory.size.store(size, Ordering::Relaxed);
    if let Some(name) = name {
        memory.name.set(&name);
        memory.named.store(1, Ordering::Relaxed);
    }
    memory.hold(slot);
    memory.words.store(words, Ordering::Release);
    // What was there before may have been somebody else's.
    sys::give_back(&arena[start as usize..(start + words) as usize]);
    Ok(at)
}

/// Opens the memory of that name: its number and size.
pub fn open(board: &Board, name: &str, slot: usize) -> Result<(u32, u64), Errno> {
    let _held = board.lock();
    let (at, memory) = named(board, &key(name)).ok_or(libc::ENOENT)?;
    memory.hold(slot);
    Ok((at, memory.size.load(Ordering::Relaxed)))
}

/// Takes a name away.
pub fn unlink(board: &Board, arena: Arena, name: &str) -> Result<(), Errno> {
    let _held = board.lock();
    let (_, memory) = named(board, &key(name)).ok_or(libc::ENOENT)?;
    memory.named.store(0, Ordering::Release);
    tidy(memory, arena);
    Ok(())
}

/// One holder less.
pub fn forget(board: &Board, arena: Arena, at: u32, slot: usize) {
    let _held = board.lock();
    if let Some(memory) = board.memories().get(at as usize) {
        memory.drop_holder(slot);
        tidy(memory, arena);
    }
}

/// Bytes of a memory; none beyond its end.
pub fn read(board: &Board, arena: Arena, at: u32, from: u64, n: u64) -> Option<Vec<u8>> {
    let words = range(board, arena, at, from, n)?;
    let skip = (from % 8) as usize;
    let mut bytes = Vec::with_capacity(words.len() * 8);
    for word in words {
        bytes.extend_from_slice(&word.load(Ordering::Acquire).to_le_bytes());
    }
    bytes.drain(..skip);
    bytes.truncate(n as usize);
    Some(bytes)
}

/// Writes to a memory. Whole words are written at once; what shares a word with others leaves them as they are.
pub fn write(board: &Board, arena: Arena, at: u32, from: u64, bytes: &[u8]) -> Option<()> {
    let words = range(board, arena, at, from, bytes.len() as u64)?;
    let mut skip = (from % 8) as usize;
    let mut rest = bytes;
    for word in words {
        let (now, later) = rest.split_at(rest.len().min(8 - skip));
        let mut new = [0; 8];
        new[skip..skip + now.len()].copy_from_slice(now);
        let new = u64::from_le_bytes(new);
        if now.len() == 8 {
            word.store(new, Ordering::Release);
        } else {
            let mask = (u64::MAX >> (64 - 8 * now.len())) << (8 * skip);
            // The closure never refuses.
            let _ = word.fetch_update(Ordering::AcqRel, Ordering::Relaxed, |old| Some(old & !mask | new));
        }
        (rest, skip) = (later, 0);
    }
    Some(())
}

/// The words in which a range of bytes lies.
fn range(board: &Board, arena: Arena, at: u32, from: u64, n: u64) -> Option<&'static [AtomicU64]> {
    let memory = board.memories().get(at as usize)?;
    let end = from.checked_add(n).filter(|&end| end <= memory.words.load(Ordering::Acquire) * 8)?;
    let start = memory.start.load(Ordering::Relaxed);
    if n == 0 {
        return Some(&[]);
    }
    arena.get((start + from / 8) as usize..(start + end.div_ceil(8)) as usize)
}

/// A name as the table keeps it.
fn key(name: &str) -> String {
    name.trim_start_matches('/').chars().take(60).collect()
}

fn named<'a>(board: &'a Board, name: &str) -> Option<(u32, &'a Memory)> {
    let mut all = board.memories().iter().enumerate();
    let found = all.find(|(_, memory)| memory.named.load(Ordering::Relaxed) != 0 && memory.name.get() == name);
    found.map(|(at, memory)| (at as u32, memory))
}

/// The first room for so many words.
fn gap(board: &Board, arena: u64, words: u64) -> Option<u64> {
    let used = board.memories().iter().filter(|memory| !memory.is_free());
    let mut ranges: Vec<(u64, u64)> =
        used.map(|memory| (memory.start.load(Ordering::Relaxed), memory.words.load(Ordering::Relaxed))).collect();
    ranges.sort_unstable();
    let mut start = 0;
    for (from, len) in ranges {
        if from.saturating_sub(start) >= words {
            break;
        }
        start = start.max(from + len);
    }
    (start.checked_add(words)? <= arena).then_some(start)
}

/// Gives back what nobody can reach any more.
fn tidy(memory: &Memory, arena: Arena) {
    if memory.is_free() {
        let start = memory.start.load(Ordering::Relaxed) as usize;
        let words = memory.words.swap(0, Ordering::AcqRel) as usize;
        if let Some(words) = arena.get(start..start + words) {
            sys::give_back(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{forget, make, new_arena, open, read, unlink, write};
    use crate::sys;

    #[test]
    fn memories_are_made_named_and_given_back() {
        let (board, arena) = (sys::new_board().expect("a board"), new_arena(1 << 20));
        let a = make(board, arena, 10, Some("/a"), 0).expect("room");
        assert_eq!(make(board, arena, 10, Some("a"), 0), Err(libc::EEXIST));
        assert_eq!(open(board, "a", 1), Ok((a, 10)));
        write(board, arena, a, 3, b"0123456").expect("within");
        write(board, arena, a, 5, b"xx").expect("within");
        assert_eq!(read(board, arena, a, 2, 9).expect("within"), b"\x0001xx456\0");
        assert_eq!(make(board, arena, 1 << 20, None, 0), Err(libc::ENOMEM));
        unlink(board, arena, "a").expect("it is there");
        assert_eq!(unlink(board, arena, "a"), Err(libc::ENOENT));
        forget(board, arena, a, 0);
        assert_eq!(read(board, arena, a, 3, 1).expect("slot 1 holds it"), b"0");
        forget(board, arena, a, 1);
        let b = make(board, arena, 1 << 20, None, 0).expect("all of it is free");
        assert_eq!(read(board, arena, b, 0, 16).expect("within"), [0; 16], "nothing of the old one shines through");
    }
}
