import pickle

items = [1]
items.append(items)
copy = pickle.loads(pickle.dumps(items))
print(copy, copy[1] is copy)
table = {"name": "loop"}
table["self"] = table
copy = pickle.loads(pickle.dumps(table))
print(copy, copy["self"] is copy)


class Node:
    def __init__(self, name):
        self.name, self.next, self.friends = name, None, set()


a, b = Node("a"), Node("b")
a.next, b.next = b, a
a.friends.add(b)
copy = pickle.loads(pickle.dumps(a))
print(copy.next.next is copy, copy.next.name, copy.next in copy.friends)
pair = ([],)
pair[0].append(pair)
copy = pickle.loads(pickle.dumps(pair))
print(copy[0][0] is copy)
shared = ["shared"]
x, y = pickle.loads(pickle.dumps((shared, shared)))
print(x is y, x == shared)
u, v = pickle.loads(pickle.dumps(shared)), pickle.loads(pickle.dumps(shared))
print(u is v)
