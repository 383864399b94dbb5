//! The page's form of what there is to wait for in a program that is stepped, and of the memory that its threads share.

use racecourse::session::{self, Stepping};

use super::live::{holder, whom};
use crate::protocol::moment::{DeadlineView, MemoryView, Moment, NameView, ObjectState, ObjectView, PipeView, Waiter};

/// What the engine calls the program itself among functions.
const MODULE: &str = "<module>";

/// A moment for the page. `threads` are all threads of the program.
pub fn moment(moment: session::Moment, threads: &[Stepping]) -> Moment {
    let memory = memory(&moment, threads);
    Moment {
        ended: moment.ended,
        objects: moment.objects.into_iter().map(object).collect(),
        pipes: moment.pipes.into_iter().map(pipe).collect(),
        deadlines: moment
            .deadlines
            .into_iter()
            .map(|deadline| DeadlineView { at: deadline.at, name: deadline.name, what: deadline.what })
            .collect(),
        memory,
    }
}

/// What threads share: the globals, then objects that local variables of several threads name. Locks and the like are told of
/// by themselves.
fn memory(moment: &session::Moment, threads: &[Stepping]) -> Vec<MemoryView> {
    let several = moment.processes.len() > 1;
    let objects: Vec<MemoryView> = moment.heap.iter().map(heap).collect();
    let mut views = Vec::new();
    for thread in threads {
        // At the bottom of a process's main thread is the program itself, whose variables are the globals.
        let Some(program) = thread.frames.first().filter(|frame| frame.function == MODULE) else { continue };
        let process = if several { thread.name.clone() } else { String::new() };
        for (name, value) in &program.locals {
            let is_it = |view: &&MemoryView| {
                view.process == process && view.names.iter().any(|other| other.is_global() && other.variable == *name)
            };
            match objects.iter().find(is_it) {
                Some(object) if views.contains(object) => {}
                Some(object) => views.push(object.clone()),
                None if waited_for(moment, &process, name) => {}
                None => {
                    let (kind, value) = (String::new(), value.clone());
                    views.push(MemoryView { names: vec![named(name)], process: process.clone(), kind, value });
                }
            }
        }
    }
    let is_shared =
        |view: &MemoryView| view.names.iter().any(|name| name.is_global() || name.thread != view.names[0].thread);
    let others: Vec<MemoryView> =
        objects.into_iter().filter(|object| is_shared(object) && !views.contains(object)).collect();
    views.extend(others);
    views
}

/// Whether that global is something to wait for.
fn waited_for(moment: &session::Moment, process: &str, global: &str) -> bool {
    let quoted = format!("'{global}'");
    moment.objects.iter().any(|object| object.process == process && object.name.ends_with(&quoted))
}

fn heap(view: &session::HeapView) -> MemoryView {
    MemoryView {
        names: view.names.iter().map(|name| named(name)).collect(),
        process: view.process.clone(),
        kind: view.kind.clone(),
        value: view.value.clone(),
    }
}

/// A variable by its name: a global as it is, a local one as `n in work of Thread-1`.
fn named(name: &str) -> NameView {
    let local = name.split_once(" in ").and_then(|(variable, rest)| Some((variable, rest.split_once(" of ")?)));
    let (variable, (function, thread)) = local.unwrap_or((name, ("", "")));
    NameView { variable: variable.to_owned(), function: function.to_owned(), thread: thread.to_owned() }
}

fn object(object: session::ObjectView) -> ObjectView {
    ObjectView {
        name: object.name,
        process: object.process,
        line: object.line,
        state: state(object.state),
        waiters: object.waiters.into_iter().map(waiter).collect(),
    }
}

fn state(state: session::ObjectState) -> ObjectState {
    use session::ObjectState as Core;
    match state {
        Core::Lock { owner, depth } => ObjectState::Lock { owner: owner.as_ref().map(holder), depth },
        Core::Condition { lock } => ObjectState::Condition { lock },
        Core::Semaphore { value, holders, .. } => {
            ObjectState::Semaphore { value, holders: holders.iter().map(holder).collect() }
        }
        Core::Event { set } => ObjectState::Event { set },
        Core::Future { done, owner } => ObjectState::Future { done, owner: owner.as_ref().map(holder) },
        Core::Barrier { parties, waiting, broken } => ObjectState::Barrier { parties, waiting, broken },
        Core::Queue { items, maxsize, contents, .. } => ObjectState::Queue { items, maxsize, contents },
    }
}

fn waiter(waiter: session::Waiter) -> Waiter {
    Waiter { who: whom(waiter.who), name: waiter.name }
}

fn pipe(pipe: session::PipeView) -> PipeView {
    let who = |writes: bool| {
        let mut names: Vec<String> =
            pipe.ends.iter().filter(|end| end.writes == writes).map(|end| end.process.clone()).collect();
        names.dedup();
        names
    };
    PipeView {
        bytes: pipe.bytes,
        ends: [who(true), who(false)],
        contents: pipe.contents,
        waiters: pipe.waiters.into_iter().map(waiter).collect(),
    }
}

#[cfg(test)]
mod tests {
    use racecourse::session::{Options, Stepper, Until, Way};

    use super::*;

    /// What is shared when the program prints `here`: the names of each value, its process and the value.
    fn shared(source: &str) -> Vec<String> {
        let mut stepper = Stepper::new(source, "p.py", &Options::default()).expect("it compiles");
        stepper.run(Way::Steady, &Until::Output("here".to_owned()), 1000);
        let choices = stepper.choices();
        let words = |name: &NameView| match name.is_global() {
            true => name.variable.clone(),
            false => format!("{}@{}@{}", name.variable, name.function, name.thread),
        };
        let shown = |view: MemoryView| {
            let names: Vec<String> = view.names.iter().map(words).collect();
            format!("{} = {} {}{}", names.join(" = "), view.value, view.kind, view.process)
        };
        moment(stepper.moment(), &choices).memory.into_iter().map(shown).collect()
    }

    #[test]
    fn globals_and_what_two_threads_can_get_at_are_shared() {
        let source = "import threading
lock = threading.Lock()
total = 3
def work(box):
    own = [1]
    with lock:
        print('here')
def main():
    box = []
    private = {}
    t = threading.Thread(target=work, args=(box,), name='one of them')
    t.start()
    t.join()
main()
";
        assert_eq!(shared(source), ["total = 3 ", "box@main@MainThread = box@work@one of them = [] list"]);
    }

    #[test]
    fn each_process_has_its_own() {
        let source = "import os
log = []
if os.fork() == 0:
    log.append(1)
    print('here')
else:
    os.wait()
";
        let shared = shared(source);
        assert_eq!(shared.len(), 2, "{shared:?}");
        assert!(shared[0].starts_with("log = [] list") && shared[1].starts_with("log = [1] list"), "{shared:?}");
    }
}
