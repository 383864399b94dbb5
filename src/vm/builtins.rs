//! The registry of built-in classes, exceptions, functions and native modules, and how a new heap is furnished with them.

mod exceptions;
mod table;

use std::sync::Arc;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::class::flag;
use super::heap::arena::{Arena, Id};
use super::heap::{FastMap, Heap, Meter, Settings};
use super::native::NativeDef;
use super::object::{Attrs, Class, Misc, Module, Payload};
use super::shape::Shapes;
use super::sym;
use super::value::{NativeId, Sym, Value};

pub use self::table::Role;

/// A module written in Rust.
#[derive(Debug)]
pub struct NativeModule {
    /// Its name (`math`, `_sync`).
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [NativeDef],
    /// Its constants and classes.
    pub init: fn(&mut Heap) -> Vec<(&'static str, Value)>,
}

/// A built-in class as the registry describes it.
pub struct ClassDef {
    /// What part it plays.
    pub role: Role,
    /// `__name__`.
    pub name: &'static str,
    /// `__module__`.
    pub module: &'static str,
    /// Its base; `object` itself has none.
    pub base: Option<Role>,
    /// What instances of subclasses carry.
    pub payload: Payload,
    /// Methods; several lists so that types can share some.
    pub methods: &'static [&'static [NativeDef]],
    /// What calling the class does; `None`: "cannot create 'x' instances", or `object.__new__` where it may be subclassed.
    pub construct: Option<&'static NativeDef>,
    /// Whether it is a built-in name.
    pub public: bool,
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
    pub names: Arc<[Value]>,
    /// Class of each role.
    classes: Arc<Vec<Id<Class>>>,
    /// What calling a built-in class does, by class number.
    constructs: Arc<Vec<Option<NativeId>>>,
    exceptions: Arc<FastMap<&'static str, Id<Class>>>,
    native_modules: Arc<Vec<(&'static NativeModule, NativeId)>>,
}

impl Builtins {
    /// A built-in exception class by name; `Exception` for a name that is none (a bug of ours).
    pub fn exception(&self, name: &str) -> Id<Class> {
        debug_assert!(self.exceptions.contains_key(name), "no built-in exception {name}");
        self.exceptions.get(name).copied().unwrap_or(self.exceptions["Exception"])
    }

    /// The class of a role.
    #[inline]
    pub fn class(&self, role: Role) -> Id<Class> {
        self.classes[role as usize]
    }

    /// What calling exactly this built-in class does.
    #[inline]
    pub fn construct(&self, class: Id<Class>) -> Option<NativeId> {
        self.constructs.get(class.index()).copied().flatten()
    }

    /// The built-in of that name, or `Unbound`.
    #[inline]
    pub fn name(&self, name: Sym) -> Value {
        self.names.get(name.0 as usize).copied().unwrap_or(Value::Unbound)
    }
}

/// Names for which there is room from the first: about those that there are once a program has begun.
const NAMES: usize = 1024;

impl Heap {
    /// A heap with the built-in classes and functions, and native functions of `modules` ready to be imported.
    pub fn new(modules: &[&'static NativeModule], settings: Settings) -> Heap {
        let mut h = Heap::empty(settings);
        for name in sym::WELL_KNOWN {
            h.intern(name);
        }
        for c in '\0'..='\x7f' {
            let sym = h.intern(c.encode_utf8(&mut [0; 4]));
            debug_assert_eq!(sym.0 as usize, sym::WELL_KNOWN.len() + c as usize, "`Heap::new_char` counts on it");
        }
        h.add_classes();
        h.add_exceptions();
        for def in super::functions::FUNCTIONS.iter().chain(super::object_functions::FUNCTIONS) {
            let native = Value::Native(h.add_native(def));
            h.add_builtin(def.name, native);
        }
        h.add_builtin("NotImplemented", Value::NotImplemented);
        h.add_builtin("Ellipsis", Value::Ellipsis);
        h.add_builtin("__debug__", Value::Bool(true));
        let mut known = Vec::new();
        for module in modules {
            let first = NativeId(h.natives.len() as u16);
            for def in module.functions {
                h.add_native(def);
            }
            known.push((*module, first));
        }
        h.builtins.native_modules = Arc::new(known);
        h
    }

    fn empty(settings: Settings) -> Heap {
        Heap {
            bigs: Arena::default(),
            strs: Arena::default(),
            bytes: Arena::default(),
            bytearrays: Arena::default(),
            lists: Arena::default(),
            tuples: Arena::default(),
            dicts: Arena::default(),
            sets: Arena::default(),
            instances: Arena::default(),
            excs: Arena::default(),
            classes: Arena::default(),
            functions: Arena::default(),
            methods: Arena::default(),
            generators: Arena::default(),
            iters: Arena::default(),
            modules: Arena::default(),
            kernel: Arena::default(),
            misc: Arena::default(),
            cells: Arena::default(),
            names: Arc::new(IndexSet::with_capacity_and_hasher(NAMES, FxBuildHasher)),
            name_values: Arena::default(),
            shapes: Shapes::default(),
            codes: Arc::default(),
            natives: Arc::default(),
            builtins: Builtins::default(),
            loaded: Arc::default(),
            tokens: Vec::new(),
            signal_hook: Value::None,
            class_epoch: 1,
            caches: super::attr::Caches::default(),
            meter: Meter { used: 0, collect_at: 8 << 20, limit: 512 << 20, collections: 0 },
            settings,
        }
    }

    /// Gives a native function its number.
    pub fn add_native(&mut self, def: &'static NativeDef) -> NativeId {
        let natives = Arc::make_mut(&mut self.natives);
        natives.push(def);
        NativeId(natives.len() as u16 - 1)
    }

    fn add_builtin(&mut self, name: &str, value: Value) {
        let at = self.intern(name).0 as usize;
        if self.builtins.names.len() <= at {
            let mut names = self.builtins.names.to_vec();
            names.resize((at + 1).next_power_of_two(), Value::Unbound);
            self.builtins.names = names.into();
        }
        Arc::make_mut(&mut self.builtins.names)[at] = value;
    }

    fn add_classes(&mut self) {
        let mut classes: Vec<Id<Class>> = Vec::new();
        let mut constructs = Vec::new();
        // `object` and `type` come first, so that every class can name its metaclass.
        for def in table::CLASSES {
            debug_assert_eq!(def.role as usize, classes.len(), "the table is in the order of the roles");
            let base = def.base.map(|role| classes[role as usize]);
            let id = self.add_class(def.name, def.module, base, def.payload);
            self.add_methods(id, def.methods);
            let construct = def.construct.map(|native| self.add_native(native));
            constructs.resize(id.index(), None);
            constructs.push(construct);
            classes.push(id);
            if def.public {
                self.add_builtin(def.name, Value::Class(id));
            }
        }
        self.classes.get_mut(classes[Role::Bool as usize]).payload = Payload::None;
        let class = |role: Role| classes[role as usize];
        let b = &mut self.builtins;
        b.object = class(Role::Object);
        b.type_ = class(Role::Type);
        b.int = class(Role::Int);
        b.bool_ = class(Role::Bool);
        b.float = class(Role::Float);
        b.str = class(Role::Str);
        b.bytes = class(Role::Bytes);
        b.bytearray = class(Role::ByteArray);
        b.list = class(Role::List);
        b.tuple = class(Role::Tuple);
        b.dict = class(Role::Dict);
        b.set = class(Role::Set);
        b.frozenset = class(Role::FrozenSet);
        b.base_exception = class(Role::BaseException);
        b.classes = Arc::new(classes);
        b.constructs = Arc::new(constructs);
    }

    /// Makes a built-in class. The metaclass is `type`, which is always the second class.
    pub fn add_class(&mut self, name: &str, module: &str, base: Option<Id<Class>>, payload: Payload) -> Id<Class> {
        let (mut mro, flags) = base.map_or((Vec::new(), 0), |b| {
            let base = self.classes.get(b);
            (base.mro.clone(), base.flags)
        });
        let id = self.classes.alloc(Class {
            name: name.into(),
            qualname: name.into(),
            module: module.into(),
            bases: base.into_iter().collect(),
            attrs: Attrs::default(),
            meta: Id::from_raw(1),
            flags: flags & !flag::PYTHON_ONLY,
            payload,
            builtin: true,
            ..Class::default()
        });
        mro.insert(0, id);
        self.classes.get_mut(id).mro = mro;
        id
    }

    fn add_methods(&mut self, class: Id<Class>, lists: &[&'static [NativeDef]]) {
        for def in lists.iter().copied().flatten() {
            let name = def.name.rsplit('.').next().unwrap_or(def.name);
            let sym = self.intern(name);
            let native = Value::Native(self.add_native(def));
            // The first parameter tells what kind of method it is.
            let value = match def.params.first() {
                Some(&"self" | &"/self") => native,
                Some(&"property") => {
                    let none = Value::None;
                    self.new_misc(Misc::Property { get: native, set: none, del: none, doc: none })
                }
                Some(&"cls") if sym != sym::NEW => self.new_misc(Misc::ClassMethod(native)),
                _ => self.new_misc(Misc::StaticMethod(native)),
            };
            self.classes.get_mut(class).attrs.insert(sym, value);
        }
    }

    fn add_exceptions(&mut self) {
        let root = self.builtins.base_exception;
        let mut known = FastMap::default();
        known.insert("BaseException", root);
        for &(name, base) in exceptions::TREE {
            let id = self.add_class(name, "builtins", Some(known[base]), Payload::Exception);
            known.insert(name, id);
            self.add_builtin(name, Value::Class(id));
        }
        for &(alias, name) in exceptions::ALIASES {
            self.add_builtin(alias, Value::Class(known[name]));
        }
        self.builtins.exceptions = Arc::new(known);
    }

    /// Loads a native module by name, or finds it loaded.
    pub fn load_native(&mut self, name: &str) -> Option<Id<Module>> {
        if let Some(&id) = self.loaded.get(name) {
            return Some(id);
        }
        if name == "builtins" {
            return Some(self.load_builtins());
        }
        let known = Arc::clone(&self.builtins.native_modules);
        let &(module, first) = known.iter().find(|(m, _)| m.name == name)?;
        let id = self.modules.alloc(Module { name: name.into(), library: true, ready: true, ..Module::default() });
        Arc::make_mut(&mut self.loaded).insert(name.into(), id);
        for (i, def) in module.functions.iter().enumerate() {
            let function = Value::Native(NativeId(first.0 + i as u16));
            self.set_global(id, def.name.rsplit('.').next().unwrap_or(def.name), function);
        }
        for (name, value) in (module.init)(self) {
            self.set_global(id, name, value);
        }
        Some(id)
    }

    /// The module `builtins`, a copy of the built-in names.
    fn load_builtins(&mut self) -> Id<Module> {
        let id =
            self.modules.alloc(Module { name: "builtins".into(), library: true, ready: true, ..Module::default() });
        Arc::make_mut(&mut self.loaded).insert("builtins".into(), id);
        for index in 0..self.builtins.names.len() {
            let value = self.builtins.names[index];
            if !value.is_unbound() {
                self.set_global_sym(id, Sym(index as u32), value);
            }
        }
        id
    }

    /// Sets a global of a module by name.
    pub fn set_global(&mut self, module: Id<Module>, name: &str, value: Value) {
        let sym = self.intern(name);
        self.set_global_sym(module, sym, value);
    }

    /// Sets a global of a module.
    pub fn set_global_sym(&mut self, module: Id<Module>, name: Sym, value: Value) {
        self.modules.get_mut(module).set(name, value);
    }

    /// A global of a module by name; none where unset.
    pub fn global(&self, module: Id<Module>, name: &str) -> Option<Value> {
        let module = self.modules.get(module);
        let slot = *module.index.get(&self.find_name(name)?)?;
        Some(module.slots[slot as usize]).filter(|v| !v.is_unbound())
    }
}

/// The class that an `OSError` with this errno becomes.
pub fn class_of_errno(errno: i64) -> Option<&'static str> {
    exceptions::BY_ERRNO.iter().find(|&&(number, _)| number == errno).map(|&(_, name)| name)
}
