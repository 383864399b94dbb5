"""Heaps in lists; the sifting of plain values is native."""

import _heapq


@_atomic
def heappush(heap, item, /):
    heap.append(item)
    if not _heapq.up(heap, len(heap) - 1):
        _up(heap, 0, len(heap) - 1)


@_atomic
def heappop(heap, /):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _down(heap, 0)
    return first


@_atomic
def heapreplace(heap, item, /):
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _down(heap, 0)
    return first


@_atomic
def heappushpop(heap, item, /):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


@_atomic
def heapify(heap, /):
    for place in reversed(range(len(heap) // 2)):
        _down(heap, place)


def _up(heap, start, place):
    """Lets the item at `place` rise until its parent is no larger."""
    item = heap[place]
    while place > start:
        above = (place - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[place] = parent
        place = above
    heap[place] = item


def _down(heap, place):
    """Lets the item at `place` sink to a leaf, the smaller child rising each time, and then rise to its place."""
    if _heapq.down(heap, place):
        return
    start, end = place, len(heap)
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        other = child + 1
        if other < end and not heap[child] < heap[other]:
            child = other
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _up(heap, start, place)


def merge(*iterables, key=None, reverse=False):
    rows = []
    for number, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            rows.append([item if key is None else key(item), number, item, iterator])
            break
    while rows:
        best = rows[0]
        for row in rows[1:]:
            if best[0] < row[0] if reverse else row[0] < best[0]:
                best = row
        yield best[2]
        for item in best[3]:
            best[2] = item
            best[0] = item if key is None else key(item)
            break
        else:
            rows.remove(best)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
