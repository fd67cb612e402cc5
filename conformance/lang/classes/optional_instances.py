"""An instance or None in every kind of formatting."""

class N:
    def __init__(self, v): self.v = v; self.next = None
    def __repr__(self): return f"N({self.v}, {self.next})"
n = N(1); n.next = N(2)
print(n)
print(f"{n.next} {n.next!r} {n.next.next}")
print(str(n.next), repr(n.next), [n.next], (n.next, 1), "%s" % n.next, "{}".format(n.next))
print(n.next)
d = {"a": n.next}
print(d, n.next == None, n.next is None, n.next != n, bool(n.next))
