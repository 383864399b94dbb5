b = b"hello \x00\xff\n"
print(b, len(b), b[0], b[-1], b[:5], list(b[:3]), b"a" + b"b", b"ab" * 2)
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(range(3)), b"", bytes.fromhex("00 ff"), b"\x01\xab".hex())
print(b.upper(), b"a,b".split(b","), b"-".join([b"x", b"y"]), b"abc".find(b"c"), b"abc".startswith(b"ab"), b" x ".strip(), b"aXa".replace(b"X", b"--"))
print(b"abc" == b"abc", b"abc" < b"abd", b"abc" == "abc", 97 in b"abc", b"bc" in b"abc", hash(b"a") == hash(b"a"))
print(b"it's", b'quote"', b"both'\"", repr(b"\t\\"), str(b"x"), b"text".decode(), str(b"text", "utf-8"))
print(b[::-1][:3], [c for c in b"ab"], max(b"az"), sorted(b"cab"), b"%s" % b"z")
ba = bytearray(b"abc")
ba.append(100)
ba[0] = 90
ba.extend(b"ef")
ba += b"!"
print(ba, len(ba), ba[1:3], bytes(ba), ba.decode(), ba == b"Zbcdef!")
del ba[0]
ba.pop()
print(ba, bytearray(2))
for f in (lambda: b"a" + "b", lambda: bytes([256]), lambda: bytes("x"), lambda: b"abc"[9], lambda: b"a".decode("nope"), lambda: bytes.fromhex("zz")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
