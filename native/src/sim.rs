//! The sim engine on the command line.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use racecourse::recording::chrome;
use racecourse::session::{Diagnostic, End, Options, SimRun, SimStatus};

use crate::outside::Outside;
use crate::program::Program;
use crate::real::Wishes;
use crate::real::book::Book;
use crate::{console, interrupt};

/// Instructions between two looks at output and Ctrl-C.
const SLICE: u64 = 100_000;

/// Runs the program to its end.
pub fn run(
    program: &Program,
    options: Options,
    outside: Outside,
    digest: bool,
    wishes: &Wishes,
) -> Result<End, Vec<Diagnostic>> {
    let mut run = SimRun::new(&program.source, &program.name, options)?;
    run.serve_with(Box::new(move |request| outside.serve(request)));
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    interrupt::on_interrupt(move || flag.store(true, Ordering::Relaxed));
    let mut events = Vec::new();
    let mut book = Book::default();
    // A recording wants to know when, and who looks, when to stop.
    let slice = if wishes.trace.is_some() || wishes.after.is_some() { 1 } else { SLICE };
    let end = loop {
        let status = run.run(slice);
        for event in run.take_events() {
            if !wishes.quiet {
                console::show(&event);
            }
            book.event(&event);
            if wishes.trace.is_some() {
                events.push((run.clock(), event));
            }
        }
        let interrupt = interrupted.swap(false, Ordering::Relaxed);
        if (wishes.tree && interrupt) || wishes.after.is_some_and(|after| run.clock() >= after.as_secs_f64()) {
            book.look(&run.processes());
            break End::Exit { code: 0 };
        }
        if interrupt {
            run.interrupt();
        }
        match status {
            SimStatus::More => {}
            SimStatus::NeedInput => run.input(console::read_line()),
            SimStatus::Ended(end) => {
                book.look(&run.processes());
                break end;
            }
        }
    };
    if wishes.tree {
        console::output(&book.whole_tree());
    }
    if digest {
        console::error(&format!("digest: {:032x}\n", run.digest()));
    }
    if let Some(path) = &wishes.trace
        && let Err(error) = std::fs::write(path, chrome::document(events))
    {
        console::error(&format!("racecourse: cannot write '{}': {error}\n", path.display()));
    }
    Ok(end)
}
