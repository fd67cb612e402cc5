import cycle_a
from cycle_a import a

b = cycle_a
