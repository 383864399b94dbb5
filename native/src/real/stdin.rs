//! Standard input, line by line. A thread of its own reads, so that the program's threads never hang in it. As long as the
//! run has one process it reads ahead; a fork copies what was read and not used, as CPython's buffer; from then on nobody
//! takes more than the line that it wants.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::thread;

use racecourse::session::Control;
use rustix::io::Errno;
use rustix::stdio;

use super::board::Board;
use super::machine::lock;

/// What is read ahead.
const AHEAD: usize = 1 << 13;

/// The reader.
#[derive(Default)]
pub struct Stdin {
    unread: Arc<Mutex<Vec<u8>>>,
    /// Asks the thread for a line; made when the first is wanted.
    asks: OnceLock<Mutex<Sender<()>>>,
}

impl Stdin {
    /// Has a line given to the engine.
    pub fn want_line(&self, control: &Control, board: &'static Board) {
        let asks = self.asks.get_or_init(|| {
            let (ask, asked) = mpsc::channel();
            let (control, unread) = (control.clone(), Arc::clone(&self.unread));
            let reader = move || {
                while asked.recv().is_ok() {
                    control.input(read_line(&unread, board));
                }
            };
            // Without a thread no line ever comes; the engine then waits as for a user who types nothing.
            let _ = thread::Builder::new().name("input".to_owned()).spawn(reader);
            Mutex::new(ask)
        });
        // The reader lives as long as its channel.
        let _ = lock(asks).send(());
    }

    /// What was read and not used, held across a fork.
    pub fn unread(&self) -> MutexGuard<'_, Vec<u8>> {
        lock(&self.unread)
    }

    /// A fork's child goes on where its parent was.
    pub fn in_child(&self, unread: &[u8]) -> Stdin {
        Stdin { unread: Arc::new(Mutex::new(unread.to_vec())), asks: OnceLock::new() }
    }
}

/// A line without its end; none at the end of the input.
fn read_line(unread: &Mutex<Vec<u8>>, board: &Board) -> Option<String> {
    let mut looked = 0;
    loop {
        {
            let mut unread = lock(unread);
            if let Some(end) = unread[looked.min(unread.len())..].iter().position(|&byte| byte == b'\n') {
                let line: Vec<u8> = unread.drain(..=looked + end).collect();
                return Some(text(&line[..line.len() - 1]));
            }
            looked = unread.len();
        }
        // Not under the lock: a fork waits for that.
        let mut chunk = [0; AHEAD];
        let most = if board.forks.load(Ordering::Relaxed) == 0 { AHEAD } else { 1 };
        match rustix::io::read(stdio::stdin(), &mut chunk[..most]) {
            Ok(0) => {
                let rest = std::mem::take(&mut *lock(unread));
                return (!rest.is_empty()).then(|| text(&rest));
            }
            Ok(got) => lock(unread).extend_from_slice(&chunk[..got]),
            Err(Errno::INTR) => {}
            Err(_) => return None,
        }
    }
}

fn text(line: &[u8]) -> String {
    String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line)).into_owned()
}
