//! The page's root component: it holds the state, lets actions happen to it, carries out the effects, and lays out the
//! parts.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{KeyboardEvent, Window};
use yew::prelude::*;

use super::browser::{self, Asked};
use super::catalogue::Catalogue;
use super::code_editor::{CodeEditor, Order};
use super::engine_link::EngineLink;
use super::exploring;
use super::program::{Program, Programs};
use super::run::Phase;
use super::state::{Action, Effect, Face, State};
use super::stepping;
use super::texts::Texts;
use super::view::console::ConsolePart;
use super::view::explore::ExplorePart;
use super::view::faces::Faces;
use super::view::header::Header;
use super::view::list::List;
use super::view::step::StepPart;
use super::view::tabs::Tabs;
use super::view::title::Title;
use super::view::work::{Notices, Toolbar};
use super::worker_link::WorkerLink;
use crate::protocol::exploring::FromExplorer;
use crate::protocol::stepping::FromStepper;
use crate::protocol::{Engine, ToEngine};

/// A stop that takes longer than this is done by ending the workers.
const STOP_MILLISECONDS: i32 = 60;
/// A search that takes longer than this to stop is ended with its worker.
const CANCEL_MILLISECONDS: i32 = 400;
/// Time between two batches for everything else, when a program prints without end.
const FLOOD_MILLISECONDS: i32 = 50;
/// How often the clock of a live run and of a search is drawn.
const TICK_MILLISECONDS: i32 = 100;

/// The page.
pub struct App {
    state: State,
    texts: Texts,
    engine: EngineLink,
    explorer: WorkerLink<FromExplorer>,
    stepper: WorkerLink<FromStepper>,
    editor: CodeEditor,
    /// What the editor is to do when the page has been drawn.
    orders: Vec<Order>,
    ticking: bool,
    _keys: Closure<dyn FnMut(KeyboardEvent)>,
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let settings = browser::settings();
        browser::dress(&settings);
        let isolation = browser::isolation();
        let programs = Programs::new(Catalogue::new(), browser::drafts());
        let heard = ctx.link().callback(Action::Engine);
        let engine = EngineLink::start(browser::assets(), isolation.is_isolated(), heard);
        let link = ctx.link();
        let explorer = engine.apart("explorer", link.callback(|says| Action::Exploring(exploring::Action::Says(says))));
        let stepper = engine.apart("stepper", link.callback(|says| Action::Stepping(stepping::Action::Says(says))));
        let texts = Texts::new(settings.language);
        let keys = listen_for_keys(ctx.link().callback(|action| action));
        let mut app = App {
            state: State::new(settings, isolation, programs),
            texts,
            engine,
            explorer,
            stepper,
            editor: CodeEditor::new(),
            orders: Vec::new(),
            ticking: false,
            _keys: keys,
        };
        let first = app.first_action();
        Component::update(&mut app, ctx, first);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        if action == Action::Tick {
            self.ticking = false;
        }
        self.state.now = browser::now();
        let language = self.state.settings.language;
        let effects = self.state.apply(action);
        if self.state.settings.language != language {
            self.texts = Texts::new(self.state.settings.language);
        }
        for effect in effects {
            self.carry_out(ctx, effect);
        }
        self.tick(ctx);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let act = ctx.link().callback(|action: Action| action);
        let State { settings, programs, run, exploring, stepping, face, .. } = &self.state;
        let texts = self.texts.clone();
        html! {
            <div class="page" data-view={settings.view.name()} data-face={self.state.face.name()}>
                <Header texts={texts.clone()} settings={settings.clone()} isolation={self.state.isolation} act={act.clone()} />
                <Tabs texts={texts.clone()} view={settings.view} running={run.is_on() || exploring.is_on()} act={act.clone()} />
                <main class="columns">
                    <List texts={texts.clone()} programs={programs.clone()} view={settings.view} act={act.clone()} />
                    <section class="work" aria-label={texts.get("work.label")}>
                        <Toolbar
                            texts={texts.clone()}
                            engine={self.state.engine_to_use()}
                            isolated={self.state.isolation.is_isolated()}
                            seed={settings.seed}
                            processors={settings.processors}
                            gil={settings.gil}
                            running={run.is_on()}
                            exploring={exploring.is_on()}
                            act={act.clone()}
                        />
                        <Title texts={texts.clone()} programs={programs.clone()} act={act.clone()} />
                        <Notices texts={texts.clone()} notice={self.state.notice.clone()} act={act.clone()} />
                        <code-editor
                            ref={self.editor.node.clone()}
                            label={texts.get("editor.label")}
                            plain={settings.plain.then_some("")}
                            language={settings.language.tag()}
                        />
                    </section>
                    <div class="side" data-exploration={exploring.number.to_string()}>
                        <Faces texts={texts.clone()} face={*face} act={act.clone()} />
                        <ConsolePart
                            texts={texts.clone()}
                            shown={*face == Face::Run}
                            run={run.clone()}
                            engine={self.state.engine.clone()}
                            clock={self.state.clock()}
                            act={act.clone()}
                        />
                        if *face == Face::Explore {
                            <ExplorePart
                                texts={texts.clone()}
                                exploring={exploring.clone()}
                                seconds={exploring.seconds(self.state.now)}
                                current={self.state.is_explored_text()}
                                act={act.clone()}
                            />
                        }
                        if *face == Face::Step {
                            <StepPart {texts} stepping={stepping.clone()} cursor={self.state.cursor} {act} />
                        }
                    </div>
                </main>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.editor.listen(ctx.link().callback(|action| action));
        }
        for order in self.orders.drain(..) {
            self.editor.obey(order);
        }
    }
}

impl App {
    /// The program to begin with: what the address asks for, else the last one, else the catalogue's first.
    fn first_action(&self) -> Action {
        match browser::asked() {
            Some(Asked::Text(text)) => return Action::OpenLink(text),
            Some(Asked::Scenario(name)) if self.state.programs.catalogue.entry(&name).is_some() => {
                return Action::Open(Program::Scenario(name));
            }
            _ => {}
        }
        let first =
            || self.state.programs.catalogue.entries.first().map(|entry| Program::Scenario(entry.name.to_owned()));
        Action::Open(browser::last_program().or_else(first).unwrap_or(Program::Own))
    }

    fn carry_out(&mut self, ctx: &Context<Self>, effect: Effect) {
        match effect {
            Effect::Send(message) => self.engine.send(&message),
            Effect::Acknowledge { batch, later: false } => self.engine.send(&ToEngine::Ack { batch }),
            Effect::Acknowledge { batch, later: true } => {
                let engine = self.engine.clone();
                later(Callback::from(move |()| engine.send(&ToEngine::Ack { batch })), FLOOD_MILLISECONDS);
            }
            Effect::RestartEngine => self.engine.restart(),
            Effect::Explore(message) => self.explorer.send(&message),
            Effect::StopExploring(number) => {
                self.explorer.stop(number);
                let overdue = move |()| Action::Exploring(exploring::Action::Overdue(number));
                later(ctx.link().callback(overdue), CANCEL_MILLISECONDS);
            }
            Effect::EndExplorer => self.explorer.end(),
            Effect::Step(message) => self.stepper.send(&message),
            Effect::EndStepper => self.stepper.end(),
            Effect::Places(places) => self.orders.push(Order::Places(places)),
            Effect::CopySchedule(schedule) => browser::copy(&schedule, ctx.link().callback(Action::ScheduleCopied)),
            Effect::Grow(workers) => self.engine.grow(workers),
            Effect::WatchStop(run) => {
                later(ctx.link().callback(move |()| Action::StopOverdue(run)), STOP_MILLISECONDS);
            }
            Effect::Keep(key, text) => {
                if !browser::keep(&key, text.as_deref()) {
                    ctx.link().send_message(Action::NotKept);
                }
            }
            Effect::KeepSettings => {
                browser::dress(&self.state.settings);
                browser::keep_settings(&self.state.settings, &self.state.programs.current);
            }
            Effect::Load => self.orders.push(Order::Load(self.state.programs.text().to_owned())),
            Effect::Replace(text) => self.orders.push(Order::Replace(text)),
            Effect::Mark(problems) => self.orders.push(Order::Mark(problems)),
            Effect::Goto(line) => self.orders.push(Order::Goto(line)),
            Effect::OpenLink(text) => browser::open_link(&text),
            Effect::CopyLink(text) => browser::copy_link(&text, ctx.link().callback(Action::Shared)),
        }
    }
}

impl App {
    /// Draws the clock of a live run and of a search from time to time.
    fn tick(&mut self, ctx: &Context<Self>) {
        let runs = matches!(self.state.run.phase, Phase::Running | Phase::Stopping { .. });
        let is_live = runs && self.state.run.engine == Engine::Live;
        if (is_live || self.state.exploring.is_on()) && !self.ticking {
            self.ticking = true;
            later(ctx.link().callback(|()| Action::Tick), TICK_MILLISECONDS);
        }
    }
}

/// Ctrl-Enter runs the program from anywhere in the page, with Shift it explores it, Alt-Enter steps it. The editor says so
/// itself.
fn listen_for_keys(act: Callback<Action>) -> Closure<dyn FnMut(KeyboardEvent)> {
    let heard = Closure::new(move |event: KeyboardEvent| {
        if event.key() != "Enter" || event.default_prevented() {
            return;
        }
        let action = match (event.ctrl_key() || event.meta_key(), event.shift_key(), event.alt_key()) {
            (true, false, false) => Action::Run,
            (true, true, false) => Action::Explore,
            (false, false, true) => Action::Step,
            _ => return,
        };
        event.prevent_default();
        act.emit(action);
    });
    let window: Option<Window> = web_sys::window();
    if let Some(window) = window {
        let _ = window.add_event_listener_with_callback("keydown", heard.as_ref().unchecked_ref());
    }
    heard
}

/// Calls back once after so many milliseconds.
fn later(callback: Callback<()>, milliseconds: i32) {
    let call = Closure::once_into_js(move || callback.emit(()));
    if let Some(window) = web_sys::window() {
        let call: &Function = call.unchecked_ref();
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(call, milliseconds);
    }
}
