"""The things that the package is about."""

from dataclasses import dataclass, field


class InventoryError(Exception):
    """Base class of everything that goes wrong in this package."""


class OutOfStock(InventoryError):
    """More was asked for than there is."""

    def __init__(self, item: "Item", wanted: int) -> None:
        super().__init__(f"only {item.count} of {item.name}, not {wanted}")
        self.item = item
        self.wanted = wanted


@dataclass
class Item:
    """One kind of goods; prices are whole cents."""

    name: str
    price: int
    count: int = 0
    tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.price < 0:
            raise ValueError(f"negative price for {self.name}")

    @property
    def value(self) -> int:
        return self.price * self.count


@dataclass(frozen=True, order=True)
class Movement:
    """Goods that came (positive) or went (negative)."""

    sequence: int
    item: str
    amount: int

    def __str__(self) -> str:
        return f"{self.sequence:03d} {self.item:<8} {self.amount:+d}"
