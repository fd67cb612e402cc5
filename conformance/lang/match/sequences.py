"""match on sequences, with stars and nesting."""


def shape(x):
    match x:
        case []:
            return "empty"
        case [one]:
            return f"one {one}"
        case [1, 2]:
            return "exactly one two"
        case [first, *_, "end"]:
            return f"from {first} to end"
        case ["go", ("north" | "south") as direction]:
            return f"go {direction}"
        case ["add", *numbers] if all(isinstance(n, int) for n in numbers):
            return f"sum {sum(numbers)}"
        case (x1, y1), (x2, y2):
            return f"two points {x1},{y1} {x2},{y2}"
        case [[a, *rest], b]:
            return f"nested {a} {rest} {b}"
        case [*everything]:
            return f"{len(everything)} things"
        case str():
            return "strings are not sequences here"
        case _:
            return "not a sequence"


for x in ([], (1,), [1, 2], [0, 5, "end"], ["go", "north"], ["go", "west"], ["add", 1, 2, 3], ["add", 1, "x"], [(1, 2), (3, 4)], [[1, 2, 3], 4], range(5), "ab", b"ab", {1, 2}, {"a": 1}, 5, iter([1])):
    print(type(x).__name__, shape(x))


def total(items):
    match items:
        case []:
            return 0
        case [head, *tail]:
            return head + total(tail)


print(total([1, 2, 3, 4]))
