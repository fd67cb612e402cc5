"""__eq__, __lt__ and friends; hashing; sorting of objects."""

from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


vs = [Version(t) for t in ("1.10", "1.2", "1.2.1", "0.9")]
print(sorted(vs), max(vs), min(vs), vs[0] >= vs[1], vs[0] <= vs[1], vs[0] != vs[1])
print(len({Version("1.0"), Version("1.0"), Version("2.0")}), Version("1.0") in [Version("1.0")])
print(Version("1") == 1, Version("1") != 1)
try:
    Version("1") < 1
except TypeError as error:
    print(error)


class NoHash:
    def __eq__(self, other):
        return True


try:
    {NoHash()}
except TypeError as error:
    print(error)
print(NoHash() == 5, 5 == NoHash(), NoHash() != 5, [NoHash()] == [1], NoHash.__hash__)


class Weird:
    def __lt__(self, other):
        return "truthy string"

    def __eq__(self, other):
        return []


print(Weird() < 1, 1 > Weird(), Weird() == 1, Weird() != 1, not (Weird() == 1))
