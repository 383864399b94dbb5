//! What the editor shows, and what there is to learn from it.

use yew::prelude::*;

use super::icons;
use crate::page::markdown::{Span, paragraphs, spans};
use crate::page::program::{Program, Programs};
use crate::page::state::Action;
use crate::page::texts::Texts;

/// What the title needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The programs.
    pub programs: Programs,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The title, the lesson below it, and the way back to the scenario's own text.
#[component]
pub fn Title(props: &Props) -> Html {
    let texts = &props.texts;
    let current = &props.programs.current;
    let (title, lesson) = words(props);
    let can_reset = props.programs.original(current).is_some() && props.programs.is_edited(current);
    let act = props.act.clone();
    html! {
        <div class="title">
            <h2>{title}</h2>
            if can_reset {
                <button type="button" class="button quiet small" onclick={move |_| act.emit(Action::Reset)}>
                    {icons::reset()}{texts.get("reset.label")}
                </button>
            }
            <div class="lesson" key={current.key()} tabindex="0">
                { for paragraphs(&lesson).iter().map(|text| html! { <p>{ for spans(text).into_iter().map(span) }</p> }) }
            </div>
        </div>
    }
}

fn words(props: &Props) -> (String, String) {
    let texts = &props.texts;
    let language = texts.language.index();
    match &props.programs.current {
        Program::Own => (texts.get("program.own"), texts.get("program.own-lesson")),
        Program::Linked(_) => (texts.get("program.from-link"), texts.get("program.from-link-lesson")),
        Program::Scenario(name) => match props.programs.catalogue.entry(name) {
            Some(entry) => (entry.title[language].to_owned(), entry.lesson[language].to_owned()),
            None => (name.clone(), String::new()),
        },
    }
}

fn span(span: Span) -> Html {
    match span {
        Span::Text(text) => html! { {text} },
        Span::Code(text) => html! { <code>{text}</code> },
        Span::Emphasis(text) => html! { <em>{text}</em> },
        Span::Strong(text) => html! { <strong>{text}</strong> },
    }
}
