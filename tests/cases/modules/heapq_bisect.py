import heapq
import bisect

heap = []
for n in (5, 1, 8, 3, 9, 2):
    heapq.heappush(heap, n)
print(heap, heap[0], heapq.heappop(heap), heap)
print(heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 10), heap)
data = [9, 4, 7, 1, 8]
heapq.heapify(data)
print(data, [heapq.heappop(data) for _ in range(5)])
print(heapq.nsmallest(3, [5, 2, 9, 1]), heapq.nlargest(2, [5, 2, 9, 1]), heapq.nlargest(2, ["aa", "b", "ccc"], key=len))
print(list(heapq.merge([1, 4], [2, 3], [0])))
tasks = [(2, "b"), (1, "z"), (1, "a")]
heapq.heapify(tasks)
print([heapq.heappop(tasks) for _ in range(3)])
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 9), bisect.bisect_left(a, 0))
bisect.insort(a, 4)
print(a)
