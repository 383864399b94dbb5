# title_en = "A variable of one's own"
# title_zh = "每个线程各有一份的变量"
import threading

context = threading.local()
context.user = "nobody"


def log(text):
    print(f"[{context.user}] {text}")


def handle(user):
    context.user = user
    log("logged in")
    log("bought a book")


threads = [threading.Thread(target=handle, args=(name,)) for name in ("Ada", "Bo", "Cy")]
for t in threads:
    t.start()
for t in threads:
    t.join()
log("main never saw the others' names")
