//! `racecourse run --schedule`: a program follows a schedule that was written down.

use racecourse::session::{End, Ending, Follower, Options, Token};

use crate::args::Run;
use crate::console;
use crate::program::Program;

/// Follows the schedule and goes on from its end; the exit status is that of what it leads to.
///
/// # Errors
/// The program or the schedule cannot be read, or they do not belong together.
pub fn run(run: &Run, token: &str) -> Result<i32, String> {
    let program = Program::load(&run.file)?;
    let token: Token = token.parse().map_err(|error| format!("{error}"))?;
    token.check(&program.source).map_err(|error| error.to_string())?;
    let options = Options {
        seed: run.seed.unwrap_or(program.seed),
        max_memory: run.max_memory,
        max_processes: run.max_processes,
        max_threads: run.max_threads,
        processors: run.cpus,
        args: run.args.clone(),
        ..Options::default()
    };
    let runs = token.runs.len();
    let mut follower = match Follower::new(&program.source, &program.name, &options, token) {
        Ok(follower) => follower,
        Err(errors) => {
            errors.first().into_iter().for_each(|e| console::error(&e.render(&program.name, &program.source)));
            return Ok(1);
        }
    };
    let (mut printed, mut complained) = (0, 0);
    loop {
        let goes_on = follower.step().is_some();
        let (output, errors) = (follower.machine().output(), follower.machine().errors());
        console::output(&output[printed..]);
        console::error(&errors[complained..]);
        (printed, complained) = (output.len(), errors.len());
        if !goes_on {
            break;
        }
    }
    if let Some(at) = follower.strayed() {
        console::error(&format!(
            "racecourse: the schedule fits the program up to run {at} of {runs}; from there it went on by itself\n"
        ));
    }
    Ok(match (follower.ending(), follower.machine().end()) {
        (Ending::Deadlock, Some(End::Deadlock(report))) => {
            console::error(&report.text);
            3
        }
        (Ending::Exception(_), Some(End::Exit { code: 0 })) => 1,
        (Ending::Cut(why), _) => {
            console::error(&format!("racecourse: {why}\n"));
            125
        }
        (_, end) => end.map_or(0, End::status),
    })
}
