"""Functions of numbers, and operators."""

import _vm
from _prelude_iteration import _as_index
from _vm import method as _method, payload, type_name

_abs, _round, _divmod = abs, round, divmod


def abs(x):
    method = _method(x, "__abs__")
    if method is None:
        if _vm.is_instance_value(payload(x)):
            raise TypeError(f"bad operand type for abs(): '{type_name(x)}'")
        return _abs(payload(x))
    return method(x)


def round(number, ndigits=None):
    method = _method(number, "__round__")
    if method is None:
        inner = payload(number)
        if _vm.is_instance_value(inner):
            raise TypeError(f"type {type_name(number)} doesn't define __round__ method")
        return _round(inner) if ndigits is None else _round(inner, _as_index(ndigits))
    return method(number) if ndigits is None else method(number, ndigits)


def _two_ways(a, b, name, reflected, words):
    method = _method(a, name)
    if method is not None:
        result = method(a, b)
        if result is not NotImplemented:
            return result
    method = _method(b, reflected)
    if method is not None:
        result = method(b, a)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for {words}: '{type_name(a)}' and '{type_name(b)}'")


def divmod(x, y):
    inner_x, inner_y = payload(x), payload(y)
    if _method(x, "__divmod__") is None and _method(y, "__rdivmod__") is None:
        if not _vm.is_instance_value(inner_x) and not _vm.is_instance_value(inner_y):
            return _divmod(inner_x, inner_y)
    return _two_ways(x, y, "__divmod__", "__rdivmod__", "divmod()")


def pow(base, exp, mod=None):
    if mod is None:
        return base ** exp
    method = _method(base, "__pow__")
    if method is not None:
        return method(base, exp, mod)
    return _vm.pow(_as_index(base), _as_index(exp), _as_index(mod))


def hex(number):
    return _vm.digits(_as_index(number), 16)


def oct(number):
    return _vm.digits(_as_index(number), 8)


def bin(number):
    return _vm.digits(_as_index(number), 2)


def chr(number):
    return _vm.chr(_as_index(number))


# ---- operators on containers -----------------------------------------------------------------------------------------


def op_add(a, b):
    return payload(a) + payload(b)


def op_mul(a, b):
    return payload(a) * _as_index(b)


def op_iadd(a, b):
    list.extend(a, b)
    return a


def op_and(a, b):
    return payload(a).intersection(payload(b))


def op_or(a, b):
    if isinstance(a, dict):
        new = payload(a).copy()
        new.update(b)
        return new
    return payload(a).union(payload(b))


def op_sub(a, b):
    return payload(a).difference(payload(b))


def op_xor(a, b):
    return payload(a).symmetric_difference(payload(b))
