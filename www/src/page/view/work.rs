//! Above the editor: how the program is run, and what the user should know.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::icons;
use crate::page::exploring::Action as Explored;
use crate::page::settings::PROCESSORS;
use crate::page::state::{Action, Notice};
use crate::page::texts::Texts;
use crate::protocol::Engine;

/// What the tool bar needs.
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The words.
    pub texts: Texts,
    /// The engine that a run would use.
    pub engine: Engine,
    /// Whether there can be real threads.
    pub isolated: bool,
    /// The seed of the next run.
    pub seed: u64,
    /// The simulated machine's processors.
    pub processors: u32,
    /// The simulated machine runs one thread of a process at a time.
    pub gil: bool,
    /// Whether a program runs.
    pub running: bool,
    /// Whether a program is explored.
    pub exploring: bool,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// Run, stop, and how; explore, step.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let texts = &props.texts;
    let emit = |action: Action| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(action.clone()))
    };
    let button = |class: &'static str, words: &str, hint: Option<&str>, picture: Html, action: Action| {
        let title = hint.map(|hint| texts.get(hint));
        html! {
            <button type="button" class={classes!("button", class)} {title} onclick={emit(action)}>
                {picture}{texts.get(words)}
            </button>
        }
    };
    html! {
        <div class="toolbar">
            if props.running {
                <button type="button" class="button stop" onclick={emit(Action::Stop)}>
                    {icons::stop()}{texts.get("run.stop")}
                </button>
            } else {
                <button type="button" class="button run" title={texts.get("run.keys")} onclick={emit(Action::Run)}>
                    {icons::run()}{texts.get("run.start")}
                </button>
            }
            if props.exploring {
                {button("cancel", "explore.cancel", None, icons::stop(), Action::Exploring(Explored::Cancel))}
            } else {
                {button("explore-it", "explore.start", Some("explore.keys"), icons::explore(), Action::Explore)}
            }
            {button("step-it", "step.start", Some("step.keys-begin"), icons::step(), Action::Step)}
            <fieldset class="switch">
                <legend class="only-read">{texts.get("engine.label")}</legend>
                {engine(props, Engine::Live, texts.get("engine.live"), texts.get("engine.live-hint"))}
                {engine(props, Engine::Sim, texts.get("engine.sim"), texts.get("engine.sim-hint"))}
            </fieldset>
            if props.engine == Engine::Sim {
                {seed(props)}
                {processors(props)}
            }
            {gil(props)}
            <span class="gap"></span>
            <button type="button" class="button quiet" title={texts.get("share.hint")} onclick={emit(Action::Share)}>
                {icons::link()}<span class="wide-only">{texts.get("share.label")}</span>
            </button>
        </div>
    }
}

fn engine(props: &ToolbarProps, engine: Engine, name: String, hint: String) -> Html {
    let act = props.act.clone();
    let off = engine == Engine::Live && !props.isolated;
    let hint = if off { props.texts.get("engine.live-off") } else { hint };
    html! {
        <label title={hint}>
            <input
                type="radio"
                name="engine"
                value={if engine == Engine::Live { "live" } else { "sim" }}
                checked={props.engine == engine}
                disabled={off}
                onchange={move |_| act.emit(Action::SetEngine(engine))}
            />
            <span>{name}</span>
        </label>
    }
}

fn seed(props: &ToolbarProps) -> Html {
    let set = props.act.clone();
    let change = move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        if let Ok(seed) = input.value().trim().parse() {
            set.emit(Action::SetSeed(seed));
        }
    };
    let act = props.act.clone();
    let next = props.seed.wrapping_add(1);
    html! {
        <span class="seed">
            <label>
                <span>{props.texts.get("seed.label")}</span>
                <input type="number" min="0" step="1" aria-label={props.texts.get("seed.label")} value={props.seed.to_string()} onchange={change} />
            </label>
            <button
                type="button"
                class="icon-button"
                title={props.texts.get("seed.next")}
                aria-label={props.texts.get("seed.next")}
                onclick={move |_| act.emit(Action::SetSeed(next))}
            >
                {icons::dice()}
            </button>
        </span>
    }
}

fn processors(props: &ToolbarProps) -> Html {
    let act = props.act.clone();
    let choose = move |event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
        if let Ok(processors) = select.value().parse() {
            act.emit(Action::SetProcessors(processors));
        }
    };
    let option = |number: u32| {
        html! { <option value={number.to_string()} selected={number == props.processors}>{number}</option> }
    };
    html! {
        <label class="processors" title={props.texts.get("processors.hint")}>
            <span>{props.texts.get("processors.label")}</span>
            <select onchange={choose}>{ for PROCESSORS.into_iter().map(option) }</select>
        </label>
    }
}

/// The interpreter's lock: a switch in sim, always on with real threads; and what it is.
fn gil(props: &ToolbarProps) -> Html {
    let texts = &props.texts;
    let act = props.act.clone();
    let sim = props.engine == Engine::Sim;
    let change = move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            act.emit(Action::SetGil(input.checked()));
        }
    };
    html! {
        <span class="gil">
            <label>
                <input
                    type="checkbox"
                    role="switch"
                    name="gil"
                    checked={props.gil || !sim}
                    disabled={!sim}
                    onchange={change}
                />
                <span>{texts.get("gil.label")}</span>
            </label>
            <details class="help">
                <summary aria-label={texts.get("gil.what")} title={texts.get("gil.what")}>{"?"}</summary>
                <div class="pop">
                    <p>{texts.get("gil.hint")}</p>
                    <p>{if sim { texts.get("gil.sim") } else { texts.get("gil.live") }}</p>
                </div>
            </details>
        </span>
    }
}

/// What the notices need.
#[derive(Clone, PartialEq, Properties)]
pub struct NoticeProps {
    /// The words.
    pub texts: Texts,
    /// The notice, if there is one.
    pub notice: Option<Notice>,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// Something to tell the user once.
#[component]
pub fn Notices(props: &NoticeProps) -> Html {
    let texts = &props.texts;
    let undo = props.act.clone();
    let content = match &props.notice {
        None => Html::default(),
        Some(Notice::Reset { .. }) => html! {
            <>
                {texts.get("notice.reset")}
                <button type="button" class="button small" onclick={move |_| undo.emit(Action::UndoReset)}>
                    {texts.get("notice.undo")}
                </button>
            </>
        },
        Some(Notice::LinkCopied) => texts.get("notice.link-copied").into(),
        Some(Notice::Link(link)) => html! {
            <label>
                {texts.get("notice.link")}
                <input class="link" readonly=true value={link.clone()} />
            </label>
        },
        Some(Notice::ScheduleCopied) => texts.get("notice.schedule-copied").into(),
        Some(Notice::ScheduleNotCopied) => texts.get("notice.schedule-not-copied").into(),
        Some(Notice::NotKept) => texts.get("notice.not-kept").into(),
        Some(Notice::FromLink) => texts.get("notice.from-link").into(),
    };
    let dismiss = props.act.clone();
    html! {
        <div class="notices" role="status">
            if props.notice.is_some() {
                <div class="notice">
                    {content}
                    <button
                        type="button"
                        class="icon-button"
                        aria-label={texts.get("notice.dismiss")}
                        onclick={move |_| dismiss.emit(Action::DismissNotice)}
                    >
                        {"×"}
                    </button>
                </div>
            }
        </div>
    }
}
