//! Signals of a process: what is done about each, as the system knows it too.

use racecourse::sys::{Reply, SignalAction, SysError};

use super::calls::Call;
use super::machine::{Broken, Machine, failure, lock};
use crate::sys::{self, Disposition};

/// Numbers from 1 up to this one are signals.
const LAST: i32 = 64;

/// What the program said about each signal. Interrupts that it has said nothing about become `KeyboardInterrupt`.
#[derive(Clone)]
pub struct Signals {
    handled: [bool; LAST as usize + 1],
    interrupts: bool,
}

impl Signals {
    /// As a program finds them; the system is told so too. `stopped`: what the keyboard interrupts is not the program.
    pub fn set_up(stopped: bool) -> Signals {
        let interrupt = if stopped { Disposition::Ignore } else { Disposition::Note };
        let mut first = vec![(libc::SIGINT, interrupt), (libc::SIGPIPE, Disposition::Ignore)];
        // What Rust does about a fault hides the first signal of that number that a program sends; what whoever started the
        // tool ignores is none of the program's business.
        let usual =
            [libc::SIGHUP, libc::SIGTERM, libc::SIGALRM, libc::SIGUSR1, libc::SIGUSR2, libc::SIGCHLD, libc::SIGQUIT];
        first.extend(
            [libc::SIGSEGV, libc::SIGBUS].into_iter().chain(usual).map(|signal| (signal, Disposition::Default)),
        );
        first.extend([(sys::nudge_signal(), Disposition::Nudge), (sys::ask_signal(), Disposition::Note)]);
        for (signal, what) in first {
            // These signals are there everywhere.
            let _ = sys::on_signal(signal, what);
        }
        Signals { handled: [false; LAST as usize + 1], interrupts: true }
    }

    /// A fork's child does the same about signals.
    pub fn in_child(&self) -> Signals {
        self.clone()
    }
}

impl Machine {
    pub fn set_signal(&self, signal: i32, action: SignalAction) -> Reply {
        let own = [sys::nudge_signal(), sys::ask_signal()];
        if !(1..=LAST).contains(&signal) || [libc::SIGKILL, libc::SIGSTOP].contains(&signal) {
            return failure(libc::EINVAL);
        }
        if own.contains(&signal) {
            return Reply::Unit;
        }
        let mut signals = lock(&self.signals);
        let what = match action {
            SignalAction::Default => Disposition::Default,
            SignalAction::Ignore => Disposition::Ignore,
            SignalAction::Handle => Disposition::Note,
        };
        if let Err(errno) = sys::on_signal(signal, what) {
            return failure(errno);
        }
        signals.handled[signal as usize] = action == SignalAction::Handle;
        if signal == libc::SIGINT {
            signals.interrupts = false;
        }
        Reply::Unit
    }

    /// Whether the engine is to be told of a signal.
    pub fn handles(&self, signal: i32) -> bool {
        let signals = lock(&self.signals);
        (signal == libc::SIGINT && signals.interrupts)
            || signals.handled.get(signal as usize).is_some_and(|&handled| handled)
    }

    /// A signal has come that the engine is to see. Breaks the main thread's wait.
    pub fn deliver(&self, signal: i32) {
        let Some(control) = self.control.get() else { return };
        control.signal(signal);
        // The main thread looks by itself when it comes back from where it is.
        if !self.main.is_here() {
            self.main.break_off();
        }
    }

    pub fn pause(&self) -> Reply {
        loop {
            if let Err(Broken) = self.block(Call::Outside, None) {
                return Reply::Error(SysError::Interrupted);
            }
        }
    }
}

/// What a signal is called, where it has a name.
pub fn name_of(signal: i32) -> Option<&'static str> {
    Some(match signal {
        libc::SIGHUP => "SIGHUP",
        libc::SIGINT => "SIGINT",
        libc::SIGQUIT => "SIGQUIT",
        libc::SIGILL => "SIGILL",
        libc::SIGTRAP => "SIGTRAP",
        libc::SIGABRT => "SIGABRT",
        libc::SIGBUS => "SIGBUS",
        libc::SIGFPE => "SIGFPE",
        libc::SIGKILL => "SIGKILL",
        libc::SIGUSR1 => "SIGUSR1",
        libc::SIGSEGV => "SIGSEGV",
        libc::SIGUSR2 => "SIGUSR2",
        libc::SIGPIPE => "SIGPIPE",
        libc::SIGALRM => "SIGALRM",
        libc::SIGTERM => "SIGTERM",
        libc::SIGXCPU => "SIGXCPU",
        libc::SIGSYS => "SIGSYS",
        _ => return None,
    })
}
