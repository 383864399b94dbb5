import random, statistics, hashlib, uuid, urllib.parse as up, textwrap, pprint, heapq, bisect
random.seed(12345)
print(random.sample(range(1000), 100)[:5], random.sample(list("abcdefgh"), 8), random.sample(["a","b"], counts=[3,2], k=4))
print(random.choices("abc", cum_weights=[1, 3, 4], k=5), random.randbytes(5), random.getrandbits(200), random.randrange(10, 0, -3))
class R(random.Random):
    def random(self): return 0.25
r = R()
print(r.random(), r.randint(1, 10), r.choice("abcd"), r.uniform(0, 4))
print(statistics.mean([1,2,3,4]), statistics.mean([1,2]), statistics.median([3,1,2]), statistics.median([1,2,3,4]), statistics.stdev([1,2,3,4]), statistics.variance([2.5, 3.5]), statistics.mode("aab"), statistics.pstdev([1,5]), statistics.fmean([1,2]), statistics.quantiles(range(1,10)))
for f in (lambda: statistics.mean([]), lambda: statistics.stdev([1]), lambda: statistics.median([])):
    try: f()
    except statistics.StatisticsError as e: print(e)
print(hashlib.md5(b"abc").hexdigest(), hashlib.sha256("é".encode()).hexdigest()[:16], hashlib.new("sha1", b"x").hexdigest(), hashlib.sha512().digest_size)
h = hashlib.sha256(); h.update(b"a"); h.update(b"bc"); print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), h.name)
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.uuid4().version, len(str(uuid.uuid1())), uuid.UUID("12345678123456781234567812345678"), repr(uuid.UUID(int=5)))
u = up.urlparse("http://user:pw@www.example.com:8080/a/b;p?q=1&r=2#frag")
print(u, u.hostname, u.port, u.username, u.geturl(), u.scheme)
print(up.quote("a b/ü&"), up.quote_plus("a b&c"), up.unquote("a%20b%C3%BC"), up.urlencode({"a": 1, "b": "x y"}), up.parse_qs("a=1&a=2&b="), up.urljoin("http://a/b/c", "../d"), up.urljoin("http://a/b/c", "//x/y"), up.urlsplit("/only/path?x"))
print(textwrap.dedent("""\
    a
      b
    c"""), textwrap.fill("the quick brown fox jumps over the lazy dog " * 2, 30), textwrap.indent("x\ny\n", "> "), textwrap.shorten("hello wide world", 12))
pprint.pprint({"b": list(range(30)), "a": {"x": 1}, "c": "s" * 50})
pprint.pprint([1, 2, 3])
class T:
    def __init__(s, p): s.p = p
    def __lt__(s, o): return s.p < o.p
    def __repr__(s): return f"T{s.p}"
q = []
for p in (5, 2, 8, 1, 9, 3): heapq.heappush(q, T(p))
print([heapq.heappop(q) for _ in range(6)])
q = [(3, "c"), (1, "a"), (2, "b"), (1, "b")]
heapq.heapify(q); print(q, heapq.heappushpop(q, (0, "z")), heapq.heapreplace(q, (7, "q")), q)
print(heapq.nsmallest(2, q), heapq.nlargest(2, q, key=lambda t: t[1]), list(heapq.merge([1, 5], [2, 3], key=None, reverse=False)))
print(bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([{"a": 1}, {"a": 2}], 1, key=lambda d: d["a"]))
