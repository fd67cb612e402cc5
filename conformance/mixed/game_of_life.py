"""Conway's game of life on a set of cells."""

Cell = tuple[int, int]


def neighbours(cell: Cell) -> list[Cell]:
    x, y = cell
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]


def step(alive: set[Cell]) -> set[Cell]:
    counts: dict[Cell, int] = {}
    for cell in alive:
        for n in neighbours(cell):
            counts[n] = counts.get(n, 0) + 1
    return {c for c, n in counts.items() if n == 3 or n == 2 and c in alive}


def show(alive: set[Cell], size: int) -> None:
    for y in range(size):
        print("".join("#" if (x, y) in alive else "." for x in range(size)))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
show(glider, 5)
for _ in range(4):
    glider = step(glider)
print()
show(glider, 5)
blinker = {(1, 0), (1, 1), (1, 2)}
print(sorted(step(blinker)), step(step(blinker)) == blinker, step(set()), len(step({(0, 0)})))
