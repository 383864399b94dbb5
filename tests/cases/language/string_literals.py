print("a\tb\\n\x41\u00e9\N{BULLET}" if False else "a\tb\\n\x41\u00e9")
print('single "double"', "double 'single'", 'esc\'aped', "new\
line", r"raw\d", b"bytes\xff", rb"\x00", u"u-prefix")
print("""triple
  "quoted" text
""", end="")
print('''it's "fine"''', "a" 'b' """c""", len("\0"), "\a\b\f\v".encode(), "\377".encode("latin-1"), "\1\12x")
print(("implicit " "joined "
       "over lines"), "emoji \U0001F600", "\\", "tab:\t|")
print("%s" "%s" % (1, 2), "{}" "{}".format(3, 4), f"{1}" "{2}" f"{3}")
text = "line1\nline2\rline3\r\nline4\x0bline5\u2028end"
print(text.splitlines(), len(text))
print(repr("\x7f\x80\xa0\xad\u0378\u200b\ufeff\U000e0001"))
