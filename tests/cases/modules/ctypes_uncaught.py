# exit = 1
from ctypes import c_int

numbers = (c_int * 3)(1, 2, 3)
print(sum(numbers))
numbers[3] = 5
