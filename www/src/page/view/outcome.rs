//! How a run ended, where there is more to say than one line: a deadlock, errors in the program, a limit, our own failure.

use yew::prelude::*;

use super::console::colour;
use crate::page::reworded::waiting;
use crate::page::run::{Outcome, Run};
use crate::page::state::Action;
use crate::page::texts::Texts;
use crate::protocol::{Diagnostic, End, Wait};

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
        Some(Outcome::Ended(End::Deadlock { waits, cycle })) => deadlock(props, waits, *cycle as usize),
        Some(Outcome::Ended(End::Limit { text })) => card("limit", texts.get("limit.title"), html! { <p>{text}</p> }),
        Some(Outcome::Rejected(diagnostics)) => {
            let items = html! { <ul>{ for diagnostics.iter().map(|one| diagnostic(props, one)) }</ul> };
            card("rejected", texts.get("rejected.title"), items)
        }
        Some(Outcome::Broken(reason)) => {
            let content = html! { <><p>{texts.get("broken.text")}</p><pre>{reason}</pre></> };
            card("broken", texts.get("broken.title"), content)
        }
        _ => Html::default(),
    }
}

fn card(class: &'static str, title: String, content: Html) -> Html {
    html! {
        <section class={classes!("card", class)} role="alert">
            <h3>{title}</h3>
            {content}
        </section>
    }
}

/// Who waits for what, held by whom, where.
fn deadlock(props: &Props, waits: &[Wait], cycle: usize) -> Html {
    let texts = &props.texts;
    let wait = |(index, wait): (usize, &Wait)| {
        let processes = &props.run.processes;
        let rank = processes.rank(wait.who);
        html! {
            <li class={classes!(colour(rank), (index < cycle).then_some("in-cycle"))}>
                <p>
                    <span class="number">{rank}</span>
                    <strong>{processes.label(wait.who).text()}</strong>{" "}{waiting(texts, &wait.what)}{" "}
                    if wait.line > 0 {
                        {place(props, texts.fill("deadlock.at-line", &[("line", &wait.line.to_string())]), wait.line)}
                    }
                </p>
                if !wait.source.is_empty() {
                    <code>{&wait.source}</code>
                }
                if let Some(holder) = wait.held_by.as_ref().filter(|holder| holder.line > 0) {
                    <p class="held">
                        {texts.fill("deadlock.held-by", &[("name", &processes.label(holder.who).text())])}{" "}
                        {place(props, texts.fill("deadlock.since-line", &[("line", &holder.line.to_string())]), holder.line)}
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

fn diagnostic(props: &Props, diagnostic: &Diagnostic) -> Html {
    let text = props.texts.fill("rejected.line", &[("line", &diagnostic.line.to_string())]);
    html! {
        <li>{place(props, text, diagnostic.line)}{" "}<strong>{&diagnostic.kind}</strong>{": "}{&diagnostic.message}</li>
    }
}

fn place(props: &Props, text: String, line: u32) -> Html {
    let act = props.act.clone();
    html! { <button type="button" class="place" onclick={move |_| act.emit(Action::Goto(line))}>{text}</button> }
}
