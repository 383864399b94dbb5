# exit = 3
# stderr = ["deadlock", "line 8"]
import os

r, w = os.pipe()
print("a pipe holds", os.write(w, b"x" * 65536), flush=True)
# The 65537th byte has no place.
os.write(w, b"y")
