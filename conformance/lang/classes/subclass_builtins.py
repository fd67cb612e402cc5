"""Classes that inherit from list, dict and exceptions."""


class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    @property
    def top(self):
        return self[-1]


class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


class CaseDict(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())


s = Stack([1, 2])
s.push(3).push(4)
print(s, s.top, len(s), s[1:3], type(s[1:3]).__name__, s == [1, 2, 3, 4], isinstance(s, list))
d = Default()
print(d["ab"], d, d.get("zz"), "zz" in d)
c = CaseDict()
c["Key"] = 1
c.update({"Other": 2})
print(c["KEY"], list(c), c)


class History(list):
    def append(self, item):
        print("append", item)
        super().append(item)


h = History()
h.append(1)
h.extend([2, 3])
h += [4]
print(h, sum(h), sorted(h, reverse=True))
