//! Copies of a heap. A copy shares every chunk of every arena, and all code, until one side writes.

use std::sync::Arc;

use super::Heap;
use crate::vm::attr::Caches;

impl Heap {
    /// A copy of the whole memory. Needs `self` to be mutable because its own chunks become shared ones.
    pub fn snapshot(&mut self) -> Heap {
        Heap {
            bigs: self.bigs.snapshot(),
            strs: self.strs.snapshot(),
            bytes: self.bytes.snapshot(),
            bytearrays: self.bytearrays.snapshot(),
            lists: self.lists.snapshot(),
            tuples: self.tuples.snapshot(),
            dicts: self.dicts.snapshot(),
            sets: self.sets.snapshot(),
            instances: self.instances.snapshot(),
            excs: self.excs.snapshot(),
            classes: self.classes.snapshot(),
            functions: self.functions.snapshot(),
            methods: self.methods.snapshot(),
            generators: self.generators.snapshot(),
            iters: self.iters.snapshot(),
            modules: self.modules.snapshot(),
            kernel: self.kernel.snapshot(),
            misc: self.misc.snapshot(),
            cells: self.cells.snapshot(),
            names: Arc::clone(&self.names),
            name_values: self.name_values.snapshot(),
            shapes: self.shapes.clone(),
            codes: Arc::clone(&self.codes),
            natives: Arc::clone(&self.natives),
            builtins: self.builtins.clone(),
            loaded: Arc::clone(&self.loaded),
            tokens: self.tokens.clone(),
            signal_hook: self.signal_hook,
            class_epoch: self.class_epoch,
            caches: Caches::none(),
            meter: self.meter.clone(),
            settings: self.settings.clone(),
        }
    }

    /// Makes copies from now on cheaper, at the cost of one deep one: see [`Arena::consolidate`](super::arena::Arena).
    pub fn consolidate(&mut self) {
        self.bigs.consolidate();
        self.strs.consolidate();
        self.bytes.consolidate();
        self.bytearrays.consolidate();
        self.lists.consolidate();
        self.tuples.consolidate();
        self.dicts.consolidate();
        self.sets.consolidate();
        self.instances.consolidate();
        self.excs.consolidate();
        self.classes.consolidate();
        self.functions.consolidate();
        self.methods.consolidate();
        self.generators.consolidate();
        self.iters.consolidate();
        self.modules.consolidate();
        self.kernel.consolidate();
        self.misc.consolidate();
        self.cells.consolidate();
        self.name_values.consolidate();
    }
}
