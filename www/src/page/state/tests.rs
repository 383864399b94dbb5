//! The reducer, message by message: what the page shows after each, and what it asks of the engine.

use std::collections::BTreeMap;

use super::*;
use crate::page::catalogue::Catalogue;
use crate::page::processes::State as ProcessState;
use crate::protocol::{Batch, End, Ended, Event, Who};

fn page() -> State {
    let programs = Programs::new(Catalogue::new(), BTreeMap::new());
    let mut state = State::new(Settings::default(), Isolation::Header, programs);
    state.apply(Action::Open(Program::Scenario(first_name())));
    state
}

fn first_name() -> String {
    Catalogue::new().entries[0].name.to_owned()
}

fn ready() -> State {
    let mut state = page();
    says(&mut state, FromEngine::Ready { version: VERSION });
    state
}

fn running() -> State {
    let mut state = ready();
    state.apply(Action::Run);
    let run = state.run.number;
    says(&mut state, FromEngine::Started { run });
    state
}

fn says(state: &mut State, message: FromEngine) -> Vec<Effect> {
    state.apply(Action::Engine(message))
}

fn ended(run: u32, end: End) -> FromEngine {
    FromEngine::Ended(Ended { run, clock: 1.0, digest: None, memory: 0, end })
}

fn output(run: u32, batch: u32, text: &str) -> FromEngine {
    let event = Event::Output { who: Who::default(), error: false, text: text.to_owned() };
    FromEngine::Batch(Batch { run, batch, events: vec![event], ..Batch::default() })
}

#[test]
fn a_run_waits_for_the_engine() {
    let mut state = page();
    assert!(!state.apply(Action::Run).iter().any(|effect| matches!(effect, Effect::Send(_))));
    assert!(state.run.is_on());
    let effects = says(&mut state, FromEngine::Ready { version: VERSION });
    let [Effect::Send(ToEngine::Run(request))] = effects.as_slice() else { panic!("no run was sent: {effects:?}") };
    assert_eq!((request.run, request.source.as_str()), (1, state.programs.text()));
}

#[test]
fn stale_answers_are_dropped() {
    let mut state = running();
    let run = state.run.number;
    says(&mut state, ended(run, End::Exit { code: 0 }));
    state.apply(Action::Run);
    says(&mut state, output(run, 5, "late\n"));
    says(&mut state, ended(run, End::Stopped));
    assert!(state.run.console.is_empty());
    assert!(state.run.is_on());
}

#[test]
fn every_batch_is_acknowledged() {
    let mut state = running();
    let run = state.run.number;
    assert_eq!(says(&mut state, output(run, 7, "x")), [Effect::Acknowledge { batch: 7, later: false }]);
    assert_eq!(says(&mut state, output(run + 1, 8, "x")), [Effect::Acknowledge { batch: 8, later: false }]);
}

#[test]
fn a_stop_that_is_overdue_ends_the_workers() {
    let mut state = running();
    let run = state.run.number;
    state.now = 1_000.0;
    assert_eq!(state.apply(Action::Stop), [Effect::Send(ToEngine::Stop { run }), Effect::WatchStop(run)]);
    state.now = 1_062.0;
    assert_eq!(state.apply(Action::StopOverdue(run)), [Effect::RestartEngine]);
    assert_eq!(state.run.outcome(), Some(&Outcome::Ended(End::Stopped)));
    assert_eq!(state.run.stop_took, Some(62.0));
}

#[test]
fn a_stop_in_time_leaves_the_workers() {
    let mut state = running();
    let run = state.run.number;
    state.apply(Action::Stop);
    says(&mut state, ended(run, End::Stopped));
    assert_eq!(state.apply(Action::StopOverdue(run)), []);
    assert_eq!(state.engine, EngineState::Ready);
}

#[test]
fn edits_of_a_scenario_survive_another_scenario() {
    let mut state = page();
    let scenario = state.programs.current.clone();
    state.apply(Action::Edited("print('mine')".to_owned()));
    state.apply(Action::Open(Program::Own));
    assert_eq!(state.programs.text(), "");
    state.apply(Action::Open(scenario.clone()));
    assert_eq!(state.programs.text(), "print('mine')");
    assert!(state.programs.is_edited(&scenario));
}

#[test]
fn a_reset_can_be_undone() {
    let mut state = page();
    state.apply(Action::Edited("changed".to_owned()));
    state.apply(Action::Reset);
    assert!(!state.programs.is_edited(&state.programs.current));
    let effects = state.apply(Action::UndoReset);
    assert!(effects.contains(&Effect::Replace("changed".to_owned())));
    assert_eq!(state.programs.text(), "changed");
}

#[test]
fn a_link_opens_as_text_only() {
    let mut state = ready();
    state.apply(Action::Open(Program::Own));
    state.apply(Action::Edited("own".to_owned()));
    let effects = state.apply(Action::OpenLink("linked".to_owned()));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Send(_))));
    assert_eq!((state.programs.text(), state.run.number), ("linked", 0));
    state.apply(Action::Open(Program::Own));
    assert_eq!(state.programs.text(), "own");
}

#[test]
fn an_edited_link_is_not_overwritten_by_opening_it_again() {
    let mut state = page();
    state.apply(Action::OpenLink("linked".to_owned()));
    state.apply(Action::Edited("linked and changed".to_owned()));
    state.apply(Action::Open(Program::Own));
    state.apply(Action::OpenLink("linked".to_owned()));
    assert_eq!(state.programs.text(), "linked and changed");
}

#[test]
fn a_page_that_is_not_isolated_uses_sim() {
    let mut state = ready();
    assert_eq!(state.engine_to_use(), Engine::Live);
    state.isolation = Isolation::Frame;
    assert_eq!(state.engine_to_use(), Engine::Sim);
}

#[test]
fn an_answer_goes_to_the_thread_that_asked_and_to_the_console() {
    let mut state = running();
    let run = state.run.number;
    let who = Who { process: 4242, thread: 3 };
    let ask = Batch { run, events: vec![Event::NeedInput { who }], ..Batch::default() };
    says(&mut state, FromEngine::Batch(ask));
    assert_eq!(state.run.input, Some(who));
    let line = Some("42".to_owned());
    assert_eq!(state.apply(Action::Input(line.clone())), [Effect::Send(ToEngine::Input { run, line })]);
    assert!(!state.run.console.is_empty());
    assert_eq!(state.apply(Action::Input(None)), [], "nobody asks any more");
}

#[test]
fn workers_that_are_still_busy_are_replaced_and_the_run_is_sent_again() {
    let mut state = ready();
    state.apply(Action::Run);
    let run = state.run.number;
    assert_eq!(says(&mut state, FromEngine::Busy { run }), [Effect::RestartEngine]);
    let effects = says(&mut state, FromEngine::Ready { version: VERSION });
    assert!(matches!(effects.as_slice(), [Effect::Send(ToEngine::Run(request))] if request.run == run));
}

#[test]
fn an_engine_that_fails_is_started_anew_once() {
    let mut state = running();
    let panic = || FromEngine::Panic { message: "reason".to_owned() };
    assert_eq!(says(&mut state, panic()), [Effect::RestartEngine]);
    assert_eq!(state.run.outcome(), Some(&Outcome::Broken("reason".to_owned())));
    assert_eq!(says(&mut state, panic()), [], "it failed while it started");
    state.apply(Action::Run);
    assert_eq!(state.run.outcome(), Some(&Outcome::Broken("reason".to_owned())));
}

#[test]
fn an_engine_of_another_version_is_refused() {
    let mut state = page();
    says(&mut state, FromEngine::Ready { version: VERSION + 1 });
    assert!(matches!(state.engine, EngineState::Failed(_)));
}

#[test]
fn a_flood_leaves_the_page_time_for_other_things() {
    let mut state = running();
    let run = state.run.number;
    let effects = says(&mut state, output(run, 1, &"spam\n".repeat(10_000)));
    assert_eq!(effects, [Effect::Acknowledge { batch: 1, later: true }]);
    assert!(state.run.console.chunks(state.run.flood).count() < state.run.console.chunks(false).count());
    says(&mut state, ended(run, End::Stopped));
    assert!(!state.run.flood, "at the end all lines are shown");
}

#[test]
fn the_machine_of_a_run_is_the_chosen_one_and_is_kept() {
    let mut state = ready();
    assert_eq!(state.apply(Action::SetProcessors(2)), [Effect::KeepSettings]);
    assert_eq!(state.apply(Action::SetGil(false)), [Effect::KeepSettings]);
    let effects = state.apply(Action::Run);
    let sent = effects.iter().find_map(|effect| match effect {
        Effect::Send(ToEngine::Run(request)) => Some((request.processors, request.gil)),
        _ => None,
    });
    assert_eq!(sent, Some((2, false)));
    assert_eq!((state.run.processors, state.run.gil), (2, false));
}

#[test]
fn the_processes_of_a_deadlocked_run_are_stuck() {
    let mut state = running();
    let run = state.run.number;
    let started = |process: u32, parent| {
        [
            Event::ProcessStarted { process, parent },
            Event::ThreadStarted { who: Who { process, thread: 0 }, name: "MainThread".to_owned(), daemon: false },
        ]
    };
    let events = [started(1, None), started(2, Some(1))].concat();
    says(&mut state, FromEngine::Batch(Batch { run, events, ..Batch::default() }));
    says(&mut state, ended(run, End::Deadlock { waits: Vec::new(), cycle: 0 }));
    assert!(state.run.processes.all.iter().all(|process| process.state == ProcessState::Stuck));
}

#[test]
fn an_exploration_is_about_the_text_it_began_with() {
    let mut state = ready();
    let effects = state.apply(Action::Explore);
    assert!(matches!(effects.as_slice(), [Effect::Mark(_), Effect::Explore(_)]), "{effects:?}");
    assert_eq!((state.face, state.is_explored_text()), (Face::Explore, true));
    assert_eq!(state.apply(Action::Explore), [], "one at a time");
    state.apply(Action::Edited("print('another')".to_owned()));
    assert!(!state.is_explored_text());
    assert_eq!(state.apply(Action::StepThrough("rc1-0-m1".to_owned())), [], "its schedules are of another text");
}

#[test]
fn an_edit_leaves_the_stepper_and_the_text_is_kept() {
    let mut state = ready();
    let effects = state.apply(Action::Step);
    assert!(matches!(effects.as_slice(), [Effect::Mark(_), Effect::Step(_)]), "{effects:?}");
    let effects = state.apply(Action::Edited("print('another')".to_owned()));
    assert!(effects.contains(&Effect::EndStepper), "{effects:?}");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Keep(_, Some(text)) if text.contains("another"))));
    assert_eq!((state.stepping.is_on(), state.programs.text()), (false, "print('another')"));
}

#[test]
fn another_program_leaves_the_stepper() {
    let mut state = ready();
    state.apply(Action::Step);
    let effects = state.apply(Action::Open(Program::Own));
    assert!(effects.contains(&Effect::Load) && effects.contains(&Effect::EndStepper), "{effects:?}");
}
