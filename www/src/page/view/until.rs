//! Going on by itself until something is so: a line is reached, a thread has to wait or has ended, something is printed.

use web_sys::{HtmlInputElement, HtmlSelectElement, SubmitEvent};
use yew::prelude::*;

use super::step::Props;
use crate::page::state::Action;
use crate::page::stepping::{Action as Stepped, Stepping};
use crate::protocol::Who;
use crate::protocol::stepping::Until;

/// What is to be so.
#[derive(Clone, Copy, Default, PartialEq)]
enum Goal {
    #[default]
    Line,
    Waits,
    Ended,
    Output,
}

impl Goal {
    const ALL: [Goal; 4] = [Goal::Line, Goal::Waits, Goal::Ended, Goal::Output];

    /// The name in messages and in the form.
    fn name(self) -> &'static str {
        match self {
            Goal::Line => "line",
            Goal::Waits => "waits",
            Goal::Ended => "ended",
            Goal::Output => "output",
        }
    }
}

/// A choice of what is to be so, a field for which line, thread or text, and a button.
#[component]
pub fn RunUntil(props: &Props) -> Html {
    let Props { texts, stepping, cursor, act } = props;
    let goal = use_state(Goal::default);
    let thread = use_state(|| None::<Who>);
    let field = use_node_ref();
    let line = field.clone();
    // The field has the cursor's line until another is typed, and again when the cursor moves on.
    use_effect_with((*cursor, *goal), move |(cursor, goal)| {
        if let (Goal::Line, Some(field)) = (goal, line.cast::<HtmlInputElement>()) {
            field.set_value(&cursor.to_string());
        }
    });
    let threads = &stepping.view.threads;
    let is_there = |who: &Who| threads.iter().any(|thread| thread.who == *who);
    let who = (*thread).filter(is_there).or(stepping.chosen.filter(is_there));
    let submit = {
        let (act, field, goal) = (act.clone(), field.clone(), *goal);
        move |event: SubmitEvent| {
            event.prevent_default();
            let text = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            let until = match goal {
                Goal::Line => text.parse().ok().map(|line| Until::Line { line }),
                Goal::Waits => who.map(|who| Until::Waits { who }),
                Goal::Ended => who.map(|who| Until::Ended { who }),
                Goal::Output => (!text.is_empty()).then_some(Until::Output { text }),
            };
            if let Some(until) = until {
                act.emit(Action::Stepping(Stepped::Until(until)));
            }
        }
    };
    let choose_goal = {
        let goal = goal.clone();
        move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            goal.set(Goal::ALL.into_iter().find(|goal| goal.name() == select.value()).unwrap_or_default());
        }
    };
    let option = |one: &Goal| {
        let words = texts.get(&format!("until.{}", one.name()));
        html! { <option value={one.name()} selected={*one == *goal}>{words}</option> }
    };
    let words = texts.get(&format!("until.field-{}", goal.name()));
    // With nothing left to be done there is nothing to go on to.
    let over = stepping.end().is_some() && stepping.view.step == stepping.view.known;
    html! {
        <form class="until" onsubmit={submit}>
            <label>
                <span>{texts.get("until.label")}</span>
                <select class="until-goal" title={texts.get("until.keys")} onchange={choose_goal}>
                    { for Goal::ALL.iter().map(option) }
                </select>
            </label>
            if *goal == Goal::Line {
                <input type="number" class="until-line" key="line" ref={field} min="1" required=true aria-label={words} />
            } else if *goal == Goal::Output {
                <input
                    type="text"
                    class="until-text"
                    key="text"
                    ref={field}
                    required=true
                    autocomplete="off"
                    spellcheck="false"
                    placeholder={words.clone()}
                    aria-label={words}
                />
            } else {
                {choice_of_thread(stepping, who, words, thread)}
            }
            <button type="submit" class="button small until-go" disabled={over}>{texts.get("until.go")}</button>
        </form>
    }
}

/// The threads that have not ended, by number and name.
fn choice_of_thread(stepping: &Stepping, who: Option<Who>, words: String, thread: UseStateHandle<Option<Who>>) -> Html {
    let threads: Vec<Who> = stepping.view.threads.iter().map(|thread| thread.who).collect();
    let choose = move |event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
        thread.set(threads.get(select.selected_index().max(0) as usize).copied());
    };
    html! {
        <select class="until-thread" key="thread" aria-label={words} onchange={choose}>
            { for stepping.view.threads.iter().map(|thread| html! {
                <option selected={Some(thread.who) == who}>{format!("{} {}", stepping.rank(thread.who), thread.name)}</option>
            }) }
        </select>
    }
}
