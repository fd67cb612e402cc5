"""A package with submodules, relative imports and __all__."""

import shapes
import shapes.round.circle as circle_module
from shapes import Square, area_of
from shapes.round import *
from shapes.round.circle import Circle as Kreis, PI

print(shapes.__name__, circle_module.__name__, Square.__module__, __name__)
print(area_of(Square(3)), f"{area_of(Kreis(1)):.3f}", PI is circle_module.PI)
print(Circle is Kreis, "Ellipse" in dir(), hasattr(shapes.round, "Ellipse"))
print(shapes.counter, shapes.bump(), shapes.counter, shapes.helpers.log)
