//! The processes and threads of the run: a tree where there is more than one process, else a row of threads.

use std::collections::BTreeMap;

use yew::prelude::*;

use super::console::colour;
use crate::page::processes::{News, Process, Processes, State, signal_name};
use crate::page::texts::Texts;
use crate::protocol::Status;

/// With more news than this at a time only their number is told.
const NEWS: usize = 3;

/// What the part needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The processes and threads.
    pub processes: Processes,
}

/// The tree, or the row, or nothing before a run.
#[component]
pub fn ProcessesPart(props: &Props) -> Html {
    let Props { texts, processes } = props;
    if processes.are_several() {
        return tree(props);
    }
    let threads: Vec<usize> = (0..processes.threads.len()).collect();
    if threads.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="threads" aria-label={texts.get("console.threads")} tabindex="0">
            { for threads.into_iter().map(|rank| chip(props, rank)) }
        </ul>
    }
}

/// Each process with its state, and below it its threads and children.
fn tree(props: &Props) -> Html {
    let Props { texts, processes } = props;
    let (tree, hidden) = processes.tree();
    let all = processes.all.len().to_string();
    let count = texts.fill("process.count", &[("alive", &processes.processes_alive().to_string()), ("all", &all)]);
    html! {
        <details class="processes" open=true>
            <summary>{texts.get("console.processes")}<span class="count">{count}</span></summary>
            <div class="tree" tabindex="0" role="group" aria-label={texts.get("console.processes")}>
                {branch(props, &tree, None)}
                if hidden > 0 {
                    <p class="hidden-processes">{texts.fill("process.hidden", &[("number", &hidden.to_string())])}</p>
                }
            </div>
            <p class="only-read" role="status">{news(props)}</p>
        </details>
    }
}

fn branch(props: &Props, tree: &BTreeMap<Option<usize>, Vec<usize>>, above: Option<usize>) -> Html {
    let Some(places) = tree.get(&above) else { return Html::default() };
    let one = |&at: &usize| {
        let process = &props.processes.all[at];
        let more = process.threads.get(1..).unwrap_or_default();
        html! {
            <li key={process.pid} class="process" data-pid={process.pid.to_string()} data-state={name_of(process.state)}>
                {row(props, process)}
                if !more.is_empty() {
                    <ul class="chips" aria-label={props.texts.get("console.threads")}>
                        { for more.iter().map(|&rank| chip(props, rank)) }
                    </ul>
                }
                {branch(props, tree, Some(at))}
            </li>
        }
    };
    html! { <ul>{ for places.iter().map(one) }</ul> }
}

fn row(props: &Props, process: &Process) -> Html {
    let texts = &props.texts;
    let rank = process.threads.first().copied().unwrap_or(0);
    let parent = match process.parent {
        Some(_) if process.adopted => texts.get("process.adopted"),
        Some(parent) => texts.fill("process.parent", &[("pid", &parent.to_string())]),
        None => String::new(),
    };
    let tag = name_of(process.state);
    html! {
        <div class={classes!("row", colour(rank), tag)}>
            <span class="number" aria-hidden="true">{rank}</span>
            <span class="name">{&process.name}</span>
            <span class="pid"><span class="only-read">{"pid "}</span>{process.pid}</span>
            <span class={classes!("tag", tag)}>{state(texts, process.state)}</span>
            <span class={classes!("parent", process.adopted.then_some("adopted"))}>{parent}</span>
        </div>
    }
}

/// A thread with its colour, number and name.
fn chip(props: &Props, rank: usize) -> Html {
    let Props { texts, processes } = props;
    let thread = &processes.threads[rank];
    let state = if thread.alive { "thread.alive" } else { "thread.ended" };
    html! {
        <li key={rank} class={classes!("chip", colour(rank), (!thread.alive).then_some("ended"))}>
            <span class="number">{rank}</span>
            <span class="name">{&thread.name}</span>
            if thread.daemon {
                <span class="daemon">{texts.get("thread.daemon")}</span>
            }
            <span class="only-read">{texts.get(state)}</span>
        </li>
    }
}

/// What has just happened to processes, for those who do not see the tree.
fn news(props: &Props) -> String {
    let Props { texts, processes } = props;
    let pid = |pid: u32| pid.to_string();
    if processes.news.len() > NEWS {
        return texts.fill("process.many-news", &[("number", &processes.news.len().to_string())]);
    }
    let told = processes.news.iter().map(|news| match news {
        News::Started(one) => texts.fill("process.news-started", &[("pid", &pid(*one))]),
        News::Ended(one, how) => texts.fill("process.news-ended", &[("pid", &pid(*one)), ("how", &state(texts, *how))]),
        News::Reaped(one) => texts.fill("process.news-reaped", &[("pid", &pid(*one))]),
    });
    told.collect::<Vec<_>>().join(" ")
}

fn state(texts: &Texts, state: State) -> String {
    match state {
        State::Running => texts.get("process.running"),
        State::Stuck => texts.get("process.stuck"),
        State::Stopped => texts.get("process.stopped"),
        State::Ended(status) => how(texts, status),
        State::Zombie(status) => texts.fill("process.zombie", &[("how", &how(texts, status))]),
    }
}

fn how(texts: &Texts, status: Status) -> String {
    match status {
        Status::Exit(code) => texts.fill("process.exit", &[("code", &code.to_string())]),
        Status::Signal(number) => match signal_name(number) {
            Some(name) => texts.fill("process.signal", &[("name", name), ("number", &number.to_string())]),
            None => texts.fill("process.other-signal", &[("number", &number.to_string())]),
        },
    }
}

/// The state's name in the style sheet and for the tests.
fn name_of(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Stuck => "stuck",
        State::Stopped => "stopped",
        State::Zombie(_) => "zombie",
        State::Ended(Status::Exit(0)) => "ended",
        State::Ended(_) => "failed",
    }
}
