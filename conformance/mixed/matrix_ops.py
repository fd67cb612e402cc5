"""Matrix operations: product, transpose, determinant, inverse, Gauss."""


class Matrix:
    def __init__(self, rows: list[list[float]]) -> None:
        self.rows = rows

    def __matmul__(self, other: "Matrix") -> "Matrix":
        if len(self.rows[0]) != len(other.rows):
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        cols = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in cols] for row in self.rows])

    def __add__(self, other: "Matrix") -> "Matrix":
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and self.rows == other.rows

    def __pow__(self, n: int) -> "Matrix":
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    @property
    def T(self) -> "Matrix":
        return Matrix([list(col) for col in zip(*self.rows)])

    @staticmethod
    def identity(n: int) -> "Matrix":
        return Matrix([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    def det(self) -> float:
        if len(self.rows) == 1:
            return self.rows[0][0]
        total = 0
        for j, value in enumerate(self.rows[0]):
            minor = Matrix([row[:j] + row[j + 1:] for row in self.rows[1:]])
            total += (-1) ** j * value * minor.det()
        return total

    def inverse(self) -> "Matrix":
        n = len(self.rows)
        work = [[float(x) for x in row] + [1.0 if i == j else 0.0 for j in range(n)] for i, row in enumerate(self.rows)]
        for col in range(n):
            pivot = max(range(col, n), key=lambda r: abs(work[r][col]))
            if work[pivot][col] == 0:
                raise ZeroDivisionError("matrix is singular")
            work[col], work[pivot] = work[pivot], work[col]
            scale = work[col][col]
            work[col] = [x / scale for x in work[col]]
            for r in range(n):
                if r != col:
                    factor = work[r][col]
                    work[r] = [x - factor * y for x, y in zip(work[r], work[col])]
        return Matrix([row[n:] for row in work])

    def __str__(self) -> str:
        return "\n".join(" ".join(f"{x:>6.2f}" for x in row) for row in self.rows)


a = Matrix([[2, 1], [7, 4]])
print(a @ a, a.T, a.det(), a.inverse(), sep="\n")
print((a @ a.inverse()) == Matrix([[1.0, 0.0], [0.0, 1.0]]), a**0 == Matrix.identity(2), (Matrix([[1, 1], [1, 0]]) ** 90).rows[0][1])
print(Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 10]]).det(), (a + a).rows)
for bad in (lambda: a @ Matrix([[1, 2, 3]]), lambda: Matrix([[1, 2], [2, 4]]).inverse()):
    try:
        bad()
    except (ValueError, ZeroDivisionError) as error:
        print(error)
