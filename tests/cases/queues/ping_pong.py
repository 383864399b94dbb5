import queue
import threading

ping, pong = queue.Queue(), queue.Queue()
log = []


def player(name, take, give, rounds):
    for _ in range(rounds):
        ball = take.get()
        log.append(f"{name}{ball}")
        give.put(ball + 1)


a = threading.Thread(target=player, args=("a", ping, pong, 5))
b = threading.Thread(target=player, args=("b", pong, ping, 5))
a.start()
b.start()
ping.put(0)
a.join()
b.join()
print(log, ping.get(), pong.empty())
