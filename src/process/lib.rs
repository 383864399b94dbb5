//! The library: which modules a program may import, the frozen Python of those written in Python and the functions of
//! those written in Rust.

mod containers;
mod math;
mod math_int;
mod mp;
mod net;
mod os;
mod pickle;
mod posix;
mod random;
mod structs;
mod sync;
mod sys;
mod time;
mod tools;

use crate::vm::builtins::NativeModule;
use crate::vm::functions::PRELUDE;

/// Modules written in Rust.
pub static NATIVE: &[&NativeModule] = &[
    &math::MODULE,
    &random::MODULE,
    &sync::MODULE,
    &time::MODULE,
    &sys::MODULE,
    &os::MODULE,
    &posix::MODULE,
    &mp::MODULE,
    &containers::COLLECTIONS,
    &containers::HEAPQ,
    &containers::RECORDS,
    &tools::MODULE,
    &net::NET,
    &net::HASHLIB,
    &pickle::MODULE,
    &structs::MODULE,
    &crate::vm::functions::hidden::MODULE,
];

/// The text of a frozen module, by dotted name.
pub fn frozen(name: &str) -> Option<&'static str> {
    let find = |table: &'static [(&str, &'static str)]| {
        table.binary_search_by_key(&name, |(known, _)| known).ok().map(|i| table[i].1)
    };
    find(FROZEN).or_else(|| find(PRELUDE))
}

/// The modules that programs may import, by name, sorted.
pub fn names() -> Vec<&'static str> {
    let native = NATIVE.iter().map(|module| module.name);
    let mut names: Vec<&str> = FROZEN.iter().map(|&(name, _)| name).chain(native).collect();
    names.retain(|name| name.split('.').all(|part| !part.starts_with('_')));
    names.sort_unstable();
    names
}

/// Frozen modules, sorted by name.
static FROZEN: &[(&str, &str)] = &[
    ("__future__", include_str!("lib/__future__.py")),
    ("_boot", include_str!("lib/_boot.py")),
    ("_calendar", include_str!("lib/_calendar.py")),
    ("_codecs", include_str!("lib/_codecs.py")),
    ("_processes", include_str!("lib/_processes.py")),
    ("_queue", include_str!("lib/_queue.py")),
    ("_thread", include_str!("lib/_thread.py")),
    ("_threading", include_str!("lib/_threading.py")),
    ("abc", include_str!("lib/abc.py")),
    ("array", include_str!("lib/array.py")),
    ("atexit", include_str!("lib/atexit.py")),
    ("bisect", include_str!("lib/bisect.py")),
    ("builtins", include_str!("lib/builtins.py")),
    ("collections", include_str!("lib/collections.py")),
    ("collections._named", include_str!("lib/collections._named.py")),
    ("collections._user", include_str!("lib/collections._user.py")),
    ("collections.abc", include_str!("lib/collections.abc.py")),
    ("concurrent", include_str!("lib/concurrent.py")),
    ("concurrent.futures", include_str!("lib/concurrent.futures.py")),
    ("concurrent.futures._base", include_str!("lib/concurrent.futures._base.py")),
    ("concurrent.futures.process", include_str!("lib/concurrent.futures.process.py")),
    ("concurrent.futures.thread", include_str!("lib/concurrent.futures.thread.py")),
    ("contextlib", include_str!("lib/contextlib.py")),
    ("copy", include_str!("lib/copy.py")),
    ("copyreg", include_str!("lib/copyreg.py")),
    ("ctypes", include_str!("lib/ctypes.py")),
    ("dataclasses", include_str!("lib/dataclasses.py")),
    ("datetime", include_str!("lib/datetime.py")),
    ("enum", include_str!("lib/enum.py")),
    ("errno", include_str!("lib/errno.py")),
    ("fake_useragent", include_str!("lib/fake_useragent.py")),
    ("functools", include_str!("lib/functools.py")),
    ("gc", include_str!("lib/gc.py")),
    ("hashlib", include_str!("lib/hashlib.py")),
    ("heapq", include_str!("lib/heapq.py")),
    ("importlib", include_str!("lib/importlib.py")),
    ("inspect", include_str!("lib/inspect.py")),
    ("io", include_str!("lib/io.py")),
    ("itertools", include_str!("lib/itertools.py")),
    ("json", include_str!("lib/json.py")),
    ("keyword", include_str!("lib/keyword.py")),
    ("logging", include_str!("lib/logging.py")),
    ("multiprocessing", include_str!("lib/multiprocessing.py")),
    ("multiprocessing._channel", include_str!("lib/multiprocessing._channel.py")),
    ("multiprocessing._server", include_str!("lib/multiprocessing._server.py")),
    ("multiprocessing._worker", include_str!("lib/multiprocessing._worker.py")),
    ("multiprocessing.connection", include_str!("lib/multiprocessing.connection.py")),
    ("multiprocessing.context", include_str!("lib/multiprocessing.context.py")),
    ("multiprocessing.dummy", include_str!("lib/multiprocessing.dummy.py")),
    ("multiprocessing.heap", include_str!("lib/multiprocessing.heap.py")),
    ("multiprocessing.managers", include_str!("lib/multiprocessing.managers.py")),
    ("multiprocessing.pool", include_str!("lib/multiprocessing.pool.py")),
    ("multiprocessing.popen_fork", include_str!("lib/multiprocessing.popen_fork.py")),
    ("multiprocessing.popen_spawn_posix", include_str!("lib/multiprocessing.popen_spawn_posix.py")),
    ("multiprocessing.process", include_str!("lib/multiprocessing.process.py")),
    ("multiprocessing.queues", include_str!("lib/multiprocessing.queues.py")),
    ("multiprocessing.reduction", include_str!("lib/multiprocessing.reduction.py")),
    ("multiprocessing.shared_memory", include_str!("lib/multiprocessing.shared_memory.py")),
    ("multiprocessing.sharedctypes", include_str!("lib/multiprocessing.sharedctypes.py")),
    ("multiprocessing.spawn", include_str!("lib/multiprocessing.spawn.py")),
    ("multiprocessing.synchronize", include_str!("lib/multiprocessing.synchronize.py")),
    ("multiprocessing.util", include_str!("lib/multiprocessing.util.py")),
    ("numbers", include_str!("lib/numbers.py")),
    ("operator", include_str!("lib/operator.py")),
    ("os", include_str!("lib/os.py")),
    ("os.path", include_str!("lib/os.path.py")),
    ("pickle", include_str!("lib/pickle.py")),
    ("platform", include_str!("lib/platform.py")),
    ("pprint", include_str!("lib/pprint.py")),
    ("queue", include_str!("lib/queue.py")),
    ("random", include_str!("lib/random.py")),
    ("requests", include_str!("lib/requests.py")),
    ("requests.adapters", include_str!("lib/requests.adapters.py")),
    ("requests.exceptions", include_str!("lib/requests.exceptions.py")),
    ("secrets", include_str!("lib/secrets.py")),
    ("signal", include_str!("lib/signal.py")),
    ("statistics", include_str!("lib/statistics.py")),
    ("string", include_str!("lib/string.py")),
    ("struct", include_str!("lib/struct.py")),
    ("sys", include_str!("lib/sys.py")),
    ("textwrap", include_str!("lib/textwrap.py")),
    ("threading", include_str!("lib/threading.py")),
    ("time", include_str!("lib/time.py")),
    ("timeit", include_str!("lib/timeit.py")),
    ("traceback", include_str!("lib/traceback.py")),
    ("types", include_str!("lib/types.py")),
    ("typing", include_str!("lib/typing.py")),
    ("urllib", include_str!("lib/urllib.py")),
    ("urllib.error", include_str!("lib/urllib.error.py")),
    ("urllib.parse", include_str!("lib/urllib.parse.py")),
    ("urllib.request", include_str!("lib/urllib.request.py")),
    ("uuid", include_str!("lib/uuid.py")),
    ("warnings", include_str!("lib/warnings.py")),
    ("weakref", include_str!("lib/weakref.py")),
];

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{FROZEN, PRELUDE, frozen, names};
    use crate::code::compile::{Kind, compile};
    use crate::span::Source;

    #[test]
    fn every_frozen_module_is_found_and_compiles() {
        for &(name, text) in FROZEN.iter().chain(PRELUDE) {
            assert_eq!(frozen(name), Some(text), "the table is not sorted at {name}");
            let source = Arc::new(Source::new(name, text));
            assert!(compile(source, Kind::Library).is_ok(), "{name} does not compile");
        }
    }

    #[test]
    fn programs_see_public_modules_only() {
        assert!(names().contains(&"threading") && names().contains(&"math"));
        assert!(!names().contains(&"_sync") && !names().contains(&"concurrent.futures._base"));
    }
}
