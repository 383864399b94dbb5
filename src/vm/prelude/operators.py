"""Operators in place, and values made of numbers, texts and bytes."""


def list_iadd(items, more):
    list.extend(items, more)
    return items


def dict_ior(mapping, more):
    mapping.update(more)
    return mapping


def dict_or(left, right):
    merged = left.copy()
    merged.update(right)
    return merged


def repeat(left, right):
    if hasattr(type(left), '__index__'):
        left, right = right, left
    number = getattr(type(right), '__index__', None)
    if number is None or not isinstance(left, (str, list, tuple, bytes, bytearray)):
        raise TypeError("can't multiply sequence by non-int of type '" + type(right).__name__ + "'")
    return left * number(right)


def call_indexed(function, /, *args, **kwargs):
    plain = []
    changed = False
    for arg in args:
        number = None if isinstance(arg, int) else getattr(type(arg), '__index__', None)
        if number is not None:
            arg = number(arg)
            changed = True
        plain.append(arg)
    for name, arg in kwargs.items():
        number = None if isinstance(arg, int) else getattr(type(arg), '__index__', None)
        if number is not None:
            kwargs[name] = number(arg)
            changed = True
    if not changed:
        raise TypeError(function.__name__ + '() does not take such objects here')
    return function(*plain, **kwargs)


def set_in_place(name, left, right):
    getattr(left, name)(right)
    return left


def int_new(x, base=None):
    if base is not None:
        return int(x, type(base).__index__(base))
    kind = type(x)
    for name in ('__int__', '__index__', '__trunc__'):
        method = getattr(kind, name, None)
        if method is not None:
            value = method(x)
            if not isinstance(value, int):
                raise TypeError(name + ' returned non-int (type ' + type(value).__name__ + ')')
            return value + 0
    raise TypeError("int() argument must be a string, a bytes-like object or a real number, not '" + kind.__name__ + "'")


def float_new(x):
    kind = type(x)
    method = getattr(kind, '__float__', None)
    if method is not None:
        value = method(x)
        if not isinstance(value, float):
            raise TypeError(kind.__name__ + '.__float__ returned non-float (type ' + type(value).__name__ + ')')
        return value
    method = getattr(kind, '__index__', None)
    if method is not None:
        return float(method(x))
    raise TypeError("float() argument must be a string or a real number, not '" + kind.__name__ + "'")


def str_new(object='', *rest, **more):
    text = type(object).__str__(object)
    if not isinstance(text, str):
        raise TypeError('__str__ returned non-string (type ' + type(text).__name__ + ')')
    return text


def bytes_new(source=b'', *rest):
    method = getattr(type(source), '__bytes__', None)
    if method is not None:
        return method(source)
    if hasattr(type(source), '__index__'):
        return bytes(type(source).__index__(source))
    return bytes(items_of_bytes(source, 'bytes'))


def items_of_bytes(source, name):
    kind = type(source)
    if not hasattr(kind, '__iter__') and not hasattr(kind, '__getitem__'):
        raise TypeError("cannot convert '" + kind.__name__ + "' object to " + name)
    return [*source]


def bytearray_new(source=b'', *rest):
    if hasattr(type(source), '__index__'):
        return bytearray(type(source).__index__(source))
    return bytearray(items_of_bytes(source, 'bytearray'))


def str_translate(text, table):
    out = []
    for c in text:
        try:
            mapped = table[ord(c)]
        except LookupError:
            out.append(c)
            continue
        if mapped is None:
            continue
        if isinstance(mapped, int):
            mapped = chr(mapped)
        elif not isinstance(mapped, str):
            raise TypeError('character mapping must return integer, None or str')
        out.append(mapped)
    return ''.join(out)


def format_exception(exc, wanted, plain):
    from _sys import format_exception
    texts = []
    for each in wanted:
        try:
            text = str(each)
        except Exception:
            text = '<exception str() failed>'
        texts.append((each, text))
    return format_exception(exc, texts, plain)
