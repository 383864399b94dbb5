//! The page's head: its name, how far the isolation ladder was climbed, language, theme, editor.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::icons;
use crate::page::isolation::Isolation;
use crate::page::settings::{Settings, Theme};
use crate::page::state::Action;
use crate::page::texts::{Language, Texts};

/// What the head needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words.
    pub texts: Texts,
    /// What the user has chosen.
    pub settings: Settings,
    /// The step of the ladder.
    pub isolation: Isolation,
    /// Where actions go.
    pub act: Callback<Action>,
}

/// The head.
#[component]
pub fn Header(props: &Props) -> Html {
    let texts = &props.texts;
    html! {
        <header class="bar">
            <h1 class="brand">{icons::logo()}<span>{"Racecourse"}</span></h1>
            <p class="claim">{texts.get("brand.claim")}</p>
            {isolation(props)}
            {plain(props)}
            {language(props)}
            {theme(props)}
        </header>
    }
}

/// Says whether threads are real here, and why.
fn isolation(props: &Props) -> Html {
    let texts = &props.texts;
    let isolated = props.isolation.is_isolated();
    let short = if isolated { texts.get("isolation.yes") } else { texts.get("isolation.no") };
    let open_alone = props.isolation == Isolation::Frame;
    let act = props.act.clone();
    html! {
        <details class={classes!("isolation", isolated.then_some("good"))}>
            <summary>{short}</summary>
            <div class="pop">
                <p>{texts.get(&format!("isolation.{}", props.isolation.name()))}</p>
                if open_alone {
                    <button type="button" class="button" onclick={move |_| act.emit(Action::OpenAlone)}>
                        {texts.get("isolation.open-alone")}
                    </button>
                }
            </div>
        </details>
    }
}

fn plain(props: &Props) -> Html {
    let act = props.act.clone();
    let plain = props.settings.plain;
    let text = props.texts.get("editor.plain");
    html! {
        <button
            type="button"
            class="icon-button"
            aria-pressed={plain.to_string()}
            aria-label={text.clone()}
            title={text}
            onclick={move |_| act.emit(Action::SetPlain(!plain))}
        >
            {icons::plain()}
        </button>
    }
}

fn language(props: &Props) -> Html {
    let act = props.act.clone();
    let choose = move |event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
        if let Some(language) = Language::of_tag(&select.value()) {
            act.emit(Action::SetLanguage(language));
        }
    };
    let option = |language: Language| {
        html! {
            <option value={language.tag()} lang={language.tag()} selected={language == props.settings.language}>
                {language.name()}
            </option>
        }
    };
    html! {
        <select class="language" aria-label={props.texts.get("language.label")} onchange={choose}>
            { for Language::ALL.into_iter().map(option) }
        </select>
    }
}

/// One button that goes round: as the system, light, dark.
fn theme(props: &Props) -> Html {
    let act = props.act.clone();
    let theme = props.settings.theme;
    let place = Theme::ALL.iter().position(|&one| one == theme).unwrap_or(0);
    let next = Theme::ALL[(place + 1) % Theme::ALL.len()];
    let name = |theme: Theme| props.texts.get(&format!("theme.{}", theme.name()));
    let text = props.texts.fill("theme.switch", &[("now", &name(theme)), ("next", &name(next))]);
    html! {
        <button
            type="button"
            class="icon-button theme"
            aria-label={text.clone()}
            title={text}
            onclick={move |_| act.emit(Action::SetTheme(next))}
        >
            {icons::theme(theme)}
        </button>
    }
}
