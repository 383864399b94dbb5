# title_en = "Torn lines"
# title_zh = "被撕裂的输出行"
import threading


def shout(word):
    for n in range(5):
        print(word, word, word, n)


threads = [threading.Thread(target=shout, args=(word,)) for word in ("AAAA", "bbbb", "----")]
for t in threads:
    t.start()
for t in threads:
    t.join()
