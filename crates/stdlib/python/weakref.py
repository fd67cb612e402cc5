"""References that do not keep their objects, and containers of them.

Nothing is called when an object goes away; what is gone is taken out of the containers when they are looked at.
"""

from _weakref import ReferenceType
from collections.abc import MutableMapping, MutableSet

ref = ReferenceType


class _Proxy:
    __slots__ = ("_ref",)

    def __init__(self, object):
        super().__setattr__("_ref", ReferenceType(object))

    def _target(self):
        target = self._ref()
        if target is None:
            raise ReferenceError("weakly-referenced object no longer exists")
        return target

    def __getattr__(self, name):
        return getattr(self._target(), name)

    def __setattr__(self, name, value):
        setattr(self._target(), name, value)

    def __str__(self):
        return str(self._target())

    def __call__(self, *args, **kwargs):
        return self._target()(*args, **kwargs)

    def __len__(self):
        return len(self._target())

    def __getitem__(self, key):
        return self._target()[key]

    def __iter__(self):
        return iter(self._target())

    def __contains__(self, item):
        return item in self._target()

    def __eq__(self, other):
        return self._target() == (other._target() if isinstance(other, _Proxy) else other)

    def __bool__(self):
        return bool(self._target())


def proxy(object, callback=None, /):
    """Create a proxy object that weakly references 'object'."""
    if callback is not None:
        raise NotImplementedError("weak references with a callback are not supported: nothing is called when an object goes away")
    return _Proxy(object)


class WeakMethod:
    """A weak reference to a bound method."""

    def __init__(self, meth, callback=None):
        self._object = ReferenceType(meth.__self__, callback)
        self._function = ReferenceType(meth.__func__)

    def __call__(self):
        target = self._object()
        function = self._function()
        if target is None or function is None:
            return None
        return function.__get__(target, type(target))

    def __eq__(self, other):
        return isinstance(other, WeakMethod) and self._object == other._object and self._function == other._function

    def __hash__(self):
        return hash(self._object)


class WeakValueDictionary(MutableMapping):
    """Mapping class that references values weakly."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def _live(self):
        for key in [key for key, value in self.data.items() if value() is None]:
            del self.data[key]
        return self.data

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = ReferenceType(value)

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(list(self._live()))

    def __len__(self):
        return len(self._live())

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        new = WeakValueDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    def valuerefs(self):
        return list(self._live().values())


class WeakKeyDictionary(MutableMapping):
    """Mapping class that references keys weakly."""

    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _live(self):
        for key in [key for key in self.data if key() is None]:
            del self.data[key]
        return self.data

    def __getitem__(self, key):
        return self.data[ReferenceType(key)]

    def __setitem__(self, key, value):
        self.data[ReferenceType(key)] = value

    def __delitem__(self, key):
        del self.data[ReferenceType(key)]

    def __iter__(self):
        for key in list(self._live()):
            target = key()
            if target is not None:
                yield target

    def __len__(self):
        return len(self._live())

    def __contains__(self, key):
        try:
            return ReferenceType(key) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def keyrefs(self):
        return list(self._live())


class WeakSet(MutableSet):
    """Set class that references its items weakly."""

    def __init__(self, data=None):
        self.data = set()
        if data is not None:
            for item in data:
                self.add(item)

    def __iter__(self):
        for item in list(self.data):
            target = item()
            if target is not None:
                yield target

    def __len__(self):
        self.data = {item for item in self.data if item() is not None}
        return len(self.data)

    def __contains__(self, item):
        try:
            return ReferenceType(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ReferenceType(item))

    def discard(self, item):
        self.data.discard(ReferenceType(item))

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return WeakSet(self)

    def __repr__(self):
        return repr(self.data)


def getweakrefcount(object, /):
    """Return the number of weak references to 'object': not known."""
    return 0


def finalize(obj, func, /, *args, **kwargs):
    """Not supported: nothing is called when an object goes away."""
    raise NotImplementedError("weakref.finalize is not supported: nothing is called when an object goes away")
