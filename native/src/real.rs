//! Real processes: the live engine on `fork(2)`. The tool becomes a supervisor beside the program's processes; each of
//! those has a host of its own, and they share a board, an arena of memory and two pipes with the supervisor.

pub mod board;
pub mod book;
mod calls;
mod children;
mod keeper;
mod machine;
mod memory;
mod pipes;
mod shared;
mod signals;
mod stdin;
mod supervisor;
mod tape;
mod watch;
mod wire;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;

use racecourse::session::{Host, LiveRun, Options};

use self::calls::Calls;
use self::machine::{Machine, Main, Run};
use self::signals::Signals;
use self::stdin::Stdin;
pub use self::supervisor::Wishes;
use crate::outside::Outside;
use crate::program::Program;
use crate::{DEFECT, STACK, console, sys};

/// Runs the program; the exit status. Called while the tool has one thread.
pub fn run(program: &Program, options: Options, outside: Outside, wishes: &Wishes) -> Result<i32, String> {
    let begun = options.clone();
    supervisor::supervise(&begun, wishes, |run| {
        let stopped = wishes.tree;
        // The time is the supervisor's to watch.
        let options = Options { time_limit: None, ..options };
        thread::scope(|scope| {
            let main = thread::Builder::new().stack_size(STACK);
            let main = main.spawn_scoped(scope, || main_process(run, program, options, outside, stopped));
            // It ends the process; where it cannot even start, this does.
            drop(main.map(thread::ScopedJoinHandle::join));
        });
        console::error("racecourse: the program's main thread cannot start\n");
        sys::exit_now(DEFECT);
    })
}

/// What the program's first process does. `stopped`: Ctrl-C is the supervisor's alone.
fn main_process(run: Run, program: &Program, options: Options, outside: Outside, stopped: bool) {
    let board = run.board;
    std::panic::set_hook(Box::new(move |panic| {
        console::error(&format!("racecourse: internal error, please report it: {panic}\n"));
        board.end(DEFECT);
        sys::exit_now(DEFECT);
    }));
    let pid = std::process::id();
    let machine = Arc::new_cyclic(|own| Machine {
        slot: board.find(pid).unwrap_or(0),
        run,
        pid,
        outside,
        pipes: Mutex::default(),
        calls: Calls::default(),
        held: Mutex::new(BTreeSet::new()),
        signals: Mutex::new(Signals::set_up(stopped)),
        stdin: Stdin::default(),
        main: Main::here(),
        control: OnceLock::new(),
        own: own.clone(),
    });
    match LiveRun::new(&program.source, &program.name, options, machine.clone()) {
        Ok(live) => machine.leave(live.run()),
        Err(errors) => {
            if let Some(error) = errors.first() {
                console::error(&error.render(&program.name, &program.source));
            }
            machine.leave_with(1);
        }
    }
}
