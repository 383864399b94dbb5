//! Garbage collection: mark and sweep over the arenas. Marking keeps its own list of what is to be looked at, so that deep
//! structures need no deep stack, and counts the memory of what it reaches.

use num_bigint::BigInt;

use super::heap::Heap;
use super::heap::arena::Marks;
use super::object::{
    BoundMethod, ByteArray, Bytes, Cell, Class, Dict, ExcObject, Function, Generator, Instance, Iter, KernelKind,
    KernelObject, List, Misc, Module, Set, Str, Tuple,
};
use super::thread::Thread;
use super::value::Value;
use crate::ids::{Fd, SharedId};
use crate::sys::Dead;

/// The next collection is due when twice as much is in use as lived, but not before this many bytes.
const LEAST: u64 = 8 << 20;

/// Frees what no thread, module or token reaches. Returns the kernel objects that died.
pub fn collect<'a>(heap: &mut Heap, threads: impl Iterator<Item = &'a Thread>) -> Vec<Dead> {
    let mut marker = Marker::new(heap);
    marker.roots(heap, threads);
    while let Some(next) = marker.work.pop() {
        marker.look_into(heap, next);
    }
    sweep(heap, marker)
}

/// What the operating system has to know of a handle that is gone.
fn dead_of(object: &KernelObject) -> Option<Dead> {
    match object.kind {
        KernelKind::Nothing => None,
        KernelKind::Descriptor => Some(Dead::Descriptor(Fd(object.id.0))),
        KernelKind::Shared => Some(Dead::Shared(SharedId(object.id.0))),
        _ => Some(Dead::Object(object.id)),
    }
}

fn sweep(heap: &mut Heap, marker: Marker) -> Vec<Dead> {
    heap.bigs.sweep(marker.bigs, |_, _| {});
    heap.strs.sweep(marker.strs, |_, _| {});
    heap.bytes.sweep(marker.bytes, |_, _| {});
    heap.bytearrays.sweep(marker.bytearrays, |_, _| {});
    heap.lists.sweep(marker.lists, |_, _| {});
    heap.tuples.sweep(marker.tuples, |_, _| {});
    heap.dicts.sweep(marker.dicts, |_, _| {});
    heap.sets.sweep(marker.sets, |_, _| {});
    heap.instances.sweep(marker.instances, |_, _| {});
    heap.excs.sweep(marker.excs, |_, _| {});
    heap.functions.sweep(marker.functions, |_, _| {});
    heap.methods.sweep(marker.methods, |_, _| {});
    heap.generators.sweep(marker.generators, |_, _| {});
    heap.iters.sweep(marker.iters, |_, _| {});
    heap.modules.sweep(marker.modules, |_, _| {});
    heap.misc.sweep(marker.misc, |_, _| {});
    heap.cells.sweep(marker.cells, |_, _| {});
    if heap.classes.sweep(marker.classes, |_, _| {}) > 0 {
        // The number of a dead class may be given to another one: what was remembered about it must not be found.
        heap.class_epoch += 1;
    }
    let mut dead = Vec::new();
    heap.kernel.sweep(marker.kernel, |_, object| dead.extend(dead_of(object)));
    heap.meter.collections += 1;
    heap.meter.used = marker.used;
    heap.meter.collect_at = (marker.used * 2).max(LEAST);
    dead
}

/// The marks of every arena, what is still to be looked into, and the bytes of what was reached.
struct Marker {
    bigs: Marks<BigInt>,
    strs: Marks<Str>,
    bytes: Marks<Bytes>,
    bytearrays: Marks<ByteArray>,
    lists: Marks<List>,
    tuples: Marks<Tuple>,
    dicts: Marks<Dict>,
    sets: Marks<Set>,
    instances: Marks<Instance>,
    excs: Marks<ExcObject>,
    classes: Marks<Class>,
    functions: Marks<Function>,
    methods: Marks<BoundMethod>,
    generators: Marks<Generator>,
    iters: Marks<Iter>,
    modules: Marks<Module>,
    kernel: Marks<KernelObject>,
    misc: Marks<Misc>,
    cells: Marks<Cell>,
    work: Vec<Value>,
    used: u64,
}

impl Marker {
    fn new(h: &mut Heap) -> Self {
        Self {
            bigs: h.bigs.take_marks(),
            strs: h.strs.take_marks(),
            bytes: h.bytes.take_marks(),
            bytearrays: h.bytearrays.take_marks(),
            lists: h.lists.take_marks(),
            tuples: h.tuples.take_marks(),
            dicts: h.dicts.take_marks(),
            sets: h.sets.take_marks(),
            instances: h.instances.take_marks(),
            excs: h.excs.take_marks(),
            classes: h.classes.take_marks(),
            functions: h.functions.take_marks(),
            methods: h.methods.take_marks(),
            generators: h.generators.take_marks(),
            iters: h.iters.take_marks(),
            modules: h.modules.take_marks(),
            kernel: h.kernel.take_marks(),
            misc: h.misc.take_marks(),
            cells: h.cells.take_marks(),
            work: Vec::new(),
            used: 0,
        }
    }

    fn roots<'a>(&mut self, h: &Heap, threads: impl Iterator<Item = &'a Thread>) {
        let registers = |code: crate::code::CodeId| h.codes[code as usize].code.n_regs as usize;
        for thread in threads {
            thread.each_value(registers, |v| self.see(h, v));
        }
        h.name_values.iter().for_each(|(_, value)| self.see(h, value.0));
        for values in [&h.tokens[..], &h.builtins.names] {
            self.see_all(h, values);
        }
        self.see(h, h.signal_hook);
        for &module in h.loaded.values() {
            self.see(h, Value::Module(module));
        }
        for code in h.codes.iter() {
            self.see_all(h, &code.consts);
            self.see(h, Value::Module(code.module));
        }
        for (id, class) in h.classes.iter() {
            if class.builtin {
                self.see(h, Value::Class(id));
            }
        }
    }

    fn see_all(&mut self, h: &Heap, values: &[Value]) {
        for &v in values {
            self.see(h, v);
        }
    }

    /// Marks an object and puts it on the list if it may hold others.
    #[inline]
    fn see(&mut self, h: &Heap, v: Value) {
        let fresh = match v {
            Value::Str(id) => {
                if self.strs.mark(id) {
                    self.used += h.str(id).len() as u64 + 48;
                }
                false
            }
            Value::Big(id) => {
                if self.bigs.mark(id) {
                    self.used += h.bigs.get(id).bits() / 8 + 32;
                }
                false
            }
            Value::Bytes(id) => {
                if self.bytes.mark(id) {
                    self.used += h.bytes.get(id).data.len() as u64 + 32;
                }
                false
            }
            Value::ByteArray(id) => {
                if self.bytearrays.mark(id) {
                    self.used += h.bytearrays.get(id).data.capacity() as u64 + 40;
                }
                false
            }
            Value::Kernel(id) => {
                self.used += u64::from(self.kernel.mark(id)) * 32;
                false
            }
            Value::List(id) | Value::FastList(id) => self.lists.mark(id),
            Value::Tuple(id) | Value::FastTuple(id) => self.tuples.mark(id),
            Value::Dict(id) => self.dicts.mark(id),
            Value::Set(id) | Value::FrozenSet(id) => self.sets.mark(id),
            Value::Instance(id) => self.instances.mark(id),
            Value::Exc(id) => self.excs.mark(id),
            Value::Class(id) => self.classes.mark(id),
            Value::Function(id) => self.functions.mark(id),
            Value::Method(id) => self.methods.mark(id),
            Value::Generator(id) => self.generators.mark(id),
            Value::Iter(id) => self.iters.mark(id),
            Value::Module(id) => self.modules.mark(id),
            Value::Misc(id) => self.misc.mark(id),
            Value::Cell(id) => self.cells.mark(id),
            Value::Unbound
            | Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Native(_)
            | Value::FastRange => false,
        };
        if fresh {
            self.work.push(v);
        }
    }

    /// Sees everything that an object holds, and counts its bytes.
    fn look_into(&mut self, h: &Heap, v: Value) {
        self.used += match v {
            Value::List(id) | Value::FastList(id) => {
                let items = &h.lists.get(id).items;
                self.see_all(h, items);
                items.capacity() as u64 * 16 + 40
            }
            Value::Tuple(id) | Value::FastTuple(id) => {
                let items = &h.tuples.get(id).items;
                self.see_all(h, items);
                items.len() as u64 * 16 + 32
            }
            Value::Dict(id) => {
                let dict = h.dicts.get(id);
                for (key, value) in dict.entries() {
                    self.see(h, key);
                    self.see(h, value);
                }
                dict.bytes() as u64 + 80
            }
            Value::Set(id) | Value::FrozenSet(id) => {
                let set = h.sets.get(id);
                for item in set.items() {
                    self.see(h, item);
                }
                set.bytes() as u64 + 80
            }
            Value::Instance(id) => {
                let instance = h.instances.get(id);
                self.see(h, Value::Class(instance.class));
                self.see(h, instance.payload);
                self.see_all(h, &instance.slots);
                instance.slots.capacity() as u64 * 16 + 56
            }
            Value::Cell(id) => {
                self.see(h, h.cells.get(id).0);
                16
            }
            Value::Method(id) => {
                let method = h.methods.get(id);
                self.see_all(h, &[method.func, method.this]);
                32
            }
            Value::Function(id) => self.function(h, h.functions.get(id)),
            Value::Class(id) => self.class(h, h.classes.get(id)),
            Value::Exc(id) => {
                let exc = h.excs.get(id);
                self.see_all(h, &[exc.args, exc.cause, exc.context, exc.notes]);
                exc.traceback.capacity() as u64 * 8 + 112
            }
            Value::Generator(id) => {
                let generator = h.generators.get(id);
                self.see_all(h, &generator.regs);
                if let Some(frame) = &generator.frame {
                    frame.each_value(&mut |v| self.see(h, v));
                }
                generator.regs.capacity() as u64 * 16 + 200
            }
            Value::Iter(id) => {
                h.iters.get(id).children(|v| self.see(h, v));
                72
            }
            Value::Module(id) => {
                let module = h.modules.get(id);
                self.see_all(h, &module.slots);
                module.slots.capacity() as u64 * 40 + 120
            }
            Value::Misc(id) => self.misc(h, h.misc.get(id)),
            _ => 0,
        };
    }

    fn function(&mut self, h: &Heap, function: &Function) -> u64 {
        self.see_all(h, &[function.name, function.qualname, function.annotations, function.doc]);
        self.see(h, Value::Module(function.module));
        self.see_all(h, &function.defaults);
        for &(_, value) in function.kw_defaults.iter() {
            self.see(h, value);
        }
        for &cell in function.closure.iter() {
            self.see(h, Value::Cell(cell));
        }
        if let Some(attrs) = &function.attrs {
            attrs.values().for_each(|&v| self.see(h, v));
        }
        (function.defaults.len() * 16 + function.closure.len() * 4) as u64 + 160
    }

    fn class(&mut self, h: &Heap, class: &Class) -> u64 {
        for &id in class.bases.iter().chain(&class.mro) {
            self.see(h, Value::Class(id));
        }
        self.see(h, Value::Class(class.meta));
        class.attrs.values().for_each(|&v| self.see(h, v));
        class.attrs.len() as u64 * 40 + 300
    }

    fn misc(&mut self, h: &Heap, misc: &Misc) -> u64 {
        match misc {
            Misc::Free | Misc::Object | Misc::Range { .. } | Misc::Code(_) => {}
            Misc::File(file) => {
                let kept = file.stream.as_ref().map_or(0, |stream| stream.out.capacity());
                return (file.buffer.capacity() + kept) as u64 + 160;
            }
            Misc::Random(_) => return 2560,
            Misc::Slice { start, stop, step } => self.see_all(h, &[*start, *stop, *step]),
            Misc::Property { get, set, del, doc } => self.see_all(h, &[*get, *set, *del, *doc]),
            Misc::ClassMethod(v) | Misc::StaticMethod(v) | Misc::AttrDict(v) | Misc::Traceback(v) => self.see(h, *v),
            Misc::Super { class, this, start } => {
                self.see_all(h, &[Value::Class(*class), *this, Value::Class(*start)]);
            }
            Misc::DictView { dict, .. } => self.see(h, *dict),
            Misc::Alias { origin, args } => self.see_all(h, &[*origin, *args]),
            Misc::Deque(deque) => {
                deque.items.iter().for_each(|&v| self.see(h, v));
                return deque.items.capacity() as u64 * 16 + 120;
            }
            Misc::Pickle(state) => {
                state.children(|v| self.see(h, v));
                return state.bytes() as u64 + 400;
            }
        }
        64
    }
}

#[cfg(test)]
mod tests {
    use super::collect;
    use crate::ids::{ObjectId, Tid};
    use crate::sys::Dead;
    use crate::vm::heap::{Heap, Settings};
    use crate::vm::object::{KernelKind, KernelObject};
    use crate::vm::thread::Thread;
    use crate::vm::value::Value;

    fn heap() -> Heap {
        Heap::new(&[], Settings::default())
    }

    #[test]
    fn what_is_reached_stays_and_cycles_go() {
        let mut h = heap();
        collect(&mut h, std::iter::empty());
        let (lists, strs) = (h.lists.live(), h.strs.live());
        let text = h.new_str("kept");
        let kept = h.new_list(vec![text]);
        let cycle = h.new_list(Vec::new());
        let Value::List(id) = cycle else { unreachable!() };
        h.lists.get_mut(id).items.push(cycle);
        h.tokens.push(kept);
        collect(&mut h, std::iter::empty());
        assert_eq!((h.lists.live(), h.strs.live()), (lists + 1, strs + 1));
        h.tokens.clear();
        collect(&mut h, std::iter::empty());
        assert_eq!((h.lists.live(), h.strs.live()), (lists, strs));
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let mut h = heap();
        let mut chain = Value::None;
        for _ in 0..300_000 {
            chain = h.new_tuple(vec![chain]);
        }
        let mut thread = Thread::new(Tid::default());
        thread.exc = chain;
        collect(&mut h, std::iter::once(&thread));
        assert!(h.tuples.live() >= 300_000);
        assert!(h.meter.used > 300_000 * 48 && h.meter.collect_at >= 2 * h.meter.used);
    }

    #[test]
    fn dead_kernel_objects_are_told_once() {
        let mut h = heap();
        let object = KernelObject { id: ObjectId(7), kind: KernelKind::Event, ..KernelObject::default() };
        h.kernel.alloc(object);
        assert_eq!(collect(&mut h, std::iter::empty()), [Dead::Object(ObjectId(7))]);
        assert_eq!(collect(&mut h, std::iter::empty()), []);
    }
}
