import io
import sys

print("a", "b", sep="-", end="!\n")
print(1, 2.5, None, True, [1], sep=", ")
print()
print("no newline", end="")
print("", "x", "", sep="|")
print("to stdout", file=sys.stdout, flush=True)
print(*range(3), sep="\n")
sys.stdout.write("written\n")
sys.stdout.flush()
with open("notes.txt", "w") as f:
    print("first line", file=f)
    print(f.write("second\n"))
    f.writelines(["third\n", "中文\n"])
with open("notes.txt") as f:
    print(f.read().split("\n"))
with open("notes.txt", "a", encoding="utf-8") as f:
    f.write("appended")
with open("notes.txt", encoding="utf-8") as f:
    for number, line in enumerate(f, 1):
        print(number, repr(line))
f = open("notes.txt")
print(repr(f.readline()), f.read(3), f.tell(), len(f.readlines()), repr(f.read()), f.closed, f.mode, f.name)
f.seek(0)
print(f.readline().rstrip())
f.close()
print(f.closed)
with open("data.bin", "wb") as f:
    print(f.write(b"\x00\x01\xff"))
with open("data.bin", "rb") as f:
    print(f.read(), f.read())
for action in (lambda: open("missing.txt"), lambda: f.read(), lambda: open("notes.txt").write("x"), lambda: open("x", "zz"), lambda: print("a", sep=1), lambda: open("notes.txt", "x")):
    try:
        action()
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
s = io.StringIO()
print("inside", 1, file=s)
s.write("more")
print(repr(s.getvalue()), io.BytesIO(b"xyz").read(2), list(io.StringIO("a\nb")))
