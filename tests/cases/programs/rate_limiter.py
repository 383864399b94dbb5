import threading
import time


class RateLimiter:
    """At most `burst` at once, then one every `interval` seconds."""

    def __init__(self, burst, interval):
        self.tokens, self.burst, self.interval = burst, burst, interval
        self.last, self.lock = time.monotonic(), threading.Lock()

    def acquire(self):
        while True:
            with self.lock:
                now = time.monotonic()
                fresh = int((now - self.last) / self.interval)
                if fresh:
                    self.tokens = min(self.burst, self.tokens + fresh)
                    self.last += fresh * self.interval
                if self.tokens > 0:
                    self.tokens -= 1
                    return
                wait = self.last + self.interval - now
            time.sleep(max(wait, 0))


limiter, start, stamps = RateLimiter(2, 0.02), time.monotonic(), []


def call():
    limiter.acquire()
    stamps.append(time.monotonic() - start)


threads = [threading.Thread(target=call) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
stamps.sort()
print(len(stamps), stamps[4] >= 0.05, stamps[4] < 3)
