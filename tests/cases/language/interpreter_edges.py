# exceptions & generators edge cases
def g():
    try:
        x = yield 1
        print('got', x)
        yield 2
    except ValueError as e:
        print('in gen', e)
        yield 3
    finally:
        print('fin')
a = g(); print(next(a), a.send(5), a.throw(ValueError('v')))
try: next(a)
except StopIteration as e: print('stop', e.value)
def h():
    r = yield from g()
    return r
b = h(); print(next(b), b.send('q')); b.close()
try:
    try: 1/0
    except ZeroDivisionError: raise KeyError('k')
except KeyError as e: print(repr(e.__context__), e.__cause__)
try:
    try: 1/0
    except ZeroDivisionError as z: raise KeyError('k') from z
except KeyError as e: print(repr(e.__cause__), e.__suppress_context__)
def f():
    raise StopIteration
def gg():
    yield f()
try: next(gg())
except RuntimeError as e: print(e, repr(e.__cause__))
class It:
    def __init__(self): self.n=0
    def __iter__(self): return self
    def __next__(self):
        self.n+=1
        if self.n>3: raise StopIteration
        return self.n
print([x for x in It()], list(It()), sum(It()), 2 in It())
a, b2, c = It(); print(a,b2,c)
def rec(n): return rec(n+1)
try: rec(0)
except RecursionError as e: print(e)
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
try: raise E(1, 2)
except E as e: print(e, e.b, e.args)
class Ctx:
    def __enter__(self): print('enter'); return self
    def __exit__(self, t, v, tb): print('exit', t and t.__name__, v); return True
with Ctx() as c: raise ValueError('x')
class M:
    def __getattr__(self, n): return n + '!'
    def __eq__(self, o): return True
    def __hash__(self): return 1
print(M().abc, M() == 3, M() != 3, {M(): 1}[M()], [1] == [M()])
class L(list):
    def __len__(self): return 42
    def total(self): return sum(self)
l = L([1,2,3]); print(len(l), l.total(), l, l[1:], bool(L()))
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); print(d['a'], d['zz'], d)
class I(int):
    def __add__(self, o): return 'added'
print(I(3) + 4, 4 + I(3), I(3) * 2, I(3) < 4)
def kw(a, /, b, *, c=3, **k): return a, b, c, k
print(kw(1, b=2, d=4), kw(*[1, 2], **{'c': 5}))
for bad in (lambda: kw(), lambda: kw(1), lambda: kw(1,2,3), lambda: kw(a=1,b=2), lambda: kw(1,2,b=3)):
    try: bad()
    except TypeError as e: print(e)
print((lambda *a, **k: (a, k))(1, 2, x=3))
x = 5
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
i = outer(); i(); print(i())
def ub():
    print(zz)
    zz = 1
try: ub()
except UnboundLocalError as e: print(e)
try: undefined_name
except NameError as e: print(e)
try:
    del x; x
except NameError as e: print(e)
print(sorted([3,1,2], key=lambda v: -v), max([1,5,3], key=lambda v: -v), sorted([M(), M()] , key=id) is not None)
import functools
print(functools.reduce(lambda p, q: p + q, [1,2,3]), list(map(lambda v: v+1, It())), dict(zip('ab', It())))
class P:
    @property
    def v(self): return self._v
    @v.setter
    def v(self, n): self._v = n * 2
    @classmethod
    def mk(cls, n): o = cls(); o.v = n; return o
    @staticmethod
    def st(n): return n + 1
p = P.mk(4); print(p.v, P.st(1), p.st(2))
try:
    with open('nofile') as fff: pass
except Exception as e: pass
print(*(i for i in range(3)), sep='-')
def deco(fn):
    @functools.wraps(fn)
    def w(*a, **k): return fn(*a, **k) * 2
    return w
@deco
def dd(x): "doc"; return x
print(dd(4), dd.__name__, dd.__doc__)
match {'k': [1, 2, 3]}:
    case {'k': [a, *r]}: print(a, r)
print(f"{3.14159:.2f} {'a':>4} {x if False else 'n'} {l!r}")
