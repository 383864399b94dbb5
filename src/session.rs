//! What the front ends use: load a program, run it on an engine, see what happens.

pub use crate::check::finding::{Finding, Kind as FindingKind};
pub use crate::check::{DeadlockReport, Holder, Wait};
pub use crate::explore::follow::{Follower, Step, story};
pub use crate::explore::stepper::{Choice as Stepping, Followed, Ran, Stepper, Until, Way};
pub use crate::explore::{
    Config as Exploration, Ending, Enough, Glance, Outcome as PossibleOutcome, Progress, RaceReport,
    Report as ExplorationReport, Strategy, Verdict, explore,
};
pub use crate::ids::{Pid, Tid, Who};
pub use crate::live::{Control, Forked, HOST_FD, Host, LiveRun, SpawnError};
pub use crate::process::run::{End, Limit, Options};
pub use crate::process::view::moment::{
    DeadlineView, EndView, HeapView, Moment, ObjectState, ObjectView, PipeView, Waiter, Wants,
};
pub use crate::process::view::{FrameView, ProcessView, ThreadView};
pub use crate::schedule::{Token, TokenError};
pub use crate::span::{Diagnostic, Position};
pub use crate::sys::Seconds;
pub use crate::trace::{Event, Stream};
pub use crate::world::Outside;

use crate::choice::Choice;
use crate::schedule::{Random, Scheduler};
use crate::world::{Idle, World};

/// How far a sim run has come.
#[derive(Clone, Debug, PartialEq)]
pub enum SimStatus {
    /// The instructions are used up; there is more to do.
    More,
    /// Nobody can go on before a line of input is given.
    NeedInput,
    /// It has ended.
    Ended(End),
}

/// A program on the deterministic machine.
pub struct SimRun {
    world: World,
    scheduler: Random,
    choices: Vec<Choice>,
    outside: Option<Outside>,
}

impl SimRun {
    /// Compiles the program, or says what is wrong with it. `name` is what tracebacks call the file.
    pub fn new(source: &str, name: &str, options: Options) -> Result<SimRun, Vec<Diagnostic>> {
        let world = World::new(source, name, &options)?;
        Ok(SimRun { world, scheduler: Random::new(options.seed), choices: Vec::new(), outside: None })
    }

    /// Lets `outside` answer requests on network and files in the virtual machine's place, where it returns a reply.
    pub fn serve_with(&mut self, outside: Outside) {
        self.outside = Some(outside);
    }

    /// Runs for about so many instructions.
    pub fn run(&mut self, max_instructions: u64) -> SimStatus {
        let mut left = max_instructions;
        loop {
            self.world.enabled(&mut self.choices);
            if self.choices.is_empty() {
                match self.world.idle() {
                    Idle::Moved => {}
                    Idle::NeedInput => return SimStatus::NeedInput,
                    Idle::Ended => break,
                }
                continue;
            }
            if left == 0 {
                return SimStatus::More;
            }
            let choice = self.choices[self.scheduler.choose(&self.choices)];
            let quantum = self.scheduler.quantum();
            // A turn that is only a retry costs nothing, but must not go on for ever within one call.
            left = left.saturating_sub(self.world.step(choice, quantum, &mut self.outside).max(1));
        }
        SimStatus::Ended(self.world.end().cloned().unwrap_or(End::Stopped))
    }

    /// What has happened since the last call.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.world.take_events()
    }

    /// A line of standard input (without its end), or none for its end.
    pub fn input(&mut self, line: Option<String>) {
        self.world.input(line);
    }

    /// Raises `KeyboardInterrupt` in the main thread.
    pub fn interrupt(&mut self) {
        self.world.interrupt();
    }

    /// Processes and threads as they are now.
    pub fn processes(&self) -> Vec<ProcessView> {
        self.world.processes()
    }

    /// Virtual seconds since the start.
    pub fn clock(&self) -> Seconds {
        self.world.clock()
    }

    /// A number that is the same exactly when all that has happened is the same.
    pub fn digest(&self) -> u128 {
        self.world.digest()
    }
}
