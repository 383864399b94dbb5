//! The tool's own process. It forks the program's main process and stays beside it: every orphan comes to it, limits of the
//! whole run and signals to the tool are its business, and nothing of the run outlives it, since every process holds on to
//! its lifeline.

use std::io::{PipeReader, Read};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use racecourse::ids::Pid;
use racecourse::session::{Event, Limit, Options};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Resource, Rlimit, WaitOptions, WaitStatus, wait};

use super::board::Board;
use super::book::Book;
use super::machine::{Run, timespec};
use super::memory;
use super::signals::name_of;
use super::tape::Tape;
use super::watch::Watch;
use super::wire::Lines;
use crate::console;
use crate::sys::{self, Disposition, Note, Side};

/// How often it looks at what no descriptor tells.
const TICK: Duration = Duration::from_millis(50);
/// How long processes may take to say what they are doing.
const ANSWER: Duration = Duration::from_millis(500);
/// An interrupt of the same sender within that time is the same.
const REPEATED: Duration = Duration::from_millis(100);
/// Exit status after a second Ctrl-C.
const INTERRUPTED: i32 = 130;
/// Exit status of a deadlock.
const DEADLOCK: i32 = 3;
/// How long the system may take to end processes.
const LAST_WAIT: Duration = Duration::from_secs(5);

/// What is asked of a run beside what the program sees of it.
#[derive(Default)]
pub struct Wishes {
    /// Print the tree of processes in the end: `racecourse ps`.
    pub tree: bool,
    /// What the program prints is not wanted.
    pub quiet: bool,
    /// Stop it after so many seconds.
    pub after: Option<Duration>,
    /// Where to write what happened.
    pub trace: Option<PathBuf>,
}

/// Forks the main process, which does what `main` says, and stays until everything of the run has ended. The exit status.
/// Called while the process has one thread.
pub fn supervise(options: &Options, wishes: &Wishes, main: impl FnOnce(Run)) -> Result<i32, String> {
    let failed = |error: std::io::Error| format!("cannot start the run: {error}");
    let board = sys::new_board().map_err(failed)?;
    board.limit.store(options.max_processes, Ordering::Relaxed);
    board.max_output.store(options.max_output, Ordering::Relaxed);
    board.max_memory.store(options.max_memory, Ordering::Relaxed);
    board.telling.store(u32::from(wishes.tree), Ordering::Relaxed);
    board.quiet.store(u32::from(wishes.quiet), Ordering::Relaxed);
    let arena = memory::new_arena(options.max_memory);
    let (lifeline, life) = pipe_with(PipeFlags::CLOEXEC).map_err(|error| failed(error.into()))?;
    let (from, wire) = std::io::pipe().map_err(failed)?;
    let start = Instant::now();
    let tape = match wishes.trace {
        Some(_) => Some(Arc::new(Tape::new(board, start).map_err(failed)?)),
        None => None,
    };
    let kept = tape.clone();
    let run = Run { board, arena, start, wire: Arc::new(wire), lifeline: sys::forever(lifeline), tape };
    // Orphans come here; without that they would go to init, and end with the lifeline all the same.
    let _ = rustix::process::set_child_subreaper(rustix::process::Pid::from_raw(1));
    let slot = board.reserve(std::process::id()).ok_or("cannot start the run: no process is allowed")?;
    sys::block_signals(true);
    match sys::fork().map_err(failed)? {
        Side::Child => {
            drop((life, from));
            board.enter(slot, std::process::id());
            board.slot(slot).set_name("MainProcess");
            // Nobody wants a core file of a signal that a lesson sends.
            let _ = rustix::process::setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
            main(run);
            sys::exit_now(0)
        }
        Side::Parent(pid) => {
            board.enter(slot, pid);
            let status = Supervisor::new(run, from, life, pid, options, wishes).run();
            if let (Some(tape), Some(path)) = (kept, &wishes.trace)
                && let Err(error) = tape.write_picture(path)
            {
                console::error(&format!("racecourse: cannot write '{}': {error}\n", path.display()));
            }
            Ok(status)
        }
    }
}

struct Supervisor {
    board: &'static Board,
    wire: PipeReader,
    lines: Lines,
    notes: BorrowedFd<'static>,
    /// The lifeline's only writer.
    _life: OwnedFd,
    main: u32,
    /// How the main process ended.
    status: Option<WaitStatus>,
    interrupts: u32,
    /// The last one: its sender, and when.
    interrupted: Option<(u32, Instant)>,
    watch: Watch,
    book: Book,
    start: Instant,
    /// Where what happens is recorded.
    tape: Option<Arc<Tape>>,
    time_limit: Option<f64>,
    tree: bool,
    after: Option<Duration>,
    /// When it looked last.
    looked: Instant,
}

/// Why the run ends before its processes do.
enum Ending {
    /// With this exit status; what is to be said of it.
    Status(i32, String),
    /// It was to be looked at, and has been.
    Looked,
}

impl Supervisor {
    fn new(run: Run, wire: PipeReader, life: OwnedFd, main: u32, options: &Options, wishes: &Wishes) -> Supervisor {
        let pipe = pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC);
        let (notes, write) = pipe.unwrap_or_else(|error| panic!("a pipe for the supervisor's signals: {error}"));
        sys::note_to(sys::forever(write));
        for signal in [libc::SIGCHLD, libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
            // `nohup` means it.
            if signal != libc::SIGHUP || !sys::is_ignored(signal) {
                let _ = sys::on_signal(signal, Disposition::Note);
            }
        }
        sys::block_signals(false);
        let mut book = Book::default();
        book.born(main, std::process::id(), "MainProcess");
        Supervisor {
            board: run.board,
            wire,
            lines: Lines::default(),
            notes: sys::forever(notes),
            _life: life,
            main,
            status: None,
            interrupts: 0,
            interrupted: None,
            watch: Watch::default(),
            book,
            start: run.start,
            tape: run.tape,
            time_limit: options.time_limit,
            tree: wishes.tree,
            after: wishes.after,
            looked: run.start,
        }
    }

    fn run(mut self) -> i32 {
        let ending = loop {
            self.wait(self.patience());
            if let Some(ending) = self.look() {
                break Some(ending);
            }
            if self.reap() && self.status.is_some() {
                break None;
            }
        };
        // A process that ends the run may be the last one.
        let ending = ending.or_else(|| self.verdict());
        let (status, text) = match ending {
            Some(Ending::Status(status, text)) => (status, text),
            Some(Ending::Looked) => (0, String::new()),
            None => (self.main_status(), String::new()),
        };
        console::error(&text);
        let tree = self.take_tree();
        self.end_all();
        console::output(&tree);
        status
    }

    /// The status of the main process as a shell tells it.
    fn main_status(&self) -> i32 {
        let Some(status) = self.status else { return 0 };
        if let Some(signal) = status.terminating_signal() {
            let name = name_of(signal).map_or(String::new(), |name| format!(" ({name})"));
            console::error(&format!("racecourse: the main process was killed by signal {signal}{name}\n"));
            return 128 + signal;
        }
        status.exit_status().unwrap_or(0)
    }

    /// How long nothing needs to be looked at.
    fn patience(&self) -> Duration {
        let mut patience = TICK;
        let limit = self.time_limit.map(Duration::from_secs_f64);
        for limit in [limit, self.after].into_iter().flatten() {
            patience = patience.min(limit.saturating_sub(self.start.elapsed()));
        }
        patience
    }

    /// Waits until something comes, at most so long, and takes it in.
    fn wait(&mut self, most: Duration) {
        let mut polls = [PollFd::new(&self.notes, PollFlags::IN), PollFd::new(&self.wire, PollFlags::IN)];
        if poll(&mut polls, Some(&timespec(most))).unwrap_or(0) == 0 {
            return;
        }
        if polls[1].revents().contains(PollFlags::IN) {
            let mut bytes = [0; 1 << 14];
            let got = self.wire.read(&mut bytes).unwrap_or(0);
            for message in self.lines.take(&bytes[..got]) {
                self.book.take(&message);
                self.watch.take(message);
            }
        }
    }

    fn look(&mut self) -> Option<Ending> {
        if let Some(ending) = self.take_notes().or_else(|| self.verdict()) {
            return Some(ending);
        }
        let elapsed = self.start.elapsed();
        if let Some(limit) = self.time_limit.filter(|&limit| elapsed.as_secs_f64() >= limit) {
            return Some(Ending::Status(124, format!("racecourse: {}\n", Limit::Time(limit))));
        }
        if self.after.is_some_and(|after| elapsed >= after) {
            return Some(Ending::Looked);
        }
        if self.looked.elapsed() >= TICK {
            self.looked = Instant::now();
            if self.board.memory_used() > self.board.max_memory.load(Ordering::Relaxed) {
                let limit = Limit::Memory(self.board.max_memory.load(Ordering::Relaxed));
                return Some(Ending::Status(125, format!("racecourse: {limit}\n")));
            }
            self.watch.look(self.board);
        }
        let report = self.watch.verdict(self.board)?;
        Some(Ending::Status(DEADLOCK, report))
    }

    /// A process has ended the run, and has said why.
    fn verdict(&self) -> Option<Ending> {
        self.board.ended().map(|status| Ending::Status(status, String::new()))
    }

    fn take_notes(&mut self) -> Option<Ending> {
        for Note { signal, sender } in Note::read(self.notes) {
            match signal {
                libc::SIGINT => {
                    // `timeout -s INT` and the like tell the tool and its group: that is one interrupt.
                    let repeated = self.interrupted.is_some_and(|(by, at)| by == sender && at.elapsed() < REPEATED);
                    if sender != 0 && repeated {
                        continue;
                    }
                    self.interrupted = Some((sender, Instant::now()));
                    self.interrupts += 1;
                    if self.tree && self.interrupts == 1 {
                        return Some(Ending::Looked);
                    }
                    if self.interrupts > 1 {
                        return Some(Ending::Status(INTERRUPTED, String::new()));
                    }
                    // A key of the terminal reaches every process by itself.
                    if sender != 0 {
                        let _ = sys::kill(self.main, libc::SIGINT);
                    }
                }
                libc::SIGTERM | libc::SIGHUP => return Some(Ending::Status(128 + signal, String::new())),
                _ => {}
            }
        }
        None
    }

    /// Takes notice of those who have ended and are the supervisor's children, as orphans are. Whether there is none left.
    fn reap(&mut self) -> bool {
        loop {
            match wait(WaitOptions::NOHANG) {
                Ok(Some((pid, status))) => {
                    let pid = pid.as_raw_nonzero().get() as u32;
                    self.book.died(pid, status.as_raw());
                    if let Some(tape) = &self.tape {
                        tape.record(&Event::ProcessEnded { pid: Pid(pid), status: status.as_raw() });
                    }
                    if let Some(slot) = self.board.find(pid) {
                        self.board.release(slot, pid);
                    }
                    if pid == self.main {
                        self.status = Some(status);
                    }
                }
                Ok(None) => return false,
                Err(Errno::INTR) => {}
                Err(_) => return true,
            }
        }
    }

    /// The tree of processes with what everybody is doing, where that is wanted.
    fn take_tree(&mut self) -> String {
        if !self.tree {
            return String::new();
        }
        let question = self.board.ask();
        let until = Instant::now() + ANSWER;
        let asked: Vec<u32> = self.board.processes().map(|(_, pid, _)| pid).collect();
        while Instant::now() < until && !self.book.has_answers(question, &asked) {
            self.wait(Duration::from_millis(10));
            self.reap();
        }
        self.book.tree(self.main)
    }

    /// Ends every process of the run.
    fn end_all(&mut self) {
        self.board.closing.store(1, Ordering::SeqCst);
        let until = Instant::now() + LAST_WAIT;
        while Instant::now() < until {
            for (_, pid, _) in self.board.processes() {
                let _ = sys::kill(pid, libc::SIGKILL);
            }
            if self.reap() {
                return;
            }
            // A child that was being made enters the board, or ends by itself.
            self.wait(Duration::from_millis(2));
            Note::read(self.notes);
        }
    }
}
