//! Stepping by hand: forward a stop at a time with the thread that one chooses, back, and to any step. Copies of the machine
//! are kept on the way; going back is going on from the last copy before.

use crate::ids::Who;
use crate::process::run::Options;
use crate::process::view::FrameView;
use crate::schedule::Token;
use crate::span::Diagnostic;
use crate::world::visible::{Grain, Machine};

/// Steps between two copies: so many have to be taken again at most to reach any step.
const SPACING: usize = 256;

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
    /// Its calls in the program, the innermost last.
    pub frames: Vec<FrameView>,
}

/// A program that is stepped.
pub struct Stepper {
    machine: Machine,
    grain: Grain,
    source: String,
    /// Who took each step, those too that were taken back.
    taken: Vec<Who>,
    /// How many of them count.
    position: usize,
    /// Copies of the machine, and after how many steps; the first after none.
    copies: Vec<(usize, Machine)>,
}

impl Stepper {
    /// A program at its start.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn new(source: &str, name: &str, options: &Options) -> Result<Stepper, Vec<Diagnostic>> {
        let grain = Grain { every_stop: true, ..Grain::default() };
        let mut machine = Machine::new(source, name, options, &grain)?;
        let copies = vec![(0, machine.fork())];
        Ok(Stepper { machine, grain, source: source.to_owned(), taken: Vec::new(), position: 0, copies })
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

    /// All threads, and what each would do.
    pub fn choices(&mut self) -> Vec<Choice> {
        let reasons = self.machine.reasons();
        let machine = &self.machine;
        let choice = |who: Who| {
            let next = machine.next(who)?;
            Some(Choice {
                who,
                name: machine.name(who),
                what: next.what,
                line: next.location.line,
                source: next.location.source,
                waits: reasons.iter().find(|(other, _)| *other == who).map(|(_, reason)| reason.clone()),
                frames: machine.frames(who),
            })
        };
        machine.threads().filter_map(choice).collect()
    }

    /// One step of a thread; false where it cannot take one. What was taken back is forgotten where it differs.
    pub fn step(&mut self, who: Who) -> bool {
        if !self.machine.is_enabled(who) {
            return false;
        }
        if self.taken.get(self.position) != Some(&who) {
            self.taken.truncate(self.position);
            self.taken.push(who);
            self.copies.retain(|(at, _)| *at <= self.position);
        }
        self.advance();
        true
    }

    /// Steps of a thread until it is at another line of the program, has to wait or has ended.
    pub fn step_line(&mut self, who: Who) -> bool {
        let line = |machine: &Machine| machine.next(who).map(|next| next.location.line);
        let from = line(&self.machine);
        let mut moved = false;
        while self.step(who) {
            moved = true;
            if line(&self.machine).is_some_and(|line| line > 0) && line(&self.machine) != from {
                break;
            }
        }
        moved
    }

    /// Goes on by itself for at most so many steps: whoever ran goes on, else the first that can.
    pub fn go_on(&mut self, steps: usize) -> bool {
        for done in 0..steps {
            let enabled = self.machine.enabled();
            let Some(who) = self.last().filter(|who| enabled.contains(who)).or(enabled.first().copied()) else {
                return done > 0;
            };
            self.step(who);
        }
        true
    }

    /// Goes to a step, forward only as far as steps were taken before.
    pub fn go_to(&mut self, step: usize) {
        let step = step.min(self.taken.len());
        if step < self.position {
            let at = self.copies.iter().rposition(|(at, _)| *at <= step).unwrap_or(0);
            self.machine = self.copies[at].1.fork();
            self.position = self.copies[at].0;
        }
        while self.position < step {
            self.advance();
        }
    }

    /// Takes the next of the steps that are known.
    fn advance(&mut self) {
        self.machine.step(self.taken[self.position], &self.grain);
        self.position += 1;
        let last = self.copies.last().map_or(0, |(at, _)| *at);
        if self.position >= last + SPACING {
            self.copies.push((self.position, self.machine.fork()));
        }
    }

    /// The steps so far as a schedule.
    pub fn token(&self) -> Token {
        let mut token = Token::new(&self.source);
        self.machine.log().for_each(|(path, stops)| token.push(path, stops));
        token
    }

    /// Takes the steps of a schedule, as far as it fits; false where it does not fit to its end.
    pub fn follow(&mut self, token: &Token) -> bool {
        for (path, stops) in &token.runs {
            for _ in 0..*stops {
                let Some(who) = self.machine.thread_of(path) else { return false };
                if !self.step(who) {
                    return false;
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Stepper;
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
                .any(|why| why == "waits for lock 'lock' (created at line 2), held by Thread-2 (add) since line 7"),
            "{waits:?}"
        );
    }

    #[test]
    fn a_schedule_leads_to_the_same_place() {
        let mut stepper = Stepper::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        stepper.go_on(200);
        let token = stepper.token();
        let mut other = Stepper::new(PROGRAM, "p.py", &Options::default()).expect("it compiles");
        assert!(other.follow(&token));
        assert_eq!(digest(&other), digest(&stepper));
        other.go_to(100);
        let who = other.machine().enabled()[0];
        other.step(who);
        assert!(other.position().1 <= 200, "another way forgets what was taken back");
    }
}
