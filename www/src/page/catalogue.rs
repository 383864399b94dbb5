//! The scenarios of the catalogue as the page lists them.

use std::rc::Rc;

use super::program::Entry;

/// All scenarios.
pub fn catalogue() -> Rc<[Entry]> {
    let sample = |name: &str, topic: &str, title: [&str; 2], source: &str| Entry {
        name: name.to_owned(),
        topic: topic.to_owned(),
        title: title.map(str::to_owned),
        lesson: ["What is there to see: two threads.".to_owned(), "两个线程。".to_owned()],
        source: source.to_owned(),
    };
    Rc::new([
        sample(
            "hello",
            "threads",
            ["Two threads", "两个线程"],
            "import threading\n\n\ndef work():\n    print('hello')\n\nthreading.Thread(target=work).start()\n",
        ),
        sample(
            "deadlock",
            "locks",
            ["Two locks, two orders", "两把锁"],
            "import threading\nlock = threading.Lock()\n\n\n\n\nlock.acquire()\nlock.acquire()\n",
        ),
    ])
}
