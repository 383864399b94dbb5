# cpython = false
import time
from multiprocessing.dummy import Pool

import requests

urls = ["http://www.baidu.com", "http://www.sina.com.cn", "http://www.163.com", "http://www.qq.com"]
start = time.monotonic()
with Pool(4) as pool:
    results = pool.map(requests.get, urls)
took = time.monotonic() - start
print([r.status_code for r in results], sum(r.elapsed.total_seconds() for r in results) > took)
