"""Paragraphs in lines."""


def dedent(text):
    margin = None
    lines = text.split("\n")
    for line in lines:
        if line.strip():
            indent = line[:len(line) - len(line.lstrip(" \t"))]
            if margin is None:
                margin = indent
            else:
                same = 0
                while same < min(len(margin), len(indent)) and margin[same] == indent[same]:
                    same += 1
                margin = margin[:same]
    return "\n".join([line[len(margin or ""):] if line.strip() else "" for line in lines])


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])


def wrap(text, width=70, initial_indent="", subsequent_indent="", break_long_words=True, **options):
    lines, line, prefix = [], "", initial_indent
    for word in text.split():
        room = width - len(prefix)
        while break_long_words and len(word) > room and not line:
            lines.append(prefix + word[:room])
            word, prefix = word[room:], subsequent_indent
            room = width - len(prefix)
        if line and len(line) + 1 + len(word) > room:
            lines.append(prefix + line)
            line, prefix = "", subsequent_indent
        line = f"{line} {word}" if line else word
    if line:
        lines.append(prefix + line)
    return lines


def fill(text, width=70, **options):
    return "\n".join(wrap(text, width, **options))


def shorten(text, width, placeholder=" [...]", **options):
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    words = text.split(" ")
    while words and len(" ".join(words) + placeholder) > width:
        words.pop()
    return " ".join(words) + placeholder if words else placeholder.strip()
