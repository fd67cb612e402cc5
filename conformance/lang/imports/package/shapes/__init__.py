"""Shapes."""

print("loading", __name__)

from . import helpers
from .helpers import area_of
from .square import Square

counter = 0


def bump():
    global counter
    counter += 1
    return counter
