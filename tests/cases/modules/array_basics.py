import array as module
from array import array

print(module.typecodes, module.ArrayType is array, array)
for code in module.typecodes:
    a = array(code, "ab" if code == "u" else [1, 2])
    print(repr(a), a.typecode, a.itemsize, len(a), a.tobytes(), a[0])
print(array("i"), array("d", [1.5, 2]), array("u", "héy"), array("b", b"ab"), array("i", b"\1\0\0\0"), array("i", range(3)), array("i", (1, 2)), array("f", [1.1]))
a = array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
a.extend(array("i", [7]))
a.insert(0, 9)
print(a, a.pop(), a.pop(0), a.index(3), a.count(1), 3 in a, 99 in a)
a.remove(2)
a.reverse()
a[0] = 5
a[0:2] = array("i", [8])
print(a, a[-1], a[1:], a[::2], a[::-1])
del a[0]
a += array("i", [1])
a *= 2
print(a, a + array("i", [1]), a * 2, 2 * a, a.tolist())
a.fromlist([1, 2])
a.frombytes(b"\1\0\0\0")
print(a, a.buffer_info()[1], list(reversed(a)), [x for x in a], sum(a), max(a), sorted(a))
b = array("H", [1, 256])
b.byteswap()
print(b, b.tobytes(), bytes(b))
print(array("i", [1, 2]) == array("d", [1, 2]), array("i", [1]) < array("i", [2]), array("i", [1]) == [1], array("i", [1]) != array("i", [2]))
print(array("u", "ab").tounicode(), array("i", [True]), array("d", [float("inf")]), str(array("f", [0.1])))
numbers = array("l", range(1000))
for i in range(len(numbers)):
    numbers[i] *= 2
print(sum(numbers), numbers[500])
