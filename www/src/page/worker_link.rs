//! A worker apart from those of runs: the explorer's, the stepper's. It has an engine and a memory of its own, is started
//! when it is first needed, and can be thrown away at any time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Atomics, Int32Array, Object, Promise, SharedArrayBuffer};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, MessageEvent, MessagePort, Worker};
use yew::Callback;

use super::engine_link::{new_worker, set, words};

/// The worker as the page has it. `M` is what it says; a message `panic` must be among that.
pub struct WorkerLink<M> {
    assets: String,
    module: Promise,
    part: &'static str,
    heard: Callback<M>,
    /// Shared with the worker where that can be: the number of what is to end.
    stop: Option<Int32Array>,
    worker: Rc<RefCell<Option<Started>>>,
}

/// A worker that was started.
struct Started {
    worker: Worker,
    /// What is to be sent when it has been told what it is.
    waiting: Option<Vec<String>>,
    /// The ways from workers that it has started itself.
    ports: Rc<RefCell<Vec<MessagePort>>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl<M: DeserializeOwned + 'static> WorkerLink<M> {
    /// No worker yet.
    pub(super) fn new(
        assets: String,
        module: Promise,
        part: &'static str,
        shares: bool,
        heard: Callback<M>,
    ) -> WorkerLink<M> {
        let stop = shares.then(|| Int32Array::new(&SharedArrayBuffer::new(4)));
        WorkerLink { assets, module, part, heard, stop, worker: Rc::default() }
    }

    /// Sends a message, to a new worker if there is none.
    pub fn send(&self, message: &impl Serialize) {
        let Ok(text) = serde_json::to_string(message) else { return };
        if self.worker.borrow().is_none()
            && let Err(error) = self.start()
        {
            fail(&self.heard, words(&error));
            return;
        }
        if let Some(started) = &mut *self.worker.borrow_mut() {
            match &mut started.waiting {
                Some(waiting) => waiting.push(text),
                None => drop(started.worker.post_message(&text.into())),
            }
        }
    }

    /// Asks it to end what has this number, which it may not hear: where nothing is shared, and while it is at one thing.
    pub fn stop(&self, number: u32) {
        if let Some(stop) = &self.stop {
            // It fails for no array of integers.
            let _ = Atomics::store(stop, 0, number as i32);
        }
    }

    /// Ends the worker at once, whatever it does.
    pub fn end(&self) {
        *self.worker.borrow_mut() = None;
    }

    fn start(&self) -> Result<(), JsValue> {
        let worker = new_worker(&self.assets)?;
        let heard = self.heard.clone();
        let ports = Rc::new(RefCell::new(Vec::new()));
        let (listener, new_ports) = (worker.clone(), ports.clone());
        let on_message = Closure::new(move |event: MessageEvent| {
            let ports = Array::from(&event.ports());
            if ports.length() > 0 {
                // Its own workers are heard as it is.
                let ports = ports.iter().map(|port| port.unchecked_into::<MessagePort>());
                ports.clone().for_each(|port| port.set_onmessage(listener.onmessage().as_ref()));
                return new_ports.borrow_mut().extend(ports);
            }
            let text = event.data().as_string().unwrap_or_default();
            match serde_json::from_str(&text) {
                Ok(message) => heard.emit(message),
                Err(error) => fail(&heard, error.to_string()),
            }
        });
        let heard = self.heard.clone();
        let on_error = Closure::new(move |event: ErrorEvent| {
            fail(&heard, format!("a worker could not start: {}", event.message()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let opening = Object::new();
        set(&opening, "role", &self.part.into())?;
        if let Some(stop) = &self.stop {
            set(&opening, "stop", stop)?;
        }
        *self.worker.borrow_mut() = Some(Started {
            worker: worker.clone(),
            waiting: Some(Vec::new()),
            ports,
            _on_message: on_message,
            _on_error: on_error,
        });
        let (place, module, heard) = (self.worker.clone(), self.module.clone(), self.heard.clone());
        spawn_local(async move {
            let opened = match JsFuture::from(module).await {
                Ok(module) => set(&opening, "module", &module).and_then(|()| worker.post_message(&opening)),
                Err(error) => Err(error),
            };
            if let Err(error) = opened {
                fail(&heard, words(&error));
                return;
            }
            // Another one may be in its place by now.
            if let Some(started) = place.borrow_mut().as_mut().filter(|started| started.worker == worker) {
                for text in started.waiting.take().unwrap_or_default() {
                    let _ = worker.post_message(&text.into());
                }
            }
        });
        Ok(())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.ports.borrow().iter().for_each(MessagePort::close);
        self.worker.terminate();
    }
}

/// Says that the worker has failed.
fn fail<M: DeserializeOwned + 'static>(heard: &Callback<M>, message: String) {
    let text = serde_json::json!({ "type": "panic", "message": message });
    if let Ok(message) = serde_json::from_value(text) {
        let heard = heard.clone();
        // Not within the caller, which may be in the middle of an update of the page.
        spawn_local(async move { heard.emit(message) });
    }
}
