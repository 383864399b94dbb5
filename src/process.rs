//! One process of the machine: a heap and the threads that run in it.
//!
//! The main thread runs the body of the frozen module `_boot`. That says `import __main__` (the program's own text),
//! writes the traceback of an uncaught exception to standard error, joins the threads that are no daemons, and ends the
//! process with `os._exit(status)`. A body that simply ends means status 0. Thread `n` runs the callable that
//! `heap.tokens[token]` holds (no arguments); the place is freed when it starts.

mod canon;
pub mod import;
pub mod lib;
mod names;
pub mod run;
pub mod stuck;
pub mod values;
pub mod view;
pub mod words;

use std::sync::Arc;

use crate::choice::Uses;
use crate::code::compile::{self, Kind};
use crate::code::{CodeId, Unit};
use crate::ids::{Tid, Who};
use crate::kernel::Place;
use crate::span::{Diagnostic, Source};
use crate::sys::{Dead, Reply, Request, SysError};
use crate::vm::access::{self, Extent};
use crate::vm::attr::Caches;
use crate::vm::heap::{Heap, Settings};
use crate::vm::native::Esc;
use crate::vm::thread::{Deferred, Inject, Task, Then, Thread};
use crate::vm::value::Value;
use crate::vm::{self, Exit, gc, traceback};

/// The name of the program's own module.
const MAIN: &str = "__main__";

/// A heap and its threads.
#[derive(Debug)]
pub struct Process {
    heap: Heap,
    /// By number; none once ended.
    threads: Vec<Option<Thread>>,
    program: Arc<Unit>,
    /// What nobody reaches any more.
    dead: Vec<Dead>,
    /// Bytes in use when it was made: what it shares with its parent is the parent's.
    inherited: u64,
}

/// Why a thread stopped.
#[derive(Debug)]
pub enum Stop {
    /// The fuel is used up.
    Fuel,
    /// It asks; go on with [`Process::resume`].
    Request(Request),
    /// It has ended; by an exception that nobody caught if there is a traceback.
    Finished(Option<String>),
    /// It is about to use what other threads use too; see [`Process::uses`]. Only in a process of the kind [`Kind::Probed`].
    Probe,
    /// More memory lives than is allowed.
    OutOfMemory,
}

/// A position for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1; 0 where there is none.
    pub line: u32,
    /// Function, `<module>` at top level.
    pub function: String,
    /// The text of the line, trimmed.
    pub source: String,
}

impl Process {
    /// Compiles the program and makes its main thread. `name` is what tracebacks call the file. Of the kind
    /// [`Kind::Probed`], its threads stop before each use of what others may use too.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn new(
        source: &str,
        name: &str,
        settings: Settings,
        max_memory: u64,
        kind: Kind,
    ) -> Result<Process, Vec<Diagnostic>> {
        let source = Arc::new(Source::new(name, source));
        let program = Arc::new(compile::compile(source, kind)?);
        let settings = Settings { probed: kind == Kind::Probed, ..settings };
        Ok(Process::linked(program, settings, max_memory))
    }

    fn linked(program: Arc<Unit>, settings: Settings, max_memory: u64) -> Process {
        let mut heap = Heap::new(lib::NATIVE, settings);
        heap.meter.limit = max_memory;
        heap.meter.collect_at = heap.meter.collect_at.min(max_memory);
        let boot = Deferred {
            depth: 0,
            what: Task::Import("_boot".to_owned()),
            args: Vec::new(),
            keywords: Vec::new(),
            then: Then::Finish,
        };
        let main = Thread { deferred: vec![boot], ..Thread::new(Tid(0)) };
        Process { heap, threads: vec![Some(main)], program, dead: Vec::new(), inherited: 0 }
    }

    /// A new process that runs the same program anew and takes up the payload, as the start method *spawn* has it. Its main
    /// thread has that number.
    pub fn fresh(&self, tid: Tid, payload: Vec<u8>) -> Process {
        let settings = Settings { payload: Some(payload), ..self.heap.settings.clone() };
        let mut process = Process::linked(Arc::clone(&self.program), settings, self.heap.meter.limit);
        if let Some(mut main) = process.threads[0].take() {
            main.tid = tid;
            process.threads.resize_with(tid.0 as usize + 1, || None);
            process.threads[tid.0 as usize] = Some(main);
        }
        process
    }

    /// A copy of the process in which only that thread lives on. It shares all memory until one side writes.
    pub fn fork_thread(&mut self, tid: Tid) -> Process {
        let mut copy = self.fork();
        for (index, thread) in copy.threads.iter_mut().enumerate() {
            if index != tid.0 as usize {
                *thread = None;
            }
        }
        copy.inherited = copy.heap.meter.used;
        copy.heap.caches = Caches::default();
        copy
    }

    /// A copy that shares all memory until one side writes.
    pub fn fork(&mut self) -> Process {
        let heap = self.heap.snapshot();
        let registers = |code: CodeId| heap.codes[code as usize].n_regs as usize;
        let copy = |thread: &Option<Thread>| thread.as_ref().map(|thread| thread.copy(registers));
        Process {
            threads: self.threads.iter().map(copy).collect(),
            heap,
            program: Arc::clone(&self.program),
            dead: Vec::new(),
            inherited: self.inherited,
        }
    }

    /// Makes later copies cheaper, at the cost of one deep one.
    pub fn consolidate(&mut self) {
        self.heap.consolidate();
    }

    /// Runs a thread until it stops. `fuel` counts instructions down.
    pub fn run(&mut self, tid: Tid, fuel: &mut u64) -> Stop {
        self.heap.caches.provide();
        loop {
            let thread = self.threads[tid.0 as usize].as_mut().expect("the thread has not ended");
            match vm::run(&mut self.heap, thread, fuel) {
                Exit::Fuel => return Stop::Fuel,
                Exit::Request(request) => return Stop::Request(request),
                Exit::Probe => return Stop::Probe,
                Exit::Import(name) => self.import(tid, &name),
                Exit::Collect => {
                    let dead = gc::collect(&mut self.heap, self.threads.iter().flatten());
                    self.dead.extend(dead);
                    let meter = &mut self.heap.meter;
                    // So near the limit the program would do little but collect.
                    if meter.used > meter.limit / 16 * 15 {
                        return Stop::OutOfMemory;
                    }
                    meter.collect_at = meter.collect_at.min(meter.limit);
                }
                Exit::Finished(result) => {
                    self.threads[tid.0 as usize] = None;
                    let uncaught = result.err().map(|exc| traceback::format_exception(&mut self.heap, exc));
                    return Stop::Finished(uncaught);
                }
                Exit::OutOfMemory => return Stop::OutOfMemory,
            }
        }
    }

    /// Gives a thread the answer to its request.
    pub fn resume(&mut self, tid: Tid, reply: Reply) {
        let Some(thread) = self.threads[tid.0 as usize].as_mut() else { return };
        if reply == Reply::Error(SysError::Interrupted)
            && let Some(pending) = &mut thread.pending
            && !matches!(pending.request, Request::GoOn { .. })
        {
            let class = self.heap.builtins.exception("KeyboardInterrupt");
            pending.keep[0] = self.heap.new_exception(class, Vec::new());
            pending.then = |_, _, keep| Err(Esc::Raise(keep[0]));
            vm::resume(&mut self.heap, thread, Reply::Unit);
            return;
        }
        vm::resume(&mut self.heap, thread, reply);
    }

    /// Makes a thread that calls what the token names.
    pub fn spawn(&mut self, tid: Tid, token: u64) {
        let place = self.heap.tokens.get_mut(token as usize);
        let callable = place.map_or(Value::None, |value| std::mem::replace(value, Value::Unbound));
        let thread = Thread::call(&mut self.heap, tid, callable, Vec::new());
        if self.threads.len() <= tid.0 as usize {
            self.threads.resize_with(tid.0 as usize + 1, || None);
        }
        self.threads[tid.0 as usize] = Some(thread);
    }

    /// Forgets a thread that could not be started.
    pub fn drop_thread(&mut self, tid: Tid) {
        self.threads[tid.0 as usize] = None;
    }

    /// `KeyboardInterrupt` at the thread's next instruction.
    pub fn interrupt(&mut self, tid: Tid) {
        let class = self.heap.builtins.exception("KeyboardInterrupt");
        let exc = self.heap.new_exception(class, Vec::new());
        if let Some(thread) = self.threads[tid.0 as usize].as_mut() {
            thread.inject = Some(Inject::Raise(exc));
        }
    }

    /// Runs the program's handler for a signal at the thread's next instruction, or in the middle of what it waits for.
    pub fn handle_signal(&mut self, tid: Tid, signal: i32) {
        if let Some(thread) = self.threads[tid.0 as usize].as_mut() {
            thread.inject = Some(Inject::Signal(signal));
        }
    }

    /// Whether something else is due in the thread before a signal can be handled.
    pub fn is_engaged(&self, tid: Tid) -> bool {
        self.threads[tid.0 as usize].as_ref().is_none_or(|thread| thread.inject.is_some())
    }

    /// Whether the thread must not be left for another now.
    pub fn is_atomic(&self, tid: Tid) -> bool {
        self.threads[tid.0 as usize].as_ref().is_some_and(|thread| thread.atomic > 0)
    }

    /// Where a thread is: in its innermost frame that is the program's, not the library's.
    pub fn place(&self, tid: Tid) -> Option<Place> {
        let frames = &self.threads.get(tid.0 as usize)?.as_ref()?.frames;
        let own = frames.iter().rev().find(|frame| !self.heap.codes[frame.code as usize].unit.library);
        own.map(|frame| Place { code: frame.code, pc: frame.pc })
    }

    /// What the thread is about to use of the memory that it shares.
    pub fn uses(&self, who: Who, extent: Extent) -> Uses {
        let mut uses = Uses::new();
        if let Some(thread) = &self.threads[who.tid.0 as usize] {
            access::uses(&self.heap, who.pid, thread, extent, &mut uses);
        }
        uses
    }

    /// A place for people.
    pub fn locate(&self, place: Place) -> Location {
        let object = &self.heap.codes[place.code as usize];
        let Some(span) = object.code.spans.get(place.pc as usize) else { return Location::default() };
        let source = &object.unit.source;
        let line = source.line_of(span.start);
        Location { line, function: object.code.name.clone(), source: source.line(line).trim().to_owned() }
    }

    /// What has become unreachable since the last call.
    pub fn take_dead(&mut self) -> Vec<Dead> {
        std::mem::take(&mut self.dead)
    }

    /// The bytes in use that it does not share with its parent.
    pub fn memory(&self) -> u64 {
        self.heap.meter.used.saturating_sub(self.inherited)
    }

    /// The heap, to be looked at.
    pub fn heap(&self) -> &Heap {
        &self.heap
    }
}
