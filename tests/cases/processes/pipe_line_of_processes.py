import os


def stage(source, change):
    r, w = os.pipe()
    if os.fork() == 0:
        os.close(r)
        with os.fdopen(source) as lines, os.fdopen(w, "w") as out:
            for line in lines:
                out.writelines(change(line.strip()))
        os._exit(0)
    os.close(source)
    os.close(w)
    return r


r, w = os.pipe()
if os.fork() == 0:
    os.close(r)
    with os.fdopen(w, "w") as out:
        out.write("\n".join(str(n) for n in range(1, 11)))
    os._exit(0)
os.close(w)
odd = stage(r, lambda text: [text + "\n"] if int(text) % 2 else [])
squares = stage(odd, lambda text: [f"{int(text) ** 2}\n"])
with os.fdopen(squares) as lines:
    print([int(line) for line in lines])
for _ in range(3):
    os.wait()
