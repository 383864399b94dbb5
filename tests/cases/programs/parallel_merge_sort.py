import random
import threading


def merge(left, right):
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def merge_sort(values, depth=2):
    if len(values) < 2:
        return values
    middle = len(values) // 2
    halves = [values[:middle], values[middle:]]
    if depth > 0:
        def work(n):
            halves[n] = merge_sort(halves[n], depth - 1)
        threads = [threading.Thread(target=work, args=(n,)) for n in (0, 1)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    else:
        halves = [merge_sort(h, 0) for h in halves]
    return merge(*halves)


rng = random.Random(5)
values = [rng.randrange(1000) for _ in range(150)]
result = merge_sort(values)
print(result == sorted(values), result[:5], result[-3:])
