//! The threads of a program that is stepped: what each would do, why some cannot, and the variables of the one chosen.

use yew::prelude::*;

use super::console::colour;
use super::outcome::place;
use crate::page::reworded;
use crate::page::state::Action;
use crate::page::stepping::{Action as Stepped, Stepping};
use crate::page::texts::Texts;
use crate::protocol::stepping::{Call, ThreadView};

/// What the parts need.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The program.
    pub stepping: Stepping,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The threads, of which one is chosen.
#[component]
pub fn Threads(props: &Props) -> Html {
    let Props { texts, stepping, .. } = props;
    html! {
        <fieldset class="panel step-threads">
            <legend>{texts.get("console.threads")}</legend>
            { for stepping.view.threads.iter().map(|one| thread(props, one)) }
            if !stepping.view.moment.ended.is_empty() {
                <p class="hint">
                    {texts.fill("step.ended-threads", &[("names", &stepping.view.moment.ended.join(", "))])}
                </p>
            }
            if stepping.view.threads.is_empty() {
                <p class="hint">{texts.get("step.no-threads")}</p>
            }
        </fieldset>
    }
}

fn thread(props: &Props, thread: &ThreadView) -> Html {
    let Props { texts, stepping, act } = props;
    let rank = stepping.rank(thread.who);
    let who = thread.who;
    let choose = act.clone();
    let next = stepping.view.next == Some(who);
    html! {
        <div
            class={classes!("step-thread", colour(rank), thread.waits.is_some().then_some("waits"))}
            data-thread={thread.name.clone()}
            key={format!("{}/{}", who.process, who.thread)}
        >
            <label>
                <input
                    type="radio"
                    name="stepped"
                    checked={stepping.chosen == Some(who)}
                    onchange={move |_| choose.emit(Action::Stepping(Stepped::Choose(who)))}
                />
                <span class="number">{rank}</span>
                <strong class="name">{&thread.name}</strong>
                if next {
                    <span class="tag next">{texts.get("step.next-of-schedule")}</span>
                }
                if thread.waits.is_some() {
                    <span class="tag waits">{texts.get("step.waits")}</span>
                }
            </label>
            <p>
                if let Some(why) = &thread.waits {
                    <span class="why">{reworded::waiting(texts, why)}</span>
                } else {
                    <span class="what">{texts.fill("step.would", &[("what", &reworded::does(texts, &thread.what))])}</span>
                    if !thread.wakes.is_empty() {
                        {" "}<span class="wakes">{texts.fill("step.wakes", &[("names", &thread.wakes.join(", "))])}</span>
                    }
                }
                {" "}
                if thread.line > 0 {
                    {place(texts.fill("deadlock.at-line", &[("line", &thread.line.to_string())]), thread.line, act)}
                }
            </p>
        </div>
    }
}

/// The calls of the chosen thread, and their variables.
#[component]
pub fn Variables(props: &Props) -> Html {
    let Props { texts, stepping, act } = props;
    let Some(thread) = stepping.chosen() else { return Html::default() };
    let call = |call: &Call| {
        let line = texts.fill("deadlock.at-line", &[("line", &call.line.to_string())]);
        html! {
            <div class="call">
                <p><code>{&call.function}</code>{" "}{place(line, call.line, act)}</p>
                <dl>
                    { for call.locals.iter().map(|(name, value)| html! {
                        <div><dt>{name}</dt><dd>{value}</dd></div>
                    }) }
                </dl>
            </div>
        }
    };
    html! {
        <section class={classes!("panel", "variables", colour(stepping.rank(thread.who)))}>
            <h3>{texts.fill("step.variables", &[("name", &thread.name)])}</h3>
            { for thread.calls.iter().map(call) }
            if thread.calls.is_empty() {
                <p class="hint">{texts.get("step.no-calls")}</p>
            }
        </section>
    }
}
