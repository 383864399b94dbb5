import multiprocessing as mp

s = mp.Array("c", b"hello")
print(s.value, s.raw, s[0], s[1:3], len(s))
s.value = b"hey"
print(s.value, s.raw, s[:])
s[0] = b"H"
print(s.value)
t = mp.Array("c", 8)
print(t.value, t.raw)
t.value = b"12345678"
print(t.value, t.raw)
for value in (b"123456789", "text", 5):
    try:
        t.value = value
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
t[0:3] = b"abc"
print(t.value)


def shout(text):
    text.value = text.value.upper()


p = mp.Process(target=shout, args=(s,))
p.start()
p.join()
print(s.value.decode())
u = mp.Array("u", "héllo")
print(u[1], u[:], len(u))
