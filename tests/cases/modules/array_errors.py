from array import array


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


for args in ((), ("x",), (1,), ("ii",), ("i", "ab"), ("i", ["a"]), ("i", [1.5]), ("b", [200]), ("b", [-129]), ("B", [-1]), ("B", [256]), ("h", [70000]),
             ("H", [-1]), ("H", [70000]), ("i", [2**31]), ("i", [-2**31 - 1]), ("I", [2**32]), ("I", [-1]), ("l", [2**63]), ("L", [-1]),
             ("q", [2**63]), ("Q", [2**64]), ("Q", [-1]), ("d", ["a"]), ("u", [1]), ("i", 5), ("i", [None])):
    attempt(array, *args)
a = array("i", [1, 2, 3])
attempt(a.append, "x")
attempt(a.extend, array("d", [7]))
attempt(a.pop, 99)
attempt(array("i").pop)
attempt(a.remove, 99)
attempt(a.index, 99)
attempt(a.frombytes, b"ab")
attempt(a.fromlist, [1, "x"])
attempt(a.insert, "a", 1)
attempt(lambda: a[99])
attempt(lambda: a["x"])
attempt(lambda: a + [1])
attempt(a.__setitem__, 99, 1)
attempt(a.__setitem__, 0, "x")
attempt(a.__setitem__, slice(0, 2), [1])
attempt(a.__iadd__, [1])
print(a)
