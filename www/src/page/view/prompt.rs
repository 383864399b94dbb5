//! Where `input()` is answered.

use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::*;

use crate::page::state::Action;
use crate::page::texts::Texts;

/// What the prompt needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The name of the thread that waits.
    pub thread: String,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// A line to type in. Ctrl-D on an empty line is the end of the input, Ctrl-C interrupts the program.
#[component]
pub fn Prompt(props: &Props) -> Html {
    let texts = &props.texts;
    let field = use_node_ref();
    let focus = field.clone();
    use_effect_with((), move |()| {
        if let Some(input) = focus.cast::<HtmlInputElement>() {
            // The field is in the page and can have the focus.
            let _ = input.focus();
        }
    });
    let submit = {
        let (act, field) = (props.act.clone(), field.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = field.cast::<HtmlInputElement>() {
                act.emit(Action::Input(Some(input.value())));
            }
        }
    };
    let keys = {
        let (act, field) = (props.act.clone(), field.clone());
        move |event: KeyboardEvent| {
            let Some(input) = field.cast::<HtmlInputElement>().filter(|_| event.ctrl_key()) else { return };
            let nothing_selected = input.selection_start() == input.selection_end();
            let action = match event.key().as_str() {
                "d" if input.value().is_empty() => Action::Input(None),
                "c" if nothing_selected => Action::Interrupt,
                _ => return,
            };
            event.prevent_default();
            act.emit(action);
        }
    };
    html! {
        <form class="prompt" onsubmit={submit}>
            <label for="prompt">{texts.fill("prompt.label", &[("thread", &props.thread)])}</label>
            <div class="prompt-row">
                <input id="prompt" ref={field} autocomplete="off" spellcheck="false" onkeydown={keys} />
                <button type="submit" class="button">{texts.get("prompt.send")}</button>
            </div>
        </form>
    }
}
