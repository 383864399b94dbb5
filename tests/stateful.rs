//! The search over states: the same outcomes as the others, and an end where they have none.

use racecourse::explore::{Config, Report, Strategy, explore};
use racecourse::session::Options;

#[path = "support/programs.rs"]
mod programs;

use programs::{buffer, counter, philosophers};

fn run(program: &str, strategy: Strategy) -> Report {
    let config = Config { strategy, ..Config::default() };
    explore(program, "p.py", &Options::default(), &config, &mut |_| true).expect("it compiles")
}

#[test]
fn states_are_few() {
    for (name, text) in [("c21",counter(2,1)),("c22",counter(2,2)),("c31",counter(3,1)),("c32",counter(3,2)),("p3",philosophers(3,true)),("p4",philosophers(4,true)),("p3u",philosophers(3,false)),("b12",buffer(1,2)),("b21",buffer(2,1)), ("b22", buffer(2,2))] {
        let t = std::time::Instant::now();
        let r = run(&text, Strategy::Stateful);
        let d = t.elapsed();
        println!("{name}: states {} ends {} complete {} {:?} outcomes {} {:?} races {} places {:?}", r.progress.states, r.progress.traces, r.complete, r.reason, r.outcomes.len(), d, r.races.len(), r.places.len());
    }
}
