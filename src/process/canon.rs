//! The number of a process's state: see [`crate::vm::heap::canon`].

use std::hash::Hash;

use super::Process;
use crate::vm::heap::canon::Canon;

impl Process {
    /// A number that is the same for states which no program can tell from each other. `base`: an earlier state of this
    /// process, or of one that it was forked from, with which all of them are compared.
    pub fn canon(&self, base: &Process) -> u128 {
        let mut canon = Canon::new(&self.heap, &base.heap);
        for thread in &self.threads {
            thread.is_some().hash(&mut canon);
            thread.iter().for_each(|thread| thread.hash_live(&self.heap.codes, &mut canon));
        }
        canon.number()
    }
}
