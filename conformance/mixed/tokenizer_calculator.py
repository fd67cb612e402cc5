"""A tokenizer and recursive-descent calculator."""

from dataclasses import dataclass


@dataclass
class Token:
    kind: str
    text: str
    pos: int


class CalcError(Exception):
    pass


def tokenize(source: str) -> list[Token]:
    tokens: list[Token] = []
    i = 0
    while i < len(source):
        ch = source[i]
        if ch.isspace():
            i += 1
        elif ch.isdigit() or ch == ".":
            start = i
            while i < len(source) and (source[i].isdigit() or source[i] == "."):
                i += 1
            tokens.append(Token("num", source[start:i], start))
        elif ch.isalpha():
            start = i
            while i < len(source) and source[i].isalnum():
                i += 1
            tokens.append(Token("name", source[start:i], start))
        elif source[i:i + 2] == "**":
            tokens.append(Token("op", "**", i))
            i += 2
        elif ch in "+-*/%()=,":
            tokens.append(Token("op", ch, i))
            i += 1
        else:
            raise CalcError(f"unexpected {ch!r} at {i}")
    tokens.append(Token("end", "", len(source)))
    return tokens


class Parser:
    functions = {"max": max, "min": min, "abs": abs, "sqrt": lambda x: x**0.5}

    def __init__(self, variables: dict[str, float]) -> None:
        self.variables = variables

    def run(self, source: str) -> float:
        self.tokens = tokenize(source)
        self.i = 0
        if self.tokens[0].kind == "name" and self.tokens[1].text == "=":
            name = self.take().text
            self.take()
            value = self.variables[name] = self.sum()
        else:
            value = self.sum()
        if self.peek().kind != "end":
            raise CalcError(f"unexpected {self.peek().text!r} at {self.peek().pos}")
        return value

    def peek(self) -> Token:
        return self.tokens[self.i]

    def take(self) -> Token:
        self.i += 1
        return self.tokens[self.i - 1]

    def accept(self, *texts: str) -> str:
        if self.peek().kind == "op" and self.peek().text in texts:
            return self.take().text
        return ""

    def sum(self) -> float:
        value = self.product()
        while op := self.accept("+", "-"):
            right = self.product()
            value = value + right if op == "+" else value - right
        return value

    def product(self) -> float:
        value = self.unary()
        while op := self.accept("*", "/", "%"):
            right = self.unary()
            try:
                value = {"*": lambda: value * right, "/": lambda: value / right, "%": lambda: value % right}[op]()
            except ZeroDivisionError:
                raise CalcError("division by zero") from None
        return value

    def unary(self) -> float:
        if self.accept("-"):
            return -self.unary()
        base = self.atom()
        return base ** self.unary() if self.accept("**") else base

    def atom(self) -> float:
        token = self.take()
        match token:
            case Token("num", text):
                return float(text) if "." in text else int(text)
            case Token("name", name) if self.accept("("):
                args = [self.sum()]
                while self.accept(","):
                    args.append(self.sum())
                self.expect(")")
                return self.functions[name](*args)
            case Token("name", name):
                if name not in self.variables:
                    raise CalcError(f"unknown variable {name}")
                return self.variables[name]
            case Token("op", "("):
                value = self.sum()
                self.expect(")")
                return value
        raise CalcError(f"unexpected {token.text or 'end'!r}")

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise CalcError(f"expected {text!r} at {self.peek().pos}")


parser = Parser({"pi": 3.14159})
for line in ("1 + 2 * 3", "(1 + 2) * 3", "-2 ** 2", "2 ** 3 ** 2", "x = 10 % 4 + .5", "x * pi", "max(1, x, 2) - abs(-7)", "sqrt(16)", "1 / 0", "1 +", "(1", "2 $ 3", "y", "1 2", "10 / 4 / 5"):
    try:
        print(line, "=", parser.run(line))
    except CalcError as error:
        print(line, "!", error)
