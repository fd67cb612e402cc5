"""`SystemRandom`: numbers of the host's source of entropy."""

from random import Random


class SystemRandom(Random):
    """Alternate random number generator using sources provided by the operating system."""

    def seed(self, *args, **kwds):
        "Stub method.  Not used for a system random number generator."
        return None

    def getstate(self):
        "Method should not be called for a system random number generator."
        raise NotImplementedError("System entropy source does not have state.")

    def setstate(self, state):
        "Method should not be called for a system random number generator."
        raise NotImplementedError("System entropy source does not have state.")
