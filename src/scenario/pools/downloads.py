# title_en = "Downloading pages side by side"
# title_zh = "并行下载网页"
import time
from concurrent.futures import ThreadPoolExecutor

import requests

PAGES = ["http://www.python.org", "http://www.baidu.com", "http://www.douban.com", "http://www.qq.com"]


def fetch(url):
    begin = time.monotonic()
    response = requests.get(url)
    return url, response.status_code, time.monotonic() - begin


start = time.monotonic()
with ThreadPoolExecutor(max_workers=4) as pool:
    answers = list(pool.map(fetch, PAGES))
took = time.monotonic() - start

for url, status, seconds in answers:
    print(f"{status} {url}")
print("side by side is faster:", took < sum(seconds for _, _, seconds in answers))
