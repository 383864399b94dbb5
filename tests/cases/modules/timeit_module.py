import timeit

calls = []
seconds = timeit.timeit(lambda: calls.append(1), number=10)
print(len(calls), seconds >= 0, type(seconds).__name__)
print(len(timeit.repeat(lambda: None, number=3, repeat=2)), timeit.timeit("x = 1 + 1", number=5) >= 0, timeit.default_timer() > 0)
print(timeit.timeit("f(2)", setup="total = 0", globals={"f": calls.append}, number=4) >= 0, len(calls))
