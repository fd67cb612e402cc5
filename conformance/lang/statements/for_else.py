"""else on loops, break, continue, and the loop variable afterwards."""


def is_prime(n):
    for d in range(2, n):
        if d * d > n:
            continue
        if n % d == 0:
            print(f"{n} = {d} * {n // d}")
            break
    else:
        print(n, "is prime")
        return True
    return False


print([n for n in range(2, 12) if is_prime(n)])
for x in []:
    pass
else:
    print("empty loop runs else")
i = 0
while i < 3:
    i += 1
    if i == 2:
        continue
    print("while", i)
else:
    print("no break")
while True:
    break
else:
    print("never")
for i in range(3):
    for j in range(3):
        if j == i:
            break
        print(i, j)
    else:
        print("never here", i)
        break
print("after", i, j)
values = [1, 2, 3, 4]
for v in values:
    if v == 2:
        values.remove(v)
    print(v, end=" ")
print(values)
for i in range(3):
    i *= 10
    print(i, end=" ")
print()
