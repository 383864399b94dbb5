import collections
import functools
from concurrent.futures import ThreadPoolExecutor

TEXT = """the quick brown fox jumps over the lazy dog
the dog sleeps while the fox runs
a quick dog is not a lazy dog
线程 队列 线程 锁"""


def count(line):
    return collections.Counter(line.split())


with ThreadPoolExecutor(3) as pool:
    total = functools.reduce(lambda a, b: a + b, pool.map(count, TEXT.splitlines()))
for word, n in sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:6]:
    print(f"{word:<8}{n:>3} {'#' * n}")
