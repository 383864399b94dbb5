//! Every scenario of the catalogue ends on both engines as its header says.

use racecourse::scenario::{self, Ending, Scenario};
use racecourse::session::{End, Options};

#[path = "support/engine.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod engine;

use engine::Outcome;

#[test]
fn scenarios_end_as_they_say() {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut wrong = String::new();
    for scenario in scenario::all().iter().filter(|s| s.name.contains(&wanted)) {
        let sim = engine::sim(scenario.source, scenario.name, options(scenario));
        let live = engine::live(scenario.source, scenario.name, options(scenario));
        for (engine, outcome) in [("sim", sim), ("live", live)] {
            if let Err(text) = outcome.and_then(|o| judge(scenario, &o)) {
                wrong += &format!("--- {} on {engine}: {text}\n", scenario.name);
            }
        }
    }
    assert!(wrong.is_empty(), "scenarios that go wrong:\n{wrong}");
}

fn options(scenario: &Scenario) -> Options {
    let stdin = scenario.stdin.iter().map(|line| format!("{line}\n")).collect();
    Options { seed: scenario.seed, time_limit: Some(30.0), stdin: Some(stdin), ..Options::default() }
}

fn judge(scenario: &Scenario, outcome: &Outcome) -> Result<(), String> {
    let ended_well = match (&outcome.end, scenario.ending) {
        (Ok(End::Exit { code: 0 }), Ending::Normal) => true,
        (Ok(End::Deadlock(report)), Ending::Deadlock) => report.waits.iter().any(|wait| wait.line > 0),
        _ => false,
    };
    if ended_well && outcome.stderr.is_empty() && !outcome.stdout.is_empty() {
        return Ok(());
    }
    Err(format!("ended with {:?}\n{}{}", outcome.end, outcome.stdout, outcome.all_stderr()))
}

#[test]
fn the_lost_update_is_seen_with_the_scenario_s_own_seed() {
    let lost = scenario::find("lost-update").expect("in the catalogue");
    let outcome = engine::sim(lost.source, lost.name, options(lost)).expect("runs");
    assert_eq!(outcome.end, Ok(End::Exit { code: 0 }));
    assert!(!outcome.stdout.starts_with("80000 "), "nothing is lost: {}", outcome.stdout);
}

#[test]
fn torn_lines_are_seen_with_the_scenario_s_own_seed() {
    let torn = scenario::find("print-tearing").expect("in the catalogue");
    let outcome = engine::sim(torn.source, torn.name, options(torn)).expect("runs");
    assert_eq!(outcome.end, Ok(End::Exit { code: 0 }));
    let whole = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        words.len() == 4 && words[0] == words[1] && words[1] == words[2]
    };
    assert!(!outcome.stdout.lines().all(whole), "no line is torn:\n{}", outcome.stdout);
}
