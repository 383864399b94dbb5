"""`frontrun_programs.py BOUND CLOCK SECONDS PROGRAM N M`: explores a program with frontrun. Prints executions, seconds, and how it ended:
`complete`, `limit`, or `found` with what was found. BOUND is the number of preemptions, or `none`."""

import sys
import threading
import time

import frontrun


class Counter:
    def __init__(self, n, m):
        self.total, self.times, self.count = n * m, m, 0
        self.workers = [Counter.work] * n

    def work(self):
        for _ in range(self.times):
            self.count += 1

    def is_whole(self):
        return self.count == self.total


class Philosophers:
    def __init__(self, n, ordered):
        self.forks = [threading.Lock() for _ in range(n)]
        self.workers = [self.dine(me, n, ordered) for me in range(n)]

    @staticmethod
    def dine(me, n, ordered):
        left, right = me, (me + 1) % n
        first, second = (min(left, right), max(left, right)) if ordered else (left, right)

        def work(self):
            with self.forks[first]:
                with self.forks[second]:
                    pass

        return work


class Buffer:
    def __init__(self, n, m, looks_again):
        self.lock = threading.Lock()
        self.filled, self.emptied = threading.Condition(self.lock), threading.Condition(self.lock)
        self.items, self.times = [], m
        produce, consume = (Buffer.produce, Buffer.consume) if looks_again else (Buffer.produce_if, Buffer.consume_if)
        self.workers = [produce] * n + [consume] * n

    def produce(self):
        for item in range(self.times):
            with self.lock:
                while len(self.items) == 1:
                    self.emptied.wait()
                self.items.append(item)
                self.filled.notify()

    def consume(self):
        for _ in range(self.times):
            with self.lock:
                while not self.items:
                    self.filled.wait()
                self.items.pop()
                self.emptied.notify()

    def produce_if(self):
        for item in range(self.times):
            with self.lock:
                if len(self.items) == 1:
                    self.emptied.wait()
                self.items.append(item)
                self.filled.notify()

    def consume_if(self):
        for _ in range(self.times):
            with self.lock:
                if not self.items:
                    self.filled.wait()
                self.items.pop()
                self.emptied.notify()


def program(name, n, m):
    """How its state is made, and what has to be so at the end."""
    anything = lambda state: True
    return {
        "counter": (lambda: Counter(n, m), anything),
        "lost-update": (lambda: Counter(n, m), Counter.is_whole),
        "philosophers": (lambda: Philosophers(n, True), anything),
        "philosophers-left": (lambda: Philosophers(n, False), anything),
        "buffer": (lambda: Buffer(n, m, True), anything),
        "buffer-if": (lambda: Buffer(n, m, False), anything),
    }[name]


def main(bound, clock, seconds, name, n, m):
    setup, invariant = program(name, int(n), int(m))
    count = 0

    def counted():
        nonlocal count
        count += 1
        return setup()

    bound = None if bound == "none" else int(bound)
    started = time.monotonic()
    try:
        result = frontrun.explore(
            setup=counted,
            workers=setup().workers,
            invariant=invariant,
            clock=clock,
            preemption_bound=bound,
            stop_on_first=True,
            reproduce_on_failure=0,
            total_timeout=float(seconds),
        )
    except BaseException as error:
        words = str(error).strip() or type(error).__name__
        how = "found " + words.splitlines()[0][:60]
    else:
        if result.property_holds is False:
            how = "found " + (result.explanation or "").strip().splitlines()[0][:60]
        elif time.monotonic() - started >= float(seconds):
            how = "limit"
        else:
            how = "complete" if result.property_holds else "limit " + str(result.inconclusive_reason)
    print(count, f"{time.monotonic() - started:.6f}", how)


main(*sys.argv[1:])
