class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append("get " + name)
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        self.log.append("set " + name)
        setattr(self.target, name, value)

    def __delattr__(self, name):
        self.log.append("del " + name)
        delattr(self.target, name)


class Target:
    colour = "red"


target = Target()
proxy = Proxy(target)
print(proxy.colour)
proxy.size = 3
print(target.size, proxy.size)
del proxy.size
print(hasattr(target, "size"), hasattr(proxy, "size"))
print(proxy.log)


class All:
    def __getattribute__(self, name):
        if name.startswith("__"):
            return super().__getattribute__(name)
        return "all " + name


print(All().anything)


class Slots:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


s = Slots()
print(s.x, hasattr(s, "y"), hasattr(s, "__dict__"))
try:
    s.z = 1
except AttributeError as error:
    print(error)


class Dir:
    b = 1

    def a(self):
        pass


print([n for n in dir(Dir()) if not n.startswith("__")])
