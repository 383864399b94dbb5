class Op:
    """Answers every binary operator with its own name."""

    def __init__(self, label):
        self.label = label


NAMES = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"]
for name in NAMES:
    def forward(self, other, name=name):
        return f"{self.label}.{name}({getattr(other, 'label', other)})"

    def backward(self, other, name=name):
        return f"{self.label}.r{name}({other})"

    setattr(Op, f"__{name}__", forward)
    setattr(Op, f"__r{name}__", backward)

a, b = Op("a"), Op("b")
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b)
print(a << b, a >> b, a & b, a | b, a ^ b, a @ b)
print(1 + a, 1 - a, 1 * a, 1 / a, 1 // a, 1 % a, 1 ** a)
print(1 << a, 1 >> a, 1 & a, 1 | a, 1 ^ a, 1 @ a)


class Unary:
    def __pos__(self):
        return "pos"

    def __neg__(self):
        return "neg"

    def __invert__(self):
        return "invert"

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __index__(self):
        return 2

    def __round__(self, digits=None):
        return ("round", digits)

u = Unary()
print(+u, -u, ~u, int(u), float(u), [10, 20, 30][u], round(u), round(u, 2), hex(u), "ab" * u)
