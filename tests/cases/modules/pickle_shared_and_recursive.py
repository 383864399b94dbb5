import pickle

inner = [1, 2]
a = pickle.loads(pickle.dumps([inner, inner, (inner,)]))
print(a[0] is a[1], a[2][0] is a[0])

for protocol in range(6):
    loop = []
    loop.append(loop)
    data = pickle.dumps(loop, protocol)
    back = pickle.loads(data)
    print(data, back[0] is back)
    table = {}
    table["self"] = table
    data = pickle.dumps(table, protocol)
    back = pickle.loads(data)
    print(data, back["self"] is back)
    items = []
    pair = (items, 1)
    items.append(pair)
    data = pickle.dumps(pair, protocol)
    back = pickle.loads(data)
    print(data, back[0][0] is back)


class Node:
    def __init__(self, name):
        self.name = name
        self.next = self


n = Node("a")
n.other = Node("b")
n.other.next = n
for protocol in range(6):
    data = pickle.dumps(n, protocol)
    m = pickle.loads(data)
    print(data, m.next is m, m.other.next is m, m.name, m.other.name)
