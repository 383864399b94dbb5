//! `_collections` and `_heapq`: the native parts of `collections` and `heapq`.

use crate::vm::builtins::{NativeModule, Role};
use crate::vm::compare::less;
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, NativeDef, Res};
use crate::vm::object::List;
use crate::vm::value::Value;

/// `_collections`.
pub static COLLECTIONS: NativeModule = NativeModule {
    name: "_collections",
    functions: &[],
    init: |h| vec![("deque", Value::Class(h.builtins.class(Role::Deque)))],
};

/// `_heapq`. Each function answers False, with nothing changed, where comparing needs Python code.
pub static HEAPQ: NativeModule = NativeModule {
    name: "_heapq",
    functions: &[
        NativeDef::new("up", &["heap", "place"], 2, |h, a| sift(h, a, rise)),
        NativeDef::new("down", &["heap", "place"], 2, |h, a| sift(h, a, sink)),
    ],
    init: |_| Vec::new(),
};

type Path = Vec<usize>;

fn sift(h: &mut Heap, args: &[Value], way: fn(&mut Heap, Id<List>, usize) -> Res<Path>) -> Res {
    let (Value::List(heap), Value::Int(place)) = (args[0], args[1]) else { return Ok(Value::Bool(false)) };
    match way(h, heap, place as usize) {
        Ok(path) => {
            let items = &mut h.lists.get_mut(heap).items;
            for step in path.windows(2) {
                items.swap(step[0], step[1]);
            }
            Ok(Value::Bool(true))
        }
        Err(Esc::Slow) => Ok(Value::Bool(false)),
        Err(other) => Err(other),
    }
}

/// The places through which the item at `place` rises to the top of its heap.
fn rise(h: &mut Heap, heap: Id<List>, place: usize) -> Res<Path> {
    let item = h.lists.get(heap).items[place];
    let mut path = vec![place];
    climb(h, heap, &mut path, item, 0)?;
    Ok(path)
}

fn climb(h: &mut Heap, heap: Id<List>, path: &mut Path, item: Value, top: usize) -> Res<()> {
    let mut place = path[path.len() - 1];
    while place > top {
        let above = (place - 1) / 2;
        let parent = h.lists.get(heap).items[above];
        if !less(h, item, parent)? {
            break;
        }
        path.push(above);
        place = above;
    }
    Ok(())
}

/// The places through which the item at `start` sinks: always to the smaller child down to a leaf, then up again.
fn sink(h: &mut Heap, heap: Id<List>, start: usize) -> Res<Path> {
    let end = h.lists.get(heap).items.len();
    let item = h.lists.get(heap).items[start];
    let mut path = vec![start];
    let mut place = start;
    while 2 * place + 1 < end {
        let mut child = 2 * place + 1;
        if child + 1 < end {
            let items = &h.lists.get(heap).items;
            let (left, right) = (items[child], items[child + 1]);
            if !less(h, left, right)? {
                child += 1;
            }
        }
        path.push(child);
        place = child;
    }
    // Every item on the way has moved one place up; the sunken one rises past those that are larger.
    while path.len() > 1 {
        let parent = h.lists.get(heap).items[path[path.len() - 1]];
        if !less(h, item, parent)? {
            break;
        }
        path.pop();
    }
    Ok(path)
}
