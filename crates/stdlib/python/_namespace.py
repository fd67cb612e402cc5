"""What `globals()`, `locals()`, `vars()` and `dir()` give for the variables of a compiled program."""


def local_names(readers):
    """The variables that are bound now, of a dict of functions that read them."""
    names = {}
    for name, read in readers.items():
        try:
            names[name] = read()
        except NameError:
            pass
    return names


class Namespace(dict):
    """The variables of a module; what is set here is set there, where the module has a function for that."""

    def __init__(self, readers, bind=None):
        super().__init__()
        self._readers = readers
        self._bind = bind

    def _refresh(self):
        for name, read in self._readers.items():
            try:
                value = read()
            except NameError:
                super().pop(name, None)
            else:
                super().__setitem__(name, value)

    def snapshot(self):
        """A plain dict."""
        self._refresh()
        return {name: super(Namespace, self).__getitem__(name) for name in super().keys()}

    def live(self):
        """This dict, up to date."""
        self._refresh()
        return self

    def __getitem__(self, name):
        self._refresh()
        return super().__getitem__(name)

    def get(self, name, default=None):
        self._refresh()
        return super().get(name, default)

    def __contains__(self, name):
        self._refresh()
        return super().__contains__(name)

    def __setitem__(self, name, value):
        if name in self._readers:
            self._bind(name, value, False)
        super().__setitem__(name, value)

    def __delitem__(self, name):
        self._refresh()
        super().__delitem__(name)
        if name in self._readers:
            self._bind(name, None, True)

    def pop(self, name, *default):
        self._refresh()
        if name not in self:
            return super().pop(name, *default)
        value = super().__getitem__(name)
        del self[name]
        return value

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def update(self, *others, **names):
        for name, value in dict(*others, **names).items():
            self[name] = value


class cell:
    """A variable that a function shares with the one around it."""

    __module__ = "builtins"

    def __init__(self, read):
        self._read = read

    @property
    def cell_contents(self):
        try:
            return self._read()
        except NameError:
            raise ValueError("cell is empty") from None

    def __repr__(self):
        try:
            value = self._read()
        except NameError:
            return f"<cell at {id(self):#x}: empty>"
        return f"<cell at {id(self):#x}: {type(value).__name__} object at {id(value):#x}>"


def with_cells(readers):
    """Decorates a function with its `__closure__`, of functions that read its free variables, by name."""

    def mark(function):
        function.__freevars__ = tuple(readers)
        function.__closure__ = tuple([cell(read) for read in readers.values()])
        return function

    return mark
