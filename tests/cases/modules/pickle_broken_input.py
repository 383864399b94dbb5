import pickle


def attempt(data):
    try:
        print(data[:30], repr(pickle.loads(data))[:40])
    except Exception as error:
        print(data[:30], type(error).__name__, str(error).split(" on <module")[0])


for data in (b"", b".", b"\x80", b"\x80\x04", b"\x80\x06.", b"N", b"K", b"K\x01", b"X\x05\x00\x00\x00abc.", b"\x8c\x05abc", b"]", b"(", b"(.", b"0.",
             b"1.", b"2.", b"a.", b"]a.", b"]Ka.", b"e.", b"s.", b"u.", b"t.", b"l.", b"(1.", b"R.", b"\x81.", b"b.", b"h\x05.", b"g7\n.", b"gx\n.", b"q\x00.",
             b"zzz", b"\xff", b"'", b"\\", b"I12\n.", b"Ix\n.", b"I01\n.", b"I00\n.", b"L5L\n.", b"L5\n.", b"Lx\n.", b"F1.5\n.", b"Fx\n.", b"S'ab'\n.", b"Sab\n.",
             b'S"a\\x41\\n"\n.', b"Vab\\u0041\n.", b"U\x02ab.", b"T\x02\x00\x00\x00ab.", b"U\x01\xff.", b"T\xff\xff\xff\xff.", b"\x8a\x00.", b"\x8a\x01\xff.", b"\x8b\x01\x00\x00\x00\x05.",
             b"\x8b\xff\xff\xff\xff.", b"G\x3f\xf8\x00\x00\x00\x00\x00\x00.", b"(I1\nI2\nd.", b"(I1\nd.", b"}(I1\nu.", b"}(K\x01K\x02u.", b"\x8f(K\x01\x90.", b"(K\x01\x91.", b"K\x01K\x02\x93.",
             b"P12\n.", b"K\x01Q.", b"\x82\x01.", b"cno_such_module\nname\n.", b"cbuiltins\nnosuch\n.", b"c__main__\nattempt2\n.", b"cbuiltins\nint\n(K\x05tR.", b"cbuiltins\nint\nK\x05R.",
             b"K\x05)R.", b"K\x01)\x81.", b"cbuiltins\nint\nK\x01\x81.", b"(cbuiltins\nset\no.", b"(ibuiltins\nset\n.", b"(K\x03ibuiltins\nint\n.", b"\x95\x05\x00\x00\x00\x00\x00\x00\x00N.",
             b"\x95\x02\x00\x00\x00\x00\x00\x00\x00N.", b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x96\x02\x00\x00\x00\x00\x00\x00\x00ab.", b"](K\x01(e.", b"K\x01(a.", b"}]K\x01s.", b"N."):
    attempt(data)
for value in ("text", 5, None, [1]):
    try:
        pickle.loads(value)
    except TypeError as error:
        print(error)
whole = pickle.dumps([1, "two", (3.0, None), {"k": b"bytes"}])
for end in range(len(whole)):
    try:
        pickle.loads(whole[:end])
        print("?", end)
    except Exception as error:
        print(end, type(error).__name__, error)
