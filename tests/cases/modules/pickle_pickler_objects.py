import copyreg
import io
import pickle


class Thing:
    def __init__(self, n):
        self.n = n


class Registry(pickle.Pickler):
    def persistent_id(self, obj):
        if isinstance(obj, Thing):
            return ("thing", obj.n)
        return None


class Finder(pickle.Unpickler):
    def persistent_load(self, pid):
        print("pid", pid)
        return Thing(pid[1] * 10)


buffer = io.BytesIO()
Registry(buffer).dump([Thing(1), {"t": Thing(2)}, 5])
print(buffer.getvalue())
buffer.seek(0)
back = Finder(buffer).load()
print(back[0].n, back[1]["t"].n, back[2])
try:
    pickle.loads(buffer.getvalue())
except pickle.UnpicklingError as error:
    print(error)


class Table(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[Thing] = lambda thing: (Thing, (thing.n + 100,))


buffer = io.BytesIO()
Table(buffer).dump(Thing(1))
print(pickle.loads(buffer.getvalue()).n, pickle.loads(pickle.dumps(Thing(1))).n)


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        if getattr(obj, "__name__", None) == "made_here":
            return eval_free, ()
        return NotImplemented


def eval_free():
    return "instead of a local function"


def outer():
    def made_here():
        pass
    return made_here


buffer = io.BytesIO()
Override(buffer).dump([outer(), Thing(3), len])
back = pickle.loads(buffer.getvalue())
print(back[0], back[1].n, back[2])


class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins" and name in ("set", "frozenset", "range"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"global '{module}.{name}' is forbidden")


print(Careful(io.BytesIO(pickle.dumps([range(3)]))).load())
try:
    Careful(io.BytesIO(pickle.dumps(print))).load()
except pickle.UnpicklingError as error:
    print(error)

buffer = io.BytesIO()
p = pickle.Pickler(buffer)
shared = ["s"]
p.dump(shared)
first = len(buffer.getvalue())
p.dump(shared)
print(buffer.getvalue()[first:])
p.clear_memo()
p.dump(shared)
print(buffer.getvalue()[-len(pickle.dumps(shared)):] == pickle.dumps(shared))


def reduce_thing(thing):
    return Thing, (thing.n * 2,)


copyreg.pickle(Thing, reduce_thing)
print(pickle.loads(pickle.dumps([Thing(4)]))[0].n)
try:
    copyreg.pickle(Thing, 5)
except TypeError as error:
    print(error)


class NotShared:
    def __reduce__(self):
        raise RuntimeError("NotShared objects should only be shared between processes through inheritance")


try:
    pickle.dumps([1, NotShared()])
except RuntimeError as error:
    print(error)
