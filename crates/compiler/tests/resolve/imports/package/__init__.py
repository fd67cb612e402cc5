from .sibling import helper
from .sibling import helper as again

VERSION = (1, 2)
