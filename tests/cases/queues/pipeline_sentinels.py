import queue
import threading

STOP = object()


def stage(source, sink, function):
    while True:
        item = source.get()
        if item is STOP:
            sink.put(STOP)
            return
        sink.put(function(item))


queues = [queue.Queue(maxsize=2) for _ in range(4)]
functions = [lambda x: x + 1, lambda x: x * 10, str]
threads = [threading.Thread(target=stage, args=(queues[i], queues[i + 1], f)) for i, f in enumerate(functions)]
feeder = threading.Thread(target=lambda: [queues[0].put(x) for x in [*range(6), STOP]])
for t in [*threads, feeder]:
    t.start()
results = []
while (item := queues[-1].get()) is not STOP:
    results.append(item)
for t in [*threads, feeder]:
    t.join()
print(results)
