# exit = 2
import sys

print("to stderr", file=sys.stderr)
sys.stderr.write("raw text\n")
print("to stdout")
raise SystemExit(2)
