__all__ = ["leaf_name", "leaf"]
__all__ += ["_hidden"]

from .leaf import leaf_name

_hidden = 1
other = 2
