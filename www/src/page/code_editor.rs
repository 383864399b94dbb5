//! The editor element of `www/editor/editor.js` from the page's side.
//!
//! The element may come to life after the page: until then only its text can be set, and the rest is left out.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};
use yew::{Callback, NodeRef};

use super::state::Action;
use super::stepping::Place;
use super::view::console::colour;
use crate::protocol::Diagnostic;

/// Something that the editor is to do.
pub enum Order {
    /// Show another program.
    Load(String),
    /// Change the text as one edit, which can be undone.
    Replace(String),
    /// Show these errors.
    Mark(Vec<Diagnostic>),
    /// Move the cursor to this line and take the focus.
    Goto(u32),
    /// Show where the threads are.
    Places(Vec<Place>),
}

/// The element.
pub struct CodeEditor {
    /// Where it is in the page.
    pub node: NodeRef,
    listeners: Option<Closure<dyn FnMut(Event)>>,
}

impl CodeEditor {
    /// An editor that is not in the page yet.
    pub fn new() -> CodeEditor {
        CodeEditor { node: NodeRef::default(), listeners: None }
    }

    /// Listens to it, once it is in the page.
    pub fn listen(&mut self, act: Callback<Action>) {
        let Some(element) = self.element() else { return };
        let source = element.clone();
        let heard = Closure::new(move |event: Event| match event.type_().as_str() {
            "run" => act.emit(Action::Run),
            "explore" => act.emit(Action::Explore),
            "step" => act.emit(Action::Step),
            "cursor" => act.emit(Action::Cursor(line(&source))),
            _ => act.emit(Action::Edited(text(&source))),
        });
        for name in ["edit", "run", "explore", "step", "cursor"] {
            // It fails for no element that is there.
            let _ = element.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        }
        self.listeners = Some(heard);
    }

    /// Carries out an order.
    pub fn obey(&self, order: Order) {
        let Some(element) = self.element() else { return };
        match order {
            Order::Load(text) => set_text(&element, &text),
            Order::Replace(text) => {
                if call(&element, "replace", &[text.as_str().into()]).is_none() {
                    set_text(&element, &text);
                }
            }
            Order::Mark(problems) => {
                let problems: Array = problems.iter().map(problem).collect();
                call(&element, "mark", &[problems.into()]);
            }
            Order::Goto(line) => {
                call(&element, "goto", &[line.into()]);
            }
            Order::Places(places) => {
                let places: Array = places.iter().map(place).collect();
                call(&element, "places", &[places.into()]);
            }
        }
    }

    fn element(&self) -> Option<Element> {
        self.node.cast()
    }
}

impl Default for CodeEditor {
    fn default() -> Self {
        CodeEditor::new()
    }
}

fn text(element: &Element) -> String {
    Reflect::get(element, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// The line of its cursor.
fn line(element: &Element) -> u32 {
    let line = Reflect::get(element, &"line".into()).ok().and_then(|line| line.as_f64());
    line.map_or(1, |line| line as u32)
}

fn set_text(element: &Element, text: &str) {
    let _ = Reflect::set(element, &"value".into(), &text.into());
}

/// Calls a method of the element, if it is there already.
fn call(element: &Element, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(element, &method.into()).ok()?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    method.apply(element, &arguments).ok()
}

fn problem(diagnostic: &Diagnostic) -> JsValue {
    let text = format!("{}: {}", diagnostic.kind, diagnostic.message);
    object(&[("line", diagnostic.line.into()), ("column", diagnostic.column.into()), ("message", text.into())])
}

fn place(place: &Place) -> JsValue {
    object(&[
        ("line", place.line.into()),
        ("text", place.rank.to_string().into()),
        ("name", place.name.as_str().into()),
        ("colour", colour(place.rank).into()),
        ("chosen", place.chosen.into()),
    ])
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // It fails for no object of our own.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
