"""operator: functions for operators, itemgetter, attrgetter, methodcaller."""

import operator as op

print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(7, 2), op.floordiv(-7, 2), op.mod(-7, 3), op.pow(2, 5), op.neg(4), op.pos(-1), op.abs(-3), op.invert(5), op.lshift(1, 4), op.rshift(16, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3))
print(op.eq(1, 1.0), op.ne(1, 2), op.lt(1, 2), op.le(2, 2), op.gt("b", "a"), op.ge(1, 2), op.not_([]), op.truth([0]), op.is_(None, None), op.is_not(1, None), op.contains([1], 1), op.concat([1], [2]), op.countOf([1, 1, 2], 1), op.indexOf("abc", "c"), op.index(True), op.length_hint([1, 2]))
print(op.getitem({"a": 1}, "a"), op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": 5}), op.itemgetter(slice(1, 3))([1, 2, 3, 4]))


class P:
    def __init__(self, name, n):
        self.name, self.n = name, n
        self.me = self

    def scaled(self, k, *, plus=0):
        return self.n * k + plus


people = [P("b", 2), P("a", 3), P("c", 1)]
print([p.name for p in sorted(people, key=op.attrgetter("name"))], op.attrgetter("n", "me.name")(people[0]), op.methodcaller("scaled", 10, plus=1)(people[0]), list(map(op.methodcaller("upper"), "ab")))
print(sorted([("x", 2), ("y", 1)], key=op.itemgetter(1)), max({"a": 3, "b": 5}.items(), key=op.itemgetter(1)))
l = [1]
l2 = op.iadd(l, [2])
op.setitem(l, 0, 9)
op.delitem(l, 1)
print(l, l2 is l, op.matmul.__name__)
try:
    op.itemgetter(5)("ab")
except IndexError as error:
    print(error)
try:
    op.attrgetter("zz")(l)
except AttributeError as error:
    print(error)
