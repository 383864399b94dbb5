text = "并发编程：线程与锁"
print(text, len(text), text[0], text[-1], text[2:4], text[::-1])
print(text.find("线程"), text.split("："), text.replace("锁", "队列"), "线程" in text)
print([ord(c) for c in "中é😀"], chr(20013), chr(128512), len("😀"), "😀"[0])
print("中文".encode(), "中文".encode("utf-8").decode(), len("中文".encode()), "é".encode("latin-1"))
print(f"|{'线程':>6}|{'锁':^5}|{'队':<4}|", "名字：%s" % "小明", "{}岁".format(18))
print(repr("tab\tnew\nquote'"), repr('both\'"'), repr("中\u200b\x07\x7f\xa0\u2028é😀"), ascii("中😀é"))
print("\x41\u4e2d\U0001F600\101\\", r"raw\n", "con" "cat", 'single', """triple "quoted" """)
print("É".lower(), "ñ".upper(), "ß".upper(), "İ".lower() == "i̇", "ÀÉ".casefold(), "éa" < "z")
变量 = "标识符"
print(变量)


def 问好(名字):
    return f"你好，{名字}！"


print(问好("世界"))
print(sorted(["丙", "乙", "甲"]), max("中文"), "é" == "e\u0301", {"键": "值"}["键"])
try:
    "中".encode("ascii")
except UnicodeEncodeError as error:
    print(error)
try:
    b"\xff\xfe".decode()
except UnicodeDecodeError as error:
    print(error)
print("中".encode("ascii", "ignore"), "a中".encode("ascii", "replace"), b"a\xff".decode("utf-8", "replace"), "中".encode("gbk") if False else "")
print("十".isnumeric(), "中".isalpha(), "中".isidentifier(), "１".isdigit(), int("１２"))
