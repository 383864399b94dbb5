//! What is asked of a run, and how runs end; the same for both engines.

use std::fmt;

use crate::check::DeadlockReport;
use crate::sys::Seconds;

/// What is asked of a run. `Default` is what a program gets that asks for nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Decides every choice of the sim engine and, there, the numbers of `random`.
    pub seed: u64,
    /// Seconds (virtual in sim, real in live) after which the run is ended.
    pub time_limit: Option<Seconds>,
    /// Bytes that the objects of all processes may use together.
    pub max_memory: u64,
    /// Processes that may exist at a time, zombies among them.
    pub max_processes: u32,
    /// Threads that may exist at a time in a process, its main thread among them.
    pub max_threads: u32,
    /// Processors of the machine: in sim, so many processes run at a time.
    pub processors: u32,
    /// In sim: one thread of a process runs at a time, as with CPython's global interpreter lock. Without it, as many as
    /// there are processors.
    pub gil: bool,
    /// Text is written as it is printed, not line by line (`PYTHONUNBUFFERED`).
    pub unbuffered: bool,
    /// Waits and messages are told as events too.
    pub trace: bool,
    /// Bytes that may be written to standard output and error.
    pub max_output: u64,
    /// `sys.argv[1:]`.
    pub args: Vec<String>,
    /// The whole standard input, where it is known beforehand; else lines are asked for as they are needed.
    pub stdin: Option<String>,
    /// Files of the in-memory file system: path (relative to the working directory, or absolute) and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Further environment variables.
    pub environ: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 0,
            time_limit: None,
            max_memory: 512 << 20,
            max_processes: 64,
            max_threads: 256,
            processors: 4,
            gil: true,
            unbuffered: false,
            trace: false,
            max_output: 64 << 20,
            args: Vec::new(),
            stdin: None,
            files: Vec::new(),
            environ: Vec::new(),
        }
    }
}

impl Options {
    /// `sys.argv` of a program in the file `name`.
    pub fn argv(&self, name: &str) -> Vec<String> {
        // CPython's name for a program that comes from standard input.
        let name = if name == "<stdin>" { "-" } else { name };
        std::iter::once(name.to_owned()).chain(self.args.iter().cloned()).collect()
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// The program ended: at its end (0), by an uncaught exception (1; the traceback is on standard error), by
    /// `sys.exit` or `os._exit`.
    Exit {
        /// Exit status.
        code: i32,
    },
    /// No thread could ever run again.
    Deadlock(Box<DeadlockReport>),
    /// It went beyond a limit of its [`Options`].
    Limit(Limit),
    /// The user stopped it.
    Stopped,
}

impl End {
    /// The exit status of the command line tool.
    pub fn status(&self) -> i32 {
        match self {
            End::Exit { code } => *code,
            End::Deadlock(_) => 3,
            End::Limit(Limit::Time(_)) => 124,
            End::Limit(_) => 125,
            End::Stopped => 130,
        }
    }
}

/// A limit that ended a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// Seconds allowed.
    Time(Seconds),
    /// Bytes allowed.
    Memory(u64),
    /// Bytes allowed on standard output and error.
    Output(u64),
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Time(seconds) => write!(f, "time limit reached: the program ran for {seconds} s"),
            Limit::Memory(bytes) => {
                write!(f, "memory limit reached: the program's objects need more than {}", Size(*bytes))
            }
            Limit::Output(bytes) => write!(f, "output limit reached: the program wrote more than {}", Size(*bytes)),
        }
    }
}

/// Bytes in words.
struct Size(u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n >= 1 << 30 && n.is_multiple_of(1 << 30) => write!(f, "{} GiB", n >> 30),
            n if n >= 1 << 20 => write!(f, "{} MiB", n >> 20),
            n if n >= 1 << 10 => write!(f, "{} KiB", n >> 10),
            n => write!(f, "{n} bytes"),
        }
    }
}
