//! Imports: the program's own module, the library's modules, and what to say about all others.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{MAIN, Process, lib};
use crate::code::{Unit, compile};
use crate::ids::Tid;
use crate::span::{Diagnostic, Source};
use crate::vm::interp::name_import_error;
use crate::vm::link::link;
use crate::vm::native::Esc;
use crate::vm::thread::Inject;

/// Modules of Python's standard library, and well-known others, that Racecourse knows but does not offer.
const KNOWN: &[&str] = &[
    "_thread",
    "abc",
    "aiohttp",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "bisect",
    "builtins",
    "calendar",
    "cgi",
    "cmath",
    "codecs",
    "configparser",
    "contextvars",
    "copyreg",
    "csv",
    "ctypes",
    "curses",
    "dbm",
    "decimal",
    "difflib",
    "dis",
    "email",
    "errno",
    "faulthandler",
    "fcntl",
    "fileinput",
    "flask",
    "fractions",
    "ftplib",
    "gc",
    "getopt",
    "getpass",
    "gettext",
    "glob",
    "gzip",
    "hashlib",
    "hmac",
    "html",
    "http",
    "httpx",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "keyword",
    "locale",
    "lxml",
    "marshal",
    "matplotlib",
    "mimetypes",
    "mmap",
    "multiprocessing",
    "numbers",
    "numpy",
    "pandas",
    "pathlib",
    "pdb",
    "pickle",
    "pip",
    "platform",
    "pprint",
    "profile",
    "pstats",
    "psutil",
    "pygame",
    "pytest",
    "re",
    "resource",
    "sched",
    "scipy",
    "secrets",
    "select",
    "selectors",
    "shelve",
    "shlex",
    "shutil",
    "signal",
    "site",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "stat",
    "statistics",
    "struct",
    "subprocess",
    "symtable",
    "sysconfig",
    "syslog",
    "tarfile",
    "telnetlib",
    "tempfile",
    "termios",
    "textwrap",
    "tkinter",
    "token",
    "tokenize",
    "tomllib",
    "trace",
    "tracemalloc",
    "tty",
    "turtle",
    "types",
    "unicodedata",
    "unittest",
    "urllib",
    "urllib3",
    "uuid",
    "warnings",
    "weakref",
    "webbrowser",
    "wsgiref",
    "xml",
    "xmlrpc",
    "yaml",
    "zipfile",
    "zipimport",
    "zlib",
    "zoneinfo",
];

/// The name of the program's own module in a process that was spawned.
const SPAWNED_MAIN: &str = "__mp_main__";

/// Packages among the modules that are offered.
const PACKAGES: &[&str] =
    &["collections", "concurrent", "concurrent.futures", "json", "logging", "multiprocessing", "xml"];

/// Modules of these packages that CPython has and Racecourse does not.
const PARTS: &[&str] = &["config", "forkserver", "handlers", "resource_sharer", "resource_tracker"];

impl Process {
    /// Makes a thread run the body of a module, or raise `ModuleNotFoundError`.
    pub(super) fn import(&mut self, tid: Tid, name: &str) {
        if self.heap.load_native(name).is_some() {
            return;
        }
        if name == SPAWNED_MAIN && self.alias_main() {
            return;
        }
        let unit = if name == MAIN || name == SPAWNED_MAIN { Some(Arc::clone(&self.program)) } else { frozen(name) };
        match unit {
            Some(unit) => self.load(tid, name, unit),
            None => self.refuse(tid, name),
        }
    }

    /// `__mp_main__` is another name of the program's module. Whether that is there already.
    fn alias_main(&mut self) -> bool {
        let Some(&main) = self.heap.loaded.get(MAIN) else { return false };
        Arc::make_mut(&mut self.heap.loaded).insert(SPAWNED_MAIN.to_owned(), main);
        true
    }

    fn load(&mut self, tid: Tid, name: &str, unit: Arc<Unit>) {
        let (module, code) = link(&mut self.heap, unit, name);
        Arc::make_mut(&mut self.heap.loaded).insert(name.to_owned(), module);
        if name == SPAWNED_MAIN {
            Arc::make_mut(&mut self.heap.loaded).insert(MAIN.to_owned(), module);
        }
        let thread = self.threads[tid.0 as usize].as_mut().expect("the thread runs");
        crate::vm::push_module(&mut self.heap, thread, module, code);
    }

    fn refuse(&mut self, tid: Tid, name: &str) {
        let top = name.split('.').next().unwrap_or(name);
        let message = match name.rsplit_once('.') {
            _ if KNOWN.contains(&top) && lib::frozen(top).is_none() => {
                format!("No module named '{name}' (Racecourse does not offer the module '{top}')")
            }
            Some((parent, _)) if !PACKAGES.contains(&parent) => {
                format!("No module named '{name}'; '{parent}' is not a package")
            }
            Some((_, leaf)) if PARTS.contains(&leaf) => {
                format!("No module named '{name}' (Racecourse does not offer this part of '{top}')")
            }
            _ => format!("No module named '{name}'"),
        };
        let error = self.heap.raise("ModuleNotFoundError", message);
        name_import_error(&mut self.heap, &error, name);
        if let Esc::Raise(exc) = error {
            self.threads[tid.0 as usize].as_mut().expect("the thread runs").inject = Some(Inject::Raise(exc));
        }
    }
}

/// A module of the library, compiled; once for all processes, since it is the same for all.
fn frozen(name: &str) -> Option<Arc<Unit>> {
    static COMPILED: Mutex<BTreeMap<String, Arc<Unit>>> = Mutex::new(BTreeMap::new());
    let compiled = || COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    // Nobody waits while another compiles.
    if let Some(unit) = compiled().get(name) {
        return Some(Arc::clone(unit));
    }
    let unit = compile_frozen(name)?;
    Some(Arc::clone(compiled().entry(name.to_owned()).or_insert(unit)))
}

fn compile_frozen(name: &str) -> Option<Arc<Unit>> {
    let text = lib::frozen(name)?;
    let source = Arc::new(Source::new(format!("<frozen {name}>"), text));
    match compile::compile(source, compile::Kind::Library) {
        Ok(mut unit) => {
            // The body runs in one go, so that no thread meets a half-made module. `_boot` runs the program.
            if let Some(code) = Arc::get_mut(&mut unit.code) {
                code.atomic = name != "_boot";
            }
            Some(Arc::new(unit))
        }
        Err(errors) => panic!("the frozen module {name} does not compile: {}", first(&errors)),
    }
}

fn first(errors: &[Diagnostic]) -> String {
    errors.first().map_or(String::new(), |e| format!("line {}: {}", e.start.line, e.message))
}
