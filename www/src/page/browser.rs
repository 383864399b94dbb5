//! The browser's objects as far as the page needs them: storage, address, clipboard, the page's root element.
//!
//! Storage may be forbidden (private windows, frames) or full: what cannot be kept is no failure of the page.

use std::collections::BTreeMap;

use js_sys::{decode_uri_component, encode_uri_component};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, Storage, Window};
use yew::Callback;

use super::isolation::Isolation;
use super::program::Program;
use super::settings::{PROCESSORS, Settings, Theme};
use super::texts::Language;
use crate::protocol::Engine;

const DRAFT: &str = "racecourse.draft.";
const SETTING: &str = "racecourse.setting.";
const LINK: &str = "#code=";
const SCENARIO: &str = "#scenario=";

/// What the address asks for.
pub enum Asked {
    /// This program text.
    Text(String),
    /// This entry of the catalogue.
    Scenario(String),
}

/// Milliseconds of a monotonic clock.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// How far the isolation ladder was climbed.
pub fn isolation() -> Isolation {
    let step = root().and_then(|root| root.get_attribute("data-isolation"));
    step.and_then(|step| Isolation::of_name(&step)).unwrap_or(Isolation::Refused)
}

/// The folder of the page's files, as an address that ends in a slash.
pub fn assets() -> String {
    root().and_then(|root| root.get_attribute("data-assets")).unwrap_or_default()
}

/// Shows the language and the theme on the page's root element.
pub fn dress(settings: &Settings) {
    let Some(root) = root() else { return };
    let _ = root.set_attribute("lang", settings.language.tag());
    let _ = root.set_attribute("data-theme", settings.theme.name());
}

/// What the learner has written at earlier visits.
pub fn drafts() -> BTreeMap<String, String> {
    let Some(storage) = storage() else { return BTreeMap::new() };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    let draft = |name: String| Some((name.strip_prefix(DRAFT)?.to_owned(), storage.get_item(&name).ok()??));
    names.filter_map(draft).collect()
}

/// Keeps a text, or forgets it. False: the browser did not keep it.
pub fn keep(key: &str, text: Option<&str>) -> bool {
    let Some(storage) = storage() else { return false };
    let name = format!("{DRAFT}{key}");
    match text {
        Some(text) => storage.set_item(&name, text).is_ok(),
        None => storage.remove_item(&name).is_ok(),
    }
}

/// The settings of earlier visits, and the browser's language at the first.
pub fn settings() -> Settings {
    let usual = Settings::default();
    let get = |name: &str| storage()?.get_item(&format!("{SETTING}{name}")).ok().flatten();
    let language = asked_language().or_else(|| get("language")).or_else(|| window().navigator().language());
    Settings {
        language: language.and_then(|tag| Language::of_tag(&tag)).unwrap_or(usual.language),
        theme: get("theme").and_then(|name| Theme::of_name(&name)).unwrap_or(usual.theme),
        plain: get("plain").as_deref() == Some("true"),
        engine: if get("engine").as_deref() == Some("sim") { Engine::Sim } else { Engine::Live },
        seed: get("seed").and_then(|seed| seed.parse().ok()).unwrap_or(usual.seed),
        processors: get("processors")
            .and_then(|number| number.parse().ok())
            .filter(|number| PROCESSORS.contains(number))
            .unwrap_or(usual.processors),
        gil: get("gil").as_deref() != Some("off"),
        view: usual.view,
    }
}

/// Keeps the settings and which program is shown.
pub fn keep_settings(settings: &Settings, program: &Program) {
    let Some(storage) = storage() else { return };
    let engine = if settings.engine == Engine::Sim { "sim" } else { "live" };
    for (name, value) in [
        ("language", settings.language.tag()),
        ("theme", settings.theme.name()),
        ("plain", if settings.plain { "true" } else { "false" }),
        ("engine", engine),
        ("seed", &settings.seed.to_string()),
        ("processors", &settings.processors.to_string()),
        ("gil", if settings.gil { "on" } else { "off" }),
        ("program", &program.key()),
    ] {
        // A setting that is not kept is chosen again.
        let _ = storage.set_item(&format!("{SETTING}{name}"), value);
    }
}

/// The program that was shown at the last visit.
pub fn last_program() -> Option<Program> {
    let key = storage()?.get_item(&format!("{SETTING}program")).ok()??;
    Program::of_key(&key)
}

/// What the address asks for.
pub fn asked() -> Option<Asked> {
    let hash = window().location().hash().ok()?;
    let decoded = |text: &str| decode_uri_component(text).ok().map(String::from);
    if let Some(text) = hash.strip_prefix(LINK) {
        return decoded(text).map(Asked::Text);
    }
    hash.strip_prefix(SCENARIO).and_then(decoded).map(Asked::Scenario)
}

/// Copies a link to this program text. The answer is the link itself where the browser does not let it be copied.
pub fn copy_link(text: &str, done: Callback<Result<(), String>>) {
    let link = link(text);
    let copied = link.clone();
    copy(&link, Callback::from(move |is: bool| done.emit(if is { Ok(()) } else { Err(copied.clone()) })));
}

/// Copies a text, and says whether the browser let it be copied.
pub fn copy(text: &str, done: Callback<bool>) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        done.emit(false);
        return;
    }
    let copied = window().navigator().clipboard().write_text(text);
    spawn_local(async move { done.emit(JsFuture::from(copied).await.is_ok()) });
}

/// A link to this program text.
pub fn link(text: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    format!("{page}{LINK}{}", String::from(encode_uri_component(text)))
}

/// Opens a link to this program text in a new tab.
pub fn open_link(text: &str) {
    // A browser that blocks it says so itself.
    let _ = window().open_with_url_and_target(&link(text), "_blank");
}

/// The language in the address: `?lang=zh`.
fn asked_language() -> Option<String> {
    let query = window().location().search().ok()?;
    query.trim_start_matches('?').split('&').find_map(|part| part.strip_prefix("lang=")).map(str::to_owned)
}

fn root() -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    window().document()?.document_element()?.dyn_into().ok()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn window() -> Window {
    web_sys::window().expect("the page's module runs in a page")
}
