//! The host of one real process: what the live engine asks of the machine, answered with the system's own calls. One
//! noun a file: pipes, children, signals, what is shared; here is what they have in common.

use std::collections::BTreeSet;
use std::io::PipeWriter;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use racecourse::ids::SharedId;
use racecourse::session::{Control, End, Event, Forked, Host, Limit, Seconds, SpawnError, Stream};
use racecourse::sys::{Patience, Reply, Request, SysError};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, WaitId, WaitIdOptions, pidfd_open, waitid};
use rustix::stdio;
use rustix::thread::futex;
use rustix::time::Timespec;

use super::board::{Board, Slot, state};
use super::calls::{Call, Calls};
use super::keeper;
use super::memory::Arena;
use super::pipes::Pipes;
use super::signals::Signals;
use super::stdin::Stdin;
use super::tape::Tape;
use crate::outside::Outside;
use crate::{console, sys};

/// Stack of the program's threads; the memory is only taken as it is used.
const STACK: usize = 16 << 20;
/// Exit status of a run whose reader went away, as of a process that SIGPIPE ended.
const BROKEN_PIPE: i32 = 141;
/// The longest wait for a semaphore at a time: a process that was woken may be killed before it has taken it.
const LONGEST: Duration = Duration::from_millis(500);

/// What all processes of a run have of it.
#[derive(Clone)]
pub struct Run {
    pub board: &'static Board,
    pub arena: Arena,
    /// When it began.
    pub start: Instant,
    /// To the supervisor.
    pub wire: Arc<PipeWriter>,
    /// Its writers are gone when the supervisor is.
    pub lifeline: BorrowedFd<'static>,
    /// Where what happens is recorded, if it is.
    pub tape: Option<Arc<Tape>>,
}

/// The host.
pub struct Machine {
    pub run: Run,
    pub pid: u32,
    pub slot: usize,
    pub outside: Outside,
    pub pipes: Mutex<Pipes>,
    pub calls: Calls,
    /// Semaphores and memories that this process holds.
    pub held: Mutex<BTreeSet<SharedId>>,
    pub signals: Mutex<Signals>,
    pub stdin: Stdin,
    pub main: Main,
    pub control: OnceLock<Control>,
    /// Itself, for its keeper.
    pub own: Weak<Machine>,
}

/// The thread that runs Python's main thread, whose blocking calls signals break.
pub struct Main {
    pub thread: i32,
    pub waiting: AtomicBool,
    /// A signal came that it has to see.
    pub broken: AtomicBool,
}

/// A signal broke the call.
pub struct Broken;

impl Main {
    /// The calling thread.
    pub fn here() -> Main {
        let thread = rustix::thread::gettid().as_raw_nonzero().get();
        Main { thread, waiting: AtomicBool::new(false), broken: AtomicBool::new(false) }
    }

    pub fn is_here(&self) -> bool {
        rustix::thread::gettid().as_raw_nonzero().get() == self.thread
    }

    /// Breaks its blocking call, or the next one. A nudge that comes before the call has begun is lost: so it is repeated.
    pub fn break_off(&self) {
        self.broken.store(true, Ordering::SeqCst);
        while self.waiting.load(Ordering::SeqCst) && self.broken.load(Ordering::SeqCst) {
            sys::nudge(self.thread);
            thread::sleep(Duration::from_micros(100));
        }
    }
}

impl Machine {
    pub fn own(&self) -> &'static Slot {
        self.run.board.slot(self.slot)
    }

    /// Waits until a call may go on, at most until the deadline. It takes nothing: the caller tries again. Only the main
    /// thread's waits are broken.
    pub fn block(&self, call: Call, deadline: Option<Instant>) -> Result<(), Broken> {
        let is_main = self.main.is_here();
        if is_main {
            self.main.waiting.store(true, Ordering::SeqCst);
            if self.main.broken.swap(false, Ordering::SeqCst) {
                self.main.waiting.store(false, Ordering::SeqCst);
                return Err(Broken);
            }
        }
        let number = self.calls.enter(if deadline.is_some() { Call::Outside } else { call.clone() });
        self.wait(&call, deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())));
        // In this order: see `calls`.
        self.own().moved();
        self.calls.leave(number);
        if is_main {
            self.main.waiting.store(false, Ordering::SeqCst);
        }
        Ok(())
    }

    /// The wait itself. That it ends says nothing: errors and signals end it too.
    fn wait(&self, call: &Call, left: Option<Duration>) {
        let (fds, flags): (&[_], _) = match call {
            Call::Readable(fds) => (fds, PollFlags::IN),
            Call::Writable(fd) => (std::slice::from_ref(fd), PollFlags::OUT),
            Call::Outside => (&[], PollFlags::IN),
            Call::Semaphore(at) => {
                if let Some(semaphore) = self.run.board.semaphore(*at) {
                    semaphore.waiters.fetch_add(1, Ordering::SeqCst);
                    let most = left.map_or(LONGEST, |left| left.min(LONGEST));
                    let _ = futex::wait(&semaphore.value, futex::Flags::empty(), 0, Some(&timespec(most)));
                    semaphore.waiters.fetch_sub(1, Ordering::SeqCst);
                }
                return;
            }
            Call::Child(pid) => return wait_child(*pid, left),
        };
        let mut polls: Vec<PollFd<'_>> = fds.iter().map(|fd| PollFd::new(&**fd, flags)).collect();
        let _ = poll(&mut polls, left.map(timespec).as_ref());
    }

    /// Ends this process at once.
    pub fn leave_with(&self, status: i32) -> ! {
        self.own().state.store(state::ENDED, Ordering::Release);
        sys::exit_now(status)
    }

    /// Ends the run: the supervisor sees to the other processes. What there is to say is said once.
    pub fn end_run(&self, end: &End) -> ! {
        if self.run.board.end(end.status()) {
            match end {
                End::Deadlock(report) => console::error(&report.text),
                End::Limit(limit) => console::error(&format!("racecourse: {limit}\n")),
                End::Exit { .. } | End::Stopped => {}
            }
        }
        self.leave_with(end.status())
    }

    fn print(&self, stream: Stream, text: &str) {
        let board = self.run.board;
        let written = board.output.fetch_add(text.len() as u64, Ordering::Relaxed) + text.len() as u64;
        let most = board.max_output.load(Ordering::Relaxed);
        if written > most {
            self.end_run(&End::Limit(Limit::Output(most)));
        }
        if board.quiet.load(Ordering::Relaxed) != 0 {
            return;
        }
        match stream {
            // What cannot be written to standard error cannot be said anywhere.
            Stream::Stderr => drop(write_all(stdio::stderr(), text.as_bytes())),
            Stream::Stdout => match write_all(stdio::stdout(), text.as_bytes()) {
                Ok(()) => {}
                Err(error) => {
                    let status = if error == Errno::PIPE { BROKEN_PIPE } else { 1 };
                    board.end(status);
                    self.leave_with(status)
                }
            },
        }
    }
}

impl Host for Machine {
    fn now(&self) -> Seconds {
        self.run.start.elapsed().as_secs_f64()
    }

    fn unix_time(&self) -> Seconds {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |elapsed| elapsed.as_secs_f64())
    }

    fn entropy(&self) -> u64 {
        entropy()
    }

    fn spawn(&self, name: &str, body: Box<dyn FnOnce() + Send>) -> Result<(), SpawnError> {
        let short: String = name.chars().filter(|&c| c != '\0').take(15).collect();
        let thread = thread::Builder::new().name(short).stack_size(STACK).spawn(body);
        thread.map(drop).map_err(|_| SpawnError)
    }

    fn emit(&self, event: Event) {
        if let Some(tape) = &self.run.tape {
            tape.record(&event);
        }
        match event {
            Event::NeedInput { .. } => {
                if let Some(control) = self.control.get() {
                    self.stdin.want_line(control, self.run.board);
                }
            }
            Event::Output { stream, text, .. } => self.print(stream, &text),
            Event::ProcessRenamed { name, .. } => self.rename(&name),
            _ => {}
        }
    }

    fn serve(&self, request: &Request) -> Option<Reply> {
        let reply = self.serve_here(request);
        if reply.is_some() {
            self.own().moved();
        }
        reply.or_else(|| self.outside.serve(request))
    }

    fn has_processes(&self) -> bool {
        true
    }

    fn fork(&self) -> Result<Forked, SysError> {
        self.fork_here()
    }

    fn close(&self, handle: u32) {
        if Pipes::has(handle) {
            lock(&self.pipes).close(handle);
        } else {
            self.outside.close(handle);
        }
        self.own().moved();
    }

    fn forget_shared(&self, id: SharedId) {
        self.forget(id);
    }

    fn stuck(&self, stuck: bool) {
        let slot = self.own();
        slot.moved();
        slot.state.store(if stuck { state::STUCK } else { state::RUNNING }, Ordering::SeqCst);
    }

    fn process_ids(&self) -> Option<(u32, u32)> {
        Some((self.pid, self.parent_id() as u32))
    }

    fn channel(&self, handle: u32, written: bool) -> u64 {
        self.channel_of(handle, written)
    }

    fn attach(&self, control: Control) {
        // Signals that came before wait for the keeper.
        if let (Ok(()), Some(own)) = (self.control.set(control), self.own.upgrade()) {
            keeper::start(&own);
        }
    }

    fn used(&self, bytes: u64) {
        self.own().used.store(bytes, Ordering::Relaxed);
    }

    fn leave(&self, end: End) {
        match end {
            End::Exit { code } => self.leave_with(code),
            end => self.end_run(&end),
        }
    }
}

impl Machine {
    /// What this process answers itself.
    fn serve_here(&self, request: &Request) -> Option<Reply> {
        Some(match request {
            Request::Pipe => self.pipe(false),
            Request::PipePair => self.pipe(true),
            Request::Duplicate { fd, .. } if Pipes::has(fd.0) => self.duplicate(fd.0),
            Request::Read { fd, n } if Pipes::has(fd.0) => self.read(fd.0, *n),
            Request::WriteBytes { fd, bytes } if Pipes::has(fd.0) => self.write(fd.0, bytes, false),
            Request::Write { fd, pieces } if Pipes::has(fd.0) => self.write(fd.0, pieces.concat().as_bytes(), true),
            Request::Poll { fds, patience } => self.poll(fds, *patience),
            Request::WaitChild { pid, patience } => self.wait_for_child(*pid, *patience),
            Request::Kill { pid, signal } => self.kill(*pid, *signal),
            Request::SetSignal { signal, action } => self.set_signal(*signal, *action),
            Request::Alarm { seconds } => Reply::Float(sys::alarm(*seconds)),
            Request::Pause => self.pause(),
            Request::ParentId => Reply::Int(self.parent_id()),
            Request::Processors => Reply::Int(thread::available_parallelism().map_or(1, |n| n.get() as i64)),
            Request::ShareSemaphore { value, max, .. } => self.share_semaphore(*value, *max),
            Request::TakeShared { id, patience } => self.take_shared(*id, *patience),
            Request::GiveShared { id } => self.give_shared(*id),
            Request::SharedValue { id } => self.shared_value(*id),
            Request::ShareMemory { size, name } => self.share_memory(*size, name.as_deref()),
            Request::OpenMemory { name } => self.open_memory(name),
            Request::UnlinkMemory { name } => self.unlink_memory(name),
            Request::ReadMemory { id, at, n } => self.read_memory(*id, *at, *n),
            Request::WriteMemory { id, at, bytes } => self.write_memory(*id, *at, bytes),
            _ => return None,
        })
    }
}

/// Waits for a child without taking its status.
fn wait_child(pid: Option<u32>, left: Option<Duration>) {
    let pid = pid.and_then(|pid| Pid::from_raw(pid as i32));
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    match (pid, left) {
        (Some(pid), None) => drop(waitid(WaitId::Pid(pid), options)),
        (None, None) => drop(waitid(WaitId::All, options)),
        (Some(pid), Some(left)) => {
            if let Ok(fd) = pidfd_open(pid, PidfdFlags::empty()) {
                let _ = poll(&mut [PollFd::new(&fd, PollFlags::IN)], Some(&timespec(left)));
            }
        }
        // No descriptor stands for any child.
        (None, Some(left)) => drop(poll(&mut [], Some(&timespec(left.min(Duration::from_millis(2)))))),
    }
}

/// When a call's patience ends; none for never.
pub fn deadline(patience: Patience) -> Option<Instant> {
    match patience {
        Patience::Forever => None,
        Patience::Try => Some(Instant::now()),
        Patience::For(seconds) => {
            let seconds = if seconds.is_finite() { seconds.clamp(0.0, 1e8) } else { 1e8 };
            Some(Instant::now() + Duration::from_secs_f64(seconds))
        }
    }
}

/// Whether a deadline has passed.
pub fn is_late(deadline: Option<Instant>) -> bool {
    deadline.is_some_and(|deadline| Instant::now() >= deadline)
}

/// Writes all of it, whatever comes between.
pub fn write_all(fd: impl AsFd, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(&fd, bytes) {
            Ok(n) => bytes = &bytes[n..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => drop(poll(&mut [PollFd::new(&fd, PollFlags::OUT)], None)),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// A failed call.
pub fn failure(errno: i32) -> Reply {
    Reply::Error(SysError::Os { errno, path: None })
}

/// A failed call as rustix tells it.
pub fn refused(error: Errno) -> Reply {
    failure(error.raw_os_error())
}

pub fn timespec(duration: Duration) -> Timespec {
    Timespec { tv_sec: duration.as_secs() as i64, tv_nsec: i64::from(duration.subsec_nanos()) }
}

/// A number that nobody can guess.
pub fn entropy() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}

/// Takes a lock; a thread that panicked ends the process anyway.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
