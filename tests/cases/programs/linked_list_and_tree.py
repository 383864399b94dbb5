class Node:
    __slots__ = ("key", "left", "right")

    def __init__(self, key):
        self.key, self.left, self.right = key, None, None


class Tree:
    def __init__(self, keys=()):
        self.root, self.size = None, 0
        for key in keys:
            self.add(key)

    def add(self, key):
        if self.root is None:
            self.root = Node(key)
        else:
            node = self.root
            while True:
                side = "left" if key < node.key else "right"
                below = getattr(node, side)
                if below is None:
                    setattr(node, side, Node(key))
                    break
                node = below
        self.size += 1

    def __iter__(self):
        def walk(node):
            if node is not None:
                yield from walk(node.left)
                yield node.key
                yield from walk(node.right)
        return walk(self.root)

    def __contains__(self, key):
        node = self.root
        while node is not None and node.key != key:
            node = node.left if key < node.key else node.right
        return node is not None

    def __len__(self):
        return self.size

    def depth(self):
        def down(node):
            return 0 if node is None else 1 + max(down(node.left), down(node.right))
        return down(self.root)


tree = Tree([50, 30, 70, 20, 40, 60, 80, 35])
print(list(tree), len(tree), tree.depth(), 60 in tree, 65 in tree, sum(tree), max(tree))
print(list(Tree("concurrency")), [k for k in Tree() if k])
