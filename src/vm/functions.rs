//! The built-in functions. What needs Python code goes on in the prelude (`prelude/`), whose own helpers are the native
//! module `_vm` in [`hidden`].

pub mod hidden;
mod iterators;
mod numbers;
mod output;
mod reduce;
mod texts;

use std::sync::LazyLock;

use super::heap::FastMap;
use super::native::{NativeDef, Slow};

/// The frozen modules of the prelude, sorted by name, each with its source. They are loaded one by one: most programs need few of them.
pub static PRELUDE: &[(&str, &str)] = &[
    ("_prelude_classes", include_str!("prelude/classes.py")),
    ("_prelude_files", include_str!("prelude/files.py")),
    ("_prelude_formatting", include_str!("prelude/formatting.py")),
    ("_prelude_items", include_str!("prelude/items.py")),
    ("_prelude_iteration", include_str!("prelude/iteration.py")),
    ("_prelude_match", include_str!("prelude/match.py")),
    ("_prelude_numbers", include_str!("prelude/numbers.py")),
    ("_prelude_objects", include_str!("prelude/objects.py")),
    ("_prelude_operators", include_str!("prelude/operators.py")),
    ("_prelude_order", include_str!("prelude/order.py")),
    ("_prelude_texts", include_str!("prelude/texts.py")),
];

/// The module of the prelude that has a function of this name.
pub fn prelude_module(function: &str) -> Option<&'static str> {
    static MODULES: LazyLock<FastMap<&str, &str>> = LazyLock::new(|| {
        let functions = |(module, text): &(&'static str, &'static str)| {
            let module = *module;
            text.lines().filter_map(move |line| Some((line.strip_prefix("def ")?.split_once('(')?.0, module)))
        };
        PRELUDE.iter().flat_map(functions).collect()
    });
    MODULES.get(function).copied()
}

/// `print`, `len`, ...
pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("print", &["sep", "end", "file", "flush"], 0, output::print).star().slow(Slow::Prelude("print")),
    NativeDef::new("input", &["/prompt"], 0, output::input),
    NativeDef::new("open", &["file", "mode", "buffering", "encoding", "errors", "newline", "closefd"], 1, output::open),
    NativeDef::new("exit", &["/code"], 0, output::exit),
    NativeDef::new("quit", &["/code"], 0, output::exit),
    NativeDef::new("eval", &["/source"], 0, output::no_eval).star(),
    NativeDef::new("exec", &["/source"], 0, output::no_exec).star(),
    NativeDef::new("compile", &["source"], 0, output::no_compile).star(),
    NativeDef::new("breakpoint", &[], 0, output::no_breakpoint).star(),
    NativeDef::new("__import__", &["name"], 1, output::import).star(),
    NativeDef::new("globals", &[], 0, output::globals),
    NativeDef::new("locals", &[], 0, output::locals),
    NativeDef::new("len", &["/obj"], 1, iterators::len).slow(Slow::Prelude("len")),
    NativeDef::new("iter", &["/object", "/sentinel"], 1, iterators::iter).slow(Slow::Prelude("iter")),
    NativeDef::new("next", &["/iterator", "/default"], 1, iterators::next).slow(Slow::Prelude("next")),
    NativeDef::new("enumerate", &["iterable", "start"], 1, iterators::enumerate).slow(Slow::Prelude("enumerate")),
    NativeDef::new("zip", &["strict"], 0, iterators::zip).star().slow(Slow::Prelude("zip")),
    NativeDef::new("map", &[], 0, iterators::map).star().slow(Slow::Prelude("map")),
    NativeDef::new("filter", &["/func", "/iterable"], 2, iterators::filter).slow(Slow::Prelude("filter")),
    NativeDef::new("reversed", &["/sequence"], 1, iterators::reversed).slow(Slow::Prelude("reversed")),
    NativeDef::new("sorted", &["/iterable", "key", "reverse"], 1, reduce::sorted).slow(Slow::Prelude("sorted")),
    NativeDef::new("min", &["key", "default"], 0, reduce::min).star().slow(Slow::Prelude("min")),
    NativeDef::new("max", &["key", "default"], 0, reduce::max).star().slow(Slow::Prelude("max")),
    NativeDef::new("sum", &["/iterable", "start"], 1, reduce::sum).slow(Slow::Prelude("sum")),
    NativeDef::new("any", &["/iterable"], 1, reduce::any).slow(Slow::Prelude("any")),
    NativeDef::new("all", &["/iterable"], 1, reduce::all).slow(Slow::Prelude("all")),
    NativeDef::new("abs", &["/x"], 1, numbers::abs).slow(Slow::Prelude("abs")),
    NativeDef::new("round", &["number", "ndigits"], 1, numbers::round).slow(Slow::Prelude("round")),
    NativeDef::new("divmod", &["/x", "/y"], 2, numbers::divmod).slow(Slow::Prelude("divmod")),
    NativeDef::new("pow", &["base", "exp", "mod"], 2, numbers::pow).slow(Slow::Prelude("pow")),
    NativeDef::new("hex", &["/number"], 1, numbers::hex).slow(Slow::Prelude("hex")),
    NativeDef::new("oct", &["/number"], 1, numbers::oct).slow(Slow::Prelude("oct")),
    NativeDef::new("bin", &["/number"], 1, numbers::bin).slow(Slow::Prelude("bin")),
    NativeDef::new("hash", &["/obj"], 1, numbers::hash).slow(Slow::Prelude("hash")),
    NativeDef::new("ord", &["/c"], 1, texts::ord),
    NativeDef::new("chr", &["/i"], 1, texts::chr).slow(Slow::Prelude("chr")),
    NativeDef::new("repr", &["/obj"], 1, texts::repr).slow(Slow::Prelude("repr")),
    NativeDef::new("ascii", &["/obj"], 1, texts::ascii).slow(Slow::Prelude("ascii")),
    NativeDef::new("format", &["/value", "/format_spec"], 1, texts::format).slow(Slow::Prelude("format")),
];
