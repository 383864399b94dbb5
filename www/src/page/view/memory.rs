//! What the threads of a program that is stepped share: its globals, and the objects that several of them can get at.

use yew::prelude::*;

use crate::page::texts::Texts;
use crate::protocol::moment::{MemoryView, NameView};

/// What the panel needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// What is shared.
    pub memory: Vec<MemoryView>,
}

/// The panel; nothing where nothing is shared.
#[component]
pub fn Memory(props: &Props) -> Html {
    let Props { texts, memory } = props;
    if memory.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel memory">
            <h3>{texts.get("memory.title")}</h3>
            <ul>{ for memory.iter().map(|one| shared(texts, one)) }</ul>
        </section>
    }
}

fn shared(texts: &Texts, shared: &MemoryView) -> Html {
    let first = shared.names.first().map(|name| name.variable.clone());
    html! {
        <li data-name={first}>
            { for shared.names.iter().map(|one| html! { <>{name(texts, one)}{" = "}</> }) }
            <code>{&shared.value}</code>
            if !shared.kind.is_empty() {
                {" "}<span class="kind">{&shared.kind}</span>
            }
            if !shared.process.is_empty() {
                {" "}<small>{&shared.process}</small>
            }
        </li>
    }
}

/// A variable; a local one with its function and thread.
fn name(texts: &Texts, name: &NameView) -> Html {
    let variable = html! { <code class="variable">{&name.variable}</code> };
    if name.function.is_empty() {
        return variable;
    }
    let values = [("function", name.function.as_str()), ("thread", name.thread.as_str())];
    html! { <span class="local">{variable}{" "}<small>{texts.fill("memory.local", &values)}</small></span> }
}
