# cpython = false
# The pages come from the virtual internet, the same in both engines.
import os
import queue
import threading

import requests
from fake_useragent import UserAgent

URLS = ["http://www.baidu.com", "http://www.python.org", "http://www.douban.com"]
tasks = queue.Queue()


def download():
    while True:
        url = tasks.get()
        response = requests.get(url, stream=True, headers={"User-Agent": UserAgent().random})
        with open(os.path.basename(url) + ".html", "wb") as f:
            for chunk in response.iter_content(chunk_size=1024):
                if chunk:
                    f.write(chunk)
        tasks.task_done()


for _ in range(2):
    threading.Thread(target=download, daemon=True).start()
for url in URLS:
    tasks.put(url)
tasks.join()
for url in URLS:
    name = os.path.basename(url) + ".html"
    with open(name, encoding="utf-8") as f:
        text = f.read()
    print(name, text.startswith("<!DOCTYPE html>"), os.path.getsize(name) == len(text.encode()))
