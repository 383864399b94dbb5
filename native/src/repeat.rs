//! `racecourse run --repeat`: the same run many times over, and how often each outcome came. Each run is a process of its own,
//! so that nothing is left of the one before.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::console;

/// What really happened, over many runs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Observed {
    /// How many runs there were.
    pub runs: u32,
    /// The distinct outcomes, the most frequent first.
    pub outcomes: Vec<Seen>,
}

/// An outcome that came.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Seen {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// How often.
    pub times: u32,
}

/// Runs this command line, without `--repeat`, so many times.
///
/// # Errors
/// The tool cannot be started.
pub fn run(times: u32, json: bool) -> Result<i32, String> {
    let mut counts: BTreeMap<(i32, String), u32> = BTreeMap::new();
    for _ in 0..times {
        *counts.entry(once()?).or_default() += 1;
    }
    let mut outcomes: Vec<Seen> =
        counts.into_iter().map(|((status, stdout), times)| Seen { status, stdout, times }).collect();
    outcomes.sort_by_key(|seen| std::cmp::Reverse(seen.times));
    let observed = Observed { runs: times, outcomes };
    if json {
        let text = serde_json::to_string_pretty(&observed).map_err(|error| error.to_string())?;
        console::output(&format!("{text}\n"));
    } else {
        console::output(&histogram(&observed));
    }
    Ok(observed.outcomes.iter().map(|seen| seen.status).find(|&status| status != 0).unwrap_or(0))
}

fn once() -> Result<(i32, String), String> {
    let tool = std::env::current_exe().map_err(|error| format!("cannot find the tool itself: {error}"))?;
    let mut command = Command::new(tool);
    let mut skip = false;
    for arg in std::env::args_os().skip(1) {
        let text = arg.to_string_lossy();
        if std::mem::take(&mut skip) || text.starts_with("--repeat=") || text == "--json" {
            continue;
        }
        if text == "--repeat" {
            skip = true;
            continue;
        }
        command.arg(&arg);
    }
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
    let output = output.map_err(|error| format!("cannot start the tool: {error}"))?;
    Ok((output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// A table with a bar for each outcome.
fn histogram(observed: &Observed) -> String {
    const WIDTH: u32 = 40;
    let count = observed.outcomes.len();
    let mut text = format!("{} runs, {count} outcome{}\n", observed.runs, if count == 1 { "" } else { "s" });
    for seen in &observed.outcomes {
        let share = f64::from(seen.times) / f64::from(observed.runs.max(1));
        let bar = "#".repeat((share * f64::from(WIDTH)).ceil() as usize);
        text += &format!("{:>6} {:5.1} %  {bar:<width$}", seen.times, share * 100.0, width = WIDTH as usize);
        text += &format!("  {}\n", summary(seen.status, &seen.stdout));
    }
    text
}

/// An outcome in a line.
pub fn summary(status: i32, stdout: &str) -> String {
    const MOST: usize = 60;
    let lines: Vec<&str> = stdout.lines().collect();
    let mut text = lines.join(" | ");
    if text.chars().count() > MOST {
        text = text.chars().take(MOST - 1).collect::<String>() + "…";
    }
    let text = if text.is_empty() { "(prints nothing)".to_owned() } else { text };
    match status {
        0 => text,
        3 => format!("deadlock after: {text}"),
        status => format!("exit status {status}: {text}"),
    }
}
