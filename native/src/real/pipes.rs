//! Pipes: the descriptors that the program has open, under the handles that the engine knows them by. They never block by
//! themselves, so that a thread that waits takes nothing behind its back (see `calls`).

use std::collections::BTreeMap;
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use racecourse::ids::Fd;
use racecourse::session::HOST_FD;
use racecourse::sys::{Patience, Reply, SysError};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::time::Timespec;

use super::calls::Call;
use super::machine::{Broken, Machine, deadline, failure, is_late, lock, refused};
use crate::sys;

/// The first handle of a pipe. Those from [`HOST_FD`] on are files.
const FIRST: u32 = 3;
/// What is read at a time; no pipe holds more.
const CHUNK: usize = 1 << 16;

/// The table.
#[derive(Default)]
pub struct Pipes {
    open: BTreeMap<u32, Pipe>,
    /// What was read for a call that a signal broke before the end came.
    unfinished: BTreeMap<u32, Vec<u8>>,
}

/// An open end. What is read from it goes by one number, what is written to it by another, for recordings.
#[derive(Clone)]
struct Pipe {
    fd: Arc<OwnedFd>,
    reads: u64,
    writes: u64,
}

impl Pipes {
    /// Whether a handle can be one of a pipe.
    pub fn has(handle: u32) -> bool {
        (FIRST..HOST_FD).contains(&handle)
    }

    fn enter(&mut self, fd: OwnedFd, (reads, writes): (u64, u64)) -> u32 {
        let handle = (FIRST..HOST_FD).find(|handle| !self.open.contains_key(handle)).unwrap_or(HOST_FD - 1);
        self.open.insert(handle, Pipe { fd: Arc::new(fd), reads, writes });
        handle
    }

    /// Closes a handle. The descriptor goes when no call uses it any more.
    pub fn close(&mut self, handle: u32) {
        self.unfinished.remove(&handle);
        self.open.remove(&handle);
    }

    /// The table for a fork's child, called there: it takes over descriptors whose owners, among them calls of threads that
    /// are not there, stayed behind.
    pub fn in_child(&mut self) -> Pipes {
        let open = std::mem::take(&mut self.open);
        let adopted = open.iter().map(|(&handle, pipe)| {
            let fd = Arc::new(sys::adopt(pipe.fd.as_raw_fd()));
            (handle, Pipe { fd, ..*pipe })
        });
        let pipes = Pipes { open: adopted.collect(), unfinished: BTreeMap::new() };
        std::mem::forget(open);
        pipes
    }
}

impl Machine {
    pub fn pipe(&self, both_ways: bool) -> Reply {
        let made = if both_ways {
            let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
            socketpair(AddressFamily::UNIX, SocketType::STREAM, flags, None)
        } else {
            pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC)
        };
        match made {
            Ok((a, b)) => {
                let one = self.run.board.channels.fetch_add(4, Ordering::Relaxed) + 1;
                let other = if both_ways { one + 2 } else { one };
                let mut pipes = lock(&self.pipes);
                Reply::Pair(i64::from(pipes.enter(a, (one, other))), i64::from(pipes.enter(b, (other, one))))
            }
            Err(error) => refused(error),
        }
    }

    pub fn duplicate(&self, handle: u32) -> Reply {
        let Some(pipe) = lock(&self.pipes).open.get(&handle).cloned() else { return failure(libc::EBADF) };
        match pipe.fd.try_clone() {
            Ok(fd) => Reply::File(Fd(lock(&self.pipes).enter(fd, (pipe.reads, pipe.writes)))),
            Err(error) => failure(error.raw_os_error().unwrap_or(libc::EMFILE)),
        }
    }

    /// At most `n` bytes as soon as there are any; without `n` all until the end.
    pub fn read(&self, handle: u32, n: Option<u64>) -> Reply {
        let Some(fd) = self.open_pipe(handle) else { return failure(libc::EBADF) };
        let mut bytes = match n {
            Some(_) => Vec::new(),
            None => lock(&self.pipes).unfinished.remove(&handle).unwrap_or_default(),
        };
        let mut chunk = vec![0; n.map_or(CHUNK, |n| n.min(CHUNK as u64) as usize)];
        loop {
            match rustix::io::read(&fd, &mut chunk) {
                Ok(0) => return Reply::Bytes(bytes),
                Ok(got) => {
                    self.own().moved();
                    bytes.extend_from_slice(&chunk[..got]);
                    if n.is_some() {
                        return Reply::Bytes(bytes);
                    }
                }
                Err(Errno::AGAIN) => {
                    if let Err(Broken) = self.block(Call::Readable(vec![Arc::clone(&fd)]), None) {
                        if n.is_none() {
                            lock(&self.pipes).unfinished.insert(handle, bytes);
                        }
                        return Reply::Error(SysError::Interrupted);
                    }
                }
                Err(Errno::INTR) => {}
                Err(error) => return refused(error),
            }
        }
    }

    /// Writes all of it. A signal that comes when a part is written leaves it at that part, or, where `whole`, waits.
    pub fn write(&self, handle: u32, bytes: &[u8], whole: bool) -> Reply {
        let Some(fd) = self.open_pipe(handle) else { return failure(libc::EBADF) };
        let mut done = 0;
        loop {
            match rustix::io::write(&fd, &bytes[done..]) {
                Ok(n) => {
                    self.own().moved();
                    done += n;
                    if done == bytes.len() {
                        return Reply::Int(done as i64);
                    }
                }
                Err(Errno::AGAIN) => {
                    if let Err(Broken) = self.block(Call::Writable(Arc::clone(&fd)), None) {
                        match done {
                            0 => return Reply::Error(SysError::Interrupted),
                            _ if whole => {}
                            done => return Reply::Int(done as i64),
                        }
                    }
                }
                Err(Errno::INTR) => {}
                Err(error) => return refused(error),
            }
        }
    }

    pub fn poll(&self, handles: &[Fd], patience: Patience) -> Reply {
        let until: Option<Instant> = deadline(patience);
        let mut fds = Vec::new();
        for handle in handles {
            match self.open_pipe(handle.0) {
                Some(fd) => fds.push(fd),
                None => return failure(libc::EBADF),
            }
        }
        loop {
            let ready = readable(&fds);
            if ready.iter().any(|&ready| ready) || is_late(until) {
                let ready = handles.iter().zip(ready).filter(|&(_, ready)| ready);
                return Reply::Ready(ready.map(|(&handle, _)| handle).collect());
            }
            if let Err(Broken) = self.block(Call::Readable(fds.clone()), until) {
                return Reply::Error(SysError::Interrupted);
            }
        }
    }

    fn open_pipe(&self, handle: u32) -> Option<Arc<OwnedFd>> {
        lock(&self.pipes).open.get(&handle).map(|pipe| Arc::clone(&pipe.fd))
    }

    /// The number for recordings.
    pub fn channel_of(&self, handle: u32, written: bool) -> u64 {
        let pipes = lock(&self.pipes);
        pipes.open.get(&handle).map_or(1, |pipe| if written { pipe.writes } else { pipe.reads })
    }
}

/// Which of them can be read, at once.
fn readable(fds: &[Arc<OwnedFd>]) -> Vec<bool> {
    let mut polls: Vec<PollFd<'_>> = fds.iter().map(|fd| PollFd::new(&**fd, PollFlags::IN)).collect();
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    match poll(&mut polls, Some(&now)) {
        Ok(n) if n > 0 => polls.iter().map(|fd| !fd.revents().is_empty()).collect(),
        _ => vec![false; fds.len()],
    }
}
