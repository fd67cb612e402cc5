"""Named tuples in programs that need no more of them than their fields: unpacking, indices, comparing, replacing."""

from typing import NamedTuple


class Span(NamedTuple):
    """Where something stands."""

    start: int
    end: int = 0

    def length(self) -> int:
        return self.end - self.start

    @property
    def is_empty(self) -> bool:
        return self.start >= self.end

    def moved(self, by: int) -> "Span":
        return self._replace(start=self.start + by, end=self.end + by)


class Token(NamedTuple):
    kind: str
    span: Span
    notes: list[str]


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    start = 0
    for word in text.split(" "):
        kind = "number" if word.isdigit() else "word"
        found.append(Token(kind, Span(start, start + len(word)), []))
        start += len(word) + 1
    return found


def main() -> None:
    span = Span(3, 8)
    start, end = span
    print(span, start, end, span[0], span[-1], span.length(), span.is_empty, Span(4).is_empty)
    print(span == Span(3, 8), span < Span(3, 9), span > Span(2, 100), span != span.moved(1), span.moved(-3))
    all_found = tokens("add 12 to 345")
    all_found[1].notes.append("small")
    for kind, (first, last), notes in all_found:
        print(kind, first, last, notes)
    longest = max(all_found, key=lambda token: token.span.length())
    print(longest, longest._replace(kind="longest").kind, longest.kind)
    match span:
        case Span(start=3, end=other):
            print("matched", other)
    print(tokens(""), [token.kind for token in all_found if not token.notes])


main()
