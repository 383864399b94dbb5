# stdin = "Ada\n36\n1 2 3\nlast without newline"
import sys

name = input("name? ")
age = int(input())
numbers = [int(n) for n in input("numbers: ").split()]
print(name, age + 1, sum(numbers))
print(repr(input()))
try:
    input("more? ")
except EOFError as error:
    print("EOFError:", error)
print(sys.stdin.read() == "", sys.stdin.readline() == "")
