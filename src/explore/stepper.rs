//! Stepping by hand: forward with the thread that one chooses, by a stop, by a line, until it has to wait; back, and to any
//! step; from any step on under another scheduler, until something is so. Looking at it changes nothing.

mod copies;

use self::copies::Copies;
use crate::choice;
use crate::ids::Who;
use crate::process::run::Options;
use crate::process::view::FrameView;
use crate::process::view::moment::Moment;
use crate::schedule::{Fair, Pct, Random, Scheduler, Steady, Token};
use crate::span::Diagnostic;
use crate::world::visible::{Grain, Machine};

/// Steps that one call takes at most where nothing else ends it: a thread may go round a loop for ever.
const LONGEST: usize = 100_000;
/// Changes of priority, and the steps that they fall into where no longer run is known.
const CHANGES: u32 = 2;
const LENGTH: u64 = 100;

/// A thread, and what it would do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub who: Who,
    /// Its name.
    pub name: String,
    /// What it would do, in words.
    pub what: String,
    /// The line of the program (from 1); 0 for none.
    pub line: u32,
    /// The text of the line.
    pub source: String,
    /// Why it cannot; none where it can.
    pub waits: Option<String>,
    /// Threads that wait now and could go on then, by name; where they want the same lock, one of them.
    pub wakes: Vec<String>,
    /// Its calls in the program, the innermost last.
    pub frames: Vec<FrameView>,
}

/// Who goes on where nobody chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Whoever runs goes on until it has to wait, then the first that can.
    #[default]
    Steady,
    /// The steps that were taken back once more, then the same.
    Again,
    /// One after the other, a stop each.
    InTurn,
    /// Any; the same from the same step with the same seed.
    Random(u64),
    /// By priorities that change a few times, from that seed.
    Pct(u64),
}

/// What a run is to go on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// A thread, that one or any, comes to a line (from 1). A line without a stop, where nothing is done that others can
    /// notice, is passed over.
    Line(u32, Option<Who>),
    /// The thread has to wait, and had not.
    Waits(Who),
    /// The thread has ended.
    Ended(Who),
    /// The output has this text in it, and had not.
    Output(String),
    /// The end of the run.
    End,
}

/// How far a run went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ran {
    /// To what it was to go on to.
    There,
    /// To its end before that.
    ToTheEnd,
    /// Not so far: it took as many steps as it may.
    NotYet,
}

/// How far a schedule was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Steps of it that were taken.
    pub steps: usize,
    /// Why not all of it fits, in words; none where it does.
    pub misfit: Option<String>,
}

/// A program that is stepped.
pub struct Stepper {
    /// Before it has done anything.
    program: Machine,
    machine: Machine,
    grain: Grain,
    source: String,
    /// Who took each step, those too that were taken back.
    taken: Vec<Who>,
    /// How many of them count.
    position: usize,
    copies: Copies,
}

impl Stepper {
    /// A program at its start.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn new(source: &str, name: &str, options: &Options) -> Result<Stepper, Vec<Diagnostic>> {
        let mut program = Machine::unstarted(source, name, options)?;
        let grain = Grain { every_stop: true, ..Grain::default() };
        let mut machine = program.fork();
        machine.start(&grain);
        let copies = Copies::new(&mut machine);
        Ok(Stepper { program, machine, grain, source: source.to_owned(), taken: Vec::new(), position: 0, copies })
    }

    /// Begins anew. `any_time`: time may pass at any moment, as a step of [`Who::TIME`]; else it does when nobody can go on.
    pub fn begin(&mut self, any_time: bool) {
        self.grain.any_time = any_time;
        self.machine = self.program.fork();
        self.machine.start(&self.grain);
        self.copies = Copies::new(&mut self.machine);
        self.taken.clear();
        self.position = 0;
    }

    /// The machine as it is.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Steps taken, and steps that can be taken again.
    pub fn position(&self) -> (usize, usize) {
        (self.position, self.taken.len())
    }

    /// Whether nothing can be done any more.
    pub fn is_over(&self) -> bool {
        self.machine.end().is_some()
    }

    /// Who took the last step.
    pub fn last(&self) -> Option<Who> {
        self.position.checked_sub(1).map(|at| self.taken[at])
    }

    /// Who takes the next of the steps that are known; none at the last of them.
    pub fn next(&self) -> Option<Who> {
        self.taken.get(self.position).copied()
    }

    /// The program before the last step, beside the one that is stepped.
    pub fn before(&mut self) -> Option<Machine> {
        let step = self.position.checked_sub(1)?;
        let (from, mut machine) = self.copies.before(step);
        for &who in &self.taken[from..step] {
            machine.step(who, &self.grain);
            machine.forget_deeds();
        }
        Some(machine)
    }

    /// All threads, and what each would do.
    pub fn choices(&mut self) -> Vec<Choice> {
        let reasons = self.machine.reasons();
        let time = Some(Who::TIME).filter(|&time| self.machine.is_enabled(time));
        let threads: Vec<Who> = self.machine.threads().chain(time).collect();
        let choice = |who: Who| {
            let next = self.machine.next(who)?;
            Some(Choice {
                who,
                name: self.machine.name(who),
                what: next.what,
                line: next.location.line,
                source: next.location.source,
                waits: reasons.iter().find(|(other, _)| *other == who).map(|(_, reason)| reason.clone()),
                wakes: self.machine.wakes(who),
                frames: self.machine.frames(who),
            })
        };
        threads.into_iter().filter_map(choice).collect()
    }

    /// Everything else that there is to see.
    pub fn moment(&mut self) -> Moment {
        self.machine.moment()
    }

    /// One step of a thread; false where it cannot take one. What was taken back is forgotten where it differs.
    pub fn step(&mut self, who: Who) -> bool {
        if !self.machine.is_enabled(who) {
            return false;
        }
        if self.taken.get(self.position) != Some(&who) {
            self.taken.truncate(self.position);
            self.taken.push(who);
            self.copies.forget_after(self.position);
        }
        self.advance();
        true
    }

    /// Steps of a thread until it is at another line of the program, has to wait or has ended.
    pub fn step_line(&mut self, who: Who) -> bool {
        let from = self.machine.line(who);
        self.step_while(who, |machine| [0, from].contains(&machine.line(who)))
    }

    /// Steps of a thread until it has to wait or has ended.
    pub fn step_block(&mut self, who: Who) -> bool {
        self.step_while(who, |_| true)
    }

    fn step_while(&mut self, who: Who, goes_on: impl Fn(&Machine) -> bool) -> bool {
        for done in 0..LONGEST {
            if !self.step(who) {
                return done > 0;
            }
            if !goes_on(&self.machine) {
                break;
            }
        }
        true
    }

    /// Goes on by itself for at most so many steps: whoever ran goes on, else the first that can.
    pub fn go_on(&mut self, steps: usize) -> bool {
        let before = self.position;
        self.run(Way::Steady, &Until::End, steps);
        self.position > before
    }

    /// Goes on by itself until something is so, for at most so many steps.
    pub fn run(&mut self, way: Way, until: &Until, steps: usize) -> Ran {
        let last = self.last().map(choice::Choice::Run);
        match way {
            Way::Steady => self.run_under(&mut Steady::new(last), until, steps),
            Way::Again => {
                let known = (self.taken.len() - self.position).min(steps);
                match self.run_steps(|stepper, _| stepper.taken[stepper.position], until, known) {
                    Ran::NotYet if known < steps => self.run(Way::Steady, until, steps - known),
                    ran => ran,
                }
            }
            Way::InTurn => self.run_under(&mut Fair::after(self.last()), until, steps),
            Way::Random(seed) => self.run_under(&mut Random::new(self.seed(seed)), until, steps),
            Way::Pct(seed) => {
                let length = (self.taken.len() as u64).max(LENGTH);
                self.run_under(&mut Pct::new(self.seed(seed), CHANGES + 1, length), until, steps)
            }
        }
    }

    /// Another seed for each step.
    fn seed(&self, seed: u64) -> u64 {
        seed ^ (self.position as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn run_under(&mut self, scheduler: &mut dyn Scheduler, until: &Until, steps: usize) -> Ran {
        let mut choices: Vec<choice::Choice> = Vec::new();
        let choose = |_: &Self, enabled: &[Who]| {
            choices.clear();
            choices.extend(enabled.iter().copied().map(choice::Choice::Run));
            enabled[scheduler.choose(&choices)]
        };
        self.run_steps(choose, until, steps)
    }

    /// Takes steps of those who are chosen until something is so.
    fn run_steps(&mut self, mut choose: impl FnMut(&Self, &[Who]) -> Who, until: &Until, steps: usize) -> Ran {
        let mut lines = self.lines();
        for _ in 0..steps {
            let enabled = self.machine.enabled();
            if enabled.is_empty() {
                break;
            }
            let written = (self.machine.output().len(), self.machine.errors().len());
            let who = choose(self, &enabled);
            self.step(who);
            let machine = &self.machine;
            let is_there = match until {
                Until::End => false,
                Until::Waits(who) => {
                    let alive = machine.threads().any(|other| other == *who);
                    alive && enabled.contains(who) && !machine.is_enabled(*who)
                }
                Until::Ended(who) => !machine.threads().any(|other| other == *who),
                Until::Output(text) => {
                    is_new(machine.output(), written.0, text) || is_new(machine.errors(), written.1, text)
                }
                Until::Line(line, wanted) => {
                    let before = std::mem::replace(&mut lines, self.lines());
                    let comes = |at: &&(Who, u32)| at.1 == *line && wanted.is_none_or(|who| who == at.0);
                    lines.iter().filter(comes).any(|at| !before.contains(at))
                }
            };
            if is_there {
                return Ran::There;
            }
        }
        match until {
            _ if !self.is_over() => Ran::NotYet,
            Until::End => Ran::There,
            _ => Ran::ToTheEnd,
        }
    }

    /// Where each thread is.
    fn lines(&self) -> Vec<(Who, u32)> {
        self.machine.threads().map(|who| (who, self.machine.line(who))).collect()
    }

    /// Goes to a step, forward only as far as steps were taken before.
    pub fn go_to(&mut self, step: usize) {
        let step = step.min(self.taken.len());
        if step < self.position || self.copies.step_before(step) > self.position {
            (self.position, self.machine) = self.copies.before(step);
        }
        while self.position < step {
            self.advance();
        }
    }

    /// Takes the next of the steps that are known.
    fn advance(&mut self) {
        self.machine.step(self.taken[self.position], &self.grain);
        // Nobody judges the run.
        self.machine.forget_deeds();
        self.position += 1;
        self.copies.keep(self.position, &mut self.machine);
    }

    /// The steps so far as a schedule.
    pub fn token(&self) -> Token {
        let mut token = Token { any_time: self.grain.any_time, ..Token::new(&self.source) };
        self.machine.log().for_each(|(path, stops)| token.push(path, stops));
        token
    }

    /// Takes the steps of a schedule from here on, as far as it fits. One that was made where time passes otherwise than here
    /// begins anew.
    pub fn follow(&mut self, token: &Token) -> Followed {
        if token.any_time != self.grain.any_time {
            self.begin(token.any_time);
        }
        let stale = token.check(&self.source).err().map(|error| error.to_string());
        let mut steps = 0;
        for (path, stops) in &token.runs {
            for _ in 0..*stops {
                let thread = self.machine.thread_of(path);
                if thread.is_some_and(|who| self.step(who)) {
                    steps += 1;
                    continue;
                }
                let why = match thread {
                    _ if self.is_over() => "the program has ended".to_owned(),
                    Some(who) => {
                        let reasons = self.machine.reasons();
                        let reason = reasons.into_iter().find(|(other, _)| *other == who);
                        format!("{} {}", self.machine.name(who), reason.map_or("waits".to_owned(), |(_, why)| why))
                    }
                    None => "the thread that it names is not there".to_owned(),
                };
                let misfit = format!("after {steps} steps it does not fit: {why}");
                return Followed { steps, misfit: Some(stale.map_or(misfit.clone(), |s| format!("{s}; {misfit}"))) };
            }
        }
        Followed { steps, misfit: stale }
    }
}

/// Whether the text is in what was written, and was not before the last of it.
fn is_new(written: &str, before: usize, text: &str) -> bool {
    let mut from = before.saturating_sub(text.len());
    while !written.is_char_boundary(from) {
        from -= 1;
    }
    written.len() > before && written[from..].contains(text)
}

#[cfg(test)]
mod tests {
    use super::{Followed, Stepper};
    use crate::process::run::Options;

    const PROGRAM: &str = "import threading
lock = threading.Lock()
total = 0
def add(n):
    global total
    for i in range(60):
        with lock:
            total += n
ts = [threading.Thread(target=add, args=(n,)) for n in (1, 2)]
for t in ts: t.start()
for t in ts: t.join()
print(total)
";

    fn digest(stepper: &Stepper) -> (u128, String) {
        (stepper.machine().world().digest(), stepper.machine().output().to_owned())
    }

    #[test]
    fn every_step_can_be_reached_again() {
        let mut stepper = Stepper::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        let mut seen = vec![digest(&stepper)];
        while stepper.go_on(1) {
            seen.push(digest(&stepper));
        }
        assert!(stepper.is_over() && seen.len() > 600, "{}", seen.len());
        assert_eq!(stepper.machine().output(), "180\n");
        for step in [seen.len() - 1, 0, 513, 512, 511, 3, 300, seen.len() - 1] {
            stepper.go_to(step);
            let before = stepper.before().map(|machine| (machine.world().digest(), machine.output().to_owned()));
            assert_eq!(before.as_ref(), step.checked_sub(1).map(|before| &seen[before]));
            assert_eq!(stepper.next().is_some(), step < seen.len() - 1);
            assert_eq!((digest(&stepper), stepper.position()), (seen[step].clone(), (step, seen.len() - 1)));
        }
    }

    #[test]
    fn looking_changes_nothing_and_says_why_a_thread_waits() {
        let mut stepper = Stepper::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        let (mut waits, mut locals) = (Vec::new(), Vec::new());
        for round in 0..200 {
            let before = digest(&stepper);
            let choices = stepper.choices();
            assert_eq!(digest(&stepper), before);
            waits.extend(choices.iter().filter_map(|choice| choice.waits.clone()));
            locals.extend(choices.iter().flat_map(|choice| &choice.frames).flat_map(|frame| frame.locals.clone()));
            // In turn.
            let able: Vec<_> =
                choices.iter().filter(|choice| choice.waits.is_none()).map(|choice| choice.who).collect();
            let who = able[round % able.len()];
            assert!(stepper.step(who));
        }
        assert!(locals.contains(&("n".to_owned(), "2".to_owned())), "{locals:?}");
        assert!(locals.contains(&("i".to_owned(), "3".to_owned())), "{locals:?}");
        assert!(
            waits
                .iter()
                .any(|why| why
                    == "waits for lock 'lock' (created at line 2), held by Thread-2 (add) (acquired at line 7)"),
            "{waits:?}"
        );
    }

    #[test]
    fn a_schedule_leads_to_the_same_place() {
        let mut stepper = Stepper::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        stepper.go_on(200);
        let token = stepper.token();
        let mut other = Stepper::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        assert_eq!(other.follow(&token), Followed { steps: 200, misfit: None });
        assert_eq!(digest(&other), digest(&stepper));
        other.go_to(100);
        let who = other.machine().enabled()[0];
        other.step(who);
        assert!(other.position().1 <= 200, "another way forgets what was taken back");
    }
}
