//! What there is to wait for in a program that is stepped: who has which lock, what is in which queue, and who waits.

use yew::prelude::*;

use super::console::colour;
use super::outcome::place;
use crate::page::reworded;
use crate::page::state::Action;
use crate::page::stepping::Stepping;
use crate::page::texts::Texts;
use crate::protocol::moment::{DeadlineView, ObjectState, ObjectView, PipeView, Waiter};
use crate::protocol::{Holder, Who};

/// What the panel needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The program.
    pub stepping: Stepping,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// Locks, queues and the like; nothing where there are none.
#[component]
pub fn Objects(props: &Props) -> Html {
    let Props { texts, stepping, .. } = props;
    let moment = &stepping.view.moment;
    html! {
        <>
            if !moment.objects.is_empty() || !moment.pipes.is_empty() {
                <section class="panel objects">
                    <h3>{texts.get("objects.title")}</h3>
                    <ul>
                        { for moment.objects.iter().map(|one| object(props, one)) }
                        { for moment.pipes.iter().map(|one| pipe(props, one)) }
                    </ul>
                </section>
            }
            if !moment.deadlines.is_empty() {
                <section class="panel deadlines">
                    <h3>{texts.get("objects.deadlines")}</h3>
                    <ul>{ for moment.deadlines.iter().map(|one| deadline(texts, one)) }</ul>
                </section>
            }
        </>
    }
}

fn object(props: &Props, object: &ObjectView) -> Html {
    let Props { texts, act, .. } = props;
    let line = texts.fill("deadlock.at-line", &[("line", &object.line.to_string())]);
    html! {
        <li class="object" data-object={object.name.clone()}>
            <strong>{reworded::object(texts, &object.name)}</strong>
            if !object.process.is_empty() {
                {" "}<span class="hint-inline">{&object.process}</span>
            }
            {" "}
            if object.line > 0 {
                <span class="made">{place(line, object.line, act)}</span>
            }
            <p class="how">{state(props, &object.state)}</p>
            {waiters(props, &object.waiters)}
        </li>
    }
}

/// How it is, in words.
fn state(props: &Props, state: &ObjectState) -> Html {
    let texts = &props.texts;
    match state {
        ObjectState::Lock { owner: None, .. } => texts.get("objects.free").into(),
        ObjectState::Lock { owner: Some(owner), depth } => html! {
            <>
                {holder(props, owner)}
                if *depth > 1 {
                    {" "}{texts.fill("objects.depth", &[("number", &depth.to_string())])}
                }
            </>
        },
        ObjectState::Condition { lock } => {
            texts.fill("objects.condition", &[("object", &reworded::object(texts, lock))]).into()
        }
        ObjectState::Semaphore { value, holders } => html! {
            <>
                {texts.fill("objects.semaphore", &[("number", &value.to_string())])}
                { for holders.iter().map(|one| html! { <>{" "}{holder(props, one)}</> }) }
            </>
        },
        ObjectState::Event { set: true } => texts.get("objects.set").into(),
        ObjectState::Event { set: false } => texts.get("objects.not-set").into(),
        ObjectState::Future { done: true, .. } => texts.get("objects.done").into(),
        ObjectState::Future { owner: Some(owner), .. } => {
            html! { <>{texts.get("objects.not-done")}{" "}{thread(props, owner.who, &owner.name)}</> }
        }
        ObjectState::Future { owner: None, .. } => texts.get("objects.not-done").into(),
        ObjectState::Barrier { broken: true, .. } => texts.get("objects.broken").into(),
        ObjectState::Barrier { parties, waiting, .. } => {
            texts.fill("objects.barrier", &[("here", &waiting.to_string()), ("all", &parties.to_string())]).into()
        }
        ObjectState::Queue { items, maxsize, contents } => {
            let items = items.to_string();
            let size = match maxsize {
                Some(most) => texts.fill("objects.queue-of", &[("number", &items), ("most", &most.to_string())]),
                None => texts.fill("objects.queue", &[("number", &items)]),
            };
            html! { <>{size}if let Some(contents) = contents { {" "}<code>{contents}</code> }</> }
        }
    }
}

/// Who has it, since which line.
fn holder(props: &Props, holder: &Holder) -> Html {
    let texts = &props.texts;
    let line = texts.fill("deadlock.since-line", &[("line", &holder.line.to_string())]);
    html! {
        <span class="holder">
            {texts.get("objects.held-by")}{" "}{thread(props, holder.who, &holder.name)}{" "}
            if holder.line > 0 {
                {place(line, holder.line, &props.act)}
            }
        </span>
    }
}

fn waiters(props: &Props, waiters: &[Waiter]) -> Html {
    if waiters.is_empty() {
        return Html::default();
    }
    html! {
        <p class="waiters">
            {props.texts.get("objects.waiting")}
            { for waiters.iter().map(|one| html! { <>{" "}{thread(props, one.who, &one.name)}</> }) }
        </p>
    }
}

/// A thread, by its number and name.
fn thread(props: &Props, who: Who, name: &str) -> Html {
    let rank = props.stepping.rank(who);
    html! {
        <span class={classes!("chip", colour(rank))}>
            <span class="number">{rank}</span><span class="name">{name}</span>
        </span>
    }
}

fn pipe(props: &Props, pipe: &PipeView) -> Html {
    let texts = &props.texts;
    let [writers, readers] = &pipe.ends;
    html! {
        <li class="object">
            <strong>{texts.get("objects.pipe")}</strong>
            <p class="how">
                {texts.fill("objects.bytes", &[("number", &pipe.bytes.to_string())])}{" "}
                if pipe.bytes > 0 {
                    <code>{&pipe.contents}</code>
                }
            </p>
            <p class="how">
                {texts.fill("objects.ends", &[("writers", &listed(texts, writers)), ("readers", &listed(texts, readers))])}
            </p>
            {waiters(props, &pipe.waiters)}
        </li>
    }
}

fn listed(texts: &Texts, names: &[String]) -> String {
    if names.is_empty() { texts.get("objects.nobody") } else { names.join(", ") }
}

fn deadline(texts: &Texts, deadline: &DeadlineView) -> Html {
    let at = texts.fill("figure.seconds", &[("seconds", &format!("{:.3}", deadline.at))]);
    html! { <li><code>{at}</code>{" "}<strong>{&deadline.name}</strong>{" "}{reworded::waiting(texts, &deadline.what)}</li> }
}
