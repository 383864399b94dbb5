//! The sim engine on the command line.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use racecourse::recording::{Mark, chrome};
use racecourse::session::{Diagnostic, End, Options, SimRun, SimStatus};

use crate::outside::Outside;
use crate::program::Program;
use crate::{console, interrupt};

/// Instructions between two looks at output and Ctrl-C.
const SLICE: u64 = 100_000;

/// Runs the program to its end.
pub fn run(
    program: &Program,
    options: Options,
    outside: Outside,
    digest: bool,
    trace: Option<&Path>,
) -> Result<End, Vec<Diagnostic>> {
    let mut run = SimRun::new(&program.source, &program.name, options)?;
    run.serve_with(Box::new(move |request| outside.serve(request)));
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    interrupt::on_interrupt(move || flag.store(true, Ordering::Relaxed));
    let mut marks = Vec::new();
    // A recording wants to know when.
    let slice = if trace.is_some() { 1 } else { SLICE };
    let end = loop {
        let status = run.run(slice);
        for event in run.take_events() {
            console::show(&event);
            if trace.is_some() {
                marks.extend(Mark::of(&event).map(|mark| (run.clock(), mark)));
            }
        }
        if interrupted.swap(false, Ordering::Relaxed) {
            run.interrupt();
        }
        match status {
            SimStatus::More => {}
            SimStatus::NeedInput => run.input(console::read_line()),
            SimStatus::Ended(end) => break end,
        }
    };
    if digest {
        console::error(&format!("digest: {:032x}\n", run.digest()));
    }
    if let Some(path) = trace
        && let Err(error) = std::fs::write(path, chrome::document(marks))
    {
        console::error(&format!("racecourse: cannot write '{}': {error}\n", path.display()));
    }
    Ok(end)
}
