//! Racecourse: ordinary Python programs with threads and processes, run for real, on a deterministic machine, and over every
//! interleaving. This crate is the core: no I/O, no clock, no spawning, no `unsafe`; the same code natively and in wasm.
//!
//! # A program's way through
//! text → `syntax` → tree → [`code`] (bytecode with a span for each instruction) → [`vm`] (linked into the heap of a
//! [`process`]) → threads that run until they return a [`sys::Request`] → `kernel` (the process table, and state machines of
//! locks, queues, pipes, files, ...) → a [`sys::Reply`]. Two engines drive that loop: `world` (sim: one plain value, virtual
//! clock, seeded scheduler) and [`live`] (an OS thread or worker for each Python thread, real clock). Front ends use
//! [`session`] only.
//!
//! # Exploring
//! A program to be explored is compiled with probes ([`code::instr::Instr::Probe`]): its threads stop before each use of what
//! others may use too, and library code in them where it uses what the program has given it. [`vm::access`] says what that
//! is, [`kernel::footprint`] the same for requests.
//! [`world::visible::Machine`] goes from visible operation to visible operation; [`explore`] searches over its copies, with
//! [`check::race`] as the judge of which uses of memory have to be visible. For searches that go through states, a state has a
//! number that does not depend on how its objects are numbered ([`vm::heap::canon`]). Several explorers share a proof on rayon's
//! threads, which the front end starts (in the browser they are workers). A schedule travels as a [`schedule::Token`];
//! [`explore::follow`] goes through one, [`explore::stepper`] back and forth.
//!
//! # Processes
//! A fork copies two things: the heap with the forking thread (memory is shared until one side writes), and what the kernel
//! knows of the process ([`kernel::Proc`]: its objects, descriptors, signals, buffered text). In sim, and in live where the host has no
//! processes (browser, tests), all processes share one kernel. Where the host has them (the command line tool), `fork(2)`
//! copies the whole run; each real process goes on with a kernel of its own, in which it is the only process, and what goes
//! between processes is answered by the host ([`sys::Request::is_between_processes`]).
//!
//! # Floors, lowest first: a module imports only from lower floors (`tests/tidy.rs` holds the table)
//! | floor | modules |
//! | --- | --- |
//! | 0 | [`ids`], [`span`], [`rng`] |
//! | 1 | [`sys`] the vocabulary between a program and its operating system; `choice`; `syntax`; [`scenario`] the catalogue |
//! | 2 | [`code`] bytecode and compiler; [`trace`] events |
//! | 3 | [`vm`] values, heap, interpreter, built-ins; `kernel` the virtual operating system; `schedule`; [`check`] findings |
//! | 4 | [`process`] heap + threads + library modules |
//! | 5 | [`world`]; [`live`] |
//! | 6 | [`explore`] |
//! | 7 | [`recording`] |
//! | 8 | [`session`] |
//!
//! # Invariants
//! - The VM performs no effect; `vm` does not know `kernel` and `kernel` does not know `vm`. They meet on floor 4.
//! - The kernel holds no Python value. A blocked thread's request is tried again when it is scheduled (poll model): nothing
//!   is handed over behind a thread's back.
//! - No native function calls back into the VM (see [`vm::native`]); no Rust stack ever holds Python state, so every thread
//!   can be suspended, copied and resumed at any instruction.
//! - A world is a plain value; frames hold ids and indices; a copy shares the heap until one side writes.
//! - Deterministic by construction: no hash order reaches a program, the only randomness is [`rng::Rng`].
//! - Three channels of error: the program's exceptions; limits, which no program can catch; our own bugs, which panic.
//! - A deadlock is only reported where the engine owns every wake-up; waiting for input or the network is none.
//!
//! # Absent on purpose
//! No reference counts: objects die at a collection, `__del__` never runs. No `exec`/`eval`. See LIMITATIONS.md.
//!
//! # Words
//! *process*: a heap with its threads. *zombie*: what is left of a process that has ended until its parent has waited for it.
//! *orphan*: a process whose parent has ended; init has adopted it. *descriptor*: a process's number for an open file. *thread*: frames and registers that run Python code. *request*: what a thread asks of
//! the operating system, one visible operation. *runnable, blocked*: as in any operating system text. *choice*: who goes
//! next. *quantum*: instructions a thread may run before another is chosen. *schedule*: the choices of a run. *visible operation*: what
//! another thread can notice. *stop*: a place where a thread could be left for another. *preemption*: a switch away from a thread
//! that could go on. *trace*: executions that differ only in the order of operations that have nothing to do with each other.
//! *outcome*: what was printed and how it ended. *seed*: the
//! number that fixes them. *digest*: a number equal exactly for equal runs. *finding*: something wrong, as a value.
#![forbid(unsafe_code)]

pub mod check;
pub mod choice;
pub mod code;
pub mod explore;
pub mod ids;
pub mod kernel;
pub mod live;
pub mod process;
pub mod recording;
pub mod rng;
pub mod scenario;
pub mod schedule;
pub mod session;
pub mod span;
pub mod syntax;
pub mod sys;
pub mod trace;
pub mod vm;
pub mod world;
