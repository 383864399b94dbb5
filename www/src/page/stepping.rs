//! A program that is stepped, as the page sees it: where it is, which thread is chosen, and the commands on their way.
//!
//! One command is on its way at a time. Those that come meanwhile wait; of several that go to a step only the last does.

use std::collections::VecDeque;

use super::run::FILENAME;
use super::state::Effect;
use crate::protocol::stepping::{FromStepper, Move, StepRequest, StepView, ThreadView, ToStepper, Trouble, Until};
use crate::protocol::{Diagnostic, End, VERSION, Who};

/// Commands that may wait; more are keys that were held down.
const WAITING: usize = 32;
/// Steps that going on takes at most.
const RUN: usize = 100_000;

/// The program that is stepped, or was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stepping {
    /// The number of the session; 0 before the first.
    pub number: u32,
    /// The program text that is stepped.
    pub source: String,
    /// Where it is.
    pub phase: Phase,
    /// The program as it is.
    pub view: StepView,
    /// The thread that is chosen.
    pub chosen: Option<Who>,
    /// What the last command could not do.
    pub trouble: Option<Trouble>,
    /// All threads that were seen, each by its rank, with their names.
    ranks: Vec<(Who, String)>,
    /// A command is on its way.
    asked: bool,
    /// The step that it goes to, if it goes to one.
    going_to: Option<usize>,
    waiting: VecDeque<Move>,
}

/// Where a session is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing was stepped yet, or the user has left it.
    #[default]
    Off,
    /// The worker has not answered yet.
    Starting,
    /// Commands are welcome.
    On,
    /// The program text is another one now.
    Edited,
    /// The program has errors.
    Rejected(Vec<Diagnostic>),
    /// The worker failed.
    Broken(String),
}

/// Something that the user does while stepping.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Choose a thread.
    Choose(Who),
    /// Choose the next thread (1) or the one before (-1).
    ChooseBy(i32),
    /// A step of the chosen thread.
    Step,
    /// Steps of the chosen thread to another line.
    Line,
    /// Back or forward by so many of the steps that are known; forward by one from the last of them is a new step.
    By(i32),
    /// To this step.
    Goto(usize),
    /// To the last of the known steps.
    ToEnd,
    /// On, by whoever can.
    GoOn,
    /// On until something is so.
    Until(Until),
    /// Through this schedule.
    Follow(String),
    /// Leave.
    Leave,
    /// The worker says something.
    Says(FromStepper),
}

impl Stepping {
    /// A new session. With a schedule it goes through it at once.
    pub fn begin(&mut self, source: String, seed: u64, schedule: Option<String>) -> Effect {
        let session = self.number + 1;
        let filename = FILENAME.to_owned();
        let request = StepRequest { session, source: source.clone(), filename, seed, schedule };
        *self = Stepping { number: session, source, phase: Phase::Starting, asked: true, ..Stepping::default() };
        Effect::Step(ToStepper::Begin(request))
    }

    /// Whether the program is being stepped.
    pub fn is_on(&self) -> bool {
        matches!(self.phase, Phase::Starting | Phase::On)
    }

    /// The number by which a thread is known.
    pub fn rank(&self, who: Who) -> usize {
        self.ranks.iter().position(|(other, _)| *other == who).unwrap_or(0)
    }

    /// The name of a thread that was seen, though it may have ended.
    pub fn name(&self, who: Who) -> String {
        let known = self.ranks.iter().find(|(other, _)| *other == who);
        known.map_or_else(|| format!("#{}", who.thread), |(_, name)| name.clone())
    }

    /// The thread that is chosen, if it has not ended.
    pub fn chosen(&self) -> Option<&ThreadView> {
        self.view.threads.iter().find(|thread| Some(thread.who) == self.chosen)
    }

    /// The step that is shown, or is about to be.
    pub fn step(&self) -> usize {
        let goal = |how: &Move| if let Move::Goto { step } = how { Some(*step) } else { None };
        self.waiting.iter().rev().find_map(goal).or(self.going_to).unwrap_or(self.view.step)
    }

    /// The text of the program has changed. The schedule belongs to the old one.
    pub fn edited(&mut self, text: &str) -> Vec<Effect> {
        if !self.is_on() || self.source == text {
            return Vec::new();
        }
        self.stop(Phase::Edited)
    }

    /// Lets the action happen.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Says(message) => return self.says(message),
            Action::Leave => return self.stop(Phase::Off),
            _ if self.phase != Phase::On => return Vec::new(),
            _ => {}
        }
        let StepView { step, known, .. } = self.view;
        match action {
            Action::Choose(who) => self.choose(who),
            Action::ChooseBy(by) => {
                let threads = &self.view.threads;
                let at = threads.iter().position(|thread| Some(thread.who) == self.chosen).unwrap_or(0);
                let next = at.saturating_add_signed(by as isize).min(threads.len().saturating_sub(1));
                threads.get(next).map(|thread| thread.who).map_or_else(Vec::new, |who| self.choose(who))
            }
            Action::Step => self.by_chosen(|who| Move::Step { who }),
            Action::Line => self.by_chosen(|who| Move::Line { who }),
            // Beyond what is known, forward is a new step.
            Action::By(1) if self.step() == known => self.by_chosen(|who| Move::Step { who }),
            Action::By(by) => {
                let step = self.step().saturating_add_signed(by as isize).min(known);
                self.ask(Move::Goto { step })
            }
            Action::Goto(step) => self.ask(Move::Goto { step: step.min(known) }),
            Action::ToEnd => self.ask(Move::Goto { step: known }),
            // Steps that were taken back are taken again before new ones.
            Action::GoOn if step < known => self.ask(Move::Goto { step: known }),
            Action::GoOn => self.ask(Move::GoOn { steps: RUN }),
            Action::Until(until) => self.ask(Move::Until { until, steps: RUN }),
            Action::Follow(schedule) => self.ask(Move::Follow { schedule }),
            Action::Leave | Action::Says(_) => Vec::new(),
        }
    }

    fn choose(&mut self, who: Who) -> Vec<Effect> {
        self.chosen = Some(who);
        self.trouble = None;
        vec![self.places()]
    }

    fn by_chosen(&mut self, how: impl FnOnce(Who) -> Move) -> Vec<Effect> {
        match self.chosen() {
            Some(thread) => {
                let who = thread.who;
                self.ask(how(who))
            }
            None => Vec::new(),
        }
    }

    fn ask(&mut self, how: Move) -> Vec<Effect> {
        if !self.asked {
            return self.send(how);
        }
        if let (Some(Move::Goto { .. }), Move::Goto { .. }) = (self.waiting.back(), &how) {
            self.waiting.pop_back();
        }
        if self.waiting.len() < WAITING {
            self.waiting.push_back(how);
        }
        Vec::new()
    }

    fn send(&mut self, how: Move) -> Vec<Effect> {
        self.asked = true;
        self.going_to = if let Move::Goto { step } = how { Some(step) } else { None };
        vec![Effect::Step(ToStepper::Move { session: self.number, how })]
    }

    fn says(&mut self, message: FromStepper) -> Vec<Effect> {
        match message {
            FromStepper::Ready { version } if version != VERSION => {
                self.broken(format!("the page speaks version {VERSION}, the engine {version}"))
            }
            FromStepper::Panic { message } => self.broken(message),
            FromStepper::View { session, view, trouble } if session == self.number && self.is_on() => {
                self.phase = Phase::On;
                self.asked = false;
                self.going_to = None;
                self.show(*view);
                self.trouble = trouble;
                let mut effects = vec![self.places()];
                if let Some(how) = self.waiting.pop_front() {
                    effects.extend(self.send(how));
                }
                effects
            }
            FromStepper::Rejected { session, diagnostics } if session == self.number && self.is_on() => {
                let mut effects = self.stop(Phase::Rejected(diagnostics.clone()));
                effects.push(Effect::Mark(diagnostics));
                effects
            }
            _ => Vec::new(),
        }
    }

    fn show(&mut self, view: StepView) {
        for thread in &view.threads {
            if !self.ranks.iter().any(|(other, _)| *other == thread.who) {
                self.ranks.push((thread.who, thread.name.clone()));
            }
        }
        // Who is next by the schedule; else whoever took the last step, or was chosen before; else one that can go on.
        let is_there = |who: &Who| view.threads.iter().any(|thread| thread.who == *who);
        let moved = view.step != self.view.step || self.chosen.is_none();
        let last = view.next.or(view.last.as_ref().map(|last| last.who)).filter(is_there).filter(|_| moved);
        let able = view.threads.iter().find(|thread| thread.waits.is_none()).or(view.threads.first());
        self.chosen = last.or(self.chosen.filter(is_there)).or(able.map(|thread| thread.who));
        self.view = view;
    }

    /// The places of the threads in the text, for the editor.
    fn places(&self) -> Effect {
        let place = |thread: &ThreadView| Place {
            line: if thread.line > 0 { thread.line } else { thread.calls.first().map_or(0, |call| call.line) },
            rank: self.rank(thread.who),
            name: thread.name.clone(),
            chosen: Some(thread.who) == self.chosen,
        };
        Effect::Places(self.view.threads.iter().map(place).filter(|place| place.line > 0).collect())
    }

    fn broken(&mut self, message: String) -> Vec<Effect> {
        if self.is_on() { self.stop(Phase::Broken(message)) } else { vec![Effect::EndStepper] }
    }

    fn stop(&mut self, phase: Phase) -> Vec<Effect> {
        self.phase = phase;
        self.waiting.clear();
        self.trouble = None;
        vec![Effect::EndStepper, Effect::Places(Vec::new())]
    }

    /// How the program has ended, if it is at its end.
    pub fn end(&self) -> Option<&End> {
        self.view.end.as_ref()
    }
}

/// Where a thread is in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line (from 1).
    pub line: u32,
    /// The thread's number.
    pub rank: usize,
    /// Its name.
    pub name: String,
    /// It is the one that is chosen.
    pub chosen: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::stepping::LastStep;

    fn who(thread: u32) -> Who {
        Who { process: 1, thread }
    }

    fn thread(number: u32, waits: Option<&str>) -> ThreadView {
        ThreadView {
            who: who(number),
            name: format!("T{number}"),
            what: "reads total".to_owned(),
            line: 3 + number,
            waits: waits.map(str::to_owned),
            wakes: Vec::new(),
            calls: Vec::new(),
        }
    }

    fn view(step: usize, known: usize, last: Option<u32>) -> StepView {
        let last = last.map(|last| LastStep {
            who: who(last),
            name: format!("T{last}"),
            what: "reads total".to_owned(),
            value: None,
            line: 3,
        });
        StepView { step, known, last, threads: vec![thread(0, Some("waits")), thread(1, None)], ..StepView::default() }
    }

    fn says(stepping: &mut Stepping, view: StepView) -> Vec<Effect> {
        let message = FromStepper::View { session: stepping.number, view: Box::new(view), trouble: None };
        stepping.apply(Action::Says(message))
    }

    fn moves(effects: &[Effect]) -> Vec<Move> {
        let sent = |effect: &Effect| match effect {
            Effect::Step(ToStepper::Move { how, .. }) => Some(how.clone()),
            _ => None,
        };
        effects.iter().filter_map(sent).collect()
    }

    fn on() -> Stepping {
        let mut stepping = Stepping::default();
        stepping.begin("print(1)".to_owned(), 1, None);
        says(&mut stepping, view(0, 0, None));
        stepping
    }

    #[test]
    fn a_thread_that_can_go_on_is_chosen_and_then_who_moved() {
        let mut stepping = on();
        assert_eq!(stepping.chosen, Some(who(1)));
        assert_eq!(moves(&stepping.apply(Action::Step)), [Move::Step { who: who(1) }]);
        says(&mut stepping, view(1, 1, Some(1)));
        stepping.apply(Action::Choose(who(0)));
        assert_eq!(moves(&stepping.apply(Action::Line)), [Move::Line { who: who(0) }]);
        says(&mut stepping, view(1, 1, Some(1)));
        assert_eq!(stepping.chosen, Some(who(0)), "it could not move and stays chosen");
    }

    #[test]
    fn a_run_goes_on_until_something_and_names_are_kept() {
        let mut stepping = on();
        let until = Until::Ended { who: who(1) };
        let wanted = Move::Until { until: until.clone(), steps: RUN };
        assert_eq!(moves(&stepping.apply(Action::Until(until))), [wanted]);
        says(&mut stepping, StepView { threads: vec![thread(0, None)], ..view(5, 5, Some(1)) });
        assert_eq!((stepping.name(who(1)), stepping.name(who(7))), ("T1".to_owned(), "#7".to_owned()));
    }

    #[test]
    fn of_many_ways_to_a_step_only_the_last_is_gone() {
        let mut stepping = on();
        says(&mut stepping, view(9, 9, Some(1)));
        assert_eq!(moves(&stepping.apply(Action::Goto(8))), [Move::Goto { step: 8 }]);
        for step in [7, 6, 5, 2] {
            assert_eq!(stepping.apply(Action::Goto(step)), []);
            assert_eq!(stepping.step(), step);
        }
        assert_eq!(moves(&says(&mut stepping, view(8, 9, Some(1)))), [Move::Goto { step: 2 }]);
        assert_eq!(stepping.apply(Action::By(-1)), []);
        assert_eq!(moves(&says(&mut stepping, view(2, 9, Some(1)))), [Move::Goto { step: 1 }], "one before that");
    }

    #[test]
    fn an_edit_ends_the_session_and_the_editor_shows_no_threads() {
        let mut stepping = on();
        assert_eq!(stepping.edited("print(1)"), [], "it is the same text");
        assert_eq!(stepping.edited("print(2)"), [Effect::EndStepper, Effect::Places(Vec::new())]);
        assert_eq!(stepping.phase, Phase::Edited);
        assert_eq!(says(&mut stepping, view(1, 1, Some(1))), [], "what was on its way is dropped");
        assert_eq!(stepping.apply(Action::Step), []);
    }
}
