//! What processes share: semaphores and memories. They live as long as a process has a handle on them, a memory also as
//! long as it has a name.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Kernel, Place};
use crate::ids::{Pid, SharedId, Who};
use crate::sys::{Reply, SharedKind, SysError};

/// Bytes that all shared memories of a run may have.
const MOST: u64 = 256 << 20;

/// A semaphore that processes share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SharedSemaphore {
    /// What it is to its program.
    pub kind: SharedKind,
    /// How often it may be taken now.
    pub value: u32,
    /// What the value may not exceed.
    pub max: u32,
    /// Who took it last and has not given it back; for reports only.
    pub holder: Option<(Who, Option<Place>)>,
}

/// Something shared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shared {
    /// A semaphore.
    Semaphore(SharedSemaphore),
    /// Bytes.
    Memory(Arc<Vec<u8>>),
}

/// Something shared, how it is held on to and where it was made.
#[derive(Clone, Debug)]
pub struct SharedEntry {
    /// What it is.
    pub what: Shared,
    /// Handles of all processes.
    handles: u32,
    /// The name under which others find it.
    name: Option<String>,
    /// Who made it.
    pub creator: Who,
    /// Where it was made.
    pub place: Option<Place>,
}

/// Everything shared of a run.
#[derive(Clone, Debug, Default)]
pub struct SharedTable {
    entries: BTreeMap<SharedId, SharedEntry>,
    next: u32,
    bytes: u64,
}

impl Hash for SharedTable {
    /// Neither the counter, for numbers are names only, nor what is for reports.
    fn hash<H: Hasher>(&self, state: &mut H) {
        for (id, entry) in &self.entries {
            (id, entry.handles, &entry.name).hash(state);
            match &entry.what {
                Shared::Semaphore(semaphore) => (0_u8, semaphore.kind, semaphore.value, semaphore.max).hash(state),
                Shared::Memory(bytes) => (1_u8, bytes).hash(state),
            }
        }
    }
}

impl SharedTable {
    /// Something shared by its number; none where nobody has it any more.
    pub fn get(&self, id: SharedId) -> Option<&SharedEntry> {
        self.entries.get(&id)
    }

    /// Everything shared, in order of creation.
    pub fn iter(&self) -> impl Iterator<Item = (SharedId, &SharedEntry)> {
        self.entries.iter().map(|(&id, entry)| (id, entry))
    }

    fn semaphore(&mut self, id: SharedId) -> Option<&mut SharedSemaphore> {
        match &mut self.entries.get_mut(&id)?.what {
            Shared::Semaphore(semaphore) => Some(semaphore),
            Shared::Memory(_) => None,
        }
    }

    fn memory(&mut self, id: SharedId) -> Option<&mut Arc<Vec<u8>>> {
        match &mut self.entries.get_mut(&id)?.what {
            Shared::Memory(bytes) => Some(bytes),
            Shared::Semaphore(_) => None,
        }
    }

    fn drop_handles(&mut self, id: SharedId, n: u32) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        entry.handles = entry.handles.saturating_sub(n);
        self.drop_if_unused(id);
    }

    fn drop_if_unused(&mut self, id: SharedId) {
        if let Some(entry) = self.entries.get(&id)
            && entry.handles == 0
            && entry.name.is_none()
        {
            if let Shared::Memory(bytes) = &entry.what {
                self.bytes -= bytes.len() as u64;
            }
            self.entries.remove(&id);
        }
    }
}

fn os(errno: i32, path: Option<&str>) -> SysError {
    SysError::Os { errno, path: path.map(str::to_owned) }
}

impl Kernel {
    fn enter_shared(&mut self, who: Who, what: Shared, name: Option<String>) -> SharedId {
        let id = SharedId(self.shared.next);
        self.shared.next += 1;
        let place = self.thread(who).place;
        self.shared.entries.insert(id, SharedEntry { what, handles: 0, name, creator: who, place });
        self.hold(who.pid, id);
        id
    }

    /// One handle more.
    fn hold(&mut self, pid: Pid, id: SharedId) {
        if let Some(entry) = self.shared.entries.get_mut(&id) {
            entry.handles += 1;
            *self.proc_mut(pid).shared.entry(id).or_default() += 1;
        }
    }

    /// A forked process has the handles of its parent.
    pub(super) fn hold_all_of(&mut self, pid: Pid) {
        for (id, n) in self.proc(pid).shared.clone() {
            if let Some(entry) = self.shared.entries.get_mut(&id) {
                entry.handles += n;
            }
        }
    }

    /// One handle less.
    pub(super) fn forget_shared(&mut self, pid: Pid, id: SharedId) {
        let held = &mut self.proc_mut(pid).shared;
        if let Some(n) = held.get_mut(&id) {
            *n -= 1;
            if *n == 0 {
                held.remove(&id);
            }
            self.shared.drop_handles(id, 1);
        }
    }

    /// A process has ended.
    pub(super) fn forget_all_shared(&mut self, pid: Pid) {
        for (id, n) in std::mem::take(&mut self.proc_mut(pid).shared) {
            self.shared.drop_handles(id, n);
        }
    }

    pub(super) fn share_semaphore(&mut self, who: Who, kind: SharedKind, value: u32, max: u32) -> Reply {
        let semaphore = SharedSemaphore { kind, value, max, holder: None };
        Reply::Shared(self.enter_shared(who, Shared::Semaphore(semaphore), None))
    }

    pub(super) fn share_memory(&mut self, who: Who, size: u64, name: Option<String>) -> Result<Reply, SysError> {
        if let Some(name) = &name
            && self.named_memory(name).is_some()
        {
            return Err(os(17, Some(name)));
        }
        if size > MOST - self.shared.bytes.min(MOST) {
            return Err(os(12, None));
        }
        self.shared.bytes += size;
        let id = self.enter_shared(who, Shared::Memory(Arc::new(vec![0; size as usize])), name);
        Ok(Reply::Memory(id, size))
    }

    fn named_memory(&self, name: &str) -> Option<SharedId> {
        self.shared.entries.iter().find(|(_, entry)| entry.name.as_deref() == Some(name)).map(|(&id, _)| id)
    }

    pub(super) fn open_memory(&mut self, who: Who, name: &str) -> Result<Reply, SysError> {
        let id = self.named_memory(name).ok_or_else(|| os(2, Some(name)))?;
        self.hold(who.pid, id);
        let size = self.shared.memory(id).map_or(0, |bytes| bytes.len() as u64);
        Ok(Reply::Memory(id, size))
    }

    pub(super) fn unlink_memory(&mut self, name: &str) -> Result<Reply, SysError> {
        let id = self.named_memory(name).ok_or_else(|| os(2, Some(name)))?;
        if let Some(entry) = self.shared.entries.get_mut(&id) {
            entry.name = None;
        }
        self.shared.drop_if_unused(id);
        Ok(Reply::Unit)
    }

    pub(super) fn read_memory(&mut self, id: SharedId, at: u64, n: u64) -> Result<Reply, SysError> {
        let bytes = self.shared.memory(id).ok_or_else(|| os(9, None))?;
        let part = range(at, n).and_then(|range| bytes.get(range)).ok_or_else(|| os(22, None))?;
        Ok(Reply::Bytes(part.to_vec()))
    }

    pub(super) fn write_memory(&mut self, id: SharedId, at: u64, new: &[u8]) -> Result<Reply, SysError> {
        let bytes = self.shared.memory(id).ok_or_else(|| os(9, None))?;
        let part = range(at, new.len() as u64).and_then(|range| Arc::make_mut(bytes).get_mut(range));
        part.ok_or_else(|| os(22, None))?.copy_from_slice(new);
        Ok(Reply::Unit)
    }

    /// Whether a shared semaphore can be taken; one that is gone can, by an error.
    pub(super) fn can_take(&self, id: SharedId) -> bool {
        match self.shared.get(id).map(|entry| &entry.what) {
            Some(Shared::Semaphore(semaphore)) => semaphore.value > 0,
            _ => true,
        }
    }

    pub(super) fn take_shared(&mut self, who: Who, id: SharedId) -> Reply {
        let place = self.thread(who).place;
        let Some(semaphore) = self.shared.semaphore(id) else { return Reply::Error(os(9, None)) };
        semaphore.value -= 1;
        semaphore.holder = Some((who, place));
        Reply::Bool(true)
    }

    pub(super) fn give_shared(&mut self, id: SharedId) -> Result<Reply, SysError> {
        let semaphore = self.shared.semaphore(id).ok_or_else(|| os(9, None))?;
        if semaphore.value >= semaphore.max {
            return Err(SysError::ReleasedTooOften);
        }
        semaphore.value += 1;
        semaphore.holder = None;
        Ok(Reply::Unit)
    }

    pub(super) fn shared_value(&mut self, id: SharedId) -> Result<Reply, SysError> {
        let semaphore = self.shared.semaphore(id).ok_or_else(|| os(9, None))?;
        Ok(Reply::Int(i64::from(semaphore.value)))
    }
}

fn range(at: u64, n: u64) -> Option<std::ops::Range<usize>> {
    let start = usize::try_from(at).ok()?;
    Some(start..start.checked_add(usize::try_from(n).ok()?)?)
}
