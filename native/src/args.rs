//! The command line as clap reads it. Parsing does nothing else.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Run Python programs with threads: for real, or on a deterministic machine.
#[derive(Parser)]
#[command(name = "racecourse", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Run a program or an entry of the catalogue
    ///
    /// Exit status: the program's own; 1 uncaught exception or syntax error, 2 wrong usage, 3 deadlock, 124 time limit,
    /// 125 another limit.
    Run(Run),
    /// Run a program and print the tree of its processes: what each was doing when it was stopped, or how it ended
    ///
    /// The program ends as it does, or is stopped by Ctrl-C, --time-limit or --after.
    Ps {
        /// Stop it after so many seconds
        #[arg(long, value_name = "SECONDS", value_parser = seconds)]
        after: Option<f64>,
        /// Send what the program prints nowhere
        #[arg(long)]
        quiet: bool,
        #[command(flatten)]
        run: Run,
    },
    /// Find out what can happen in a program: every outcome, the shortest way to it, and whether that is all
    ///
    /// Exit status: 0 nothing is wrong and everything was seen, 1 an exception can go uncaught, 3 a deadlock can happen,
    /// 4 nothing was found, but not everything was seen. With --find: 0 it can happen, 1 it cannot, 4 it was not found.
    Explore(Explore),
    /// Step a program by hand: choose who goes on, go back, look at threads, locks and variables
    Step(Step),
    /// Print the catalogue
    List,
    /// Print an entry of the catalogue: its lesson and its program
    Show {
        /// Name of the entry
        name: String,
    },
}

/// Options of a run.
#[derive(clap::Args)]
pub struct Run {
    /// Real threads (live) or a deterministic machine with a virtual clock (sim)
    #[arg(long, value_enum, default_value = "live")]
    pub engine: Engine,
    /// Decides the schedule of the sim engine; the same seed gives the same run [default: 0, or the catalogue entry's own]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// End the run after so many seconds (virtual ones in sim)
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// Memory that the objects of all processes may use, such as 64M or 1G
    #[arg(long, value_name = "SIZE", default_value = "512M", value_parser = size)]
    pub max_memory: u64,
    /// Processes that may exist at a time, those among them that have ended and nobody has waited for
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub max_processes: u32,
    /// Threads that may exist at a time in a process
    #[arg(long, value_name = "N", default_value_t = 256)]
    pub max_threads: u32,
    /// Processors of the machine (sim)
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub cpus: u32,
    /// Whether one thread of a process runs at a time, as with CPython's global interpreter lock (sim)
    #[arg(long, value_enum, default_value = "on")]
    pub gil: Switch,
    /// Fetch real pages instead of those of the virtual internet
    #[arg(long)]
    pub allow_net: bool,
    /// Let the program read the files in DIR (others are in memory); may be given more than once
    #[arg(long, value_name = "DIR")]
    pub allow_read: Vec<PathBuf>,
    /// Let the program read and write the files in DIR; may be given more than once
    #[arg(long, value_name = "DIR")]
    pub allow_write: Vec<PathBuf>,
    /// Write what happened to FILE as Chrome Trace JSON, which https://ui.perfetto.dev opens
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Follow a schedule that `explore` has printed (on the deterministic machine)
    #[arg(long, value_name = "TOKEN", conflicts_with_all = ["trace", "repeat", "allow_net", "allow_read", "allow_write"])]
    pub schedule: Option<String>,
    /// Run it N times and print how often each outcome came
    #[arg(long, value_name = "N", conflicts_with = "trace", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub repeat: Option<u32>,
    /// With --repeat: print that as JSON, for `explore --observed`
    #[arg(long, requires = "repeat")]
    pub json: bool,
    /// Print the run's digest on standard error at the end (sim)
    #[arg(long)]
    pub digest: bool,
    /// Program: a file, `-` for standard input, or the name of an entry of the catalogue
    pub file: String,
    /// Arguments of the program (`sys.argv[1:]`)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<String>,
}

/// Options of an exploration.
#[derive(clap::Args)]
pub struct Explore {
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
    /// Stop after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "60")]
    pub time_limit: f64,
    /// Stop when the search itself takes so much memory, such as 64M or 1G
    #[arg(long, value_name = "SIZE", default_value = "2G", value_parser = size)]
    pub memory_limit: u64,
    /// Stop after so many executions
    #[arg(long, value_name = "N")]
    pub max_executions: Option<u64>,
    /// Stop after so many states; with several explorers there may be some more
    #[arg(long, value_name = "N")]
    pub max_states: Option<u64>,
    /// When waits with a time limit may give up and sleepers wake: when nobody else can go on (idle), or at any moment (any)
    #[arg(long, value_enum, default_value_t = Timers::Idle)]
    pub timers: Timers,
    /// Explorers that share the work; as many as the machine has processors unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Try only schedules in which at most N times a thread is left that could go on
    #[arg(long, value_name = "N")]
    pub max_preemptions: Option<u32>,
    /// auto: a quick look, then the proof; dpor, optimal: the proof alone, by two algorithms; stateful: every state once, for
    /// programs that wait in loops or have far more traces than states; naive: every interleaving; random, pct, urw: random
    /// schedules (any thread; priorities that change a few times; every interleaving as often)
    #[arg(long, value_enum, default_value = "auto")]
    pub strategy: Strategy,
    /// Whether outputs differ that have the same lines in another order (output) or not (final)
    #[arg(long, value_enum, default_value = "output")]
    pub outcome: OutcomeBy,
    /// Look for an outcome whose output has TEXT in it, and stop there
    #[arg(long, value_name = "TEXT")]
    pub find: Option<String>,
    /// Seed of random schedules
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Standard input of the program: the text of FILE (else it is empty)
    #[arg(long, value_name = "FILE")]
    pub stdin: Option<PathBuf>,
    /// Set what really happened, as `run --repeat N --json` has written it, beside what can happen
    #[arg(long, value_name = "FILE")]
    pub observed: Option<PathBuf>,
    /// Memory that the objects of all processes may use in one execution
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = size)]
    pub max_memory: u64,
    /// Program: a file, `-` for standard input, or the name of an entry of the catalogue
    pub file: String,
    /// Arguments of the program (`sys.argv[1:]`)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<String>,
}

/// Options of stepping.
#[derive(clap::Args)]
pub struct Step {
    /// A schedule that `explore` has printed, to be gone through
    #[arg(long, value_name = "TOKEN")]
    pub schedule: Option<String>,
    /// Program: a file, or the name of an entry of the catalogue
    pub file: String,
    /// Arguments of the program (`sys.argv[1:]`)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<String>,
}

/// How to search.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Strategy {
    Auto,
    Dpor,
    Optimal,
    Stateful,
    Naive,
    Random,
    Pct,
    Urw,
}

/// When time passes in an exploration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Timers {
    /// When nobody can go on.
    Idle,
    /// Whenever it likes.
    Any,
}

/// What makes two outcomes different.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutcomeBy {
    Output,
    Final,
}

/// How to run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    Sim,
    Live,
}

/// On or off.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds.is_finite() => Ok(seconds),
        _ => Err("a number of seconds above 0 is wanted".to_owned()),
    }
}

/// Bytes, with a suffix K, M or G (powers of 1024).
fn size(text: &str) -> Result<u64, String> {
    let wrong = || "a size such as 300000, 64M or 1G is wanted".to_owned();
    let text = text.strip_suffix(['B', 'b']).unwrap_or(text);
    let text = text.strip_suffix('i').unwrap_or(text);
    let (digits, shift) = match text.bytes().last().map(|b| b.to_ascii_uppercase()) {
        Some(b'K') => (&text[..text.len() - 1], 10),
        Some(b'M') => (&text[..text.len() - 1], 20),
        Some(b'G') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    number.checked_mul(1 << shift).filter(|&bytes| bytes > 0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::{Args, size};
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn sizes_have_suffixes() {
        assert_eq!(size("10"), Ok(10));
        assert_eq!(size("64M"), Ok(64 << 20));
        assert_eq!(size("1GiB"), Ok(1 << 30));
        assert!(size("M").is_err() && size("-1").is_err() && size("0").is_err() && size("99999999999G").is_err());
    }
}
