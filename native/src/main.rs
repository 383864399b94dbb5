//! The command line tool: parse, load, run, exit status.
#![forbid(unsafe_code)]

mod args;
mod catalogue;
mod console;
mod live;
mod outside;
mod program;
mod sim;

use std::process::exit;

use clap::Parser;
use racecourse::session::{End, Options};

use crate::args::{Args, Command, Engine, Run};
use crate::outside::Outside;
use crate::program::Program;

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
        Command::Run(run) => {
            let main = std::thread::Builder::new().stack_size(STACK).spawn(move || execute(&run));
            match main.map(std::thread::JoinHandle::join) {
                Ok(Ok(status)) => exit(status),
                _ => exit(DEFECT),
            }
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
fn execute(run: &Run) -> i32 {
    let program = Program::load(&run.file).unwrap_or_else(|message| fail(&message));
    let outside = Outside::new(run).unwrap_or_else(|message| fail(&message));
    let options = Options {
        seed: run.seed.unwrap_or(program.seed),
        time_limit: run.time_limit,
        max_memory: run.max_memory,
        max_threads: run.max_threads,
        args: run.args.clone(),
        stdin: program.from_stdin.then(String::new),
        ..Options::default()
    };
    let end = match run.engine {
        Engine::Live => live::run(&program, options, outside),
        Engine::Sim => sim::run(&program, options, outside, run.digest),
    };
    match end {
        Ok(end) => report(&end),
        Err(errors) => {
            if let Some(error) = errors.first() {
                console::error(&error.render(&program.name, &program.source));
            }
            1
        }
    }
}

/// Says how the run ended where the program did not; the exit status.
fn report(end: &End) -> i32 {
    match end {
        End::Deadlock(report) => console::error(&report.text),
        End::Limit(limit) => console::error(&format!("racecourse: {limit}\n")),
        End::Exit { .. } | End::Stopped => {}
    }
    end.status()
}
