import contextlib
import io
import sys

s = io.StringIO("line 1\nline 2\n")
print(s.readline(), s.read(), repr(s.read()))
s.seek(0)
print(list(s), s.tell())
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("hidden", 1)
    sys.stdout.write("direct")
print(repr(out.getvalue()))
real = sys.stdout


class Upper:
    def write(self, text):
        real.write(text.upper())

    def flush(self):
        pass


sys.stdout = Upper()
print("shouted", end="\n")
sys.stdout = real
print("normal")
b = io.BytesIO()
b.write(b"abc")
b.write(b"def")
print(b.getvalue(), b.tell())
err = io.StringIO()
with contextlib.redirect_stderr(err):
    print("to err", file=sys.stderr)
print(repr(err.getvalue()))
with io.StringIO() as buffer:
    print("x", file=buffer)
    print(repr(buffer.getvalue()))
try:
    buffer.read()
except ValueError as error:
    print(error)
