//! The system calls that rustix has no safe form of: fork, signals, shared mappings. The only unsafe code of the
//! companion; every function here is safe to call as it stands.
#![allow(unsafe_code)]

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::ptr;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

use crate::real::board::Board;

/// Breaks a thread's blocking call; its handler does nothing.
pub fn nudge_signal() -> i32 {
    libc::SIGRTMIN() + 5
}

/// Asks a process what its threads wait for.
pub fn ask_signal() -> i32 {
    libc::SIGRTMIN() + 6
}

/// On which side of a [`fork`] the caller is.
pub enum Side {
    /// In the process that called it; the number of the new one.
    Parent(u32),
    /// In the new process, whose only thread is the caller.
    Child,
}

/// Copies the process. The caller sees to it that no other thread holds a lock that the child will want; glibc does so for
/// the allocator.
pub fn fork() -> io::Result<Side> {
    // SAFETY: no memory is touched. What the child may run is the caller's promise; a broken one blocks, it corrupts nothing.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(Side::Child),
        pid => Ok(Side::Parent(pid as u32)),
    }
}

/// Ends the process at once, without destructors and without flushing anything.
pub fn exit_now(status: i32) -> ! {
    // SAFETY: takes no pointer and does not return.
    unsafe { libc::_exit(status) }
}

/// The most memory that this process has had at a time, in bytes.
pub fn peak_memory() -> u64 {
    // SAFETY: a usage of zeros is a usage.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: the call writes to the usage, which outlives it.
    unsafe { libc::getrusage(libc::RUSAGE_SELF, &raw mut usage) };
    // Counted in kibibytes.
    u64::try_from(usage.ru_maxrss).unwrap_or(0) << 10
}

/// Sends a signal to one process, 0 only asks. The error is the errno.
pub fn kill(pid: u32, signal: i32) -> Result<(), i32> {
    // 0 and negative numbers would mean groups.
    let pid = i32::try_from(pid).ok().filter(|&pid| pid > 0).ok_or(libc::ESRCH)?;
    // SAFETY: takes no pointer.
    let result = unsafe { libc::kill(pid, signal) };
    if result == 0 { Ok(()) } else { Err(errno()) }
}

/// Whether a signal ends this process: nothing else was said about it.
pub fn is_fatal(signal: i32) -> bool {
    if [0, libc::SIGCHLD, libc::SIGCONT, libc::SIGURG, libc::SIGWINCH].contains(&signal) {
        return false;
    }
    // SAFETY: all zeros is a valid sigaction; it is only written to.
    let mut now: libc::sigaction = unsafe { std::mem::zeroed() };
    // SAFETY: without a new action the call only writes the present one to `now`, which outlives it.
    let result = unsafe { libc::sigaction(signal, ptr::null(), &raw mut now) };
    result == 0 && now.sa_sigaction == libc::SIG_DFL
}

/// Sends the nudge to a thread of this process; without effect when it has ended.
pub fn nudge(thread: i32) {
    // SAFETY: tgkill takes three numbers; one that names no thread of this process is refused.
    unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), thread, nudge_signal()) };
}

/// `SIGALRM` after so many seconds, never for 0; what was left of the last call.
pub fn alarm(seconds: f64) -> f64 {
    let seconds = seconds.clamp(0.0, 1e8);
    let value = libc::timeval { tv_sec: seconds as i64, tv_usec: (seconds.fract() * 1e6) as i64 };
    let new = libc::itimerval { it_interval: NEVER, it_value: value };
    let mut old = libc::itimerval { it_interval: NEVER, it_value: NEVER };
    // SAFETY: both point to values of the right type that outlive the call.
    unsafe { libc::setitimer(libc::ITIMER_REAL, &raw const new, &raw mut old) };
    seconds_of(old.it_value)
}

/// Seconds until `SIGALRM` is due; 0: none is.
pub fn alarm_left() -> f64 {
    let mut left = libc::itimerval { it_interval: NEVER, it_value: NEVER };
    // SAFETY: points to a value of the right type that outlives the call.
    unsafe { libc::getitimer(libc::ITIMER_REAL, &raw mut left) };
    seconds_of(left.it_value)
}

const NEVER: libc::timeval = libc::timeval { tv_sec: 0, tv_usec: 0 };

fn seconds_of(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}

/// What happens when a signal comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// What the system does by default.
    Default,
    /// Nothing.
    Ignore,
    /// A [`Note`] is written to the descriptor of [`note_to`].
    Note,
    /// A blocking call is broken, nothing else.
    Nudge,
}

/// A signal as its handler writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    pub signal: i32,
    /// The process that sent it; 0: the kernel did, for a key on the terminal.
    pub sender: u32,
}

/// Bytes of a note in its pipe.
const NOTE: usize = 5;

impl Note {
    /// The notes in a pipe that does not block; as many as there are now.
    pub fn read(pipe: impl AsFd) -> Vec<Note> {
        let mut bytes = [0; 64 * NOTE];
        let got = rustix::io::read(pipe, &mut bytes).unwrap_or(0);
        let note = |bytes: &[u8]| Note {
            signal: i32::from(bytes[0]),
            sender: u32::from_ne_bytes([bytes[1], bytes[2], bytes[3], bytes[4]]),
        };
        bytes[..got].chunks_exact(NOTE).map(note).collect()
    }
}

/// Where handlers write their notes; -1: nowhere.
static NOTES: AtomicI32 = AtomicI32::new(-1);

/// Has handlers write their notes there. The descriptor does not block and stays open as long as the process.
pub fn note_to(fd: BorrowedFd<'static>) {
    NOTES.store(fd.as_raw_fd(), Ordering::Release);
}

/// Leaks a descriptor: it stays open as long as the process.
pub fn forever(fd: OwnedFd) -> BorrowedFd<'static> {
    // SAFETY: a descriptor that is leaked is never closed.
    unsafe { BorrowedFd::borrow_raw(std::os::fd::IntoRawFd::into_raw_fd(fd)) }
}

/// Owns a descriptor in a fork's child whose owner was left behind in the parent's memory image.
pub fn adopt(fd: RawFd) -> OwnedFd {
    // SAFETY: only for the table of descriptors that a child takes over: whatever owned them belongs to threads that do not
    // exist in the child, and is never dropped.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

extern "C" fn note(signal: i32, info: *mut libc::siginfo_t, _context: *mut libc::c_void) {
    // SAFETY: the kernel passes a valid record to a handler that was installed with SA_SIGINFO; errno's place is the thread's
    // own; write(2) may be called in a handler, and the note lives on this stack.
    unsafe {
        let errno = libc::__errno_location();
        let saved = *errno;
        let from_kernel = info.is_null() || (*info).si_code > 0;
        let [a, b, c, d] = if from_kernel { [0; 4] } else { (*info).si_pid().to_ne_bytes() };
        let note: [u8; NOTE] = [signal as u8, a, b, c, d];
        // A full pipe drops notes: as many signals are pending already as anybody can want to see.
        libc::write(NOTES.load(Ordering::Acquire), note.as_ptr().cast(), note.len());
        *errno = saved;
    }
}

extern "C" fn nothing(_signal: i32, _info: *mut libc::siginfo_t, _context: *mut libc::c_void) {}

/// Says what happens when a signal comes. The error is the errno.
pub fn on_signal(signal: i32, what: Disposition) -> Result<(), i32> {
    // SAFETY: an all-zero sigaction is a valid one (default action, empty mask); the handlers are async-signal-safe functions
    // of the type that SA_SIGINFO asks for; the record outlives the call.
    let result = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = match what {
            Disposition::Default => libc::SIG_DFL,
            Disposition::Ignore => libc::SIG_IGN,
            Disposition::Note => note as *const () as libc::sighandler_t,
            Disposition::Nudge => nothing as *const () as libc::sighandler_t,
        };
        // No SA_RESTART: a nudge is to break the call.
        action.sa_flags = libc::SA_SIGINFO;
        libc::sigaction(signal, &raw const action, ptr::null_mut())
    };
    if result == 0 { Ok(()) } else { Err(errno()) }
}

/// Whether nothing happens when a signal comes.
pub fn is_ignored(signal: i32) -> bool {
    // SAFETY: reads the action into a record that outlives the call; all zeros is a valid one.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, ptr::null(), &raw mut action);
        action.sa_sigaction == libc::SIG_IGN
    }
}

/// What the calling thread, and those it starts, leave to other threads: every signal but nudges and its own faults; or none.
pub fn block_signals(block: bool) {
    // SAFETY: the set is initialised by sigfillset or sigemptyset before it is read, and outlives the call.
    unsafe {
        let mut set = std::mem::zeroed();
        if block {
            libc::sigfillset(&raw mut set);
            let faults =
                [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGABRT, libc::SIGTRAP, libc::SIGSYS];
            for signal in faults.into_iter().chain([nudge_signal()]) {
                libc::sigdelset(&raw mut set, signal);
            }
        } else {
            libc::sigemptyset(&raw mut set);
        }
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const set, ptr::null_mut());
    }
}

/// Has the kernel send `SIGKILL` to this process when the pipe's last writer is gone, even to a stopped one. The descriptor
/// must be an open file of this process's own.
pub fn die_with_writers(pipe: BorrowedFd<'_>) {
    const F_SETSIG: i32 = 10;
    let fd = pipe.as_raw_fd();
    // SAFETY: fcntl with numbers only.
    unsafe {
        libc::fcntl(fd, libc::F_SETOWN, libc::getpid());
        libc::fcntl(fd, F_SETSIG, libc::SIGKILL);
        libc::fcntl(fd, libc::F_SETFL, libc::O_ASYNC | libc::O_NONBLOCK);
    }
}

/// The board of a run: zeros, shared with all children to come.
pub fn new_board() -> io::Result<&'static Board> {
    let at = map(size_of::<Board>())?;
    // SAFETY: the mapping is page-aligned, as large as a board, never unmapped, and zeros; a board consists of atomic numbers
    // only, for which every bit pattern is valid and which may be changed through a shared reference.
    Ok(unsafe { &*at.cast::<Board>() })
}

/// Memory of zeros, in words, shared with all children to come. It is taken from the machine as it is used.
pub fn shared_words(count: usize) -> io::Result<&'static [AtomicU64]> {
    let at = map(count.checked_mul(8).ok_or(io::ErrorKind::OutOfMemory)?)?;
    // SAFETY: as for a board; the mapping is `count` words long.
    Ok(unsafe { std::slice::from_raw_parts(at.cast(), count) })
}

/// Gives the machine back what lies behind shared words, which are zeros then. Their address and length are whole pages.
pub fn give_back(words: &'static [AtomicU64]) {
    // SAFETY: MADV_REMOVE on a shared mapping replaces the content of these pages by zeros, which are valid atomics. On an
    // error nothing happens.
    unsafe { libc::madvise(words.as_ptr().cast_mut().cast(), size_of_val(words), libc::MADV_REMOVE) };
}

fn map(bytes: usize) -> io::Result<*mut libc::c_void> {
    let (protection, flags) =
        (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE);
    // SAFETY: a new mapping at an address of the kernel's choice disturbs nothing.
    let at = unsafe { libc::mmap(ptr::null_mut(), bytes.max(1), protection, flags, -1, 0) };
    if at == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(at) }
}

fn errno() -> i32 {
    io::Error::last_os_error().raw_os_error().unwrap_or(libc::EIO)
}
