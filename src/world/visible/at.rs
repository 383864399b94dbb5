//! Where each thread of a machine stands.

use crate::ids::Who;
use crate::sys::Request;

/// Where a thread stands.
#[derive(Clone, Debug)]
pub(super) enum At {
    /// Before a use of shared memory.
    Use,
    /// Before a request.
    Request(Request),
    /// Its request waits in the kernel.
    Waits,
    /// Before its end; what nobody caught.
    End(Option<String>),
}

/// Where each thread that has not ended stands, by number. There are few, and they are copied often: a list serves better
/// than a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing(Vec<(Who, At)>);

impl Standing {
    fn find(&self, who: Who) -> Result<usize, usize> {
        self.0.binary_search_by_key(&who, |&(who, _)| who)
    }

    /// Where a thread stands, if it has not ended.
    pub(super) fn get(&self, who: Who) -> Option<&At> {
        self.find(who).ok().map(|at| &self.0[at].1)
    }

    /// A thread stands somewhere.
    pub(super) fn set(&mut self, who: Who, stands: At) {
        match self.find(who) {
            Ok(at) => self.0[at].1 = stands,
            Err(at) => self.0.insert(at, (who, stands)),
        }
    }

    /// A thread goes on from where it stood.
    pub(super) fn take(&mut self, who: Who) -> Option<At> {
        self.find(who).ok().map(|at| self.0.remove(at).1)
    }

    /// Only those stay.
    pub(super) fn retain(&mut self, stays: impl Fn(Who) -> bool) {
        self.0.retain(|&(who, _)| stays(who));
    }

    /// All, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Who, &At)> {
        self.0.iter().map(|(who, stands)| (*who, stands))
    }
}
