import pickle


class A:
    class B:
        class C:
            def method(self):
                return "deep"

            @classmethod
            def make(cls):
                return cls()


for protocol in range(6):
    data = pickle.dumps([A.B.C, A.B.C.method, A.B.C(), A.B], protocol)
    back = pickle.loads(data)
    print(data, back[0] is A.B.C, back[1] is A.B.C.method, back[2].method(), back[3] is A.B)
print(pickle.loads(pickle.dumps(A.B.C.make))().method(), pickle.loads(pickle.dumps(A.B.C().method))())
