"""Tic-tac-toe with minimax."""

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board: str) -> str | None:
    for a, b, c in LINES:
        if board[a] != "." and board[a] == board[b] == board[c]:
            return board[a]
    return None if "." in board else "draw"


def place(board: str, cell: int, mark: str) -> str:
    return board[:cell] + mark + board[cell + 1:]


def score(board: str, mark: str, cache: dict[tuple[str, str], int]) -> int:
    """Outcome for X with `mark` to move: 1, 0 or -1."""
    key = board, mark
    if key not in cache:
        result = winner(board)
        if result is not None:
            cache[key] = {"X": 1, "O": -1, "draw": 0}[result]
        else:
            other = "O" if mark == "X" else "X"
            scores = [score(place(board, i, mark), other, cache) for i in range(9) if board[i] == "."]
            cache[key] = max(scores) if mark == "X" else min(scores)
    return cache[key]


board, mark, cache = "X...O....", "X", {}
while winner(board) is None:
    other = "O" if mark == "X" else "X"
    sign = 1 if mark == "X" else -1
    free = [i for i in range(9) if board[i] == "."]
    best = max(free, key=lambda i: (sign * score(place(board, i, mark), other, cache), -i))
    board = place(board, best, mark)
    print(mark, best, board[:3], board[3:6], board[6:])
    mark = other
print(winner(board), len(cache))
