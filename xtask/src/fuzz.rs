//! `cargo xtask fuzz [--programs N] [--seed S] [--time-limit S] [--limit N]`: random programs for longer than the gate tries them: every
//! way to search against the naive search. A program that fails is made as small as it can be, and printed with the command that
//! shows it again. Without a number of programs it goes on until the time is up.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{root, run};

/// Seconds where nothing is said.
const SECONDS: &str = "600";
/// Programs where only a time is said: more than anybody waits for.
const PROGRAMS: &str = "1000000000";

/// Tries random programs.
pub fn fuzz(args: &[&str]) -> Result<()> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(["test", "--release", "--package=racecourse", "--test=fuzz_explore"]);
    command.args(["--", "--nocapture", "each_way_to_search"]);
    let (mut programs, mut seconds) = (None, None);
    let mut rest = args.iter();
    while let Some(&name) = rest.next() {
        let value = *rest.next().with_context(|| format!("{name} wants a number"))?;
        value.parse::<u64>().ok().with_context(|| format!("{name} wants a number, not {value:?}"))?;
        match name {
            "--programs" => programs = Some(value),
            "--time-limit" => seconds = Some(value),
            "--seed" => drop(command.env("FUZZ_SEED", value)),
            // More executions of the naive search: fewer programs are left out, and each takes longer.
            "--limit" => drop(command.env("FUZZ_LIMIT", value)),
            _ => bail!("there is no option {name}"),
        }
    }
    if programs.is_none() || seconds.is_some() {
        command.env("FUZZ_SECONDS", seconds.unwrap_or(SECONDS));
    }
    command.env("FUZZ_PROGRAMS", programs.unwrap_or(PROGRAMS));
    run("trying random programs", &mut command)
}
