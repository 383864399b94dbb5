//! The files of the catalogue, in the order in which the topics are taught.
//!
//! A new scenario is three files in its topic's folder (`.py` with a header, `.en.md`, `.zh.md`) and an entry here; a
//! test holds this table against the folders.

use super::Topic;

/// What one scenario is made of, as it lies in its folder.
pub(super) struct Files {
    pub(super) name: &'static str,
    pub(super) topic: &'static str,
    pub(super) program: &'static str,
    pub(super) en: &'static str,
    pub(super) zh: &'static str,
}

pub(super) const TOPICS: &[Topic] = &[
    Topic { name: "threads", title_en: "Threads", title_zh: "线程" },
    Topic { name: "locks", title_en: "Locks", title_zh: "锁" },
    Topic { name: "coordination", title_en: "Waiting for each other", title_zh: "线程间的协调" },
    Topic { name: "queues", title_en: "Queues", title_zh: "队列" },
    Topic { name: "pools", title_en: "Pools and futures", title_zh: "线程池与 Future" },
    Topic { name: "patterns", title_en: "Patterns", title_zh: "常见模式" },
];

pub(super) const FILES: &[Files] = &[
    Files {
        name: "thread-function",
        topic: "threads",
        program: include_str!("threads/thread_function.py"),
        en: include_str!("threads/thread_function.en.md"),
        zh: include_str!("threads/thread_function.zh.md"),
    },
    Files {
        name: "thread-class",
        topic: "threads",
        program: include_str!("threads/thread_class.py"),
        en: include_str!("threads/thread_class.en.md"),
        zh: include_str!("threads/thread_class.zh.md"),
    },
    Files {
        name: "is-alive-join",
        topic: "threads",
        program: include_str!("threads/is_alive_join.py"),
        en: include_str!("threads/is_alive_join.en.md"),
        zh: include_str!("threads/is_alive_join.zh.md"),
    },
    Files {
        name: "daemon-threads",
        topic: "threads",
        program: include_str!("threads/daemon_threads.py"),
        en: include_str!("threads/daemon_threads.en.md"),
        zh: include_str!("threads/daemon_threads.zh.md"),
    },
    Files {
        name: "thread-local",
        topic: "threads",
        program: include_str!("threads/thread_local.py"),
        en: include_str!("threads/thread_local.en.md"),
        zh: include_str!("threads/thread_local.zh.md"),
    },
    Files {
        name: "print-tearing",
        topic: "threads",
        program: include_str!("threads/print_tearing.py"),
        en: include_str!("threads/print_tearing.en.md"),
        zh: include_str!("threads/print_tearing.zh.md"),
    },
    Files {
        name: "lost-update",
        topic: "locks",
        program: include_str!("locks/lost_update.py"),
        en: include_str!("locks/lost_update.en.md"),
        zh: include_str!("locks/lost_update.zh.md"),
    },
    Files {
        name: "lock-repair",
        topic: "locks",
        program: include_str!("locks/lock_repair.py"),
        en: include_str!("locks/lock_repair.en.md"),
        zh: include_str!("locks/lock_repair.zh.md"),
    },
    Files {
        name: "rlock",
        topic: "locks",
        program: include_str!("locks/rlock.py"),
        en: include_str!("locks/rlock.en.md"),
        zh: include_str!("locks/rlock.zh.md"),
    },
    Files {
        name: "deadly-embrace",
        topic: "locks",
        program: include_str!("locks/deadly_embrace.py"),
        en: include_str!("locks/deadly_embrace.en.md"),
        zh: include_str!("locks/deadly_embrace.zh.md"),
    },
    Files {
        name: "ordered-locks",
        topic: "locks",
        program: include_str!("locks/ordered_locks.py"),
        en: include_str!("locks/ordered_locks.en.md"),
        zh: include_str!("locks/ordered_locks.zh.md"),
    },
    Files {
        name: "starting-gun",
        topic: "coordination",
        program: include_str!("coordination/starting_gun.py"),
        en: include_str!("coordination/starting_gun.en.md"),
        zh: include_str!("coordination/starting_gun.zh.md"),
    },
    Files {
        name: "parking-lot",
        topic: "coordination",
        program: include_str!("coordination/parking_lot.py"),
        en: include_str!("coordination/parking_lot.en.md"),
        zh: include_str!("coordination/parking_lot.zh.md"),
    },
    Files {
        name: "bounded-buffer",
        topic: "coordination",
        program: include_str!("coordination/bounded_buffer.py"),
        en: include_str!("coordination/bounded_buffer.en.md"),
        zh: include_str!("coordination/bounded_buffer.zh.md"),
    },
    Files {
        name: "lost-wakeup",
        topic: "coordination",
        program: include_str!("coordination/lost_wakeup.py"),
        en: include_str!("coordination/lost_wakeup.en.md"),
        zh: include_str!("coordination/lost_wakeup.zh.md"),
    },
    Files {
        name: "barrier",
        topic: "coordination",
        program: include_str!("coordination/barrier.py"),
        en: include_str!("coordination/barrier.en.md"),
        zh: include_str!("coordination/barrier.zh.md"),
    },
    Files {
        name: "timer",
        topic: "coordination",
        program: include_str!("coordination/timer.py"),
        en: include_str!("coordination/timer.en.md"),
        zh: include_str!("coordination/timer.zh.md"),
    },
    Files {
        name: "producer-consumer",
        topic: "queues",
        program: include_str!("queues/producer_consumer.py"),
        en: include_str!("queues/producer_consumer.en.md"),
        zh: include_str!("queues/producer_consumer.zh.md"),
    },
    Files {
        name: "priority-queue",
        topic: "queues",
        program: include_str!("queues/priority_queue.py"),
        en: include_str!("queues/priority_queue.en.md"),
        zh: include_str!("queues/priority_queue.zh.md"),
    },
    Files {
        name: "executor-map",
        topic: "pools",
        program: include_str!("pools/executor_map.py"),
        en: include_str!("pools/executor_map.en.md"),
        zh: include_str!("pools/executor_map.zh.md"),
    },
    Files {
        name: "as-completed",
        topic: "pools",
        program: include_str!("pools/as_completed.py"),
        en: include_str!("pools/as_completed.en.md"),
        zh: include_str!("pools/as_completed.zh.md"),
    },
    Files {
        name: "downloads",
        topic: "pools",
        program: include_str!("pools/downloads.py"),
        en: include_str!("pools/downloads.en.md"),
        zh: include_str!("pools/downloads.zh.md"),
    },
    Files {
        name: "futures-deadlock",
        topic: "pools",
        program: include_str!("pools/futures_deadlock.py"),
        en: include_str!("pools/futures_deadlock.en.md"),
        zh: include_str!("pools/futures_deadlock.zh.md"),
    },
    Files {
        name: "singleton-race",
        topic: "patterns",
        program: include_str!("patterns/singleton_race.py"),
        en: include_str!("patterns/singleton_race.en.md"),
        zh: include_str!("patterns/singleton_race.zh.md"),
    },
    Files {
        name: "double-checked",
        topic: "patterns",
        program: include_str!("patterns/double_checked.py"),
        en: include_str!("patterns/double_checked.en.md"),
        zh: include_str!("patterns/double_checked.zh.md"),
    },
    Files {
        name: "guess-the-number",
        topic: "patterns",
        program: include_str!("patterns/guess_the_number.py"),
        en: include_str!("patterns/guess_the_number.en.md"),
        zh: include_str!("patterns/guess_the_number.zh.md"),
    },
];
