import copy
import pickle
from array import array

for a in (array("i", [1, 2]), array("d", [1.5]), array("u", "hé"), array("B"), array("q", [-1])):
    for protocol in range(2, 6):
        data = pickle.dumps(a, protocol)
        assert pickle.loads(data) == a
        print(protocol, data[-20:])
b = copy.copy(a)
b.append(5)
print(a, b, copy.deepcopy(b), array("i", [1]).__reduce_ex__(2)[1])
