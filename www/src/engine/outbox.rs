//! The outbox: events of all threads of a run in one order, on their way to the page.
//!
//! Threads push under one lock; the control worker takes what has gathered as one batch and sends the next only after
//! the page has acknowledged it. A program that prints faster than the page can take is held back by [`ROOM`], and of
//! a batch with more lines than the console keeps only the last ones travel.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::protocol::{End, Event};

/// Bytes of text that may wait to be sent before the threads that print are held back.
const ROOM: usize = 256 * 1024;
/// Lines that the page's console keeps: more than this in one batch would never be seen.
pub const CONSOLE_LINES: usize = 5_000;

/// What there is to send.
#[derive(Default)]
pub struct Parcel {
    /// Events in their order.
    pub events: Vec<Event>,
    /// Lines left out before them.
    pub skipped_lines: u64,
    /// The end of the run, after all its events, with the clock at that time.
    pub end: Option<(End, f64)>,
}

#[derive(Default)]
struct Outbox {
    /// The run whose events are taken; those of others are dropped.
    run: u32,
    parcel: Parcel,
    bytes: usize,
    /// The control worker knows that there is something to send.
    awake: bool,
    /// The run is being stopped: nobody is held back any more.
    open: bool,
}

static OUTBOX: Mutex<Option<Outbox>> = Mutex::new(None);
static ROOM_MADE: Condvar = Condvar::new();

/// Empties the outbox for a new run.
pub fn begin(run: u32) {
    *lock() = Some(Outbox { run, ..Outbox::default() });
    ROOM_MADE.notify_all();
}

/// Adds an event of that run; waits while too much text is unsent. True: the control worker must be woken.
pub fn push(run: u32, event: Event) -> bool {
    let mut guard = lock();
    loop {
        let Some(outbox) = guard.as_mut().filter(|outbox| outbox.run == run && outbox.parcel.end.is_none()) else {
            return false;
        };
        if outbox.bytes < ROOM || outbox.open {
            outbox.add(event);
            return !std::mem::replace(&mut outbox.awake, true);
        }
        guard = ROOM_MADE.wait(guard).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Adds an event without waiting, for the control worker itself. True: there is room for more.
pub fn push_now(run: u32, event: Event) -> bool {
    let mut guard = lock();
    let Some(outbox) = guard.as_mut().filter(|outbox| outbox.run == run) else {
        return true;
    };
    outbox.add(event);
    outbox.awake = true;
    outbox.bytes < ROOM
}

/// Closes the run: nothing is taken from it after this. True: the control worker must be woken.
pub fn finish(run: u32, end: End, clock: f64) -> bool {
    let mut guard = lock();
    let Some(outbox) = guard.as_mut().filter(|outbox| outbox.run == run) else {
        return false;
    };
    outbox.parcel.end = Some((end, clock));
    ROOM_MADE.notify_all();
    !std::mem::replace(&mut outbox.awake, true)
}

/// Lets go all threads that wait for room, for good: the run is being stopped.
pub fn open(run: u32) {
    if let Some(outbox) = lock().as_mut().filter(|outbox| outbox.run == run) {
        outbox.open = true;
    }
    ROOM_MADE.notify_all();
}

/// Everything that waits, or nothing, and then the next push wakes the control worker again.
pub fn take() -> Option<(u32, Parcel)> {
    let mut guard = lock();
    let outbox = guard.as_mut()?;
    if outbox.parcel.events.is_empty() && outbox.parcel.end.is_none() {
        outbox.awake = false;
        return None;
    }
    let parcel = std::mem::take(&mut outbox.parcel);
    outbox.bytes = 0;
    if parcel.end.is_some() {
        let run = outbox.run;
        *guard = None;
        ROOM_MADE.notify_all();
        return Some((run, trimmed(parcel)));
    }
    ROOM_MADE.notify_all();
    Some((outbox.run, trimmed(parcel)))
}

impl Outbox {
    fn add(&mut self, event: Event) {
        if let Event::Output { who, error, text } = &event {
            self.bytes += text.len();
            if let Some(Event::Output { who: last, error: last_error, text: gathered }) = self.parcel.events.last_mut()
                && last == who
                && last_error == error
            {
                gathered.push_str(text);
                return;
            }
        }
        self.parcel.events.push(event);
    }
}

/// The parcel without the lines that the console could not keep.
fn trimmed(mut parcel: Parcel) -> Parcel {
    let mut lines = 0;
    for event in parcel.events.iter_mut().rev() {
        let Event::Output { text, .. } = event else {
            continue;
        };
        let here = text.bytes().filter(|&byte| byte == b'\n').count();
        let wanted = CONSOLE_LINES.saturating_sub(lines);
        if here > wanted {
            parcel.skipped_lines += (here - wanted) as u64;
            let cut = text
                .bytes()
                .enumerate()
                .filter(|&(_, byte)| byte == b'\n')
                .nth(here - wanted - 1)
                .map_or(0, |(at, _)| at + 1);
            text.drain(..cut);
        }
        lines += here;
    }
    parcel.events.retain(|event| !matches!(event, Event::Output { text, .. } if text.is_empty()));
    parcel
}

fn lock() -> MutexGuard<'static, Option<Outbox>> {
    OUTBOX.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Who;

    fn output(text: &str) -> Event {
        Event::Output { who: Who::default(), error: false, text: text.to_owned() }
    }

    #[test]
    fn a_batch_keeps_the_last_lines_only() {
        let text: String = (0..CONSOLE_LINES + 3).map(|line| format!("{line}\n")).collect();
        let parcel = trimmed(Parcel { events: vec![output("gone\n"), output(&text)], ..Parcel::default() });
        assert_eq!(parcel.skipped_lines, 4);
        assert_eq!(parcel.events.len(), 1);
        let Event::Output { text, .. } = &parcel.events[0] else { panic!("output stays output") };
        assert!(text.starts_with("3\n"));
    }

    #[test]
    fn a_short_batch_stays_as_it_is() {
        let parcel = trimmed(Parcel { events: vec![output("a\nb")], ..Parcel::default() });
        assert_eq!((parcel.skipped_lines, parcel.events), (0, vec![output("a\nb")]));
    }
}
