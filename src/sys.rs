//! The vocabulary between a program and its operating system. The VM performs no effect: it returns a [`Request`]
//! and is resumed with a [`Reply`]. Nothing here knows Python values; what a process keeps for itself travels as
//! an opaque token.

use crate::ids::{Fd, ObjectId, SharedId, Tid};

/// Seconds of a clock, real or virtual.
pub type Seconds = f64;

/// How long a request may block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Patience {
    /// Never block.
    Try,
    /// Block until it can be done.
    Forever,
    /// Block for at most so long.
    For(Seconds),
}

/// What kind of kernel object to create.
#[expect(missing_docs, reason = "the fields are the arguments of Python's constructors")]
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectSpec {
    /// `threading.Lock`.
    Lock,
    /// `threading.RLock`.
    RLock,
    /// The waiting list of a `threading.Condition` over a Lock or RLock.
    Condition { lock: ObjectId },
    /// A semaphore; `bound` for `BoundedSemaphore`.
    Semaphore { value: u64, bound: Option<u64> },
    /// `threading.Event`.
    Event,
    /// The event that a `Future` sets when it is done.
    Future,
    /// `threading.Barrier`.
    Barrier { parties: u32 },
    /// The counters of a queue: items, room, unfinished tasks. The items stay with the process. `maxsize` 0: unbounded.
    Queue { maxsize: u64 },
}

/// What a semaphore that processes share is to its program; for reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SharedKind {
    /// `multiprocessing.Lock`.
    Lock,
    /// `multiprocessing.RLock`.
    RLock,
    /// `multiprocessing.Semaphore` and `BoundedSemaphore`.
    Semaphore,
    /// A part of a `Condition`, an `Event` or a `Barrier`.
    Condition,
    /// A part of a `Queue`.
    Queue,
}

/// What a process does when a signal comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignalAction {
    /// What the system does by default.
    Default,
    /// Nothing.
    Ignore,
    /// The program has a handler, which runs in the main thread.
    Handle,
}

/// What a thread asks of its operating system. Each is one visible operation.
#[expect(missing_docs, reason = "the fields are the arguments of the call")]
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Make a kernel object. Reply: `Object`.
    Create(ObjectSpec),
    /// Lock, RLock, Semaphore: take it. Reply: `Bool`.
    Acquire { object: ObjectId, patience: Patience },
    /// Lock, RLock: release it (`n` = 1); semaphore: add `n`. Reply: `Unit`, or `Error`.
    Release { object: ObjectId, n: u32 },
    /// Lock, RLock: is it held? Event, Future: is it set? Reply: `Bool`.
    IsSet { object: ObjectId },
    /// RLock: does the calling thread own it? Lock: is it held? Reply: `Bool`.
    IsOwned { object: ObjectId },
    /// Condition: release its lock wholly, wait to be notified, take the lock again as deep as before. Reply: `Bool`
    /// (false: the time was up).
    CondWait { object: ObjectId, patience: Patience },
    /// Condition: wake the first `n` waiters, all for `u32::MAX`. The caller must own the lock. Reply: `Unit` or `Error`.
    CondNotify { object: ObjectId, n: u32 },
    /// Event, Future: wait until set. Reply: `Bool`.
    EventWait { object: ObjectId, patience: Patience },
    /// Event, Future: set. Reply: `Unit`.
    EventSet { object: ObjectId },
    /// Event: clear. Reply: `Unit`.
    EventClear { object: ObjectId },
    /// Future: name the thread that is to set it (for reports). Reply: `Unit`.
    FutureOwner { object: ObjectId, owner: Option<Tid> },
    /// Barrier: wait for the others. Reply: `Int` (arrival index, 0 for the first) or `Error(BrokenBarrier)`.
    BarrierWait { object: ObjectId, patience: Patience },
    /// Barrier: reset or abort. Reply: `Unit`.
    BarrierReset { object: ObjectId, abort: bool },
    /// Barrier: threads waiting now and whether it is broken. Reply: `Pair(waiting, broken)`.
    BarrierState { object: ObjectId },
    /// Queue: wait for room and count one more item and one more unfinished task. Reply: `Bool` (false: full).
    QueuePut { object: ObjectId, patience: Patience },
    /// Queue: wait for an item and count it as taken. Reply: `Bool` (false: empty).
    QueueGet { object: ObjectId, patience: Patience },
    /// Queue: one task is finished. Reply: `Unit` or `Error(TooManyDone)`.
    QueueTaskDone { object: ObjectId },
    /// Queue: wait until no task is unfinished. Reply: `Unit`.
    QueueJoin { object: ObjectId },
    /// Queue: number of items and of unfinished tasks. Reply: `Pair`.
    QueueState { object: ObjectId },
    /// Sleep. Reply: `Unit`.
    Sleep { seconds: Seconds },
    /// Let others run. Reply: `Unit`.
    Yield,
    /// Start a thread that runs what `token` names in its process. Reply: `Thread` or `Error(NoThreads)`.
    Spawn { token: u64, name: String, daemon: bool },
    /// Wait until a thread has ended. Reply: `Bool`.
    Join { thread: Tid, patience: Patience },
    /// Is the thread alive? Reply: `Bool`.
    IsAlive { thread: Tid },
    /// Give a thread another name (for reports). Reply: `Unit`.
    Rename { thread: Tid, name: String },
    /// Monotonic seconds since the start of the run. Reply: `Float`.
    Monotonic,
    /// Seconds since 1970. Reply: `Float`.
    UnixTime,
    /// Processor seconds used by this thread. Reply: `Float`.
    CpuTime,
    /// Local time zone as seconds east of UTC. Reply: `Int`.
    ZoneOffset,
    /// A seed from the host (live) or the run's own seed (sim). Reply: `Int`.
    Entropy,
    /// Write the pieces one after the other; another thread may get in between. Reply: `Int` (bytes).
    Write { fd: Fd, pieces: Vec<Box<str>> },
    /// Write raw bytes, past the buffer of text. Blocks while a pipe is full. Reply: `Int`, or `Error` (`EPIPE`).
    WriteBytes { fd: Fd, bytes: Vec<u8> },
    /// Write out what is buffered of the text for this descriptor. Reply: `Unit`.
    Flush { fd: Fd },
    /// Read a line of standard input without its end. Reply: `Text`, or `Eof`.
    ReadLine,
    /// Open a file of the file system. Mode as Python's. Reply: `File` or `Error`.
    Open { path: String, mode: String },
    /// Read at most `n` bytes, or all. Blocks while a pipe is empty and has writers. Reply: `Bytes` (none at the end).
    Read { fd: Fd, n: Option<u64> },
    /// Move an open file's position (whence as lseek). Reply: `Int` or `Error`.
    Seek { fd: Fd, offset: i64, whence: u8 },
    /// Close an open file. Reply: `Unit` or `Error`.
    Close { fd: Fd },
    /// Other calls on the file system. Reply as [`FileCall`] says.
    File(FileCall),
    /// Fetch a page. Reply: `Http` or `Error`.
    Http(Box<HttpRequest>),
    /// Tell that an exception has ended the thread. For those who judge the run. Reply: `Unit`.
    Uncaught { traceback: String },
    /// Environment variable. Reply: `Text` or `Eof`.
    Environ { name: String },
    /// End the whole process at once (`os._exit`); what is buffered is lost. No reply.
    Exit { status: i32 },
    /// A copy of the calling process, in which only the calling thread lives on. With `fresh` (start method *spawn*) the new
    /// process runs the program anew, as `__mp_main__`, and takes up the bytes. Reply: `Int`, the new pid; 0 in the copy.
    Fork { fresh: Option<Vec<u8>> },
    /// The number of the calling process. Reply: `Int`.
    ProcessId,
    /// The number of its parent; 1 once that has ended. Reply: `Int`.
    ParentId,
    /// Processors of the machine. Reply: `Int`.
    Processors,
    /// Name the calling process (for reports). Reply: `Unit`.
    NameProcess { name: String },
    /// Wait for a child to end: that one, or any for -1. Reply: `Pair` of its pid and its status as wait(2) encodes it,
    /// (0, 0) when the patience ends first; or `Error` (`ECHILD`).
    WaitChild { pid: i64, patience: Patience },
    /// Send a signal; 0 only asks whether the process is there. Reply: `Unit` or `Error`.
    Kill { pid: i64, signal: i32 },
    /// Say what is done about a signal. Reply: `Unit` or `Error` (`EINVAL`).
    SetSignal { signal: i32, action: SignalAction },
    /// Have `SIGALRM` sent after so many seconds, never for 0. Reply: `Float`, what was left of the last call.
    Alarm { seconds: Seconds },
    /// Wait for a signal that has a handler. Reply: `Unit`.
    Pause,
    /// Go on with the request that a signal's handler came between, or give it up: then its reply is
    /// `Error(Interrupted)`. Only the VM asks it. Reply: as the request's.
    GoOn { give_up: bool },
    /// A pipe of 64 KiB. Reply: `Pair`, the descriptors to read from and to write to.
    Pipe,
    /// Two descriptors, each with a pipe to the other. Reply: `Pair`.
    PipePair,
    /// Another descriptor for an open file, the lowest that is free or this one. Reply: `File` or `Error`.
    Duplicate { fd: Fd, to: Option<Fd> },
    /// Wait until one of the descriptors can be read without blocking. Reply: `Ready`, empty when the patience ends.
    Poll { fds: Vec<Fd>, patience: Patience },
    /// Make a semaphore that is shared with the children to come. Reply: `Shared` or `Error`.
    ShareSemaphore { kind: SharedKind, value: u32, max: u32 },
    /// Take a shared semaphore. Reply: `Bool`.
    TakeShared { id: SharedId, patience: Patience },
    /// Give a shared semaphore back. Reply: `Unit` or `Error(ReleasedTooOften)`.
    GiveShared { id: SharedId },
    /// The value of a shared semaphore. Reply: `Int`.
    SharedValue { id: SharedId },
    /// Make a memory of zeros that is shared with the children to come; or one with a name, for anybody. Reply: `Memory` or
    /// `Error` (`EEXIST`, `ENOMEM`).
    ShareMemory { size: u64, name: Option<String> },
    /// Open the memory of that name. Reply: `Memory` or `Error` (`ENOENT`).
    OpenMemory { name: String },
    /// Take a memory's name away; it lives on where it is open. Reply: `Unit` or `Error` (`ENOENT`).
    UnlinkMemory { name: String },
    /// Read from a shared memory; the range lies within it. Reply: `Bytes`.
    ReadMemory { id: SharedId, at: u64, n: u64 },
    /// Write to a shared memory; the range lies within it. Reply: `Unit`.
    WriteMemory { id: SharedId, at: u64, bytes: Vec<u8> },
}

impl Request {
    /// Whether the answer depends on the time.
    pub fn needs_time(&self) -> bool {
        match self {
            Request::Acquire { patience, .. }
            | Request::CondWait { patience, .. }
            | Request::EventWait { patience, .. }
            | Request::BarrierWait { patience, .. }
            | Request::QueuePut { patience, .. }
            | Request::QueueGet { patience, .. }
            | Request::Join { patience, .. }
            | Request::WaitChild { patience, .. }
            | Request::Poll { patience, .. }
            | Request::TakeShared { patience, .. } => matches!(patience, Patience::For(_)),
            Request::Sleep { .. } | Request::Http(_) | Request::Alarm { .. } => true,
            Request::Monotonic | Request::UnixTime | Request::CpuTime => true,
            _ => false,
        }
    }

    /// Whether it is about files or the network, which a host may serve itself.
    pub fn may_be_outside(&self) -> bool {
        matches!(self, Request::Open { .. } | Request::File(_) | Request::Http(_)) || self.has_descriptor()
    }

    /// Whether it is about other processes, so that a host with real processes answers it.
    pub fn is_between_processes(&self) -> bool {
        matches!(
            self,
            Request::Pipe
                | Request::PipePair
                | Request::ParentId
                | Request::WaitChild { .. }
                | Request::Kill { .. }
                | Request::SetSignal { .. }
                | Request::Alarm { .. }
                | Request::Pause
                | Request::ShareSemaphore { .. }
                | Request::TakeShared { .. }
                | Request::GiveShared { .. }
                | Request::SharedValue { .. }
                | Request::ShareMemory { .. }
                | Request::OpenMemory { .. }
                | Request::UnlinkMemory { .. }
                | Request::ReadMemory { .. }
                | Request::WriteMemory { .. }
        )
    }

    /// How long it may block, for those that a host serves.
    pub fn patience_mut(&mut self) -> Option<&mut Patience> {
        match self {
            Request::WaitChild { patience, .. }
            | Request::Poll { patience, .. }
            | Request::TakeShared { patience, .. } => Some(patience),
            _ => None,
        }
    }

    /// Whether it is about an open descriptor.
    pub fn has_descriptor(&self) -> bool {
        matches!(
            self,
            Request::Read { .. }
                | Request::Seek { .. }
                | Request::Write { .. }
                | Request::WriteBytes { .. }
                | Request::Poll { .. }
        )
    }
}

/// Something of the operating system that a process can no longer reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dead {
    /// An object of the process's own.
    Object(ObjectId),
    /// A descriptor that nobody closed.
    Descriptor(Fd),
    /// A handle on something shared.
    Shared(SharedId),
}

/// Calls on the file system by path.
#[derive(Clone, Debug, PartialEq)]
pub enum FileCall {
    /// Reply: `Bool`.
    Exists(String),
    /// Reply: `Bool`.
    IsDir(String),
    /// Reply: `Int`.
    Size(String),
    /// Reply: `Unit`.
    Remove(String),
    /// Reply: `Unit`. Parents too where `true`.
    MakeDir(String, bool),
    /// Reply: `Unit`.
    RemoveDir(String),
    /// Reply: `Unit`.
    Rename(String, String),
    /// Reply: `Texts`, sorted.
    List(String),
    /// Reply: `Text`.
    WorkingDir,
}

/// A request for a page.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpRequest {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Header lines.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
    /// Seconds to wait.
    pub timeout: Option<Seconds>,
}

/// An answer to an [`HttpRequest`].
#[derive(Clone, Debug, PartialEq)]
pub struct HttpReply {
    /// Status code.
    pub status: u16,
    /// Its words.
    pub reason: String,
    /// The address after redirections.
    pub url: String,
    /// Header lines.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
    /// Seconds from request to answer.
    pub elapsed: Seconds,
}

/// How the operating system answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Done.
    Unit,
    /// Yes or no; for what may be timed: false when the time was up.
    Bool(bool),
    /// A number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Two numbers.
    Pair(i64, i64),
    /// A new kernel object.
    Object(ObjectId),
    /// A new thread.
    Thread(Tid),
    /// An open file.
    File(Fd),
    /// A text.
    Text(String),
    /// Texts.
    Texts(Vec<String>),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Nothing more to read, or no such variable.
    Eof,
    /// A page.
    Http(Box<HttpReply>),
    /// Descriptors that can be read.
    Ready(Vec<Fd>),
    /// A shared semaphore.
    Shared(SharedId),
    /// A shared memory and its size.
    Memory(SharedId, u64),
    /// It cannot be done.
    Error(SysError),
}

/// Why the operating system refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SysError {
    /// Releasing what is not held. The library words the message by kind of lock.
    NotHeld,
    /// A bounded semaphore released too often.
    ReleasedTooOften,
    /// A barrier is broken.
    BrokenBarrier,
    /// `task_done()` called too many times.
    TooManyDone,
    /// No more threads can be started.
    NoThreads,
    /// A failed system call: errno, and the path it is about.
    #[expect(missing_docs, reason = "named for what they are")]
    Os { errno: i32, path: Option<String> },
    /// No such host, refused, timed out, or not allowed: a network failure in words.
    #[expect(missing_docs, reason = "named for what they are")]
    Network { kind: NetworkError, message: String },
    /// The engine lacks it here; the message says what and where it can be had.
    Unsupported(String),
    /// Ctrl-C: `KeyboardInterrupt` is to be raised.
    Interrupted,
}

/// Kinds of network failures that `requests` tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// No such host, or nobody answers there.
    Connection,
    /// The time was up.
    Timeout,
    /// The address is not one.
    InvalidUrl,
}
