# title_en = "ProcessPoolExecutor and futures"
# title_zh = "ProcessPoolExecutor 与 Future"
import time
from concurrent.futures import ProcessPoolExecutor, as_completed


def collatz(n):
    steps, start = 0, n
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    time.sleep(steps / 1000)
    return start, steps


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=3) as pool:
        futures = [pool.submit(collatz, n) for n in (97, 27, 64, 7)]
        for future in as_completed(futures):
            start, steps = future.result()
            print(f"{start} comes down to 1 in {steps} steps")
        longest = max(pool.map(collatz, range(1, 20)), key=lambda pair: pair[1])
    print("longest below 20:", longest)
