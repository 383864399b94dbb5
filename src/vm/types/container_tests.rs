//! Sets, hashes, sorting and slices against tables made by CPython 3.11 (`tests/data/containers.py`).

use super::{dict, list, set, set_methods, slice};
use crate::code::instr::BinOp;
use crate::vm::compare;
use crate::vm::heap::{Heap, Settings};
use crate::vm::value::Value;

fn heap() -> Heap {
    Heap::new(&[], Settings::default())
}

fn ints(text: &str) -> Vec<i64> {
    text.split_whitespace().map(|word| word.parse().expect("an integer")).collect()
}

fn shown(h: &Heap, v: Value) -> Vec<i64> {
    let (Value::Set(id) | Value::FrozenSet(id)) = v else { panic!("a set") };
    h.sets.get(id).items().map(|item| if let Value::Int(i) = item { i } else { panic!("an int") }).collect()
}

fn set_of(h: &mut Heap, items: &[i64]) -> Value {
    let id = h.new_set();
    for &item in items {
        assert!(set::add(h, id, Value::Int(item)).is_ok());
    }
    Value::Set(id)
}

#[test]
fn sets_of_ints_iterate_in_cpythons_order() {
    for (number, line) in include_str!("../../../tests/data/sets.tsv").lines().enumerate() {
        let mut parts = line.split('\t');
        let mut next = || parts.next().expect("a column");
        let (kind, left, right, expected) = (next(), ints(next()), ints(next()), ints(next()));
        let mut h = heap();
        let mut a = set_of(&mut h, &left);
        let Value::Set(id) = a else { panic!("a set") };
        let op = match kind {
            "|" => Some(BinOp::Or),
            "&" => Some(BinOp::And),
            "-" => Some(BinOp::Sub),
            "^" => Some(BinOp::Xor),
            "|=" => Some(BinOp::IOr),
            "-=" => Some(BinOp::ISub),
            "^=" => Some(BinOp::IXor),
            "&=" => Some(BinOp::IAnd),
            _ => None,
        };
        match (kind, op) {
            (_, Some(op)) => {
                let b = set_of(&mut h, &right);
                a = set_methods::binary(&mut h, op, a, b).expect("no refusal").expect("sets");
            }
            // A positive number is added, a negative one discarded (-1 - n).
            ("churn", _) => {
                for step in right {
                    let item = Value::Int(if step < 0 { -1 - step } else { step });
                    if step < 0 {
                        assert!(set::remove(&mut h, id, item).is_ok());
                    } else {
                        assert!(set::add(&mut h, id, item).is_ok());
                    }
                }
            }
            ("pop", _) => {
                for _ in right {
                    set::pop(&mut h, id);
                }
            }
            ("copy", _) => a = Value::Set(set::copy(&mut h, id)),
            _ => {}
        }
        assert_eq!(shown(&h, a), expected, "line {}: {line}", number + 1);
    }
}

#[test]
fn numbers_and_tuples_hash_as_in_cpython() {
    let mut h = heap();
    for line in include_str!("../../../tests/data/hashes.tsv").lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let value = match parts[0] {
            "int" => h.new_int(parts[1].parse().expect("an integer")),
            "float" => Value::Float(parts[1].parse().expect("a float")),
            "tuple" => {
                let items = ints(parts[1]).into_iter().map(Value::Int).collect();
                h.new_tuple(items)
            }
            _ => {
                let items = ints(parts[1]);
                let Value::Set(id) = set_of(&mut h, &items) else { panic!("a set") };
                Value::FrozenSet(id)
            }
        };
        assert_eq!(compare::hash(&mut h, value).expect("hashable").to_string(), parts[2], "{line}");
    }
}

#[test]
fn slices_select_what_they_select_in_cpython() {
    let mut h = heap();
    for line in include_str!("../../../tests/data/slices.tsv").lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let bound = |text: &str| text.parse().map_or(Value::None, Value::Int);
        let made = slice::new(&mut h, bound(parts[1]), bound(parts[2]), bound(parts[3]));
        let len: usize = parts[0].parse().expect("a length");
        let cut = slice::indices(&mut h, made, len).expect("a slice");
        let places: Vec<String> = cut.places().map(|place| place.to_string()).collect();
        assert_eq!(places.join(" "), parts[4], "{line}");
    }
}

#[test]
fn dicts_keep_their_order_through_removals() {
    let mut h = heap();
    let id = h.new_dict();
    for i in 0..1000 {
        assert!(dict::set(&mut h, id, Value::Int(i), Value::Int(-i)).is_ok());
    }
    for i in (0..1000).filter(|i| i % 3 != 0) {
        assert!(dict::remove(&mut h, id, Value::Int(i)).expect("hashable").is_some());
    }
    for i in 1000..1100 {
        assert!(dict::set(&mut h, id, Value::Float(i as f64), Value::None).is_ok());
    }
    let keys: Vec<Value> = h.dicts.get(id).keys().collect();
    assert_eq!((keys.len(), h.dicts.get(id).len()), (434, 434));
    assert!(matches!(keys[1], Value::Int(3)));
    assert!(matches!(dict::get(&mut h, id, Value::Int(1050)), Ok(Some(Value::None))), "1050 == 1050.0");
    assert!(matches!(dict::get(&mut h, id, Value::Int(999)), Ok(Some(Value::Int(-999)))));
    assert!(matches!(dict::get(&mut h, id, Value::Int(998)), Ok(None)));
    assert!(matches!(dict::remove_last(&mut h, id), Some((Value::Float(f), _)) if f == 1099.0));
}

#[test]
fn sorting_is_stable_in_both_directions() {
    let mut h = heap();
    let keys: Vec<Value> =
        (0..100).map(|i| if i % 2 == 0 { Value::Int(i % 7) } else { Value::Float((i % 7) as f64) }).collect();
    for reverse in [false, true] {
        let places = list::sorted_places(&mut h, &keys, reverse).expect("numbers");
        for pair in places.windows(2) {
            let (a, b) = (pair[0] % 7, pair[1] % 7);
            assert!(if reverse { a > b } else { a < b } || a == b && pair[0] < pair[1]);
        }
    }
}

#[test]
fn unequal_types_have_no_order() {
    let mut h = heap();
    let text = h.new_str("a");
    let mut items = vec![Value::Int(1), text];
    let Err(crate::vm::native::Esc::Raise(exc)) = list::sort_values(&mut h, &mut items, false) else {
        panic!("refused")
    };
    let message = crate::vm::repr::str(&mut h, exc).expect("a text");
    assert_eq!(message, "'<' not supported between instances of 'str' and 'int'");
}
