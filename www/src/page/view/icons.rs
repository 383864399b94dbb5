//! The page's pictures. None says anything that a text beside it or a label does not say.

use yew::prelude::*;

use crate::page::settings::Theme;

/// The page's sign.
pub fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <rect x="3.5" y="7" width="25" height="18" rx="9" />
            <path class="lane-a" d="M12 13h9" />
            <path class="lane-b" d="M11 19h9" />
        </svg>
    }
}

/// Run.
pub fn run() -> Html {
    filled("M4 2.5v11l9-5.5z")
}

/// Stop.
pub fn stop() -> Html {
    filled("M3.5 3.5h9v9h-9z")
}

/// Explore: from one way, several.
pub fn explore() -> Html {
    drawn("M2 8h4M6 8c2 0 2-4.5 4.5-4.5H14M6 8h8M6 8c2 0 2 4.5 4.5 4.5H14")
}

/// Step.
pub fn step() -> Html {
    drawn("M3 12.5v-3h3.5v-3H10v-3h3")
}

/// Step through an outcome.
pub fn through() -> Html {
    drawn("M5.5 3l5 5-5 5")
}

/// To the first step.
pub fn to_start() -> Html {
    drawn("M3.5 3.5v9M12.5 3.5L6.5 8l6 4.5z")
}

/// A step back.
pub fn back() -> Html {
    drawn("M10.5 3.5L4.5 8l6 4.5z")
}

/// A step forward.
pub fn forward() -> Html {
    drawn("M5.5 3.5l6 4.5-6 4.5z")
}

/// To the last step.
pub fn to_end() -> Html {
    drawn("M12.5 3.5v9M3.5 3.5l6 4.5-6 4.5z")
}

/// A link.
pub fn link() -> Html {
    drawn("M6.5 9.5a3 3 0 0 0 4.2.1l2-2a3 3 0 0 0-4.2-4.2l-.8.8M9.5 6.5a3 3 0 0 0-4.2-.1l-2 2a3 3 0 0 0 4.2 4.2l.8-.8")
}

/// Back to the beginning.
pub fn reset() -> Html {
    drawn("M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3")
}

/// Another seed.
pub fn dice() -> Html {
    drawn("M3 3h10v10H3zM5.7 5.7h.01M10.3 5.7h.01M8 8h.01M5.7 10.3h.01M10.3 10.3h.01")
}

/// A plain text field.
pub fn plain() -> Html {
    drawn("M3 4h10M8 4v9M6.3 13h3.4")
}

/// Light, dark, or as the system.
pub fn theme(theme: Theme) -> Html {
    match theme {
        Theme::System => drawn("M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3"),
        Theme::Light => drawn(
            "M8 5.2a2.8 2.8 0 1 0 .01 0M8 1.3v1.4M8 13.3v1.4M1.3 8h1.4M13.3 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1",
        ),
        Theme::Dark => drawn("M13 9.8A5.5 5.5 0 0 1 6.2 3 5.5 5.5 0 1 0 13 9.8z"),
    }
}

fn filled(path: &'static str) -> Html {
    html! { <svg class="icon filled" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}

fn drawn(path: &'static str) -> Html {
    html! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}
