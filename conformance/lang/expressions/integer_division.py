"""Floor division and modulo round towards negative infinity."""

for a in (7, -7, 0):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b))
        assert (a // b) * b + a % b == a

print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, divmod(-7.5, 2))
print(0.0 % -3, -0.0 % 3, 5 % 3.0, 1e300 % 7)
print(2**65 // 10, -(2**65) // 10, -(2**65) % 10, 2**65 % -(2**33 + 1))

for a, b in ((1, 0), (1.0, 0), (0, 0.0)):
    for name, op in (("//", lambda x, y: x // y), ("%", lambda x, y: x % y), ("/", lambda x, y: x / y)):
        try:
            op(a, b)
        except ZeroDivisionError as error:
            print(a, name, b, "->", error)
