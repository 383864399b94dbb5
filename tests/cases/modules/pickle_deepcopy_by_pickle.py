import copy
import pickle
import time


class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = list(children)
        self.parent = None
        for child in children:
            child.parent = self

    def total(self):
        return self.value + sum(child.total() for child in self.children)


tree = Tree(1, Tree(2), Tree(3, Tree(4), Tree(5)))
for clone in (pickle.loads(pickle.dumps(tree)), copy.deepcopy(tree)):
    clone.children[0].value = 20
    print(clone.total(), tree.total(), clone.children[1].children[0].parent is clone.children[1], clone.parent)
data = {"numbers": list(range(1000)), "nested": [{"i": i} for i in range(100)]}
assert pickle.loads(pickle.dumps(data)) == copy.deepcopy(data) == data
print(len(pickle.dumps(data)))
