class Parser:
    def __init__(self, text):
        self.tokens = self.tokenize(text)
        self.position = 0

    @staticmethod
    def tokenize(text):
        tokens, i = [], 0
        while i < len(text):
            if text[i].isspace():
                i += 1
            elif text[i].isdigit():
                start = i
                while i < len(text) and (text[i].isdigit() or text[i] == "."):
                    i += 1
                tokens.append(float(text[start:i]) if "." in text[start:i] else int(text[start:i]))
            else:
                tokens.append(text[i])
                i += 1
        return tokens

    def peek(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self):
        token = self.peek()
        self.position += 1
        return token

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            value = value + self.term() if self.take() == "+" else value - self.term()
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = value * self.factor() if self.take() == "*" else value / self.factor()
        return value

    def factor(self):
        match self.take():
            case "(":
                value = self.expression()
                if self.take() != ")":
                    raise SyntaxError("expected )")
                return value
            case "-":
                return -self.factor()
            case int() | float() as number:
                return number
            case other:
                raise SyntaxError(f"unexpected {other!r}")


for text in ("1 + 2 * 3", "(1 + 2) * 3", "-4 / (2 - 4)", "2 * (3 + 4) * 5 - 1.5", "1 +", "(1", "8 / (3 - 3)"):
    try:
        print(text, "=", Parser(text).expression())
    except (SyntaxError, ZeroDivisionError) as error:
        print(text, "->", type(error).__name__, error)
