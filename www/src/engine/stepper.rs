//! The stepper's worker: a program that is stepped, with an engine and a memory of its own. Each command is answered by the
//! program as it is then.

use std::cell::RefCell;

use racecourse::session::{self, End, Options, Ran, Stepper, Stepping, Token, TokenError, Way};

use super::{live, moment, scope};
use crate::protocol::VERSION;
use crate::protocol::stepping::{
    Call, FromStepper, LastStep, Move, StepRequest, StepView, ThreadView, ToStepper, Trouble, Until,
};
use crate::protocol::{self, Who};

/// The part of the memory that the program may use; the rest is for the copies that lead back.
const PROGRAM_SHARE: f64 = 0.25;
/// Bytes of output that are shown.
const OUTPUT: usize = 32 * 1024;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new(Session::default());
}

#[derive(Default)]
struct Session {
    number: u32,
    source: String,
    stepper: Option<Stepper>,
    /// Bytes that the memory can grow to.
    memory: f64,
}

/// Tells the page that commands are welcome.
pub fn ready(memory: f64) {
    SESSION.with(|session| session.borrow_mut().memory = memory);
    scope::post(&FromStepper::Ready { version: VERSION });
}

/// Carries out a command of the page.
pub fn message(text: &str) {
    let answer = match serde_json::from_str(text) {
        Ok(ToStepper::Begin(request)) => Some(SESSION.with(|session| session.borrow_mut().begin(request))),
        Ok(ToStepper::Move { session: number, how }) => {
            SESSION.with(|session| session.borrow_mut().moved(number, &how))
        }
        Err(error) => Some(FromStepper::Panic { message: format!("unknown message: {error}") }),
    };
    if let Some(answer) = answer {
        scope::post(&answer);
    }
}

impl Session {
    fn begin(&mut self, request: StepRequest) -> FromStepper {
        // The old one goes first: two may not fit.
        self.stepper = None;
        let options = Options {
            seed: request.seed,
            max_memory: Options::default().max_memory.min((self.memory * PROGRAM_SHARE) as u64),
            stdin: Some(String::new()),
            ..Options::default()
        };
        let session = request.session;
        match Stepper::new(&request.source, &request.filename, &options) {
            Err(errors) => {
                FromStepper::Rejected { session, diagnostics: errors.iter().map(live::diagnostic).collect() }
            }
            Ok(mut stepper) => {
                let trouble = request.schedule.and_then(|schedule| follow(&mut stepper, &request.source, &schedule));
                let view = Box::new(view(&mut stepper));
                *self =
                    Session { number: session, source: request.source, stepper: Some(stepper), memory: self.memory };
                FromStepper::View { session, view, trouble }
            }
        }
    }

    /// None where that session is gone.
    fn moved(&mut self, number: u32, how: &Move) -> Option<FromStepper> {
        let stepper = self.stepper.as_mut().filter(|_| self.number == number)?;
        let can = |did: bool| (!did).then_some(Trouble::CannotStep);
        let trouble = match how {
            Move::Step { who } => can(stepper.step(core(*who))),
            Move::Line { who } => can(stepper.step_line(core(*who))),
            Move::GoOn { steps } => can(stepper.go_on(*steps)),
            Move::Until { until, steps } => run_until(stepper, until, *steps),
            Move::Goto { step } => {
                stepper.go_to(*step);
                None
            }
            Move::Follow { schedule } => follow(stepper, &self.source, schedule),
        };
        Some(FromStepper::View { session: number, view: Box::new(view(stepper)), trouble })
    }
}

/// Goes on until something is so.
fn run_until(stepper: &mut Stepper, until: &Until, steps: usize) -> Option<Trouble> {
    let wanted = match until {
        Until::Line { line } => session::Until::Line(*line, None),
        Until::Waits { who } => session::Until::Waits(core(*who)),
        Until::Ended { who } => session::Until::Ended(core(*who)),
        Until::Output { text } => session::Until::Output(text.clone()),
    };
    let (before, _) = stepper.position();
    match stepper.run(Way::Again, &wanted, steps) {
        Ran::There => None,
        Ran::ToTheEnd => Some(Trouble::EndedFirst { until: until.clone() }),
        Ran::NotYet => Some(Trouble::NotYet { steps: stepper.position().0 - before }),
    }
}

/// Goes through a schedule from the start. One that was made for another text is followed too, as far as it fits.
fn follow(stepper: &mut Stepper, source: &str, schedule: &str) -> Option<Trouble> {
    let token: Token = match schedule.parse() {
        Ok(token) => token,
        Err(TokenError::Version(version)) => return Some(Trouble::OtherVersion { version }),
        Err(TokenError::Part(part)) => return Some(Trouble::Damaged { part }),
        Err(TokenError::NotOne | TokenError::Stale) => return Some(Trouble::NoSchedule),
    };
    stepper.go_to(0);
    let followed = stepper.follow(&token);
    let fits = followed.steps;
    let of = token.runs.iter().map(|(_, stops)| *stops as usize).sum();
    match (token.check(source), followed.misfit) {
        (Err(_), _) => Some(Trouble::Stale { fits, of }),
        (Ok(()), Some(_)) => Some(Trouble::Strays { fits, of }),
        (Ok(()), None) => None,
    }
}

/// The program as it is now.
fn view(stepper: &mut Stepper) -> StepView {
    let (last, next) = (last(stepper), stepper.next().map(live::whom));
    let choices = stepper.choices();
    let moment = moment::moment(stepper.moment(), &choices);
    let threads = choices.into_iter().map(thread).collect();
    let (step, known) = stepper.position();
    let machine = stepper.machine();
    let output = machine.output();
    let mut from = output.len().saturating_sub(OUTPUT);
    while !output.is_char_boundary(from) {
        from += 1;
    }
    StepView {
        step,
        known,
        clock: machine.world().clock(),
        end: machine.end().cloned().map(|end| ended(end, machine.is_endless())),
        last,
        next,
        threads,
        moment,
        output: output[from..].to_owned(),
        output_before: from,
        errors: machine.errors().to_owned(),
        schedule: stepper.token().to_string(),
    }
}

fn ended(end: End, endless: bool) -> protocol::End {
    if endless { protocol::End::Limit { text: "a thread runs on and on by itself".to_owned() } } else { live::end(end) }
}

/// What the last step was: what the thread was about to do before it.
fn last(stepper: &mut Stepper) -> Option<LastStep> {
    let who = stepper.last()?;
    let before = stepper.before()?;
    let (name, next) = (before.name(who), before.next(who)?);
    let value = stepper.machine().value_of(who, &next);
    Some(LastStep { who: live::whom(who), name, what: next.what, value, line: next.location.line })
}

fn thread(thread: Stepping) -> ThreadView {
    let call = |frame: session::FrameView| Call { function: frame.function, line: frame.line, locals: frame.locals };
    ThreadView {
        who: live::whom(thread.who),
        name: thread.name,
        what: thread.what,
        line: thread.line,
        waits: thread.waits,
        wakes: thread.wakes,
        calls: thread.frames.into_iter().rev().map(call).collect(),
    }
}

fn core(who: Who) -> session::Who {
    session::Who { pid: session::Pid(who.process), tid: session::Tid(who.thread) }
}
