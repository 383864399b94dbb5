//! The interpreter.

use super::Exit;
use super::heap::Heap;
use super::thread::Thread;
use crate::sys::Reply;

/// Runs a thread. `fuel` counts instructions down.
pub fn run(_heap: &mut Heap, _thread: &mut Thread, _fuel: &mut u64) -> Exit {
    Exit::Fuel
}

/// Gives a thread the answer to its request.
pub fn resume(_heap: &mut Heap, _thread: &mut Thread, _reply: Reply) {}
