//! What the user sees.
//!
//! [`state`] is all of it as data, with [`program`], [`run`], [`processes`], [`console`], [`exploring`], [`stepping`],
//! [`settings`] and [`isolation`] as its parts and [`texts`], [`markdown`] and [`reworded`] for the words. `app` draws the state with the components in
//! `view` and carries out what the state asks for, through `browser`, `engine_link` and `worker_link`.

#[cfg(feature = "page")]
pub mod app;
#[cfg(feature = "page")]
pub mod browser;
pub mod catalogue;
#[cfg(feature = "page")]
pub mod code_editor;
pub mod console;
#[cfg(feature = "page")]
pub mod engine_link;
pub mod exploring;
pub mod isolation;
pub mod markdown;
pub mod processes;
pub mod program;
pub mod reworded;
pub mod run;
pub mod settings;
pub mod state;
pub mod stepping;
pub mod texts;
#[cfg(feature = "page")]
pub mod view;
#[cfg(feature = "page")]
pub mod worker_link;

/// Starts the page in the element with the id `app`.
#[cfg(feature = "page")]
pub fn start() {
    let place = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    if let Some(place) = place {
        place.set_inner_html("");
        yew::Renderer::<app::App>::with_root(place).render();
    }
}
