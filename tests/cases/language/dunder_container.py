class Grid:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.cells = {}

    def __getitem__(self, key):
        if isinstance(key, slice):
            return ("slice", key.start, key.stop, key.step)
        if isinstance(key, tuple):
            return self.cells.get(key, ".")
        return "".join(self[x, key] for x in range(self.width))

    def __setitem__(self, key, value):
        self.cells[key] = value

    def __delitem__(self, key):
        del self.cells[key]

    def __len__(self):
        return self.height

    def __contains__(self, value):
        return value in self.cells.values()

    def __iter__(self):
        for y in range(self.height):
            yield self[y]

    def __reversed__(self):
        return (self[y] for y in range(self.height - 1, -1, -1))


g = Grid(4, 3)
g[0, 0] = "a"
g[3, 2] = "z"
g[1, 1] = "m"
print(len(g), "a" in g, "q" in g, bool(g))
for row in g:
    print(row)
del g[1, 1]
print(list(reversed(g)))
print(g[1:2], g[::3], g[:5])


class Old:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError(index)
        return index * index


print(list(Old()), 4 in Old(), 5 in Old())


class Sized:
    def __len__(self):
        return 0


print(bool(Sized()), "empty" if not Sized() else "full")


class Defaults(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


d = Defaults()
print(d[4], d, d.get(9))
