//! The iterators of `itertools` that need no Python code: what they run through is native, and they call nothing.

use crate::code::instr::BinOp;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::items;
use crate::vm::native::Res;
use crate::vm::object::Iter;
use crate::vm::ops;
use crate::vm::value::Value;

/// State of such an iterator.
#[derive(Clone, Debug, Default, Hash)]
pub enum Tool {
    /// At its end.
    #[default]
    Done,
    /// `count(start, step)`.
    Count {
        /// The next number.
        next: Value,
        /// Added each time.
        step: Value,
    },
    /// `repeat(object, times)`.
    Repeat {
        /// The object.
        object: Value,
        /// How often yet; none for ever.
        left: Option<u64>,
    },
    /// `chain(*iterables)`: the iterables yet to come, last first, and the iterator of the present one.
    Chain {
        /// Yet to come.
        rest: Vec<Value>,
        /// The present one, or Unbound.
        current: Value,
    },
    /// `islice`: items to pass over first, and then how many to give, each followed by `skip` more that are passed over.
    Islice {
        /// Its iterator.
        inner: Value,
        /// To be passed over before the next item.
        ahead: u64,
        /// Position at which it ends.
        stop: u64,
        /// Items consumed.
        at: u64,
        /// Step less one.
        skip: u64,
    },
    /// `cycle`: what was read, and where it is in the second and later rounds.
    Cycle {
        /// Its iterator until that ends, then Unbound.
        inner: Value,
        /// The items.
        saved: Vec<Value>,
        /// The next of them.
        at: usize,
    },
    /// `product`, `permutations`, `combinations`: a rule and the indices of the next row.
    Rows {
        /// Which.
        rule: Rule,
        /// The items of each place (one pool for all places but in products).
        pools: Vec<Box<[Value]>>,
        /// Index of the item in each place, or the order of all items and the turns of each place (permutations).
        at: Vec<usize>,
        /// Only permutations: how many turns each place has left.
        turns: Vec<usize>,
    },
}

/// How rows follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named after the functions")]
pub enum Rule {
    Product,
    Permutations,
    Combinations,
}

impl Tool {
    /// The name of its type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Tool::Done => "itertools.iterator",
            Tool::Count { .. } => "itertools.count",
            Tool::Repeat { .. } => "itertools.repeat",
            Tool::Chain { .. } => "itertools.chain",
            Tool::Islice { .. } => "itertools.islice",
            Tool::Cycle { .. } => "itertools.cycle",
            Tool::Rows { rule: Rule::Product, .. } => "itertools.product",
            Tool::Rows { rule: Rule::Permutations, .. } => "itertools.permutations",
            Tool::Rows { rule: Rule::Combinations, .. } => "itertools.combinations",
        }
    }

    /// The values it holds, for the collector.
    pub fn children(&self, mut visit: impl FnMut(Value)) {
        match self {
            Tool::Done => {}
            Tool::Count { next, step } => [*next, *step].into_iter().for_each(visit),
            Tool::Repeat { object, .. } => visit(*object),
            Tool::Chain { rest, current } => {
                rest.iter().copied().for_each(&mut visit);
                visit(*current);
            }
            Tool::Islice { inner, .. } => visit(*inner),
            Tool::Cycle { inner, saved, .. } => {
                saved.iter().copied().for_each(&mut visit);
                visit(*inner);
            }
            Tool::Rows { pools, .. } => pools.iter().flat_map(|pool| pool.iter().copied()).for_each(visit),
        }
    }
}

/// What the repr of a `count` or `repeat` shows: its name and arguments.
pub fn shown(h: &Heap, id: Id<Iter>) -> Option<(&'static str, Vec<Value>)> {
    let Iter::Tool(tool) = h.iters.get(id) else { return None };
    match **tool {
        Tool::Count { next, step: Value::Int(1) } => Some(("count", vec![next])),
        Tool::Count { next, step } => Some(("count", vec![next, step])),
        Tool::Repeat { object, left: None } => Some(("repeat", vec![object])),
        Tool::Repeat { object, left: Some(n) } => Some(("repeat", vec![object, Value::Int(n as i64)])),
        _ => None,
    }
}

/// The next item of the tool behind an iterator.
pub fn next(h: &mut Heap, id: Id<Iter>) -> Res<Option<Value>> {
    let Iter::Tool(place) = h.iters.get_mut(id) else { return Ok(None) };
    let mut tool = std::mem::take(&mut **place);
    let item = advance(h, &mut tool);
    if let Iter::Tool(place) = h.iters.get_mut(id) {
        **place = tool;
    }
    item
}

fn advance(h: &mut Heap, tool: &mut Tool) -> Res<Option<Value>> {
    match tool {
        Tool::Done => Ok(None),
        Tool::Count { next, step } => {
            let item = *next;
            *next = ops::binary(h, BinOp::Add, item, *step)?;
            Ok(Some(item))
        }
        Tool::Repeat { object, left } => match left {
            Some(0) => Ok(None),
            Some(n) => {
                *n -= 1;
                Ok(Some(*object))
            }
            None => Ok(Some(*object)),
        },
        Tool::Chain { rest, current } => loop {
            if !current.is_unbound()
                && let Some(item) = items::next(h, *current)?
            {
                return Ok(Some(item));
            }
            match rest.pop() {
                Some(iterable) => *current = items::iter(h, iterable)?,
                None => {
                    *current = Value::Unbound;
                    return Ok(None);
                }
            }
        },
        Tool::Islice { inner, ahead, stop, at, skip } => {
            while *ahead > 0 && *at < *stop {
                if items::next(h, *inner)?.is_none() {
                    *stop = 0;
                    return Ok(None);
                }
                *at += 1;
                *ahead -= 1;
            }
            if *at >= *stop {
                return Ok(None);
            }
            let item = items::next(h, *inner)?;
            *at += 1;
            *ahead = *skip;
            if item.is_none() {
                *stop = 0;
            }
            Ok(item)
        }
        Tool::Cycle { inner, saved, at } => {
            if !inner.is_unbound() {
                if let Some(item) = items::next(h, *inner)? {
                    h.charge(16);
                    saved.push(item);
                    return Ok(Some(item));
                }
                *inner = Value::Unbound;
            }
            let Some(&item) = saved.get(*at) else { return Ok(None) };
            *at = (*at + 1) % saved.len();
            Ok(Some(item))
        }
        Tool::Rows { rule, pools, at, turns } => {
            let places = if *rule == Rule::Permutations { turns.len() } else { at.len() };
            let pool = |place: usize| if *rule == Rule::Product { &pools[place] } else { &pools[0] };
            let row = (0..places).map(|place| pool(place)[at[place]]).collect();
            let more = match rule {
                Rule::Product => next_product(pools, at),
                Rule::Permutations => next_permutation(at, turns),
                Rule::Combinations => next_combination(pools[0].len(), at),
            };
            if !more {
                *tool = Tool::Done;
            }
            Ok(Some(h.new_tuple(row)))
        }
    }
}

/// The next indices, the last place fastest; false when all have been.
fn next_product(pools: &[Box<[Value]>], at: &mut [usize]) -> bool {
    for place in (0..at.len()).rev() {
        at[place] += 1;
        if at[place] < pools[place].len() {
            return true;
        }
        at[place] = 0;
    }
    false
}

/// The next arrangement in the order of places: each place takes its turns over the items behind it.
fn next_permutation(order: &mut [usize], turns: &mut [usize]) -> bool {
    let n = order.len();
    for place in (0..turns.len()).rev() {
        turns[place] -= 1;
        if turns[place] > 0 {
            order.swap(place, n - turns[place]);
            return true;
        }
        order[place..].rotate_left(1);
        turns[place] = n - place;
    }
    false
}

fn next_combination(n: usize, at: &mut [usize]) -> bool {
    let k = at.len();
    let Some(place) = (0..k).rev().find(|&place| at[place] != place + n - k) else { return false };
    let first = at[place] + 1;
    for (offset, index) in at[place..].iter_mut().enumerate() {
        *index = first + offset;
    }
    true
}
