# Two threads hand a ball to and fro over two queues.
import queue
import threading

ROUNDS = 12000
ping, pong = queue.Queue(), queue.Queue()


def player(take, give):
    for _ in range(ROUNDS):
        give.put(take.get() + 1)


threads = [threading.Thread(target=player, args=pair) for pair in ((ping, pong), (pong, ping))]
for t in threads:
    t.start()
ping.put(0)
for t in threads:
    t.join()
print(ping.get())
