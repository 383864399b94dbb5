# stdin = "one\ntwo\n\nfour\n"
import sys

for line in sys.stdin:
    print(repr(line))
    if line.strip() == "two":
        break
print([line.strip() for line in sys.stdin])
try:
    input()
except EOFError:
    print("end")
