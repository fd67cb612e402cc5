"""A small stock-keeping package: models, storage, pricing and reports."""

from .models import Item, Movement, OutOfStock
from .store import Store

__all__ = ["Item", "Movement", "OutOfStock", "Store"]
__version__ = "1.2.0"
