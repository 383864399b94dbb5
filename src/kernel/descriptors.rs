//! Descriptors and what they stand for: the console, files, pipes, and what the host keeps. A process has a table of
//! descriptors; several of them, also of several processes, may stand for one open file.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use super::files::OpenFile;
use super::pipe::Pipe;
use super::wait::Wait;
use super::{Kernel, Outcome};
use crate::ids::{Fd, Pid, Who};
use crate::sys::{Patience, Reply, Request, Seconds, SysError};
use crate::trace::Stream;

/// Descriptors that a process may have.
const MOST: usize = 1024;
/// Bad file descriptor.
const EBADF: i32 = 9;
/// Too many open files.
const EMFILE: i32 = 24;
/// Broken pipe.
const EPIPE: i32 = 32;

/// The number of an open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpenId(u32);

/// The number of a pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PipeId(u32);

impl PipeId {
    /// As a plain number.
    pub fn number(self) -> u64 {
        u64::from(self.0)
    }
}

/// What a descriptor stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Open {
    /// Standard input of the run.
    Input,
    /// Standard output or error of the run.
    Output(Stream),
    /// A file in memory.
    File(OpenFile),
    /// Ends of pipes: the one that is read, the one that is written.
    Pipe {
        /// To read from.
        read: Option<PipeId>,
        /// To write to.
        write: Option<PipeId>,
    },
    /// Something of the host's, by its handle there.
    Host(u32),
}

#[derive(Clone, Debug, Hash)]
struct Entry {
    what: Open,
    descriptors: u32,
}

/// All open files and pipes of a run.
#[derive(Clone, Debug, Default)]
pub struct OpenFiles {
    entries: BTreeMap<OpenId, Entry>,
    pipes: BTreeMap<PipeId, Pipe>,
    next: u32,
    /// Host handles that no descriptor stands for any more.
    closed: Vec<u32>,
}

impl Hash for OpenFiles {
    /// Not the counter: numbers are names only.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.entries, &self.pipes).hash(state);
    }
}

fn error(errno: i32) -> SysError {
    SysError::Os { errno, path: None }
}

impl OpenFiles {
    /// The console's three.
    pub fn console(&mut self) -> BTreeMap<u32, OpenId> {
        let standard = [Open::Input, Open::Output(Stream::Stdout), Open::Output(Stream::Stderr)];
        standard.into_iter().enumerate().map(|(fd, what)| (fd as u32, self.add(what))).collect()
    }

    fn add(&mut self, what: Open) -> OpenId {
        let id = OpenId(self.next);
        self.next += 1;
        self.entries.insert(id, Entry { what, descriptors: 1 });
        id
    }

    fn add_pipe(&mut self) -> PipeId {
        let id = PipeId(self.next);
        self.next += 1;
        self.pipes.insert(id, Pipe::new());
        id
    }

    /// One descriptor more.
    pub fn hold(&mut self, id: OpenId) {
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.descriptors += 1;
        }
    }

    /// One descriptor less; the last one closes it.
    pub fn release(&mut self, id: OpenId) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        entry.descriptors -= 1;
        if entry.descriptors > 0 {
            return;
        }
        match self.entries.remove(&id).map(|entry| entry.what) {
            Some(Open::Pipe { read, write }) => {
                if let Some(pipe) = read.and_then(|id| self.pipes.get_mut(&id)) {
                    pipe.readers -= 1;
                }
                if let Some(pipe) = write.and_then(|id| self.pipes.get_mut(&id)) {
                    pipe.writers -= 1;
                }
                self.pipes.retain(|_, pipe| pipe.readers + pipe.writers > 0);
            }
            Some(Open::Host(handle)) => self.closed.push(handle),
            _ => {}
        }
    }

    /// What it is.
    pub fn get(&self, id: OpenId) -> Option<&Open> {
        self.entries.get(&id).map(|entry| &entry.what)
    }

    pub(super) fn get_mut(&mut self, id: OpenId) -> Option<&mut Open> {
        self.entries.get_mut(&id).map(|entry| &mut entry.what)
    }

    /// The pipe that is read through it.
    pub fn read_end(&self, id: OpenId) -> Option<&Pipe> {
        match self.get(id)? {
            Open::Pipe { read: Some(read), .. } => self.pipes.get(read),
            _ => None,
        }
    }

    /// The pipe that is written through it.
    pub fn write_end(&self, id: OpenId) -> Option<&Pipe> {
        match self.get(id)? {
            Open::Pipe { write: Some(write), .. } => self.pipes.get(write),
            _ => None,
        }
    }

    /// All pipes.
    pub fn pipes(&self) -> impl Iterator<Item = (PipeId, &Pipe)> {
        self.pipes.iter().map(|(&id, pipe)| (id, pipe))
    }

    /// The number of the pipe that is read or written through it.
    pub fn pipe_id(&self, id: OpenId, writes: bool) -> Option<PipeId> {
        match self.get(id)? {
            Open::Pipe { read, write } => {
                if writes {
                    *write
                } else {
                    *read
                }
            }
            _ => None,
        }
    }

    fn pipe_mut(&mut self, id: OpenId, writes: bool) -> Option<&mut Pipe> {
        let pipe = self.pipe_id(id, writes)?;
        self.pipes.get_mut(&pipe)
    }

    /// Descriptors of all processes that stand for something to write into that pipe.
    pub fn writers(&self, pipe: PipeId) -> impl Iterator<Item = OpenId> {
        let writes = move |entry: &Entry| matches!(entry.what, Open::Pipe { write: Some(id), .. } if id == pipe);
        self.entries.iter().filter(move |(_, entry)| writes(entry)).map(|(&id, _)| id)
    }

    /// Descriptors of all processes that stand for something to read from that pipe.
    pub fn readers(&self, pipe: PipeId) -> impl Iterator<Item = OpenId> {
        let reads = move |entry: &Entry| matches!(entry.what, Open::Pipe { read: Some(id), .. } if id == pipe);
        self.entries.iter().filter(move |(_, entry)| reads(entry)).map(|(&id, _)| id)
    }
}

impl Kernel {
    /// What a descriptor stands for.
    pub(super) fn open_id(&self, pid: Pid, fd: Fd) -> Result<OpenId, SysError> {
        self.proc(pid).descriptors.get(&fd.0).copied().ok_or_else(|| error(EBADF))
    }

    /// The lowest free descriptor stands for this from now on.
    fn install(&mut self, pid: Pid, id: OpenId) -> Result<Fd, SysError> {
        let table = &mut self.proc_mut(pid).descriptors;
        if table.len() >= MOST {
            self.open.release(id);
            return Err(error(EMFILE));
        }
        let free = (0..).find(|fd| !table.contains_key(fd)).unwrap_or(0);
        table.insert(free, id);
        Ok(Fd(free))
    }

    pub(super) fn open_file(&mut self, pid: Pid, path: &str, mode: &str) -> Result<Reply, SysError> {
        let file = self.files.open(path, mode)?;
        let id = self.open.add(Open::File(file));
        Ok(Reply::File(self.install(pid, id)?))
    }

    pub(super) fn make_pipe(&mut self, pid: Pid, both_ways: bool) -> Result<Reply, SysError> {
        let there = self.open.add_pipe();
        let (first, second) = if both_ways {
            let back = self.open.add_pipe();
            (Open::Pipe { read: Some(back), write: Some(there) }, Open::Pipe { read: Some(there), write: Some(back) })
        } else {
            (Open::Pipe { read: Some(there), write: None }, Open::Pipe { read: None, write: Some(there) })
        };
        let (first, second) = (self.open.add(first), self.open.add(second));
        self.install_pair(pid, first, second)
    }

    fn install_pair(&mut self, pid: Pid, first: OpenId, second: OpenId) -> Result<Reply, SysError> {
        let a = self.install(pid, first).inspect_err(|_| self.open.release(second))?;
        match self.install(pid, second) {
            Ok(b) => Ok(Reply::Pair(i64::from(a.0), i64::from(b.0))),
            Err(error) => {
                self.close(pid, a)?;
                Err(error)
            }
        }
    }

    /// Gives a process descriptors for handles of the host.
    pub fn adopt(&mut self, pid: Pid, reply: Reply) -> Reply {
        let adopted = match reply {
            Reply::Pair(a, b) => {
                let (a, b) = (self.open.add(Open::Host(a as u32)), self.open.add(Open::Host(b as u32)));
                self.install_pair(pid, a, b)
            }
            Reply::File(fd) => {
                let id = self.open.add(Open::Host(fd.0));
                self.install(pid, id).map(Reply::File)
            }
            other => Ok(other),
        };
        adopted.unwrap_or_else(Reply::Error)
    }

    /// The request with the host's handles in the place of descriptors, if all of them are the host's.
    pub fn for_host(&self, pid: Pid, request: &Request) -> Option<Request> {
        let handle = |fd: Fd| match self.open_id(pid, fd).ok().and_then(|id| self.open.get(id)) {
            Some(&Open::Host(handle)) => Some(Fd(handle)),
            _ => None,
        };
        Some(match request {
            Request::Read { fd, n } => Request::Read { fd: handle(*fd)?, n: *n },
            Request::Seek { fd, offset, whence } => {
                Request::Seek { fd: handle(*fd)?, offset: *offset, whence: *whence }
            }
            Request::Write { fd, pieces } => {
                let bytes = pieces.concat().into_bytes();
                Request::WriteBytes { fd: handle(*fd)?, bytes }
            }
            Request::WriteBytes { fd, bytes } => Request::WriteBytes { fd: handle(*fd)?, bytes: bytes.clone() },
            Request::Poll { fds, patience } => {
                let fds = fds.iter().map(|&fd| handle(fd)).collect::<Option<Vec<Fd>>>()?;
                Request::Poll { fds, patience: *patience }
            }
            _ => return None,
        })
    }

    /// Descriptors of a process for handles of the host.
    pub fn from_host(&self, pid: Pid, handles: &[Fd]) -> Vec<Fd> {
        let stands =
            |id: &OpenId| matches!(self.open.get(*id), Some(Open::Host(handle)) if handles.contains(&Fd(*handle)));
        self.proc(pid).descriptors.iter().filter(|(_, id)| stands(id)).map(|(&fd, _)| Fd(fd)).collect()
    }

    /// Host handles to be closed.
    pub fn take_closed(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.open.closed)
    }

    /// Closes a descriptor.
    pub(super) fn close(&mut self, pid: Pid, fd: Fd) -> Result<Reply, SysError> {
        let id = self.proc_mut(pid).descriptors.remove(&fd.0).ok_or_else(|| error(EBADF))?;
        self.open.release(id);
        Ok(Reply::Unit)
    }

    /// A process has ended: it has no descriptors any more.
    pub(super) fn close_all(&mut self, pid: Pid) {
        for id in std::mem::take(&mut self.proc_mut(pid).descriptors).into_values() {
            self.open.release(id);
        }
    }

    pub(super) fn duplicate(&mut self, pid: Pid, fd: Fd, to: Option<Fd>) -> Result<Reply, SysError> {
        let id = self.open_id(pid, fd)?;
        let Some(to) = to else {
            self.open.hold(id);
            return Ok(Reply::File(self.install(pid, id)?));
        };
        if to.0 as usize >= MOST {
            return Err(error(EBADF));
        }
        if to != fd {
            self.open.hold(id);
            if let Some(before) = self.proc_mut(pid).descriptors.insert(to.0, id) {
                self.open.release(before);
            }
        }
        Ok(Reply::File(to))
    }

    pub(super) fn read(&mut self, who: Who, fd: Fd, n: Option<u64>, now: Seconds) -> Outcome {
        let id = match self.open_id(who.pid, fd) {
            Ok(id) => id,
            Err(error) => return Outcome::Done(Reply::Error(error)),
        };
        match self.open.get_mut(id) {
            Some(Open::Input) => self.wait(who, Wait::Input { bytes: true }, Patience::Forever, now),
            Some(Open::File(file)) => Outcome::Done(self.files.read(file, n).map_or_else(Reply::Error, Reply::Bytes)),
            Some(Open::Pipe { read: Some(_), .. }) => {
                self.wait(who, Wait::Read { open: id, n, got: Vec::new() }, Patience::Forever, now)
            }
            _ => Outcome::Done(Reply::Error(error(EBADF))),
        }
    }

    /// A line of standard input where that is a pipe or a file.
    pub(super) fn read_line(&mut self, who: Who, now: Seconds) -> Outcome {
        let id = self.open_id(who.pid, Fd(0)).ok();
        match id.and_then(|id| self.open.get(id).map(|open| (id, open))) {
            Some((_, Open::Input)) => self.wait(who, Wait::Input { bytes: false }, Patience::Forever, now),
            Some((open, Open::Pipe { read: Some(_), .. })) => {
                self.wait(who, Wait::ReadLine { open, got: Vec::new() }, Patience::Forever, now)
            }
            _ => Outcome::Done(Reply::Eof),
        }
    }

    /// Reads what is wanted of a pipe; `got` is what was read before.
    pub(super) fn read_pipe(&mut self, who: Who, open: OpenId, n: Option<u64>, got: &mut Vec<u8>) -> Outcome {
        let id = self.open.pipe_id(open, false);
        let Some(pipe) = self.open.pipe_mut(open, false) else { return Outcome::Done(Reply::Error(error(EBADF))) };
        let bytes = pipe.read(n.map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX)));
        let over = bytes.is_empty() && pipe.writers == 0;
        self.trace_pipe(who, id, bytes.len(), false);
        got.extend(bytes);
        if n.is_some() || over { Outcome::Done(Reply::Bytes(std::mem::take(got))) } else { Outcome::Blocked }
    }

    pub(super) fn read_pipe_line(&mut self, open: OpenId, got: &mut Vec<u8>) -> Outcome {
        let Some(pipe) = self.open.pipe_mut(open, false) else { return Outcome::Done(Reply::Eof) };
        while let Some(byte) = pipe.read(1).pop() {
            if byte == b'\n' {
                return Outcome::Done(Reply::Text(String::from_utf8_lossy(&std::mem::take(got)).into_owned()));
            }
            got.push(byte);
        }
        match (pipe.writers, got.is_empty()) {
            (0, true) => Outcome::Done(Reply::Eof),
            (0, false) => Outcome::Done(Reply::Text(String::from_utf8_lossy(&std::mem::take(got)).into_owned())),
            _ => Outcome::Blocked,
        }
    }

    pub(super) fn write_bytes(&mut self, who: Who, fd: Fd, bytes: Vec<u8>, now: Seconds) -> Outcome {
        let id = match self.open_id(who.pid, fd) {
            Ok(id) => id,
            Err(error) => return Outcome::Done(Reply::Error(error)),
        };
        match self.open.get_mut(id) {
            Some(&mut Open::Output(stream)) => {
                self.emit_output(who, stream, &String::from_utf8_lossy(&bytes));
                Outcome::Done(Reply::Int(bytes.len() as i64))
            }
            Some(Open::File(file)) => {
                let written = self.files.write(file, &bytes);
                Outcome::Done(written.map_or_else(Reply::Error, |n| Reply::Int(n as i64)))
            }
            Some(Open::Pipe { write: Some(_), .. }) => {
                self.wait(who, Wait::WritePipe { open: id, bytes, written: 0 }, Patience::Forever, now)
            }
            _ => Outcome::Done(Reply::Error(error(EBADF))),
        }
    }

    /// Writes what there is room for in a pipe.
    pub(super) fn write_pipe(&mut self, who: Who, open: OpenId, bytes: &[u8], written: &mut usize) -> Outcome {
        let id = self.open.pipe_id(open, true);
        let before = *written;
        let Some(pipe) = self.open.pipe_mut(open, true) else { return Outcome::Done(Reply::Error(error(EBADF))) };
        if pipe.readers == 0 {
            return Outcome::Done(Reply::Error(error(EPIPE)));
        }
        if pipe.can_write(bytes.len() - *written) {
            *written += pipe.write(&bytes[*written..]);
        }
        self.trace_pipe(who, id, *written - before, true);
        if *written == bytes.len() { Outcome::Done(Reply::Int(*written as i64)) } else { Outcome::Blocked }
    }

    pub(super) fn poll(&mut self, who: Who, fds: &[Fd], patience: Patience, now: Seconds) -> Outcome {
        let mut opens = Vec::with_capacity(fds.len());
        for &fd in fds {
            match self.open_id(who.pid, fd) {
                Ok(id) => opens.push((fd, id)),
                Err(error) => return Outcome::Done(Reply::Error(error)),
            }
        }
        match self.wait(who, Wait::Poll(opens), patience, now) {
            Outcome::Done(Reply::Bool(false)) => Outcome::Done(Reply::Ready(Vec::new())),
            outcome => outcome,
        }
    }

    /// Whether reading would not block.
    pub(super) fn can_read(&self, open: OpenId) -> bool {
        match self.open.get(open) {
            Some(Open::Input) => self.console.is_ready(),
            Some(Open::Pipe { read: Some(_), .. }) => self.open.read_end(open).is_none_or(Pipe::can_read),
            _ => true,
        }
    }

    pub(super) fn seek(&mut self, pid: Pid, fd: Fd, offset: i64, whence: u8) -> Result<Reply, SysError> {
        let id = self.open_id(pid, fd)?;
        match self.open.get_mut(id) {
            Some(Open::File(file)) => Ok(Reply::Int(self.files.seek(file, offset, whence)? as i64)),
            _ => Err(error(29)),
        }
    }
}
