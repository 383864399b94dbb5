//! `_collections`, `_heapq` and `_records`: the native parts of `collections`, `heapq` and `dataclasses`.

use crate::vm::attr;
use crate::vm::builtins::{NativeModule, Role};
use crate::vm::class::{flag, has_flag};
use crate::vm::compare::{less, plain};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, NativeDef, Res};
use crate::vm::object::{BoundMethod, Dict, List};
use crate::vm::types::{dict, tuple};
use crate::vm::value::Value;

/// `_collections`.
pub static COLLECTIONS: NativeModule = NativeModule {
    name: "_collections",
    functions: &[NativeDef::new("count_elements", &["counter", "iterable"], 2, count_elements)],
    init: |h| vec![("deque", Value::Class(h.builtins.class(Role::Deque)))],
};

/// Adds one to the count of each item; False, with nothing changed, where that needs Python code.
fn count_elements(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Dict(counts) = plain(h, args[0]) else { return Ok(Value::Bool(false)) };
    match count_new(h, counts, args[1]) {
        Err(Esc::Slow) => Ok(Value::Bool(false)),
        Err(other) => Err(other),
        Ok(counted) => {
            for (key, n) in counted {
                dict::set(h, counts, key, Value::Int(n))?;
            }
            Ok(Value::Bool(true))
        }
    }
}

/// The new counts of the items met.
fn count_new(h: &mut Heap, counts: Id<Dict>, iterable: Value) -> Res<Vec<(Value, i64)>> {
    let items = crate::vm::items::collect(h, iterable)?;
    let places = h.new_dict();
    let mut counted: Vec<(Value, i64)> = Vec::new();
    for item in items {
        if let Some(Value::Int(place)) = dict::get(h, places, item)? {
            counted[place as usize].1 += 1;
            continue;
        }
        let known = match dict::get(h, counts, item)? {
            None => 0,
            Some(Value::Int(n)) => n,
            Some(_) => return Err(Esc::Slow),
        };
        dict::set(h, places, item, Value::Int(counted.len() as i64))?;
        counted.push((item, known + 1));
    }
    Ok(counted)
}

/// `_heapq`. Each function answers False, with nothing changed, where comparing needs Python code.
pub static HEAPQ: NativeModule = NativeModule {
    name: "_heapq",
    functions: &[
        NativeDef::new("up", &["heap", "place"], 2, |h, a| sift(h, a, rise)),
        NativeDef::new("down", &["heap", "place"], 2, |h, a| sift(h, a, sink)),
    ],
    init: |_| Vec::new(),
};

/// `_records`: what named tuples and data classes do often.
pub static RECORDS: NativeModule = NativeModule {
    name: "_records",
    functions: &[
        NativeDef::new(tuple::FIELD_GETTER, &["index", "self"], 2, tuple_field),
        NativeDef::new("field", &["getter", "index"], 2, field),
        NativeDef::new("fill", &["self", "names", "values"], 3, fill),
    ],
    init: |_| Vec::new(),
};

fn tuple_field(h: &mut Heap, args: &[Value]) -> Res {
    let (Value::Int(index), Value::Tuple(id)) = (args[0], plain(h, args[1])) else {
        return Err(h.type_error("descriptor for a field of a named tuple is of no use for this object"));
    };
    match h.tuples.get(id).items.get(index as usize) {
        Some(&item) => Ok(item),
        None => Err(h.raise("IndexError", "tuple index out of range")),
    }
}

/// The getter of one field.
fn field(h: &mut Heap, args: &[Value]) -> Res {
    Ok(Value::Method(h.methods.alloc(BoundMethod { func: args[0], this: args[1] })))
}

/// Sets attributes of a plain instance, as `self.name = value` for each; False, with nothing changed, where the class
/// has a say in it.
fn fill(h: &mut Heap, args: &[Value]) -> Res {
    let (Value::Tuple(names), Value::Tuple(values)) = (args[1], args[2]) else { return Ok(Value::Bool(false)) };
    if !matches!(args[0], Value::Instance(_)) || has_flag(h, args[0], flag::SETATTR | flag::DATA) {
        return Ok(Value::Bool(false));
    }
    for i in 0..h.tuples.get(names).items.len() {
        let (Value::Str(name), value) = (h.tuples.get(names).items[i], h.tuples.get(values).items[i]) else { continue };
        let name = match h.find_name(h.str(name)) {
            Some(name) => name,
            None => {
                let text = h.str(name).to_owned();
                h.intern(&text)
            }
        };
        attr::set_attr(h, args[0], name, value)?;
    }
    Ok(Value::Bool(true))
}

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
