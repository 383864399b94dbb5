//! The one seam between the page and the engine's workers: it starts them, sends messages, and throws them all away.
//!
//! The page's thread starts every worker, since a worker cannot be started by one that blocks. Workers share a memory
//! that this seam makes. Ending one worker alone could leave the memory's locks taken for ever, so it is all or none.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, WebAssembly};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, MessageChannel, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

use super::worker_link::WorkerLink;
use crate::protocol::{FromEngine, ToEngine};

/// Workers that wait for threads from the beginning.
const WORKERS: u32 = 16;
/// At most so many threads at a time: as many as the engine allows a program.
const LIMIT: u32 = 256;
/// Stack of a pool worker in bytes.
const STACK: u32 = 1 << 20;
/// Sizes of the memory in pages of 64 KiB: some devices refuse a large one even before it is used.
const INITIAL: u32 = 256;
const MAXIMA: [u32; 3] = [16_384, 8_192, 4_096];

/// The engine as the page has it.
#[derive(Clone)]
pub struct EngineLink {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    /// The folder of the page's files, as an address that ends in a slash.
    assets: String,
    /// Whether workers can share a memory.
    threads: bool,
    heard: Callback<FromEngine>,
    /// The engine's module as it is being loaded.
    loading: Promise,
    module: Option<WebAssembly::Module>,
    crew: Option<Crew>,
}

/// The workers over one memory.
struct Crew {
    memory: Option<(WebAssembly::Memory, u32)>,
    control: Worker,
    pool: Vec<Worker>,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl EngineLink {
    /// Loads the engine and starts its workers. What it says goes to `heard`.
    pub fn start(assets: String, threads: bool, heard: Callback<FromEngine>) -> EngineLink {
        let loading = compile(&assets);
        let inner = Inner { assets, threads, heard, loading, module: None, crew: None };
        let link = EngineLink { inner: Rc::new(RefCell::new(inner)) };
        let loading = link.clone();
        spawn_local(async move {
            if let Err(error) = loading.load().await {
                loading.fail(&error);
            }
        });
        link
    }

    /// Sends a message. Without workers it is lost, as it is when they end before they read it.
    pub fn send(&self, message: &ToEngine) {
        if let (Some(crew), Ok(text)) = (&self.inner.borrow().crew, serde_json::to_string(message)) {
            let _ = crew.control.post_message(&JsValue::from_str(&text));
        }
    }

    /// Starts so many pool workers more.
    pub fn grow(&self, workers: u32) {
        let result = self.inner.borrow_mut().grow(workers);
        if let Err(error) = result {
            self.fail(&error);
        }
    }

    /// Ends all workers at once, whatever they do, and starts new ones over a new memory.
    pub fn restart(&self) {
        let result = self.inner.borrow_mut().start_crew();
        if let Err(error) = result {
            self.fail(&error);
        }
    }

    /// A worker apart from these, over the same module.
    pub fn apart<M: DeserializeOwned + 'static>(&self, part: &'static str, heard: Callback<M>) -> WorkerLink<M> {
        let inner = self.inner.borrow();
        WorkerLink::new(inner.assets.clone(), inner.loading.clone(), part, inner.threads, heard)
    }

    async fn load(&self) -> Result<(), JsValue> {
        let loading = self.inner.borrow().loading.clone();
        let module = JsFuture::from(loading).await?;
        let mut inner = self.inner.borrow_mut();
        inner.module = Some(module.unchecked_into());
        inner.start_crew()
    }

    fn fail(&self, error: &JsValue) {
        let heard = self.inner.borrow().heard.clone();
        let message = words(error);
        // Not within the caller, which may be in the middle of an update of the page.
        spawn_local(async move { heard.emit(FromEngine::Panic { message }) });
    }
}

impl Inner {
    fn start_crew(&mut self) -> Result<(), JsValue> {
        self.crew = None;
        let Some(module) = self.module.clone() else { return Ok(()) };
        let memory = if self.threads { Some(new_memory()?) } else { None };
        let workers = if self.threads { WORKERS } else { 0 };
        let control = self.new_worker()?;
        let heard = self.heard.clone();
        let on_message = Closure::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match serde_json::from_str(&text) {
                Ok(message) => heard.emit(message),
                Err(error) => heard.emit(FromEngine::Panic { message: error.to_string() }),
            }
        });
        let heard = self.heard.clone();
        let on_error = Closure::new(move |event: ErrorEvent| {
            heard.emit(FromEngine::Panic { message: format!("a worker could not start: {}", event.message()) });
        });
        let crew = Crew { memory, control, pool: Vec::new(), on_message, on_error };
        crew.listen(&crew.control);
        let start = crew.opening("control", &module)?;
        set(&start, "workers", &workers.into())?;
        set(&start, "limit", &(if self.threads { LIMIT } else { 0 }).into())?;
        crew.control.post_message(&start)?;
        self.crew = Some(crew);
        self.grow(workers)
    }

    fn grow(&mut self, workers: u32) -> Result<(), JsValue> {
        let Some(module) = self.module.clone() else { return Ok(()) };
        for _ in 0..workers {
            let worker = self.new_worker()?;
            let Some(crew) = &mut self.crew else { return Ok(()) };
            crew.add(worker, &module)?;
        }
        Ok(())
    }

    fn new_worker(&self) -> Result<Worker, JsValue> {
        new_worker(&self.assets)
    }
}

impl Crew {
    /// Takes a worker into the pool, with a way from it to the control worker.
    fn add(&mut self, worker: Worker, module: &WebAssembly::Module) -> Result<(), JsValue> {
        self.listen(&worker);
        let channel = MessageChannel::new()?;
        let start = self.opening("pool", module)?;
        set(&start, "port", &channel.port1())?;
        worker.post_message_with_transfer(&start, &Array::of1(&channel.port1()))?;
        let wake = Object::new();
        set(&wake, "port", &channel.port2())?;
        self.control.post_message_with_transfer(&wake, &Array::of1(&channel.port2()))?;
        self.pool.push(worker);
        Ok(())
    }

    /// The first message to a worker.
    fn opening(&self, role: &str, module: &WebAssembly::Module) -> Result<Object, JsValue> {
        let start = Object::new();
        set(&start, "role", &role.into())?;
        set(&start, "module", module)?;
        set(&start, "stack", &STACK.into())?;
        if let Some((memory, maximum)) = &self.memory {
            set(&start, "memory", memory)?;
            set(&start, "maximum", &(*maximum).into())?;
        }
        Ok(start)
    }

    fn listen(&self, worker: &Worker) {
        worker.set_onmessage(Some(self.on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(self.on_error.as_ref().unchecked_ref()));
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        for worker in self.pool.iter().chain([&self.control]) {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
    }
}

/// Loads the engine's module.
fn compile(assets: &str) -> Promise {
    let address = format!("{assets}engine_bg.wasm");
    match web_sys::window() {
        Some(window) => {
            let response: Promise = window.fetch_with_str(&address).unchecked_into();
            WebAssembly::compile_streaming(&response).unchecked_into()
        }
        None => Promise::reject(&"no window".into()),
    }
}

/// A worker that waits for the message that says what it is.
pub(super) fn new_worker(assets: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&format!("{assets}worker.js"), &options)
}

/// An error of JavaScript as text.
pub(super) fn words(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| String::from(error.unchecked_ref::<Object>().to_string()))
}

/// A shared memory as large as the browser allows, and how many pages it may have.
fn new_memory() -> Result<(WebAssembly::Memory, u32), JsValue> {
    let mut refused = JsValue::UNDEFINED;
    for maximum in MAXIMA {
        let size = Object::new();
        set(&size, "initial", &INITIAL.into())?;
        set(&size, "maximum", &maximum.into())?;
        set(&size, "shared", &true.into())?;
        match WebAssembly::Memory::new(&size) {
            Ok(memory) => return Ok((memory, maximum)),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

pub(super) fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &key.into(), value).map(drop)
}
