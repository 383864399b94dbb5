//! The engine's workers: one control worker with a free event loop, and a pool of workers that are the program's
//! threads. All share one memory, made by the page, in which this module's statics are.
//!
//! - [`control`]: takes the page's commands, runs sim in slices, sends batches.
//! - [`live`] and [`sim`]: a run on either engine.
//! - [`pool`] and [`outbox`]: the shared queues of jobs and of events.
//! - [`explorer`], and [`stepper`], which tells of a [`moment`]: workers apart from these, with a
//!   memory of their own each.
//! - [`scope`]: the few calls into the worker's JavaScript.
//! - [`blocks`]: the allocator.

pub mod blocks;
pub mod control;
pub mod explorer;
pub mod live;
pub mod moment;
pub mod outbox;
pub mod pool;
pub mod scope;
pub mod sim;
pub mod stepper;

use js_sys::Int32Array;
use wasm_bindgen::prelude::*;
use web_sys::MessagePort;

use crate::protocol::FromEngine;

#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: blocks::Blocks = blocks::Blocks;

/// The part of the memory that a program may use; the rest is for stacks and for this module itself.
const PROGRAM_SHARE: f64 = 0.6;

/// Starts the control worker's part. `workers` are being started by the page, which will go up to `limit`; both are 0
/// where threads cannot be. The memory can grow to `memory` bytes.
#[wasm_bindgen]
pub fn control_main(workers: u32, limit: u32, memory: f64) {
    report_panics();
    pool::expect(workers, limit);
    control::ready((memory * PROGRAM_SHARE) as u64);
}

/// A message of the page for the control worker, as JSON.
#[wasm_bindgen]
pub fn control_message(message: &str) {
    control::message(message);
}

/// A pool worker has something in the outbox: called at the control worker.
#[wasm_bindgen]
pub fn control_wake() {
    control::pump();
}

/// Starts a pool worker's part, which never returns. Through the port it wakes the control worker.
#[wasm_bindgen]
pub fn pool_main(control: MessagePort) {
    report_panics();
    scope::set_control(control);
    pool::work();
}

/// Starts workers that share the explorer's work: rayon's threads.
#[cfg(target_family = "wasm")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// Starts the explorer's worker, whose memory can grow to `memory` bytes. In `stop` the page writes the number of an
/// exploration that is to end. So many `workers` share the work; where there are none it does it alone.
#[wasm_bindgen]
pub fn explorer_main(stop: Option<Int32Array>, memory: f64, workers: u32) {
    report_panics();
    explorer::ready(stop, memory, workers.max(1));
}

/// Begins the part of a worker that helps the explorer's, over its memory. Through the port it tells the page that it has
/// failed: the explorer's worker hears nothing while it searches.
#[wasm_bindgen]
pub fn helper_main(page: MessagePort) {
    report_panics();
    scope::set_page(page);
}

/// A message of the page for the explorer, as JSON.
#[wasm_bindgen]
pub fn explorer_message(message: &str) {
    explorer::message(message);
}

/// Starts the stepper's worker, whose memory can grow to `memory` bytes.
#[wasm_bindgen]
pub fn stepper_main(memory: f64) {
    report_panics();
    stepper::ready(memory);
}

/// A message of the page for the stepper, as JSON.
#[wasm_bindgen]
pub fn stepper_message(message: &str) {
    stepper::message(message);
}

/// Whether an engine that has trapped had no memory left.
#[wasm_bindgen]
pub fn is_out_of_memory() -> bool {
    blocks::was_refused()
}

fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        scope::post(&FromEngine::Panic { message: info.to_string() });
    }));
}
