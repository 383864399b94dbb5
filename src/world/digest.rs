//! A fingerprint of a run: FNV-1a with 128 bits (Fowler, Noll, Vo; draft-eastlake-fnv) over its events and their times.

use crate::sys::Seconds;
use crate::trace::{Event, Stream};

/// A fingerprint under way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Digest(u128);

impl Default for Digest {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Digest {
    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    /// A text, its length first, so that two texts are not one.
    fn text(&mut self, text: &str) {
        self.bytes(&(text.len() as u64).to_le_bytes());
        self.bytes(text.as_bytes());
    }

    fn number(&mut self, kind: u8, number: u32) {
        self.bytes(&[kind]);
        self.bytes(&number.to_le_bytes());
    }

    /// Adds an event and when it happened.
    pub fn add(&mut self, event: &Event, clock: Seconds) {
        self.bytes(&clock.to_bits().to_le_bytes());
        match event {
            Event::Output { thread, stream, text } => {
                self.number(if *stream == Stream::Stdout { 1 } else { 2 }, thread.0);
                self.text(text);
            }
            Event::ThreadStarted { thread, name, parent, daemon } => {
                self.number(3, thread.0);
                self.number(u8::from(*daemon), parent.map_or(u32::MAX, |parent| parent.0));
                self.text(name);
            }
            Event::ThreadRenamed { thread, name } => {
                self.number(4, thread.0);
                self.text(name);
            }
            Event::ThreadEnded { thread } => self.number(5, thread.0),
            Event::NeedInput { thread } => self.number(6, thread.0),
        }
    }

    /// The fingerprint with these figures added.
    pub fn with(&self, clock: Seconds, instructions: u64, end: i32) -> u128 {
        let mut last = self.clone();
        last.bytes(&clock.to_bits().to_le_bytes());
        last.bytes(&instructions.to_le_bytes());
        last.bytes(&end.to_le_bytes());
        last.0
    }
}
