//! Standard output and error of the tool itself. Everything is written at once, so that it appears as it is printed.

use std::io::{ErrorKind, Write, stderr, stdout};
use std::process::exit;

use racecourse::session::{Event, Stream};

/// As a process that SIGPIPE ended.
const BROKEN_PIPE: i32 = 141;

/// Writes to standard output. A reader that went away ends the run quietly.
pub fn output(text: &str) {
    let mut out = stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        if error.kind() == ErrorKind::BrokenPipe {
            exit(BROKEN_PIPE);
        }
        // Nobody is left to be told.
        exit(1);
    }
}

/// Writes to standard error; what cannot be written there cannot be said anywhere.
pub fn error(text: &str) {
    let _ = stderr().lock().write_all(text.as_bytes());
}

/// Writes what a program wrote.
pub fn show(event: &Event) {
    match event {
        Event::Output { stream: Stream::Stdout, text, .. } => output(text),
        Event::Output { stream: Stream::Stderr, text, .. } => error(text),
        _ => {}
    }
}

/// A line of standard input without its end; none at the end of the input.
pub fn read_line() -> Option<String> {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock();
    match std::io::BufRead::read_until(&mut input, b'\n', &mut bytes) {
        Ok(n) if n > 0 => {
            let line = String::from_utf8_lossy(&bytes);
            let line = line.strip_suffix('\n').unwrap_or(&line);
            Some(line.strip_suffix('\r').unwrap_or(line).to_owned())
        }
        _ => None,
    }
}
