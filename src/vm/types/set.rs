//! `set` and `frozenset`: an open-addressed table with the probing and growth of CPython's `setobject.c`, because programs
//! print sets and the order must be the one they know. The methods of the Python classes are in [`super::set_methods`].

use std::hash::{Hash, Hasher};

use crate::vm::compare::{self, Stop};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::Res;
use crate::vm::value::Value;

const MIN_SIZE: usize = 8;
/// Neighbours tried before the next jump.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// Sets larger than this double, smaller ones quadruple.
const LARGE: usize = 50_000;

/// A place of the table. Never used: `Unbound` and 0; removed: `Unbound` and -1 (no hash is -1).
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Value,
    hash: i64,
}

const EMPTY: Slot = Slot { key: Value::Unbound, hash: 0 };
const DUMMY: Slot = Slot { key: Value::Unbound, hash: -1 };

impl Slot {
    fn is_empty(&self) -> bool {
        self.key.is_unbound() && self.hash == 0
    }
}

/// State of a `set` or `frozenset`.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// A power of two of slots, or none while nothing was ever added.
    table: Vec<Slot>,
    /// Slots that are not empty.
    fill: usize,
    used: usize,
    /// Where `pop` looks next.
    finger: usize,
}

impl Hash for Set {
    /// The items in their places, and the hash of each unless it only says which object that is.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.table.len(), self.finger).hash(state);
        for (place, &Slot { key, hash }) in self.table.iter().enumerate().filter(|(_, slot)| !slot.is_empty()) {
            (place, key, (!compare::is_identity(hash, key)).then_some(hash)).hash(state);
        }
    }
}

impl Set {
    /// How many items it has.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// The items in table order.
    pub fn items(&self) -> impl Iterator<Item = Value> + '_ {
        self.pairs().map(|(key, _)| key)
    }

    /// The items with their hashes.
    pub fn pairs(&self) -> impl Iterator<Item = (Value, i64)> + '_ {
        self.table.iter().filter(|s| !s.key.is_unbound()).map(|s| (s.key, s.hash))
    }

    /// The first item at or after a place, and the place after it.
    pub fn at_or_after(&self, mut pos: usize) -> Option<(usize, Value)> {
        while let Some(slot) = self.table.get(pos) {
            pos += 1;
            if !slot.key.is_unbound() {
                return Some((pos, slot.key));
            }
        }
        None
    }

    /// Bytes held, about.
    pub fn bytes(&self) -> usize {
        self.table.capacity() * size_of::<Slot>()
    }

    fn mask(&self) -> usize {
        if self.table.is_empty() { MIN_SIZE - 1 } else { self.table.len() - 1 }
    }

    /// Items that might equal something of that hash.
    pub fn candidates(&self, hash: i64) -> Vec<Value> {
        let mut found = Vec::new();
        let _ = self.find(hash, |key| {
            found.push(key);
            false
        });
        found
    }

    /// The place of the item of that hash that `same` accepts, or the empty place where the search ended.
    fn find(&self, hash: i64, mut same: impl FnMut(Value) -> bool) -> Result<usize, usize> {
        if self.table.is_empty() {
            return Err(0);
        }
        let mask = self.mask();
        let mut perturb = hash as u64;
        let mut i = hash as usize & mask;
        loop {
            let probes = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for place in i..=i + probes {
                let slot = &self.table[place];
                if slot.is_empty() {
                    return Err(place);
                }
                if slot.hash == hash && !slot.key.is_unbound() && same(slot.key) {
                    return Ok(place);
                }
            }
            perturb >>= PERTURB_SHIFT;
            i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    fn add_new(&mut self, key: Value, hash: i64) {
        if self.table.is_empty() {
            self.table = vec![EMPTY; MIN_SIZE];
        }
        self.used += 1;
        let (end, removed) = self.free_place(hash);
        if let Some(place) = removed {
            self.table[place] = Slot { key, hash };
            return;
        }
        self.table[end] = Slot { key, hash };
        self.fill += 1;
        if self.fill * 5 >= self.mask() * 3 {
            self.resize(self.growth());
        }
    }

    /// The empty place where a search for a new item of that hash ends, and the removed one that it passes last.
    fn free_place(&self, hash: i64) -> (usize, Option<usize>) {
        let mut removed = None;
        let mask = self.mask();
        let mut perturb = hash as u64;
        let mut i = hash as usize & mask;
        loop {
            let probes = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for place in i..=i + probes {
                let slot = &self.table[place];
                if slot.is_empty() {
                    return (place, removed);
                }
                if slot.key.is_unbound() {
                    removed = Some(place);
                }
            }
            perturb >>= PERTURB_SHIFT;
            i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    fn growth(&self) -> usize {
        if self.used > LARGE { self.used * 2 } else { self.used * 4 }
    }

    /// A table for more than `least` items, without removed ones.
    fn resize(&mut self, least: usize) {
        let mut size = MIN_SIZE;
        while size <= least {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.table, vec![EMPTY; size]);
        self.fill = self.used;
        for slot in old.into_iter().filter(|s| !s.key.is_unbound()) {
            self.insert_clean(slot);
        }
    }

    fn insert_clean(&mut self, slot: Slot) {
        let place = self.find(slot.hash, |_| false).unwrap_or_else(|place| place);
        self.table[place] = slot;
    }

    fn remove_place(&mut self, place: usize) {
        self.table[place] = DUMMY;
        self.used -= 1;
    }

    /// Makes room at once for `more` items.
    pub fn make_room(&mut self, more: usize) {
        if (self.fill + more) * 5 >= self.mask() * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    /// Closes up a table of which more than a quarter was removed.
    pub fn shed(&mut self) {
        if self.fill - self.used > self.mask() / 4 {
            self.resize(self.growth());
        }
    }

    /// What a new set filled from this one holds.
    pub fn copied(&self) -> Self {
        let mut new = Self::default();
        new.fill_from(self);
        new
    }

    /// Takes over all items of another set; this one is empty.
    fn fill_from(&mut self, other: &Self) {
        if other.used == 0 {
            return;
        }
        self.make_room(other.used);
        if self.table.is_empty() {
            self.table = vec![EMPTY; MIN_SIZE];
        }
        if self.table.len() == other.table.len() && other.fill == other.used {
            self.table.clone_from(&other.table);
        } else {
            for (key, hash) in other.pairs() {
                self.insert_clean(Slot { key, hash });
            }
        }
        self.fill = other.used;
        self.used = other.used;
    }
}

impl Heap {
    /// A new empty `set`.
    pub fn new_set(&mut self) -> Id<Set> {
        self.charge(216);
        self.sets.alloc(Set::default())
    }
}

fn find(h: &Heap, set: &Set, key: Value, hash: i64) -> Result<Option<usize>, Stop> {
    let mut stop = None;
    let hit = set.find(hash, |other| match (key, other) {
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b || h.str(a) == h.str(b),
        _ => compare::same_in(h, other, key, &mut stop),
    });
    stop.map_or(Ok(hit.ok()), Err)
}

fn locate(h: &mut Heap, id: Id<Set>, key: Value) -> Res<(i64, Option<usize>)> {
    let hash = compare::hash(h, key)?;
    locate_hashed(h, id, key, hash).map(|place| (hash, place))
}

fn locate_hashed(h: &mut Heap, id: Id<Set>, key: Value, hash: i64) -> Res<Option<usize>> {
    match find(h, h.sets.get(id), key, hash) {
        Ok(place) => Ok(place),
        Err(stop) => Err(stop.raise(h)),
    }
}

/// Whether an item is in the set. `Slow` where Python code must compare.
pub fn contains(h: &mut Heap, id: Id<Set>, key: Value) -> Res<bool> {
    Ok(locate(h, id, key)?.1.is_some())
}

/// The same for a known hash.
pub fn contains_hashed(h: &mut Heap, id: Id<Set>, key: Value, hash: i64) -> Res<bool> {
    Ok(locate_hashed(h, id, key, hash)?.is_some())
}

/// Adds an item; whether it was new.
pub fn add(h: &mut Heap, id: Id<Set>, key: Value) -> Res<bool> {
    let hash = compare::hash(h, key)?;
    add_hashed(h, id, key, hash)
}

/// The same for a known hash.
pub fn add_hashed(h: &mut Heap, id: Id<Set>, key: Value, hash: i64) -> Res<bool> {
    let new = locate_hashed(h, id, key, hash)?.is_none();
    if new {
        insert(h, id, key, hash);
    }
    Ok(new)
}

/// Adds an item that is known not to be there.
pub fn insert(h: &mut Heap, id: Id<Set>, key: Value, hash: i64) {
    h.charge(64);
    h.sets.get_mut(id).add_new(key, hash);
}

/// Removes an item; whether it was there.
pub fn remove(h: &mut Heap, id: Id<Set>, key: Value) -> Res<bool> {
    let hash = compare::hash(h, key)?;
    remove_hashed(h, id, key, hash)
}

/// The same for a known hash.
pub fn remove_hashed(h: &mut Heap, id: Id<Set>, key: Value, hash: i64) -> Res<bool> {
    let place = locate_hashed(h, id, key, hash)?;
    if let Some(place) = place {
        h.sets.get_mut(id).remove_place(place);
    }
    Ok(place.is_some())
}

/// Removes the very same object.
pub fn remove_identical(h: &mut Heap, id: Id<Set>, key: Value, hash: i64) -> bool {
    let set = h.sets.get_mut(id);
    let place = set.find(hash, |other| other.is(key));
    if let Ok(place) = place {
        set.remove_place(place);
    }
    place.is_ok()
}

/// Removes and returns an item, none if the set is empty.
pub fn pop(h: &mut Heap, id: Id<Set>) -> Option<Value> {
    let set = h.sets.get_mut(id);
    if set.used == 0 {
        return None;
    }
    let mask = set.mask();
    let mut place = set.finger & mask;
    while set.table[place].key.is_unbound() {
        place = (place + 1) & mask;
    }
    let key = set.table[place].key;
    set.remove_place(place);
    set.finger = place + 1;
    Some(key)
}

/// Removes everything.
pub fn clear(h: &mut Heap, id: Id<Set>) {
    *h.sets.get_mut(id) = Set::default();
}

/// A new set object with the items of another.
pub fn copy(h: &mut Heap, id: Id<Set>) -> Id<Set> {
    let new = h.sets.get(id).copied();
    h.charge(new.bytes() + 200);
    h.sets.alloc(new)
}

/// Adds all items of another set.
pub fn merge(h: &mut Heap, id: Id<Set>, other: Id<Set>) -> Res<()> {
    if id == other || h.sets.get(other).is_empty() {
        return Ok(());
    }
    if h.sets.get(id).fill == 0 {
        let source = h.sets.get(other).clone();
        h.charge(source.bytes());
        h.sets.get_mut(id).fill_from(&source);
        return Ok(());
    }
    let pairs: Vec<(Value, i64)> = h.sets.get(other).pairs().collect();
    for &(key, hash) in &pairs {
        locate_hashed(h, id, key, hash)?;
    }
    h.sets.get_mut(id).make_room(pairs.len());
    for (key, hash) in pairs {
        add_hashed(h, id, key, hash)?;
    }
    Ok(())
}

/// Whether every item of `a` is in `b`.
pub fn is_subset(h: &Heap, a: Id<Set>, b: Id<Set>) -> Result<bool, Stop> {
    let (a, b) = (h.sets.get(a), h.sets.get(b));
    if a.len() > b.len() {
        return Ok(false);
    }
    for (key, hash) in a.pairs() {
        if find(h, b, key, hash)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}
