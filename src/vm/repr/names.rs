//! Names of types.

use crate::vm::heap::Heap;
use crate::vm::object::{Misc, ViewKind};
use crate::vm::types::sync;
use crate::vm::value::Value;

/// The name of the type of a value, as error messages have it.
pub fn type_name(h: &Heap, v: Value) -> String {
    match v {
        Value::Instance(id) => h.classes.get(h.instances.get(id).class).name.clone(),
        Value::Class(id) => h.classes.get(h.classes.get(id).meta).name.clone(),
        Value::Iter(id) => h.iters.get(id).type_name().to_owned(),
        _ => builtin_name(h, v).to_owned(),
    }
}

fn builtin_name(h: &Heap, v: Value) -> &'static str {
    match v {
        Value::Unbound | Value::Cell(_) | Value::FastRange | Value::FastList(_) | Value::FastTuple(_) => "object",
        Value::None => "NoneType",
        Value::NotImplemented => "NotImplementedType",
        Value::Ellipsis => "ellipsis",
        Value::Bool(_) => "bool",
        Value::Int(_) | Value::Big(_) => "int",
        Value::Float(_) => "float",
        Value::Str(_) => "str",
        Value::Bytes(_) => "bytes",
        Value::ByteArray(_) => "bytearray",
        Value::List(_) => "list",
        Value::Tuple(_) => "tuple",
        Value::Dict(_) => "dict",
        Value::Set(_) => "set",
        Value::FrozenSet(_) => "frozenset",
        Value::Instance(_) | Value::Exc(_) => "object",
        Value::Class(_) => "type",
        Value::Function(_) => "function",
        Value::Native(id) if h.natives[id.0 as usize].name.contains('.') => "method_descriptor",
        Value::Native(_) => "builtin_function_or_method",
        Value::Method(id) => match h.methods.get(id).func {
            Value::Native(_) => "builtin_function_or_method",
            _ => "method",
        },
        Value::Generator(_) => "generator",
        Value::Iter(_) => "iterator",
        Value::Module(_) => "module",
        Value::Kernel(id) => sync::kind_name(h.kernel.get(id).kind),
        Value::Misc(id) => misc_name(h.misc.get(id)),
    }
}

fn misc_name(misc: &Misc) -> &'static str {
    match misc {
        Misc::Free | Misc::Object => "object",
        Misc::Deque(_) => "collections.deque",
        Misc::Pickle(_) => "_pickle.state",
        Misc::Range { .. } => "range",
        Misc::Slice { .. } => "slice",
        Misc::Property { .. } => "property",
        Misc::ClassMethod(_) => "classmethod",
        Misc::StaticMethod(_) => "staticmethod",
        Misc::Super { .. } => "super",
        Misc::DictView { kind: ViewKind::Keys, .. } => "dict_keys",
        Misc::DictView { kind: ViewKind::Values, .. } => "dict_values",
        Misc::DictView { kind: ViewKind::Items, .. } => "dict_items",
        Misc::AttrDict(Value::Class(_)) => "mappingproxy",
        Misc::AttrDict(_) => "dict",
        Misc::File(state) if state.text => "TextIOWrapper",
        Misc::File(state) if state.mode.contains(['w', 'a', 'x']) => "BufferedWriter",
        Misc::File(_) => "BufferedReader",
        Misc::Code(_) => "code",
        Misc::Traceback(_) => "traceback",
        Misc::Alias { origin: Value::None, .. } => "UnionType",
        Misc::Alias { .. } => "GenericAlias",
        Misc::Random(_) => "Random",
    }
}
