//! Where the page is narrow: which of its parts is shown.

use yew::prelude::*;

use crate::page::settings::View;
use crate::page::state::Action;
use crate::page::texts::Texts;

/// What the tabs need.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The part that is shown.
    pub view: View,
    /// Whether a program runs, which the console's tab shows.
    pub running: bool,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// A button for each part.
#[component]
pub fn Tabs(props: &Props) -> Html {
    let tab = |view: View| {
        let act = props.act.clone();
        let text = props.texts.get(&format!("view.{}", view.name()));
        html! {
            <button
                type="button"
                class="tab"
                aria-pressed={(props.view == view).to_string()}
                onclick={move |_| act.emit(Action::SetView(view))}
            >
                {text}
                if view == View::Console && props.running {
                    <span class="tab-dot" aria-hidden="true"></span>
                }
            </button>
        }
    };
    html! {
        <nav class="tabs" aria-label={props.texts.get("view.label")}>{ for View::ALL.into_iter().map(tab) }</nav>
    }
}
