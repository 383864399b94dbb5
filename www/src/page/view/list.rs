//! The list of programs: the learner's own, those that came with links, and the catalogue by topics.

use yew::prelude::*;

use crate::page::catalogue::{Entry, Topic};
use crate::page::program::{Program, Programs};
use crate::page::state::Action;
use crate::page::texts::Texts;

/// What the list needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The programs.
    pub programs: Programs,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The list.
#[component]
pub fn List(props: &Props) -> Html {
    let texts = &props.texts;
    let linked = props.programs.linked();
    html! {
        <nav class="list" aria-label={texts.get("list.label")}>
            <h2>{texts.get("list.mine")}</h2>
            <ul>
                {item(props, Program::Own, texts.get("program.own"))}
                { for linked.into_iter().enumerate().map(|(index, program)| {
                    let number = (index + 1).to_string();
                    item(props, program, texts.fill("program.linked", &[("number", &number)]))
                }) }
            </ul>
            { for props.programs.catalogue.topics.iter().map(|one| topic(props, one)) }
        </nav>
    }
}

fn topic(props: &Props, topic: &Topic) -> Html {
    let language = props.texts.language.index();
    let entries = props.programs.catalogue.entries.iter().filter(|entry| entry.topic == topic.name);
    let entry = |entry: &Entry| item(props, Program::Scenario(entry.name.to_owned()), entry.title[language].to_owned());
    html! {
        <>
            <h2>{topic.title[language]}</h2>
            <ul>{ for entries.map(entry) }</ul>
        </>
    }
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
