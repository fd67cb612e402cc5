"""Generators chained into a pipeline over text."""

from typing import Iterable, Iterator

TEXT = """\
alice,30,5.5
# comment
bob,x,1.0
carol,25,2.25

dave,41,-3
"""


def lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line


def records(source: Iterable[str]) -> Iterator[tuple[str, int, float]]:
    for line in source:
        name, age, score = line.split(",")
        try:
            yield name, int(age), float(score)
        except ValueError:
            print("skipping", name)


def running_total(source: Iterable[tuple[str, int, float]]) -> Iterator[tuple[str, float]]:
    total = 0.0
    for name, _, score in source:
        total += score
        yield name, total


def chunks(items: Iterable, size: int) -> Iterator[list]:
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


for name, total in running_total(records(lines(TEXT))):
    print(f"{name:<6}{total:>6.2f}")
print(list(chunks(range(7), 3)), list(chunks([], 2)))
print(max(records(lines(TEXT)), key=lambda r: r[1]))
