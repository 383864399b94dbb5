//! What the part beside the editor shows: the run, the exploration, or the program that is stepped.

use yew::prelude::*;

use crate::page::state::{Action, Face};
use crate::page::texts::Texts;

/// What the switch needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// What is shown.
    pub face: Face,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// A button for each.
#[component]
pub fn Faces(props: &Props) -> Html {
    let button = |face: Face| {
        let act = props.act.clone();
        html! {
            <button
                type="button"
                class="face"
                data-face={face.name()}
                aria-pressed={(props.face == face).to_string()}
                onclick={move |_| act.emit(Action::SetFace(face))}
            >
                {props.texts.get(&format!("face.{}", face.name()))}
            </button>
        }
    };
    html! {
        <nav class="faces" aria-label={props.texts.get("face.label")}>{ for Face::ALL.into_iter().map(button) }</nav>
    }
}
