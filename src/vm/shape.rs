//! Shapes: which attribute of an instance is in which slot. Instances whose attributes were made in the same order share a
//! shape, so a look-up can be remembered by (shape, name).

use std::sync::{Arc, Mutex, PoisonError};

use super::heap::FastMap;
use super::object::ShapeId;
use super::value::Sym;

/// The attribute names of some instances, in slot order.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Name of each slot.
    pub names: Vec<Sym>,
    slots: FastMap<Sym, u32>,
    /// The shapes with one more name, and with one less.
    more: FastMap<Sym, ShapeId>,
    less: FastMap<Sym, ShapeId>,
}

/// Shapes by number; there are only ever more.
type Table = Arc<Vec<Arc<Shape>>>;

/// All shapes of a process; shape 0 is empty. Copies of a process add to one table, so that none of them makes a shape that
/// another one has made: a shape's number says nothing about the state of a process, the shape does.
#[derive(Clone, Debug)]
pub struct Shapes {
    /// The table as this copy last saw it.
    known: Table,
    all: Arc<Mutex<Table>>,
}

impl Default for Shapes {
    fn default() -> Self {
        let known: Table = Arc::new(vec![Arc::default()]);
        Self { all: Arc::new(Mutex::new(Arc::clone(&known))), known }
    }
}

impl Shapes {
    /// The shape without attributes.
    pub const EMPTY: ShapeId = ShapeId(0);

    fn get(&self, shape: ShapeId) -> &Shape {
        &self.known[shape.0 as usize]
    }

    /// The slot of a name.
    #[inline]
    pub fn slot(&self, shape: ShapeId, name: Sym) -> Option<u32> {
        self.get(shape).slots.get(&name).copied()
    }

    /// The names of the slots.
    pub fn names(&self, shape: ShapeId) -> &[Sym] {
        &self.get(shape).names
    }

    /// The shape with one more attribute (in the last slot).
    pub fn with(&mut self, shape: ShapeId, name: Sym) -> ShapeId {
        if let Some(&known) = self.get(shape).more.get(&name) {
            return known;
        }
        self.change(|table| {
            if let Some(&known) = table[shape.0 as usize].more.get(&name) {
                return known;
            }
            let table = Arc::make_mut(table);
            let id = ShapeId(table.len() as u32);
            let mut names = table[shape.0 as usize].names.clone();
            names.push(name);
            let slots = names.iter().enumerate().map(|(i, &n)| (n, i as u32)).collect();
            Arc::make_mut(&mut table[shape.0 as usize]).more.insert(name, id);
            table.push(Arc::new(Shape { names, slots, ..Shape::default() }));
            id
        })
    }

    /// The shape without that attribute; the order of the others stays.
    pub fn without(&mut self, shape: ShapeId, name: Sym) -> ShapeId {
        if let Some(&known) = self.get(shape).less.get(&name) {
            return known;
        }
        let names: Vec<Sym> = self.names(shape).iter().copied().filter(|&other| other != name).collect();
        let id = names.into_iter().fold(Self::EMPTY, |shape, other| self.with(shape, other));
        self.change(|table| Arc::make_mut(&mut Arc::make_mut(table)[shape.0 as usize]).less.insert(name, id));
        id
    }

    /// Looks something up in the table of all copies, or changes it.
    fn change<R>(&mut self, act: impl FnOnce(&mut Table) -> R) -> R {
        // A table that nobody else looks at need not be copied to be changed.
        self.known = Table::default();
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let result = act(&mut all);
        self.known = Arc::clone(&all);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::Shapes;
    use crate::vm::value::Sym;

    #[test]
    fn copies_do_not_make_a_shape_twice() {
        let (a, b) = (Sym(1), Sym(2));
        let mut one = Shapes::default();
        let mut other = one.clone();
        let with_a = one.with(Shapes::EMPTY, a);
        let with_b = other.with(Shapes::EMPTY, b);
        assert_ne!(with_a, with_b);
        assert_eq!(other.with(Shapes::EMPTY, a), with_a);
        assert_eq!((one.names(with_a), other.names(with_b)), ([a].as_slice(), [b].as_slice()));
    }

    #[test]
    fn what_is_taken_away_leaves_the_order_of_the_rest() {
        let mut shapes = Shapes::default();
        let all = [3, 1, 2].into_iter().fold(Shapes::EMPTY, |shape, name| shapes.with(shape, Sym(name)));
        for _ in 0..2 {
            let rest = shapes.without(all, Sym(1));
            assert_eq!(shapes.names(rest), [Sym(3), Sym(2)]);
            assert_eq!((shapes.slot(rest, Sym(2)), shapes.slot(rest, Sym(1))), (Some(1), None));
        }
    }
}
