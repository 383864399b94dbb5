//! Handles on a run that is under way.

/// Stops a run, interrupts it, answers it. Any thread may hold a copy.
#[derive(Clone)]
pub struct Control {}

impl Control {
    /// Ends the run: each thread at its next few instructions, those that wait at once.
    pub fn stop(&self) {}

    /// Raises `KeyboardInterrupt` in the main thread; wakes it if it waits.
    pub fn interrupt(&self) {}

    /// A line of standard input (without its end), or none for its end.
    pub fn input(&self, line: Option<String>) {
        let _ = line;
    }
}
