import queue
import threading


class Room:
    def __init__(self):
        self.inboxes, self.lock = {}, threading.Lock()

    def join(self, name):
        with self.lock:
            return self.inboxes.setdefault(name, queue.Queue())

    def say(self, name, text):
        with self.lock:
            for other, inbox in self.inboxes.items():
                if other != name:
                    inbox.put(f"{name}: {text}")


def guest(name, words, expected):
    inbox = room.join(name)
    everyone.wait()
    for word in words:
        room.say(name, word)
    heard[name] = sorted(inbox.get() for _ in range(expected))


room, heard, everyone = Room(), {}, threading.Barrier(3)
talk = {"Ann": ["hi", "bye"], "Bob": ["hello"], "Cyd": []}
threads = [threading.Thread(target=guest, args=(n, w, 3 - len(w))) for n, w in talk.items()]
for t in threads:
    t.start()
for t in threads:
    t.join()
for name in sorted(heard):
    print(name, heard[name])
