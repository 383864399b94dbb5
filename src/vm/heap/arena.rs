//! Typed arenas with cheap copies. An arena is a list of chunks; copying a world shares the chunks, and a chunk is
//! copied when one of the sharers first writes to it. A chunk that nobody shares is written without any atomic
//! operation, which is why this is not simply `Arc::make_mut`. What is there when an arena is [consolidated](Arena::consolidate) is
//! shared as a whole: copies made later do not even count it.
//!
//! The chunks of an arena are of `2^SHIFT` objects: few where it is dear to copy one, because it owns a vector or a map.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

/// Marks of a word.
const WORD: usize = u64::BITS as usize;

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
/// What arenas hold.
pub trait Stored {
    /// Tells its arena from the others, as `Value::key` does.
    const KIND: u8;
}

impl<T: Stored> Hash for Id<T> {
    /// As one number of 128 bits, the kind above: only where states are compared is a number that wide hashed, and there it
    /// stands for the object (see [`super::canon`]).
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(u128::from(T::KIND) << 64 | u128::from(self.index));
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Which objects of an arena a collection has reached.
pub struct Marks<T> {
    words: Vec<u64>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Marks<T> {
    /// Marks an object; true when it was not marked before.
    #[inline]
    pub fn mark(&mut self, id: Id<T>) -> bool {
        let word = &mut self.words[id.index() / WORD];
        let bit = 1 << (id.index() % WORD);
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }
}

#[derive(Debug)]
enum Chunk<T> {
    Own(Vec<T>),
    Shared(Arc<Vec<T>>),
    /// The one in the same place of the ground.
    Ground,
}

/// Objects of one type, by id.
#[derive(Debug)]
pub struct Arena<T, const SHIFT: u32 = 6> {
    /// Chunks that never change.
    ground: Arc<Vec<Vec<T>>>,
    /// What is in their place, and what came after them. Where this list is shorter the ground shows.
    chunks: Vec<Chunk<T>>,
    free: Vec<u32>,
    marks: Vec<u64>,
    len: u32,
}

impl<T, const SHIFT: u32> Default for Arena<T, SHIFT> {
    fn default() -> Self {
        Self { ground: Arc::default(), chunks: Vec::new(), free: Vec::new(), marks: Vec::new(), len: 0 }
    }
}

impl<T: Clone + Default, const SHIFT: u32> Arena<T, SHIFT> {
    const CHUNK: usize = 1 << SHIFT;

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
        if index as usize >> SHIFT == self.places_of_chunks() {
            self.uncover(index as usize >> SHIFT);
            self.chunks.push(Chunk::Own(Vec::with_capacity(Self::CHUNK)));
        }
        self.own(index as usize >> SHIFT).push(object);
        self.len += 1;
        Id::from_raw(index)
    }

    fn places_of_chunks(&self) -> usize {
        self.chunks.len().max(self.ground.len())
    }

    #[inline]
    fn chunk(&self, at: usize) -> &Vec<T> {
        match self.chunks.get(at) {
            Some(Chunk::Own(items)) => items,
            Some(Chunk::Shared(items)) => items,
            Some(Chunk::Ground) | None => &self.ground[at],
        }
    }

    /// Sees to it that the list of chunks is at least that long.
    fn uncover(&mut self, len: usize) {
        if self.chunks.len() < len {
            self.chunks.resize_with(len, || Chunk::Ground);
        }
    }

    /// The object.
    #[inline]
    pub fn get(&self, id: Id<T>) -> &T {
        &self.chunk(id.index() >> SHIFT)[id.index() & (Self::CHUNK - 1)]
    }

    /// The object, to be changed.
    #[inline]
    pub fn get_mut(&mut self, id: Id<T>) -> &mut T {
        let chunk = id.index() >> SHIFT;
        if !matches!(self.chunks.get(chunk), Some(Chunk::Own(_))) {
            self.own(chunk);
        }
        match &mut self.chunks[chunk] {
            Chunk::Own(items) => &mut items[id.index() & (Self::CHUNK - 1)],
            Chunk::Shared(_) | Chunk::Ground => unreachable!("made our own above"),
        }
    }

    #[inline(never)]
    fn own(&mut self, at: usize) -> &mut Vec<T> {
        self.uncover(at + 1);
        if !matches!(self.chunks[at], Chunk::Own(_)) {
            let mut own = Vec::with_capacity(Self::CHUNK);
            own.extend(self.chunk(at).iter().cloned());
            self.chunks[at] = Chunk::Own(own);
        }
        match &mut self.chunks[at] {
            Chunk::Own(items) => items,
            Chunk::Shared(_) | Chunk::Ground => unreachable!("made our own above"),
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
                    Chunk::Ground => return Chunk::Ground,
                };
                *chunk = Chunk::Shared(Arc::clone(&items));
                Chunk::Shared(items)
            })
            .collect();
        Self { ground: Arc::clone(&self.ground), chunks, free: self.free.clone(), marks: Vec::new(), len: self.len }
    }

    /// Makes all there is now the ground that this arena and its later copies stand on. Takes time for each object that is
    /// shared with an earlier copy.
    pub fn consolidate(&mut self) {
        if self.chunks.is_empty() {
            return;
        }
        let chunks = (0..self.places_of_chunks()).map(|at| {
            self.own(at);
            match &mut self.chunks[at] {
                Chunk::Own(items) => std::mem::take(items),
                Chunk::Shared(_) | Chunk::Ground => unreachable!("made our own above"),
            }
        });
        self.ground = Arc::new(chunks.collect());
        self.chunks.clear();
    }

    /// Takes the marks out, all clear, so that objects can be read while they are marked; [`Arena::sweep`] takes them back.
    pub fn take_marks(&mut self) -> Marks<T> {
        let mut words = std::mem::take(&mut self.marks);
        words.clear();
        words.resize((self.len as usize).div_ceil(WORD), 0);
        Marks { words, kind: PhantomData }
    }

    /// Frees every object that is not marked, giving each to `drop` first. Returns how many it freed.
    pub fn sweep(&mut self, marks: Marks<T>, mut drop: impl FnMut(Id<T>, &mut T)) -> usize {
        let mut was_free = vec![0_u64; marks.words.len()];
        for &index in &self.free {
            was_free[index as usize / WORD] |= 1 << (index as usize % WORD);
        }
        self.marks = marks.words;
        let before = self.free.len();
        let mut free = Vec::with_capacity(before);
        for word in (0..was_free.len()).rev() {
            let first = (word * WORD) as u32;
            let count = (self.len - first).min(u64::BITS);
            let vacant = (u64::MAX >> (u64::BITS - count)) & (was_free[word] | !self.marks[word]);
            let mut dead = vacant & !was_free[word];
            free.extend((0..count).rev().filter(|i| vacant & (1 << i) != 0).map(|i| first + i));
            while dead != 0 {
                let id = Id::from_raw(first + dead.trailing_zeros());
                dead &= dead - 1;
                // Only now is a chunk that copies share made our own.
                let object = self.get_mut(id);
                drop(id, object);
                *object = T::default();
            }
        }
        self.free = free;
        self.free.len() - before
    }

    /// All objects with their ids, freed places too.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        let all = (0..self.places_of_chunks()).flat_map(|at| self.chunk(at));
        all.enumerate().map(|(i, item)| (Id::from_raw(i as u32), item))
    }

    /// The objects that are in places of `base`, an earlier state of this arena, but not surely as they were there: those in
    /// chunks that the two do not share.
    pub fn unshared<'a>(&'a self, base: &'a Self) -> impl Iterator<Item = Id<T>> + 'a {
        let is_same = |at: usize| match (self.chunks.get(at), base.chunks.get(at)) {
            (Some(Chunk::Shared(mine)), Some(Chunk::Shared(theirs))) => Arc::ptr_eq(mine, theirs),
            (None | Some(Chunk::Ground), None | Some(Chunk::Ground)) => Arc::ptr_eq(&self.ground, &base.ground),
            _ => false,
        };
        let own = (0..self.places_of_chunks().min(base.places_of_chunks())).filter(move |&at| !is_same(at));
        own.flat_map(|at| {
            let first = at << SHIFT;
            (first..first + self.chunk(at).len().min(base.chunk(at).len())).map(|index| Id::from_raw(index as u32))
        })
    }

    /// Places that were ever used, the freed ones too.
    pub fn places(&self) -> u32 {
        self.len
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
    fn what_is_consolidated_stays_what_it_is() {
        let mut a: Arena<u32, 2> = Arena::default();
        let ids: Vec<_> = (0..10).map(|i| a.alloc(i)).collect();
        let before = a.snapshot();
        a.consolidate();
        let mut b = a.snapshot();
        assert_eq!(b.unshared(&a).count(), 0);
        *b.get_mut(ids[5]) = 50;
        let new = b.alloc(11);
        assert_eq!(b.unshared(&a).map(|id| id.index()).collect::<Vec<_>>(), [4, 5, 6, 7, 8, 9]);
        assert_eq!((*a.get(ids[5]), *b.get(ids[5]), *b.get(new)), (5, 50, 11));
        b.consolidate();
        assert_eq!((b.live(), *b.get(ids[5]), *b.get(ids[9]), *before.get(ids[5])), (11, 50, 9, 5));
        assert!(b.iter().map(|(_, item)| *item).eq([0, 1, 2, 3, 4, 50, 6, 7, 8, 9, 11]));
    }

    #[test]
    fn a_chunk_may_be_of_one_object() {
        let mut a: Arena<u32, 0> = Arena::default();
        let ids: Vec<_> = (0..70).map(|i| a.alloc(i)).collect();
        let b = a.snapshot();
        let mut marks = a.take_marks();
        ids[1..].iter().for_each(|&id| assert!(marks.mark(id)));
        assert_eq!(a.sweep(marks, |id, _| assert_eq!(id, ids[0])), 1);
        assert_eq!((a.live(), *b.get(ids[0]), *b.get(ids[69])), (69, 0, 69));
    }

    #[test]
    fn sweeping_frees_what_is_not_marked() {
        let mut a: Arena<u32> = Arena::default();
        let ids: Vec<_> = (0..130).map(|i| a.alloc(i)).collect();
        for _ in 0..2 {
            let mut marks = a.take_marks();
            for id in ids.iter().step_by(2) {
                marks.mark(*id);
            }
            let mut dead = 0;
            a.sweep(marks, |_, _| dead += 1);
            assert!(matches!(dead, 65 | 0), "nothing dies twice");
            assert_eq!(a.live(), 65);
        }
        assert_eq!(a.alloc(7).index(), 1, "the lowest free place is taken first");
    }
}
