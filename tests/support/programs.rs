//! Programs whose states and traces are known.

/// Threads that each add one to a counter so often, without a lock.
pub fn counter(threads: u32, times: u32) -> String {
    format!(
        "import threading
counter = 0
def work():
    global counter
{}
ts = [threading.Thread(target=work) for _ in range({threads})]
for t in ts: t.start()
for t in ts: t.join()
print(counter)
",
        "    counter += 1\n".repeat(times as usize)
    )
}

/// Philosophers who take the fork of the smaller number first; or each the left one first.
pub fn philosophers(n: u32, ordered: bool) -> String {
    let order = if ordered { "sorted((me, (me + 1) % N))" } else { "(me, (me + 1) % N)" };
    format!(
        "import threading
N = {n}
forks = [threading.Lock() for _ in range(N)]
def dine(me):
    first, second = {order}
    with forks[first]:
        with forks[second]:
            pass
ts = [threading.Thread(target=dine, args=(i,)) for i in range(N)]
for t in ts: t.start()
for t in ts: t.join()
"
    )
}

/// A buffer with one place: so many producers and as many consumers.
pub fn buffer(threads: u32, items: u32) -> String {
    format!(
        "import threading
lock = threading.Lock()
filled, emptied = threading.Condition(lock), threading.Condition(lock)
buffer = []
def produce():
    for i in range({items}):
        with lock:
            while len(buffer) == 1:
                emptied.wait()
            buffer.append(i)
            filled.notify()
def consume():
    for i in range({items}):
        with lock:
            while not buffer:
                filled.wait()
            buffer.pop()
            emptied.notify()
ts = [threading.Thread(target=f) for f in [produce] * {threads} + [consume] * {threads}]
for t in ts: t.start()
for t in ts: t.join()
"
    )
}
