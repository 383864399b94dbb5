//! One process of the machine: a heap and the threads that run in it.
//!
//! The main thread runs the body of the frozen module `_boot`. That says `import __main__` (the program's own text),
//! writes the traceback of an uncaught exception to standard error, joins the threads that are no daemons, and ends the
//! process with `os._exit(status)`. A body that simply ends means status 0. Thread `n` runs the callable that
//! `heap.tokens[token]` holds (no arguments); the place is freed when it starts.

pub mod lib;
pub mod run;
