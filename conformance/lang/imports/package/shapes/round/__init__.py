print("loading", __name__)
from .circle import Circle, Ellipse

__all__ = ["Circle"]
