//! How a run ended, where there is more to say than one line: a deadlock, errors in the program, a limit, our own failure.

use yew::prelude::*;

use super::console::colour;
use crate::page::reworded::waiting;
use crate::page::run::{Outcome, Run};
use crate::page::state::Action;
use crate::page::texts::Texts;
use crate::protocol::{Diagnostic, End, Wait, Who};

/// What the report needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The run.
    pub run: Run,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The report, or nothing.
#[component]
pub fn Report(props: &Props) -> Html {
    let texts = &props.texts;
    match props.run.outcome() {
        Some(Outcome::Ended(End::Deadlock { waits, cycle })) => {
            let who = |who| {
                let processes = &props.run.processes;
                (processes.rank(who), processes.label(who).text())
            };
            deadlock(texts, waits, *cycle as usize, &who, &props.act)
        }
        Some(Outcome::Ended(End::Limit { text })) => card("limit", texts.get("limit.title"), html! { <p>{text}</p> }),
        Some(Outcome::Rejected(errors)) => {
            card("rejected", texts.get("rejected.title"), diagnostics(texts, errors, &props.act))
        }
        Some(Outcome::Broken(reason)) => {
            let content = html! { <><p>{texts.get("broken.text")}</p><pre>{reason}</pre></> };
            card("broken", texts.get("broken.title"), content)
        }
        _ => Html::default(),
    }
}

/// Something that has to be read.
pub fn card(class: &'static str, title: String, content: Html) -> Html {
    html! {
        <section class={classes!("card", class)} role="alert">
            <h3>{title}</h3>
            {content}
        </section>
    }
}

/// Who waits for what, held by whom, where. `label` gives a thread's number and its name.
pub fn deadlock(
    texts: &Texts,
    waits: &[Wait],
    cycle: usize,
    label: &dyn Fn(Who) -> (usize, String),
    act: &Callback<Action>,
) -> Html {
    let wait = |(index, wait): (usize, &Wait)| {
        let (rank, name) = label(wait.who);
        html! {
            <li class={classes!(colour(rank), (index < cycle).then_some("in-cycle"))}>
                <p>
                    <span class="number">{rank}</span>
                    <strong>{name}</strong>{" "}{waiting(texts, &wait.what)}{" "}
                    if wait.line > 0 {
                        {place(texts.fill("deadlock.at-line", &[("line", &wait.line.to_string())]), wait.line, act)}
                    }
                </p>
                if !wait.source.is_empty() {
                    <code>{&wait.source}</code>
                }
                if let Some(holder) = wait.held_by.as_ref().filter(|holder| holder.line > 0) {
                    <p class="held">
                        {texts.fill("deadlock.held-by", &[("name", &label(holder.who).1)])}{" "}
                        {place(texts.fill("deadlock.since-line", &[("line", &holder.line.to_string())]), holder.line, act)}
                    </p>
                }
            </li>
        }
    };
    let first = waits.first().map(|wait| wait.who.process);
    let several = waits.iter().any(|wait| Some(wait.who.process) != first);
    let title = if several { texts.get("deadlock.processes-title") } else { texts.get("deadlock.title") };
    let explained = match (cycle, several) {
        (0, false) => texts.get("deadlock.no-cycle"),
        (0, true) => texts.get("deadlock.processes-no-cycle"),
        (_, false) => texts.get("deadlock.cycle"),
        (_, true) => texts.get("deadlock.processes-cycle"),
    };
    let content = html! { <><p>{explained}</p><ol>{ for waits.iter().enumerate().map(wait) }</ol></> };
    card("deadlock", title, content)
}

/// The errors of a program.
pub fn diagnostics(texts: &Texts, errors: &[Diagnostic], act: &Callback<Action>) -> Html {
    let diagnostic = |error: &Diagnostic| {
        let text = texts.fill("rejected.line", &[("line", &error.line.to_string())]);
        html! { <li>{place(text, error.line, act)}{" "}<strong>{&error.kind}</strong>{": "}{&error.message}</li> }
    };
    html! { <ul>{ for errors.iter().map(diagnostic) }</ul> }
}

/// A place in the program, which the editor's cursor can go to.
pub fn place(text: String, line: u32, act: &Callback<Action>) -> Html {
    let act = act.clone();
    html! { <button type="button" class="place" onclick={move |_| act.emit(Action::Goto(line))}>{text}</button> }
}
