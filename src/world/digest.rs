//! A fingerprint of a run: FNV-1a with 128 bits (Fowler, Noll, Vo; draft-eastlake-fnv) over its events and their times.

use crate::ids::Who;
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

    fn numbers(&mut self, kind: u8, numbers: &[u32]) {
        self.bytes(&[kind]);
        for number in numbers {
            self.bytes(&number.to_le_bytes());
        }
    }

    fn thread(&mut self, kind: u8, who: Who) {
        self.numbers(kind, &[who.pid.0, who.tid.0]);
    }

    /// Adds an event and when it happened.
    pub fn add(&mut self, event: &Event, clock: Seconds) {
        if event.is_detail() {
            // A run is the same whether it is watched or not.
            return;
        }
        self.bytes(&clock.to_bits().to_le_bytes());
        match event {
            Event::Output { who, stream, text } => {
                self.thread(if *stream == Stream::Stdout { 1 } else { 2 }, *who);
                self.text(text);
            }
            Event::ThreadStarted { who, name, parent, daemon } => {
                self.thread(3, *who);
                self.numbers(u8::from(*daemon), &[parent.map_or(u32::MAX, |parent| parent.0)]);
                self.text(name);
            }
            Event::ThreadRenamed { who, name } => {
                self.thread(4, *who);
                self.text(name);
            }
            Event::ThreadEnded { who } => self.thread(5, *who),
            Event::NeedInput { who } => self.thread(6, *who),
            Event::ProcessStarted { pid, parent, .. } => {
                self.numbers(7, &[pid.0, parent.map_or(0, |parent| parent.0)]);
            }
            Event::ProcessRenamed { pid, name } => {
                self.numbers(8, &[pid.0]);
                self.text(name);
            }
            Event::ProcessEnded { pid, status } => self.numbers(9, &[pid.0, *status as u32]),
            Event::ProcessReaped { pid } => self.numbers(10, &[pid.0]),
            Event::Blocked { .. } | Event::Resumed { .. } | Event::Sent { .. } | Event::Received { .. } => {}
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
