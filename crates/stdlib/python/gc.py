"""Garbage collection: objects go when nothing refers to them any more; cycles stay."""

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = 38

garbage = []
callbacks = []
_enabled = True
_threshold = (2000, 10, 0)


def enable():
    """Enable automatic garbage collection."""
    global _enabled
    _enabled = True


def disable():
    """Disable automatic garbage collection."""
    global _enabled
    _enabled = False


def isenabled():
    """Returns true if automatic garbage collection is enabled."""
    return _enabled


def collect(generation=2):
    """Run the garbage collector: there is nothing for it to do."""
    return 0


def get_threshold():
    """Return the current collection thresholds."""
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=0):
    """Set the collection thresholds (the collection frequency)."""
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_count():
    """Return a three-tuple of the current collection counts."""
    return (0, 0, 0)


def get_debug():
    """Get the garbage collection debugging flags."""
    return 0


def set_debug(flags):
    """Set the garbage collection debugging flags."""


def freeze():
    """Freeze all current tracked objects and ignore them for future collections."""


def unfreeze():
    """Unfreeze all objects in the permanent generation."""


def is_tracked(obj):
    """Returns true if the object is tracked by the garbage collector."""
    return not isinstance(obj, (int, float, str, bytes, bool, type(None)))
