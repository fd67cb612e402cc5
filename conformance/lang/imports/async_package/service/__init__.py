from . import errors
from .core import Service

__all__ = ["Service", "errors"]
