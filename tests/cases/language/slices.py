letters = list("abcdefgh")
print(letters[2:5], letters[:3], letters[5:], letters[-2:], letters[::2], letters[::-1])
print(letters[6:2:-1], letters[10:], letters[-100:2], letters[3:3])
print("python"[1:-1], "python"[::-2], (1, 2, 3)[1:], b"bytes"[1:3], range(10)[2:8:3])
letters[1:3] = ["X", "Y", "Z"]
print(letters)
letters[::3] = [0, 0, 0]
print(letters)
letters[2:2] = "ins"
print(letters)
del letters[::2]
print(letters)
del letters[1:-1]
print(letters)
letters[:] = []
print(letters)
try:
    [1, 2, 3, 4][::2] = [1]
except ValueError as error:
    print(error)
numbers = [1, 2, 3, 4]
try:
    numbers[::2] = [1]
except ValueError as error:
    print(error)
try:
    numbers[::0]
except ValueError as error:
    print(error)
try:
    numbers["a"]
except TypeError as error:
    print(error)
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(3) == slice(None, 3, None))
print(numbers[s], "abcdefghijk"[s])
numbers += [5]
numbers *= 2
print(numbers)
nested = [[0] * 2] * 2
nested[0][0] = 1
print(nested)
