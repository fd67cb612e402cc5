"""A variable holds its object as long as the function runs, whether it is used again or not."""
import weakref


class Thing:
    def __init__(self, name):
        self.name = name


def names():
    one, two = Thing("one"), Thing("two")
    known = weakref.WeakSet()
    known.add(one)
    known.add(two)
    return sorted(thing.name for thing in known), known


found, known = names()
print(found, len(known))
first = Thing("first")
refs = weakref.WeakValueDictionary(first=first)
print(list(refs), refs["first"].name)
holder = [Thing("held")]
reference = weakref.ref(holder[0])
print(reference() is holder[0])
holder.clear()
print(reference())
