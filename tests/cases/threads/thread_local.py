import threading

local = threading.local()
local.name = "main"
seen = {}


def work(n):
    seen[n, "before"] = hasattr(local, "name")
    local.name = f"thread {n}"
    barrier.wait()
    seen[n, "after"] = local.name


barrier = threading.Barrier(3)
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(seen.items()))
print(local.name, local.__dict__)


class Counter(threading.local):
    shared = "class"

    def __init__(self, start):
        self.value = start


counter = Counter(10)
counter.value += 1
values = []


def bump():
    counter.value += 5
    values.append(counter.value)


t = threading.Thread(target=bump)
t.start()
t.join()
print(counter.value, values, counter.shared)
try:
    local.missing
except AttributeError as error:
    print(error)
