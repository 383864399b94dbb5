import operator
import string

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits)
print(string.Template("$name has ${n} $$").substitute(name="Bo", n=3), string.Template("$a $b").safe_substitute(a=1), string.capwords("hello big world"))
print(operator.add(1, 2), operator.itemgetter(1)("abc"), operator.attrgetter("real")(5), operator.methodcaller("upper")("x"), operator.mul(3, 4), operator.not_(0), operator.contains([1], 1))
print(operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.getitem([5, 6], 1), operator.neg(3), operator.truediv(1, 2), operator.lt(1, 2), operator.is_(None, None), operator.floordiv(7, 2), operator.xor(6, 3))
box = {}
operator.setitem(box, "k", 1)
operator.delitem(box, "k")
print(box, operator.concat("a", "b"), operator.index(True), operator.countOf([1, 1, 2], 1), operator.iadd([1], [2]), sorted([(2, "a"), (1, "b")], key=operator.itemgetter(0)))
print(operator.attrgetter("a.b")(type("T", (), {"a": type("U", (), {"b": "deep"})})))
