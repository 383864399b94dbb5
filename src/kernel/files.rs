//! The file system in memory: directories, files, open files. Paths are Unix paths; relative ones start at the home of the
//! learner. Contents are shared between copies of a kernel until one writes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::sys::{FileCall, Reply, SysError};

/// The working directory.
pub const HOME: &str = "/home/learner";
/// The content of `/dev/null`.
const NOWHERE: usize = 0;

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
#[derive(Clone, Debug, Hash)]
pub struct Files {
    /// Absolute path to directory (none) or number of the content.
    nodes: Arc<BTreeMap<String, Option<usize>>>,
    contents: Vec<Arc<Vec<u8>>>,
}

/// An open file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OpenFile {
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
        let mut this = Self { nodes: Arc::default(), contents: vec![Arc::default()] };
        for dir in ["/", "/dev", "/home", HOME, "/tmp"] {
            Arc::make_mut(&mut this.nodes).insert(dir.to_owned(), None);
        }
        Arc::make_mut(&mut this.nodes).insert("/dev/null".to_owned(), Some(NOWHERE));
        for (path, bytes) in files {
            let path = absolute(path);
            let mut dir = parent(&path);
            while !this.nodes.contains_key(dir) {
                Arc::make_mut(&mut this.nodes).insert(dir.to_owned(), None);
                dir = parent(dir);
            }
            this.add(path, bytes.clone());
        }
        this
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) -> usize {
        self.contents.push(Arc::new(bytes));
        let content = self.contents.len() - 1;
        Arc::make_mut(&mut self.nodes).insert(path, Some(content));
        content
    }

    /// Opens a file in one of Python's modes.
    pub fn open(&mut self, name: &str, mode: &str) -> Res<OpenFile> {
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
        Ok(OpenFile { content, at, read: has('r') || plus, write: !has('r') || plus, append })
    }

    /// Reads at most `n` bytes, or all that follow.
    pub fn read(&mut self, file: &mut OpenFile, n: Option<u64>) -> Res<Vec<u8>> {
        if !file.read {
            return Err(SysError::Os { errno: errno::EBADF, path: None });
        }
        let bytes = &self.contents[file.content];
        let from = file.at.min(bytes.len());
        let end = n.map_or(bytes.len(), |n| bytes.len().min(from.saturating_add(n as usize)));
        file.at = end;
        Ok(bytes[from..end].to_vec())
    }

    /// Writes at the position, or at the end where the file was opened to append.
    pub fn write(&mut self, file: &mut OpenFile, bytes: &[u8]) -> Res<u64> {
        if !file.write {
            return Err(SysError::Os { errno: errno::EBADF, path: None });
        }
        if file.content == NOWHERE {
            return Ok(bytes.len() as u64);
        }
        let content = Arc::make_mut(&mut self.contents[file.content]);
        let from = if file.append { content.len() } else { file.at };
        let end = from + bytes.len();
        if content.len() < end {
            content.resize(end, 0);
        }
        content[from..end].copy_from_slice(bytes);
        file.at = end;
        Ok(bytes.len() as u64)
    }

    /// Moves the position.
    pub fn seek(&mut self, file: &mut OpenFile, offset: i64, whence: u8) -> Res<u64> {
        let base = match whence {
            0 => 0,
            1 => file.at as i64,
            _ => self.contents[file.content].len() as i64,
        };
        let at = base.checked_add(offset).filter(|&at| at >= 0);
        let at = at.ok_or(SysError::Os { errno: errno::EINVAL, path: None })?;
        file.at = at as usize;
        Ok(at as u64)
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
                Arc::make_mut(&mut self.nodes).remove(&path);
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
        Arc::make_mut(&mut self.nodes).insert(path, None);
        Ok(Reply::Unit)
    }

    fn remove_dir(&mut self, name: &str) -> Res<Reply> {
        let path = absolute(name);
        match self.nodes.get(&path) {
            Some(Some(_)) => Err(error(errno::ENOTDIR, name)),
            None => Err(error(errno::ENOENT, name)),
            Some(None) if path == "/" || !self.children(&path).is_empty() => Err(error(errno::ENOTEMPTY, name)),
            Some(None) => {
                Arc::make_mut(&mut self.nodes).remove(&path);
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
            if let Some(node) = Arc::make_mut(&mut self.nodes).remove(&path) {
                Arc::make_mut(&mut self.nodes).insert(format!("{new}{}", &path[old.len()..]), node);
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
