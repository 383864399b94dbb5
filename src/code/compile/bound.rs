//! Which locals certainly hold a value at a point of the program: what decides where `CheckBound` is needed.

/// A set of registers; the set at a point that nothing reaches holds all.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    words: Vec<u64>,
    unreachable: bool,
}

impl Bound {
    /// Whether `register` is in the set.
    pub fn has(&self, register: u16) -> bool {
        self.unreachable || self.words.get(register as usize / 64).is_some_and(|w| w >> (register % 64) & 1 == 1)
    }

    /// Adds a register.
    pub fn add(&mut self, register: u16) {
        let word = register as usize / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (register % 64);
    }

    /// Takes a register out.
    pub fn remove(&mut self, register: u16) {
        if let Some(word) = self.words.get_mut(register as usize / 64) {
            *word &= !(1 << (register % 64));
        }
    }

    /// Nothing comes here any more (after `return`, `raise`, `break`).
    pub fn end(&mut self) {
        self.unreachable = true;
    }

    /// Two ways meet.
    pub fn meet(&mut self, other: &Bound) {
        if other.unreachable {
            return;
        }
        if self.unreachable {
            *self = other.clone();
            return;
        }
        self.words.truncate(other.words.len());
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= theirs;
        }
    }

    /// What holds at the head of a loop or in a handler, where any deletion of `deleted` may have happened.
    pub fn without(mut self, deleted: &Bound) -> Bound {
        for (mine, theirs) in self.words.iter_mut().zip(&deleted.words) {
            *mine &= !theirs;
        }
        self
    }
}
