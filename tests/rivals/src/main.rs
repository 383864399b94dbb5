//! `rivals TOOL SECONDS PROGRAM N M`: explores a program with loom or shuttle. Prints executions, seconds, and how it ended: `complete`,
//! `limit`, or `found` with what was found.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use shuttle::scheduler::{DfsScheduler, PctScheduler, RandomScheduler, UrwRandomScheduler};
use shuttle::{Config, FailurePersistence, Runner};

mod on_loom;
mod on_shuttle;

static EXECUTIONS: AtomicU64 = AtomicU64::new(0);
static STARTED: OnceLock<Instant> = OnceLock::new();

/// A search that samples goes on until the time is up.
const MANY: usize = 1 << 40;
/// Changes of priority of PCT: enough for a bug that needs an order of three operations.
const DEPTH: usize = 3;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [tool, seconds, name, n, m] = args.as_slice() else { panic!("usage: rivals TOOL SECONDS PROGRAM N M") };
    let number = |text: &String| text.parse::<usize>().expect("a number");
    let (seconds, n, m) = (number(seconds) as u64, number(n), number(m));
    STARTED.get_or_init(Instant::now);
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.to_string();
        end(&format!("found {}", text.lines().nth(1).unwrap_or(&text).chars().take(60).collect::<String>()));
    }));
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(seconds));
        end("limit");
    });
    let config = || {
        let mut config = Config::new();
        config.failure_persistence = FailurePersistence::None;
        config.silence_warnings = true;
        config
    };
    let shuttle = || counted(on_shuttle::programs::program(name, n, m).expect("there is no such program"));
    match tool.as_str() {
        "loom" | "loom-bounded" => {
            let program = counted(on_loom::programs::program(name, n, m).expect("there is no such program"));
            let mut builder = loom::model::Builder::new();
            // What its documentation names for models that are too large else.
            builder.preemption_bound = (tool == "loom-bounded").then_some(3);
            builder.check(program);
        }
        "shuttle-dfs" => drop(Runner::new(DfsScheduler::new(None, false), config()).run(shuttle())),
        "shuttle-random" => drop(Runner::new(RandomScheduler::new(MANY), config()).run(shuttle())),
        "shuttle-urw" => drop(Runner::new(UrwRandomScheduler::new(MANY), config()).run(shuttle())),
        "shuttle-pct" => drop(Runner::new(PctScheduler::new(DEPTH, MANY), config()).run(shuttle())),
        _ => panic!("there is no tool {tool}"),
    }
    end("complete");
}

/// The program, with its executions counted.
fn counted(program: Box<dyn Fn() + Send + Sync>) -> impl Fn() + Send + Sync + 'static {
    move || {
        EXECUTIONS.fetch_add(1, Ordering::Relaxed);
        program();
    }
}

fn end(how: &str) -> ! {
    let seconds = STARTED.get().map_or(0.0, |started| started.elapsed().as_secs_f64());
    println!("{} {seconds:.6} {how}", EXECUTIONS.load(Ordering::Relaxed));
    std::process::exit(0)
}
