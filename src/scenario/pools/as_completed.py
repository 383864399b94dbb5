# title_en = "Whichever is first"
# title_zh = "谁先完成先用谁"
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def forecast(station, delay):
    time.sleep(delay)
    if station == "Mars":
        raise ConnectionError("no answer")
    return f"{station}: sunny"


stations = {"Athens": 0.3, "Mars": 0.2, "Lisbon": 0.1}
with ThreadPoolExecutor() as pool:
    futures = {pool.submit(forecast, name, delay): name for name, delay in stations.items()}
    for future in as_completed(futures):
        try:
            print(future.result())
        except ConnectionError as error:
            print(f"{futures[future]}: {error}")
