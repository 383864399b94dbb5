//! A program that is stepped: the way forward and back, what the last step was, and what there is to see after it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::console::colour;
use super::icons;
use super::memory::Memory;
use super::objects::Objects;
use super::outcome::{card, deadlock, diagnostics, place};
use super::schedule::Schedule;
use super::threads::{Threads, Variables};
use super::until::RunUntil;
use crate::page::reworded;
use crate::page::state::Action;
use crate::page::stepping::{Action as Stepped, Phase, Stepping};
use crate::page::texts::Texts;
use crate::protocol::stepping::{LastStep, Trouble, Until};
use crate::protocol::{End, Who};

/// Steps that the page keys go.
const PAGE: i32 = 20;
/// What has keys of its own: the part's are not heard there.
const OWN_KEYS: &str = "input[type=text], input[type=number], input[type=range], select, [data-scrolls]";
/// What the key for going on until something is so goes to.
const UNTIL: &str = ".until select";

/// What the part needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The program.
    pub stepping: Stepping,
    /// The line of the editor's cursor, from 1.
    pub cursor: u32,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The program that is stepped, or how to begin.
#[component]
pub fn StepPart(props: &Props) -> Html {
    let Props { texts, stepping, act, .. } = props;
    let part = use_node_ref();
    let focus = part.clone();
    use_effect_with(stepping.number, move |_| {
        if let Some(part) = focus.cast::<HtmlElement>() {
            // Its keys are heard at once.
            let _ = part.focus();
        }
    });
    let keys = {
        let (act, stepping, part) = (act.clone(), stepping.clone(), part.clone());
        move |event: KeyboardEvent| {
            if event.key() == "u" && is_heard(&event) {
                let form = part.cast::<Element>().and_then(|part| part.query_selector(UNTIL).ok().flatten());
                if let Some(select) = form.and_then(|select| select.dyn_into::<HtmlElement>().ok()) {
                    event.prevent_default();
                    let _ = select.focus();
                }
                return;
            }
            if let Some(action) = action_of(&event, &stepping) {
                event.prevent_default();
                act.emit(Action::Stepping(action));
            }
        }
    };
    html! {
        <section
            class="step"
            ref={part}
            tabindex="-1"
            aria-label={texts.get("face.step")}
            data-phase={phase(stepping)}
            data-step={stepping.view.step.to_string()}
            data-known={stepping.view.known.to_string()}
            onkeydown={keys}
        >
            {head(props)}
            if stepping.phase == Phase::On {
                {controls(props)}
                {last_step(texts, stepping, act)}
                <div class="seen">
                    {trouble(texts, stepping)}
                    {end(texts, stepping, act)}
                    <Threads texts={texts.clone()} stepping={stepping.clone()} act={act.clone()} />
                    <Variables texts={texts.clone()} stepping={stepping.clone()} act={act.clone()} />
                    <Memory texts={texts.clone()} memory={stepping.view.moment.memory.clone()} />
                    <Objects texts={texts.clone()} stepping={stepping.clone()} act={act.clone()} />
                    {output(texts, stepping)}
                    <Schedule texts={texts.clone()} schedule={stepping.view.schedule.clone()} act={act.clone()} />
                </div>
            } else {
                <div class="seen">{not_stepping(props)}</div>
            }
        </section>
    }
}

/// Whether a key is meant for this part.
fn is_heard(event: &KeyboardEvent) -> bool {
    let at: Option<Element> = event.target_dyn_into();
    let has_own = at.is_some_and(|at| at.closest(OWN_KEYS).ok().flatten().is_some());
    !(has_own || event.ctrl_key() || event.alt_key() || event.meta_key())
}

/// What a key means in this part.
fn action_of(event: &KeyboardEvent, stepping: &Stepping) -> Option<Stepped> {
    if !is_heard(event) {
        return None;
    }
    Some(match event.key().as_str() {
        "ArrowRight" => Stepped::By(1),
        "ArrowLeft" => Stepped::By(-1),
        "ArrowUp" => Stepped::ChooseBy(-1),
        "ArrowDown" => Stepped::ChooseBy(1),
        "PageUp" => Stepped::By(-PAGE),
        "PageDown" => Stepped::By(PAGE),
        "Home" => Stepped::Goto(0),
        "End" => Stepped::ToEnd,
        "s" => Stepped::Step,
        "l" => Stepped::Line,
        "r" => Stepped::GoOn,
        digit => {
            let rank: usize = digit.parse().ok()?;
            Stepped::Choose(
                stepping.view.threads.iter().map(|thread| thread.who).find(|&who| stepping.rank(who) == rank)?,
            )
        }
    })
}

/// The name of the state, for the style sheet and the tests.
fn phase(stepping: &Stepping) -> &'static str {
    match (&stepping.phase, stepping.end()) {
        (Phase::Off, _) => "off",
        (Phase::Starting, _) => "starting",
        (Phase::Edited, _) => "edited",
        (Phase::Rejected(_), _) => "rejected",
        (Phase::Broken(_), _) => "broken",
        (Phase::On, None) => "on",
        (Phase::On, Some(End::Deadlock { .. })) => "deadlock",
        (Phase::On, Some(End::Exit { code: 0 })) => "done",
        (Phase::On, Some(_)) => "failed",
    }
}

fn head(props: &Props) -> Html {
    let Props { texts, stepping, act, .. } = props;
    let view = &stepping.view;
    let (class, words) = match (&stepping.phase, stepping.end()) {
        (Phase::Off, _) => ("idle", texts.get("step.off")),
        (Phase::Starting, _) => ("running", texts.get("status.starting")),
        (Phase::Edited, _) => ("stopped", texts.get("step.left")),
        (Phase::Rejected(_), _) => ("failed", texts.get("status.rejected")),
        (Phase::Broken(_), _) => ("failed", texts.get("status.broken")),
        (Phase::On, None) => ("running", texts.get("step.on")),
        (Phase::On, Some(End::Deadlock { .. })) => ("deadlock", texts.get("status.deadlock")),
        (Phase::On, Some(End::Exit { code: 0 })) => ("done", texts.get("step.ended")),
        (Phase::On, Some(End::Exit { code })) => ("failed", texts.fill("status.exit", &[("code", &code.to_string())])),
        (Phase::On, Some(_)) => ("failed", texts.get("status.limit")),
    };
    let (begin, leave) = (act.clone(), act.clone());
    html! {
        <div class="row-head">
            <p class={classes!("state", class)} role="status">{words}</p>
            <button
                type="button"
                class="button"
                title={texts.get("step.keys-begin")}
                onclick={move |_| begin.emit(Action::Step)}
            >
                {icons::step()}{if stepping.is_on() { texts.get("step.anew") } else { texts.get("step.start") }}
            </button>
            if stepping.phase == Phase::On {
                <button
                    type="button"
                    class="icon-button"
                    aria-label={texts.get("step.leave")}
                    title={texts.get("step.leave")}
                    onclick={move |_| leave.emit(Action::Stepping(Stepped::Leave))}
                >
                    {"×"}
                </button>
                <dl class="figures">
                    <div title={texts.get("figure.virtual-time-hint")}>
                        <dt>{texts.get("figure.virtual-time")}</dt>
                        <dd>{texts.fill("figure.seconds", &[("seconds", &format!("{:.3}", view.clock))])}</dd>
                    </div>
                </dl>
            }
        </div>
    }
}

/// Where nothing is stepped: why, and how to begin.
fn not_stepping(props: &Props) -> Html {
    let Props { texts, stepping, act, .. } = props;
    match &stepping.phase {
        Phase::Edited => html! { <p class="stale" role="alert">{texts.get("step.edited")}</p> },
        Phase::Rejected(errors) => card("rejected", texts.get("rejected.title"), diagnostics(texts, errors, act)),
        Phase::Broken(reason) => {
            let content = html! { <><p>{texts.get("step.broken")}</p><pre>{reason}</pre></> };
            card("broken", texts.get("broken.title"), content)
        }
        Phase::Starting | Phase::On => Html::default(),
        Phase::Off => html! { <p class="hint">{texts.get("step.empty")}</p> },
    }
}

/// Back and forward among the steps that are known, and new steps.
fn controls(props: &Props) -> Html {
    let Props { texts, stepping, act, .. } = props;
    let known = stepping.view.known;
    let step = stepping.step();
    let button = |key: &str, class: &'static str, picture: Html, off: bool, action: Stepped| {
        let act = act.clone();
        let text = texts.get(&format!("step.{key}"));
        html! {
            <button
                type="button"
                class={classes!("icon-button", class)}
                aria-label={text.clone()}
                title={text}
                disabled={off}
                onclick={move |_| act.emit(Action::Stepping(action.clone()))}
            >
                {picture}
            </button>
        }
    };
    let scrub = {
        let act = act.clone();
        move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Ok(step) = input.value().parse() {
                act.emit(Action::Stepping(Stepped::Goto(step)));
            }
        }
    };
    let of = texts.fill("step.of", &[("step", &step.to_string()), ("known", &known.to_string())]);
    html! {
        <div class="controls">
            <div class="way">
                {button("to-start", "to-start", icons::to_start(), step == 0, Stepped::Goto(0))}
                {button("back", "back", icons::back(), step == 0, Stepped::By(-1))}
                <input
                    type="range"
                    class="scrubber"
                    min="0"
                    max={known.to_string()}
                    value={step.to_string()}
                    aria-label={texts.get("step.scrubber")}
                    aria-valuetext={of.clone()}
                    oninput={scrub}
                />
                {button("forward", "forward", icons::forward(), step == known, Stepped::By(1))}
                {button("to-end", "to-end", icons::to_end(), step == known, Stepped::ToEnd)}
                <span class="of">{of}</span>
            </div>
            {new_steps(props)}
            <RunUntil ..props.clone() />
        </div>
    }
}

fn new_steps(props: &Props) -> Html {
    let Props { texts, stepping, act, .. } = props;
    let chosen = stepping.chosen();
    let off = chosen.is_none_or(|thread| thread.waits.is_some());
    let over = stepping.end().is_some();
    let button = |key: &str, class: &'static str, off: bool, action: Stepped| {
        let act = act.clone();
        let act_on = move |_: MouseEvent| act.emit(Action::Stepping(action.clone()));
        let keys = texts.get(&format!("step.keys-{key}"));
        html! {
            <button type="button" class={classes!("button", "small", class)} disabled={off} title={keys} onclick={act_on}>
                {texts.get(&format!("step.{key}"))}
            </button>
        }
    };
    html! {
        <div class="new-steps">
            if let Some(thread) = chosen {
                <span class={classes!("with", colour(stepping.rank(thread.who)))}>
                    <span class="number">{stepping.rank(thread.who)}</span>
                    <span class="name">{&thread.name}</span>
                </span>
            }
            {button("one", "one-step", off, Stepped::Step)}
            {button("line", "one-line", off, Stepped::Line)}
            {button("run", "run-on", over && stepping.view.step == stepping.view.known, Stepped::GoOn)}
        </div>
    }
}

/// What the last step was, in a sentence.
fn last_step(texts: &Texts, stepping: &Stepping, act: &Callback<Action>) -> Html {
    let sentence = |last: &LastStep| {
        let what = reworded::does(texts, &last.what);
        let value = last.value.as_ref().map_or(String::new(), |value| format!(": {value}"));
        let rank = stepping.rank(last.who);
        html! {
            <>
                <span class={classes!("number", colour(rank))}>{rank}</span>
                <strong class={colour(rank)}>{&last.name}</strong>{" "}
                <span class="what">{what}{value}</span>{" "}
                if last.line > 0 {
                    {place(texts.fill("deadlock.at-line", &[("line", &last.line.to_string())]), last.line, act)}
                }
            </>
        }
    };
    html! {
        <p class="last" role="status">
            { stepping.view.last.as_ref().map_or_else(|| texts.get("step.at-start").into(), sentence) }
        </p>
    }
}

/// What could not be done.
fn trouble(texts: &Texts, stepping: &Stepping) -> Html {
    let fitting =
        |key: &str, fits: usize, of: usize| texts.fill(key, &[("fits", &fits.to_string()), ("of", &of.to_string())]);
    let words = match &stepping.trouble {
        None => return Html::default(),
        Some(Trouble::CannotStep) if stepping.end().is_some() => texts.get("trouble.ended"),
        Some(Trouble::CannotStep) => texts.get("trouble.cannot-step"),
        Some(Trouble::EndedFirst { until }) => ended_first(texts, stepping, until),
        Some(Trouble::NotYet { steps }) => texts.fill("trouble.not-yet", &[("steps", &steps.to_string())]),
        Some(Trouble::NoSchedule) => texts.get("trouble.no-schedule"),
        Some(Trouble::OtherVersion { version }) => texts.fill("trouble.version", &[("version", version)]),
        Some(Trouble::Damaged { part }) => texts.fill("trouble.damaged", &[("part", part)]),
        Some(Trouble::Stale { fits, of }) => fitting("trouble.stale", *fits, *of),
        Some(Trouble::Strays { fits, of }) => fitting("trouble.strays", *fits, *of),
    };
    html! { <p class="stale trouble" role="alert">{words}</p> }
}

/// That the program has ended before what it was run on to.
fn ended_first(texts: &Texts, stepping: &Stepping, until: &Until) -> String {
    let named = |who: &Who| stepping.name(*who);
    match until {
        Until::Line { line } => texts.fill("trouble.never-line", &[("line", &line.to_string())]),
        Until::Waits { who } => texts.fill("trouble.never-waits", &[("name", &named(who))]),
        Until::Ended { who } => texts.fill("trouble.never-ended", &[("name", &named(who))]),
        Until::Output { text } => texts.fill("trouble.never-output", &[("text", text)]),
    }
}

/// How the program has ended, where there is more to say than one word.
fn end(texts: &Texts, stepping: &Stepping, act: &Callback<Action>) -> Html {
    match stepping.end() {
        Some(End::Deadlock { waits, cycle }) => {
            let name = |who: Who| (stepping.rank(who), stepping.name(who));
            deadlock(texts, waits, *cycle as usize, &name, act)
        }
        Some(End::Limit { text }) => {
            card("limit", texts.get("limit.title"), html! { <p>{reworded::reason(texts, text)}</p> })
        }
        _ => Html::default(),
    }
}

/// What the program has printed so far.
fn output(texts: &Texts, stepping: &Stepping) -> Html {
    let view = &stepping.view;
    html! {
        <section class="panel output">
            <h3>{texts.get("step.output")}</h3>
            if view.output_before > 0 {
                <p class="hint">{texts.get("step.output-before")}</p>
            }
            if view.output.is_empty() && view.errors.is_empty() {
                <p class="hint">{texts.get("step.no-output")}</p>
            } else {
                <pre data-scrolls="" tabindex="0" aria-label={texts.get("console.output")}>
                    {&view.output}<span class="err">{&view.errors}</span>
                </pre>
            }
        </section>
    }
}
