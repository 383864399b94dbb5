//! The page's state and all that can happen to it, without any of the browser's objects.
//!
//! [`State::apply`] takes an action, changes the state and says by [`Effect`]s what is to be done outside: messages to the
//! engine, texts to keep, the editor's cursor. Runs are numbered, and what comes from a run that is not the current one
//! is dropped.

use super::console::Author;
use super::exploring::{self, Exploring};
use super::isolation::Isolation;
use super::program::{Program, Programs};
use super::run::{FILENAME, Outcome, Phase, Run};
use super::settings::{Settings, Theme, View};
use super::stepping::{self, Place, Stepping};
use super::texts::Language;
use crate::protocol::exploring::ToExplorer;
use crate::protocol::stepping::ToStepper;
use crate::protocol::{Diagnostic, Engine, FromEngine, RunRequest, ToEngine, VERSION};

/// With more memory than this in use after a run, the engine starts anew: its memory never shrinks.
const MEMORY_TO_KEEP: u64 = 192 << 20;

/// All that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What the user has chosen.
    pub settings: Settings,
    /// Whether there can be real threads.
    pub isolation: Isolation,
    /// Whether the engine's workers are there.
    pub engine: EngineState,
    /// The programs and their texts.
    pub programs: Programs,
    /// The run that is shown.
    pub run: Run,
    /// The exploration that is shown.
    pub exploring: Exploring,
    /// The program that is stepped.
    pub stepping: Stepping,
    /// The line of the editor's cursor, from 1.
    pub cursor: u32,
    /// What the part beside the editor shows.
    pub face: Face,
    /// Something to tell the user once.
    pub notice: Option<Notice>,
    /// The page's clock in milliseconds, as of the last action.
    pub now: f64,
    /// When the current run started, on that clock.
    pub started: f64,
}

/// What the part beside the editor shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The run.
    #[default]
    Run,
    /// The exploration.
    Explore,
    /// The program that is stepped.
    Step,
}

impl Face {
    /// All, from left to right.
    pub const ALL: [Face; 3] = [Face::Run, Face::Explore, Face::Step];

    /// The name in messages and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Face::Run => "run",
            Face::Explore => "explore",
            Face::Step => "step",
        }
    }
}

/// Whether commands can be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineState {
    /// It is being loaded or starts anew. A run that waits for it is sent when it is ready.
    Starting(Option<RunRequest>),
    /// It takes commands.
    Ready,
    /// It cannot be had, for this reason.
    Failed(String),
}

/// Something to tell the user once.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The text is the catalogue's again; here is what it was.
    Reset {
        /// Of which program.
        program: Program,
        /// The text before.
        text: String,
    },
    /// The link is in the clipboard.
    LinkCopied,
    /// The link could not be copied: here it is.
    Link(String),
    /// The schedule is in the clipboard.
    ScheduleCopied,
    /// The schedule could not be copied; it can be taken from its field.
    ScheduleNotCopied,
    /// The browser does not keep the text.
    NotKept,
    /// The program came with a link and has not been run.
    FromLink,
}

/// Something that happens to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show this program.
    Open(Program),
    /// Show the program of a link.
    OpenLink(String),
    /// The editor's text is now this.
    Edited(String),
    /// The editor's cursor is now in this line.
    Cursor(u32),
    /// Give the scenario its own text again.
    Reset,
    /// Take that back.
    UndoReset,
    /// Run the program.
    Run,
    /// End the run.
    Stop,
    /// The run was to end and has not.
    StopOverdue(u32),
    /// KeyboardInterrupt.
    Interrupt,
    /// Answer `input()`; nothing for the end of the input.
    Input(Option<String>),
    /// Explore the program.
    Explore,
    /// Something happens to the exploration.
    Exploring(exploring::Action),
    /// Step the program, from its start.
    Step,
    /// Step what was explored, through this schedule.
    StepThrough(String),
    /// Something happens while stepping.
    Stepping(stepping::Action),
    /// Copy the schedule so far.
    CopySchedule,
    /// The schedule is in the clipboard, or could not get there.
    ScheduleCopied(bool),
    /// Show this beside the editor.
    SetFace(Face),
    /// Run on this engine from now on.
    SetEngine(Engine),
    /// Run with this seed from now on.
    SetSeed(u64),
    /// Give the simulated machine so many processors from now on.
    SetProcessors(u32),
    /// Simulate with or without the interpreter's lock from now on.
    SetGil(bool),
    /// Speak this language.
    SetLanguage(Language),
    /// Look like this.
    SetTheme(Theme),
    /// Edit in a plain text field.
    SetPlain(bool),
    /// Show this part, where there is room for one.
    SetView(View),
    /// Move the cursor to this line.
    Goto(u32),
    /// Make a link to the program.
    Share,
    /// Show the program in a page of its own, outside of the frame.
    OpenAlone,
    /// The link is in the clipboard, or could not get there.
    Shared(Result<(), String>),
    /// The browser did not keep a text.
    NotKept,
    /// The notice has been read.
    DismissNotice,
    /// Some time has passed.
    Tick,
    /// The engine says something.
    Engine(FromEngine),
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send this to the engine.
    Send(ToEngine),
    /// Ask the engine for the next batch, now or when the page had time for other things.
    Acknowledge {
        /// The batch that has come.
        batch: u32,
        /// Not now.
        later: bool,
    },
    /// Throw the engine's workers and memory away and start new ones.
    RestartEngine,
    /// Start so many workers more.
    Grow(u32),
    /// Say [`Action::StopOverdue`] when the run has not ended soon.
    WatchStop(u32),
    /// Send this to the explorer, and start it if need be.
    Explore(ToExplorer),
    /// Ask the explorer to end this search, and say [`exploring::Action::Overdue`] when it has not soon.
    StopExploring(u32),
    /// Throw the explorer away.
    EndExplorer,
    /// Send this to the stepper, and start it if need be.
    Step(ToStepper),
    /// Throw the stepper away.
    EndStepper,
    /// Show in the editor where the threads are.
    Places(Vec<Place>),
    /// Copy this schedule.
    CopySchedule(String),
    /// Keep this text of a program, or forget it.
    Keep(String, Option<String>),
    /// Keep the settings.
    KeepSettings,
    /// Give the editor a new program.
    Load,
    /// Change the editor's text as one edit.
    Replace(String),
    /// Show these errors in the editor.
    Mark(Vec<Diagnostic>),
    /// Move the editor's cursor to this line.
    Goto(u32),
    /// Make a link to this text and copy it.
    CopyLink(String),
    /// Open a link to this text in a new tab.
    OpenLink(String),
}

impl State {
    /// A page that has just been loaded.
    pub fn new(settings: Settings, isolation: Isolation, programs: Programs) -> State {
        State {
            settings,
            isolation,
            engine: EngineState::Starting(None),
            programs,
            run: Run::default(),
            exploring: Exploring::default(),
            stepping: Stepping::default(),
            cursor: 1,
            face: Face::Run,
            notice: None,
            now: 0.0,
            started: 0.0,
        }
    }

    /// The engine that a run would use now: live needs an isolated page.
    pub fn engine_to_use(&self) -> Engine {
        if self.isolation.is_isolated() { self.settings.engine } else { Engine::Sim }
    }

    /// Seconds of the run that is shown; virtual ones in sim.
    pub fn clock(&self) -> f64 {
        match (&self.run.phase, self.run.engine) {
            (Phase::Running | Phase::Stopping { .. }, Engine::Live) => (self.now - self.started) / 1e3,
            _ => self.run.clock,
        }
    }

    /// Lets the action happen.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Open(program) => self.open(program),
            Action::OpenLink(text) => self.open_link(text),
            Action::Edited(text) => self.edited(text),
            Action::Cursor(line) => {
                self.cursor = line;
                Vec::new()
            }
            Action::Reset => self.reset(),
            Action::UndoReset => self.undo_reset(),
            Action::Run => self.start_run(),
            Action::Stop => self.stop(),
            Action::StopOverdue(run) => self.stop_overdue(run),
            Action::Interrupt => self.send_to_run(|run| ToEngine::Interrupt { run }),
            Action::Input(line) => self.input(line),
            Action::Explore => self.explore(),
            Action::Exploring(action) => self.exploring.apply(action, self.now),
            Action::Step => self.step(self.settings.seed, None),
            Action::StepThrough(schedule) => self.step_through(schedule),
            Action::Stepping(action) => self.stepping.apply(action),
            Action::CopySchedule => vec![Effect::CopySchedule(self.stepping.view.schedule.clone())],
            Action::ScheduleCopied(copied) => {
                self.tell(if copied { Notice::ScheduleCopied } else { Notice::ScheduleNotCopied })
            }
            Action::SetFace(face) => {
                self.face = face;
                Vec::new()
            }
            Action::SetEngine(engine) => self.set(|settings| settings.engine = engine),
            Action::SetSeed(seed) => self.set(|settings| settings.seed = seed),
            Action::SetProcessors(processors) => self.set(|settings| settings.processors = processors),
            Action::SetGil(gil) => self.set(|settings| settings.gil = gil),
            Action::SetLanguage(language) => self.set(|settings| settings.language = language),
            Action::SetTheme(theme) => self.set(|settings| settings.theme = theme),
            Action::SetPlain(plain) => self.set(|settings| settings.plain = plain),
            Action::SetView(view) => {
                self.settings.view = view;
                Vec::new()
            }
            Action::Goto(line) => {
                self.settings.view = View::Editor;
                vec![Effect::Goto(line)]
            }
            Action::Share => vec![Effect::CopyLink(self.programs.text().to_owned())],
            Action::OpenAlone => vec![Effect::OpenLink(self.programs.text().to_owned())],
            Action::Shared(result) => self.tell(match result {
                Ok(()) => Notice::LinkCopied,
                Err(link) => Notice::Link(link),
            }),
            Action::NotKept => self.tell(Notice::NotKept),
            Action::DismissNotice => {
                self.notice = None;
                Vec::new()
            }
            Action::Tick => Vec::new(),
            Action::Engine(message) => self.engine_says(message),
        }
    }

    fn open(&mut self, program: Program) -> Vec<Effect> {
        self.settings.view = View::Editor;
        if self.programs.current == program {
            return Vec::new();
        }
        if let Program::Scenario(name) = &program
            && let Some(entry) = self.programs.catalogue.entry(name)
        {
            self.settings.seed = entry.seed;
        }
        self.programs.current = program;
        self.notice = None;
        let mut effects = vec![Effect::Load, Effect::Mark(Vec::new()), Effect::KeepSettings];
        effects.extend(self.stepping.edited(self.programs.text()));
        effects
    }

    fn open_link(&mut self, text: String) -> Vec<Effect> {
        let program = Program::linked(&text);
        let known = self.programs.is_edited(&program);
        let mut effects = self.open(program);
        if !known {
            effects.extend(self.edited(text));
        }
        self.notice = Some(Notice::FromLink);
        effects
    }

    fn edited(&mut self, text: String) -> Vec<Effect> {
        let key = self.programs.current.key();
        let kept = self.programs.edit(text).then(|| self.programs.text().to_owned());
        let mut effects = vec![Effect::Keep(key, kept)];
        effects.extend(self.stepping.edited(self.programs.text()));
        effects
    }

    fn reset(&mut self) -> Vec<Effect> {
        let program = self.programs.current.clone();
        let Some(original) = self.programs.original(&program).map(str::to_owned) else { return Vec::new() };
        let text = self.programs.text().to_owned();
        self.notice = Some(Notice::Reset { program, text });
        let mut effects = self.edited(original.clone());
        effects.push(Effect::Replace(original));
        effects
    }

    fn undo_reset(&mut self) -> Vec<Effect> {
        let Some(Notice::Reset { program, text }) = self.notice.take() else { return Vec::new() };
        let mut effects = self.open(program);
        effects.extend(self.edited(text.clone()));
        effects.push(Effect::Replace(text));
        effects
    }

    fn start_run(&mut self) -> Vec<Effect> {
        if self.run.is_on() {
            return Vec::new();
        }
        let request = self.request(self.run.number + 1, self.engine_to_use());
        self.run = Run::start(&request);
        self.show(Face::Run);
        self.notice = None;
        let mut effects = vec![Effect::Mark(Vec::new())];
        match &mut self.engine {
            EngineState::Ready => effects.push(Effect::Send(ToEngine::Run(request))),
            EngineState::Starting(waiting) => *waiting = Some(request),
            EngineState::Failed(reason) => {
                let outcome = Outcome::Broken(reason.clone());
                self.run.end(outcome, self.now);
            }
        }
        effects
    }

    /// Whether what was explored is the text in the editor.
    pub fn is_explored_text(&self) -> bool {
        self.exploring.source == self.programs.text()
    }

    fn show(&mut self, face: Face) {
        self.settings.view = View::Console;
        self.face = face;
    }

    fn explore(&mut self) -> Vec<Effect> {
        self.show(Face::Explore);
        if self.exploring.is_on() {
            return Vec::new();
        }
        let source = self.programs.text().to_owned();
        let begin = self.exploring.begin(source, self.settings.seed, self.now);
        vec![Effect::Mark(Vec::new()), begin]
    }

    fn step(&mut self, seed: u64, schedule: Option<String>) -> Vec<Effect> {
        self.show(Face::Step);
        let begin = self.stepping.begin(self.programs.text().to_owned(), seed, schedule);
        vec![Effect::Mark(Vec::new()), begin]
    }

    /// The schedules of an exploration belong to the text and the seed that it was about.
    fn step_through(&mut self, schedule: String) -> Vec<Effect> {
        if self.is_explored_text() { self.step(self.exploring.seed, Some(schedule)) } else { Vec::new() }
    }

    fn request(&self, run: u32, engine: Engine) -> RunRequest {
        RunRequest {
            run,
            source: self.programs.text().to_owned(),
            filename: FILENAME.to_owned(),
            engine,
            seed: self.settings.seed,
            processors: self.settings.processors,
            gil: self.settings.gil,
        }
    }

    fn stop(&mut self) -> Vec<Effect> {
        let run = self.run.number;
        match self.run.phase {
            Phase::Starting | Phase::Running => {}
            _ => return Vec::new(),
        }
        self.run.phase = Phase::Stopping { since: self.now };
        if let EngineState::Starting(waiting) = &mut self.engine {
            *waiting = None;
            self.run.end(Outcome::Ended(crate::protocol::End::Stopped), self.now);
            return Vec::new();
        }
        vec![Effect::Send(ToEngine::Stop { run }), Effect::WatchStop(run)]
    }

    fn stop_overdue(&mut self, run: u32) -> Vec<Effect> {
        if self.run.number != run || !matches!(self.run.phase, Phase::Stopping { .. }) {
            return Vec::new();
        }
        self.run.clock = self.clock();
        self.run.end(Outcome::Ended(crate::protocol::End::Stopped), self.now);
        self.restart(None)
    }

    fn input(&mut self, line: Option<String>) -> Vec<Effect> {
        if self.run.input.take().is_none() {
            return Vec::new();
        }
        let shown = line.as_deref().map_or_else(|| "^D\n".to_owned(), |line| format!("{line}\n"));
        self.run.console.write(Author::User, &shown);
        self.send_to_run(|run| ToEngine::Input { run, line })
    }

    fn send_to_run(&self, message: impl FnOnce(u32) -> ToEngine) -> Vec<Effect> {
        if self.run.phase != Phase::Running {
            return Vec::new();
        }
        vec![Effect::Send(message(self.run.number))]
    }

    fn engine_says(&mut self, message: FromEngine) -> Vec<Effect> {
        match message {
            FromEngine::Ready { version } => self.ready(version),
            FromEngine::Grow { workers } => vec![Effect::Grow(workers)],
            FromEngine::Panic { message } => self.broken(message),
            FromEngine::Batch(batch) => {
                // A batch is acknowledged even when its run is gone: the engine waits for that before it sends more.
                let number = batch.batch;
                if batch.run == self.run.number && self.run.is_on() {
                    self.run.batch(batch);
                }
                vec![Effect::Acknowledge { batch: number, later: self.run.flood }]
            }
            FromEngine::Started { run } if run == self.run.number => {
                if self.run.phase == Phase::Starting {
                    self.run.phase = Phase::Running;
                }
                self.started = self.now;
                Vec::new()
            }
            FromEngine::Busy { run } if run == self.run.number && self.run.is_on() => {
                let request = self.request(run, self.run.engine);
                self.restart(Some(request))
            }
            FromEngine::Rejected { run, diagnostics } if run == self.run.number => {
                self.run.end(Outcome::Rejected(diagnostics.clone()), self.now);
                vec![Effect::Mark(diagnostics)]
            }
            FromEngine::Ended(ended) if ended.run == self.run.number && self.run.is_on() => {
                self.run.clock = ended.clock;
                self.run.digest = ended.digest;
                self.run.end(Outcome::Ended(ended.end), self.now);
                if ended.memory > MEMORY_TO_KEEP { self.restart(None) } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    fn ready(&mut self, version: u32) -> Vec<Effect> {
        if version != VERSION {
            return self.broken(format!("the page speaks version {VERSION}, the engine {version}"));
        }
        match std::mem::replace(&mut self.engine, EngineState::Ready) {
            EngineState::Starting(Some(request)) => vec![Effect::Send(ToEngine::Run(request))],
            _ => Vec::new(),
        }
    }

    fn broken(&mut self, reason: String) -> Vec<Effect> {
        let was_ready = self.engine == EngineState::Ready;
        if self.run.is_on() {
            self.run.end(Outcome::Broken(reason.clone()), self.now);
        }
        if was_ready {
            self.restart(None)
        } else {
            // It failed while it started: another try would fail likewise.
            self.engine = EngineState::Failed(reason);
            Vec::new()
        }
    }

    fn restart(&mut self, waiting: Option<RunRequest>) -> Vec<Effect> {
        self.engine = EngineState::Starting(waiting);
        vec![Effect::RestartEngine]
    }

    fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(&mut self.settings);
        vec![Effect::KeepSettings]
    }

    fn tell(&mut self, notice: Notice) -> Vec<Effect> {
        self.notice = Some(notice);
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
