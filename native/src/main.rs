//! The command line tool: parse, load, run, exit status.
#![deny(unsafe_code)]

mod args;
mod catalogue;
mod console;
mod explore;
mod interrupt;
mod outside;
mod program;
mod real;
mod repeat;
mod replay;
mod sim;
mod step;
mod sys;

use std::process::exit;

use clap::Parser;
use racecourse::session::{End, Options};

use crate::args::{Args, Command, Engine, Run, Switch};
use crate::outside::Outside;
use crate::program::Program;
use crate::real::Wishes;

/// Wrong usage, a file that cannot be read.
const USAGE: i32 = 2;
/// A defect of ours.
const DEFECT: i32 = 70;
/// Stack of the thread that runs the program's main thread.
const STACK: usize = 256 << 20;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        console::error(&format!("racecourse: internal error, please report it: {panic}\n"));
        exit(DEFECT);
    }));
    match Args::parse().command {
        Command::Run(run) => exit(match (&run.schedule, run.repeat) {
            (Some(token), _) => replay::run(&run, token).unwrap_or_else(|message| fail(&message)),
            (None, Some(times)) => repeat::run(times, run.json).unwrap_or_else(|message| fail(&message)),
            (None, None) => execute(&run, Wishes::default()),
        }),
        Command::Step(step) => exit(step::run(&step).unwrap_or_else(|message| fail(&message))),
        Command::Explore(explore) => exit(explore::run(&explore).unwrap_or_else(|message| fail(&message))),
        Command::Ps { after, quiet, run } => {
            let after = after.map(std::time::Duration::from_secs_f64);
            exit(execute(&run, Wishes { tree: true, quiet, after, ..Wishes::default() }))
        }
        Command::List => console::output(&catalogue::list()),
        Command::Show { name } => match catalogue::show(&name) {
            Some(text) => console::output(&text),
            None => fail(&catalogue::unknown(&name)),
        },
    }
}

fn fail(message: &str) -> ! {
    console::error(&format!("racecourse: {message}\n"));
    exit(USAGE);
}

/// Runs a program; the exit status.
fn execute(run: &Run, wishes: Wishes) -> i32 {
    let wishes = Wishes { trace: run.trace.clone(), ..wishes };
    let program = Program::load(&run.file).unwrap_or_else(|message| fail(&message));
    let outside = Outside::new(run).unwrap_or_else(|message| fail(&message));
    let options = Options {
        seed: run.seed.unwrap_or(program.seed),
        time_limit: run.time_limit,
        max_memory: run.max_memory,
        max_processes: run.max_processes,
        max_threads: run.max_threads,
        processors: match run.engine {
            Engine::Sim => run.cpus,
            Engine::Live => std::thread::available_parallelism().map_or(1, |n| n.get() as u32),
        },
        gil: run.gil == Switch::On,
        unbuffered: std::env::var_os("PYTHONUNBUFFERED").is_some_and(|value| !value.is_empty()),
        trace: run.trace.is_some(),
        args: run.args.clone(),
        stdin: program.from_stdin.then(String::new),
        ..Options::default()
    };
    match run.engine {
        Engine::Live => real::run(&program, options, outside, &wishes).unwrap_or_else(|message| {
            console::error(&format!("racecourse: {message}\n"));
            DEFECT
        }),
        Engine::Sim => {
            let main = std::thread::Builder::new().stack_size(STACK);
            let digest = run.digest;
            let main = main.spawn(move || simulate(&program, options, outside, digest, &wishes));
            main.ok().and_then(|main| main.join().ok()).unwrap_or(DEFECT)
        }
    }
}

/// Runs it on the deterministic machine; the exit status.
fn simulate(program: &Program, options: Options, outside: Outside, digest: bool, wishes: &Wishes) -> i32 {
    match sim::run(program, options, outside, digest, wishes) {
        Ok(end) => {
            match &end {
                End::Deadlock(report) => console::error(&report.text),
                End::Limit(limit) => console::error(&format!("racecourse: {limit}\n")),
                End::Exit { .. } | End::Stopped => {}
            }
            end.status()
        }
        Err(errors) => {
            if let Some(error) = errors.first() {
                console::error(&error.render(&program.name, &program.source));
            }
            1
        }
    }
}
