//! Ctrl-C for the sim engine, which runs in the tool's own process.

use std::thread;

use rustix::pipe::{PipeFlags, pipe_with};

use crate::sys::{self, Disposition, Note};

/// Exit status after a second Ctrl-C.
const KILLED: i32 = 130;

/// Calls `first` at the first Ctrl-C; a second one ends the tool. Where that cannot be had, Ctrl-C simply ends the tool.
pub fn on_interrupt(first: impl Fn() + Send + 'static) {
    let Ok((notes, write)) = pipe_with(PipeFlags::CLOEXEC) else { return };
    sys::note_to(sys::forever(write));
    let wait = move || {
        let mut seen = 0;
        loop {
            for _ in Note::read(&notes) {
                seen += 1;
                match seen {
                    1 => first(),
                    _ => std::process::exit(KILLED),
                }
            }
        }
    };
    if thread::Builder::new().name("interrupt".to_owned()).spawn(wait).is_ok() {
        let _ = sys::on_signal(libc::SIGINT, Disposition::Note);
    }
}
