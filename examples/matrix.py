"""A matrix whose cells may hold anything: numbers, text, None, even matrices.

Nothing here is annotated, and most functions take whatever comes.
"""

MISSING = object()


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows differ in length")

    @classmethod
    def identity(cls, size):
        return cls([[int(i == j) for j in range(size)] for i in range(size)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    def __getitem__(self, key):
        # m[1] is a row, m[1, 2] a cell, m[:, 2] a column.
        if isinstance(key, tuple):
            row, column = key
            if isinstance(row, slice):
                return [cells[column] for cells in self.rows[row]]
            return self.rows[row][column]
        return self.rows[key]

    def __setitem__(self, key, value):
        row, column = key
        self.rows[row][column] = value

    def __add__(self, other):
        if isinstance(other, Matrix):
            pairs = zip(self.rows, other.rows, strict=True)
            return Matrix([x + y for x, y in zip(a, b, strict=True)] for a, b in pairs)
        return self.map(lambda cell: cell + other)

    __radd__ = __add__

    def __mul__(self, factor):
        if isinstance(factor, (int, float)):
            return self.map(lambda cell: cell * factor)
        return NotImplemented

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([dot(row, column) for column in columns] for row in self.rows)

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        for row in self.rows:
            yield from row

    def __repr__(self):
        return f"Matrix({self.rows!r})"

    def map(self, function):
        return Matrix([function(cell) for cell in row] for row in self.rows)


def dot(left, right):
    """Works for anything that can be multiplied and added."""
    total = MISSING
    for a, b in zip(left, right):
        total = a * b if total is MISSING else total + a * b
    return None if total is MISSING else total


def describe(cell):
    match cell:
        case None:
            return "nothing"
        case bool():
            return "yes" if cell else "no"
        case int() | float() as number if number < 0:
            return f"minus {describe(-number)}"
        case int(n):
            return f"int {n}"
        case str() if cell.isdigit():
            return f"digits {cell}"
        case str(text):
            return f"text {text!r}"
        case [first, *rest]:
            return f"list of {describe(first)} and {len(rest)} more"
        case {"unit": unit, **others}:
            return f"{unit} with {sorted(others)}"
        case Matrix(shape=(rows, columns)):
            return f"{rows}x{columns} matrix"
    return f"a {type(cell).__name__} like {cell}"


def attempt(title, function, *arguments):
    try:
        print(title, "=", function(*arguments))
    except (TypeError, ValueError, IndexError) as error:
        print(title, "fails:", type(error).__name__, "-", error)


def main():
    length = {"unit": "m", "n": 6}
    zoo = Matrix([[1, -2.5, "3"], [None, True, "x"], [[4, 5], length, b"7"]])
    for cell in zoo:
        print(" ", describe(cell))
    zoo[0, 0] = Matrix.identity(2)
    zoo[1, 0] = 2**70
    print(describe(zoo[0, 0]), describe(zoo[1][0]), zoo.shape)
    print("column", zoo[:, 1], "last row", zoo[-1])

    numbers = Matrix([[1, 2], [3, 4]])
    halves = numbers * 0.5
    print(halves[0], *(str(cell) for cell in halves), 3 in halves)
    print(numbers @ halves == halves @ numbers, numbers == [[1, 2], [3, 4]])
    print(numbers + 0.5, 10 + numbers, numbers + halves)
    print(Matrix([["ab", "c"]]) @ Matrix([[2], [3]]), dot([], []))
    print(sum([numbers, numbers], 0), numbers @ Matrix.identity(2) == numbers)

    attempt("text + 1", lambda: zoo + 1)
    attempt("numbers * text", lambda: numbers * "ab")
    attempt("ragged", Matrix, [[1], [2, 3]])
    attempt("unlike shapes", lambda: numbers + Matrix([[1, 2]]))
    attempt("outside", lambda: numbers[2, 0])
    attempt("kinds", lambda: sorted({type(cell).__name__ for cell in zoo}))
    attempt("sorted cells", sorted, list(zoo)[1:4])


if __name__ == "__main__":
    main()
