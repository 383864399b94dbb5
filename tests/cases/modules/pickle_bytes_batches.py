import hashlib
import pickle


def show(name, value):
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        print(name, protocol, len(data), hashlib.sha256(data).hexdigest()[:16], pickle.loads(data) == value)


for size in (999, 1000, 1001, 2000, 2001):
    show(f"list {size}", list(range(size)))
    show(f"dict {size}", {i: i for i in range(size)})
    show(f"set {size}", set(range(size)))
    show(f"tuple {size}", tuple(range(size)))
    show(f"frozenset {size}", frozenset(range(size)))
show("strings", [str(i) for i in range(20000)])
show("long text", "x" * 100000)
show("long bytes", [b"y" * 70000, b"z" * 65535, "w" * 65536])
show("pairs", [(i, str(i)) for i in range(3000)])
