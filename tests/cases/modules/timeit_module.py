import timeit

calls = []
seconds = timeit.timeit(lambda: calls.append(1), number=10)
print(len(calls), seconds >= 0, type(seconds).__name__)
print(len(timeit.repeat(lambda: None, number=3, repeat=2)), timeit.timeit(lambda: 1 + 1, number=5) >= 0, timeit.default_timer() > 0)
print(timeit.timeit(lambda: calls.append(2), setup=lambda: None, number=4) >= 0, len(calls))
