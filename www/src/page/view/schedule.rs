//! The schedule of a program that is stepped, as a text that can be copied and pasted.

use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::*;

use crate::page::state::Action;
use crate::page::stepping::Action as Stepped;
use crate::page::texts::Texts;

/// What the schedule needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// The schedule up to the step that is shown.
    pub schedule: String,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The schedule, and a field for another one.
#[component]
pub fn Schedule(props: &Props) -> Html {
    let Props { texts, schedule, act } = props;
    let field = use_node_ref();
    let copy = act.clone();
    let submit = {
        let (act, field) = (act.clone(), field.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let text = input.value().trim().to_owned();
            if !text.is_empty() {
                act.emit(Action::Stepping(Stepped::Follow(text)));
            }
        }
    };
    html! {
        <section class="panel schedule">
            <h3>{texts.get("schedule.title")}</h3>
            <p class="hint">{texts.get("schedule.hint")}</p>
            <div class="schedule-row">
                <input
                    type="text"
                    class="link token"
                    readonly=true
                    aria-label={texts.get("schedule.here")}
                    value={schedule.clone()}
                />
                <button type="button" class="button small copy" onclick={move |_| copy.emit(Action::CopySchedule)}>
                    {texts.get("schedule.copy")}
                </button>
            </div>
            <form class="schedule-row" onsubmit={submit}>
                <input
                    type="text"
                    class="link paste"
                    ref={field}
                    autocomplete="off"
                    spellcheck="false"
                    placeholder={texts.get("schedule.paste")}
                    aria-label={texts.get("schedule.paste")}
                />
                <button type="submit" class="button small">{texts.get("schedule.follow")}</button>
            </form>
        </section>
    }
}
