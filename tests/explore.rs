//! Exploring: counted by hand, and against the naive search.

use racecourse::explore::{Config, Report, Strategy, explore};
use racecourse::session::Options;

fn run(program: &str, strategy: Strategy) -> Report {
    let config = Config { strategy, ..Config::default() };
    explore(program, "p.py", &Options::default(), &config, &mut |_| true).expect("it compiles")
}

fn counter(threads: u32, times: u32) -> String {
    format!(
        "import threading
counter = 0
def work():
    global counter
{}
ts = [threading.Thread(target=work) for _ in range({threads})]
for t in ts: t.start()
for t in ts: t.join()
print(counter)
",
        "    counter += 1\n".repeat(times as usize)
    )
}

#[test]
fn counters_have_the_traces_and_schedules_that_are_known() {
    for (threads, times, traces, schedules) in [(2, 1, 4, 19), (2, 2, 34, 251), (3, 1, 36, 1121)] {
        let program = counter(threads, times);
        let naive = run(&program, Strategy::Naive);
        let dpor = run(&program, Strategy::Dpor);

        assert!(naive.complete && dpor.complete);
        assert_eq!((dpor.progress.traces, naive.progress.traces), (traces, schedules), "{threads}x{times}");
    }
}
