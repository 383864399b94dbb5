//! Real files under the allowed directories. A path counts by where it really leads, links followed.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use racecourse::ids::Fd;
use racecourse::session::HOST_FD;
use racecourse::sys::{FileCall, Reply, Request, SysError};

const EBADF: i32 = 9;
const EACCES: i32 = 13;
const EIO: i32 = 5;

/// Allowed directories and the files open in them.
pub struct Files {
    read: Vec<PathBuf>,
    write: Vec<PathBuf>,
    open: Mutex<BTreeMap<u32, Arc<File>>>,
}

/// What may be done with a path.
enum Access {
    /// It is none of ours.
    None,
    Read(PathBuf),
    Write(PathBuf),
}

impl Files {
    /// The directories must exist.
    pub fn new(read: &[PathBuf], write: &[PathBuf]) -> Result<Files, String> {
        let real = |dirs: &[PathBuf]| {
            let dirs = dirs.iter().map(|dir| match fs::canonicalize(dir) {
                Ok(real) if real.is_dir() => Ok(real),
                Ok(_) => Err(format!("'{}' is not a directory", dir.display())),
                Err(error) => Err(format!("directory '{}': {error}", dir.display())),
            });
            dirs.collect::<Result<Vec<_>, _>>()
        };
        Ok(Files { read: real(read)?, write: real(write)?, open: Mutex::default() })
    }

    /// Serves a request on allowed files.
    pub fn serve(&self, request: &Request) -> Option<Reply> {
        match request {
            Request::Open { path, mode } => self.open_file(path, mode),
            Request::Read { fd, n } => self.with(*fd, |file| read(file, *n).map(Reply::Bytes)),
            Request::Seek { fd, offset, whence } => self.with(*fd, |mut file| {
                let to = match whence {
                    0 => SeekFrom::Start((*offset).max(0) as u64),
                    1 => SeekFrom::Current(*offset),
                    _ => SeekFrom::End(*offset),
                };
                file.seek(to).map(|at| Reply::Int(at as i64))
            }),
            Request::Write { fd, pieces } => {
                let text = pieces.concat();
                self.with(*fd, |mut file| file.write_all(text.as_bytes()).map(|()| Reply::Int(text.len() as i64)))
            }
            Request::WriteBytes { fd, bytes } => {
                self.with(*fd, |mut file| file.write_all(bytes).map(|()| Reply::Int(bytes.len() as i64)))
            }
            Request::Close { fd } if fd.0 >= HOST_FD => Some(match self.close(fd.0) {
                true => Reply::Unit,
                false => Reply::Error(SysError::Os { errno: EBADF, path: None }),
            }),
            Request::Duplicate { fd, .. } => {
                let file = self.table().get(&fd.0).cloned();
                file.map(|file| Reply::File(self.enter(file)))
            }
            Request::File(call) => self.call(call),
            _ => None,
        }
    }

    /// The open files, by their handles. Held for short: a fork waits for it.
    pub fn table(&self) -> MutexGuard<'_, BTreeMap<u32, Arc<File>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same directories, and these files.
    pub fn in_child(&self, open: BTreeMap<u32, Arc<File>>) -> Files {
        Files { read: self.read.clone(), write: self.write.clone(), open: Mutex::new(open) }
    }

    /// Closes a handle, if there is such a one.
    pub fn close(&self, handle: u32) -> bool {
        self.table().remove(&handle).is_some()
    }

    fn enter(&self, file: Arc<File>) -> Fd {
        let mut table = self.table();
        let fd = (HOST_FD..).find(|fd| !table.contains_key(fd)).unwrap_or(HOST_FD);
        table.insert(fd, file);
        Fd(fd)
    }

    fn access(&self, path: &str) -> Access {
        let path = Path::new(path);
        let real = fs::canonicalize(path).ok().or_else(|| {
            // Not there yet: where its directory leads.
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(fs::canonicalize(parent).ok()?.join(path.file_name()?))
        });
        let inside = |dirs: &[PathBuf], real: &Path| dirs.iter().any(|dir| real.starts_with(dir));
        match real {
            Some(real) if inside(&self.write, &real) => Access::Write(real),
            Some(real) if inside(&self.read, &real) => Access::Read(real),
            _ => Access::None,
        }
    }

    fn open_file(&self, name: &str, mode: &str) -> Option<Reply> {
        let has = |c| mode.contains(c);
        let writes = !has('r') || has('+');
        let real = match self.access(name) {
            Access::None => return None,
            Access::Read(_) if writes => return Some(failure(EACCES, name)),
            Access::Read(real) | Access::Write(real) => real,
        };
        let mut options = OpenOptions::new();
        options.read(has('r') || has('+')).write(writes && !has('a')).append(has('a'));
        options.truncate(has('w')).create(has('w') || has('a')).create_new(has('x'));
        Some(match options.open(real) {
            Ok(file) => Reply::File(self.enter(Arc::new(file))),
            Err(error) => error_reply(&error, Some(name)),
        })
    }

    fn with(&self, fd: Fd, act: impl FnOnce(&File) -> io::Result<Reply>) -> Option<Reply> {
        if fd.0 < HOST_FD {
            return None;
        }
        let file = self.table().get(&fd.0).cloned();
        Some(match file {
            Some(file) => act(&file).unwrap_or_else(|error| error_reply(&error, None)),
            None => Reply::Error(SysError::Os { errno: EBADF, path: None }),
        })
    }

    fn call(&self, call: &FileCall) -> Option<Reply> {
        let (name, writes) = match call {
            FileCall::WorkingDir => {
                return std::env::current_dir().ok().map(|dir| Reply::Text(dir.to_string_lossy().into_owned()));
            }
            FileCall::Exists(name) | FileCall::IsDir(name) | FileCall::Size(name) | FileCall::List(name) => {
                (name, false)
            }
            FileCall::Remove(name)
            | FileCall::MakeDir(name, _)
            | FileCall::RemoveDir(name)
            | FileCall::Rename(name, _) => (name, true),
        };
        let real = match self.access(name) {
            Access::None => return None,
            Access::Read(_) if writes => return Some(failure(EACCES, name)),
            Access::Read(real) | Access::Write(real) => real,
        };
        let unit = |result: io::Result<()>| result.map(|()| Reply::Unit);
        let result = match call {
            FileCall::Exists(_) => Ok(Reply::Bool(real.exists())),
            FileCall::IsDir(_) => Ok(Reply::Bool(real.is_dir())),
            FileCall::Size(_) => fs::metadata(real).map(|data| Reply::Int(data.len() as i64)),
            FileCall::List(_) => list(&real).map(Reply::Texts),
            FileCall::Remove(_) => unit(fs::remove_file(real)),
            FileCall::MakeDir(_, true) => unit(fs::create_dir_all(real)),
            FileCall::MakeDir(_, false) => unit(fs::create_dir(real)),
            FileCall::RemoveDir(_) => unit(fs::remove_dir(real)),
            FileCall::Rename(_, to) => match self.access(to) {
                Access::Write(to) => unit(fs::rename(real, to)),
                _ => return Some(failure(EACCES, to)),
            },
            FileCall::WorkingDir => return None,
        };
        Some(result.unwrap_or_else(|error| error_reply(&error, Some(name))))
    }
}

fn read(mut file: &File, n: Option<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match n {
        Some(n) => file.take(n).read_to_end(&mut bytes)?,
        None => file.read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

fn list(dir: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(dir)?;
    let mut names = entries
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

fn failure(errno: i32, path: &str) -> Reply {
    Reply::Error(SysError::Os { errno, path: Some(path.to_owned()) })
}

fn error_reply(error: &io::Error, path: Option<&str>) -> Reply {
    Reply::Error(SysError::Os { errno: error.raw_os_error().unwrap_or(EIO), path: path.map(str::to_owned) })
}
