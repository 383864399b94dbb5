//! `_itertools`: makes the native iterators of `itertools`; None where Python code has to do it.

use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::items;
use crate::vm::native::{NativeDef, Res};
use crate::vm::types::iter::Iter;
use crate::vm::types::tools::{Rule, Tool};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_itertools", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("count", &["start", "step"], 0, count),
    NativeDef::new("repeat", &["object", "times"], 1, repeat),
    NativeDef::new("chain", &["iterables"], 1, chain),
    NativeDef::new("islice", &["iterable", "start", "stop", "step"], 4, islice),
    NativeDef::new("cycle", &["iterable"], 1, cycle),
    NativeDef::new("product", &["pools"], 1, product),
    NativeDef::new("permutations", &["pool", "r"], 2, |h, a| rows(h, a, Rule::Permutations)),
    NativeDef::new("combinations", &["pool", "r"], 2, |h, a| rows(h, a, Rule::Combinations)),
];

fn made(h: &mut Heap, tool: Tool) -> Res {
    Ok(h.new_iter(Iter::Tool(Box::new(tool))))
}

fn is_number(v: Value) -> bool {
    matches!(v, Value::Int(_) | Value::Float(_) | Value::Big(_) | Value::Bool(_))
}

fn count(h: &mut Heap, args: &[Value]) -> Res {
    let or = |v: Value, default| if v.is_unbound() { Value::Int(default) } else { v };
    let (next, step) = (or(args[0], 0), or(args[1], 1));
    if !is_number(next) || !is_number(step) {
        return Err(h.type_error("a number is required"));
    }
    made(h, Tool::Count { next, step })
}

fn repeat(h: &mut Heap, args: &[Value]) -> Res {
    let left = match args[1] {
        Value::Unbound => None,
        Value::Int(n) => Some(n.max(0) as u64),
        _ => {
            let name = crate::vm::repr::type_name(h, args[1]);
            return Err(h.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    made(h, Tool::Repeat { object: args[0], left })
}

fn chain(h: &mut Heap, args: &[Value]) -> Res {
    let mut rest = items::collect(h, args[0])?;
    if rest.iter().any(|&iterable| items::needs_python(h, iterable) || !items::is_iterable(h, iterable)) {
        return Ok(Value::None);
    }
    rest.reverse();
    made(h, Tool::Chain { rest, current: Value::Unbound })
}

fn islice(h: &mut Heap, args: &[Value]) -> Res {
    if items::needs_python(h, args[0]) {
        return Ok(Value::None);
    }
    let whole = |v: Value, default: u64| if let Value::Int(n) = v { n as u64 } else { default };
    let inner = items::iter(h, args[0])?;
    let (ahead, stop) = (whole(args[1], 0), whole(args[2], u64::MAX));
    made(h, Tool::Islice { inner, ahead, stop, at: 0, skip: whole(args[3], 1) - 1 })
}

fn cycle(h: &mut Heap, args: &[Value]) -> Res {
    if items::needs_python(h, args[0]) {
        return Ok(Value::None);
    }
    let inner = items::iter(h, args[0])?;
    made(h, Tool::Cycle { inner, saved: Vec::new(), at: 0 })
}

fn pool_of(h: &Heap, v: Value) -> Box<[Value]> {
    if let Value::Tuple(id) = v { h.tuples.get(id).items.clone() } else { Box::default() }
}

/// All rows of a list of tuples.
fn product(h: &mut Heap, args: &[Value]) -> Res {
    let pools = items::collect(h, args[0])?;
    let pools: Vec<Box<[Value]>> = pools.into_iter().map(|pool| pool_of(h, pool)).collect();
    if pools.iter().any(|pool| pool.is_empty()) {
        return made(h, Tool::Done);
    }
    let at = vec![0; pools.len()];
    made(h, Tool::Rows { rule: Rule::Product, pools, at, turns: Vec::new() })
}

fn rows(h: &mut Heap, args: &[Value], rule: Rule) -> Res {
    let pool = pool_of(h, args[0]);
    let (n, Value::Int(r)) = (pool.len(), args[1]) else { return Ok(Value::None) };
    let r = r.max(0) as usize;
    if r > n {
        return made(h, Tool::Done);
    }
    let (at, turns) = match rule {
        Rule::Permutations => ((0..n).collect(), (0..r).map(|place| n - place).collect()),
        _ => ((0..r).collect(), Vec::new()),
    };
    made(h, Tool::Rows { rule, pools: vec![pool], at, turns })
}
