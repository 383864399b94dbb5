//! Typed arenas with cheap copies. An arena is a list of chunks; copying a world shares the chunks, and a chunk is
//! copied when one of the sharers first writes to it. A chunk that nobody shares is written without any atomic
//! operation, which is why this is not simply `Arc::make_mut`.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

const SHIFT: u32 = 6;
const CHUNK: usize = 1 << SHIFT;

/// The number of an object of type `T` in its arena.
pub struct Id<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// An id from its number.
    pub const fn from_raw(index: u32) -> Self {
        Self { index, kind: PhantomData }
    }

    /// Its number.
    pub fn raw(self) -> u64 {
        u64::from(self.index)
    }

    /// Its number as an index.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Default for Id<T> {
    fn default() -> Self {
        Self::from_raw(0)
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

#[derive(Debug)]
enum Chunk<T> {
    Own(Vec<T>),
    Shared(Arc<Vec<T>>),
}

impl<T> Chunk<T> {
    #[inline]
    fn items(&self) -> &Vec<T> {
        match self {
            Chunk::Own(items) => items,
            Chunk::Shared(items) => items,
        }
    }
}

/// Objects of one type, by id.
#[derive(Debug)]
pub struct Arena<T> {
    chunks: Vec<Chunk<T>>,
    free: Vec<u32>,
    marks: Vec<u64>,
    len: u32,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), free: Vec::new(), marks: Vec::new(), len: 0 }
    }
}

impl<T: Clone + Default> Arena<T> {
    /// Puts an object in and names it.
    #[inline]
    pub fn alloc(&mut self, object: T) -> Id<T> {
        if let Some(index) = self.free.pop() {
            let id = Id::from_raw(index);
            *self.get_mut(id) = object;
            return id;
        }
        self.grow(object)
    }

    #[inline(never)]
    fn grow(&mut self, object: T) -> Id<T> {
        let index = self.len;
        if index as usize >> SHIFT == self.chunks.len() {
            self.chunks.push(Chunk::Own(Vec::with_capacity(CHUNK)));
            self.marks.push(0);
        }
        self.own(index as usize >> SHIFT).push(object);
        self.len += 1;
        Id::from_raw(index)
    }

    /// The object.
    #[inline]
    pub fn get(&self, id: Id<T>) -> &T {
        &self.chunks[id.index() >> SHIFT].items()[id.index() & (CHUNK - 1)]
    }

    /// The object, to be changed.
    #[inline]
    pub fn get_mut(&mut self, id: Id<T>) -> &mut T {
        let chunk = id.index() >> SHIFT;
        if let Chunk::Shared(_) = self.chunks[chunk] {
            self.own(chunk);
        }
        match &mut self.chunks[chunk] {
            Chunk::Own(items) => &mut items[id.index() & (CHUNK - 1)],
            Chunk::Shared(_) => unreachable!("made our own above"),
        }
    }

    #[inline(never)]
    fn own(&mut self, chunk: usize) -> &mut Vec<T> {
        let place = &mut self.chunks[chunk];
        if let Chunk::Shared(items) = place {
            let mut own = Vec::with_capacity(CHUNK);
            own.extend(items.iter().cloned());
            *place = Chunk::Own(own);
        }
        match place {
            Chunk::Own(items) => items,
            Chunk::Shared(_) => unreachable!("made our own above"),
        }
    }

    /// A copy that shares every chunk until one side writes.
    pub fn snapshot(&mut self) -> Self {
        let chunks = self
            .chunks
            .iter_mut()
            .map(|chunk| {
                let items = match chunk {
                    Chunk::Own(items) => Arc::new(std::mem::take(items)),
                    Chunk::Shared(items) => Arc::clone(items),
                };
                *chunk = Chunk::Shared(Arc::clone(&items));
                Chunk::Shared(items)
            })
            .collect();
        Self { chunks, free: self.free.clone(), marks: vec![0; self.marks.len()], len: self.len }
    }

    /// Marks an object as reachable; true when it was not marked before.
    #[inline]
    pub fn mark(&mut self, id: Id<T>) -> bool {
        let word = &mut self.marks[id.index() >> SHIFT];
        let bit = 1 << (id.index() & (CHUNK - 1));
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    /// Frees every object that is not marked (giving each to `drop` first) and clears the marks. Returns how many objects live.
    pub fn sweep(&mut self, mut drop: impl FnMut(Id<T>, &mut T)) -> usize {
        let mut free = Vec::new();
        for chunk in (0..self.chunks.len()).rev() {
            let marks = std::mem::take(&mut self.marks[chunk]);
            let count = self.chunks[chunk].items().len();
            let full = if count == CHUNK { u64::MAX } else { (1 << count) - 1 };
            if marks & full == full {
                continue;
            }
            let items = self.own(chunk);
            for index in (0..count).rev().filter(|i| marks & (1 << i) == 0) {
                let number = (chunk * CHUNK + index) as u32;
                drop(Id::from_raw(number), &mut items[index]);
                items[index] = T::default();
                free.push(number);
            }
        }
        self.free = free;
        self.len as usize - self.free.len()
    }

    /// How many objects there are.
    pub fn live(&self) -> usize {
        self.len as usize - self.free.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Arena;

    #[test]
    fn snapshots_do_not_see_later_writes() {
        let mut a: Arena<u32> = Arena::default();
        let ids: Vec<_> = (0..200).map(|i| a.alloc(i)).collect();
        let mut b = a.snapshot();
        *a.get_mut(ids[3]) = 1000;
        *b.get_mut(ids[150]) = 2000;
        assert_eq!((*a.get(ids[3]), *b.get(ids[3])), (1000, 3));
        assert_eq!((*a.get(ids[150]), *b.get(ids[150])), (150, 2000));
    }

    #[test]
    fn sweeping_frees_what_is_not_marked() {
        let mut a: Arena<u32> = Arena::default();
        let ids: Vec<_> = (0..130).map(|i| a.alloc(i)).collect();
        for id in ids.iter().step_by(2) {
            a.mark(*id);
        }
        assert_eq!(a.sweep(|_, _| {}), 65);
        assert_eq!(a.alloc(7).index(), 1, "the lowest free place is taken first");
    }
}
