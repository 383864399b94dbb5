//! The recording of a run of real processes: a file in memory to which all of them append. A line is a time and an event as
//! JSON, written at once.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, Write};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Instant;

use racecourse::recording::chrome;
use racecourse::session::Event;
use rustix::fs::{MemfdFlags, OFlags, fcntl_setfl, memfd_create};

use super::board::Board;

/// Bytes that are kept.
const MOST: u64 = 256 << 20;

/// Where what happens is recorded.
pub struct Tape {
    file: File,
    board: &'static Board,
    start: Instant,
}

impl Tape {
    /// Nothing yet, of a run that starts then.
    pub fn new(board: &'static Board, start: Instant) -> io::Result<Tape> {
        let fd = memfd_create("racecourse-tape", MemfdFlags::CLOEXEC)?;
        fcntl_setfl(&fd, OFlags::APPEND)?;
        Ok(Tape { file: File::from(fd), board, start })
    }

    /// Something happens now.
    pub fn record(&self, event: &Event) {
        let Ok(mut line) = serde_json::to_string(&(self.start.elapsed().as_secs_f64(), event)) else { return };
        line.push('\n');
        let before = self.board.recorded.fetch_add(line.len() as u64, Ordering::Relaxed);
        if before < MOST {
            // A recording that cannot be written ends there.
            let _ = (&self.file).write_all(line.as_bytes());
        }
    }

    /// Writes the picture of it all.
    pub fn write_picture(&self, path: &Path) -> io::Result<()> {
        let mut file = &self.file;
        file.rewind()?;
        let mut events = Vec::new();
        for line in BufReader::new(file).split(b'\n') {
            // Not a line that was cut, where its process was killed.
            events.extend(serde_json::from_slice(&line?));
        }
        std::fs::write(path, chrome::document(events))
    }
}
