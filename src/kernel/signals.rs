//! Signals: what a process does about them, which ones wait to be handled, the alarm clock. Numbers are Linux's.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use super::wait::Wait;
use super::{Kernel, Outcome};
use crate::ids::{Pid, Tid, Who};
use crate::sys::{Reply, Seconds, SignalAction, SysError};

/// Interrupt from the keyboard.
pub const SIGINT: i32 = 2;
/// Kill.
pub const SIGKILL: i32 = 9;
/// Write to a pipe that nobody reads; Python ignores it.
pub const SIGPIPE: i32 = 13;
/// The alarm clock.
pub const SIGALRM: i32 = 14;
/// Termination.
pub const SIGTERM: i32 = 15;
/// A child has ended.
pub const SIGCHLD: i32 = 17;
/// Go on.
const SIGCONT: i32 = 18;
/// Stop, which is not supported.
const STOPS: [i32; 4] = [19, 20, 21, 22];
/// Ignored by default: SIGCHLD, SIGCONT, SIGURG, SIGWINCH.
const HARMLESS: [i32; 4] = [SIGCHLD, SIGCONT, 23, 28];
/// The highest number.
const LAST: i32 = 64;

/// A process's side of its signals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signals {
    actions: BTreeMap<i32, SignalAction>,
    /// Those that have come and have a handler.
    pending: BTreeSet<i32>,
    /// `KeyboardInterrupt` is due.
    interrupt: bool,
    /// When `SIGALRM` comes.
    pub(super) alarm: Option<Seconds>,
}

impl Hash for Signals {
    /// Not the moment of the alarm: how long it is until then counts, which the kernel knows.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.actions, &self.pending, self.interrupt, self.alarm.is_some()).hash(state);
    }
}

impl Signals {
    /// A fork's copy has the same handlers; what was on its way stays with the parent.
    pub fn after_fork(&mut self) {
        self.pending.clear();
        self.interrupt = false;
        self.alarm = None;
    }

    fn is_due(&self) -> bool {
        self.interrupt || !self.pending.is_empty()
    }
}

/// What a signal asks of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Raise `KeyboardInterrupt`.
    Interrupt,
    /// Run the handler of this signal.
    Handler(i32),
}

impl Kernel {
    /// Sends a signal.
    pub(super) fn kill(&mut self, from: Pid, pid: i64, signal: i32) -> Result<(), SysError> {
        let error = |errno| SysError::Os { errno, path: None };
        if pid <= 0 {
            let words = "os.kill of a process group is not supported: name a process by its pid";
            return Err(SysError::Unsupported(words.to_owned()));
        }
        if !(0..=LAST).contains(&signal) {
            return Err(error(22));
        }
        if STOPS.contains(&signal) {
            return Err(SysError::Unsupported("stopping a process by a signal is not supported".to_owned()));
        }
        let target = u32::try_from(pid).map_or(Pid(0), Pid);
        if !self.procs.contains_key(&target) {
            // Init and the shell are there, but not ours to kill.
            let known = target == super::INIT || self.procs.get(&from).is_some_and(|p| p.parent == target);
            return Err(error(if known { 1 } else { 3 }));
        }
        if signal != 0 {
            self.signal(target, signal);
        }
        Ok(())
    }

    /// A signal comes to a process.
    pub fn signal(&mut self, pid: Pid, signal: i32) {
        let Some(process) = self.procs.get_mut(&pid).filter(|p| p.status.is_none()) else { return };
        let signals = &mut process.signals;
        match signals.actions.get(&signal) {
            _ if signal == SIGKILL => self.end_process(pid, signal),
            Some(SignalAction::Ignore) => {}
            Some(SignalAction::Handle) => {
                signals.pending.insert(signal);
                self.signalled.push(pid);
            }
            None if signal == SIGINT => {
                signals.interrupt = true;
                self.signalled.push(pid);
            }
            None if signal == SIGPIPE => {}
            Some(SignalAction::Default) | None if HARMLESS.contains(&signal) => {}
            Some(SignalAction::Default) | None => self.end_process(pid, signal),
        }
    }

    /// What a process does about a signal from now on.
    pub(super) fn set_signal(&mut self, pid: Pid, signal: i32, action: SignalAction) -> Result<(), SysError> {
        if !(1..=LAST).contains(&signal) || signal == SIGKILL || signal == STOPS[0] {
            return Err(SysError::Os { errno: 22, path: None });
        }
        let signals = &mut self.proc_mut(pid).signals;
        signals.actions.insert(signal, action);
        if action != SignalAction::Handle {
            signals.pending.remove(&signal);
        }
        Ok(())
    }

    /// Sets the alarm clock; the seconds that were left.
    pub(super) fn set_alarm(&mut self, pid: Pid, seconds: Seconds, now: Seconds) -> Seconds {
        let next = (seconds > 0.0).then_some(now + seconds);
        let before = std::mem::replace(&mut self.proc_mut(pid).signals.alarm, next);
        before.map_or(0.0, |at| (at - now).max(0.0))
    }

    /// Processes to whose main thread a signal has come since the last call.
    pub fn take_signalled(&mut self) -> Vec<Pid> {
        std::mem::take(&mut self.signalled)
    }

    /// The next alarm of any process.
    pub fn next_alarm(&self) -> Option<Seconds> {
        self.procs.values().filter_map(|process| process.signals.alarm).min_by(f64::total_cmp)
    }

    /// Sends the alarms whose time has come.
    pub fn tick(&mut self, now: Seconds) {
        if self.next_alarm().is_none_or(|next| next > now) {
            return;
        }
        let due: Vec<Pid> =
            self.procs.values().filter(|p| p.signals.alarm.is_some_and(|at| at <= now)).map(|p| p.pid).collect();
        for pid in due {
            self.proc_mut(pid).signals.alarm = None;
            self.signal(pid, SIGALRM);
        }
    }

    /// Whether a signal asks something of this thread now. What is being written is written first.
    pub fn is_signal_due(&self, who: Who) -> bool {
        let Some(process) = self.procs.get(&who.pid) else { return false };
        process.main == who.tid
            && process.signals.is_due()
            && !matches!(&process.thread(who.tid).wait, Some(p) if matches!(p.wait, Wait::Write { .. } | Wait::Yield))
    }

    /// Takes the next thing that signals ask of this thread. Where a handler is to run, what the thread waits for is set
    /// aside until `GoOn`; true: it was waiting.
    pub fn take_signal(&mut self, who: Who) -> Option<(Due, bool)> {
        if !self.is_signal_due(who) {
            return None;
        }
        let process = self.proc_mut(who.pid);
        if std::mem::take(&mut process.signals.interrupt) {
            return Some((Due::Interrupt, process.thread(who.tid).wait.is_some()));
        }
        let signal = process.signals.pending.pop_first()?;
        process.blocked.retain(|&tid| tid != who.tid);
        let thread = process.thread_mut(who.tid);
        let waiting = thread.wait.take();
        let waited = waiting.is_some();
        thread.suspended.extend(waiting);
        Some((Due::Handler(signal), waited))
    }

    /// Whether the wait that was set aside last is one that the host serves.
    pub fn is_away_suspended(&self, who: Who) -> bool {
        self.thread(who).suspended.last().is_some_and(|pending| matches!(pending.wait, Wait::Away { .. }))
    }

    /// The driver goes on itself with the wait that was set aside last.
    pub fn drop_suspended(&mut self, who: Who) {
        self.proc_mut(who.pid).thread_mut(who.tid).suspended.pop();
    }

    /// Goes on with the wait that was set aside, or gives it up.
    pub(super) fn go_on(&mut self, who: Who, give_up: bool, now: Seconds) -> Outcome {
        let interrupted = Outcome::Done(Reply::Error(SysError::Interrupted));
        let Some(mut pending) = self.proc_mut(who.pid).thread_mut(who.tid).suspended.pop() else { return interrupted };
        pending.woken = false;
        match pending.wait {
            // A handler has run: that is what was waited for.
            Wait::Signal | Wait::Away { on: super::wait::Away::Signal, .. } if !give_up => {
                return Outcome::Done(Reply::Unit);
            }
            Wait::Condition { .. } => pending.interrupted |= give_up,
            _ if give_up => return interrupted,
            _ => {}
        }
        self.proc_mut(who.pid).block(who.tid, pending);
        self.retry(who, now)
    }

    /// The main thread of a process.
    pub fn main_of(&self, pid: Pid) -> Option<Tid> {
        self.procs.get(&pid).map(|process| process.main)
    }
}
