//! What the program may have meant: the nearest known name by edit distance, found as CPython 3.11 finds it.

use crate::vm::attr;
use crate::vm::heap::Heap;
use crate::vm::sym;
use crate::vm::value::{Sym, Value};

/// Cost of a letter inserted, removed or replaced.
const MOVE: usize = 2;
/// Cost of a letter in the other case.
const CASE: usize = 1;
/// Longer names (what differs of them) are not compared.
const LONGEST: usize = 40;
/// Of so many names or more none is suggested.
const MOST_NAMES: usize = 750;

/// The name to suggest for a `NameError` or an `AttributeError`.
pub fn suggestion(h: &Heap, exc: Value) -> Option<String> {
    let class = attr::type_of(h, exc);
    if crate::vm::class::is_subclass(h, class, h.builtins.exception("AttributeError")) {
        let (Value::Str(name), object) = (part(h, exc, sym::N_NAME)?, part(h, exc, sym::N_OBJ)?) else { return None };
        let mut names = names_of(h, object);
        names.sort();
        names.dedup();
        return nearest(&names, h.str(name)).map(str::to_owned);
    }
    if class == h.builtins.exception("NameError") {
        return for_name(h, exc);
    }
    None
}

fn part(h: &Heap, exc: Value, name: Sym) -> Option<Value> {
    let Value::Instance(id) = exc else { return None };
    let instance = h.instances.get(id);
    let slot = h.shapes.slot(instance.shape, name)?;
    instance.slots.get(slot as usize).copied()
}

/// A name that is near an undefined one: a local of the innermost frame, a global, a built-in.
fn for_name(h: &Heap, exc: Value) -> Option<String> {
    let state = h.excs.get(attr::exception_state(h, exc)?);
    let Value::Tuple(args) = state.args else { return None };
    let &Value::Str(message) = h.tuples.get(args).items.first()? else { return None };
    let name = h.str(message).strip_prefix("name '")?.strip_suffix("' is not defined")?;
    let code = &h.codes[state.traceback.first()?.code as usize];
    let locals: Vec<&str> =
        code.code.local_names.iter().chain(code.code.free.iter().map(|free| &free.name)).map(String::as_str).collect();
    let module = h.modules.get(code.module);
    let globals: Vec<&str> = module
        .index
        .iter()
        .filter(|&(_, &slot)| !module.slots[slot as usize].is_unbound())
        .map(|(&name, _)| h.name(name))
        .collect();
    let builtins: Vec<&str> = h
        .builtins
        .names
        .iter()
        .enumerate()
        .filter(|(_, value)| !value.is_unbound())
        .map(|(symbol, _)| h.name(Sym(symbol as u32)))
        .collect();
    [locals, globals, builtins].iter().find_map(|names| nearest(names, name)).map(str::to_owned)
}

/// What `dir()` lists.
fn names_of(h: &Heap, object: Value) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let class = match object {
        Value::Module(id) => {
            let module = h.modules.get(id);
            let set = module.index.iter().filter(|&(_, &slot)| !module.slots[slot as usize].is_unbound());
            names.extend(set.map(|(&name, _)| h.name(name)));
            return names;
        }
        Value::Instance(id) => {
            let instance = h.instances.get(id);
            let slots = h.shapes.names(instance.shape).iter().zip(&instance.slots);
            names.extend(slots.filter(|(_, v)| !v.is_unbound()).map(|(&name, _)| h.name(name)));
            instance.class
        }
        Value::Class(id) => id,
        _ => attr::type_of(h, object),
    };
    for &base in &h.classes.get(class).mro {
        names.extend(h.classes.get(base).attrs.keys().map(|&name| h.name(name)));
    }
    names
}

/// The first of the nearest names, if it is near enough.
fn nearest<'a>(names: &[&'a str], wanted: &str) -> Option<&'a str> {
    if names.len() >= MOST_NAMES {
        return None;
    }
    let mut best = None;
    let mut least = usize::MAX;
    for &name in names.iter().filter(|&&name| name != wanted) {
        // No more than a third of the letters may differ, and it must beat what was found before.
        let limit = ((wanted.len() + name.len() + 3) * MOVE / 6).min(least - 1);
        let distance = distance(wanted.as_bytes(), name.as_bytes(), limit);
        if distance <= limit {
            best = Some(name);
            least = distance;
            if least == 0 {
                break;
            }
        }
    }
    best
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// Levenshtein's distance with the costs above; anything beyond `limit` where it is exceeded.
fn distance<'a>(mut a: &'a [u8], mut b: &'a [u8], limit: usize) -> usize {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., x], [rest_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE;
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return limit + 1;
    }
    if b.len() < a.len() {
        std::mem::swap(&mut a, &mut b);
    }
    if (b.len() - a.len()) * MOVE > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE).collect();
    let mut result = 0;
    for (i, &letter) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        result = diagonal;
        let mut smallest = usize::MAX;
        for (j, &other) in a.iter().enumerate() {
            let replaced = diagonal + substitution(letter, other);
            diagonal = row[j];
            result = (result.min(diagonal) + MOVE).min(replaced);
            row[j] = result;
            smallest = smallest.min(result);
        }
        if smallest > limit {
            return limit + 1;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found() {
        assert_eq!(nearest(&["battery", "charge"], "batery"), Some("battery"));
        assert_eq!(nearest(&["print", "repr"], "pritn"), Some("print"));
        assert_eq!(nearest(&["Value", "values"], "value"), Some("Value"), "case counts half");
        assert_eq!(nearest(&["entirely", "different"], "name"), None);
    }
}
