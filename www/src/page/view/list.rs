//! The list of programs: the learner's own, those that came with links, and the catalogue by topics, which fold and can
//! be searched. The program that is shown is always in sight.

use web_sys::{Element, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::page::catalogue::{Entry, Topic};
use crate::page::program::{Program, Programs};
use crate::page::settings::View;
use crate::page::state::Action;
use crate::page::texts::Texts;

/// What the list needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The programs.
    pub programs: Programs,
    /// The part of the page that is shown, where there is room for one.
    pub view: View,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The list.
#[component]
pub fn List(props: &Props) -> Html {
    let texts = &props.texts;
    let search = use_state(String::new);
    let list = use_node_ref();
    let whole = search.trim().is_empty();
    let shown = list.clone();
    use_effect_with((props.programs.current.clone(), props.view, whole), move |_| {
        if let Some(list) = shown.cast::<Element>() {
            show_current(&list);
        }
    });
    let searched = search.clone();
    let change = move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            searched.set(input.value());
        }
    };
    let found: Vec<&Entry> = props.programs.catalogue.found(&search).collect();
    html! {
        <nav class="list" aria-label={texts.get("list.label")} ref={list}>
            <div class="search">
                <input
                    type="search"
                    aria-label={texts.get("list.search")}
                    placeholder={texts.get("list.search")}
                    oninput={change}
                />
            </div>
            if whole {
                {mine(props)}
                { for props.programs.catalogue.topics.iter().map(|one| topic(props, one)) }
            } else {
                <p class="found" role="status">{texts.fill("list.found", &[("number", &found.len().to_string())])}</p>
                <ul>{ for found.into_iter().map(|entry| scenario(props, entry)) }</ul>
            }
        </nav>
    }
}

fn mine(props: &Props) -> Html {
    let texts = &props.texts;
    let linked = props.programs.linked();
    html! {
        <>
            <h2>{texts.get("list.mine")}</h2>
            <ul>
                {item(props, Program::Own, texts.get("program.own"))}
                { for linked.into_iter().enumerate().map(|(index, program)| {
                    let number = (index + 1).to_string();
                    item(props, program, texts.fill("program.linked", &[("number", &number)]))
                }) }
            </ul>
        </>
    }
}

/// A topic that the learner folds and unfolds; [`show_current`] unfolds it too, so it is the browser that knows its state.
fn topic(props: &Props, topic: &Topic) -> Html {
    let language = props.texts.language.index();
    let entries: Vec<&Entry> =
        props.programs.catalogue.entries.iter().filter(|entry| entry.topic == topic.name).collect();
    html! {
        <details key={topic.name} class="topic">
            <summary><h2>{topic.title[language]}</h2><span class="count">{entries.len()}</span></summary>
            <ul>{ for entries.into_iter().map(|entry| scenario(props, entry)) }</ul>
        </details>
    }
}

fn scenario(props: &Props, entry: &Entry) -> Html {
    let title = entry.title[props.texts.language.index()];
    item(props, Program::Scenario(entry.name.to_owned()), title.to_owned())
}

fn item(props: &Props, program: Program, title: String) -> Html {
    let act = props.act.clone();
    let current = props.programs.current == program;
    let edited = matches!(program, Program::Scenario(_)) && props.programs.is_edited(&program);
    let key = program.key();
    html! {
        <li key={key.clone()}>
            <button
                type="button"
                class="item"
                data-program={key}
                aria-current={current.then_some("true")}
                onclick={move |_| act.emit(Action::Open(program.clone()))}
            >
                <span>{title}</span>
                if edited {
                    <span class="edited" title={props.texts.get("list.edited")}>
                        <span class="only-read">{props.texts.get("list.edited")}</span>
                    </span>
                }
            </button>
        </li>
    }
}

/// Unfolds the topic of the program that is shown and brings it into sight.
fn show_current(list: &Element) {
    let Ok(Some(item)) = list.query_selector("[aria-current]") else { return };
    if let Ok(Some(topic)) = item.closest("details") {
        // An attribute that a folder has can be set.
        let _ = topic.set_attribute("open", "");
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    item.scroll_into_view_with_scroll_into_view_options(&options);
}
