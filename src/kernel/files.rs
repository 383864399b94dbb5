//! The file system in memory: directories, files, open files. Paths are Unix paths; relative ones start at the home of the
//! learner. Contents are shared between copies of a kernel until one writes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ids::Fd;
use crate::sys::{FileCall, Reply, SysError};

/// The working directory.
pub const HOME: &str = "/home/learner";
/// The first descriptor that is not a standard stream.
const FIRST_FD: u32 = 3;

/// Error numbers as Linux has them.
mod errno {
    pub const ENOENT: i32 = 2;
    pub const EBADF: i32 = 9;
    pub const EEXIST: i32 = 17;
    pub const ENOTDIR: i32 = 20;
    pub const EISDIR: i32 = 21;
    pub const EINVAL: i32 = 22;
    pub const ENOTEMPTY: i32 = 39;
}

/// All files of a run.
#[derive(Clone, Debug)]
pub struct Files {
    /// Absolute path to directory (none) or number of the content.
    nodes: BTreeMap<String, Option<usize>>,
    contents: Vec<Arc<Vec<u8>>>,
    open: Vec<Option<Handle>>,
}

/// An open file.
#[derive(Clone, Debug)]
struct Handle {
    content: usize,
    at: usize,
    read: bool,
    write: bool,
    append: bool,
}

type Res<T> = Result<T, SysError>;

impl Files {
    /// A file system with these files in it.
    pub fn new(files: &[(String, Vec<u8>)]) -> Self {
        let mut this = Self { nodes: BTreeMap::new(), contents: Vec::new(), open: Vec::new() };
        for dir in ["/", "/home", HOME, "/tmp"] {
            this.nodes.insert(dir.to_owned(), None);
        }
        for (path, bytes) in files {
            let path = absolute(path);
            let mut dir = parent(&path);
            while !this.nodes.contains_key(dir) {
                this.nodes.insert(dir.to_owned(), None);
                dir = parent(dir);
            }
            this.add(path, bytes.clone());
        }
        this
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) -> usize {
        self.contents.push(Arc::new(bytes));
        let content = self.contents.len() - 1;
        self.nodes.insert(path, Some(content));
        content
    }

    /// Opens a file in one of Python's modes.
    pub fn open(&mut self, name: &str, mode: &str) -> Res<Fd> {
        let path = absolute(name);
        let has = |c| mode.contains(c);
        let content = match self.nodes.get(&path) {
            Some(None) => return Err(error(errno::EISDIR, name)),
            Some(Some(_)) if has('x') => return Err(error(errno::EEXIST, name)),
            Some(&Some(content)) => {
                if has('w') {
                    self.contents[content] = Arc::default();
                }
                content
            }
            None if has('r') => return Err(error(errno::ENOENT, name)),
            None => match self.nodes.get(parent(&path)) {
                Some(None) => self.add(path, Vec::new()),
                Some(Some(_)) => return Err(error(errno::ENOTDIR, name)),
                None => return Err(error(errno::ENOENT, name)),
            },
        };
        let append = has('a');
        let at = if append { self.contents[content].len() } else { 0 };
        let plus = has('+');
        let handle = Handle { content, at, read: has('r') || plus, write: !has('r') || plus, append };
        let index = self.open.iter().position(Option::is_none).unwrap_or_else(|| {
            self.open.push(None);
            self.open.len() - 1
        });
        self.open[index] = Some(handle);
        Ok(Fd(index as u32 + FIRST_FD))
    }

    fn handle(&mut self, fd: Fd) -> Res<&mut Handle> {
        let index = fd.0.checked_sub(FIRST_FD).map(|index| index as usize);
        let slot = index.and_then(|index| self.open.get_mut(index)).and_then(Option::as_mut);
        slot.ok_or(SysError::Os { errno: errno::EBADF, path: None })
    }

    /// Reads at most `n` bytes, or all that follow.
    pub fn read(&mut self, fd: Fd, n: Option<u64>) -> Res<Vec<u8>> {
        let handle = self.handle(fd)?;
        if !handle.read {
            return Err(SysError::Os { errno: errno::EBADF, path: None });
        }
        let (content, from) = (handle.content, handle.at);
        let len = self.contents[content].len();
        let from = from.min(len);
        let end = n.map_or(len, |n| len.min(from.saturating_add(n as usize)));
        self.handle(fd)?.at = end;
        Ok(self.contents[content][from..end].to_vec())
    }

    /// Writes at the position, or at the end where the file was opened to append.
    pub fn write(&mut self, fd: Fd, bytes: &[u8]) -> Res<u64> {
        let handle = self.handle(fd)?.clone();
        if !handle.write {
            return Err(SysError::Os { errno: errno::EBADF, path: None });
        }
        let content = Arc::make_mut(&mut self.contents[handle.content]);
        let from = if handle.append { content.len() } else { handle.at };
        let end = from + bytes.len();
        if content.len() < end {
            content.resize(end, 0);
        }
        content[from..end].copy_from_slice(bytes);
        self.handle(fd)?.at = end;
        Ok(bytes.len() as u64)
    }

    /// Moves the position.
    pub fn seek(&mut self, fd: Fd, offset: i64, whence: u8) -> Res<u64> {
        let handle = self.handle(fd)?.clone();
        let base = match whence {
            0 => 0,
            1 => handle.at as i64,
            _ => self.contents[handle.content].len() as i64,
        };
        let at = base.checked_add(offset).filter(|&at| at >= 0);
        let at = at.ok_or(SysError::Os { errno: errno::EINVAL, path: None })?;
        self.handle(fd)?.at = at as usize;
        Ok(at as u64)
    }

    /// Closes an open file.
    pub fn close(&mut self, fd: Fd) -> Res<()> {
        self.handle(fd)?;
        self.open[(fd.0 - FIRST_FD) as usize] = None;
        Ok(())
    }

    /// Other calls.
    pub fn call(&mut self, call: &FileCall) -> Res<Reply> {
        match call {
            FileCall::Exists(path) => Ok(Reply::Bool(self.nodes.contains_key(&absolute(path)))),
            FileCall::IsDir(path) => Ok(Reply::Bool(matches!(self.nodes.get(&absolute(path)), Some(None)))),
            FileCall::Size(path) => match self.nodes.get(&absolute(path)) {
                Some(Some(content)) => Ok(Reply::Int(self.contents[*content].len() as i64)),
                Some(None) => Ok(Reply::Int(4096)),
                None => Err(error(errno::ENOENT, path)),
            },
            FileCall::Remove(path) => self.remove(path),
            FileCall::MakeDir(path, parents) => self.make_dir(path, *parents),
            FileCall::RemoveDir(path) => self.remove_dir(path),
            FileCall::Rename(from, to) => self.rename(from, to),
            FileCall::List(path) => match self.nodes.get(&absolute(path)) {
                Some(None) => Ok(Reply::Texts(self.children(&absolute(path)))),
                Some(Some(_)) => Err(error(errno::ENOTDIR, path)),
                None => Err(error(errno::ENOENT, path)),
            },
            FileCall::WorkingDir => Ok(Reply::Text(HOME.to_owned())),
        }
    }

    fn children(&self, dir: &str) -> Vec<String> {
        let inside = self.nodes.keys().filter(|path| path.as_str() != "/" && parent(path) == dir);
        inside.map(|path| path.rsplit('/').next().unwrap_or_default().to_owned()).collect()
    }

    fn remove(&mut self, name: &str) -> Res<Reply> {
        let path = absolute(name);
        match self.nodes.get(&path) {
            Some(None) => Err(error(errno::EISDIR, name)),
            None => Err(error(errno::ENOENT, name)),
            Some(Some(_)) => {
                self.nodes.remove(&path);
                Ok(Reply::Unit)
            }
        }
    }

    fn make_dir(&mut self, name: &str, parents: bool) -> Res<Reply> {
        let path = absolute(name);
        if self.nodes.contains_key(&path) {
            return Err(error(errno::EEXIST, name));
        }
        match self.nodes.get(parent(&path)) {
            Some(Some(_)) => return Err(error(errno::ENOTDIR, name)),
            None if !parents => return Err(error(errno::ENOENT, name)),
            None => {
                self.make_dir(parent(&path), true)?;
            }
            Some(None) => {}
        }
        self.nodes.insert(path, None);
        Ok(Reply::Unit)
    }

    fn remove_dir(&mut self, name: &str) -> Res<Reply> {
        let path = absolute(name);
        match self.nodes.get(&path) {
            Some(Some(_)) => Err(error(errno::ENOTDIR, name)),
            None => Err(error(errno::ENOENT, name)),
            Some(None) if path == "/" || !self.children(&path).is_empty() => Err(error(errno::ENOTEMPTY, name)),
            Some(None) => {
                self.nodes.remove(&path);
                Ok(Reply::Unit)
            }
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Res<Reply> {
        let (old, new) = (absolute(from), absolute(to));
        if !self.nodes.contains_key(&old) || !matches!(self.nodes.get(parent(&new)), Some(None)) {
            return Err(error(errno::ENOENT, from));
        }
        if matches!(self.nodes.get(&new), Some(None)) {
            return Err(error(errno::EISDIR, to));
        }
        let prefix = format!("{old}/");
        let inside = self.nodes.keys().filter(|path| **path == old || path.starts_with(&prefix));
        let moved: Vec<String> = inside.cloned().collect();
        for path in moved {
            if let Some(node) = self.nodes.remove(&path) {
                self.nodes.insert(format!("{new}{}", &path[old.len()..]), node);
            }
        }
        Ok(Reply::Unit)
    }
}

fn error(errno: i32, path: &str) -> SysError {
    SysError::Os { errno, path: Some(path.to_owned()) }
}

/// The directory that holds an absolute path.
fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(slash) => &path[..slash],
    }
}

/// An absolute path without `.`, `..` and doubled slashes.
fn absolute(path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { HOME.split('/').skip(1).collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
