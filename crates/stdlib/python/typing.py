"""Classes may derive from `typing.Sequence` and the like as from those of `collections.abc`."""

import collections.abc
