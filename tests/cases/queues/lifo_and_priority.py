import queue

stack = queue.LifoQueue()
for n in range(4):
    stack.put(n)
print([stack.get() for _ in range(4)], stack.empty())
heap = queue.PriorityQueue()
for item in ((3, "low"), (1, "urgent"), (2, "normal"), (1, "also urgent")):
    heap.put(item)
print(heap.qsize())
while not heap.empty():
    print(heap.get())


class Job:
    def __init__(self, priority, name):
        self.priority, self.name = priority, name

    def __lt__(self, other):
        return self.priority < other.priority


jobs = queue.PriorityQueue()
for job in (Job(5, "e"), Job(1, "a"), Job(3, "c"), Job(4, "d"), Job(2, "b")):
    jobs.put(job)
print([jobs.get().name for _ in range(5)])
bad = queue.PriorityQueue()
bad.put((1, {}))
try:
    bad.put((1, {}))
except TypeError as error:
    print(error)
limited = queue.LifoQueue(1)
limited.put("only")
try:
    limited.put("more", timeout=0.01)
except queue.Full:
    print("full")
numbers = queue.PriorityQueue()
for n in (5, 3, 8, -1, 9, 0, 3):
    numbers.put(-n)
print([-numbers.get() for _ in range(7)])
