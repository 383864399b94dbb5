//! Processes and threads as they are at a moment: plain data for front ends. Looking changes nothing.

pub mod moment;

use super::{Process, stuck, values};
use crate::check::deadlock::Wait;
use crate::ids::{Pid, Tid};
use crate::kernel::Kernel;
use crate::sys::Seconds;
use crate::vm::value::Value;

/// A process.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessView {
    /// Its number.
    pub pid: Pid,
    /// Its parent's; 1 for an orphan.
    pub parent: Pid,
    /// Its name.
    pub name: String,
    /// For a zombie: the status with which it ended, as wait(2) encodes it.
    pub status: Option<i32>,
    /// Its threads that have not ended.
    pub threads: Vec<ThreadView>,
}

/// A thread.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadView {
    /// Its number.
    pub tid: Tid,
    /// Its name.
    pub name: String,
    /// Whether the program may end without it.
    pub daemon: bool,
    /// Processor time it has used.
    pub cpu: Seconds,
    /// What it waits for, if it does.
    pub wait: Option<Wait>,
    /// The line of the program (from 1) at which it made its last request; 0 where there is none.
    pub line: u32,
}

/// A call of a function of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameView {
    /// The function, `<module>` at top level.
    pub function: String,
    /// The line (from 1) at which it is.
    pub line: u32,
    /// The text of the line.
    pub source: String,
    /// Its variables and their values, those that are set.
    pub locals: Vec<(String, String)>,
}

impl Process {
    /// The calls of the program that a thread is in, the innermost last; those of the library are left out.
    pub fn frames(&self, tid: Tid) -> Vec<FrameView> {
        let shown = |(name, value): (String, Value)| Some((name, values::short(self, value)?));
        let view = |call: values::Call<'_>| {
            let location = self.locate(call.place());
            let variables: Vec<(String, Value)> = match call.is_module() {
                true => values::globals(self),
                false => call.locals().map(|(name, value)| (name.to_owned(), value)).collect(),
            };
            let locals = variables.into_iter().filter_map(shown).collect();
            FrameView { function: location.function, line: location.line, source: location.source, locals }
        };
        self.calls(tid).map(view).collect()
    }
}

/// All processes of a kernel, zombies too, by number.
pub fn processes<'a>(kernel: &Kernel, lookup: &dyn Fn(Pid) -> Option<&'a Process>) -> Vec<ProcessView> {
    let mut waits: Vec<Wait> = stuck::waits(kernel, lookup).into_iter().map(|(wait, _)| wait).collect();
    let mut wait_of = |who| waits.iter().position(|wait| wait.who == who).map(|at| waits.swap_remove(at));
    let mut views = Vec::new();
    for process in kernel.processes() {
        let mut threads = Vec::new();
        for &tid in process.alive() {
            let thread = process.thread(tid);
            let place = thread.place.and_then(|place| Some(lookup(process.pid)?.locate(place)));
            threads.push(ThreadView {
                tid,
                name: thread.name.to_string(),
                daemon: thread.daemon,
                cpu: thread.cpu,
                wait: wait_of(process.who(tid)),
                line: place.map_or(0, |place| place.line),
            });
        }
        let (pid, parent, name) = (process.pid, process.parent, process.name.clone());
        views.push(ProcessView { pid, parent, name, status: process.status, threads });
    }
    views
}
