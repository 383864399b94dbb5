//! The thread of each process that belongs to the tool and not to the program: it takes the signals, which all other
//! threads leave to it, answers the supervisor's questions, and ends the process when the supervisor is gone.

use std::os::fd::{AsRawFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use racecourse::session::Control;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::time::Timespec;

use super::board::state;
use super::machine::Machine;
use super::wire::{Doing, Message};
use crate::console;
use crate::sys::{self, Note};

/// Stack of the thread.
const STACK: usize = 512 << 10;
/// Exit status of a process that cannot be kept.
const DEFECT: i32 = 70;

/// Descriptors of the process's keeper: the two ends of the notes' pipe, its own open file of the lifeline. A fork's child
/// has those of its parent to close.
static OWN: [AtomicI32; 3] = [const { AtomicI32::new(-1) }; 3];

/// Starts it, in a thread that has signals blocked.
pub fn start(machine: &Arc<Machine>) {
    for fd in &OWN {
        let fd = fd.swap(-1, Ordering::Relaxed);
        if fd >= 0 {
            drop(sys::adopt(fd));
        }
    }
    let Ok((notes, write)) = pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC) else {
        give_up("no more descriptors")
    };
    let (notes, write) = (sys::forever(notes), sys::forever(write));
    OWN[0].store(notes.as_raw_fd(), Ordering::Relaxed);
    OWN[1].store(write.as_raw_fd(), Ordering::Relaxed);
    sys::note_to(write);
    hang_on(machine.run.lifeline);
    let machine = Arc::clone(machine);
    let thread = std::thread::Builder::new().name("keeper".to_owned()).stack_size(STACK);
    let kept = thread.spawn(move || {
        sys::block_signals(false);
        keep(&machine, notes);
    });
    if kept.is_err() {
        give_up("no more threads");
    }
}

fn give_up(why: &str) -> ! {
    console::error(&format!("racecourse: a process cannot start: {why}\n"));
    sys::exit_now(DEFECT)
}

/// Ties this process to the supervisor's life, for the case that the keeper is not running: when the process is stopped.
fn hang_on(lifeline: BorrowedFd<'_>) {
    // An open file of its own, since whom to tell is a property of the open file.
    let path = format!("/proc/self/fd/{}", lifeline.as_raw_fd());
    if let Ok(own) = rustix::fs::open(path, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty()) {
        let own = sys::forever(own);
        OWN[2].store(own.as_raw_fd(), Ordering::Relaxed);
        sys::die_with_writers(own);
    }
    // It may have gone before.
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    if is_cut(lifeline, Some(&now)) {
        die();
    }
}

fn is_cut(lifeline: BorrowedFd<'_>, timeout: Option<&Timespec>) -> bool {
    let mut polls = [PollFd::new(&lifeline, PollFlags::IN)];
    poll(&mut polls, timeout).is_ok() && !polls[0].revents().is_empty()
}

fn die() -> ! {
    let _ = sys::kill(std::process::id(), libc::SIGKILL);
    sys::exit_now(DEFECT)
}

fn keep(machine: &Machine, notes: BorrowedFd<'_>) -> ! {
    let lifeline = machine.run.lifeline;
    loop {
        let mut polls = [PollFd::new(&notes, PollFlags::IN), PollFd::new(&lifeline, PollFlags::IN)];
        // A signal ends it, and has left its note.
        let _ = poll(&mut polls, None);
        if !polls[1].revents().is_empty() {
            die();
        }
        for Note { signal, .. } in Note::read(notes) {
            if signal == sys::ask_signal() {
                answer(machine);
            } else if machine.handles(signal) {
                machine.deliver(signal);
            }
        }
    }
}

/// What each thread does, and whether the process is stuck, looked at now.
fn answer(machine: &Machine) {
    let board = machine.run.board;
    let question = board.question.load(Ordering::Acquire);
    let (pid, own) = (machine.pid, machine.own());
    let epoch = own.epoch.load(Ordering::SeqCst);
    let control = machine.control.get();
    let stuck = own.is(state::STUCK)
        && control.is_some_and(Control::is_stuck)
        && !machine.main.broken.load(Ordering::SeqCst)
        && machine.calls.all_stuck(board);
    let waits = control.map(|control| control.waits(&|id| machine.last_taker(id))).unwrap_or_default();
    for (wait, line) in waits {
        let doing = Doing { name: wait.thread_name, what: wait.what, line };
        Message::Thread { pid, question, doing }.send(&machine.run.wire);
    }
    // Who computes is of no interest to the watch, but to who looks at the tree.
    let views = control.map(Control::processes).unwrap_or_default();
    for thread in views.iter().flat_map(|process| &process.threads).filter(|thread| thread.wait.is_none()) {
        Message::Thread { pid, question, doing: Doing::of(thread) }.send(&machine.run.wire);
    }
    Message::Answer { pid, question, stuck, epoch }.send(&machine.run.wire);
}
