# title_en = "A pool of workers"
# title_zh = "线程池"
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def develop(photo):
    worker = threading.current_thread().name
    time.sleep(0.1)
    print(f"{worker} developed {photo}")
    return photo.upper()


photos = ["beach", "castle", "desert", "forest", "garden"]
start = time.monotonic()
with ThreadPoolExecutor(max_workers=3, thread_name_prefix="lab") as pool:
    results = list(pool.map(develop, photos))
print(results)
print(f"{time.monotonic() - start:.1f} s instead of 0.5 s")
