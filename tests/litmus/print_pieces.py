# some = ["whole", "torn"]
# intact = ["aa aa aa", "bb bb bb"]
# print writes its pieces apart, so that two threads can tear a line.
import threading


def shout(word):
    print(word, word, word)


threads = [threading.Thread(target=shout, args=(word,)) for word in ("aa", "bb")]
for t in threads:
    t.start()
for t in threads:
    t.join()
