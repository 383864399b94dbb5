//! `racecourse explore`: the report of an exploration, for people or as JSON.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use racecourse::recording::report::Report;
use racecourse::session::{
    Ending, Enough, Exploration, ExplorationReport, Glance, Options, PossibleOutcome, Step, Strategy, Verdict, explore,
    story,
};
use rayon::ThreadPoolBuilder;

use crate::args::{self, Explore, OutcomeBy, Timers};
use crate::program::Program;
use crate::repeat::{Observed, summary};
use crate::{console, interrupt, sys};

/// Time between two lines of progress.
const TICK: Duration = Duration::from_millis(200);
/// Outcomes that the table has at most.
const ROWS: usize = 40;
/// Steps of a story that are told at most.
const STEPS: usize = 120;
/// States between two looks at the memory that the process has, each of which takes as long as a tenth of a state.
const MEASURED: u32 = 16;

/// Bytes that the search may take.
static MEMORY_LIMIT: AtomicU64 = AtomicU64::new(u64::MAX);

/// Explores a program; the exit status.
///
/// # Errors
/// A file cannot be read.
pub fn run(args: &Explore) -> Result<i32, String> {
    let program = Program::load(&args.file)?;
    let stdin = match &args.stdin {
        Some(path) => std::fs::read_to_string(path).map_err(|e| format!("cannot read '{}': {e}", path.display()))?,
        None => String::new(),
    };
    let observed = args.observed.as_ref().map(|path| observed(path)).transpose()?;
    let options = Options {
        seed: program.seed,
        max_memory: args.max_memory,
        args: args.args.clone(),
        stdin: Some(stdin),
        ..Options::default()
    };
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), usize::from);
    ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global()
        .map_err(|e| format!("cannot start {jobs} explorers: {e}"))?;
    MEMORY_LIMIT.store(args.memory_limit, Ordering::Relaxed);
    let config = config(args, jobs);
    let started = Instant::now();
    let result = {
        let mut watch = watch(started, args);
        explore(&program.source, &program.name, &options, &config, &mut watch)
    };
    clear_progress();
    let report = match result {
        Ok(report) => report,
        Err(errors) => {
            errors.first().into_iter().for_each(|e| console::error(&e.render(&program.name, &program.source)));
            return Ok(1);
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    if args.json {
        let text = serde_json::to_string_pretty(&Report::of(&report, seconds)).map_err(|error| error.to_string())?;
        console::output(&format!("{text}\n"));
    } else {
        console::output(&Text { args, program: &program, options: &options, report: &report }.whole(seconds, observed));
    }
    Ok(match &args.find {
        Some(text) => match (report.outcomes.iter().any(|o| o.output.contains(text.as_str())), report.complete) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 4,
        },
        None => match report.verdict() {
            Verdict::Ok => 0,
            Verdict::Failure => 1,
            Verdict::Deadlock => 3,
            Verdict::Incomplete => 4,
        },
    })
}

fn config(args: &Explore, jobs: usize) -> Exploration {
    let default = Exploration::default();
    Exploration {
        strategy: match args.strategy {
            args::Strategy::Auto => Strategy::Auto,
            args::Strategy::Dpor => Strategy::Dpor,
            args::Strategy::Optimal => Strategy::Optimal,
            args::Strategy::Stateful => Strategy::Stateful,
            args::Strategy::Naive => Strategy::Naive,
            args::Strategy::Random => Strategy::Random,
            args::Strategy::Pct => Strategy::Pct,
            args::Strategy::Urw => Strategy::Urw,
        },
        max_executions: args.max_executions.unwrap_or(default.max_executions),
        max_states: args.max_states.unwrap_or(default.max_states),
        max_preemptions: args.max_preemptions,
        final_only: args.outcome == OutcomeBy::Final,
        any_time: args.timers == Timers::Any,
        seed: args.seed,
        find: args.find.clone(),
        is_full,
        jobs,
        ..default
    }
}

fn observed(path: &std::path::Path) -> Result<Observed, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("cannot read '{}': {e}", path.display()))?;
    let wrong = |e| format!("'{}' is not what `run --repeat N --json` writes: {e}", path.display());
    serde_json::from_str(&text).map_err(wrong)
}

/// Whether the search has taken as much memory as it may.
fn is_full() -> bool {
    thread_local! {
        static ASKED: Cell<u32> = const { Cell::new(0) };
    }
    ASKED.with(|asked| {
        let before = asked.replace(asked.get().wrapping_add(1));
        before.is_multiple_of(MEASURED) && sys::peak_memory() >= MEMORY_LIMIT.load(Ordering::Relaxed)
    })
}

/// Ends the search at a limit or at Ctrl-C, and shows on a terminal how far it is.
fn watch(started: Instant, args: &Explore) -> impl FnMut(&Glance<'_>) -> Option<Enough> {
    let limit = Duration::from_secs_f64(args.time_limit);
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    interrupt::on_interrupt(move || flag.store(true, Ordering::Relaxed));
    let shows = !args.json && std::io::stderr().is_terminal();
    let mut shown = started;
    move |glance| {
        let progress = glance.progress;
        if stopped.load(Ordering::Relaxed) {
            return Some(Enough::Asked);
        }
        if shows && shown.elapsed() > TICK {
            shown = Instant::now();
            let seconds = started.elapsed().as_secs_f64();
            console::error(&format!(
                "\r\x1b[K{} executions{}, {} states, {} outcomes, {:.0} executions a second",
                progress.executions,
                progress.estimate.map_or(String::new(), |traces| format!(" of about {}", traces.max(progress.traces))),
                progress.states,
                progress.outcomes,
                progress.executions as f64 / seconds
            ));
        }
        (started.elapsed() >= limit).then_some(Enough::Time(limit.as_secs_f64()))
    }
}

fn clear_progress() {
    if std::io::stderr().is_terminal() {
        console::error("\r\x1b[K");
    }
}

struct Text<'a> {
    args: &'a Explore,
    program: &'a Program,
    options: &'a Options,
    report: &'a ExplorationReport,
}

impl Text<'_> {
    fn whole(&self, seconds: f64, observed: Option<Observed>) -> String {
        let mut text = self.verdict();
        text += &self.figures(seconds);
        text += &self.outcomes(observed.as_ref());
        text += &self.races();
        for (finding, _) in &self.report.findings {
            let _ = writeln!(
                text,
                "\n{}: {}\n  at line {}: {}",
                finding.kind.name(),
                finding.words,
                finding.line,
                finding.source
            );
        }
        if let Some(worst) = self.told() {
            text += &self.story(worst);
        }
        text
    }

    fn verdict(&self) -> String {
        let report = self.report;
        let verdict = match (&self.args.find, report.verdict()) {
            (Some(wanted), _) => {
                let found = report.outcomes.iter().any(|outcome| outcome.output.contains(wanted.as_str()));
                match (found, report.complete) {
                    (true, _) => format!("yes: it can print {wanted:?}"),
                    (false, true) => format!("no: it cannot print {wanted:?}; everything that can happen was seen"),
                    (false, false) => format!("not found: an output with {wanted:?}; not everything was seen"),
                }
            }
            (None, Verdict::Ok) => {
                "ok: everything that can happen was seen; no exception goes uncaught, and there is no deadlock"
                    .to_owned()
            }
            (None, Verdict::Failure) => "failure: an exception can go uncaught".to_owned(),
            (None, Verdict::Deadlock) => "deadlock: threads can wait for each other for ever".to_owned(),
            (None, Verdict::Incomplete) if report.complete => {
                "endless: everything that can happen was seen, and no execution comes to an end".to_owned()
            }
            (None, Verdict::Incomplete) => {
                "incomplete: nothing wrong was found, but not everything was seen".to_owned()
            }
        };
        let reason = match (&report.reason, report.complete) {
            (Some(reason), false) if self.args.find.is_none() => format!("(not everything was seen: {reason})\n"),
            _ => String::new(),
        };
        format!("{verdict}\n{reason}")
    }

    fn figures(&self, seconds: f64) -> String {
        let count = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let progress = self.report.progress;
        format!(
            "{}, {}, {}, {}, {seconds:.2} s\n",
            count(progress.executions, "execution"),
            count(progress.traces, "trace"),
            count(progress.states, "state"),
            count(self.report.outcomes.len() as u64, "outcome"),
        )
    }

    /// The table of outcomes; nothing where there are none.
    fn outcomes(&self, observed: Option<&Observed>) -> String {
        if self.report.outcomes.is_empty() {
            return String::new();
        }
        let mut text = "\n   traces  preemptions".to_owned();
        if observed.is_some() {
            text += "  observed";
        }
        text += "  outcome\n";
        let outcomes = self.report.outcomes.worst_first();
        for outcome in outcomes.iter().take(ROWS) {
            let _ = write!(text, "{:>9}  {:>11}", outcome.traces, outcome.preemptions);
            if let Some(observed) = observed {
                let _ = write!(text, "  {:>8}", times(observed, outcome));
            }
            let _ = writeln!(text, "  {}", in_a_line(outcome));
        }
        if outcomes.len() > ROWS {
            let _ = writeln!(text, "  ... and {} more (--json has them all)", outcomes.len() - ROWS);
        }
        text
    }

    fn races(&self) -> String {
        let mut text = String::new();
        for (race, _) in self.report.races.iter().take(ROWS) {
            let [(line, source, writes), (other, other_source, other_writes)] = &race.uses;
            let verb = |writes: &bool| if *writes { "written" } else { "read" };
            let _ = writeln!(
                text,
                "\ndata race: {} is {} at line {line}: {source}\n  and {} by another thread at line {other}: {other_source}\n  \
                 Nothing puts the two in order: no lock is held around both, and neither thread waits for the other.",
                race.variable,
                verb(writes),
                verb(other_writes)
            );
        }
        text
    }

    /// The outcome whose story is told: the worst, or what was looked for; none where nothing is wrong.
    fn told(&self) -> Option<&PossibleOutcome> {
        let outcomes = self.report.outcomes.worst_first();
        match &self.args.find {
            Some(wanted) => outcomes.into_iter().find(|outcome| outcome.output.contains(wanted.as_str())),
            // Where outcomes differ and all are fine, the rarest way to one is worth a look.
            None if self.report.outcomes.len() > 1 && !self.report.races.is_empty() => {
                let worst = outcomes.iter().map(|outcome| outcome.ending.verdict()).max()?;
                if worst > Verdict::Incomplete {
                    return outcomes.into_iter().next();
                }
                outcomes.into_iter().find(|outcome| outcome.preemptions > 0)
            }
            None => outcomes.into_iter().next().filter(|outcome| outcome.ending.verdict() > Verdict::Incomplete),
        }
    }

    fn story(&self, outcome: &PossibleOutcome) -> String {
        let Program { name, source, .. } = self.program;
        let mut text = format!("\nhow it comes to this: {}\n", in_a_line(outcome));
        if let Ok(steps) = story(source, name, self.options, &outcome.schedule, &self.report.places) {
            text += &lanes(&steps);
        }
        for line in outcome.errors.lines() {
            let _ = writeln!(text, "  {line}");
        }
        let _ = writeln!(text, "\nto see it again: racecourse run --schedule {} {}", outcome.schedule, self.args.file);
        text
    }
}

fn times(observed: &Observed, outcome: &PossibleOutcome) -> u32 {
    let same = |status: i32| match outcome.ending {
        Ending::Ok => status == 0,
        Ending::Deadlock => status == 3,
        _ => true,
    };
    let seen = observed.outcomes.iter().filter(|seen| seen.stdout == outcome.output && same(seen.status));
    seen.map(|seen| seen.times).sum()
}

fn in_a_line(outcome: &PossibleOutcome) -> String {
    let output = summary(0, &outcome.output);
    match &outcome.ending {
        Ending::Ok => output,
        Ending::Exception(errors) => format!("{} after: {output}", errors.join("; ")),
        Ending::Deadlock => format!("deadlock after: {output}"),
        Ending::Cut(why) => format!("{why}, after: {output}"),
    }
}

/// The steps, each indented by its thread, with a mark where a thread was left that could have gone on.
fn lanes(steps: &[Step]) -> String {
    let mut threads: Vec<_> = Vec::new();
    let mut text = String::new();
    let mut last = None;
    let mut same = 0;
    let mut told = 0;
    let width = steps.iter().map(|step| step.thread.chars().count()).max().unwrap_or(0);
    for (n, step) in steps.iter().enumerate() {
        let is_same = |other: &Step| (other.who, &other.what, &other.value) == (step.who, &step.what, &step.value);
        if n.checked_sub(1).is_some_and(|before| is_same(&steps[before]) && steps[before].line == step.line) {
            same += 1;
            continue;
        }
        if same > 0 {
            let _ = writeln!(text, "  {:width$}  ... the same {same} times more", "");
            same = 0;
        }
        told += 1;
        if told > STEPS {
            let _ = writeln!(text, "  ... and {} steps more", steps.len() - n);
            break;
        }
        let lane = threads.iter().position(|&who| who == step.who).unwrap_or_else(|| {
            threads.push(step.who);
            threads.len() - 1
        });
        let name = if last == Some(step.who) { "" } else { &step.thread };
        let mark = if step.preempts { ">" } else { " " };
        last = Some(step.who);
        let value = step.value.as_ref().map_or(String::new(), |value| format!(" ({value})"));
        let line = if step.line > 0 { format!("{:>4}  {}", step.line, step.source) } else { String::new() };
        let what = format!("{}{}{value}", "  ".repeat(lane.min(8)), step.what);
        let _ = writeln!(text, "{}", format!("{mark} {name:<width$}  {what:<44}{line}").trim_end());
    }
    text
}
