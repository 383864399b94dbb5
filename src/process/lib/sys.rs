//! `_sys`: what `sys`, `traceback`, `gc` and `_boot` need of the VM itself.

use std::sync::Arc;

use crate::ids::Fd;
use crate::sys::Request;
use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::native::{Esc, NativeDef, Res, VmCall};
use crate::vm::object::{FileState, Misc};
use crate::vm::types::sync::ask;
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_sys", functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("exit", &["/status"], 0, exit),
    NativeDef::new("end_process", &["status"], 1, end_process),
    NativeDef::new("current_exception", &[], 0, |_, _| Err(Esc::Vm(VmCall::CurrentException))),
    NativeDef::new("stack", &[], 0, |_, _| Err(Esc::Vm(VmCall::Stack))),
    NativeDef::new("import_module", &["name"], 1, |_, a| Err(Esc::Vm(VmCall::Import(a[0])))),
    NativeDef::new("collect", &[], 0, |_, _| Err(Esc::Vm(VmCall::Collect))),
    NativeDef::new("traceback_entries", &["error"], 1, traceback_entries),
    NativeDef::new("format_exception", &["error", "texts", "plain"], 1, format_exception),
    NativeDef::new("getrecursionlimit", &[], 0, |h, _| Ok(Value::Int(i64::from(h.settings.recursion_limit)))),
    NativeDef::new("setrecursionlimit", &["/limit"], 1, set_recursion_limit),
    NativeDef::new("int_max_str_digits", &["maxdigits"], 0, int_max_str_digits),
    NativeDef::new("getsizeof", &["object", "default"], 1, size_of),
    NativeDef::new("intern", &["/string"], 1, intern),
    NativeDef::new("module", &["name"], 1, module),
    NativeDef::new("unflushed", &[], 0, crate::vm::types::stream::unflushed),
    NativeDef::new("module_names", &[], 0, module_names),
];

fn init(h: &mut Heap) -> Vec<(&'static str, Value)> {
    let argv = h.settings.argv.clone().iter().map(|arg| h.new_str(arg)).collect();
    let float_info = [
        Value::Float(f64::MAX),
        Value::Int(1024),
        Value::Int(308),
        Value::Float(f64::MIN_POSITIVE),
        Value::Int(-1021),
        Value::Int(-307),
        Value::Int(15),
        Value::Int(53),
        Value::Float(f64::EPSILON),
        Value::Int(2),
        Value::Int(1),
    ];
    vec![
        ("argv", h.new_list(argv)),
        ("stdin", standard(h, 0, "<stdin>", "r")),
        ("stdout", standard(h, 1, "<stdout>", "w")),
        ("stderr", standard(h, 2, "<stderr>", "w")),
        ("maxsize", Value::Int(i64::MAX)),
        ("byteorder", h.new_str("little")),
        ("platform", h.new_str("linux")),
        ("executable", h.new_str("/usr/bin/python3")),
        ("float_info_values", h.new_tuple(float_info.to_vec())),
    ]
}

fn standard(h: &mut Heap, fd: u32, name: &str, mode: &str) -> Value {
    let state =
        FileState { fd: Some(Fd(fd)), name: name.into(), mode: mode.into(), text: true, ..FileState::default() };
    h.new_misc(Misc::File(Box::new(state)))
}

fn exit(h: &mut Heap, args: &[Value]) -> Res {
    let args = match args[0] {
        Value::Unbound => Vec::new(),
        status => vec![status],
    };
    Err(h.raise_args("SystemExit", args))
}

fn end_process(h: &mut Heap, args: &[Value]) -> Res {
    match args[0] {
        Value::Int(status) => ask(Request::Exit { status: (status & 0xff) as i32 }),
        Value::Bool(status) => ask(Request::Exit { status: i32::from(status) }),
        _ => Err(h.type_error("an integer is required")),
    }
}

fn format_exception(h: &mut Heap, args: &[Value]) -> Res {
    let (exc, texts) = (args[0], args[1]);
    // Without suggestions, as the module `traceback` has it.
    let plain = matches!(args[2], Value::Bool(true));
    let mut known = Vec::new();
    match texts {
        Value::List(id) => {
            for pair in h.lists.get(id).items.clone() {
                let Value::Tuple(pair) = pair else { continue };
                if let &[exc, text] = &*h.tuples.get(pair).items {
                    known.push((exc, crate::vm::repr::str(h, text).unwrap_or_default()));
                }
            }
        }
        _ => {
            let wanted = crate::vm::traceback::wants_text(h, exc);
            if !wanted.is_empty() {
                let wanted = h.new_list(wanted);
                return Err(crate::vm::attr::call_prelude("format_exception", vec![exc, wanted, Value::Bool(plain)]));
            }
        }
    }
    let text = crate::vm::traceback::format_with(h, exc, &known, !plain);
    Ok(h.new_string(text))
}

/// The program's frames of an exception (or of its traceback), outermost first: file, line, function, line, and the
/// lines that show it.
fn traceback_entries(h: &mut Heap, args: &[Value]) -> Res {
    let exc = match args[0] {
        Value::Misc(id) => match *h.misc.get(id) {
            Misc::Traceback(exc) => exc,
            _ => Value::None,
        },
        other => other,
    };
    let Some(state) = crate::vm::attr::exception_state(h, exc) else { return Ok(h.new_list(Vec::new())) };
    let mut rows = Vec::new();
    for entry in h.excs.get(state).traceback.clone().into_iter().rev() {
        let code = Arc::clone(&h.codes[entry.code as usize]);
        let Some(span) = code.code.spans.get(entry.pc as usize) else { continue };
        if code.unit.library {
            continue;
        }
        let source = &code.unit.source;
        let line = source.line_of(span.start);
        let row = vec![
            h.new_str(&source.name),
            Value::Int(i64::from(line)),
            h.new_str(&code.code.name),
            h.new_str(source.line(line).trim()),
            h.new_string(crate::vm::traceback::format_entries(h, &[entry])),
        ];
        rows.push(h.new_tuple(row));
    }
    Ok(h.new_list(rows))
}

/// The limit on decimal digits; sets it first if one is given.
fn int_max_str_digits(h: &mut Heap, args: &[Value]) -> Res {
    if !args[0].is_unbound() {
        let limit = crate::vm::ops::index(h, args[0])?;
        if limit != 0 && limit < 640 {
            return Err(h.value_error("maxdigits must be 0 or larger than 640"));
        }
        h.settings.max_str_digits = limit as usize;
    }
    Ok(Value::Int(h.settings.max_str_digits as i64))
}

fn set_recursion_limit(h: &mut Heap, args: &[Value]) -> Res {
    match args[0] {
        Value::Int(limit) if limit > 0 => {
            h.settings.recursion_limit = u32::try_from(limit).unwrap_or(u32::MAX);
            Ok(Value::None)
        }
        Value::Int(_) => Err(h.value_error("recursion limit must be greater or equal than 1")),
        _ => Err(h.type_error("an integer is required")),
    }
}

/// Sizes as CPython's on a 64-bit machine, of the object alone.
fn size_of(h: &mut Heap, args: &[Value]) -> Res {
    let size = match args[0] {
        Value::None => 16,
        Value::Bool(false) | Value::Int(0) => 24,
        Value::Bool(true) => 28,
        Value::Int(i) => 24 + 4 * (64 - u64::from(i.unsigned_abs().leading_zeros())).div_ceil(30),
        Value::Big(id) => 24 + 4 * h.bigs.get(id).bits().div_ceil(30),
        Value::Float(_) => 24,
        Value::Str(id) => {
            let s = h.strs.get(id);
            match s.text.len() as u64 {
                n if s.text.is_ascii() => 49 + n,
                _ => 74 + 2 * u64::from(s.chars),
            }
        }
        Value::Bytes(id) => 33 + h.bytes.get(id).data.len() as u64,
        Value::List(id) => match h.lists.get(id).items.len() as u64 {
            0 => 56,
            n => 56 + 8 * n,
        },
        Value::Tuple(id) => 40 + 8 * h.tuples.get(id).items.len() as u64,
        Value::Dict(_) => 232,
        Value::Set(_) | Value::FrozenSet(_) => 216,
        Value::Instance(_) => 56,
        Value::Class(_) => 1064,
        Value::Function(_) => 152,
        _ => 64,
    };
    Ok(Value::Int(size as i64))
}

fn intern(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Str(id) = args[0] else {
        let name = crate::vm::repr::type_name(h, args[0]);
        return Err(h.type_error(format!("intern() argument must be str, not {name}")));
    };
    let text = h.str(id).to_owned();
    let sym = h.intern(&text);
    Ok(h.name_value(sym))
}

fn module(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Str(id) = args[0] else { return Ok(Value::None) };
    Ok(h.loaded.get(h.str(id)).map_or(Value::None, |&module| Value::Module(module)))
}

fn module_names(h: &mut Heap, _: &[Value]) -> Res {
    let names: Vec<String> = h.loaded.keys().cloned().collect();
    let names = names.into_iter().map(|name| h.new_string(name)).collect();
    Ok(h.new_list(names))
}
