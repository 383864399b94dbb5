s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), "xxabcxx".strip("x"), "abc".lstrip("ab"))
print("a,b,,c".split(","), "a b  c\t d\n".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","))
print("one\ntwo\r\nthree\n".splitlines(), "a\nb\n".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="))
print("-".join(["a", "b", "c"]), "".join(map(str, range(5))), ", ".join({"x": 1}))
print("hello".replace("l", "L"), "hello".replace("l", "", 1), "aaa".replace("", "-"), "hello".count("l"), "aaaa".count("aa"))
print("hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".index("e"), "hello".find("l", 3), "hello".find("l", 0, 2))
print("hello".startswith("he"), "hello".endswith(("x", "lo")), "hello".startswith("l", 2), "Hello".swapcase(), "hELLO wORLD".title())
print("hello".capitalize(), "ABC".lower(), "abc".upper(), "Straße".upper(), "Straße".casefold(), "ǅ".lower())
print("abc".isalpha(), "123".isdigit(), "a1".isalnum(), " \t".isspace(), "abc".islower(), "ABC".isupper(), "Abc".istitle(), "a_b1".isidentifier(), "".isalpha())
print("ab".center(7, "*"), "ab".ljust(5) + "|", "ab".rjust(5), "42".zfill(5), "-42".zfill(5), "a\tb".expandtabs(4))
print("abc".translate(str.maketrans("ab", "xy", "c")), "prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"))
print("ab" * 3, 3 * "-", "a" + "b", "b" in "abc", "" in "abc", "abc" < "abd", "Z" < "a", "abc"[1], "abc"[-1], len("abc"))
print(max("hello"), min("hello"), sorted("hello"), list("abc"), set("aaa"), ord("a"), chr(97), ascii("é"))
print("abc".encode(), "x".isprintable(), "\n".isprintable(), "½".isnumeric(), "²".isdigit(), "5".isdecimal())
for f in (lambda: "abc".index("z"), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "abc"[5], lambda: ",".join([1]),
          lambda: "a".split(""), lambda: ord("ab"), lambda: chr(-1), lambda: "abc".nope, lambda: 5 in "abc"):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
