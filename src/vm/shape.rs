//! Shapes: which attribute of an instance is in which slot. Instances whose attributes were made in the same order share a
//! shape, so a look-up can be remembered by (shape, name).

use std::sync::Arc;

use super::heap::FastMap;
use super::object::ShapeId;
use super::value::Sym;

/// The attribute names of some instances, in slot order.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Name of each slot.
    pub names: Vec<Sym>,
    slots: FastMap<Sym, u32>,
    next: FastMap<Sym, ShapeId>,
}

/// All shapes of a process; shape 0 is empty.
#[derive(Clone, Debug)]
pub struct Shapes(Arc<Vec<Arc<Shape>>>);

impl Default for Shapes {
    fn default() -> Self {
        Self(Arc::new(vec![Arc::default()]))
    }
}

impl Shapes {
    /// The shape without attributes.
    pub const EMPTY: ShapeId = ShapeId(0);

    /// The slot of a name.
    #[inline]
    pub fn slot(&self, shape: ShapeId, name: Sym) -> Option<u32> {
        self.0[shape.0 as usize].slots.get(&name).copied()
    }

    /// The names of the slots.
    pub fn names(&self, shape: ShapeId) -> &[Sym] {
        &self.0[shape.0 as usize].names
    }

    /// The shape with one more attribute (in the last slot).
    pub fn with(&mut self, shape: ShapeId, name: Sym) -> ShapeId {
        if let Some(&next) = self.0[shape.0 as usize].next.get(&name) {
            return next;
        }
        let shapes = Arc::make_mut(&mut self.0);
        let id = ShapeId(shapes.len() as u32);
        let mut new = Shape { names: shapes[shape.0 as usize].names.clone(), ..Shape::default() };
        new.names.push(name);
        new.slots = new.names.iter().enumerate().map(|(i, &n)| (n, i as u32)).collect();
        Arc::make_mut(&mut shapes[shape.0 as usize]).next.insert(name, id);
        shapes.push(Arc::new(new));
        id
    }

    /// Takes over the shapes of another table where it only has more: all numbers stay what they are.
    pub fn learn(&mut self, later: &Shapes) {
        let same = |(mine, theirs): (&Arc<Shape>, &Arc<Shape>)| mine.names == theirs.names;
        if later.0.len() > self.0.len() && self.0.iter().zip(&*later.0).all(same) {
            self.0 = Arc::clone(&later.0);
        }
    }
}
