import os

to_child_r, to_child_w = os.pipe()
to_parent_r, to_parent_w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(to_child_w)
    while question := os.read(to_child_r, 100):
        os.write(to_parent_w, question.upper() + b"!")
    os.write(to_parent_w, b"bye")
    os._exit(0)
os.close(to_child_r)
for word in (b"ping", b"tea", b"x"):
    os.write(to_child_w, word)
    print(os.read(to_parent_r, 100))
os.close(to_child_w)
print(os.read(to_parent_r, 100), os.wait()[1])
