//! `dict`: entries in the order they were made, with a table of their numbers once there are more than a few. The free
//! functions here are the whole access to a dict's state; the methods of the Python class are in [`super::dict_methods`].

use std::hash::{Hash, Hasher};

use hashbrown::HashTable;

use crate::vm::compare::{self, Stop};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::Res;
use crate::vm::value::Value;

/// Up to so many entries are searched one by one, without a table.
const SMALL: usize = 8;

/// One key with its value. A removed one has an `Unbound` key until the entries are next closed up.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: i64,
    key: Value,
    value: Value,
}

/// State of a `dict`.
#[derive(Clone, Debug, Default)]
pub struct Dict {
    entries: Vec<Entry>,
    /// Numbers of the entries; empty while there are at most [`SMALL`] entries.
    table: HashTable<u32>,
    live: usize,
}

impl Hash for Dict {
    /// The entries in their places. Hashes that say which object a key is stand for nothing more.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.entries.len().hash(state);
        for &Entry { hash, key, value } in &self.entries {
            (key, value, (!compare::is_identity(hash, key)).then_some(hash)).hash(state);
        }
    }
}

impl Dict {
    /// How many keys it has.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Keys and values in order of insertion.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Value, Value)> + '_ {
        self.entries.iter().filter(|e| !e.key.is_unbound()).map(|e| (e.key, e.value))
    }

    /// Keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = Value> + '_ {
        self.entries().map(|(key, _)| key)
    }

    /// Values in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = Value> + '_ {
        self.entries().map(|(_, value)| value)
    }

    /// The first entry at or after place `pos`, and the place after it. Places are stable while no key is added or removed.
    pub fn at_or_after(&self, mut pos: usize) -> Option<(usize, Value, Value)> {
        while let Some(entry) = self.entries.get(pos) {
            pos += 1;
            if !entry.key.is_unbound() {
                return Some((pos, entry.key, entry.value));
            }
        }
        None
    }

    /// The last entry before place `pos`, and its place.
    pub fn before(&self, mut pos: usize) -> Option<(usize, Value, Value)> {
        pos = pos.min(self.entries.len());
        while pos > 0 {
            pos -= 1;
            let entry = self.entries[pos];
            if !entry.key.is_unbound() {
                return Some((pos, entry.key, entry.value));
            }
        }
        None
    }

    /// One past the last place.
    pub fn places(&self) -> usize {
        self.entries.len()
    }

    /// Bytes held, about.
    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.table.capacity() * 5
    }

    /// The keys whose hash is `hash`.
    pub fn candidates(&self, hash: i64) -> Vec<Value> {
        self.entries.iter().filter(|e| e.hash == hash && !e.key.is_unbound()).map(|e| e.key).collect()
    }

    #[inline]
    fn find(&self, hash: i64, mut same: impl FnMut(Value) -> bool) -> Option<usize> {
        if self.table.is_empty() {
            return self.entries.iter().position(|e| e.hash == hash && !e.key.is_unbound() && same(e.key));
        }
        let entries = &self.entries;
        let hit = self.table.find(spread(hash), |&i| {
            let entry = &entries[i as usize];
            entry.hash == hash && same(entry.key)
        });
        hit.map(|&i| i as usize)
    }

    fn push(&mut self, hash: i64, key: Value, value: Value) {
        let dead = self.entries.len() - self.live;
        if dead >= SMALL && dead * 2 > self.entries.len() {
            self.close_up();
        }
        let index = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if !self.table.is_empty() {
            let entries = &self.entries;
            self.table.insert_unique(spread(hash), index, |&i| spread(entries[i as usize].hash));
        } else if self.entries.len() > SMALL {
            self.index_all();
        }
    }

    fn index_all(&mut self) {
        self.table.clear();
        let entries = &self.entries;
        self.table.reserve(entries.len(), |&i| spread(entries[i as usize].hash));
        for (i, entry) in entries.iter().enumerate().filter(|(_, e)| !e.key.is_unbound()) {
            self.table.insert_unique(spread(entry.hash), i as u32, |&i| spread(entries[i as usize].hash));
        }
    }

    fn close_up(&mut self) {
        self.entries.retain(|e| !e.key.is_unbound());
        self.table.clear();
        if self.entries.len() > SMALL {
            self.index_all();
        }
    }

    fn remove_at(&mut self, index: usize) -> (Value, Value) {
        let entry = self.entries[index];
        if let Ok(place) = self.table.find_entry(spread(entry.hash), |&i| i as usize == index) {
            place.remove();
        }
        self.live -= 1;
        self.entries[index] = Entry { hash: 0, key: Value::Unbound, value: Value::Unbound };
        while self.entries.last().is_some_and(|e| e.key.is_unbound()) {
            self.entries.pop();
        }
        if self.table.is_empty() && self.entries.len() > SMALL {
            self.close_up();
        }
        (entry.key, entry.value)
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

/// The table wants both ends of a hash well mixed; integers are their own hash.
#[inline]
fn spread(hash: i64) -> u64 {
    let mixed = (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

impl Heap {
    /// A new empty `dict`.
    pub fn new_dict(&mut self) -> Id<Dict> {
        self.charge(80);
        self.dicts.alloc(Dict::default())
    }

    /// A new `dict` of these pairs.
    pub fn new_dict_of(&mut self, pairs: &[(Value, Value)]) -> Res {
        let dict = self.new_dict();
        for &(key, value) in pairs {
            set(self, dict, key, value)?;
        }
        Ok(Value::Dict(dict))
    }
}

/// The entry of a key whose hash is known.
#[inline]
fn find(h: &Heap, id: Id<Dict>, key: Value, hash: i64) -> Result<Option<usize>, Stop> {
    let dict = h.dicts.get(id);
    match key {
        Value::Str(text) => {
            let mut stop = None;
            let hit = dict.find(hash, |other| match other {
                Value::Str(other) => text == other || h.str(text) == h.str(other),
                _ => compare::same_in(h, other, key, &mut stop),
            });
            stop.map_or(Ok(hit), Err)
        }
        Value::Int(number) => {
            let mut stop = None;
            let hit = dict.find(hash, |other| match other {
                Value::Int(other) => number == other,
                _ => compare::same_in(h, other, key, &mut stop),
            });
            stop.map_or(Ok(hit), Err)
        }
        _ => {
            let mut stop = None;
            let hit = dict.find(hash, |other| compare::same_in(h, other, key, &mut stop));
            stop.map_or(Ok(hit), Err)
        }
    }
}

#[inline]
fn locate(h: &mut Heap, id: Id<Dict>, key: Value) -> Res<(i64, Option<usize>)> {
    let hash = compare::hash(h, key)?;
    match find(h, id, key, hash) {
        Ok(place) => Ok((hash, place)),
        Err(stop) => Err(stop.raise(h)),
    }
}

/// The value of a key. `Slow` where Python code must compare keys.
#[inline]
pub fn get(h: &mut Heap, id: Id<Dict>, key: Value) -> Res<Option<Value>> {
    if h.dicts.get(id).is_empty() {
        compare::hash(h, key)?;
        return Ok(None);
    }
    let (_, place) = locate(h, id, key)?;
    Ok(place.map(|i| h.dicts.get(id).entries[i].value))
}

/// Sets the value of a key.
#[inline]
pub fn set(h: &mut Heap, id: Id<Dict>, key: Value, value: Value) -> Res<()> {
    let (hash, place) = locate(h, id, key)?;
    match place {
        Some(i) => h.dicts.get_mut(id).entries[i].value = value,
        None => insert(h, id, hash, key, value),
    }
    Ok(())
}

/// Sets the value of a key if it has none. Returns the value that the key has then.
pub fn set_default(h: &mut Heap, id: Id<Dict>, key: Value, value: Value) -> Res {
    let (hash, place) = locate(h, id, key)?;
    match place {
        Some(i) => Ok(h.dicts.get(id).entries[i].value),
        None => {
            insert(h, id, hash, key, value);
            Ok(value)
        }
    }
}

/// Adds a key that is known not to be there, with its hash.
pub fn insert(h: &mut Heap, id: Id<Dict>, hash: i64, key: Value, value: Value) {
    h.charge(size_of::<Entry>() + 6);
    h.dicts.get_mut(id).push(hash, key, value);
}

/// Removes a key; its value, if there was one.
pub fn remove(h: &mut Heap, id: Id<Dict>, key: Value) -> Res<Option<Value>> {
    let (_, place) = locate(h, id, key)?;
    Ok(place.map(|i| h.dicts.get_mut(id).remove_at(i).1))
}

/// Removes and returns the last entry.
pub fn remove_last(h: &mut Heap, id: Id<Dict>) -> Option<(Value, Value)> {
    let (place, ..) = h.dicts.get(id).before(usize::MAX)?;
    Some(h.dicts.get_mut(id).remove_at(place))
}

/// Removes everything.
pub fn clear(h: &mut Heap, id: Id<Dict>) {
    h.dicts.get_mut(id).clear();
}

/// Whether there is an entry for a key that is a number or a text; none for other keys, which Python code may compare.
pub fn has_plain(h: &Heap, id: Id<Dict>, key: Value) -> Option<bool> {
    let hash = match key {
        Value::Str(text) => h.strs.get(text).hash(),
        Value::Int(number) => compare::hash_of_int(number),
        _ => return None,
    };
    find(h, id, key, hash).ok().map(|place| place.is_some())
}

/// The value of a string key.
pub fn get_str(h: &Heap, id: Id<Dict>, key: &str) -> Option<Value> {
    let dict = h.dicts.get(id);
    let place = dict.find(super::str_hash(key), |other| matches!(other, Value::Str(text) if h.str(text) == key))?;
    Some(dict.entries[place].value)
}

/// Sets the value of a string key.
pub fn set_str(h: &mut Heap, id: Id<Dict>, key: &str, value: Value) {
    let hash = super::str_hash(key);
    let found = h.dicts.get(id).find(hash, |other| matches!(other, Value::Str(text) if h.str(text) == key));
    match found {
        Some(place) => h.dicts.get_mut(id).entries[place].value = value,
        None => {
            let key = h.new_str(key);
            insert(h, id, hash, key, value);
        }
    }
}

/// The value of the very same key object (used after Python code compared the candidates).
pub fn find_identical(h: &Heap, id: Id<Dict>, key: Value, hash: i64) -> Option<usize> {
    h.dicts.get(id).find(hash, |other| other.is(key))
}

/// Value at a place told by [`find_identical`].
pub fn value_at(h: &Heap, id: Id<Dict>, place: usize) -> Value {
    h.dicts.get(id).entries[place].value
}

/// Sets the value at a place told by [`find_identical`].
pub fn set_value_at(h: &mut Heap, id: Id<Dict>, place: usize, value: Value) {
    h.dicts.get_mut(id).entries[place].value = value;
}

/// Removes what is at a place told by [`find_identical`].
pub fn remove_place(h: &mut Heap, id: Id<Dict>, place: usize) -> Value {
    h.dicts.get_mut(id).remove_at(place).1
}

/// A shallow copy. Hashes are kept, so no key is asked for anything.
pub fn copy(h: &mut Heap, id: Id<Dict>) -> Value {
    let mut dict = h.dicts.get(id).clone();
    if dict.entries.len() > dict.live {
        dict.close_up();
    }
    h.charge(dict.bytes() + 80);
    Value::Dict(h.dicts.alloc(dict))
}

/// Copies all entries of `from` into `id`; `Slow` before anything changed where Python code must compare keys.
pub fn update(h: &mut Heap, id: Id<Dict>, from: Id<Dict>) -> Res<()> {
    if id == from {
        return Ok(());
    }
    let entries: Vec<Entry> = h.dicts.get(from).entries.iter().filter(|e| !e.key.is_unbound()).copied().collect();
    let mut places = Vec::with_capacity(entries.len());
    if h.dicts.get(id).is_empty() {
        places.resize(entries.len(), None);
    } else {
        for entry in &entries {
            match find(h, id, entry.key, entry.hash) {
                Ok(place) => places.push(place),
                Err(stop) => return Err(stop.raise(h)),
            }
        }
    }
    // Values first, by place: adding entries may close up and move places.
    for (entry, place) in entries.iter().zip(&places) {
        if let Some(place) = *place {
            h.dicts.get_mut(id).entries[place].value = entry.value;
        }
    }
    for (entry, _) in entries.iter().zip(&places).filter(|(_, place)| place.is_none()) {
        insert(h, id, entry.hash, entry.key, entry.value);
    }
    Ok(())
}

/// Whether two dicts have equal keys with equal values.
pub fn equal(h: &Heap, a: Id<Dict>, b: Id<Dict>, depth: u32) -> Result<bool, Stop> {
    if h.dicts.get(a).len() != h.dicts.get(b).len() {
        return Ok(false);
    }
    for entry in h.dicts.get(a).entries.iter().filter(|e| !e.key.is_unbound()) {
        let Some(place) = find(h, b, entry.key, entry.hash)? else { return Ok(false) };
        if !compare::same(h, entry.value, h.dicts.get(b).entries[place].value, depth)? {
            return Ok(false);
        }
    }
    Ok(true)
}
