//! Ctrl-C for the sim engine, which runs in the tool's own process.

use std::thread;

use rustix::io::Errno;
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
            let mut note: Note = [0; 2];
            match rustix::io::read(&notes, &mut note) {
                Ok(0) => return,
                Ok(_) => seen += 1,
                Err(Errno::INTR) => {}
                Err(_) => return,
            }
            match seen {
                0 => {}
                1 => first(),
                _ => std::process::exit(KILLED),
            }
        }
    };
    if thread::Builder::new().name("interrupt".to_owned()).spawn(wait).is_ok() {
        let _ = sys::on_signal(libc::SIGINT, Disposition::Note);
    }
}
