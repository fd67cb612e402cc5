"""Slicing and indexing of sequences, with every kind of bound."""

letters = "abcdefgh"
numbers = list(range(8))
for text in (letters[2:5], letters[-3:], letters[:-3], letters[::2], letters[::-1], letters[5:2], letters[5:2:-1], letters[100:], letters[-100:3], letters[-1:-6:-2]):
    print(repr(text), end=" ")
print()
print(numbers[1:6:2], numbers[::-3], tuple(numbers)[2:4], range(10)[2:8:3], b"hello"[1:3], b"hello"[1])
numbers[2:5] = ["x"]
print(numbers)
numbers[1:1] = [10, 11, 12]
print(numbers)
numbers[::3] = "abc"
print(numbers)
del numbers[::2]
print(numbers)
numbers[:] = range(3)
print(numbers, numbers[-1], numbers[True])
del numbers[-1], numbers[:1]
print(numbers)
try:
    numbers[::2] = [1, 2, 3]
except ValueError as error:
    print(error)
for index in (5, -2, "a", 1.0):
    try:
        print(numbers[index])
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    letters[1:2:0]
except ValueError as error:
    print(error)
part = slice(1, None, 2)
print(letters[part], part, part.indices(5), part.start, part.stop)
