//! The sim engine on the command line.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use racecourse::session::{Diagnostic, End, Options, SimRun, SimStatus};

use crate::outside::Outside;
use crate::program::Program;
use crate::{console, interrupt};

/// Instructions between two looks at output and Ctrl-C.
const SLICE: u64 = 100_000;

/// Runs the program to its end.
pub fn run(program: &Program, options: Options, outside: Outside, digest: bool) -> Result<End, Vec<Diagnostic>> {
    let mut run = SimRun::new(&program.source, &program.name, options)?;
    run.serve_with(Box::new(move |request| outside.serve(request)));
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    interrupt::on_interrupt(move || flag.store(true, Ordering::Relaxed));
    let end = loop {
        let status = run.run(SLICE);
        for event in run.take_events() {
            console::show(&event);
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
    Ok(end)
}
