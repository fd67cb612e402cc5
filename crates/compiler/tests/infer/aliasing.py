# The two names are one list: what one becomes, the other is.
ints = [1, 2]
alias = ints
alias.append("a")

# A list in a list.
rows = [[0] * 3 for _ in range(3)]
rows[0][1] = 2.5

# It stays a list of ints: nobody puts anything else in.
clean = [1, 2]
other = clean
n = other[0] + 1

# A list in itself.
loop = []
loop.append(loop)


class Holder:
    pass


# It becomes an attribute of a dynamic object.
kept = [1]
Holder().items = kept

empty = []
annotated: list[int] = []


def grow(x):
    return grow([x])


def pair(x):
    while True:
        x = (x, 1)


table = {"a": [1]}
table["b"] = [2.5]

# Questions do not change what they ask.
asked = [1]
found = "a" in asked
same = asked == ["a"]
seen = []
if 1 in seen:
    pass
seen.append("b")
slots = [None] * 3
slots[0] = 5
slots[1:] = [7]
