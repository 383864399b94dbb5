import sys

print(sys.get_int_max_str_digits())
try:
    str(10 ** 5000)
except ValueError as error:
    print(error)
try:
    int("1" * 5000)
except ValueError as error:
    print(error)
print(len(hex(10 ** 5000)), len(str(10 ** 4299)), int("7" * 4300) % 97)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)))
