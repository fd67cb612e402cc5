"""A backtracking sudoku solver."""

PUZZLE = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""

Grid = list[list[int]]


def parse(text: str) -> Grid:
    return [[0 if ch == "." else int(ch) for ch in line] for line in text.split()]


def candidates(grid: Grid, row: int, col: int) -> list[int]:
    used = set(grid[row]) | {grid[r][col] for r in range(9)}
    top, left = row // 3 * 3, col // 3 * 3
    used |= {grid[r][c] for r in range(top, top + 3) for c in range(left, left + 3)}
    return [n for n in range(1, 10) if n not in used]


def find_cell(grid: Grid) -> tuple[int, int, list[int]] | None:
    best = None
    for row in range(9):
        for col in range(9):
            if grid[row][col] == 0:
                options = candidates(grid, row, col)
                if best is None or len(options) < len(best[2]):
                    best = row, col, options
    return best


def solve(grid: Grid) -> bool:
    cell = find_cell(grid)
    if cell is None:
        return True
    row, col, options = cell
    for n in options:
        grid[row][col] = n
        if solve(grid):
            return True
    grid[row][col] = 0
    return False


grid = parse(PUZZLE)
print(solve(grid))
for i, row in enumerate(grid):
    if i and i % 3 == 0:
        print("------+-------+------")
    print(" | ".join(" ".join(str(n) for n in row[c:c + 3]) for c in (0, 3, 6)))
print(all(sorted(row) == list(range(1, 10)) for row in grid), all(sorted(col) == list(range(1, 10)) for col in zip(*grid)))
