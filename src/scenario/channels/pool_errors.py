# title_en = "When a worker of the pool fails"
# title_zh = "进程池里的任务出错时"
from multiprocessing import Pool


def price(text):
    return round(float(text) * 1.19, 2)


if __name__ == "__main__":
    texts = ["10", "2.50", "seven", "8"]
    with Pool(2) as pool:
        try:
            print(pool.map(price, texts))
        except ValueError as error:
            print("map gives all or nothing:", error)
            print("it happened in another process:", type(error.__cause__).__name__)

        for text, job in [(t, pool.apply_async(price, (t,))) for t in texts]:
            try:
                print(f"{text}: {job.get(timeout=5)}")
            except ValueError:
                print(f"{text}: skipped")
