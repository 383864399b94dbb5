"""`str.format`, and `%` of texts."""

from _prelude_texts import converted


def str_format(template, args, keywords):
    return format_text(template, args, keywords, [None], 2)


def format_text(template, args, keywords, auto, depth):
    if depth == 0:
        raise ValueError('Max string recursion exceeded')
    out = []
    at = 0
    size = len(template)
    while at < size:
        c = template[at]
        at += 1
        if c != '{' and c != '}':
            out.append(c)
        elif at < size and template[at] == c:
            out.append(c)
            at += 1
        elif c == '}':
            raise ValueError("Single '}' encountered in format string")
        elif at == size:
            raise ValueError("Single '{' encountered in format string")
        else:
            end = format_field_end(template, at)
            out.append(format_field(template[at:end], args, keywords, auto, depth))
            at = end + 1
    return ''.join(out)


def format_field_end(template, at):
    depth = 1
    bracket = False
    in_name = True
    while at < len(template):
        c = template[at]
        if c == '[' and in_name:
            bracket = True
        elif c == ']':
            bracket = False
        elif bracket:
            pass
        elif c == ':' or c == '!':
            in_name = False
        elif c == '{':
            depth += 1
        elif c == '}':
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def format_field(field, args, keywords, auto, depth):
    end = 0
    bracket = False
    while end < len(field) and (bracket or field[end] not in ':!'):
        if field[end] == '{':
            raise ValueError("unexpected '{' in field name")
        if field[end] in '[]':
            bracket = field[end] == '['
        end += 1
    name = field[:end]
    rest = field[end:]
    conversion = None
    if rest[:1] == '!':
        conversion = rest[1:2]
        if not conversion:
            raise ValueError("unmatched '{' in format spec")
        rest = rest[2:]
        if rest and rest[0] != ':':
            raise ValueError("expected ':' after conversion specifier")
    value = format_lookup(name, args, keywords, auto)
    if conversion not in (None, 's', 'r', 'a'):
        raise ValueError('Unknown conversion specifier ' + conversion)
    value = converted(value, conversion)
    return format(value, format_text(rest[1:], args, keywords, auto, depth - 1) if '{' in rest or '}' in rest else rest[1:])


def format_lookup(name, args, keywords, auto):
    end = 0
    while end < len(name) and name[end] not in '.[':
        end += 1
    value = format_argument(name[:end], args, keywords, auto)
    rest = name[end:]
    while rest:
        c = rest[0]
        rest = rest[1:]
        end = 0
        if c == '.':
            while end < len(rest) and rest[end] not in '.[':
                end += 1
            if end == 0:
                raise ValueError('Empty attribute in format string')
            value = getattr(value, rest[:end])
            rest = rest[end:]
        elif c == '[':
            end = rest.find(']')
            if end < 0:
                raise ValueError("Missing ']' in format string")
            if end == 0:
                raise ValueError('Empty attribute in format string')
            key = rest[:end]
            value = value[int(key) if key.isascii() and key.isdigit() else key]
            rest = rest[end + 1:]
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value


def format_argument(name, args, keywords, auto):
    if name and not (name.isascii() and name.isdigit()):
        return keywords[name]
    if name:
        if auto[0] is not None and auto[0] >= 0:
            raise ValueError('cannot switch from automatic field numbering to manual field specification')
        auto[0] = -1
        index = int(name)
    else:
        index = auto[0] or 0
        if index < 0:
            raise ValueError('cannot switch from manual field specification to automatic field numbering')
        auto[0] = index + 1
    if args is None:
        raise ValueError('Format string contains positional fields')
    if index >= len(args):
        raise IndexError('Replacement index ' + str(index) + ' out of range for positional args tuple')
    return args[index]


def str_percent(template, values):
    plain = [values]
    mapping = values
    if isinstance(values, tuple):
        plain = values
        mapping = None
    taken = []
    out = []
    used = 0
    at = 0
    keyed = False
    while at < len(template):
        c = template[at]
        at += 1
        out.append(c)
        if c != '%':
            continue
        if template[at:at + 1] == '%':
            out.append('%')
            at += 1
            continue
        own = False
        if template[at:at + 1] == '(':
            start = at + 1
            at = percent_key_end(template, start)
            value = mapping[template[start:at - 1]]
            own = keyed = True
        while at < len(template) and template[at] in '-+ #0123456789.*hlL':
            if template[at] == '*':
                taken.append(percent_value(plain, used))
                used += 1
            out.append(template[at])
            at += 1
        kind = template[at:at + 1]
        at += 1
        if not own:
            value = percent_value(plain, used)
            used += 1
        if kind in ('s', 'r', 'a'):
            value = converted(value, kind)
            kind = 's'
        elif kind in 'diu' and hasattr(type(value), '__int__'):
            value = int(value)
        elif kind in 'oxX' and hasattr(type(value), '__index__'):
            value = type(value).__index__(value)
        elif kind in 'eEfFgG' and hasattr(type(value), '__float__'):
            value = float(value)
        out.append(kind)
        taken.append(value)
    if used < len(plain) and not keyed and (mapping is None or not hasattr(type(mapping), '__getitem__')):
        raise TypeError('not all arguments converted during string formatting')
    return ''.join(out) % tuple(taken)


def percent_key_end(template, at):
    depth = 1
    while depth:
        if at == len(template):
            raise ValueError('incomplete format key')
        depth += (template[at] == '(') - (template[at] == ')')
        at += 1
    return at


def percent_value(plain, n):
    if n >= len(plain):
        raise TypeError('not enough arguments for format string')
    return plain[n]
