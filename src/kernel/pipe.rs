//! A pipe: 64 KiB of bytes between those who may write and those who may read.

use std::collections::VecDeque;

/// Bytes that a pipe holds.
pub const CAPACITY: usize = 64 * 1024;
/// Writes of at most so many bytes are not torn (`PIPE_BUF`).
pub const ATOMIC: usize = 4096;

/// A pipe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pipe {
    bytes: VecDeque<u8>,
    /// Open files that read from it.
    pub readers: u32,
    /// Open files that write to it.
    pub writers: u32,
}

impl Pipe {
    /// An empty pipe with an open file at each end.
    pub fn new() -> Self {
        Self { readers: 1, writers: 1, ..Self::default() }
    }

    /// Whether reading would not wait: there is something, or nobody is left to write.
    pub fn can_read(&self) -> bool {
        !self.bytes.is_empty() || self.writers == 0
    }

    /// Whether so many bytes more can be written, or some of them where they are more than are written as a whole.
    pub fn can_write(&self, left: usize) -> bool {
        let room = CAPACITY - self.bytes.len();
        self.readers == 0 || room >= left.min(ATOMIC)
    }

    /// Takes at most `n` bytes out.
    pub fn read(&mut self, n: usize) -> Vec<u8> {
        let n = n.min(self.bytes.len());
        self.bytes.drain(..n).collect()
    }

    /// Puts in what there is room for; how many bytes that are.
    pub fn write(&mut self, bytes: &[u8]) -> usize {
        let n = bytes.len().min(CAPACITY - self.bytes.len());
        self.bytes.extend(&bytes[..n]);
        n
    }

    /// The first bytes in it, at most so many.
    pub fn first(&self, n: usize) -> Vec<u8> {
        self.bytes.iter().take(n).copied().collect()
    }

    /// Bytes in it.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}
