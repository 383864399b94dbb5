"""Constants and templates."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = "0123456789abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, strict):
        text, out, at = self.template, [], 0
        while True:
            start = text.find(self.delimiter, at)
            if start < 0:
                out.append(text[at:])
                return "".join(out)
            out.append(text[at:start])
            name, at = self._name_at(text, start)
            if name == "$":
                out.append("$")
            elif name is None:
                if strict:
                    line = text.count("\n", 0, start) + 1
                    column = start - (text.rfind("\n", 0, start) if line > 1 else -1)
                    raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
                out.append(self.delimiter)
            elif strict or name in mapping:
                out.append(str(mapping[name]))
            else:
                out.append(text[start:at])

    def _name_at(self, text, start):
        """The name of the placeholder at `start` and where it ends; "$" for `$$`, None where there is none."""
        at = start + 1
        if text[at:at + 1] == self.delimiter:
            return "$", at + 1
        braced = text[at:at + 1] == "{"
        begin = end = at + braced
        while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
            end += 1
        name = text[begin:end]
        if not name or name[0].isdigit() or (braced and text[end:end + 1] != "}"):
            return None, at
        return name, end + braced

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
