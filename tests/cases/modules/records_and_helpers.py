import dataclasses, enum, typing, contextlib, functools, itertools, collections, operator
from dataclasses import dataclass, field
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)
print(P(1), P(1, 2) < P(2), P(1, 2) == P(1, 2, ["a"]), P(3, y=4, tags=[1]), dataclasses.asdict(P(1)), dataclasses.astuple(P(1, 2)), dataclasses.replace(P(1), y=9))
for f in (lambda: P(), lambda: P(1, 2, 3, 4), lambda: P(1, z=1), lambda: P(1, x=2), lambda: P(1) < 3):
    try: f()
    except TypeError as e: print(e)
@dataclass(frozen=True)
class F:
    a: int
    b: str = "x"
print(F(1), hash(F(1)) == hash(F(1)), {F(1): 2}[F(1)])
try: F(1).a = 2
except dataclasses.FrozenInstanceError as e: print(e)
@dataclass
class Base:
    a: int
    def __post_init__(self): self.s = self.a * 2
@dataclass
class Child(Base):
    b: int = 5
    c: dataclasses.InitVar[int] = 3
    def __post_init__(self, c):
        super().__post_init__()
        self.d = c
c = Child(1)
print(c, c.s, c.d, [f.name for f in dataclasses.fields(Child)], dataclasses.is_dataclass(c))
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1))
try: K(1)
except TypeError as e: print(e)
try: K()
except TypeError as e: print(e)
@dataclass
class Rec:
    me: "Rec" = None
r = Rec(); r.me = r; print(r)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
class Color(enum.Flag):
    R = enum.auto(); G = enum.auto(); B = enum.auto()
    W = R | G | B
print(Color.R | Color.G, Color.W, ~Color.R, list(Color.W), Color(3), repr(Color(0)), Color.R in Color.W, bool(Color(0)), Color.R ^ Color.W)
class IF(enum.IntFlag):
    A = 1; B = 2
print(IF.A | IF.B, repr(IF.A | IF.B), IF.A + 1, repr(IF(5)))
class S(enum.StrEnum):
    X = enum.auto(); Y = "why"
print(S.X, S.Y, repr(S.X), S("why"), S.X.upper(), f"{S.Y}")
class W(enum.Enum):
    MON = "m"
    @property
    def long(self): return self.value * 2
    @classmethod
    def first(cls): return cls.MON
    def __str__(self): return "W!" + self.name
print(W.MON, W.first().long, W.MON.__class__, f"{W.MON}", {W.MON: 1}, sorted(Color, key=lambda c: -c.value))
try:
    @enum.unique
    class D(enum.Enum):
        A = 1; B = 1
except ValueError as e: print(e)
print(W.__members__, type(W), issubclass(W, enum.Enum))
@functools.total_ordering
class V:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return s.n == o.n
    def __lt__(s, o): return s.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2))
class M:
    @functools.singledispatchmethod
    def f(self, a): return "obj"
    @f.register
    def _(self, a: int): return "int"
print(M().f(1), M().f("a"))
@functools.lru_cache(maxsize=None, typed=True)
def sq(x, y=1): return x * y
sq(1); sq(1.0); sq(1, y=2); print(sq.cache_info(), sq.cache_parameters())
p = functools.partial(int, base=2); print(p("101"), p)
Pt = collections.namedtuple("Pt", "x y", defaults=[5])
print(Pt(1), Pt(1, 2)._replace(x=3), Pt._make([1, 2]), Pt(1, 2)._asdict(), Pt._field_defaults, Pt(1, 2) == (1, 2), Pt(1, 2)[0], *Pt(3, 4))
for f in (lambda: Pt(), lambda: Pt(1, 2, 3), lambda: Pt(1, z=1), lambda: collections.namedtuple("A", "x x"), lambda: collections.namedtuple("A", "class")):
    try: f()
    except (TypeError, ValueError) as e: print(e)
class Sub(collections.namedtuple("B", "a b")):
    def total(self): return self.a + self.b
print(Sub(1, 2).total(), Sub(1, 2))
d = collections.OrderedDict.fromkeys("abc", 0); d.move_to_end("a"); print(d, list(d.items()))
c = collections.Counter(a=3, b=1); c.update("ab"); print(c, c.most_common(1), c - collections.Counter("a"), c & collections.Counter("aab"), list(c.elements()), c >= collections.Counter("a"))
dd = collections.defaultdict(set, {"x": {1}}); dd["y"].add(2); print(dd, dd.copy(), dd | {"z": 1})
print(list(itertools.islice(itertools.cycle([1, 2, 3]), 7)), list(itertools.batched("abc", 2)) if hasattr(itertools, "batched") else None, itertools.count(2, 3), itertools.repeat(5, 2), list(itertools.groupby([])), list(itertools.product([1, 2], "a", repeat=1)))
g = itertools.groupby([1, 1, 2, 3, 3]); print([k for k, _ in g])
it = iter(range(5)); print(list(itertools.takewhile(lambda x: x < 2, it)), list(it))
a, b, cc = itertools.tee(range(3), 3); print(list(a), list(b), list(cc))
print(list(itertools.accumulate([3, 1, 4], max)), list(itertools.zip_longest([1], [2, 3])), list(itertools.chain.from_iterable(["ab", "c"])))
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(3), operator.methodcaller("split", ",")("a,b"), operator.itemgetter("k")({"k": 1}))
@contextlib.contextmanager
def cm(x):
    print("in", x)
    try: yield x
    except ValueError as e: print("caught", e)
    finally: print("out")
with cm(1) as v: print(v)
with cm(2): raise ValueError("boo")
try:
    with cm(3): raise KeyError("k")
except KeyError as e: print(repr(e))
@cm(4)
def deco(): print("decorated")
deco(); deco()
with contextlib.ExitStack() as st:
    a = st.enter_context(cm("s1")); st.callback(print, "cb")
with contextlib.suppress(ZeroDivisionError, KeyError): 1 / 0
with contextlib.nullcontext(7) as n: print(n)
class Cl:
    def close(self): print("closed")
with contextlib.closing(Cl()): pass
print(typing.get_type_hints(P), typing.Optional[typing.List[int]], typing.Union[int, None, str], typing.Callable[..., int], typing.Tuple[int, ...], typing.Dict[str, typing.Any], typing.get_args(typing.List[int]), typing.get_origin(typing.List[int]), typing.Literal["a"], typing.Type[int], list[int], dict[str, list[int]], int | None)
T = typing.TypeVar("T")
class Stack(typing.Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
s: Stack[int] = Stack[int](); print(type(s).__name__, Stack[int])
