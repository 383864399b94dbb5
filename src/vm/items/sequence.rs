//! Indices and slices of lists, tuples, texts, bytes and ranges.

use super::place_in;
use crate::vm::compare::{octets, plain};
use crate::vm::heap::Heap;
use crate::vm::heap::arena::Id;
use crate::vm::native::{Esc, Res};
use crate::vm::object::List;
use crate::vm::repr::type_name;
use crate::vm::types::slice::{self, Cut};
use crate::vm::types::{index_value, range, str};
use crate::vm::value::Value;

/// An item or a part of a sequence.
pub fn get(h: &mut Heap, obj: Value, index: Value) -> Res {
    let slicing = slice::parts(h, index).is_some();
    let len = super::len(h, obj)?;
    if slicing {
        return get_part(h, obj, index, len);
    }
    let what = match obj {
        Value::List(_) => "list",
        Value::Tuple(_) => "tuple",
        Value::Str(_) => "string",
        Value::Bytes(_) => "byte",
        Value::ByteArray(_) => "bytearray",
        _ => "range",
    };
    let Some(place) = place_in(h, what, index, len)? else {
        let what = match what {
            "byte" => "index out of range",
            "range" => "range object index out of range",
            "list" => "list index out of range",
            "tuple" => "tuple index out of range",
            "bytearray" => "bytearray index out of range",
            _ => "string index out of range",
        };
        return Err(h.raise("IndexError", what));
    };
    Ok(match obj {
        Value::List(id) => h.lists.get(id).items[place],
        Value::Tuple(id) => h.tuples.get(id).items[place],
        Value::Str(id) => str::item(h, id, place),
        Value::Bytes(_) | Value::ByteArray(_) => Value::Int(i64::from(octets(h, obj)[place])),
        _ => {
            let (start, _, step) = range::parts(h, obj).unwrap_or((0, 0, 1));
            Value::Int(range::nth(start, step, place))
        }
    })
}

fn get_part(h: &mut Heap, obj: Value, index: Value, len: usize) -> Res {
    if let Some(parts) = range::parts(h, obj) {
        return range::part(h, parts, index);
    }
    let cut = slice::indices(h, index, len)?;
    Ok(match obj {
        Value::List(id) => {
            let items = pick(&h.lists.get(id).items, cut);
            h.new_list(items)
        }
        Value::Tuple(id) => {
            if cut.step == 1 && cut.count == len {
                return Ok(obj);
            }
            let items = pick(&h.tuples.get(id).items, cut);
            h.new_tuple(items)
        }
        Value::Str(id) => {
            if cut.step == 1 && cut.count == len {
                return Ok(obj);
            }
            str::slice(h, id, cut.start, cut.stop, cut.step)
        }
        Value::ByteArray(_) => {
            let data = pick(octets(h, obj), cut);
            h.charge(data.len() + 32);
            Value::ByteArray(h.bytearrays.alloc(crate::vm::object::ByteArray { data }))
        }
        _ => {
            let data = pick(octets(h, obj), cut);
            h.new_bytes(data)
        }
    })
}

fn pick<T: Copy>(items: &[T], cut: Cut) -> Vec<T> {
    if cut.step == 1 {
        return items[cut.start as usize..cut.start as usize + cut.count].to_vec();
    }
    cut.places().map(|place| items[place]).collect()
}

/// `list[i] = v` and `bytearray[i] = v` for an index that is no small integer, or out of range.
pub fn set(h: &mut Heap, obj: Value, index: Value, value: Value) -> Res<()> {
    let len = super::len(h, obj)?;
    match obj {
        Value::List(id) => match place_in(h, "list", index, len)? {
            Some(place) => h.lists.get_mut(id).items[place] = value,
            None => return Err(h.raise("IndexError", "list assignment index out of range")),
        },
        Value::ByteArray(id) if slice::parts(h, index).is_some() => {
            let cut = slice::indices(h, index, len)?;
            let data = octets_of(h, value)?;
            let items = &mut h.bytearrays.get_mut(id).data;
            if !splice(items, cut, data.clone()) {
                return Err(extended_size(h, "bytes", data.len(), cut.count));
            }
        }
        Value::ByteArray(id) => {
            let Some(place) = place_in(h, "bytearray", index, len)? else {
                return Err(h.raise("IndexError", "bytearray index out of range"));
            };
            let byte = byte_of(h, value)?;
            h.bytearrays.get_mut(id).data[place] = byte;
        }
        _ => {}
    }
    Ok(())
}

fn byte_of(h: &mut Heap, v: Value) -> Res<u8> {
    let Some(i) = index_value(h, v)? else {
        let name = type_name(h, v);
        return Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")));
    };
    u8::try_from(i).map_err(|_| h.value_error("byte must be in range(0, 256)"))
}

fn octets_of(h: &mut Heap, v: Value) -> Res<Vec<u8>> {
    if let Value::Bytes(_) | Value::ByteArray(_) = v {
        return Ok(octets(h, v).to_vec());
    }
    super::collect(h, v)?.into_iter().map(|item| byte_of(h, item)).collect()
}

/// `list[a:b:c] = iterable`.
pub fn set_slice(h: &mut Heap, id: Id<List>, index: Value, value: Value) -> Res<()> {
    if !super::iteration::is_iterable(h, value) {
        return Err(h.type_error("can only assign an iterable"));
    }
    let values = super::collect(h, value)?;
    let len = h.lists.get(id).items.len();
    let cut = slice::indices(h, index, len)?;
    let given = values.len();
    h.charge(given * 16);
    if !splice(&mut h.lists.get_mut(id).items, cut, values) {
        return Err(extended_size(h, "sequence", given, cut.count));
    }
    Ok(())
}

fn extended_size(h: &mut Heap, what: &str, given: usize, wanted: usize) -> Esc {
    h.value_error(format!("attempt to assign {what} of size {given} to extended slice of size {wanted}"))
}

/// Puts values in the place of a slice; false where an extended slice has another size.
fn splice<T: Copy>(items: &mut Vec<T>, cut: Cut, values: Vec<T>) -> bool {
    if cut.step == 1 {
        let start = cut.start as usize;
        items.splice(start..start + cut.count, values);
        return true;
    }
    if cut.count != values.len() {
        return false;
    }
    for (place, value) in cut.places().zip(values) {
        items[place] = value;
    }
    true
}

/// `del list[i]`, `del bytearray[i]`.
pub fn del(h: &mut Heap, obj: Value, index: Value) -> Res<()> {
    let len = super::len(h, obj)?;
    match obj {
        Value::List(id) => match place_in(h, "list", index, len)? {
            Some(place) => {
                h.lists.get_mut(id).items.remove(place);
            }
            None => return Err(h.raise("IndexError", "list assignment index out of range")),
        },
        Value::ByteArray(id) if slice::parts(h, index).is_some() => {
            let cut = slice::indices(h, index, len)?;
            remove_cut(&mut h.bytearrays.get_mut(id).data, cut);
        }
        Value::ByteArray(id) => match place_in(h, "bytearray", index, len)? {
            Some(place) => {
                h.bytearrays.get_mut(id).data.remove(place);
            }
            None => return Err(h.raise("IndexError", "bytearray index out of range")),
        },
        _ => {}
    }
    Ok(())
}

/// `del list[a:b:c]`.
pub fn del_slice(h: &mut Heap, id: Id<List>, index: Value) -> Res<()> {
    let len = h.lists.get(id).items.len();
    let cut = slice::indices(h, index, len)?;
    remove_cut(&mut h.lists.get_mut(id).items, cut);
    Ok(())
}

fn remove_cut<T>(items: &mut Vec<T>, cut: Cut) {
    if cut.step == 1 {
        let start = cut.start as usize;
        items.drain(start..start + cut.count);
        return;
    }
    let mut doomed: Vec<usize> = cut.places().collect();
    doomed.sort_unstable();
    let (mut place, mut next) = (0, doomed.into_iter().peekable());
    items.retain(|_| {
        let keep = next.next_if_eq(&place).is_none();
        place += 1;
        keep
    });
}

/// `x in bytes`: a byte, or a run of bytes.
pub fn bytes_contain(h: &mut Heap, container: Value, item: Value) -> Res<bool> {
    let item = plain(h, item);
    if let Value::Bytes(_) | Value::ByteArray(_) = item {
        let (all, part) = (octets(h, container), octets(h, item));
        return Ok(part.is_empty() || all.windows(part.len()).any(|window| window == part));
    }
    let Some(i) = index_value(h, item)? else {
        let name = type_name(h, item);
        return Err(h.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    match u8::try_from(i) {
        Ok(byte) => Ok(octets(h, container).contains(&byte)),
        Err(_) => Err(h.value_error("byte must be in range(0, 256)")),
    }
}
