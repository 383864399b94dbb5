//! `_os`: system calls of the `os` module.

use crate::sys::{FileCall, Request};
use crate::vm::builtins::NativeModule;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeDef, Res};
use crate::vm::types::sync::{ask, strerror};
use crate::vm::value::Value;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_os", functions: FUNCTIONS, init: |_| Vec::new() };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::new("exists", &["path"], 1, |h, a| path(h, a[0]).and_then(|p| ask(Request::File(FileCall::Exists(p))))),
    NativeDef::new("is_dir", &["path"], 1, |h, a| path(h, a[0]).and_then(|p| ask(Request::File(FileCall::IsDir(p))))),
    NativeDef::new("size", &["path"], 1, |h, a| path(h, a[0]).and_then(|p| ask(Request::File(FileCall::Size(p))))),
    NativeDef::new("remove", &["path"], 1, |h, a| path(h, a[0]).and_then(|p| ask(Request::File(FileCall::Remove(p))))),
    NativeDef::new("rmdir", &["path"], 1, |h, a| {
        path(h, a[0]).and_then(|p| ask(Request::File(FileCall::RemoveDir(p))))
    }),
    NativeDef::new("listdir", &["path"], 1, |h, a| path(h, a[0]).and_then(|p| ask(Request::File(FileCall::List(p))))),
    NativeDef::new("mkdir", &["path", "parents"], 2, mkdir),
    NativeDef::new("rename", &["old", "new"], 2, rename),
    NativeDef::new("getcwd", &[], 0, |h, _| match h.settings.directory.clone() {
        Some(directory) => Ok(h.new_string(directory)),
        None => ask(Request::File(FileCall::WorkingDir)),
    }),
    NativeDef::new("enter", &["path"], 1, |h, a| {
        h.settings.directory = Some(path(h, a[0])?);
        Ok(Value::None)
    }),
    NativeDef::new("environ", &["name"], 1, |h, a| {
        let name = crate::vm::types::text_of(h, a[0]).unwrap_or_default().to_owned();
        ask(Request::Environ { name })
    }),
    NativeDef::new("entropy", &[], 0, |_, _| ask(Request::Entropy)),
    NativeDef::new("strerror", &["code"], 1, error_text),
];

fn path(h: &mut Heap, v: Value) -> Res<String> {
    match v {
        Value::Str(id) => Ok(h.settings.place(h.str(id))),
        _ => {
            let name = crate::vm::repr::type_name(h, v);
            Err(h.type_error(format!("path should be string, bytes, os.PathLike or integer, not {name}")))
        }
    }
}

fn mkdir(h: &mut Heap, args: &[Value]) -> Res {
    let path = path(h, args[0])?;
    ask(Request::File(FileCall::MakeDir(path, matches!(args[1], Value::Bool(true)))))
}

fn rename(h: &mut Heap, args: &[Value]) -> Res {
    let old = path(h, args[0])?;
    let new = path(h, args[1])?;
    ask(Request::File(FileCall::Rename(old, new)))
}

fn error_text(h: &mut Heap, args: &[Value]) -> Res {
    let Value::Int(code) = args[0] else { return Err(h.type_error("an integer is required")) };
    match strerror(code as i32) {
        "Unknown error" => Ok(h.new_string(format!("Unknown error {code}"))),
        text => Ok(h.new_str(text)),
    }
}
