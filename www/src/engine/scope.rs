//! The worker's JavaScript: its global scope, the clock, the ways to the page and to the control worker.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use js_sys::{Date, Function};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessagePort};

thread_local! {
    static CONTROL: RefCell<Option<MessagePort>> = const { RefCell::new(None) };
    static PAGE: RefCell<Option<MessagePort>> = const { RefCell::new(None) };
}

/// The latest time that any worker has seen, in nanoseconds: clocks of two workers may differ by a little.
static LATEST: AtomicU64 = AtomicU64::new(0);

/// Seconds of a monotonic clock that all workers share.
pub fn now() -> f64 {
    let Some(performance) = scope().performance() else {
        return Date::now() / 1e3;
    };
    let nanoseconds = ((performance.time_origin() + performance.now()) * 1e6) as u64;
    let latest = LATEST.fetch_max(nanoseconds, Ordering::Relaxed);
    nanoseconds.max(latest) as f64 / 1e9
}

/// Seconds since 1970.
pub fn unix_time() -> f64 {
    Date::now() / 1e3
}

/// Some random bits.
pub fn entropy() -> u64 {
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    (half() << 32) | half()
}

/// Processors of this machine, as far as the browser tells.
pub fn processors() -> u32 {
    scope().navigator().hardware_concurrency().max(1.0) as u32
}

/// Sends a message to the page.
pub fn post(message: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(message) {
        let text = JsValue::from_str(&text);
        // The page may be gone; there is nobody else to tell.
        let _ = PAGE.with(|page| match &*page.borrow() {
            Some(port) => port.post_message(&text),
            None => scope().post_message(&text),
        });
    }
}

/// Keeps this worker's way to the page, where the page has not started it.
pub fn set_page(port: MessagePort) {
    PAGE.with(|page| *page.borrow_mut() = Some(port));
}

/// Keeps this worker's way to the control worker.
pub fn set_control(port: MessagePort) {
    CONTROL.with(|control| *control.borrow_mut() = Some(port));
}

/// Tells the control worker that there is something in the outbox.
pub fn wake_control() {
    CONTROL.with(|control| match &*control.borrow() {
        Some(port) => drop(port.post_message(&JsValue::NULL)),
        None => super::control::pump(),
    });
}

/// Calls the function after so many milliseconds.
pub fn after(milliseconds: i32, callback: &Function) {
    let _ = scope().set_timeout_with_callback_and_timeout_and_arguments_0(callback, milliseconds);
}

/// The size of the engine's memory in bytes.
pub fn memory_size() -> u64 {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size(0) as u64 * 65_536;
    #[cfg(not(target_arch = "wasm32"))]
    return 0;
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
