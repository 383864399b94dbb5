//! Numbers for states of a heap: equal for two states between which no program can tell, whatever the numbers of their
//! objects are. Objects are told apart by when a walk from the roots meets them.
//!
//! All states that are compared come from one, the base. What was there has the same number in each of them and is rarely
//! written to, so it is only looked at where the state does not share it with the base.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use num_bigint::BigInt;

use super::arena::{Arena, Id, Stored};
use super::{FastMap, Heap};
use crate::vm::object::{
    BoundMethod, ByteArray, Bytes, Cell, Class, Dict, ExcObject, Function, Generator, Instance, Iter, KernelObject,
    List, Misc, Module, Set, ShapeId, Str, Tuple,
};

impl Stored for BigInt {
    const KIND: u8 = 7;
}
impl Stored for Str {
    const KIND: u8 = 8;
}
impl Stored for Bytes {
    const KIND: u8 = 9;
}
impl Stored for ByteArray {
    const KIND: u8 = 10;
}
impl Stored for List {
    const KIND: u8 = 11;
}
impl Stored for Tuple {
    const KIND: u8 = 12;
}
impl Stored for Dict {
    const KIND: u8 = 13;
}
impl Stored for Set {
    const KIND: u8 = 14;
}
impl Stored for Instance {
    const KIND: u8 = 16;
}
impl Stored for ExcObject {
    const KIND: u8 = 17;
}
impl Stored for Class {
    const KIND: u8 = 18;
}
impl Stored for Function {
    const KIND: u8 = 19;
}
impl Stored for BoundMethod {
    const KIND: u8 = 21;
}
impl Stored for Generator {
    const KIND: u8 = 22;
}
impl Stored for Iter {
    const KIND: u8 = 23;
}
impl Stored for Module {
    const KIND: u8 = 24;
}
impl Stored for KernelObject {
    const KIND: u8 = 25;
}
impl Stored for Misc {
    const KIND: u8 = 26;
}
impl Stored for Cell {
    const KIND: u8 = 27;
}

/// A hasher of 128 bits: two lanes that have nothing to do with each other, each multiplied out to 128 bits and folded.
#[derive(Clone, Debug)]
pub struct Mixer([u64; 2]);

impl Default for Mixer {
    fn default() -> Self {
        Self([0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344])
    }
}

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product ^ (product >> 64)) as u64
}

impl Mixer {
    /// The number of all that was hashed.
    pub fn number(&self) -> u128 {
        let [a, b] = self.0;
        u128::from(fold(a ^ 0xa409_3822_299f_31d0, 0x9e37_79b9_7f4a_7c15)) << 64
            | u128::from(fold(b ^ 0x082e_fa98_ec4e_6c89, 0xd1b5_4a32_d192_ed03))
    }

    #[inline]
    fn word(&mut self, word: u64) {
        let [a, b] = self.0;
        self.0 = [
            fold(a.rotate_left(29) ^ word, 0x9fb2_1c65_1e98_df25),
            fold(b.rotate_left(41).wrapping_add(word), 0xe703_7ed1_a0b4_28db).wrapping_add(a),
        ];
    }
}

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.number() as u64
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.word(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        let rest = words.remainder();
        let last = rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        self.word(last | (rest.len() as u64) << 56);
    }

    fn write_u8(&mut self, n: u8) {
        self.word(n.into());
    }

    fn write_u16(&mut self, n: u16) {
        self.word(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.word(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.word(n);
    }

    fn write_u128(&mut self, n: u128) {
        self.word(n as u64);
        self.word((n >> 64) as u64);
    }

    fn write_usize(&mut self, n: usize) {
        self.word(n as u64);
    }
}

impl Heap {
    /// How many places for objects of a kind (as [`Value::key`](crate::vm::value::Value::key) has them) were ever used.
    pub fn places(&self, kind: u8) -> u32 {
        match kind {
            BigInt::KIND => self.bigs.places(),
            Str::KIND => self.strs.places(),
            Bytes::KIND => self.bytes.places(),
            ByteArray::KIND => self.bytearrays.places(),
            List::KIND => self.lists.places(),
            Tuple::KIND => self.tuples.places(),
            Dict::KIND => self.dicts.places(),
            Set::KIND => self.sets.places(),
            Instance::KIND => self.instances.places(),
            ExcObject::KIND => self.excs.places(),
            Class::KIND => self.classes.places(),
            Function::KIND => self.functions.places(),
            BoundMethod::KIND => self.methods.places(),
            Generator::KIND => self.generators.places(),
            Iter::KIND => self.iters.places(),
            Module::KIND => self.modules.places(),
            KernelObject::KIND => self.kernel.places(),
            Misc::KIND => self.misc.places(),
            Cell::KIND => self.cells.places(),
            _ => 0,
        }
    }
}

/// Hashes a state of a heap: to it, the numbers of objects are objects.
pub struct Canon<'h> {
    heap: &'h Heap,
    mixer: Mixer,
    /// Objects that are not the base's, by kind and number: the how manieth each is that was met. None: numbers are hashed
    /// as they are.
    met: Option<FastMap<(u8, u32), u32>>,
    base: &'h Heap,
    /// Those of them that were not looked into.
    work: VecDeque<(u8, u32)>,
}

impl<'h> Canon<'h> {
    /// Hashes what is not as it was in the base; what can be reached from elsewhere is to follow, then [`Canon::number`].
    pub fn new(heap: &'h Heap, base: &'h Heap) -> Self {
        let mut canon =
            Self { heap, mixer: Mixer::default(), met: Some(FastMap::default()), base, work: VecDeque::new() };
        canon.tables();
        canon.changed(&heap.bigs, &base.bigs);
        canon.changed(&heap.strs, &base.strs);
        canon.changed(&heap.bytes, &base.bytes);
        canon.changed(&heap.bytearrays, &base.bytearrays);
        canon.changed(&heap.lists, &base.lists);
        canon.changed(&heap.tuples, &base.tuples);
        canon.changed(&heap.dicts, &base.dicts);
        canon.changed(&heap.sets, &base.sets);
        canon.changed(&heap.instances, &base.instances);
        canon.changed(&heap.excs, &base.excs);
        canon.changed(&heap.classes, &base.classes);
        canon.changed(&heap.functions, &base.functions);
        canon.changed(&heap.methods, &base.methods);
        canon.changed(&heap.generators, &base.generators);
        canon.changed(&heap.iters, &base.iters);
        canon.changed(&heap.modules, &base.modules);
        canon.changed(&heap.kernel, &base.kernel);
        canon.changed(&heap.misc, &base.misc);
        canon.changed(&heap.cells, &base.cells);
        (0..base.iters.places()).for_each(|index| canon.note(Iter::KIND, index));
        canon
    }

    /// What gives numbers their meaning, where it is not the base's, and what the heap holds beside its objects.
    fn tables(&mut self) {
        let (heap, base) = (self.heap, self.base);
        if !Arc::ptr_eq(&heap.names, &base.names) {
            heap.names.iter().for_each(|name| name.hash(self));
        }
        if !Arc::ptr_eq(&heap.loaded, &base.loaded) {
            heap.loaded.iter().for_each(|module| module.hash(self));
        }
        (heap.codes.len(), heap.natives.len(), &heap.tokens, heap.signal_hook).hash(self);
        let settings = &heap.settings;
        (settings.recursion_limit, settings.max_str_digits, &settings.directory, &settings.payload).hash(self);
    }

    fn changed<T: Stored + Hash + Clone + Default, const SHIFT: u32>(
        &mut self,
        arena: &'h Arena<T, SHIFT>,
        base: &'h Arena<T, SHIFT>,
    ) {
        for id in arena.unshared(base) {
            let object = arena.get(id);
            if self.plainly(self.heap, object) != self.plainly(self.base, base.get(id)) {
                id.hash(self);
                object.hash(self);
            }
        }
    }

    /// An object by itself, with the numbers of others as they are.
    fn plainly(&self, heap: &'h Heap, object: &impl Hash) -> u128 {
        let mut canon = Canon { heap, mixer: Mixer::default(), met: None, base: self.base, work: VecDeque::new() };
        object.hash(&mut canon);
        canon.mixer.number()
    }

    /// The number of all that was hashed and what can be reached from there.
    pub fn number(mut self) -> u128 {
        while let Some((kind, index)) = self.work.pop_front() {
            self.look_into(kind, index);
        }
        self.mixer.number()
    }

    fn look_into(&mut self, kind: u8, index: u32) {
        let heap = self.heap;
        match kind {
            BigInt::KIND => heap.bigs.get(Id::from_raw(index)).hash(self),
            Str::KIND => Hash::hash(heap.strs.get(Id::from_raw(index)), self),
            Bytes::KIND => heap.bytes.get(Id::from_raw(index)).hash(self),
            ByteArray::KIND => heap.bytearrays.get(Id::from_raw(index)).hash(self),
            List::KIND => heap.lists.get(Id::from_raw(index)).hash(self),
            Tuple::KIND => heap.tuples.get(Id::from_raw(index)).hash(self),
            Dict::KIND => heap.dicts.get(Id::from_raw(index)).hash(self),
            Set::KIND => heap.sets.get(Id::from_raw(index)).hash(self),
            Instance::KIND => heap.instances.get(Id::from_raw(index)).hash(self),
            ExcObject::KIND => heap.excs.get(Id::from_raw(index)).hash(self),
            Class::KIND => heap.classes.get(Id::from_raw(index)).hash(self),
            Function::KIND => heap.functions.get(Id::from_raw(index)).hash(self),
            BoundMethod::KIND => heap.methods.get(Id::from_raw(index)).hash(self),
            Generator::KIND => heap.generators.get(Id::from_raw(index)).hash(self),
            Iter::KIND => heap.iters.get(Id::from_raw(index)).hash(self),
            Module::KIND => heap.modules.get(Id::from_raw(index)).hash(self),
            KernelObject::KIND => heap.kernel.get(Id::from_raw(index)).hash(self),
            Misc::KIND => heap.misc.get(Id::from_raw(index)).hash(self),
            Cell::KIND => heap.cells.get(Id::from_raw(index)).hash(self),
            _ => {}
        }
        self.note(kind, index);
    }

    /// What an object means by another one without saying so: whether a deque is as an iteration over it left it.
    fn note(&mut self, kind: u8, index: u32) {
        if kind == Iter::KIND
            && let Iter::Deque { deque, version, .. } = self.heap.iters.get(Id::from_raw(index))
            && let Misc::Deque(deque) = self.heap.misc.get(*deque)
        {
            (deque.version == version.0).hash(self);
        }
    }

    fn shape(&mut self, shape: ShapeId) {
        self.heap.shapes.names(shape).hash(self);
    }
}

impl Hasher for Canon<'_> {
    fn finish(&self) -> u64 {
        self.mixer.finish()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.mixer.write(bytes);
    }

    fn write_u8(&mut self, n: u8) {
        self.mixer.word(n.into());
    }

    fn write_u16(&mut self, n: u16) {
        self.mixer.word(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.mixer.word(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.mixer.word(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.mixer.word(n as u64);
    }

    /// An object, by its kind and number.
    fn write_u128(&mut self, n: u128) {
        let (kind, index) = ((n >> 64) as u8, n as u32);
        if kind == ShapeId::KIND {
            return self.shape(ShapeId(index));
        }
        let is_old = index < self.base.places(kind);
        let number = match &mut self.met {
            Some(met) if !is_old => {
                let next = met.len() as u32;
                let work = &mut self.work;
                *met.entry((kind, index)).or_insert_with(|| {
                    work.push_back((kind, index));
                    next
                })
            }
            _ => index,
        };
        self.mixer.word(u64::from(kind) << 33 | u64::from(is_old) << 32 | u64::from(number));
    }
}
